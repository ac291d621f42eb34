"""Commands that add to the argument and turn its steps: support, attack, undercut, flip, mark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import Role, derive
from argmap.edit.bonds import bring
from argmap.edit.claims import add_loose, add_thesis
from argmap.edit.cleaning import clean
from argmap.edit.draft import Draft
from argmap.edit.fields import fitting
from argmap.edit.keys import fit, slot
from argmap.edit.rules import is_target, may_also, may_link, step_of
from argmap.text import tr, trn


class Marks(TypedDict, total=False):
    """What an analyst notes about a step of argument."""

    scheme: str
    strength: float | None
    note: str


def support(document: Document, target: Id, text: str = "", after: Id = "") -> Change | None:
    """Adds a premise to a claim, or backing to a relation.

    It stands after the last support, or after the relation or premise `after` on the same target.
    """
    return _bear(document, Kind.SUPPORT, target, text, after)


def attack(document: Document, target: Id, text: str = "", after: Id = "") -> Change | None:
    """Adds a counterpoint to a claim, or an undercut to a relation.

    It stands after everything, or after the relation or premise `after` on the same target.
    """
    return _bear(document, Kind.ATTACK, target, text, after)


def undercut(document: Document, id: Id, text: str = "") -> Change | None:
    """Attacks the step from premises to conclusion, not what either of them says.

    On a claim it attacks the step by which the claim bears on its target.
    """
    step = step_of(document, id)
    return None if step is None else attack(document, step.id, text)


def label_of(document: Document, kind: Kind, target: Id) -> str:
    """What adding something of this kind to the target is called."""
    if target in document.claims:
        return tr("Add premise") if kind is Kind.SUPPORT else tr("Add counterpoint")
    return tr("Add backing") if kind is Kind.SUPPORT else tr("Undercut")


def _bear(document: Document, kind: Kind, target: Id, text: str, after: Id) -> Change | None:
    if not is_target(document, target):
        return None
    siblings = graph(document).on(target)
    index = slot(siblings, kind)
    if after:
        index = next((i + 1 for i, r in enumerate(siblings) if r.id == after or after in r.premises), -1)
        if index < 0:
            return None
    draft = Draft(document)
    key = fit(draft, siblings, index)
    claim = draft.add(Claim(text=clean(text)))
    draft.add(Relation(kind, (claim.id,), target, order=key))
    return draft.change(label_of(document, kind, target), focus=(claim.id,))


def add_beside(document: Document, id: Id, text: str = "", *, via: Id = "") -> Change | None:
    """Adds another of the same kind after a claim or relation.

    Beside a linked premise an independent one; beside an undercutter another undercut; beside a thesis another
    thesis; beside a loose claim another loose claim.
    """
    row = derive(document).rows.get(id)
    if row is not None and row.role is Role.THESIS and not via:
        return add_thesis(document, text, after=id)
    step = step_of(document, id, via)
    if step is not None:
        return _bear(document, step.kind, step.target, text, after=step.id)
    return add_loose(document, text, after=id) if row is not None and not via else None


def link_premise(document: Document, id: Id, text: str = "", *, via: Id = "") -> Change | None:
    """Adds a linked premise to a relation: after the claim, where its premise is given, or else as the last."""
    step = step_of(document, id, via)
    if step is None:
        return None
    draft = Draft(document)
    claim = draft.add(Claim(text=clean(text)))
    index = step.premises.index(id) + 1 if id in step.premises else len(step.premises)
    draft.alter(step.id, premises=(*step.premises[:index], claim.id, *step.premises[index:]))
    return draft.change(tr("Add linked premise"), focus=(claim.id,))


def also(document: Document, claim: Id, target: Id, kind: Kind = Kind.SUPPORT) -> Change | None:
    """Lets a claim bear on one more target."""
    if not may_also(document, claim, target, kind):
        return None
    draft = Draft(document)
    siblings = graph(document).on(target)
    key = fit(draft, siblings, slot(siblings, kind))
    draft.add(Relation(kind, (claim,), target, order=key))
    return draft.change(tr("Also support") if kind is Kind.SUPPORT else tr("Also attack"), focus=(claim,))


def also_as_linked(document: Document, claim: Id, relation: Id) -> Change | None:
    """Makes a claim one more linked premise of a relation, besides where it stands."""
    if not may_link(document, claim, relation):
        return None
    draft = Draft(document)
    draft.alter(relation, premises=(*document.relations[relation].premises, claim))
    return draft.change(tr("Also a linked premise"), focus=(claim,))


def retarget(document: Document, id: Id, target: Id, kind: Kind | None = None, *, via: Id = "") -> Change | None:
    """Lets a claim or relation bear on another target instead, of its own kind unless one is given.

    A relation takes what bears on it along; a claim leaves the premises it was linked with. A claim that bore
    on nothing is no longer marked as a thesis.
    """
    draft = bring(document, id, target, kind, via=via)
    return None if draft is None else draft.change(tr("Move to another target"), focus=(id,))


def flip(document: Document, ids: Iterable[Id]) -> Change | None:
    """Turns support into attack and attack into support; of a claim, the step by which it bears on its target."""
    ids = tuple(ids)
    steps = {step.id: step for id in ids if (step := step_of(document, id)) is not None}
    draft = Draft(document)
    for step in steps.values():
        draft.alter(step.id, kind=Kind.ATTACK if step.kind is Kind.SUPPORT else Kind.SUPPORT)
    return draft.change(trn("Flip", "Flip {n} relations", len(steps)))


def mark(document: Document, ids: Iterable[Id], **marks: Unpack[Marks]) -> Change | None:
    """Marks the relations among these ids; None where `strength` is neither None nor in [0, 1]."""
    fields = fitting(Relation, marks, Marks.__annotations__)
    if fields is None:
        return None
    draft = Draft(document)
    for id in ids:
        if id in document.relations:
            draft.alter(id, **fields)
    labels = {"scheme": tr("Set scheme"), "strength": tr("Set strength"), "note": tr("Edit note")}
    return draft.change(labels[next(iter(marks))] if len(marks) == 1 else tr("Mark relation"))
