"""Strokes are right-angled, cross nothing, and are drawn once."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from geometry_laws import crossings, flattened, pieces
from hypothesis import given
from hypothesis import strategies as st
from random_maps import random_document
from strategies import documents

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.records import DIRECTIONS, Claim, Direction, Kind, Relation
from argmap.layout.bars import bars
from argmap.layout.columns import arrange
from argmap.layout.geometry import HEAD, JUNCTION, Geometry, Point
from argmap.layout.spacing import BRACKET, CORNER, EDGE, LANE
from argmap.layout.strokes import rounded
from argmap.layout.tree import MOST_TRUNKS

directions = st.sampled_from(DIRECTIONS)
CLOSE = 1e-6


def runs(document: Document, target: str) -> int:
    """How many runs of one kind there are in what bears on something."""
    return len(list(groupby(relation.kind for relation in graph(document).on(target))))


def has_plain_order(document: Document) -> bool:
    """Whether supports and attacks do not alternate too often for each run to have a trunk of its own."""
    on_claims = all(runs(document, id) <= MOST_TRUNKS for id in document.claims)
    return on_claims and all(runs(document, id) <= 2 for id in document.relations)


@given(documents(max_claims=20), directions)
def test_strokes_are_level_and_upright_with_rounded_corners(document: Document, direction: Direction) -> None:
    for route in arrange(document, direction=direction).all_routes():
        for at in range(0, len(route.curve) - 3, 3):
            a, b, c, d = route.curve[at : at + 4]
            if a.x == d.x or a.y == d.y:
                assert (a.x == b.x == c.x == d.x) or (a.y == b.y == c.y == d.y)
            else:
                assert abs(d.x - a.x) <= CORNER + CLOSE and abs(d.y - a.y) <= CORNER + CLOSE
                assert (b.x == a.x) != (b.y == a.y) and (c.x == d.x) != (c.y == d.y)


@given(documents(max_claims=25), directions, st.sampled_from([(842.0, 595.0), (200.0, 2000.0), (2000.0, 200.0)]))
def test_nothing_crosses_where_supports_and_attacks_do_not_alternate_often(
    document: Document, direction: Direction, page: tuple[float, float]
) -> None:
    if has_plain_order(document):
        assert crossings(arrange(document, direction=direction, page=page)) == 0


def test_nothing_crosses_in_larger_maps_with_supports_before_attacks() -> None:
    for seed in range(6):
        document = in_order(random_document(seed, 150))
        assert has_plain_order(document)
        for direction in DIRECTIONS:
            assert crossings(arrange(document, direction=direction)) == 0


def in_order(document: Document) -> Document:
    """The document with supports before attacks, as the program puts them."""
    return Document(
        Relation(r.kind, r.premises, r.target, order=("a" if r.kind is Kind.SUPPORT else "b") + r.order, id=r.id)
        if isinstance(r, Relation)
        else r
        for r in document.values()
    )


@given(documents(max_claims=25), directions)
def test_no_stretch_is_drawn_twice(document: Document, direction: Direction) -> None:
    """But for the last two units between a bracket and its junction."""
    level: dict[float, list[tuple[float, float, str]]] = {}
    upright: dict[float, list[tuple[float, float, str]]] = {}
    for route in arrange(document, direction=direction).all_routes():
        for a, b in pieces(flattened(route)):
            if a.y == b.y:
                level.setdefault(round(a.y, 3), []).append((min(a.x, b.x), max(a.x, b.x), route.relation))
            elif a.x == b.x:
                upright.setdefault(round(a.x, 3), []).append((min(a.y, b.y), max(a.y, b.y), route.relation))
    for line in (*level.values(), *upright.values()):
        line.sort()
        for (_, end, one), (start, other_end, other) in zip(line, line[1:]):
            assert min(end, other_end) - start <= (BRACKET if one == other else CLOSE)


@given(documents(max_claims=25))
def test_heads_on_one_card_keep_apart(document: Document) -> None:
    geometry = arrange(document)
    tips: dict[str, list[float]] = {}
    for route in geometry.all_routes():
        target = document.relations[route.relation].target
        if route.tip is not None and target in document.claims:
            card = geometry.cards[target]
            assert card.left + EDGE <= route.tip.x <= card.right - EDGE
            tips.setdefault(target, []).append(route.tip.x)
    for found in tips.values():
        found.sort()
        apart = min(LANE, (232 - 2 * EDGE) / max(1, len(found) - 1))
        assert all(b - a >= apart - CLOSE for a, b in zip(found, found[1:]))


def siblings(signs: str) -> Document:
    """A thesis with so many premises, each supporting or attacking it."""
    relations = [
        Relation(Kind.SUPPORT if sign == "+" else Kind.ATTACK, (f"c{at}",), "t", order=f"{at:03}1", id=f"r{at}")
        for at, sign in enumerate(signs)
    ]
    claims = [Claim("One line.", id=id) for id in ("t", *(f"c{at}" for at in range(len(signs))))]
    return Document([*claims, *relations])


def heads(geometry: Geometry) -> list[str]:
    """The relations that own a trunk and its head, from left to right."""
    owners = [route for route in geometry.all_routes() if route.tip is not None]
    return [route.relation for route in sorted(owners, key=lambda route: route.tip or Point(0, 0))]


def test_of_each_kind_in_a_column_the_one_that_reaches_furthest_owns_trunk_and_head_outermost() -> None:
    geometry = arrange(siblings("+++--"), page=(200, 2000))
    assert heads(geometry) == ["r4", "r2"]
    lanes = {route.relation: route.curve[-1].x for route in geometry.all_routes() if not route.premise}
    assert lanes["r3"] == lanes["r4"] == lanes["r0"] - LANE
    assert lanes["r0"] == lanes["r1"] == lanes["r2"]


def test_each_run_of_a_kind_has_a_trunk_so_that_nothing_crosses() -> None:
    geometry = arrange(siblings("+-+"), page=(200, 2000))
    assert heads(geometry) == ["r2", "r1", "r0"]
    assert crossings(geometry) == 0


def test_where_the_kinds_alternate_often_each_kind_has_one_trunk() -> None:
    geometry = arrange(siblings("+-+-+-"), page=(200, 2000))
    assert heads(geometry) == ["r5", "r4"]
    assert crossings(geometry) == 2  # the first two attacks, with the trunk of the supports


def test_columns_of_one_kind_share_one_head() -> None:
    geometry = arrange(siblings("+++++++"), page=(2000, 200))
    assert len(heads(geometry)) == 1
    assert len({box.top for id, box in geometry.cards.items() if id != "t"}) == 1


def test_a_head_is_in_the_middle_of_a_card_that_stands_over_an_even_number_of_columns() -> None:
    geometry = arrange(siblings("++"), page=(2000, 200))
    (tip,) = [route.tip for route in geometry.all_routes() if route.tip]
    card = geometry.cards["t"]
    assert tip == (card.centre.x, card.bottom)
    (owner,) = [route for route in geometry.all_routes() if route.tip]
    assert owner.curve[-1] == (tip.x, tip.y + HEAD)


lanes = st.lists(
    st.tuples(st.integers(-900, 900).map(lambda x: 14.0 * x), st.sampled_from(Kind)),
    min_size=1,
    max_size=8,
    unique_by=lambda lane: lane[0],
).map(sorted)


@given(lanes, st.booleans())
def test_bars_below_a_card_cross_no_riser_and_no_trunk(lanes: list[tuple[float, Kind]], centred: bool) -> None:
    left, right = -116.0, 116.0
    found, levels = bars(left, right, lanes, centred)
    assert [at for bar in found for at in range(bar.first, bar.end)] == list(range(len(lanes)))
    assert max(bar.level for bar in found) <= levels <= len(found) or levels == 1
    for bar in found:
        assert left + EDGE - CLOSE <= bar.riser <= right - EDGE + CLOSE
        assert len({kind for _, kind in lanes[bar.first : bar.end]}) == 1
    for one, other in zip(found, found[1:]):
        assert lanes[one.first][1] != lanes[other.first][1]
        assert one.riser < other.riser
    drop = {at: bar.level or 99 for bar in found for at in range(bar.first, bar.end)}
    for bar in found:
        if not bar.level:
            continue
        spots = [lanes[at][0] for at in range(bar.first, bar.end)] + [bar.riser]
        for other in found:
            if other is bar:
                continue
            if min(spots) <= other.riser <= max(spots):
                assert (other.level or 99) < bar.level  # its riser ends above this bar
            for at in range(other.first, other.end):
                if min(spots) <= lanes[at][0] <= max(spots):
                    assert drop[at] > bar.level  # its trunk begins below this bar


def test_corners_are_rounded_by_their_radius_or_as_far_as_there_is_room() -> None:
    curve = rounded((0, 0), (20, 0), (20, 30))
    assert (curve[0], curve[-1]) == ((0, 0), (20, 30))
    assert (20 - CORNER, 0) in curve and (20, CORNER) in curve
    assert rounded((0, 0), (20, 0), (20, 3))[-1] == (20, 3)
    assert (17, 0) in rounded((0, 0), (20, 0), (20, 3))
    assert rounded((0, 0), (20, 0)) == ((0, 0), (20 / 3, 0), (20 - 20 / 3, 0), (20, 0))
    assert rounded((0, 0), (0, 0), (0, 9))[-1] == (0, 9)


def test_a_stroke_ends_on_the_rim_of_the_junction_it_bears_on() -> None:
    claims = [Claim("One line.", id=id) for id in "tabu"]
    relations = [
        Relation(Kind.SUPPORT, ("a",), "t", id="r"),
        Relation(Kind.SUPPORT, ("b",), "r", order="a", id="backing"),
        Relation(Kind.ATTACK, ("u",), "r", order="b", id="undercut"),
    ]
    geometry = arrange(Document([*claims, *relations]))
    ring = geometry.junctions["r"]
    ends = {route.relation: route for route in geometry.all_routes() if not route.premise}
    for name, apart in (("backing", HEAD), ("undercut", 0)):
        tip, end = ends[name].tip, ends[name].curve[-1]
        assert tip is not None
        assert abs((tip.x - ring.x) ** 2 + (tip.y - ring.y) ** 2 - JUNCTION**2) < CLOSE
        assert (end.x, end.y) == (tip.x, tip.y + apart)
    assert Counter(route.tip is not None for route in geometry.all_routes()) == {True: 3, False: 3}
