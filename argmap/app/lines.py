"""The lines of the outline pane: the whole map as a tree, each claim at its place and again where it is met again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.graph import graph, target_claim
from argmap.core.ids import Id
from argmap.core.reading import keeps_order
from argmap.core.records import Relation
from argmap.core.roles import derive


class Line(NamedTuple):
    """A claim where it stands, without a relation, or where it is met again under what another one bears on."""

    claim: Id
    relation: Id = ""


def _carry(found: Mapping[Id, tuple[Line, ...]], _: Document, change: Change) -> Mapping[Id, tuple[Line, ...]] | None:
    return found if keeps_order(change) else None


@once(carry=_carry)
def lines(document: Document) -> Mapping[Id, tuple[Line, ...]]:
    """The lines under each claim, in reading order, those met again last; under "" what stands under none.

    A line that is met again has none below it. Claims with none are left out.
    """
    derived, uses = derive(document), graph(document).uses
    claims, relations = document.claims, document.relations
    found: dict[Id, list[Line]] = {}
    again: dict[Id, list[Line]] = {}

    def above(relation: Relation) -> Id:
        target = relation.target
        return target if target in claims else target_claim(document, relation)

    for id, row in derived.rows.items():
        at, via = (above(relations[row.via]), 1) if row.via else ("", 0)
        found.setdefault(at, []).append(Line(id))
        used = uses.get(id, ())
        for relation in used if len(used) > via else ():
            if relation.id != row.via and (at := above(relation)) not in ("", id):
                again.setdefault(at, []).append(Line(id, relation.id))
    for at, more in again.items():
        found.setdefault(at, []).extend(more)
    return {at: tuple(below) for at, below in found.items()}
