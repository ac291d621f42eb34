"""Text broken into lines of a width, after Unicode's line breaking rules.

`may_break` is a compact form of Unicode's UAX #14, version 16 ("LB" rules below), with these differences:

- dictionaries for Thai, Lao, Khmer and Burmese are not used: such text breaks at spaces, else between graphemes;
- Korean breaks at its spaces, the choice the standard leaves for it;
- numbers follow the pairs of LB25, not its longer patterns;
- a percent, degree or currency sign is not parted by a space from the number before it;
- tabs, and the spaces of other widths, are spaces;
- a mark that follows a space stands for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from argmap.layout.measure import EMOJI, SPACES, extends, fitting, grapheme_end, is_wide, units, widths
from argmap.layout.metrics import TEXT_SIZE, TEXT_WIDTH

SOFT_HYPHEN = "\xad"
HYPHEN = "-"
"""What is drawn where a line ends at a soft hyphen."""


class Line(NamedTuple):
    """One line of a wrapped text."""

    text: str
    """As it is drawn: without the white space at its end, tabs as spaces, with a hyphen for a soft one at its end."""
    width: float
    start: int
    """The offset of the line's first character in the text wrapped, in code points."""


@lru_cache(maxsize=32768)  # some 1 kB each: 33 MB when full, and room for every claim of a map of 20,000
def wrap(text: str, width: float = TEXT_WIDTH, size: float = TEXT_SIZE, face: str = "regular") -> tuple[Line, ...]:
    """The text in lines none of which is wider than `width`, but for a single grapheme that is.

    A line break in the text always ends a line; an empty text is one empty line. A word is parted only where it
    alone is wider than a line.
    """
    lines: list[Line] = []
    start = 0
    for end, after in _hard_breaks(text):
        lines += _lines(text[start:end], start, width, size, face)
        start = after
    return tuple(lines)


_HARD_BREAK = re.compile("\r\n|[\n-\r\x85\u2028\u2029]")


def _hard_breaks(text: str) -> list[tuple[int, int]]:
    """Where each line break of the text begins and ends, and the text's end."""
    breaks = [] if text.isprintable() else [match.span() for match in _HARD_BREAK.finditer(text)]
    return [*breaks, (len(text), len(text))]


def _lines(text: str, offset: int, width: float, size: float, face: str) -> list[Line]:
    """The lines of a text without line breaks that stands at `offset` in the text given."""
    em = widths(face).em
    room = fitting(width, size, face)
    text = text.replace("\t", " ")
    reach = list(accumulate(units(text, face), initial=0))  # reach[i]: the width of text[:i]
    lines: list[Line] = []
    start = 0
    while True:
        fits = bisect_right(reach, reach[start] + room, start + 1) - 1
        stop = _skip_spaces(text, fits)
        if stop == len(text):
            break
        after = _break_before(text, start, stop, reach, room, face)
        if after == len(text):
            break
        line = text[start:after].rstrip(SPACES)
        used = reach[start + len(line)] - reach[start]
        if line.endswith(SOFT_HYPHEN) and text[after - 1] == SOFT_HYPHEN and used + widths(face)[HYPHEN] <= room:
            line, used = line[:-1] + HYPHEN, used + widths(face)[HYPHEN]
        lines.append(Line(line, used * size / em, offset + start))
        start = after
    line = text[start:].rstrip(SPACES)
    lines.append(Line(line, (reach[start + len(line)] - reach[start]) * size / em, offset + start))
    return lines


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] in SPACES:
        at += 1
    return at


_LETTERS = re.compile("[A-Za-z\xc0-\u02c6\u0388-\u0481\u048a-\u052f]*")
"""Letters of one class (AL): no line ends between them."""


def _break_before(text: str, start: int, stop: int, reach: list[int], room: int, face: str) -> int:
    """Where the line after the one that begins at `start` begins; what stands before `stop` fits."""
    top = stop
    space = text.rfind(" ", start, stop)
    if space >= 0 and (match := _LETTERS.match(text, space + 1, stop + 1)) and match.end() == stop + 1:
        top = space + 1  # nearly always: what does not fit is within a plain word
    for at in range(top, start, -1):
        if may_break(text, at, start) and (
            text[at - 1] != SOFT_HYPHEN or reach[at] - reach[start] + widths(face)[HYPHEN] <= room
        ):
            return at
    for at in range(stop, start, -1):  # rather at a space where no break should be than within a word
        if text[at - 1] in SPACES and text[at] not in SPACES:
            return at
    at = grapheme_end(text, start)
    while at < stop and (end := grapheme_end(text, at)) <= stop:
        at = end
    return _skip_spaces(text, at)


