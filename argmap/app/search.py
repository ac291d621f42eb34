"""Finding by words: in the palette, on the map, and a claim by its number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from argmap.core.document import Document, once
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.roles import derive

T = TypeVar("T")

_SPACE = re.compile(r"\s")


class Match(NamedTuple):
    """How well a text fits what was typed, higher is better, and which of its characters do, rising."""

    score: int
    positions: tuple[int, ...]


class Folded(NamedTuple):
    """A text without case, accents and widths, and for each of its characters the one of the text it comes from."""

    text: str
    origin: Sequence[int]


def folded(text: str) -> Folded:
    """The text as it is compared: `Grüße` is `grusse`, and white space of any kind a space."""
    text = _SPACE.sub(" ", text)
    if text.isascii():
        return Folded(text.lower(), range(len(text)))
    characters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        if character.isascii():
            characters.append(character.lower())
            origin.append(place)
            continue
        for part in unicodedata.normalize("NFKD", character):
            if not unicodedata.combining(part):
                plain = part.casefold()
                characters.append(plain)
                origin.extend([place] * len(plain))
    return Folded("".join(characters), origin)


_RUN, _WORD, _START, _GAP = 8, 10, 6, 1


def fuzzy(typed: str, text: str) -> Match | None:
    """How a text fits what was typed: each word's letters stand in it in sequence, the words in any; None if not.

    Letters side by side and letters that begin a word count for more, what lies between them for less; of all ways
    to find the letters the best counts.
    """
    words = folded(typed).text.split()
    plain = folded(text)
    score, positions = 0, set[int]()
    for word in words:
        found = _fit(word, plain.text)
        if found is None:
            return None
        score += found.score
        positions.update(plain.origin[place] for place in found.positions)
    return Match(score, tuple(sorted(positions)))


def _fit(word: str, text: str) -> Match | None:
    """The best way to find a word's letters in a text, after Smith and Waterman with a linear cost of gaps."""
    if not _has_letters(word, text):
        return None
    # best[j]: the score where the last letter so far stands at j; None where it cannot.
    best: list[int | None] = [_bonus(text, j) if c == word[0] else None for j, c in enumerate(text)]
    origins: list[list[int]] = []
    for letter in word[1:]:
        row: list[int | None] = [None] * len(text)
        origin = [-1] * len(text)
        far: int | None = None
        far_at = -1
        for j in range(1, len(text)):
            if far is not None:
                far -= _GAP
            if j >= 2 and (other := best[j - 2]) is not None and (far is None or other - _GAP > far):
                far, far_at = other - _GAP, j - 2
            if text[j] != letter:
                continue
            near = best[j - 1]
            run = None if near is None else near + _RUN
            if run is not None and (far is None or run >= far + _bonus(text, j)):
                row[j], origin[j] = run, j - 1
            elif far is not None:
                row[j], origin[j] = far + _bonus(text, j), far_at
        origins.append(origin)
        best = row
    ends = [(score, -j) for j, score in enumerate(best) if score is not None]
    if not ends:
        return None
    score, at = max(ends)
    positions = [-at]
    for origin in reversed(origins):
        positions.append(origin[positions[-1]])
    return Match(score, tuple(reversed(positions)))


def _has_letters(word: str, text: str) -> bool:
    at = -1
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _bonus(text: str, place: int) -> int:
    if place == 0:
        return _WORD + _START
    return _WORD if not text[place - 1].isalnum() else 0


def ranked(typed: str, candidates: Iterable[T], text: Callable[[T], str]) -> list[tuple[T, Match]]:
    """The candidates whose text fits what was typed, the best first, of equal ones the shortest text.

    All of them, in their order, where nothing was typed.
    """
    found = [(c, match, len(t)) for c in candidates if (match := fuzzy(typed, t := text(c))) is not None]
    if typed.strip():
        found.sort(key=lambda f: (-f[1].score, f[2]))
    return [(candidate, match) for candidate, match, _ in found]


class Found(NamedTuple, Generic[T]):
    """A candidate that fits what was typed: how well, where in its title, and which other words of it were meant."""

    candidate: T
    score: int
    positions: tuple[int, ...]
    others: tuple[str, ...]


