"""How the program starts and ends: where there can be no window, one line says so; signals end it in good order."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from argmap.app import recovery
from argmap.cli import window
from argmap.errors import ArgmapError, UsageError
from argmap.gui import display

NONE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "ARGMAP_HOME": str(tmp_path / "home"), **more}


def refused(**environment: str) -> str:
    with pytest.raises(ArgmapError) as raised:
        display.require_display(environment)
    return str(raised.value)


def test_without_a_display_one_line_names_the_way_that_needs_none() -> None:
    line = refused()
    assert "no display" in line and "argmap export" in line and "\n" not in line


def test_a_display_that_does_not_answer_is_named() -> None:
    assert "':4711' does not answer" in refused(DISPLAY=":4711")


def test_a_platform_that_qt_does_not_know_is_named() -> None:
    assert "QT_QPA_PLATFORM: Qt has no platform 'nonsense'" in refused(QT_QPA_PLATFORM="nonsense", DISPLAY=":4711")


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:port=5901", "offscreen;xcb"])
def test_platforms_without_a_server_need_no_display(platform: str) -> None:
    display.require_display({"QT_QPA_PLATFORM": platform})


def test_a_wayland_compositor_counts_when_it_answers(tmp_path: Path) -> None:
    where = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert "does not answer" in refused(**where)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert display._wayland(where)


def test_a_missing_library_is_named_with_what_installs_it() -> None:
    error = display.missing("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert str(error) == "Qt cannot be loaded: libEGL.so.1 is missing; on Debian or Ubuntu: apt-get install libegl1"
    other = display.missing("libother.so.3: cannot open shared object file: No such file or directory")
    assert "libother.so.3 is missing" in str(other) and "install" in str(other)
    assert "odd words" in str(display.missing("odd words"))


@pytest.mark.parametrize(
    ("qt", "python", "sound"),
    [((6, 11), (3, 11), True), ((6, 12), (3, 11), False), ((6, 12), (3, 12), True), ((6, 13), (3, 11), False)],
)
def test_the_pair_of_versions_that_aborts_is_named(qt: tuple[int, int], python: tuple[int, int], sound: bool) -> None:
    if sound:
        display.require_sound(qt, python)
    else:
        with pytest.raises(ArgmapError, match=r"does not work with Python 3\.11"):
            display.require_sound(qt, python)


def test_the_program_ends_with_one_line_and_status_1_where_there_is_no_display(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom argmap.cli import window\nfrom argmap.errors import ArgmapError\n"
        "try:\n    sys.exit(window.run([]))\nexcept ArgmapError as error:\n    sys.exit(str(error))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path, **NONE), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "argmap export" in done.stderr


def test_a_word_that_is_neither_command_nor_file_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no command or file 'exprot'"):
        window.run(["exprot"])
    with pytest.raises(UsageError, match="no option '--frob'"):
        window.run(["--frob"])


def test_a_folder_is_no_map(tmp_path: Path) -> None:
    with pytest.raises(ArgmapError, match="it is a folder"):
        window.run([str(tmp_path)])


RUN = """
import sys
from argmap.gui import application
made = application.Rest.begin
def begin(self):
    made(self)
    from argmap.edit import claims
    window = self._desk.windows[0]
    window.filing.new()  # not the example
    session = window.session
    session.commit(claims.add_thesis(session.document, "Not saved."))
    ACT
    open(sys.argv[1], "w").close()
