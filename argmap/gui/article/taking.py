"""What can be done with a passage of an article: as a change, or in words why not. No Qt."""

from __future__ import annotations

from typing import Literal, NamedTuple

from argmap.app.announce import step_or_number
from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Relation
from argmap.core.roles import Role, derive
from argmap.edit.passages import Use, claim_from_passage
from argmap.edit.sources import cite
from argmap.text import tr

Way = Literal["thesis", "premise", "linked", "counterpoint", "undercut", "claim", "attach"]
"""What a passage is taken for; `attach`: as an excerpt of the target."""

ROLES: dict[Way, Role] = {
    "thesis": Role.THESIS,
    "premise": Role.PREMISE,
    "linked": Role.PREMISE,
    "counterpoint": Role.COUNTERPOINT,
    "undercut": Role.UNDERCUTTER,
    "claim": Role.LOOSE,
}


class Passage(NamedTuple):
    """Words of an article, `text[start:end]` of a source."""

    source: Id
    start: int
    end: int


class Taken(NamedTuple):
    """What taking a passage does: a change, or None with the reason in words."""

    change: Change | None
    why_not: str = ""


def take(document: Document, passage: Passage, way: Way, target: Id) -> Taken:
    """Takes a passage for something; all but a thesis and a loose claim need a target, a claim or relation."""
    source, start, end = passage
    if start >= end:
        return Taken(None, tr("Select a passage first: ↓ takes the next sentence"))
    if way not in ("thesis", "claim") and target not in document:
        return Taken(None, tr("There is nothing to add to yet: take a passage as thesis first, or select a card"))
    if way == "attach":
        change = cite(document, target, source, start, end)
    else:
        use: Use = way
        change = claim_from_passage(document, source, start, end, use, target)
    return Taken(change, "" if change is not None else _why_not(document, way, target))


def _why_not(document: Document, way: Way, target: Id) -> str:
    here = step_or_number(document, target)
    if way == "attach":
        return tr("This passage is attached to {target} already", target=here)
    if way in ("linked", "undercut"):
        return tr("Not possible: {target} bears on nothing", target=here)
    return tr("Not possible here")


def first_target(document: Document) -> Id:
    """What a map that is just opened is added to: its first thesis, or else its first claim; "" for an empty one."""
    derived = derive(document)
    theses = (id for id in derived.order if derived.rows[id].role is Role.THESIS)
    return next(theses, next(iter(derived.order), ""))


def is_target(document: Document, id: Id) -> bool:
    """Whether passages can be added to it."""
    return isinstance(document.get(id), Claim | Relation)


def called(document: Document, target: Id) -> str:
    """A target as the pane's head names it: "1.2 Russia's leverage has shrunk"; "the step from 1.2 to 1"."""
    claim = document.claims.get(target)
    if claim is None:
        return step_or_number(document, target) if target in document.relations else ""
    words = " ".join(claim.text.split()) or tr("(no words yet)")
    return f"{derive(document).rows[target].number}  {words}"
