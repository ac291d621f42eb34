"""Where the words of an excerpt stand in a text that may set them otherwise: a layer above `anchors`.

Words that are not found as they are may be there with other spacing, hyphenation, quotation marks, dashes or case
(`folding`). What is found so is named as such; the analyst confirms it as any anchor that moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from argmap.core.anchors import MOST, State, state
from argmap.core.folding import Depth, Folded, fold, folded
from argmap.core.records import Excerpt


class Likeness(StrEnum):
    """How words that are found are like those looked for: `same`, or alike but for what is named and what is before it.

    `other`: other words, which only have much in common with them.
    """

    SAME = "same"
    SPACING = "spacing"
    HYPHENATION = "hyphenation"
    MARKS = "marks"
    CASE = "case"
    OTHER = "other"


_DEPTHS = {
    Likeness.SPACING: Depth.SPACING,
    Likeness.HYPHENATION: Depth.HYPHENATION,
    Likeness.MARKS: Depth.MARKS,
}


class Spot(NamedTuple):
    """A place where the words of an excerpt stand, `text[start:end]`, set as they were or otherwise.

    `before` and `after` count the code points of the excerpt's context that stand there too, both folded; the context
    `agrees` where that is half of them or more, and is `whole` where it is all.
    """

    start: int
    end: int
    likeness: Likeness
    before: int
    after: int
    agrees: bool
    whole: bool


class Located(NamedTuple):
    """Where an excerpt may stand, the likeliest place first, and how sure that is.

    `exact`: it stands at its start. `moved`: at the first spot, and nowhere else as well as there. `ambiguous`: two
    spots are equal in what counts, or words at its start are in another context. `lost`: no spot's context agrees.
    """

    state: State
    spots: tuple[Spot, ...]

    @property
    def likeness(self) -> Likeness:
        """How the words at the likeliest place are like those looked for."""
        return self.spots[0].likeness if self.spots else Likeness.OTHER


def likeness(words: str, others: str) -> Likeness:
    """What has to be evened out until both are the same; `other` where nothing helps."""
    return _but_for_case(words, others) or (Likeness.CASE if fold(words) == fold(others) else Likeness.OTHER)


def _but_for_case(words: str, others: str) -> Likeness | None:
    """What has to be evened out until both are the same, None where that is more than marks."""
    if words == others:
        return Likeness.SAME
    # The deepest first: mostly it is case alone that differs, and what marks do not even out nothing before them does.
    if fold(words, Depth.MARKS) != fold(others, Depth.MARKS):
        return None
    return next(kind for kind, depth in _DEPTHS.items() if fold(words, depth) == fold(others, depth))


def locate(excerpt: Excerpt, text: str) -> Located:
    """Where the excerpt stands in the text.

    Of words at its start `anchors.state` judges. Elsewhere a place whose context agrees counts, the same words before
    words that are only alike, the whole context before a part of it; of two places equal in that, neither is it.
    """
    known = standing(excerpt, text)
    if known is State.EXACT:
        end = excerpt.start + len(excerpt.exact)
        return Located(
            known, (Spot(excerpt.start, end, Likeness.SAME, len(excerpt.prefix), len(excerpt.suffix), True, True),)
        )
    spots = places(excerpt, text)
    if known is State.AMBIGUOUS:
        return Located(known, spots)
    agreeing = [spot for spot in spots if spot.agrees]
    if not agreeing:
        return Located(State.LOST, spots)
    first = agreeing[0]
    equal = [spot for spot in agreeing if _class(spot) == _class(first)]
    return Located(State.MOVED if len(equal) == 1 else State.AMBIGUOUS, spots)


def places(excerpt: Excerpt, text: str) -> tuple[Spot, ...]:
    """All places where the words of the excerpt stand, set as they were or otherwise, the likeliest first.

    Of words that stand at more than `anchors.MOST` places only the first so many.
    """
    return tuple(sorted(_spots(excerpt, text), key=lambda s: _rank(s, excerpt.start)))


def locate_all(excerpts: Iterable[Excerpt], text: str) -> dict[str, Located]:
    """Where each of the excerpts stands, by id."""
    return {excerpt.id: locate(excerpt, text) for excerpt in excerpts}


def standing(excerpt: Excerpt, text: str) -> State | None:
    """`exact` or `ambiguous` for what stands at its start, None for all else, without looking through the text."""
    if excerpt.exact and excerpt.start >= 0 and text.startswith(excerpt.exact, excerpt.start):
        return state(excerpt, text)
    return None


def _class(spot: Spot) -> tuple[bool, bool]:
    """What makes one place surer than another: words as they were, then the whole of the context."""
    return spot.likeness is Likeness.SAME, spot.whole


def _rank(spot: Spot, near: int) -> tuple[bool, bool, bool, int, int, int]:
    same, whole = _class(spot)
    return not spot.agrees, not same, not whole, -spot.before - spot.after, abs(spot.start - near), spot.start


def _spots(excerpt: Excerpt, text: str) -> Iterator[Spot]:
    prefix, exact, suffix = excerpt.prefix, excerpt.exact, excerpt.suffix
    quoted = Folded(prefix + exact + suffix, Depth.CASE)
    begin, stop = quoted.place(len(prefix)), quoted.place(len(prefix) + len(exact))
    words = quoted.text[begin:stop]
    begin += len(words) - len(words.lstrip(" "))
    words = words.strip(" ")
    if not words:
        return
    before, after = quoted.text[:begin].lstrip(" "), quoted.text[begin + len(words) :].rstrip(" ")
    view = folded(text)
    for at in islice(_index(text).find(words), MOST):
        start, end = view.origin(at, at + len(words))
        # What the excerpt has at its edges, such as a space, belongs to it here too.
        if text[start:end] != exact and (same := text.find(exact, max(0, start - _EDGE), end + _EDGE)) >= 0:
            start, end = same, same + len(exact)
        left = _common(before[::-1], view.text[max(0, at - len(before)) : at][::-1])
        right = _common(after, view.text[at + len(words) : at + len(words) + len(after)])
        there, recorded = left + right, len(before) + len(after)
        # What is evened out at the edges of a passage hangs on what stands beside it: then too the least sure likeness.
        alike = _but_for_case(exact, text[start:end]) or Likeness.CASE
        yield Spot(start, end, alike, left, right, 2 * there >= recorded, there == recorded)


def _common(one: str, other: str) -> int:
    """How many characters both begin with alike."""
    if other.startswith(one):
        return len(one)
    for count, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return count
    return min(len(one), len(other))


_EDGE = 8
_RARE = 64
"""From how many places on the text is rather searched from its beginning to its end."""
_KEY = 10
"""How many characters from the beginning of a word a text is looked up by."""


class _Index:
    """The places in a folded text by the characters that follow the beginning of each word.

    `last[key]` is the last word that begins so, `earlier[word]` the one before it that begins alike, -1 for none.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = list(accumulate((len(word) + 1 for word in text.split(" ")[:-1]), initial=0))
        keys = [text[start : start + _KEY] for start in self.starts]
        self.last: dict[str, int] = {}
        self.earlier: list[int] = []
        last, earlier = self.last, self.earlier
        for word, key in enumerate(keys):
            earlier.append(last.get(key, -1))
            last[key] = word

    def beginning(self, key: str, most: int) -> list[int]:
        """The offsets of the words that begin with the key, the last first, no more than so many."""
        found: list[int] = []
        word = self.last.get(key, -1)
        while word >= 0 and len(found) < most:
            found.append(self.starts[word])
            word = self.earlier[word]
        return found

    def find(self, words: str) -> Iterator[int]:
        """The offsets at which the words stand, in order, overlapping ones too."""
        best: tuple[int, list[int]] | None = None
        most = _RARE
        at = words.find(" ") + 1
        for _ in range(12):
            if at <= 0 or at + _KEY > len(words):
                break
            found = self.beginning(words[at : at + _KEY], most)
            if not found:
                return
            if len(found) < most:
                best, most = (at, found), len(found)
            if most == 1:
                break
            at = words.find(" ", at) + 1
        if best is not None:
            shift, found = best
            for place in reversed(found):
                if place >= shift and self.text.startswith(words, place - shift):
                    yield place - shift
            return
        at = self.text.find(words)
        while at >= 0:
            yield at
            at = self.text.find(words, at + 1)


@lru_cache(maxsize=4)
def _index(text: str) -> _Index:
    return _Index(folded(text).text)
