"""Where a map stands as it is: placed cards where they were placed, the rest as it is arranged."""

from __future__ import annotations

from argmap.core.document import Document, once
from argmap.layout.columns import arrange
from argmap.layout.geometry import Geometry


@once
def standing(document: Document) -> Geometry:
    """The geometry of a document as window and export show it."""
    return arrange(document, direction=document.info.direction)
