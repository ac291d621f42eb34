"""Fronts: the shapes that every branch of a map can take, with the thesis on top.

Bottom up, every claim gets the front of its branch: what bears on it, in order, packed into columns. A column of one
stands centred under its target; a column of several hangs, indented, on a trunk at its left. Linked premises stand
below each other, or beside each other where their own branches would part them too far. What bears on a step stands
directly below the card that the step leaves from, and what bears on that card right of it, so that the stroke to the
step's junction crosses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.layout.lanes import Lanes, Plan, Size
from argmap.layout.packing import ANY_LONE, FIRST_LONE, Chain, columns_of, in_a_row, pack, pack_at
from argmap.layout.shapes import Front, Keep, at_width, lowest, stacked
from argmap.layout.spacing import (
    AND,
    AND_ACROSS,
    ASIDE,
    ASIDE_MIXED,
    BAR,
    BRANCH,
    CHAIN,
    COLUMN,
    EDGE,
    GUTTER,
    HANG,
    INDENT,
    LANE,
    LEAF,
    OVER,
    ROOM,
    TREE,
    UNDER_BAR,
    UNDER_BAR_CENTRED,
)
from argmap.layout.steady import Cuts
from argmap.layout.tree import MOST_TRUNKS, Forest, Stand, Step

_GUTTERS = [GUTTER + LANE * n for n in range(MOST_TRUNKS)] + [GUTTER + LANE]
"""The room for trunks and junctions at the left of a column, by how often the kind changes in it."""

APART = 600
"""How far below each other the first and the last of linked premises may begin, the cards of those between not
counted, where they can stand beside each other instead."""


@dataclass(frozen=True)
class Fronts:
    """The shapes of all parts of a forest.

    `hung` and `free`: by a stand's number, the shapes of its branch within a column of several, and in a column of
    its own, where the card stands centred. `steps` and `own`: by a step's number, the shapes within a column of
    several, without the trunk, and as a column of its own with all that it needs. `cuts` says where columns have to
    begin, None where that is free. `link` holds the distances of linked premises below and beside each other. `memo`
    keeps how leaves are packed, of which there are many alike. `grouped` says whether room for frames is wanted at all.
    """

    sizes: Sequence[Size]
    keep: Keep
    cuts: Cuts | None
    link: tuple[int, int]
    grouped: bool
    hung: list[Front]
    free: list[Front]
    steps: list[Front]
    own: list[Front]
    memo: dict[tuple[object, ...], tuple[Front, Front]] = field(default_factory=dict)


def trunks_width(steps: Sequence[Step]) -> int:
    """The room for trunks and junctions at the left of a column."""
    kind, turns = steps[0].relation.kind, 0
    for step in steps:
        if step.relation.kind is not kind:
            kind = step.relation.kind
            turns += 1
    return _GUTTERS[min(turns, MOST_TRUNKS)]


def gap(above: Step, below: Step) -> int:
    """The distance of neighbours on one trunk."""
    apart = LEAF if above.is_leaf else BRANCH
    return apart if above.stands[-1].group == below.stands[0].group else apart + ROOM


def room(found: Fronts, stand: Stand) -> int:
    """What is added between a card and its columns for the frames of groups that begin there."""
    return 0 if not found.grouped or all(step.stands[0].group == stand.group for step in stand.bearing) else ROOM


def gap_linked(found: Fronts, above: Stand) -> int:
    """The distance of a linked premise, with its branch, from the next below it."""
    return found.link[0] + LEAF if above.bearing else found.link[0]


def root_gap(above: Stand, below: Stand) -> int:
    """The distance of trees below each other; loose claims stand closer."""
    return TREE if above.bearing or below.bearing else BRANCH


def aside_offset(step: Step) -> int:
    """How far right of a premise those cards stand that bear on the step from it."""
    return ASIDE if len({s.relation.kind for s in step.bearing}) == 1 else ASIDE_MIXED


def aside_gap(step: Step) -> int:
    """The distance between premises with their branches and what bears on the step from them, below."""
    return BRANCH if any(stand.bearing for stand in step.stands) else LEAF


def fronts(
    forest: Forest, sizes: Sequence[Size], keep: Keep, cuts: Cuts | None = None, *, sideways: bool = False
) -> Fronts:
    """The shapes of all parts of a forest, of each as many as are to be kept; with `cuts` one of each.

    `sizes` by stand number, in even units, as they are with the thesis on top; `sideways` where the map will be
    turned by a quarter, and the word "and" with it is not.
    """
    stands, steps = len(forest.stands), len(forest.steps)
    link = (AND_ACROSS, AND) if sideways else (AND, AND_ACROSS)
    grouped = any(stand.group for stand in forest.stands)
    found = Fronts(sizes, keep, cuts, link, grouped, [[]] * stands, [[]] * stands, [[]] * steps, [[]] * steps)
    hung, free = found.hung, found.free
    for step in reversed(forest.steps):
        for stand in step.stands:
            n = stand.number
            if stand.bearing:
                _shape_stand(found, stand)
            else:
                hung[n] = free[n] = [(*sizes[n], None)]
        if step.is_upright:
            n = step.stands[0].number
            found.steps[step.number], found.own[step.number] = hung[n], free[n]
        else:
            found.steps[step.number] = front = _shape_step(found, step)
            found.own[step.number] = [(w + GUTTER, h, None) for w, h, _ in front]
    for root in forest.roots:
        if root.bearing:
            _shape_stand(found, root)
        else:
            hung[root.number] = free[root.number] = [(*sizes[root.number], None)]
    return found


def _packed(found: Fronts, stand: Stand, turns: Sequence[int]) -> tuple[Front, Front]:
    """The shapes of what bears on a claim, in one column without the trunk, and in several."""
    steps = stand.bearing
    gaps = [0, *map(gap, steps, steps[1:])]
    key = None
    if found.cuts is None and all(step.is_leaf for step in steps):
        key = (*turns, *gaps, *[found.sizes[step.stands[0].number] for step in steps])
        if key in found.memo:
            return found.memo[key]
    parts, alone = [found.steps[s.number] for s in steps], [found.own[s.number] for s in steps]
    lone = [s.is_upright for s in steps]
    if found.cuts is not None:
        return pack_at(parts, alone, lone, gaps, turns, _GUTTERS, COLUMN, found.cuts.steps.get(stand.number, ()))
    packed = pack(parts, alone, lone, gaps, turns, _GUTTERS, COLUMN, found.keep)
    if key is not None:
        found.memo[key] = packed
    return packed


def _turns(steps: Sequence[Step]) -> list[int]:
    """For each step 1 where it is of another kind than the one before, 0 for the first."""
    kinds = [step.relation.kind for step in steps]
    return [0, *[int(a is not b) for a, b in zip(kinds, kinds[1:])]]


def _shape_stand(found: Fronts, stand: Stand) -> None:
    """The shapes of a card with all that bears on it."""
    n, bearing = stand.number, stand.bearing
    width, height = found.sizes[n]
    height += room(found, stand)
    turns = _turns(bearing)
    single, several = _packed(found, stand, turns)
    changes, count = sum(turns), len(bearing)
    gutter = EDGE + _GUTTERS[min(changes, MOST_TRUNKS)]
    below = height + HANG
    one: Front = [(max(width, w + gutter), below + h, (None, 0, count, w, 0)) for w, h, _ in single]
    if count == 1:
        below = height + (CHAIN if bearing[0].is_upright else BAR + UNDER_BAR)
        alone = found.own[bearing[0].number]
        found.hung[n] = one
        found.free[n] = [(max(width, w), below + h, (None, 0, 1, w, 0)) for w, h, _ in alone]
        return
    hung, free = one.copy(), one
    lone_drop, trunk_drop = height + BAR + UNDER_BAR_CENTRED, height + BAR + UNDER_BAR
    lanes = Lanes(found.sizes, bearing) if changes else None
    for w, h, chain in several:
        flags = chain[4]
        offset = INDENT if flags & FIRST_LONE else EDGE
        low = high = h + (lone_drop if flags & ANY_LONE else trunk_drop)
        if lanes:
            groups, before, after = lanes.groups(columns_of(chain))
            if groups > 2 or before > width - EDGE - LANE - offset:
                low += LANE * (groups - 1)
            if groups > 2 or before > (w + width) / 2 - EDGE - LANE or after < (w - width) / 2 + EDGE + LANE:
                high += LANE * (groups - 1)
        hung.append((w + offset if w + offset > width else width, low, chain))
        free.append((w if w > width else width, high, chain))
    found.hung[n], found.free[n] = lowest(hung, found.keep), lowest(free, found.keep)


class StepPlan(NamedTuple):
    """How a step stands that is no lone upright card.

    `columns` breaks what bears on its single premise into columns, right of what bears on the step; or it has a
    column for each of several premises beside each other; it is None where the premises stand below each other.
    `width` is that of the premises with their branches, `aside` that of what bears on the step.
    """

    columns: Plan | None
    width: float
    aside: float


def _shape_step(found: Fronts, step: Step) -> Front:
    """The shapes of linked premises, or of a premise with what bears on the step from it."""
    stands, aside = step.stands, _shape_aside(found, step)
    if len(stands) == 1 and stands[0].bearing:
        return _shape_before_columns(found, step, aside)
    front = found.hung[stands[0].number]
    for above, stand in zip(stands, stands[1:]):
        front = stacked(front, found.hung[stand.number], gap_linked(found, above))
    front = [(w, h, StepPlan(None, w, 0)) for w, h, _ in front]
    cuts = found.cuts
    if step.number in cuts.beside if cuts is not None else any(stand.bearing for stand in stands[:-1]):
        row = in_a_row([found.hung[stand.number] for stand in stands], found.link[1], found.keep)
        beside: Front = [(w, h + OVER, StepPlan(columns_of(chain), w, 0)) for w, h, chain in row]
        last = found.hung[stands[-1].number]
        apart = APART + sum(found.sizes[stand.number][1] + found.link[0] for stand in stands[1:-1])
        near = [shape for shape in front if shape[1] - at_width(last, shape[0])[1] <= apart]
        front = beside if cuts is not None else near + beside
    if not aside:
        return lowest(front, found.keep)
    offset = aside_offset(step)
    return lowest(
        [
            (max(w, offset + v), h + aside_gap(step) + g, StepPlan(plan.columns, plan.width, v))
            for w, h, plan in front
            for v, g, _ in aside
        ],
        found.keep,
    )


def _shape_aside(found: Fronts, step: Step) -> Front:
    """The shapes of what bears on a step, in one column without the trunk."""
    if not step.bearing:
        return []
    front = found.steps[step.bearing[0].number]
    for above, below in zip(step.bearing, step.bearing[1:]):
        front = stacked(front, found.steps[below.number], gap(above, below))
    return lowest(front, found.keep)


def _shape_before_columns(found: Fronts, step: Step, aside: Front) -> Front:
    """The shapes of a premise with what bears on the step directly below it, and what bears on it right of that."""
    stand, offset = step.stands[0], aside_offset(step)
    single, several = _packed(found, stand, _turns(stand.bearing))
    whole, flag, gutter = single, 0, trunks_width(stand.bearing)
    if len(stand.bearing) == 1:
        whole, flag, gutter = found.own[stand.bearing[0].number], int(stand.bearing[0].is_upright), 0
    columns = [(w + gutter, h, (None, 0, len(stand.bearing), w, flag)) for w, h, _ in whole] + several
    front: Front = []
    width, height = found.sizes[stand.number]
    height += room(found, stand)
    lanes = Lanes(found.sizes, stand.bearing)
    for right, below, chain in columns:
        plan = columns_of(chain)
        above = height + drop(chain, lanes.groups(plan)[0])
        for w, h, _ in aside:
            whole_width = max(width, offset + w + COLUMN + right)
            front.append((whole_width, above + max(h, below), StepPlan(plan, width, w)))
    return lowest(front, found.keep)


def drop(chain: Chain, levels: int) -> int:
    """How far below a card its columns begin, where so many levels of bars run in between."""
    return BAR + LANE * (levels - 1) + (UNDER_BAR_CENTRED if chain[4] & ANY_LONE else UNDER_BAR)


def fronts_of_roots(forest: Forest, found: Fronts) -> Front:
    """The shapes of the whole map, with their chains: trees and loose claims packed into columns."""
    roots = forest.roots
    parts = [found.free[root.number] for root in roots]
    gaps = [0, *(root_gap(above, below) for above, below in zip(roots, roots[1:]))]
    flags = [False] * len(roots)
    if found.cuts is not None:
        single, several = pack_at(parts, parts, flags, gaps, flags, [0], TREE, found.cuts.roots)
    else:
        single, several = pack(parts, parts, flags, gaps, flags, [0], TREE, found.keep)
    whole = [(w, h, (None, 0, len(roots), w, 0)) for w, h, _ in single]
    return lowest(whole + several)
