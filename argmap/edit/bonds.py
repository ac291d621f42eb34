"""What several commands do alike: a relation moves, one takes over what bears on another, equal ones collapse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmap.core.document import Document
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.records import Excerpt, Kind, Relation
from argmap.edit.draft import Draft
from argmap.edit.keys import fit, hang, slot
from argmap.edit.rules import form, may_bear, moves_whole, step_of, twin


def bring(
    document: Document,
    id: Id,
    target: Id,
    kind: Kind | None = None,
    *,
    via: Id = "",
    beside: Id = "",
    before: bool = False,
) -> Draft | None:
    """Lets a claim or relation bear on a target instead of where it stands; None where that is not possible.

    A relation moves as it is, with what bears on it; so does that of a claim without fellow premises. A claim
    with fellows leaves them and gets a relation of its own. A claim that bore on nothing gets one too and is no
    longer marked as a thesis. It stands in its slot, or next to the relation `beside`. The draft holds no puts
    where it stands so already.
    """
    step = step_of(document, id, via)
    if step is None and (via or id not in document.claims):
        return None
    whole = step is not None and moves_whole(step, id)
    moved = step.id if step is not None and whole else ""
    premises = step.premises if step is not None and whole else (id,)
    kind = kind or (step.kind if step is not None else Kind.SUPPORT)
    if not may_bear(document, premises, target, moved):
        return None
    if twin(document, kind, premises, target, but=moved) is not None:
        return None
    draft = Draft(document)
    on = graph(document).on(target)
    siblings = [r for r in on if r.id != moved]
    was = next((i for i, r in enumerate(on) if r.id == moved), None)
    index = slot(siblings, kind) if was is None else was
    if beside:
        index = next((i for i, r in enumerate(siblings) if r.id == beside), index - (not before)) + (not before)
    if was is not None and index == was:
        draft.alter(moved, kind=kind)
        return draft
    key = fit(draft, siblings, index)
    if moved:
        draft.alter(moved, kind=kind, target=target, order=key)
        return draft
    draft.add(Relation(kind, premises, target, order=key))
    if step is not None:
        draft.alter(step.id, premises=tuple(p for p in step.premises if p != id))
    elif document.claims[id].main:
        draft.alter(id, main=False)
    return draft


def unite(draft: Draft, gone: Id, into: Id) -> None:
    """Lets one relation take over what bears on another, its excerpts and its note; the other goes.

    What comes to say the same as something there already is united with it in turn. The first must not bear on
    the second through relations.
    """
    waiting = [(gone, into)]
    while waiting:
        gone, into = waiting.pop()
        old, new = draft.get(gone), draft.get(into)
        if not isinstance(old, Relation) or not isinstance(new, Relation):
            continue
        document = draft.result()
        on = [r for r in graph(document).on(into) if r.id != gone]
        known = {form(r): r.id for r in on}
        passing: list[Relation] = []
        for relation in graph(document).on(gone):
            equal = known.setdefault(form(relation), relation.id)
            if equal != relation.id:
                waiting.append((relation.id, equal))
            else:
                passing.append(replace(relation, target=into))
        hang(draft, on, passing)
        take_excerpts(draft, document, [gone], into)
        if note := joined_notes([new.note, old.note]):
            draft.alter(into, note=note)
        draft.remove(gone)


def collapse(draft: Draft, relations: Iterable[Id]) -> None:
    """Unites each of these relations with one that says the same on the same target; the first in order stays."""
    view = graph(draft.result())
    forms: dict[Id, set[tuple[Kind, frozenset[Id]]]] = {}
    for id in relations:
        relation = draft.get(id)
        if isinstance(relation, Relation):
            forms.setdefault(relation.target, set()).add(form(relation))
    for target, wanted in forms.items():
        first: dict[tuple[Kind, frozenset[Id]], Id] = {}
        for relation in view.on(target):
            if (said := form(relation)) in wanted and (into := first.setdefault(said, relation.id)) != relation.id:
                unite(draft, relation.id, into)


def take_excerpts(draft: Draft, document: Document, gone: Iterable[Id], into: Id) -> None:
    """Lets one claim or relation rest on the excerpts of others; the same words of the same place stay once."""
    on = excerpts_on(document)
    known = {_words(excerpt): excerpt for excerpt in on.get(into, ())}
    for id in gone:
        for excerpt in on.get(id, ()):
            same = known.setdefault(_words(excerpt), excerpt)
            if same is excerpt:
                draft.alter(excerpt.id, on=into)
            else:
                draft.remove(excerpt.id)
                if same.credibility is None and excerpt.credibility is not None:
                    draft.alter(same.id, credibility=excerpt.credibility)
                    known[_words(excerpt)] = replace(same, credibility=excerpt.credibility)


def joined_notes(notes: Iterable[str]) -> str:
    """Notes one under the other, each once."""
    return "\n".join(dict.fromkeys(note for note in notes if note))


def _words(excerpt: Excerpt) -> tuple[Id, int, str]:
    return excerpt.source, excerpt.start, excerpt.exact
