"""The reading order of a map: who stands where, in which role and under which number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.core.change import Change, Put
from argmap.core.document import Document
from argmap.core.graph import Graph, graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation


class Role(StrEnum):
    """A claim's part in the argument."""

    THESIS = "thesis"
    PREMISE = "premise"
    COUNTERPOINT = "counterpoint"
    UNDERCUTTER = "undercutter"
    LOOSE = "loose"


# Names of their own, since a member is looked up at a fifth of the speed.
_PREMISE, _COUNTERPOINT, _UNDERCUTTER = Role.PREMISE, Role.COUNTERPOINT, Role.UNDERCUTTER
_SUPPORT = Kind.SUPPORT


class Row(NamedTuple):
    """What is derived for one claim.

    `via` is the relation through which the reading order first reached it, "" for a root; its occurrence
    in any other relation is a *repeat*. `number` is the outline number; `depth` counts from 0 at a root.
    """

    role: Role
    number: str
    depth: int
    via: Id


@dataclass(frozen=True)
class Derived:
    """What follows from a document: `order`, all claims in reading order; a `Row` for each; the `roots`.

    The roots are the claims that stand under no other: theses, the beginnings of circles, loose claims.
    `rows` has the claims in reading order too.
    """

    order: tuple[Id, ...]
    rows: Mapping[Id, Row]
    roots: tuple[Id, ...]

    def is_home(self, relation: Id, premise: Id) -> bool:
        """Whether the claim stands whole under this relation; where not, it is met again there: a repeat."""
        return self.rows[premise].via == relation


def read(document: Document) -> Derived:
    """Reading order, roles and numbers of all claims, worked out from nothing.

    First the claims marked `main` and the premises of nothing on which something bears, by (order, id): each is
    a root wherever else it stands. Then the claims to which only circles lead: each circle that bears on nothing
    outside it, from its lowest (order, id). Then the loose claims.
    """
    claims, view = document.claims, graph(document)
    mains = {id for id, claim in claims.items() if claim.main}
    free = claims.keys() - view.uses.keys()
    theses = _sorted(mains | (free & view.bearing.keys()), claims)
    loose = _sorted(free - view.bearing.keys() - mains, claims)
    left = claims.keys() - free
    left -= mains
    rows: dict[Id, Row] = {}
    walk = _Walk(document, view, rows, left)
    walk.down([(id, Role.THESIS) for id in theses])
    if left:
        circles = _sorted(_circles(left, claims, view, rows), claims)
        left.difference_update(circles)
        walk.down([(id, role_by(view.of(id)[0], claims)) for id in circles])
    for number, id in enumerate(loose, len(walk.roots) + 1):
        rows[id] = Row(Role.LOOSE, str(number), 0, "")
    return Derived(tuple(rows), rows, (*walk.roots, *loose))


def keeps_place(put: Put) -> bool:
    """Whether a put touches nothing that places and numbers in the reading order are made from.

    A relation that turns from support to attack alters roles only.
    """
    before, after = put.before, put.after
    if isinstance(before, Claim) and isinstance(after, Claim):
        return (before.main, before.order) == (after.main, after.order)
    if isinstance(before, Relation) and isinstance(after, Relation):
        return (before.premises, before.target, before.order) == (after.premises, after.target, after.order)
    return not isinstance(before, Claim | Relation) and not isinstance(after, Claim | Relation)


def keeps_order(change: Change) -> bool:
    """Whether a change leaves all claims at their places and under their numbers in the reading order, for certain."""
    return all(map(keeps_place, change.puts.values()))


def role_by(relation: Relation, claims: Mapping[Id, Claim]) -> Role:
    """The role of a claim that stands where it stands as a premise of this relation."""
    if relation.kind is Kind.SUPPORT:
        return Role.PREMISE
    return Role.COUNTERPOINT if relation.target in claims else Role.UNDERCUTTER


def counts_on(relation: Relation, claims: Mapping[Id, Claim]) -> Id:
    """The claim after whose children is numbered what bears on the relation: its first premise, "" if it has none."""
    return next((premise for premise in relation.premises if premise in claims), "")


