"""What follows a change or a selection beside the map: done once the map has answered, each in a turn of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

from argmap.gui.weak import weakly

PAUSE = 30
"""Milliseconds until then: the map is painted by that time, and nobody has looked elsewhere yet."""


class Afterwards(QTimer):
    """Calls something a moment after it is asked for; asked for again meanwhile, no later than that and only once.

    Of several that are due at once each waits for the next turn of the event loop: what is pressed or to be painted
    in between comes first.
    """

    _is_taken: ClassVar[bool] = False

    def __init__(self, call: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._call = weakly(call)
        self.timeout.connect(self._come)

    def ask(self, *_: object) -> None:
        """Has it called; takes whatever a signal carries."""
        if not self.isActive():
            self.start(PAUSE)

    def _come(self) -> None:
        if Afterwards._is_taken:
            self.start(0)
            return
        Afterwards._is_taken = True
        QTimer.singleShot(0, _let_next)
        self._call()


def _let_next() -> None:
    Afterwards._is_taken = False
