"""Records: six kinds, their fields and sections."""

from __future__ import annotations

import dataclasses
import pickle
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FIELDS as VALUES
from strategies import documents

from argmap.core.document import Document
from argmap.core.records import FIELDS, SECTIONS, Claim, Extra, MapInfo, Record, Source


def test_every_kind_but_the_map_has_a_section_and_letters_differ() -> None:
    kinds = set(get_args(Record))
    assert set(SECTIONS.values()) == kinds - {MapInfo}
    assert len({kind.letter for kind in kinds}) == len(kinds)
    assert list(SECTIONS) == ["sources", "claims", "relations", "excerpts", "groups"]


@pytest.mark.parametrize("kind", [MapInfo, *SECTIONS.values()])
def test_fields_are_those_of_the_class_and_unknown_keys_come_last(kind: type[Record]) -> None:
    names = [field.name for field in dataclasses.fields(kind)]
    assert [*FIELDS[kind], "extra", "imported", "id"] == names
    assert set(VALUES[kind]) <= set(FIELDS[kind])
    assert all(field.default is not dataclasses.MISSING for field in dataclasses.fields(kind))


@given(documents(), st.data())
def test_records_cannot_be_changed_and_are_found_by_their_value(document: Document, data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(sorted(document.values(), key=lambda r: r.id)))
    for name in ("id", *FIELDS[type(record)]):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, name, getattr(record, name))
    same = dataclasses.replace(record)
    assert (same, hash(same)) == (record, hash(record))
    assert pickle.loads(pickle.dumps(record)) == record
    assert {record: 1}[same] == 1


def test_records_of_different_kinds_are_never_equal() -> None:
    assert len({Claim(id="a"), Source(id="a")}) == 2


def test_an_extra_is_a_dict_that_is_equal_to_one() -> None:
    assert Extra({"a": [1, {"b": None}]}) == {"a": [1, {"b": None}]}
    assert pickle.loads(pickle.dumps(Extra(a=1))) == Extra(a=1)
    assert type(pickle.loads(pickle.dumps(Extra(a=1)))) is Extra
