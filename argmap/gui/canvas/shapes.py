"""The shapes of a map's ink as paths: those that pictures have, so that canvas and picture look the same."""

from __future__ import annotations

import re
from functools import lru_cache
from math import acos, degrees

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from argmap.core.roles import Role
from argmap.graphviz import ink
from argmap.graphviz.style import Manner
from argmap.layout.geometry import Point, Route
from argmap.layout.metrics import BAND, RADIUS

_STEP = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")


def path(said: str) -> QPainterPath:
    """The path that SVG's path data say, as far as ours go: M, L, H, V, C and Z, all absolute."""
    made = QPainterPath()
    for letter, rest in _STEP.findall(said):
        n = [float(number) for number in _NUMBER.findall(rest)]
        at = made.currentPosition()
        if letter == "M":
            made.moveTo(n[0], n[1])
        elif letter == "L":
            made.lineTo(n[0], n[1])
        elif letter == "H":
            made.lineTo(n[0], at.y())
        elif letter == "V":
            made.lineTo(at.x(), n[0])
        elif letter == "C":
            made.cubicTo(*n)
        else:
            made.closeSubpath()
    return made


@lru_cache(maxsize=16)
def glyph(role: Role) -> QPainterPath:
    """A role's glyph in a square of 10 from its top left corner."""
    return path(ink.GLYPHS[role])


@lru_cache(maxsize=8)
def sign(manner: Manner) -> QPainterPath:
    """The strokes of the sign in a junction or handle, round the origin."""
    return path(ink.SIGNS[manner])


@lru_cache(maxsize=1)
def mark() -> QPainterPath:
    """The square before a card's marks, from its top left corner."""
    return path(ink.MARK)


@lru_cache(maxsize=1)
def arrow() -> QPainterPath:
    """The strokes on a chip that say: it stands elsewhere; in a square of 8."""
    return path(ink.ARROW)


@lru_cache(maxsize=1)
def triangle() -> QPainterPath:
    """What says on a badge that something is folded away: ▸, round the origin."""
    return path("M-2.2 -3.4L3 0L-2.2 3.4Z")


def band(card: QRectF) -> QPainterPath:
    """The coloured band at a card's left edge, within its rounded corners."""
    angle = degrees(acos((RADIUS - BAND) / RADIUS))
    across = 2 * RADIUS
    made = QPainterPath()
    made.arcMoveTo(QRectF(card.left(), card.top(), across, across), 180 - angle)
    made.arcTo(QRectF(card.left(), card.top(), across, across), 180 - angle, angle)
    made.arcTo(QRectF(card.left(), card.bottom() - across, across, across), 180, angle)
    made.closeSubpath()
    return made


def head(route: Route, manner: Manner) -> QPainterPath:
    """The head of a stroke, from the end of its curve to its tip; empty where it has none."""
    return path(ink.head(route, manner))


def add_curve(made: QPainterPath, curve: tuple[Point, ...]) -> None:
    """Appends cubic Béziers to a path; straight pieces become lines, which are painted faster."""
    made.moveTo(*curve[0])
    for i in range(1, len(curve) - 2, 3):
        a, b, c, d = curve[i - 1], curve[i], curve[i + 1], curve[i + 2]
        if (a.x == b.x == c.x == d.x) or (a.y == b.y == c.y == d.y):
            made.lineTo(*d)
        else:
            made.cubicTo(b.x, b.y, c.x, c.y, d.x, d.y)
