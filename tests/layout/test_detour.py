"""Ways round cards."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.detour import _REACHES, BEND, CLEARANCE, detour, is_clear, simplified
from argmap.layout.geometry import Box, Point
from argmap.layout.obstacles import Obstacles

cells = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20)


def boxes_of(cells: set[tuple[int, int]]) -> list[Box]:
    return [Box(x * 280.0, y * 130.0, x * 280.0 + 232, y * 130.0 + 90) for x, y in sorted(cells)]


@given(cells, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_a_way_is_found_between_cards_on_a_grid_and_enters_none(
    taken: set[tuple[int, int]], ax: int, ay: int, bx: int, by: int
) -> None:
    start, goal = Point(ax * 280.0 + 116, ay * 130.0 - 4), Point(bx * 280.0 + 116, by * 130.0 + 94)
    obstacles = Obstacles(boxes_of(taken))
    path = detour(start, goal, obstacles)
    assert path is not None
    assert (path[0], path[-1]) == (start, goal)
    assert is_clear(path, obstacles)
    assert all(a.x == b.x or a.y == b.y for a, b in zip(path, path[1:]))


def cheapest(start: Point, goal: Point, obstacles: Obstacles, area: Box) -> float | None:
    """What the cheapest way costs on the lines within an area, sought without any hint of where to look first."""
    boxes = obstacles.near(area)
    xs = [start.x, goal.x, *(x for b in boxes for x in (b.left - CLEARANCE, b.right + CLEARANCE))]
    ys = [start.y, goal.y, *(y for b in boxes for y in (b.top - CLEARANCE, b.bottom + CLEARANCE))]
    xs = sorted({x for x in xs if area.left <= x <= area.right})
    ys = sorted({y for y in ys if area.top <= y <= area.bottom})

    def next_to(at: Point) -> Iterator[tuple[Point, str]]:
        i, j = xs.index(at.x), ys.index(at.y)
        for k in (i - 1, i + 1):
            if 0 <= k < len(xs):
                yield Point(xs[k], at.y), "level"
        for k in (j - 1, j + 1):
            if 0 <= k < len(ys):
                yield Point(at.x, ys[k]), "upright"

    queue: list[tuple[float, Point, str]] = [(0.0, start, "")]
    done: set[tuple[Point, str]] = set()
    while queue:
        cost, at, way = heappop(queue)
        if at == goal:
            return cost
        if (at, way) in done:
            continue
        done.add((at, way))
        for to, along in next_to(at):
            if is_clear([at, to], obstacles):
                spent = abs(to.x - at.x) + abs(to.y - at.y) + (BEND if way and along != way else 0)
                heappush(queue, (cost + spent, to, along))
    return None


@given(cells, st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 700)), max_size=4), st.data())
def test_no_way_on_the_lines_is_cheaper_than_the_one_that_is_found(
    taken: set[tuple[int, int]], moved: list[tuple[int, int]], data: st.DataObject
) -> None:
    boxes = [*boxes_of(taken), *(Box(x, y, x + 232.0, y + 90.0) for x, y in moved)]
    obstacles = Obstacles(boxes)
    places = st.tuples(st.integers(-40, 1700), st.integers(-40, 800))
    free = places.map(lambda p: Point(float(p[0]), float(p[1]))).filter(
        lambda p: obstacles.is_free(Box(p.x - 1, p.y - 1, p.x + 1, p.y + 1))
    )
    start, goal = data.draw(free), data.draw(free)
    path = detour(start, goal, obstacles)
    for reach in _REACHES:
        area = Box(*map(min, start, goal), *map(max, start, goal)).grown(reach)
        known = cheapest(start, goal, obstacles, area)
        if known is not None:
            break
    if known is None:
        assert path is None
        return
    assert path is not None and is_clear(path, obstacles)
    spent = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in zip(path, path[1:])) + BEND * max(len(path) - 2, 0)
    if obstacles.near(area):
        assert abs(spent - known) < 1e-6


def test_the_straight_way_is_taken_where_it_is_free() -> None:
    assert detour(Point(0, 0), Point(0, 500), Obstacles()) == (Point(0, 0), Point(0, 500))


def test_no_way_leads_out_of_a_walled_court() -> None:
    walls = [Box(-20, -20, 120, 0), Box(-20, 100, 120, 120), Box(-20, -20, 0, 120), Box(100, -20, 120, 120)]
    assert detour(Point(50, 50), Point(500, 50), Obstacles(walls)) is None


def test_a_path_along_an_edge_does_not_enter() -> None:
    obstacles = Obstacles([Box(0, 0, 100, 100)])
    assert is_clear([Point(0, -50), Point(0, 150)], obstacles)
    assert not is_clear([Point(1, -50), Point(1, 150)], obstacles)


def test_simplifying_drops_what_lies_on_the_way() -> None:
    points = [Point(0, 0), Point(0, 0), Point(0, 5), Point(0, 9), Point(4, 9)]
    assert simplified(points) == (Point(0, 0), Point(0, 9), Point(4, 9))


def test_boxes_are_found_by_place_and_only_there() -> None:
    far, near = Box(1000, 1000, 1100, 1100), Box(-300, -300, 300, 300)
    obstacles = Obstacles([far, near])
    assert obstacles.near(Box(0, 0, 10, 10)) == [near]
    assert obstacles.is_free(Box(400, 400, 410, 410))


spans = st.sampled_from([10.0, 300.0, 40_000.0, 200_000_000.0])
corners = st.sampled_from([-100_000_000.0, -300.0, 0.0, 5.0, 250.0, 9000.0, 100_000_000.0])
wide_boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), corners, corners, spans, spans)


@given(st.lists(wide_boxes, max_size=8, unique=True), wide_boxes, st.data())
def test_boxes_as_large_as_any_map_are_found_as_if_all_were_looked_at(
    boxes: list[Box], area: Box, data: st.DataObject
) -> None:
    obstacles = Obstacles(boxes)
    for gone in data.draw(st.lists(st.sampled_from(boxes), unique=True)) if boxes else []:
        boxes.remove(gone)
        obstacles.remove(gone)
    met = sorted(box for box in boxes if box.meets(area))
    assert obstacles.near(area) == obstacles.few(area, len(met)) == met
    assert not met or obstacles.few(area, len(met) - 1) is None
    assert obstacles.is_free(area) == (not any(box.meets(area) for box in boxes))
