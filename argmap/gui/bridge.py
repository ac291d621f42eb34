"""A session's news as Qt signals; they carry ids and changes, never items."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from argmap.app.session import Session, Step
from argmap.core.ids import Id


class Bridge(QObject):
    """Passes on what happens to a session.

    `stepped` carries a `Step`, `selected` the ids selected, `said` a sentence for the status line and for assistive
    technology, `troubled` one line about what went wrong.
    """

    stepped = Signal(object)
    selected = Signal(tuple)
    said = Signal(str)
    troubled = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.on_step(self._step)
        session.on_selection(self._selection)

    def _step(self, step: Step) -> None:
        self.stepped.emit(step)

    def _selection(self, ids: tuple[Id, ...]) -> None:
        self.selected.emit(ids)
