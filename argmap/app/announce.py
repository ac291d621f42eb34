"""What is selected in one sentence, for those who hear it; counts and key hints for the status line."""

from __future__ import annotations

from typing import Literal

from argmap.app.actions import Action, Focus, Text, enabled, marked
from argmap.app.catalogue import BY_ID
from argmap.app.visibility import Shown
from argmap.core.document import Document
from argmap.core.graph import graph, is_linked
from argmap.core.ids import Id
from argmap.core.records import Claim, Group, Kind, Relation
from argmap.core.roles import derive, main_relation
from argmap.layout.card import marks, word
from argmap.text import tr, trn

Keyboard = Literal["map", "article", "elsewhere"]
"""What has the keyboard: the map or its outline, the text of the article, or some other pane."""


def announce(document: Document, ids: tuple[Id, ...], hidden: int = 0) -> str:
    """What is selected: "Premise 1.2, supports 1, two relations bear on it"; "" for nothing.

    `hidden` cards lie folded under it.
    """
    chosen = [document[id] for id in ids if id in document]
    if len(chosen) > 1:
        return _several(document, ids)
    for record in chosen:
        if isinstance(record, Claim):
            return of_claim(document, record.id, hidden)
        if isinstance(record, Relation):
            return of_relation(document, record.id)
        if isinstance(record, Group):
            return of_group(document, record)
    return ""


NAMED = 6
"""So many claims of a group are named by their numbers."""


def of_group(document: Document, group: Group) -> str:
    """A group in one sentence: "Group North, with 1.2 and 1.3"; its frame is drawn only where it holds nothing else."""
    said = tr("Group {title}", title=group.title) if group.title else tr("Group without a title")
    members = [number(document, id) for id in derive(document).order if document.claims[id].group == group.id]
    if not members:
        return said
    if len(members) > NAMED:
        return tr("{group}, with {claims}", group=said, claims=trn("{n} claim", "{n} claims", len(members)))
    return tr("{group}, with {claims}", group=said, claims=listed(members))


def of_claim(document: Document, id: Id, hidden: int = 0) -> str:
    """A claim in one sentence: role, number, what it bears on, how many relations bear on it, its marks."""
    row = derive(document).rows[id]
    claim = document.claims[id]
    parts = [f"{word(row.role)} {row.number}"]
    if claim.by:
        parts.append(tr("held by {names}", names=", ".join(claim.by)))
    parts += _bears_on(document, id)
    bearing = len(graph(document).on(id))
    if bearing:
        parts.append(trn("{count} relation bears on it", "{count} relations bear on it", bearing, count=count(bearing)))
    else:
        parts.append(tr("nothing bears on it"))
    if noted := marks(claim):
        parts.append(noted.replace(" · ", ", "))
    if hidden:
        parts.append(trn("folded, {count} card hidden", "folded, {count} cards hidden", hidden, count=count(hidden)))
    return ", ".join(parts)


def _bears_on(document: Document, id: Id) -> list[str]:
    """What a claim does, the relation by which it stands where it stands first: "supports 1 with 1.3"."""
    first = main_relation(document, id)
    if first is None:
        return []
    others = [r for r in graph(document).of(id) if r.id != first.id]
    said = []
    for relation in (first, *others):
        text = does(document, relation)
        fellows = [number(document, p) for p in relation.premises if p != id]
        if fellows:
            text = tr("{does} together with {fellows}", does=text, fellows=listed(fellows))
        said.append(text if relation is first else tr("also {does}", does=text))
    return said


def of_relation(document: Document, id: Id) -> str:
    """A relation in one sentence: "Support of 1 by 1.2 and 1.3, linked, one relation bears on it"."""
    relation = document.relations[id]
    premises = listed([number(document, p) for p in relation.premises])
    on = step_or_number(document, relation.target)
    stands_on_step = relation.target in document.relations
    if relation.kind is Kind.SUPPORT:
        text = tr("Backing of {target} by {premises}") if stands_on_step else tr("Support of {target} by {premises}")
    else:
        text = tr("Undercut of {target} by {premises}") if stands_on_step else tr("Attack on {target} by {premises}")
    parts = [text.format(target=on, premises=premises)]
    if is_linked(relation):
        parts.append(tr("linked"))
    bearing = len(graph(document).on(id))
    if bearing:
        parts.append(trn("{count} relation bears on it", "{count} relations bear on it", bearing, count=count(bearing)))
    return ", ".join(parts)


def does(document: Document, relation: Relation) -> str:
    """What a relation does: "supports 1", "undercuts the step from 1.2 to 1"."""
    on = step_or_number(document, relation.target)
    on_step = relation.target in document.relations
    if relation.kind is Kind.SUPPORT:
        return tr("backs {target}", target=on) if on_step else tr("supports {target}", target=on)
    return tr("undercuts {target}", target=on) if on_step else tr("attacks {target}", target=on)


def step_or_number(document: Document, id: Id) -> str:
    """A claim's number, or a relation as the step that it is: "the step from 1.2 to 1"."""
    relation = document.relations.get(id)
    if relation is None:
        return number(document, id)
    premises = listed([number(document, p) for p in relation.premises])
    if relation.target not in document.relations:
        return tr("the step from {premises} to {target}", premises=premises, target=number(document, relation.target))
    if relation.kind is Kind.ATTACK:
        return tr("the undercut by {premises}", premises=premises)
    return tr("the backing by {premises}", premises=premises)


