"""The sheet: everything that a picture shows, each thing with its name in the graph and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.graphviz.style import STROKE_WIDTH, Manner, Style, manner
from argmap.layout.geometry import JUNCTION, Box, Geometry, Point, Route, box_at, union
from argmap.layout.measure import advance, elide
from argmap.layout.tabs import Tab, tabs
from argmap.text import tr

LABEL = 11.0
"""The size of a group's title."""

AND = 10.0
"""The size of the word between linked premises."""


class Card(NamedTuple):
    """The card of a claim, with the tab that it bears."""

    name: str
    claim: Id
    box: Box
    tab: Tab | None = None

    @property
    def tab_box(self) -> Box | None:
        """Where the tab stands."""
        if self.tab is None:
            return None
        (left, top, right, bottom), (x, y, _, _) = self.tab.box, self.box
        return Box(x + left, y + top, x + right, y + bottom)


class Chip(NamedTuple):
    """The small card that stands for a claim met again, as a premise of a relation."""

    name: str
    relation: Id
    claim: Id
    box: Box


class Ring(NamedTuple):
    """The junction of a relation; in the legend a sample of one, which belongs to none."""

    name: str
    relation: Id
    manner: Manner
    centre: Point
    scale: float = 1.0


class Line(NamedTuple):
    """A stroke from one thing's name to another's: a route of the map, or a sample in the legend.

    `scale` is what widths, dashes and head are to be multiplied by.
    """

    name: str
    tail: str
    head: str
    manner: Manner
    route: Route
    scale: float = 1.0


class Frame(NamedTuple):
    """The frame of a group, with the claims in it."""

    name: str
    title: str
    box: Box
    cards: tuple[str, ...]

    @property
    def label(self) -> Box:
        """Where the title stands: at the top left, inside."""
        left, top = self.box.left + 12, self.box.top + 4
        return Box(left, top, left + advance(self.title, LABEL, "semibold"), top + 1.25 * LABEL)


class Words(NamedTuple):
    """A line of text of the sheet itself; `box` is as wide as the text and as high as its line."""

    name: str
    use: Literal["title", "marking", "and", "legend"]
    text: str
    box: Box
    size: float
    face: Literal["regular", "semibold", "italic"]


class Sample(NamedTuple):
    """A small card in the legend that shows what a dashed border means: `implicit`, or a `chip`."""

    name: str
    use: Literal["implicit", "chip"]
    box: Box
    scale: float


@dataclass
class Sheet:
    """All that is drawn, in the order in which it is drawn within each kind; `bounds` encloses it with its margin."""

    document: Document
    style: Style
    bounds: Box = Box(0, 0, 0, 0)
    frames: list[Frame] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    panel: Box | None = None
    """Behind the legend."""
    samples: list[Sample] = field(default_factory=list)
    ends: list[tuple[str, Point]] = field(default_factory=list)
    """What the legend's strokes run between."""
    scale: float = 1.0
    """Of title, legend and marking, which are to be read on the page whatever the map's size."""

    def boxes(self) -> Iterator[tuple[str, Box]]:
        """Name and place of all that is drawn as a box."""
        yield from ((frame.name, frame.box) for frame in self.frames)
        yield from ((card.name, card.box) for card in self.cards)
        yield from ((chip.name, chip.box) for chip in self.chips)
        yield from ((sample.name, sample.box) for sample in self.samples)


def lay_out(
    document: Document,
    geometry: Geometry,
    style: Style,
    *,
    title: bool = True,
    legend: bool = True,
    marking: str = "",
    page: tuple[float, float] = (842.0, 595.0),
) -> Sheet:
    """The sheet of a map: the map, and round it title, legend and marking, as large as `page` in points asks for."""
    from argmap.graphviz.furnish import furnish

    sheet = Sheet(document, style)
    names = _put_cards(sheet, geometry)
    _put_lines(sheet, geometry, names)
    _put_ands(sheet, geometry)
    _put_frames(sheet, geometry)
    furnish(sheet, geometry, title=title, legend=legend, marking=marking, page=page)
    return sheet


