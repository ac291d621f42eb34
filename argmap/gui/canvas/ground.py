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
    zoom = painter.worldTransform().m11()
    # Not smoothed, since that leaves a trace of what was there before at the edge; a pixel more costs nothing.
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(area.adjusted(-1 / zoom, -1 / zoom, 1 / zoom, 1 / zoom), ink.canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    step = GRID
    while step * zoom < CLOSEST:
        step *= 2
    first, last = floor((area.left() - DOT) / step), ceil((area.right() + DOT) / step)
    top, bottom = floor((area.top() - DOT) / step), ceil((area.bottom() + DOT) / step)
    # On whole pixels: all dots look alike, and a picture that was panned is the one that would be painted anew.
    place = painter.worldTransform()
    painter.save()
    painter.resetTransform()
    painter.setPen(QPen(ink.grid, DOT))  # round ones would take ten times as long
    row = QPolygonF([QPointF(floor(place.dx() + x * step * zoom + 0.5), 0) for x in range(first, last + 1)])
    at = 0
    for y in range(top, bottom + 1):
        there = floor(place.dy() + y * step * zoom + 0.5)
        row.translate(0, there - at)
        at = there
        painter.drawPoints(row)
    painter.restore()
