"""An article in a new version: what is certain is anchored anew, the rest is listed for the analyst to decide.

Certain is what cannot be another passage: see `versions`. Nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.core.anchors import State, state
from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.likely import likely
from argmap.core.records import Excerpt, Source
from argmap.core.tolerant import Likeness, Located, Spot, locate, places
from argmap.edit.cleaning import clean
from argmap.edit.draft import Draft
from argmap.edit.sources import excerpt_of, requote
from argmap.edit.versions import Versions
from argmap.text import tr

AROUND = 200
"""How many code points of the old text are shown on either side of a passage in doubt."""

MOST = 20
"""How many candidates are shown at most."""


class Move(NamedTuple):
    """An excerpt that was anchored anew, from its old start to its new one."""

    excerpt: Id
    before: int
    after: int


@dataclass(frozen=True)
class Case:
    """An excerpt that the analyst has to decide on.

    `before`, `words`, `after`: the passage as the old version had it. `candidates`: the places in the new text, the
    likeliest first; those of likeness `other` have other words.
    """

    excerpt: Id
    state: State
    before: str
    words: str
    after: str
    candidates: tuple[Spot, ...]


@dataclass(frozen=True)
class Review:
    """What a new version did to the excerpts of its source, by the old order of their places.

    `kept` stand where they stood, `moved` were anchored anew, both for certain; `cases` were left as they are.
    """

    kept: tuple[Id, ...] = ()
    moved: tuple[Move, ...] = ()
    cases: tuple[Case, ...] = ()


def update_text(document: Document, source: Id, new_text: str) -> tuple[Change | None, Review]:
    """Gives a source the text of a new version and anchors anew, in the same change, the excerpts that are certain.

    What is certain, `Versions.certain` says. Words that are set otherwise are quoted as they now stand. All others stay
    as they are, and are cases of the review; None without any difference, or for a source that is not there.
    """
    found = document.sources.get(source)
    text = clean(new_text)
    if found is None:
        return None, Review()
    excerpts = sorted((e for e in document.excerpts.values() if e.source == source), key=lambda e: (e.start, e.id))
    if text == found.text:
        cases = tuple(_case(e, found.text, text) for e in excerpts if state(e, text) is not State.EXACT)
        doubtful = {case.excerpt for case in cases}
        return None, Review(tuple(e.id for e in excerpts if e.id not in doubtful), (), cases)
    versions = Versions(found.text, text)
    draft = Draft(document)
    draft.alter(source, text=text)
    revised = draft.get(source)
    assert isinstance(revised, Source)
    kept: list[Id] = []
    moved: list[Move] = []
    open_: list[Case] = []
    for excerpt in excerpts:
        place = versions.certain(excerpt)
        new = excerpt_of(revised, *place, excerpt.on) if place is not None else None
        if new is None:
            open_.append(_case(excerpt, found.text, text))
            continue
        draft.alter(excerpt.id, start=new.start, exact=new.exact, prefix=new.prefix, suffix=new.suffix)
        if new.start == excerpt.start and new.exact == excerpt.exact:
            kept.append(excerpt.id)
        else:
            moved.append(Move(excerpt.id, excerpt.start, new.start))
    return draft.change(tr("Update text")), Review(tuple(kept), tuple(moved), tuple(open_))


def leave_out(document: Document, source: Id, start: int, end: int) -> tuple[Change | None, tuple[Id, ...]]:
    """Takes `text[start:end]` out of a source, such as what stood round the article.

    Whole paragraphs go with the space that parted them from the next. What stood exactly beside it is anchored anew,
    since its place is known; the excerpts of which something is gone are left as they are, and are given back.
    """
    found = document.sources.get(source)
    if found is None or not 0 <= start < end <= len(found.text):
        return None, ()
    text = found.text
    start, end = _with_space(text, start, end)
    draft = Draft(document)
    draft.alter(source, text=text[:start] + text[end:])
    revised = draft.get(source)
    assert isinstance(revised, Source)
    gone: list[Id] = []
    for excerpt in sorted((e for e in document.excerpts.values() if e.source == source), key=lambda e: e.id):
        if state(excerpt, text) is not State.EXACT:
            continue
        first, last = excerpt.start, excerpt.start + len(excerpt.exact)
        if first < end and start < last:
            gone.append(excerpt.id)
            continue
        shift = end - start if first >= end else 0
        new = excerpt_of(revised, first - shift, last - shift, excerpt.on)
        assert new is not None
        draft.alter(excerpt.id, start=new.start, prefix=new.prefix, suffix=new.suffix)
    return draft.change(tr("Leave out")), tuple(gone)


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the white space that would be left over: that behind it, and before it where nothing follows."""
    at_line = start == 0 or text[start - 1] == "\n"
    if at_line and text[end : end + 1] == "\n":
        while text[end : end + 1] == "\n":
            end += 1
    elif start and text[start - 1].isspace() and text[end : end + 1].isspace() and text[end] != "\n":
        end += 1
    if not text[end:].strip():
        end = len(text)
        start = len(text[:start].rstrip())
    return start, end


