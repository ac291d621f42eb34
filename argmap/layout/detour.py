"""Ways round cards: the shortest right-angled path between two points that enters no box.

The path is sought with A* on the lines that run a clearance outside the edges of the boxes near by (after
M. Wybrow, K. Marriott, P. Stuckey, "Orthogonal Connector Routing", Graph Drawing 2009), cost being length
plus a price for each bend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from argmap.layout.geometry import Box, Point

CLEARANCE = 8.0
"""How far a way keeps from a card, in units."""

BEND = 40.0
"""What a bend costs, in units of length."""

CELL = 256.0
"""The size of the cells in which boxes are looked up."""

_REACHES = (120.0, 600.0, 2400.0)
"""How far round start and goal is searched, one after the other."""

_MOST_BOXES = 160
"""Beyond so many boxes near by the search would take too long to be worth it."""


class Obstacles:
    """Boxes, looked up by place."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Takes in one more box."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def near(self, area: Box) -> list[Box]:
        """The boxes whose inside overlaps the area's, each once, in a fixed order."""
        found = {box for cell in _cells(area) for box in self._cells.get(cell, ()) if box.meets(area)}
        return sorted(found)

    def is_free(self, area: Box) -> bool:
        """Whether no box overlaps the area."""
        return not any(box.meets(area) for cell in _cells(area) for box in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for x in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for y in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield x, y


def is_clear(points: Iterable[Point], obstacles: Obstacles) -> bool:
    """Whether a path of upright and level pieces enters no box."""
    path = list(points)
    return all(obstacles.is_free(_span(a, b)) for a, b in zip(path, path[1:]))


def _span(a: Point, b: Point) -> Box:
    """The flat box of one piece; it overlaps a box only where the line runs inside it."""
    return Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))


def detour(start: Point, goal: Point, obstacles: Obstacles) -> tuple[Point, ...] | None:
    """The corners of the cheapest path from start to goal, both included, or None where none is found near by.

    Both ends have to lie outside all boxes; the first and last piece may have any direction.
    """
    for reach in _REACHES:
        area = Box(min(start.x, goal.x), min(start.y, goal.y), max(start.x, goal.x), max(start.y, goal.y)).grown(reach)
        boxes = obstacles.near(area)
        if len(boxes) > _MOST_BOXES:
            return None
        if path := _search(start, goal, boxes, area):
            return path
    return None


def _search(start: Point, goal: Point, boxes: list[Box], area: Box) -> tuple[Point, ...] | None:
    xs = _lines(
        (start.x, goal.x), [e for b in boxes for e in (b.left - CLEARANCE, b.right + CLEARANCE)], area.left, area.right
    )
    ys = _lines(
        (start.y, goal.y), [e for b in boxes for e in (b.top - CLEARANCE, b.bottom + CLEARANCE)], area.top, area.bottom
    )
    level, upright = _blocked(xs, ys, boxes)
    first, last = (xs.index(start.x), ys.index(start.y)), (xs.index(goal.x), ys.index(goal.y))
    # A state is a crossing of two lines and how it was reached: 0 at the start, 1 level, 2 upright.
    best: dict[tuple[int, int, int], float] = {(*first, 0): 0.0}
    before: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    queue: list[tuple[float, float, tuple[int, int, int]]] = [(0.0, 0.0, (*first, 0))]
    while queue:
        _, cost, state = heappop(queue)
        if cost > best[state]:
            continue
        i, j, way = state
        if (i, j) == last:
            return _corners(state, before, xs, ys)
        for di, dj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            ni, nj = i + di, j + dj
            if not (0 <= ni < len(xs) and 0 <= nj < len(ys)):
                continue
            if (level if di else upright)[min(i, ni)][min(j, nj)]:
                continue
            turn = 1 if di else 2
            spent = cost + abs(xs[ni] - xs[i]) + abs(ys[nj] - ys[j]) + (BEND if way and way != turn else 0.0)
            following = (ni, nj, turn)
            if spent < best.get(following, float("inf")):
                best[following] = spent
                before[following] = state
                guess = abs(xs[ni] - goal.x) + abs(ys[nj] - goal.y)
                heappush(queue, (spent + guess, spent, following))
    return None


def _lines(wanted: tuple[float, float], edges: list[float], low: float, high: float) -> list[float]:
    return sorted({*wanted, *(edge for edge in edges if low <= edge <= high)})


def _blocked(xs: list[float], ys: list[float], boxes: list[Box]) -> tuple[list[list[bool]], list[list[bool]]]:
    """For each piece between neighbouring crossings, level and upright, whether it enters a box."""
    level = [[False] * len(ys) for _ in xs]
    upright = [[False] * len(ys) for _ in xs]
    for box in boxes:
        columns = [i for i, x in enumerate(xs) if box.left < x < box.right]
        rows = [j for j, y in enumerate(ys) if box.top < y < box.bottom]
        across = [i for i in range(len(xs) - 1) if xs[i] < box.right and box.left < xs[i + 1]]
        down = [j for j in range(len(ys) - 1) if ys[j] < box.bottom and box.top < ys[j + 1]]
        for j in rows:
            for i in across:
                level[i][j] = True
        for i in columns:
            for j in down:
                upright[i][j] = True
    return level, upright


def _corners(
    state: tuple[int, int, int],
    before: dict[tuple[int, int, int], tuple[int, int, int]],
    xs: list[float],
    ys: list[float],
) -> tuple[Point, ...]:
    path = [state]
    while state in before:
        state = before[state]
        path.append(state)
    points = [Point(xs[i], ys[j]) for i, j, _ in reversed(path)]
    return simplified(points)


def simplified(points: Iterable[Point]) -> tuple[Point, ...]:
    """The path without points that lie on the way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            if (ax == bx == point.x) or (ay == by == point.y):
                kept.pop()
        kept.append(point)
    return tuple(kept)
