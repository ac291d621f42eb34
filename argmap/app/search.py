"""Finding words on the map, in what lies on it and in its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.app.fuzzy import Folded, folded
from argmap.core.document import Document, once
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.roles import derive


class Hit(NamedTuple):
    """A place where what is looked for stands: `record[field]`, from `start` to `end` in characters of it.

    `id` is the claim or relation on the map that it belongs to, "" for what is a source's own.
    """

    id: Id
    record: Id
    field: str
    start: int
    end: int


class _Field(NamedTuple):
    id: Id
    record: Id
    field: str
    plain: Folded


@once
def _fields(document: Document) -> tuple[_Field, ...]:
    """All that is looked through, folded: claims and what is on them in reading order, relations, sources."""
    return tuple(_Field(id, record, field, folded(text)) for id, record, field, text in _texts(document) if text)


def _texts(document: Document) -> Iterator[tuple[Id, Id, str, str]]:
    on = excerpts_on(document)
    for id in derive(document).order:
        claim = document.claims[id]
        yield id, id, "text", claim.text
        yield id, id, "note", claim.note
        yield from ((id, id, "by", name) for name in claim.by)
        yield from ((id, id, "tags", tag) for tag in claim.tags)
        yield from ((id, x.id, "exact", x.exact) for x in on.get(id, ()))
    for id, relation in sorted(document.relations.items()):
        yield id, id, "note", relation.note
        yield id, id, "scheme", relation.scheme
        yield from ((id, x.id, "exact", x.exact) for x in on.get(id, ()))
    for id, source in sorted(document.sources.items()):
        yield "", id, "title", source.title
        yield "", id, "author", source.author
        yield "", id, "publisher", source.publisher
        yield "", id, "text", source.text


def find(document: Document, typed: str) -> tuple[Hit, ...]:
    """Every place where the typed words stand as they are typed, case and accents aside; none for no words."""
    wanted = " ".join(folded(typed).text.split())
    return tuple(_hits(document, wanted)) if wanted else ()


def _hits(document: Document, wanted: str) -> Iterator[Hit]:
    for id, record, field, plain in _fields(document):
        at = plain.text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            yield Hit(id, record, field, plain.origin[at], plain.origin[end - 1] + 1)
            at = plain.text.find(wanted, end)


def found(hits: Iterable[Hit]) -> frozenset[Id]:
    """The claims and relations that hits belong to: what is not dimmed."""
    return frozenset(hit.id for hit in hits if hit.id)
