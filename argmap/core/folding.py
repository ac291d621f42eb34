"""A text made comparable: spacing, hyphenation, quotation marks, dashes and case evened out, with the way back.

What is the same after folding differs only in how it was set. Offsets count code points on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from enum import IntEnum
from functools import lru_cache


class Depth(IntEnum):
    """How much is evened out, each including what stands before it.

    `SPACING`: any white space is one space, and what has no width is nothing. `HYPHENATION`: hyphens between
    letters are nothing, with a line's end behind them or without. `MARKS`: quotation marks are straight, dashes are one
    hyphen, `…` is three stops, accents are joined to their letters (NFC). `CASE`: all is in lower case.
    """

    SPACING = 1
    HYPHENATION = 2
    MARKS = 3
    CASE = 4


_SOFT = "\u00ad"
_NOTHING = "\u200b\u2060\ufeff"
_HYPHENS = "-‐‑"
_DASHES = "–—―‒−⸺⸻"
_THIN = _SOFT + _NOTHING + _DASHES + _HYPHENS
_LONGER = "".join(c for c in map(chr, [*range(0xDF, 0x2000), *range(0xFB13, 0xFB18)]) if len(c.casefold()) != 1)
"""The characters that are several in lower case, such as ß."""
_ACCENTS = "\u0300-\u036f\u3099\u309a\u1ab0-\u1aff\u20d0-\u20ff"
_CLASS = _THIN.replace("-", r"\-")
_RUN = rf"[\s{_CLASS}]{{2,}}|[{_CLASS}…ﬀ-ﬆ{_LONGER}]"
_ODD = re.compile(_RUN)
_ODD_WITH_ACCENTS = re.compile(rf"[^\s{_CLASS}{_ACCENTS}][{_ACCENTS}]+|{_RUN}")
_ACCENT = re.compile(f"[{_ACCENTS}]")
_INVISIBLE = dict.fromkeys(map(ord, _SOFT + _NOTHING))
_SPACE = re.compile(r"\s+")
_SPACES = [c for c in map(chr, range(0x3001)) if c.isspace() and c != " "]
_QUOTES = [*((c, '"') for c in "“”„‟«»″〝〞＂"), *((c, "'") for c in "‘’‚‛‹›′`´ʼ＇")]


class Folded:
    """A folded text that knows where each of its characters comes from."""

    __slots__ = ("_from", "_lengths", "_to", "text")

    def __init__(self, original: str, depth: Depth) -> None:
        pattern = _ODD_WITH_ACCENTS if depth >= Depth.MARKS and _ACCENT.search(original) else _ODD
        pieces: list[str] = []
        # Where each stretch begins, folded and original, and how long in the original if it was rewritten, else -1.
        to, origins, lengths = [0], [0], [-1]
        last = at = 0
        for match in pattern.finditer(original):
            start, end = match.span()
            new = _rewritten(original, match.group(), start, end, depth)
            pieces.append(original[last:start])
            pieces.append(new)
            at += start - last
            to += (at, at + len(new))
            origins += (start, end)
            lengths += (end - start, -1)
            at += len(new)
            last = end
        pieces.append(original[last:])
        text = "".join(pieces)
        for space in _SPACES:
            text = text.replace(space, " ")
        if depth >= Depth.MARKS:
            for mark, plain in _QUOTES:
                text = text.replace(mark, plain)
        if depth >= Depth.CASE:
            text = text.casefold()
        self.text = text
        self._to, self._from, self._lengths = to, origins, lengths

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where `self.text[start:end]`, which is not empty, stands in the original."""
        first, last = bisect_right(self._to, start) - 1, bisect_right(self._to, end - 1) - 1
        begin = self._from[first]
        if self._lengths[first] < 0:
            begin += start - self._to[first]
        stop = self._from[last]
        stop += self._lengths[last] if self._lengths[last] >= 0 else end - self._to[last]
        return begin, stop

    def place(self, offset: int) -> int:
        """Where in the folded text an offset of the original stands; within what was rewritten, where that begins."""
        at = bisect_right(self._from, offset) - 1
        return self._to[at] + (offset - self._from[at] if self._lengths[at] < 0 else 0)


@lru_cache(maxsize=4)
def folded(text: str) -> Folded:
    """A text folded as deep as it goes; the last few are kept."""
    return Folded(text, Depth.CASE)


@lru_cache(maxsize=64)
def fold(text: str, depth: Depth = Depth.CASE) -> str:
    """A short text folded, without spaces at its ends."""
    return Folded(text, depth).text.strip(" ")


def _rewritten(text: str, run: str, start: int, end: int, depth: Depth) -> str:
    """What a run of characters that do not stand for themselves becomes."""
    if run == "…":
        return "..." if depth >= Depth.MARKS else run
    if len(run) > 1 and _ACCENT.match(run, len(run) - 1):
        return _even(unicodedata.normalize("NFC", run), depth)
    if len(run) == 1 and run not in _THIN:
        return _even(unicodedata.normalize("NFKC", run) if "ﬀ" <= run <= "ﬆ" and depth >= Depth.MARKS else run, depth)
    bare = run.translate(_INVISIBLE)
    dashes = "".join(c for c in bare if not c.isspace())
    within = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    if not dashes:
        parted = within and run[0] == _SOFT and "\n" in run and depth >= Depth.HYPHENATION
        return " " if bare and not parted else ""
    # A hyphen or dash that stands close to both its words, or close to the first at the end of a line.
    close = within and len(dashes) == 1 and bare[0] == dashes and (len(bare) == 1 or "\n" in bare)
    if close and (depth >= Depth.MARKS if dashes == "–" else dashes in _HYPHENS and depth >= Depth.HYPHENATION):
        return ""
    return "-" if depth >= Depth.MARKS else _SPACE.sub(" ", bare)


def _even(piece: str, depth: Depth) -> str:
    return piece.casefold() if depth >= Depth.CASE else piece
