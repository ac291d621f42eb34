"""argmap's own arrangement, *columns on trunks*: from a document to its geometry.

What bears on a claim stands below it in one or more columns. A column of one stands centred under its target; a
column of several hangs, indented, on a trunk at its left. Of all shapes that the map can take so, that one is taken
which a page or window shows largest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from argmap.core.collector import uncollected
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Direction
from argmap.layout.card import CHIP_HEIGHT, size
from argmap.layout.directions import is_sideways, turned, turned_size
from argmap.layout.frames import frames, make_room
from argmap.layout.fronts import Fronts, fronts, fronts_of_roots
from argmap.layout.geometry import Box, Geometry, by_relation, union
from argmap.layout.lanes import Plan
from argmap.layout.metrics import CARD_WIDTH
from argmap.layout.packing import columns_of
from argmap.layout.page import A4, Page, best
from argmap.layout.placing import stood
from argmap.layout.shapes import Keep, Shape, at_width
from argmap.layout.spacing import MARGIN
from argmap.layout.steady import cuts_of, shifted_to
from argmap.layout.strokes import strokes
from argmap.layout.tree import Forest, forest

Size = tuple[float, float]

GAIN = 1.1
"""Columns are kept as they are unless others show the map so much larger."""

TURN = 1.1
"""The thesis goes to the left only where that shows the map so much larger than with the thesis on top."""

MOST_SHAPES = ((150, 30), (500, 20), (inf, 12))
"""So many shapes of a branch are looked at, in maps of up to so many cards and chips."""

ONE_COLUMN = 0.97
"""The merit of a map all of which hangs on its thesis in one column: it is well balanced only seldom."""


def arrange(
    document: Document,
    sizes: Mapping[Id, Size] | None = None,
    *,
    direction: Direction | Literal["auto"] = "up",
    page: Size = A4,
    margin: float = MARGIN,
    before: Geometry | None = None,
) -> Geometry:
    """Where everything of a document stands in argmap's own arrangement.

    `sizes` gives width and height of each claim's card, by default those of `card.size`; they are rounded up to even
    units, so that the cards' centres are whole. `direction` says where the thesis stands, "auto" chooses between top
    and left. The map is shaped for a `page`, in points, with a `margin` round it, in canvas units. With `before`, an
    arrangement of much the same map in the same direction, the columns stay as they are unless others show the map at
    least a tenth larger, and as many cards as possible stay where they are. Without, or where the direction is to be
    chosen, the first root's centre is the origin.
    """
    with uncollected():
        trees = forest(document)
        if not trees.stands:
            return Geometry()
        make_room(document, trees)
        return _arranged(document, trees, sizes, direction, Page(*page, margin), before)


def _arranged(
    document: Document,
    trees: Forest,
    sizes: Mapping[Id, Size] | None,
    direction: Direction | Literal["auto"],
    page: Page,
    before: Geometry | None,
) -> Geometry:
    """The geometry of a forest, in the direction asked for or the better one."""
    if direction != "auto":
        return _geometry(document, trees, _choose(document, trees, sizes, direction, page, before), before)
    upright, sideways = (_choose(document, trees, sizes, way, page, None) for way in ("up", "left"))
    return _geometry(document, trees, sideways if sideways.text >= TURN * upright.text else upright, None)


@dataclass(frozen=True)
class _Choice:
    """The shapes of a forest for a direction, the columns chosen for its roots, and how large that shows the text."""

    direction: Direction
    found: Fronts
    plan: Plan
    text: float


def _choose(
    document: Document,
    trees: Forest,
    given: Mapping[Id, Size] | None,
    direction: Direction,
    page: Page,
    before: Geometry | None,
) -> _Choice:
    """The shape to be taken in one direction."""
    sideways = is_sideways(direction)
    if sideways:
        page = Page(page.height, page.width, page.margin)
    sizes = _sizes(document, trees, given, direction)
    most = next(most for count, most in MOST_SHAPES if len(trees.stands) <= count)
    keep = Keep(most, page.width / page.height / 4.5, page.width / page.height * 2)
    choice = _best(trees, fronts(trees, sizes, keep, sideways=sideways), direction, page)
    if before is not None:
        cuts = cuts_of(trees, before, direction)
        kept = _best(trees, fronts(trees, sizes, keep, cuts, sideways=sideways), direction, page)
        if choice.text < GAIN * kept.text:
            return kept
    return choice


def _best(trees: Forest, found: Fronts, direction: Direction, page: Page) -> _Choice:
    def merit(shape: Shape) -> float:
        (_, end, width), *others = columns_of(shape[2])
        plan = columns_of(at_width(found.free[0], width)[2])
        return ONE_COLUMN if end == 1 and not others and len(plan) == 1 < plan[0][1] else 1

    shape = best(fronts_of_roots(trees, found), page, merit)
    return _Choice(direction, found, columns_of(shape[2]), page.text(shape[0], shape[1]))


def _sizes(document: Document, trees: Forest, given: Mapping[Id, Size] | None, direction: Direction) -> Sequence[Size]:
    """The sizes of all stands, rounded up to even units, as they are with the thesis on top."""
    claims = document.claims
    chip = turned_size((_even(CARD_WIDTH), _even(CHIP_HEIGHT)), direction)
    found: list[Size] = []
    for stand in trees.stands:
        if not stand.whole:
            found.append(chip)
            continue
        width, height = size(claims[stand.claim]) if given is None else given[stand.claim]
        found.append(turned_size((_even(width), _even(height)), direction))
    return found


def _even(length: float) -> int:
    return -2 * int(-length // 2)


def _geometry(document: Document, trees: Forest, choice: _Choice, before: Geometry | None) -> Geometry:
    """The geometry of a choice."""
    standing = stood(trees, choice.found, choice.plan)
    if before is not None:
        standing = shifted_to(trees, standing, before, choice.direction)
    boxes = standing.boxes
    drawn = strokes(trees, standing, sideways=is_sideways(choice.direction))
    cards: dict[Id, Box] = {}
    chips: dict[tuple[Id, Id], Box] = {}
    for stand in trees.stands:
        if stand.whole or stand.step is None:
            cards[stand.claim] = boxes[stand.number]
        else:
            chips[stand.step.relation.id, stand.claim] = boxes[stand.number]
    lefts, tops, rights, bottoms = zip(*boxes)
    bounds = Box(min(*lefts, drawn.left), min(tops), max(rights), max(bottoms))
    upright = Geometry(cards, chips, drawn.junctions, by_relation(drawn.routes), drawn.ands, {}, bounds)
    geometry = turned(upright, choice.direction)
    if found := frames(document, geometry.cards, geometry.chips, geometry.junctions, geometry.all_routes()):
        return replace(geometry, frames=found, bounds=union([geometry.bounds, *found.values()]))
    return geometry
