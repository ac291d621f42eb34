"""Tabs: on the upper edge of a card, the name of a group that no frame holds together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain
from typing import NamedTuple

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Relation
from argmap.layout.geometry import Box, Geometry
from argmap.layout.measure import advance, elide
from argmap.layout.metrics import CARD_WIDTH, PADDING
from argmap.text import tr

SIZE = 10.0
"""The size of a tab's text."""

TOP, BOTTOM = -5.0, 9.0
"""Between which a tab stands, from the card's upper edge: clear of its header, and of the badges of a card above."""

RADIUS = 7.0
INSIDE = 7.0
"""Between a tab's ends and its text."""

LEFT, RIGHT = PADDING, CARD_WIDTH - PADDING
"""Between which it may stand, from the card's left edge."""

CLEAR = 8.0
"""How far from the tip of a head it stays, where strokes end on the upper edge."""


class Tab(NamedTuple):
    """What a tab says, and where it ends, from the card's left edge.

    It names the groups without frames in which the claim is, the outermost first; `group` is the innermost of them.
    """

    group: Id
    title: str
    right: float = RIGHT

    @property
    def box(self) -> Box:
        """Where it stands, from the card's top left corner."""
        return Box(self.right - advance(self.title, SIZE, "semibold") - 2 * INSIDE, TOP, self.right, BOTTOM)


def tabs(document: Document, geometry: Geometry) -> dict[Id, Tab]:
    """The tabs of a map that stands so, by claim: of all claims in a group that has no frame."""
    framed = geometry.frames.keys()
    if document.groups.keys() <= framed:
        return {}
    named = names(document, framed)
    room = RIGHT - LEFT - 2 * INSIDE
    whole = {id: Tab(innermost, elide(title, room, SIZE, "semibold")) for id, (innermost, title) in named.items()}
    found = {id: whole[claim.group] for id, claim in document.claims.items() if claim.group in whole}
    bearing = graph(document).bearing
    for id in [id for id in found if id in bearing]:
        if heads := _heads(bearing[id], geometry, geometry.cards[id]):
            tab = found[id]
            left, right = _free(heads, tab.box.right - tab.box.left)
            title = elide(named[document.claims[id].group][1], right - left - 2 * INSIDE, SIZE, "semibold")
            found[id] = tab._replace(title=title, right=right)
    return found


def names(document: Document, framed: Collection[Id] = ()) -> dict[Id, tuple[Id, str]]:
    """What tabs say, whole, by the group of the claims that bear them: the innermost group named, and the names."""
    named = {id: _named(document, id, framed) for id in document.groups}
    return {id: (innermost, title) for id, (innermost, title) in named.items() if innermost}


def _named(document: Document, group: Id, framed: Collection[Id]) -> tuple[Id, str]:
    """The innermost group without a frame of those that a group is in, itself included, and the names of all such."""
    loose: list[Id] = []
    seen: set[Id] = set()
    at = group
    while at in document.groups and at not in seen:
        seen.add(at)
        if at not in framed:
            loose.append(at)
        at = document.groups[at].parent
    titles = [document.groups[id].title or tr("without a title") for id in reversed(loose)]
    return (loose[0] if loose else ""), " › ".join(titles)


def _heads(bearing: Iterable[Relation], geometry: Geometry, card: Box) -> list[float]:
    """Where the heads of relations end on the upper edge of their target's card, from its left edge."""
    routes = chain.from_iterable(geometry.routes.get(relation.id, ()) for relation in bearing)
    tips = [route.tip for route in routes if route.tip is not None]
    return [tip.x - card.left for tip in tips if abs(tip.y - card.top) < 2]


def _free(heads: Iterable[float], wide: float) -> tuple[float, float]:
    """Between which heads a tab so wide fits, the rightmost such stretch; where it fits nowhere, the widest."""
    at = sorted({head for head in heads if LEFT - CLEAR < head < RIGHT + CLEAR}, reverse=True)
    rights, lefts = [RIGHT, *(head - CLEAR for head in at)], [*(head + CLEAR for head in at), LEFT]
    stretches = list(zip(lefts, rights))
    return next((s for s in stretches if s[1] - s[0] >= wide), max(stretches, key=lambda s: s[1] - s[0]))
