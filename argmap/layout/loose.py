"""Loose strokes: the way of a step whose cards do not stand as columns, round whatever lies between."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.core.ids import Id
from argmap.core.records import Kind
from argmap.layout.detour import CLEARANCE, detour, simplified
from argmap.layout.geometry import HEAD, JUNCTION, Box, Point, Route, straight
from argmap.layout.obstacles import Obstacles
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
    looked: list[Box],
) -> None:
    """Adds the junction and the routes of one step; `at` counts the loose steps of a piece, so that heads part.

    `looked` takes in the areas on whose boxes the outcome depends.
    """
    relation = step.relation.id
    card = placed[step.stands[0].number]
    if isinstance(step.target, Stand):
        goal_box = placed[step.target.number]
    else:
        ring = junctions[step.target.relation.id]
        goal_box = Box(ring.x - JUNCTION, ring.y - JUNCTION, ring.x + JUNCTION, ring.y + JUNCTION)
    side = _side(card, goal_box, RING + JUNCTION + CLEARANCE, obstacles)
    start = _edge(card, side, 0)
    junction = _moved(start, side, RING)
    junctions[relation] = junction
    routes.append(Route(relation, step.stands[0].claim, straight(start, _moved(junction, _back(side), JUNCTION))))
    for stand in step.stands[1:]:
        box = placed[stand.number]
        out = _side(box, Box(junction.x, junction.y, junction.x, junction.y), CLEARANCE, obstacles)
        leave = _edge(box, out, 0)
        first = _moved(leave, out, CLEARANCE)
        way = detour(first, _moved(junction, side, JUNCTION + 4), obstacles, looked) or (first, junction)
        routes.append(Route(relation, stand.claim, _curve(leave, *way, _moved(junction, side, JUNCTION))))
    arrive = _side(goal_box, card, HEAD + CLEARANCE, obstacles)
    is_ring = not isinstance(step.target, Stand)
    tip = _edge(goal_box, arrive, 0 if is_ring else at)
    headless = is_ring and step.relation.kind is Kind.ATTACK
    end = tip if headless else _moved(tip, arrive, HEAD)
    begin = _moved(junction, side, JUNCTION)
    before, after = _moved(begin, side, CLEARANCE), _moved(tip, arrive, HEAD + CLEARANCE)
    looked += [card.grown(LANE * 3), goal_box.grown(LANE * 3), *(placed[s.number].grown(LANE * 3) for s in step.stands)]
    way = detour(before, after, obstacles, looked) or (before, after)
    routes.append(Route(relation, "", _curve(begin, *way, end), tip))


def _curve(*points: Point) -> tuple[Point, ...]:
    """A path with rounded corners; where a piece is neither upright nor level, no way was found and it is straight."""
    path = simplified(points)
    if any(a.x != b.x and a.y != b.y for a, b in zip(path, path[1:])):
        return straight(path[0], path[-1])
    return rounded(*path)


def _side(box: Box, other: Box, stub: float, obstacles: Obstacles) -> Point:
    """The side of a box from which a stroke leaves for another: the facing one, where there is room for a stub."""
    level = (LEFT, RIGHT) if other.centre.x < box.centre.x else (RIGHT, LEFT)
    upright = (UP, DOWN) if other.centre.y < box.centre.y else (DOWN, UP)
    apart = other.bottom <= box.top - RING or other.top >= box.bottom + RING
    order = (upright[0], *level, upright[1]) if apart else (*level, *upright)
    return next((side for side in order if obstacles.is_free(_stub(box, side, stub))), order[0])


def _stub(box: Box, side: Point, length: float) -> Box:
    start = _edge(box, side, 0)
    end = _moved(start, side, length)
    wide = JUNCTION
    left, right, top, bottom = min(start.x, end.x), max(start.x, end.x), min(start.y, end.y), max(start.y, end.y)
    if side.x:
        return Box(left, top - wide, right, bottom + wide)
    return Box(left - wide, top, right + wide, bottom)


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
