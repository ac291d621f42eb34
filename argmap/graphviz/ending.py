"""How an engine's process is ended with all it started: asked first, killed soon after."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

_TERM, _KILL = 0.15, 0.25  # seconds an engine has to end when asked, and to be gone when killed


def end(process: Popen[bytes]) -> None:
    """End an engine and all it started: asked first, killed soon after.

    What left the engine's group on POSIX, or outlived the engine on Windows, cannot be found and goes on; it does not
    hold up the caller.
    """
    from subprocess import TimeoutExpired

    try:
        if process.poll() is None:
            _ask_to_end(process)
            process.wait(_TERM)
    except TimeoutExpired:
        pass
    finally:  # also when a second Ctrl+C comes during that wait
        _kill(process)
        with suppress(TimeoutExpired):  # a process stuck in the system dies when the system lets it
            process.wait(_KILL)


def _ask_to_end(process: Popen[bytes]) -> None:
    if sys.platform == "win32":
        import subprocess

        # There is no asking there; but what the engine started is found only while the engine lives.
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        tree = [str(taskkill), "/T", "/F", "/PID", str(process.pid)]
        quiet = subprocess.CREATE_NO_WINDOW
        with suppress(OSError, subprocess.SubprocessError):  # whatever comes of it, the engine itself is killed next
            subprocess.run(tree, capture_output=True, timeout=_KILL, creationflags=quiet, check=False)
    else:
        _signal_group(process.pid, signal.SIGTERM)


def _kill(process: Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        _signal_group(process.pid, signal.SIGKILL)


def _signal_group(group: int, number: signal.Signals) -> None:
    if sys.platform != "win32":
        # Nobody is left in the group, or (macOS) only what has ended already.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, number)
