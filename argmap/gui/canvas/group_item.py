"""A group on the canvas: a frame round its cards, with its title."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from argmap.core.ids import Id
from argmap.graphviz.ink import baseline, is_right_to_left
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.theme import font
from argmap.layout.geometry import Box
from argmap.layout.measure import advance, elide

TITLE = 11.0
"""The size of a group's title."""

CORNER = 14.0
TITLE_MIDDLE = 14.0
"""How far below the frame's upper edge the middle of its title runs."""


class GroupItem(MapItem):
    """A group's frame; it stands at the origin and paints in the canvas's units."""

    def __init__(self, id: Id, ink: Ink) -> None:
        super().__init__(id, ink)
        self.title = ""
        self.box = Box(0, 0, 0, 0)
        self.setZValue(0)

    def show_frame(self, title: str, box: Box) -> None:
        """Shows the title and stands where it should."""
        if (title, box) != (self.title, self.box):
            self.prepareGeometryChange()
            self.title, self.box = title, box
            self.bounds = QRectF(box.left - 2, box.top - 2, box.width + 4, box.height + 4)
            self.update()

    def on_title(self, x: float, y: float) -> bool:
        """Whether a point of the canvas lies on the title, or on the frame's line."""
        box = self.box
        if not (box.left - 3 <= x <= box.right + 3 and box.top - 3 <= y <= box.bottom + 3):
            return False
        on_line = min(x - box.left, box.right - x, y - box.top, box.bottom - y) <= 4
        wide = advance(self.title, TITLE, "semibold") + 12
        return on_line or (x <= box.left + 12 + wide and y <= box.top + 2 * TITLE_MIDDLE)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ink = self.ink.faint if self.look.dimmed else self.ink
        box = self.box
        rect = QRectF(box.left + 0.5, box.top + 0.5, box.width - 1, box.height - 1)
        tint = QColor(ink.divider)
        tint.setAlphaF(0.35)
        painter.setBrush(tint)
        painter.setPen(QPen(ink.selected if self.look.selected else ink.border))
        painter.drawRoundedRect(rect, CORNER, CORNER)
        if not self.title:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink.muted)
        painter.setFont(font(TITLE, bold=True))
        title = elide(self.title, box.width - 24, TITLE, "semibold")
        x = box.left + 12
        if is_right_to_left(title):
            x = box.right - 12 - painter.fontMetrics().horizontalAdvance(title)
        painter.drawText(QPointF(x, baseline(box.top + TITLE_MIDDLE, TITLE)), title)
