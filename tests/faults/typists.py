"""The window killed while somebody types without a pause: how many seconds of it are not offered at the next start.

python tests/faults/typists.py [COUNT] [SEED]     so many windows, every other one typed into on a card, else in a note
"""

from __future__ import annotations

import os
import random
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from argmap.app import recovery
from argmap.core.document import Document

ROOT = Path(__file__).parents[2]

LATEST = 9.0
"""Until when a window is killed, in seconds from the first key."""

MOST = 5.0
"""How many seconds of typing may be lost."""

WORDS = "Whoever counts the cars at noon counts those of the traders and not those of the people who live there. "

TYPIST = """
import itertools, os, sys, time
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from argmap.gui import application

where, pace, words = sys.argv[1], int(sys.argv[2]), sys.argv[3]
made = application.Rest.begin

def begin(self):
    made(self)
    window = self._desk.windows[0]
    window.filing.new()
    window.acts.run("add-thesis")
    target = window.view
    if where == "note":
        window.view.end_edit()
        from argmap.edit import claims
        window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
        window.session.select(list(window.session.document.claims))
        window.panes.show("inspector")
        target = window.findChild(QPlainTextEdit, "claim-form-note")
        target.setFocus()
    keys = enumerate(itertools.cycle(words), 1)

    def key():
        n, letter = next(keys)
        QCoreApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown,
            Qt.KeyboardModifier.NoModifier, letter))
        os.write(1, b"%d %f\\n" % (n, time.monotonic()))

    self.timer = QTimer(timeout=key, interval=pace)
    self.timer.start()

application.Rest.begin = begin
sys.exit(application.run([]))
"""
"""A window into which keys are typed, one every so many milliseconds, each said on standard output with its time."""


@dataclass(frozen=True)
class Loss:
    """What a kill cost: how many keys had been typed, how many came back, how many seconds of typing lay between."""

    where: str
    typed: int
    kept: int
    seconds: float


def killed(folder: Path, where: str, pace: int, after: float) -> Loss:
    """Kills a window that is typed into, on a card or in a note, so many seconds after the first key."""
    environment = {**os.environ, "ARGMAP_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", TYPIST, where, str(pace), WORDS],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    try:
        ready, _, _ = select.select([process.stdout], [], [], 120)
        assert ready, "nothing was typed"
        said = process.stdout.readline()
        assert said, process.stderr.read().decode()
        time.sleep(after)
    finally:
        process.send_signal(signal.SIGKILL)
    death = time.monotonic()
    said += process.stdout.read()
    process.stdout.close()
    process.stderr.close()
    process.wait()
    times = [float(line.split()[1]) for line in said.decode().splitlines() if line.count(" ") == 1]
    items = recovery.pending(folder / "state")
    kept = 0
    if items:
        (item,) = items
        found = recovery.recover(item, folder / "state")
        assert found.said == ()
        text = _typed(found.document, where)
        kept = len(text)
        typed = (WORDS * (len(times) // len(WORDS) + 2))[: len(times) + 1]
        assert typed.startswith(text), f"{text!r} was never typed"
        recovery.discard(item)
    # All that was typed since the last key that came back; at the beginning since the first one.
    since = times[min(kept, len(times) - 1)] if kept < len(times) else death
    return Loss(where, len(times), kept, max(0.0, death - since))


def _typed(document: Document, where: str) -> str:
    claims = [c for c in document.claims.values() if where == "note" or c.text != "A thesis."]
    return (claims[-1].note if where == "note" else claims[-1].text) if claims else ""


def main(count: int = 40, seed: int = 1) -> int:
    """Kills so many windows and prints what was lost; 1 where it was more than may be."""
    rng, losses = random.Random(seed), []
    for n in range(count):
        with tempfile.TemporaryDirectory() as folder:
            where = ("card", "note")[n % 2]
            losses.append(killed(Path(folder), where, rng.choice((40, 80, 150)), rng.random() * LATEST))
    for where in ("card", "note"):
        seconds = sorted(loss.seconds for loss in losses if loss.where == where)
        if seconds:
            keys = sum(loss.typed for loss in losses if loss.where == where)
            sys.stdout.write(
                f"{where}: {len(seconds)} kills within {keys} keys typed without a pause; seconds of typing lost:"
                f" median {statistics.median(seconds):.2f}, most {seconds[-1]:.2f} (aim {MOST:.0f})\n"
            )
    return int(any(loss.seconds > MOST for loss in losses))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
