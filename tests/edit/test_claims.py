from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from edit.small_maps import a_map, done, new_claim

from argmap.core.document import EMPTY
from argmap.core.roles import Role, derive
from argmap.core.values import FARTHEST
from argmap.edit import claims


def test_a_new_thesis_is_marked_selected_and_comes_last() -> None:
    document = a_map("p > a", "q > b", "loose")
    change = claims.add_thesis(document, "c")
    new = new_claim(document, change)
    assert change is not None
    assert (new.text, new.main, change.focus, change.label) == ("c", True, (new.id,), "Add thesis")
    derived = derive(document.apply(change))
    assert derived.roots == ("a", "b", new.id, "loose")


def test_a_thesis_added_after_another_comes_between_it_and_the_next() -> None:
    document = done(EMPTY, claims.add_thesis(EMPTY, "first"))
    document = done(document, claims.add_thesis(document, "third"))
    first = derive(document).roots[0]
    document = done(document, claims.add_thesis(document, "second", after=first))
    assert [document.claims[id].text for id in derive(document).roots] == ["first", "second", "third"]


def test_nothing_is_added_after_a_claim_that_is_not_there() -> None:
    assert claims.add_thesis(a_map("t"), "new", after="nowhere") is None
    assert claims.add_loose(a_map("t"), "new", after="nowhere") is None


def test_a_loose_claim_comes_after_the_loose_claim_named() -> None:
    document = done(EMPTY, claims.add_loose(EMPTY, "a"))
    document = done(document, claims.add_loose(document, "c"))
    first = derive(document).roots[0]
    document = done(document, claims.add_loose(document, "b", after=first))
    assert [document.claims[id].text for id in derive(document).roots] == ["a", "b", "c"]
    assert all(row.role is Role.LOOSE for row in derive(document).rows.values())


def test_rewording_cleans_the_text_and_the_same_text_is_no_change() -> None:
    document = a_map("p > t")
    assert done(document, claims.reword(document, "p", "one\r\ntwo\x00")).claims["p"].text == "one\ntwo\ufffd"
    assert claims.reword(document, "p", "p") is None


def test_several_claims_are_marked_at_once_and_relations_among_them_are_passed_over() -> None:
    document = a_map("r: p > t")
    after = done(document, claims.mark(document, ["p", "r", "t", "nowhere"], basis="evidence", likelihood=0.9))
    assert {(c.basis, c.likelihood) for c in after.claims.values()} == {("evidence", 0.9)}
    assert after.relations == document.relations


@pytest.mark.parametrize(
    "marks",
    [
        {"likelihood": 0},
        {"likelihood": 1},
        {"likelihood": -0.1},
        {"likelihood": float("nan")},
        {"likelihood": float("inf")},
        {"basis": "hearsay"},
        {"confidence": "full"},
        {"note": "kept out with the rest", "confidence": "full"},
    ],
)
def test_a_value_out_of_its_range_marks_nothing(marks: dict[str, Any]) -> None:
    assert claims.mark(a_map("t"), ["t"], **marks) is None


def test_a_mark_that_there_is_not_is_a_bug_of_the_caller() -> None:
    with pytest.raises(TypeError, match="colour"):
        claims.mark(a_map("t"), ["t"], colour="red")  # type: ignore[call-arg]


def test_marks_can_be_taken_off_again() -> None:
    document = a_map("t")
    marked = done(
        document,
        claims.mark(
            document,
            ["t"],
            main=True,
            by=["Russia"],
            note="n",
            basis="gap",
            implicit=True,
            likelihood=0.5,
            confidence="low",
        ),
    )
    assert marked.claims["t"].by == ("Russia",)
    plain = claims.mark(
        marked, ["t"], main=False, by=[], note="", basis="", implicit=False, likelihood=None, confidence=""
    )
    assert done(marked, plain) == document


@pytest.mark.parametrize(
    ("marks", "label"),
    [
        ({"main": True}, "Mark as thesis"),
        ({"likelihood": 0.3}, "Set likelihood"),
        ({"by": ["Russia"], "implicit": True}, "Mark claim"),
    ],
)
def test_the_label_names_the_mark(marks: dict[str, Any], label: str) -> None:
    change = claims.mark(a_map("t"), ["t"], **marks)
    assert change is not None
    assert change.label == label


def test_tags_are_sorted_and_each_there_once() -> None:
    document = a_map("p > t")
    tagged = done(document, claims.tag(document, ["t", "p"], ["noise", " air ", "", "noise"]))
    assert {c.tags for c in tagged.claims.values()} == {("air", "noise")}
    assert claims.tag(tagged, ["t"], ["air"]) is None
    assert done(tagged, claims.untag(tagged, ["t", "p"], ["noise", "air", "rain"])) == document


def test_a_tag_in_an_odd_shape_can_be_taken_off() -> None:
    document = a_map("t")
    odd = done(document, claims.tag(document, ["t"], ["x"]))
    odd = a_map("t", more=[replace(odd.claims["t"], tags=(" x  y ",))])
    assert done(odd, claims.untag(odd, ["t"], [" x  y "])) == document


def test_places_are_whole_units_and_only_what_moves_is_counted() -> None:
    document = a_map("r: p > t")
    change = claims.place(document, {"t": (0.4, -10.6), "p": (3, 4), "r": (1, 1)})
    placed = done(document, change)
    assert (placed.claims["t"].at, placed.claims["p"].at) == ((0, -11), (3, 4))
    assert change is not None
    assert change.label == "Move 2 claims"
    again = claims.place(placed, {"t": (0, -11), "p": (3, 5)})
    assert again is not None
    assert (again.label, set(again.puts)) == ("Move claim", {"p"})


@pytest.mark.parametrize("far", [float("nan"), float("inf"), FARTHEST + 1, -(10**400)])
def test_a_place_off_any_canvas_is_refused(far: float) -> None:
    assert claims.place(a_map("t"), {"t": (0, far)}) is None


def test_places_are_given_up_for_some_or_for_all() -> None:
    document = a_map("p > t")
    placed = done(document, claims.place(document, {"t": (0, 0), "p": (1, 1)}))
    assert done(placed, claims.unplace(placed, ["t", "nowhere"])).claims["p"].at == (1, 1)
    assert done(placed, claims.unplace(placed)) == document
    assert claims.unplace(document) is None
