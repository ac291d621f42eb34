"""Where everything stands: boxes, junctions and routes, from which canvas, picture and minimap are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple

from argmap.core.ids import Id

JUNCTION = 7.0
"""The radius of a relation's junction, the ring that bears its sign."""

HEAD = 9.0
"""The length of an arrow head; a route stops this far short of its `tip`."""


class Point(NamedTuple):
    """A place on the canvas in units (1 px at 100 %), x to the right, y down."""

    x: float
    y: float


_point = partial(tuple.__new__, Point)


def points(pairs: Iterable[tuple[float, float]]) -> tuple[Point, ...]:
    """The pairs as points: what `Point` makes of each, in half the time, of which curves take many."""
    return tuple(map(_point, pairs))


class Box(NamedTuple):
    """An upright rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> Box:
        """The box with each edge moved outward."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Whether the insides overlap; touching edges do not."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def box_at(centre: Point, width: float, height: float) -> Box:
    """The box of a size round its centre."""
    x, y = centre
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def union(boxes: Iterable[Box]) -> Box:
    """The least box round all of them; an empty one at the origin where there are none."""
    edges = tuple(zip(*boxes))
    if not edges:
        return Box(0, 0, 0, 0)
    lefts, tops, rights, bottoms = edges
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class Route(NamedTuple):
    """The way of one stroke: cubic Béziers through `curve` (1 + 3 n points).

    With a `premise`, the stroke from that premise (its card, or its chip where it is a repeat) to the relation's
    junction; with premise "", the stroke from the junction to the target: the target card's edge, the rim of the
    target relation's junction, or, headless, a point on a trunk that another relation draws. `tip` is where the
    head's point lies (`HEAD` beyond the last point of the curve, in its direction), None where there is no head.
    An undercut's curve runs right up to its tip, on the rim, where its bar stands. Along a linked relation's bracket
    only one route draws the shared stretch.
    """

    relation: Id
    premise: Id
    curve: tuple[Point, ...]
    tip: Point | None = None


@dataclass(frozen=True)
class Geometry:
    """Where everything of a document stands.

    `cards`: the box of every claim (an arrangement rounds its size up to even units, so that the centre is whole).
    `chips`: by (relation, premise), the box of the small card that stands for a claim met again. `junctions`: the
    centre of every relation's ring. `routes`: the strokes of every relation. `ands`: of every linked one, the centres
    of the words "and" before its second and following premises, in their sequence. `frames`: the box of every group
    that can be framed without cutting through what is not in it. `bounds` encloses it all.
    """

    cards: Mapping[Id, Box] = field(default_factory=dict)
    chips: Mapping[tuple[Id, Id], Box] = field(default_factory=dict)
    junctions: Mapping[Id, Point] = field(default_factory=dict)
    routes: Mapping[Id, tuple[Route, ...]] = field(default_factory=dict)
    ands: Mapping[Id, tuple[Point, ...]] = field(default_factory=dict)
    frames: Mapping[Id, Box] = field(default_factory=dict)
    bounds: Box = Box(0, 0, 0, 0)

    def all_routes(self) -> Iterator[Route]:
        """The strokes of all relations."""
        return chain.from_iterable(self.routes.values())


def by_relation(routes: Iterable[Route]) -> dict[Id, tuple[Route, ...]]:
    """The routes of each relation, in the sequence in which they come."""
    found: dict[Id, list[Route]] = {}
    for route in routes:
        found.setdefault(route.relation, []).append(route)
    return {id: tuple(some) for id, some in found.items()}


def straight(*through: Point) -> tuple[Point, ...]:
    """A curve of straight pieces through the points."""
    curve = [through[0]]
    for a, b in zip(through, through[1:], strict=False):
        third = Point(a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3)
        curve += [third, Point(b.x - (b.x - a.x) / 3, b.y - (b.y - a.y) / 3), b]
    return tuple(curve)
