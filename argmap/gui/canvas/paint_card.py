"""The painting of cards and chips: what is written comes from `layout.card`, colours from the ink.

Cards are painted in units from their top left corner, which stands on a whole pixel, so that borders are sharp and
all that is on a card keeps its place on it at any zoom.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap, QStaticText, QTextLayout, QTextOption, QTransform

from argmap.core.roles import Role
from argmap.graphviz.ink import baseline, is_right_to_left, middles
from argmap.graphviz.style import STROKES, Manner
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.shapes import arrow, band, glyph, mark
from argmap.layout.card import CHIP_SIZE, Face
from argmap.layout.measure import advance
from argmap.layout.metrics import (
    BAND,
    CARD_WIDTH,
    HEADER_LINE_HEIGHT,
    HEADER_SIZE,
    HEADER_SPACING,
    LINE_HEIGHT,
    MARK_SIZE,
    PADDING,
    RADIUS,
    TEXT_SIZE,
    TEXT_WIDTH,
)
from argmap.layout.tabs import INSIDE, Tab
from argmap.layout.tabs import RADIUS as TAB_RADIUS
from argmap.layout.tabs import SIZE as TAB_SIZE

LEFT, RIGHT = BAND + PADDING, CARD_WIDTH - PADDING
"""Between which a card is written on."""

ROOM = 20
"""How far a plate reaches beyond its card: the shadow."""

RING = 4.0
"""How far outside a card the ring of the keyboard focus runs, and that of a card on which something may be dropped."""


@dataclass(frozen=True)
class Look:
    """How a card is shown just now, beside what is written on it.

    `hidden` counts what is folded away under it; `handles` are shown while the pointer is on it; `drop` is how
    something would bear on it that is dropped now; `lifted`: it is being dragged, and stands faintly where it was;
    `tabbed`: the group that its tab names is selected.
    """

    selected: bool = False
    focused: bool = False
    dimmed: bool = False
    editing: bool = False
    lifted: bool = False
    hovered: bool = False
    hidden: int = 0
    handles: tuple[Manner, ...] = ()
    drop: Manner | None = None
    tabbed: bool = False


class Written:
    """A line of text laid out once, the expensive part of painting it; its baseline runs where it is asked to.

    It runs from the left, or from the right where it is part of a text that does. What is wider than `room`, in a
    face of the system that is wider than was measured, is pressed together.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        size: float,
        x: float,
        middle: float,
        room: float = 0.0,
        *,
        from_right: bool = False,
    ) -> None:
        self.font = font
        self.static = QStaticText(text)
        self.static.setTextFormat(Qt.TextFormat.PlainText)
        self.static.setTextOption(_option(from_right))
        self.static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        self.static.prepare(font=font)
        self._ascent, wide = _extent(text, font, from_right)
        self._size = size
        self.squeeze = room / wide if 0 < room < wide - 0.5 else 1.0
        self.width = wide * self.squeeze
        self.stand(x, middle)

    def stand(self, x: float, middle: float) -> None:
        """Lets it begin at `x`, its middle run at `middle`, from the card's top left corner."""
        self.place = QPointF(x, baseline(middle, self._size) - self._ascent)

    def paint(self, painter: QPainter) -> None:
        """Paints it in the colour of the painter's pen."""
        painter.setFont(self.font)
        if self.squeeze == 1.0:
            painter.drawStaticText(self.place, self.static)
            return
        painter.translate(self.place)
        painter.scale(self.squeeze, 1.0)
        painter.drawStaticText(QPointF(0, 0), self.static)
        painter.scale(1.0 / self.squeeze, 1.0)
        painter.translate(-self.place.x(), -self.place.y())


