"""Passages that have much in common with one that is lost: what a revision may have made of it."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from argmap.core.sentences import Span, sentences, touching

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
LEAST = 0.5
"""How much of their words, in [0, 1], two sentences have in common at least (the Dice coefficient)."""
_COMMON = 200
"""A word that is in more sentences than this does not tell which sentence it is."""


class Likely(NamedTuple):
    """A passage, `text[start:end]`, and how much its sentences have in common with those looked for, in [0, 1]."""

    start: int
    end: int
    common: float


class _Words(NamedTuple):
    """The sentences of a text, the words of each, and the sentences that have a word, by their indices."""

    spans: tuple[Span, ...]
    bags: tuple[frozenset[str], ...]
    within: dict[str, list[int]]


@lru_cache(maxsize=4)
def _words(text: str) -> _Words:
    spans = sentences(text)
    bags = tuple(_bag(text, span) for span in spans)
    within: dict[str, list[int]] = {}
    for number, bag in enumerate(bags):
        for word in bag:
            within.setdefault(word, []).append(number)
    return _Words(spans, bags, within)


def _bag(text: str, span: Span) -> frozenset[str]:
    """The different words of a sentence, in lower case."""
    return frozenset(_WORD.findall(text[span.start : span.end].casefold()))


def likely(old: str, start: int, end: int, new: str, most: int = 3) -> tuple[Likely, ...]:
    """Where in the new text the passage `old[start:end]` may be found with other words, the likeliest first."""
    before, after = sentences(old), _words(new)
    sought = touching(before, start, end)
    scores: Counter[int] = Counter()
    for turn, number in enumerate(sought):
        for place, score in _alike(_bag(old, before[number]), after).items():
            # A passage of several sentences begins as many before its nth as n says.
            scores[place - turn] += score  # type: ignore[assignment]
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:most]
    found: list[Likely] = []
    for place, score in ranked:
        first, last = max(place, 0), min(place + len(sought), len(after.spans)) - 1
        if score / len(sought) < LEAST or last < first:
            continue
        window = Span(after.spans[first].start, after.spans[last].end)
        whole = Span(before[sought[0]].start, before[sought[-1]].end)
        found.append(Likely(*_matched(old, whole, start, end, new, window), round(score / len(sought), 3)))
    return tuple(found)


def _alike(bag: frozenset[str], after: _Words) -> dict[int, float]:
    """The sentences that share rare words with a bag of words, with their Dice coefficients, where high enough."""
    shared: Counter[int] = Counter()
    for word in sorted(bag):
        places = after.within.get(word, ())
        if len(places) <= _COMMON:
            shared.update(places)
    scores: dict[int, float] = {}
    for number, _ in shared.most_common(20):
        other = after.bags[number]
        score = 2 * len(bag & other) / (len(bag) + len(other))
        if score >= LEAST:
            scores[number] = score
    return scores


def _matched(old: str, whole: Span, start: int, end: int, new: str, window: Span) -> Span:
    """The part of the new window that answers to the passage's part of its old sentences, word by word."""
    mine = list(_WORD.finditer(old, *whole))
    theirs = list(_WORD.finditer(new, *window))
    if start <= whole.start and end >= whole.end:
        return window
    steps = SequenceMatcher(None, [m.group() for m in mine], [m.group() for m in theirs], autojunk=False)
    first = last = None
    for low, other, size in steps.get_matching_blocks():
        for step in range(size):
            word = mine[low + step]
            if word.start() < end and start < word.end():
                first = theirs[other + step] if first is None else first
                last = theirs[other + step]
    if first is None or last is None:
        return window
    return Span(first.start(), last.end())
