"""Commands on groups: the named parts of a map."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Group
from argmap.edit.cleaning import clean_line
from argmap.edit.draft import Draft
from argmap.edit.fields import fitting
from argmap.edit.removal import drop_groups
from argmap.edit.rules import may_nest
from argmap.text import tr, trn


def group(document: Document, ids: Iterable[Id], title: str = "") -> Change | None:
    """Puts the claims and groups among these ids into a new group, which stands in the group that all were in."""
    members = _members(document, ids)
    if not members:
        return None
    around = {_around(member) for member in members}
    draft = Draft(document)
    new = draft.add(Group(title=clean_line(title), parent=around.pop() if len(around) == 1 else ""))
    for member in members:
        _put_into(draft, member, new.id)
    return draft.change(tr("Group"), focus=(new.id,))


def put_into_group(document: Document, ids: Iterable[Id], into: Id) -> Change | None:
    """Puts the claims and groups among these ids into a group, or into none with "".

    Not possible where a group would stand in itself.
    """
    members = _members(document, ids)
    if into and into not in document.groups:
        return None
    if any(isinstance(member, Group) and not may_nest(document, member.id, into) for member in members):
        return None
    draft = Draft(document)
    for member in members:
        _put_into(draft, member, into)
    return draft.change(tr("Move to group") if into else tr("Take out of group"))


def ungroup(document: Document, ids: Iterable[Id]) -> Change | None:
    """Removes the groups among these ids, and takes the claims out of theirs: all pass to the group around it."""
    chosen = [document[id] for id in dict.fromkeys(ids) if id in document]
    going = {r.id for r in chosen if isinstance(r, Group)}
    draft = Draft(document)
    for record in chosen:
        if isinstance(record, Claim) and record.group in document.groups:
            around = record.group if record.group in going else document.groups[record.group].parent
            draft.alter(record.id, group=around)
    members = sorted(c.id for c in document.claims.values() if c.group in going) if going else []
    members += [r.id for r in chosen if isinstance(r, Claim)]
    drop_groups(draft, going)
    return draft.change(trn("Ungroup", "Ungroup {n} groups", max(len(going), 1)), focus=dict.fromkeys(members))


def rename_group(document: Document, group: Id, title: str) -> Change | None:
    """Gives a group another title."""
    return _alter(document, group, tr("Rename group"), title=title)


def note_group(document: Document, group: Id, note: str) -> Change | None:
    """Gives a group another note."""
    return _alter(document, group, tr("Edit note"), note=note)


def _alter(document: Document, group: Id, label: str, **fields: str) -> Change | None:
    found = fitting(Group, fields, fields)
    if group not in document.groups or found is None:
        return None
    draft = Draft(document)
    draft.alter(group, **found)
    return draft.change(label, focus=(group,))


def _members(document: Document, ids: Iterable[Id]) -> list[Claim | Group]:
    """The claims and groups among these ids, those left out that stand in one of these groups already."""
    chosen = [r for id in dict.fromkeys(ids) if isinstance(r := document.get(id), Claim | Group)]
    groups = {r.id for r in chosen if isinstance(r, Group)}
    return [r for r in chosen if not _lies_in(document, _around(r), groups)]


def _lies_in(document: Document, group: Id, groups: set[Id]) -> bool:
    seen: set[Id] = set()
    while group in document.groups and group not in seen:
        if group in groups:
            return True
        seen.add(group)
        group = document.groups[group].parent
    return False


def _around(record: Claim | Group) -> Id:
    return record.group if isinstance(record, Claim) else record.parent


def _put_into(draft: Draft, record: Claim | Group, group: Id) -> None:
    if isinstance(record, Claim):
        draft.alter(record.id, group=group)
    else:
        draft.alter(record.id, parent=group)
