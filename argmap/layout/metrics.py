"""The measures of a card and of the text on it, in canvas units.

One unit is one pixel at 100 % zoom and one point in Graphviz. They never depend on the user's font settings: a map
has the same shape on every machine.
"""

from __future__ import annotations

FAMILY = "Inter"
"""The family of the shipped faces. Text is drawn unhinted and with kerning off, so that advances add up."""

CARD_WIDTH = 232.0
RADIUS = 10.0
"""Of a card's corners."""
BAND = 5.0
"""The width of the coloured band at a card's left edge."""
PADDING = 12.0
"""Between a card's edge, or its band, and what is written on it."""

TEXT_SIZE = 13.0
LINE_HEIGHT = 1.25 * TEXT_SIZE
TEXT_WIDTH = CARD_WIDTH - BAND - 2 * PADDING
"""The room for a line of a claim's text."""

HEADER_SIZE = 10.0
HEADER_SPACING = 1.06
"""The factor by which every advance of the header's capitals is widened."""
HEADER_LINE_HEIGHT = 1.2 * HEADER_SIZE
HEADER_GAP = 5.0
"""Between the header and the text."""

MARK_SIZE = 10.0
MARK_LINE_HEIGHT = 1.2 * MARK_SIZE
MARK_GAP = 4.0
"""Between the text and the muted line of marks (basis, likelihood) under it."""


def card_height(lines: int, marks: bool = False) -> float:
    """The height of a card with so many lines of text, and with a line of marks or without."""
    height = 2 * PADDING + HEADER_LINE_HEIGHT + HEADER_GAP + lines * LINE_HEIGHT
    return height + MARK_GAP + MARK_LINE_HEIGHT if marks else height
