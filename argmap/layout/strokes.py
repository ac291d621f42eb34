"""Strokes: junctions and routes of all relations, from where the cards stand and what hangs where.

A stroke is right-angled with rounded corners. The trunk of a column is drawn once, by the relation that reaches
furthest; the others of its kind end on it. Trunks of one kind that stand beside each other are joined by a bar and
share one head. Each run of one kind has a trunk of its own, the run that reaches furthest outermost, and bars are
stacked so that no stroke crosses another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf, sqrt
from typing import NamedTuple

from argmap.core.ids import Id
from argmap.core.records import Kind
from argmap.layout.bars import bars
from argmap.layout.geometry import HEAD, JUNCTION, Box, Point, Route, points
from argmap.layout.spacing import AND, AND_ACROSS, BAR, BRACKET, CORNER, EDGE, GUTTER, LANE, RIM, RING
from argmap.layout.tree import Forest, Step, by_kind, trunks

_ROUND = 0.5522847498307936
"""How far from its ends, in radii, a quarter circle's two inner control points lie."""

_STUB = (RING - JUNCTION) / 3
"""A third of the way between a card and its junction."""

_CURVE = CORNER * (1 - _ROUND)


class Column(NamedTuple):
    """Steps that hang on a trunk at their left; or, not `on_trunk`, one whose stroke rises from the card's middle."""

    steps: Sequence[Step]
    on_trunk: bool


class Below(NamedTuple):
    """The columns below one card, and whether the card is centred over them."""

    columns: Sequence[Column]
    centred: bool


@dataclass(frozen=True)
class Standing:
    """Where all stands of a forest are, by number; and what is below each that something bears on."""

    boxes: list[Box]
    below: dict[int, Below]

    @classmethod
    def of(cls, forest: Forest) -> Standing:
        """A standing yet to be filled."""
        return cls([Box(0, 0, 0, 0)] * len(forest.stands), {})


@dataclass
class Strokes:
    """What joins the cards: the junction of every relation, the routes, where each "and" stands, and how far it all
    reaches to the left of the cards."""

    junctions: dict[Id, Point] = field(default_factory=dict)
    routes: list[Route] = field(default_factory=list)
    ands: dict[Id, tuple[Point, ...]] = field(default_factory=dict)
    left: float = inf


def strokes(forest: Forest, standing: Standing, *, sideways: bool = False) -> Strokes:
    """Junctions and routes of all relations of a forest that stands as an arrangement has placed it.

    `sideways` where the map will be turned by a quarter, and the words between linked premises with it are not.
    """
    boxes, below = standing.boxes, standing.below
    risen = {c.steps[0].number for under in below.values() for c in under.columns if not c.on_trunk}
    found = Strokes()
    link = (AND_ACROSS, AND) if sideways else (AND, AND_ACROSS)
    junctions = found.junctions
    for step in forest.steps:
        _premises(step, boxes, step.number not in risen, link, found)
    for stand in forest.stands:
        if stand.bearing:
            _on_card(boxes[stand.number], below[stand.number], boxes, found)
    for step in forest.steps:
        if step.bearing:
            _on_junction(junctions[step.relation.id], step.bearing, found)
    return found


def _premises(step: Step, boxes: list[Box], on_trunk: bool, link: tuple[int, int], found: Strokes) -> None:
    """Sets a step's junction before its premises, and the strokes between; `link` are the premises' distances."""
    relation, stands = step.relation.id, step.stands
    left, top, right, bottom = boxes[stands[0].number]
    if not on_trunk:
        x = (left + right) / 2
        found.junctions[relation] = Point(x, top - RING)
        found.routes.append(Route(relation, stands[0].claim, _line(x, top, x, top - RING + JUNCTION)))
        return
    x, y = left - RING, (top + bottom) / 2
    if len(stands) == 1:
        found.junctions[relation] = Point(x, y)
        stub = points(((left, y), (left - _STUB, y), (left - 2 * _STUB, y), (left - 3 * _STUB, y)))
        found.routes.append(Route(relation, stands[0].claim, stub))
    elif boxes[stands[1].number].left >= right:
        found.junctions[relation] = Point(x, y)
        _bracket_above(step, boxes, link[1], found)
    else:
        if not any(stand.bearing for stand in stands[:-1]):
            y = (y + boxes[stands[-1].number].centre.y) / 2
        found.junctions[relation] = Point(x, y)
        _bracket(step, boxes, link[0], found)


