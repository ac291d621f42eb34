"""Places for what is new: a free slot by its target, in the same change; only what would be covered makes way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from argmap.core.change import Change, Put, changed
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Relation
from argmap.core.values import FARTHEST
from argmap.layout.card import size
from argmap.layout.geometry import Box
from argmap.layout.keep import Cards, cards, room
from argmap.layout.way import shifts
from argmap.text import tr


def settle(document: Document, change: Change) -> Change:
    """The change with the places of the cards it adds.

    In a map without places the first change that would move cards pins all of them where they are shown. A card whose
    text grows or shrinks keeps its upper edge, and what it would cover makes way. Changes that touch neither claims'
    places nor the structure are left as they are.
    """
    if not _touches_structure(change):
        return change
    placed = any(claim.at is not None for claim in document.claims.values())
    if not placed and not document.claims and not _adds_several(change):
        return _first(document, change)
    puts = dict(change.puts)
    if not placed:
        if any(isinstance(p.after, Claim) and p.after.at is not None for p in puts.values()):
            return _pinned(document, change)
        change = _pinned(document, change)
        puts = dict(change.puts)
    grown: dict[Id, int] = {}
    for id, put in puts.items():
        old, new = put.before, put.after
        if (
            isinstance(old, Claim)
            and isinstance(new, Claim)
            and new.at is not None
            and (old.at == new.at or not placed)
        ):
            by = size(new)[1] - size(old)[1]
            if by:
                grown[id] = by
                puts[id] = Put(old, replace(new, at=(new.at[0], new.at[1] + by // 2)))
    _make_way(document, puts, grown, placed=placed)
    change = Change(change.label, puts, change.focus)
    after = document.apply(change)
    claims = after.claims
    places = room(document, after, change)
    if not places:
        return change
    return change.then(changed("", [Put(claims[id], replace(claims[id], at=_middle(at))) for id, at in places.items()]))


def made_way(document: Document, id: Id, before: Box) -> Change | None:
    """What lets the cards make way that a card has come to cover since it stood so; None where there are none."""
    boxes, obstacles = cards(document)
    by, claims = boxes[id].bottom - before.bottom, document.claims
    if claims[id].at is None or by <= 0:
        return None
    obstacles = obstacles.copy()
    obstacles.remove(boxes[id])
    obstacles.add(before)
    there = Cards({**boxes, id: before}, obstacles)
    way = shifts(document, there, {id: by}, lambda other: other != id and claims[other].at is not None)
    puts = [_down(Put(claims[other], claims[other]), far) for other, far in way.items()]
    return changed(tr("Make room"), puts) if puts else None


def _down(put: Put, by: float) -> Put:
    """The put with its claim so much farther down, if it stands anywhere."""
    if not isinstance(put.after, Claim) or put.after.at is None:
        return put
    x, y = put.after.at
    return Put(put.before, replace(put.after, at=(x, min(FARTHEST, y + ceil(by)))))


def _make_way(document: Document, puts: dict[Id, Put], grown: Mapping[Id, int], *, placed: bool) -> None:
    """Adds to the puts that what would be covered by the cards that have grown moves down."""
    larger = {id: by for id, by in grown.items() if by > 0}
    if not larger:
        return
    claims = document.claims
    # What the change moves by itself stands where it says; what nobody has placed finds room by itself.
    free = {id for id in puts if id not in grown}

    def may(id: Id) -> bool:
        return not placed or (id not in free and claims[id].at is not None)

    for id, by in shifts(document, cards(document), larger, may).items():
        puts[id] = _down(puts.get(id) or Put(claims[id], claims[id]), by)


def _touches_structure(change: Change) -> bool:
    """Whether cards come, go, change size, or hang together otherwise."""
    for put in change.puts.values():
        before, after = put.before, put.after
        if isinstance(before, Relation) or isinstance(after, Relation):
            return True
        if isinstance(before, Claim) and isinstance(after, Claim):
            if before.at is None and after.at is not None:
                return True
            if size(before) != size(after):
                return True
        elif isinstance(before, Claim) or isinstance(after, Claim):
            return True
    return False


def _adds_several(change: Change) -> bool:
    return sum(isinstance(put.after, Claim) for put in change.puts.values()) > 1


def _first(document: Document, change: Change) -> Change:
    """The first card of a map stands at the origin."""
    puts = [
        Put(p.before, replace(p.after, at=(0, 0))) if isinstance(p.after, Claim) and p.after.at is None else p
        for p in change.puts.values()
    ]
    return changed(change.label, puts, change.focus)


def _pinned(document: Document, change: Change) -> Change:
    """The change together with the places of all cards as they are shown now."""
    there = cards(document).boxes
    puts = dict(change.puts)
    for id, claim in document.claims.items():
        at = _middle(there[id].centre)
        if id not in puts:
            puts[id] = Put(claim, replace(claim, at=at))
        elif isinstance(after := puts[id].after, Claim) and after.at is None:
            puts[id] = Put(claim, replace(after, at=at))
    return Change(change.label, puts, change.focus)


def _middle(centre: tuple[float, float]) -> tuple[int, int]:
    return round(centre[0]), round(centre[1])
