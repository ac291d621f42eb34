"""A group on the canvas: a frame round its cards, with its title."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from argmap.core.ids import Id
from argmap.gui.canvas.ink import Ink
from argmap.layout.geometry import Box
from argmap.layout.measure import elide
from argmap.layout.metrics import HEADER_SIZE


class GroupItem(QGraphicsItem):
    """A group's frame; it stands at the origin and paints in the canvas's coordinates."""

    def __init__(self, id: Id, ink: Ink, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.id = id
        self.ink = ink
        self.title = ""
        self.box = Box(0, 0, 0, 0)
        self.setZValue(0)

    def show_frame(self, title: str, box: Box) -> None:
        """Shows the title and stands where it should."""
        if (title, box) != (self.title, self.box):
            self.prepareGeometryChange()
            self.title, self.box = title, box
            self.update()

    def set_ink(self, ink: Ink) -> None:
        """Changes the colours."""
        self.ink = ink
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.box.left - 1, self.box.top - 1, self.box.width + 2, self.box.height + 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        rect = QRectF(self.box.left, self.box.top, self.box.width, self.box.height)
        tint = QColor(self.ink.style.muted)
        tint.setAlphaF(0.05)
        painter.setBrush(tint)
        painter.setPen(QPen(self.ink.border.color(), 1))
        painter.drawRoundedRect(rect, 14, 14)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.ink.muted)
        painter.setFont(self.ink.header_font)
        title = elide(self.title.upper(), self.box.width - 28, HEADER_SIZE, "semibold")
        painter.drawText(QPointF(self.box.left + 14, self.box.top + 15), title)
