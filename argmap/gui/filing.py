"""The file behind a window's map: opened, saved, and compared with what the disk holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from argmap.app import files, recent
from argmap.app.session import Session
from argmap.core.document import EMPTY, Document, diff
from argmap.errors import ArgmapError
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs import question
from argmap.gui.notices import Notices, Offer
from argmap.resources import sample_map
from argmap.text import tr, trn

SUFFIX = ".argmap.json"
EXAMPLE = "russia-azerbaijan.argmap.json"


class Filing(QObject):
    """Opens and saves the map of one window, and knows what its file held when it was last read or written.

    `named` tells that the file's name or the state of being modified may have changed; `opened` that another map is
    shown.
    """

    named = Signal()
    opened = Signal()

    def __init__(self, bridge: Bridge, notices: Notices, recents: Path, window: QWidget) -> None:
        """`recents` is the file that lists the maps opened last."""
        super().__init__(window)
        self.bridge, self.notices, self._recents, self._window = bridge, notices, recents, window
        self.held: str | None = None
        """The hash of what the file held when it was last read or written; None where there was no file."""
        self._compared: tuple[str | None, str | None] = (None, None)
        self.elsewhere: Callable[[str], None] | None = None
        """Opens a map, or an empty one for "", in a window of its own."""
        # Seams for tests: what asks a person for a file or for an answer.
        self.ask_open: Callable[[], list[str]] = self._ask_open
        self.ask_save: Callable[[str], str] = self._ask_save
        self.ask_unsaved: Callable[[], str] = self._ask_unsaved
        bridge.stepped.connect(self._step)

    @property
    def session(self) -> Session:
        """The session whose file this is."""
        return self.bridge.session

    @property
    def is_untouched(self) -> bool:
        """Whether another map may take this one's place in the window: it has no file and nothing was done to it."""
        return not self.session.path and not self.session.is_modified

    def name(self) -> str:
        """What the map is called in the window's title: its file, or its own title."""
        if self.session.path:
            return files.shown(os.path.basename(self.session.path))
        return self.session.document.info.title or tr("Untitled")

    # Opening.

    def new(self) -> None:
        """Begins an empty map, in a window of its own where this one holds something."""
        if self.is_untouched or self.elsewhere is None:
            self._take(EMPTY, "", None)
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
                self._take(EMPTY, path, None)
            else:
                self._read(path)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
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
            self._read(str(sample_map(EXAMPLE)), untitled=True)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))

    def reload(self) -> None:
        """Takes up what the file holds now; what was done here since is gone from the screen, and can be undone."""
        path = self.session.path
        try:
            data = files.read(path)
            document, ledger, _ = _document(data, path)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            return
        self.session.commit(diff(self.session.document, document, tr("Reload")))
        self.held = _hash(data)
        # Cards without a place have been given one on the way: then the map says more than the file.
        if not ledger and self.session.document == document:
            self.session.mark_saved(path)
        self.notices.drop("disk")
        self.named.emit()

    def _read(self, path: str, *, untitled: bool = False) -> None:
        data = files.read(path)
        document, ledger, native = _document(data, path)
        if untitled or not native:
            self._take(document, "", None, modified=not untitled)
        else:
            self._take(document, path, _hash(data), modified=bool(ledger))
        if ledger:
            said = trn(
                "{n} thing in this file broke a rule and was mended; the file is as it was until you save",
                "{n} things in this file broke a rule and were mended; the file is as it was until you save",
                len(ledger),
            )
            self.notices.show("mended", said, details=ledger)

    def _take(self, document: Document, path: str, held: str | None, *, modified: bool = False) -> None:
        self.notices.clear()
        self.held = held
        self._compared = (held, held)
        self.session.load(document, path, modified=modified)
        self.opened.emit()
        self.named.emit()

    # Saving.

    def save(self) -> bool:
        """Writes the map to its file, or asks for one; False where it was not written."""
        if not self.session.path:
            return self.save_as()
        path = self.session.path
        try:
            if self._on_disk(path) != self.held:
                self._say_changed()
                return False
            return self._write(path)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            return False

    def save_as(self) -> bool:
        """Asks for a file and writes the map to it."""
        path = self.ask_save(self.session.path or self._proposed())
        if not path:
            return False
        try:
            return self._write(os.path.abspath(path))
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            return False

    def overwrite(self) -> bool:
        """Writes the map over what another program wrote."""
        try:
            return self._write(self.session.path)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            return False

    def _write(self, path: str) -> bool:
        from argmap.formats import registry

        data = registry.write(self.session.document, "argmap")
        files.write(path, data)
        self.held = _hash(data)
        self._compared = (self.held, self.held)
        self.session.mark_saved(path)
        self.notices.drop("disk", "mended", "trouble")
        self.bridge.said.emit(tr("Saved as {name}", name=self.name()))
        self._remember()
        self.named.emit()
        return True

    def may_close(self) -> bool:
        """Whether the window may go: nothing would be lost, or the user has said what is to become of it."""
        if not self.session.is_modified:
            return True
        answer = self.ask_unsaved()
        return answer == question.DISCARD or (answer == question.SAVE and self.save())

    # What the disk holds.

    def look(self) -> None:
        """Looks whether another program has changed the file, and says so, once for each change."""
        path = self.session.path
        if not path:
            return
        try:
            now = self._on_disk(path)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            return
        if now == self.held:
            self.notices.drop("disk")
        elif (self.held, now) != self._compared:
            self._say_changed()
        self._compared = (self.held, now)

    def _say_changed(self) -> None:
        name = self.name()
        if not os.path.lexists(self.session.path):
            offers = [Offer(tr("Save again"), self.overwrite), Offer(tr("Save as…"), self.save_as)]
            self.notices.show("disk", tr("{name} is no longer there", name=name), "trouble", offers=offers)
            return
        offers = [
            Offer(tr("Reload"), self.reload),
            Offer(tr("Save as…"), self.save_as),
            Offer(tr("Overwrite"), self.overwrite),
        ]
        said = tr("Another program has changed {name}; {difference}", name=name, difference=self._difference())
        self.notices.show("disk", said, "trouble", offers=offers)

    def _difference(self) -> str:
        """How the file differs from what is shown, in a few words."""
        try:
            document, _, _ = _document(files.read(self.session.path), self.session.path)
        except ArgmapError as error:
            return tr("what it holds now is no map: {why}", why=error.what)
        puts = diff(self.session.document, document).puts
        if not puts:
            return tr("it says the same as the map shown here")
        return trn(
            "{n} record differs from the map shown here", "{n} records differ from the map shown here", len(puts)
        )

    def _on_disk(self, path: str) -> str | None:
        return _hash(files.read(path)) if os.path.lexists(path) else None

    def _step(self) -> None:
        self.named.emit()

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
        title = "".join(c if c.isalnum() or c in " -_" else " " for c in self.session.document.info.title)
        stem = "-".join(title.lower().split())[:60].strip("-") or "map"
        return str(Path.home() / (stem + SUFFIX))

    def _ask_open(self) -> list[str]:
        return question.files_to_open(self._window, os.path.dirname(self.session.path) or str(Path.home()))

    def _ask_save(self, proposed: str) -> str:
        return question.file_to_save(self._window, proposed)

    def _ask_unsaved(self) -> str:
        return question.unsaved(self._window, self.name())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _document(data: bytes, path: str) -> tuple[Document, list[str], bool]:
    """The document in the bytes of a file, made whole; what was mended; whether it is in argmap's own format."""
    from argmap.formats import registry
    from argmap.formats.ledger import repaired

    name = files.shown(path)
    native = registry.sniff(data, name).name == "argmap"
    reading = registry.read(data, name)
    if not reading.errors:
        return reading.document, [], native
    document, ledger = repaired(reading)
    return document, [str(entry) for entry in ledger], native
