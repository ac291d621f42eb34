"""Web pages as plain text: the blocks of the page as paragraphs, without what is not the article.

Read by the standard parser; with the extra `web`, trafilatura says which part of the page is the article.
"""

from __future__ import annotations

import codecs
import re
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from argmap.errors import ArgmapError
from argmap.formats.articles.article import Article, day, spaced
from argmap.formats.articles.markup import Page, parse
from argmap.formats.articles.plain import decoded
from argmap.formats.articles.quiet import quiet
from argmap.text import tr, trn

LARGEST = 16 * 1024 * 1024
"""The largest page that is read, in bytes."""

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,30})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^<>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,30})", re.IGNORECASE)
_ENCODINGS = re.compile(
    r"utf-8|(iso-?8859-\d+|windows-?125\d|cp125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr|mac-?roman|ibm866|us-ascii"
    r"|latin-?1|ascii|tis-620)$",
    re.IGNORECASE,
)


def read(data: bytes, name: str) -> Article:
    """The article of a page with its title, author, date and language, as far as the page says them."""
    if len(data) > LARGEST:
        raise ArgmapError(tr("is larger than {n} MiB", n=LARGEST >> 20), name, tr("it is not read"))
    text, encoding, notes = decoded(data, name, _said(data))
    page = parse(text)
    found, note = _by_trafilatura(text, page)
    return Article(found or from_page(page), *about(page), encoding=encoding, notes=(*notes, *note))


def _said(data: bytes) -> str:
    """The encoding that the page says it has, as Python's name; "" for none, or for one that is not of web pages."""
    match = _XML.match(data[:200]) or _CHARSET.search(data[:4096])
    if match is None:
        return ""
    label = match.group(1).decode("ascii").lower()
    if not _ENCODINGS.match(label):
        return ""
    try:
        codec = codecs.lookup(label).name
    except LookupError:
        return ""
    # A page that says Latin-1 or ASCII means Windows-1252 (Encoding Standard, WHATWG); UTF-8 is tried anyway.
    return "cp1252" if codec in ("iso8859-1", "ascii") else "" if codec == "utf-8" else codec


def from_page(page: Page) -> str:
    """The paragraphs of the page's article: of its `article` or `main`, if these hold the better part of it."""
    main = [block.text for block in page.blocks if block.main]
    every = [block.text for block in page.blocks]
    chosen = main if 2 * sum(map(len, main)) >= sum(map(len, every)) else every
    return "\n\n".join(chosen or page.all_text)


def about(page: Page) -> tuple[str, str, str, str]:
    """Title, author, date and language as the page says them, "" where it does not."""
    said = page.said
    title = said("og:title", "ld:headline", "twitter:title", "dc.title") or page.heading or page.title
    author = said("author", "ld:author", "article:author", "dc.creator", "byl", "parsely-author")
    if author.startswith(("http://", "https://")):
        author = said("ld:author")
    date = said(
        "article:published_time", "ld:datepublished", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
        "parsely-pub-date", "time",
    )  # fmt: skip
    return spaced(title), spaced(author), day(date), page.language


def _by_trafilatura(text: str, page: Page) -> tuple[str, tuple[str, ...]]:
    """The article as trafilatura finds it, and what is to be noted.

    It is "" where trafilatura is not installed, or finds too little of what we find to be believed.
    """
    if find_spec("trafilatura") is None or page.depth > 200 or len(text) > 4_000_000:
        return "", ()
    with quiet("trafilatura", "htmldate", "justext", "courlan"):
        try:
            trafilatura: Any = import_module("trafilatura")
            found = trafilatura.extract(
                text, include_comments=False, include_tables=True, include_images=False, favor_recall=True
            )
        except Exception as error:  # what another library chokes on is read by ours
            why = type(error).__name__
            return "", (tr("trafilatura could not read the page ({why}); it was read without.", why=why),)
    lines = [line.strip() for line in (found or "").split("\n")]
    text = "\n\n".join(line for line in lines if line)
    ours = from_page(page)
    if 2 * len(text) < len(ours):
        return "", ()
    known = {" ".join(line.split()) for line in lines}
    gone = [line for line in ours.split("\n") if line.strip() and " ".join(line.split()) not in known]
    # A heading is the title; whatever else is not taken over is said, since it may be part of the argument.
    count = sum(" ".join(line.split()) != page.heading for line in gone)
    note = trn(
        "{n} paragraph of the page was taken for no part of the article.",
        "{n} paragraphs of the page were taken for no part of the article.",
        count,
    )
    return text, (note,) if count else ()
