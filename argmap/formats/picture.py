"""A map as a picture: SVG drawn by Graphviz and finished, PDF and PNG painted from it."""

from __future__ import annotations

import re

from argmap.core.document import Document
from argmap.formats.drawing import page_size, svg
from argmap.formats.options import Options
from argmap.layout.metrics import TEXT_SIZE
from argmap.text import tr

LEGIBLE = 3.0
"""The size of text, in points, that can still be read on paper, if only by good eyes."""


def write_svg(document: Document, options: Options) -> bytes:
    """The map as SVG, in its own size."""
    return svg(document, options).data


def write_pdf(document: Document, options: Options) -> bytes:
    """The map as PDF, on the page asked for."""
    from argmap.graphviz.paint import pdf

    page, picture = page_size(options.page), svg(document, options).data
    size = _text_size(picture, page)
    if size < LEGIBLE and document.claims and options.note is not None:
        hint = tr("a page that is larger, or of another shape, may show it larger")
        options.note(tr("its text is only {size:.1f} points high on this page", size=size) + "; " + hint)
    return pdf(picture, page, document.info.title, options.cancelled)


def _text_size(svg: bytes, page: tuple[float, float]) -> float:
    """The size of the cards' text, in points, where a picture fills a page."""
    found = re.search(rb'viewBox="\S+ \S+ (\S+) (\S+)"', svg)
    assert found is not None
    return TEXT_SIZE * min(page[0] / float(found[1]), page[1] / float(found[2]))


def write_png(document: Document, options: Options) -> bytes:
    """The map as PNG, in its own size times the scale asked for."""
    from argmap.graphviz.paint import png

    return png(svg(document, options).data, options.scale, options.cancelled)
