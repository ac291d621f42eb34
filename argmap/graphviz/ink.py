"""The shapes of a map's ink as SVG paths, and where a card's lines of text run: what DOT cannot say."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import acos, hypot, sqrt, tan
from typing import NamedTuple

from argmap.core.roles import Role
from argmap.graphviz.style import Manner
from argmap.layout.geometry import HEAD, Point, Route
from argmap.layout.metrics import (
    BAND,
    HEADER_GAP,
    HEADER_LINE_HEIGHT,
    LINE_HEIGHT,
    MARK_GAP,
    MARK_LINE_HEIGHT,
    PADDING,
    RADIUS,
)

ASCENT, DESCENT = 1984 / 2048, 494 / 2048
"""Of Inter, in em, after its `hhea` table."""

HEAD_WIDTH = 9.5
TEE, TEE_WIDTH = 11.0, 2.6
"""Length and thickness of the bar in which an undercut ends."""


class Middles(NamedTuple):
    """How far below a card's top the middles lie of its header, its first line of text, and its line of marks."""

    header: float
    text: float
    marks: float


def middles(lines: int) -> Middles:
    """Where what is written stands on a card with so many lines of text."""
    text = PADDING + HEADER_LINE_HEIGHT + HEADER_GAP
    below = text + lines * LINE_HEIGHT + MARK_GAP
    return Middles(PADDING + HEADER_LINE_HEIGHT / 2, text + LINE_HEIGHT / 2, below + MARK_LINE_HEIGHT / 2)


def baseline(middle: float, size: float) -> float:
    """Where the baseline of a line of text runs whose middle is given."""
    return middle + (ASCENT - DESCENT) / 2 * size


@lru_cache(maxsize=1 << 16)
def number(value: float) -> str:
    """A number as SVG writes it, with two decimals at most."""
    rounded = round(value, 2)
    whole = int(rounded)
    return str(whole) if rounded == whole else repr(rounded)


@cache
def band(height: float) -> str:
    """The band at a card's left edge, clipped to the rounded corners and as far out as the border's outer edge."""
    outer = RADIUS + 0.5
    # A circle's arc from the left edge to the band's right edge, as one cubic Bézier: its tangents at both ends meet
    # the handles, whose length is 4/3 tan(angle/4) of the radius.
    rise = sqrt(outer**2 - (RADIUS - BAND) ** 2)
    handle = 4 / 3 * tan(acos((RADIUS - BAND) / outer) / 4) * outer
    top, inward = RADIUS - rise, (BAND - handle * rise / outer, RADIUS - rise + handle * (RADIUS - BAND) / outer)
    n, low = number, height - RADIUS
    return (
        f"M{n(BAND)} {n(top)}C{n(inward[0])} {n(inward[1])} -0.5 {n(RADIUS - handle)} -0.5 {n(RADIUS)}V{n(low)}"
        f"C-0.5 {n(low + handle)} {n(inward[0])} {n(height - inward[1])} {n(BAND)} {n(height - top)}Z"
    )


GLYPHS = {
    Role.THESIS: "M5 0.2L9.8 5L5 9.8L0.2 5Z",
    Role.PREMISE: "M5 0.9L9.9 9.1H0.1Z",
    Role.COUNTERPOINT: "M5 9.1L0.1 0.9H9.9Z",
    Role.UNDERCUTTER: "M1.2 2.6L2.6 1.2L5 3.6L7.4 1.2L8.8 2.6L6.4 5L8.8 7.4L7.4 8.8L5 6.4L2.6 8.8L1.2 7.4L3.6 5Z",
    Role.LOOSE: "M1.2 1.2H8.8V8.8H1.2Z",
}
"""A role's glyph in a square of 10 from its top left corner."""

SIGNS = {
    Manner.SUPPORT: "M-3.5 0H3.5M0 -3.5V3.5",
    Manner.ATTACK: "M-3.5 0H3.5",
    Manner.UNDERCUT: "M-2.6 -2.6L2.6 2.6M-2.6 2.6L2.6 -2.6",
}
"""The strokes of the sign in a junction, round its centre."""

MARK = "M0 0H6V6H0Z"
"""The square before a card's marks."""

ARROW = "M0.8 7.2L7.2 0.8M2 0.8H7.2V6"
"""The strokes on a chip that say: it stands elsewhere; in a square of 8."""


def head(route: Route, manner: Manner, scale: float = 1.0) -> str:
    """The head of a stroke, with its point at the route's tip; "" where it has none.

    That of an undercut is a bar across the stroke.
    """
    if route.tip is None:
        return ""
    x, y = route.tip
    # The direction is that from the last point of the curve that is not the tip itself.
    away = next((point for point in reversed(route.curve) if hypot(x - point.x, y - point.y) > 0.5), Point(x, y + 1))
    length = hypot(x - away.x, y - away.y)
    along_x, along_y = (x - away.x) / length, (y - away.y) / length
    half = (TEE if manner is Manner.UNDERCUT else HEAD_WIDTH) / 2 * scale
    across_x, across_y = -along_y * half, along_x * half
    # A bar touches the ring on which its tip lies with its outer side; an outline reaches beyond its points.
    back = {Manner.SUPPORT: 0.0, Manner.ATTACK: 1.6, Manner.UNDERCUT: TEE_WIDTH / 2}[manner] * scale
    end = 0.0 if manner is Manner.UNDERCUT else HEAD * scale - back
    x, y = x - back * along_x, y - back * along_y
    foot_x, foot_y = x - end * along_x, y - end * along_y
    n = number
    left, right = f"{n(foot_x - across_x)} {n(foot_y - across_y)}", f"{n(foot_x + across_x)} {n(foot_y + across_y)}"
    return f"M{left}L{right}" if manner is Manner.UNDERCUT else f"M{left}L{n(x)} {n(y)}L{right}Z"


_CURSIVE = re.compile(
    "[\u0590-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e800-\U0001efff]"
)


def is_shaped(text: str) -> bool:
    """Whether it has letters that join or change beside each other, so that no space may be put between them."""
    return not text.isascii() and _CURSIVE.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first strong character does (rules P2 and P3 of UAX #9)."""
    if text.isascii():
        return False
    from unicodedata import bidirectional

    for char in text:
        direction = bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
