"""Removing records, and with them what cannot stand without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import Graph, excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Group, Relation, Source
from argmap.core.roles import derive
from argmap.edit.draft import Draft
from argmap.edit.rules import step_of
from argmap.text import trn


@dataclass
class Branch:
    """Claims and relations, each a table without values so that they keep an order."""

    claims: dict[Id, None] = field(default_factory=dict)
    relations: dict[Id, None] = field(default_factory=dict)


def delete(document: Document, ids: Iterable[Id]) -> Change | None:
    """Removes records of any kind, the map's own excepted.

    The branch of a claim goes with it, except claims that also stand elsewhere or are marked as theses, and what
    bears on those. Of a relation the premises stay. A relation left without premises or target goes, and what
    bore on it. Excerpts go with what rests on them and with their source. The claims and groups of a group pass
    to the group around it.
    """
    picked = [id for id in dict.fromkeys(ids) if id in document]
    gone = falling(document, picked)
    draft = Draft(document)
    _drop_claims(draft, gone)
    _drop_excerpts(draft, picked, gone)
    drop_groups(draft, [id for id in picked if id in document.groups])
    return draft.change(_label(document, picked, len(gone.claims)), focus=_focus(draft, picked))


def falling(document: Document, ids: Iterable[Id]) -> Branch:
    """The claims and relations that go when these are deleted."""
    view = graph(document)
    picked = Branch()
    for id in ids:
        if id in document.claims:
            picked.claims[id] = None
        elif id in document.relations:
            picked.relations[id] = None
    # Only a claim that is picked can leave a relation without premises: others go only if all their steps do.
    cut = Branch(picked.claims, dict(picked.relations))
    for id in picked.claims:
        for relation in view.of(id):
            if picked.claims.keys() >= set(relation.premises):
                cut.relations[relation.id] = None
    below = _below(view, cut)
    kept = _kept(document, view, picked, cut, below)
    return Branch(
        {id: None for id in below.claims if id not in kept.claims},
        {id: None for id in below.relations if id not in kept.relations},
    )


def _below(view: Graph, start: Branch) -> Branch:
    """What bears on these claims and relations, with themselves; the premises of the relations given left out."""
    found = Branch(dict(start.claims), dict(start.relations))
    queue = [*start.claims, *start.relations]
    for id in queue:
        for relation in view.on(id):
            for premise in relation.premises:
                if premise not in found.claims and relation.id not in start.relations:
                    found.claims[premise] = None
                    queue.append(premise)
            if relation.id not in found.relations:
                found.relations[relation.id] = None
                queue.append(relation.id)
    return found


def _kept(document: Document, view: Graph, picked: Branch, cut: Branch, below: Branch) -> Branch:
    """What of a branch stays: claims that stand elsewhere, theses, premises of picked relations; and their branches."""
    kept = Branch()
    queue: list[Id] = []
    spared = {p for id in picked.relations for p in document.relations[id].premises}
    for id in below.claims:
        if id in picked.claims:
            continue
        elsewhere = any(r.id not in below.relations for r in view.of(id))
        if elsewhere or document.claims[id].main or id in spared:
            kept.claims[id] = None
            queue.append(id)
    for id in queue:
        for relation in view.on(id):
            if relation.id in cut.relations or relation.id in kept.relations:
                continue
            kept.relations[relation.id] = None
            queue.append(relation.id)
            for premise in relation.premises:
                if premise in below.claims and premise not in picked.claims and premise not in kept.claims:
                    kept.claims[premise] = None
                    queue.append(premise)
    return kept


def _drop_claims(draft: Draft, gone: Branch) -> None:
    document = draft.document
    view = graph(document)
    for id in (*gone.claims, *gone.relations):
        draft.remove(id)
    for id in gone.claims:
        for relation in view.of(id):
            now = draft.get(relation.id)
            if isinstance(now, Relation):
                draft.alter(relation.id, premises=tuple(p for p in now.premises if p not in gone.claims))


def _drop_excerpts(draft: Draft, picked: Iterable[Id], gone: Branch) -> None:
    document = draft.document
    on = excerpts_on(document)
    for id in (*gone.claims, *gone.relations):
        for excerpt in on.get(id, ()):
            draft.remove(excerpt.id)
    sources = set()
    for id in picked:
        if isinstance(document[id], Source | Excerpt):
            draft.remove(id)
        if isinstance(document[id], Source):
            sources.add(id)
    if sources:
        for excerpt in document.excerpts.values():
            if excerpt.source in sources:
                draft.remove(excerpt.id)


def drop_groups(draft: Draft, groups: Iterable[Id]) -> None:
    """Removes groups; the claims and groups that stood in them pass to the group around."""
    document, going = draft.document, set(groups)
    if not going:
        return
    for id in going:
        draft.remove(id)
    for id in document:
        record = draft.get(id)
        if isinstance(record, Claim) and record.group in going:
            draft.alter(id, group=surviving(document, record.group, going))
        elif isinstance(record, Group) and record.parent in going:
            draft.alter(id, parent=surviving(document, record.parent, going))


def surviving(document: Document, group: Id, going: set[Id]) -> Id:
    """The nearest group around one that goes which stays itself, "" where there is none."""
    seen: set[Id] = set()
    while group in going and group not in seen:
        seen.add(group)
        group = document.groups[group].parent
    return "" if group in going else group


def _label(document: Document, picked: list[Id], claims: int) -> str:
    if claims:
        return trn("Remove {n} claim", "Remove {n} claims", claims)
    count = len(picked)
    for kind, label in (
        (Relation, trn("Remove relation", "Remove {n} relations", count)),
        (Group, trn("Remove group", "Remove {n} groups", count)),
        (Source, trn("Remove source", "Remove {n} sources", count)),
        (Excerpt, trn("Remove excerpt", "Remove {n} excerpts", count)),
    ):
        if picked and all(isinstance(document[id], kind) for id in picked):
            return label
    return trn("Remove {n} record", "Remove {n} records", count)


def _focus(draft: Draft, picked: list[Id]) -> tuple[Id, ...] | None:
    """The next sibling of what goes, else the previous one, else its target."""
    document = draft.document
    shown = [id for id in picked if isinstance(document[id], Claim | Relation)]
    for id in shown:
        for near in _nearest(document, id):
            if draft.get(near) is not None:
                return (near,)
    if shown:
        return ()
    rests = [r.on for id in picked if isinstance(r := document[id], Excerpt)]
    return tuple(dict.fromkeys(rests)) or None


def _nearest(document: Document, id: Id) -> Iterator[Id]:
    """What stands next to a claim or relation, nearest first: after it, before it, its target."""
    step = step_of(document, id)
    if step is None:
        roots = derive(document).roots
        index = roots.index(id) if id in roots else 0
        yield from roots[index + 1 :]
        yield from reversed(roots[:index])
        return
    siblings = graph(document).on(step.target)
    index = siblings.index(step)
    after, before = siblings[index + 1 :], siblings[:index][::-1]
    if id == step.id:
        yield from (r.id for r in (*after, *before))
    else:
        place = step.premises.index(id)
        yield from step.premises[place + 1 :]
        yield from (r.premises[0] for r in after)
        yield from reversed(step.premises[:place])
        yield from (r.premises[-1] for r in before)
    yield step.target
