"""What a map consists of: six kinds of small frozen records, each with an id."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Literal, NoReturn

from argmap.core.ids import MAP, Id


class Kind(StrEnum):
    """What a relation does to its target."""

    SUPPORT = "support"
    ATTACK = "attack"


Basis = Literal["", "evidence", "testimony", "assumption", "gap", "question"]
Confidence = Literal["", "low", "moderate", "high"]
Direction = Literal["up", "down", "left", "right"]
Reliability = Literal["", "A", "B", "C", "D", "E", "F"]

BASES: tuple[Basis, ...] = ("evidence", "testimony", "assumption", "gap", "question")
CONFIDENCES: tuple[Confidence, ...] = ("low", "moderate", "high")
DIRECTIONS: tuple[Direction, ...] = ("up", "down", "left", "right")
RELIABILITIES: tuple[Reliability, ...] = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES: tuple[int, ...] = (1, 2, 3, 4, 5, 6)


class Extra(dict[str, Any]):
    """Keys of a record that argmap does not know, kept as read; never to be changed."""

    __slots__ = ()

    def _fixed(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("an Extra is part of a frozen record")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _fixed

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self)))

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, Any]]]:
        return Extra, (dict(self),)


NOTHING = Extra()


@dataclass(frozen=True)
class MapInfo:
    """What is said of the map as a whole; its id is always `map`."""

    letter: ClassVar[str] = "m"
    title: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    direction: Direction = "up"
    extra: Extra = NOTHING
    imported: Extra = NOTHING
    id: Id = MAP


@dataclass(frozen=True)
class Claim:
    """A proposition that can be true or false, in the analyst's wording.

    `main` marks a thesis; `by` names who holds it, empty for the source's author; `likelihood` is the
    analyst's probability in (0, 1); `at` is the card's centre on the canvas, in whole units, y down.
    """

    letter: ClassVar[str] = "c"
    text: str = ""
    main: bool = False
    by: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    group: Id = ""
    basis: Basis = ""
    implicit: bool = False
    likelihood: float | None = None
    confidence: Confidence = ""
    order: str = ""
    at: tuple[int, int] | None = None
    extra: Extra = NOTHING
    imported: Extra = NOTHING
    id: Id = ""


@dataclass(frozen=True)
class Relation:
    """One step of argument: premises that together support or attack one target, a claim or a relation."""

    letter: ClassVar[str] = "r"
    kind: Kind = Kind.SUPPORT
    premises: tuple[Id, ...] = ()
    target: Id = ""
    scheme: str = ""
    strength: float | None = None
    order: str = ""
    note: str = ""
    extra: Extra = NOTHING
    imported: Extra = NOTHING
    id: Id = ""


@dataclass(frozen=True)
class Source:
    """An article: what is known of it, and its text as plain text, kept in the map."""

    letter: ClassVar[str] = "s"
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    reliability: Reliability = ""
    text: str = ""
    extra: Extra = NOTHING
    imported: Extra = NOTHING
    id: Id = ""


@dataclass(frozen=True)
class Excerpt:
    """The words of a source on which a claim or a relation rests; `start` counts Unicode code points."""

    letter: ClassVar[str] = "x"
    on: Id = ""
    source: Id = ""
    start: int = 0
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    credibility: int | None = None
    extra: Extra = NOTHING
    imported: Extra = NOTHING
    id: Id = ""


@dataclass(frozen=True)
class Group:
    """A named part of the map; claims name their group."""

    letter: ClassVar[str] = "g"
    title: str = ""
    note: str = ""
    parent: Id = ""
    extra: Extra = NOTHING
    imported: Extra = NOTHING
    id: Id = ""


Record = MapInfo | Claim | Relation | Source | Excerpt | Group

SECTIONS: dict[str, type[Record]] = {
    "sources": Source,
    "claims": Claim,
    "relations": Relation,
    "excerpts": Excerpt,
    "groups": Group,
}
"""The sections of the file and the kind of record each holds, in the file's order."""

FIELDS: dict[type[Record], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if f.name not in ("id", "extra", "imported"))
    for kind in (MapInfo, *SECTIONS.values())
}
"""The fields of each kind of record in the file's order, `id`, `extra` and `imported` left out."""
