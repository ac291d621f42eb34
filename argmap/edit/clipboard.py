"""Commands on what is copied: a fragment of a map, pasted as it is under new ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import MAP, Id
from argmap.core.order import between
from argmap.core.records import Claim, Excerpt, Group, Kind, Record, Relation, Source
from argmap.core.roles import derive
from argmap.edit.draft import Draft
from argmap.edit.keys import hang, key_of_start
from argmap.edit.rules import is_target, step_of
from argmap.text import tr, trn

Fragment = Document
"""A part of a map that is whole in itself; its own `map` record says nothing."""


def copy(document: Document, ids: Iterable[Id]) -> Fragment:
    """The claims among these ids, and those of the groups among them, with what hangs together among them.

    That is: relations whose premises and target are all inside, the excerpts of both with their sources, and the
    groups with those around them. Sources among the ids come with it too. Empty where there is nothing to copy.
    """
    chosen = [document[id] for id in dict.fromkeys(ids) if id in document]
    inside: dict[Id, Record] = {r.id: r for r in chosen if isinstance(r, Claim | Source | Group)}
    _with_groups(document, inside)
    _with_relations(document, inside)
    on = excerpts_on(document)
    for id in list(inside):
        for excerpt in on.get(id, ()):
            inside[excerpt.id] = excerpt
            if excerpt.source in document.sources:
                inside[excerpt.source] = document.sources[excerpt.source]
    return Document(inside.values())


def with_branches(document: Document, ids: Iterable[Id]) -> tuple[Id, ...]:
    """These ids, the claims of the groups among them, and every claim that bears on one of these, near or far.

    Claims that stand elsewhere too are among them. What bears on a step that leads away from these is not: without
    that step it says nothing.
    """
    ids = tuple(ids)
    found = dict.fromkeys((*ids, *held(document, ids)))
    view, queue = graph(document), list(found)
    for id in queue:
        for relation in view.on(id):
            new = [premise for premise in relation.premises if premise not in found]
            found.update(dict.fromkeys(new))
            queue += [*new, relation.id]
    return tuple(found)


def held(document: Document, ids: Iterable[Id]) -> tuple[Id, ...]:
    """The claims and groups that lie in the groups among these ids, or in groups within them."""
    groups = document.groups
    queue = list(dict.fromkeys(id for id in ids if id in groups))
    if not queue:
        return ()
    outer = set(queue)
    for around in queue:
        queue += [g.id for g in groups.values() if g.parent == around and g.id not in queue]
    claims = (c.id for c in document.claims.values() if c.group in queue)
    return (*(id for id in queue if id not in outer), *claims)


def _with_groups(document: Document, inside: dict[Id, Record]) -> None:
    groups = document.groups
    inside.update((id, document[id]) for id in held(document, inside))
    for record in list(inside.values()):
        at = record.group if isinstance(record, Claim) else record.parent if isinstance(record, Group) else ""
        while at in groups and at not in inside:
            inside[at] = groups[at]
            at = groups[at].parent


def _with_relations(document: Document, inside: dict[Id, Record]) -> None:
    view = graph(document)
    queue = [id for id, record in inside.items() if isinstance(record, Claim)]
    for target in queue:
        for relation in view.on(target):
            if all(premise in inside for premise in relation.premises):
                inside[relation.id] = relation
                queue.append(relation.id)


def attacking(document: Document, ids: Iterable[Id]) -> tuple[Id, ...]:
    """Those of these claims that attack what they bear on."""
    return tuple(id for id in ids if (step := step_of(document, id)) is not None and step.kind is Kind.ATTACK)


def paste(
    document: Document,
    fragment: Fragment,
    target: Id = "",
    kind: Kind = Kind.SUPPORT,
    attacking: Collection[Id] = (),
) -> Change | None:
    """Adds a fragment under new ids, with a target as what bears on it.

    The claims at its top then support or attack the target, those named as `attacking` in any case the latter, and
    are no longer marked as theses. A source equal in title and text, and a group that stands here as it is, are used
    again. Nothing has a place yet.
    """
    if target and not is_target(document, target):
        return None
    draft = Draft(document)
    new = _added(draft, fragment)
    tops = _tops(fragment)
    _keep_order(draft, fragment, new)
    if target:
        for id in tops:
            draft.alter(new[id], main=False)
        kinds = [Kind.ATTACK if id in attacking else kind for id in tops]
        steps = [Relation(kind, (new[id],), target) for id, kind in zip(tops, kinds, strict=True)]
        hang(draft, graph(document).on(target), steps)
    label = trn("Paste {n} claim", "Paste {n} claims", len(fragment.claims)) if tops else tr("Paste")
    return draft.change(label, focus=[new[id] for id in tops] or None)


def _added(draft: Draft, fragment: Fragment) -> dict[Id, Id]:
    """Adds the records of a fragment; gives for each of its ids the new one, or that of what is used again."""
    document = draft.document
    sources = {(s.title, s.text): s.id for s in sorted(document.sources.values(), key=lambda s: s.id, reverse=True)}
    new: dict[Id, Id] = {}
    added: list[Id] = []
    for id, record in sorted(fragment.items()):
        if id == MAP:
            continue
        if isinstance(record, Source) and (record.title, record.text) in sources:
            new[id] = sources[record.title, record.text]
        elif isinstance(record, Group) and _stands(document, fragment, id):
            new[id] = id
        else:
            new[id] = draft.add(replace(record, id="")).id
            added.append(new[id])
    for id in added:
        match draft.get(id):
            case Claim(group=group):
                draft.alter(id, group=new.get(group, ""), at=None)
            case Relation(premises=premises, target=target):
                draft.alter(id, premises=tuple(new[p] for p in premises), target=new[target])
            case Excerpt(on=on, source=source):
                draft.alter(id, on=new[on], source=new[source])
            case Group(parent=parent):
                draft.alter(id, parent=new.get(parent, ""))
    return new


def _keep_order(draft: Draft, fragment: Fragment, new: Mapping[Id, Id]) -> None:
    """Puts theses and loose claims after all that is there, and tells equal keys apart: new ids would mix them up."""
    uses, claims = graph(fragment).uses, fragment.claims
    roots = [id for id in derive(fragment).roots if claims[id].main or id not in uses]
    for id, key in zip(roots, key_of_start(draft, count=len(roots)), strict=True):
        draft.alter(new[id], order=key)
    for relations in graph(fragment).bearing.values():
        if len({r.order for r in relations}) < len(relations):
            key = ""
            for relation in relations:
                key = between(key)
                draft.alter(new[relation.id], order=key)


def _stands(document: Document, fragment: Fragment, group: Id) -> bool:
    """Whether a group of the fragment, with those around it, is one of the map."""
    seen: set[Id] = set()
    while group and group not in seen:
        if group not in fragment or document.get(group) != fragment[group]:
            return False
        seen.add(group)
        group = fragment.groups[group].parent
    return True


def _tops(fragment: Fragment) -> tuple[Id, ...]:
    """The claims that bear on nothing within, and one of each cycle that nothing leads into, in reading order."""
    roots, uses, claims = derive(fragment).roots, graph(fragment).uses, fragment.claims
    return tuple(id for id in roots if id not in uses or not claims[id].main) or roots[:1]