def _sorted(ids: Iterable[Id], claims: Mapping[Id, Claim]) -> list[Id]:
    return sorted(ids, key=lambda id: (claims[id].order, id))


class _Walk:
    """The walk through the branches; it fills `rows` and takes from `left` the claims that it meets there.

    Without recursion, since a chain of thousands is a map too: a branch gives the branches below it one by one.
    """

    def __init__(self, document: Document, view: Graph, rows: dict[Id, Row], left: set[Id]) -> None:
        self.claims, self.bearing = document.claims, view.bearing
        self.rows, self.left = rows, left
        self.roots: dict[Id, Row] = {}
        # How many claims are numbered below a claim; in a list, since several branches may count on.
        self.counts: dict[Id, list[int]] = {}

    def down(self, roots: list[tuple[Id, Role]]) -> None:
        """Walks the branches of further roots."""
        # All have their numbers before the first is walked: a relation met on the way may have one as first premise.
        for number, (root, role) in enumerate(roots, len(self.roots) + 1):
            self.roots[root] = Row(role, str(number), 0, "")
        for root, _ in roots:
            self.rows[root] = row = self.roots[root]
            way = [self._branch(self.bearing.get(root, ()), _COUNTERPOINT, root, row)]
            while way:
                below = next(way[-1], None)
                if below is None:
                    way.pop()
                else:
                    way.append(below)

    def _branch(self, relations: tuple[Relation, ...], attacker: Role, above: Id, row: Row) -> Iterator[Iterator[Any]]:
        """Meets the premises of relations on one target, numbered below a claim; gives further branches in between."""
        rows, left, bearing, make = self.rows, self.left, self.bearing, Row._make
        count = self.counts.setdefault(above, [0])
        prefix, depth = row.number + ".", row.depth + 1
        for relation in relations:
            via, role = relation.id, _PREMISE if relation.kind is _SUPPORT else attacker
            for claim in relation.premises:
                if claim in left:
                    left.remove(claim)
                    count[0] += 1
                    rows[claim] = below = make((role, f"{prefix}{count[0]}", depth, via))
                    if claim in bearing:
                        yield self._branch(bearing[claim], _COUNTERPOINT, claim, below)
            if via in bearing:
                first = counts_on(relation, self.claims) or above
                yield self._branch(bearing[via], _UNDERCUTTER, first, rows.get(first) or self.roots[first])


def _circles(left: set[Id], claims: Mapping[Id, Claim], view: Graph, rows: Mapping[Id, Row]) -> list[Id]:
    """Of the claims to which only circles lead, one for each circle that bears on nothing outside it: its lowest.

    After Kosaraju (Sharir 1981): of walks down that together meet everything, the last to be begun began in a
    component on which no other depends; and so on backwards, for what that does not reach.
    """

    def above(id: Id) -> Iterable[Id]:
        return [relation.id for relation in view.of(id)] if id in claims else targets.get(id, ())

    def below(id: Id) -> Iterable[Id]:
        for relation in view.on(id):
            yield relation.id
            yield from (premise for premise in relation.premises if premise in claims)

    targets: dict[Id, tuple[Id]] = {r.id: (r.target,) for on in view.bearing.values() for r in on}
    begun: list[Id] = []
    seen = set(rows)
    for id in sorted(left):
        if id not in seen:
            begun.append(id)
            _spread(id, seen, below)
    lowest: list[Id] = []
    seen = set(rows)
    for id in reversed(begun):
        if id not in seen:
            circle: set[Id] = set()
            _spread(id, circle, above)
            lowest.append(min(circle & left, key=lambda c: (claims[c].order, c)))
            _spread(id, seen, below)
    return lowest


def _spread(start: Id, seen: set[Id], following: Callable[[Id], Iterable[Id]]) -> None:
    """Adds to what is seen all that can be reached from an id."""
    seen.add(start)
    queue = [start]
    for id in queue:
        for other in following(id):
            if other not in seen:
                seen.add(other)
                queue.append(other)
