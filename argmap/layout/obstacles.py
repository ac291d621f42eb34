"""Obstacles: the boxes that strokes go round, looked up by place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from argmap.layout.geometry import Box

CELL = 256.0
"""The size of the cells in which boxes are looked up."""


class Obstacles:
    """Boxes, looked up by place."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], tuple[Box, ...]] = {}
        self._large: tuple[Box, ...] = ()
        """Boxes over so many cells that they are looked at for every place."""
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Takes in one more box."""
        if _count(box) > _MOST_CELLS:
            self._large = (*self._large, box)
            return
        for cell in _cells(box):
            self._cells[cell] = (*self._cells.get(cell, ()), box)

    def copy(self) -> Obstacles:
        """The same boxes, to be changed without changing these."""
        other = Obstacles()
        other._cells = self._cells.copy()  # the tuples in it are never changed, only replaced
        other._large = self._large
        return other

    def remove(self, box: Box) -> None:
        """Forgets one box; raises ValueError for one that is not there."""
        if _count(box) > _MOST_CELLS:
            boxes = list(self._large)
            boxes.remove(box)
            self._large = tuple(boxes)
            return
        for cell in _cells(box):
            boxes = list(self._cells[cell])
            boxes.remove(box)
            self._cells[cell] = tuple(boxes)

    def _around(self, area: Box) -> Iterator[Box]:
        """All boxes that may overlap an area, some more than once."""
        yield from self._large
        if _count(area) > len(self._cells):  # as over a map whose cards stand as far apart as they may
            yield from chain.from_iterable(self._cells.values())
            return
        for cell in _cells(area):
            yield from self._cells.get(cell, ())

    def near(self, area: Box) -> list[Box]:
        """The boxes whose inside overlaps the area's, each once, in a fixed order."""
        left, top, right, bottom = area
        return sorted({b for b in self._around(area) if b[0] < right and b[2] > left and b[1] < bottom and b[3] > top})

    def few(self, area: Box, most: int) -> list[Box] | None:
        """What is `near`, None as soon as there are more than so many."""
        left, top, right, bottom = area
        found: set[Box] = set()
        for b in self._around(area):
            if b[0] < right and b[2] > left and b[1] < bottom and b[3] > top:
                found.add(b)
                if len(found) > most:
                    return None
        return sorted(found)

    def is_free(self, area: Box) -> bool:
        """Whether no box overlaps the area."""
        left, top, right, bottom = area
        for a, b, c, d in self._around(area):  # noqa: SIM110 - asked so often that the quickest way counts
            if a < right and c > left and b < bottom and d > top:
                return False
        return True

    def is_free_but_for(self, own: Collection[Box], area: Box) -> bool:
        """Whether no box overlaps the area but these."""
        left, top, right, bottom = area
        for box in self._around(area):  # left at the first, since over a large area there may be thousands
            if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top and box not in own:
                return False
        return True


_MOST_CELLS = 4096


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for x in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for y in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield x, y


def _count(box: Box) -> float:
    """Over how many cells a box lies."""
    return (box.right // CELL - box.left // CELL + 1) * (box.bottom // CELL - box.top // CELL + 1)
