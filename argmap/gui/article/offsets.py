"""Offsets at Qt's border: the model counts code points, Qt counts UTF-16 units."""

from __future__ import annotations

_ENCODING = "utf-16-le"


def to_units(text: str, offset: int) -> int:
    """How many UTF-16 units stand before the code point at an offset."""
    head = text[:offset]
    return len(head) if _is_plain(head) else len(head.encode(_ENCODING, "surrogatepass")) // 2


def to_points(text: str, units: int) -> int:
    """How many code points stand before a place in UTF-16 units; between two halves, those before the character."""
    if _is_plain(text[:units]):
        return min(units, len(text))
    head = text[:units].encode(_ENCODING, "surrogatepass")[: 2 * units]
    if len(head) >= 2 and 0xD8 <= head[-1] <= 0xDB:
        head = head[:-2]
    return len(head.decode(_ENCODING, "surrogatepass"))


def _is_plain(text: str) -> bool:
    """Whether each of its characters is one unit."""
    return text.isascii() or max(text) <= "\uffff"
