"""Tails: what is left of a shared trunk when the relation is hidden that draws it.

A trunk is drawn once, by the relation that reaches furthest; the others end on it, without a head. Where a focus hides
that one, each of the others has to be led on to the head by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.layout.geometry import Point, Route

NEAR = 0.75
"""How far from a stroke a point may be that lies on it, in units."""


def tails(own: Sequence[Route], hidden: Sequence[Route]) -> tuple[Route, ...]:
    """The parts of hidden strokes that lead on from where a relation's own ones end to the head they share; none where
    it has a head itself."""
    if not own or any(route.tip is not None for route in own):
        return ()
    found: list[Route] = []
    left = list(hidden)
    end = next((route.curve[-1] for route in own if not route.premise), own[-1].curve[-1])
    while True:
        at = next((n for n, route in enumerate(left) if _from(route, end) is not None), None)
        if at is None:
            return tuple(found)
        tail = _from(left.pop(at), end)
        assert tail is not None
        found.append(tail)
        if tail.tip is not None:
            return tuple(found)
        end = tail.curve[-1]


def _from(route: Route, point: Point) -> Route | None:
    """The part of a stroke that comes after a point on one of its straight pieces; None where it does not lie there."""
    curve = route.curve
    for i in range(0, len(curve) - 3, 3):
        a, d = curve[i], curve[i + 3]
        if abs(a.x - d.x) > NEAR and abs(a.y - d.y) > NEAR:
            continue
        within_x = min(a.x, d.x) - NEAR <= point.x <= max(a.x, d.x) + NEAR
        within_y = min(a.y, d.y) - NEAR <= point.y <= max(a.y, d.y) + NEAR
        if within_x and within_y:
            rest = curve[i + 3 :]
            if len(rest) == 1 and route.tip is None and max(abs(point.x - d.x), abs(point.y - d.y)) <= NEAR:
                return None  # it ends here as well
            third = (d.x - point.x) / 3, (d.y - point.y) / 3
            first = Point(point.x + third[0], point.y + third[1])
            second = Point(d.x - third[0], d.y - third[1])
            return Route(route.relation, "", (point, first, second, *rest), route.tip)
    return None
