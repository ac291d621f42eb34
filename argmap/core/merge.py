"""Three-way merge: what two have made of one map, brought together record by record and field by field."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from argmap.core.change import Change
from argmap.core.document import Document, diff
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Extra, Group, Record, Relation

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True)
class Conflict:
    """What both have changed, each in another way: a field of a record, or with `field=""` the record itself.

    `base`, `mine` and `theirs` are the three values, None for a record (or a key of `extra` and `imported`, named
    `extra.key`) that is not there. Mine is kept; of a record that one of them removed, what the other has.
    """

    id: Id
    field: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def kept(self) -> Any:
        """The value that stands in the merged document."""
        return self.theirs if not self.field and self.mine is None else self.mine


@dataclass(frozen=True)
class Merged:
    """The outcome of a merge: a document, and the conflicts in it by (id, field)."""

    document: Document
    conflicts: tuple[Conflict, ...]


def merge(base: Document, mine: Document, theirs: Document) -> Merged:
    """Both changes of `base` in one document.

    A record that one side removed stays where the other changed it or newly refers to it. What the rules say of
    several records together is not looked at here: `integrity.repair` follows.
    """
    if theirs == base or mine == theirs:
        return Merged(mine, ())
    if mine == base:
        return Merged(theirs, ())
    conflicts: list[Conflict] = []
    table: dict[Id, Record] = {}
    for id in (*mine, *sorted(theirs.keys() - mine.keys()), *sorted(base.keys() - mine.keys() - theirs.keys())):
        record = _record(base.get(id), mine.get(id), theirs.get(id), conflicts)
        if record is not None:
            table[id] = record
    _bring_back(table, base, mine, theirs, conflicts)
    return Merged(Document(table.values()), tuple(sorted(conflicts, key=lambda c: (c.id, c.field))))


def rebase(base: Document, mine: Change, over: Change) -> Change:
    """My change of `base`, made to follow theirs: `base.apply(over).apply(rebase(…))` is what `merge` gives."""
    theirs = base.apply(over)
    merged = merge(base, base.apply(mine), theirs).document
    return replace(diff(theirs, merged, mine.label), focus=mine.focus)


def _record(
    base: Record | None, mine: Record | None, theirs: Record | None, conflicts: list[Conflict]
) -> Record | None:
    if theirs is base or theirs == base or mine == theirs:
        return mine
    if mine is base or mine == base:
        return theirs
    if mine is None or theirs is None or type(mine) is not type(theirs):
        there = mine if mine is not None else theirs
        assert there is not None
        conflicts.append(Conflict(there.id, "", base, mine, theirs))
        return there
    # Two records put in under one id have grown from nothing.
    start = base if type(base) is type(mine) else type(mine)(id=mine.id)
    return replace(mine, **_fields(start, mine, theirs, conflicts))


def _fields(base: Record, mine: Record, theirs: Record, conflicts: list[Conflict]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    # The fields of an anchor are one thing: a start of one side with the words of the other stands nowhere.
    joined = frozenset(_ANCHOR) if isinstance(base, Excerpt) and _both(base, mine, theirs, _ANCHOR) else frozenset()
    for field in fields(base):
        name = field.name
        values = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if values[1] == values[2]:
            continue
        if name in joined:
            conflicts.append(Conflict(base.id, name, *values))
        elif values[0] == values[1]:
            merged[name] = values[2]
        elif values[0] != values[2]:
            merged[name] = _value(base.id, name, *values, conflicts)
    return merged


_ANCHOR = ("source", "start", "exact", "prefix", "suffix")


def _both(base: Record, mine: Record, theirs: Record, names: Iterable[str]) -> bool:
    """Whether both sides changed some of these fields, and not in the same way."""

    def of(record: Record) -> list[Any]:
        return [getattr(record, name) for name in names]

    return of(base) != of(mine) != of(theirs) != of(base)


def _value(id: Id, name: str, base: Any, mine: Any, theirs: Any, conflicts: list[Conflict]) -> Any:
    """What becomes of a field that both changed: each takes its own, or mine is kept."""
    if isinstance(mine, Extra):
        return _keys(id, name, base, mine, theirs, conflicts)
    if name == "tags":
        gone = set(base).difference(mine) | set(base).difference(theirs)
        return tuple(sorted({*mine, *theirs} - gone))
    if name in ("authors", "by", "premises"):
        # Further premises make another argument of a relation: two such are not put together unseen.
        both_link = name == "premises" and set(mine).difference(base, theirs) and set(theirs).difference(base, mine)
        together = None if both_link else _sequence(base, mine, theirs)
        if together is not None and (together or name != "premises"):
            return together
    conflicts.append(Conflict(id, name, base, mine, theirs))
    return mine


def _sequence(base: tuple[H, ...], mine: tuple[H, ...], theirs: tuple[H, ...]) -> tuple[H, ...] | None:
    """Mine without what they took out and with what they put in, after what it follows there.

    None where both changed the order of what they share.
    """
    shared = set(base).intersection(mine, theirs)
    orders = [[item for item in items if item in shared] for items in (base, mine, theirs)]
    if orders[0] != orders[1] != orders[2] != orders[0]:
        return None
    moved = orders[0] == orders[1] != orders[2]
    first, second = (theirs, mine) if moved else (mine, theirs)
    merged = [item for item in first if item in second or item not in base]
    for index, item in enumerate(second):
        if item not in merged and item not in base:
            follows = next((other for other in reversed(second[:index]) if other in merged), None)
            merged.insert(0 if follows is None else merged.index(follows) + 1, item)
    return tuple(merged)


def _keys(id: Id, name: str, base: Extra, mine: Extra, theirs: Extra, conflicts: list[Conflict]) -> Extra:
    merged: dict[str, Any] = {}
    for key in (*mine, *(key for key in theirs if key not in mine)):
        values = [(key in side, side.get(key)) for side in (base, mine, theirs)]
        if values[0] == values[1]:
            there, value = values[2]
        else:
            there, value = values[1]
            if values[1] != values[2] != values[0]:
                conflicts.append(Conflict(id, f"{name}.{key}", *(v for _, v in values)))
        if there:
            merged[key] = value
    return Extra(merged)


def _bring_back(
    table: dict[Id, Record], base: Document, mine: Document, theirs: Document, conflicts: list[Conflict]
) -> None:
    """Puts back what one side removed while the other made something that refers to it."""
    queue = list(table.values())
    for record in queue:
        for id in _references(record):
            there = mine.get(id) or theirs.get(id)
            if id not in table and there is not None:
                table[id] = there
                queue.append(there)
                conflicts.append(Conflict(id, "", base.get(id), mine.get(id), theirs.get(id)))


def _references(record: Record) -> Iterator[Id]:
    if isinstance(record, Relation):
        yield from (*record.premises, record.target)
    elif isinstance(record, Excerpt):
        yield from (record.on, record.source)
    elif isinstance(record, Claim):
        yield record.group
    elif isinstance(record, Group):
        yield record.parent