@cache
def _option(from_right: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def laid_out(text: str, font: QFont, *, from_right: bool = False) -> QTextLayout:
    """A text as one line, as it is painted."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_option(from_right))
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setNumColumns(len(text.encode("utf-16-le")) // 2 + 1)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def _extent(text: str, font: QFont, from_right: bool) -> tuple[float, float]:
    """The ascent of a line, which depends on the faces its characters are found in, and its width."""
    layout = laid_out(text, font, from_right=from_right)  # held here: its lines die with it
    line = layout.lineAt(0)
    return line.ascent(), line.naturalTextWidth()


class Texts:
    """All that is written on a card, laid out."""

    def __init__(self, face: Face, ink: Ink) -> None:
        at = middles(len(face.lines))
        x = LEFT + HEADER_SIZE + 4
        self.heading = Written(face.heading, ink.header_font, HEADER_SIZE, x, at.header)
        self.small: list[Written] = []
        """What is muted: holder, number, marks."""
        if face.holder:
            x += advance(face.heading, HEADER_SIZE, "semibold") * HEADER_SPACING
            self.small.append(Written(face.holder, ink.holder_font, HEADER_SIZE, x, at.header))
        if face.number:
            x = RIGHT - advance(face.number, HEADER_SIZE)
            self.small.append(Written(face.number, ink.holder_font, HEADER_SIZE, x, at.header))
        if face.marks:
            room = TEXT_WIDTH - MARK_SIZE
            self.small.append(Written(face.marks, ink.mark_font, MARK_SIZE, LEFT + MARK_SIZE, at.marks, room))
        self.lines: list[Written] = []
        right = is_right_to_left("".join(line.text for line in face.lines))
        middle = at.text
        for line in face.lines:
            if line.text:
                made = Written(line.text, ink.text_font, TEXT_SIZE, LEFT, middle, TEXT_WIDTH, from_right=right)
                if right:
                    made.place.setX(RIGHT - made.width)
                self.lines.append(made)
            middle += LINE_HEIGHT


def paint_card(painter: QPainter, ink: Ink, face: Face, texts: Texts, look: Look, height: float) -> None:
    """Paints a card with all that is written on it; the painter's origin is the card's top left corner."""
    if look.dimmed or look.lifted:
        ink = ink.faint
    zoom = settle(painter)
    card = QRectF(0, 0, CARD_WIDTH, height)
    if look.hidden:
        _paint_stack(painter, ink, card)
    _paint_plate(painter, ink, face, look.drop, card, zoom)
    if (look.selected or look.hovered) and not look.editing:
        inset = 1.0 if look.selected else 0.5
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink.selected if look.selected else ink.hover)
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), RADIUS - inset, RADIUS - inset)
    if look.focused:
        _paint_ring(painter, QPen(ink.focus, 2), card)
    if look.drop is not None:
        pen = QPen(ink.manners[look.drop], 2)
        if dash := STROKES[look.drop].dash:
            pen.setDashPattern([length / 2 for length in dash])
        _paint_ring(painter, pen, card)
    _paint_texts(painter, ink, face, texts, look)


def tab_written(tab: Tab, ink: Ink) -> Written:
    """What is written on a tab, laid out."""
    box = tab.box
    middle = (box.top + box.bottom) / 2
    return Written(tab.title, ink.tab_font, TAB_SIZE, box.left + INSIDE, middle, box.width - 2 * INSIDE)


def paint_tab(painter: QPainter, ink: Ink, tab: Tab, text: Written, look: Look) -> None:
    """Paints the tab on a card's upper edge; the painter's origin is the card's top left corner."""
    if look.dimmed or look.lifted:
        ink = ink.faint
    box = tab.box
    painter.setBrush(ink.card)
    painter.setPen(QPen(ink.focus, 1) if look.tabbed else ink.border)
    painter.drawRoundedRect(QRectF(box.left + 0.5, box.top + 0.5, box.width - 1, box.height - 1), *2 * (TAB_RADIUS,))
    painter.setPen(ink.muted)
    text.paint(painter)


def settle(painter: QPainter) -> float:
    """Moves the painter's origin to the nearest whole pixel; gives the pixels a unit."""
    world = painter.worldTransform()
    zoom = world.m11()
    ratio = painter.device().devicePixelRatioF()
    # Halves always go up: otherwise what a scroll has moved and what is painted anew would differ by a pixel.
    x, y = floor(world.dx() * ratio + 0.5) / ratio, floor(world.dy() * ratio + 0.5) / ratio
    painter.setWorldTransform(QTransform(zoom, 0, 0, zoom, x, y))
    return zoom


def _paint_ring(painter: QPainter, pen: QPen, card: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRoundedRect(card.adjusted(-RING, -RING, RING, RING), RADIUS + RING, RADIUS + RING)


def _paint_plate(painter: QPainter, ink: Ink, face: Face, drop: Manner | None, card: QRectF, zoom: float) -> None:
    """Paints all of a card but its texts, from a pixmap kept for all cards that are equal in this."""
    ratio = painter.device().devicePixelRatioF()
    sharpness = zoom * ratio
    key = (face.role, face.implicit, card.height(), drop, sharpness)
    plate = ink.plates.get(key)
    room = round(ROOM * sharpness)
    if plate is None:
        plate = QPixmap(round(card.width() * sharpness) + 2 * room, round(card.height() * sharpness) + 2 * room)
        plate.fill(Qt.GlobalColor.transparent)
        plate.setDevicePixelRatio(ratio)
        inner = QPainter(plate)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner.setWorldTransform(QTransform(zoom, 0, 0, zoom, room / ratio, room / ratio))
        _paint_body(inner, ink, face, drop, card)
        inner.end()
        ink.keep_plate(key, sharpness, plate)
    world = painter.worldTransform()
    painter.resetTransform()
    painter.drawPixmap(QPointF(world.dx() - room / ratio, world.dy() - room / ratio), plate)
    painter.setWorldTransform(world)


def _paint_body(painter: QPainter, ink: Ink, face: Face, drop: Manner | None, card: QRectF) -> None:
    """Paints a card's shadow, its ground, its band, its border and its glyph."""
    world = painter.worldTransform()
    if not ink.is_faint:
        painter.resetTransform()
        ink.shadow.paint(painter, world.mapRect(card), world.m11())
        painter.setWorldTransform(world)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.card if drop is None else ink.tinted(drop))
    painter.drawRoundedRect(card, RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.implicit if face.implicit else ink.border)
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS - 0.5, RADIUS - 0.5)
    color = ink.roles[face.role]
    painter.fillPath(band(card), color)
    painter.translate(LEFT, PADDING + HEADER_LINE_HEIGHT / 2 - 5)
    painter.fillPath(glyph(face.role), color)
    painter.setWorldTransform(world)