def names_of(document: Document, relations: Iterable[Id]) -> dict[Id, str]:
    """What claims and relations are called in the graph: `n0`, `n1` … in reading order, `r0`, `r1` … after these."""
    names = {id: f"n{number}" for number, id in enumerate(derive(document).order)}
    place = {id: number for number, id in enumerate(names)}
    first = {id: place.get(next(iter(document.relations[id].premises), ""), len(place)) for id in relations}
    names |= {id: f"r{number}" for number, id in enumerate(sorted(first, key=lambda id: (first[id], id)))}
    return names


def _put_cards(sheet: Sheet, geometry: Geometry) -> dict[Id, str]:
    """Puts cards, junctions and chips on the sheet; gives the names of claims and relations."""
    names = names_of(sheet.document, geometry.junctions)
    relations, tabbed = sheet.document.relations, tabs(sheet.document, geometry)
    for id, name in names.items():
        if id in relations:
            sheet.rings.append(Ring(name, id, manner(sheet.document, relations[id]), geometry.junctions[id]))
            for premise in dict.fromkeys(relations[id].premises):
                if box := geometry.chips.get((id, premise)):
                    sheet.chips.append(Chip(f"c{len(sheet.chips)}", id, premise, box))
        else:
            sheet.cards.append(Card(name, id, geometry.cards[id], tabbed.get(id)))
    return names


def _put_lines(sheet: Sheet, geometry: Geometry, names: dict[Id, str]) -> None:
    chips = {(chip.relation, chip.claim): chip.name for chip in sheet.chips}
    relations, manners = sheet.document.relations, {ring.relation: ring.manner for ring in sheet.rings}
    for number, route in enumerate(chain.from_iterable(geometry.routes[id] for id in sorted(geometry.routes))):
        ring = names[route.relation]
        if route.premise:
            tail, head = chips.get((route.relation, route.premise)) or names[route.premise], ring
        else:
            tail, head = ring, names[relations[route.relation].target]
        sheet.lines.append(Line(f"e{number}", tail, head, manners[route.relation], route))


def _put_ands(sheet: Sheet, geometry: Geometry) -> None:
    text = tr("and")
    width = advance(text, AND, "italic")
    for number, centre in enumerate(chain.from_iterable(geometry.ands[id] for id in sorted(geometry.ands))):
        sheet.words.append(Words(f"a{number}", "and", text, box_at(centre, width, 1.25 * AND), AND, "italic"))


def _put_frames(sheet: Sheet, geometry: Geometry) -> None:
    members: dict[Id, list[str]] = {}
    for card in sheet.cards:
        members.setdefault(sheet.document.claims[card.claim].group, []).append(card.name)
    # The outer frame first, so that it lies under those within it.
    outermost = sorted(geometry.frames.items(), key=lambda f: (-f[1].width * f[1].height, f[0]))
    for number, (id, box) in enumerate(outermost):
        title = elide(sheet.document.groups[id].title, box.width - 24, LABEL, "semibold")
        sheet.frames.append(Frame(f"g{number}", title, box, tuple(members.get(id, ()))))


def extent(geometry: Geometry) -> Box:
    """The box round all that is drawn of a map: more than `geometry.bounds` where a stroke reaches farther."""
    reach = JUNCTION + STROKE_WIDTH
    boxes = [*geometry.cards.values(), *geometry.chips.values(), *geometry.frames.values()]
    boxes += [box_at(centre, 2 * reach, 2 * reach) for centre in geometry.junctions.values()]
    if geometry.routes:
        xs, ys = zip(*chain.from_iterable([route.curve for route in geometry.all_routes()]))
        boxes.append(Box(min(xs), min(ys), max(xs), max(ys)))
    return union(boxes)
