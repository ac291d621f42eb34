"""Commands about linked premises: move into a relation, join, separate."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import graph, is_linked
from argmap.core.ids import Id
from argmap.core.records import Relation
from argmap.edit.bonds import unite
from argmap.edit.draft import Draft
from argmap.edit.keys import fit_many
from argmap.edit.rules import bears_on, may_move_as_linked, step_of, twin
from argmap.text import tr


def move_as_linked(document: Document, claim: Id, relation: Id, *, via: Id = "") -> Change | None:
    """Makes a claim a linked premise of a relation instead of standing where it stands.

    What bore on the step it leaves empty, its excerpts and its note pass to the relation. A claim that bore on
    nothing is no longer marked as a thesis.
    """
    if not may_move_as_linked(document, claim, relation, via=via):
        return None
    draft = Draft(document)
    into = document.relations[relation]
    draft.alter(relation, premises=(*into.premises, claim))
    _leave(draft, claim, step_of(document, claim, via), relation)
    return draft.change(tr("Move as linked premise"), focus=(claim,))


def _leave(draft: Draft, claim: Id, step: Relation | None, into: Id) -> None:
    """Takes a claim out of the step it stands in; a step left empty goes up into the relation."""
    if step is None:
        if draft.document.claims[claim].main:
            draft.alter(claim, main=False)
        return
    now = draft.get(step.id)
    assert isinstance(now, Relation)
    rest = tuple(p for p in now.premises if p != claim)
    if rest:
        draft.alter(step.id, premises=rest)
    else:
        unite(draft, step.id, into)


def join(document: Document, ids: Iterable[Id]) -> Change | None:
    """Joins premises into one linked relation: that of the first among them that bears on something.

    All take on its target and kind; a relation stands for its premises. What bore on the steps left empty, their
    excerpts and notes pass to it. Not possible for its target, nor where it bears on a step left empty.
    """
    claims = _premises(document, ids)
    steps = [step_of(document, id) for id in claims]
    base = next((step for step in steps if step is not None), None)
    if base is None:
        return None
    joining = [id for id in claims if id not in base.premises]
    if not joining or base.target in joining:
        return None
    leaving = {id: _step_beside(document, id, base) for id in joining}
    for step in leaving.values():
        if step is not None and set(step.premises) <= set(joining) and bears_on(document, base.id, step.id):
            return None
    premises = (*base.premises, *joining)
    if twin(document, base.kind, premises, base.target, but=base.id) is not None:
        return None
    draft = Draft(document)
    draft.alter(base.id, premises=premises)
    for id, step in leaving.items():
        if step is None or draft.get(step.id) is not None:
            _leave(draft, id, step, base.id)
    return draft.change(tr("Join premises"), focus=claims)


def _premises(document: Document, ids: Iterable[Id]) -> tuple[Id, ...]:
    found: dict[Id, None] = {}
    for id in ids:
        if id in document.claims:
            found[id] = None
        elif id in document.relations:
            found.update(dict.fromkeys(document.relations[id].premises))
    return tuple(found)


def _step_beside(document: Document, claim: Id, base: Relation) -> Relation | None:
    """The step that a claim leaves when it joins: one on the same target, or that by which it stands where it does."""
    beside = (r for r in graph(document).of(claim) if r.target == base.target and r.kind is base.kind)
    return next(beside, None) or step_of(document, claim)


def separate(document: Document, ids: Iterable[Id]) -> Change | None:
    """Lets linked premises bear on their target each by itself; a relation stands for all its premises.

    Those that are not to leave keep the relation with all that bears on it; where all are, the first does. The
    others get one each after it, unless they bear on the target so already.
    """
    chosen: dict[Id, list[Id]] = {}
    ids = tuple(dict.fromkeys(ids))
    for id in ids:
        step = _linked_step(document, id)
        if step is not None:
            chosen.setdefault(step.id, []).extend(step.premises if id == step.id else (id,))
    draft = Draft(document)
    for relation, leaving in chosen.items():
        _separate(draft, relation, set(leaving))
    return draft.change(tr("Separate premises"), focus=[id for id in ids if id in document])


def _linked_step(document: Document, id: Id) -> Relation | None:
    step = step_of(document, id)
    if step is not None and is_linked(step):
        return step
    return next((r for r in graph(document).of(id) if is_linked(r)), None)


def _separate(draft: Draft, relation: Id, leaving: set[Id]) -> None:
    step = draft.get(relation)
    assert isinstance(step, Relation)
    rest = tuple(p for p in step.premises if p not in leaving) or step.premises[:1]
    going = [p for p in step.premises if p not in rest]
    now = draft.result()
    siblings = graph(now).on(step.target)
    index = next(i for i, r in enumerate(siblings) if r.id == relation) + 1
    alone = [p for p in going if twin(now, step.kind, (p,), step.target) is None]
    keys = fit_many(draft, siblings, index, len(alone))
    draft.alter(relation, premises=rest)
    for premise, key in zip(alone, keys, strict=True):
        draft.add(Relation(step.kind, (premise,), step.target, order=key))
