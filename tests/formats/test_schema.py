"""The JSON Schema says of a file what the reader says of it, as far as a schema can."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import documents

from argmap.core.document import Document
from argmap.core.records import (
    BASES,
    CONFIDENCES,
    CREDIBILITIES,
    DIRECTIONS,
    FIELDS,
    RELIABILITIES,
    SECTIONS,
    Kind,
    MapInfo,
)
from argmap.core.values import FARTHEST, LONGEST
from argmap.errors import ArgmapError
from argmap.formats import registry, schema
from argmap.formats.fields import REQUIRED
from argmap.formats.migrations import VERSION

SCHEMA: dict[str, Any] = json.loads(schema.text())
VALIDATOR = Draft202012Validator(SCHEMA)
DEFINED: dict[str, Any] = SCHEMA["$defs"]
SAVED = Path(__file__).parents[1] / "files" / "v1"

SHAPE = ("type", "choice", "range", "control", "missing", "reserved", "id-missing", "no-premises", "premise-twice")
"""The codes of problems that a schema can say; the others are about more than one place of a file."""


def is_well_shaped(top: Any) -> bool:
    """Whether the reader finds nothing wrong with the shape of a file."""
    try:
        reading = registry.read(json.dumps(top).encode(), format="argmap")
    except ArgmapError:
        return False
    used_by_map = any(p.code == "id-twice" and p.text.endswith("by the map itself") for p in reading.problems)
    return not used_by_map and not any(problem.code in SHAPE for problem in reading.problems)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert schema.text().endswith("}\n")


@given(documents())
def test_what_is_written_is_valid(document: Document) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(registry.write(document, "argmap")))] == []


@pytest.mark.parametrize("path", sorted(SAVED.glob("*.json")), ids=lambda path: path.name)
def test_saved_maps_are_valid_unless_they_are_faulty(path: Path) -> None:
    top = json.loads(path.read_text(encoding="utf-8-sig"))
    assert VALIDATOR.is_valid(top) == (path.name != "faulty.argmap.json") == is_well_shaped(top)


def test_the_schema_knows_the_fields_of_each_record_in_their_order() -> None:
    kinds = {"map": MapInfo, **{section.removesuffix("s"): kind for section, kind in SECTIONS.items()}}
    for name, kind in kinds.items():
        properties = list(DEFINED[name]["properties"])
        own = [] if kind is MapInfo else ["id"]
        assert properties == own + [*FIELDS[kind], "imported"] + ["$"] * (kind is MapInfo)
        assert DEFINED[name].get("required", []) == own + list(REQUIRED.get(kind, ()))
    assert list(SCHEMA["properties"]) == ["format", "version", "map", *SECTIONS]


def test_the_schema_knows_the_same_choices_and_limits() -> None:
    def said(record: str, field: str) -> Any:
        return DEFINED[record]["properties"][field]

    assert SCHEMA["properties"]["version"] == {"const": VERSION}
    assert said("map", "direction")["enum"] == list(DIRECTIONS)
    assert said("claim", "basis")["enum"] == ["", *BASES]
    assert said("claim", "confidence")["enum"] == ["", *CONFIDENCES]
    assert said("source", "reliability")["enum"] == ["", *RELIABILITIES]
    assert said("excerpt", "credibility")["enum"] == [*CREDIBILITIES, None]
    assert said("relation", "kind")["enum"] == [kind.value for kind in Kind]
    assert (said("claim", "at")["items"]["minimum"], said("claim", "at")["items"]["maximum"]) == (-FARTHEST, FARTHEST)
    assert said("excerpt", "start")["maximum"] == LONGEST


WRONG: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 0.5, 1.5, 3.0, -0.0, 10**9, 2**31, 1e300, "", "a0", "support", "A", "up", "map"),
    *("x\u0000y", "x\ny", "\t", "é", [], ["a"], ["a", "a"], [1], ["a", None], [0, 0], [0, 0.5], [1.0, 2], [0, 0, 0]),
    *([[]], {}, {"a": 1}, "low", "evidence", "high", "a b", ["\u001f"]),
]

BASE = json.loads((SAVED / "one-of-each.argmap.json").read_text(encoding="utf-8"))


@st.composite
def mutants(draw: st.DrawFn) -> Any:
    """A saved map in which a few values are others, missing or new."""
    top = copy.deepcopy(BASE)
    for _ in range(draw(st.integers(1, 2))):
        section = draw(st.sampled_from(["", "map", *SECTIONS]))
        if not section:
            holder: Any = top
        elif section == "map":
            holder = top["map"]
        else:
            holder = draw(st.sampled_from(top[section])) if isinstance(top.get(section), list) else top
        if not isinstance(holder, dict):
            continue
        kind = SECTIONS.get(section, MapInfo)
        known = [*FIELDS[kind], "id", "imported", "$", "unknown"] if section else list(top)
        key = draw(st.sampled_from(known))
        if section == "map" and key == "id":
            continue
        if draw(st.integers(0, 4)) == 0:
            holder.pop(key, None)
        else:
            holder[key] = draw(st.sampled_from(WRONG))
    return top


@given(mutants())
def test_reader_and_schema_agree_on_the_shape_of_a_file(top: Any) -> None:
    if type(top.get("version")) is not int and top.get("version") == 1:
        return  # The reader wants 1, a schema takes 1.0 for the same.
    errors = [error.message for error in VALIDATOR.iter_errors(top)]
    assert is_well_shaped(top) == (errors == []), errors


@pytest.mark.parametrize("section", [*SECTIONS, "map"])
def test_reader_and_schema_agree_on_each_value_of_each_field(section: str) -> None:
    kind = SECTIONS.get(section, MapInfo)
    for name in (*FIELDS[kind], "imported", *(["id"] if section != "map" else ["$"])):
        for value in WRONG:
            top = copy.deepcopy(BASE)
            (top["map"] if section == "map" else top[section][0])[name] = value
            assert is_well_shaped(top) == VALIDATOR.is_valid(top), (section, name, value)