def _paint_stack(painter: QPainter, ink: Ink, card: QRectF) -> None:
    """The edges of further cards behind a folded one."""
    painter.setPen(ink.border)
    painter.setBrush(ink.card)
    for aside, below in ((12, 8), (6, 4)):
        edge = QRectF(card.left() + aside, card.bottom() - 20, card.width() - 2 * aside, 20 + below)
        painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _paint_texts(painter: QPainter, ink: Ink, face: Face, texts: Texts, look: Look) -> None:
    painter.setPen(ink.role_pens[face.role])
    texts.heading.paint(painter)
    painter.setPen(ink.muted)
    for written in texts.small:
        written.paint(painter)
    if face.marks:
        painter.translate(LEFT, middles(len(face.lines)).marks - 3)
        painter.fillPath(mark(), ink.roles[Role.LOOSE])
        painter.translate(-LEFT, 3 - middles(len(face.lines)).marks)
    if not look.editing:
        painter.setPen(ink.text)
        for written in texts.lines:
            written.paint(painter)


def paint_chip(painter: QPainter, ink: Ink, chip: QRectF, color_of: Manner, text: Written, look: Look) -> None:
    """Paints the small card that stands for a claim met again; its arrow has the colour of the relation."""
    if look.dimmed or look.lifted:
        ink = ink.faint
    settle(painter)
    pen = QPen(ink.selected if look.selected else ink.hover)
    if not look.selected:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(ink.divider if look.hovered else ink.card)
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.translate(9, chip.height() / 2 - 4)
    painter.setPen(QPen(ink.manners[color_of], 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arrow())
    painter.translate(-9, 4 - chip.height() / 2)
    painter.setPen(ink.text if look.hovered else ink.muted)
    text.paint(painter)


def chip_written(text: str, ink: Ink, height: float, width: float) -> Written:
    """What is written on a chip, laid out."""
    return Written(text, ink.chip_font, CHIP_SIZE, height, height / 2, width - height - PADDING / 2)
