"""Order keys: base-62 fractions, so that anything fits between two others without renumbering."""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""In the order of their code points, so that keys compare as plain strings."""


def between(low: str, high: str = "") -> str:
    """A key after `low` and before `high`; "" stands for the beginning and, as `high`, for the end.

    Keys are digits after a point: "a" < "aV" < "b". Between those made here there is always room; there is none
    between a key and the same with zeros after it. Raises ValueError where nothing fits, `low` is not before
    `high`, or one of them is no key.
    """
    if high and low >= high:
        raise ValueError(f"no order key fits between {low!r} and {high!r}")
    if not high:
        return _after(low)
    key, place = "", 0
    while True:
        a = DIGITS.find(low[place]) if place < len(low) else 0
        b = DIGITS.find(high[place]) if place < len(high) else (0 if key == high[:place] else len(DIGITS))
        if a < 0 or b < 0:
            raise ValueError(f"{low!r} or {high!r} is no order key")
        if key != high[:place]:
            b = len(DIGITS)
        if place >= len(high) and key == high[:place]:
            raise ValueError(f"no order key fits between {low!r} and {high!r}")
        if b - a > 1:
            return key + DIGITS[(a + b) // 2]
        key += DIGITS[a]
        place += 1


def _after(low: str) -> str:
    """The plainest key after another: `a0`, `a1` … `az`, `b0` … `zz`, `zza0` …: two digits more in 1,600 keys."""
    head = 0
    while low[head : head + 2] == "zz":
        head += 2
    first, second = (DIGITS.find(digit) for digit in (low[head : head + 2] + "00")[:2])
    if first < 0 or second < 0:
        raise ValueError(f"{low!r} is no order key")
    if len(low) == head:
        return low + "a0"
    if second < len(DIGITS) - 1:
        return low[:head] + DIGITS[first] + DIGITS[second + 1]
    return low[:head] + DIGITS[first + 1] + "0"
