"""What folding, focus and search hide and dim: laws on any map, then cases."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import chain, documents

from argmap.app.visibility import Shown, all_folded, revealed, shown, toggled
from argmap.core.document import Document
from argmap.core.graph import downwards, graph, upwards
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive


@st.composite
def folded_maps(draw: st.DrawFn) -> tuple[Document, frozenset[Id]]:
    document = draw(documents())
    claims = sorted(document.claims)
    return document, frozenset(draw(st.lists(st.sampled_from(claims), max_size=5)) if claims else ())


def ways(document: Document, closed: frozenset[Id]) -> set[Id]:
    """What can be reached from the roots, written anew as a fixed point."""
    reached = set(derive(document).roots)
    while True:
        more = set(reached)
        for relation in document.relations.values():
            if relation.target in reached and relation.target not in closed:
                more |= {relation.id, *relation.premises}
        if more == reached:
            return reached
        reached = more


@given(documents())
def test_without_folds_and_focus_everything_is_shown(document: Document) -> None:
    assert shown(document) == Shown()
    assert shown(document).sentence() == ""


@given(folded_maps())
def test_a_claim_is_folded_away_when_every_way_to_it_leads_through_folded_claims(
    case: tuple[Document, frozenset[Id]],
) -> None:
    document, folded = case
    everything = {*document.claims, *document.relations}
    found = shown(document, folded)
    assert found.hidden == everything - ways(document, folded)
    assert found.folded == len(found.hidden & document.claims.keys())
    assert not set(derive(document).roots) & found.hidden
    assert not found.dimmed


@given(folded_maps())
def test_nothing_is_hidden_silently(case: tuple[Document, frozenset[Id]]) -> None:
    document, folded = case
    found = shown(document, folded)
    assert found.folds.keys() == {id for id in folded if id not in found.hidden and graph(document).on(id)}
    assert all(n > 0 for n in found.folds.values())
    under = {id for fold in found.folds for id in downwards(document, fold)}
    assert found.hidden <= under
    assert bool(found.sentence()) == bool(found.folded)


@given(folded_maps())
def test_a_shown_relation_has_all_its_ends_shown(case: tuple[Document, frozenset[Id]]) -> None:
    document, folded = case
    hidden = shown(document, folded).hidden
    for relation in document.relations.values():
        if relation.id not in hidden:
            assert not hidden & {relation.target, *relation.premises}


@given(folded_maps(), st.data())
def test_what_is_revealed_is_shown(case: tuple[Document, frozenset[Id]], data: st.DataObject) -> None:
    document, folded = case
    ids = [*document.claims, *document.relations]
    if ids:
        id = data.draw(st.sampled_from(ids))
        opened = revealed(folded, document, [id])
        assert opened <= folded
        assert id not in shown(document, opened).hidden


@given(folded_maps(), st.data())
def test_focus_keeps_what_leads_there_and_away_with_whole_relations(
    case: tuple[Document, frozenset[Id]], data: st.DataObject
) -> None:
    document, folded = case
    ids = sorted({*document.claims, *document.relations})
    focus = data.draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else []
    found = shown(document, focus=focus)
    if not focus:
        assert found == Shown()
    for id in focus:
        assert not found.hidden & {*upwards(document, id), *downwards(document, id)}
    for relation in document.relations.values():
        if relation.id not in found.hidden:
            assert not found.hidden & {relation.target, *relation.premises}
    both = shown(document, folded, focus)
    assert both.hidden == found.hidden | shown(document, folded).hidden
    assert both.folded + both.out_of_focus == len(both.hidden & document.claims.keys())


@given(documents(), st.data())
def test_what_is_not_found_is_dimmed_and_nothing_is_hidden_by_it(document: Document, data: st.DataObject) -> None:
    ids = sorted({*document.claims, *document.relations})
    found = data.draw(st.lists(st.sampled_from(ids), max_size=3)) if ids else []
    view = shown(document, found=found)
    assert view.dimmed == set(ids) - set(found)
    assert not view.hidden


@given(documents())
def test_with_all_folded_only_roots_and_what_bears_on_nothing_folded_are_shown(document: Document) -> None:
    found = shown(document, all_folded(document))
    assert document.claims.keys() - found.hidden == set(derive(document).roots)


TWICE = Document(
    [
        *(Claim(id, id=id) for id in "tabcu"),
        Relation(premises=("a",), target="t", order="a0", id="r1"),
        Relation(premises=("b",), target="t", order="a1", id="r2"),
        Relation(premises=("c",), target="a", id="r3"),
        Relation(premises=("c",), target="b", id="r4"),
        Relation(Kind.ATTACK, ("u",), "r3", id="r5"),
    ]
)
"""c bears on a and on b, which bear on t; u undercuts the step from c to a."""


def test_a_claim_used_twice_is_hidden_only_when_both_are_folded() -> None:
    one = shown(TWICE, {"a"})
    assert one.hidden == {"r3", "r5", "u"}
    assert one.folds == {"a": 2}, "the undercutter, and the chip of what stands elsewhere"
    wide = Document([*TWICE.values(), Claim(id="z"), Relation(premises=("z",), target="c", id="r6")])
    assert shown(wide, {"a", "c"}).folds == {"a": 2, "c": 1}, "what is hidden under c is not hidden by a"
    both = shown(TWICE, {"a", "b"})
    assert both.hidden == {"r3", "r4", "r5", "c", "u"}
    assert both.folds == {"a": 2, "b": 1}
    assert both.sentence() == "2 claims folded away"


def test_a_fold_within_a_folded_branch_is_counted_with_it() -> None:
    found = shown(TWICE, {"t", "a"})
    assert found.folds == {"t": 4}
    assert found.folded == 4


def test_space_folds_all_that_is_selected_or_unfolds_it() -> None:
    assert toggled((), TWICE, ("a", "c", "r1")) == {"a"}, "nothing bears on c"
    assert toggled({"a"}, TWICE, ("a", "b")) == {"a", "b"}
    assert toggled({"a", "b", "t"}, TWICE, ("a", "b")) == {"t"}
    assert toggled({"t"}, TWICE, ("c",)) == {"t"}


def test_focus_says_how_many_it_hides() -> None:
    found = shown(TWICE, focus=("b",))
    assert found.hidden == {"a", "r1", "r3", "r5", "u"}
    assert found.sentence() == "2 claims out of focus"
    assert shown(TWICE, focus=("gone",)) == Shown()


def test_what_is_hidden_is_not_dimmed_too() -> None:
    found = shown(TWICE, {"a"}, found={"t"})
    assert found.dimmed == {"a", "b", "c", "r1", "r2", "r4"}


def test_what_was_folded_and_is_gone_does_no_harm() -> None:
    assert shown(TWICE, {"gone", "r1"}) == Shown()


def test_a_long_chain_is_folded_without_recursion() -> None:
    found = shown(chain(3000), {"c10"})
    assert found.folds == {"c10": 2990}
    assert revealed({"c10", "c2000"}, chain(3000), ["c3000"]) == frozenset()
