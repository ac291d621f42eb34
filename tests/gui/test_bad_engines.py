"""Engines that go wrong, met from the window: it goes on, says one line for each, and nothing is left behind.

Each run takes some of them; all, with how long the window stood still and a cancel took, which is then judged too:
ARGMAP_FAULTS=all python -m pytest -n 0 -s THIS_FILE
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from graphviz.bad_engines import ENGINES, Fault, gone, made, processes_of, some
from gui_maps import small
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.app.visibility import Shown
from argmap.gui import graphviz_arrange
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.export import ExportDialog
from argmap.gui.window import MapWindow
from argmap.gui.workers import workers

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks for leftovers in /proc")

ALL = os.environ.get("ARGMAP_FAULTS") == "all"
SOME = some(ENGINES, 4)
HANGING = [fault for fault in ENGINES if fault.hangs]
WAIT = 1.0
"""What an engine is given that never answers, in seconds."""

LONG = 120_000
STALL, CANCEL = 0.05, 0.5
"""Seconds that the window may stand still, and that a cancelled engine may still be there; judged of the best of some
tries, since a machine that is busy with other things stands still by itself."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The engines' folder; after the test there is no process of it, and no temporary file."""
    engines, temporary = tmp_path / "engines", tmp_path / "temporary"
    engines.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    workers().end()  # one that other tests have left has its temporary files elsewhere
    yield engines
    assert gone(engines), processes_of(engines)
    workers().end()
    assert os.listdir(temporary) == []


class Pulse:
    """The window's event loop, felt every two milliseconds: how long it stood still at most, in seconds.

    Where the system tells how long the thread waited for a processor that others had, that is not counted.
    """

    def __init__(self) -> None:
        self.worst, self._last, self.beats = 0.0, 0.0, 0
        self._waits = Path("/proc/thread-self/schedstat")
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._waits.exists():
            now -= int(self._waits.read_text().split()[1]) / 1e9
        self.worst, self._last, self.beats = max(self.worst, now - self._last), now, self.beats + 1

    def __enter__(self) -> Pulse:
        self._beat()
        self.worst, self.beats = 0.0, 0
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._beat()
        self._timer.stop()


def best(what: str, limit: float, tries: Callable[[], float]) -> None:
    """The least of some measures, as soon as one is within the limit; judged only where all engines are gone through,
    since a suite does not measure."""
    found = [tries()]
    while ALL and min(found) > limit and len(found) < 6:
        found.append(tries())
    if ALL:
        print(f"{1000 * min(found):5.0f} ms  {what} ({len(found)})")  # noqa: T201
        assert min(found) <= limit, (what, found)


@pytest.mark.parametrize("fault", [fault for fault in SOME if not fault.drawing], ids=str)
def test_arranging_with_a_faulty_engine_is_told_in_one_line_and_moves_nothing(
    fault: Fault, argument: MapWindow, qtbot: QtBot, settings: Settings, folder: Path
) -> None:
    settings["engine"] = str(made(fault, folder))
    settings["engine_timeout"] = WAIT if fault.hangs else 60.0
    before, said = argument.session.document, list[str]()
    argument.bridge.troubled.connect(said.append)

    def stall() -> float:
        said.clear()
        with Pulse() as pulse:
            graphviz_arrange.arrange(argument, graphviz_arrange.Wish("dot", ""))
            qtbot.waitUntil(lambda: bool(said), timeout=LONG)
        # The first try starts a process, which takes a while; the next ones may be over at once.
        assert pulse.beats > 10 or ALL, "the window did not have its turn"
        (line,) = said
        assert line.startswith(f"{settings['engine']}: ") and line.isprintable() and len(line) < 800
        assert argument.session.document is before and argument.notices.texts() == [line]
        assert gone(folder)
        return pulse.worst

    best(f"stall, arranging; {fault.name}", STALL, stall)


@pytest.mark.parametrize("fault", [fault for fault in SOME if not fault.arranging], ids=str)
def test_exporting_with_a_faulty_engine_is_told_in_one_line_and_leaves_the_old_file(
    fault: Fault, desk: object, qtbot: QtBot, settings: Settings, folder: Path, tmp_path: Path
) -> None:
    settings["engine"] = str(made(fault, folder))
    settings["engine_timeout"] = WAIT if fault.hangs else 60.0
    settings["export"] = {"format": "svg"}
    picture = tmp_path / "town.svg"
    picture.write_text("old")
    dialog = ExportDialog(Bridge(Session(small(), str(tmp_path / "town.argmap.json"))), settings, Shown())
    dialog.open()

    def stall() -> float:
        with Pulse() as pulse:
            dialog.say("")
            dialog.act_button.click()
            assert not dialog.form.isEnabled()
            qtbot.waitUntil(dialog.form.isEnabled, timeout=LONG)
        # The first try starts a process, which takes a while; the next ones may be over at once.
        assert pulse.beats > 10 or ALL, "the window did not have its turn"
        line = dialog.line.text()
        assert line.startswith(f"{settings['engine']}: ") and line.isprintable() and len(line) < 800
        assert picture.read_text() == "old"
        assert gone(folder)
        return pulse.worst

    best(f"stall, exporting; {fault.name}", STALL, stall)
    dialog.done(0)
    dialog.deleteLater()


@pytest.mark.parametrize("fault", some(HANGING, 2), ids=str)
def test_a_cancel_ends_what_never_answers(
    fault: Fault, argument: MapWindow, qtbot: QtBot, settings: Settings, folder: Path
) -> None:
    settings["engine"] = str(made(fault, folder))
    settings["engine_timeout"] = 60.0

    def took() -> float:
        running = graphviz_arrange.arrange(argument, graphviz_arrange.Wish("dot", ""))
        qtbot.waitUntil(lambda: bool(processes_of(folder)), timeout=LONG)
        qtbot.wait(100)
        began = time.perf_counter()
        assert running.job.cancel()
        qtbot.waitUntil(lambda: not processes_of(folder), timeout=LONG)
        assert argument.notices.texts() == []
        return time.perf_counter() - began

    best(f"until it is gone; {fault.name}", CANCEL, took)
