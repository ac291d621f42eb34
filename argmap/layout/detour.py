"""Ways round cards: the shortest right-angled path between two points that enters no box.

The path is sought with A* on the lines that run a clearance outside the edges of the boxes near by (after
M. Wybrow, K. Marriott, P. Stuckey, "Orthogonal Connector Routing", Graph Drawing 2009), cost being length
plus a price for each bend.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from heapq import heappop, heappush
from math import inf

from argmap.layout.geometry import Box, Point
from argmap.layout.grid import Grid, bends_left
from argmap.layout.obstacles import Obstacles

CLEARANCE = 8.0
"""How far a way keeps from a card, in units."""

BEND = 40.0
"""What a bend costs, in units of length."""

_REACHES = (60.0, 120.0, 300.0, 1200.0)
"""How far round start and goal is searched, one after the other."""

_MOST_STATES = 10_000
"""After so many steps of a search it is given up: only among cards that lie on one another does a way take more."""

_MOST_BOXES = 90
"""Beyond so many boxes near by the search would take too long to be worth it."""


def is_clear(points: Iterable[Point], obstacles: Obstacles) -> bool:
    """Whether a path of upright and level pieces enters no box."""
    path = list(points)
    return all(obstacles.is_free(_span(a, b)) for a, b in zip(path, path[1:]))


def _span(a: Point, b: Point) -> Box:
    """The flat box of one piece; it overlaps a box only where the line runs inside it."""
    return Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))


def detour(
    start: Point, goal: Point, obstacles: Obstacles, looked: list[Box] | None = None
) -> tuple[Point, ...] | None:
    """The corners of the cheapest path from start to goal, both included, or None where none is found near by.

    `looked` takes in the area on whose boxes the outcome depends. Both ends have to lie outside all boxes; the first
    and last piece may have any direction.
    """
    for reach in _REACHES:
        area = Box(min(start.x, goal.x), min(start.y, goal.y), max(start.x, goal.x), max(start.y, goal.y)).grown(reach)
        boxes = obstacles.few(area, _MOST_BOXES)
        if looked is not None:
            looked.append(area)
        if boxes is None:
            return None
        if start != goal and any(_holds(box, start) or _holds(box, goal) for box in boxes):
            return None
        if not boxes and start.x != goal.x and start.y != goal.y:
            return start, Point(start.x, (start.y + goal.y) / 2), Point(goal.x, (start.y + goal.y) / 2), goal
        path = _search(start, goal, tuple(boxes), area)
        if path is not None:
            return path or None
    return None


def _holds(box: Box, point: Point) -> bool:
    """Whether a point lies inside a box: no way leads to it, and to find that out by search takes longest of all."""
    return box.left < point.x < box.right and box.top < point.y < box.bottom


@lru_cache(maxsize=4096)  # a change leaves most of what stands round a stroke as it was, and undo brings it back
def _search(start: Point, goal: Point, boxes: tuple[Box, ...], area: Box) -> tuple[Point, ...] | None:
    """The corners of the cheapest path within an area, None where there is none, () where it is too far to seek."""
    xs = _lines(
        (start.x, goal.x), [e for b in boxes for e in (b.left - CLEARANCE, b.right + CLEARANCE)], area.left, area.right
    )
    ys = _lines(
        (start.y, goal.y), [e for b in boxes for e in (b.top - CLEARANCE, b.bottom + CLEARANCE)], area.top, area.bottom
    )
    grid = Grid.of(xs, ys, boxes)
    high, level, upright = grid.high, grid.level, grid.upright
    first, last = xs.index(start.x) * high + ys.index(start.y), xs.index(goal.x) * high + ys.index(goal.y)
    bends = bends_left(grid, first, last)
    if bends is None:
        return None
    level_runs, upright_runs = bends
    wide, level_at, level_bends = grid.wide, level_runs.at, level_runs.bends
    upright_at, upright_bends = upright_runs.at, upright_runs.bends
    # What is left to go from each line, at least.
    from_x, from_y = [abs(x - goal.x) for x in xs], [abs(y - goal.y) for y in ys]
    # A state is three times the number of a crossing of two lines, and how it was reached: 0 at the start, 1 level,
    # 2 upright. Crossings are counted along the upright lines.
    best = [inf] * (3 * len(xs) * high)
    best[3 * first] = 0.0
    before: dict[int, int] = {}
    queue: list[tuple[float, float, int]] = [(0.0, 0.0, 3 * first)]
    tried = 0
    while queue:
        _, cost, state = heappop(queue)
        if cost > best[state]:
            continue
        tried += 1
        if tried > _MOST_STATES:
            return ()
        crossing, way = divmod(state, 3)
        if crossing == last:
            return _corners(state, before, xs, ys)
        i, j = divmod(crossing, high)
        x, y = xs[i], ys[j]
        base = cost + (BEND if way == 2 else 0.0)
        # The last piece of each line counts as blocked; it is the one before the first, too.
        for piece, step in ((crossing, 1), (crossing - high, -1)):
            if not level[piece]:
                ni = i + step
                spent = base + abs(xs[ni] - x)
                following = 3 * (ni * high + j) + 1
                if spent < best[following]:
                    best[following] = spent
                    before[following] = state
                    guess = from_x[ni] + from_y[j] + BEND * level_bends[level_at[j * wide + ni]]
                    heappush(queue, (spent + guess, spent, following))
        base = cost + (BEND if way == 1 else 0.0)
        for piece, step in ((crossing, 1), (crossing - 1, -1)):
            if not upright[piece]:
                nj = j + step
                spent = base + abs(ys[nj] - y)
                following = 3 * (crossing + step) + 2
                if spent < best[following]:
                    best[following] = spent
                    before[following] = state
                    guess = from_x[i] + from_y[nj] + BEND * upright_bends[upright_at[crossing + step]]
                    heappush(queue, (spent + guess, spent, following))
    return None


def _lines(wanted: tuple[float, float], edges: list[float], low: float, high: float) -> list[float]:
    return sorted({*wanted, *(edge for edge in edges if low <= edge <= high)})


def _corners(state: int, before: dict[int, int], xs: list[float], ys: list[float]) -> tuple[Point, ...]:
    path = [state]
    while state in before:
        state = before[state]
        path.append(state)
    crossings = (divmod(state // 3, len(ys)) for state in reversed(path))
    return simplified(Point(xs[i], ys[j]) for i, j in crossings)


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
