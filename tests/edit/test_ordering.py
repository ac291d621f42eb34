from __future__ import annotations

from dataclasses import replace

import pytest
from edit.small_maps import a_map, done, lines
from hypothesis import given
from hypothesis import strategies as st
from strategies import documents

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.roles import derive
from argmap.edit import ordering
from argmap.edit.rules import step_of


@given(documents(min_claims=1), st.sampled_from([-1, 1]), st.data())
def test_moving_there_and_back_again_gives_the_same_order(document: Document, by: int, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(sorted(document.claims)))
    step = step_of(document, id)
    via = step.id if step is not None else ""
    if step is not None and len(step.premises) > 1:
        id = step.id  # a linked premise goes with its relation only at the end of the sequence
    change = ordering.reorder(document, id, by)
    if change is not None:
        moved = done(document, change)
        assert change.focus == (id,)
        back = done(moved, ordering.reorder(moved, id, -by, via=via))
        assert [(t, [r.id for r in graph(back).on(t)]) for t in sorted(graph(back).bearing)] == [
            (t, [r.id for r in graph(document).on(t)]) for t in sorted(graph(document).bearing)
        ]
        assert {r.id: r.premises for r in back.relations.values()} == {
            r.id: r.premises for r in document.relations.values()
        }


def test_a_claim_moves_among_what_bears_on_the_same_target_whatever_its_kind() -> None:
    document = a_map("a > t", "b > t", "c ! t")
    assert lines(done(document, ordering.reorder(document, "c", -1))) == ["a > t", "c ! t", "b > t"]
    assert lines(done(document, ordering.reorder(document, "a", 1))) == ["b > t", "a > t", "c ! t"]
    assert lines(done(document, ordering.reorder(document, "c", -9))) == ["c ! t", "a > t", "b > t"]
    assert ordering.reorder(document, "a", -1) is None
    assert ordering.reorder(document, "c", 1) is None
    assert ordering.reorder(document, "b", 0) is None


def test_a_linked_premise_moves_in_its_relation_first_and_then_with_it() -> None:
    document = a_map("z > t", "r: a b > t", "y > t")
    inside = done(document, ordering.reorder(document, "b", -1))
    assert lines(inside) == ["z > t", "b a > t", "y > t"]
    assert lines(done(inside, ordering.reorder(inside, "b", -1))) == ["b a > t", "z > t", "y > t"]
    assert lines(done(document, ordering.reorder(document, "r", 1))) == ["z > t", "y > t", "a b > t"]


def test_theses_move_among_theses_and_loose_claims_among_loose_claims() -> None:
    document = a_map("a > r", "b > s", "c > t", "x", "y", main="s")
    assert derive(done(document, ordering.reorder(document, "r", 1))).roots == ("s", "r", "t", "x", "y")
    assert derive(done(document, ordering.reorder(document, "x", 1))).roots == ("r", "s", "t", "y", "x")
    assert ordering.reorder(document, "t", 1) is None
    assert ordering.reorder(document, "x", -1) is None


def test_equal_keys_are_told_apart_in_the_same_change() -> None:
    document = a_map("a > t", "b > t", "c > t")
    document = Document([*document.claims.values(), *(replace(r, order="") for r in document.relations.values())])
    assert lines(done(document, ordering.reorder(document, "c", -1))) == ["a > t", "c > t", "b > t"]


@pytest.mark.parametrize(
    ("id", "other", "before", "expected"),
    [
        ("c", "a", True, ["c > t", "a > t", "b > t"]),
        ("c", "a", False, ["a > t", "c > t", "b > t"]),
        ("a", "c", False, ["b > t", "c > t", "a > t"]),
        ("a_t", "c_t", True, ["b > t", "a > t", "c > t"]),
    ],
)
def test_a_claim_is_put_before_or_after_another(id: str, other: str, before: bool, expected: list[str]) -> None:
    document = a_map("a > t", "b > t", "c > t")
    assert lines(done(document, ordering.put_beside(document, id, other, before))) == expected


def test_putting_a_claim_where_it_stands_is_no_change() -> None:
    document = a_map("a > t", "b > t", "c d > t")
    assert ordering.put_beside(document, "a", "b", before=True) is None
    assert ordering.put_beside(document, "b", "a") is None
    assert ordering.put_beside(document, "a", "a") is None
    assert ordering.put_beside(document, "c", "d", before=True) is None


def test_a_claim_put_beside_one_on_another_target_bears_on_that() -> None:
    document = a_map("a > t", "b > t", "x ! s", "r: y z > s")
    assert lines(done(document, ordering.put_beside(document, "x", "a"))) == ["y z > s", "a > t", "x ! t", "b > t"]
    after = done(document, ordering.put_beside(document, "y", "b", before=True))
    assert lines(after) == ["x ! s", "z > s", "a > t", "y > t", "b > t"]


def test_a_linked_premise_put_beside_its_fellow_changes_the_sequence() -> None:
    document = a_map("a b c > t")
    assert lines(done(document, ordering.put_beside(document, "c", "a", before=True))) == ["c a b > t"]
    assert lines(done(document, ordering.put_beside(document, "a", "b"))) == ["b a c > t"]


def test_a_thesis_is_put_beside_a_thesis_but_a_premise_is_not() -> None:
    document = a_map("a > r", "b > s", "c > t")
    assert derive(done(document, ordering.put_beside(document, "t", "r", before=True))).roots == ("t", "r", "s")
    assert ordering.put_beside(document, "a", "t") is None


def test_a_loose_claim_put_beside_a_premise_supports_the_same() -> None:
    document = a_map("a > t", "b > t", "x")
    assert lines(done(document, ordering.put_beside(document, "x", "a"))) == ["a > t", "x > t", "b > t"]
