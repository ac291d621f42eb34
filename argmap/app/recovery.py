"""What can be recovered at the start: the journals that sessions left behind, each with what became of its map."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from argmap.app import backups, files, journal, replay
from argmap.app.glance import Glance, glance
from argmap.app.opening import open_map, opened
from argmap.app.processes import this
from argmap.core.document import EMPTY, Document
from argmap.core.ids import Id
from argmap.core.integrity import repair
from argmap.core.merge import merge as merge_three
from argmap.errors import ArgmapError, one_line
from argmap.text import tr, trn

REST = ".rest"
"""How the name of a file ends that keeps what did not fit."""


class Since(StrEnum):
    """What became of a map's file since the journal was begun."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNTITLED = "untitled"


@dataclass(frozen=True)
class Pending:
    """One session's unsaved work.

    `file` is the journal, `path` the map, "" where it had no file; `steps` counts the changes. `host` names another
    computer on which it may still be open, "" where it surely is not. `number` grows: of two for the same map the
    higher is the newer. `when` is the clock's word of the last change, `2026-03-01 15:30`.
    """

    file: str
    path: str
    title: str
    steps: int
    since: Since
    number: int
    host: str = ""
    when: str = ""

    @property
    def name(self) -> str:
        """What to call the map."""
        return files.shown(os.path.basename(self.path)) if self.path else one_line(self.title) or tr("Untitled")

    @property
    def what(self) -> str:
        """What there is to recover, and what became of the map's file since."""
        says = {
            Since.SAME: tr("the file is as it was"),
            Since.CHANGED: tr("the file has been changed since: both can be kept"),
            Since.GONE: tr("the file is no longer there"),
            Since.UNTITLED: tr("it was never saved"),
        }[self.since]
        count = trn("{n} change", "{n} changes", self.steps)
        if self.when:
            count = tr("{changes}, the last one {when}", changes=count, when=self.when)
        where = tr("; perhaps it is still open on {host}", host=self.host) if self.host else ""
        return one_line(f"{count}; {says}{where}")

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"


@dataclass(frozen=True)
class Recovered:
    """A map as it is recovered: to be loaded as modified, with `path` and `held` as those of the session's file.

    `said` lists in one line each what could not be had; `last` is what was worked on last.
    """

    document: Document
    path: str
    held: str | None
    said: tuple[str, ...] = ()
    last: tuple[Id, ...] = ()


def pending(state: Path) -> tuple[Pending, ...]:
    """All that can be recovered, by map and number: one list to show at the start.

    Journals of sessions that still run are left out; those that hold nothing which their map does not hold are removed.
    """
    folder = journal.folder_of(state)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return ()
    found = []
    for name in names:
        match = journal.NAME.fullmatch(name)
        if match is None:
            continue
        file = str(folder / name)
        try:
            seen = glance(file)
        except ArgmapError:
            continue  # It may be read another time; it stays.
        if seen.is_open or (seen.is_empty and seen.by is None):  # the session of the latter may be about to begin it
            continue
        if _is_worthless(seen, file, state):
            _remove(file)
            continue
        host = seen.by.host if seen.by is not None and seen.by.host != this().host else ""
        since, when = _since(seen.path, seen.held), _last_written(file)
        found.append(Pending(file, seen.path, seen.title, seen.steps, since, int(match[1]), host, when))
    return tuple(found)


def recover(item: Pending, state: Path) -> Recovered:
    """The map as it was in the session: whatever of the journal fits, on what it led on from.

    Where the file has changed since, saving will find that out (`held` is the old content's hash), and the map on disk
    can be opened beside it; `merge` makes one of both. Raises ArgmapError where the journal cannot be read.
    """
    log = replay.read(item.file)
    base, said = _base(log, state)
    result = replay.replay(base, log.changes)
    aside = replay.says(result.rest, log.damaged)
    said = (*said, *result.mended, *aside)
    return Recovered(result.document, log.path, _held(log), said, _last(log, result.document))


