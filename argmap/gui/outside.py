"""What another program does to the file of a window's map: noticed by its hash, said once, and never written over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from argmap.app import files
from argmap.app.opening import open_map
from argmap.core.document import diff
from argmap.errors import ArgmapError
from argmap.gui.notices import Offer
from argmap.text import tr, trn

if TYPE_CHECKING:
    from argmap.gui.filing import Filing


class Outside(QObject):
    """Compares what the disk holds with what was read or written last."""

    def __init__(self, filing: Filing) -> None:
        super().__init__(filing)
        self._filing = filing
        self._compared: tuple[str | None, str | None] = (None, None)

    def opened(self, held: str | None) -> None:
        """The file was read or written just now."""
        self._compared = (held, held)

    def is_same(self) -> bool:
        """Whether the file is what it was; not, where it cannot be read."""
        try:
            return files.digest(self._filing.session.path) == self._filing.held
        except ArgmapError:
            return False

    def look(self) -> None:
        """Looks whether another program has changed the file, and says so, once for each change."""
        filing = self._filing
        if not filing.session.path:
            return
        try:
            now = files.digest(filing.session.path)
        except ArgmapError as error:
            filing.bridge.troubled.emit(str(error))
            return
        if now == filing.held:
            filing.notices.drop("disk")
        elif (filing.held, now) != self._compared:
            self.say_changed()
        self._compared = (filing.held, now)

    def say_changed(self) -> None:
        """Says that the file is not what it was, how it differs, and what can be done."""
        filing, name = self._filing, self._filing.name()
        save_as = Offer(tr("Save as…"), filing.save_as)
        if not os.path.lexists(filing.session.path):
            offers = [Offer(tr("Save again"), filing.overwrite), save_as]
            filing.notices.show("disk", tr("{name} is no longer there", name=name), "trouble", offers=offers)
            return
        offers = [Offer(tr("Reload"), self.reload), save_as]
        if not filing.is_read_only:
            offers.append(Offer(tr("Overwrite"), filing.overwrite))
        said = tr("Another program has changed {name}; {difference}", name=name, difference=self._difference())
        filing.notices.show("disk", said, "trouble", offers=offers)

    def reload(self) -> None:
        """Takes up what the file holds now; what was done here since is gone from the screen, and can be undone."""
        filing, session = self._filing, self._filing.session
        try:
            found = open_map(session.path)
        except ArgmapError as error:
            filing.bridge.troubled.emit(str(error))
            return
        session.commit(diff(session.document, found.document, tr("Reload")))
        filing.held = found.held
        # Cards without a place have been given one on the way: then the map says more than the file.
        if not found.ledger and session.document == found.document:
            session.mark_saved(session.path)
        else:
            session.history.saved = None
        filing.begin_journal()
        self.opened(found.held)
        filing.notices.drop("disk")
        filing.named.emit()

    def _difference(self) -> str:
        """How the file differs from what is shown, in a few words."""
        try:
            found = open_map(self._filing.session.path)
        except ArgmapError as error:
            return tr("what it holds now is no map: {why}", why=error.what)
        puts = diff(self._filing.session.document, found.document).puts
        if not puts:
            return tr("it says the same as the map shown here")
        return trn(
            "{n} record differs from the map shown here", "{n} records differ from the map shown here", len(puts)
        )
