"""Small maps written as lines, and maps read back as lines, so that a case fits on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.integrity import check
from argmap.core.order import between
from argmap.core.records import Claim, Kind, Record, Relation

_LINE = re.compile(r"(?:(\w+): )?([\w ]+) ([>!]) (\w+)")


def a_map(*lines: str, main: str = "", more: Iterable[Record] = ()) -> Document:
    """A map of steps such as `r1: p q > t` (p and q together support t) and `u ! r1` (u attacks the step r1).

    A word alone is a claim. A relation without a name is called after its premises and target; claims have their
    ids as text; keys rise in the order of the lines. `main` names the claims marked as theses.
    """
    claims: dict[Id, Claim] = {}
    relations: dict[Id, Relation] = {}
    last: dict[Id, str] = {}
    found = [_LINE.fullmatch(line) for line in lines]
    for line, match in zip(lines, found, strict=True):
        words = [line] if match is None else [*match[2].split(), match[4]]
        claims.update((word, Claim(text=word, main=word in main.split(), id=word)) for word in words)
    for match in found:
        if match is not None:
            name, premises, sign, target = match.groups()
            name = name or f"{premises.replace(' ', '_')}_{target}"
            key = last[target] = between(last.get(target, ""))
            kind = Kind.SUPPORT if sign == ">" else Kind.ATTACK
            relations[name] = Relation(kind, tuple(premises.split()), target, order=key, id=name)
    extra = {record.id: record for record in more}
    records = {**{id: c for id, c in claims.items() if id not in relations}, **relations, **extra}
    return Document(records.values())


def lines(document: Document) -> list[str]:
    """The steps of a map by their words: `p q > t`, `u ! (p q > t)`; on each target in order, targets sorted."""
    names: dict[Id, str] = {}

    def name(id: Id) -> str:
        if id not in names:
            record = document[id]
            if isinstance(record, Claim):
                names[id] = record.text or id
            else:
                assert isinstance(record, Relation)
                names[id] = f"({said(record)})"
        return names[id]

    def said(relation: Relation) -> str:
        premises = " ".join(name(p) for p in relation.premises)
        return f"{premises} {'>' if relation.kind is Kind.SUPPORT else '!'} {name(relation.target)}"

    targets = sorted({r.target for r in document.relations.values()}, key=name)
    return [said(relation) for target in targets for relation in graph(document).on(target)]


def words(document: Document) -> list[str]:
    """What the claims of a map say, sorted."""
    return sorted(claim.text for claim in document.claims.values())


def done(document: Document, change: Change | None) -> Document:
    """The map after a change that must be one, and must leave it whole."""
    assert change is not None, "the command found nothing to do"
    after = document.apply(change)
    assert not [str(problem) for problem in check(after) if problem.severity == "error"]
    assert after.apply(change.inverse()) == document
    return after


def new_claim(document: Document, change: Change | None) -> Claim:
    """The one claim that a change adds."""
    after = done(document, change)
    (id,) = after.claims.keys() - document.claims.keys()
    return after.claims[id]
