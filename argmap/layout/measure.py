"""How wide text is, without Qt: the advance widths of the shipped Inter, and a stated estimate for other scripts.

The width of a text is the sum of the advances of its characters, since canvas and pictures draw with kerning off,
and the shipped faces have no contextual alternates.
What Inter has no glyph for is drawn in a face of the system that is not known here. Its width is then an estimate,
the same on every machine: 1 em for East Asian wide characters (those of Unicode's EastAsianWidth.txt, W and F),
1.25 em for emoji, for other scripts the average of running text in Noto Sans, rounded up. What has no room of its own
(combining marks, joiners, variation selectors, soft hyphens) is 0 wide, and an emoji of several code points, such as
a flag, a keycap or a family, counts once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Any

from argmap.layout.metrics import TEXT_SIZE
from argmap.resources import resource

FACES = ("regular", "semibold", "italic")
SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""White space at which a line may end; at the end of a line it is not drawn."""
ELLIPSIS = "\u2026"

WIDE = (
    *((0x1100, 0x115F), (0x2329, 0x232A), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3)),
    *((0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF)),
    *((0x1AFF0, 0x1B2FF), (0x1D300, 0x1D37F), (0x20000, 0x3FFFF)),
)
"""The ranges of East Asian wide characters, emoji apart. A table of our own: Python's changes with its version."""

