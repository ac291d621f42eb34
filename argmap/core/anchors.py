"""Whether an excerpt still stands where it says, and where else its words are found.

An excerpt is a quotation with its context, as in the TextQuoteSelector and TextPositionSelector of the Web
Annotation Data Model (W3C 2017). Words are compared code point by code point, without any tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.ids import Id
from argmap.core.records import Excerpt, Source

CONTEXT = 32
"""How many code points of context an excerpt keeps on either side, where these tell it from all other passages."""

FARTHEST = 512
"""How many it keeps at most."""

MOST = 10_000
"""How many places are looked at; words that stand oftener tell nothing of where they belong."""


class State(StrEnum):
    """How sure it is where an excerpt stands.

    `exact`: it stands at its start, in its context. `moved`: not there, and at one place only does the context
    agree. `ambiguous`: at several; or its words stand at its start, but in another context, so that they may be
    another passage. `lost`: nothing of that. The analyst confirms all but the first: an anchor never jumps.
    """

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


class Place(NamedTuple):
    """A place where the words of an excerpt stand: `text[start:end]`.

    `before` and `after` count the code points of its prefix and suffix that stand there too; the context
    `agrees` where that is half of them or more, and is `whole` where it is all.
    """

    start: int
    end: int
    before: int
    after: int
    agrees: bool
    whole: bool


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The prefix and the suffix to keep with `text[start:end]`: longer ones where the same words stand elsewhere."""
    reach = CONTEXT
    while True:
        low, high = max(0, start - reach), end + reach
        whole = text[low:high]
        if reach >= FARTHEST or text.find(whole, text.find(whole) + 1) < 0:
            return text[low:start], text[end:high]
        reach *= 2


def find(exact: str, prefix: str, suffix: str, text: str, near: int = 0) -> tuple[Place, ...]:
    """The places where the words stand, overlapping ones too: most context first, then nearest to `near`.

    Of words that stand at more than `MOST` places only the first so many.
    """
    found = islice(_places(exact, prefix, suffix, text), MOST)
    return tuple(sorted(found, key=lambda p: (-p.before - p.after, abs(p.start - near), p.start)))


def state(excerpt: Excerpt, text: str) -> State:
    """How sure it is where the excerpt stands in the text of its source.

    A passage to which a revision gave the very context of another cannot be told from that.
    """
    exact, prefix, suffix = excerpt.exact, excerpt.prefix, excerpt.suffix
    if not exact:
        return State.LOST
    if excerpt.start >= 0 and text.startswith(exact, excerpt.start):
        stands = _place(excerpt.start, exact, prefix, suffix, text)
        return State.EXACT if stands.whole else State.AMBIGUOUS
    # A place with all of the context goes before those with a part of it.
    whole = prefix + exact + suffix
    if (first := text.find(whole)) >= 0:
        return State.MOVED if text.find(whole, first + 1) < 0 else State.AMBIGUOUS
    agreeing = 0
    for count, place in enumerate(_places(exact, prefix, suffix, text)):
        agreeing += place.agrees
        if agreeing > 1 or count == MOST:
            return State.AMBIGUOUS
    return State.MOVED if agreeing else State.LOST


def _places(exact: str, prefix: str, suffix: str, text: str) -> Iterator[Place]:
    at = text.find(exact) if exact else -1
    while at >= 0:
        yield _place(at, exact, prefix, suffix, text)
        at = text.find(exact, at + 1)


def _place(start: int, exact: str, prefix: str, suffix: str, text: str) -> Place:
    end, most = start + len(exact), len(prefix)
    before = _longest(most, lambda n: text.endswith(prefix[most - n :], 0, start))
    after = _longest(len(suffix), lambda n: text.startswith(suffix[:n], end))
    there, recorded = before + after, most + len(suffix)
    return Place(start, end, before, after, 2 * there >= recorded, there == recorded)


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `most` for which it holds, where it holds for 0 and for all smaller ones too."""
    if holds(most):
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _carry(states: dict[Id, State], document: Document, change: Change) -> dict[Id, State]:
    puts = change.puts.values()
    ids = {put.id for put in puts if isinstance(put.before, Excerpt) or isinstance(put.after, Excerpt)}
    sources = {put.id for put in puts if _text(put.before) != _text(put.after)}
    if sources:
        ids |= {excerpt.id for excerpt in document.excerpts.values() if excerpt.source in sources}
    if not ids:
        return states
    states = states.copy()
    for id in ids:
        states.pop(id, None)
        if id in document.excerpts:
            states[id] = _state(document, id)
    return states


def _text(record: object) -> str | None:
    return record.text if isinstance(record, Source) else None


def _state(document: Document, id: Id) -> State:
    excerpt = document.excerpts[id]
    source = document.sources.get(excerpt.source)
    return State.LOST if source is None else state(excerpt, source.text)


@once(carry=_carry)
def states(document: Document) -> dict[Id, State]:
    """The state of every excerpt, by id; one without a source is lost."""
    return {id: _state(document, id) for id in document.excerpts}


_WORST = (State.LOST, State.AMBIGUOUS, State.MOVED)


@once
def doubtful(document: Document) -> dict[Id, State]:
    """The claims and relations with an excerpt that does not stand exactly, by id, each with its worst state."""
    found: dict[Id, State] = {}
    for id, now in states(document).items():
        if now is not State.EXACT:
            on = document.excerpts[id].on
            found[on] = min(now, found.get(on, now), key=_WORST.index)
    return found
