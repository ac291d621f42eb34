"""Who holds a map: a small file in the state folder, taken when a map is opened for editing and given back at its end.

A lock whose process is over is taken over. Locks guard against two programs of one user and one state folder; against
all else stands the comparison by hash that every save makes. Where the file system knows no hard links (FAT, some
network drives) a lock is there a moment before it says whose it is; so what says nothing is looked at twice.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from argmap.app import files
from argmap.app.identity import made, name_of
from argmap.app.processes import Process, is_gone, this
from argmap.errors import ArgmapError, one_line
from argmap.text import tr

_TRIES = 10
_MOMENT = 0.005  # seconds


@dataclass(frozen=True)
class Holder:
    """Who holds a map: the process, what it is (`window`, `edit`), and since when by its clock (`2026-03-01 15:30`)."""

    process: Process
    program: str = ""
    since: str = ""
    token: str = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it runs on another host, so that nobody here can tell whether it is over."""
        return self.process.host != this().host

    def __str__(self) -> str:
        where = "" if not self.is_elsewhere else tr(" on {host}", host=self.process.host)
        says = tr("{program}, process {pid}{where}", program=self.program, pid=self.process.pid, where=where)
        return one_line(tr("{who}, since {since}", who=says, since=self.since) if self.since else says)


class HeldError(ArgmapError):
    """A map that somebody else holds; it may be read, and a copy of it may be edited."""

    def __init__(self, path: str, holder: Holder) -> None:
        self.holder = holder
        if holder.process == this():
            what, hint = tr("it is open in another window ({who})", who=holder), tr("close it there first")
        else:
            what = tr("it is open for editing elsewhere ({who})", who=holder)
            hint = tr("close it there first, or edit a copy")
        super().__init__(what, files.shown(path), hint)


class Lock:
    """A map held by this process until `release`; as a context it is released at its end."""

    def __init__(self, file: str, holder: Holder) -> None:
        self.file, self.holder = file, holder

    def release(self) -> None:
        """Gives the map back; nothing where somebody else has taken the lock over, or it was given back already."""
        # Another process may look at it just now, and have put it aside for a moment: see `_take_away`.
        if _holder_soon(self.file) == self.holder:
            try:
                _unlink(self.file)
            except OSError:
                return  # It is taken over as soon as this process is over.

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def file_of(path: str, state: Path) -> str:
    """The lock's file for a map."""
    return str(state / "locks" / (name_of(path) + ".lock"))


def take(
    path: str, state: Path, program: str, clock: Callable[[], float] = time.time, *, over: Holder | None = None
) -> Lock:
    """Takes a map for editing, from the holder `over` too: of a process on another host only the user can say that
    it is over.

    Raises HeldError where a process that may still run holds it, this one included, and ArgmapError where no lock can
    be kept: then there is none, and the caller may go on without.
    """
    file = file_of(path, state)
    since = time.strftime("%Y-%m-%d %H:%M", time.localtime(clock()))
    mine = Holder(this(), program, since, secrets.token_hex(8))
    try:
        made(state / "locks")
        for _ in range(_TRIES):
            if _create(file, mine):
                return Lock(file, mine)
            there = _holder_soon(file) if os.path.lexists(file) else None
            if there is None:
                _take_away(file, None)
            elif there != over and not is_gone(there.process):
                raise HeldError(path, there)
            else:
                _take_away(file, there)
    except OSError as error:
        raise files.trouble(error, file, tr("the map cannot be locked")) from error
    raise ArgmapError(tr("the map cannot be locked: others take it again and again"), files.shown(path))


def holder(path: str, state: Path) -> Holder | None:
    """Who holds a map, None where nobody does."""
    there = _holder(file_of(path, state))
    return None if there is None or is_gone(there.process) else there


def drop_stale(state: Path) -> None:
    """Removes the locks of processes that are over."""
    try:
        names = os.listdir(state / "locks")
    except OSError:
        return
    for name in names:
        file = str(state / "locks" / name)
        if name.endswith(".lock") and (there := _holder(file)) is not None and is_gone(there.process):
            _take_away(file, there)


def _create(file: str, mine: Holder) -> bool:
    """Makes the lock with all that it says at once, so that nobody ever reads half of one; False where there is one."""
    part = os.path.join(os.path.dirname(file), files.part_name(os.path.basename(file)))
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        try:
            files.write_all(descriptor, json.dumps(asdict(mine)).encode("ascii"))
        finally:
            os.close(descriptor)
        try:
            _name(part, file)
        except FileExistsError:
            return False
        return True
    finally:
        _unlink(part)


def _take_away(file: str, stale: Holder | None) -> None:
    """Removes a lock, unless it is not the stale one any more: another process may have been quicker."""
    aside = os.path.join(os.path.dirname(file), files.part_name(os.path.basename(file)))
    try:
        os.rename(file, aside)
    except FileNotFoundError:
        return
    try:
        if _holder_soon(aside) != stale:
            _name(aside, file)
    except FileExistsError:
        pass  # A third has come; the one that was put aside finds out when it saves.
    finally:
        _unlink(aside)


def _name(part: str, file: str) -> None:
    """Gives what stands in a file another name, whole and at once; raises FileExistsError where there is one of it."""
    try:
        os.link(part, file)
        return
    except FileExistsError:
        raise
    except OSError:
        # Each file system without hard links says so in its own way; and whatever else is wrong is met again here.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        files.write_all(descriptor, files.read(part, 1 << 16))
    except BaseException:
        _unlink(file)
        raise
    finally:
        os.close(descriptor)


def _holder_soon(file: str) -> Holder | None:
    """What a lock says, or begins to say within a moment: it may just be written, or be looked at by another."""
    for _ in range(_TRIES):
        if (there := _holder(file)) is not None:
            return there
        time.sleep(_MOMENT)
    return _holder(file)


def _holder(file: str) -> Holder | None:
    """What a lock says; None where there is none, or one that makes no sense."""
    try:
        found = json.loads(files.read(file, 1 << 16))
        process = found["process"]
        who = Process(process["host"], process["pid"], process["began"])
        holder = Holder(who, found["program"], found["since"], found["token"])
    except (ArgmapError, ValueError, RecursionError, KeyError, TypeError):
        return None
    words = (who.host, who.began, holder.program, holder.since, holder.token)
    return holder if type(who.pid) is int and all(type(word) is str for word in words) else None


def _unlink(file: str) -> None:
    try:
        os.unlink(file)
    except FileNotFoundError:
        return
