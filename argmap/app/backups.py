"""Backups of a map, outside its folder: the last ten saves, and the last one of each of the last seven days of work.

Each is a file of its own, `NUMBER-DAY-TIME-HASH.argmap.json`: the number decides what is newer, since clocks go wrong,
and the beginning of the content's SHA-256 tells whether it is whole.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from argmap.app import files
from argmap.app.identity import made, name_of
from argmap.app.opening import digest, opened
from argmap.errors import ArgmapError
from argmap.text import tr

LAST = 10
"""How many of the last saves are kept."""

DAYS = 7
"""For how many days the last save of the day is kept."""

_NAME = re.compile(r"([0-9]{8,})-([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{4})-([0-9a-f]{16})\.argmap\.json")


@dataclass(frozen=True)
class Backup:
    """One content that a map's file had: `day` and `time` (`2026-03-01`, `1530`) are the clock's word of it."""

    file: str
    number: int
    day: str
    time: str
    hash: str

    def is_of(self, held: str) -> bool:
        """Whether it is the content of this SHA-256."""
        return held.startswith(self.hash)


def folder_of(path: str, state: Path) -> Path:
    """Where the backups of a map lie."""
    return state / "backups" / name_of(path)


def of(path: str, state: Path) -> tuple[Backup, ...]:
    """The backups of a map, the newest first; none where there are none or they cannot be listed."""
    try:
        return _listed(folder_of(path, state))
    except OSError:
        return ()


def _listed(folder: Path) -> tuple[Backup, ...]:
    names = os.listdir(folder)
    found = [(match, name) for name in names if (match := _NAME.fullmatch(name))]
    backups = [Backup(str(folder / name), int(m[1]), m[2], m[3], m[4]) for m, name in found]
    return tuple(sorted(backups, key=lambda backup: (backup.number, backup.hash), reverse=True))


def read(backup: Backup) -> bytes:
    """The content of a backup; raises ArgmapError where it cannot be read or is not whole."""
    data = files.read(backup.file)
    if not backup.is_of(digest(data)):
        raise ArgmapError(tr("the backup is damaged"), files.shown(backup.file), tr("an older one may be whole"))
    return data


def good(path: str, state: Path) -> Backup | None:
    """The newest backup of a map that reads without an error: what to offer where the map itself is damaged."""
    for backup in of(path, state):
        try:
            if not opened(read(backup), backup.file).ledger:
                return backup
        except ArgmapError:
            continue  # The next older one may be whole.
    return None


def with_hash(path: str, held: str, state: Path) -> bytes | None:
    """The content of this SHA-256 among a map's backups, None where it is not there."""
    for backup in of(path, state):
        if backup.is_of(held):
            try:
                return read(backup)
            except ArgmapError:
                continue
    return None


def keep(path: str, data: bytes, state: Path, clock: Callable[[], float] = time.time) -> ArgmapError | None:
    """Keeps a content of a map's file as the newest backup, unless it is that already, and drops what is too old.

    Gives the trouble where that fails, and does not raise it: no save fails for want of a backup.
    """
    folder = folder_of(path, state)
    try:
        made(folder)
        # Not `of`: a folder that cannot be listed now must not begin to count anew.
        backups, held = _listed(folder), digest(data)
        if backups and backups[0].is_of(held):
            return None
        number = backups[0].number + 1 if backups else 1
        stamp = time.strftime("%Y-%m-%d-%H%M", time.localtime(clock()))
        whose = folder / "path"
        if not whose.exists():
            files.write(str(whose), os.fsencode(os.path.abspath(path)))
        files.write(str(folder / f"{number:08d}-{stamp}-{held[:16]}.argmap.json"), data)
        for backup in stale(_listed(folder)):
            os.unlink(backup.file)
    except OSError as error:
        return files.trouble(error, str(folder), tr("the backup cannot be kept"))
    except ArgmapError as error:
        return ArgmapError(tr("the backup cannot be kept: {why}", why=error.what), error.where)
    return None


def keep_file(path: str, held: str, state: Path) -> ArgmapError | None:
    """Keeps what a map's file holds, if it is still the content of this SHA-256."""
    if any(backup.is_of(held) for backup in of(path, state)):
        return None
    try:
        data = files.read(path)
    except ArgmapError as error:
        return error
    return keep(path, data, state) if digest(data) == held else None


def stale(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """What is not worth keeping: neither among the last ten, nor the last of one of the last seven days of work."""
    newest = sorted(backups, key=lambda backup: backup.number, reverse=True)
    kept = set(newest[:LAST])
    days: dict[str, Backup] = {}
    for backup in newest:
        days.setdefault(backup.day, backup)
    kept.update(list(days.values())[:DAYS])
    return tuple(backup for backup in newest if backup not in kept)


def maps(state: Path) -> tuple[str, ...]:
    """The paths of the maps of which there are backups."""
    try:
        folders = sorted(os.listdir(state / "backups"))
    except OSError:
        return ()
    found = []
    for name in folders:
        try:
            data = files.read(str(state / "backups" / name / "path"), 1 << 16)
        except ArgmapError:
            continue  # Kept by hand, or half-made; its backups are found through the map.
        if b"\0" not in data:
            found.append(os.fsdecode(data))
    return tuple(found)
