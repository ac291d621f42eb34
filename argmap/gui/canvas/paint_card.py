"""The painting of cards and chips: what is written comes from `layout.card`, colours from the ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QStaticText

from argmap.core.roles import Role
from argmap.graphviz.style import STROKES, Manner
from argmap.gui.canvas.ink import Ink, glyph, sign
from argmap.layout.card import Face
from argmap.layout.measure import advance
from argmap.layout.metrics import (
    BAND,
    HEADER_GAP,
    HEADER_LINE_HEIGHT,
    HEADER_SIZE,
    HEADER_SPACING,
    LINE_HEIGHT,
    MARK_SIZE,
    PADDING,
    RADIUS,
)

HANDLE = 11.0
"""The radius of the handles that a hovered card shows on its lower edge."""

HANDLES = (Manner.SUPPORT, Manner.ATTACK, Manner.UNDERCUT)
HANDLE_GAP = 36.0


@dataclass
class Look:
    """How a card is shown just now, beside what is written on it."""

    selected: bool = False
    focused: bool = False
    hovered: bool = False
    dimmed: bool = False
    editing: bool = False
    hidden: int = 0
    drop: Manner | None = None
    badges: tuple[tuple[str, bool], ...] = ()


class Texts:
    """A card's texts laid out once: the expensive part of painting it."""

    def __init__(self, face: Face, ink: Ink) -> None:
        self.heading = _static(face.heading, ink.header_font)
        self.holder = _static(face.holder, ink.holder_font) if face.holder else None
        self.number = _static(face.number, ink.holder_font)
        self.lines = [_static(line.text, ink.text_font) for line in face.lines if line.text]
        self.offsets = [i * LINE_HEIGHT for i, line in enumerate(face.lines) if line.text]
        self.marks = _static(face.marks, ink.mark_font) if face.marks else None
        self.heading_width = advance(face.heading, HEADER_SIZE, "semibold") * HEADER_SPACING
        self.number_width = advance(face.number, HEADER_SIZE)


def _static(text: str, font: QFont) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    return made


def paint_card(painter: QPainter, ink: Ink, card: QRectF, face: Face, texts: Texts, look: Look) -> None:
    """Paints a card with all that is written on it."""
    if look.dimmed:
        painter.setOpacity(0.28)
    if look.hidden:
        _paint_stack(painter, ink, card)
    ink.shadow.paint(painter, card)
    color = ink.roles[face.role]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tinted(ink, look.drop) if look.drop else ink.card)
    painter.drawRoundedRect(card, RADIUS, RADIUS)
    painter.setBrush(color)
    painter.drawPath(_band(card))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 1.0 if look.selected else 0.5
    painter.setPen(_outline(ink, face, look))
    painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), RADIUS - inset, RADIUS - inset)
    if look.focused:
        painter.setPen(QPen(ink.focus, 1.5))
        painter.drawRoundedRect(card.adjusted(-4, -4, 4, 4), RADIUS + 4, RADIUS + 4)
    if look.drop:
        pen = QPen(ink.roles[STROKES[look.drop].role], 2)
        if look.drop is not Manner.SUPPORT:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(card.adjusted(-4, -4, 4, 4), RADIUS + 4, RADIUS + 4)
    _paint_texts(painter, ink, card, face, texts, look)
    painter.setOpacity(1.0)


def _outline(ink: Ink, face: Face, look: Look) -> QPen:
    if look.selected:
        return ink.selected
    if look.hovered:
        return ink.hover
    return ink.implicit if face.implicit else ink.border


def _tinted(ink: Ink, manner: Manner) -> QColor:
    """The card's colour with a breath of the manner's."""
    base, tint = ink.card.color(), ink.roles[STROKES[manner].role]
    return QColor(*(round(a + (b - a) * 0.13) for a, b in zip(base.getRgb()[:3], tint.getRgb()[:3])))


def _band(card: QRectF) -> QPainterPath:
    """The coloured band at the left edge, its corners those of the card."""
    path = QPainterPath(QPointF(card.left() + RADIUS, card.top()))
    path.arcTo(QRectF(card.left(), card.top(), 2 * RADIUS, 2 * RADIUS), 90, 90)
    path.lineTo(card.left(), card.bottom() - RADIUS)
    path.arcTo(QRectF(card.left(), card.bottom() - 2 * RADIUS, 2 * RADIUS, 2 * RADIUS), 180, 90)
    # The inner edge follows from cutting the round corner with the upright line at the band's width.
    inner = QPainterPath()
    inner.addRect(QRectF(card.left(), card.top(), BAND, card.height()))
    return path.intersected(inner)


def _paint_stack(painter: QPainter, ink: Ink, card: QRectF) -> None:
    """The edges of further cards behind a folded one."""
    painter.setPen(ink.border)
    painter.setBrush(ink.card)
    for step in (8, 4):
        painter.drawRoundedRect(card.adjusted(step, step, -step, step), RADIUS, RADIUS)


