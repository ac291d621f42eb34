"""What is shown of a map and what not: folded branches, focus on a part, what was found. Nothing moves by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from argmap.core.document import Document
from argmap.core.graph import downwards, graph, target_claim, upwards
from argmap.core.ids import Id
from argmap.core.records import Claim, Relation
from argmap.core.roles import derive, main_relation
from argmap.text import trn

NOTHING: frozenset[Id] = frozenset()


@dataclass(frozen=True)
class Shown:
    """What is shown of a document, said by what is not.

    `hidden`: claims and relations not shown; `dimmed`: those shown faintly, since they were not found. `folds`: for
    each folded card that is shown, how many cards and chips are hidden under it. `folded` and `out_of_focus` count
    the claims that folding hides, and those that only the focus hides.
    """

    hidden: frozenset[Id] = NOTHING
    dimmed: frozenset[Id] = NOTHING
    folds: Mapping[Id, int] = field(default_factory=dict)
    folded: int = 0
    out_of_focus: int = 0

    def sentence(self) -> str:
        """How many claims are hidden and why, for the status line; "" where none are."""
        parts = []
        if self.folded:
            parts.append(trn("{n} claim folded away", "{n} claims folded away", self.folded))
        if self.out_of_focus:
            parts.append(trn("{n} claim out of focus", "{n} claims out of focus", self.out_of_focus))
        return " · ".join(parts)


def shown(
    document: Document,
    folded: Iterable[Id] = (),
    focus: Iterable[Id] = (),
    found: Iterable[Id] | None = None,
) -> Shown:
    """What is shown: `folded` claims without what bears on them, of the rest what leads to and from the `focus`.

    A claim is folded away when every way to it leads through folded claims. No focus, or one on nothing that is
    there, hides nothing. What is not among the `found` is dimmed; None where nothing is looked for.
    """
    closed = {id for id in folded if id in document.claims}
    claims = document.claims
    away: frozenset[Id] = NOTHING
    if closed:
        reached = _reached(document, closed)
        away = frozenset(id for id in (*claims, *document.relations) if id not in reached)
    kept = _kept(document, focus)
    out = NOTHING if kept is None else frozenset(i for i in (*claims, *document.relations) if i not in kept)
    hidden = away | out
    wanted = None if found is None else frozenset(found)
    dimmed = NOTHING
    if wanted is not None:
        dimmed = frozenset(i for i in (*claims, *document.relations) if i not in wanted and i not in hidden)
    folds = {id: n for id in sorted(closed) if id not in hidden and (n := _count(document, id, away)) > 0}
    return Shown(
        hidden,
        dimmed,
        folds,
        sum(id in claims for id in away),
        sum(id in claims and id not in away for id in out),
    )


def _reached(document: Document, closed: set[Id]) -> set[Id]:
    """The claims and relations to which a way leads from a root, not through closed claims."""
    view = graph(document)
    reached: set[Id] = set(derive(document).roots)
    queue = list(derive(document).roots)
    for id in queue:
        if id in closed:
            continue
        for step in view.on(id):
            for other in (step.id, *step.premises):
                if other not in reached:
                    reached.add(other)
                    queue.append(other)
    return reached


def _kept(document: Document, focus: Iterable[Id]) -> set[Id] | None:
    """What leads to and from the focus, with the fellow premises of the relations on the way; None for no focus."""
    chosen = [id for id in focus if isinstance(document.get(id), Claim | Relation)]
    if not chosen:
        return None
    kept: set[Id] = set()
    for id in chosen:
        kept.update(upwards(document, id))
        kept.update(downwards(document, id))
    for id in tuple(kept):
        relation = document.relations.get(id)
        if relation is not None:
            kept.update(relation.premises)
    return kept


def _count(document: Document, claim: Id, away: frozenset[Id]) -> int:
    """How many claims are not shown under a folded one: those hidden, and those whose chip is hidden here."""
    view = graph(document)
    met: set[Id] = set()
    seen = {claim}
    queue = [claim]
    for id in queue:
        for step in view.on(id):
            if step.id not in away or step.id in seen:
                continue
            seen.add(step.id)
            queue.append(step.id)
            for premise in step.premises:
                if premise not in met and premise != claim:
                    met.add(premise)
                    if premise in away:
                        queue.append(premise)
    return len(met)


def foldable(document: Document, ids: Iterable[Id]) -> frozenset[Id]:
    """The claims among these ids on which something bears."""
    view = graph(document)
    return frozenset(id for id in ids if id in document.claims and view.on(id))


def toggled(folded: Iterable[Id], document: Document, ids: Iterable[Id]) -> frozenset[Id]:
    """The folded claims after Space on a selection: all of it is folded, or unfolded where all of it was."""
    chosen, before = foldable(document, ids), frozenset(folded)
    return before - chosen if chosen <= before else before | chosen


def all_folded(document: Document) -> frozenset[Id]:
    """Every claim on which something bears: only the roots are shown, and unfold one by one."""
    return foldable(document, document.claims)


def revealed(folded: Iterable[Id], document: Document, ids: Iterable[Id]) -> frozenset[Id]:
    """The folded claims without those that stand above these claims and relations, which are shown after it."""
    open_now: set[Id] = set()
    for id in ids:
        open_now.update(_above(document, id))
    return frozenset(folded) - open_now


def _above(document: Document, id: Id) -> Iterable[Id]:
    """The claims above, up to a root, on the way by which it stands where it stands."""
    roots = set(derive(document).roots)
    seen: set[Id] = set()
    record = document.get(id)
    step = record if isinstance(record, Relation) else None
    if step is None:
        step = None if id in roots or not isinstance(record, Claim) else main_relation(document, id)
    while step is not None:
        claim = target_claim(document, step)
        if not claim or claim in seen:
            break
        seen.add(claim)
        step = None if claim in roots else main_relation(document, claim)
    return seen
