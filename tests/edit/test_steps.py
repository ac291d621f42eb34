from __future__ import annotations

from dataclasses import replace

from edit.small_maps import a_map, done, lines, new_claim, words
from hypothesis import assume, given
from strategies import documents

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.records import Excerpt, Source
from argmap.edit import steps
from argmap.edit.rules import form


class TestInsertingAStep:
    def test_puts_a_claim_between_a_claim_and_its_target(self) -> None:
        document = a_map("a ! t")
        change = steps.insert_step(document, "a", "new")
        assert lines(done(document, change)) == ["a > new", "new ! t"]
        assert change is not None
        assert change.focus == (new_claim(document, change).id,)

    def test_leaves_premises_undercutters_and_backing_with_the_old_relation(self) -> None:
        document = a_map("r: a b ! t", "u ! r", "k > r")
        after = done(document, steps.insert_step(document, "b", "new"))
        assert lines(after) == ["u ! (a b > new)", "k > (a b > new)", "a b > new", "new ! t"]
        assert after.relations["r"].premises == ("a", "b")

    def test_keeps_the_order_on_the_target(self) -> None:
        document = a_map("a > t", "b > t", "c > t")
        after = done(document, steps.insert_step(document, "b", "new"))
        assert lines(after) == ["b > new", "a > t", "new > t", "c > t"]

    def test_keeps_it_where_all_keys_are_equal(self) -> None:
        document = a_map("a > t", "b > t", "c > t")
        document = Document([*document.claims.values(), *(replace(r, order="") for r in document.relations.values())])
        for id in "abc":
            expected = [f"{'new' if p == id else p} > t" for p in "abc"]
            assert lines(done(document, steps.insert_step(document, id, "new")))[1:] == expected

    def test_works_on_a_relation_that_bears_on_a_relation(self) -> None:
        document = a_map("r: a > t", "u ! r")
        after = done(document, steps.insert_step(document, "u", "new"))
        assert lines(after) == ["new ! (a > t)", "u > new", "a > t"]

    def test_is_not_possible_above_a_thesis(self) -> None:
        assert steps.insert_step(a_map("a > t"), "t") is None


@given(documents())
def test_dissolving_the_step_just_inserted_gives_the_map_back(document: Document) -> None:
    for relation in document.relations.values():
        siblings = graph(document).on(relation.target)
        alone = sum(r.order == relation.order or form(r) == form(relation) for r in siblings) == 1
        if alone:
            between = done(document, steps.insert_step(document, relation.id, "new"))
            (claim,) = between.claims.keys() - document.claims.keys()
            assert done(between, steps.dissolve(between, claim)) == document
            return
    assume(False)


class TestDissolving:
    def test_passes_the_premises_to_the_target_in_place_of_the_claim(self) -> None:
        document = a_map("a > t", "b > t", "c > t", "x > b", "y z > b")
        change = steps.dissolve(document, "b")
        after = done(document, change)
        assert lines(after) == ["a > t", "x > t", "y z > t", "c > t"]
        assert "b" not in after
        assert change is not None
        assert change.focus == ("x",)

    def test_of_a_counterpoint_makes_counterpoints_of_its_premises(self) -> None:
        document = a_map("b ! t", "x > b")
        assert lines(done(document, steps.dissolve(document, "b"))) == ["x ! t"]

    def test_of_an_undercutter_makes_undercutters_of_its_premises(self) -> None:
        document = a_map("r: a > t", "b ! r", "x > b")
        assert lines(done(document, steps.dissolve(document, "b"))) == ["x ! (a > t)", "a > t"]

    def test_takes_along_what_bears_on_the_premises_steps_and_passes_on_what_bore_on_its_own(self) -> None:
        document = a_map("r: b > t", "u ! r", "s: x > b", "w ! s")
        assert lines(done(document, steps.dissolve(document, "b"))) == ["w ! (x > t)", "u ! (x > t)", "x > t"]

    def test_is_not_possible_if_the_claim_is_attacked_linked_or_used_twice(self) -> None:
        assert steps.dissolve(a_map("b > t", "x > b", "y ! b"), "b") is None
        assert steps.dissolve(a_map("b c > t", "x > b"), "b") is None
        assert steps.dissolve(a_map("b > t", "b > s", "x > b"), "b") is None

    def test_is_not_possible_for_a_thesis_which_has_no_target(self) -> None:
        assert steps.dissolve(a_map("b > t"), "t") is None

    def test_is_not_possible_where_a_premise_would_bear_on_itself(self) -> None:
        assert steps.dissolve(a_map("b > t", "t > b"), "b") is None
        assert steps.dissolve(a_map("s: x > b", "q: b ! k", "k: y ! s"), "b") is None

    def test_is_not_possible_where_it_could_not_be_said_which_step_is_undercut(self) -> None:
        assert steps.dissolve(a_map("r: b > t", "u ! r", "x > b", "y > b"), "b") is None

    def test_unites_a_premise_with_the_same_one_on_the_target(self) -> None:
        document = a_map("b > t", "one: x > t", "two: x > b", "u ! two")
        assert lines(done(document, steps.dissolve(document, "b"))) == ["u ! (x > t)", "x > t"]

    def test_of_a_claim_without_premises_just_removes_it(self) -> None:
        document = a_map("b > t", "c > t")
        assert lines(done(document, steps.dissolve(document, "b"))) == ["c > t"]

    def test_takes_the_excerpts_of_the_claim_along_and_keeps_those_of_its_step(self) -> None:
        source = Source(text="one two", id="s1")
        more = [source, Excerpt("b", "s1", 0, "one", id="x1"), Excerpt("r", "s1", 4, "two", id="x2")]
        document = a_map("r: b > t", "p: x > b", more=more)
        after = done(document, steps.dissolve(document, "b"))
        assert {(e.id, e.on) for e in after.excerpts.values()} == {("x2", "p")}
        assert words(after) == ["t", "x"]


