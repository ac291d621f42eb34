"""Commands on sources and on the excerpts that stand in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from argmap.core.anchors import context
from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.records import CREDIBILITIES, Excerpt, Reliability, Source
from argmap.edit.draft import Draft
from argmap.edit.fields import fitting
from argmap.edit.removal import delete
from argmap.edit.rules import is_target
from argmap.text import tr


class Details(TypedDict, total=False):
    """What is known of a source, and its text."""

    title: str
    author: str
    publisher: str
    published: str
    url: str
    reliability: Reliability
    text: str


def add_source(document: Document, **details: Unpack[Details]) -> Change | None:
    """Adds an article; its text is cleaned before any offset is counted. None for an unknown reliability."""
    fields = fitting(Source, details, Details.__annotations__)
    if fields is None:
        return None
    draft = Draft(document)
    source = draft.add(Source(**fields))
    return draft.change(tr("Add source"), focus=(source.id,))


def describe_source(document: Document, source: Id, **details: Unpack[Details]) -> Change | None:
    """Changes what is known of a source; under another text its excerpts stay as they are, to be confirmed anew."""
    fields = fitting(Source, details, Details.__annotations__)
    if source not in document.sources or fields is None:
        return None
    draft = Draft(document)
    draft.alter(source, **fields)
    return draft.change(tr("Set reliability") if details.keys() == {"reliability"} else tr("Edit source"))


def remove_source(document: Document, source: Id) -> Change | None:
    """Removes a source and its excerpts; the claims that rested on them stay."""
    return delete(document, (source,)) if source in document.sources else None


def excerpt_of(source: Source, start: int, end: int, on: Id = "") -> Excerpt | None:
    """The excerpt from `start` up to `end` of a source, in code points; None where there is nothing to read."""
    text = source.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        return None
    prefix, suffix = context(text, start, end)
    return Excerpt(on=on, source=source.id, start=start, exact=text[start:end], prefix=prefix, suffix=suffix)


def cite(document: Document, on: Id, source: Id, start: int, end: int) -> Change | None:
    """Lets a claim or relation rest on a passage of a source; not twice on the same one."""
    found = document.sources.get(source)
    excerpt = excerpt_of(found, start, end, on) if found is not None and is_target(document, on) else None
    if excerpt is None:
        return None
    known = excerpts_on(document).get(on, ())
    if any((e.source, e.start, e.exact) == (source, start, excerpt.exact) for e in known):
        return None
    draft = Draft(document)
    draft.add(excerpt)
    return draft.change(tr("Attach excerpt"), focus=(on,))


def attach_excerpt(document: Document, excerpt: Id, on: Id) -> Change | None:
    """Lets another claim or relation rest on an excerpt instead."""
    found = document.excerpts.get(excerpt)
    if found is None or not is_target(document, on):
        return None
    draft = Draft(document)
    draft.alter(excerpt, on=on)
    return draft.change(tr("Attach excerpt"), focus=(on,))


def detach_excerpt(document: Document, excerpt: Id) -> Change | None:
    """Removes an excerpt from the claim or relation that rests on it."""
    found = document.excerpts.get(excerpt)
    return None if found is None else delete(document, (excerpt,))


def move_anchor(document: Document, excerpt: Id, start: int) -> Change | None:
    """Confirms that an excerpt's words stand at another place; None where they do not."""
    found = document.excerpts.get(excerpt)
    if found is None or not found.exact:
        return None
    source = document.sources.get(found.source)
    if source is None or start < 0 or not source.text.startswith(found.exact, start):
        return None
    return _reanchor(document, found, source, start, start + len(found.exact), tr("Confirm excerpt"))


def requote(document: Document, excerpt: Id, start: int, end: int) -> Change | None:
    """Gives an excerpt other words of its source: for one whose words are lost."""
    found = document.excerpts.get(excerpt)
    source = document.sources.get(found.source) if found is not None else None
    if found is None or source is None:
        return None
    return _reanchor(document, found, source, start, end, tr("Choose other words"))


def _reanchor(document: Document, excerpt: Excerpt, source: Source, start: int, end: int, label: str) -> Change | None:
    new = excerpt_of(source, start, end, excerpt.on)
    if new is None:
        return None
    draft = Draft(document)
    draft.alter(excerpt.id, start=new.start, exact=new.exact, prefix=new.prefix, suffix=new.suffix)
    return draft.change(label, focus=(excerpt.on,))


def rate(document: Document, excerpts: Iterable[Id], credibility: int | None) -> Change | None:
    """Gives the excerpts among these ids an Admiralty credibility, 1 to 6, or none."""
    if credibility is not None and credibility not in CREDIBILITIES:
        return None
    draft = Draft(document)
    for id in excerpts:
        if id in document.excerpts:
            draft.alter(id, credibility=credibility)
    return draft.change(tr("Set credibility"))
