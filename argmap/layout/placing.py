"""Placing: the box of every card and chip, top down, from the shapes chosen."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.layout.fronts import (
    Fronts,
    StepPlan,
    aside_gap,
    aside_offset,
    gap,
    gap_linked,
    root_gap,
    trunks_width,
)
from argmap.layout.geometry import Box
from argmap.layout.lanes import Plan
from argmap.layout.packing import columns_of
from argmap.layout.shapes import at_width
from argmap.layout.spacing import GUTTER, OVER, TREE
from argmap.layout.spread import Spread, card_offset
from argmap.layout.strokes import Below, Column, Standing
from argmap.layout.tree import Forest, Stand, Step


def stood(forest: Forest, found: Fronts, plan: Plan) -> Standing:
    """Where all stands are if the roots are broken into these columns; the first root's centre is the origin."""
    placing = _Placing(found, Standing.of(forest))
    width, height = found.sizes[0]
    left, above = -width / 2 - card_offset(found, forest.roots[0], at_width(found.free[0], plan[0][2])), -height / 2
    for first, end, inner in plan:
        top = above
        roots = forest.roots[first:end]
        for root, following in zip(roots, [*roots[1:], None]):
            placing.todo.append((root, left, top, inner, True))
            top += at_width(found.free[root.number], inner)[1]
            top += root_gap(root, following) if following else 0
        left += inner + TREE
    placing.run()
    return placing.standing


class _Placing:
    """A branch on its way to its place: `todo` holds the parts whose left, top and greatest width are known.

    The last entry says of a card whether it is centred in a column of its own.
    """

    def __init__(self, found: Fronts, standing: Standing) -> None:
        self.found, self.standing = found, standing
        self.todo: list[tuple[Stand | Step, float, float, float, bool]] = []

    def run(self) -> None:
        todo, found = self.todo, self.found
        while todo:
            part, left, top, inner, centred = todo.pop()
            if isinstance(part, Stand):
                chain = at_width((found.free if centred else found.hung)[part.number], inner)[2]
                self.card(part, left, top, columns_of(chain), centred)
            else:
                self.step(part, left, top, inner)

    def step(self, step: Step, left: float, top: float, inner: float) -> None:
        """Places the premises of a step and what bears on the step itself."""
        found = self.found
        plan: StepPlan = at_width(found.steps[step.number], inner)[2]
        stand = step.stands[0]
        offset = aside_offset(step)
        if plan.columns is None:
            for above, stand in zip([None, *step.stands], step.stands):
                top += gap_linked(found, above) if above else 0
                _, height, chain = at_width(found.hung[stand.number], plan.width)
                self.card(stand, left, top, columns_of(chain), False)
                top += height
            top += aside_gap(step)
        elif len(step.stands) > 1:
            at, below = left, 0.0
            for stand, (_, _, wide) in zip(step.stands, plan.columns):
                _, height, chain = at_width(found.hung[stand.number], wide)
                self.card(stand, at, top + OVER, columns_of(chain), False)
                at += wide + found.link[1]
                below = max(below, height)
            top += OVER + below + aside_gap(step)
        else:
            aside = offset + plan.aside
            self.card(stand, left, top, plan.columns, False, aside)
            top += found.sizes[stand.number][1]
            top += Spread.of(found, stand, plan.columns, centred=False, aside=aside).drop
        self.column(step.bearing, left + offset, top, plan.aside)

    def column(self, steps: Sequence[Step], left: float, top: float, inner: float) -> None:
        """Places steps below each other, the cards of all at the same left edge."""
        sizes, boxes, fronts = self.found.sizes, self.standing.boxes, self.found.steps
        above: Step | None = None
        for step in steps:
            if above is not None:
                top += gap(above, step)
            above, stand = step, step.stands[0]
            if step.is_leaf:
                width, height = sizes[stand.number]
                boxes[stand.number] = Box(left, top, left + width, top + height)
                top += height
                continue
            self.todo.append((stand if step.is_upright else step, left, top, inner, False))
            top += at_width(fronts[step.number], inner)[1]

    def card(self, stand: Stand, left: float, top: float, plan: Plan, centred: bool, aside: float = 0) -> None:
        """Places one card, and hands on the columns that hang on it."""
        found = self.found
        width, height = found.sizes[stand.number]
        if not plan:
            self.standing.boxes[stand.number] = Box(left, top, left + width, top + height)
            return
        spread = Spread.of(found, stand, plan, centred=centred, aside=aside)
        at = left + spread.card
        self.standing.boxes[stand.number] = Box(at, top, at + width, top + height)
        top += height + spread.drop
        alone = len(plan) > 1 or aside > 0 or (centred and len(stand.bearing) == 1)
        columns: list[Column] = []
        for (first, end, inner), column in zip(plan, spread.columns):
            steps = stand.bearing[first:end]
            is_centred = end == first + 1 and steps[0].is_upright and alone
            columns.append(Column(steps, not is_centred))
            if is_centred:
                self.todo.append((steps[0].stands[0], left + column, top, inner, True))
                continue
            gutter = trunks_width(steps)
            inner -= GUTTER if alone and end == first + 1 else 0
            self.column(steps, left + column + gutter, top, inner)
        self.standing.below[stand.number] = Below(columns, centred)
