"""Drawing a relation from a card's handle: to what is hit, or to a new card in the open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from argmap.core.ids import Id
from argmap.graphviz.style import Manner
from argmap.gui.canvas.hitting import Hit
from argmap.gui.canvas.tools import drops
from argmap.gui.canvas.tools.drops import Drop
from argmap.gui.canvas.tools.tool import Pointer, Tool
from argmap.layout.card import size

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView


class Connect(Tool):
    """A stroke between a card and the pointer, with its head at what would be borne on."""

    def __init__(self, view: MapView, start: Pointer, claim: Id, by: Manner) -> None:
        super().__init__(view, start)
        self._claim, self._by = claim, by

    def _target(self, at: QPointF) -> Hit:
        found = self.scene.hit(at.x(), at.y()).whole
        return Hit() if found.id == self._claim else found

    def _is_on_itself(self, at: QPointF) -> bool:
        box = self.scene.claims[self._claim].box
        return box.grown(12).left <= at.x() <= box.right + 12 and box.top - 12 <= at.y() <= box.bottom + 12

    def drop(self, at: QPointF) -> tuple[Hit, Drop | None]:
        """What is under the pointer, and what letting go now would do."""
        document = self.scene.bridge.session.document
        hit = self._target(at)
        found = drops.connected(document, self._claim, hit, self._by)
        if found is None and not self._is_on_itself(at):
            found = drops.in_the_open(document, self._claim, self._by)
        return hit, found

    def move(self, to: Pointer) -> None:
        super().move(to)
        hit, drop = self.drop(to.at)
        previews = self.scene.previews
        on_something = hit.kind in ("claim", "chip", "relation")
        manner = drop.manner if drop is not None and drop.manner is not None else self._by
        previews.drop(hit.id if on_something and drop is not None and drop.change is not None else "", manner)
        # From the card to what is hit; but what is new bears on the card itself.
        previews.line((self.start.at, to.at) if on_something else (to.at, self.start.at), manner)
        if drop is None:
            self.view.hint.say(to.spot, "")
        else:
            self.view.hint.say(to.spot, drop.words, drop.manner)

    def release(self, at: Pointer) -> None:
        self.move(at)
        hit, drop = self.drop(at.at)
        self.cancel()
        if drop is None:
            return
        if drop.change is None:
            self.scene.bridge.said.emit(drop.words)
            return
        if hit.kind in ("claim", "chip", "relation"):
            self.view.commit_still(drop.change)
            return
        document = self.scene.bridge.session.document
        height = size(document.apply(drop.change).claims[drop.change.focus[-1]])[1] if drop.change.focus else 0
        # The pointer has hold of the new card's upper edge: its stroke goes up from there.
        change = drops.placed(document, drop.change, at.at.x(), at.at.y() + height / 2)
        self.view.commit_new(change)
