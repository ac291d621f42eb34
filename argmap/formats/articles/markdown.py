"""Markdown, its marks taken off: the words of each paragraph in one line, without links, emphasis or images.

After CommonMark 0.31, as far as plain text needs it; every step takes time in proportion to the text.
"""

from __future__ import annotations

import html
import re

from argmap.formats.articles.article import Article, day
from argmap.formats.articles.plain import decoded

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_UNDER = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]]{1,200}\]:\s*\S")
_NOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,50}\]:[ \t]*")
_ROW_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$")
_FIELD = re.compile(r"(title|author|date|lang(?:uage)?)[ \t]*:[ \t]*(.+)$", re.IGNORECASE)

_CODE = re.compile(r"(?<!`)(`+)(?!`)([^`\n]{1,400})(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])?")
_LINK = re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_MARK = re.compile(r"\[\^[^\[\]\s]{1,50}\]")
_BARE = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>", re.IGNORECASE)
_TAG = re.compile(r"<!--[^<>]*-->|</?[A-Za-z][^<>\n]*>")
_RUN = re.compile(r"\*+|_+|~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = "\ue000"


def read(data: bytes, name: str) -> Article:
    """The text without marks; title, author, date and language from the head of the file, the title else from the
    first heading."""
    text, encoding, notes = decoded(data, name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head, lines = _head(lines)
    paragraphs, heading = _paragraphs(lines)
    return Article(
        "\n\n".join(paragraphs),
        head.get("title", heading),
        head.get("author", ""),
        day(head.get("date", "")),
        head.get("lang", head.get("language", "")),
        encoding,
        notes,
    )


def _head(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """What the block between `---` at the file's beginning says, and the lines behind it."""
    if not lines or lines[0].strip() != "---":
        return {}, lines
    end = next((i for i, line in enumerate(lines[1:200], 1) if line.strip() in ("---", "...")), 0)
    if not end:
        return {}, lines
    found: dict[str, str] = {}
    for line in lines[1:end]:
        if match := _FIELD.match(line):
            found[match.group(1).lower()] = match.group(2).strip().strip("\"'[]")
    return found, lines[end + 1 :]


def _paragraphs(lines: list[str]) -> tuple[list[str], str]:
    """The paragraphs as plain text, and the first heading."""
    found: list[str] = []
    title = ""
    gathered: list[str] = []
    fence = ""

    def close() -> str:
        text = bare(" ".join(line.strip() for line in gathered))
        gathered.clear()
        if text:
            found.append(text)
        return text

    for line in lines:
        if match := _FENCE.match(line):
            mark = match.group(1)
            if not fence:
                close()
                fence = mark
                continue
            if mark.startswith(fence) and not line.strip(" `~"):
                fence = ""
                continue
        if fence:
            if line.strip():
                found.append(line.strip())
            continue
        if match := _QUOTE.match(line):
            line = line[match.end() :]
        if gathered and (match := _UNDER.match(line)):
            heading = close()
            title = title or heading
            continue
        if not line.strip() or _RULE.match(line) or _DEFINITION.match(line) or _ROW_RULE.match(line):
            close()
            continue
        if match := _HEADING.match(line):
            close()
            gathered.append(line[match.end() :].rstrip().rstrip("#"))
            heading = close()
            title = title or heading
        elif match := _ITEM.match(line):
            close()
            gathered.append(line[match.end() :])
        elif line.lstrip().startswith("|"):
            close()
            gathered.append("\t".join(cell.strip() for cell in line.strip().strip("|").split("|")))
            close()
        else:
            if match := _NOTE.match(line):
                close()
                line = line[match.end() :]
            gathered.append(line)
    close()
    return found, title


def bare(text: str) -> str:
    """The words of one paragraph, its marks taken off."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return _KEPT + chr(0xF0000 + len(kept) - 1)

    text = text.replace(_KEPT, "\ufffd")
    text = _CODE.sub(lambda m: keep(m.group(2).strip()) if len(kept) < 60_000 else m.group(), text)
    text = _ESCAPE.sub(lambda m: keep(m.group(1)) if len(kept) < 60_000 else m.group(1), text)
    text = _MARK.sub("", _IMAGE.sub("", text))
    text = _TAG.sub("", _BARE.sub(r"\1", _LINK.sub(r"\1", text)))
    text = html.unescape(_unstressed(text))
    text = re.sub(f"{_KEPT}(.)", lambda m: kept[ord(m.group(1)) - 0xF0000], text)
    return re.sub(r"[ \n]+", " ", text).strip()


def _unstressed(text: str) -> str:
    """The text without the marks of emphasis that come in pairs."""
    opened: dict[str, list[re.Match[str]]] = {"*": [], "_": [], "~": []}
    gone: set[tuple[int, int]] = set()
    for mark in _RUN.finditer(text):
        before, after = text[mark.start() - 1 : mark.start()] or " ", text[mark.end() : mark.end() + 1] or " "
        kind = mark.group()[0]
        opens, closes = not after.isspace(), not before.isspace()
        if kind == "_":
            # Within a word an underscore is a character like any other.
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        if closes and opened[kind]:
            partner = opened[kind].pop()
            if len(partner.group()) == len(mark.group()):
                gone |= {partner.span(), mark.span()}
                continue
        if opens:
            opened[kind].append(mark)
    if not gone:
        return text
    pieces, last = [], 0
    for start, end in sorted(gone):
        pieces.append(text[last:start])
        last = end
    return "".join([*pieces, text[last:]])
