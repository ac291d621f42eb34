"""What a reader of articles gives, and what readers share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.errors import ArgmapError
from argmap.text import tr

LARGEST = 64 * 1024 * 1024
"""The largest file that is read as an article, in bytes."""

LONGEST = 20_000_000
"""The longest text of an article, in code points."""


@dataclass(frozen=True)
class Article:
    """A text with what its file says of it, "" where that says nothing; `published` is a date as ISO 8601.

    `encoding` names the encoding that was found out, "" where the format has but one; `notes` are sentences about the
    reading that a user should see.
    """

    text: str
    title: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    encoding: str = ""
    notes: tuple[str, ...] = ()


def missing(extra: str, title: str, where: str) -> ArgmapError:
    """That a format needs an extra that is not installed."""
    return ArgmapError(
        tr("{title} needs an extra that is not installed", title=title), where, f'pip install "argmap[{extra}]"'
    )


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(stamp: str) -> str:
    """The date in a time stamp of ISO 8601, or what stands there in one line."""
    found = _DAY.match(stamp.strip())
    return found.group() if found is not None else " ".join(stamp.split())


def spaced(text: str) -> str:
    """The text of a paragraph in one line: white space as HTML has it, but a no-break space stays what it is."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


WIDEST = 100
"""The longest line, in characters, of a text whose lines may be parts of paragraphs."""


def is_wrapped(text: str) -> bool:
    """Whether its lines were broken to fit a width: hardly one ends where the next word would still have fitted."""
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines), default=0)
    if width > WIDEST or width < 40:
        return False
    breaks = [(a, b) for a, b in zip(lines, lines[1:]) if a and b]
    forced = sum(len(a) + 1 + len(b.split(maxsplit=1)[0]) > width for a, b in breaks if b.strip())
    return len(breaks) >= 4 and forced >= 0.95 * len(breaks)


def unwrapped(text: str) -> str:
    """The paragraphs, parted by empty lines, in one line each."""
    blocks = re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text.strip("\n"))
    hyphens = Hyphens(text.split("\n"))
    return "\n\n".join(joined(block.split("\n"), hyphens) for block in blocks)


# Of the last three characters of a line: of more, it would take its time with a word of a million letters.
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]\Z")

_OPENING = "\"'“‘„«(["

# A dash that stands close to its word stands close to the next one too.
_DASHED = re.compile(r"\w[”’\"')]*[—–]\Z")
_DASH = re.compile(r"[—–]\w")


# From the beginning of a word only, and never back into it: or else the time would grow with the square of its length.
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-\u2010][^\W\d_]++)+(?![-\u2010\w])")
_WHOLE = re.compile(r"[^\W\d_]+")


class Hyphens:
    """What a text says of hyphens at the ends of its lines: whether one belongs to its word or parts it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.compounds: set[str] = set()
        self.words: set[str] = set()
        lines = [line.strip() for line in lines]
        for line in lines:
            folded = line.casefold()
            self.compounds.update(word.replace("\u2010", "-") for word in _COMPOUND.findall(folded))
            self.words.update(_WHOLE.findall(folded))
        self.parts = self._parts_words(lines)

    def stays(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of `before`, the last word of a line, belongs to the word.

        So it is where the text has the word with its hyphen elsewhere and not without, or in neither way and
        parts no words.
        """
        first, second = before.rstrip("-\u2010").casefold(), _leading(after)
        if first + second in self.words:
            return False
        return f"{first}-{second}" in self.compounds or not (self.parts or before.endswith("\u2010"))

    def _parts_words(self, lines: list[str]) -> bool:
        """Whether words were parted at the ends of lines, by all the hyphens that stand there together.

        A word that the text has whole elsewhere was parted. Without such a one none was, where lines seldom end in a
        hyphen, or in hyphens of words as often as in others; nor where those that part are another character.
        """
        parted = own = unknown = others = 0
        for line, after in zip(lines, lines[1:]):
            if not after or not _HYPHENATED.search(line[-3:]):
                continue
            last = line.rsplit(maxsplit=1)[-1].lstrip(_OPENING)
            first, second = last[:-1].casefold(), _leading(after)
            if last[-1] != "-":
                others += 1
            elif first + second in self.words:
                parted += 1
            elif not after[0].islower() or "-" in first or f"{first}-{second}" in self.compounds:
                own += 1
            else:
                unknown += 1
        if parted or others:
            return not others
        return unknown > 2 * own and unknown > SELDOM * len(lines)


SELDOM = 0.025
"""The share of lines that end in the hyphen of a word anyway, at most."""


def _leading(text: str) -> str:
    match = _WHOLE.match(text.casefold())
    return match.group() if match is not None else ""


def joined(lines: list[str], hyphens: Hyphens | None = None) -> str:
    """The lines of a paragraph as one; a word parted by a hyphen at a line's end becomes one again.

    A hyphen stays before a capital or a digit, where the part before it has one more, and where `hyphens` says so:
    these have it anyway.
    """
    hyphens = Hyphens(lines) if hyphens is None else hyphens
    text = ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if not text:
            text = line
        elif text.endswith("\u00ad"):
            text = text[:-1] + line
        elif _HYPHENATED.search(text[-3:]) and line[0].isalpha():
            last = text.rsplit(maxsplit=1)[-1]
            keeps = not line[0].islower() or "-" in last[:-1] or hyphens.stays(last.lstrip(_OPENING), line)
            text = (text if keeps else text[:-1]) + line
        else:
            text += line if _DASHED.search(text[-9:]) or _DASH.match(line) else " " + line
    return text


def first_line_as_title(text: str) -> str:
    """The first line where it reads like a title: short, no sentence, with more text behind it."""
    line, _, rest = text.strip().partition("\n")
    line = line.strip()
    return line if 0 < len(line) <= 160 and line[-1] not in ".,;:" and rest.strip() else ""
