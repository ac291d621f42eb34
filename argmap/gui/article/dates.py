"""What is known of a source, in the words of the pane's head. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from unicodedata import bidirectional

from argmap.core import sentences
from argmap.core.records import Source
from argmap.text import tr, trn


def date_words(published: str) -> str:
    """A date as it is read: "5 January 2024"; what is no date of the calendar stays as it is."""
    parts = published.split("-")
    try:
        numbers = [int(part) for part in parts]
        day = date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError):
        return published
    if len(parts[0]) != 4 or len(numbers) > 3:
        return published
    month = _months()[day.month - 1]
    return {1: str(day.year), 2: f"{month} {day.year}", 3: f"{day.day} {month} {day.year}"}[len(numbers)]


def _months() -> tuple[str, ...]:
    first = (tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"))
    last = (tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"))
    return (*first, *last)


def about(source: Source, *, how_long: bool = True) -> str:
    """Who wrote it, where, when, and how long it is: "A. Writer · The Daily Example · 5 January 2024 · 412 words".

    Words are not counted where `how_long` is off.
    """
    long = ""
    if how_long:
        n = words_in(source.text)
        long = trn("{count} word", "{count} words", n, count=f"{n:,}".replace(",", "\u202f"))
    parts = (source.author, source.publisher, date_words(source.published), long)
    return in_order(part for part in parts if part)


def in_order(parts: Iterable[str]) -> str:
    """Parts of a line one after the other from the left, also where some are written from right to left."""
    found = tuple(parts)
    if not any(bidirectional(character) in ("R", "AL") for part in found for character in part):
        return " · ".join(found)
    return "\u200e" + " · ".join(f"\u2068{part}\u2069" for part in found)


def words_in(text: str) -> int:
    """How many words a text has."""
    known = _KNOWN.get(text)
    if known is None:
        for _ in counted(text):
            pass
        known = _KNOWN[text]
    return known


def counted(text: str) -> Iterator[None]:
    """Counts the words of a text, a line with each step; at the end `words_in` knows their number."""
    n = 0
    for line in sentences.lines(text):
        n += sentences.words(text[line.start : line.end])
        yield
    while len(_KNOWN) >= 8:
        del _KNOWN[next(iter(_KNOWN))]
    _KNOWN[text] = n


_KNOWN: dict[str, int] = {}
"""The number of words of the texts asked for last."""
