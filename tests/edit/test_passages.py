from __future__ import annotations

import pytest
from edit.small_maps import a_map, done, lines, new_claim

from argmap.core.anchors import State, state
from argmap.core.records import Source
from argmap.core.roles import Role, derive
from argmap.edit.passages import Use, claim_from_passage

TEXT = "Measured NO2\n halved on the closed street."
SOURCE = Source(text=TEXT, id="s1")


@pytest.mark.parametrize(
    ("use", "target", "expected"),
    [
        ("premise", "t", ["a > t", "new > t", "b ! t"]),
        ("counterpoint", "t", ["a > t", "b ! t", "new ! t"]),
        ("linked", "a", ["a new > t", "b ! t"]),
        ("linked", "b_t", ["a > t", "b new ! t"]),
        ("undercut", "a", ["new ! (a > t)", "a > t", "b ! t"]),
        ("undercut", "a_t", ["new ! (a > t)", "a > t", "b ! t"]),
        ("premise", "a_t", ["new > (a > t)", "a > t", "b ! t"]),
    ],
)
def test_a_passage_becomes_a_claim_that_bears_on_the_target_in_one_change(
    use: Use, target: str, expected: list[str]
) -> None:
    document = a_map("a > t", "b ! t", more=[SOURCE])
    change = claim_from_passage(document, "s1", 0, 20, use, target, text="new")
    after = done(document, change)
    claim = new_claim(document, change)
    (excerpt,) = after.excerpts.values()
    assert lines(after) == expected
    assert (excerpt.on, excerpt.exact, state(excerpt, TEXT)) == (claim.id, TEXT[:20], State.EXACT)
    assert change is not None
    assert change.focus == (claim.id,)


@pytest.mark.parametrize(("use", "role"), [("thesis", Role.THESIS), ("claim", Role.LOOSE)])
def test_a_passage_becomes_a_thesis_or_a_loose_claim_without_a_target(use: Use, role: Role) -> None:
    document = a_map("a > t", more=[SOURCE])
    change = claim_from_passage(document, "s1", 0, 20, use)
    claim = new_claim(document, change)
    assert derive(done(document, change)).rows[claim.id].role is role


def test_the_claim_is_worded_like_the_passage_in_one_line_unless_words_are_given() -> None:
    document = a_map("t", more=[SOURCE])
    assert new_claim(document, claim_from_passage(document, "s1", 0, 20, "premise", "t")).text == "Measured NO2 halved"
    assert new_claim(document, claim_from_passage(document, "s1", 0, 20, "premise", "t", text="")).text == ""


def test_nothing_comes_of_an_empty_passage_nor_of_a_target_that_is_not_there() -> None:
    document = a_map("t", more=[SOURCE])
    assert claim_from_passage(document, "s1", 12, 14, "premise", "t") is None
    assert claim_from_passage(document, "s1", 5, 5, "premise", "t") is None
    assert claim_from_passage(document, "s1", 0, 20, "premise", "nowhere") is None
    assert claim_from_passage(document, "s1", 0, 20, "premise") is None
    assert claim_from_passage(document, "s1", 0, 20, "undercut", "t") is None
    assert claim_from_passage(document, "t", 0, 20, "thesis") is None
