"""Plain text, its encoding found out."""

from __future__ import annotations

import codecs
import re

from argmap.errors import ArgmapError
from argmap.formats.articles.article import Article, is_wrapped, unwrapped
from argmap.text import tr, trn

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 LE"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)


def read(data: bytes, name: str) -> Article:
    """The text as it is; lines that were broken to fit a width are joined into paragraphs, and that is noted."""
    text, encoding, notes = decoded(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x0b", "\n")
    if is_wrapped(text):
        text = unwrapped(text)
        notes = (*notes, tr("Lines broken to fit a width were joined into paragraphs."))
    return Article(text, encoding=encoding, notes=notes)


def decoded(data: bytes, name: str, said: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The text of the bytes, the name of their encoding, and what is to be noted.

    A byte order mark decides; then what the file itself has `said`, as a name that Python knows; then UTF-8, if it
    fits; then UTF-16 without a mark, if every other byte is nearly always the same; else Windows-1252.
    ArgmapError where it is no text.
    """
    for mark, codec, title in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            return text, tr("{encoding} with byte order mark", encoding=title), _lost(text)
    if said:
        text = data.decode(said, "replace")
        return text, said.upper().replace("CP1252", "Windows-1252"), _lost(text)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and not _is_binary(text):
        return text, "UTF-8", ()
    if wide := _utf_16(data):
        return wide[0], wide[1], (tr("Read as {encoding}, without a byte order mark.", encoding=wide[1]),)
    if b"\0" in data or _is_binary(data.decode("latin-1")):
        raise ArgmapError(tr("it is no text"), name)
    text = data.decode("cp1252", "replace")
    return text, "Windows-1252", (tr("Read as Windows-1252, since it is no UTF-8."), *_lost(text), *_doubt(text))


def _doubt(text: str) -> tuple[str, ...]:
    """Words of Western Europe are mostly plain letters; where they are not, the bytes are of another encoding."""
    letters = [c for c in text[:20_000] if c.isalpha()]
    if 3 * sum(c > "\x7f" for c in letters) < len(letters):
        return ()
    return (tr("It does not look like that encoding; save the file as UTF-8."),)


def _lost(text: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    if not count:
        return ()
    return (trn("{n} character could not be read.", "{n} characters could not be read.", count),)


def _is_binary(text: str) -> bool:
    """Whether more than one character in a hundred is a control that no text has, or any is NUL."""
    part = text[:100_000]
    odd = sum(c < " " and c not in "\t\n\r\x0b\x0c\x1b" for c in part)
    return "\0" in part or odd * 100 > len(part)


_STOPS = re.compile("[、。，．？！：；]")


def _utf_16(data: bytes) -> tuple[str, str] | None:
    """The text as UTF-16 without a mark, where it makes one, and the encoding's name."""
    if len(data) < 4 or len(data) % 2:
        return None
    for codec, title, high in (("utf-16-le", "UTF-16 LE", data[1::2]), ("utf-16-be", "UTF-16 BE", data[::2])):
        sample = high[:20_000]
        # The high bytes of a text in one script are nearly all one block's or that of spaces and stops.
        block = max(set(sample) - {0}, key=sample.count, default=0)
        alike = (sample.count(0) + sample.count(block)) * 10 >= len(sample) * 9 and sample.count(0)
        # Those of Chinese, Japanese and Korean are of many blocks.
        wide = sum(0x30 <= high <= 0x9F or 0xAC <= high <= 0xD7 or high in (0, 0xFF) for high in sample)
        if not alike and wide * 20 < len(sample) * 19:
            continue
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text) and (" " in text or "\n" in text or (not alike and _STOPS.search(text))):
            return text, title
    return None
