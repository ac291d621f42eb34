"""What a field may hold beyond its type: choices and ranges."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from argmap.core.records import (
    BASES,
    CONFIDENCES,
    CREDIBILITIES,
    DIRECTIONS,
    RELIABILITIES,
    Claim,
    Excerpt,
    Group,
    Kind,
    MapInfo,
    Record,
    Relation,
    Source,
)
from argmap.text import tr

FARTHEST = 100_000_000
"""How far from the origin a place may lie along each axis, in units; a map of half a million levels still fits."""

LONGEST = 2**31 - 1
"""The highest offset into a source's text, in code points: far beyond the largest file."""


class Range(NamedTuple):
    """The values a field may hold: `code` names the rule, `says` gives the sentence for a value that breaks it."""

    code: str
    holds: Callable[[Any], bool]
    says: Callable[[Any], str]


def shown(value: object) -> str:
    """A value as a message quotes it: short, on one line, in the words of JSON."""
    if isinstance(value, str):
        return repr(str(value)) if len(value) <= 40 else repr(str(value[:39])) + "…"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | float):
        text = repr(value)
        return text if len(text) <= 40 else text[:39] + "…"
    return tr("an object") if isinstance(value, Mapping) else tr("a list")


def is_place(value: Any) -> bool:
    """Whether it is a pair of whole numbers within `FARTHEST`."""
    if type(value) is not tuple or len(value) != 2:
        return False
    x, y = value
    return type(x) is int and type(y) is int and -FARTHEST <= x <= FARTHEST and -FARTHEST <= y <= FARTHEST


def _one_of(choices: Sequence[str | int], *, or_none: bool = False) -> Range:
    allowed = frozenset(choices) | ({None} if or_none else {""})

    def says(value: Any) -> str:
        return tr("{value} is not one of {choices}", value=shown(value), choices=", ".join(map(str, choices)))

    return Range("choice", allowed.__contains__, says)


def _range(holds: Callable[[Any], bool], template: str) -> Range:
    return Range("range", holds, lambda value: tr(template, value=shown(value), farthest=FARTHEST))


_KIND = Range("choice", frozenset(Kind).__contains__, _one_of(tuple(k.value for k in Kind)).says)
_DIRECTION = Range("choice", frozenset(DIRECTIONS).__contains__, _one_of(DIRECTIONS).says)
_ORDER = _range(
    lambda v: v == "" or (v.isascii() and v.isalnum()), "{value} is not made of 0-9, A-Z and a-z, as an order key is"
)

RANGES: Mapping[type[Record], Mapping[str, Range]] = {
    MapInfo: {"direction": _DIRECTION},
    Claim: {
        "basis": _one_of(BASES),
        "likelihood": _range(lambda v: v is None or 0 < v < 1, "{value} is not above 0 and below 1"),
        "confidence": _one_of(CONFIDENCES),
        "order": _ORDER,
        "at": _range(lambda v: v is None or is_place(v), "its place is not two whole numbers of at most {farthest}"),
    },
    Relation: {
        "kind": _KIND,
        "strength": _range(lambda v: v is None or 0 <= v <= 1, "{value} does not lie from 0 to 1"),
        "order": _ORDER,
    },
    Source: {"reliability": _one_of(RELIABILITIES)},
    Excerpt: {
        "start": _range(lambda v: 0 <= v <= LONGEST, "{value} is not an offset, counted from 0"),
        "credibility": _one_of(CREDIBILITIES, or_none=True),
    },
    Group: {},
}
"""The fields whose type allows more than their meaning does; NaN lies in none of the ranges."""
