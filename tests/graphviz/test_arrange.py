"""Arranging with Graphviz: sizes in, places and routes back, moved as little as can be."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from picture_engines import ENGINES, engine
from picture_sample import DOCUMENT
from strategies import documents, random_document

from argmap.core.document import Document
from argmap.core.records import DIRECTIONS, Claim, Direction, Group, Kind, MapInfo, Relation
from argmap.graphviz.arrange import LAYOUTS, arrange
from argmap.graphviz.engine import EngineError
from argmap.layout.card import size
from argmap.layout.geometry import HEAD, JUNCTION, Geometry, Point

CHAIN = Document(
    [
        MapInfo(),
        *(Claim(id=f"c{n}", text="x" * 9 * (n + 1)) for n in range(4)),
        *(Relation(id=f"r{n}", kind=Kind.SUPPORT, premises=(f"c{n + 1}",), target=f"c{n}") for n in range(3)),
    ]
)


def check(document: Document, found: Geometry) -> None:
    """What every arrangement keeps to, whoever made it."""
    assert found.cards.keys() == document.claims.keys()
    assert found.junctions.keys() == document.relations.keys()
    for id, box in found.cards.items():
        assert (box.width, box.height) == pytest.approx(size(document.claims[id]))
        assert found.bounds.left <= box.left and box.right <= found.bounds.right
        assert found.bounds.top <= box.top and box.bottom <= found.bounds.bottom
    routes = {(route.relation, route.premise): route for route in found.all_routes()}
    wanted = {(r.id, end) for r in document.relations.values() for end in ("", *r.premises)}
    assert routes.keys() == wanted and len(list(found.all_routes())) == len(wanted)
    for (relation, premise), route in routes.items():
        assert len(route.curve) % 3 == 1 and len(route.curve) >= 4
        assert (route.tip is None) == bool(premise)
        ring = found.junctions[relation]
        assert dist(route.curve[-1 if premise else 0], ring) < 3 * JUNCTION


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_a_place_to_everything_and_no_card_lies_on_another(name: str, layout: str) -> None:
    found = arrange(DOCUMENT, engine(name), layout)
    check(DOCUMENT, found)
    assert not any(one.grown(-1).meets(other.grown(-1)) for one, other in combinations(found.cards.values(), 2))


@pytest.mark.parametrize("name", ENGINES)
@given(document=documents())
@settings(max_examples=10)
def test_dot_gives_a_place_to_everything_of_any_map(name: str, document: Document) -> None:
    if document.claims:
        check(document, arrange(document, engine(name), "dot"))


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_thesis_stands_where_the_direction_says(direction: Direction) -> None:
    found = arrange(CHAIN, engine("bundled"), "dot", direction)
    centres = [found.cards[f"c{n}"].centre for n in range(4)]
    along = [point.y if direction in ("up", "down") else point.x for point in centres]
    assert along == sorted(along, reverse=direction in ("down", "right"))


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_within_groups_too(name: str, direction: Direction) -> None:
    groups = [Group(id="g0", title="outer"), Group(id="g1", title="inner", parent="g0")]
    claims = [replace(claim, group="g0" if id < "c2" else "g1") for id, claim in CHAIN.claims.items()]
    document = Document([MapInfo(), *groups, *claims, *CHAIN.relations.values()])
    found = arrange(document, engine(name), "dot", direction)
    check(document, found)
    centres = [found.cards[f"c{n}"].centre for n in range(4)]
    along = [point.y if direction in ("up", "down") else point.x for point in centres]
    assert along == sorted(along, reverse=direction in ("down", "right"))
    assert len(set(along)) == 4


def test_a_head_is_as_long_as_it_should_be_and_points_at_the_target() -> None:
    found = arrange(CHAIN, engine("bundled"), "dot", "up")
    for route in found.all_routes():
        if route.tip is not None:
            assert dist(route.curve[-1], route.tip) == pytest.approx(HEAD, abs=0.05)
            target = found.cards[CHAIN.relations[route.relation].target]
            assert target.grown(2).left <= route.tip.x <= target.grown(2).right
            assert abs(route.tip.y - target.bottom) < 2


def test_what_stands_already_moves_as_little_as_can_be() -> None:
    first = arrange(DOCUMENT, engine("bundled"), "dot")
    shifted = {id: Point(box.centre.x + 1234, box.centre.y - 567) for id, box in first.cards.items()}
    again = arrange(DOCUMENT, engine("bundled"), "dot", before=shifted)
    assert all(dist(again.cards[id].centre, place) < 1 for id, place in shifted.items())


def test_it_is_mirrored_where_less_moves_so() -> None:
    first = arrange(DOCUMENT, engine("bundled"), "dot")
    mirrored = {id: Point(-box.centre.x, box.centre.y) for id, box in first.cards.items()}
    again = arrange(DOCUMENT, engine("bundled"), "dot", before=mirrored)
    assert all(dist(again.cards[id].centre, place) < 1 for id, place in mirrored.items())


def test_dot_is_never_turned_upside_down() -> None:
    first = arrange(CHAIN, engine("bundled"), "dot", "up")
    turned = {id: Point(box.centre.x, -box.centre.y) for id, box in first.cards.items()}
    again = arrange(CHAIN, engine("bundled"), "dot", "up", before=turned)
    assert again.cards["c0"].centre.y < again.cards["c3"].centre.y


def test_places_of_claims_are_what_it_keeps_to_where_nothing_else_is_said() -> None:
    placed = Document(replace(r, at=(5000, 700)) if r.id == "c0" else r for r in CHAIN.values())
    centre = arrange(placed, engine("bundled"), "dot").cards["c0"].centre
    assert dist(centre, (5000, 700)) < 2


def test_an_engine_that_takes_too_long_is_an_engine_error() -> None:
    with pytest.raises(EngineError):
        arrange(random_document(1, 1000), engine("bundled"), "dot", timeout=0.02)
