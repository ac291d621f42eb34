"""The distances that the arrangement keeps, in canvas units: whole numbers, and even where a card is placed by them."""

from __future__ import annotations

LEAF = 14
"""Between two cards of one column on which nothing bears."""

BRANCH = 28
"""Between other neighbours in a column."""

COLUMN = 22
"""Between the columns of one target."""

TREE = 56
"""Between the trees of several theses."""

HANG = 22
"""From a card down to the first card of the column that hangs on it."""

CHAIN = 32
"""From a card down to the only card that bears on it, where that stands centred: head, junction, stub."""

BAR = 20
"""From a card down to the first bar below it: the head and a rounded corner."""

UNDER_BAR = 10
"""From the lowest bar down to the columns on trunks."""

UNDER_BAR_CENTRED = 28
"""From the lowest bar down to the columns, where one of them is a single centred card with its junction above."""

ROOM = 22
"""What is added to a distance where a group begins or ends, for its frame and title."""

LANE = 14
"""Between strokes that run beside each other: trunks, and bars."""

EDGE = 12
"""From a card's corner to the first trunk that ends on its lower edge."""

INDENT = 26
"""From a card's left edge to that of the first card below it, where that stands in a column of its own."""

GUTTER = 28
"""From the innermost trunk of a column to the left edge of its cards: a rounded corner, a junction, a stub."""

RING = 13
"""From a card's edge to the centre of the junction before it."""

BRACKET = 4
"""From the left edge of linked premises to the bracket that joins them."""

AND = 12
"""Between linked premises: the height of the word "and"."""

AND_ACROSS = 32
"""Between linked premises beside each other: the width of the word "and"."""

OVER = 12
"""Over linked premises beside each other: room for the bracket, which runs `CORNER` above them."""

ASIDE = 16
"""How far right of a premise those cards stand that bear on the step from it, their trunk rising to its junction."""

ASIDE_MIXED = 22
"""The same where both kinds bear on the step, on two trunks."""

RIM = 5
"""How far from the middle of a junction each of two trunks ends on its rim."""

CORNER = 8
"""The radius of a stroke's corners."""

MARGIN = 24.0
"""Round the map in a picture, and so on a page."""
