"""Commands on a step of argument: insert one, dissolve one, promote, demote."""

from __future__ import annotations

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation
from argmap.edit.bonds import bring, collapse, unite
from argmap.edit.cleaning import clean
from argmap.edit.draft import Draft
from argmap.edit.keys import fit, fit_many, starts
from argmap.edit.removal import delete
from argmap.edit.rules import may_dissolve, step_of
from argmap.text import tr


def insert_step(document: Document, id: Id, text: str = "") -> Change | None:
    """Puts a new claim between a claim, or a relation's premises, and its target.

    The old relation keeps premises, undercutters and backing and becomes support of the new claim; a new
    relation takes the old kind, target and order.
    """
    step = step_of(document, id)
    if step is None:
        return None
    draft = Draft(document)
    siblings = graph(document).on(step.target)
    if sum(r.order == step.order for r in siblings) > 1:  # equal keys stand by id, which a new relation has not
        others = [r for r in siblings if r.id != step.id]
        key = fit(draft, others, siblings.index(step))
    else:
        key = step.order
    claim = draft.add(Claim(text=clean(text)))
    draft.alter(step.id, kind=Kind.SUPPORT, target=claim.id, order=fit(draft, (), 0))
    draft.add(Relation(step.kind, (claim.id,), step.target, order=key))
    return draft.change(tr("Insert step"), focus=(claim.id,))


def dissolve(document: Document, claim: Id) -> Change | None:
    """Removes a claim and passes the premises that support it to its target, in its kind and place.

    What bore on its own step passes to the one support that takes its place, an excerpt of the step to the first
    support. See `may_dissolve`; a claim without premises just goes.
    """
    if not may_dissolve(document, claim):
        return None
    view = graph(document)
    step, supports = view.of(claim)[0], view.on(claim)
    if not supports:
        return delete(document, (claim,))
    draft = Draft(document)
    siblings = view.on(step.target)
    index = siblings.index(step)
    others = [r for r in siblings if r.id != step.id]
    if len(supports) == 1 and sum(r.order == step.order for r in siblings) == 1:
        keys = [step.order]
    else:
        keys = fit_many(draft, others, index, len(supports))
    for relation, key in zip(supports, keys, strict=True):
        draft.alter(relation.id, kind=step.kind, target=step.target, order=key)
    unite(draft, step.id, supports[0].id)
    collapse(draft, [r.id for r in supports])
    for excerpt in excerpts_on(document).get(claim, ()):
        draft.remove(excerpt.id)
    draft.remove(claim)
    return draft.change(tr("Dissolve claim"), focus=supports[0].premises)


def promote(document: Document, id: Id, *, via: Id = "") -> Change | None:
    """Lets a claim or relation bear on its target's target, after the step that it bore on."""
    step = step_of(document, id, via)
    if step is None:
        return None
    above = step_of(document, step.target)
    if above is None:
        return None
    draft = bring(document, id, above.target, via=via, beside=above.id)
    return None if draft is None else draft.change(tr("Promote"), focus=(id,))


def demote(document: Document, id: Id, *, via: Id = "") -> Change | None:
    """Lets a claim or relation bear on the sibling before it.

    Of linked premises it is the last that counts. A thesis or loose claim comes to support the one before it.
    """
    step = step_of(document, id, via)
    before = _claim_before(document, id, step)
    if not before:
        return None
    draft = bring(document, id, before, via=via)
    return None if draft is None else draft.change(tr("Demote"), focus=(id,))


def _claim_before(document: Document, id: Id, step: Relation | None) -> Id:
    if step is None:
        for like in starts(document):
            ids = [c.id for c in like]
            if id in ids[1:]:
                return ids[ids.index(id) - 1]
        return ""
    if id in step.premises[1:]:
        return step.premises[step.premises.index(id) - 1]
    siblings = graph(document).on(step.target)
    index = siblings.index(step)
    return siblings[index - 1].premises[-1] if index else ""