def steps(document: Document, id: Id) -> str:
    """A claim's number, or a relation by the numbers it leads from and to: "1.2 + 1.3 → 1", "1.2.1 → 1.2 → 1"."""
    parts: list[str] = []
    while (relation := document.relations.get(id)) is not None and id not in parts:
        parts.append(" + ".join(number(document, p) for p in relation.premises))
        id = relation.target
    return " → ".join((*parts, number(document, id)))


def number(document: Document, id: Id) -> str:
    """A claim's number; "?" for what is no claim."""
    row = derive(document).rows.get(id)
    return row.number if row is not None else "?"


def listed(parts: list[str]) -> str:
    """The parts as a list in a sentence: "1.2, 1.3 and 1.4"."""
    if len(parts) < 2:
        return "".join(parts)
    return tr("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def count(n: int) -> str:
    """A count as it is spoken: in words up to twelve."""
    words = (
        *(tr("no"), tr("one"), tr("two"), tr("three"), tr("four"), tr("five"), tr("six"), tr("seven"), tr("eight")),
        *(tr("nine"), tr("ten"), tr("eleven"), tr("twelve")),
    )
    return words[n] if 0 <= n < len(words) else str(n)


def _several(document: Document, ids: tuple[Id, ...]) -> str:
    claims = sum(id in document.claims for id in ids)
    relations = sum(id in document.relations for id in ids)
    parts = []
    if claims:
        parts.append(trn("{n} claim", "{n} claims", claims))
    if relations:
        parts.append(trn("{n} relation", "{n} relations", relations))
    groups = sum(id in document.groups for id in ids)
    if groups:
        parts.append(trn("{n} group", "{n} groups", groups))
    return tr("{what} selected", what=listed(parts)) if parts else ""


def counts(document: Document, shown: Shown | None = None, selected: int = 0) -> str:
    """The counts in the status line: "40 claims · 38 relations · 2 sources · 12 claims folded away"."""
    parts = [
        trn("{n} claim", "{n} claims", len(document.claims)),
        trn("{n} relation", "{n} relations", len(document.relations)),
    ]
    if document.sources:
        parts.append(trn("{n} source", "{n} sources", len(document.sources)))
    if shown is not None and shown.hidden:
        parts.append(shown.sentence())
    if selected > 1:
        parts.append(trn("{n} selected", "{n} selected", selected))
    return " · ".join(part for part in parts if part)


_ON_NOTHING: tuple[tuple[str, Text], ...] = (
    ("add-thesis", marked("new thesis")),
    ("find", marked("find")),
    ("palette", marked("all commands")),
)
_ON_CLAIM: tuple[tuple[str, Text], ...] = (
    ("add-premise", marked("premise")),
    ("add-counterpoint", marked("counterpoint")),
    ("add-another", marked("another")),
    ("add-linked", marked("linked")),
    ("edit-text", marked("edit")),
    ("marks", marked("marks")),
)
_ON_RELATION: tuple[tuple[str, Text], ...] = (
    ("add-premise", marked("backing")),
    ("add-counterpoint", marked("undercut")),
    ("add-linked", marked("linked premise")),
    ("flip", marked("turn")),
    ("delete", marked("remove")),
)
_IN_ARTICLE: tuple[tuple[str, Text], ...] = (
    ("article-after", marked("next sentence")),
    ("article-extend-after", marked("and the next")),
    ("article-unmapped", marked("unmapped")),
    ("article-target", marked("newest as target")),
    ("article-leave-out", marked("leave out")),
    ("next-pane", marked("next pane")),
)
_ELSEWHERE: tuple[tuple[str, Text], ...] = (("next-pane", marked("next pane")), ("palette", marked("all commands")))
_ON_GROUP: tuple[tuple[str, Text], ...] = (
    ("edit-text", marked("title")),
    ("edit-note", marked("note")),
    ("ungroup", marked("ungroup")),
)
_ON_SEVERAL: tuple[tuple[str, Text], ...] = (
    ("join", marked("join")),
    ("separate", marked("separate")),
    ("merge", marked("merge")),
    ("group", marked("group")),
    ("delete", marked("remove")),
)


def hints(focus: Focus, keyboard: Keyboard = "map") -> list[tuple[Action, str]]:
    """The actions that the status line reminds of, as far as they can be had, each with a short word for it.

    `keyboard` is what has the keyboard: the keys of the map act there alone.
    """
    chosen = [id for id in focus.ids if isinstance(focus.document.get(id), Claim | Relation | Group)]
    if keyboard != "map":
        rows = _IN_ARTICLE if keyboard == "article" else _ELSEWHERE
    elif not chosen:
        rows = _ON_NOTHING
    elif len(chosen) > 1:
        rows = _ON_SEVERAL
    else:
        one = focus.document[focus.one]
        rows = _ON_RELATION if isinstance(one, Relation) else _ON_GROUP if isinstance(one, Group) else _ON_CLAIM
    return [(BY_ID[id], short()) for id, short in rows if enabled(BY_ID[id], focus)]


def step_named(focus: Focus) -> str:
    """Which relation Ctrl+R and Ctrl+U mean for a claim that bears on several targets; "" where it is plain."""
    document = focus.document
    if focus.one not in document.claims or len(graph(document).of(focus.one)) < 2:
        return ""
    relation = document.relations.get(focus.visited) or main_relation(document, focus.one)
    return "" if relation is None else tr("the step that {does}", does=does(document, relation))
