"""Articles read as plain text: one reader for each format, told by what the bytes say, then by the name.

Nothing is fetched, and nothing in a file is executed or loaded: no image, script, style or external entity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple

from argmap.edit.cleaning import clean, clean_line
from argmap.errors import ArgmapError
from argmap.formats.articles.article import LARGEST, LONGEST, Article, first_line_as_title
from argmap.formats.native import is_map
from argmap.text import tr

__all__ = ["LARGEST", "LONGEST", "READERS", "Article", "Reader", "kind_of", "read_article"]


class Reader(NamedTuple):
    """A format of articles: its name, its title, the suffixes of its files, and where it is read.

    `reader` names a function `read(data, name) -> Article` as "module:function".
    """

    kind: str
    title: str
    suffixes: tuple[str, ...]
    reader: str


READERS: tuple[Reader, ...] = (
    Reader("pdf", tr("PDF"), (".pdf",), "argmap.formats.articles.pdf:read"),
    Reader("docx", tr("Word document"), (".docx",), "argmap.formats.articles.docx:read"),
    Reader("html", tr("web page"), (".html", ".htm", ".xhtml"), "argmap.formats.articles.html:read"),
    Reader("markdown", tr("Markdown"), (".md", ".markdown"), "argmap.formats.articles.markdown:read"),
    Reader("plain", tr("plain text"), (".txt", ".text"), "argmap.formats.articles.plain:read"),
)
"""All formats of articles; what is of none of the others is read as plain text."""

_STRANGE: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", tr("it is an old Word document; save it as DOCX")),
    (b"{\\rtf", tr("it is RTF; save it as DOCX or plain text")),
    (b"PK\x03\x04", tr("it is an archive of a kind that argmap does not read; save it as DOCX or plain text")),
    (b"\x89PNG", tr("it is a picture, not a text")),
    (b"\xff\xd8\xff", tr("it is a picture, not a text")),
    (b"GIF8", tr("it is a picture, not a text")),
    (b"\x1f\x8b", tr("it is packed; unpack it first")),
    (b"\x7fELF", tr("it is a program, not a text")),
)


def kind_of(data: bytes, name: str = "") -> str:
    """The kind of reader for the bytes of a file; ArgmapError where they are of a kind that none reads."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = start.lower().replace(b"\0", b"")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        return "docx"
    for mark, why in _STRANGE:
        if start.startswith(mark):
            raise ArgmapError(why, name)
    if is_map(data):
        raise ArgmapError(tr("it is a map, not an article"), name)
    if lower.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        lower.startswith((b"<?xml", b"<!--")) and b"<html" in lower
    ):
        return "html"
    found = next((r.kind for r in READERS if name.lower().endswith(r.suffixes)), "plain")
    if found in ("pdf", "docx"):
        raise ArgmapError(tr("its name says that it is a {title}, and it is none", title=_row(found).title), name)
    return found


def read_article(data: bytes, name: str, kind: str = "") -> Article:
    """The text of an article and what its file says of it; `kind` is a row of `READERS`, "" to tell by the content.

    The text is normalised as all text of a map is, before any offset is counted. Raises ArgmapError in one line for
    what cannot be read, what is too large, and what needs an extra that is not installed.
    """
    if len(data) > LARGEST:
        raise ArgmapError(tr("is larger than {n} MiB", n=LARGEST >> 20), name, tr("it is not read"))
    row = _row(kind or kind_of(data, name))
    module, _, function = row.reader.partition(":")
    reader: Callable[[bytes, str], Any] = getattr(import_module(module), function)
    article = reader(data, name)
    assert isinstance(article, Article)
    text = clean(article.text).strip("\n")
    if not text.strip():
        raise ArgmapError(tr("there is no text in it"), name)
    if len(text) > LONGEST:
        raise ArgmapError(tr("its text is longer than {n} million characters", n=LONGEST // 10**6), name)
    return replace(
        article,
        text=text,
        title=clean_line(article.title or first_line_as_title(text)),
        author=clean_line(article.author),
        published=clean_line(article.published),
        language=clean_line(article.language),
    )


def _row(kind: str) -> Reader:
    for row in READERS:
        if row.kind == kind:
            return row
    known = ", ".join(row.kind for row in READERS)
    raise ArgmapError(tr("there is no kind of article {kind!r}", kind=kind), hint=tr("there are {known}", known=known))
