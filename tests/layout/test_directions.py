"""The other directions are the one with the thesis on top, turned."""

from __future__ import annotations

from itertools import chain

import pytest
from geometry_laws import check_bounds, check_clear
from hypothesis import given
from hypothesis import strategies as st
from random_maps import random_document
from strategies import documents

from argmap.core.document import Document
from argmap.core.records import DIRECTIONS, Direction
from argmap.layout.card import size
from argmap.layout.columns import arrange
from argmap.layout.directions import is_sideways, turned, turned_box, turned_point, turned_size, upright_box
from argmap.layout.geometry import Box, Point
from argmap.layout.page import Page

directions = st.sampled_from(DIRECTIONS)
numbers = st.integers(-1000, 1000)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), numbers, numbers, st.integers(1, 99), st.integers(1, 99))


@given(boxes, directions)
def test_turning_a_box_and_back_gives_the_box(box: Box, direction: Direction) -> None:
    assert upright_box(turned_box(box, direction), direction) == box
    there = turned_box(box, direction)
    assert turned_size((box.width, box.height), direction) == (there.width, there.height)


@given(boxes, directions)
def test_boxes_and_points_turn_alike(box: Box, direction: Direction) -> None:
    there = turned_box(box, direction)
    corners = [turned_point(Point(x, y), direction) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    assert there == (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


@given(documents(max_claims=20))
def test_the_thesis_at_the_bottom_is_the_map_mirrored(document: Document) -> None:
    up, down = arrange(document, direction="up"), arrange(document, direction="down")
    for id, box in up.cards.items():
        assert down.cards[id] == Box(box.left, -box.bottom, box.right, -box.top)
    assert [r.curve for r in down.all_routes()] == [tuple(Point(x, -y) for x, y in r.curve) for r in up.all_routes()]


@given(documents(max_claims=20))
def test_the_thesis_at_the_right_is_the_map_with_the_thesis_at_the_left_mirrored(document: Document) -> None:
    left, right = arrange(document, direction="left"), arrange(document, direction="right")
    for id, box in left.cards.items():
        assert right.cards[id] == Box(-box.right, box.top, -box.left, box.bottom)


@given(documents(max_claims=20), directions)
def test_cards_stay_upright_and_of_their_size(document: Document, direction: Direction) -> None:
    for id, box in arrange(document, direction=direction).cards.items():
        width, height = size(document.claims[id])
        assert 0 <= box.width - width < 2 and 0 <= box.height - height < 2


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_thesis_stands_where_the_direction_says(direction: Direction) -> None:
    geometry = arrange(random_document(5, 40), direction=direction)
    thesis, bounds = geometry.cards["c1"], geometry.bounds
    side = {"up": "top", "down": "bottom", "left": "left", "right": "right"}[direction]
    assert getattr(thesis, side) == getattr(bounds, side)
    assert is_sideways(direction) == (direction in ("left", "right"))


def test_turning_up_changes_nothing() -> None:
    geometry = arrange(random_document(5, 10))
    assert turned(geometry, "up") is geometry


def test_the_direction_is_chosen_by_what_the_page_shows_larger() -> None:
    chosen = set()
    for page in ((842.0, 595.0), (3000.0, 300.0), (300.0, 3000.0)):
        for seed in range(6):
            document = random_document(seed, 12)
            found = {way: arrange(document, direction=way, page=page) for way in ("up", "left")}
            shown = {way: Page(*page).text(g.bounds.width, g.bounds.height) for way, g in found.items()}
            auto = arrange(document, direction="auto", page=page)
            way = "up" if auto == found["up"] else "left"
            assert auto == found[way]
            if way == "left":
                assert shown["left"] > shown["up"]
            chosen.add(way)
    assert chosen == {"up", "left"}


@given(documents(max_claims=12), directions)
def test_words_between_linked_premises_lie_on_no_card(document: Document, direction: Direction) -> None:
    geometry = arrange(document, direction=direction)
    for x, y in chain.from_iterable(geometry.ands.values()):
        word = Box(x - 9, y - 3, x + 9, y + 3)
        assert not any(word.meets(box) for box in (*geometry.cards.values(), *geometry.chips.values()))
    check_bounds(geometry)
    check_clear(geometry)
