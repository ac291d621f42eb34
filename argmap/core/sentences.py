"""Where sentences and lines begin and end in a text, in code points.

The rules are our own: a stop ends a sentence unless what stands before or after it says otherwise; the end of a line
always ends one. No text is altered: `text[start:end]` of a span is the sentence as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from argmap.core.abbreviations import Stops, stops


class Span(NamedTuple):
    """A stretch of a text, `text[start:end]`, with no white space at either end."""

    start: int
    end: int


_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_WIDE = "。！？｡‼⁇⁈⁉"
_CLOSING = "\"'”’»›)\\]}」』】》〉）］｣"
# A stop with what closes behind it: quotation marks (in French after a space), brackets, marks of notes.
_STOP = re.compile(
    rf"(?:\.(?:[ \u00a0]\.){{2,}}|[.!?…{_WIDE}؟।۔．]+)"
    # What closes in German opens elsewhere.
    rf"(?:[{_CLOSING}]|[“‘«‹](?!\w)|[\u00a0\u202f ][»›](?!\w))*"
    r"(?:\[\d{1,3}\]|\(\d{1,3}\)(?=\s)|[¹²³⁰⁴-⁹]+)*"
)
_INSIDE = re.compile(r"\([^()\n]{1,400}\)|（[^（）\n]{1,400}）")
_OPENING = "\"'“‘„‚«‹([{¿¡「『【《〈（［-–—*•_"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ITEM = re.compile(r"(?:[(\[]?(?:\d{1,3}|[A-Za-zА-Яа-я]|[ivxIVX]{2,5})\.){1,4}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[-‐]?)*[^\W\d_]")
_DATES = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|[ecmp][ds]t|gmt|utc|cest?|bst)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’-]\w+)*")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_NUMBER = re.compile(r"\d|[A-Z]\.\s?\d|[IVX]+\b")
_LOOK_BACK = 40


@lru_cache(maxsize=8)
def lines(text: str) -> tuple[Span, ...]:
    """The lines of the text that say something: its paragraphs, headings, and items of lists."""
    found = (_trimmed(text, *match.span()) for match in _LINE.finditer(text))
    return tuple(span for span in found if span.start < span.end)


def sentences(text: str, language: str = "") -> tuple[Span, ...]:
    """The sentences of the text in order; every character but white space is in exactly one.

    `language` is an ISO 639-1 code that says which abbreviations there are; "" knows those of all languages.
    """
    known = _KNOWN.get((text, language))
    return _keep(text, language, chain.from_iterable(_by_line(text, language))) if known is None else known


def are_known(text: str, language: str = "") -> bool:
    """Whether the sentences of the text have been found already."""
    return (text, language) in _KNOWN


def stepwise(text: str, language: str = "") -> Iterator[None]:
    """Finds the sentences of the text, a line with each step; at the end `sentences` knows them."""
    found: list[Span] = []
    for spans in _by_line(text, language):
        found += spans
        yield
    _keep(text, language, found)


_KNOWN: dict[tuple[str, str], tuple[Span, ...]] = {}
"""The sentences of the texts asked for last, by text and language."""

_KEPT = 8


def _keep(text: str, language: str, found: Iterable[Span]) -> tuple[Span, ...]:
    spans = _KNOWN[text, language] = tuple(found)
    for old in list(_KNOWN)[:-_KEPT]:
        _KNOWN.pop(old, None)
    return spans


def _by_line(text: str, language: str) -> Iterator[list[Span]]:
    """The sentences of each line."""
    known = stops(language)
    inside = [match.span() for match in _INSIDE.finditer(text)]
    starts = [start for start, _ in inside]
    for line in lines(text):
        found: list[Span] = []
        begin = line.start
        for match in _STOP.finditer(text, line.start, line.end):
            end = match.end()
            at = bisect_right(starts, match.start()) - 1
            if at >= 0 and end < inside[at][1]:
                continue
            if begin < end < line.end and _ends(text, begin, match, line.end, known):
                found.append(_trimmed(text, begin, end))
                begin = end
                while text[begin].isspace():
                    begin += 1
        if (rest := _trimmed(text, begin, line.end)).start < rest.end:
            found.append(rest)
        yield found


def at(spans: Sequence[Span], offset: int) -> int:
    """The index of the span in which the offset lies, or of the last before it; -1 before the first."""
    return bisect_right(spans, offset, key=lambda span: span.start) - 1


def touching(spans: Sequence[Span], start: int, end: int) -> range:
    """The indices of the spans that share a character with `start` up to `end`."""
    first = at(spans, start)
    if first < 0 or spans[first].end <= start:
        first += 1
    last = bisect_right(spans, end - 1, key=lambda span: span.start)
    return range(first, max(first, last))


def whole(spans: Sequence[Span], start: int, end: int) -> Span | None:
    """From the beginning of the first span touched to the end of the last, None where none is."""
    found = touching(spans, start, end)
    return Span(spans[found[0]].start, spans[found[-1]].end) if found else None


def words(text: str) -> int:
    """How many words it has, as counted for a reader; each Chinese or Japanese character counts as one."""
    return sum(1 for _ in _COUNTED.finditer(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _ends(text: str, begin: int, match: re.Match[str], line_end: int, known: Stops) -> bool:
    """Whether a sentence ends at a stop that does not end the line."""
    end = match.end()
    stop = match.group().rstrip(_CLOSING.replace("\\", "") + "“‘«‹ \u00a0\u202f")
    if match.group()[0] in _WIDE:
        # In Japanese, what is said is followed by the word that it is said with.
        return not (match.group()[-1] in "」』" and text.startswith(("と", "って"), end))
    if match.group()[0] == "．":
        return not text[end].isdigit()
    if not text[end].isspace():
        return False
    rest = text[end : min(line_end, end + _LOOK_BACK)].lstrip().lstrip(_OPENING).lstrip()
    if not rest:
        return True
    if rest[0].islower() and not rest[1:2].isupper():
        return False
    if stop[-1:] in "!?؟।۔" or (stop[:1] == "." and len(stop) > 1) or "…" in stop:
        return True
    if _ITEM.fullmatch(text, begin, match.start() + 1):
        return False
    return _full_stop(_last(text[max(begin, match.start() - _LOOK_BACK) : match.start()]), rest, known)


def _full_stop(word: str, rest: str, known: Stops) -> bool:
    """Whether a single full stop between a word and what comes next ends a sentence."""
    word = _ELIDED.sub("", word)
    lower = word.lower()
    first = _WORD.match(rest)
    opener = first is not None and first.group().lower().replace("’", "'") in known.openers
    if opener and first is not None and first.end() == 1 and rest[1:2] == ".":
        opener = False  # an initial
    if lower in known.numbered and _NUMBER.match(rest):
        return False
    if lower in known.titles:
        return False
    if lower in known.closers:
        return _DATES.match(rest) is None
    if lower in known.names:
        return opener
    if word and word != "I" and word[0].isupper() and _INITIALS.fullmatch(word) and (len(word) == 1 or "." in word):
        return opener
    if word.count(".") and _INITIALS.fullmatch(word):
        return opener
    if known.ordinals and word.isdigit() and len(word) <= 2:
        return opener
    return True


def _last(text: str) -> str:
    """The last word of a text, with the stops within it, without what opens before it."""
    cut = len(text)
    while cut and not text[cut - 1].isspace() and text[cut - 1] not in '([{"“‘„«—–/':
        cut -= 1
    return text[cut:].lstrip(_OPENING)
