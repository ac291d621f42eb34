"""The map moves by itself while something is dragged near the view's edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer

if TYPE_CHECKING:
    from argmap.gui.canvas.pointing import Pointing
    from argmap.gui.canvas.view import MapView

NEAR = 28
"""How near the edge the pointer has to come, in pixels."""

FASTEST = 22.0
"""How many pixels the map then moves in a tick at most."""

TICK = 16
"""Milliseconds."""


class Edge(QObject):
    """Moves the map as long as the pointer of the gesture at work is near an edge."""

    def __init__(self, view: MapView, pointing: Pointing) -> None:
        super().__init__(view)
        self._view, self._pointing = view, pointing
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def watch(self, spot: QPointF) -> None:
        """The pointer is here now."""
        if any(self._speed(spot)):
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """The gesture is over."""
        self._timer.stop()

    def _speed(self, spot: QPointF) -> tuple[float, float]:
        port = self._view.viewport().rect()
        return _along(spot.x(), port.left(), port.right()), _along(spot.y(), port.top(), port.bottom())

    def _tick(self) -> None:
        spot = self._pointing.spot()
        if spot is None:
            self._timer.stop()
            return
        self._view.pan_by(*self._speed(spot))
        self._pointing.again()


def _along(at: float, low: float, high: float) -> float:
    """The speed in one direction: the nearer to the edge, the faster."""
    near = max(low + NEAR - at, 0.0) - max(at - (high - NEAR), 0.0)
    return max(-FASTEST, min(FASTEST, near / NEAR * FASTEST / 2))
