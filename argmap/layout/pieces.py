"""Pieces: the strokes of what bears on one card, from where the cards stand.

A map that was moved by hand has no columns any more, only places. What still stands as columns on trunks is drawn as
such, with the arrangement's own strokes; every other step gets a way of its own round the cards between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.layout.below import chip_key, stands_below
from argmap.layout.geometry import JUNCTION, Box, Point, Route, by_relation, union
from argmap.layout.loose import loose_step
from argmap.layout.obstacles import Obstacles
from argmap.layout.spacing import AND, EDGE, GUTTER, HANG, LANE, LEAF, RING
from argmap.layout.strokes import Below, Column, Standing, Strokes, strokes
from argmap.layout.tree import Forest, Stand, Step, trunks

Boxes = Mapping[Id, Box]

_ROUNDS = 5
"""How often steps are taken out of the columns until the rest of them can be drawn so; then all go their own way."""


@dataclass(frozen=True)
class Piece:
    """All that is drawn below one card: chips, junctions, routes, and the words between linked premises.

    `bounds` encloses it, `watched` is the area on whose cards and chips it depends.
    """

    chips: Mapping[tuple[Id, Id], Box] = field(default_factory=dict)
    junctions: Mapping[Id, Point] = field(default_factory=dict)
    routes: Mapping[Id, tuple[Route, ...]] = field(default_factory=dict)
    ands: Mapping[Id, tuple[Point, ...]] = field(default_factory=dict)
    bounds: Box = Box(0, 0, 0, 0)
    watched: Box = Box(0, 0, 0, 0)


def piece(
    document: Document,
    target: Id,
    boxes: Boxes,
    chips: Mapping[tuple[Id, Id], Box],
    obstacles: Obstacles,
    *,
    sideways: bool = False,
) -> Piece:
    """What is drawn below one card, in the frame of a map with the thesis on top.

    `boxes` holds the cards, `chips` those below this card, and `obstacles` all cards and chips of the map.
    """
    stands, forest = stands_below(document, target)
    if not forest.steps:
        return Piece()
    stand = stands[0]
    placed = [boxes[s.claim] if s.whole else chips[chip_key(s)] for s in stands]

    def drawn_of(good: Forest) -> Strokes:
        columns = _columns(good, placed)
        below = Below(columns, _is_centred(columns, placed))
        return strokes(good, Standing(placed, {0: below}), sideways=sideways)

    # A trunk is shared: where one of its steps cannot be drawn so, others may have to go their own way too.
    odd = {step.relation.id for step in forest.steps if not _stands_well(step, placed)}
    looked: list[Box] = []
    for _ in range(_ROUNDS):
        good, rest = _without(forest, stand, odd)
        drawn = drawn_of(good)
        looked.append(_extent(drawn))
        blocked = {r.relation for r in drawn.routes if not is_free_way(r, obstacles.is_free)}
        if not blocked:
            break
        odd = blocked | {step.relation.id for step in rest}
    else:
        good, rest = _without(forest, stand, {step.relation.id for step in forest.steps})
        drawn = drawn_of(good)
    junctions, routes, ands = dict(drawn.junctions), list(drawn.routes), drawn.ands
    for at, step in enumerate(rest):
        loose_step(step, at, placed, junctions, routes, obstacles, looked)
    bounds = union([*chips.values(), _extent(Strokes(junctions, routes))])
    # A chip finds its place from its target, or from the neighbour before it, downward past whatever stands there.
    looked += [box.grown(GUTTER + LEAF) for box in (*chips.values(), *(placed if chips else placed[:1]))]
    return Piece(chips, junctions, by_relation(routes), ands, bounds, union([bounds, *looked]))


def _extent(drawn: Strokes) -> Box:
    """The least box round all strokes and junctions."""
    points = list(drawn.junctions.values())
    for route in drawn.routes:
        points += route.curve
        if route.tip is not None:
            points.append(route.tip)
    if not points:
        return Box(0, 0, 0, 0)
    xs, ys = zip(*points)
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_free_way(route: Route, is_free: Callable[[Box], bool]) -> bool:
    """Whether a stroke enters no card: its pieces are upright or level, its corners lie within their ends."""
    curve = route.curve
    for i in range(0, len(curve) - 3, 3):
        a, d = curve[i], curve[i + 3]
        if not is_free(Box(min(a.x, d.x), min(a.y, d.y), max(a.x, d.x), max(a.y, d.y))):
            return False
    return True


# What stands as columns on trunks.


def _stands_well(step: Step, placed: Sequence[Box]) -> bool:
    """Whether the premises of a step stand below or beside each other as linked ones do, and clear of their target."""
    boxes = [placed[s.number] for s in step.stands]
    first, on = boxes[0], step.target
    beside = len(boxes) > 1 and boxes[1].left >= first.right
    for above, below in zip(boxes, boxes[1:]):
        in_line = below.left >= above.right + AND if beside else below.left == first.left
        if not in_line or (below.top != first.top if beside else below.top < above.bottom + AND):
            return False
    if isinstance(on, Step):
        ring = _ring(on, placed)
        return first.left - RING - JUNCTION > ring.x + JUNCTION / 2 and first.top > ring.y + JUNCTION
    return first.top >= placed[on.number].bottom + HANG


def _ring(step: Step, placed: Sequence[Box]) -> Point:
    first, last = placed[step.stands[0].number], placed[step.stands[-1].number]
    y = first.centre.y
    if len(step.stands) > 1 and last.left < first.right and not any(s.bearing for s in step.stands[:-1]):
        y = (y + last.centre.y) / 2
    return Point(first.left - RING, y)


def _without(forest: Forest, root: Stand, odd: set[Id]) -> tuple[Forest, list[Step]]:
    """The forest without these steps and without all that bears on them, numbered as before; and what is left out."""
    out: list[Step] = []
    gone: set[int] = set()
    kept = Forest([], [], [])
    copies: dict[int, Step] = {}
    top = Stand(root.claim, None, True, 0)
    kept.roots.append(top)
    kept.stands.append(top)
    for step in forest.steps:
        on = step.target
        if step.relation.id in odd or (isinstance(on, Step) and on.number in gone):
            gone.add(step.number)
            out.append(step)
            continue
        target: Stand | Step = top if isinstance(on, Stand) else copies[on.number]
        copy = Step(step.relation, target, step.number)
        copy.stands = [Stand(s.claim, copy, s.whole, s.number, s.bearing) for s in step.stands]
        copies[step.number] = copy
        kept.steps.append(copy)
        target.bearing.append(copy)
    return kept, out


def _columns(forest: Forest, placed: Sequence[Box]) -> list[Column]:
    """What bears on the card as columns from left to right: steps with one left edge, each below the one before."""
    columns: list[list[Step]] = []
    foot = 0.0
    for step in forest.roots[0].bearing:
        box = placed[step.stands[0].number]
        if columns and placed[columns[-1][0].stands[0].number].left == box.left and box.top >= foot:
            columns[-1].append(step)
        else:
            columns.append([step])
        foot = placed[step.stands[-1].number].bottom
    columns.sort(key=lambda steps: placed[steps[0].stands[0].number].left)
    card = placed[0]
    found = []
    for steps in columns:
        box = placed[steps[0].stands[0].number]
        middle = len(steps) == 1 and steps[0].is_upright
        if middle and len(columns) == 1:
            # The only column hangs at the card's left edge, or else rises from its middle.
            hung = card.left + EDGE + GUTTER
            middle = box.centre.x == card.centre.x or abs(box.left - hung) > GUTTER / 2
        found.append(Column(steps, not middle))
    return found


def _is_centred(columns: Sequence[Column], placed: Sequence[Box]) -> bool:
    """Whether the card stands over the middle of its columns, which then reach past its left, and not at their left."""
    lefts = [
        placed[c.steps[0].stands[0].number].left - (GUTTER + LANE * (len(trunks(c.steps)) - 1) if c.on_trunk else 0)
        for c in columns
    ]
    return bool(lefts) and min(lefts) <= placed[0].left
