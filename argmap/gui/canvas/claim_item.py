"""A claim's card on the canvas, and the chips that stand for it elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.graphviz.style import Manner
from argmap.gui.canvas import level
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.paint_card import (
    HANDLE,
    Look,
    Texts,
    badge_boxes,
    handle_places,
    paint_badges,
    paint_card,
    paint_chip,
    paint_handles,
)
from argmap.layout.card import Face
from argmap.layout.geometry import Box

MARGIN = 14.0
"""How far a card's shadow, ring, badges and handles reach beyond it."""


class ClaimItem(QGraphicsItem):
    """A claim's card; it stands at its centre and paints itself round the origin."""

    def __init__(self, id: Id, ink: Ink, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.id = id
        self.ink = ink
        self.look = Look()
        self.face: Face | None = None
        self.box = Box(0, 0, 0, 0)
        self._card = QRectF()
        self._texts: Texts | None = None
        self.setZValue(2)

    def show_face(self, face: Face, box: Box) -> None:
        """Shows what is written on it and stands where it should; nothing happens where both are as they were."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box
            self._card = QRectF(-box.width / 2, -box.height / 2, box.width, box.height)
            self.setPos(*box.centre)
        if face != self.face:
            self.face = face
            self._texts = None
        self.update()

    def set_ink(self, ink: Ink) -> None:
        """Changes the colours."""
        self.ink, self._texts = ink, None
        self.update()

    def set_look(self, **parts: Any) -> None:
        """Changes how it is shown just now."""
        for name, value in parts.items():
            if getattr(self.look, name) != value:
                setattr(self.look, name, value)
                self.update()

    def card(self) -> QRectF:
        """The card's outline in the item's own coordinates."""
        return self._card

    def scene_card(self) -> QRectF:
        """The card's outline on the canvas."""
        return self._card.translated(self.pos())

    def handle_at(self, x: float, y: float) -> Manner | None:
        """The handle under a point of the canvas, where the card shows its handles."""
        if not self.look.hovered:
            return None
        for manner, place in handle_places(self.scene_card()):
            if (place.x() - x) ** 2 + (place.y() - y) ** 2 <= (HANDLE + 2) ** 2:
                return manner
        return None

    def badge_at(self, x: float, y: float) -> str:
        """The text of the badge under a point of the canvas."""
        for box, text, _ in badge_boxes(self.scene_card(), self.look.badges):
            if box.contains(x, y):
                return text
        return ""

    def boundingRect(self) -> QRectF:
        return self._card.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN + 4)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self._card)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.face is None:
            return
        if self._texts is None:
            self._texts = Texts(self.face, self.ink)
        paint_card(painter, self.ink, self._card, self.face, self._texts, self.look)
        if option.levelOfDetailFromTransform(painter.worldTransform()) < level.BADGES:
            return
        if self.look.badges and not self.look.dimmed:
            paint_badges(painter, self.ink, self._card, self.look.badges)
        if self.look.hovered and not self.look.editing:
            paint_handles(painter, self.ink, self._card)


class ChipItem(QGraphicsItem):
    """The small card under a relation that stands for a claim whose card is elsewhere."""

    def __init__(self, relation: Id, claim: Id, ink: Ink, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.relation, self.id = relation, claim
        self.ink = ink
        self.look = Look()
        self.text, self.role = "", Role.LOOSE
        self.box = Box(0, 0, 0, 0)
        self._chip = QRectF()
        self.setZValue(2)

    def show_text(self, text: str, role: Role, box: Box) -> None:
        """Shows the text and stands where it should."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box
            self._chip = QRectF(-box.width / 2, -box.height / 2, box.width, box.height)
            self.setPos(*box.centre)
        self.text, self.role = text, role
        self.update()

    def set_ink(self, ink: Ink) -> None:
        """Changes the colours."""
        self.ink = ink
        self.update()

    def set_look(self, **parts: Any) -> None:
        """Changes how it is shown just now."""
        for name, value in parts.items():
            if getattr(self.look, name) != value:
                setattr(self.look, name, value)
                self.update()

    def boundingRect(self) -> QRectF:
        return self._chip.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint_chip(painter, self.ink, self._chip, self.role, self.text, self.look)
