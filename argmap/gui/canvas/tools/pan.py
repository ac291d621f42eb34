"""Panning: the middle button, or Space with the left one, takes hold of the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.gui.canvas.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView


class Pan(Tool):
    """The map follows the pointer."""

    def __init__(self, view: MapView, start: Pointer) -> None:
        super().__init__(view, start)
        self._spot = start.spot

    def move(self, to: Pointer) -> None:
        self.view.pan_by(to.spot.x() - self._spot.x(), to.spot.y() - self._spot.y())
        self._spot = to.spot

    def cancel(self) -> None:
        self.view.pan_by(self.start.spot.x() - self._spot.x(), self.start.spot.y() - self._spot.y())

    @property
    def scrolls(self) -> bool:
        return False
