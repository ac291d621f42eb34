"""Where the keys lead on a map: from what is selected to what is next, as pure functions.

`hidden` are the claims and relations that are not shown: no key leads to them, what lies behind them is next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from argmap.core.document import Document, once
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Relation
from argmap.core.roles import derive, main_relation
from argmap.edit.rules import step_of

NOTHING: frozenset[Id] = frozenset()


def target(document: Document, id: Id, via: Id = "", hidden: Collection[Id] = NOTHING) -> Id | None:
    """What a claim or relation bears on: of a claim with several targets that of `via`, or the one it stands at."""
    seen = {id}
    step = step_of(document, id, via) or step_of(document, id)
    while step is not None and step.target not in seen:
        seen.add(step.target)
        if step.target in document and step.target not in hidden:
            return step.target
        step = step_of(document, step.target)
    return None


def first_bearing(document: Document, id: Id, hidden: Collection[Id] = NOTHING) -> Id | None:
    """The first claim that bears on a claim; of a relation its first premise."""
    record = document.get(id)
    steps = (record,) if isinstance(record, Relation) else graph(document).on(id)
    premises = (premise for step in steps if step.id not in hidden for premise in step.premises)
    return next((p for p in premises if p not in hidden and p in document.claims), None)


def before(document: Document, id: Id, hidden: Collection[Id] = NOTHING) -> Id | None:
    """The one before on the same target, or else the one before in reading order; relations among relations."""
    return _beside(document, id, hidden, back=True)


def after(document: Document, id: Id, hidden: Collection[Id] = NOTHING) -> Id | None:
    """The one after on the same target, or else the one after in reading order; relations among relations.

    A claim met again here that stands elsewhere is passed over: it would lead away.
    """
    return _beside(document, id, hidden, back=False)


def _beside(document: Document, id: Id, hidden: Collection[Id], *, back: bool) -> Id | None:
    order: Sequence[Id]
    if id in document.relations:
        order = relations_in_order(document)
        siblings = [r.id for r in graph(document).on(document.relations[id].target)]
    else:
        order = derive(document).order
        siblings = _siblings(document, id)
    return _next(siblings, id, hidden, back=back) or _next(order, id, hidden, back=back)


def _next(ids: Sequence[Id], id: Id, hidden: Collection[Id], *, back: bool) -> Id | None:
    if id not in ids:
        return None
    place = ids.index(id)
    rest: Iterable[Id] = reversed(ids[:place]) if back else ids[place + 1 :]
    return next((other for other in rest if other not in hidden), None)


def _siblings(document: Document, claim: Id) -> list[Id]:
    """The claims that stand on the same target as the claim does, in order; none for a root."""
    derived = derive(document)
    row = derived.rows.get(claim)
    if row is None or not row.via:
        return []
    steps = graph(document).on(document.relations[row.via].target)
    return [p for step in steps for p in step.premises if p in derived.rows and derived.is_home(step.id, p)]


@once
def relations_in_order(document: Document) -> tuple[Id, ...]:
    """All relations in reading order: under each claim what bears on it, each with what bears on that in turn."""
    view = graph(document)
    found: dict[Id, None] = {}
    for claim in derive(document).order:
        waiting = list(reversed(view.on(claim)))
        while waiting:
            step = waiting.pop()
            if step.id not in found:
                found[step.id] = None
                waiting.extend(reversed(view.on(step.id)))
    return tuple(found)


def relation_of(document: Document, id: Id, claim: Id = "", hidden: Collection[Id] = NOTHING) -> Id | None:
    """The relation by which a claim bears on its target: the one by which it stands where it stands first.

    From a relation, the next one of `claim`, the premise that one came from, or else of its first premise; after
    the last comes the first again.
    """
    relation = document.relations.get(id)
    if relation is not None:
        claim = claim if claim in relation.premises else next(iter(relation.premises), "")
    else:
        claim = id
    first = main_relation(document, claim) if claim in document.claims else None
    if first is None:
        return None
    others = (r.id for r in graph(document).of(claim) if r.id != first.id)
    ring = [r for r in (first.id, *others) if r not in hidden]
    if not ring:
        return None
    return ring[(ring.index(id) + 1) % len(ring)] if id in ring else ring[0]


def first(document: Document, hidden: Collection[Id] = NOTHING) -> Id | None:
    """The first claim in reading order."""
    return next((id for id in derive(document).order if id not in hidden), None)


def last(document: Document, hidden: Collection[Id] = NOTHING) -> Id | None:
    """The last claim in reading order."""
    return next((id for id in reversed(derive(document).order) if id not in hidden), None)


def extended(ids: Sequence[Id], id: Id) -> tuple[Id, ...]:
    """The selection with one more, which becomes the primary one; going back to the one before gives up the last."""
    if len(ids) > 1 and ids[-2] == id:
        return tuple(ids[:-1])
    return (*(other for other in ids if other != id), id)


def branch(document: Document, claim: Id) -> tuple[Id, ...]:
    """The claim and all that stand under it, in reading order; empty for what is no claim."""
    derived = derive(document)
    row = derived.rows.get(claim)
    if row is None:
        return ()
    return tuple(chain((claim,), _under(derived.order, row.number + ".", document)))


def _under(order: Iterable[Id], start: str, document: Document) -> Iterator[Id]:
    rows = derive(document).rows
    return (id for id in order if rows[id].number.startswith(start))


class Trail:
    """What was selected one after the other, and where on this way one is: for back and forward."""

    LONGEST = 200

    def __init__(self) -> None:
        self._ids: list[Id] = []
        self._at = -1

    def visit(self, id: Id) -> None:
        """Takes note of what is selected now; what lay ahead is forgotten, unless one is there already."""
        if not id or (self._ids and self._ids[self._at] == id):
            return
        self._ids = [*self._ids[: self._at + 1], id][-self.LONGEST :]
        self._at = len(self._ids) - 1

    def here(self, document: Document, hidden: Collection[Id] = NOTHING) -> Id | None:
        """What was selected last, if it is still there and shown."""
        last = self._ids[self._at] if self._ids else ""
        return last if last in document and last not in hidden else None

    def back(self, document: Document) -> Id | None:
        """Goes back to what was selected before and is still there."""
        return self._go(document, -1)

    def forward(self, document: Document) -> Id | None:
        """Goes forward again."""
        return self._go(document, 1)

    def _go(self, document: Document, by: int) -> Id | None:
        here = self._ids[self._at] if self._ids else ""
        at = self._at + by
        while 0 <= at < len(self._ids):
            if self._ids[at] in document and self._ids[at] != here:
                self._at = at
                return self._ids[at]
            at += by
        return None
