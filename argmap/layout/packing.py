"""Packing in order: a row of parts, each with the shapes it can take, into columns beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.layout.shapes import Front, Keep, lowest, stacked

Span = tuple[int, int, float]
"""A column: from which part, up to which, and how wide they may get in it."""

MANY = 12
"""With more parts than this not every way to break them into columns is looked at."""

Chain = tuple[Any, int, int, float, int]
"""The last column of a packing, after the chain of those before it, or None; and its flags."""

ANY_LONE, FIRST_LONE = 1, 2
"""The flags of a chain: whether any, or the first, of its columns is a lone part."""


def columns_of(chain: Chain | None) -> tuple[Span, ...]:
    """The columns of a packing, from left to right."""
    found: list[Span] = []
    while chain is not None:
        found.append(chain[1:4])
        chain = chain[0]
    found.reverse()
    return tuple(found)


def pack(
    parts: Sequence[Front],
    alone: Sequence[Front],
    lone: Sequence[bool],
    gaps: Sequence[float],
    turns: Sequence[int],
    gutters: Sequence[float],
    between: float,
    keep: Keep,
) -> tuple[Front, Front]:
    """The fronts of all parts in one column, and of the parts in several, these with their `Chain`.

    `parts` are the shapes within a column of several, `alone` those as a column of its own, and `lone` says which of
    these are to be flagged. `gaps[i]` lies between part i - 1 and part i; `turns[i]` is 1 where part i is of another
    kind than the one before. At the left of a column of several `gutters[n]` is left free where the kind changes n
    times in it, the last of them where oftener. `between` lies between columns.
    """
    count = len(parts)
    if count > MANY:
        return _pack_many(parts, alone, lone, gaps, turns, gutters, between, keep)
    fronts: list[Front] = [[]]
    stack: Front = []
    most_changes = len(gutters) - 1
    for end in range(1, count + 1):
        found: Front = []
        changes = 0
        for first in range(end - 1, -1, -1):
            if first == end - 1:
                stack, column = parts[first], alone[first]
                extra, flag = between, int(lone[first])
            else:
                stack = column = stacked(parts[first], stack, gaps[first + 1])
                changes += turns[first + 1]
                extra, flag = between + gutters[min(changes, most_changes)], 0
            if first:
                _beside(fronts[first], column, extra, first, end, flag, found)
            elif end < count:
                flag *= ANY_LONE | FIRST_LONE
                extra -= between
                for w, h, _ in column:
                    found.append((w + extra, h, (None, 0, end, w, flag)))
        fronts.append(lowest(found, keep))
    return stack, fronts[count]


def pack_at(
    parts: Sequence[Front],
    alone: Sequence[Front],
    lone: Sequence[bool],
    gaps: Sequence[float],
    turns: Sequence[int],
    gutters: Sequence[float],
    between: float,
    cuts: Sequence[int],
) -> tuple[Front, Front]:
    """As `pack`, with a new column before each of the parts in `cuts` and nowhere else, and of each part the narrowest
    shape: one of the two fronts has one shape, the other none."""
    front: Front = []
    for first, end in zip([0, *cuts], [*cuts, len(parts)]):
        column = parts[first][:1]
        for at in range(first + 1, end):
            column = stacked(column, parts[at][:1], gaps[at])
        if not cuts:
            return column, []
        extra, flag = gutters[min(sum(turns[first + 1 : end]), len(gutters) - 1)], 0
        if end == first + 1:
            column, extra, flag = alone[first][:1], 0.0, int(lone[first])
        if not front:
            flag *= ANY_LONE | FIRST_LONE
            front = [(w + extra, h, (None, 0, end, w, flag)) for w, h, _ in column]
        else:
            found: Front = []
            _beside(front, column, extra + between, first, end, flag, found)
            front = found
    return [], front


def in_a_row(parts: Sequence[Front], between: float, keep: Keep) -> Front:
    """The front of all parts beside each other, with their `Chain`."""
    front: Front = [(w, h, (None, 0, 1, w, 0)) for w, h, _ in parts[0]]
    for at, part in enumerate(parts[1:], 1):
        found: Front = []
        _beside(front, part, between, at, at + 1, 0, found)
        front = lowest(found, keep)
    return front


def _beside(left: Front, right: Front, gap: float, first: int, end: int, flag: int, found: Front) -> None:
    """Adds the shapes of a packing with one more column beside it."""
    if len(right) == 1:
        v, g, _ = right[0]
        for w, h, chain in left:
            if h <= g:
                found.append((w + v + gap, g, (chain, first, end, v, chain[4] | flag)))
                return
            found.append((w + v + gap, h, (chain, first, end, v, chain[4] | flag)))
        return
    i, j, m, n = 0, 0, len(left), len(right)
    w, h, chain = left[0]
    v, g, _ = right[0]
    while True:
        if h > g:
            found.append((w + v + gap, h, (chain, first, end, v, chain[4] | flag)))
            i += 1
            if i == m:
                return
            w, h, chain = left[i]
        else:
            found.append((w + v + gap, g, (chain, first, end, v, chain[4] | flag)))
            j += 1
            if j == n:
                return
            v, g, _ = right[j]


def _pack_many(
    parts: Sequence[Front],
    alone: Sequence[Front],
    lone: Sequence[bool],
    gaps: Sequence[float],
    turns: Sequence[int],
    gutters: Sequence[float],
    between: float,
    keep: Keep,
) -> tuple[Front, Front]:
    """As `pack`, filling columns up to some heights one after the other."""
    count = len(parts)
    narrow = [front[0] for front in parts]
    total = sum(shape[1] for shape in narrow) + sum(gaps)
    width = max(shape[0] for shape in narrow)
    found: Front = []
    columns = 2
    limits = {max(shape[1] for shape in narrow)}
    while columns < 2 * count and len(limits) < 2 * keep.most:
        limits.add(total / columns)
        columns += 1 + columns // 6
    for limit in sorted(limits):
        chain: Chain | None = None
        wide, high, first = -between, 0.0, 0
        while first < count:
            column, changes, used, end = narrow[first][0], 0, narrow[first][1], first + 1
            while end < count and used + gaps[end] + narrow[end][1] <= limit:
                used += gaps[end] + narrow[end][1]
                column = max(column, narrow[end][0])
                changes += turns[end]
                end += 1
            gutter = gutters[min(changes, len(gutters) - 1)]
            if end == first + 1:
                column, used, _ = alone[first][0]
                gutter = 0.0
            flag = int(lone[first]) if end == first + 1 else 0
            chain = (chain, first, end, column, chain[4] | flag if chain else flag * (ANY_LONE | FIRST_LONE))
            wide += column + gutter + between
            high = max(high, used)
            first = end
        if chain is not None and chain[0] is not None:
            found.append((wide, high, chain))
    return [(width, total, None)], lowest(found, keep)