EMOJI = (
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽"
    "⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)
"""The characters below U+1F000 that are emoji without being asked (Emoji_Presentation)."""

_ESTIMATES = (
    (0x0000, 0.65),  # Armenian, Georgian and what is not named here
    (0x0590, 0.6),  # Hebrew
    (0x0600, 0.55),  # Arabic, Syriac, Thaana, N'Ko
    (0x0900, 0.55),  # Devanagari to Oriya
    (0x0B80, 0.75),  # Tamil to Sinhala
    (0x0E00, 0.6),  # Thai, Lao, Tibetan
    (0x1000, 0.8),  # Myanmar
    (0x10A0, 0.65),
    (0x13A0, 0.8),  # Cherokee, Canadian syllabics
    (0x1680, 0.65),
    (0x2190, 1.0),  # arrows, mathematics, symbols
    (0x2C00, 0.65),
    (0xE000, 1.0),  # private use
    (0xFB00, 0.6),  # presentation forms
    (0xFF61, 0.5),  # East Asian halfwidth
    (0xFFE7, 0.65),
    (0x1D400, 0.75),  # mathematical letters
    (0x1D800, 0.65),
    (0x1F000, 1.25),  # pictographs
    (0x1FB00, 1.0),
    (0xE0000, 1.0),
)
"""From which code point on which width, in em, is taken for a character that is neither Inter's nor wide."""

_PICTOGRAPH = (
    "(?![\U0001f1e6-\U0001f1ff])"
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
    "[\ufe0f\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
)
_SEQUENCE = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTOGRAPH}(?:\u200d{_PICTOGRAPH})*",
)
"""A flag, a keycap, or pictographs joined: the emoji sequences of Unicode's UTS #51."""
_PART_OF_SEQUENCE = re.compile("[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_EMOJI_EM = 1.25

_WITHOUT_WIDTH = {"Mn", "Me", "Cf", "Cc", "Zl", "Zp"}
_MARKS = {"Mn", "Mc", "Me", "Cf"}
_STANDING_ALONE = "\xad\u200b\u2060\ufeff\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
_TAKES_NO_MARKS = SPACES + "\u200b\n\x0b\x0c\r\x85\u2028\u2029"
_VIRAMAS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"


class Widths(dict[str, int]):
    """The advances of one face by character, in units of which `em` make an em; what is missing is estimated."""

    def __init__(self, known: dict[str, int], em: int) -> None:
        super().__init__(known)
        self.em = em
        self["\t"] = self[" "]
        self.update(dict.fromkeys(EMOJI, round(_EMOJI_EM * em)))

    def __missing__(self, char: str) -> int:
        units = self[char] = round(_estimate(char) * self.em)
        return units


@cache
def widths(face: str) -> Widths:
    """The advances of a face: `regular`, `semibold` or `italic`."""
    table = _table()
    return Widths(dict(zip(table["characters"], table[face], strict=True)), table["units"])


def advance(text: str, size: float = TEXT_SIZE, face: str = "regular") -> float:
    """The width of a text set in one line, in the unit of `size`."""
    return sum(units(text, face)) * size / widths(face).em


def elide(text: str, width: float, size: float = TEXT_SIZE, face: str = "regular") -> str:
    """The text in one line, cut after a whole grapheme and ended with … where it is wider than `width`.

    Line breaks and tabs become spaces. The … stands even where it alone is wider than `width`.
    """
    line = re.sub("\r\n|[\t-\r\x85\u2028\u2029]", " ", text)
    advances = units(line, face)
    room = fitting(width, size, face)
    if sum(advances) <= room:
        return line
    room -= widths(face)[ELLIPSIS]
    end, used = 0, 0
    while True:
        after = grapheme_end(line, end)
        used += sum(advances[end:after])
        if used > room:
            return line[:end].rstrip() + ELLIPSIS
        end = after


def units(text: str, face: str) -> list[int]:
    """The advance of each code point, in the face's units; that of an emoji sequence stands at its first."""
    advances = list(map(widths(face).__getitem__, text))
    if not text.isascii() and _PART_OF_SEQUENCE.search(text):
        emoji = round(_EMOJI_EM * widths(face).em)
        for match in _SEQUENCE.finditer(text):
            start, end = match.span()
            if end - start > 1:
                advances[start:end] = [emoji] + [0] * (end - start - 1)
    return advances


def fitting(width: float, size: float, face: str) -> int:
    """The most units of a face that are not wider than `width` when set at `size`."""
    em = widths(face).em
    room = int(width * em / size)
    while room * size / em > width:  # at most once, and only where the division was rounded
        room -= 1
    while (room + 1) * size / em <= width:
        room += 1
    return room


def grapheme_end(text: str, start: int) -> int:
    """Where the grapheme that begins at `start` ends: what a reader takes for one character.

    The extended grapheme clusters of Unicode's UAX #29, but that white space takes no marks, and that direction
    marks belong to what they follow.
    """
    match = _SEQUENCE.match(text, start)
    end = match.end() if match else start + 1
    if text[start] in _TAKES_NO_MARKS:
        return end
    while end < len(text) and (extends(text[end]) or _is_conjunct(text, end)):
        end += 1
    return end


@cache
def extends(char: str) -> bool:
    """Whether a character belongs to the grapheme before it: marks, joiners, selectors, skin tones, Hangul vowels."""
    code = ord(char)
    if code < 0x300:
        return False
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF or 0x1F3FB <= code <= 0x1F3FF or char in "\u0e33\u0eb3":
        return True
    return _category(char) in _MARKS and char not in _STANDING_ALONE


def is_wide(char: str) -> bool:
    """Whether a character is East Asian wide, emoji apart."""
    place = bisect_right(WIDE, (ord(char), 0x110000)) - 1
    return place >= 0 and ord(char) <= WIDE[place][1]


def _is_conjunct(text: str, at: int) -> bool:
    """Whether an Indic consonant is joined by a virama to the one before it."""
    last = at - 2 if text[at - 1] == "\u200d" else at - 1
    return text[last] in _VIRAMAS and _category(text[at]) == "Lo" and ord(text[at]) // 128 == ord(text[last]) // 128


def _estimate(char: str) -> float:
    code = ord(char)
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF or _category(char) in _WITHOUT_WIDTH:
        return 0.0
    if is_wide(char):
        return 1.0
    return _ESTIMATES[bisect_right(_ESTIMATES, (code, 2.0)) - 1][1]


def _category(char: str) -> str:
    import unicodedata

    return unicodedata.category(char)


@cache
def _table() -> dict[str, Any]:
    import json

    table: dict[str, Any] = json.loads(resource("fonts/inter-widths.json").read_bytes())
    return table
