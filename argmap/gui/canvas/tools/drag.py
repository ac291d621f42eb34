"""Dragging cards: their branches move, or come to bear on what the pointer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QTimer

from argmap.app.navigation import branch
from argmap.core.change import Change
from argmap.core.ids import Id
from argmap.edit import claims
from argmap.gui.canvas import hitting
from argmap.gui.canvas.hitting import NOTHING, Hit
from argmap.gui.canvas.tools import drops
from argmap.gui.canvas.tools.drops import Drop
from argmap.gui.canvas.tools.tool import ALSO_KEY, Pointer, Tool
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

REST = 150
"""How long the pointer has to rest on something for it to count, in milliseconds."""


class Drag(Tool):
    """Cards that follow the pointer.

    What counts is what the pointer rests on, never what a card overlaps. `via`: the step that is dragged by its chip,
    whose claim stands elsewhere and does not move. `bears`: whether they can come to bear on something.
    """

    def __init__(self, view: MapView, start: Pointer, ids: tuple[Id, ...], *, via: Id = "", bears: bool = True) -> None:
        super().__init__(view, start)
        self._ids, self._via, self._bears = ids, via, bears
        document = self.scene.bridge.session.document
        branches = dict.fromkeys(id for top in ids for id in branch(document, top))
        self._branch = () if via else tuple(branches)
        self._without = frozenset((*branches, *ids))
        self._under, self._rested = NOTHING, False
        self._document = document
        self._known: dict[tuple[Hit, bool, bool], Drop | None] = {}
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._rest)
        self.scene.previews.lift(self._branch, view.seen(), view.transform(), view.devicePixelRatioF())

    @property
    def _by(self) -> QPointF:
        return self.last.at - self.start.at

    def move(self, to: Pointer) -> None:
        super().move(to)
        self.scene.previews.move(self._by)
        under = self._target(to.at.x(), to.at.y())
        if under != self._under:
            self._under, self._rested = under, False
            self._timer.stop()
            if under.kind != "none":
                self._timer.start()
        self._show()

    def _target(self, x: float, y: float) -> Hit:
        if not self._bears:
            return NOTHING
        found = self.scene.hit(x, y).whole
        if found.kind == "relation" and self._is_inner(found.id):
            found = NOTHING
        if found.kind in ("claim", "relation", "chip"):
            return NOTHING if found.id in self._without else found
        return hitting.bar(self.scene, x, y, self._without)

    def _is_inner(self, relation: Id) -> bool:
        record = self.scene.bridge.session.document.relations[relation]
        return self._without.issuperset(record.premises)

    def _rest(self) -> None:
        self._rested = True
        self._show()

    def drop(self) -> Drop | None:
        """What letting go now would do, None where the cards just move."""
        return self._would(self.last.shift, self.last.also) if self._rested else None

    def _would(self, attack: bool, also: bool) -> Drop | None:
        """What letting go here would do with these keys; worked out once for each thing rested on, not at each move."""
        document = self.scene.bridge.session.document
        if document is not self._document:
            self._document, self._known = document, {}
        key = self._under, attack, also
        if key not in self._known:
            self._known[key] = drops.on(document, self._ids, self._under, attack=attack, also=also, via=self._via)
        return self._known[key]

    def _show(self) -> None:
        drop, previews = self.drop(), self.scene.previews
        if drop is None:
            previews.drop("")
            previews.bar(None)
            self.view.hint.say(self.last.spot, "")
            return
        if self._under.kind == "bar":
            previews.drop("")
            previews.bar(self._bar() if drop.change is not None else None)
        else:
            previews.bar(None)
            previews.drop(self._under.id if drop.change is not None else "", drop.manner)
        self.view.hint.say(self.last.spot, drop.words, drop.manner, self._more())

    def _bar(self) -> tuple[QPointF, QPointF]:
        box = self.scene.claims[self._under.id].box
        y = box.top - 7 if self._under.part == "before" else box.bottom + 7
        return QPointF(box.left + 6, y), QPointF(box.right - 6, y)

    def _more(self) -> str:
        """What the keys would change, as far as they are not held."""
        parts = []
        if not self.last.shift and self._under.kind != "bar":
            other = self._would(True, self.last.also)
            if other is not None and other.change is not None:
                parts.append(tr("Shift: {words}", words=_bare(other.words)))
        if not self.last.also:
            other = self._would(self.last.shift, True)
            if other is not None and other.change is not None:
                parts.append(f"{ALSO_KEY}: {_bare(other.words)}")
        return "   ".join(parts)

    def release(self, at: Pointer) -> None:
        self.move(at)
        drop = self.drop()
        change = drop.change if drop is not None else self._moved()
        self.cancel()
        if drop is not None and drop.change is None:
            self.scene.bridge.said.emit(drop.words)
        self.view.commit_still(change)

    def _moved(self) -> Change | None:
        """The branches at their new places; all others are pinned where they are shown, so that they stay."""
        if not self._branch:
            return None
        document, cards = self.scene.bridge.session.document, self.scene.geometry.cards
        by, moving = self._by, set(self._branch)
        places = {}
        for id, claim in document.claims.items():
            x, y = claim.at if claim.at is not None else cards[id].centre
            if id in moving:
                places[id] = (x + by.x(), y + by.y())
            elif claim.at is None:
                places[id] = (x, y)
        return claims.place(document, places)

    def cancel(self) -> None:
        self._timer.stop()
        super().cancel()


def _bare(words: str) -> str:
    """What a drop would do, without the word that says how it is done."""
    return words.partition(": ")[2] or words
