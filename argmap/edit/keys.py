"""Order keys for what is new: where it stands among its siblings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from argmap.core.document import Document
from argmap.core.graph import graph, place_of
from argmap.core.ids import Id
from argmap.core.order import between
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive
from argmap.edit.draft import Draft

S = TypeVar("S", Claim, Relation)

LONGEST = 40
"""A key longer than this has been halved too often: its siblings get plain keys again."""


def fit(draft: Draft, siblings: Sequence[Claim] | Sequence[Relation], index: int) -> str:
    """A key for what is to stand before `siblings[index]`, or after all of them.

    The siblings are given in order and as the draft has them. Where no key fits, since keys are equal or
    foreign, all siblings get new ones in the same draft.
    """
    return fit_many(draft, siblings, index, 1)[0]


def fit_many(draft: Draft, siblings: Sequence[Claim] | Sequence[Relation], index: int, count: int) -> list[str]:
    """Rising keys for several that are to stand, in sequence, before `siblings[index]`, or after all of them."""
    low = siblings[index - 1].order if index else ""
    high = siblings[index].order if index < len(siblings) else None
    keys: list[str] = []
    try:
        for _ in range(count):
            key = between(low, high or "")
            if high == "" or not low < key or (high and not key < high) or len(key) > LONGEST:
                raise ValueError
            keys.append(key)
            low = key
    except ValueError:
        return _renew(draft, siblings, index, count)
    return keys


def _renew(draft: Draft, siblings: Sequence[Claim] | Sequence[Relation], index: int, count: int) -> list[str]:
    keys, low = [], ""
    for _ in range(len(siblings) + count):
        keys.append(low := between(low))
    rest = keys[:index] + keys[index + count :]
    for i in range(len(siblings)):
        if siblings[i].order != rest[i]:
            draft.alter(siblings[i].id, order=rest[i])
    return keys[index : index + count]


def slot(siblings: Sequence[Relation], kind: Kind) -> int:
    """Where a new relation stands unless told otherwise: a support after the last support, an attack after all."""
    if kind is Kind.ATTACK:
        return len(siblings)
    return max((i + 1 for i, r in enumerate(siblings) if r.kind is Kind.SUPPORT), default=0)


def hang(draft: Draft, siblings: Iterable[Relation], new: Iterable[Relation]) -> list[Relation]:
    """Puts relations on the target they name, each kind in its slot among the siblings; gives them as they are put.

    New ones get an id. The siblings are those that bear on that target in the draft, the new ones left out.
    """
    standing = sorted(siblings, key=place_of)
    waiting, placed = list(new), []
    for kind in Kind:
        group = [r for r in waiting if r.kind is kind]
        if not group:
            continue
        index = slot(standing, kind)
        keys = fit_many(draft, standing, index, len(group))
        group = [replace(r, order=key) for r, key in zip(group, keys, strict=True)]
        for i, relation in enumerate(group):
            if relation.id:
                draft.put(relation)
            else:
                group[i] = draft.add(relation)
        standing = refreshed(draft, standing)
        standing[index:index] = group
        placed += group
    return placed


def refreshed(draft: Draft, records: Iterable[S]) -> list[S]:
    """The same records as the draft has them now."""
    found = []
    for record in records:
        now = draft.get(record.id)
        assert isinstance(now, type(record))
        found.append(now)
    return found


def starts(document: Document) -> tuple[list[Claim], list[Claim]]:
    """The theses and the loose claims, each by (order, id)."""
    view, claims = graph(document), document.claims
    roots = [claims[id] for id in derive(document).roots]
    theses = [c for c in roots if c.main or (c.id in view.bearing and c.id not in view.uses)]
    loose = [c for c in roots if not c.main and c.id not in view.bearing and c.id not in view.uses]
    return theses, loose


def key_of_start(draft: Draft, after: Id = "", count: int = 1) -> list[str]:
    """Keys for new theses or loose claims: after a given one among its like, or after all of both."""
    theses, loose = starts(draft.document)
    for siblings in (theses, loose):
        for index, claim in enumerate(siblings):
            if claim.id == after:
                return fit_many(draft, siblings, index + 1, count)
    everything = sorted((*theses, *loose), key=lambda c: (c.order, c.id))
    return fit_many(draft, everything, len(everything), count)
