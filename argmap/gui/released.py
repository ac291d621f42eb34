"""Keys that act when they are let go, such as Space, which also pans while it is held and the mouse drags."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from argmap.app.catalogue import BY_ID
from argmap.gui import shortcuts
from argmap.gui.actions import Actions

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.FocusOut)
"""What comes between pressing a key and letting it go, and makes it something else."""


class ReleasedKeys(QObject):
    """Watches a pane and runs an action when its key has been pressed and let go, and nothing came in between."""

    def __init__(self, actions: Actions, *watched: QWidget) -> None:
        super().__init__(actions)
        self._actions = actions
        self._down = ""
        self._rows = [row.id for row in BY_ID.values() if row.released and row.id in actions.by_id]
        for pane in watched:
            pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in PRESSES:
            self._down = ""
        elif isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            if event.type() == QEvent.Type.KeyPress:
                self._down = self._row(event)
            elif event.type() == QEvent.Type.KeyRelease and self._down:
                id, self._down = self._down, ""
                if id == self._row(event):
                    self._actions.run(id)
        return False

    def _row(self, event: QKeyEvent) -> str:
        key = QKeySequence(event.keyCombination()).toString(shortcuts.PORTABLE)
        return next((id for id in self._rows if key in self._actions.keys[id]), "")
