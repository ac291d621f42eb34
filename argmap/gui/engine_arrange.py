"""Arranging with Graphviz, as the child process does it for the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.core.document import Document
from argmap.core.ids import Id

Places = dict[Id, tuple[float, float]]


def arranged(
    document: Document,
    stop: Callable[[], bool],
    layout: str,
    engine: str,
    timeout: float,
    before: Mapping[Id, tuple[float, float]],
) -> Places:
    """Where a layout of Graphviz puts every card, as near to where it stood `before` as can be.

    `engine` is as in the settings, `timeout` in seconds. Raises ArgmapError where the engine fails.
    """
    from argmap.graphviz.arrange import arrange
    from argmap.graphviz.engine import find
    from argmap.layout.geometry import Point

    stood = {id: Point(*place) for id, place in before.items()}
    found = arrange(
        document,
        find(engine),
        layout,
        document.info.direction,
        before=stood,
        timeout=timeout,
        cancelled=stop,
    )
    return {id: (box.centre.x, box.centre.y) for id, box in found.cards.items()}
