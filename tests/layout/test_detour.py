"""Ways round cards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.detour import Obstacles, detour, is_clear, simplified
from argmap.layout.geometry import Box, Point

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
    assert obstacles.near(area) == sorted(box for box in boxes if box.meets(area))
    assert obstacles.is_free(area) == (not any(box.meets(area) for box in boxes))
