"""Who holds a claim taken from an article: when that is asked, and what becomes of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from argmap.core.ids import Id
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.article.reading import Reading
    from argmap.gui.article.taking import Passage
    from argmap.gui.window import MapWindow


class HeldBy(QObject):
    """Asks in one window's article who holds a claim taken from it, and sets that as one change."""

    def __init__(self, reading: Reading, window: MapWindow) -> None:
        super().__init__(reading)
        self._reading, self._window = reading, window

    def has_newest(self) -> bool:
        """Whether a claim has been made of which one can say who holds it."""
        return self._reading.newest in self._window.session.document.claims

    def ask(self) -> None:
        """Asks who holds the newest claim, or the one of which that is asked already, and puts the cursor there."""
        if self._reading.pane is None:
            return
        bar = self._reading.pane.holder
        if not bar.isVisible():
            claim = self._window.session.document.claims.get(self._reading.newest)
            if claim is None:
                self._window.bridge.said.emit(tr("Take a passage first: who holds it is asked for the newest claim"))
                return
            bar.claim = claim.id
            bar.offer("; ".join(claim.by), reported=False)
        bar.entry.setFocus()
        bar.entry.selectAll()

    def offer(self, claim: Id, passage: Passage) -> None:
        """Asks who holds a claim just taken, where the words of its passage report someone; nothing is added by it."""
        assert self._reading.pane is not None
        bar = self._reading.pane.holder
        name = self._reading.pane.holder_in(passage.start, passage.end)
        if name is None:
            bar.hide()
        else:
            bar.claim = claim
            bar.offer(name)

    def set(self, name: str) -> None:
        """Says who holds the claim that is asked for: one name, or several with semicolons between them."""
        from argmap.edit import claims

        assert self._reading.pane is not None
        session, claim = self._window.session, self._reading.pane.holder.claim
        names = tuple(part.strip() for part in name.split(";") if part.strip())
        if names and claim in session.document.claims:
            session.commit(claims.mark(session.document, (claim,), by=names))
        self.leave()

    def leave(self) -> None:
        """Asks no longer, and goes back to the article."""
        assert self._reading.pane is not None
        self._reading.pane.holder.hide()
        self._reading.pane.text.setFocus()
