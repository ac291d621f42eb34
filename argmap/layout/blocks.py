"""Blocks: places for cards that have none yet, beside those that have; nothing that stands moves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from argmap.core.document import Document
from argmap.core.graph import graph, place_of, target_claim
from argmap.core.ids import Id
from argmap.core.records import Claim, Relation
from argmap.core.roles import derive
from argmap.layout.columns import arrange
from argmap.layout.geometry import Box
from argmap.layout.obstacles import Obstacles
from argmap.layout.spacing import AND, ASIDE, BRANCH, EDGE, GUTTER, HANG, LEAF, TREE


def fill(
    document: Document, boxes: dict[Id, Box], obstacles: Obstacles, sizes: Mapping[Id, tuple[float, float]]
) -> None:
    """Adds the box of every claim that has none, in the frame of a map with the thesis on top.

    A branch without places is arranged as a block and stands at the foot of its target's column, or at the nearest
    free place below; a root without place stands beside the rest.
    """
    rows, branches = derive(document).rows, Branches(document, boxes)
    for id in derive(document).order:
        if id in boxes:
            continue
        via = rows[id].via
        target = target_claim(document, document.relations[via]) if via else ""
        block = _block(document, id, branches, sizes)
        left, top = _wanted(document, id, target, branches) if target in boxes else _beside(boxes)
        _set_down(block, left, top, boxes, obstacles)


def _block(document: Document, root: Id, branches: Branches, sizes: Mapping[Id, tuple[float, float]]) -> dict[Id, Box]:
    """The branch of a claim as far as it has no places, arranged by itself; the claim's top left is the origin."""
    inside = [root, *(id for id in branches.inside(root) if id not in branches.boxes)]
    width, height = sizes[root]
    if len(inside) == 1:
        return {root: Box(0, 0, width, height)}
    part = Document(_part(document, inside))
    found = arrange(part, {id: sizes[id] for id in inside}).cards
    left, top = found[root].left, found[root].top
    # What the placed cards between separate from the root stands in the block all the same, as a tree of its own.
    return {id: Box(b.left - left, b.top - top, b.right - left, b.bottom - top) for id, b in found.items()}


def _part(document: Document, claims: list[Id]) -> Iterator[Claim | Relation]:
    """The claims, and the relations whose premises and target are all among them or among those relations."""
    view, kept = graph(document), set(claims)
    for id in claims:
        yield replace(document.claims[id], main=id == claims[0])
    queue = list(claims)
    for id in queue:
        for relation in view.on(id):
            if relation.id not in kept and all(premise in kept for premise in relation.premises):
                kept.add(relation.id)
                queue.append(relation.id)
                yield relation


def _wanted(document: Document, id: Id, target: Id, branches: Branches) -> tuple[float, float]:
    """The left and top that a card should have: at the foot of the column of what stands there already."""
    rows, boxes = branches.rows, branches.boxes
    relation = document.relations[rows[id].via]
    card = boxes[target]

    def standing(step: Relation) -> list[Id]:
        return [p for p in step.premises if p in boxes and rows[p].via == step.id]

    if linked := standing(relation):
        return boxes[linked[-1]].left, branches.foot(linked[-1]) + AND
    siblings = graph(document).on(relation.target)
    if relation.target in document.relations and not any(standing(r) for r in siblings):
        first = document.relations[relation.target].premises[0]
        if first in boxes:
            return boxes[first].left + ASIDE, boxes[first].bottom + LEAF
    before = [p for r in siblings if place_of(r) < place_of(relation) for p in standing(r)]
    after = [p for r in siblings if place_of(r) > place_of(relation) for p in standing(r)]
    if not before and not after:
        return card.left + EDGE + GUTTER, card.bottom + HANG
    last = (before or after)[-1]
    foot = branches.foot(last)
    return boxes[last].left, foot + (LEAF if foot == boxes[last].bottom else BRANCH)


class Branches:
    """The branches of a map as they stand: how far down each reaches.

    What bears on a step stands below its first premise; below the step's target where that premise is a chip.
    `chips` holds those that stand below a card, as far as they are known.
    """

    def __init__(
        self, document: Document, boxes: Mapping[Id, Box], chips: Mapping[Id, Collection[Box]] | None = None
    ) -> None:
        self.document, self.boxes, self.chips = document, boxes, {} if chips is None else chips
        self.rows, self.view = derive(document).rows, graph(document)

    def inside(self, claim: Id, *, alone: bool = False) -> Iterator[Id]:
        """The claims of a claim's branch after itself, what stands above before what stands below.

        `alone`: without what bears on the step of which it is the first premise.
        """
        queue = [claim]
        for id in queue:
            for other in self._children(id, alone=alone and id == claim):
                yield other
                queue.append(other)

    def _children(self, claim: Id, *, alone: bool) -> Iterator[Id]:
        rows, view = self.rows, self.view
        steps = list(view.on(claim))
        via = self.document.relations.get(rows[claim].via)
        if via is not None and via.premises[0] == claim and not alone:
            steps += view.on(via.id)
        for step in steps:
            for premise in step.premises:
                if premise in rows and rows[premise].via == step.id:
                    yield premise
            if not step.premises or rows[step.premises[0]].via != step.id:
                steps += view.on(step.id)  # its first premise is a chip, which has no branch

    def foot(self, claim: Id) -> float:
        """The lower edge of the lowest card or known chip of a claim's branch."""
        boxes, chips = self.boxes, self.chips
        lowest = boxes[claim].bottom
        for id in (claim, *self.inside(claim)):
            if id in boxes and boxes[id].bottom > lowest:
                lowest = boxes[id].bottom
            if id in chips:
                lowest = max([lowest, *(box.bottom for box in chips[id])])
        return lowest


def _beside(boxes: Mapping[Id, Box]) -> tuple[float, float]:
    """Where a root goes that nobody has placed: right of everything, level with the highest."""
    if not boxes:
        return 0.0, 0.0
    return max(b.right for b in boxes.values()) + TREE, min(b.top for b in boxes.values())


def _set_down(block: Mapping[Id, Box], left: float, top: float, boxes: dict[Id, Box], obstacles: Obstacles) -> None:
    """Puts a block where it is wanted, or as little below that as there is room."""
    while True:
        lower = [
            stop.bottom + LEAF - box.top
            for box in block.values()
            for stop in obstacles.near(
                Box(
                    box.left + left - GUTTER + 2,
                    box.top + top - LEAF + 1,
                    box.right + left + 2,
                    box.bottom + top + LEAF - 1,
                )
            )
        ]
        if not lower:
            break
        top = max(lower)  # below whatever is in the way, which is always lower than before
    for id, box in block.items():
        # Whole units, since a place is kept in whole units.
        x, y = round(left + box.centre.x), round(top + box.centre.y)
        placed = Box(x - box.width / 2, y - box.height / 2, x + box.width / 2, y + box.height / 2)
        boxes[id] = placed
        obstacles.add(placed)
