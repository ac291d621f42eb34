"""How long the window takes to come up, beside an empty window of PySide6's own: whole processes, in turns.

    python tests/bench/starting.py [--quick]

On the display that Qt finds. Measured from the start of the process: until the window is painted, until the map stands
in it with menus and tool bar, and until the panes are filled. Beside the time that has passed stands the processor's,
which does not count what other processes take; Python is let write its compiled modules, as an installation has them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.timing import verdict

SAY = """
import os, sys, time
def say(what):
    print(what, time.clock_gettime(time.CLOCK_MONOTONIC), time.process_time(), flush=True)
"""

EMPTY = (
    SAY
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
def painted():
    say("painted")
    os._exit(0)
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
)

OURS = (
    SAY
    + """
from PySide6.QtCore import QTimer
from argmap.gui.window import MapWindow
go_on, fill = MapWindow._go_on, MapWindow.fill
def first(self):
    say("painted")
    go_on(self)
def second(self):
    say("map")
    fill(self)
    QTimer.singleShot(0, self.repaint)
    QTimer.singleShot(0, filled)
def filled():
    say("filled")
    os._exit(0)
MapWindow._go_on, MapWindow.fill = first, second
from argmap.cli import window
window.run(sys.argv[1:])
"""
)


def run(code: str, home: str, *arguments: str) -> dict[str, tuple[float, float]]:
    """What a process says: seconds on the clock from its start, and by the processor, for each thing reached."""
    environment = {**os.environ, "ARGMAP_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    said = (line.split() for line in done.stdout.splitlines())
    return {what: (float(clock) - begun, float(processor)) for what, clock, processor in said}


def main() -> int:
    """Prints how long each takes; 1 where the aim is missed."""
    rounds = 5 if "--quick" in sys.argv else 15
    example = str(Path(__file__).parents[2] / "maps" / "russia-azerbaijan.argmap.json")
    taken: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / "settings" / "settings.json"
        settings.parent.mkdir()
        left = {"ground": "#F5F6F8"}  # as a window is left
        settings.write_text(json.dumps({"welcomed": True, "theme": "light", "window": left}))
        for round_ in range(rounds + 1):
            for name, code, arguments in (("empty", EMPTY, ()), ("new map", OURS, ()), ("example", OURS, (example,))):
                for what, times in run(code, home, *arguments).items():
                    if round_:  # the first one compiles
                        taken.setdefault(f"{name}: {what}", []).append(times)
    ground = [median(times) for times in zip(*taken["empty: painted"])]
    shares = {}
    for name, found in taken.items():
        clock, processor = (median(times) for times in zip(*found))
        shares[name] = clock / ground[0], processor / ground[1]
        print(
            f"{name:20} clock: {1000 * clock:5.0f} ms, {shares[name][0]:.2f} ×   "
            f"processor: {1000 * processor:5.0f} ms, {shares[name][1]:.2f} ×"
        )
    met = verdict("window painted, by the processor, to an empty one", shares["new map: painted"][1], 1.3, " ×")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
