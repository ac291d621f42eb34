"""Steadiness: what of an arrangement made before can stay as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.core.records import Direction
from argmap.layout.directions import upright_box
from argmap.layout.geometry import Box, Geometry
from argmap.layout.strokes import Standing
from argmap.layout.tree import Forest, Stand


@dataclass(frozen=True)
class Cuts:
    """How a map is broken into columns: by a stand's number, before which of the steps that bear on it a new column
    begins; before which roots one does; and the numbers of those steps whose premises stand beside each other."""

    steps: dict[int, tuple[int, ...]]
    roots: tuple[int, ...]
    beside: frozenset[int]


def cuts_of(trees: Forest, before: Geometry, direction: Direction) -> Cuts:
    """The columns of an arrangement in this direction; what is new is put into the column of the one before it."""
    boxes = [_box(stand, before, direction) for stand in trees.stands]
    steps = {}
    for stand in trees.stands:
        if len(stand.bearing) > 1:
            steps[stand.number] = _cuts(boxes[step.stands[0].number] for step in stand.bearing)
    beside = frozenset(
        step.number for step in trees.steps if len(step.stands) > 1 and _cuts(boxes[s.number] for s in step.stands)
    )
    return Cuts(steps, _cuts(boxes[root.number] for root in trees.roots), beside)


def _cuts(boxes: Iterable[Box | None]) -> tuple[int, ...]:
    """Where a new column begins: at each box that is not below the one before it."""
    found, last = [], None
    for at, box in enumerate(boxes):
        if box is None:
            continue
        if last is not None and box.top < last.bottom:
            found.append(at)
        last = box
    return tuple(found)


def shifted_to(trees: Forest, standing: Standing, before: Geometry, direction: Direction) -> Standing:
    """The standing moved as a whole, so that it begins level with where it began, and as many cards as possible are
    neither left nor right of where they stood."""
    counts: dict[int, int] = {}
    down = None
    for stand in trees.stands:
        if stand.whole and (old := _box(stand, before, direction)) is not None:
            new = standing.boxes[stand.number]
            if down is None:
                down = round(old.top - new.top)
            across = round(old.left - new.left)
            counts[across] = counts.get(across, 0) + 1
    if down is None:
        return standing
    right = max(counts, key=lambda across: counts[across])  # of equals the one met first
    if not right and not down:
        return standing
    boxes = [Box(b.left + right, b.top + down, b.right + right, b.bottom + down) for b in standing.boxes]
    return Standing(boxes, standing.below)


def _box(stand: Stand, geometry: Geometry, direction: Direction) -> Box | None:
    """The box of a stand in a geometry, turned so that the thesis is on top; None where it has none."""
    if stand.whole:
        box = geometry.cards.get(stand.claim)
    else:
        box = geometry.chips.get((stand.step.relation.id, stand.claim)) if stand.step is not None else None
    return upright_box(box, direction) if box is not None else None
