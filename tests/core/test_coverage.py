"""Coverage: which sentences are mapped, by what, and what to light up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import changes, documents

from argmap.core.anchors import State, states
from argmap.core.change import Change, Put, changed
from argmap.core.coverage import NONE, coverage
from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Relation, Source
from argmap.core.sentences import Span

TEXT = "One stands. Two falls, and rises.\n\nThree is a line\nFour ends. Five."


def excerpt(on: str, words: str, id: str, prefix: str = "") -> Excerpt:
    return Excerpt(on, "s1", TEXT.index(words), words, prefix, id=id)


def a_map(*more: Excerpt) -> Document:
    relation = Relation(premises=("c2",), target="c1", id="r1")
    return Document([Claim(id="c1"), Claim(id="c2"), relation, Source(text=TEXT, id="s1"), *more])


def words(span: Span | None) -> str:
    return TEXT[span.start : span.end] if span is not None else ""


def test_sentences_that_share_a_character_with_an_exact_excerpt_are_mapped() -> None:
    found = coverage(a_map(excerpt("c1", "falls", "x1"), excerpt("c2", "rises.\n\nThree", "x2")), "s1")
    assert [words(s) for s in found.sentences] == [
        "One stands.", "Two falls, and rises.", "Three is a line", "Four ends.", "Five.",
    ]  # fmt: skip
    assert found.by == {1: ("x1", "x2"), 2: ("x2",)}
    assert found.share == 0.4
    assert (found.is_mapped(1), found.is_mapped(3)) == (True, False)
    assert coverage(a_map(excerpt("c1", " ", "x1")), "s1").by == {}
    assert coverage(a_map(), "no") is NONE
    assert NONE.share == 0


def test_steps_to_what_is_not_mapped() -> None:
    found = coverage(a_map(excerpt("c1", "falls", "x1"), excerpt("c2", "line\nFour", "x2")), "s1")
    assert words(found.next_unmapped(0)) == "One stands."
    assert words(found.next_unmapped(1)) == "Five."
    assert found.next_unmapped(len(TEXT) - 1) is None
    assert coverage(a_map(), "s1").next_unmapped(len(TEXT)) is None
    assert NONE.next_unmapped(0) is None


def test_what_does_not_stand_exactly_is_not_mapped() -> None:
    elsewhere = replace(excerpt("c1", "falls", "x1"), start=0)
    other = excerpt("c1", "rises", "x2", prefix="it ")
    document = a_map(elsewhere, other)
    assert states(document) == {"x1": State.MOVED, "x2": State.AMBIGUOUS}
    found = coverage(document, "s1")
    assert found.by == {}


@given(documents(), st.data())
def test_coverage_follows_every_change(document: Document, data: st.DataObject) -> None:
    for _ in range(3):
        for id in document.sources:
            coverage(document, id)
        change: Change = data.draw(changes(document))
        document = document.apply(change)
        for id in document.sources:
            assert coverage(document, id) == coverage(Document(document.values()), id)


def test_coverage_follows_excerpts_that_come_go_and_move() -> None:
    known = coverage(document := a_map(excerpt("c1", "falls", "x1"), excerpt("c2", "Two falls", "x2")), "s1")
    x1, x2, x3 = document.excerpts["x1"], document.excerpts["x2"], excerpt("r1", "rises.\n\nThree", "x3")
    assert known.by == {1: ("x1", "x2")}
    for puts, by in (
        ([Put(None, x3)], {1: ("x1", "x2", "x3"), 2: ("x3",)}),
        ([Put(x1, None)], {1: ("x2", "x3"), 2: ("x3",)}),
        ([Put(x2, replace(x2, start=0))], {1: ("x3",), 2: ("x3",)}),
        ([Put(x3, replace(x3, source="no"))], {}),
        ([Put(None, x1), Put(replace(x2, start=0), excerpt("c1", "Five.", "x2"))], {1: ("x1",), 4: ("x2",)}),
    ):
        document = document.apply(changed("", puts))
        assert coverage(document, "s1").by == by
        assert coverage(document, "s1").sentences is known.sentences


def test_coverage_is_kept_where_nothing_of_it_changes_and_follows_the_language() -> None:
    document = a_map(excerpt("c1", "Two", "x1"))
    found = coverage(document, "s1")
    reworded = document.apply(changed("", [Put(document.claims["c1"], Claim("new", id="c1"))]))
    assert coverage(reworded, "s1") is found
    text = "Am 3. Oktober."
    source = Source(text=text, id="s1")
    german = Document([source, replace(document.info, language="de")])
    assert len(coverage(german, "s1").sentences) == 1
    english = german.apply(changed("", [Put(german.info, replace(german.info, language="en"))]))
    assert len(coverage(english, "s1").sentences) == 2
