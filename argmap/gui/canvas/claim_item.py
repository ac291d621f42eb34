"""A claim's card on the canvas, and the chips that stand for it elsewhere."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from argmap.core.ids import Id
from argmap.graphviz.style import Manner
from argmap.gui.canvas import level
from argmap.gui.canvas.badges import (
    HANDLE,
    Badge,
    badge_boxes,
    handle_places,
    paint_badges,
    paint_handles,
    room_for_handles,
)
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.canvas.paint_card import (
    Texts,
    Written,
    chip_written,
    paint_card,
    paint_chip,
    paint_tab,
    tab_written,
)
from argmap.layout.card import Face
from argmap.layout.geometry import Box
from argmap.layout.tabs import Tab

MARGIN = 20.0
"""How far a card's shadow, ring, badges and handles reach beyond it."""

LAID_OUT = 300
"""How many cards keep their texts laid out; those painted last."""

_laid_out: deque[ClaimItem] = deque()


class ClaimItem(MapItem):
    """A claim's card; it stands at its top left corner."""

    def __init__(self, id: Id, ink: Ink) -> None:
        super().__init__(id, ink)
        self.face: Face | None = None
        self.box = Box(0, 0, 0, 0)
        self.badges: tuple[Badge, ...] = ()
        self.tips: tuple[float, ...] = ()
        """How far from the card's left edge the heads of strokes end on its lower edge."""
        self.under: Manner | None = None
        """The handle under the pointer."""
        self.tab: Tab | None = None
        self._texts: Texts | None = None
        self._named: Written | None = None
        self.setZValue(2)

    def show_face(self, face: Face, box: Box, badges: tuple[Badge, ...]) -> None:
        """Shows what is written on it and stands where it should."""
        if box != self.box:
            if (box.width, box.height) != (self.box.width, self.box.height):
                self.prepareGeometryChange()
                self.bounds = QRectF(-MARGIN, -MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN)
            self.box = box
        self.setPos(box.left, box.top)
        if face != self.face:
            self.face = face
            self._texts = None
        self.badges = badges
        self.update()

    def set_badges(self, badges: tuple[Badge, ...]) -> None:
        """Shows other badges."""
        if badges != self.badges:
            self.badges = badges
            self.update()

    def set_tab(self, tab: Tab | None) -> None:
        """Shows another tab, or none, which is not that of a selected group."""
        if tab != self.tab:
            self.tab, self._named = tab, None
            self.set_look(tabbed=False)
            self.update()

    def set_tips(self, tips: tuple[float, ...]) -> None:
        """Lets badges keep clear of the heads of strokes that end there."""
        if tips != self.tips:
            self.tips = tips
            self.update()

    def set_ink(self, ink: Ink) -> None:
        self._texts = self._named = None
        super().set_ink(ink)

    def set_handles(self, handles: tuple[Manner, ...], under: Manner | None = None) -> None:
        """Shows these handles, the one under the pointer filled."""
        if under != self.under:
            self.under = under
            self.update()
        self.set_look(handles=handles)

    def handles(self) -> list[tuple[Manner, QPointF]]:
        """The handles shown and where they stand, from its top left corner: clear of its badges."""
        room = room_for_handles(badge_boxes(self.box.height, self.badges, self.tips))
        return handle_places(self.box.height, self.look.handles, room)

    def handle_at(self, x: float, y: float) -> Manner | None:
        """The handle under a point of the canvas."""
        x, y = x - self.box.left, y - self.box.top
        for manner, place in self.handles():
            if (place.x() - x) ** 2 + (place.y() - y) ** 2 <= (HANDLE + 2) ** 2:
                return manner
        return None

    def badge_at(self, x: float, y: float) -> str:
        """The kind of the badge under a point of the canvas, "" for none."""
        x, y = x - self.box.left, y - self.box.top
        for box, badge in badge_boxes(self.box.height, self.badges, self.tips) if self.badges else ():
            if box.contains(x, y):
                return badge.kind
        return ""

    def tab_at(self, x: float, y: float) -> Id:
        """The group whose tab is under a point of the canvas, "" for none."""
        if self.tab is None:
            return ""
        left, top, right, bottom = self.tab.box
        x, y = x - self.box.left, y - self.box.top
        return self.tab.group if left <= x <= right and top <= y <= bottom else ""

    @property
    def is_laid_out(self) -> bool:
        """Whether what is written on it is laid out."""
        return self._texts is not None

    def texts(self) -> Texts:
        """What is written on it, laid out; only the cards painted last keep that."""
        if self._texts is None:
            assert self.face is not None
            _laid_out.append(self)
            if len(_laid_out) > LAID_OUT:
                _laid_out.popleft()._texts = None  # an item may stand there twice, this one as well
            self._texts = Texts(self.face, self.ink)
        return self._texts

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, self.box.width, self.box.height))
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.face is None:
            return
        look = self.look
        paint_card(painter, self.ink, self.face, self.texts(), look, self.box.height)
        if self.tab is not None:
            if self._named is None:
                self._named = tab_written(self.tab, self.ink)
            paint_tab(painter, self.ink, self.tab, self._named, look)
        if painter.worldTransform().m11() < level.BADGES:
            return
        if self.badges and not look.dimmed and not look.lifted:
            paint_badges(painter, self.ink, self.box.height, self.badges, self.tips)
        if look.handles and not look.editing and not look.lifted:
            paint_handles(painter, self.ink, self.handles(), self.under)


class ChipItem(MapItem):
    """The small card under a relation that stands for a claim whose card is elsewhere."""

    def __init__(self, relation: Id, claim: Id, ink: Ink) -> None:
        super().__init__(claim, ink)
        self.relation = relation
        self.text, self.manner = "", Manner.SUPPORT
        self.box = Box(0, 0, 0, 0)
        self._written: Written | None = None
        self.setZValue(2)

    def show_text(self, text: str, manner: Manner, box: Box) -> None:
        """Shows the text and stands where it should; its arrow has the colour of the relation."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box
            self.bounds = QRectF(-2, -2, box.width + 4, box.height + 4)
        self.setPos(box.left, box.top)
        if text != self.text:
            self._written = None
        self.text, self.manner = text, manner
        self.update()

    def set_ink(self, ink: Ink) -> None:
        self._written = None
        super().set_ink(ink)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._written is None:
            self._written = chip_written(self.text, self.ink, self.box.height, self.box.width)
        chip = QRectF(0, 0, self.box.width, self.box.height)
        paint_chip(painter, self.ink, chip, self.manner, self._written, self.look)
