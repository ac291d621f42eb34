from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from edit.small_maps import a_map, done, lines, new_claim, words

from argmap.core.document import Document
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Relation, Source
from argmap.core.roles import Role, derive
from argmap.edit import splitting


def altered(document: Document, **fields: dict[str, Any]) -> Document:
    """The map with some fields of some records replaced."""
    return Document(replace(r, **fields.get(r.id, {})) for r in document.values())


class TestSplitting:
    def test_a_premise_gives_two_linked_premises_wherever_it_is_one(self) -> None:
        document = altered(a_map("p q > t", "p ! s", "b > p"), p={"text": "one and two"})
        change = splitting.split(document, "p", 8)
        assert lines(done(document, change)) == ["b > one and", "one and two ! s", "one and two q > t"]
        assert change is not None
        assert change.focus == (new_claim(document, change).id,)
        assert new_claim(document, change).text == "two"

    def test_a_thesis_gives_two_theses_one_after_the_other(self) -> None:
        document = altered(a_map("p > t", "q > u"), t={"text": "one two"})
        after = done(document, splitting.split(document, "t", 3))
        assert [after.claims[id].text for id in derive(after).roots] == ["one", "two", "u"]
        assert {derive(after).rows[id].role for id in derive(after).roots} == {Role.THESIS}
        assert lines(after) == ["p > one", "q > u"]

    def test_a_loose_claim_gives_two_loose_claims(self) -> None:
        document = altered(a_map("x", "y"), x={"text": "one two"})
        after = done(document, splitting.split(document, "x", 3))
        assert [after.claims[id].text for id in derive(after).roots] == ["one", "two", "y"]

    def test_the_second_has_the_same_holders_tags_group_and_basis_but_not_the_analysts_judgement(self) -> None:
        kept = {"by": ("Russia",), "tags": ("air",), "basis": "testimony", "implicit": True}
        judged = {"likelihood": 0.4, "confidence": "low", "note": "n"}
        document = altered(a_map("p > t"), p={**kept, **judged, "text": "a b"})
        new = new_claim(document, splitting.split(document, "p", 1))
        assert (new.by, new.tags, new.basis, new.implicit) == (("Russia",), ("air",), "testimony", True)
        assert (new.likelihood, new.confidence, new.note, new.main, new.at) == (None, "", "", False, None)

    def test_excerpts_stay_on_both_and_the_notes_say_so(self) -> None:
        source = Source(text="one two", id="s1")
        document = altered(
            a_map("p > t", more=[source, Excerpt("p", "s1", 0, "one two", id="x1")]), p={"text": "one two", "note": "n"}
        )
        change = splitting.split(document, "p", 3)
        after = done(document, change)
        new = new_claim(document, change)
        (first,), (second,) = excerpts_on(after)["p"], excerpts_on(after)[new.id]
        assert replace(second, on="p", id="x1") == first
        assert after.claims["p"].note == "n\nSplit in two: check which excerpts belong here."
        assert new.note == "Split in two: check which excerpts belong here."

    def test_words_newer_than_the_claims_own_can_be_split(self) -> None:
        document = a_map("p > t")
        assert words(done(document, splitting.split(document, "p", 4, "new words\r\n"))) == ["new", "t", "words\n"]

    @pytest.mark.parametrize("at", [-5, 0, 3, 4, 99])
    def test_is_not_possible_where_one_half_would_be_empty(self, at: int) -> None:
        assert splitting.split(altered(a_map("p"), p={"text": "one "}), "p", at) is None

    def test_counts_code_points(self) -> None:
        document = altered(a_map("p"), p={"text": "👍🏽 yes"})
        assert words(done(document, splitting.split(document, "p", 2))) == ["yes", "👍🏽"]


class TestMerging:
    def test_the_first_keeps_its_wording_and_bears_on_what_they_all_bore_on(self) -> None:
        document = a_map("a > t", "b ! s", "c > a", "d ! b", "e > b")
        change = splitting.merge(document, ["a", "b"])
        assert lines(done(document, change)) == ["c > a", "e > a", "d ! a", "a ! s", "a > t"]
        assert change is not None
        assert (change.label, change.focus) == ("Merge 2 claims", ("a",))

    def test_notes_tags_and_excerpts_are_united(self) -> None:
        source = Source(text="one two", id="s1")
        more = [
            source,
            Excerpt("a", "s1", 0, "one", id="x1"),
            Excerpt("b", "s1", 0, "one", credibility=3, id="x2"),
            Excerpt("b", "s1", 4, "two", id="x3"),
        ]
        document = altered(
            a_map("a > t", "b > t", "c", more=more),
            a={"note": "n", "tags": ("x",)},
            b={"note": "m", "tags": ("k", "x"), "main": True},
            c={"note": "n"},
        )
        after = done(document, splitting.merge(document, ["a", "b", "c"]))
        merged = after.claims["a"]
        assert (merged.note, merged.tags, merged.main) == ("n\nm", ("k", "x"), True)
        assert {(e.id, e.on, e.credibility) for e in after.excerpts.values()} == {("x1", "a", 3), ("x3", "a", None)}

    def test_relations_that_come_to_say_the_same_collapse_with_all_that_bore_on_them(self) -> None:
        document = a_map("r: a > t", "q: b > t", "u ! q", "w ! r")
        assert lines(done(document, splitting.merge(document, ["a", "b"]))) == ["w ! (a > t)", "u ! (a > t)", "a > t"]

    def test_a_collapse_can_make_others_collapse(self) -> None:
        document = a_map("r: a > t", "q: b > t", "u1: u ! r", "u2: u ! q", "x ! u1", "y ! u2")
        after = done(document, splitting.merge(document, ["a", "b"]))
        assert lines(after) == ["u ! (a > t)", "x ! (u ! (a > t))", "y ! (u ! (a > t))", "a > t"]

    def test_linked_premises_that_are_merged_are_one_premise(self) -> None:
        document = a_map("a b c > t")
        assert lines(done(document, splitting.merge(document, ["c", "a"]))) == ["c b > t"]

    def test_it_is_refused_where_a_relation_would_bear_on_itself(self) -> None:
        document = a_map("a > b", "c > t")
        assert splitting.merge(document, ["a", "b"]) is None
        assert splitting.merge(document, ["c", "b", "a"]) is None
        assert splitting.merge(document, ["c"]) is None

    def test_the_relations_of_a_united_step_keep_its_note_and_excerpts(self) -> None:
        more = [Source(text="one", id="s1"), Excerpt("q", "s1", 0, "one", id="x1")]
        document = altered(a_map("r: a > t", "q: b > t", more=more), r={"note": "r"}, q={"note": "q"})
        after = done(document, splitting.merge(document, ["a", "b"]))
        relation = after.relations["r"]
        assert (relation.note, after.excerpts["x1"].on) == ("r\nq", "r")

    def test_hundreds_of_claims_merge_at_once(self) -> None:
        ids: list[Id] = [f"c{n}" for n in range(300)]
        steps = [Relation(premises=(id,), target="t", order=f"a{n}", id=f"r{n}") for n, id in enumerate(ids)]
        document = Document([Claim(id="t"), *(Claim(text="same", id=id) for id in ids), *steps])
        after = done(document, splitting.merge(document, ids))
        assert (len(after.claims), len(after.relations)) == (2, 1)
