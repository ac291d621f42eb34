"""The journal of a session: one line of JSON for each change, so that what is not saved outlives the program.

The first line says whose changes they are; they lead on from the map's file as it was then, or from the empty map.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import asdict
from pathlib import Path
from threading import Lock

from argmap import __version__
from argmap.app import backups, files
from argmap.app.identity import made, name_of
from argmap.app.processes import this
from argmap.core.change import Change
from argmap.core.document import EMPTY, Document, diff
from argmap.core.records import SECTIONS, MapInfo, Record
from argmap.errors import ArgmapError
from argmap.formats.writing import line
from argmap.text import tr

VERSION = 1
"""The version of the journal's own form."""

NAME = re.compile(r".+-([0-9]{6,})-[0-9a-f]{8}\.journal", re.DOTALL)
"""The name of a journal: the map's, a number that grows, and something of its own."""

_SECTION = {kind: section for section, kind in SECTIONS.items()} | {MapInfo: "map"}


def folder_of(state: Path) -> Path:
    """Where the journals lie."""
    return state / "journals"


class Journal:
    """What one session has done since its map was opened or saved, line by line in the state folder.

    Nothing is written before the first change. A journal that cannot be written keeps its lines and tries again with
    the next; `trouble` says why, None while all is well. No method raises what a disk can cause. `sync` may be called
    by another thread than the rest.
    """

    def __init__(self, state: Path) -> None:
        self.trouble: ArgmapError | None = None
        self.backup_trouble: ArgmapError | None = None
        """Why what the changes lead on from is not among the map's backups; None where it is, or is not due yet."""
        self._state = state
        self._file = ""
        self._descriptor: int | None = None
        self._length = 0  # bytes of whole lines in the file
        self._torn = False  # half a line may stand behind them
        self._unsynced = False
        self._pending: list[bytes] = []
        self._guard = Lock()  # on the descriptor and the lines that wait
        self._start: tuple[Document, str, str | None, bool] | None = None
        self._start_due: tuple[str, str] | None = None  # a file by path and hash that is to be among the backups

    @property
    def file(self) -> str:
        """The journal's file, "" where there is none yet."""
        return self._file if self._descriptor is not None else ""

    @property
    def is_due(self) -> bool:
        """Whether anything written would not outlive a power cut yet: then `sync` has something to do."""
        return bool(self._pending) or self._unsynced

    def begin(self, document: Document, path: str, held: str | None, *, known: bool = True) -> None:
        """Begins anew: the session holds this document, and nothing is unsaved of what was before.

        `path` is the map's file, "" for none, and `held` the hash of what it holds. `known` tells that the document is
        what the file says; else it is repeated in the journal.
        """
        self.close()
        known = known and held is not None
        self.backup_trouble = None
        self._start = (document, path, held, known)
        self._start_due = (path, held) if known and held is not None else None

    def write(self, change: Change) -> bool:
        """Appends one committed change and hands it to the system at once; False where that failed for now."""
        row = _encoded(change)
        with self._guard:
            self._put_header()
            self._pending.append(row)
            return self._flush()

    def hold(self) -> bool:
        """Writes down where it begins before there is a change: the document itself is what is not saved."""
        with self._guard:
            self._put_header()
            written = self._flush()
        return written and self.sync()

    def sync(self) -> bool:
        """Makes what was written last over a power cut; to be called within two seconds of a change, by any thread.

        The first call sees to it as well that what the changes lead on from is among the map's backups.
        """
        with self._guard:
            written = self._flush() if self._pending else True
            if self._descriptor is None or not self._unsynced:
                return written
            self._unsynced = False
            start, self._start_due = self._start_due, None
            own = os.dup(self._descriptor)  # The session may close the journal meanwhile.
        try:
            os.fsync(own)
        except OSError as error:
            self._unsynced = True
            self._complain(error)
            return False
        finally:
            os.close(own)
        if start is not None:
            self.backup_trouble = backups.keep_file(*start, self._state)
        return written

    def close(self) -> None:
        """Ends the journal and removes it: all is saved, or given up by the user."""
        file = self.file
        self._end()
        if file:
            try:
                os.unlink(file)
            except OSError as error:
                self._complain(error)

    def leave(self) -> None:
        """Ends the journal and lets it lie, for the next start to offer: the session ends with something unsaved."""
        self.sync()
        self._end()

    def _end(self) -> None:
        with self._guard:
            if self._descriptor is not None:
                os.close(self._descriptor)
            self._descriptor, self._file, self._length, self._torn, self._unsynced = None, "", 0, False, False
            self._pending, self._start, self._start_due = [], None, None

    def _put_header(self) -> None:
        if self._descriptor is not None or self._pending:
            return
        if self._start is None:
            raise ValueError("the journal has not begun")
        document, path, held, known = self._start
        head = {
            "journal": VERSION,
            "argmap": __version__,
            "path": os.path.abspath(path) if path else "",
            "hash": held,
            "base": "file" if known else "empty" if document == EMPTY else "here",
            "title": document.info.title,
            "by": asdict(this()),
        }
        self._pending.append(json.dumps(head).encode("ascii") + b"\n")
        if not known and document != EMPTY:
            self._pending.append(_encoded(diff(EMPTY, document)))

    def _create(self) -> int:
        assert self._start is not None
        folder = made(folder_of(self._state))
        number = 1 + max((int(m[1]) for name in os.listdir(folder) if (m := NAME.fullmatch(name))), default=0)
        file = str(folder / f"{name_of(self._start[1])}-{number:06d}-{secrets.token_hex(4)}.journal")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        descriptor = os.open(file, flags, 0o600)
        self._file, self._descriptor = file, descriptor
        return descriptor

    def _flush(self) -> bool:
        """Writes all lines that wait, each whole or, where the disk fails, not at all."""
        try:
            descriptor = self._create() if self._descriptor is None else self._descriptor
            if self._torn:
                os.ftruncate(descriptor, self._length)
                self._torn = False
            while self._pending:
                data = b"".join(self._pending)
                self._torn = True
                files.write_all(descriptor, data)
                self._torn = False
                self._length += len(data)
                self._pending.clear()
                self._unsynced = True
        except OSError as error:
            self._complain(error)
            return False
        self.trouble = None
        return True

    def _complain(self, error: OSError) -> None:
        where = self._file or str(folder_of(self._state))
        self.trouble = files.trouble(error, where, tr("what is not saved cannot be kept safe"))


def _encoded(change: Change) -> bytes:
    puts = ", ".join(
        f'["{_section(p.before, p.after)}", {_line(p.before)}, {_line(p.after)}]' for p in change.puts.values()
    )
    return f'{{"label": {json.dumps(change.label)}, "puts": [{puts}]}}\n'.encode()


def _section(before: Record | None, after: Record | None) -> str:
    record = before if after is None else after
    assert record is not None
    return _SECTION[type(record)]


def _line(record: Record | None) -> str:
    return "null" if record is None else line(record)
