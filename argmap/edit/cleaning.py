"""The one border where what is typed or pasted becomes text of the map."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_BREAK = re.compile(r"\r\n?")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with CRLF and CR as newline, and lone surrogates and controls but tab and newline as U+FFFD.

    Two surrogates that belong together become the character they stand for. There is no normalisation (NFC).
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNFIT.sub("\ufffd", _BREAK.sub("\n", _PAIR.sub(_joined, text)))


def clean_line(text: str) -> str:
    """The same in one line: any run of white space is one space, none at the ends."""
    return " ".join(clean(text).split())


def clean_lines(names: Iterable[str]) -> tuple[str, ...]:
    """Names or tags, each in one line and each once, in the order given; empty ones are left out."""
    return tuple(dict.fromkeys(name for name in map(clean_line, names) if name))


def _joined(pair: re.Match[str]) -> str:
    high, low = pair.groups()
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))
