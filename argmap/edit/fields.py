"""What a field is given by a user: cleaned by what it holds, and checked against its range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from argmap.core.records import Claim, Excerpt, Group, MapInfo, Record, Relation, Source
from argmap.core.values import RANGES
from argmap.edit.cleaning import clean, clean_line, clean_lines


def _number(value: float | None) -> float | None:
    return None if value is None else float(value) + 0.0  # never -0.0


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(clean_lines(tags)))


CLEANERS: Mapping[type[Record], Mapping[str, Callable[[Any], Any]]] = {
    MapInfo: {"title": clean_line, "description": clean, "authors": clean_lines, "language": clean_line},
    Claim: {"text": clean, "by": clean_lines, "note": clean, "tags": _tags, "likelihood": _number, "implicit": bool},
    Relation: {"scheme": clean_line, "strength": _number, "note": clean},
    Source: {
        "title": clean_line,
        "author": clean_line,
        "publisher": clean_line,
        "published": clean_line,
        "url": clean_line,
        "text": clean,
    },
    Excerpt: {},
    Group: {"title": clean_line, "note": clean},
}
"""How each field takes what is typed or pasted; those not named here take it as it is."""


def fitting(kind: type[Record], fields: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any] | None:
    """The fields cleaned, or None where a value is out of its range.

    Raises TypeError for a field that is not among the `known` ones.
    """
    if unknown := fields.keys() - set(known):
        raise TypeError(f"{kind.__name__} takes no {min(unknown)!r} here")
    cleaners, ranges = CLEANERS[kind], RANGES[kind]
    found = {name: cleaners[name](value) if name in cleaners else value for name, value in fields.items()}
    if all(ranges[name].holds(value) for name, value in found.items() if name in ranges):
        return found
    return None
