"""What may bear on what: the rules that commands, hover hints and enabling share.

A relation may not bear on itself, directly or through relations; a claim may not be premise and target of one
relation, nor premise of it twice. Circular reasoning among claims is allowed. An unknown id may do nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import main_relation


def step_of(document: Document, id: Id, via: Id = "") -> Relation | None:
    """The relation that is meant by an id: the relation itself, or that by which a claim bears on its target.

    `via` names the relation where a claim is premise of several. None for a claim that bears on nothing, and
    where `via` is no relation of this claim.
    """
    relation = document.relations.get(via or id)
    if relation is not None:
        return relation if relation.id == id or id in relation.premises else None
    return None if via else main_relation(document, id)


def is_target(document: Document, id: Id) -> bool:
    """Whether something can bear on it: it is a claim or a relation."""
    return isinstance(document.get(id), Claim | Relation)


def bears_on(document: Document, relation: Id, other: Id) -> bool:
    """Whether a relation is the other one or bears on it through relations."""
    seen: set[Id] = set()
    at = relation
    while at not in seen:
        if at == other:
            return True
        seen.add(at)
        record = document.get(at)
        if not isinstance(record, Relation):
            return False
        at = record.target
    return False


def may_bear(document: Document, premises: Iterable[Id], target: Id, relation: Id = "") -> bool:
    """Whether these claims can together bear on the target, by a new relation or by the one named."""
    claims = list(premises)
    return (
        bool(claims)
        and len(set(claims)) == len(claims)
        and all(id in document.claims for id in claims)
        and is_target(document, target)
        and target not in claims
        and not (relation and bears_on(document, target, relation))
    )


def form(relation: Relation) -> tuple[Kind, frozenset[Id]]:
    """What two relations on one target share when they say the same: kind and premises, in any sequence."""
    return relation.kind, frozenset(relation.premises)


def twin(document: Document, kind: Kind, premises: Iterable[Id], target: Id, but: Id = "") -> Relation | None:
    """The relation by which these premises bear on the target in this way already, `but` left aside; or None."""
    wanted = kind, frozenset(premises)
    return next((r for r in graph(document).on(target) if r.id != but and form(r) == wanted), None)


def may_also(document: Document, claim: Id, target: Id, kind: Kind) -> bool:
    """Whether the claim can bear on this target too, and does not do so yet."""
    return may_bear(document, (claim,), target) and twin(document, kind, (claim,), target) is None


def may_retarget(document: Document, id: Id, target: Id, kind: Kind | None = None, *, via: Id = "") -> bool:
    """Whether a claim or relation can bear on this target instead of its own; None for the kind it has."""
    step = step_of(document, id, via)
    if step is None:
        return id in document.claims and not via and may_also(document, id, target, kind or Kind.SUPPORT)
    whole = moves_whole(step, id)
    premises = step.premises if whole else (id,)
    kind = kind or step.kind
    if not may_bear(document, premises, target, step.id if whole else ""):
        return False
    if whole and (kind, target) == (step.kind, step.target):
        return False
    return twin(document, kind, premises, target, but=step.id) is None


def moves_whole(step: Relation, id: Id) -> bool:
    """Whether the relation itself moves when the id does: it is named, or the claim is its only premise."""
    return id == step.id or len(step.premises) == 1


def may_link(document: Document, claim: Id, relation: Id) -> bool:
    """Whether the claim can be one more linked premise of the relation, besides where it stands."""
    record = document.relations.get(relation)
    return (
        record is not None
        and claim in document.claims
        and claim not in record.premises
        and claim != record.target
        and twin(document, record.kind, (*record.premises, claim), record.target, but=relation) is None
    )


def may_move_as_linked(document: Document, claim: Id, relation: Id, *, via: Id = "") -> bool:
    """Whether the claim can be a linked premise of the relation instead of standing where it stands.

    Not where the relation bears on the step that would be left empty by it.
    """
    step = step_of(document, claim, via)
    if not may_link(document, claim, relation) or (step is None and via):
        return False
    return step is None or len(step.premises) > 1 or not bears_on(document, relation, step.id)


def may_dissolve(document: Document, claim: Id) -> bool:
    """Whether the claim can go and its premises pass to its target.

    Not if it is attacked, linked or used twice; nor if one of its premises would bear on itself; nor, where
    several relations support it, if its own step is undercut or backed: it could not be said which of the new
    steps is meant.
    """
    view = graph(document)
    uses, supports = view.of(claim), view.on(claim)
    if claim not in document.claims or len(uses) != 1 or len(uses[0].premises) != 1:
        return False
    step = uses[0]
    if any(r.kind is not Kind.SUPPORT for r in supports) or (len(supports) != 1 and view.on(step.id)):
        return False
    return all(may_bear(document, r.premises, step.target, r.id) for r in supports)


def may_merge(document: Document, claims: Iterable[Id]) -> bool:
    """Whether the claims can become one: two or more, none of which is premise where another is target."""
    merged = {id for id in claims if id in document.claims}
    view = graph(document)
    return len(merged) > 1 and not any(r.target in merged for id in merged for r in view.of(id))


def may_nest(document: Document, group: Id, parent: Id) -> bool:
    """Whether the group can stand within the other one ("": within none): not in itself, nor in one of its own."""
    groups = document.groups
    seen: set[Id] = set()
    at = parent
    while at and at != group and at in groups and at not in seen:
        seen.add(at)
        at = groups[at].parent
    return group in groups and at != group and (not parent or parent in groups)
