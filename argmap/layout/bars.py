"""Bars: which trunks below a card share a head, where it touches the card, and at which level they are joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.core.records import Kind
from argmap.layout.spacing import CORNER, EDGE, LANE


class Bar(NamedTuple):
    """What joins neighbouring trunks of one kind: from which trunk, up to which, where the common stroke rises to the
    card, and at which level below the card the bar runs, from 1; 0 for a single trunk that rises straight."""

    first: int
    end: int
    riser: float
    level: int


Trunk = tuple[float, Kind]
"""Where a trunk stands, and its kind."""


def bars(left: float, right: float, lanes: Sequence[Trunk], centred: bool) -> tuple[list[Bar], int]:
    """The bars below a card between these edges, for trunks from left to right, and how many levels they take.

    Where a bar passes below the end of another's riser it would cross it: the one that reaches past goes lower.
    """
    groups: list[tuple[int, int]] = []
    for at, (_, kind) in enumerate(lanes):
        if at and lanes[at - 1][1] == kind:
            groups[-1] = (groups[-1][0], at + 1)
        else:
            groups.append((at, at + 1))
    risers = _risers(left + EDGE, right - EDGE, lanes, groups, centred)
    spans = [(lanes[first][0], lanes[end - 1][0]) for first, end in groups]
    levels = [0 if low == high == riser else 1 for (low, high), riser in zip(spans, risers)]
    for _ in groups[1:]:
        for a in range(len(groups)):
            for b in range(a + 1, len(groups)):
                if not levels[a] or not levels[b]:
                    continue
                if spans[a][1] > risers[b] - CORNER:
                    levels[a] = max(levels[a], levels[b] + 1)
                elif spans[b][0] < risers[a] + CORNER:
                    levels[b] = max(levels[b], levels[a] + 1)
    found = [Bar(*group, riser, level) for group, riser, level in zip(groups, risers, levels)]
    return found, max(1, *levels)


def _risers(
    low: float, high: float, lanes: Sequence[Trunk], groups: Sequence[tuple[int, int]], centred: bool
) -> list[float]:
    """Where the strokes of each group rise to the card: in order, a lane apart, between low and high."""
    middle, count = (low + high) / 2, len(groups)
    apart = min(LANE, (high - low) / max(1, count - 1))
    wanted = []
    for at, (first, end) in enumerate(groups):
        best = middle + apart * (at - (count - 1) / 2)
        if not centred:
            wanted.append(min(max(lanes[first][0], low), high))
            continue
        near = [x for x, _ in lanes[first:end] if low <= x <= high]
        if count == 2 and near:  # the trunk next to the other group, so that neither bar reaches past the other
            wanted.append(near[0] if at else near[-1])
        else:
            wanted.append(min(near, key=lambda x: abs(x - best)) if near else best)
    if count == 1:
        return wanted
    if count == 2 and wanted[1] < wanted[0] + apart and lanes[groups[1][0]][0] == wanted[1]:
        wanted[0] = wanted[1] - apart
    limit = low
    for at in range(count):
        wanted[at] = max(wanted[at], limit)
        limit = wanted[at] + apart
    limit = high
    for at in range(count - 1, -1, -1):
        wanted[at] = min(wanted[at], limit)
        limit = wanted[at] - apart
    return wanted
