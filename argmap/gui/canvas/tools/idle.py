"""What the mouse does while no gesture is on: it hovers, selects, and begins gestures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from argmap.app.unfinished import doubt
from argmap.core.anchors import State, doubtful
from argmap.core.ids import Id
from argmap.edit import claims
from argmap.edit.rules import step_of
from argmap.graphviz.style import Manner
from argmap.gui.canvas.hitting import NOTHING, Hit
from argmap.gui.canvas.tools import drops
from argmap.gui.canvas.tools.connect import Connect
from argmap.gui.canvas.tools.drag import Drag
from argmap.gui.canvas.tools.marquee import Marquee
from argmap.gui.canvas.tools.tool import Pointer, Tool, far_enough
from argmap.gui.plain import tooltip

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

ADDS = {
    Manner.SUPPORT: "add-premise",
    Manner.ATTACK: "add-counterpoint",
    Manner.UNDERCUT: "undercut",
}
"""The actions that a click on a handle asks for."""

BADGES = {"folded": "fold", "note": "edit-note", "excerpts": "", "problem": "review-excerpts"}
"""The actions that a click on a badge asks for."""


class Idle:
    """Between gestures: shows what is under the pointer, and turns presses into clicks and drags."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.scene = view.map_scene()
        self._pressed: Pointer | None = None
        self._hit = NOTHING
        self._hovered: tuple[Id, Id] = ("", "")
        self._narrows = False

    # Hovering.

    def hover(self, to: Pointer) -> None:
        """Shows what is under the pointer: handles on a card, light on a stroke or chip, the fitting cursor."""
        hit = self.scene.hit(to.at.x(), to.at.y())
        self._light(hit)
        hand = hit.kind in ("handle", "badge", "chip")
        self.view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        badge = hit.kind == "badge" and hit.part == "problem"
        state = doubtful(self.scene.bridge.session.document).get(hit.id, State.EXACT) if badge else State.EXACT
        self.view.viewport().setToolTip(tooltip(doubt(state)))

    def _light(self, hit: Hit) -> None:
        key = (hit.id, hit.relation if hit.kind == "chip" else "")
        if key != self._hovered:
            self._set(self._hovered, on=False)
            self._hovered = key
            self._set(key, on=True)
        claim = self.scene.claims.get(hit.id)
        if claim is not None and not hit.relation:
            claim.set_handles(self._handles(hit.id), hit.manner)

    def _handles(self, claim: Id) -> tuple[Manner, ...]:
        if self.scene.editing == claim:
            return ()
        step = step_of(self.scene.bridge.session.document, claim)
        return (Manner.SUPPORT, Manner.ATTACK) if step is None else tuple(Manner)

    def _set(self, key: tuple[Id, Id], *, on: bool) -> None:
        id, relation = key
        if relation:
            chip = self.scene.chips.get((relation, id))
            if chip is not None:
                chip.set_look(hovered=on)
            return
        item = self.scene.item(id) if id else None
        if item is not None:
            item.set_look(hovered=on)
        if id in self.scene.claims and not on:
            self.scene.claims[id].set_handles(())

    def leave(self) -> None:
        """The pointer has left the view, or a gesture begins: nothing is hovered."""
        self._light(NOTHING)

    # Pressing.

    def press(self, at: Pointer) -> None:
        """Selects what is pressed; a press on what is selected waits, since it may be the beginning of a drag."""
        self._pressed, self._narrows = at, False
        self._hit = hit = self.scene.hit(at.at.x(), at.at.y())
        session = self.scene.bridge.session
        if hit.kind in ("none", "handle", "chip"):
            return
        if at.shift or at.held & Qt.KeyboardModifier.ControlModifier:
            self._toggle(hit.id)
        elif hit.id in session.selection:
            self._narrows = len(session.selection) > 1
        else:
            session.select((hit.id,))

    def _toggle(self, id: Id) -> None:
        session = self.scene.bridge.session
        rest = tuple(other for other in session.selection if other != id)
        session.select(rest if id in session.selection else (*rest, id))

    def move(self, to: Pointer) -> Tool | None:
        """The gesture that a press has become, once the mouse has gone far enough."""
        if self._pressed is None or not far_enough(self._pressed.spot, to.spot):
            return None
        start, hit, session = self._pressed, self._hit, self.scene.bridge.session
        self._pressed = None
        self.leave()
        if hit.kind == "handle" and hit.manner is not None:
            return Connect(self.view, start, hit.id, hit.manner)
        if hit.kind in ("claim", "badge") and hit.id in session.document.claims:
            if hit.id not in session.selection:  # Shift or Ctrl has just taken it out
                session.select((*session.selection, hit.id))
            chosen = tuple(id for id in session.selection if id in session.document.claims)
            return Drag(self.view, start, chosen)
        if hit.kind == "chip":
            return Drag(self.view, start, (hit.id,), via=hit.relation)
        if hit.kind in ("group", "tab"):
            inside = tuple(id for id, claim in session.document.claims.items() if self._lies_in(claim.group, hit.id))
            return Drag(self.view, start, inside, bears=False) if inside else None
        return Marquee(self.view, start)

    def _lies_in(self, group: Id, other: Id) -> bool:
        groups, seen = self.scene.bridge.session.document.groups, set()
        while group in groups and group not in seen:
            if group == other:
                return True
            seen.add(group)
            group = groups[group].parent
        return False

    def release(self, at: Pointer) -> None:
        """A click."""
        pressed, hit = self._pressed, self._hit
        self._pressed = None
        if pressed is None:
            return
        session = self.scene.bridge.session
        if hit.kind == "none" and not at.shift:
            session.select(())
        elif hit.kind == "chip":
            session.select((hit.id,))
            self.view.reveal(hit.id)
        elif hit.kind == "handle" and hit.manner is not None:
            session.select((hit.id,))
            self.view.action_wanted.emit(ADDS[hit.manner])
        elif self._narrows:
            session.select((hit.id,))
        if hit.kind == "badge" and BADGES.get(hit.part):
            self.view.action_wanted.emit(BADGES[hit.part])

    def double_click(self, at: Pointer) -> None:
        """Edits a card, or on the empty canvas sets a new thesis there."""
        self._pressed = None
        hit = self.scene.hit(at.at.x(), at.at.y())
        if hit.kind == "claim":
            self.view.begin_edit(hit.id)
            self.view.editor.press(at.at.x(), at.at.y())
        elif hit.kind in ("group", "tab"):
            self.view.action_wanted.emit("edit-text")
        elif hit.kind == "none":
            document = self.scene.bridge.session.document
            change = claims.add_thesis(document)
            if change is not None:
                self.view.commit_new(drops.placed(document, change, at.at.x(), at.at.y()))

    def press_for_menu(self, at: Pointer) -> None:
        """Selects what the menu will be about, unless it is selected already."""
        hit, session = self.scene.hit(at.at.x(), at.at.y()), self.scene.bridge.session
        if not hit.id:
            session.select(())
        elif hit.id not in session.selection:
            session.select((hit.id,))

    def forget(self) -> None:
        """A press leads to nothing any more."""
        self._pressed = None
