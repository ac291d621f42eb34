"""Which passages of an article are on the map: the sentences mapped, the share of them, and what to light up.

A sentence is mapped when it shares a character that is no white space with an excerpt that stands in it exactly. What
is only shown, `runs`, also has the words that stand at an excerpt's start in another context.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.core.anchors import State, states
from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.ids import Id
from argmap.core.records import Excerpt, Source
from argmap.core.roles import Role, derive
from argmap.core.sentences import Span, at, sentences, touching


class Run(NamedTuple):
    """A stretch of the text, `text[start:end]`, in which the same excerpts stand; their ids in order."""

    start: int
    end: int
    excerpts: tuple[Id, ...]


class Use(NamedTuple):
    """What an excerpt carries: a claim, with its role, or a relation, with none."""

    excerpt: Id
    on: Id
    role: Role | None


@dataclass(frozen=True)
class Coverage:
    """How much of one source is on the map.

    `sentences` are all there are, `by` the excerpts in each that is mapped, by its index; `runs` do not overlap and
    stand in order.
    """

    sentences: tuple[Span, ...]
    by: Mapping[int, tuple[Id, ...]]
    runs: tuple[Run, ...]

    @property
    def share(self) -> float:
        """The share of the sentences that are mapped, in [0, 1]; 0 where there is none."""
        return len(self.by) / len(self.sentences) if self.sentences else 0.0

    def is_mapped(self, sentence: int) -> bool:
        """Whether the sentence of that index is mapped."""
        return sentence in self.by

    def at(self, offset: int) -> tuple[Id, ...]:
        """The excerpts in which the character at an offset stands, by id."""
        found = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[found].excerpts if found >= 0 and offset < self.runs[found].end else ()

    def between(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs that share a character with `start` up to `end`: what is to be painted of a part that is seen."""
        first = max(bisect_right(self.runs, start, key=lambda run: run.start) - 1, 0)
        last = bisect_right(self.runs, end - 1, key=lambda run: run.start)
        return tuple(run for run in self.runs[first:last] if run.end > start)

    def next_unmapped(self, offset: int) -> Span | None:
        """The first sentence that begins at the offset or behind it and is not mapped."""
        here = at(self.sentences, offset)
        first = here if here >= 0 and self.sentences[here].start == offset else here + 1
        return next((self.sentences[i] for i in range(first, len(self.sentences)) if i not in self.by), None)

    def previous_unmapped(self, offset: int) -> Span | None:
        """The last sentence that ends at the offset or before it and is not mapped."""
        here = at(self.sentences, offset)
        last = here if here >= 0 and self.sentences[here].end <= offset else here - 1
        return next((self.sentences[i] for i in range(last, -1, -1) if i not in self.by), None)


NONE = Coverage((), {}, ())
"""That of a source that is not there."""


def coverage(document: Document, source: Id) -> Coverage:
    """How much of a source is on the map."""
    return _coverages(document).get(source, NONE)


def uses(document: Document, excerpts: Iterable[Id]) -> tuple[Use, ...]:
    """What each of the excerpts carries, in the order given; those that are not there are left out."""
    rows, found = derive(document).rows, document.excerpts
    here = [found[id] for id in excerpts if id in found]
    return tuple(Use(e.id, e.on, rows[e.on].role if e.on in rows else None) for e in here)


def where(document: Document, on: Id) -> tuple[tuple[Id, Span], ...]:
    """The passages on which a claim or relation rests, each with its source, as far as they stand in it."""
    known = states(document)
    standing = [e for e in document.excerpts.values() if e.on == on and known[e.id] in _STANDING]
    standing.sort(key=lambda e: (e.source, e.start, e.id))
    return tuple((e.source, Span(e.start, e.start + len(e.exact))) for e in standing if _stands(document, e))


_STANDING = (State.EXACT, State.AMBIGUOUS)


def _stands(document: Document, excerpt: Excerpt) -> bool:
    source = document.sources.get(excerpt.source)
    return source is not None and bool(excerpt.exact) and excerpt.start >= 0 and _at_start(excerpt, source.text)


def _at_start(excerpt: Excerpt, text: str) -> bool:
    return text.startswith(excerpt.exact, excerpt.start)


def _carry(known: dict[Id, Coverage], document: Document, change: Change) -> dict[Id, Coverage]:
    touched: set[Id] = set()
    for put in change.puts.values():
        for record in (put.before, put.after):
            if isinstance(record, Excerpt):
                touched.add(record.source)
        if isinstance(put.before or put.after, Source) and _text(put.before) != _text(put.after):
            touched.add(put.id)
    if any(id == "map" for id in change.puts):
        touched |= known.keys() | document.sources.keys()
    if not touched:
        return known
    kept = {id: found for id, found in known.items() if id in document.sources and id not in touched}
    return {**kept, **_of(document, touched)}


def _text(record: object) -> str | None:
    return record.text if isinstance(record, Source) else None


@once(carry=_carry)
def _coverages(document: Document) -> dict[Id, Coverage]:
    return _of(document, document.sources)


def _of(document: Document, sources: Iterable[Id]) -> dict[Id, Coverage]:
    standing: dict[Id, list[Excerpt]] = {id: [] for id in sources if id in document.sources}
    known = states(document)
    for excerpt in document.excerpts.values():
        if excerpt.source in standing and known[excerpt.id] in _STANDING and _stands(document, excerpt):
            standing[excerpt.source].append(excerpt)
    language = document.info.language
    return {id: _one(document.sources[id].text, language, found, known) for id, found in standing.items()}


def _one(text: str, language: str, excerpts: list[Excerpt], known: Mapping[Id, State]) -> Coverage:
    spans = sentences(text, language)
    by: dict[int, list[Id]] = {}
    for excerpt in sorted(excerpts, key=lambda e: (e.start, e.id)):
        if known[excerpt.id] is State.EXACT:
            for sentence in touching(spans, excerpt.start, excerpt.start + len(excerpt.exact)):
                span = spans[sentence]
                low, high = max(span.start, excerpt.start), min(span.end, excerpt.start + len(excerpt.exact))
                if not text[low:high].isspace():
                    by.setdefault(sentence, []).append(excerpt.id)
    return Coverage(spans, {sentence: tuple(ids) for sentence, ids in by.items()}, runs(excerpts))


def runs(excerpts: Iterable[Excerpt]) -> tuple[Run, ...]:
    """The stretches in which the same excerpts stand, in order, without overlap."""
    edges: dict[int, list[tuple[bool, Id]]] = {}
    for excerpt in excerpts:
        edges.setdefault(excerpt.start, []).append((True, excerpt.id))
        edges.setdefault(excerpt.start + len(excerpt.exact), []).append((False, excerpt.id))
    found: list[Run] = []
    current: set[Id] = set()
    begin = 0
    for offset in sorted(edges):
        if current:
            found.append(Run(begin, offset, tuple(sorted(current))))
        for opens, id in edges[offset]:
            if opens:
                current.add(id)
            else:
                current.discard(id)
        begin = offset
    return tuple(found)