def merge(item: Pending, state: Path) -> Recovered:
    """What was done in the session brought into what the file holds now; of what both have changed, the session's.

    Raises ArgmapError where the file or the journal cannot be read.
    """
    log = replay.read(item.file)
    disk = open_map(log.path)
    base, said = _base(log, state, disk.document)
    mine = replay.replay(base, log.changes)
    merged = merge_three(base, mine.document, disk.document)
    document, mended = repair(merged.document)
    both = [
        tr("both have changed {id}: yours is kept", id=f"{conflict.id}.{conflict.field}".rstrip("."))
        for conflict in merged.conflicts
    ]
    lost = (*(str(problem) for problem in mended), *replay.says(mine.rest, log.damaged))
    said = (*said, *map(str, disk.ledger), *both, *lost)
    return Recovered(document, log.path, disk.held, said, _last(log, document))


def _last(log: replay.Log, document: Document) -> tuple[Id, ...]:
    """The claims that the last change is about, of those that are there."""
    return tuple(id for id in (log.changes[-1].puts if log.changes else ()) if id in document.claims)


def take_up(item: Pending, recovered: Recovered, into: journal.Journal) -> None:
    """Hands recovered work to a session's own journal, then removes the old one; what did not fit is kept beside it.

    Raises ArgmapError where the new journal cannot be written: the old one then stays.
    """
    into.begin(recovered.document, recovered.path, recovered.held, known=False)
    if not into.hold():
        assert into.trouble is not None
        raise into.trouble
    if recovered.said:
        os.replace(item.file, item.file + REST)
    else:
        _remove(item.file)


def discard(item: Pending) -> None:
    """Gives the work up, as the user has said."""
    _remove(item.file)


def _remove(file: str) -> None:
    try:
        os.unlink(file)
    except FileNotFoundError:
        return
    except OSError as error:
        raise files.trouble(error, file, tr("cannot be removed")) from error


def _last_written(file: str) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(os.stat(file).st_mtime))
    except OSError:
        return ""


def _disk_hash(path: str) -> str | None:
    try:
        return files.digest(path)
    except ArgmapError:
        return ""  # Something is there, and it is not what was.


def _held(log: replay.Log) -> str | None:
    return None if log.path and _disk_hash(log.path) is None else log.held


def _since(path: str, held: str | None) -> Since:
    if not path:
        return Since.UNTITLED
    found = _disk_hash(path)
    if found is None:
        return Since.GONE if held is not None else Since.SAME
    return Since.SAME if found == held else Since.CHANGED


def _base(log: replay.Log, state: Path, around: Document = EMPTY) -> tuple[Document, tuple[str, ...]]:
    """What the changes led on from, and a word where it can only be guessed at."""
    if log.start is not None:
        return log.start, ()
    if not log.on_file:
        return replay.start_of(log.changes, around), (tr("the beginning of the journal is lost"),)
    assert log.held is not None
    data = files.read(log.path) if _disk_hash(log.path) == log.held else backups.with_hash(log.path, log.held, state)
    if data is not None:
        return opened(data, log.path).document, ()
    return replay.start_of(log.changes, around), (tr("the file as it was is lost: only what was changed is there"),)


def _is_worthless(seen: Glance, file: str, state: Path) -> bool:
    """Whether the journal holds nothing that its map does not hold: as after a crash just behind a save."""
    if seen.is_empty:
        return True
    if not seen.path or seen.last is None:
        return False
    try:
        disk = open_map(seen.path)
        # Where the map does not hold what the last change left, the others need not be read to know.
        if any(disk.document.get(put.id) != put.after for put in seen.last.puts.values()):
            return False
        log = replay.read(file)
        base, _ = _base(log, state, disk.document)
    except ArgmapError:
        return False
    if log.damaged:
        return False
    result = replay.replay(base, log.changes)
    return not result.rest and result.document == disk.document
