"""Earlier versions of a window's map, from its backups: gone back to by a step of undo, offered for a damaged file."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from argmap.app import backups, files
from argmap.app.backups import Backup
from argmap.app.opening import Opened, opened
from argmap.core.document import Document, diff
from argmap.errors import ArgmapError
from argmap.gui.notices import Offer
from argmap.text import tr, trn

if TYPE_CHECKING:
    from argmap.gui.dialogs.chooser import Line
    from argmap.gui.filing import Filing


def when(backup: Backup) -> str:
    """When a backup was made, by the clock of then: `2026-03-01, 15:30`."""
    return tr("{day}, {time}", day=backup.day, time=f"{backup.time[:2]}:{backup.time[2:]}")


class Earlier(QObject):
    """Offers the backups of one window's map."""

    def __init__(self, filing: Filing) -> None:
        super().__init__(filing)
        self._filing = filing

    # From the menu.

    def has_any(self) -> bool:
        """Whether there is an earlier version of this map."""
        path = self._filing.session.path
        return bool(path) and bool(backups.of(path, self._filing.state))

    def lines(self) -> list[Line]:
        """The versions there are, the newest first, each with what tells it from the others."""
        from argmap.gui.dialogs.chooser import Line

        found = []
        for backup in backups.of(self._filing.session.path, self._filing.state):
            held = self._filing.held
            same = held is not None and backup.is_of(held)
            detail = tr("as the file is now") if same else ""
            found.append(Line(backup.file, when(backup), detail=detail, right=_size(backup.file), icon="history"))
        return found

    def go_back(self, file: str) -> None:
        """Makes the map what a version was, as one step of undo."""
        filing, session = self._filing, self._filing.session
        known = {backup.file: backup for backup in backups.of(session.path, filing.state)}
        backup = known.get(file)
        if backup is None:
            filing.bridge.troubled.emit(tr("{file} is no longer there", file=files.shown(file)))
            return
        try:
            document = _document(backup)
        except ArgmapError as error:
            filing.bridge.troubled.emit(str(error))
            return
        change = diff(session.document, document, tr("Go back to {when}", when=when(backup)))
        if not session.commit(change):
            filing.bridge.said.emit(tr("The version of {when} is what you see", when=when(backup)))
            return
        count = len(change.puts)
        said = trn(
            "This is the map as it was saved on {when}; {n} record differs. The file is as it was until you save.",
            "This is the map as it was saved on {when}; {n} records differ. The file is as it was until you save.",
            count,
            when=when(backup),
        )
        filing.notices.drop("mended")
        filing.notices.show("earlier", said, offers=[Offer(tr("Undo"), self._undo)])

    def _undo(self) -> None:
        self._filing.notices.drop("earlier")
        self._filing.session.undo()

    # For a file that is damaged or gone.

    def offers_for(self, found: Opened) -> list[Offer]:
        """What can be offered beside a map that was mended: a good version of it, other than what the file holds."""
        backup = backups.good(found.path, self._filing.state)
        if backup is None or backup.is_of(found.held):
            return []
        return [Offer(tr("Go back to {when}", when=when(backup)), partial(self.go_back, backup.file))]

    def offer_damaged(self, path: str, error: ArgmapError) -> None:
        """Says why a map could not be opened, and offers the last version that can be."""
        backup = backups.good(path, self._filing.state) if os.path.isfile(path) else None
        if backup is None:
            self._filing.bridge.troubled.emit(str(error))
            return
        title = tr("Open the version of {when}", when=when(backup))
        offers = [Offer(title, partial(self._open, path, backup))]
        self._filing.notices.show("damaged", str(error), "trouble", offers=offers)

    def offer_lost(self, path: str) -> None:
        """Offers the last version of a map whose file is gone."""
        backup = backups.good(path, self._filing.state)
        if backup is not None:
            said = tr("There is no file {name} any more, but a version of it", name=self._filing.name())
            title = tr("Open the version of {when}", when=when(backup))
            self._filing.notices.show("damaged", said, offers=[Offer(title, partial(self._open, path, backup))])

    def _open(self, path: str, backup: Backup) -> None:
        """Shows a version as the map of a file that is damaged or gone; saving writes it there."""
        filing = self._filing
        try:
            document, held = _document(backup), files.digest(path)
        except ArgmapError as error:
            filing.bridge.troubled.emit(str(error))
            return
        if not filing.is_untouched and filing.session.path != path:
            filing.bridge.troubled.emit(tr("this window has another map by now; open the damaged one again"))
            return
        filing.take(document, path, held, modified=True)
        said = tr(
            "This is {name} as it was saved on {when}. What is in its place is untouched until you save.",
            name=filing.name(),
            when=when(backup),
        )
        filing.notices.show("earlier", said)


def _document(backup: Backup) -> Document:
    return opened(backups.read(backup), backup.file).document


def _size(file: str) -> str:
    try:
        return tr("{n} KB", n=max(1, os.stat(file).st_size // 1000))
    except OSError:
        return ""
