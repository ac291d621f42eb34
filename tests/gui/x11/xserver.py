"""A real X server with a window manager, and the whole program on it, driven by real keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "openbox", "xdotool")
PATIENCE = 60.0
"""How long something may take to happen on a loaded machine, in seconds."""


def until(true: Callable[[], object], what: Callable[[], str]) -> None:
    """Waits until something is true; fails with what was seen instead."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what()
        time.sleep(0.05)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process of ours, whatever it is at."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A software screen of 1440 × 900: its process, and the name of its display."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    reads, writes = os.pipe()
    # The server takes the first display that is free and says which; -r: a key held down does not repeat itself;
    # -noreset: it does not begin anew, with whoever is just coming in thrown out, when a first caller leaves.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-r", "-noreset"],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    try:
        os.close(writes)
        with os.fdopen(reads) as said:
            display = said.readline().strip()
        assert display, "Xvfb did not start"
        # It says its number before it takes everybody in.
        there = {**os.environ, "DISPLAY": f":{display}"}
        until(lambda: asked("getmouselocation", there).returncode == 0, lambda: "no X server")
        yield server, f":{display}"
    finally:
        end(server)


@pytest.fixture
def screen(server: tuple[subprocess.Popen[bytes], str], tmp_path: Path) -> Iterator[dict[str, str]]:
    """The screen with a window manager; gives the environment for programs on it."""
    environment = {**os.environ, "DISPLAY": server[1], "ARGMAP_HOME": str(tmp_path / "home")}
    for name in ("QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        environment.pop(name, None)
    environment["LC_ALL"] = "C.UTF-8"
    manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        # A window that is there before the window manager never gets the keyboard.
        until(lambda: asked("get_desktop", environment).returncode == 0, lambda: "no window manager")
        yield environment
    finally:
        end(manager)


def asked(word: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What xdotool answers."""
    return subprocess.run(["xdotool", word], env=environment, capture_output=True, text=True, timeout=PATIENCE)


class Program:
    """The program as a person sees it: a window with a title, and keys and clicks that go to it."""

    def __init__(self, environment: Mapping[str, str], log: Path, *arguments: str, script: str = "") -> None:
        """`script` is run in the place of the program: it starts it with something added for a test."""
        self.environment, self.log = dict(environment), log
        with log.open("w") as said:
            command = [sys.executable, *(["-c", script] if script else ["-m", "argmap"]), *arguments]
            self.process = subprocess.Popen(command, env=self.environment, stdout=said, stderr=said)

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout.strip()

    def title(self) -> str:
        """The title of the window that has the keyboard."""
        return self._do("getactivewindow", "getwindowname")

    def titles(self) -> list[str]:
        """The titles of all its windows that can be seen."""
        windows = self._do("search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        return sorted(name for window in windows if (name := self._do("getwindowname", window)))

    def wait_for(self, title: str) -> None:
        """Waits until a window of this title has the keyboard."""
        until(lambda: self.title() == title, lambda: f"no window {title!r} but {self.title()!r}; {self.said()}")

    def press(self, *keys: str) -> None:
        """Presses keys by their names in X, in this order."""
        self._do("key", "--delay", "30", *keys)

    def write(self, text: str) -> None:
        """Types a text."""
        self._do("type", "--delay", "12", text)

    def click(self, x: int, y: int) -> None:
        """Clicks at a place of the window that has the keyboard."""
        self._do("mousemove", "--window", self._do("getactivewindow"), str(x), str(y), "click", "1")

    def wait_until_ended(self) -> int:
        """Waits for it to end of its own accord; gives its exit status."""
        until(lambda: self.process.poll() is not None, lambda: f"it does not end: {self.titles()}; {self.said()}")
        return self.process.wait()

    def said(self) -> str:
        """All that it has written to its standard output and error."""
        return self.log.read_text()


@pytest.fixture
def start(screen: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program with arguments; whatever still runs at the end is ended."""
    begun: list[Program] = []

    def begin(*arguments: str, script: str = "") -> Program:
        begun.append(Program(screen, tmp_path / f"said-{len(begun)}.txt", *arguments, script=script))
        return begun[-1]

    try:
        yield begin
    finally:
        for program in begun:
            program.process.kill()
            program.process.wait(10)
