"""Who runs: a process by host, number and time of birth, so that a number used again is not taken for the old one."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Process:
    """A process: the host's name, its number there, and when it began ("" where the system does not say)."""

    host: str
    pid: int
    began: str = ""


def this() -> Process:
    """The process that asks."""
    return _process(os.getpid())


@cache
def _process(pid: int) -> Process:
    return Process(platform.node(), pid, _stat(pid)[1])


def is_gone(process: Process) -> bool:
    """Whether a process is surely over: one of this host that does not run any more; of other hosts nothing is sure."""
    if process.host != this().host:
        return False
    if not _runs(process.pid):
        return True
    state, began = _stat(process.pid)
    return state in ("Z", "X") or bool(began and process.began and began != process.began)


def _runs(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    if sys.platform != "win32":
        raise NotImplementedError
    # os.kill would send Ctrl+C there. 0x1000 is PROCESS_QUERY_LIMITED_INFORMATION, 259 STILL_ACTIVE.
    import ctypes

    kernel = ctypes.windll.kernel32
    handle = kernel.OpenProcess(0x1000, False, pid)
    if not handle:
        return False
    status = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(status))
    kernel.CloseHandle(handle)
    return not known or status.value == 259


def _stat(pid: int) -> tuple[str, str]:
    """The state of a process, one letter, and its time of birth; two times "" where the system has no such file.

    proc_pid_stat(5): fields 3 and 22, counted behind the name, which may hold anything; the ticks count from a boot.
    """
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            boot = file.read().strip()
        return fields[0].decode(), f"{boot}:{int(fields[19])}"
    except (OSError, ValueError, IndexError):
        return "", ""
