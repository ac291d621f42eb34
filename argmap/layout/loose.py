"""Loose strokes: the way of a step whose cards do not stand as columns, round whatever lies between."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.core.ids import Id
from argmap.core.records import Kind
from argmap.layout.detour import CLEARANCE, Obstacles, detour, simplified
from argmap.layout.geometry import HEAD, JUNCTION, Box, Point, Route, straight
from argmap.layout.spacing import EDGE, LANE, RING
from argmap.layout.strokes import rounded
from argmap.layout.tree import Stand, Step

UP, DOWN, LEFT, RIGHT = Point(0, -1), Point(0, 1), Point(-1, 0), Point(1, 0)


def loose_step(
    step: Step,
    at: int,
    placed: Sequence[Box],
    junctions: dict[Id, Point],
    routes: list[Route],
    obstacles: Obstacles,
) -> None:
    """Adds the junction and the routes of one step; `at` counts the loose steps of a piece, so that heads part."""
    relation = step.relation.id
    card = placed[step.stands[0].number]
    if isinstance(step.target, Stand):
        goal_box = placed[step.target.number]
    else:
        ring = junctions[step.target.relation.id]
        goal_box = Box(ring.x - JUNCTION, ring.y - JUNCTION, ring.x + JUNCTION, ring.y + JUNCTION)
    side = _side(card, goal_box)
    start = _edge(card, side, 0)
    junction = _moved(start, side, RING)
    junctions[relation] = junction
    routes.append(Route(relation, step.stands[0].claim, straight(start, _moved(junction, _back(side), JUNCTION))))
    for stand in step.stands[1:]:
        box = placed[stand.number]
        out = _side(box, Box(junction.x, junction.y, junction.x, junction.y))
        leave = _edge(box, out, 0)
        first = _moved(leave, out, CLEARANCE)
        way = detour(first, _moved(junction, side, JUNCTION + 4), obstacles) or (first, junction)
        routes.append(Route(relation, stand.claim, _curve(leave, *way, _moved(junction, side, JUNCTION))))
    arrive = _side(goal_box, card)
    is_ring = not isinstance(step.target, Stand)
    tip = _edge(goal_box, arrive, 0 if is_ring else at)
    headless = is_ring and step.relation.kind is Kind.ATTACK
    end = tip if headless else _moved(tip, arrive, HEAD)
    begin = _moved(junction, side, JUNCTION)
    before, after = _moved(begin, side, CLEARANCE), _moved(tip, arrive, HEAD + CLEARANCE)
    way = detour(before, after, obstacles) or (before, after)
    routes.append(Route(relation, "", _curve(begin, *way, end), tip))


class Both(Obstacles):
    """Cards and chips together, without copying either."""

    def __init__(self, cards: Obstacles, chips: Obstacles) -> None:
        self._parts = cards, chips

    def near(self, area: Box) -> list[Box]:
        return sorted({box for part in self._parts for box in part.near(area)})

    def is_free(self, area: Box) -> bool:
        return all(part.is_free(area) for part in self._parts)


def _curve(*points: Point) -> tuple[Point, ...]:
    """A path with rounded corners; where a piece is neither upright nor level, no way was found and it is straight."""
    path = simplified(points)
    if any(a.x != b.x and a.y != b.y for a, b in zip(path, path[1:])):
        return straight(path[0], path[-1])
    return rounded(*path)


def _side(box: Box, other: Box) -> Point:
    """The side of a box that faces another: up or down where that is clear, else left or right."""
    if other.bottom <= box.top - RING:
        return UP
    if other.top >= box.bottom + RING:
        return DOWN
    return LEFT if other.centre.x < box.centre.x else RIGHT


def _back(side: Point) -> Point:
    return Point(-side.x, -side.y)


def _moved(point: Point, way: Point, by: float) -> Point:
    return Point(point.x + way.x * by, point.y + way.y * by)


def _edge(box: Box, side: Point, at: int) -> Point:
    """A point on a side of a box: its middle, and for further strokes to the right and left of it in turn."""
    x, y = box.centre
    shift = LANE * ((at + 1) // 2) * (1 if at % 2 else -1)
    if side.x:
        room = max(0.0, box.height / 2 - EDGE)
        return Point(box.left if side is LEFT else box.right, y + max(-room, min(room, shift)))
    room = max(0.0, box.width / 2 - EDGE)
    return Point(x + max(-room, min(room, shift)), box.top if side is UP else box.bottom)
