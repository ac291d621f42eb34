"""The one road from options to what is drawn: geometry, sheet, engine. Window and command line both take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.core.collector import uncollected
from argmap.core.document import Document
from argmap.core.records import DIRECTIONS, Direction
from argmap.errors import ArgmapError
from argmap.formats.options import PAGES, Options
from argmap.layout.geometry import Geometry
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.graphviz.engine import Picture
    from argmap.graphviz.sheet import Sheet

OWN = ("keep", "argmap")
"""Who arranges without Graphviz."""


def page_size(page: str) -> tuple[float, float]:
    """A page's width and height in points, its name in whatever case.

    Of a mere proportion such as `4:3`, with A4's longer side. Raises ArgmapError where there is no such page.
    """
    for name, size in PAGES.items():
        if name.lower() == page.lower():
            return size
    width, _, height = page.partition(":")
    try:
        size = float(width), float(height)
    except ValueError:
        size = 0.0, 0.0
    if not all(0 < side < 1e5 for side in size):
        known = ", ".join(PAGES)
        raise ArgmapError(tr("there is no page {page!r}", page=page), hint=tr("choose {known} or W:H", known=known))
    longer = max(size)
    factor = max(PAGES["A4"]) / longer if longer < SMALLEST else 1.0
    return size[0] * factor, size[1] * factor


SMALLEST = 72.0
"""The longer side, in points, from which on `W:H` is a size and no proportion."""


def geometry(document: Document, options: Options) -> Geometry:
    """Where everything stands, arranged as the options ask."""
    page, direction = page_size(options.page), options.direction or document.info.direction
    if options.arrange == "keep":
        from argmap.layout.keep import keep

        return keep(document, direction=direction, page=page)
    if options.arrange == "argmap":
        from argmap.layout.columns import arrange

        return arrange(document, direction=direction, page=page)
    from argmap.graphviz import arrange as by_graphviz
    from argmap.graphviz.engine import find

    engine, toward = find(options.engine), facing(document, options)
    return by_graphviz.arrange(
        document, engine, options.arrange, toward, timeout=options.timeout, cancelled=options.cancelled
    )


def facing(document: Document, options: Options) -> Direction:
    """Where the thesis stands when Graphviz arranges, which cannot choose: as asked for, or as the map says."""
    return next((d for d in DIRECTIONS if d == options.direction), document.info.direction)


def sheet(document: Document, options: Options) -> Sheet:
    """What is drawn, with a place for everything."""
    from argmap.graphviz.sheet import lay_out
    from argmap.graphviz.style import style

    return lay_out(
        document,
        geometry(document, options),
        style(options.theme),
        title=options.title,
        legend=options.legend,
        marking=options.marking,
        page=page_size(options.page),
    )


def svg(document: Document, options: Options) -> Picture:
    """The finished SVG of a map, and what the engine warned of."""
    from argmap.graphviz.engine import find
    from argmap.graphviz.picture import draw

    engine = find(options.engine)
    with uncollected():
        drawn = draw(sheet(document, options), engine, timeout=options.timeout, cancelled=options.cancelled)
    if options.warn is not None:
        for line in drawn.warnings.splitlines():
            options.warn(line)
    return drawn
