"""Two versions of a text: which passages of the old one are certain to be found in the new one, and where."""

from __future__ import annotations

from collections import Counter

from argmap.core.anchors import State, state
from argmap.core.records import Excerpt
from argmap.core.tolerant import Likeness, Spot, places

ENOUGH = 24
"""How many code points of context have to agree, at least, to tell a passage from another with the same words."""

LONG = 80
"""From how many code points on words that stand once in either text need no context."""

_SET_OTHERWISE = (Likeness.SAME, Likeness.SPACING, Likeness.HYPHENATION, Likeness.MARKS)


class Versions:
    """Two versions of a text, and which excerpts of the old one are certain to be found in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.head = _common(old, new)
        self.tail = _common(old[::-1], new[::-1])
        self.starts = _once(new)
        self.lines = _once(old).keys() & self.starts.keys()

    def certain(self, excerpt: Excerpt) -> tuple[int, int] | None:
        """Where it stands in the new text for certain, None where that cannot be told.

        It is if it stood exactly in the old text, and one of these holds, "once" meaning in either text:

        - all before it is unchanged, it and its recorded context with it;
        - all behind it is, its words with their whole context stand once in the new text, and like passages stand in
          what is unchanged;
        - its words, in one line, with their whole context stand once, and nowhere else with half of it;
        - its words, in one line, stand once, and agree in half of their context, `ENOUGH` of it, or are `LONG`;
        - the line that it is part of, `ENOUGH` longer than it, stands once, or the lines that it spans.

        Words that are set otherwise (spacing, hyphens, quotation marks) are certain with their whole context only.
        """
        start, end = excerpt.start, excerpt.start + len(excerpt.exact)
        if state(excerpt, self.old) is not State.EXACT:
            # Where it stood is not known; but a version may bring back what an earlier one took away.
            back = state(excerpt, self.new) is State.EXACT and sum(s.whole for s in places(excerpt, self.new)) == 1
            return (start, end) if back else None
        if end + len(excerpt.suffix) <= self.head:
            return start, end
        found = self._by_lines(start, end)
        if found is not None:
            return found
        then, now = places(excerpt, self.old), places(excerpt, self.new)
        wholes = [spot for spot in now if spot.whole]
        alike = [spot for spot in then if spot.agrees]
        # A like passage in the old text or in the new one could have come by this context, too.
        same = len(wholes) == 1 and len(alike) == sum(spot.agrees for spot in now)
        unchanged = all(spot.end <= self.head or spot.start >= len(self.old) - self.tail for spot in alike)
        if start - len(excerpt.prefix) >= len(self.old) - self.tail and same and unchanged:
            shift = len(self.new) - len(self.old)
            return start + shift, end + shift
        if "\n" in excerpt.exact:
            # What spans lines may be half another passage, where one of these was moved.
            return None
        if same and len(alike) == 1 and wholes[0].likeness in _SET_OTHERWISE and _told(wholes[0], excerpt):
            return wholes[0].start, wholes[0].end
        return self._by_words(excerpt, then, now)

    def _by_lines(self, start: int, end: int) -> tuple[int, int] | None:
        begin = self.old.rfind("\n", 0, start) + 1
        stop = self.old.find("\n", end)
        block = self.old[begin : stop if stop >= 0 else len(self.old)]
        if "\n" not in block and len(block) < end - start + ENOUGH:
            return None
        at = 0
        for line in block.split("\n"):
            # A block with a line that stands once stands once.
            if line in self.lines:
                place = self.starts[line] - at
                stands = place >= 0 and self.new.startswith(block, place)
                return (start + place - begin, end + place - begin) if stands else None
            at += len(line) + 1
        return None

    @staticmethod
    def _by_words(excerpt: Excerpt, then: tuple[Spot, ...], now: tuple[Spot, ...]) -> tuple[int, int] | None:
        if not len(then) == len(now) == 1 or now[0].likeness is not Likeness.SAME:
            return None
        return (now[0].start, now[0].end) if _told(now[0], excerpt) else None


def _told(spot: Spot, excerpt: Excerpt) -> bool:
    """Whether enough agrees at a place, context or words, to tell it from any other."""
    return (spot.agrees and spot.before + spot.after >= ENOUGH) or len(excerpt.exact) >= LONG


def _common(one: str, other: str) -> int:
    """How many characters both begin with alike."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle)
    return low


def _once(text: str) -> dict[str, int]:
    """The lines that stand once in a text, with their offsets."""
    lines = text.split("\n")
    counts = Counter(lines)
    found: dict[str, int] = {}
    at = 0
    for line in lines:
        if counts[line] == 1:
            found[line] = at
        at += len(line) + 1
    return found
