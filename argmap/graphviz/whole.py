"""Whether bytes are a whole picture: where one of each format begins and ends, and which ids an SVG holds."""

from __future__ import annotations

import re

# How a picture of each format begins and ends, blanks at both ends apart.
_ENDS: dict[str, tuple[bytes, bytes]] = {
    "svg": (rb"(\xef\xbb\xbf)?\s*<(\?xml|!DOCTYPE|!--|svg)", rb"</svg>"),
    "png": (rb"\x89PNG\r\n\x1a\n", rb"IEND\xaeB`\x82"),
    "pdf": (rb"%PDF-", rb"%%EOF"),
    "svgz": (rb"\x1f\x8b", rb""),
    "gif": (rb"GIF8[79]a", rb";"),
    "webp": (rb"RIFF.{4}WEBP", rb""),
    **dict.fromkeys(("jpg", "jpeg", "jpe"), (rb"\xff\xd8\xff", rb"\xff\xd9")),
    **dict.fromkeys(("ps", "ps2", "eps"), (rb"%!PS", rb"%%EOF")),
    **dict.fromkeys(("json", "json0", "dot_json", "xdot_json"), (rb"\{", rb"\}")),
    **dict.fromkeys(("plain", "plain-ext"), (rb"graph ", rb"\nstop")),
    **dict.fromkeys(("dot", "gv", "canon", "xdot", "xdot1.2", "xdot1.4"), (rb"(strict )?(di)?graph\b", rb"\n\}")),
}
_BINARY = {"png", "pdf", "svgz", "gif", "webp", "jpg", "jpeg", "jpe"}


def is_text(format: str) -> bool:
    """Whether a format is known here and its pictures are lines of text."""
    return format in _ENDS and format not in _BINARY


def whole(data: bytes, format: str) -> bool:
    """Whether bytes are a picture of a format from beginning to end; of a format not known here, whether any came."""
    name = format.partition(":")[0]
    begins, ends = _ENDS.get(name, (rb"", rb""))
    blank = rb"" if name in _BINARY - {"pdf"} else rb"\s*"
    if not data or not re.match(blank + begins, data, re.DOTALL):
        return False
    if not re.search(ends + blank + rb"\Z", data[-200:]):
        return False
    if name == "svg":
        return len(re.findall(rb"<svg[\s>]", data)) == 1 == data.count(b"</svg>")
    return _is_json(data) if "json" in name else True


def _is_json(data: bytes) -> bool:
    import json

    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def ids(svg: bytes) -> set[str]:
    """The ids of the elements of an SVG."""
    from html import unescape

    return {unescape(found.decode(errors="replace")) for found in re.findall(rb'\sid="([^"]*)"', svg)}
