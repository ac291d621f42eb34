"""Plain text as Markdown that shows it unchanged: nothing in it becomes markup, a link or raw HTML.

Escapes are those that CommonMark 0.31, its GitHub dialect and the first Markdown share: a backslash before the
characters that all of them know, an entity for the others.
"""

from __future__ import annotations

import re

_INLINE = str.maketrans(
    {
        **{c: "\\" + c for c in "\\`*_{}[]#"},
        **{c: f"&#{ord(c)};" for c in "|~$^"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        **dict.fromkeys("\t\x0b\x0c\x85\u2028\u2029", " "),
    }
)
_LINK = re.compile(r":(?=//)|(?<=www)\.|@", re.IGNORECASE)
_BLOCK = re.compile(r"([-+=:])|([0-9]+)(?=[.)])")


def inline(text: str) -> str:
    """The text within one line: line breaks and tabs become spaces, and none is left at the ends."""
    return _escaped(text.replace("\n", " ").strip())


def opening(text: str) -> str:
    """The text within one line, at its beginning or at that of a list's item."""
    return _at_start(inline(text))


def lines(text: str, before: str = "") -> list[str]:
    """The lines of the text, those with nothing on them left out; the first stands after `before` in its line.

    Each is safe at the beginning of a line, where a dash or a number would begin a list; there is always one.
    """
    escaped = [found for line in text.split("\n") if (found := _escaped(line).strip(" "))] or ["…"]
    if before:
        return [before + escaped[0], *map(_at_start, escaped[1:])]
    return list(map(_at_start, escaped))


def _at_start(line: str) -> str:
    found = _BLOCK.match(line)
    if found is None:
        return line
    return f"&#{ord(line[0])};{line[1:]}" if found[1] else f"{found[2]}\\{line[found.end() :]}"


def link(url: str) -> str:
    """A web address as a link, anything else as text."""
    if re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~]+", url):
        return f"<{url}>"
    return inline(url)


def _escaped(text: str) -> str:
    return _LINK.sub(lambda match: f"&#{ord(match[0])};", text.translate(_INLINE))
