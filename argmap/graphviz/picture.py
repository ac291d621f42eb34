"""The finished SVG: what the engine drew, with the text set on it and the look that DOT cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from argmap.errors import ArgmapError
from argmap.graphviz import svg
from argmap.graphviz.engine import Engine, Picture, run
from argmap.graphviz.escape import xml
from argmap.graphviz.ink import number
from argmap.graphviz.prose import prose
from argmap.graphviz.sheet import Sheet
from argmap.graphviz.style import RING_WIDTH, Manner
from argmap.layout.geometry import Box, Point
from argmap.layout.metrics import TEXT_SIZE
from argmap.text import tr

FONTS = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Noto Sans', sans-serif"
"""Faces in the order in which they are tried."""

SLACK = 1.0
"""How far from its place, in units, the engine may draw a thing: old ones round to whole points."""


def draw(
    sheet: Sheet, engine: Engine, *, timeout: float = 30.0, cancelled: Callable[[], bool] | None = None
) -> Picture:
    """The SVG of a sheet, drawn by the engine and finished, with what the engine warned of."""
    from argmap.graphviz.graph import placed

    dot = placed(sheet, whole=False).to_string()
    drawn = run(engine, dot, layout="nop2", format="svg", timeout=timeout, cancelled=cancelled)
    return Picture(finish(sheet, drawn.data.decode()).encode(), drawn.warnings)


def finish(sheet: Sheet, drawn: str) -> str:
    """The engine's SVG finished; an ArgmapError where it lacks a thing of the sheet, or shows it elsewhere."""
    found = _Drawn(drawn)
    return "".join([*_head(sheet), *_back(sheet, found), *_strokes(sheet, found), *_front(sheet, found), "</svg>\n"])


class _Drawn(dict[str, tuple[str, str]]):
    """What the engine drew, by name: of an edge its path, of a node or cluster the numbers that say its place."""

    _THING = re.compile(
        r'<g id="(\w+)" class="(?:node|edge|cluster)[^"]*">\s*<title>[^<]*</title>\s*'
        r'<(?:polygon|ellipse|path)\b[^>]*? (?:points|d|cx)="([^"]*)"(?: cy="([^"]*)")?'
    )

    def __init__(self, drawn: str) -> None:
        super().__init__({name: (where, cy) for name, where, cy in self._THING.findall(drawn)})

    def __missing__(self, name: str) -> tuple[str, str]:
        raise ArgmapError(tr("the engine's picture lacks {name}", name=name), hint=tr("try another engine"))

    def corner(self, name: str, box: Box) -> str:
        """The top left corner of a box as the engine drew it."""
        x, y = self[name][0].split(" ", 2)[1].split(",")
        return self._checked(name, x, y, Point(box.left, box.top))

    def centre(self, name: str, centre: Point) -> str:
        """The centre of a circle as the engine drew it."""
        return self._checked(name, *self[name], centre)

    def _checked(self, name: str, x: str, y: str, place: Point) -> str:
        if abs(float(x) - place.x) > SLACK or abs(float(y) - place.y) > SLACK:
            raise ArgmapError(tr("the engine moved {name} from its place", name=name), hint=tr("try another engine"))
        return f"{number(place.x)} {number(place.y)}"


def _head(sheet: Sheet) -> Iterator[str]:
    """The SVG's beginning: its size, what it says to those who do not see it, and the canvas."""
    box, info = sheet.bounds, sheet.document.info
    width, height = number(box.width), number(box.height)
    language = f' xml:lang="{info.language}"' if _LANGUAGE.fullmatch(info.language) else ""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="{number(box.left)} {number(box.top)} {width} {height}" '
        f'role="img" aria-labelledby="title" aria-describedby="desc" xml:space="preserve"{language}>\n'
    )
    yield f'<title id="title">{xml(info.title or tr("Argument map"))}</title>\n'
    yield f'<desc id="desc">{xml(prose(sheet.document))}</desc>\n'
    place = f'x="{number(box.left)}" y="{number(box.top)}" width="{width}" height="{height}"'
    yield f'<rect class="canvas" {place} fill="{sheet.style.canvas}"/>\n'


_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _back(sheet: Sheet, drawn: _Drawn) -> Iterator[str]:
    """What lies at the back: the frames of groups, the legend's panel, the cards' shadows."""
    yield f'<g class="groups" font-family="{FONTS}">\n'
    for frame in sheet.frames:
        drawn.corner(frame.name, frame.box)
        yield svg.frame(frame, sheet.style)
    if sheet.panel is not None:
        yield svg.panel(sheet.panel, sheet.style, sheet.scale)
    yield "</g>\n"
    style = sheet.style
    alpha = int(style.shadow[7:], 16) / 255
    for out, share in svg.SHADOWS if alpha else ():
        yield f'<g class="shadows" fill="{style.shadow[:7]}" fill-opacity="{number(alpha * share)}">\n'
        for card in sheet.cards:
            yield svg.shadow(card, out, style)
        yield "</g>\n"


def _strokes(sheet: Sheet, drawn: _Drawn) -> Iterator[str]:
    """The strokes, manner by manner."""
    for manner in Manner:
        lines = [line for line in sheet.lines if line.manner is manner]
        if lines:
            look = f'fill="none" stroke="{sheet.style.stroke(manner)}" stroke-linejoin="round" {svg.stroke_look(manner)}'
            yield f'<g class="strokes {manner.value}" {look}>\n'
            for line in lines:
                yield svg.line(line, drawn[line.name][0], sheet.document, sheet.style)
            yield "</g>\n"


def _front(sheet: Sheet, drawn: _Drawn) -> Iterator[str]:
    """What lies over the strokes: cards, chips, junctions, and the sheet's own words."""
    document, style = sheet.document, sheet.style
    yield f'<g class="cards" font-family="{FONTS}" font-size="{number(TEXT_SIZE)}" fill="{style.text}">\n'
    for card in sheet.cards:
        yield svg.card(card, drawn.corner(card.name, card.box), document, style)
    manners = {ring.relation: ring.manner for ring in sheet.rings}
    for chip in sheet.chips:
        place = drawn.corner(chip.name, chip.box)
        yield svg.chip(chip, place, document, style, style.stroke(manners[chip.relation]))
    for sample in sheet.samples:
        drawn.corner(sample.name, sample.box)
        yield svg.sample(sample, style)
    for words in sheet.words:
        yield svg.words(words, style)
    yield "</g>\n"
    for manner in Manner:
        rings = [ring for ring in sheet.rings if ring.manner is manner]
        if rings:
            look = f'fill="{style.card}" stroke="{style.stroke(manner)}" stroke-width="{number(RING_WIDTH)}"'
            yield f'<g class="junctions {manner.value}" {look}>\n'
            for ring in rings:
                yield svg.ring(ring, drawn.centre(ring.name, ring.centre), document)
            yield "</g>\n"
