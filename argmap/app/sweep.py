"""The sweeping at the start: what processes that are over have left half-written, and state that nobody needs."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from argmap.app import backups, files, journal, locks
from argmap.app.recovery import REST

KEPT = 30 * 86400
"""How long what did not fit at a recovery is kept, in seconds."""


def sweep(state: Path, paths: Iterable[str] = (), clock: Callable[[], float] = time.time) -> tuple[str, ...]:
    """Removes what is left over in the state folder and beside maps; gives the files removed.

    `paths` are maps opened before; those with backups are known anyway. Nothing is removed but files that argmap
    names and that no running process can still be writing; what cannot be removed stays, for the next start.
    """
    locks.drop_stale(state)
    folders = {os.path.dirname(os.path.realpath(path)) for path in (*paths, *backups.maps(state))}
    own = [state, state / "locks", state / "journals", state / "backups"]
    own += [backups.folder_of(path, state) for path in backups.maps(state)]
    now, removed = clock(), []
    for folder in sorted({*folders, *map(str, own)}):
        removed += _leftovers(folder, now)
    removed += _remove(str(journal.folder_of(state)), now, lambda name, age: name.endswith(REST) and age > KEPT)
    return tuple(removed)


def beside(path: str, clock: Callable[[], float] = time.time) -> tuple[str, ...]:
    """Removes the leftovers in the folder of one map."""
    return tuple(_leftovers(os.path.dirname(os.path.realpath(path)), clock()))


def _leftovers(folder: str, now: float) -> list[str]:
    return _remove(folder, now, files.is_leftover)


def _remove(folder: str, now: float, unwanted: Callable[[str, float], bool]) -> list[str]:
    """Removes the regular files of a folder whose name and age in seconds say that nobody wants them."""
    removed = []
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    for name in names:
        if not name.endswith((files.LEFTOVER, REST)):
            continue
        file = os.path.join(folder, name)
        try:
            known = os.lstat(file)
            if stat.S_ISREG(known.st_mode) and unwanted(name, now - known.st_mtime):
                os.unlink(file)
                removed.append(file)
        except OSError:
            continue  # Gone meanwhile, or not ours to remove.
    return removed
