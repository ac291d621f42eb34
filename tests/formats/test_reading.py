"""Reading what is not as it should be: every problem with its path, the rest read, and made whole on demand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from formats.golden import as_golden
from hypothesis import given
from strategies import documents

from argmap.core.document import Document
from argmap.core.integrity import check, repair
from argmap.core.records import BASES, Claim, Excerpt, Kind, MapInfo, Relation, Source
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.formats.ledger import Reading, repaired

SAVED = Path(__file__).parents[1] / "files" / "v1"


def file(**sections: Any) -> bytes:
    return json.dumps({"format": "argmap", "version": 1, **sections}).replace("Infinity", "1e999").encode()


def read(**sections: Any) -> Reading:
    return registry.read(file(**sections))


def said(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def one(section: str, **row: Any) -> Reading:
    """A map whole but for one row, which stands second in its section."""
    sections: dict[str, Any] = {
        "claims": [{"id": "a"}, {"id": "b"}],
        "relations": [{"id": "r", "kind": "support", "premises": ["b"], "target": "a"}],
        "sources": [{"id": "s", "text": ["one", "two"]}],
        "excerpts": [{"id": "x", "on": "r", "source": "s", "start": 0, "exact": "one"}],
        "groups": [{"id": "g"}],
    }
    sections[section].insert(1, {"id": "new", **row})
    return read(**sections)


R = {"kind": "attack", "premises": ["b"], "target": "a"}
X = {"on": "a", "source": "s", "start": 4, "exact": "two"}


@pytest.mark.parametrize(
    "section, row, says",
    [
        ("claims", {"text": 5}, "$.claims[1].text: 5 is not text"),
        ("claims", {"text": None}, "$.claims[1].text: null is not text"),
        ("claims", {"note": ["a"]}, "$.claims[1].note: a list is not text"),
        ("claims", {"order": 0}, "$.claims[1].order: 0 is not text"),
        ("claims", {"order": "a_b"}, "$.claims[1].order: 'a_b' is not made of 0-9, A-Z and a-z, as an order key is"),
        ("claims", {"main": 1}, "$.claims[1].main: 1 is not true or false"),
        ("claims", {"main": "true"}, "$.claims[1].main: 'true' is not true or false"),
        ("claims", {"by": "Russia"}, "$.claims[1].by: 'Russia' is not a list of texts"),
        ("claims", {"by": ["A", None]}, "$.claims[1].by[1]: null is not text"),
        ("claims", {"tags": [["t"]]}, "$.claims[1].tags[0]: a list is not text"),
        ("claims", {"basis": "hearsay"}, f"$.claims[1].basis: 'hearsay' is not one of {', '.join(BASES)}"),
        ("claims", {"basis": True}, "$.claims[1].basis: true is not text"),
        ("claims", {"confidence": "High"}, "$.claims[1].confidence: 'High' is not one of low, moderate, high"),
        ("claims", {"likelihood": 0}, "$.claims[1].likelihood: 0 is not above 0 and below 1"),
        ("claims", {"likelihood": 1.0}, "$.claims[1].likelihood: 1.0 is not above 0 and below 1"),
        ("claims", {"likelihood": 1e999}, "$.claims[1].likelihood: inf is not above 0 and below 1"),
        ("claims", {"likelihood": 10**1000}, f"$.claims[1].likelihood: 1{'0' * 38}… is not above 0 and below 1"),
        ("claims", {"likelihood": "70 %"}, "$.claims[1].likelihood: '70 %' is not a number"),
        ("claims", {"likelihood": True}, "$.claims[1].likelihood: true is not a number"),
        ("claims", {"at": [1]}, "$.claims[1].at: its place is not two whole numbers of at most 100000000"),
        ("claims", {"at": [0, 10**300]}, "$.claims[1].at: its place is not two whole numbers of at most 100000000"),
        ("claims", {"at": [0.5, 0]}, "$.claims[1].at: 0.5 is not a whole number"),
        ("claims", {"at": [True, 0]}, "$.claims[1].at: true is not a whole number"),
        ("claims", {"at": {"x": 0}}, "$.claims[1].at: an object is not a list of two whole numbers"),
        ("claims", {"imported": []}, "$.claims[1].imported: a list is not an object"),
        ("claims", {"imported": {"w": [1e999]}}, "$.claims[1].imported: the number at .w[0] is too large"),
        ("claims", {"own key": -1e999}, "$.claims[1]['own key']: the number is too large"),
        ("claims", {"group": "h"}, "$.claims[1].group: there is no group 'h'"),
        ("claims", {"id": "a\u0001"}, "$.claims[1].id: the text holds the control character U+0001"),
        ("claims", {"tags": ["a", "b\rc"]}, "$.claims[1].tags[1]: the text holds the control character U+000D"),
        ("sources", {"text": ["a", "b\x1f"]}, "$.sources[1].text[1]: the text holds the control character U+001F"),
        ("sources", {"text": 0}, "$.sources[1].text: 0 is not text or a list of its lines"),
        ("sources", {"text": ["a", 0]}, "$.sources[1].text[1]: 0 is not text"),
        ("sources", {"reliability": "a"}, "$.sources[1].reliability: 'a' is not one of A, B, C, D, E, F"),
        ("relations", {**R, "kind": "suport"}, "$.relations[1].kind: 'suport' is not one of support, attack"),
        ("relations", {**R, "kind": None}, "$.relations[1].kind: null is not text"),
        ("relations", {"premises": ["b"], "target": "a"}, "$.relations[1].kind: it is missing"),
        ("relations", {"kind": "attack", "target": "a"}, "$.relations[1].premises: it is missing"),
        ("relations", {**R, "premises": "b"}, "$.relations[1].premises: 'b' is not a list of texts"),
        ("relations", {**R, "premises": ["b", 1]}, "$.relations[1].premises[1]: 1 is not text"),
        ("relations", {**R, "premises": ["b", "c"]}, "$.relations[1].premises[1]: there is no claim 'c'"),
        ("relations", {**R, "premises": ["b", "r"]}, "$.relations[1].premises[1]: there is no claim 'r'"),
        ("relations", {**R, "premises": []}, "$.relations[1].premises: the relation has no premises"),
        ("relations", {**R, "target": 1}, "$.relations[1].target: 1 is not text"),
        ("relations", {**R, "target": "x"}, "$.relations[1].target: there is no claim or relation 'x'"),
        ("relations", {**R, "target": "new"}, "$.relations[1].target: the relation bears on itself"),
        ("relations", {**R, "strength": 1.01}, "$.relations[1].strength: 1.01 does not lie from 0 to 1"),
        ("excerpts", {**X, "start": -1}, "$.excerpts[1].start: -1 is not an offset, counted from 0"),
        ("excerpts", {**X, "start": 10**400}, f"$.excerpts[1].start: 1{'0' * 38}… is not an offset, counted from 0"),
        ("excerpts", {**X, "start": 1.5}, "$.excerpts[1].start: 1.5 is not a whole number"),
        ("excerpts", {**X, "credibility": 0}, "$.excerpts[1].credibility: 0 is not one of 1, 2, 3, 4, 5, 6"),
        ("excerpts", {**X, "credibility": "2"}, "$.excerpts[1].credibility: '2' is not a whole number"),
        ("excerpts", {**X, "source": "t"}, "$.excerpts[1].source: there is no source 't'"),
        ("excerpts", {**X, "on": "s"}, "$.excerpts[1].on: there is no claim or relation 's'"),
        ("groups", {"parent": "a"}, "$.groups[1].parent: there is no group 'a'"),
        ("groups", {"parent": "new"}, "$.groups[1].parent: the group lies within itself"),
        ("groups", {"id": "g"}, "$.groups[1].id: the id 'g' is used already, by $.groups[0]"),
        ("groups", {"id": "a"}, "$.groups[1].id: the id 'a' is used already, by $.claims[0]"),
        ("groups", {"id": "map"}, "$.groups[1].id: the id 'map' is used already, by the map itself"),
        ("groups", {"id": ""}, "$.groups[1].id: the id is missing"),
        ("groups", {"id": 4}, "$.groups[1].id: 4 is not text"),
    ],
)  # fmt: skip
def test_each_fault_is_said_once_with_its_path(section: str, row: dict[str, Any], says: str) -> None:
    reading = one(section, **row)
    assert [p.severity for p in reading.problems if str(p) == says] == ["error"]
    assert said(reading) in ([says], [says, "$.excerpts[1].exact: its words stand elsewhere in the source"])
    document, ledger = repaired(reading)
    assert [entry.path for entry in ledger] == [says.split(": ")[0]]
    assert [p for p in check(document) if p.severity == "error"] == []
    assert set(document) >= {"map", "a", "b", "r", "s", "x", "g"}


def test_a_relation_without_a_kind_that_argmap_knows_is_set_aside_and_not_taken_for_another() -> None:
    assert "new" not in one("relations", **{**R, "kind": "suport"}).document
    assert "new" in one("relations", **R).document


def test_what_is_left_of_a_broken_field_is_kept() -> None:
    claim = one("claims", text="T", by=["A", 1, "B"], likelihood=2, at=[1, 2]).document["new"]
    assert claim == Claim(id="new", text="T", by=("A", "B"), at=(1, 2))


@pytest.mark.parametrize(
    "section, row, record",
    [
        ("claims", {"tags": ["b", "a", "b"]}, Claim(id="new", tags=("a", "b"))),
        ("claims", {"at": [1.0, -2]}, Claim(id="new", at=(1, -2))),
        ("claims", {"at": None, "likelihood": None, "basis": "", "by": []}, Claim(id="new")),
        ("relations", {**R, "strength": 1}, Relation(Kind.ATTACK, ("b",), "a", strength=1.0, id="new")),
        ("sources", {"text": "one\ntwo"}, Source(id="new", text="one\ntwo")),
        ("sources", {"text": ["one\ntwo", ""]}, Source(id="new", text="one\ntwo\n")),
        ("sources", {"text": []}, Source(id="new")),
        ("excerpts", {**X, "start": 4.0}, Excerpt("a", "s", 4, "two", id="new")),
    ],
)
def test_other_ways_to_say_the_same_are_understood(section: str, row: dict[str, Any], record: Any) -> None:
    reading = one(section, **row)
    assert reading.problems == ()
    assert reading.document["new"] == record


def test_a_file_may_leave_out_what_is_empty_and_put_its_sections_in_any_order() -> None:
    assert read() == Reading(Document())
    data = b'{"relations": [], "groups": [], "version": 1, "claims": [{"id": "a"}], "format": "argmap"}'
    assert registry.read(data).document == Document([Claim(id="a")])


@pytest.mark.parametrize("value, found", [(None, "null"), ({}, "an object"), ("", "''"), (1, "1")])
@pytest.mark.parametrize("section", ["claims", "groups"])
def test_a_section_that_is_no_list_is_set_aside(section: str, value: Any, found: str) -> None:
    reading = read(**{section: value})
    assert said(reading) == [f"$.{section}: {found} is not a list of records"]
    assert reading.document == Document()


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_rows_and_a_map_that_are_no_objects_are_set_aside(value: Any) -> None:
    reading = read(map=value, claims=[{"id": "a"}, value])
    assert [p.path for p in reading.problems] == ["$.map", "$.claims[1]"]
    assert reading.document == Document([Claim(id="a")])


def test_one_record_twice_is_read_once_and_two_under_one_id_are_both_kept() -> None:
    rows = [{"id": "a", "text": "A"}, {"id": "a", "text": "A"}, {"id": "a", "text": "B"}, {"id": "a", "text": "C"}]
    reading = read(claims=rows)
    texts = {claim.id: claim.text for claim in reading.document.claims.values()}
    assert texts == {"a": "A", "a-1": "B", "a-2": "C"}
    assert [p.path for p in reading.problems] == [f"$.claims[{n}].id" for n in (1, 2, 3)]
    assert reading.problems[0].remedy == "it is left out, since it says the same"


def test_a_new_id_never_makes_a_reference_that_leads_nowhere_lead_somewhere() -> None:
    relation = {"id": "r", "kind": "support", "premises": ["b"], "target": "c-1"}
    reading = read(claims=[{"text": "nameless"}, {"id": "b"}], relations=[relation])
    assert "c-1" not in reading.document
    assert "c-2" in reading.document


def test_a_problem_names_the_record_under_the_id_it_was_read() -> None:
    reading = read(claims=[{"id": "a"}, {"id": "a", "text": "B", "group": "gone"}])
    assert [(p.record, p.path) for p in reading.problems] == [
        ("a-1", "$.claims[1].id"),
        ("a-1", "$.claims[1].group"),
    ]


def test_unknown_keys_are_kept_wherever_they_stand() -> None:
    reading = read(map={"mine": [1]}, claims=[{"id": "a", "x": {"y": None}, "extra": 1}], other={"z": 0})
    assert reading.problems == ()
    assert reading.document.claims["a"].extra == {"x": {"y": None}, "extra": 1}
    assert reading.document.info.extra == {"mine": [1], "$": {"other": {"z": 0}}}


def test_the_key_under_which_the_top_levels_own_are_kept_is_not_a_files_to_use() -> None:
    reading = read(map={"$": {"claims": []}, "title": "T"})
    assert said(reading) == ["$.map['$']: the key '$' is argmap's own"]
    assert reading.document.info == MapInfo(title="T")


def test_control_characters_become_the_replacement_character_so_that_no_offset_moves() -> None:
    reading = read(sources=[{"id": "s", "text": "a\x00b\r\nc"}], claims=[{"id": "c", "x": "\x07"}])
    assert reading.document.sources["s"].text == "a\ufffdb\ufffd\nc"
    assert reading.document.claims["c"].extra == {"x": "\x07"}
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    "top, says",
    [
        ([], "$: it is not a map: its top level is a list, not an object"),
        ("argmap", "$: it is not a map: its top level is 'argmap', not an object"),
        ({"version": 1}, "$: it is not a map of argmap: its key 'format' is missing"),
        ({"format": "aif", "version": 1}, "$.format: its format is 'aif', not 'argmap'"),
        ({"format": ["argmap"], "version": 1}, "$.format: its format is a list, not 'argmap'"),
        ({"format": "argmap"}, "$.version: its version is null, not a number from 1"),
        ({"format": "argmap", "version": "1"}, "$.version: its version is '1', not a number from 1"),
        ({"format": "argmap", "version": 1.0}, "$.version: its version is 1.0, not a number from 1"),
        ({"format": "argmap", "version": True}, "$.version: its version is true, not a number from 1"),
        ({"format": "argmap", "version": 0}, "$.version: its version is 0, not a number from 1"),
        (
            {"format": "argmap", "version": 2},
            "$.version: it is of version 2, and this argmap reads up to version 1; a newer argmap reads it",
        ),
    ],
)
def test_what_is_no_map_of_a_known_version_is_refused_outright(top: Any, says: str) -> None:
    with pytest.raises(ArgmapError) as raised:
        registry.read(json.dumps(top).encode(), "x.argmap.json", "argmap")
    assert str(raised.value) == f"x.argmap.json: {says}"


def test_the_faults_of_a_map_with_one_of_each_are_as_they_were() -> None:
    reading = registry.read((SAVED / "faulty.argmap.json").read_bytes())
    document, ledger = repaired(reading)
    lines = [f"{p.severity} {p.code} {p}" for p in reading.problems]
    lines += ["", *map(str, ledger), "", registry.write(document, "argmap").decode()]
    as_golden("faulty.txt", "\n".join(lines).encode())


@given(documents(valid=False))
def test_a_map_made_whole_is_the_same_whether_it_comes_from_memory_or_from_a_file(document: Document) -> None:
    if any(claim.likelihood == float("inf") for claim in document.claims.values()):
        return  # No file can say so.
    reading = registry.read(registry.write(document, "argmap"))
    assert repaired(reading)[0] == repair(document)[0]
    assert {(p.code, p.record) for p in reading.problems} >= {
        (p.code, p.record) for p in check(document) if p.severity == "error" and p.code not in ("range", "choice")
    }


@given(documents(valid=False))
def test_every_problem_of_a_file_has_a_path_that_leads_to_it(document: Document) -> None:
    if any(claim.likelihood == float("inf") for claim in document.claims.values()):
        return
    data = registry.write(document, "argmap")
    top = json.loads(data)
    for problem in registry.read(data).problems:
        section, _, rest = problem.path.removeprefix("$.").partition("[")
        row = top[section][int(rest.partition("]")[0])] if section != "map" else top["map"]
        assert row.get("id", "map") == problem.record
        assert problem.path.endswith(f".{problem.field}" + ("" if problem.index is None else f"[{problem.index}]"))
