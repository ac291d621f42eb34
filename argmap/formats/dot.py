"""A map as DOT, for Graphviz to draw as it stands or, where Graphviz is to arrange it, for Graphviz to arrange."""

from __future__ import annotations

from argmap.core.document import Document
from argmap.formats.drawing import OWN, facing, sheet
from argmap.formats.options import Options


def write(document: Document, options: Options) -> bytes:
    """The map as DOT, pretty and stable, with whole labels."""
    from argmap.graphviz import graph

    if options.arrange in OWN:
        dot = graph.placed(sheet(document, options), whole=True)
    else:
        from argmap.graphviz.style import style

        lines = [options.marking, document.info.title if options.title else ""]
        headline = "\n".join(" ".join(line.split()) for line in lines if line)
        direction = facing(document, options)
        dot = graph.free(document, options.arrange, direction, style=style(options.theme), headline=headline)
    return dot.to_string(indent=1).encode()
