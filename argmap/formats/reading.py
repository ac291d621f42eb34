"""Bytes to document: all problems of a file in one pass, and as much of the map as can be made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import Any

from argmap.core.collector import uncollected
from argmap.core.document import Document
from argmap.core.ids import MAP, Id
from argmap.core.integrity import check_references
from argmap.core.records import SECTIONS, Extra, MapInfo, Record, Relation
from argmap.core.rules import Problem
from argmap.core.values import shown
from argmap.errors import ArgmapError
from argmap.formats.fields import ESSENTIAL, READERS, REQUIRED, TOP, OddValueError, kept
from argmap.formats.ledger import Reading, located, position
from argmap.formats.mending import Rows, id_in, may_hold_controls, replace_controls, settle_ids
from argmap.formats.migrations import VERSION, migrated
from argmap.formats.strict_json import parse, step
from argmap.text import tr


def read(data: bytes, filename: str = "") -> Reading:
    """The document in the bytes of a native file, and all problems of the file in one pass.

    Raises ArgmapError, with the file's name in front, for what is refused outright.
    """
    with uncollected():
        return _read(data, filename)


def _read(data: bytes, filename: str) -> Reading:
    top = migrated(*_opened(parse(data, filename), filename))
    problems: list[Problem] = []
    if may_hold_controls(data):
        replace_controls(top, problems)
    info = _info(top, problems)
    rows = {section: _section(section, kind, top.get(section, []), problems) for section, kind in SECTIONS.items()}
    try:
        document = _document(info, rows)
    except ValueError:  # An id is missing, or used twice.
        settle_ids(rows, problems)
        document = _document(info, rows)
    rules = check_references(document)
    if not rules and not problems:
        return Reading(document)
    paths = _paths(rows)
    problems += (located(problem, paths) for problem in rules)
    return Reading(document, tuple(sorted(problems, key=position)), paths)


def _document(info: MapInfo, rows: Rows) -> Document:
    records: Iterator[Record] = filter(None, chain.from_iterable(rows.values()))
    return Document([info, *records])


def record_of(kind: type[Record], row: Any) -> Record:
    """The record that one parsed row says, as `writing.line` gives it; raises ArgmapError with its first problem."""
    problems: list[Problem] = []
    record = _record(kind, row, "$", problems)
    if problems or record is None:
        raise ArgmapError(str(problems[0]))
    if not record.id:
        raise ArgmapError(tr("the id is missing"), "$.id")
    return record


def _opened(top: Any, where: str) -> tuple[dict[str, Any], int]:
    """The top level and its version, if it is a map that can be read."""
    if type(top) is not dict:
        raise ArgmapError(tr("$: it is not a map: its top level is {found}, not an object", found=shown(top)), where)
    if "format" not in top:
        raise ArgmapError(tr("$: it is not a map of argmap: its key 'format' is missing"), where)
    if top["format"] != "argmap":
        raise ArgmapError(tr("$.format: its format is {found}, not 'argmap'", found=shown(top["format"])), where)
    version = top.get("version")
    if type(version) is not int or version < 1:
        raise ArgmapError(tr("$.version: its version is {found}, not a number from 1", found=shown(version)), where)
    if version > VERSION:
        what = tr(
            "$.version: it is of version {found}, and this argmap reads up to version {known}",
            found=version,
            known=VERSION,
        )
        raise ArgmapError(what, where, tr("a newer argmap reads it"))
    return top, version


def _info(top: dict[str, Any], problems: list[Problem]) -> MapInfo:
    info = _record(MapInfo, top.get("map", {}), "$.map", problems) or MapInfo()
    assert isinstance(info, MapInfo)
    extra = dict(info.extra)
    if TOP in extra:
        del extra[TOP]
        text = tr("the key {key} is argmap's own", key=shown(TOP))
        problems.append(Problem("reserved", MAP, "", None, text, path="$.map" + step(TOP), remedy=_left_out()))
    unknown = {}
    for key in sorted(top.keys() - {"format", "version", "map", *SECTIONS}):
        try:
            unknown[key] = kept(top[key])
        except OddValueError as odd:
            problems += _faults(odd, MAP, "", "$" + step(key))
    if unknown:
        extra[TOP] = unknown
    return info if extra == info.extra else replace(info, extra=Extra(extra))


def _section(section: str, kind: type[Record], rows: Any, problems: list[Problem]) -> list[Record | None]:
    path = f"$.{section}"
    if type(rows) is not list:
        problems.append(_not_a(tr("a list of records"), rows, path))
        return []
    readers, new = READERS[kind], object.__new__
    required = itemgetter(*REQUIRED[kind]) if kind in REQUIRED else len
    found: list[Record | None] = []
    for index, row in enumerate(rows):
        # Filled without __init__, with no more than the row holds, since the defaults stand in the class: a third
        # of the time. What has an unknown key or anything wrong with it takes the long way.
        record: Record | None = new(kind)
        values = record.__dict__
        try:
            for key, value in row.items():
                name, plain, take = readers[key]
                values[name] = value if type(value) is plain else take(value)
            required(row)
        except (AttributeError, KeyError, OddValueError):
            record = _record(kind, row, path, problems, index)
        found.append(record)
    return found


def _record(
    kind: type[Record], row: Any, path: str, problems: list[Problem], index: int | None = None
) -> Record | None:
    """The record a row says, or None where it is set aside; an id that is missing is left empty."""
    if index is not None:
        path = f"{path}[{index}]"
    if type(row) is not dict:
        problems.append(_not_a(tr("an object"), row, path))
        return None
    record: Record = object.__new__(kind)
    values, readers, before = record.__dict__, READERS[kind], len(problems)
    unknown: dict[str, Any] = {}
    for key, value in row.items():
        try:
            if key in readers:
                name, plain, take = readers[key]
                values[name] = value if type(value) is plain else take(value)
            else:
                unknown[key] = kept(value)
        except OddValueError as odd:
            if odd.rest is not None:
                values[key] = odd.rest
            problems += _faults(odd, id_in(row), key if key in readers else "", path + step(key))
    if unknown:
        values["extra"] = Extra(unknown)
    problems += _missing(record, row, path)
    if len(problems) > before and any(p.field in ESSENTIAL.get(kind, ()) for p in problems[before:]):
        remedy = tr("the relation is set aside") if kind is Relation else tr("the excerpt is set aside")
        problems[before:] = [replace(problem, remedy=remedy) for problem in problems[before:]]
        return None
    return record


def _missing(record: Record, row: dict[str, Any], path: str) -> Iterator[Problem]:
    for name in REQUIRED.get(type(record), ()):
        if name not in row:
            remedy = tr("{value} takes its place", value=shown(getattr(record, name)))
            text = tr("it is missing")
            yield Problem("missing", id_in(row), name, None, text, path=f"{path}.{name}", remedy=remedy)


def _faults(odd: OddValueError, id: Id, field: str, path: str) -> Iterator[Problem]:
    for code, index, text in odd.faults:
        at = path if index is None else f"{path}[{index}]"
        yield Problem(code, id, field, index, text, path=at, remedy=_left_out())


def _not_a(wanted: str, found: object, path: str) -> Problem:
    text = tr("{found} is not {wanted}", found=shown(found), wanted=wanted)
    return Problem("type", "", "", None, text, path=path, remedy=tr("it is set aside"))


def _left_out() -> str:
    return tr("the value is left out")


def _paths(rows: Rows) -> dict[Id, str]:
    """The JSON path of each record."""
    paths = {MAP: "$.map"}
    for section, found in rows.items():
        paths.update((record.id, f"$.{section}[{i}]") for i, record in enumerate(found) if record is not None)
    return paths