def _bracket(step: Step, boxes: list[Box], link: int, found: Strokes) -> None:
    """Adds the bracket at the left of linked premises that stand below each other: the strokes of the outer ones run
    along it to the junction, those of the others end on it."""
    relation, ands = step.relation.id, list[Point]()
    x, y = found.junctions[relation]
    for at, stand in enumerate(step.stands):
        box = boxes[stand.number]
        left, tick = box.left, (box.top + box.bottom) / 2
        bracket = left - BRACKET
        if at in (0, len(step.stands) - 1) or abs(tick - y) <= BRACKET:
            curve = rounded((left, tick), (bracket, tick), (bracket, y), (x + JUNCTION, y))
        else:
            curve = _line(left, tick, bracket, tick)
        found.routes.append(Route(relation, stand.claim, curve))
        if at:
            ands.append(Point((left + box.right) / 2, box.top - link / 2))
    found.ands[relation] = tuple(ands)


def _bracket_above(step: Step, boxes: list[Box], link: int, found: Strokes) -> None:
    """Adds the bracket over linked premises that stand beside each other."""
    relation, ands = step.relation.id, list[Point]()
    ring = found.junctions[relation]
    for at, stand in enumerate(step.stands):
        box = boxes[stand.number]
        x, bracket = (box.left + box.right) / 2, box.top - CORNER
        if at == len(step.stands) - 1:
            curve = rounded((x, box.top), (x, bracket), (ring.x, bracket), (ring.x, ring.y - JUNCTION))
        else:
            curve = _line(x, box.top, x, bracket)
        found.routes.append(Route(relation, stand.claim, curve))
        if at:
            ands.append(Point(box.left - link / 2, box.top + AND_ACROSS / 2))
    found.ands[relation] = tuple(ands)


class _Lane(NamedTuple):
    """A trunk with the steps on it, from the nearest to the one that reaches furthest."""

    x: float
    steps: Sequence[Step]
    on_trunk: bool


def _lanes(columns: Sequence[Column], boxes: list[Box]) -> list[_Lane]:
    """The trunks of columns, from left to right."""
    lanes = []
    for steps, on_trunk in columns:
        box = boxes[steps[0].stands[0].number]
        if not on_trunk:
            lanes.append(_Lane((box.left + box.right) / 2, steps, False))
            continue
        parts = trunks(steps)
        x = box.left - GUTTER - LANE * (len(parts) - 1)
        for part in parts:
            lanes.append(_Lane(x, part, True))
            x += LANE
    return lanes


def _on_card(card: Box, below: Below, boxes: list[Box], found: Strokes) -> None:
    """Adds the strokes from the junctions of what bears on a card up to its lower edge."""
    lanes = _lanes(below.columns, boxes)
    foot, low, high = card.bottom, card.left + EDGE, card.right - EDGE
    if len(below.columns) == 1 and low <= lanes[0].x and lanes[-1].x <= high:
        for lane in lanes:
            _climb(lane, [(lane.x, foot + HEAD)], Point(lane.x, foot), found)
        return
    kinds = [(lane.x, lane.steps[0].relation.kind) for lane in lanes]
    for first, end, riser, level in bars(card.left, card.right, kinds, below.centred)[0]:
        bar = foot + BAR + LANE * (level - 1)
        group = lanes[first:end]
        # The lanes furthest from the riser, at either side of it: the one that reaches further has the head.
        owner, across = group[0], group[-1]
        if abs(across.x - riser) > abs(owner.x - riser):
            owner, across = across, owner
        for lane in group:
            x = lane.x
            if lane is owner:
                way = [(x, bar), (riser, bar), (riser, foot + HEAD)] if level and x != riser else [(x, foot + HEAD)]
            elif (lane is across and (x - riser) * (owner.x - riser) < 0) or 0 < abs(x - riser) < 2 * CORNER:
                way = [(x, bar), (riser, bar), (riser, bar - CORNER)]
            elif x == riser:
                way = [(x, bar - CORNER)]
            else:
                way = [(x, bar), (x + (CORNER if x < riser else -CORNER), bar)]
            _climb(lane, way, Point(riser, foot) if lane is owner else None, found)


