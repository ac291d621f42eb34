"""Two of one, one of many: split a claim's text, merge claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.records import NOTHING, Claim
from argmap.core.roles import Role, derive
from argmap.edit.bonds import collapse, joined_notes, take_excerpts
from argmap.edit.cleaning import clean
from argmap.edit.draft import Draft
from argmap.edit.keys import hang, key_of_start
from argmap.edit.rules import may_merge
from argmap.text import tr, trn


def split(document: Document, claim: Id, at: int, text: str | None = None) -> Change | None:
    """Splits a claim before its character `at` (a code point) into two, each with words of its own.

    A premise becomes two linked premises wherever it is one; a thesis two theses; a loose claim two. What bears on
    it stays with the first. The second has the same holders, tags, group and basis. Excerpts stay on both, and a
    line in either's note says that they have to be sorted. `text` is the wording to split where it is newer than
    the claim's own.
    """
    first = document.claims.get(claim)
    if first is None:
        return None
    wording = first.text if text is None else clean(text)
    head, tail = wording[: max(at, 0)].rstrip(), wording[max(at, 0) :].lstrip()
    if not head or not tail.strip():
        return None
    draft = Draft(document)
    second = draft.add(_second_half(document, draft, first, tail))
    draft.alter(claim, text=head)
    for relation in graph(document).of(claim):
        place = relation.premises.index(claim) + 1
        draft.alter(relation.id, premises=(*relation.premises[:place], second.id, *relation.premises[place:]))
    excerpts = excerpts_on(document).get(claim, ())
    for excerpt in excerpts:
        draft.add(replace(excerpt, on=second.id, imported=NOTHING, id=""))
    if excerpts:
        flag = tr("Split in two: check which excerpts belong here.")
        draft.alter(claim, note=joined_notes([first.note, flag]))
        draft.alter(second.id, note=flag)
    return draft.change(tr("Split claim"), focus=(second.id,))


def _second_half(document: Document, draft: Draft, first: Claim, text: str) -> Claim:
    second = Claim(
        text=text, by=first.by, tags=first.tags, group=first.group, basis=first.basis, implicit=first.implicit
    )
    if graph(document).of(first.id):
        return second
    (order,) = key_of_start(draft, first.id)
    return replace(second, main=derive(document).rows[first.id].role is Role.THESIS, order=order)


def merge(document: Document, ids: Iterable[Id]) -> Change | None:
    """Makes one of the claims among these ids: the first keeps its wording.

    Excerpts, notes, tags and relations are united, and relations that come to say the same collapse. It is a
    thesis if one of them was marked as one. Refused where a relation would bear on itself.
    """
    claims = [document.claims[id] for id in dict.fromkeys(ids) if id in document.claims]
    if not may_merge(document, (c.id for c in claims)):
        return None
    first, *others = claims
    gone = {c.id: None for c in others}
    draft = Draft(document)
    touched = _move_relations(draft, first.id, gone)
    take_excerpts(draft, document, gone, first.id)
    draft.alter(
        first.id,
        main=any(c.main for c in claims),
        note=joined_notes(c.note for c in claims),
        tags=tuple(sorted({tag for c in claims for tag in c.tags})),
        group=next((c.group for c in claims if c.group), ""),
    )
    for id in gone:
        draft.remove(id)
    collapse(draft, touched)
    return draft.change(trn("Merge claims", "Merge {n} claims", len(claims)), focus=(first.id,))


def _move_relations(draft: Draft, first: Id, gone: Collection[Id]) -> list[Id]:
    """Puts the first in the place of the others in all relations; gives the relations that it touched."""
    view = graph(draft.document)
    used = {r.id: r for id in gone for r in view.of(id)}
    for relation in used.values():
        premises = dict.fromkeys(first if p in gone else p for p in relation.premises)
        draft.alter(relation.id, premises=tuple(premises))
    passing = [replace(r, target=first) for id in gone for r in view.on(id)]
    hang(draft, view.on(first), passing)
    return [*used, *(r.id for r in passing)]