# One letter for a line breaking class, or for several that the rules treat alike; the standard's name where it helps.
_CLASSES = (
    ("S", SPACES),
    ("Z", "\u200b"),
    ("W", "\u2060\ufeff"),
    ("J", "\u200d"),
    ("G", "\xa0\u2007\u202f\u2011\u180e\u0f08\u0f0c\u0f12"),
    ("-", "-"),
    ("h", "\u2010\u2012\u2013\u058a"),  # HH
    ("B", "|\xad\u05be\u0964\u0965\u0e5a\u0e5b\u0f0b\u0f34\u0f85\u104a\u104b\u1361\u17d4\u17d5\u2027\u2056\u2058"),
    ("b", "\xb4\u02c8\u02cc\u02df\u1ffd"),
    ("2", "\u2014\u2e3a\u2e3b"),  # B2
    ("q", "\"'\u275b\u275c\u275d\u275e"),  # QU that neither opens nor closes
    ("(", "\xa1\xbf"),
    (")", ")]}"),
    ("}", "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff61\uff64\ufe50\ufe52\ufe56\ufe57"),  # CL, and EX that is wide
    ("!", "!?\u05c6\u061b\u061d\u061e\u061f\u06d4\u0f0d\u2762\u2763"),
    (",", ",.:;\u037e\u0589\u060c\u060d\u2044"),  # IS
    ("/", "/"),
    (".", "\u2024\u2025\u2026\u22ef"),  # IN
    ("n", "\u203c\u203d\u2047\u2048\u2049々〜〻゛゜ゝゞ゠・ヽヾ：；･ﾞﾟ"),  # NS
    ("n", "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"),  # CJ
    ("n", "ｧｨｩｪｫｬｭｮｯｰ"),
    ("P", "%\xa2\xb0\u066a\u2030\u2031\u2032\u2033\u2034\u2035\u2036\u2037\u2103\u2109\u20a7\u20b6\u20bb\u20be\u20c0"),
    ("P", "\uff05\uffe0"),
    ("$", "+\\\xb1\u2116\u2212\u2213"),
    ("N", "\u066b\u066c"),
    ("I", EMOJI),
)
_BY_CATEGORY = {"Ps": "(", "Pe": ")", "Pi": "i", "Pf": "f", "Sc": "$", "Nd": "N"}
_PICTOGRAPHS = ((0x1F000, 0x1F0FF), (0x1F200, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1FAFF))


class _Classes(dict[str, str]):
    """The class of each character, found when it is first met."""

    def __missing__(self, char: str) -> str:
        found = self[char] = _class_of(char)
        return found


def _class_of(char: str) -> str:
    import unicodedata

    code = ord(char)
    if extends(char):
        return "M"
    found = _BY_CATEGORY.get(unicodedata.category(char), "A")
    if 0x1100 <= code <= 0x115F or 0x3131 <= code <= 0x318E or 0xA960 <= code <= 0xA97F or 0xAC00 <= code <= 0xD7A3:
        return "A"  # Hangul
    if is_wide(char):
        return {"(": "[", ")": "}", "$": "$"}.get(found, "I")
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "R"
    if any(first <= code <= last for first, last in _PICTOGRAPHS):
        return "I"
    if 0x5D0 <= code <= 0x5F2 or 0xFB1D <= code <= 0xFB4F:
        return "H"
    return found


_class = _Classes((char, letter) for letter, chars in _CLASSES for char in chars)

