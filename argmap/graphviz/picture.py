"""The finished SVG: what the engine drew, with the text set on it and the look that DOT cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from argmap.core.ids import Id
from argmap.errors import ArgmapError
from argmap.graphviz import svg
from argmap.graphviz.engine import Engine, EngineError, Picture, run
from argmap.graphviz.escape import xml
from argmap.graphviz.ink import number
from argmap.graphviz.prose import prose, relation_line
from argmap.graphviz.sheet import Sheet
from argmap.graphviz.style import RING_WIDTH, Manner
from argmap.layout.metrics import TEXT_SIZE
from argmap.text import tr

FONTS = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Noto Sans', sans-serif"
"""Faces in the order in which they are tried."""

SLACK = 1.0
"""How far from its place, in units, the engine may draw a thing: old ones round to whole points."""


def draw(
    sheet: Sheet, engine: Engine, *, timeout: float = 30.0, cancelled: Callable[[], bool] | None = None
) -> Picture:
    """The SVG of a sheet, drawn by the engine and finished, with what the engine warned of.

    While the engine draws, the text is set.
    """
    from concurrent.futures import ThreadPoolExecutor

    from argmap.graphviz.graph import placed

    left = False

    def stop() -> bool:
        return left or (cancelled is not None and cancelled())

    dot = placed(sheet, whole=False).to_string()
    with ThreadPoolExecutor(1) as aside:
        drawing = aside.submit(run, engine, dot, layout="nop2", format="svg", timeout=timeout, cancelled=stop)
        try:
            pieces = list(compose(sheet))
            drawn = drawing.result()
        finally:
            left = True  # Ctrl+C comes up here, and must not wait for the engine
    try:
        return Picture(finish(sheet, pieces, drawn.data.decode(errors="replace")).encode(), drawn.warnings)
    except ArgmapError as odd:
        raise EngineError(engine.name, 0, odd.what, odd.hint) from None


class Curve(str):
    """The place of a stroke's path in an SVG, by the title that the engine gives the stroke it draws."""

    __slots__ = ()


def compose(sheet: Sheet) -> Iterator[str]:
    """The SVG of a sheet in pieces; those that are a `Curve` are to be replaced by it."""
    yield from _head(sheet)
    yield from _back(sheet)
    titles = {ring.relation: relation_line(sheet.document, ring.relation) for ring in sheet.rings if ring.relation}
    said = {"": "", **{id: f"<title>{xml(line)}</title>\n" for id, line in titles.items()}}
    yield from _strokes(sheet, said)
    yield from _front(sheet, said)
    yield "</svg>\n"


def finish(sheet: Sheet, pieces: list[str], drawn: str) -> str:
    """The pieces put together with what the engine drew.

    An ArgmapError where the engine left out a thing of the sheet, or drew it elsewhere than where it stands.
    """
    found = {id or title: (where, cy) for id, title, where, cy in _THING.findall(drawn)}
    try:
        for name, box in sheet.boxes():
            x, y = found[name][0].split(" ", 2)[1].split(",")
            _check(name, x, y, box.left, box.top)
        for ring in sheet.rings:
            _check(ring.name, *found[ring.name], *ring.centre)
        return "".join([_path(found[piece][0]) if type(piece) is Curve else piece for piece in pieces])
    except KeyError as missing:
        what = tr("the engine's picture lacks {name}", name=missing.args[0].replace(_TO, "->"))
        raise ArgmapError(what, hint=tr("try another engine")) from None
    except (ValueError, IndexError):
        raise ArgmapError(tr("the engine's picture cannot be read"), hint=tr("try another engine")) from None


_TO = "&#45;&gt;"
"""Between the names of the two things that a stroke joins, in its title."""

_THING = re.compile(
    r'<g id="(?:(\w+)" class="cluster[^"]*">\s*<title>[^<]*|\w+" class="(?:node|edge)[^"]*">\s*<title>([^<]+))'
    r'</title>\s*<(?:polygon|ellipse|path)\b[^>]*? (?:points|d|cx)="([^"]*)"(?: cy="([^"]*)")?'
)
"""What the engine drew: an edge's path, or the numbers that say where a node or a cluster stands.

A node bears its name as its title, an edge the names of what it joins, and a cluster its name as its id.
"""


_PATH = re.compile(r"[MLCZ0-9eE+\-., \n]+")


def _path(drawn: str) -> str:
    """The path of a stroke as the engine drew it; ValueError for what is none."""
    if not _PATH.fullmatch(drawn):
        raise ValueError
    return drawn


def _check(name: str, x: str, y: str, left: float, top: float) -> None:
    if not (abs(float(x) - left) <= SLACK and abs(float(y) - top) <= SLACK):
        raise ArgmapError(tr("the engine moved {name} from its place", name=name), hint=tr("try another engine"))


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


def _back(sheet: Sheet) -> Iterator[str]:
    """What lies at the back: the frames of groups, the legend's panel, the cards' shadows."""
    yield f'<g class="groups" font-family="{FONTS}">\n'
    for frame in sheet.frames:
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


def _strokes(sheet: Sheet, said: Mapping[Id, str]) -> Iterator[str]:
    """The strokes, manner by manner; `said` holds the title of each relation, and none for the legend's."""
    for manner in Manner:
        lines = [line for line in sheet.lines if line.manner is manner]
        if lines:
            look = f'stroke="{sheet.style.stroke(manner)}" stroke-linejoin="round" {svg.stroke_look(manner)}'
            yield f'<g class="strokes {manner.value}" fill="none" {look}>\n'
            for line in lines:
                before, after = svg.line(line, said[line.route.relation], sheet.style)
                yield before
                yield Curve(f"{line.tail}{_TO}{line.head}")
                yield after
            yield "</g>\n"


def _front(sheet: Sheet, said: Mapping[Id, str]) -> Iterator[str]:
    """What lies over the strokes: cards, chips, junctions, and the sheet's own words."""
    document, style = sheet.document, sheet.style
    yield f'<g class="cards" font-family="{FONTS}" font-size="{number(TEXT_SIZE)}" fill="{style.text}">\n'
    for card in sheet.cards:
        yield svg.card(card, document, style)
    manners = {ring.relation: ring.manner for ring in sheet.rings}
    for chip in sheet.chips:
        yield svg.chip(chip, document, style, style.stroke(manners[chip.relation]))
    for sample in sheet.samples:
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
                yield svg.ring(ring, said[ring.relation])
            yield "</g>\n"
