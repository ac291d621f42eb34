"""What will be painted next: the cards beside what is seen have their texts laid out while there is nothing to do."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from argmap.gui.canvas.claim_item import LAID_OUT, ClaimItem

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

DELAY = 40
"""Milliseconds of rest after which it begins."""

BIT = 0.004
"""Seconds that are worked at once."""


class Ahead(QObject):
    """Follows a view: a step to the next card shows cards whose texts are laid out already, the larger part of it."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._waiting: list[ClaimItem] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        view.seen_changed.connect(self._later)

    def _later(self, *_: object) -> None:
        self._waiting = []
        self._timer.start(DELAY)

    def _work(self) -> None:
        end, scene = monotonic() + BIT, self._view.map_scene()
        if scene.is_far:
            return
        if not self._waiting:
            seen = self._view.seen()
            wide, high = seen.width() / 2, seen.height() / 2
            near = scene.items(seen.adjusted(-wide, -high, wide, high))
            # Not so many that those seen would be given up for them.
            self._waiting = [item for item in near if isinstance(item, ClaimItem) and not item.is_laid_out]
            del self._waiting[LAID_OUT // 2 :]
        while self._waiting and monotonic() < end:
            item = self._waiting.pop()
            if item.face is not None and item.scene() is scene:
                item.texts()
        if self._waiting:
            self._timer.start(0)
