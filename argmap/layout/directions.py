"""Directions: everything is worked out with the thesis on top; the other directions are that, turned.

With the thesis at the bottom the map is mirrored. With the thesis at the left or right, x and y change places:
columns become rows, trunks run level above them, and the cards, which stay as they are, enter with width and height
swapped.
"""

from __future__ import annotations

from argmap.core.records import Direction
from argmap.layout.geometry import Box, Geometry, Point, Route


def is_sideways(direction: Direction) -> bool:
    """Whether the thesis stands at the left or right."""
    return direction in ("left", "right")


def turned_size(size: tuple[float, float], direction: Direction) -> tuple[float, float]:
    """A width and height as they are where the thesis is on top; the same function leads back."""
    return (size[1], size[0]) if is_sideways(direction) else size


def upright_box(box: Box, direction: Direction) -> Box:
    """A box of a map of this direction as it would be with the thesis on top."""
    left, top, right, bottom = box
    if direction == "down":
        return Box(left, -bottom, right, -top)
    if direction == "left":
        return Box(top, left, bottom, right)
    if direction == "right":
        return Box(top, -right, bottom, -left)
    return box


def turned_box(box: Box, direction: Direction) -> Box:
    """A box of a map with the thesis on top as it is in this direction: the inverse of `upright_box`."""
    left, top, right, bottom = box
    if direction == "right":
        return Box(-bottom, left, -top, right)
    return upright_box(box, direction)


def turned_point(point: Point, direction: Direction) -> Point:
    """A point of a map with the thesis on top as it is in this direction."""
    x, y = point
    if direction == "down":
        return Point(x, -y)
    if direction == "left":
        return Point(y, x)
    if direction == "right":
        return Point(-y, x)
    return point


def turned(geometry: Geometry, direction: Direction) -> Geometry:
    """A geometry with the thesis on top, turned to this direction."""
    if direction == "up":
        return geometry

    def route(old: Route) -> Route:
        tip = turned_point(old.tip, direction) if old.tip is not None else None
        return Route(old.relation, old.premise, tuple(turned_point(p, direction) for p in old.curve), tip)

    return Geometry(
        cards={id: turned_box(box, direction) for id, box in geometry.cards.items()},
        chips={key: turned_box(box, direction) for key, box in geometry.chips.items()},
        junctions={id: turned_point(point, direction) for id, point in geometry.junctions.items()},
        routes={id: tuple(map(route, some)) for id, some in geometry.routes.items()},
        ands={id: tuple(turned_point(p, direction) for p in some) for id, some in geometry.ands.items()},
        frames={id: turned_box(box, direction) for id, box in geometry.frames.items()},
        bounds=turned_box(geometry.bounds, direction),
    )
