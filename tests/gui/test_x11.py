"""The program on a real X server, by real keys: from an empty map to a saved one, and what is seen."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from argmap.core.records import Kind
from argmap.formats import registry

pytestmark = [
    pytest.mark.x11,
    pytest.mark.skipif(
        shutil.which("Xvfb") is None or shutil.which("xdotool") is None or shutil.which("openbox") is None,
        reason="Xvfb, openbox and xdotool are not installed",
    ),
]

START = "import sys; from argmap.cli import window; sys.exit(window.run(sys.argv[1:]))"
PATIENCE = 60.0
"""How long something may take to appear on a loaded machine, in seconds."""


def until(true: Callable[[], object], what: str) -> None:
    """Waits until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An X server of the test's own with a window manager; gives the environment for its programs."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as said:
        number = said.readline().strip()
    assert number, "Xvfb did not start"
    environment = {**os.environ, "DISPLAY": f":{number}", "ARGMAP_HOME": str(tmp_path / "home")}
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        environment.pop(name, None)
    # The server says its number before it takes everybody in.
    until(
        lambda: subprocess.run(["xdotool", "getmouselocation"], env=environment, capture_output=True).returncode == 0,
        "no X server",
    )
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield environment
    for process in (manager, server):
        process.terminate()
        process.wait(10)


class Program:
    """The program as a person sees it: a window with a title, and keys that go to it."""

    def __init__(self, environment: dict[str, str], log: Path, *arguments: str) -> None:
        self.environment, self.log = environment, log
        with log.open("w") as said:
            self.process = subprocess.Popen([sys.executable, "-c", START, *arguments], env=environment, stderr=said)

    def do(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=30)
        return done.stdout.strip()

    def title(self) -> str:
        return self.do("getactivewindow", "getwindowname")

    def wait_for(self, title: str) -> None:
        until(lambda: title in self.title(), f"no window called {title!r}, but {self.title()!r}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.do("key", key)
            time.sleep(0.15)

    def write(self, text: str) -> None:
        self.do("type", "--delay", "15", text)
        time.sleep(0.2)

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30), self.log.read_text()


@pytest.fixture
def start(screen: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program with arguments."""
    begun: list[Program] = []

    def begin(*arguments: str) -> Program:
        begun.append(Program(screen, tmp_path / f"log-{len(begun)}", *arguments))
        return begun[-1]

    yield begin
    for program in begun:
        program.process.kill()
        program.process.wait(10)


def test_an_argument_grows_without_the_hand_leaving_the_keyboard(start: Callable[..., Program], tmp_path: Path) -> None:
    file = tmp_path / "cars.argmap.json"
    program = start(str(file))
    program.wait_for("cars.argmap.json — argmap")
    time.sleep(1)
    program.press("ctrl+shift+Return")
    program.write("The centre should be closed to cars")
    program.press("Tab")
    program.write("The air is bad")
    program.press("Return", "Return")
    program.write("Children play there")
    program.press("Escape", "shift+Tab")
    program.write("They have parks")
    program.press("Return", "ctrl+s")
    until(file.exists, "the map was not saved")
    document = registry.read(file.read_bytes()).document
    by_text = {claim.text: claim.id for claim in document.claims.values()}
    assert list(by_text) == list(dict.fromkeys(by_text)) and len(by_text) == 4
    steps = {(r.kind, r.premises, r.target) for r in document.relations.values()}
    thesis, air, children, parks = (
        by_text[text]
        for text in (
            "The centre should be closed to cars",
            "The air is bad",
            "Children play there",
            "They have parks",
        )
    )
    assert steps == {
        (Kind.SUPPORT, (air,), thesis),
        (Kind.SUPPORT, (children,), thesis),
        (Kind.ATTACK, (parks,), children),
    }
    status, said = program.end()
    assert status == 143 and "Traceback" not in said


def test_a_map_is_opened_from_the_palette_and_closed_with_its_window(
    start: Callable[..., Program], example_file: Path
) -> None:
    program = start(str(example_file))
    program.wait_for("example.argmap.json — argmap")
    time.sleep(1)
    program.press("Home", "ctrl+k")
    program.write("insert a st")
    program.press("Escape", "ctrl+w")
    until(lambda: program.process.poll() is not None, "the program did not end with its last window")
    assert program.process.returncode == 0, program.log.read_text()
