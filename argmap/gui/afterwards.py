"""What follows a change or a selection beside the map: done once the map has answered, in a turn of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE = 30
"""Milliseconds until then: the map is painted by that time, and nobody has looked elsewhere yet."""


class Afterwards(QTimer):
    """Calls something a moment after it is asked for; asked for again meanwhile, no later than that and only once."""

    def __init__(self, call: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(PAUSE)
        self.timeout.connect(call)

    def ask(self, *_: object) -> None:
        """Has it called; takes whatever a signal carries."""
        if not self.isActive():
            self.start()
