"""Where typing goes while nothing is edited: into the claim that is selected, or the title of the group that is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from argmap.core.ids import Id
from argmap.gui.canvas.keymap import name_of, typed_by

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView


class Starting:
    """Has the text edited into which is typed, and passes on to it what began it."""

    def __init__(self, view: MapView) -> None:
        self._view = view

    def into(self) -> Id:
        """The claim or group into whose text one would type, "" for none."""
        session = self._view.bridge.session
        document, selection = session.document, session.selection
        one = selection[0] if len(selection) == 1 else ""
        return one if one in document.claims or one in document.groups else ""

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key would begin to edit what is selected."""
        types = bool(typed_by(event, sys.platform)) and name_of(event) not in self._view.keymap.released
        return types and bool(self.into())

    def key(self, event: QKeyEvent) -> bool:
        """Begins with a key; False where there is no text to be edited in view."""
        return self.takes(event) and self._begin(event)

    def compose(self, event: QInputMethodEvent) -> bool:
        """Begins with what an input method has composed, or is at; False as with a key."""
        return bool(event.commitString() or event.preeditString()) and bool(self.into()) and self._begin(event)

    def _begin(self, event: QEvent) -> bool:
        view, into = self._view, self.into()
        if into in view.bridge.session.document.groups:
            view.action_wanted.emit("edit-text")
            field = QApplication.focusWidget()
            return field is not None and field is not view and QCoreApplication.sendEvent(field, event)
        if not view.begin_edit(into):
            return False
        if isinstance(event, QKeyEvent):
            view.editing.key(event)
        elif isinstance(event, QInputMethodEvent):
            view.editing.compose(event)
        return True
