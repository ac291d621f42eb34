"""Bytes to document: all problems of a file in one pass, and as much of the map as can be made of it."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from typing import Any

from argmap.core.document import Document
from argmap.core.ids import MAP, Id
from argmap.core.integrity import Problem, check_references
from argmap.core.records import SECTIONS, Claim, Excerpt, Extra, Group, MapInfo, Record, Relation
from argmap.core.values import shown
from argmap.errors import ArgmapError
from argmap.formats.fields import ESSENTIAL, READERS, REQUIRED, TOP, OddValueError, kept
from argmap.formats.ledger import Reading, located
from argmap.formats.migrations import VERSION, migrated
from argmap.formats.strict_json import parse, step
from argmap.text import tr

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MAY_BE_CONTROL = re.compile(rb"\\(?:u00|[bfr])")

Rows = dict[str, list[Record | None]]
"""By section, the record made of each row of the file; None where a row was set aside."""


def read(data: bytes, filename: str = "") -> Reading:
    """The document in the bytes of a native file, and all problems of the file in one pass.

    Raises ArgmapError, with the file's name in front, for what is refused outright.
    """
    with _uncollected():
        return _read(data, filename)


def _read(data: bytes, filename: str) -> Reading:
    top = migrated(*_opened(parse(data, filename), filename))
    problems: list[Problem] = []
    if _MAY_BE_CONTROL.search(data):
        _replace_controls(top, problems)
    info = _info(top, problems)
    rows = {section: _section(section, kind, top.get(section, []), problems) for section, kind in SECTIONS.items()}
    try:
        document = _document(info, rows)
    except ValueError:  # An id is missing, or used twice.
        _settle_ids(rows, problems)
        document = _document(info, rows)
    rules = check_references(document)
    if not rules and not problems:
        return Reading(document)
    paths = _paths(rows)
    return Reading(document, (*problems, *(located(problem, paths) for problem in rules)), paths)


def _document(info: MapInfo, rows: Rows) -> Document:
    return Document([info, *(record for found in rows.values() for record in found if record is not None)])


def record_of(kind: type[Record], row: Any) -> Record:
    """The record that one parsed row says; raises ArgmapError with its first problem."""
    problems: list[Problem] = []
    record = _record(kind, row, "$", problems)
    if problems or record is None:
        raise ArgmapError(str(problems[0]))
    return record


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look through each new record again and again, and find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _opened(top: Any, where: str) -> tuple[dict[str, Any], int]:
    """The top level and its version, if it is a map that can be read."""
    if type(top) is not dict:
        raise ArgmapError(tr("it is not a map: its top level is {found}, not an object", found=shown(top)), where)
    if "format" not in top:
        raise ArgmapError(tr("it is not a map of argmap: its key 'format' is missing"), where)
    if top["format"] != "argmap":
        raise ArgmapError(tr("its format is {found}, not 'argmap'", found=shown(top["format"])), where)
    version = top.get("version")
    if type(version) is not int or version < 1:
        raise ArgmapError(tr("its version is {found}, not a number from 1", found=shown(version)), where)
    if version > VERSION:
        what = tr("it is of version {found}, and this argmap reads up to version {known}", found=version, known=VERSION)
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
    if type(row) is not dict:
        problems.append(_not_a(tr("an object"), row, path if index is None else f"{path}[{index}]"))
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
            at = path if index is None else f"{path}[{index}]"
            problems += _faults(odd, _id_in(row), key if key in readers else "", at + step(key))
    if unknown:
        values["extra"] = Extra(unknown)
    problems += _missing(record, row, f"{path}[{index}]")
    if len(problems) > before and any(p.field in ESSENTIAL.get(kind, ()) for p in problems[before:]):
        remedy = tr("the relation is set aside") if kind is Relation else tr("the excerpt is set aside")
        problems[before:] = [replace(problem, remedy=remedy) for problem in problems[before:]]
        return None
    return record


def _missing(record: Record, row: dict[str, Any], path: str) -> Iterator[Problem]:
    for name in REQUIRED.get(type(record), ()):
        if name not in row:
            remedy = tr("it is taken as {value}", value=shown(getattr(record, name)))
            text = tr("it is missing")
            yield Problem("missing", _id_in(row), name, None, text, path=f"{path}.{name}", remedy=remedy)


def _settle_ids(rows: Rows, problems: list[Problem]) -> None:
    """Gives an id of its own to each record that has none, or one that is used already.

    The first keeps it; a second that says the same is left out. What refers to the id means the first.
    """
    taken = {MAP, *(record.id for found in rows.values() for record in found if record is not None), *_referred(rows)}
    first: dict[Id, tuple[Record, str]] = {}
    counts: dict[str, int] = {}
    odd = {problem.path for problem in problems}
    for section, found in rows.items():
        for index, record in enumerate(found):
            if record is None:
                continue
            id, path = record.id, f"$.{section}[{index}]"
            if id and id != MAP and id not in first:
                first[id] = record, path
                continue
            if id in first and record == first[id][0]:
                found[index], new, remedy = None, id, tr("it is left out, since it says the same")
            else:
                stem = id or record.letter
                n = counts.get(stem, 1)
                while (new := f"{stem}-{n}") in taken:
                    n += 1
                counts[stem] = n + 1
                found[index], remedy = replace(record, id=new), tr("it becomes {id}", id=shown(new))
            if id:
                user = tr("the map itself") if id == MAP else first[id][1]
                code, text = "id-twice", tr("the id {id} is used already, by {user}", id=shown(id), user=user)
            else:
                code, text = "id-missing", tr("the id is missing")
            if f"{path}.id" not in odd:
                problems.append(Problem(code, new, "id", None, text, path=f"{path}.id", remedy=remedy))


def _referred(rows: Rows) -> set[Id]:
    """All ids that records refer to, so that no new one connects what was not connected."""
    found: set[Id] = set()
    for record in (record for section in rows.values() for record in section):
        match record:
            case Claim():
                found.add(record.group)
            case Relation():
                found |= {record.target, *record.premises}
            case Excerpt():
                found |= {record.on, record.source}
            case Group():
                found.add(record.parent)
    return found


def _replace_controls(top: dict[str, Any], problems: list[Problem]) -> None:
    """Puts U+FFFD in the place of each control character in text but tab and newline, so that no offset moves."""
    sections: list[tuple[type[Record], Any, str]] = [(MapInfo, top.get("map"), "$.map")]
    for section, kind in SECTIONS.items():
        if type(rows := top.get(section)) is list:
            sections += [(kind, row, f"$.{section}[{index}]") for index, row in enumerate(rows)]
    for kind, row, path in sections:
        if type(row) is not dict:
            continue
        for key, value in row.items():
            if key not in READERS[kind]:
                continue
            holder: Any = value if type(value) is list else row
            for place in range(len(value)) if holder is value else (key,):
                text = holder[place]
                if type(text) is str and (match := _CONTROL.search(text)):
                    holder[place] = _CONTROL.sub("\ufffd", text)
                    code = f"U+{ord(match[0]):04X}"
                    at = f"{path}.{key}" + (f"[{place}]" if holder is value else "")
                    says = tr("the text holds the control character {code}", code=code)
                    index = place if holder is value else None
                    remedy = tr("U+FFFD stands in for it")
                    problems.append(Problem("control", _id_in(row), key, index, says, path=at, remedy=remedy))


def _faults(odd: OddValueError, id: Id, field: str, path: str) -> Iterator[Problem]:
    for code, index, text in odd.faults:
        at = path if index is None else f"{path}[{index}]"
        yield Problem(code, id, field, index, text, path=at, remedy=_left_out())


def _not_a(wanted: str, found: object, path: str) -> Problem:
    text = tr("{found} is not {wanted}", found=shown(found), wanted=wanted)
    return Problem("type", "", "", None, text, path=path, remedy=tr("it is set aside"))


def _left_out() -> str:
    return tr("it is left out")


def _id_in(row: dict[str, Any]) -> Id:
    id = row.get("id")
    return id if type(id) is str else ""


def _paths(rows: Rows) -> dict[Id, str]:
    """The JSON path of each record."""
    paths = {MAP: "$.map"}
    for section, found in rows.items():
        paths.update((record.id, f"$.{section}[{i}]") for i, record in enumerate(found) if record is not None)
    return paths
