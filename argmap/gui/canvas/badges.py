"""What sits on a card's lower edge: badges that tell of what is not on the card, handles that start a relation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from argmap.core.roles import Role
from argmap.graphviz.ink import baseline
from argmap.graphviz.style import Manner
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.shapes import sign, triangle
from argmap.layout.card import CHIP_SIZE
from argmap.layout.measure import advance
from argmap.layout.metrics import CARD_WIDTH

HANDLE = 11.0
"""The radius of a handle."""

GAP = 31.0
"""From handle to handle."""

BESIDE = 4.0
"""How far from a badge a handle stays."""

HIGH = 18.0
"""The height of a badge."""

CLEAR = 9.0
"""How far from the tip of a head a badge stays."""


class Badge(NamedTuple):
    """One badge: its `kind` (`folded`, `note`, `excerpts`, `problem`) and what is written on it."""

    kind: str
    text: str


def badge_boxes(height: float, badges: Sequence[Badge], tips: Sequence[float] = ()) -> list[tuple[QRectF, Badge]]:
    """Where the badges of a card of that height stand, from its top left corner.

    They begin at the right and keep clear of the heads of strokes, which end on the lower edge so far from its left
    as `tips` says. What is folded away is told at the left: no stroke ends on the card then.
    """
    placed = []
    if any(badge.kind == "folded" for badge in badges):
        tips = ()
    right, top = CARD_WIDTH - 10.0, height - HIGH / 2
    for badge in reversed(badges):
        wide = max(HIGH, advance(badge.text, CHIP_SIZE) + 14)
        if badge.kind == "folded":
            placed.append((QRectF(8, top, wide + 10, HIGH), badge))
            continue
        for tip in sorted(tips, reverse=True):
            if right - wide - CLEAR < tip < right + CLEAR and tip - CLEAR - wide > 0:
                right = tip - CLEAR
        placed.append((QRectF(right - wide, top, wide, HIGH), badge))
        right -= wide + 5
    return placed


def paint_badges(
    painter: QPainter, ink: Ink, height: float, badges: Sequence[Badge], tips: Sequence[float] = ()
) -> None:
    """Paints the badges; the painter's origin is the card's top left corner."""
    painter.setFont(ink.chip_font)
    for box, badge in badge_boxes(height, badges, tips):
        warns = badge.kind == "problem"
        painter.setPen(ink.role_pens[Role.COUNTERPOINT] if warns else ink.border)
        painter.setBrush(ink.card)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), HIGH / 2, HIGH / 2)
        painter.setPen(ink.role_pens[Role.COUNTERPOINT] if warns else ink.muted)
        at = box.center().x() - advance(badge.text, CHIP_SIZE) / 2
        if badge.kind == "folded":
            painter.translate(box.left() + 10, box.center().y())
            painter.fillPath(triangle(), ink.muted.color())
            painter.translate(-box.left() - 10, -box.center().y())
            at += 5
        painter.drawText(QPointF(at, baseline(box.center().y(), CHIP_SIZE)), badge.text)


def handle_places(height: float, handles: Sequence[Manner], room: float = CARD_WIDTH) -> list[tuple[Manner, QPointF]]:
    """Where the handles of a card stand, from its top left corner.

    They stand in the middle, but further left where that is needed to end at `room`, where badges begin.
    """
    wide = GAP * (len(handles) - 1)
    first = max(HANDLE, min((CARD_WIDTH - wide) / 2, room - wide - HANDLE - BESIDE))
    return [(manner, QPointF(first + i * GAP, height)) for i, manner in enumerate(handles)]


def room_for_handles(boxes: Iterable[tuple[QRectF, Badge]]) -> float:
    """How far from the left of a card the first of the badges at its right begins."""
    return min((box.left() for box, badge in boxes if badge.kind != "folded"), default=CARD_WIDTH)


def paint_handles(painter: QPainter, ink: Ink, places: Iterable[tuple[Manner, QPointF]], under: Manner | None) -> None:
    """Paints the handles at their places; the one under the pointer is filled."""
    for manner, place in places:
        painter.setPen(ink.rings[manner])
        painter.setBrush(ink.manners[manner] if manner is under else ink.card)
        painter.drawEllipse(place, HANDLE - 0.75, HANDLE - 0.75)
        pen = ink.rings[manner]
        if manner is under:
            pen = type(pen)(pen)
            pen.setColor(ink.on_focus)
        painter.translate(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPath(sign(manner))
        painter.translate(-place.x(), -place.y())
