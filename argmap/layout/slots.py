"""Places for what is new: a free slot by its target, in the same change, so that nothing else moves."""

from __future__ import annotations

from dataclasses import replace

from argmap.core.change import Change, Put, changed
from argmap.core.document import Document
from argmap.core.records import Claim, Relation
from argmap.layout.card import size
from argmap.layout.keep import room, standing


def settle(document: Document, change: Change) -> Change:
    """The change with the places of the cards it adds.

    In a map without places the first change that would move cards pins all of them where they are shown. A card whose
    text grows or shrinks keeps its upper edge. Changes that touch neither claims' places nor the structure are left
    as they are.
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
    for id, put in puts.items():
        old, new = put.before, put.after
        if isinstance(old, Claim) and isinstance(new, Claim) and old.at == new.at and new.at is not None:
            grown = size(new)[1] - size(old)[1]
            if grown:
                puts[id] = Put(old, replace(new, at=(new.at[0], new.at[1] + grown // 2)))
    change = Change(change.label, puts, change.focus)
    after = document.apply(change)
    claims = after.claims
    places = room(document, after, change)
    if not places:
        return change
    return change.then(changed("", [Put(claims[id], replace(claims[id], at=_middle(at))) for id, at in places.items()]))


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
    cards = standing(document).cards
    puts = dict(change.puts)
    for id, claim in document.claims.items():
        at = _middle(cards[id].centre)
        if id not in puts:
            puts[id] = Put(claim, replace(claim, at=at))
        elif isinstance(after := puts[id].after, Claim) and after.at is None:
            puts[id] = Put(claim, replace(after, at=at))
    return Change(change.label, puts, change.focus)


def _middle(centre: tuple[float, float]) -> tuple[int, int]:
    return round(centre[0]), round(centre[1])
