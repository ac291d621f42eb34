"""Document to bytes: one record a line, sorted, so that two saves of one document are the same bytes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from json import dumps, encoder
from typing import Any

from argmap.core.document import Document
from argmap.core.records import FIELDS, SECTIONS, MapInfo, Record, Source
from argmap.formats.fields import REQUIRED, TOP
from argmap.formats.migrations import VERSION

_ALWAYS = object()

_DEFAULTS: Mapping[type[Record], tuple[tuple[str, Any], ...]] = {
    kind: tuple(
        (field.name, _ALWAYS if field.name in REQUIRED.get(kind, ()) else field.default)
        for field in fields(kind)
        if field.name in names
    )
    for kind, names in FIELDS.items()
}
"""For each kind of record its fields in the file's order, with the value that is not written; `_ALWAYS` equals none."""

_quoted: Callable[[str], str] = encoder.encode_basestring


def write(document: Document) -> bytes:
    """The document as a native file.

    Raises ValueError for what no document may hold: a number that is not finite, half a surrogate pair.
    """
    rows: dict[type[Record], list[Record]] = {kind: [] for kind in (MapInfo, *SECTIONS.values())}
    for record in document.values():
        rows[type(record)].append(record)
    parts = ['"format": "argmap"', f'"version": {VERSION}', f'"map": {_row(document.info, in_file=True)}']
    for section, kind in SECTIONS.items():
        lines = ",\n  ".join([_row(record, in_file=True) for record in sorted(rows[kind], key=lambda r: r.id)])
        parts.append(f'"{section}": [\n  {lines}\n ]' if lines else f'"{section}": []')
    unknown = document.info.extra.get(TOP, {})
    if unknown.keys() & {"format", "version", "map", *SECTIONS}:
        raise ValueError(f"{sorted(unknown)} are not all unknown keys")
    parts += [f"{_quoted(key)}: {_json(unknown[key])}" for key in sorted(unknown)]
    return ("{\n " + ",\n ".join(parts) + "\n}\n").encode("utf-8")


def line(record: Record) -> str:
    """The record as one line of JSON, which `reading.record_of` takes back.

    As it stands in the file but for a source's text, one string here, and a map's unknown keys of the top level.
    """
    return _row(record, in_file=False)


def _row(record: Record, *, in_file: bool) -> str:
    return "{" + ", ".join(_pairs(record, in_file)) + "}"


def _pairs(record: Record, in_file: bool) -> Iterator[str]:
    kind = type(record)
    if kind is not MapInfo:
        yield f'"id": {_quoted(record.id)}'
    for name, default in _DEFAULTS[kind]:
        value = getattr(record, name)
        if value == default:
            continue
        if name == "text" and kind is Source and in_file:
            lines = ",\n   ".join(map(_quoted, value.split("\n")))
            yield f'"text": [\n   {lines}\n  ]'
        else:
            yield f'"{name}": {_value(sorted(set(value)) if name == "tags" else value)}'
    for key in sorted(record.extra):
        if key in FIELDS[kind] or key == "imported" or (key == "id" and kind is not MapInfo):
            raise ValueError(f"{key!r} of {record.id!r} is no unknown key")
        if key != TOP or kind is not MapInfo or not in_file:
            yield f"{_quoted(key)}: {_json(record.extra[key])}"
    if record.imported:
        yield f'"imported": {_json(record.imported)}'


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is no JSON number")
        return repr(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_value, value)) + "]"
    assert isinstance(value, int)
    return repr(value)


def _json(value: Any) -> str:
    """A value that argmap does not know; its keys are sorted, since equal documents may hold them in any order."""
    return dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "), sort_keys=True)
