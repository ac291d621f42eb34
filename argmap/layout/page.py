"""Pages: how large a map of some size is shown on one."""

from __future__ import annotations

from typing import NamedTuple

from argmap.layout.metrics import TEXT_SIZE
from argmap.layout.shapes import Front, Shape
from argmap.layout.spacing import MARGIN

A4: tuple[float, float] = (842, 595)
"""A4 landscape, in points."""


class Page(NamedTuple):
    """A page or window, in points, and the margin kept round the map, in canvas units."""

    width: float = A4[0]
    height: float = A4[1]
    margin: float = MARGIN

    def text(self, width: float, height: float) -> float:
        """The size of the cards' text, in points, where a map of this size fills the page; 0 without a page."""
        return TEXT_SIZE * min(
            self.width / (width + 2 * self.margin), self.height / (height + 2 * self.margin)
        )


def best(front: Front, page: Page) -> Shape:
    """The shape that is shown largest; of those that are nearly so, the smallest."""
    largest = max(page.text(w, h) for w, h, _ in front)
    return min((s for s in front if page.text(s[0], s[1]) >= 0.995 * largest), key=lambda s: s[0] * s[1])
