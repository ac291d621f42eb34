"""How well a text fits what was typed: in the palette, in lists, among other words for the same thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

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