_OTHER, _EXACT = 5, 12


def looked_up(
    typed: str, candidates: Iterable[T], title: Callable[[T], str], others: Callable[[T], Sequence[str]]
) -> list[Found[T]]:
    """The candidates that what was typed means, the likeliest first.

    Each word typed fits the title as in `fuzzy`, or begins one of the other words, whichever counts for more: a word
    counts for more in the title than among the others, and there for more than letters strewn over a title. Of equal
    candidates first come those whose other word stands further ahead, then the shorter titles. All of them, in their
    order, where nothing was typed.
    """
    words = folded(typed).text.split()
    if not words:
        return [Found(c, 0, (), ()) for c in candidates]
    ranks: list[tuple[tuple[int, int, int], Found[T]]] = []
    for candidate in candidates:
        name, known = title(candidate), others(candidate)
        found = _meant(words, candidate, name, known)
        if found is not None:
            ranks.append(((-found.score, sum(map(known.index, found.others)), len(name)), found))
    ranks.sort(key=itemgetter(0))
    return [found for _, found in ranks]


def _meant(words: Sequence[str], candidate: T, title: str, others: Sequence[str]) -> Found[T] | None:
    plain = folded(title)
    known = [(folded(other).text, other) for other in others]
    score, positions, meant = 0, set[int](), list[str]()
    for word in words:
        fit = _fit(word, plain.text)
        ways = [(_OTHER * len(word) + _EXACT * (word == text), other) for text, other in known if text.startswith(word)]
        worth, other = max(ways, default=(0, ""), key=itemgetter(0))
        if fit is not None and (not ways or fit.score >= worth):
            score += fit.score
            positions.update(plain.origin[place] for place in fit.positions)
        elif ways:
            score += worth
            meant.append(other)
        else:
            return None
    return Found(candidate, score, tuple(sorted(positions)), tuple(dict.fromkeys(meant)))


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


class Candidate(NamedTuple):
    """A claim that may be meant: its id, number and text, and the characters of the text that fit what was typed."""

    id: Id
    number: str
    text: str
    positions: tuple[int, ...]


def pick(
    document: Document, typed: str, may: Callable[[Id], bool] = lambda _: True, most: int = 50
) -> tuple[Candidate, ...]:
    """The claims that may be meant by a number or by words, the likeliest first, of those that `may` be picked.

    A number means the claim of that number, then those whose number begins so. Words have all to stand in the
    text; claims in which they begin words come first, in reading order. Nothing typed gives the first claims.
    """
    words = folded(typed).text.split()
    number = typed.strip().rstrip(".")
    found: list[tuple[int, int, Candidate]] = []
    for place, (id, row) in enumerate(derive(document).rows.items()):
        text, plain = _lines(document)[id]
        rank, positions = _rank(number, words, row.number, plain)
        if rank is not None and may(id):
            found.append((rank, place, Candidate(id, row.number, text, positions)))
    return tuple(candidate for _, _, candidate in sorted(found, key=lambda f: f[:2])[:most])


@once
def _lines(document: Document) -> dict[Id, tuple[str, Folded]]:
    """The claims' texts in one line, as they are and folded."""
    lines = ((id, " ".join(claim.text.split())) for id, claim in document.claims.items())
    return {id: (line, folded(line)) for id, line in lines}


def _rank(typed: str, words: Sequence[str], number: str, plain: Folded) -> tuple[int | None, tuple[int, ...]]:
    """How far down a claim stands among the candidates, None where not at all; and its characters that fit."""
    if not words:
        return 0, ()
    if number == typed:
        return 0, ()
    if number.startswith(typed + ".") or (typed[-1:].isdigit() and number.startswith(typed)):
        return 1, ()
    places: set[int] = set()
    inside = 0
    for word in words:
        at = _at_word(word, plain.text)
        if at < 0:
            at = plain.text.find(word)
            inside += 1
        if at < 0:
            return None, ()
        places.update(plain.origin[at : at + len(word)])
    return 2 + inside, tuple(sorted(places))


def _at_word(word: str, text: str) -> int:
    """Where the word begins a word of the text, -1 where it does not."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at
