from __future__ import annotations

from dataclasses import replace

from edit.small_maps import a_map, done, lines
from hypothesis import given
from strategies import documents

from argmap.core.document import Document
from argmap.core.graph import graph, is_linked
from argmap.core.records import Excerpt, Relation, Source
from argmap.edit import linking


class TestMovingIntoARelation:
    def test_leaves_the_place_where_the_claim_stood(self) -> None:
        document = a_map("a > t", "r: b > s")
        assert lines(done(document, linking.move_as_linked(document, "a", "r"))) == ["b a > s"]

    def test_leaves_the_premises_that_it_was_linked_with(self) -> None:
        document = a_map("a c > t", "r: b > s")
        assert lines(done(document, linking.move_as_linked(document, "a", "r"))) == ["b a > s", "c > t"]

    def test_passes_on_what_bore_on_the_step_that_it_leaves_empty(self) -> None:
        document = a_map("old: a > t", "u ! old", "r: b > s", "w ! r")
        after = done(document, linking.move_as_linked(document, "a", "r"))
        assert lines(after) == ["w ! (b a > s)", "u ! (b a > s)", "b a > s"]

    def test_unites_what_comes_to_say_the_same(self) -> None:
        document = a_map("old: a > t", "u1: u ! old", "x ! u1", "r: b > s", "u2: u ! r", "y ! u2")
        after = done(document, linking.move_as_linked(document, "a", "r"))
        assert lines(after) == ["u ! (b a > s)", "y ! (u ! (b a > s))", "x ! (u ! (b a > s))", "b a > s"]

    def test_passes_on_the_notes_and_excerpts_of_that_step(self) -> None:
        source = Source(text="one two", id="s1")
        on_old = [
            Excerpt("old", "s1", 0, "one", credibility=2, id="x1"),
            Excerpt("old", "s1", 4, "two", id="x2"),
        ]
        document = a_map("old: a > t", "r: b > s", more=[source, *on_old, Excerpt("r", "s1", 0, "one", id="x0")])
        records = dict(document)
        for id, note in (("old", "why"), ("r", "how")):
            record = records[id]
            assert isinstance(record, Relation)
            records[id] = replace(record, note=note)
        document = Document(records.values())
        after = done(document, linking.move_as_linked(document, "a", "r"))
        assert after.relations["r"].note == "how\nwhy"
        assert {(e.id, e.on, e.credibility) for e in after.excerpts.values()} == {("x0", "r", 2), ("x2", "r", None)}

    def test_makes_a_premise_of_a_thesis_or_loose_claim(self) -> None:
        document = a_map("r: b > t", "x", main="x")
        after = done(document, linking.move_as_linked(document, "x", "r"))
        assert lines(after) == ["b x > t"]
        assert not after.claims["x"].main

    def test_is_refused_where_the_relation_bears_on_the_step_left_empty(self) -> None:
        document = a_map("old: a > t", "r: u ! old")
        assert linking.move_as_linked(document, "a", "r") is None
        linked = a_map("old: a c > t", "r: u ! old")
        assert lines(done(linked, linking.move_as_linked(linked, "a", "r"))) == ["u a ! (c > t)", "c > t"]

    def test_is_refused_for_the_target_and_for_a_premise_of_the_relation(self) -> None:
        document = a_map("r: a b > t", "t > s")
        assert linking.move_as_linked(document, "a", "r") is None
        assert linking.move_as_linked(document, "t", "r") is None


class TestJoining:
    def test_makes_one_linked_relation_of_several(self) -> None:
        document = a_map("a > t", "b > t", "c > t")
        change = linking.join(document, ["c", "a"])
        assert lines(done(document, change)) == ["b > t", "c a > t"]
        assert change is not None
        assert change.focus == ("c", "a")

    def test_gives_all_the_target_and_kind_of_the_first(self) -> None:
        document = a_map("a > t", "b ! t", "c > s", "x")
        assert lines(done(document, linking.join(document, ["a", "b", "c", "x"]))) == ["a b c x > t"]

    def test_keeps_what_bore_on_the_steps(self) -> None:
        document = a_map("r: a > t", "q: b > t", "u ! q")
        assert lines(done(document, linking.join(document, ["a", "b"]))) == ["u ! (a b > t)", "a b > t"]

    def test_leaves_the_other_relations_of_a_claim_alone(self) -> None:
        document = a_map("a > t", "b > s", "b > t")
        assert lines(done(document, linking.join(document, ["a", "b"]))) == ["b > s", "a b > t"]

    def test_takes_a_relation_for_its_premises(self) -> None:
        document = a_map("r: a b > t", "q: c d > t")
        assert lines(done(document, linking.join(document, ["r", "q"]))) == ["a b c d > t"]

    def test_is_refused_for_the_target_and_where_nothing_is_to_be_joined(self) -> None:
        document = a_map("a b > t", "x", "y")
        assert linking.join(document, ["a", "t"]) is None
        assert linking.join(document, ["a", "b"]) is None
        assert linking.join(document, ["x", "y"]) is None
        assert linking.join(document, ["a"]) is None

    def test_is_refused_where_the_relation_bears_on_a_step_left_empty(self) -> None:
        document = a_map("r: a > t", "u ! r")
        assert linking.join(document, ["u", "a"]) is None
        assert lines(done(document, linking.join(document, ["a", "u"]))) == ["a u > t"]


class TestSeparating:
    def test_gives_each_premise_a_relation_of_its_own_after_the_first(self) -> None:
        document = a_map("r: a b c ! t", "u ! r", "d > t")
        after = done(document, linking.separate(document, ["r"]))
        assert lines(after) == ["u ! (a ! t)", "a ! t", "b ! t", "c ! t", "d > t"]
        assert after.relations["r"].premises == ("a",)

    def test_takes_out_the_premises_named_alone(self) -> None:
        document = a_map("r: a b c > t")
        assert lines(done(document, linking.separate(document, ["a"]))) == ["b c > t", "a > t"]
        assert lines(done(document, linking.separate(document, ["c", "b"]))) == ["a > t", "b > t", "c > t"]
        assert lines(done(document, linking.separate(document, ["a", "b", "c"]))) == ["a > t", "b > t", "c > t"]

    def test_does_not_say_twice_what_a_premise_says_by_itself_already(self) -> None:
        document = a_map("a b > t", "b > t")
        assert lines(done(document, linking.separate(document, ["b"]))) == ["a > t", "b > t"]

    def test_finds_the_linked_relation_where_a_claim_stands_alone_first(self) -> None:
        document = a_map("a > t", "a b > s")
        assert lines(done(document, linking.separate(document, ["a"]))) == ["b > s", "a > s", "a > t"]

    def test_does_nothing_where_nothing_is_linked(self) -> None:
        assert linking.separate(a_map("r: a > t"), ["a", "r", "t"]) is None


@given(documents())
def test_after_separating_everything_nothing_is_linked_and_every_premise_still_bears_on_its_target(
    document: Document,
) -> None:
    change = linking.separate(document, sorted(document.relations))
    assert (change is None) == (not any(map(is_linked, document.relations.values())))
    if change is not None:
        after = done(document, change)
        assert not any(map(is_linked, after.relations.values()))
        for relation in document.relations.values():
            for premise in relation.premises:
                assert any(r.kind is relation.kind and premise in r.premises for r in graph(after).on(relation.target))
