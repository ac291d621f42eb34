"""Spreads: how the columns of one target stand below its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.core.records import Kind
from argmap.layout.bars import bars
from argmap.layout.fronts import Fronts, room, trunks_width
from argmap.layout.lanes import Plan
from argmap.layout.packing import Chain
from argmap.layout.shapes import Shape, at_width
from argmap.layout.spacing import BAR, CHAIN, COLUMN, EDGE, HANG, INDENT, LANE, UNDER_BAR, UNDER_BAR_CENTRED
from argmap.layout.tree import Stand, Step, trunks


class Spread(NamedTuple):
    """How the columns of one target stand below its card: all from the left of the whole, and `drop` from the card."""

    width: float
    card: float
    columns: tuple[float, ...]
    drop: float

    @classmethod
    def of(cls, found: Fronts, stand: Stand, plan: Plan, *, centred: bool, aside: float = 0) -> Spread:
        """The spread of the columns below a card, centred on each other or with a common left edge.

        `aside` is the width of what stands below the card before its columns.
        """
        bearing, width = stand.bearing, found.sizes[stand.number][0]
        if len(plan) == 1 and not aside:
            inner = plan[0][2]
            if not centred or len(bearing) > 1:
                return cls(max(width, EDGE + trunks_width(bearing) + inner), 0, (EDGE,), HANG + room(found, stand))
            if bearing[0].is_upright:
                total = max(width, inner)
                return cls(total, (total - width) / 2, ((total - inner) / 2,), CHAIN + room(found, stand))
        lefts, at, upright, kinds = [], 0.0, False, set()
        for first, end, inner in plan:
            lefts.append(at)
            kinds.add(bearing[first].relation.kind)
            if end > first + 1:
                kinds.update(step.relation.kind for step in bearing[first:end])
                at += trunks_width(bearing[first:end])
            else:
                upright = upright or bearing[first].is_upright
            at += inner + COLUMN
        total = at - COLUMN
        if centred:
            whole = max(width, total)
            card, shift = (whole - width) / 2, (whole - total) / 2
        else:
            first, end, _ = plan[0]
            shift = INDENT if end == first + 1 and bearing[first].is_upright else EDGE
            if aside:
                shift = aside + COLUMN
            card, whole = 0.0, max(width, shift + total)
        columns = tuple(left + shift for left in lefts)
        levels = 1
        if len(kinds) > 1:
            levels = bars(card, card + width, _lanes(found, bearing, plan, columns), centred)[1]
        below = BAR + LANE * (levels - 1) + (UNDER_BAR_CENTRED if upright else UNDER_BAR)
        return cls(whole, card, columns, below + room(found, stand))


def _lanes(found: Fronts, bearing: Sequence[Step], plan: Plan, lefts: Sequence[float]) -> list[tuple[float, Kind]]:
    """Where the trunks of the columns stand, from left to right, and of which kind they are."""
    lanes: list[tuple[float, Kind]] = []
    for (first, end, inner), left in zip(plan, lefts):
        steps = bearing[first:end]
        if end == first + 1 and steps[0].is_upright:
            stand = steps[0].stands[0]
            shape = at_width(found.free[stand.number], inner)
            lanes.append(
                (left + card_offset(found, stand, shape) + found.sizes[stand.number][0] / 2, steps[0].relation.kind)
            )
        else:
            lanes += [(left + LANE * at, part[0].relation.kind) for at, part in enumerate(trunks(steps))]
    return lanes


def card_offset(found: Fronts, stand: Stand, shape: Shape) -> float:
    """How far from the left of its branch a card stands that is centred over what bears on it."""
    chain: Chain | None = shape[2]
    if chain is None or (chain[0] is None and len(stand.bearing) > 1):
        return 0.0
    return (shape[0] - found.sizes[stand.number][0]) / 2
