"""What JSON each field of a record is read from."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from typing import Any

from argmap.core.records import FIELDS, Excerpt, Extra, Kind, Record, Relation, Source
from argmap.core.values import RANGES, Range, shown
from argmap.formats.strict_json import walk
from argmap.text import tr

TOP = "$"
"""The key in `MapInfo.extra` under which unknown keys of a file's top level are kept, and written back there."""

REQUIRED: Mapping[type[Record], tuple[str, ...]] = {
    Relation: ("kind", "premises", "target"),
    Excerpt: ("on", "source", "start", "exact"),
}
"""The fields that are always written, whatever they hold."""

ESSENTIAL: Mapping[type[Record], tuple[str, ...]] = {
    Relation: ("kind", "premises", "target"),
    Excerpt: ("on", "source"),
}
"""The fields without which there is no record: where one is missing or cannot be read, the record is set aside."""


class OddValueError(Exception):
    """A value that its field cannot hold.

    `faults` are (code, index in the value or None, sentence) each; `rest` is what can be kept of the value, or None.
    """

    def __init__(self, faults: list[tuple[str, int | None, str]], rest: Any = None) -> None:
        super().__init__(faults)
        self.faults, self.rest = faults, rest


Field = tuple[str, type | None, Callable[[Any], Any]]
"""How a field is read, (name, plain, take): a value of exactly the type `plain` is taken as it is, others by `take`."""


def kept(value: Any) -> Any:
    """A value that argmap does not know, as it is; raises OddValueError where a number in it is not finite.

    No JSON spells such a number, but a literal such as 1e999 becomes one.
    """
    if type(value) is str or (type(value) is dict and all(type(v) is str for v in value.values())):
        return value
    for path, found in walk(value):
        if type(found) is float and not math.isfinite(found):
            place = str(path).removeprefix("$")
            text = tr("the number at {place} is too large", place=place) if place else tr("the number is too large")
            raise OddValueError([("range", None, text)])
    return value


def _wrong(value: object, wanted: str) -> OddValueError:
    return OddValueError([("type", None, tr("{found} is not {wanted}", found=shown(value), wanted=wanted))])


def _text(value: Any) -> str:
    if type(value) is not str:
        raise _wrong(value, tr("text"))
    return value


def _flag(value: Any) -> bool:
    raise _wrong(value, tr("true or false"))


def _number(value: Any) -> int | float:
    if type(value) is float:
        return value
    if type(value) is int:
        return float(value) if abs(value) <= 1 else value
    raise _wrong(value, tr("a number"))


def _whole(value: Any) -> int:
    if type(value) is int:
        return value
    if type(value) is float and value.is_integer():
        return int(value)
    raise _wrong(value, tr("a whole number"))


def _place(value: Any) -> tuple[int, ...]:
    if type(value) is not list:
        raise _wrong(value, tr("a list of two whole numbers"))
    return tuple([n if type(n) is int else _whole(n) for n in value])


def _kind(value: Any) -> Any:
    return _KINDS.get(_text(value), value)


_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}


def _names(value: Any) -> tuple[str, ...]:
    if type(value) is not list:
        raise _wrong(value, tr("a list of texts"))
    for item in value:
        if type(item) is not str:
            break
    else:
        return tuple(value)
    faults: list[tuple[str, int | None, str]] = []
    for index, item in enumerate(value):
        if type(item) is not str:
            faults.append(("type", index, tr("{found} is not {wanted}", found=shown(item), wanted=tr("text"))))
    raise OddValueError(faults, tuple(item for item in value if type(item) is str))


def _tags(value: Any) -> Any:
    return _of_names(value, lambda names: tuple(sorted(set(names))))


def _lines(value: Any) -> Any:
    if type(value) is not list:
        raise _wrong(value, tr("text or a list of its lines"))
    return _of_names(value, "\n".join)


def _of_names(value: Any, made: Callable[[tuple[str, ...]], Any]) -> Any:
    try:
        return made(_names(value))
    except OddValueError as odd:
        raise OddValueError(odd.faults, None if odd.rest is None else made(odd.rest)) from None


def _imported(value: Any) -> Extra:
    if type(value) is not dict:
        raise _wrong(value, tr("an object"))
    return Extra(kept(value))


_SHAPES: Mapping[str, Callable[[Any], Any]] = {
    "main": _flag,
    "implicit": _flag,
    "by": _names,
    "authors": _names,
    "premises": _names,
    "tags": _tags,
    "kind": _kind,
    "likelihood": _number,
    "strength": _number,
    "start": _whole,
    "credibility": _whole,
    "at": _place,
    "imported": _imported,
}
"""How the JSON of a field becomes its value, by name; all others are text."""

_OR_NONE = ("likelihood", "strength", "credibility", "at")
"""The fields that may be null."""


def _field(kind: type[Record], name: str) -> Field:
    shape = _lines if kind is Source and name == "text" else _SHAPES.get(name, _text)
    range = RANGES[kind].get(name)
    # Interned, so that attributes of records that were read are found as fast as of those that were made.
    name = sys.intern(name)
    if range is None:
        return name, bool if shape is _flag else None if name in _SHAPES else str, shape
    return name, None, _within(shape, range, or_none=name in _OR_NONE)


def _within(shape: Callable[[Any], Any], range: Range, *, or_none: bool) -> Callable[[Any], Any]:
    holds = range.holds
    passed: dict[str, Any] = {}

    def take(value: Any) -> Any:
        # Words and order keys are few, and met again and again.
        if type(value) is str and value in passed:
            return passed[value]
        if or_none and value is None:
            return None
        found = shape(value)
        if not holds(found):
            raise OddValueError([(range.code, None, range.says(value))])
        if type(value) is str and len(passed) < 1000:
            passed[value] = found
        return found

    return take


READERS: Mapping[type[Record], Mapping[str, Field]] = {
    kind: {name: _field(kind, name) for name in (*(("id",) if kind.letter != "m" else ()), *names, "imported")}
    for kind, names in FIELDS.items()
}
"""For each kind of record, its fields by the key in the file; what is not here is unknown, and kept in `extra`."""
