"""A page of HTML taken apart: its blocks of text, and what it says of itself.

Tags are found here and given one by one to the standard parser, since that takes time in the square of the length
for what is no good HTML. Nothing is loaded, nothing is executed.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from argmap.formats.articles.article import spaced


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_BLOCKS = _names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot "
    "thead tr ul caption"
)
_RAW = _names("script style noscript template iframe object svg math canvas audio video select textarea")
"""What holds no text of the page; its content is skipped unread."""
_BESIDE = _names("nav aside footer form button menu dialog")
"""What is beside the article."""
_ROLES = _names("navigation banner complementary contentinfo search menu dialog")
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_LONGEST_TAG = 65_536
_PATIENCE = 20


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, item or row; `main` says that it stands in an `article` or `main`."""

    text: str
    main: bool


@dataclass
class Page:
    """What was found in a page; `all_text` also has what stands beside the article, `depth` is that of its elements."""

    blocks: list[Block] = field(default_factory=list)
    all_text: list[str] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    language: str = ""
    depth: int = 0
    meta: dict[str, str] = field(default_factory=dict)

    def said(self, *names: str) -> str:
        """The first of these things that the page says of itself."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")


class _Reader(HTMLParser):
    """Gathers text into blocks as tags open and close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[tuple[str, bool]] = []
        self.counts: Counter[str] = Counter()
        self.beside = 0
        self.gathered: list[str] = []
        self.in_title = False
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in reversed(attrs)}
        if tag in _BLOCKS:
            self.close_block()
            if self.counts["p"] and self.open and self.open[-1][0] == "p":
                self.handle_endtag("p")
        if tag == "br":
            self.gathered.append("\n")
        elif tag in ("td", "th"):
            self.gathered.append("\t")
        elif tag == "meta":
            self._meta(known)
        elif tag == "html":
            self.page.language = self.page.language or known.get("lang", "")[:20]
        elif tag == "time" and "datetime" in known:
            self.page.meta.setdefault("time", known["datetime"])
        if tag in _VOID:
            return
        beside = tag in _BESIDE or (tag == "header" and not self._in_main) or "hidden" in known
        beside = beside or known.get("role", "").lower() in _ROLES or known.get("aria-hidden") == "true"
        self.open.append((tag, beside))
        self.counts[tag] += 1
        self.beside += beside
        self.page.depth = max(self.page.depth, len(self.open))
        self.in_title = tag == "title" and not self.counts["body"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A slash closes nothing in HTML.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and self.counts[tag]:
            self.close_block(tag)
        self.in_title = False
        if not self.counts[tag]:
            return
        while True:
            name, beside = self.open.pop()
            self.counts[name] -= 1
            self.beside -= beside
            if name == tag:
                return

    def text(self, piece: str) -> None:
        """Takes up the text between two tags."""
        piece = html.unescape(piece)
        if self.in_title:
            self.page.title = self.page.title or spaced(piece)
        elif self.counts["pre"]:
            self.gathered.append(piece)
        else:
            # Line breaks of the file are mere white space; those of <br> are kept.
            self.gathered.append(re.sub(r"[ \t\n\r\f]+", " ", piece))

    @property
    def _in_main(self) -> bool:
        return bool(self.counts["article"] or self.counts["main"])

    def close_block(self, tag: str = "") -> None:
        """Ends the block at hand."""
        whole = "".join(self.gathered)
        self.gathered.clear()
        for part in re.split(r"\n[ \n]*\n", whole) if "\n\n" in whole or "\n \n" in whole else (whole,):
            lines = ("\t".join(filter(None, map(spaced, line.split("\t")))) for line in part.split("\n"))
            text = "\n".join(line for line in lines if line)
            if not text:
                continue
            self.page.all_text.append(text)
            if not self.beside:
                self.page.blocks.append(Block(text, self._in_main))
                if tag == "h1":
                    self.headings.append(text)

    def _meta(self, known: dict[str, str]) -> None:
        name = (known.get("property") or known.get("name") or known.get("itemprop") or "").lower()
        if name and known.get("content", "").strip():
            self.page.meta.setdefault(name, spaced(known["content"])[:1000])

    def linked_data(self, text: str) -> None:
        """Takes title, author and date from JSON-LD (schema.org); what is no JSON says nothing."""
        if len(text) > 1_000_000:
            return
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return
        rows = _list(found)
        graphs = [_list(row.get("@graph")) for row in rows if isinstance(row, dict)]
        for row in itertools.chain(rows, *graphs):
            if not isinstance(row, dict) or not _is_article(row.get("@type")):
                continue
            names = [a.get("name") if isinstance(a, dict) else a for a in _list(row.get("author"))]
            for key, value in (
                ("ld:headline", row.get("headline")),
                ("ld:datepublished", row.get("datePublished")),
                ("ld:author", ", ".join(name for name in names if isinstance(name, str))),
            ):
                if isinstance(value, str) and value.strip():
                    self.page.meta.setdefault(key, spaced(html.unescape(value))[:1000])


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_article(kind: object) -> bool:
    return any(isinstance(k, str) and k.lower().endswith(("article", "posting", "report")) for k in _list(kind))


def parse(text: str) -> Page:
    """The page in a text of HTML, in time proportional to its length."""
    reader = _Reader()
    at, patience = 0, _PATIENCE
    while at < len(text):
        start = text.find("<", at)
        if start < 0:
            break
        if start > at:
            reader.text(text[at:start])
        following = text[start + 1 : start + 2]
        if text.startswith("<!--", start):
            end = text.find("-->", start + 2)
            at = end + 3 if end >= 0 else len(text)
            continue
        if following in ("!", "?"):
            end = text.find(">", start)
            at = end + 1 if end >= 0 else len(text)
            continue
        if not (following.isascii() and (following.isalpha() or following == "/")):
            reader.text("<")
            at = start + 1
            continue
        match = _TAG.match(text, start, min(start + _LONGEST_TAG, len(text))) if patience else None
        if match is not None:
            end = match.end()
        else:
            # A quotation mark is never closed; with too many of these we no longer look for it.
            patience = max(0, patience - 1)
            end = text.find(">", start) + 1 or len(text)
        at = _tag(reader, text, start, end)
    if at < len(text):
        reader.text(text[at:])
    reader.close_block()
    page = reader.page
    page.heading = reader.headings[0] if len(reader.headings) == 1 else ""
    return page


_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_CLOSING = {name: re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE) for name in _RAW}


def _tag(reader: _Reader, text: str, start: int, end: int) -> int:
    """Takes up one tag, and what it holds if that is no text of the page; gives where to go on."""
    match = _NAME.match(text, start, end)
    name = match.group(1).lower() if match is not None else ""
    if name not in _RAW:
        if end - start <= _LONGEST_TAG and name:
            reader.feed(text[start:end])
            if reader.rawdata or reader.cdata_elem is not None:
                reader.reset()
        return end
    if text.startswith("</", start) or text[end - 2 : end] == "/>":
        return end
    closing = _CLOSING[name].search(text, end)
    stop = closing.start() if closing is not None else len(text)
    if name == "script" and "ld+json" in text[start:end].lower():
        reader.linked_data(text[end:stop])
    return closing.end() if closing is not None else len(text)
