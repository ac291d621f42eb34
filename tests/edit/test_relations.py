from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from edit.small_maps import a_map, done, lines, new_claim, words
from hypothesis import given
from strategies import documents

from argmap.core.document import Document
from argmap.core.records import Kind
from argmap.core.roles import Role, derive
from argmap.edit import relations


def test_a_premise_comes_after_the_last_support_and_is_selected() -> None:
    document = a_map("a > t", "b ! t")
    change = relations.support(document, "t", "new")
    assert lines(done(document, change)) == ["a > t", "new > t", "b ! t"]
    assert change is not None
    assert (change.label, change.focus) == ("Add premise", (new_claim(document, change).id,))


def test_a_counterpoint_comes_after_everything() -> None:
    document = a_map("a > t", "b ! t")
    assert lines(done(document, relations.attack(document, "t", "new"))) == ["a > t", "b ! t", "new ! t"]


def test_a_premise_can_be_added_after_one_that_is_named_by_claim_or_relation() -> None:
    document = a_map("a > t", "b > t", "c > t")
    for after in ("a", "a_t"):
        assert lines(done(document, relations.support(document, "t", "new", after=after)))[:2] == ["a > t", "new > t"]
    assert relations.support(document, "t", "new", after="t") is None


def test_support_of_a_step_is_backing_and_attack_on_it_an_undercut() -> None:
    document = a_map("r: a > t")
    backing, undercut = relations.support(document, "r", "b"), relations.attack(document, "r", "u")
    assert backing is not None
    assert undercut is not None
    assert (backing.label, undercut.label) == ("Add backing", "Undercut")
    assert lines(done(document, backing)) == ["b > (a > t)", "a > t"]
    assert lines(done(document, undercut)) == ["u ! (a > t)", "a > t"]


def test_undercutting_a_claim_attacks_the_step_by_which_it_bears_on_its_target() -> None:
    document = a_map("r: a > t")
    for id in ("a", "r"):
        assert lines(done(document, relations.undercut(document, id, "u"))) == ["u ! (a > t)", "a > t"]
    assert relations.undercut(document, "t") is None


def test_where_keys_are_equal_the_siblings_get_new_ones_in_the_same_change() -> None:
    document = a_map("a > t", "b ! t")
    document = Document([*document.claims.values(), *(replace(r, order="") for r in document.relations.values())])
    after = done(document, relations.support(document, "t", "new"))
    assert lines(after) == ["a > t", "new > t", "b ! t"]


class TestBeside:
    def test_a_premise_stands_another_premise_after_it(self) -> None:
        document = a_map("a > t", "b > t")
        assert lines(done(document, relations.add_beside(document, "a", "new"))) == ["a > t", "new > t", "b > t"]

    def test_a_counterpoint_stands_another_counterpoint_after_it(self) -> None:
        document = a_map("a ! t", "b > t")
        assert lines(done(document, relations.add_beside(document, "a", "new"))) == ["a ! t", "new ! t", "b > t"]

    def test_a_linked_premise_stands_an_independent_one(self) -> None:
        document = a_map("a b > t", "c > t")
        assert lines(done(document, relations.add_beside(document, "a", "new"))) == ["a b > t", "new > t", "c > t"]

    def test_an_undercutter_stands_another_undercut_of_the_same_step(self) -> None:
        document = a_map("r: a > t", "u ! r")
        assert lines(done(document, relations.add_beside(document, "u", "new"))) == [
            "u ! (a > t)",
            "new ! (a > t)",
            "a > t",
        ]

    def test_a_thesis_stands_another_thesis(self) -> None:
        document = a_map("a > t", "b > s")
        change = relations.add_beside(document, "s", "new")
        new = new_claim(document, change)
        assert new.main
        assert derive(done(document, change)).roots == ("s", new.id, "t")

    def test_a_claim_marked_as_a_thesis_that_supports_another_stands_a_thesis(self) -> None:
        document = a_map("a > t", main="a t")
        assert new_claim(document, relations.add_beside(document, "a")).main

    def test_a_loose_claim_stands_another_loose_claim(self) -> None:
        document = a_map("a > t", "x", "y")
        change = relations.add_beside(document, "x", "new")
        new = new_claim(document, change)
        after = derive(done(document, change))
        assert after.rows[new.id].role is Role.LOOSE
        assert after.roots == ("t", "x", new.id, "y")

    def test_a_relation_stands_one_of_its_kind_on_its_target(self) -> None:
        document = a_map("r: a ! t")
        assert lines(done(document, relations.add_beside(document, "r", "new"))) == ["a ! t", "new ! t"]

    def test_the_relation_named_counts_where_a_claim_has_several(self) -> None:
        document = a_map("a > t", "a ! s")
        assert "new ! s" in lines(done(document, relations.add_beside(document, "a", "new", via="a_s")))
        assert relations.add_beside(document, "a", via="nowhere") is None


def test_a_linked_premise_comes_right_after_the_one_it_is_added_to_or_last_in_the_relation() -> None:
    document = a_map("r: a b > t")
    change = relations.link_premise(document, "a", "new")
    assert lines(done(document, change)) == ["a new b > t"]
    assert change is not None
    assert change.focus == (new_claim(document, change).id,)
    assert lines(done(document, relations.link_premise(document, "r", "new"))) == ["a b new > t"]
    assert relations.link_premise(document, "t") is None