application.Rest.begin = begin
sys.exit(application.run([]))
"""
"""The program with a thesis that is not saved; what else is to happen takes the place of ACT."""


def ended_by(tmp_path: Path, act: str, number: signal.Signals | None = None) -> tuple[int, str]:
    """Runs the program until it ends, or until it is ready for a signal; gives its status and what it said."""
    ready = tmp_path / "ready"
    running = subprocess.Popen(
        [sys.executable, "-c", RUN.replace("ACT", act), str(ready)],
        env=environment(tmp_path, QT_QPA_PLATFORM="offscreen"),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        end = time.monotonic() + 60
        while number is not None and not ready.exists():
            assert running.poll() is None and time.monotonic() < end, running.communicate()[1]
            time.sleep(0.05)
        if number is not None:
            time.sleep(0.3)
            running.send_signal(number)
        _, said = running.communicate(timeout=60)
    finally:
        running.kill()
        running.communicate()  # What does not end in time fails here, and not in whatever is tested next.
    # Qt without a screen says of each window that it cannot hint at its size.
    return running.returncode, "".join(line for line in said.splitlines(True) if "propagateSizeHints" not in line)


def offered(tmp_path: Path) -> list[str]:
    """The texts of the claims that the next start offers to recover, a list for each map."""
    state = tmp_path / "home" / "state"
    found = [recovery.recover(item, state).document for item in recovery.pending(state)]
    return [" ".join(sorted(claim.text for claim in document.claims.values())) for document in found]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX's")
@pytest.mark.usefixtures("signals_heard")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (getattr(signal, "SIGHUP", None), 129)]
)
def test_a_signal_ends_the_program_without_asking_and_what_was_not_saved_is_offered(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    act = "window.acts.run('add-premise'); window.view.editor.insert('Being typed.')"
    done, said = ended_by(tmp_path, act, number)
    assert (done, said) == (status, ""), said
    assert offered(tmp_path) == ["Being typed. Not saved."]
    assert (tmp_path / "home" / "settings" / "settings.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX's")
def test_a_signal_ends_the_program_while_a_question_is_open(tmp_path: Path) -> None:
    act = "from PySide6.QtCore import QTimer; QTimer.singleShot(0, window.close)"
    done, said = ended_by(tmp_path, act, signal.SIGTERM)
    assert (done, said) == (143, ""), said
    assert offered(tmp_path) == ["Not saved."]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX's")
@pytest.mark.usefixtures("signals_heard")
def test_ctrl_c_before_the_window_is_complete_ends_the_program_and_is_no_fault(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\nfrom argmap.gui import application\nfrom argmap.gui.window import MapWindow\n"
        "fill = MapWindow.fill\n"
        "def filled(self):\n    os.kill(os.getpid(), signal.SIGINT)\n    fill(self)\n"
        "MapWindow.fill = filled\nsys.exit(application.run([]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path, QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 130 and "Traceback" not in done.stderr, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX's")
def test_a_signal_that_is_ignored_from_the_start_on_stays_ignored(tmp_path: Path) -> None:
    script = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from PySide6.QtWidgets import QApplication\nfrom pathlib import Path\n"
        "from argmap.app.settings import Settings\nfrom argmap.gui.desk import Desk\n"
        "from argmap.gui.ending import Ending\n"
        "desk = Desk(QApplication([]), Settings(), Path('.'))\nending = Ending(desk)\n"
        "assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN\n"
        "assert signal.getsignal(signal.SIGTERM) == ending._note\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path, QT_QPA_PLATFORM="offscreen"), timeout=60, check=False
    )
    assert done.returncode == 0


def test_the_session_manager_ends_the_program_without_asking_and_what_was_not_saved_is_offered(tmp_path: Path) -> None:
    # Qt emits the one and then asks all windows to close, as its session managers do.
    act = (
        "from PySide6.QtCore import QTimer; application_ = self._desk.application;"
        " QTimer.singleShot(0, lambda: (self._desk.keep(), application_.quit()))"
    )
    done, said = ended_by(tmp_path, act)
    assert (done, said) == (0, ""), said
    assert offered(tmp_path) == ["Not saved."]


def test_a_program_that_is_killed_with_a_fault_in_a_paint_has_reported_it_and_kept_what_was_done(
    tmp_path: Path,
) -> None:
    act = (
        "import os, signal; from PySide6.QtCore import QTimer;"
        " type(window.status.hints)._widths = lambda self: 1 / 0; window.status.hints.update(); window.grab();"
        " QTimer.singleShot(800, lambda: os.kill(os.getpid(), 9))"
    )
    done, said = ended_by(tmp_path, act)
    assert done == -9
    assert said.count("ZeroDivisionError") == 1 and "journal: " in said and "untitled-000001-" in said
    assert offered(tmp_path) == ["Not saved."]


def test_the_window_is_closed_and_the_program_ends_with_status_0(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom argmap.gui import application\n"
        "made = application.Rest.begin\n"
        "def begin(self):\n    made(self)\n    self._desk.windows[0].close()\n"
        "application.Rest.begin = begin\n"
        "sys.exit(application.run([]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path, QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