class TestPromoting:
    def test_lets_a_claim_bear_on_its_targets_target_right_after_it(self) -> None:
        document = a_map("a > t", "b > t", "x ! a")
        change = steps.promote(document, "x")
        assert lines(done(document, change)) == ["a > t", "x ! t", "b > t"]
        assert change is not None
        assert change.focus == ("x",)

    def test_lets_an_undercutter_bear_on_the_target_of_the_step_that_it_attacks(self) -> None:
        document = a_map("r: a > t", "b > t", "u ! r")
        assert lines(done(document, steps.promote(document, "u"))) == ["a > t", "u ! t", "b > t"]

    def test_takes_a_linked_premise_out_and_a_relation_whole(self) -> None:
        document = a_map("a > t", "r: x y > a")
        assert lines(done(document, steps.promote(document, "x"))) == ["y > a", "a > t", "x > t"]
        assert lines(done(document, steps.promote(document, "r"))) == ["a > t", "x y > t"]

    def test_is_not_possible_right_below_a_thesis_nor_where_it_would_bear_on_itself(self) -> None:
        assert steps.promote(a_map("a > t"), "a") is None
        assert steps.promote(a_map("a > t", "t > a"), "t") is None
        assert steps.promote(a_map("a > t"), "t") is None


class TestDemoting:
    def test_lets_a_claim_bear_on_the_sibling_before_it(self) -> None:
        document = a_map("a > t", "b ! t", "x > a", "y ! a")
        assert lines(done(document, steps.demote(document, "b"))) == ["x > a", "y ! a", "b ! a", "a > t"]

    def test_takes_the_last_of_linked_premises(self) -> None:
        document = a_map("a c > t", "b > t")
        assert lines(done(document, steps.demote(document, "b"))) == ["b > c", "a c > t"]

    def test_puts_a_linked_premise_under_the_one_before_it(self) -> None:
        document = a_map("z > t", "a b > t")
        assert lines(done(document, steps.demote(document, "b"))) == ["b > a", "z > t", "a > t"]
        assert lines(done(document, steps.demote(document, "a"))) == ["z > t", "b > t", "a > z"]

    def test_puts_a_thesis_under_the_thesis_before_it(self) -> None:
        document = a_map("a > s", "b > t", main="s t")
        assert lines(done(document, steps.demote(document, "t"))) == ["a > s", "t > s", "b > t"]
        assert not done(document, steps.demote(document, "t")).claims["t"].main
        assert steps.demote(document, "s") is None

    def test_puts_a_loose_claim_under_the_loose_claim_before_it(self) -> None:
        document = a_map("x", "y")
        assert lines(done(document, steps.demote(document, "y"))) == ["y > x"]

    def test_is_undone_by_promoting(self) -> None:
        document = a_map("a > t", "b > t", "c > t")
        demoted = done(document, steps.demote(document, "b"))
        assert lines(done(demoted, steps.promote(demoted, "b"))) == lines(document)
