"""Where Graphviz puts the cards, in a child process: see `engine_work`. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.app.exporting import part
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.graphviz import arrange
from argmap.graphviz.engine import find
from argmap.gui.engine_child import Stop
from argmap.layout.card import size
from argmap.layout.geometry import Box, Point, box_at

Place = tuple[float, float]

APART = 14.0
"""Between an arranged branch and the cards beside it, at least, in units."""

STEP = 28.0
STEPS = 400


def places(
    document: Document,
    stop: Stop,
    layout: str,
    branch: Sequence[Id],
    stood: Mapping[Id, Place],
    engine: str,
    timeout: float,
) -> dict[Id, Place]:
    """The centres of all cards as a layout of Graphviz finds them, moved as little as possible from where they stood.

    With a `branch`, its first claim the top: the top stays, the rest of the branch is arranged under it, clear of all
    other cards, and these stay where they stood.
    """
    before = {id: Point(*at) for id, at in stood.items()}
    inside = set(branch)
    kept = part(document, document.claims.keys() - inside) if inside else document
    found = arrange.arrange(
        kept, find(engine), layout, document.info.direction, before=before, timeout=timeout, cancelled=stop
    )
    centres = {id: box.centre for id, box in found.cards.items()}
    if not inside:
        return {id: (at.x, at.y) for id, at in centres.items()}
    top = branch[0]
    dx, dy = before[top].x - centres[top].x, before[top].y - centres[top].y
    moved = {id: Point(at.x + dx, at.y + dy) for id, at in centres.items()}
    sizes = {id: size(claim) for id, claim in document.claims.items()}
    others = [box_at(at, *sizes[id]) for id, at in before.items() if id not in inside]
    dx, dy = _way_out([box_at(at, *sizes[id]) for id, at in moved.items() if id != top], others, _outward(document))
    return dict(before) | {id: (at.x + dx, at.y + dy) for id, at in moved.items() if id != top}


def _outward(document: Document) -> Place:
    """The way from the thesis."""
    return {"up": (0.0, 1.0), "down": (0.0, -1.0), "left": (1.0, 0.0), "right": (-1.0, 0.0)}[document.info.direction]


def _way_out(block: Sequence[Box], others: Sequence[Box], way: Place) -> Place:
    """The least shift, away from the thesis and to the sides, that brings a block clear of the other cards."""
    if not block:
        return 0.0, 0.0
    grown = [box.grown(APART) for box in block]
    bounds = Box(*(f(e) for f, e in zip((min, min, max, max), zip(*grown))))
    for step in range(STEPS):
        for out in range(step + 1):
            along, aside = out * STEP, (step - out) * STEP
            for sign in (1, -1) if aside else (1,):
                dx, dy = way[0] * along + way[1] * aside * sign, way[1] * along + way[0] * aside * sign
                near = [other for other in others if _moved(bounds, dx, dy).meets(other)]
                if not any(_moved(box, dx, dy).meets(other) for other in near for box in grown):
                    return dx, dy
    return 0.0, 0.0


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
