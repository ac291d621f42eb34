"""The native format as a whole: what is written is read back, and read files are written back."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import chain, documents, random_document

from argmap.core.document import EMPTY, Document
from argmap.core.records import FIELDS, SECTIONS, Claim, Excerpt, Extra, Kind, MapInfo, Record, Relation, Source
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.formats.ledger import repaired
from argmap.formats.reading import record_of
from argmap.formats.writing import line
from argmap.resources import sample_map

SAVED = Path(__file__).parents[1] / "files" / "v1"


def written(document: Document) -> bytes:
    return registry.write(document, "argmap")


def read(data: bytes) -> Document:
    """The document in the bytes of a file without errors."""
    reading = registry.read(data)
    assert reading.errors == ()
    return reading.document


@given(documents())
def test_what_is_written_is_read_back_as_the_same_document(document: Document) -> None:
    data = written(document)
    assert read(data) == document
    assert written(read(data)) == data


@given(documents())
def test_records_that_are_read_are_as_good_as_those_that_are_made(document: Document) -> None:
    for id, record in read(written(document)).items():
        made = document[id]
        assert type(record) is type(made)
        assert record == made and hash(record) == hash(made)
        for name in (*FIELDS[type(made)], "id", "extra", "imported"):
            assert type(getattr(record, name)) is type(getattr(made, name))
        with pytest.raises(AttributeError):
            record.id = "other"  # type: ignore[misc]


@given(documents())
def test_the_order_in_which_records_were_added_leaves_no_trace(document: Document) -> None:
    assert written(Document(list(document.values())[::-1])) == written(document)


@given(documents())
def test_the_file_is_plain_json_with_one_record_a_line(document: Document) -> None:
    data = written(document)
    assert data.endswith(b"\n}\n") and b"\r" not in data
    top = json.loads(data)
    assert list(top)[:8] == ["format", "version", "map", *SECTIONS]
    lines = data.decode().split("\n")
    for section, kind in SECTIONS.items():
        ids = [row["id"] for row in top[section]]
        assert ids == sorted(record.id for record in document.values() if type(record) is kind)
        if not ids:
            assert f' "{section}": []' in {text.removesuffix(",") for text in lines}
        for row in top[section]:
            if section != "sources":
                assert sum(json.dumps(row, ensure_ascii=False) == text.strip().removesuffix(",") for text in lines) == 1


@given(documents())
def test_a_key_is_written_in_its_place_and_only_where_it_says_something(document: Document) -> None:
    for section, kind in SECTIONS.items():
        for row in json.loads(written(document))[section]:
            record = document[row["id"]]
            known = ["id", *(name for name in FIELDS[kind] if name in row)]
            unknown = sorted(record.extra)
            assert list(row) == known + unknown + ["imported"] * bool(record.imported)
            always = {Relation: {"kind", "premises", "target"}, Excerpt: {"on", "source", "start", "exact"}}
            for name in FIELDS[kind]:
                default = getattr(kind(), name)
                assert (name in row) == (getattr(record, name) != default or name in always.get(kind, ()))


@given(documents())
def test_a_record_alone_is_one_line_of_json_and_is_read_back(document: Document) -> None:
    for record in document.values():
        assert "\n" not in line(record)
        assert record_of(type(record), json.loads(line(record))) == record


def test_a_map_alone_keeps_the_unknown_keys_of_the_top_level() -> None:
    info = MapInfo(title="T", extra=Extra({"$": {"x": 1}, "y": 2}))
    assert record_of(MapInfo, json.loads(line(info))) == info


@pytest.mark.parametrize("row", [{}, {"id": ""}, {"id": 1}, {"id": "c", "main": 1}, [], None, {"id": "c", "x": 1e999}])
def test_what_is_no_record_alone_is_refused_in_one_line(row: object) -> None:
    with pytest.raises(ArgmapError):
        record_of(Claim, row)


def saved_maps() -> list[Path]:
    return sorted(SAVED.glob("*.argmap.json"))


@pytest.mark.parametrize("path", saved_maps(), ids=lambda path: path.name)
def test_a_saved_map_of_version_1_opens_for_ever(path: Path) -> None:
    reading = registry.read(path.read_bytes(), path.name)
    assert bool(reading.errors) == (path.name == "faulty.argmap.json")
    document, ledger = repaired(reading)
    assert bool(ledger) == bool(reading.errors)
    assert read(written(document)) == document


def test_the_saved_maps_are_all_here() -> None:
    assert {path.name.partition(".")[0] for path in saved_maps()} >= {"one-of-each", "least", "by-hand", "faulty"}


@pytest.mark.parametrize("path", sorted(sample_map().glob("*.argmap.json")), ids=lambda path: path.name)
def test_a_shipped_map_has_no_problem_and_is_in_its_canonical_form(path: Path) -> None:
    reading = registry.read(path.read_bytes(), path.name)
    assert reading.problems == ()
    assert written(reading.document) == path.read_bytes()


def test_a_map_with_one_of_each_thing_is_written_as_it_was_saved() -> None:
    data = (SAVED / "one-of-each.argmap.json").read_bytes()
    assert written(read(data)) == data


def test_the_empty_map_is_written_with_its_empty_sections() -> None:
    assert written(EMPTY).decode().split("\n") == [
        "{",
        ' "format": "argmap",',
        ' "version": 1,',
        ' "map": {},',
        ' "sources": [],',
        ' "claims": [],',
        ' "relations": [],',
        ' "excerpts": [],',
        ' "groups": []',
        "}",
        "",
    ]


def rows(*records: Record) -> Iterator[str]:
    yield from (line.strip(" ,") for line in written(Document(records)).decode().split("\n"))


def test_numbers_are_written_as_short_as_they_are_read_back() -> None:
    found = list(
        rows(
            Claim(id="c", likelihood=0.1 + 0.2),
            Claim(id="d", likelihood=5e-324),
            Relation(id="r", premises=("c",), target="d", strength=1.0),
            Relation(id="s", premises=("c",), target="d", strength=0.0),
        )
    )
    assert '{"id": "c", "likelihood": 0.30000000000000004}' in found
    assert '{"id": "d", "likelihood": 5e-324}' in found
    assert '{"id": "r", "kind": "support", "premises": ["c"], "target": "d", "strength": 1}' in found
    assert '{"id": "s", "kind": "support", "premises": ["c"], "target": "d", "strength": 0}' in found


def test_a_sources_text_is_split_at_newlines_only() -> None:
    text = "one\u2028still one\x85\n\n\ttwo\n"
    data = written(Document([Source(id="s", text=text)]))
    assert json.loads(data)["sources"][0]["text"] == ["one\u2028still one\x85", "", "\ttwo", ""]
    source = read(data)["s"]
    assert isinstance(source, Source) and source.text == text


def test_text_is_not_escaped_beyond_what_json_demands() -> None:
    assert '{"id": "c", "text": "é 日 🚲 \\"quoted\\" \\\\ \\t\\n / \u2028 \u200b"}' in rows(
        Claim(id="c", text='é 日 🚲 "quoted" \\ \t\n / \u2028 \u200b')
    )


def test_unknown_keys_stand_after_the_known_sorted_at_every_level() -> None:
    extra = Extra({"b": {"z": 1, "y": {"b": 2.0, "a": [{"d": None, "c": True}]}}, "a": "x"})
    assert (
        '{"id": "c", "text": "T", "a": "x", "b": {"y": {"a": [{"c": true, "d": null}], "b": 2.0}, "z": 1}, '
        '"imported": {"id": 3, "type": "I"}}'
    ) in rows(Claim(id="c", text="T", extra=extra, imported=Extra({"type": "I", "id": 3})))


def test_unknown_keys_of_the_top_level_stand_there_again_and_not_in_the_map() -> None:
    top: dict[str, Any] = {"format": "argmap", "version": 1, "z": [1], "a": {"b": None}, "map": {"mine": 1}}
    document = read(json.dumps(top).encode())
    again = json.loads(written(document))
    assert again["map"] == {"mine": 1}
    assert list(again)[8:] == ["a", "z"]
    assert read(written(document)) == document


@pytest.mark.parametrize(
    "record",
    [
        Claim(id="c", likelihood=float("nan")),
        Relation(id="r", strength=float("inf")),
        Claim(id="c", text="\ud800"),
        Claim(id="c", extra=Extra({"text": "twice"})),
        Claim(id="c", extra=Extra({"deep": [float("inf")]})),
        MapInfo(extra=Extra({"$": {"claims": []}})),
    ],
    ids=lambda record: str(record)[:40],
)
def test_what_no_document_may_hold_is_not_written(record: Record) -> None:
    with pytest.raises(ValueError):
        written(Document([record]))


def test_a_map_of_thousands_is_read_back() -> None:
    document = random_document(7, 3000)
    assert read(written(document)) == document
    assert read(written(chain(5000))) == chain(5000)


def test_the_collector_is_on_again_after_loading_and_stays_off_where_it_was() -> None:
    data = written(EMPTY)
    try:
        read(data)
        assert gc.isenabled()
        with pytest.raises(ArgmapError):
            registry.read(data[:-3])
        assert gc.isenabled()
        gc.disable()
        read(data)
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert gc.get_freeze_count() == 0


def test_kinds_are_read_as_kinds() -> None:
    relation = read(written(Document([Claim(id="a"), Claim(id="b"), Relation(Kind.ATTACK, ("a",), "b", id="r")])))["r"]
    assert isinstance(relation, Relation) and relation.kind is Kind.ATTACK
