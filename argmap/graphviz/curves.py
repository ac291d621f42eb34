"""Curves of cubic Béziers, cut where a head begins."""

from __future__ import annotations

from math import hypot

from argmap.layout.geometry import Point


def shortened(curve: tuple[Point, ...], by: float) -> tuple[Point, ...]:
    """A curve of cubic Béziers that ends so far from its end; as a point where it is shorter."""
    tip = curve[-1]
    while len(curve) > 4 and _distance(curve[-4], tip) <= by:
        curve = curve[:-3]
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        if _distance(_split(curve[-4:], middle)[-1], tip) > by:
            low = middle
        else:
            high = middle
    return (*curve[:-4], *_split(curve[-4:], low))


def _split(curve: tuple[Point, ...], at: float) -> tuple[Point, ...]:
    """The first part of a cubic Bézier, after de Casteljau."""
    kept, rest = [curve[0]], list(curve)
    while len(rest) > 1:
        rest = [Point(a.x + (b.x - a.x) * at, a.y + (b.y - a.y) * at) for a, b in zip(rest, rest[1:])]
        kept.append(rest[0])
    return tuple(kept)


def _distance(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)
