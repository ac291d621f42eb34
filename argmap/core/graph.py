"""The map as a graph: what bears on a record, and what a claim is premise of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.ids import Id
from argmap.core.records import Excerpt, Kind, Relation


@dataclass(frozen=True)
class Graph:
    """The relations of a document, looked up from either end.

    `bearing[target]`: the relations that bear on a claim or relation, by (order, id).
    `uses[claim]`: the relations in which it is a premise, by id. Ids with none are left out.
    """

    bearing: dict[Id, tuple[Relation, ...]]
    uses: dict[Id, tuple[Relation, ...]]

    def on(self, target: Id) -> tuple[Relation, ...]:
        """What bears on a claim or relation, in order."""
        return self.bearing.get(target, ())

    def of(self, claim: Id) -> tuple[Relation, ...]:
        """The relations in which the claim is a premise, by id."""
        return self.uses.get(claim, ())


def place_of(relation: Relation) -> tuple[str, Id]:
    """What relations on one target are sorted by."""
    return relation.order, relation.id


def _carry(graph: Graph, document: Document, change: Change) -> Graph:
    bearing: dict[Id, list[Relation]] = {}
    uses: dict[Id, list[Relation]] = {}
    for put in change.puts.values():
        if isinstance(put.before, Relation):
            bearing.setdefault(put.before.target, [])
            for premise in put.before.premises:
                uses.setdefault(premise, [])
        if isinstance(put.after, Relation):
            bearing.setdefault(put.after.target, []).append(put.after)
            for premise in dict.fromkeys(put.after.premises):
                uses.setdefault(premise, []).append(put.after)
    if not bearing:
        return graph
    return Graph(
        _replaced(graph.bearing, bearing, change, place_of), _replaced(graph.uses, uses, change, lambda r: r.id)
    )


R = TypeVar("R", Relation, Excerpt)


def _replaced(
    old: Mapping[Id, tuple[R, ...]], coming: dict[Id, list[R]], change: Change, place: Callable[[R], Any]
) -> dict[Id, tuple[R, ...]]:
    """The records at each id, those of the change taken out and what it makes of them put in."""
    new = dict(old)
    for id, records in coming.items():
        if found := [r for r in new.pop(id, ()) if r.id not in change.puts] + records:
            new[id] = tuple(sorted(found, key=place))
    return new


@once(carry=_carry)
def graph(document: Document) -> Graph:
    """The document's relations, looked up from either end."""
    bearing: dict[Id, list[Relation]] = {}
    uses: dict[Id, list[Relation]] = {}
    for relation in document.relations.values():
        bearing.setdefault(relation.target, []).append(relation)
        for premise in dict.fromkeys(relation.premises):
            uses.setdefault(premise, []).append(relation)
    for found in bearing.values():
        if len(found) > 1:
            found.sort(key=place_of)
    for found in uses.values():
        if len(found) > 1:
            found.sort(key=lambda r: r.id)
    return Graph({k: tuple(v) for k, v in bearing.items()}, {k: tuple(v) for k, v in uses.items()})


def _carry_excerpts(
    found: Mapping[Id, tuple[Excerpt, ...]], _: Document, change: Change
) -> Mapping[Id, tuple[Excerpt, ...]]:
    coming: dict[Id, list[Excerpt]] = {}
    for put in change.puts.values():
        if isinstance(put.before, Excerpt):
            coming.setdefault(put.before.on, [])
        if isinstance(put.after, Excerpt):
            coming.setdefault(put.after.on, []).append(put.after)
    return _replaced(found, coming, change, _place_of_excerpt) if coming else found


@once(carry=_carry_excerpts)
def excerpts_on(document: Document) -> Mapping[Id, tuple[Excerpt, ...]]:
    """The excerpts on which each claim or relation rests, in the order of source and start."""
    found: dict[Id, list[Excerpt]] = {}
    for excerpt in document.excerpts.values():
        found.setdefault(excerpt.on, []).append(excerpt)
    return {on: tuple(sorted(e, key=_place_of_excerpt)) for on, e in found.items()}


def _place_of_excerpt(excerpt: Excerpt) -> tuple[Id, int, Id]:
    return excerpt.source, excerpt.start, excerpt.id


def is_linked(relation: Relation) -> bool:
    """Whether its premises carry it only together."""
    return len(relation.premises) > 1


def is_undercut(document: Document, relation: Relation) -> bool:
    """Whether it attacks a step rather than a claim."""
    return relation.kind is Kind.ATTACK and isinstance(document.get(relation.target), Relation)


def is_backing(document: Document, relation: Relation) -> bool:
    """Whether it supports a step rather than a claim."""
    return relation.kind is Kind.SUPPORT and isinstance(document.get(relation.target), Relation)


def target_claim(document: Document, relation: Relation) -> Id:
    """The claim on which a relation bears in the end: its target, or the target's target, and so on.

    Gives "" where the way ends nowhere or runs in a circle, which `integrity` forbids.
    """
    seen: set[Id] = set()
    at: Id = relation.id
    while isinstance(found := document.get(at), Relation):
        if at in seen:
            return ""
        seen.add(at)
        at = found.target
    return at if at in document.claims else ""


def upwards(document: Document, claim: Id) -> Iterator[Id]:
    """The claims and relations that the claim bears on, itself first, breadth first, each once."""
    yield from _reach(document, claim, up=True)


def downwards(document: Document, claim: Id) -> Iterator[Id]:
    """The claims and relations that bear on the claim, itself first, breadth first, each once."""
    yield from _reach(document, claim, up=False)


def _reach(document: Document, start: Id, *, up: bool) -> Iterator[Id]:
    view = graph(document)
    seen, queue = {start}, [start]
    for id in queue:
        yield id
        record = document.get(id)
        if up:
            following = [record.target] if isinstance(record, Relation) else [r.id for r in view.of(id)]
        else:
            following = [r.id for r in view.on(id)]
            if isinstance(record, Relation):
                following = [*record.premises, *following]
        for other in following:
            if other not in seen and other in document:
                seen.add(other)
                queue.append(other)
