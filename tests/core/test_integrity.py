"""The rules among records: what `check` finds and what `repair` does about it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from strategies import chain, documents

from argmap.core.document import Document
from argmap.core.integrity import check, check_references, repair
from argmap.core.records import Claim, Excerpt, Group, Kind, MapInfo, Record, Relation, Source
from argmap.core.rules import Problem
from argmap.errors import one_line


def errors(document: Document) -> list[Problem]:
    return [problem for problem in check(document) if problem.severity == "error"]


@given(documents())
def test_a_map_that_keeps_the_rules_has_no_errors_and_is_repaired_to_itself(document: Document) -> None:
    assert errors(document) == []
    repaired, notes = repair(document)
    assert repaired is document
    assert notes == ()


@given(documents(valid=False))
def test_a_repaired_map_has_no_errors_and_each_error_was_told(document: Document) -> None:
    repaired, notes = repair(document)
    assert errors(repaired) == []
    assert set(errors(document)) <= set(notes)
    assert all(note.remedy for note in notes)


@given(documents(valid=False))
def test_a_repair_keeps_all_claims_sources_and_groups(document: Document) -> None:
    repaired, _ = repair(document)
    assert repaired.claims.keys() == document.claims.keys()
    assert repaired.groups.keys() == document.groups.keys()
    assert repaired.sources.keys() >= document.sources.keys()
    for id, record in document.items():
        if id in repaired and not any(note.record == id for note in repair(document)[1]):
            assert repaired[id] is record


@given(documents(valid=False))
def test_what_is_found_and_done_does_not_depend_on_the_order_of_records(document: Document) -> None:
    turned = Document(list(document.values())[::-1])
    assert check(turned) == check(document)
    assert repair(turned) == repair(document)


@given(documents(valid=False))
def test_a_problem_is_one_line_that_says_where_it_is(document: Document) -> None:
    for problem in check(document):
        assert str(problem).isprintable()
        assert str(problem) == one_line(f"{problem.place}: {problem.text}")
        assert problem.text and not problem.text.endswith(".")


A, B, C = Claim(id="a"), Claim(id="b"), Claim(id="c")
NAN = float("nan")
SOURCE = Source(id="s", text="Cars should go. Cars, cars.")


def r(id: str, premises: tuple[str, ...], target: str, **fields: Any) -> Relation:
    return Relation(premises=premises, target=target, id=id, **fields)


BROKEN: dict[str, tuple[list[Record], str, str, int | None, Record | None]] = {
    # What is broken: the records, then code, field and index of the problem, and what becomes of its record.
    "no premises": ([A, r("r", (), "a")], "no-premises", "premises", None, None),
    "an unknown premise": ([A, B, r("r", ("b", "z"), "a")], "premise-unknown", "premises", 1, r("r", ("b",), "a")),
    "only an unknown premise": ([A, r("r", ("z",), "a")], "premise-unknown", "premises", 0, None),
    "a premise that is no claim": ([A, SOURCE, r("r", ("s",), "a")], "premise-unknown", "premises", 0, None),
    "a premise twice": ([A, B, r("r", ("b", "b"), "a")], "premise-twice", "premises", 1, r("r", ("b",), "a")),
    "a premise as target": ([A, B, r("r", ("b", "a"), "a")], "premise-is-target", "premises", 1, r("r", ("b",), "a")),
    "an unknown target": ([A, r("r", ("a",), "z")], "target-unknown", "target", None, None),
    "a target that is no claim": ([A, SOURCE, r("r", ("a",), "s")], "target-unknown", "target", None, None),
    "a relation on itself": ([A, r("r", ("a",), "r")], "bears-on-itself", "target", None, None),
    "an unknown group": ([Claim(id="r", group="z")], "group-unknown", "group", None, Claim(id="r")),
    "a group that is a claim": ([A, Claim(id="r", group="a")], "group-unknown", "group", None, Claim(id="r")),
    "an unknown parent": ([Group(id="r", parent="z")], "parent-unknown", "parent", None, Group(id="r")),
    "a group in itself": ([Group(id="r", parent="r")], "group-in-itself", "parent", None, Group(id="r")),
    "a likelihood of 1": ([Claim(id="r", likelihood=1.0)], "range", "likelihood", None, Claim(id="r")),
    "a likelihood of 0": ([Claim(id="r", likelihood=0.0)], "range", "likelihood", None, Claim(id="r")),
    "a likelihood that is no number": ([Claim(id="r", likelihood=NAN)], "range", "likelihood", None, Claim(id="r")),
    "a strength over 1": (
        [A, B, r("r", ("b",), "a", strength=1.1)], "range", "strength", None, r("r", ("b",), "a"),
    ),
    "an endless strength": (
        [A, B, r("r", ("b",), "a", strength=float("inf"))], "range", "strength", None, r("r", ("b",), "a"),
    ),
    "an order that is no key": ([Claim(id="r", order="a-1")], "range", "order", None, Claim(id="r")),
    "a place too far": ([Claim(id="r", at=(0, 10**9))], "range", "at", None, Claim(id="r")),
    "an unknown basis": ([Claim(id="r", basis="hearsay")], "choice", "basis", None, Claim(id="r")),  # type: ignore[arg-type]
    "an unknown direction": ([MapInfo(direction="in")], "choice", "direction", None, MapInfo()),  # type: ignore[arg-type]
    "an unknown reliability": ([Source(id="r", reliability="G")], "choice", "reliability", None, Source(id="r")),  # type: ignore[arg-type]
    "an excerpt on nothing": ([SOURCE, Excerpt(id="r", on="z", source="s")], "on-unknown", "on", None, None),
    "an excerpt on a source": ([SOURCE, Excerpt(id="r", on="s", source="s")], "on-unknown", "on", None, None),
    "an excerpt without source": ([A, Excerpt(id="r", on="a", exact="x")], "source-unknown", "source", None, None),
    "an excerpt before the beginning": (
        [A, SOURCE, Excerpt(id="r", on="a", source="s", start=-1, exact="Cars")],
        "range", "start", None, Excerpt(id="r", on="a", source="s", exact="Cars"),
    ),
    "an unknown credibility": (
        [A, SOURCE, Excerpt(id="r", on="a", source="s", exact="Cars", credibility=7)],
        "choice", "credibility", None, Excerpt(id="r", on="a", source="s", exact="Cars"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_each_broken_rule_is_found_where_it_is_broken_and_mended(case: str) -> None:
    records, code, field, index, mended = BROKEN[case]
    document = Document(records)
    id = "map" if isinstance(mended, MapInfo) else "r"
    assert [(p.code, p.record, p.field, p.index) for p in errors(document)] == [(code, id, field, index)]
    assert repair(document)[0].get(id) == mended


def test_circular_reasoning_among_claims_breaks_no_rule() -> None:
    assert check(Document([A, B, r("r", ("b",), "a"), r("q", ("a",), "b")])) == ()


def test_a_circle_of_relations_goes_with_all_that_bears_on_it() -> None:
    around = [r("r1", ("a",), "r2"), r("r2", ("b",), "r3"), r("r3", ("a",), "r1")]
    on_it = [r("u", ("c",), "r1"), r("v", ("c",), "u")]
    excerpts = [Excerpt(id="x", on="v", source="s", exact="Cars")]
    document = Document([A, B, C, SOURCE, *around, *on_it, *excerpts])
    assert [(p.code, p.record) for p in errors(document)] == [("bears-on-itself", f"r{n}") for n in (1, 2, 3)]
    repaired, notes = repair(document)
    assert set(repaired) == {"map", "a", "b", "c", "s"}
    assert [note.record for note in notes] == ["r1", "r2", "r3", "u", "v", "x"]
    assert notes[4].text == "the relation 'u' on which it bears is left out"


def test_of_groups_within_each_other_one_link_is_cut() -> None:
    groups = [Group(id="g1", parent="g2"), Group(id="g2", parent="g3"), Group(id="g3", parent="g2")]
    repaired, notes = repair(Document(groups))
    assert [(note.code, note.record) for note in notes] == [("group-in-itself", "g2")]
    assert [group.parent for group in repaired.groups.values()] == ["g2", "", "g2"]


def test_a_lost_source_is_replaced_by_an_empty_one_so_that_the_words_are_kept() -> None:
    excerpts = [Excerpt(id=f"x{n}", on="a", source="gone", exact="Cars") for n in (1, 2)]
    repaired, notes = repair(Document([A, *excerpts]))
    assert repaired["gone"] == Source(id="gone")
    assert set(repaired.excerpts) == {"x1", "x2"}
    assert {note.remedy for note in notes} == {"an empty source stands in for it"}


def test_an_excerpt_whose_source_is_a_claim_is_left_out() -> None:
    repaired, _ = repair(Document([A, Excerpt(id="x", on="a", source="a", exact="Cars")]))
    assert set(repaired) == {"map", "a"}


def test_several_faults_of_one_record_are_mended_together() -> None:
    relation = r("r", ("z", "b", "a"), "a", strength=2.0, order="?")
    repaired, notes = repair(Document([A, B, relation]))
    assert repaired["r"] == r("r", ("b",), "a")
    assert [(note.field, note.index) for note in notes] == [
        ("premises", 0), ("premises", 2), ("strength", None), ("order", None),
    ]  # fmt: skip


def test_thousands_of_relations_on_each_other_are_looked_through_without_recursion() -> None:
    n = 20_000
    tower = [r(f"r{i}", ("a",), f"r{i + 1}") for i in range(n)]
    standing = Document([A, B, *tower, r(f"r{n}", ("a",), "b")])
    assert check(standing) == ()
    repaired, notes = repair(Document([A, B, *tower]))
    assert set(repaired) == {"map", "a", "b"}
    assert len(notes) == n


def test_a_long_chain_of_claims_is_a_map_too() -> None:
    assert check(chain(5000)) == ()


@pytest.mark.parametrize(
    "excerpt, code",
    [
        (Excerpt(start=0, exact="Cars should"), ""),
        (Excerpt(start=11, exact="go", prefix="should ", suffix=". "), "anchor-moved"),
        (Excerpt(start=2, exact="ars", prefix="", suffix=""), "anchor-ambiguous"),
        (Excerpt(start=0, exact="Trains"), "anchor-lost"),
        (Excerpt(start=10**9, exact="Cars should"), "anchor-moved"),
    ],
)
def test_words_that_do_not_stand_where_they_are_said_to_are_a_warning(excerpt: Excerpt, code: str) -> None:
    from dataclasses import replace

    document = Document([A, SOURCE, replace(excerpt, id="x", on="a", source="s")])
    assert [(p.code, p.record, p.field, p.severity) for p in check(document)] == (
        [(code, "x", "exact", "warning")] if code else []
    )
    assert check_references(document) == check(document)
    assert repair(document) == (document, ())


def test_words_without_end_that_stand_nowhere_are_not_looked_for_without_end() -> None:
    text = "a" * 100_000
    excerpts = [Excerpt("a", "s", 200_000, "a" * 9, id=f"x{n:04}") for n in range(1000)]
    codes = [problem.code for problem in check(Document([A, Source(id="s", text=text), *excerpts]))]
    assert codes[0] == "anchor-ambiguous"
    assert codes[-1] == "anchor-unsought"
    assert len(codes) == 1000


def test_what_a_support_of_a_relation_bears_on_is_no_fault() -> None:
    backing = r("q", ("c",), "r", kind=Kind.SUPPORT)
    assert check(Document([A, B, C, r("r", ("b",), "a"), backing])) == ()
