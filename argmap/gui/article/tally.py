"""Counts of a long text, taken bit by bit between other things: its words, and its sentences on the map."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from argmap.core.sentences import are_known, stepwise
from argmap.gui.article.dates import counted

LONG = 50_000
"""Characters up to which a text is counted at once, which takes less than a frame."""

BIT = 0.006
"""Seconds that are worked at once."""

DELAY = 60
"""Milliseconds after which counting begins: what is read is painted first."""


class Tally(QObject):
    """Finds words and sentences of one text after the other; `done` tells that those of the last are known."""

    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._of = ("", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)

    def is_known(self, text: str, language: str) -> bool:
        """Whether all is known of a text, or will be in no time; else it is worked on."""
        if len(text) <= LONG or (are_known(text, language) and not self._timer.isActive()):
            self._timer.stop()
            return True
        if self._of != (text, language) or not self._timer.isActive():
            self._of, self._steps = (text, language), _all(text, language)
            self._timer.start(DELAY)
        return False

    def _work(self) -> None:
        end = monotonic() + BIT
        for _ in self._steps:
            if monotonic() > end:
                self._timer.start(0)
                return
        self.done.emit()


def _all(text: str, language: str) -> Iterator[None]:
    yield from counted(text)
    yield from stepwise(text, language)
