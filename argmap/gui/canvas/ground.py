"""The ground of the canvas: its colour, and dots that give the eye a hold."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from argmap.gui.canvas.ink import Ink

GRID = 24.0
"""The distance of the dots, in units."""

CLOSEST = 20.0
"""The least distance of dots on the screen; a grid of fixed step would drown the far view in them."""

DOT = 1.6


def paint_ground(painter: QPainter, ink: Ink, area: QRectF) -> None:
    """Paints the ground of a part of the canvas, in the canvas's units."""
    painter.fillRect(area, ink.canvas)
    zoom = painter.worldTransform().m11()
    step = GRID
    while step * zoom < CLOSEST:
        step *= 2
    first, last = floor((area.left() - DOT) / step), ceil((area.right() + DOT) / step)
    row = QPolygonF([QPointF(x * step, 0) for x in range(first, last + 1)])
    painter.setPen(QPen(ink.grid, DOT / zoom))  # round ones would take ten times as long
    top, bottom = floor((area.top() - DOT) / step), ceil((area.bottom() + DOT) / step)
    row.translate(0, top * step)
    for _ in range(top, bottom + 1):
        painter.drawPoints(row)
        row.translate(0, step)
