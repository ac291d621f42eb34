"""The rubber band: selects the cards that it touches; with Shift, besides those selected already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from argmap.core.ids import Id
from argmap.gui.canvas.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView


class Marquee(Tool):
    """A rectangle between press and pointer; the cards in it are shown as if the pointer were on them."""

    def __init__(self, view: MapView, start: Pointer) -> None:
        super().__init__(view, start)
        self._touched: list[Id] = []

    def move(self, to: Pointer) -> None:
        super().move(to)
        band = QRectF(self.start.at, to.at).normalized()
        self.scene.previews.band(band)
        self._show(self.scene.boxed(band))

    def _show(self, ids: list[Id]) -> None:
        before, self._touched = set(self._touched), ids
        for id in before ^ set(ids):
            if id in self.scene.claims:
                self.scene.claims[id].set_look(hovered=id not in before)

    def release(self, at: Pointer) -> None:
        self.move(at)
        ids, session = self._touched, self.scene.bridge.session
        self.cancel()
        kept = session.selection if at.shift else ()
        session.select((*(id for id in kept if id not in ids), *ids))

    def cancel(self) -> None:
        self._show([])
        super().cancel()
