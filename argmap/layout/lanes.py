"""Lanes: how many levels of bars the trunks need that hang side by side below one card."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.core.records import Kind
from argmap.layout.packing import Span
from argmap.layout.spacing import COLUMN, GUTTER, LANE
from argmap.layout.tree import Step, trunks

Size = tuple[float, float]

Plan = tuple[Span, ...]
"""How what bears on one target is broken into columns. A card's shapes hold it as the `Chain` from which it follows,
None where nothing bears on the card."""


class Lanes:
    """The trunks of the ways in which what bears on one target can be broken into columns."""

    def __init__(self, sizes: Sequence[Size], bearing: Sequence[Step]) -> None:
        self.bearing = bearing
        self.centred = [sizes[s.stands[0].number][0] / 2 if s.is_upright else 0 for s in bearing]
        """By the step: how far right the stroke of a lone one rises whose card is centred, or 0."""
        self.kinds: dict[tuple[int, int], list[Kind]] = {}
        """By the column: of which kinds its trunks are, from the left."""

    def groups(self, plan: Plan) -> tuple[int, float, float]:
        """How many groups of neighbouring trunks of one kind the columns have: no more levels of bars are ever needed.

        Also, where the kind last changes, how far right the trunk before may stand, and how far left the one after,
        from the left of the first column. Two groups share one level if neither reaches past where the other's stroke
        rises.
        """
        bearing, kinds = self.bearing, self.kinds
        groups, last, left, right, before, after = 0, None, 0.0, 0.0, 0.0, 0.0
        for first, end, inner in plan:
            if end == first + 1:
                kind, centred = bearing[first].relation.kind, self.centred[first]
                if kind is not last:
                    groups, last, before, after = groups + 1, kind, right, left + centred
                right = left + inner / 2 if centred else left
                left += inner + COLUMN
                continue
            found = kinds.get((first, end))
            if found is None:
                found = kinds[first, end] = [part[0].relation.kind for part in trunks(bearing[first:end])]
            at = left
            for kind in found:
                if kind is not last:
                    groups, last, before, after = groups + 1, kind, right, at
                right = at
                at += LANE
            left = right + GUTTER + inner + COLUMN
        return groups, before, after
