"""From the article to the map: a passage becomes a claim with its excerpt and its place in the argument."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.edit.claims import add_loose, add_thesis
from argmap.edit.cleaning import clean
from argmap.edit.draft import Draft
from argmap.edit.relations import attack, link_premise, support, undercut
from argmap.edit.sources import excerpt_of

Use = Literal["thesis", "claim", "premise", "linked", "counterpoint", "undercut"]
"""What a passage is taken for; `claim` is one that nothing connects."""


def claim_from_passage(
    document: Document, source: Id, start: int, end: int, use: Use, target: Id = "", text: str | None = None
) -> Change | None:
    """Adds a claim that rests on a passage, in one change: a thesis or loose claim, or one that bears on the target.

    It is worded like the passage, in one line, unless `text` is given. The target is a claim or relation: a
    premise or counterpoint of it, linked to it, or an undercut of it or of the step by which it bears on its own.
    """
    found = document.sources.get(source)
    excerpt = excerpt_of(found, start, end) if found is not None else None
    if excerpt is None:
        return None
    wording = " ".join(excerpt.exact.split()) if text is None else clean(text)
    change = _claim(document, use, target, wording)
    if change is None or not change.focus:
        return None
    (claim,) = change.focus
    draft = Draft(document.apply(change))
    draft.add(replace(excerpt, on=claim))
    cited = draft.change("")
    assert cited is not None
    return change.then(cited)


def _claim(document: Document, use: Use, target: Id, text: str) -> Change | None:
    if use == "thesis":
        return add_thesis(document, text)
    if use == "claim":
        return add_loose(document, text)
    if use == "premise":
        return support(document, target, text)
    if use == "linked":
        return link_premise(document, target, text)
    return attack(document, target, text) if use == "counterpoint" else undercut(document, target, text)
