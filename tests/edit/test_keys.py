from __future__ import annotations

from edit.small_maps import a_map
from hypothesis import given
from hypothesis import strategies as st
from strategies import orders

from argmap.core.document import Document
from argmap.core.graph import graph, place_of
from argmap.core.records import Claim, Kind, Relation
from argmap.edit.draft import Draft
from argmap.edit.keys import LONGEST, fit, fit_many, hang, slot

foreign = st.one_of(orders(), st.sampled_from(["é", "!", "a-b", "0", "00"]))


@given(st.lists(foreign, max_size=6), st.data())
def test_keys_fit_wherever_they_are_asked_for_and_the_siblings_keep_their_order(
    keys: list[str], data: st.DataObject
) -> None:
    relations = [Relation(premises=("p",), target="t", order=key, id=f"r{i}") for i, key in enumerate(keys)]
    document = Document([Claim(id="p"), Claim(id="t"), *relations])
    siblings = graph(document).on("t")
    index = data.draw(st.integers(0, len(siblings)))
    count = data.draw(st.integers(1, 4))
    draft = Draft(document)
    new = fit_many(draft, siblings, index, count)
    assert len(new) == count
    for n, key in enumerate(new):
        draft.add(Relation(premises=("p",), target="t", order=key, id=f"new{n}"))
    expected = [r.id for r in siblings]
    expected[index:index] = [f"new{n}" for n in range(count)]
    assert [r.id for r in graph(draft.result()).on("t")] == expected


def test_siblings_keep_their_keys_where_one_fits_between() -> None:
    document = a_map("a > t", "b > t")
    draft = Draft(document)
    assert "a0" < fit(draft, graph(document).on("t"), 1) < "a1"
    assert draft.change("") is None


def test_a_key_that_has_been_halved_too_often_gives_way_to_plain_ones() -> None:
    document = a_map("a > t", "b > t")
    for n in range(400):
        draft = Draft(document)
        siblings = graph(document).on("t")
        key = fit(draft, siblings, 1)
        assert len(key) <= LONGEST
        draft.add(Relation(premises=("a",), target="t", order=key, id=f"n{n:03}"))
        document = draft.result()
    assert [r.id for r in graph(document).on("t")] == ["a_t", *(f"n{n:03}" for n in reversed(range(400))), "b_t"]


def test_a_support_goes_after_the_last_support_and_an_attack_after_all() -> None:
    on = graph(a_map("a > t", "b ! t", "c > t", "d ! t")).on("t")
    assert (slot(on, Kind.SUPPORT), slot(on, Kind.ATTACK)) == (3, 4)
    assert slot(graph(a_map("a ! t")).on("t"), Kind.SUPPORT) == 0


def test_several_that_come_at_once_keep_their_sequence_within_their_kind() -> None:
    document = a_map("a > t", "b ! t", "p", "q")
    draft = Draft(document)
    coming = [
        Relation(Kind.ATTACK, ("p",), "t"),
        Relation(Kind.SUPPORT, ("p",), "t"),
        Relation(Kind.ATTACK, ("q",), "t"),
        Relation(Kind.SUPPORT, ("q",), "t"),
    ]
    placed = hang(draft, graph(document).on("t"), coming)
    assert len(placed) == 4
    on = sorted(draft.result().relations.values(), key=place_of)
    assert [(str(r.kind), r.premises[0]) for r in on] == [
        ("support", "a"),
        ("support", "p"),
        ("support", "q"),
        ("attack", "b"),
        ("attack", "p"),
        ("attack", "q"),
    ]
