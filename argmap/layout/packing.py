"""Packing in order: a row of parts, each with the shapes it can take, into columns beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.layout.shapes import Front, at_width, lowest, stacked

Span = tuple[int, int, float]
"""A column: from which part, up to which, and how wide they may get in it."""

MANY = 12
"""With more parts than this not every way to break them into columns is looked at."""

Chain = tuple[Any, int, int, float]
"""The last column of a packing, after the chain of those before it, or None."""


def columns_of(chain: Chain | None) -> tuple[Span, ...]:
    """The columns of a packing, from left to right."""
    found: list[Span] = []
    while chain is not None:
        chain, first, end, width = chain
        found.append((first, end, width))
    return tuple(reversed(found))


def pack(
    parts: Sequence[Front],
    alone: Sequence[Front],
    gaps: Sequence[float],
    turns: Sequence[int],
    gutters: Sequence[float],
    between: float,
    most: int,
) -> tuple[Front, Front]:
    """The fronts of all parts in one column, and of the parts in several, these with their `Chain`.

    `parts` are the shapes within a column, `alone` those as a column of its own; `gaps[i]` lies between part i - 1
    and part i; `turns[i]` is 1 where part i is of another kind than the one before. At the left of a column of several
    `gutters[n]` is left free where the kind changes n times in it, the last of them where oftener. `between` lies
    between columns.
    """
    count = len(parts)
    if count > MANY:
        return _pack_many(parts, alone, gaps, turns, gutters, between, most)
    fronts: list[Front] = [[]]
    stack: Front = []
    for end in range(1, count + 1):
        found: Front = []
        changes, most_changes = 0, len(gutters) - 1
        for first in range(end - 1, -1, -1):
            if first == end - 1:
                stack = parts[first]
                column = alone[first]
                extra = 0.0
            else:
                stack = stacked(parts[first], stack, gaps[first + 1])
                changes += turns[first + 1]
                column, extra = stack, gutters[min(changes, most_changes)]
            if first:
                _beside(fronts[first], column, extra + between, first, end, found)
            elif end < count:
                found += [(w + extra, h, (None, 0, end, w)) for w, h, _ in column]
        fronts.append(lowest(found, most))
    return stack, fronts[count]


def _beside(left: Front, right: Front, gap: float, first: int, end: int, found: Front) -> None:
    """Adds the shapes of a packing with one more column beside it."""
    i, j, m, n = 0, 0, len(left), len(right)
    w, h, chain = left[0]
    v, g, _ = right[0]
    while True:
        if h > g:
            found.append((w + v + gap, h, (chain, first, end, v)))
            i += 1
            if i == m:
                return
            w, h, chain = left[i]
        else:
            found.append((w + v + gap, g, (chain, first, end, v)))
            j += 1
            if j == n:
                return
            v, g, _ = right[j]


def _pack_many(
    parts: Sequence[Front],
    alone: Sequence[Front],
    gaps: Sequence[float],
    turns: Sequence[int],
    gutters: Sequence[float],
    between: float,
    most: int,
) -> tuple[Front, Front]:
    """As `pack`, filling columns up to some heights one after the other."""
    count = len(parts)
    narrow = [front[0] for front in parts]
    total = sum(shape[1] for shape in narrow) + sum(gaps)
    width = max(shape[0] for shape in narrow)
    found: Front = []
    columns = 2
    limits = {max(shape[1] for shape in narrow)}
    while columns < 2 * count and len(limits) < 2 * most:
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
            chain = (chain, first, end, column)
            wide += column + gutter + between
            high = max(high, used)
            first = end
        if chain is not None and chain[0] is not None:
            found.append((wide, high, chain))
    return [(width, total, None)], lowest(found, most)
