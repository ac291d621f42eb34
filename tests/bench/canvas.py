"""How long the canvas takes: commits, panning, dragging, the far view; and how much room a card takes.

    python tests/bench/canvas.py [--quick]

On the display that Qt finds, or off screen with QT_QPA_PLATFORM=offscreen; the aims are for a software-rendered
screen of 1280 × 800 pixels. A frame is what one event of the mouse costs until the window is painted again. All
gestures take turns, so that a noisy machine is noisy for all alike; beside the time that has passed stands the
processor's, which does not count what other processes take, and by which is judged: without others they are the same.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "gui"))

from bench.timing import verdict
from hands import Hands
from PySide6.QtWidgets import QApplication
from random_maps import random_document

from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.core.collector import set_aside
from argmap.core.document import Document
from argmap.core.roles import derive
from argmap.edit import claims, relations
from argmap.gui import theme
from argmap.gui.bridge import Bridge
from argmap.gui.canvas.scene import MapScene
from argmap.gui.canvas.view import MapView
from argmap.layout.card import face


class Taken:
    """Seconds that were taken, on the clock and by the processor."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.processor: list[float] = []

    def time(self, run: Callable[[], object]) -> None:
        """Runs and measures."""
        clock, processor = time.perf_counter(), time.process_time()
        run()
        self.processor.append(time.process_time() - processor)
        self.clock.append(time.perf_counter() - clock)

    def __str__(self) -> str:
        return "  ".join(
            f"{name}: median {1000 * statistics.median(found):.2f}, p95 {1000 * percentile(found):.2f} ms"
            for name, found in (("clock", self.clock), ("processor", self.processor))
        )


def percentile(found: list[float], share: float = 0.95) -> float:
    """The value that so large a share stays below."""
    return sorted(found)[min(len(found) - 1, int(len(found) * share))]


def interleaved(runs: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, Taken]:
    """What each run takes until its window is painted, one after the other, so many rounds."""
    taken = {name: Taken() for name in runs}
    for round_ in range(rounds):
        for name, run in runs.items():
            taken[name].time(lambda run=run, round_=round_: (run(round_), QApplication.processEvents()))
    for name, found in taken.items():
        print(f"{name:34} {found}")
    return taken


def view_of(document: Document) -> MapView:
    """A window of 1280 × 800 with nothing but the canvas."""
    view = MapView(Bridge(Session(document)), Settings({"theme": "light", "motion": "off"}))
    view.resize(1280, 800)
    view.show()
    QApplication.processEvents()
    return view


def placed(document: Document) -> Document:
    """The document with all cards where they are shown: as a map is that one works on."""
    session = Session(document)
    change = claims.place(document, {id: box.centre for id, box in session.geometry.cards.items()})
    return document.apply(change) if change is not None else document