_ANY = "AHNMJGW([)}qif-hBb2!,/.P$InR"
_EAST_ASIAN = "I[}n"
_NOT_EAST_ASIAN = "".join(letter for letter in _ANY if letter not in _EAST_ASIAN + "M")
_UNBROKEN = (
    (_ANY + "SZ", "SZ"),  # LB7
    (_ANY, "MJW)}!/" + "B-hn" + "," + "." + "qf"),  # LB9, 11, 13, 21, 15d, 22, 19
    ("JGW([b" + "qi", _ANY),  # LB8a, 12, 11, 14, 21, 19
    ("".join(letter for letter in _ANY if letter not in "MB-h"), "G"),  # LB12a
    (_NOT_EAST_ASIAN, "i"),  # LB19a
    ("f", _NOT_EAST_ASIAN),
    ("AHN", "AHN"),  # LB23, 28; and NU before NU, LB25
    ("2", "2"),  # LB17
    ("$", "I"),  # LB23a
    ("I", "P"),
    ("P$", "AH"),  # LB24
    ("AH", "P$"),
    ("N)", "P$"),  # LB25
    ("P$", "N("),
    ("-,", "N"),
    (",", "AH"),  # LB29
    ("/", "H"),  # LB21b
    ("AHN", "("),  # LB30
    (")", "AHN"),
)
"""The classes between which, side by side, no break is."""
_GLUED = frozenset(left + right for lefts, rights in _UNBROKEN for left in lefts for right in rights)
_KEPT_WITH_NUMBER = "%\xb0\u2030\u2031\u2103\u2109\u20ac$\xa3\xa5\xa2"


def may_break(text: str, at: int, start: int = 0) -> bool:
    """Whether a line that begins at `start` may end before the character at `at`, which is one after it."""
    before, after = _class[text[at - 1]], _class[text[at]]
    if before + after in _GLUED:
        return False
    if before == "S" and after in "AI" and at > 1 and _class[text[at - 2]] in "AIN,":
        return True  # nearly always: a plain word after a space
    last, before = _base(text, at - 1)
    if before == "Z":
        return True  # LB8
    if before == "S":
        return _may_break_after_spaces(text, last, at)
    if before + after in _GLUED:
        return False
    if before == "R" and after == "R":  # LB30a
        return (at - _start_of(text, at, "R", start)) % 2 == 0
    if after == "i":  # LB19a
        return at + 1 < len(text) and _class[text[at + 1]] in _EAST_ASIAN
    if before == "f":
        return _base(text, last - 1)[1] in _EAST_ASIAN
    if before == "/" and after == "N":  # LB25
        return _base(text, _start_of(text, at, "/,") - 1)[1] != "N"
    if before in "-hB":
        previous = _base(text, _start_of(text, last, "-h") - 1)[1]
        if before != "B" and after in "AH" and previous in "^SZG":  # LB20a, here for several hyphens too
            return False
        return previous != "H" or after == "H"  # LB21a
    return True


def _may_break_after_spaces(text: str, last: int, at: int) -> bool:
    """As `may_break`, for a break after the space at `last`."""
    after = _class[text[at]]
    following = _class[text[at + 1]] if at + 1 < len(text) else "^"
    last, before = _base(text, _start_of(text, last, "S") - 1)
    if before == "Z":
        return True  # LB8
    if after in ")}!/W" or before in "([":  # LB13, 11, 14
        return False
    if before == "i" and _base(text, last - 1)[1] in "^([qifGSZ":  # LB15a
        return False
    if after == "f" and following in "^SGW)}qif!,/Z":  # LB15b
        return False
    if after == ",":
        return following == "N"  # LB15c
    if before + after in (")n", "}n", "22"):  # LB16, 17
        return False
    return not (before == "N" and text[at] in _KEPT_WITH_NUMBER and following != "N")


def _start_of(text: str, end: int, classes: str, start: int = 0) -> int:
    """Where the run of characters of these classes begins that stands before `end`, `start` at the earliest."""
    while end > start and _class[text[end - 1]] in classes:
        end -= 1
    return end


def _base(text: str, at: int) -> tuple[int, str]:
    """The character that the marks up to `at` belong to, and its class; `^` before the text (LB9, 10)."""
    last = at
    while last >= 0 and _class[text[last]] in "MJ":
        last -= 1
    found = _class[text[last]] if last >= 0 else "^"
    return (last, found) if last == at or found not in "SZ^" else (at, "A")
