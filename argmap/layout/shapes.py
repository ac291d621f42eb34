"""The shapes that a part of the map can take, and how they are put together.

A front is a list of shapes, none worse than another in both directions: from the narrowest, which is the highest, to
the widest, which is the lowest. After L. Stockmeyer, "Optimal Orientations of Cells in Slicing Floorplan Designs"
(Information and Control 57, 1983): two fronts are stacked, or set beside each other, by going along both.
"""

from __future__ import annotations

from bisect import bisect_right
from math import inf
from operator import itemgetter
from typing import Any, NamedTuple

Shape = tuple[float, float, Any]
"""Width, height, and how it comes about; the last is for whoever made it."""

Front = list[Shape]

_NONE: Shape = (inf, inf, None)
"""After the last shape of a front."""

_by_width = itemgetter(0)


def at_width(front: Front, width: float) -> Shape:
    """The lowest shape that is no wider; the narrowest one where all are."""
    at = bisect_right(front, (width, inf))
    return front[at - 1 if at else 0]


def stacked(above: Front, below: Front, gap: float) -> Front:
    """The shapes of two parts, one under the other. How each comes about follows from the width alone."""
    if len(above) == 1 and len(below) == 1:
        (w, h, _), (v, g, _) = above[0], below[0]
        return [(w if w > v else v, h + g + gap, None)]
    found: Front = []
    rest_above, rest_below = iter(above), iter(below)
    (w, h, _), (v, g, _) = next(rest_above), next(rest_below)
    width = max(w, v)
    (w, lower, _), (v, less, _) = next(rest_above, _NONE), next(rest_below, _NONE)
    while True:
        while w <= width:
            h = lower
            w, lower, _ = next(rest_above, _NONE)
        while v <= width:
            g = less
            v, less, _ = next(rest_below, _NONE)
        found.append((width, h + g + gap, None))
        width = w if w < v else v
        if width == inf:
            return found


class Keep(NamedTuple):
    """How many shapes of a front are kept, and between which proportions, width to height, most of them lie."""

    most: int
    narrow: float
    wide: float


EVERYTHING = Keep(1_000_000_000, 0.0, inf)


def lowest(shapes: Front, keep: Keep = EVERYTHING) -> Front:
    """The front of any shapes, thinned to what is to be kept."""
    if len(shapes) < 2:
        return shapes
    shapes.sort(key=_by_width)
    kept = [shapes[0]]
    width, least, _ = shapes[0]
    for shape in shapes:
        if shape[1] < least:
            if shape[0] == width:
                kept[-1] = shape
            else:
                kept.append(shape)
            width, least, _ = shape
    return kept if len(kept) <= keep.most else thinned(kept, keep)


def thinned(front: Front, keep: Keep) -> Front:
    """A front of at least `keep.most` shapes, thinned: the narrowest, the lowest, and of the others the smallest of
    each class of proportions. The classes are equal parts of the range of log(width / height)."""
    (width, height, _), (v, g, _) = front[0], front[-1]
    low, high = max(width / height, keep.narrow), min(v / g, keep.wide)
    if low >= high:
        low, high = width / height, v / g
    step = (high / low) ** (1 / (keep.most - 4))
    limit, kept, fresh = low, [front[0]], True
    for shape in front[1:-1]:
        width, height, _ = shape
        if width > limit * height:
            while width > limit * height:
                limit = limit * step if limit < 0.999999 * high else inf
            fresh = True
        if fresh:
            kept.append(shape)
            fresh = False
        elif width * height < kept[-1][0] * kept[-1][1]:
            kept[-1] = shape
    kept.append(front[-1])
    return kept
