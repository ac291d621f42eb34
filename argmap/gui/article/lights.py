"""Where a source's excerpts stand in its text, in the role of what rests on them. No Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from argmap.core.anchors import State, states
from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt
from argmap.core.roles import Role, derive
from argmap.core.tolerant import locate
from argmap.graphviz.style import STROKES, manner


class Light(NamedTuple):
    """A passage in use, `text[start:end]`: its excerpt, what rests on it, in which role, and how sure its place is."""

    start: int
    end: int
    excerpt: Id
    on: Id
    role: Role
    state: State


class Lights:
    """The passages in use of one source, in the order of the text; and the excerpts that stand nowhere."""

    def __init__(self, found: Iterable[Light] = (), lost: Iterable[Id] = ()) -> None:
        self.all = tuple(sorted(found, key=lambda light: (light.start, -light.end, light.excerpt)))
        self.lost = tuple(lost)
        self._starts = [light.start for light in self.all]
        self._by_on: dict[Id, list[Light]] = {}
        # How far what begins up to here reaches: passages overlap.
        self._reach = list(accumulate((light.end for light in self.all), max))

    def between(self, start: int, end: int) -> Iterator[Light]:
        """The passages that share a character with `text[start:end]`."""
        for light in self.all[bisect_right(self._reach, start) : bisect_left(self._starts, end)]:
            if light.end > start:
                yield light

    def at(self, offset: int) -> tuple[Light, ...]:
        """The passages over the character at an offset, the shortest first: the one that is meant."""
        return tuple(
            sorted(self.between(offset, offset + 1), key=lambda light: (light.end - light.start, light.excerpt))
        )

    def on(self, ids: Iterable[Id]) -> tuple[Light, ...]:
        """The passages on which these claims and relations rest."""
        if not self._by_on:
            for light in self.all:
                self._by_on.setdefault(light.on, []).append(light)
        found = [light for id in frozenset(ids) for light in self._by_on.get(id, ())]
        return tuple(sorted(found, key=lambda light: (light.start, -light.end, light.excerpt)))


def role_on(document: Document, on: Id) -> Role:
    """The role in which a passage is used: the claim's, or that of the premises of a relation."""
    row = derive(document).rows.get(on)
    if row is not None:
        return row.role
    relation = document.relations.get(on)
    return Role.LOOSE if relation is None else STROKES[manner(document, relation)].role


def place_of(excerpt: Excerpt, text: str, state: State) -> tuple[int, int] | None:
    """Where an excerpt is shown: at its start, or where its words fit best now; None where they are not."""
    stands = state is State.EXACT or (state is State.AMBIGUOUS and text.startswith(excerpt.exact, excerpt.start))
    if stands:
        return excerpt.start, excerpt.start + len(excerpt.exact)
    spots = locate(excerpt, text).spots if state is not State.LOST else ()
    return (spots[0].start, spots[0].end) if spots else None


def lights(document: Document, source: Id) -> Lights:
    """The passages of a source that are in use."""
    excerpts = sorted(document.excerpts.values(), key=lambda e: e.id)
    return Lights(*_found(document, source, (e for e in excerpts if e.source == source)))


def _found(document: Document, source: Id, excerpts: Iterable[Excerpt]) -> tuple[list[Light], list[Id]]:
    """Where some excerpts of a source stand, and those that stand nowhere."""
    record = document.sources.get(source)
    if record is None:
        return [], []
    known = states(document)
    found, lost = [], []
    for excerpt in excerpts:
        place = place_of(excerpt, record.text, known[excerpt.id])
        if place is None:
            lost.append(excerpt.id)
        else:
            found.append(Light(*place, excerpt.id, excerpt.on, role_on(document, excerpt.on), known[excerpt.id]))
    return found, lost


def followed(before: Lights, document: Document, source: Id, change: Change) -> Lights:
    """The passages of a source after a change that leaves its text as it is; the same object where none differs."""
    if all(_is_wording(put.before, put.after) for put in change.puts.values()):
        return before
    touched = {put.id for put in change.puts.values() if any(_is_of(source, r) for r in (put.before, put.after))}
    touched |= {light.excerpt for light in before.all if role_on(document, light.on) is not light.role}
    if not touched:
        return before
    now = (document.excerpts[id] for id in touched if _is_of(source, document.get(id)))
    found, lost = _found(document, source, now)
    found += (light for light in before.all if light.excerpt not in touched)
    lost += (id for id in before.lost if id not in touched)
    return Lights(found, sorted(lost))


def _is_wording(before: object, after: object) -> bool:
    """Whether a put changes nothing but what is written on a card or where it stands."""
    return isinstance(before, Claim) and isinstance(after, Claim) and before.main == after.main


def _is_of(source: Id, record: object) -> bool:
    return isinstance(record, Excerpt) and record.source == source
