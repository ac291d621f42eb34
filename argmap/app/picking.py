"""Picking a claim by its number or by words of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from argmap.app.fuzzy import Folded, folded
from argmap.core.document import Document, once
from argmap.core.ids import Id
from argmap.core.roles import derive


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