def test_a_claim_can_bear_on_several_targets() -> None:
    document = a_map("a > t", "b > s")
    after = done(document, relations.also(document, "a", "s", Kind.ATTACK))
    assert lines(after) == ["b > s", "a ! s", "a > t"]
    assert relations.also(document, "a", "a") is None
    assert relations.also(document, "a", "t", Kind.SUPPORT) is None


def test_a_claim_can_be_a_linked_premise_besides_where_it_stands() -> None:
    document = a_map("a > t", "r: b > s")
    assert lines(done(document, relations.also_as_linked(document, "a", "r"))) == ["b a > s", "a > t"]
    assert relations.also_as_linked(document, "s", "r") is None


class TestBearingOnAnotherTargetInstead:
    def test_takes_what_bears_on_the_step_along(self) -> None:
        document = a_map("r: a > t", "u ! r", "b > s")
        after = done(document, relations.retarget(document, "a", "s"))
        assert lines(after) == ["u ! (a > s)", "b > s", "a > s"]

    def test_keeps_the_kind_unless_another_is_given(self) -> None:
        document = a_map("a ! t", "s")
        assert lines(done(document, relations.retarget(document, "a", "s"))) == ["a ! s"]
        assert lines(done(document, relations.retarget(document, "a", "s", Kind.SUPPORT))) == ["a > s"]

    def test_takes_a_linked_premise_out_of_its_relation(self) -> None:
        document = a_map("r: a b > t", "u ! r", "s")
        after = done(document, relations.retarget(document, "a", "s", Kind.ATTACK))
        assert lines(after) == ["u ! (b > t)", "a ! s", "b > t"]

    def test_moves_a_linked_relation_whole_when_the_relation_is_named(self) -> None:
        document = a_map("r: a b > t", "s")
        assert lines(done(document, relations.retarget(document, "r", "s"))) == ["a b > s"]

    def test_makes_a_premise_of_a_thesis(self) -> None:
        document = a_map("a > t", "b > s", main="s t")
        after = done(document, relations.retarget(document, "s", "t"))
        assert lines(after) == ["b > s", "a > t", "s > t"]
        assert derive(after).roots == ("t",)

    def test_on_the_same_target_with_another_kind_stays_in_its_place(self) -> None:
        document = a_map("a > t", "b > t")
        assert lines(done(document, relations.retarget(document, "a", "t", Kind.ATTACK))) == ["a ! t", "b > t"]
        assert relations.retarget(document, "a", "t") is None

    def test_is_refused_where_the_relation_would_bear_on_itself(self) -> None:
        document = a_map("r: a > t", "u: b ! r")
        assert relations.retarget(document, "a", "u") is None
        assert relations.retarget(document, "r", "r") is None
        assert relations.retarget(document, "a", "a") is None

    def test_is_refused_where_the_claim_says_so_of_the_target_already(self) -> None:
        assert relations.retarget(a_map("a > t", "a > s"), "a", "s", via="a_t") is None

    def test_may_lead_round_in_a_circle(self) -> None:
        document = a_map("a > t", "b > a", "c > b")
        assert lines(done(document, relations.retarget(document, "a", "c"))) == ["b > a", "c > b", "a > c"]


@given(documents())
def test_flipping_twice_is_nothing_and_flipping_once_changes_kinds_alone(document: Document) -> None:
    change = relations.flip(document, document.relations)
    assert (change is None) == (not document.relations)
    if change is not None:
        after = done(document, change)
        assert all(after.relations[id].kind is not r.kind for id, r in document.relations.items())
        assert done(after, relations.flip(after, sorted(after.relations))) == document


def test_flipping_a_claim_turns_the_step_by_which_it_bears_on_its_target_and_leaves_it_in_place() -> None:
    document = a_map("a > t", "b > t")
    change = relations.flip(document, ["a"])
    assert lines(done(document, change)) == ["a ! t", "b > t"]
    assert change is not None
    assert change.label == "Flip"
    assert relations.flip(document, ["t"]) is None


def test_linked_premises_selected_together_flip_their_relation_once() -> None:
    document = a_map("r: a b > t")
    assert lines(done(document, relations.flip(document, ["a", "b", "r"]))) == ["a b ! t"]


def test_relations_are_marked_and_claims_among_them_passed_over() -> None:
    document = a_map("r: a > t")
    after = done(document, relations.mark(document, ["r", "a"], scheme=" expert\nopinion", strength=1, note="n\r\n"))
    relation = after.relations["r"]
    assert (relation.scheme, relation.strength, relation.note) == ("expert opinion", 1.0, "n\n")
    assert type(relation.strength) is float
    assert words(after) == ["a", "t"]


@pytest.mark.parametrize("strength", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_strength_lies_in_zero_to_one(strength: Any) -> None:
    document = a_map("r: a > t")
    assert relations.mark(document, ["r"], strength=strength) is None
    change = relations.mark(document, ["r"], strength=-0.0)
    assert str(done(document, change).relations["r"].strength) == "0.0"