def cases(document: Document, source: Id) -> tuple[Case, ...]:
    """The excerpts of a source that do not stand exactly in its text as it is, to be decided on, in their order.

    The old version is gone: what was beside a passage is as much as the excerpt recorded.
    """
    found = document.sources.get(source)
    if found is None:
        return ()
    excerpts = sorted((e for e in document.excerpts.values() if e.source == source), key=lambda e: (e.start, e.id))
    return tuple(_case(e, "", found.text) for e in excerpts if state(e, found.text) is not State.EXACT)


def confirm(document: Document, excerpt: Id, start: int, end: int) -> Change | None:
    """Settles a case: the excerpt is `text[start:end]` of its source from now on. None where nothing differs."""
    found = document.excerpts.get(excerpt)
    source = document.sources.get(found.source) if found is not None else None
    if found is None or source is None or not 0 <= start < end <= len(source.text):
        return None
    change = requote(document, excerpt, start, end)
    same = source.text[start:end] == found.exact
    return Change(tr("Confirm excerpt"), change.puts, change.focus) if change is not None and same else change


def confirm_all(document: Document, picked: Mapping[Id, tuple[int, int]]) -> Change | None:
    """Settles several cases in one change; those that are not possible are left out."""
    draft = Draft(document)
    for excerpt in sorted(picked):
        change = confirm(document, excerpt, *picked[excerpt])
        for put in change.puts.values() if change is not None else ():
            assert put.after is not None
            draft.put(put.after)
    return draft.change(tr("Confirm excerpts"))


def proposals(review: Iterable[Case]) -> dict[Id, tuple[int, int]]:
    """For each case that is merely moved the place that it moved to: what `confirm_all` may be given at once."""
    return {c.excerpt: (c.candidates[0].start, c.candidates[0].end) for c in review if c.state is State.MOVED}


def _case(excerpt: Excerpt, old: str, new: str) -> Case:
    """What the analyst is shown of an excerpt in doubt; `old` is "" where that is gone."""
    end = excerpt.start + len(excerpt.exact)
    before, after = excerpt.prefix, excerpt.suffix
    stood = bool(old) and state(excerpt, old) is State.EXACT
    if stood:
        before, after = old[max(0, excerpt.start - AROUND) : excerpt.start], old[end : end + AROUND]
    found = locate(excerpt, new)
    spots = found.spots[:MOST]
    if found.state is State.EXACT:
        # It may be a copy that stands at its start by chance.
        found = Located(State.AMBIGUOUS, places(excerpt, new)) if old != new else found
        spots = found.spots[:MOST]
    if found.state is State.LOST:
        whole = old if stood else excerpt.prefix + excerpt.exact + excerpt.suffix
        begin = excerpt.start if stood else len(excerpt.prefix)
        known = {(spot.start, spot.end) for spot in spots}
        spots += tuple(
            Spot(maybe.start, maybe.end, Likeness.OTHER, 0, 0, False, False)
            for maybe in likely(whole, begin, begin + len(excerpt.exact), new)
            if (maybe.start, maybe.end) not in known
        )
    return Case(excerpt.id, found.state, before, excerpt.exact, after, spots)
