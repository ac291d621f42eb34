"""Coverage: which sentences are mapped, by what, and what to light up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import changes, documents

from argmap.core.anchors import State, states
from argmap.core.change import Change, Put, changed
from argmap.core.coverage import NONE, Run, coverage, runs, uses, where
from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Relation, Source
from argmap.core.roles import Role
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
    assert words(found.previous_unmapped(len(TEXT))) == "Five."
    assert words(found.previous_unmapped(len(TEXT) - 1)) == "One stands."
    assert found.previous_unmapped(5) is None
    assert coverage(a_map(), "s1").next_unmapped(len(TEXT)) is None
    assert NONE.next_unmapped(0) is None
    assert NONE.previous_unmapped(0) is None


def test_excerpts_at_an_offset_and_in_a_part_that_is_seen() -> None:
    found = coverage(a_map(excerpt("c1", "Two falls", "x1"), excerpt("c2", "falls, and", "x2")), "s1")
    two, falls, comma = TEXT.index("Two"), TEXT.index("falls"), TEXT.index(",")
    assert found.runs == (Run(two, falls, ("x1",)), Run(falls, comma, ("x1", "x2")), Run(comma, comma + 5, ("x2",)))
    assert [found.at(o) for o in (0, two, falls, comma, comma + 5)] == [(), ("x1",), ("x1", "x2"), ("x2",), ()]
    assert found.between(falls, falls + 1) == (found.runs[1],)
    assert found.between(0, two) == ()
    assert found.between(0, len(TEXT)) == found.runs


def test_what_does_not_stand_exactly_is_not_mapped_and_only_what_stands_is_shown() -> None:
    elsewhere = replace(excerpt("c1", "falls", "x1"), start=0)
    other = excerpt("c1", "rises", "x2", prefix="it ")
    document = a_map(elsewhere, other)
    assert states(document) == {"x1": State.MOVED, "x2": State.AMBIGUOUS}
    found = coverage(document, "s1")
    assert found.by == {}
    assert [run.excerpts for run in found.runs] == [("x2",)]
    assert where(document, "c1") == (("s1", Span(other.start, other.start + 5)),)


def test_roles_are_those_of_the_claims_and_relations_have_none() -> None:
    document = a_map(excerpt("c1", "One", "x1"), excerpt("c2", "Two", "x2"), excerpt("r1", "Four", "x3"))
    assert [use.role for use in uses(document, ["x1", "x2", "x3", "no"])] == [Role.THESIS, Role.PREMISE, None]
    assert [use.on for use in uses(document, ["x3"])] == ["r1"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12))
def test_runs_do_not_overlap_and_say_of_each_character_what_stands_there(ranges: list[tuple[int, int]]) -> None:
    excerpts = [Excerpt("c", "s", start, "x" * size, id=f"x{i}") for i, (start, size) in enumerate(ranges)]
    found = runs(excerpts)
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
    for offset in range(45):
        standing = tuple(sorted(e.id for e in excerpts if e.start <= offset < e.start + len(e.exact)))
        shown = [run.excerpts for run in found if run.start <= offset < run.end]
        assert shown == ([standing] if standing else [])


@given(documents(), st.data())
def test_coverage_follows_every_change(document: Document, data: st.DataObject) -> None:
    for id in document.sources:
        coverage(document, id)
    change: Change = data.draw(changes(document))
    after = document.apply(change)
    for id in after.sources:
        assert coverage(after, id) == coverage(Document(after.values()), id)


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
