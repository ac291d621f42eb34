"""Users' text made safe for the languages it is put into: DOT strings, HTML-like labels, tooltips, links, SVG.

DOT is a language: in a string `\\N`, `\\G` and `\\L` are replaced, `\\n` breaks the line, `&lt;` is `<` and a backslash
at the end breaks the file; a label in angle brackets is HTML. Each function here was tried, text by text, on Graphviz
2.43 and 16.1. What XML cannot hold is taken out (controls) or becomes U+FFFD (lone surrogates, noncharacters), since
every picture passes through XML.
"""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n?|\x85")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_STRING = {**_MARKUP, ord("\\"): "\\\\", ord("\t"): " "}
_BACKSLASH = "\\\\"
_CELL = {**_STRING, ord("\n"): " ", ord("]"): "&#93;"}  # a cell that ends in ] is out of place for Graphviz 2.43
_SAFE = re.compile(r"[^\x00-\x1f\"&<>\\\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*")


def clean(text: str) -> str:
    """The text as XML 1.0 can hold it: line breaks as `\\n`, without controls, noncharacters as U+FFFD."""
    if _SAFE.fullmatch(text):
        return text
    return _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text)))


def plain(text: str, line_break: str = r"\n") -> str:
    """A quoted DOT string that a plain label shows as the text; `\\l` and `\\r` as line breaks align to a side."""
    return f'"{clean(text).translate(_STRING).replace(chr(10), line_break)}"'


def html(text: str) -> str:
    """The text for a cell of an HTML-like label, in one line: line breaks and tabs are spaces."""
    return clean(text).translate(_CELL)


def tooltip(text: str) -> str:
    """A quoted DOT string for a tooltip, with its line breaks."""
    # Graphviz undoes backslashes twice in a tooltip, and looks for \\N and its like in between.
    return f'"{clean(text).translate(_STRING).replace(_BACKSLASH, 2 * _BACKSLASH).replace(chr(10), "&#10;")}"'


def xml(text: str) -> str:
    """The text for an SVG, between tags or within double quotes."""
    return text if _SAFE.fullmatch(text) else clean(text).translate(_MARKUP)


_LINK = re.compile(r"(?:https?://[^/?#]|mailto:[^/?#])", re.IGNORECASE)
_UNSAFE_IN_LINK = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")


def link(url: str) -> str:
    """The address as a picture may hold it, percent-encoded; "" unless it is http or https with a host, or mailto."""
    address = url.strip()
    if not _LINK.match(address) or _CONTROLS.search(address) or any(c.isspace() for c in address):
        return ""
    address = address.encode("utf-8", "replace").decode()
    return _UNSAFE_IN_LINK.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
