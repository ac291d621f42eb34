"""Where the arrow keys lead: laws on any map, then cases on a small one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import documents

from argmap.app import navigation
from argmap.app.navigation import Trail, after, before, branch, extended, first_bearing, relation_of, target
from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive

MAP = Document(
    [
        Claim("Thesis", main=True, id="t"),
        Claim("First", id="a"),
        Claim("First, linked", id="b"),
        Claim("Second", id="c"),
        Claim("Below the first", id="d"),
        Claim("Undercutter", id="u"),
        Claim("Loose", id="z"),
        Relation(premises=("a", "b"), target="t", order="a0", id="r1"),
        Relation(Kind.ATTACK, ("c",), "t", order="a1", id="r2"),
        Relation(premises=("d",), target="a", order="a0", id="r3"),
        Relation(Kind.ATTACK, ("u",), "r1", order="a0", id="r4"),
        Relation(premises=("d",), target="c", order="a0", id="r5"),
    ]
)
"""t ← (a, b) ← u on the step; t ← c; d bears on a and on c."""


@st.composite
def maps_with_hidden(draw: st.DrawFn) -> tuple[Document, frozenset[Id]]:
    document = draw(documents())
    ids = [*document.claims, *document.relations]
    return document, frozenset(draw(st.lists(st.sampled_from(ids), max_size=4)) if ids else ())


@given(maps_with_hidden())
def test_no_key_leads_to_what_is_hidden_or_not_there_or_nowhere_at_all(case: tuple[Document, frozenset[Id]]) -> None:
    document, hidden = case
    shown = {*document.claims, *document.relations} - hidden
    for id in (*document.claims, *document.relations):
        for found in (
            target(document, id, hidden=hidden),
            first_bearing(document, id, hidden),
            before(document, id, hidden),
            after(document, id, hidden),
        ):
            assert found is None or (found in shown and found != id)
        assert relation_of(document, id, hidden=hidden) in shown | {None}


@given(maps_with_hidden())
def test_down_goes_forward_in_reading_order_and_up_goes_back(case: tuple[Document, frozenset[Id]]) -> None:
    document, hidden = case
    for order in (derive(document).order, navigation.relations_in_order(document)):
        rank = {id: n for n, id in enumerate(order)}
        for id in order:
            down, up = after(document, id, hidden), before(document, id, hidden)
            assert down is None or rank[down] > rank[id]
            assert up is None or rank[up] < rank[id]
            assert (down is None) == all(other in hidden for other in order[rank[id] + 1 :])
            assert (up is None) == all(other in hidden for other in order[: rank[id]])


@given(documents())
def test_the_order_of_relations_has_each_once(document: Document) -> None:
    order = navigation.relations_in_order(document)
    assert len(order) == len(set(order))
    assert set(order) == set(document.relations)


@given(documents())
def test_the_relations_of_a_claim_come_round_in_a_ring(document: Document) -> None:
    for claim in document.claims:
        uses = {r.id for r in graph(document).of(claim)}
        met, at = set(), relation_of(document, claim)
        assert (at is None) == (not uses)
        while at is not None and at not in met:
            met.add(at)
            at = relation_of(document, at, claim)
        assert met == uses


@given(documents())
def test_a_branch_is_what_the_outline_numbers_under_a_claim(document: Document) -> None:
    rows = derive(document).rows
    for claim in document.claims:
        under = [id for id in derive(document).order if rows[id].number.startswith(rows[claim].number + ".")]
        assert branch(document, claim) == (claim, *under)


def test_left_goes_to_the_target_be_it_a_claim_or_a_relation() -> None:
    assert [target(MAP, id) for id in ("a", "u", "r4", "r1", "t", "z")] == ["t", "r1", "r1", "t", None, None]


def test_left_of_a_claim_with_two_targets_follows_the_relation_last_visited() -> None:
    assert target(MAP, "d") == "a"
    assert target(MAP, "d", via="r5") == "c"
    assert target(MAP, "d", via="r1") == "a", "a relation of another claim says nothing"


def test_left_passes_over_a_target_that_is_hidden() -> None:
    assert target(MAP, "d", hidden={"a"}) == "t"
    assert target(MAP, "u", hidden={"r1"}) == "t"
    assert target(MAP, "d", hidden={"a", "t"}) is None


def test_right_goes_to_the_first_that_bears_on_it() -> None:
    assert [first_bearing(MAP, id) for id in ("t", "a", "r1", "r2", "b", "z")] == ["a", "d", "a", "c", None, None]
    assert first_bearing(MAP, "t", {"a", "r1"}) == "c"


def test_up_and_down_take_those_on_the_same_target_first_then_the_reading_order() -> None:
    assert derive(MAP).order == ("t", "a", "d", "b", "u", "c", "z")
    assert [after(MAP, id) for id in ("t", "a", "b", "c", "d", "u", "z")] == ["a", "b", "c", "z", "b", "c", None]
    assert [before(MAP, id) for id in ("t", "a", "b", "c", "d", "u", "z")] == [None, "t", "a", "b", "a", "b", "c"]


def test_relations_go_among_relations() -> None:
    assert navigation.relations_in_order(MAP) == ("r1", "r4", "r2", "r3", "r5")
    assert [after(MAP, r) for r in ("r1", "r4", "r2", "r3", "r5")] == ["r2", "r2", "r3", "r5", None]
    assert [before(MAP, r) for r in ("r1", "r4", "r2", "r3", "r5")] == [None, "r1", "r1", "r2", "r3"]


def test_the_relation_by_which_it_bears_and_the_next_such() -> None:
    assert relation_of(MAP, "d") == "r3"
    assert relation_of(MAP, "r3", "d") == "r5"
    assert relation_of(MAP, "r5", "d") == "r3"
    assert relation_of(MAP, "r3") == "r5", "without a claim that one came from, the first premise counts"
    assert relation_of(MAP, "d", hidden={"r3"}) == "r5"
    assert relation_of(MAP, "t") is None


def test_first_and_last_are_those_of_the_reading_order_that_are_shown() -> None:
    assert (navigation.first(MAP), navigation.last(MAP)) == ("t", "z")
    assert (navigation.first(MAP, {"t"}), navigation.last(MAP, {"z", "c"})) == ("a", "u")
    assert navigation.first(Document()) is None


def test_extending_a_selection_back_gives_up_the_last() -> None:
    assert extended((), "a") == ("a",)
    assert extended(("a", "b"), "c") == ("a", "b", "c")
    assert extended(("a", "b", "c"), "b") == ("a", "b")
    assert extended(("a", "b", "c"), "a") == ("b", "c", "a")


def test_back_and_forward_pass_over_what_is_gone() -> None:
    trail = Trail()
    assert trail.back(MAP) is None
    assert trail.forward(MAP) is None
    for id in ("t", "a", "a", "gone", "c"):
        trail.visit(id)
    assert trail.forward(MAP) is None
    assert trail.back(MAP) == "a"
    assert trail.back(MAP) == "t"
    assert trail.back(MAP) is None
    assert trail.forward(MAP) == "a"
    trail.visit("a")
    assert trail.forward(MAP) == "c", "selecting what one has gone back to keeps what lies ahead"
    trail.visit("b")
    assert trail.forward(MAP) is None
    assert trail.back(MAP) == "c"


@given(st.lists(st.sampled_from(["t", "a", "b", "c"]), max_size=30))
def test_going_back_and_forward_ends_where_it_began(visits: list[Id]) -> None:
    trail = Trail()
    for id in visits:
        trail.visit(id)
    steps = 0
    while trail.back(MAP) is not None:
        steps += 1
    here = visits[0] if visits else None
    for _ in range(steps):
        here = trail.forward(MAP)
    assert here == (visits[-1] if visits else None)
    assert trail.forward(MAP) is None


def test_where_one_was_last_is_known_while_it_is_there_and_shown() -> None:
    trail = Trail()
    assert trail.here(MAP) is None
    trail.visit("a")
    assert trail.here(MAP) == "a"
    assert trail.here(MAP, {"a"}) is None
    assert trail.here(Document()) is None
