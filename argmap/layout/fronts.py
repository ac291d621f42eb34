"""Columns on trunks: which shape every branch takes, and where its cards stand.

Bottom up, every claim gets the front of shapes that its branch can take: what bears on it, in order, packed into
columns. A column of one stands centred under its target; a column of several hangs, indented, on a trunk at its
left. From the shape chosen for the whole map every card's box follows, top down. The frame is that of a map with
the thesis on top; the other directions are this one turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.core.records import Kind
from argmap.layout.packing import Span, columns_of, pack
from argmap.layout.shapes import Front, Shape, at_width, lowest, stacked
from argmap.layout.spacing import (
    AND,
    ASIDE,
    ASIDE_MIXED,
    BAR,
    BRANCH,
    CHAIN,
    EDGE,
    GUTTER,
    HANG,
    LANE,
    LEAF,
    TREE,
    UNDER_BAR,
    UNDER_BAR_CENTRED,
)
from argmap.layout.strokes import bars
from argmap.layout.tree import MOST_TRUNKS, Forest, Stand, Step, trunks

Size = tuple[float, float]

Plan = tuple[Span, ...]
"""How what bears on one target is broken into columns."""


_GUTTERS = [GUTTER + LANE * n for n in range(MOST_TRUNKS)] + [GUTTER + LANE]
"""The room for trunks and junctions at the left of a column, by how often the kind changes in it."""


@dataclass(frozen=True)
class Fronts:
    """The shapes of all parts of a forest.

    `hung` and `free`: by a stand's number, the shapes of its branch within a column of several, and in a column of
    its own, where the card stands centred. `steps` and `own`: by a step's number, the shapes within a column of
    several, without the trunk, and as a column of its own with all that it needs. `asides`: by the number of a step
    on which something bears, the shapes of that.
    """

    sizes: Sequence[Size]
    most: int
    hung: list[Front]
    free: list[Front]
    steps: list[Front]
    own: list[Front]
    asides: dict[int, Front] = field(default_factory=dict)


def is_upright(step: Step) -> bool:
    """Whether its stroke can rise from the middle of its card: one premise, and nothing bears on the step."""
    return len(step.stands) == 1 and not step.bearing


def trunks_width(steps: Sequence[Step]) -> int:
    """The room for trunks and junctions at the left of a column."""
    return GUTTER + LANE * (len(trunks(steps)) - 1)


def gap(above: Step, below: Step) -> int:
    """The distance of neighbours on one trunk."""
    return LEAF if above.is_leaf else BRANCH


def gap_linked(above: Stand) -> int:
    """The distance of a linked premise, with its branch, from the next."""
    return AND + LEAF if above.bearing else AND


def root_gap(above: Stand, below: Stand) -> int:
    """The distance of trees below each other; loose claims stand closer."""
    return TREE if above.bearing or below.bearing else BRANCH


def aside_offset(step: Step) -> int:
    """How far right of a premise those cards stand that bear on the step from it."""
    return ASIDE if len({s.relation.kind for s in step.bearing}) == 1 else ASIDE_MIXED


def fronts(forest: Forest, sizes: Sequence[Size], most: int) -> Fronts:
    """The shapes of all parts of a forest, at most so many of each; `sizes` by stand number, in even units."""
    stands, steps = len(forest.stands), len(forest.steps)
    found = Fronts(sizes, most, [[]] * stands, [[]] * stands, [[]] * steps, [[]] * steps)
    for step in reversed(forest.steps):
        for stand in step.stands:
            _shape_stand(found, stand)
        n = step.number
        if is_upright(step):
            found.steps[n], found.own[n] = found.hung[step.stands[0].number], found.free[step.stands[0].number]
        else:
            found.steps[n] = _shape_step(found, step)
            found.own[n] = [(w + GUTTER, h, None) for w, h, _ in found.steps[n]]
    for root in forest.roots:
        _shape_stand(found, root)
    return found


def _packed(found: Fronts, steps: Sequence[Step]) -> tuple[Front, Front]:
    """The shapes of what bears on one target, in one column without the trunk, and in several."""
    gaps = [0, *(gap(above, below) for above, below in zip(steps, steps[1:]))]
    turns = [0, *(int(a.relation.kind is not b.relation.kind) for a, b in zip(steps, steps[1:]))]
    parts, alone = [found.steps[s.number] for s in steps], [found.own[s.number] for s in steps]
    return pack(parts, alone, gaps, turns, _GUTTERS, BRANCH, found.most)


def _shape_stand(found: Fronts, stand: Stand) -> None:
    """The shapes of a card with all that bears on it."""
    n, bearing = stand.number, stand.bearing
    width, height = found.sizes[n]
    if not bearing:
        found.hung[n] = found.free[n] = [(width, height, None)]
        return
    single, several = _packed(found, bearing)
    gutter, count = EDGE + trunks_width(bearing), len(bearing)
    below = height + HANG
    one: Front = [(max(width, w + gutter), below + h, ((0, count, w),)) for w, h, _ in single]
    if count == 1:
        found.hung[n] = found.free[n] = one
        if is_upright(bearing[0]):
            below = height + CHAIN
            found.free[n] = [(max(width, w), below + h, ((0, 1, w),)) for w, h, _ in found.own[bearing[0].number]]
        return
    hung, free = one.copy(), one
    for _, h, chain in several:
        plan = columns_of(chain)
        frame = Frame.of(found, stand, plan, centred=False)
        hung.append((frame.width, height + frame.drop + h, plan))
        frame = Frame.of(found, stand, plan, centred=True)
        free.append((frame.width, height + frame.drop + h, plan))
    found.hung[n], found.free[n] = lowest(hung, found.most), lowest(free, found.most)


def _shape_step(found: Fronts, step: Step) -> Front:
    """The shapes of linked premises, or of a premise with what bears on the step from it."""
    front = found.hung[step.stands[0].number]
    for above, stand in zip(step.stands, step.stands[1:]):
        front = stacked(front, found.hung[stand.number], gap_linked(above))
    if not step.bearing:
        return lowest(front, found.most)
    aside = found.steps[step.bearing[0].number]
    for before, other in zip(step.bearing, step.bearing[1:]):
        aside = stacked(aside, found.steps[other.number], gap(before, other))
    found.asides[step.number] = aside = lowest(aside, found.most)
    offset = aside_offset(step)
    stand = step.stands[0]
    if len(step.stands) > 1 or not stand.bearing:
        return lowest(stacked(front, [(w + offset, h, None) for w, h, _ in aside], LEAF), found.most)
    single, several = _packed(found, stand.bearing)
    if len(stand.bearing) == 1:
        single = found.own[stand.bearing[0].number]
    plans = [((0, len(stand.bearing), w),) for w, _, _ in single] + [columns_of(chain) for _, _, chain in several]
    heights = [h for _, h, _ in (*single, *several)]
    front = []
    height = found.sizes[stand.number][1]
    for plan, below in zip(plans, heights):
        for w, h, _ in aside:
            frame = Frame.of(found, stand, plan, centred=False, aside=offset + w)
            front.append((frame.width, height + frame.drop + max(h, below), (plan, w)))
    return lowest(front, found.most)


class Frame(NamedTuple):
    """How the columns of one target stand below its card: all from the left of the whole, and `drop` from the card."""

    width: float
    card: float
    columns: tuple[float, ...]
    drop: float

    @classmethod
    def of(cls, found: Fronts, stand: Stand, plan: Plan, *, centred: bool, aside: float = 0) -> Frame:
        """The frame of a card and its columns, centred on each other or with a common left edge.

        `aside` is the width of what stands below the card before its columns.
        """
        bearing, width = stand.bearing, found.sizes[stand.number][0]
        if len(plan) == 1 and not aside:
            inner = plan[0][2]
            if centred and len(bearing) == 1 and is_upright(bearing[0]):
                total = max(width, inner)
                return cls(total, (total - width) / 2, ((total - inner) / 2,), CHAIN)
            return cls(max(width, EDGE + trunks_width(bearing) + inner), 0, (EDGE,), HANG)
        lefts, at, upright, kinds = [], 0.0, False, set()
        for first, end, inner in plan:
            lefts.append(at)
            kinds.add(bearing[first].relation.kind)
            if end > first + 1:
                kinds.update(step.relation.kind for step in bearing[first:end])
                at += trunks_width(bearing[first:end])
            else:
                upright = upright or is_upright(bearing[first])
            at += inner + BRANCH
        total = at - BRANCH
        if centred:
            whole = max(width, total)
            card, shift = (whole - width) / 2, (whole - total) / 2
        else:
            first, end, _ = plan[0]
            shift = EDGE + GUTTER if end == first + 1 and is_upright(bearing[first]) else EDGE
            if aside:
                shift = aside + BRANCH
            card, whole = 0.0, max(width, shift + total)
        columns = tuple(left + shift for left in lefts)
        levels = 1
        if len(kinds) > 1:
            levels = bars(card, card + width, _lanes(found, bearing, plan, columns), centred)[1]
        drop = BAR + LANE * (levels - 1) + (UNDER_BAR_CENTRED if upright else UNDER_BAR)
        return cls(whole, card, columns, drop)


def _lanes(found: Fronts, bearing: Sequence[Step], plan: Plan, lefts: Sequence[float]) -> list[tuple[float, Kind]]:
    """Where the trunks of the columns stand, from left to right, and of which kind they are."""
    lanes: list[tuple[float, Kind]] = []
    for (first, end, inner), left in zip(plan, lefts):
        steps = bearing[first:end]
        if end == first + 1 and is_upright(steps[0]):
            stand = steps[0].stands[0]
            shape = at_width(found.free[stand.number], inner)
            lanes.append((left + card_offset(found, stand, shape) + found.sizes[stand.number][0] / 2, steps[0].relation.kind))
        else:
            lanes += [(left + LANE * at, part[0].relation.kind) for at, part in enumerate(trunks(steps))]
    return lanes


def card_offset(found: Fronts, stand: Stand, shape: Shape) -> float:
    """How far from the left of its branch a card stands that is centred over what bears on it."""
    plan: Plan | None = shape[2]
    if plan is None or (len(plan) == 1 and not (len(stand.bearing) == 1 and is_upright(stand.bearing[0]))):
        return 0.0
    return (shape[0] - found.sizes[stand.number][0]) / 2



def fronts_of_roots(forest: Forest, found: Fronts) -> Front:
    """The shapes of the whole map, with their chains: trees and loose claims packed into columns."""
    roots = forest.roots
    parts = [found.free[root.number] for root in roots]
    gaps = [0, *(root_gap(above, below) for above, below in zip(roots, roots[1:]))]
    single, several = pack(parts, parts, gaps, [0] * len(roots), [0], TREE, 2 * found.most)
    whole = [(w, h, (None, 0, len(roots), w)) for w, h, _ in single]
    return lowest(whole + several, 4 * found.most)