def _climb(lane: _Lane, way: list[tuple[float, float]], tip: Point | None, found: Strokes) -> None:
    """Adds the strokes of one trunk: the furthest step's goes the whole way, the others end on the trunk."""
    junctions, routes, x = found.junctions, found.routes, lane.x
    found.left = min(found.left, x)
    last = lane.steps[-1]
    for step in lane.steps:
        relation = step.relation.id
        start, y = junctions[relation]
        if step is not last:
            curve = _branch(start - JUNCTION, y, x, y - CORNER)
        elif not lane.on_trunk:
            curve = rounded((start, y - JUNCTION), *way)
        elif len(way) == 1:
            curve = _branch(start - JUNCTION, y, x, way[0][1])
        else:
            curve = rounded((start - JUNCTION, y), (x, y), *way)
        routes.append(Route(relation, "", curve, tip if step is last else None))


def _on_junction(ring: Point, steps: Sequence[Step], found: Strokes) -> None:
    """Adds the strokes of what bears on a step, straight up to the rim of its junction."""
    parts = by_kind(steps)
    for at, part in enumerate(parts):
        kind = part[0].relation.kind
        aside = RIM * (2 * at - 1) if len(parts) > 1 else 0
        x, rim = ring.x + aside, ring.y + sqrt(JUNCTION**2 - aside**2)
        end = rim if kind is Kind.ATTACK else rim + HEAD
        _climb(_Lane(x, part, True), [(x, end)], Point(x, rim), found)


def _line(ax: float, ay: float, bx: float, by: float) -> tuple[Point, ...]:
    """A straight curve."""
    dx, dy = (bx - ax) / 3, (by - ay) / 3
    return points(((ax, ay), (ax + dx, ay + dy), (bx - dx, by - dy), (bx, by)))


def _branch(start: float, y: float, x: float, end: float) -> tuple[Point, ...]:
    """A curve that goes left from (start, y), turns up on to the trunk at x, and follows it up to `end`."""
    turn, rise = x + CORNER, y - CORNER
    level, upright = (turn - start) / 3, (end - rise) / 3
    curve = (
        (start, y),
        (start + level, y),
        (turn - level, y),
        (turn, y),
        (x + _CURVE, y),
        (x, y - _CURVE),
        (x, rise),
    )
    return points((*curve, (x, rise + upright), (x, end - upright), (x, end)) if upright else curve)


def rounded(*through: tuple[float, float]) -> tuple[Point, ...]:
    """A curve of level and upright pieces through the points, its corners rounded by `CORNER`, or less where a piece
    is too short for that."""
    x, y = through[0]
    curve = [(x, y)]
    last = len(through) - 1
    px, py = x, y
    cx, cy = through[1]
    before = abs(cx - px) + abs(cy - py)
    for at in range(1, last):
        nx, ny = through[at + 1]
        after = abs(nx - cx) + abs(ny - cy)
        if before and after:
            radius = min(CORNER, before if at == 1 else before / 2, after if at == last - 1 else after / 2)
            ux, uy = radius * ((cx - px) / before), radius * ((cy - py) / before)
            vx, vy = radius * ((nx - cx) / after), radius * ((ny - cy) / after)
            ax, ay, bx, by = cx - ux, cy - uy, cx + vx, cy + vy
            if (ax, ay) != (x, y):
                dx, dy = (ax - x) / 3, (ay - y) / 3
                curve += (x + dx, y + dy), (ax - dx, ay - dy), (ax, ay)
            curve += (ax + _ROUND * ux, ay + _ROUND * uy), (bx - _ROUND * vx, by - _ROUND * vy), (bx, by)
            x, y = bx, by
        px, py, cx, cy, before = cx, cy, nx, ny, after
    ex, ey = through[last]
    if (ex, ey) != (x, y):
        dx, dy = (ex - x) / 3, (ey - y) / 3
        curve += (x + dx, y + dy), (ex - dx, ey - dy), (ex, ey)
    return points(curve)
