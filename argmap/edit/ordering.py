"""Commands on the order of what bears on one target, of linked premises, of theses."""

from __future__ import annotations

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation
from argmap.edit.bonds import bring
from argmap.edit.draft import Draft
from argmap.edit.keys import fit, starts
from argmap.edit.rules import step_of
from argmap.text import tr


def reorder(document: Document, id: Id, by: int = 1, *, via: Id = "") -> Change | None:
    """Moves a claim or relation by so many places among what bears on the same target, at most to the end.

    A linked premise moves within its relation's sequence first, and at the end of it with its relation. Theses
    move among theses, loose claims among loose claims.
    """
    step = step_of(document, id, via)
    draft = Draft(document)
    if step is None:
        _shift_start(draft, id, by)
    elif not _shift_premise(draft, step, id, by):
        siblings = graph(document).on(step.target)
        index = siblings.index(step)
        _shift(draft, siblings, index, index + by)
    return draft.change(tr("Move down") if by > 0 else tr("Move up"), focus=(id,))


def _shift_start(draft: Draft, id: Id, by: int) -> None:
    for siblings in starts(draft.document):
        for index, claim in enumerate(siblings):
            if claim.id == id:
                _shift(draft, siblings, index, index + by)


def _shift_premise(draft: Draft, step: Relation, id: Id, by: int) -> bool:
    if id not in step.premises:
        return False
    index = step.premises.index(id)
    to = max(0, min(index + by, len(step.premises) - 1))
    if to == index:
        return False
    others = [p for p in step.premises if p != id]
    draft.alter(step.id, premises=(*others[:to], id, *others[to:]))
    return True


def _shift(draft: Draft, siblings: list[Claim] | tuple[Relation, ...], index: int, to: int) -> None:
    to = max(0, min(to, len(siblings) - 1))
    if to != index:
        moved = siblings[index]
        key = fit(draft, [*siblings[:index], *siblings[index + 1 :]], to)
        draft.alter(moved.id, order=key)


def put_beside(
    document: Document, id: Id, other: Id, before: bool = False, kind: Kind | None = None, *, via: Id = ""
) -> Change | None:
    """Lets a claim or relation bear on the target of another, right after it or before it, of its own kind.

    Linked premises of one relation change their sequence; a thesis beside a thesis, or a loose claim beside a
    loose claim, changes their order.
    """
    step, next_to = step_of(document, id, via), step_of(document, other)
    if id == other:
        return None
    if next_to is not None:
        if step is not None and step.id == next_to.id and {id, other} <= {*step.premises}:
            return _put_in_sequence(document, step, id, other, before)
        draft = bring(document, id, next_to.target, kind, via=via, beside=next_to.id, before=before)
    else:
        draft = _put_start(document, id, other, before) if step is None and not via else None
    return None if draft is None else draft.change(tr("Move in order"), focus=(id,))


def _put_in_sequence(document: Document, step: Relation, id: Id, other: Id, before: bool) -> Change | None:
    draft = Draft(document)
    others = [p for p in step.premises if p != id]
    index = others.index(other) + (not before)
    draft.alter(step.id, premises=(*others[:index], id, *others[index:]))
    return draft.change(tr("Move in order"), focus=(id,))


def _put_start(document: Document, id: Id, other: Id, before: bool) -> Draft | None:
    for siblings in starts(document):
        ids = [c.id for c in siblings]
        if id in ids and other in ids:
            draft = Draft(document)
            rest = [i for i in ids if i != id]
            _shift(draft, siblings, ids.index(id), rest.index(other) + (not before))
            return draft
    return None
