"""A map as a picture: SVG drawn by Graphviz and finished, PDF and PNG painted from it."""

from __future__ import annotations

from argmap.core.document import Document
from argmap.formats.drawing import page_size, svg
from argmap.formats.options import Options


def write_svg(document: Document, options: Options) -> bytes:
    """The map as SVG, in its own size."""
    return svg(document, options).data


def write_pdf(document: Document, options: Options) -> bytes:
    """The map as PDF, on the page asked for."""
    from argmap.graphviz.paint import pdf

    page = page_size(options.page)
    return pdf(svg(document, options).data, page, document.info.title, options.cancelled)


def write_png(document: Document, options: Options) -> bytes:
    """The map as PNG, in its own size times the scale asked for."""
    from argmap.graphviz.paint import png

    return png(svg(document, options).data, options.scale, options.cancelled)
