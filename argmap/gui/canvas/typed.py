"""One editing of a claim's text: when it is committed, and what undo makes of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from PySide6.QtCore import QObject, QTimer

from argmap.app.history import Entry
from argmap.app.session import Session, Step
from argmap.core.change import Change
from argmap.core.ids import Id
from argmap.edit import claims, splitting
from argmap.gui.canvas.text_editor import TextEditor
from argmap.layout import slots
from argmap.layout.card import size
from argmap.layout.wrap import wrap

PAUSE = 2000
"""Milliseconds after which what has been typed is committed, so that a crash costs no more."""

_numbers = count(1)


class Typing(QObject):
    """The typing of one claim's text: commits it every two seconds, and when it needs another line.

    All of it is one step of undo; with the creation of a card that is new, since nobody creates cards for their own
    sake. A new card left empty leaves no trace.
    """

    def __init__(
        self, session: Session, editor: TextEditor, claim: Id, parent: QObject, *, passage: bool = False
    ) -> None:
        """`passage`: the claim was just made of words of an article, which are to be put in one's own."""
        super().__init__(parent)
        self.claim = claim
        self._session, self._editor = session, editor
        self._gesture = f"typing {next(_numbers)}"
        self._is_new = _join(session, claim, self._gesture, passage=passage)
        self._first = session.document.claims[claim].text
        self._known = self._first
        self._box = session.geometry.cards[claim]
        """Where the card stood at first."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.commit)
        self._committing = False

    def follow(self) -> None:
        """Takes note that the text may have changed: the card grows with it."""
        text = self._editor.buffer.text
        if text == self._known:
            return
        if len(wrap(text)) != len(wrap(self._known)):
            self.commit()
        elif not self._timer.isActive():
            self._timer.start()

    def heed(self, step: Step) -> bool:
        """Takes up what another command made of the text meanwhile; False where the claim is gone."""
        claim = step.after.claims.get(self.claim)
        if claim is None:
            return False
        if not self._committing and claim.text != self._known:
            self._known = claim.text
            self._editor.buffer.reset(claim.text)
            self._editor.insert("")
        return True

    def commit(self) -> None:
        """Makes what has been typed the claim's text."""
        self._timer.stop()
        text = self._editor.buffer.text
        if text != self._known:
            self._commit(self._worded(text))

    def _worded(self, text: str) -> Change | None:
        """The change of wording; a card with a place of its own keeps its upper edge and grows downward."""
        document = self._session.document
        change = claims.reword(document, self.claim, text)
        at = document.claims[self.claim].at
        if change is None or at is None:
            return change
        after = document.apply(change)
        _, height = size(after.claims[self.claim])
        placed = claims.place(after, {self.claim: (at[0], self._box.top + height / 2)})
        return change if placed is None else replace(change.then(placed), label=change.label, focus=change.focus)

    def _commit(self, change: Change | None) -> None:
        self._committing = True
        try:
            self._session.commit(change, self._gesture)
        finally:
            self._committing = False
        claim = self._session.document.claims.get(self.claim)
        self._known = claim.text if claim is not None else ""

    def forget(self) -> None:
        """Commits nothing any more."""
        self._timer.stop()

    def finish(self, *, keep: bool = True) -> None:
        """Commits what was typed, or with `keep` off takes it back; a new card left empty goes."""
        self._timer.stop()
        if self.claim not in self._session.document.claims:
            return
        if keep:
            self.commit()
            # While one types the card lies over others; now they are to be read again, and nothing jumps any more.
            self._commit(slots.made_way(self._session.document, self.claim, self._box))
        if not keep or (self._is_new and not self._session.document.claims[self.claim].text.strip()):
            self._take_back()
        self._session.history.end_gesture()

    def _take_back(self) -> None:
        """Takes back all that was typed, and the creation with it, and leaves nothing of it in the history."""
        session = self._session
        entry = session.history.undoable()
        if entry is None or entry.gesture != self._gesture:
            if self.claim in session.document.claims:  # what was saved meanwhile is a step that stays
                self._commit(self._worded(self._first))
            return
        session.undo()
        # A step and its inverse in one gesture leave nothing, and what lay ahead of them is forgotten.
        for change in (entry.change, entry.change.inverse()):
            session.history.add(Entry(change, entry.before, entry.before, self._gesture))

    def split(self) -> Id:
        """Splits the text where the cursor stands into two linked premises; gives the second, "" where it cannot."""
        buffer = self._editor.buffer
        self.commit()
        change = splitting.split(self._session.document, self.claim, buffer.cursor, buffer.text)
        self._session.history.end_gesture()
        if change is None or not change.focus or not self._session.commit(change):
            return ""
        return change.focus[0]


def _join(session: Session, claim: Id, gesture: str, *, passage: bool) -> bool:
    """Makes the last step part of a gesture where it has just created this claim; says whether it has."""
    history = session.history
    entry = history.undoable()
    put = entry.change.puts.get(claim) if entry is not None else None
    if entry is None or put is None or put.before is not None or history.redoable() is not None:
        return False
    if history.saved == history.position or (session.document.claims[claim].text and not passage):
        return False
    history.position -= 1
    history.add(replace(entry, gesture=gesture))
    return True
