"""Making way: what a card that grows would cover moves down with its branch, as far as that takes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.layout.blocks import Branches
from argmap.layout.geometry import Box
from argmap.layout.keep import Cards
from argmap.layout.spacing import BAR, LEAF, UNDER_BAR

OWN = BAR + UNDER_BAR
"""How close to a card what hangs on it comes: its strokes have room."""


def shifts(
    document: Document, cards: Cards, grown: Mapping[Id, float], may: Callable[[Id], bool] = lambda _: True
) -> dict[Id, float]:
    """How far down cards have to move so that those whose lower edge moves down by so much cover none.

    `cards` are where they stand before that, of which those move that `may`. What stands close below keeps its
    distance; what stands farther off comes as close as cards of a column stand, and what hangs on a card as close as
    its strokes have room. Cards that were covered or stood beside are left as they are.
    """
    if all(cards.obstacles.is_free(_reach(cards.boxes[id], by)) for id, by in grown.items()):
        return {}
    return _Way(document, cards, grown, may).found


class _Way:
    """Each card that moves may have to push others, all of which stand no higher: so this comes to an end."""

    def __init__(self, document: Document, cards: Cards, grown: Mapping[Id, float], may: Callable[[Id], bool]) -> None:
        self.found: dict[Id, float] = {}
        self._cards, self._near, self._may = cards.boxes, cards.obstacles, may
        self._branches = Branches(document, cards.boxes)
        self._at: dict[Box, list[Id]] = {}
        for id, box in cards.boxes.items():
            self._at.setdefault(box, []).append(id)
        self._queue = sorted(grown, key=lambda id: (cards.boxes[id].top, id))
        for id in self._queue:
            self._push(id, grown.get(id, 0.0))

    def _push(self, id: Id, grown: float) -> None:
        box = self._cards[id]
        by = grown + self.found.get(id, 0.0)
        # What hangs on a card moves as one, in whatever columns it stands; of one that was pushed it has moved already.
        own = dict.fromkeys(other for other in self._branches.inside(id) if self._may(other)) if grown else {}
        needs: dict[Id, float] = {}
        for below in self._near.near(_reach(box, by)):
            if below.top >= box.bottom:
                for other in filter(self._may, self._at[below]):
                    slack = max(0.0, below.top - box.bottom - (OWN if other in own else LEAF))
                    needs[other] = by - slack
        self._move(own, max((needs[other] for other in own if other in needs), default=0.0), box.bottom)
        for other, need in needs.items():
            if need > self.found.get(other, 0.0):
                self._move([other, *self._branches.inside(other)], need, self._cards[other].top)

    def _move(self, ids: Iterable[Id], by: float, top: float) -> None:
        """Moves those of the cards down by so much that stand below a line and have not moved as far."""
        for id in ids:
            if self._may(id) and self._cards[id].top >= top and by > self.found.get(id, 0.0):
                self.found[id] = by
                self._queue.append(id)


def _reach(box: Box, by: float) -> Box:
    """Where the cards stand that have to make way for a card whose lower edge moves down by so much."""
    return Box(box.left, box.bottom, box.right, box.bottom + by + OWN)
