"""The program killed in the middle of a word, or left without its X server: what was typed is offered afterwards."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from xserver import Program, until

from argmap.app import journal, recovery, replay
from argmap.app.opening import open_map
from argmap.core.document import EMPTY
from argmap.core.roles import derive

pytestmark = [pytest.mark.x11, pytest.mark.slow]

LONGEST = 5.0
"""How many seconds of typing may be lost."""

WORDS = "Whoever counts cars at noon counts those of the traders and not those of the people who live there. "

AUDITED = """
import sys
from argmap.gui import application, notices
shown = notices.Notices.show
def show(self, name, *what, **more):
    shown(self, name, *what, **more)
    if name == "recovery" and self.isVisible():
        open(sys.argv[1] + ".offered", "w").close()
notices.Notices.show = show
made = application.Rest.begin
def begin(self):
    made(self)
    def audit():
        with open(sys.argv[1], "w") as file:
            for window in self._desk.windows:
                for difference in window.view.map_scene().audit():
                    file.write(f"{difference}\\n")
            file.write(f"{len(self._desk.windows)} audited")
    made_leave = self._desk.leave
    for window in self._desk.windows:
        window.leaving.disconnect(made_leave)
        window.leaving.connect(audit)
        window.leaving.connect(made_leave)
application.Rest.begin = begin
from argmap.cli import window
sys.exit(window.run(sys.argv[2:]))
"""
"""The program, which makes a file when it shows what can be recovered, and writes on Ctrl+Q in what the canvas
differs from document and geometry."""


def texts_in_journals(state: Path) -> list[str]:
    """What the journals say last of each claim, in no order."""
    folder = journal.folder_of(state)
    logs = [replay.read(str(folder / name)) for name in os.listdir(folder)] if folder.exists() else []
    return [c.text for log in logs for c in replay.replay(log.start or EMPTY, log.changes).document.claims.values()]


def test_what_was_typed_before_a_kill_is_offered_recovered_and_saved(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    file, audit, offered = tmp_path / "cars.argmap.json", tmp_path / "audit", tmp_path / "audit.offered"
    state = tmp_path / "home" / "state"
    program = start(str(file))
    program.wait_for("cars.argmap.json — argmap")
    program.press("ctrl+shift+Return")
    program.write("The centre should be closed to cars")
    program.press("Tab")
    # One key after the other without a pause, and the time of each, until the program dies in the middle of it.
    typed: list[tuple[float, str]] = []
    dead = threading.Event()

    def type_on() -> None:
        for word in (WORDS * 4).split(" "):
            if dead.is_set():
                return
            program.write(word + " ")
            typed.append((time.monotonic(), word + " "))

    typist = threading.Thread(target=type_on)
    typist.start()
    until(lambda: len(typed) >= 25, lambda: f"typed {len(typed)} words; {program.said()}")
    program.process.kill()
    killed = time.monotonic()
    dead.set()
    typist.join()
    program.process.wait(10)
    assert not file.exists() and os.listdir(journal.folder_of(state))

    again = start(str(audit), str(file), script=AUDITED)
    again.wait_for("cars.argmap.json — argmap")
    until(offered.exists, lambda: f"nothing is offered; {again.said()}")
    again.press("F6", "space")  # the first button of what is said over the map
    again.wait_for("cars.argmap.json* — argmap")
    again.press("ctrl+s")
    until(file.exists, lambda: f"not saved; {again.said()}")
    again.wait_for("cars.argmap.json — argmap")
    document = open_map(str(file)).document
    texts = [document.claims[id].text for id in derive(document).order]
    assert texts[0] == "The centre should be closed to cars" and len(document.relations) == 1
    kept = texts[1]
    assert kept and (WORDS * 4).startswith(kept)
    sure = 0.0
    length = 0
    for at, word in typed:
        length += len(word)
        if length <= len(kept) + 1:  # a space at the end of a line may be waiting for what follows
            sure = at
    assert killed - sure <= LONGEST, f"{killed - sure:.1f} s of typing are lost: {kept!r}"

    again.press("ctrl+q")
    assert again.wait_until_ended() == 0
    assert again.said() == "" and audit.read_text() == "1 audited"
    assert os.listdir(journal.folder_of(state)) == [] and os.listdir(state / "locks") == []


def test_when_the_x_server_dies_what_was_done_is_offered_at_the_next_start(
    start: Callable[..., Program], server: tuple[subprocess.Popen[bytes], str], tmp_path: Path
) -> None:
    file, state = tmp_path / "cars.argmap.json", tmp_path / "home" / "state"
    program = start(str(file))
    program.wait_for("cars.argmap.json — argmap")
    program.press("ctrl+shift+Return")
    program.write("The centre should be closed to cars")
    program.press("Tab")
    program.wait_for("cars.argmap.json* — argmap")
    program.write(WORDS)
    until(lambda: WORDS in texts_in_journals(state), lambda: f"not in the journal: {texts_in_journals(state)}")
    assert not recovery.pending(state)  # The program runs: it is nobody else's.
    server[0].kill()
    program.wait_until_ended()
    assert "Traceback" not in program.said() and not file.exists()
    (item,) = recovery.pending(state)
    found = recovery.recover(item, state)
    texts = [found.document.claims[id].text for id in derive(found.document).order]
    assert texts == ["The centre should be closed to cars", WORDS] and found.said == ()
