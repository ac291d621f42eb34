"""Which passages of an article are on the map: the sentences mapped, and the share of them.

A sentence is mapped when it shares a character that is no white space with an excerpt that stands in it exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.core.anchors import State, states
from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.ids import MAP, Id
from argmap.core.records import Excerpt, Source
from argmap.core.sentences import Span, at, sentences, touching


@dataclass(frozen=True)
class Coverage:
    """How much of one source is on the map.

    `sentences` are all there are, `by` the excerpts in each that is mapped, by its index, by id.
    """

    sentences: tuple[Span, ...]
    by: Mapping[int, tuple[Id, ...]]

    @property
    def share(self) -> float:
        """The share of the sentences that are mapped, in [0, 1]; 0 where there is none."""
        return len(self.by) / len(self.sentences) if self.sentences else 0.0

    def is_mapped(self, sentence: int) -> bool:
        """Whether the sentence of that index is mapped."""
        return sentence in self.by

    def next_unmapped(self, offset: int) -> Span | None:
        """The first sentence that begins at the offset or behind it and is not mapped."""
        here = at(self.sentences, offset)
        first = here if here >= 0 and self.sentences[here].start == offset else here + 1
        return next((self.sentences[i] for i in range(first, len(self.sentences)) if i not in self.by), None)


NONE = Coverage((), {})
"""That of a source that is not there."""


def coverage(document: Document, source: Id) -> Coverage:
    """How much of a source is on the map."""
    return _coverages(document).get(source, NONE)


def _carry(known: dict[Id, Coverage], document: Document, change: Change) -> dict[Id, Coverage]:
    texts: set[Id] = set()
    excerpts: dict[Id, set[Id]] = {}
    for put in change.puts.values():
        for record in (put.before, put.after):
            if isinstance(record, Excerpt):
                excerpts.setdefault(record.source, set()).add(put.id)
        if _text(put.before) != _text(put.after):
            texts.add(put.id)
    if MAP in change.puts:
        texts |= known.keys() | document.sources.keys()
    if not texts and not excerpts:
        return known
    kept = {id: found for id, found in known.items() if id not in texts}
    for source, ids in excerpts.items():
        if source in kept:
            text = document.sources[source].text
            gone = [put.before for id in ids if isinstance((put := change.puts[id]).before, Excerpt)]
            kept[source] = _without(kept[source], [e for e in gone if e.source == source], text)
            kept[source] = _with(kept[source], _standing(document, source, ids), text)
    return kept | _of(document, texts)


def _text(record: object) -> str | None:
    return record.text if isinstance(record, Source) else None


@once(carry=_carry)
def _coverages(document: Document) -> dict[Id, Coverage]:
    return _of(document, document.sources)


def _of(document: Document, sources: Iterable[Id]) -> dict[Id, Coverage]:
    of_source: dict[Id, list[Id]] = {id: [] for id in sources if id in document.sources}
    for excerpt in document.excerpts.values():
        if excerpt.source in of_source:
            of_source[excerpt.source].append(excerpt.id)
    language, found = document.info.language, {}
    for source, ids in of_source.items():
        text = document.sources[source].text
        found[source] = _with(Coverage(sentences(text, language), {}), _standing(document, source, ids), text)
    return found


def _standing(document: Document, source: Id, ids: Iterable[Id]) -> list[Excerpt]:
    """Those of the excerpts that are there and stand exactly in the source."""
    known = states(document)
    here = (document.excerpts[id] for id in ids if id in document.excerpts)
    return [excerpt for excerpt in here if excerpt.source == source and known[excerpt.id] is State.EXACT]


def _with(coverage: Coverage, excerpts: Iterable[Excerpt], text: str) -> Coverage:
    """With excerpts that stand exactly in the text."""
    coming: dict[int, list[Id]] = {}
    for excerpt in excerpts:
        for sentence in _mapped(coverage.sentences, excerpt, text):
            coming.setdefault(sentence, []).append(excerpt.id)
    more = {sentence: tuple(sorted({*coverage.by.get(sentence, ()), *ids})) for sentence, ids in coming.items()}
    return Coverage(coverage.sentences, {**coverage.by, **more})


def _without(coverage: Coverage, excerpts: Iterable[Excerpt], text: str) -> Coverage:
    """Without excerpts that stood in the text; those that did not stand exactly are not missed."""
    by = dict(coverage.by)
    for excerpt in excerpts:
        for sentence in _mapped(coverage.sentences, excerpt, text):
            if left := tuple(id for id in by.pop(sentence, ()) if id != excerpt.id):
                by[sentence] = left
    return Coverage(coverage.sentences, by)


def _mapped(spans: Sequence[Span], excerpt: Excerpt, text: str) -> Iterator[int]:
    """The sentences that share a character that is no white space with the place of an excerpt."""
    start, end = excerpt.start, excerpt.start + len(excerpt.exact)
    for sentence in touching(spans, start, end):
        span = spans[sentence]
        if not text[max(span.start, start) : min(span.end, end)].isspace():
            yield sentence
