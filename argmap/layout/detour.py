"""Ways round cards: the shortest right-angled path between two points that enters no box.

The path is sought with A* on the lines that run a clearance outside the edges of the boxes near by (after
M. Wybrow, K. Marriott, P. Stuckey, "Orthogonal Connector Routing", Graph Drawing 2009), cost being length
plus a price for each bend.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import heappop, heappush
from itertools import chain
from math import inf

from argmap.layout.geometry import Box, Point

CLEARANCE = 8.0
"""How far a way keeps from a card, in units."""

BEND = 40.0
"""What a bend costs, in units of length."""

CELL = 256.0
"""The size of the cells in which boxes are looked up."""

_REACHES = (60.0, 300.0, 1200.0)
"""How far round start and goal is searched, one after the other."""

_MOST_STATES = 10_000
"""After so many steps of a search it is given up: only among cards that lie on one another does a way take more."""

_MOST_BOXES = 90
"""Beyond so many boxes near by the search would take too long to be worth it."""


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

    def is_free(self, area: Box) -> bool:
        """Whether no box overlaps the area."""
        left, top, right, bottom = area
        for a, b, c, d in self._around(area):  # noqa: SIM110 - asked so often that the quickest way counts
            if a < right and c > left and b < bottom and d > top:
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
        boxes = obstacles.near(area)
        if looked is not None:
            looked.append(area)
        if len(boxes) > _MOST_BOXES:
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
    level, upright = _blocked(xs, ys, boxes)
    high = len(ys)
    first, last = xs.index(start.x) * high + ys.index(start.y), xs.index(goal.x) * high + ys.index(goal.y)
    if not _is_reached(first, last, level, upright, high):
        return None
    goal_i, goal_j = divmod(last, high)
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
                    # The distance, and a bend where the way has to turn for it.
                    guess = from_x[ni] + from_y[j] + (BEND if j != goal_j else 0.0)
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
                    guess = from_x[i] + from_y[nj] + (BEND if i != goal_i else 0.0)
                    heappush(queue, (spent + guess, spent, following))
    return None


def _is_reached(start: int, goal: int, level: bytearray, upright: bytearray, high: int) -> bool:
    """Whether any way leads from one crossing to another.

    A search that fails looks at every crossing three times over, and most reaches fail. So the crossings that can be
    reached are spread first, a whole upright line at once: a line's crossings are the bits of one number.
    """
    columns = range(0, len(level), high)
    sideways = [_bits(level[at : at + high]) for at in columns]
    along = [_bits(upright[at : at + high]) for at in columns]
    (first, bit), (last, aim) = ((place // high, 1 << (high - 1 - place % high)) for place in (start, goal))
    reached = [0] * len(columns)
    coming = {first: bit}
    while coming:
        column, new = coming.popitem()
        found = _spread(reached[column] | new, along[column], high)
        if found == reached[column]:
            continue
        if column == last and found & aim:
            return True
        reached[column] = found
        for next_one, free in ((column + 1, sideways[column]), (column - 1, sideways[column - 1])):
            if passing := found & free:
                coming[next_one] = coming.get(next_one, 0) | passing
    return False


def _bits(blocked: bytearray) -> int:
    """A line's pieces as a number whose bits tell the free ones, the first piece highest."""
    return int(blocked.translate(_FREE), 2)


_FREE = bytes.maketrans(b"\0\1", b"10")


def _spread(reached: int, free: int, high: int) -> int:
    """The crossings of a line that can be reached along it: from each bit over the free pieces beside it.

    A free bit tells of the piece between its crossing and the next lower one. The step doubles each time, after
    P. Kogge, H. Stone, "A Parallel Algorithm for the Efficient Solution of a General Class of Recurrence Equations",
    IEEE Transactions on Computers 22 (1973).
    """
    step = 1
    while step < high:
        reached |= (reached & free) >> step | (reached << step) & free
        free &= free << step
        step *= 2
    return reached


def _lines(wanted: tuple[float, float], edges: list[float], low: float, high: float) -> list[float]:
    return sorted({*wanted, *(edge for edge in edges if low <= edge <= high)})


def _blocked(xs: list[float], ys: list[float], boxes: Iterable[Box]) -> tuple[bytearray, bytearray]:
    """For each piece that begins at a crossing, level and upright, whether it enters a box or leaves the lines."""
    wide, high = len(xs), len(ys)
    level, upright = bytearray(wide * high), bytearray(wide * high)
    level[-high:] = b"\1" * high
    upright[high - 1 :: high] = b"\1" * wide
    for box in boxes:
        left, right = bisect_right(xs, box.left), bisect_left(xs, box.right)
        top, bottom = bisect_right(ys, box.top), bisect_left(ys, box.bottom)
        inside = b"\1" * max(bottom - top, 0)
        for i in range(max(left - 1, 0), min(right, wide - 1)):
            level[i * high + top : i * high + top + len(inside)] = inside
        down, up = max(top - 1, 0), min(bottom, high - 1)
        pieces = b"\1" * max(up - down, 0)
        for i in range(left, right):
            upright[i * high + down : i * high + down + len(pieces)] = pieces
    return level, upright


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