def _paint_texts(painter: QPainter, ink: Ink, card: QRectF, face: Face, texts: Texts, look: Look) -> None:
    left, top = card.left() + BAND + PADDING, card.top() + PADDING
    painter.save()
    painter.translate(left + 4.5, top + HEADER_LINE_HEIGHT / 2)
    painter.fillPath(glyph(face.role), ink.roles[face.role])
    painter.restore()
    at = left + HEADER_SIZE + 4
    painter.setPen(ink.role_pens[face.role])
    painter.setFont(ink.header_font)
    painter.drawStaticText(QPointF(at, top), texts.heading)
    painter.setPen(ink.muted)
    painter.setFont(ink.holder_font)
    if texts.holder is not None:
        painter.drawStaticText(QPointF(at + texts.heading_width, top), texts.holder)
    painter.drawStaticText(QPointF(card.right() - PADDING - texts.number_width, top), texts.number)
    top += HEADER_LINE_HEIGHT + HEADER_GAP
    if not look.editing:
        painter.setPen(ink.text)
        painter.setFont(ink.text_font)
        for offset, line in zip(texts.offsets, texts.lines):
            painter.drawStaticText(QPointF(left, top + offset), line)
    if texts.marks is not None:
        top = card.bottom() - PADDING - MARK_SIZE * 1.25
        painter.setPen(ink.muted)
        painter.setFont(ink.mark_font)
        painter.save()
        painter.translate(left + 3.2, top + MARK_SIZE * 0.62)
        painter.scale(0.8, 0.8)
        painter.fillPath(glyph(Role.LOOSE), ink.roles[Role.LOOSE])
        painter.restore()
        painter.drawStaticText(QPointF(left + MARK_SIZE, top), texts.marks)


def text_place(card: QRectF) -> QRectF:
    """Where a card's text stands: the in-place editor lies exactly there."""
    top = card.top() + PADDING + HEADER_LINE_HEIGHT + HEADER_GAP
    return QRectF(card.left() + BAND + PADDING, top, card.width() - BAND - 2 * PADDING, card.bottom() - top - PADDING)


def badge_boxes(card: QRectF, badges: Sequence[tuple[str, bool]]) -> list[tuple[QRectF, str, bool]]:
    """The pills below a card: their boxes, texts, and whether they warn."""
    placed, left = [], card.left() + BAND + PADDING - 6
    for text, warns in badges:
        width = advance(text, 11) + 16
        placed.append((QRectF(left, card.bottom() - 9, width, 18), text, warns))
        left += width + 6
    return placed


def paint_badges(painter: QPainter, ink: Ink, card: QRectF, badges: Sequence[tuple[str, bool]]) -> None:
    """Paints the pills below a card."""
    painter.setFont(ink.chip_font)
    for box, text, warns in badge_boxes(card, badges):
        pen = ink.role_pens[Role.COUNTERPOINT] if warns else ink.muted
        painter.setPen(pen if warns else ink.hover)
        painter.setBrush(ink.card)
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(pen)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def handle_places(card: QRectF) -> list[tuple[Manner, QPointF]]:
    """Where the handles of a hovered card stand: support, attack, undercut."""
    middle = card.center().x()
    return [(manner, QPointF(middle + (i - 1) * HANDLE_GAP, card.bottom())) for i, manner in enumerate(HANDLES)]


def paint_handles(painter: QPainter, ink: Ink, card: QRectF) -> None:
    """Paints the handles."""
    for manner, place in handle_places(card):
        pen = QPen(ink.rings[manner])
        painter.setPen(pen)
        painter.setBrush(ink.card)
        painter.drawEllipse(place, HANDLE, HANDLE)
        painter.save()
        painter.translate(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(sign(manner))
        painter.restore()


def paint_chip(painter: QPainter, ink: Ink, chip: QRectF, role: Role, text: str, look: Look) -> None:
    """Paints the small card that stands for a claim met again."""
    if look.dimmed:
        painter.setOpacity(0.28)
    pen = QPen(ink.selected if look.selected else ink.hover)
    if not look.selected:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(ink.card)
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.save()
    painter.translate(chip.left() + 13, chip.center().y())
    arrow = QPainterPath()
    for start, corner, end in (((-3.5, 3.5), (3.5, -3.5), (3.5, -3.5)), ((-1.5, -3.5), (3.5, -3.5), (3.5, 1.5))):
        arrow.moveTo(*start)
        arrow.lineTo(*corner)
        arrow.lineTo(*end)
    painter.setPen(QPen(ink.roles[role], 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arrow)
    painter.restore()
    painter.setPen(ink.muted)
    painter.setFont(ink.chip_font)
    inside = chip.adjusted(24, 0, -6, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.setOpacity(1.0)
