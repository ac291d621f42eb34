"""What letting go would do: one function for the hint under the pointer and for the change itself. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from argmap.app.announce import does, listed, number
from argmap.app.navigation import branch
from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Kind, Relation
from argmap.edit import claims, linking, ordering, relations
from argmap.edit.rules import step_of, twin
from argmap.graphviz.style import Manner, manner
from argmap.gui.canvas.hitting import Hit
from argmap.text import tr


class Drop(NamedTuple):
    """What a drop would do: in words, as a change (None where it is not possible), and in which manner."""

    words: str
    change: Change | None = None
    manner: Manner | None = None


def on(
    document: Document, ids: tuple[Id, ...], hit: Hit, *, attack: bool = False, also: bool = False, via: Id = ""
) -> Drop | None:
    """What dropping these claims on something would do; None for what nothing can be dropped on.

    On a card they come to bear on it, on a relation they become linked premises of it or, as an attack, undercut it;
    on the bar beside a card they stand next to it. `also`: besides where they stand.
    """
    kind = Kind.ATTACK if attack else Kind.SUPPORT
    if hit.kind in ("claim", "chip"):
        return _bearing(document, ids, hit.id, kind, also=also, via=via)
    if hit.kind == "relation":
        if attack:
            return _bearing(document, ids, hit.id, kind, also=also, via=via)
        return _linked(document, ids, hit.id, also=also, via=via)
    if hit.kind == "bar":
        return _beside(document, ids, hit, also=also, via=via)
    return None


def _bearing(document: Document, ids: tuple[Id, ...], target: Id, kind: Kind, *, also: bool, via: Id) -> Drop:
    said = _does(document, ids, target, kind)
    by = manner(document, Relation(kind, ids[:1], target))
    if also:
        change = _each(document, ids, lambda d, id: relations.also(d, id, target, kind))
        words = tr("Drop: also {does}", does=said)
    else:
        change = _each(document, ids, lambda d, id: relations.retarget(d, id, target, kind, via=via))
        change = _rehung(document, change, ids, target)
        words = tr("Drop: {does}", does=said)
    if change is not None:
        return Drop(words, change, by)
    if all(twin(document, kind, (id,), target) is not None for id in ids):
        return Drop(tr("Already {does}", does=said))
    return Drop(tr("Not possible: it would bear on itself"))


def _does(document: Document, ids: tuple[Id, ...], target: Id, kind: Kind) -> str:
    """What the claims would do to the target: "supports 1.2"."""
    return does(document, Relation(kind, ids[:1], target))


def _linked(document: Document, ids: tuple[Id, ...], relation: Id, *, also: bool, via: Id) -> Drop:
    fellows = [number(document, p) for p in document.relations[relation].premises if p not in ids]
    by = manner(document, document.relations[relation])
    if also:
        change = _each(document, ids, lambda d, id: relations.also_as_linked(d, id, relation))
        words = tr("Drop: also linked with {fellows}", fellows=listed(fellows))
    else:
        change = _each(document, ids, lambda d, id: linking.move_as_linked(d, id, relation, via=via))
        change = _rehung(document, change, ids, relation)
        words = tr("Drop: linked with {fellows}", fellows=listed(fellows))
    if change is not None:
        return Drop(words, change, by)
    if all(id in document.relations[relation].premises for id in ids):
        return Drop(tr("Already a premise of this step"))
    return Drop(tr("Not possible: it would bear on itself"))


def _beside(document: Document, ids: tuple[Id, ...], hit: Hit, *, also: bool, via: Id) -> Drop | None:
    before = hit.part == "before"
    step = step_of(document, hit.id)
    if also:
        return None if step is None else _bearing(document, ids, step.target, step.kind, also=True, via=via)
    if hit.id in ids:
        return None
    # Put after one claim, several follow in the reverse of the order in which they are put.
    order = ids if before else tuple(reversed(ids))
    change = _each(document, order, lambda d, id: ordering.put_beside(d, id, hit.id, before, via=via))
    template = tr("Drop: before {number}") if before else tr("Drop: after {number}")
    words = template.format(number=number(document, hit.id))
    if change is None:
        return Drop(tr("Stands there already")) if _stands_with(document, ids, hit.id) else None
    return Drop(words, _rehung(document, change, ids, step.target if step is not None else ""))


def _stands_with(document: Document, ids: tuple[Id, ...], other: Id) -> bool:
    step = step_of(document, other)
    mine = step_of(document, ids[-1])
    return (step.target if step is not None else "") == (mine.target if mine is not None else "")


def _each(document: Document, ids: Iterable[Id], command: object) -> Change | None:
    """One command for each of the claims, as one change; None where it is possible for none."""
    whole: Change | None = None
    for id in ids:
        change = command(document, id)  # type: ignore[operator]
        if change is not None:
            document = document.apply(change)
            whole = change if whole is None else whole.then(change)
    return whole


def _rehung(document: Document, change: Change | None, ids: tuple[Id, ...], target: Id) -> Change | None:
    """The change, with the places of the branches released that now bear on something else: they are to stand there."""
    if change is None:
        return None
    leaving = [id for id in ids if (step_of(document, id) or _NOWHERE).target != target]
    after = document.apply(change)
    released = claims.unplace(after, dict.fromkeys(c for id in leaving for c in branch(after, id)))
    if released is None:
        return change
    return replace(change.then(released), label=change.label, focus=tuple(ids))


_NOWHERE = Relation()


def connected(document: Document, claim: Id, hit: Hit, by: Manner) -> Drop | None:
    """What a line drawn from a claim's handle to something would do: the claim comes to bear on it too."""
    if hit.kind not in ("claim", "chip", "relation"):
        return None
    target = hit.id
    if by is Manner.UNDERCUT and hit.kind != "relation":
        step = step_of(document, hit.id)
        if step is None:
            return Drop(tr("Not possible: {number} bears on nothing", number=number(document, hit.id)))
        target = step.id
    kind = Kind.SUPPORT if by is Manner.SUPPORT else Kind.ATTACK
    said = does(document, Relation(kind, (claim,), target))
    words = tr("Drop: {number} {does}", number=number(document, claim), does=said)
    change = relations.also(document, claim, target, kind)
    if change is not None:
        return Drop(words, change, manner(document, Relation(kind, (claim,), target)))
    if twin(document, kind, (claim,), target) is not None:
        return Drop(tr("{number} already {does}", number=number(document, claim), does=said))
    return Drop(tr("Not possible: it would bear on itself"))


def in_the_open(document: Document, claim: Id, by: Manner) -> Drop:
    """What a line drawn from a claim's handle to nothing would do: a new card bears on the claim."""
    here = number(document, claim)
    if by is Manner.SUPPORT:
        return Drop(tr("Drop: new premise of {number}", number=here), relations.support(document, claim), by)
    if by is Manner.ATTACK:
        return Drop(tr("Drop: new counterpoint to {number}", number=here), relations.attack(document, claim), by)
    change = relations.undercut(document, claim)
    if change is None:
        return Drop(tr("Not possible: {number} bears on nothing", number=here))
    return Drop(tr("Drop: new undercutter of the step from {number}", number=here), change, by)


def placed(document: Document, change: Change, x: float, y: float) -> Change:
    """The change with the card that it adds at a place."""
    assert change.focus is not None
    there = claims.place(document.apply(change), {change.focus[-1]: (x, y)})
    return change if there is None else replace(change.then(there), label=change.label, focus=change.focus)
