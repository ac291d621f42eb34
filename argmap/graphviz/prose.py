"""A map in words: the line that says a claim or a relation, and the whole as numbered prose for screen readers."""

from __future__ import annotations

from functools import cache

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Relation
from argmap.core.roles import derive
from argmap.graphviz.style import Manner, manner
from argmap.layout.card import marks, word
from argmap.text import tr, trn


def claim_line(document: Document, claim: Id) -> str:
    """A claim in a line: number, role, who holds it, its whole text."""
    record, row = document.claims[claim], derive(document).rows[claim]
    holder = f" ({', '.join(record.by)})" if record.by else ""
    return f"{short(row.number)} {word(row.role)}{holder}: {record.text}"


def relation_line(document: Document, relation: Id) -> str:
    """A relation in a line: `1.1 and 1.2 support 1`, `1.1.1 undercuts the step from 1.1 to 1`."""
    record = document.relations[relation]
    premises = [_number(document, premise) for premise in dict.fromkeys(record.premises)]
    subject = tr(" and ").join([", ".join(premises[:-1]), premises[-1]] if len(premises) > 1 else premises)
    how = manner(document, record)
    return f"{subject} {_verb(how, len(premises))} {_target(document, record.target)}"


@cache
def _verb(manner: Manner, count: int) -> str:
    """What so many premises do through a relation: `supports`, `undercut`."""
    return {
        Manner.SUPPORT: trn("supports", "support", count),
        Manner.ATTACK: trn("attacks", "attack", count),
        Manner.UNDERCUT: trn("undercuts", "undercut", count),
    }[manner]


def prose(document: Document) -> str:
    """The map as numbered prose, a line for each claim in reading order: what it is, what it bears on, what it says."""
    rows, view = derive(document).rows, graph(document)
    lines = []
    for id in derive(document).order:
        record, row = document.claims[id], rows[id]
        said = [f"{short(row.number)} {word(row.role)}"]
        if record.by:
            said.append(tr("held by {names}", names=", ".join(record.by)))
        for relation in sorted(view.of(id), key=lambda r: (r.id != row.via, r.id)):
            said.append(_bearing(document, relation, id))
        if note := marks(record):
            said.append(note.replace(" · ", ", "))
        lines.append(f"{', '.join(said)}: {' '.join(record.text.split())}")
    return "\n".join(lines)


def _bearing(document: Document, relation: Relation, claim: Id) -> str:
    """What a claim does through a relation, and with which others: `with 1.2 supports 1`."""
    others = [_number(document, other) for other in dict.fromkeys(relation.premises) if other != claim]
    verb = _verb(manner(document, relation), 1)
    together = tr("with {others}", others=", ".join(others)) + " " if others else ""
    return f"{together}{verb} {_target(document, relation.target)}"


def _target(document: Document, target: Id) -> str:
    """A relation's target in words: a number, or the step from number to number."""
    record = document.get(target)
    if not isinstance(record, Relation):
        return _number(document, target)
    start = ", ".join(_number(document, premise) for premise in dict.fromkeys(record.premises))
    end = document.get(record.target)
    if isinstance(end, Relation):
        return tr("the step from {start}", start=start)
    return tr("the step from {start} to {end}", start=start, end=_number(document, record.target))


def _number(document: Document, claim: Id) -> str:
    row = derive(document).rows.get(claim)
    return short(row.number) if row else "?"


LONGEST = 60


def short(number: str) -> str:
    """An outline number, or the end of one so deep that nobody could read it: all together they would be a book."""
    return number if len(number) <= LONGEST else "…" + number[number.index(".", -LONGEST) :]