def frames(quick: bool) -> bool:
    """Panning, dragging and the far view at 5,000 claims."""
    near, far = view_of(random_document(1, 5000)), view_of(random_document(1, 5000))
    some = list(near.map_scene().claims)[800]
    near.look_at(*near.map_scene().geometry.cards[some].centre, 1.0)
    far.fit()
    close, away = Hands(near), Hands(far)
    QApplication.processEvents()

    def pan(view: MapView, i: int) -> None:
        view.pan_by(7 if i // 20 % 2 else -7, 5 if i // 20 % 2 else -5)

    def drag(hands: Hands, id: str, i: int) -> None:
        x, y = hands.middle(id)
        unit = 1 / hands.view.zoom()
        if i == 0:
            hands.press((x, y))
            hands.move((x + 12 * unit, y + 12 * unit))
        hands.move((x + (20 + 3 * (i % 60)) * unit, y + (10 + 2 * (i % 60)) * unit))

    rounds = 60 if quick else 300
    found = interleaved(
        {
            "pan at 100 %": lambda i: pan(near, i),
            "drag a card at 100 %": lambda i: drag(close, some, i),
            "drag a card, 5,000 in view": lambda i: drag(away, some, i),
        },
        rounds,
    )
    for hands in (close, away):
        hands.view.cancel()
    QApplication.processEvents()
    found |= interleaved(
        {
            "paint again, 5,000 in view": lambda _: far.viewport().update(),
            "pan, 5,000 in view": lambda i: pan(far, i),
            "hover, 5,000 in view": lambda i: away.move((300.0 + 90 * i, 800.0 + 40 * i)),
        },
        rounds,
    )
    zoomed = interleaved(
        {
            "zoom by a step, 5,000 in view": lambda i: far.zoom_to(far.zoom() * (1.02 if i % 2 else 1 / 1.02)),
            "zoom by a step at 100 %": lambda i: near.zoom_to(1.02 if i % 2 else 1.0),
            "paint all again at 45 %": lambda i: (near.zoom_to(0.45), near.viewport().update()),
        },
        rounds // 3,
    )
    assert zoomed
    for view in (near, far):
        assert view.map_scene().audit() == []
        view.close()
    met = True
    for name, aim in (
        ("pan at 100 %", 6),
        ("drag a card at 100 %", 4),
        ("drag a card, 5,000 in view", 4),
        ("paint again, 5,000 in view", 4),
        ("pan, 5,000 in view", 4),
        ("hover, 5,000 in view", 4),
    ):
        met &= verdict(f"{name}, p95", 1000 * percentile(found[name].processor), aim, " ms")
    return met


def commits(quick: bool) -> bool:
    """Commits at 2,000 claims: the whole with derived values and strokes, and the canvas' own part of it."""
    with set_aside():  # as the program does with a map that it opens
        view = view_of(placed(random_document(2, 2000)))
    session, scene = view.bridge.session, view.map_scene()
    id = list(scene.claims)[900]
    view.look_at(*scene.geometry.cards[id].centre, 1.0)
    inside: list[float] = []
    own = MapScene.sync

    def sync(step: object) -> None:
        session.geometry  # noqa: B018 - so that it is not counted as the canvas's
        derive(session.document)
        start = time.process_time()
        own(scene, step)  # type: ignore[arg-type]
        inside.append(time.process_time() - start)

    view.bridge.stepped.disconnect(scene.sync)
    session._on_step.insert(0, sync)

    def reword(i: int) -> None:
        session.commit(claims.reword(session.document, id, f"Other words, for the {i}th time, as long as before."))

    def add(_: int) -> None:
        session.commit(relations.support(session.document, id, "A premise that is new."))

    def flip(_: int) -> None:
        session.commit(relations.flip(session.document, [id]))

    def move(i: int) -> None:
        x, y = session.document.claims[id].at or (0, 0)
        session.commit(claims.place(session.document, {id: (x + 8, y)}))

    met = kept(session.document, id, quick)
    for name, run in (("reword", reword), ("move", move), ("flip", flip), ("add a premise", add)):
        whole, parts = Taken(), len(inside)
        for i in range(15 if quick else 60):
            whole.time(lambda run=run, i=i: run(i))
            QApplication.processEvents()
        canvas = inside[parts:]
        print(f"{name:34} {whole}")
        met &= verdict(f"{name}, whole commit, median", 1000 * statistics.median(whole.processor), 4, " ms")
        met &= verdict(f"{name}, the canvas in it, median", 1000 * statistics.median(canvas), 2, " ms")
    assert scene.audit() == []
    view.close()
    return met


def kept(document: Document, id: str, quick: bool) -> bool:
    """A commit by itself, without a window: the command, and the document that it leads to."""
    found = []
    for i in range(100 if quick else 500):
        start = time.process_time()
        change = claims.reword(document, id, f"Other words, for the {i}th time.")
        assert change is not None
        document = document.apply(change)
        found.append(time.process_time() - start)
    records = len(list(document.values()))
    return verdict(f"reword without a window, {records} records, median", 1000 * statistics.median(found), 0.1, " ms")


def memory(quick: bool) -> bool:
    """How much a card more takes, relations and all, when canvas, overview and minimap have been painted."""
    small, large = (_resident(size) for size in (1000, 5000))
    return verdict("a card, from 1,000 to 5,000 of them", (large - small) / 4000 / 1000, 6, " kB")


def _resident(size: int) -> int:
    code = [sys.executable, __file__, "--resident", str(size)]
    return int(subprocess.run(code, capture_output=True, text=True, check=True).stdout)


def resident(size: int) -> int:
    """The bytes by which this process grows when a map of that size is shown, near and far."""
    first = view_of(random_document(1, 50))
    first.close()
    document = random_document(1, size)
    session = Session(document)
    assert session.geometry.cards and [face(document, id) for id in document.claims]
    before = _pages()
    view = view_of(document)
    view.fit()
    QApplication.processEvents()
    for zoom in (1.0, 0.5, 1.0):
        view.zoom_to(zoom)
        view.minimap.refresh()
        QApplication.processEvents()
    return _pages() - before


def _pages() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    application = QApplication([])
    theme.load_fonts()
    if "--resident" in sys.argv:
        print(resident(int(sys.argv[-1])))
        return 0
    quick = "--quick" in sys.argv
    print(f"platform {application.platformName()}")
    met = [frames(quick), commits(quick), memory(quick)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
