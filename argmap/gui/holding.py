"""Who may write a window's map: its lock, and what is said where somebody else has it or the file is read-only.

A map that cannot be written is shown and can be edited all the same, and saving asks for another name: text that was
typed has then always somewhere to go, as in most programs that write documents. A canvas on which nothing works would
need a word at each of a hundred doors, and a person who only wanted to try something would have to copy the file first.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from argmap.app import files, locks
from argmap.app.identity import name_of
from argmap.app.locks import HeldError, Holder, Lock
from argmap.errors import ArgmapError
from argmap.gui.notices import Notices, Offer
from argmap.text import tr

PROGRAM = "argmap"
"""What a lock says of its holder's program."""


class Holding(QObject):
    """The lock of one window's map."""

    def __init__(self, notices: Notices, state: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._notices, self._state = notices, state
        self._lock: Lock | None = None
        self._path = ""
        self.holder: Holder | None = None
        """Who holds the map of this window; None where this window does, or nobody."""
        self.is_protected = False
        """Whether the file itself says that it is not to be written."""
        # What the offers do, and what can be offered: bound by the filing.
        self.copy: Callable[[], object] = _nothing
        self.again: Callable[[], object] = _nothing

    @property
    def is_read_only(self) -> bool:
        """Whether saving has to ask for another name."""
        return self.holder is not None or self.is_protected

    @property
    def has_lock(self) -> bool:
        """Whether this window holds the map's lock."""
        return self._lock is not None

    def hold(self, path: str, *, over: Holder | None = None) -> None:
        """Takes the lock of a map, and gives back the one before; "" for a map without a file.

        Where another process has it, `holder` says who; where none can be kept, it goes without, and says so.
        """
        self.give_back()
        self._path, self.holder = path, None
        self.is_protected = bool(path) and files.is_read_only(path)
        if not path:
            return
        try:
            self._lock = locks.take(path, self._state, PROGRAM, over=over)
        except HeldError as error:
            self.holder = error.holder
        except ArgmapError as error:
            self._notices.show_line(str(error))

    def moved(self, path: str) -> Lock | None:
        """A lock on another path, to save to it; None for the map's own, and where none can be kept.

        Raises HeldError where somebody else has it.
        """
        if self._lock is not None and name_of(path) == name_of(self._path):
            return None
        try:
            return locks.take(path, self._state, PROGRAM)
        except HeldError:
            raise
        except ArgmapError as error:
            self._notices.show_line(str(error))
            return None

    def take(self, lock: Lock | None, path: str) -> None:
        """The map is now saved there: its lock takes the place of the one before."""
        if name_of(path) != name_of(self._path):
            self.give_back()
        if lock is not None:
            self._lock = lock
        self._path, self.holder, self.is_protected = path, None, False
        self._notices.drop("held")

    def give_back(self) -> None:
        """Gives the lock back."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def look(self) -> bool:
        """Looks again whether the file may be written; whether that has changed."""
        now = bool(self._path) and files.is_read_only(self._path)
        before, self.is_protected = self.is_protected, now
        if before and not now and self.holder is None:
            self._notices.drop("held")
        return before != now

    def say(self) -> None:
        """Says why the map is shown read-only, with what can be done about it."""
        name = files.shown(os.path.basename(self._path))
        if self.holder is not None:
            self._say_held(name, self.holder)
        elif self.is_protected:
            said = tr("{name} is write-protected. You can edit it; saving asks for another name.", name=name)
            self._notices.show("held", said)

    def _say_held(self, name: str, holder: Holder) -> None:
        offers = [Offer(tr("Edit a copy…"), self.copy)]
        if holder.is_elsewhere:
            # Nobody here can tell whether that process is over: a computer that broke down would hold it for ever.
            offers.append(Offer(tr("Edit it here all the same"), self._take_over))
        offers.append(Offer(tr("Try again"), self.again))
        said = tr(
            "{name} is open for editing elsewhere ({who}). Here it is read-only: saving asks for another name.",
            name=name,
            who=holder,
        )
        self._notices.show("held", said, offers=offers)

    def _take_over(self) -> None:
        self.hold(self._path, over=self.holder)
        self.again()


def _nothing() -> None:
    return None
