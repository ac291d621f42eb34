"""Pages: how large a map is shown on one, and the shape that is shown largest."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from argmap.layout.metrics import TEXT_SIZE
from argmap.layout.shapes import Front, Shape
from argmap.layout.spacing import MARGIN

A4: tuple[float, float] = (842, 595)
"""A4 landscape, in points."""

NEARLY = 0.995
"""Of shapes that are shown so nearly as large as the largest, the one of the smallest area is taken."""


class Page(NamedTuple):
    """A page or window, in points, and the margin kept round the map, in canvas units."""

    width: float = A4[0]
    height: float = A4[1]
    margin: float = MARGIN

    def text(self, width: float, height: float) -> float:
        """The size of the cards' text, in points, where a map of this width and height fills the page."""
        return TEXT_SIZE * min(self.width / (width + 2 * self.margin), self.height / (height + 2 * self.margin))


def best(front: Front, page: Page, merit: Callable[[Shape], float] = lambda _: 1) -> Shape:
    """The shape that is shown largest, after its text size times its merit."""
    shown = [page.text(shape[0], shape[1]) * merit(shape) for shape in front]
    enough = NEARLY * max(shown)
    return min((shape for shape, text in zip(front, shown) if text >= enough), key=lambda s: s[0] * s[1])
