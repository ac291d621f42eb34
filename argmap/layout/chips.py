"""Where chips stand: with no places of their own, by their neighbours, as the arrangement would put them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.layout.below import chip_key, stands_below
from argmap.layout.blocks import Branches
from argmap.layout.card import CHIP_HEIGHT
from argmap.layout.fronts import aside_offset, gap
from argmap.layout.geometry import Box
from argmap.layout.metrics import CARD_WIDTH
from argmap.layout.obstacles import Obstacles
from argmap.layout.spacing import AND, AND_ACROSS, EDGE, GUTTER, HANG, LEAF
from argmap.layout.tree import Forest, Stand, Step

Boxes = Mapping[Id, Box]


def chips_below(
    document: Document,
    target: Id,
    boxes: Boxes,
    obstacles: Obstacles,
    branches: Branches,
    *,
    sideways: bool = False,
) -> dict[tuple[Id, Id], Box]:
    """Where the chips stand of claims met again below one card, in the frame of a map with the thesis on top.

    `boxes` holds the cards, `obstacles` the same boxes to look up by place; `branches` knows how far down each branch
    below the card reaches, with the chips in it.
    """
    stands, forest = stands_below(document, target)
    if all(stand.whole for stand in stands):
        return {}
    return _chips(document, forest, stands[0], boxes, obstacles, branches, sideways=sideways)


def _chips(
    document: Document,
    forest: Forest,
    root: Stand,
    boxes: Boxes,
    obstacles: Obstacles,
    branches: Branches,
    *,
    sideways: bool,
) -> dict[tuple[Id, Id], Box]:
    chips: dict[tuple[Id, Id], Box] = {}
    mine = Obstacles()
    width, height = (CHIP_HEIGHT, CARD_WIDTH) if sideways else (CARD_WIDTH, CHIP_HEIGHT)
    link = AND_ACROSS if sideways else AND

    def box_of(stand: Stand) -> Box | None:
        return boxes[stand.claim] if stand.whole else chips.get(chip_key(stand))

    def foot(stand: Stand) -> float:
        return branches.foot(stand.claim) if stand.whole else chips[chip_key(stand)].bottom

    for step in forest.steps:
        siblings = [s for other in step.target.bearing for s in other.stands]
        on = boxes[root.claim] if isinstance(step.target, Stand) else box_of(step.target.stands[0])
        assert on is not None
        for stand in step.stands:
            if stand.whole:
                continue
            at = siblings.index(stand)
            before = next((s for s in reversed(siblings[:at]) if box_of(s)), None)
            row = [stand, *takewhile(lambda s: not s.whole, siblings[at + 1 :])]
            after = next((s for s in siblings[at + 1 :] if s.whole), None)
            box = (
                _under_step(document, step, boxes, on, (width, height))
                if isinstance(step.target, Step) and len(siblings) == 1
                else None
            )
            line = min((box.top for box in map(box_of, siblings) if box), default=on.bottom)
            box = box or _between(row, before, after, box_of, foot, (width, height), link, line)
            if box is None or not (obstacles.is_free(box.grown(4)) and mine.is_free(box.grown(4))):
                left, top = on.left + EDGE + GUTTER, on.bottom + HANG
                if isinstance(step.target, Step):
                    left, top = on.left + aside_offset(step.target), on.bottom + LEAF
                if before is not None:
                    left, top = (box_of(before) or on).left, foot(before) + _apart(before, stand, link)
                box = _first_free(left, top, width, height, obstacles, mine)
            chips[chip_key(stand)] = box
            mine.add(box)
    return chips


def _under_step(document: Document, step: Step, boxes: Boxes, on: Box, size: tuple[float, float]) -> Box:
    """Where the only chip stands that bears on a step: below the premise, its trunk rising to the junction.

    Where what bears on the premise itself stands to the right of it, both begin at the same height.
    """
    assert isinstance(step.target, Step)
    left, top = on.left + aside_offset(step.target), on.bottom + LEAF
    premise = step.target.stands[0]
    if premise.whole:
        rows = derive(document).rows
        below = [
            boxes[p]
            for r in graph(document).on(premise.claim)
            for p in r.premises
            if rows[p].via == r.id and p in boxes
        ]
        if below and min(box.left for box in below) >= left + size[0]:
            top = min(box.top for box in below)
    return Box(left, top, left + size[0], top + size[1])


def _apart(above: Stand, below: Stand, link: int) -> int:
    """The distance between neighbours, one of them a chip, of linked ones `link` where nothing bears on the upper."""
    assert above.step is not None and below.step is not None
    if above.step is below.step:
        return link + LEAF if above.bearing else link
    return gap(above.step, below.step)


def _between(
    row: Sequence[Stand],
    before: Stand | None,
    after: Stand | None,
    box_of: Callable[[Stand], Box | None],
    foot: Callable[[Stand], float],
    size: tuple[float, float],
    link: int,
    line: float,
) -> Box | None:
    """Where the first of a row of chips stands: below the neighbour before it, or above the one after the row.

    Where these stand in columns of their own, the row begins the second if there is room below the `line` on which
    the columns begin.
    """
    width, height = size
    lower = box_of(after) if after is not None else None
    upper = box_of(before) if before is not None else None
    if lower is not None and after is not None and (upper is None or lower.left != upper.left):
        top = lower.top - sum(height + _apart(chip, other, link) for chip, other in zip(row, [*row[1:], after]))
        if upper is None or top >= line:
            return Box(lower.left, top, lower.left + width, top + height)
    if upper is not None and before is not None:
        top = foot(before) + _apart(before, row[0], link)
        return Box(upper.left, top, upper.left + width, top + height)
    return None


def _first_free(left: float, top: float, width: float, height: float, obstacles: Obstacles, mine: Obstacles) -> Box:
    """The first place for a chip from here downward."""
    while True:
        box = Box(left, top, left + width, top + height)
        area = Box(box.left - GUTTER, box.top - LEAF + 1, box.right + 2, box.bottom + LEAF - 1)
        stops = [*obstacles.near(area), *mine.near(area)]
        if not stops:
            return box
        top = max(stop.bottom for stop in stops) + LEAF
