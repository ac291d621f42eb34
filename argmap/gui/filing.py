"""The file behind a window's map: opened, saved, and held by this window as long as it shows it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from argmap.app import files, recent, saving
from argmap.app.identity import name_of
from argmap.app.opening import Opened, digest, open_map
from argmap.app.recovery import Pending, Recovered, take_up
from argmap.app.session import Session
from argmap.core.collector import set_aside
from argmap.core.document import EMPTY, Document
from argmap.errors import ArgmapError
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs import question
from argmap.gui.earlier import Earlier
from argmap.gui.holding import Holding
from argmap.gui.keeping import Keeping
from argmap.gui.notices import Notices, Offer
from argmap.gui.outside import Outside
from argmap.resources import sample_map
from argmap.text import tr, trn

SUFFIX = ".argmap.json"
EXAMPLE = "russia-azerbaijan.argmap.json"


class Filing(QObject):
    """Opens and saves the map of one window, and knows what its file held when it was last read or written.

    `named` tells that the file's name, the state of being modified or of being read-only may have changed; `opened`
    that another map is shown.
    """

    named = Signal()
    opened = Signal()

    def __init__(self, bridge: Bridge, keeping: Keeping, notices: Notices, state: Path, window: QWidget) -> None:
        """`state` is the folder of journals, backups, locks and the list of the maps opened last."""
        super().__init__(window)
        self.bridge, self.keeping, self.notices, self.state, self._window = bridge, keeping, notices, state, window
        self._recents = state / "recent.json"
        self.held: str | None = None
        """The hash of what the file held when it was last read or written; None where there was no file."""
        self.holding = Holding(notices, state, self)
        self.holding.copy, self.holding.again = self.save_as, self.try_again
        self.outside = Outside(self)
        self.earlier = Earlier(self)
        self.elsewhere: Callable[[str], None] | None = None
        """Opens a map, or an empty one for "", in a window of its own."""
        self.asks = True
        """Whether there is somebody to be asked; not while the desktop ends the session."""
        self.settle: Callable[[], object] = _nothing
        """Takes note of what is being typed in a field, so that it is saved too."""
        # Seams for tests: what asks a person for a file or for an answer.
        self.ask_open: Callable[[], list[str]] = self._ask_open
        self.ask_save: Callable[[str], str] = self._ask_save
        self.ask_unsaved: Callable[[], str] = self._ask_unsaved
        keeping.troubled.connect(self._journal_troubled)
        keeping.unbacked.connect(self._unbacked)
        bridge.stepped.connect(self._step)

    @property
    def session(self) -> Session:
        """The session whose file this is."""
        return self.bridge.session

    @property
    def is_untouched(self) -> bool:
        """Whether another map may take this one's place in the window: it has no file and nothing was done to it."""
        return not self.session.path and not self.session.is_modified

    @property
    def is_read_only(self) -> bool:
        """Whether saving asks for another name, since somebody else has the map or its file is write-protected."""
        return self.holding.is_read_only

    def name(self) -> str:
        """What the map is called in the window's title: its file, or its own title."""
        if self.session.path:
            return files.shown(os.path.basename(self.session.path))
        return self.session.document.info.title or tr("Untitled")

    # Opening.

    def new(self) -> None:
        """Begins an empty map, in a window of its own where this one holds something."""
        if self.is_untouched or self.elsewhere is None:
            self.take(EMPTY, "", None)
        else:
            self.elsewhere("")

    def open(self) -> None:
        """Asks for maps and opens them."""
        for path in self.ask_open():
            self.open_path(path)

    def open_path(self, path: str) -> bool:
        """Opens a map here if this window holds nothing, else in a window of its own; False where that fails."""
        if self.is_untouched or self.elsewhere is None:
            return self.show_path(path)
        self.elsewhere(path)
        return True

    def show_path(self, path: str) -> bool:
        """Opens a map in this window; False, with one line over the map, where it cannot be read.

        A name ending in `.argmap.json` of which there is no file begins an empty map of that name.
        """
        path = os.path.abspath(path)
        try:
            if path.endswith(SUFFIX) and not os.path.lexists(path):
                self.take(EMPTY, path, None)
                self.earlier.offer_lost(path)
            else:
                self.show(open_map(path))
        except ArgmapError as error:
            self.earlier.offer_damaged(path, error)
            self._forget(path)
            return False
        self._remember()
        return True

    def open_example(self) -> None:
        """Opens the shipped example as a map without a file, so that saving it never touches what is shipped."""
        if not self.is_untouched and self.elsewhere is not None:
            self.elsewhere(str(sample_map(EXAMPLE)))
            return
        try:
            self.take(open_map(str(sample_map(EXAMPLE))).document, "", None)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))

    def show(self, found: Opened) -> None:
        """Shows a map that was read; what was mended on the way is listed."""
        if not found.native:
            self.take(found.document, "", None, modified=True)
        else:
            self.take(found.document, found.path, found.held, modified=bool(found.ledger))
        if found.ledger:
            said = trn(
                "{n} thing in this file broke a rule and was mended; the file is as it was until you save",
                "{n} things in this file broke a rule and were mended; the file is as it was until you save",
                len(found.ledger),
            )
            offers = self.earlier.offers_for(found) if found.native else []
            self.notices.show("mended", said, details=[str(entry) for entry in found.ledger], offers=offers)

    def take(self, document: Document, path: str, held: str | None, *, modified: bool = False) -> None:
        """Shows a document as the map of a file, "" for none, which held what this is the hash of."""
        self.notices.clear()
        self.holding.hold(path)
        self.held = held
        with set_aside():
            self.session.load(document, path, modified=modified)
        self.begin_journal()
        self.outside.opened(held)
        self.opened.emit()
        self.named.emit()
        self.holding.say()

    def recover(self, item: Pending, recovered: Recovered) -> None:
        """Shows a map as it was when the program died, modified; its journal goes on here."""
        self.take(recovered.document, recovered.path, recovered.held, modified=True)
        kept = replace(recovered, path="", held=None) if self.is_read_only else recovered
        try:
            take_up(item, kept, self.keeping.journal)
        except ArgmapError as error:
            self._journal_troubled(error)
        if recovered.said:
            said = tr("Not all of {name} could be recovered", name=item.name)
            self.notices.show("set-aside", said, "trouble", details=recovered.said)
        self.bridge.said.emit(tr("Recovered {name}", name=item.name))

    def begin_journal(self) -> None:
        """Begins a journal: what is done from here on leads on from the document as it is.

        Of a map that others hold it is one for a copy, which has no file yet.
        """
        path = "" if self.is_read_only else self.session.path
        held = None if self.is_read_only else self.held
        self.keeping.begin(self.session.document, path, held, known=not self.session.is_modified)

    def try_again(self) -> None:
        """Looks whether the map may be written here by now; what was saved meanwhile is taken up."""
        path, was = self.session.path, self.is_read_only
        if not self.holding.has_lock:
            self.holding.hold(path)
        if self.is_read_only:
            self.holding.say()
            return
        self.notices.drop("held")
        if was:
            if not self.session.is_modified and not self.outside.is_same():
                self.show_path(path)
                return
            self.begin_journal()
            if self.session.is_modified:
                self.keeping.journal.hold()
        self.outside.look()
        self.named.emit()

    # Saving.

    def save(self) -> bool:
        """Writes the map to its file, or asks for one; False where it was not written."""
        self.settle()
        if self.holding.look():
            self.named.emit()
        if not self.session.path or self.is_read_only:
            return self.save_as()
        return self._write(self.session.path)

    def save_as(self) -> bool:
        """Asks for a file, writes the map to it, and goes on with that file."""
        chosen = self.ask_save(self._copy_of(self.session.path) if self.session.path else self._proposed())
        if not chosen:
            return False
        path = os.path.abspath(chosen)
        try:
            lock = self.holding.moved(path)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            return False
        # Another file was given up by whoever chose its name; what it held is kept among the backups.
        if self._write(path, forced=name_of(path) != name_of(self.session.path)):
            self.holding.take(lock, path)
            self.named.emit()
            return True
        if lock is not None:
            lock.release()
        return False

    def overwrite(self) -> bool:
        """Writes the map over what another program wrote, which is kept among the backups."""
        return self._write(self.session.path, forced=True)

    def _write(self, path: str, *, forced: bool = False) -> bool:
        document = self.session.document
        try:
            saved = saving.save(document, path, self.held, self.state, forced=forced)
        except saving.ChangedOnDiskError:
            self.outside.say_changed()
            return False
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            offers = [Offer(tr("Save as…"), self.save_as)]
            self.notices.show("trouble", str(error), "trouble", offers=offers)
            self._look_what_came_of_it(document, path)
            return False
        self.held = saved.held
        self.session.mark_saved(path)
        self.keeping.begin(document, path, saved.held)
        self.outside.opened(saved.held)
        self.notices.drop("disk", "mended", "trouble", "earlier", "set-aside")
        self.bridge.said.emit(tr("Saved as {name}", name=self.name()))
        if saved.trouble is not None:
            self.bridge.troubled.emit(str(saved.trouble))
        self._remember()
        self.named.emit()
        return True

    def _look_what_came_of_it(self, document: Document, path: str) -> None:
        """After a save that failed: the new content may be there, where only the folder could not be synced."""
        from argmap.formats import registry

        try:
            found = files.digest(path)
        except ArgmapError:
            return  # It was said already that something is wrong with this file.
        if path == self.session.path and found == digest(registry.write(document, "argmap")):
            self.held = found

    def may_close(self) -> bool:
        """Whether the window may go: nothing would be lost, or the user has said what is to become of it."""
        if not self.session.is_modified or not self.asks:
            return True
        answer = self.ask_unsaved()
        if answer == question.SAVE:
            return self.save()
        if answer == question.DISCARD:
            self.begin_journal()  # What was done before is given up.
        return answer == question.DISCARD

    def leave(self) -> None:
        """The window goes: the lock is given back, and what is unsaved and not given up lies in the journal."""
        if self.session.is_modified:
            self.keeping.leave()
        else:
            self.keeping.close()
        self.holding.give_back()

    # What happens.

    def look(self) -> None:
        """Looks whether another program has changed the file, and says so, once for each change."""
        if self.holding.look():
            self.named.emit()
        self.outside.look()

    def _step(self) -> None:
        self.asks = True  # Somebody works here: the session did not end after all.
        self.named.emit()

    def _journal_troubled(self, error: ArgmapError) -> None:
        self.notices.show("journal", str(error))

    def _unbacked(self, error: ArgmapError) -> None:
        self.bridge.troubled.emit(str(error))

    # The maps opened last.

    def recents(self) -> tuple[recent.Recent, ...]:
        """The maps opened last, the latest first."""
        return recent.load(self._recents)

    def _remember(self) -> None:
        if self.session.path and os.path.lexists(self.session.path):
            self._keep(recent.with_map(self.recents(), self.session.path, self.session.document.info.title))

    def _forget(self, path: str) -> None:
        if not os.path.lexists(path):
            self._keep(recent.without(self.recents(), path))

    def _keep(self, recents: tuple[recent.Recent, ...]) -> None:
        try:
            recent.save(self._recents, recents)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))

    # What asks a person.

    def _proposed(self) -> str:
        document = self.session.document
        named = document.info.title or next((s.title for s in document.sources.values() if s.title), "")
        title = "".join(c if c.isalnum() or c in " -_" else " " for c in named)
        stem = "-".join(title.lower().split())[:60].strip("-") or "map"
        return str(Path.home() / (stem + SUFFIX))

    def _copy_of(self, path: str) -> str:
        """The name to propose for a map that has a file: another one, where that may not be written."""
        if not self.is_read_only:
            return path
        stem = path.removesuffix(SUFFIX)
        names = (f"{stem}-{tr('copy')}{n}{SUFFIX}" for n in ("", *map(str, range(2, 100))))
        return next((name for name in names if not os.path.lexists(name)), path)

    def _ask_open(self) -> list[str]:
        return question.files_to_open(self._window, os.path.dirname(self.session.path) or str(Path.home()))

    def _ask_save(self, proposed: str) -> str:
        return question.file_to_save(self._window, proposed)

    def _ask_unsaved(self) -> str:
        return question.unsaved(self._window, self.name())


def _nothing() -> None:
    return None
