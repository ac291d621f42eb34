"""What is derived and never stored: reading order, roles, numbers, stance."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from argmap.core.document import Document, once
from argmap.core.graph import excerpts_on, graph, target_claim
from argmap.core.ids import Id
from argmap.core.leaves import reread
from argmap.core.reading import Derived as Derived
from argmap.core.reading import Role as Role
from argmap.core.reading import Row as Row
from argmap.core.reading import read
from argmap.core.records import Kind, Relation


@once(carry=reread)
def derive(document: Document) -> Derived:
    """Reading order, roles and numbers of all claims."""
    return read(document)


class Stance(NamedTuple):
    """How a claim stands to a thesis: for it, against it, or both by different ways."""

    pro: bool
    con: bool


def stances(document: Document, thesis: Id) -> dict[Id, Stance]:
    """The stance of every claim that bears on the thesis, directly or through others.

    Breadth first over (claim or relation, sign): an attack turns the sign, a support keeps it.
    """
    view, claims = graph(document), document.claims
    seen: set[tuple[Id, bool]] = {(thesis, True)}
    queue: list[tuple[Id, bool]] = [(thesis, True)]
    for id, sign in queue:
        for relation in view.on(id):
            after = sign if relation.kind is Kind.SUPPORT else not sign
            for other in (relation.id, *relation.premises):
                # What bears on a step weakens or strengthens the step itself, whose sign is that of its premises.
                if (other, after) not in seen:
                    seen.add((other, after))
                    queue.append((other, after))
    found: dict[Id, Stance] = {}
    for id, sign in queue:
        if id in claims and id != thesis:
            old = found.get(id, Stance(False, False))
            found[id] = Stance(old.pro or sign, old.con or not sign)
    return found


def is_reported(document: Document, claim: Id) -> bool:
    """Whether others than the source's author hold it."""
    holders = document.claims[claim].by
    if not holders:
        return False
    authors = {document.sources[e.source].author for e in excerpts_on(document).get(claim, ()) if e.source in document}
    return not all(holder in authors for holder in holders)


def is_conceded(document: Document, claim: Id, thesis: Id) -> bool:
    """Whether the author himself says it although it counts against the thesis."""
    stance = stances(document, thesis).get(claim)
    return stance is not None and stance.con and not is_reported(document, claim)


class Attack(StrEnum):
    """What an attack is, by what it attacks."""

    REBUT = "rebut"
    UNDERMINE = "undermine"
    UNDERCUT = "undercut"


def attack_of(document: Document, relation: Relation) -> Attack | None:
    """Rebuts a supported claim, undermines an unsupported one, undercuts a relation; None for a support."""
    if relation.kind is Kind.SUPPORT:
        return None
    if isinstance(document.get(relation.target), Relation):
        return Attack.UNDERCUT
    supported = any(r.kind is Kind.SUPPORT for r in graph(document).on(relation.target))
    return Attack.REBUT if supported else Attack.UNDERMINE


def main_relation(document: Document, claim: Id) -> Relation | None:
    """The relation by which a claim stands where it stands: the one the reading order reached it through.

    For a root that is premise of something it is the first of those relations; None for other roots and loose claims.
    """
    row = derive(document).rows.get(claim)
    if row is not None and row.via:
        return document.relations[row.via]
    return next(iter(graph(document).of(claim)), None)


def claim_above(document: Document, claim: Id) -> Id:
    """The claim on which this one bears, through a relation or through a relation on a relation; "" if on none."""
    relation = main_relation(document, claim)
    return target_claim(document, relation) if relation is not None else ""
