"""What is shown of a window's map and how large: folds, focus, what was found, zoom, colours."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from argmap.app import navigation, visibility
from argmap.app.announce import listed, step_or_number
from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.core.ids import Id
from argmap.core.records import Relation
from argmap.gui.bridge import Bridge
from argmap.gui.canvas.view import MapView
from argmap.text import tr, trn

ZOOM_STEP = 1.25

NAMED = 3
"""So many claims that a focus is on are named one by one."""


class Seeing(QObject):
    """Keeps what is folded, in focus and found, and shows it; `changed` tells that what is hidden is another."""

    changed = Signal()

    def __init__(self, bridge: Bridge, settings: Settings, view: MapView, window: QWidget) -> None:
        super().__init__(window)
        self.bridge, self.settings, self.view, self._window = bridge, settings, view, window
        self.folded: frozenset[Id] = frozenset()
        self.centre: tuple[Id, ...] = ()
        """What the focus is on; empty where all is shown."""
        self.found: Collection[Id] | None = None
        """What was found, None where nothing is looked for."""
        self.shown = visibility.Shown()
        bridge.stepped.connect(self._step)
        bridge.selected.connect(self._selected)

    # Folding, focus, finding.

    @property
    def hidden(self) -> frozenset[Id]:
        """The claims and relations that are not shown."""
        return self.shown.hidden

    def hidden_under(self, id: Id) -> int:
        """How many cards lie folded under a card."""
        return self.shown.folds.get(id, 0)

    def fold(self) -> None:
        """Folds the selected claims, or unfolds them."""
        session = self.bridge.session
        folded = visibility.toggled(self.folded, session.document, session.selection)
        branches = len(folded ^ self.folded)
        if self.folded < folded:
            said = trn("Folded {n} branch", "Folded {n} branches", branches)
        else:
            said = trn("Unfolded {n} branch", "Unfolded {n} branches", branches)
        self._fold_to(folded, said)

    def fold_all(self) -> None:
        """Folds every claim on which something bears."""
        self._fold_to(visibility.all_folded(self.bridge.session.document), tr("Folded all branches"))

    def unfold_all(self) -> None:
        """Unfolds every claim."""
        self._fold_to(frozenset(), tr("Unfolded all branches"))

    def _fold_to(self, folded: frozenset[Id], said: str) -> None:
        self.folded = folded
        self._refresh()
        self._leave_hidden()
        self.bridge.said.emit(said)

    def _leave_hidden(self) -> None:
        """Takes out of the selection what is no longer shown."""
        session = self.bridge.session
        session.select(id for id in session.selection if id not in self.hidden)

    def focus(self) -> None:
        """Shows only what leads to the selection and away from it, or all again."""
        session = self.bridge.session
        self.centre = () if self.centre else session.selection
        self._refresh()
        document = session.document
        if not self.centre:
            said = tr("The rest is shown again")
        elif len(self.centre) <= NAMED and not any(id in document.groups for id in self.centre):
            here = listed([step_or_number(document, id) for id in self.centre])
            said = tr("Only what leads to {here} and away from it", here=here)
        else:
            said = tr("Only what leads to the selection and away from it")
        self.bridge.said.emit(said)

    def is_focused(self) -> bool:
        """Whether a focus hides the rest."""
        return bool(self.centre)

    def can_focus(self) -> bool:
        """Whether there is a focus to end, or a selection to focus on."""
        return bool(self.centre or self.bridge.session.selection)

    def find(self, ids: Collection[Id] | None) -> None:
        """Dims what is not among these ids; None dims nothing."""
        self.found = ids
        self._refresh()

    def reveal(self, ids: Iterable[Id]) -> None:
        """Brings cards into view: unfolds what they are folded under, ends a focus that hides them, moves the map."""
        wanted = [id for id in ids if id in self.bridge.session.document]
        if not wanted:
            return
        if any(id in self.hidden for id in wanted):
            self.folded = visibility.revealed(self.folded, self.bridge.session.document, wanted)
            self._refresh()
            if any(id in self.hidden for id in wanted):
                self.centre = ()
                self._refresh()
        self.view.reveal(wanted[-1])

    def _refresh(self) -> None:
        document = self.bridge.session.document
        before = self.shown
        self.shown = visibility.shown(document, self.folded, self.centre, self.found)
        scene = self.view.map_scene()
        scene.set_hidden(self.shown.folds, self.shown.hidden)
        scene.set_dimmed(self.shown.dimmed)
        if before != self.shown:
            self.changed.emit()

    def _step(self, step: Step) -> None:
        if step.what == "load":
            self.folded, self.centre, self.found = frozenset(), (), None
        if self.folded or self.centre or self.found is not None or self.shown != visibility.Shown():
            self._refresh()
        one = self.bridge.session.selection[-1] if self.bridge.session.selection else ""
        if one and _is_elsewhere(step, one):
            self.reveal((one,))

    def _selected(self, ids: tuple[Id, ...]) -> None:
        # A card under the pointer must not move away from it.
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if ids and not (pressed and self.view.viewport().underMouse()):
            self.reveal(ids)

    # Zoom.

    def begin_at(self, zoom: float) -> None:
        """Shows a map just opened in this size, from its first claim on: that stands in the middle, at the top."""
        self.view.zoom_to(zoom)
        first = navigation.first(self.bridge.session.document)
        if first is not None:
            self.view.begin_with(first)

    def fit(self) -> None:
        """Shows the whole map."""
        self.view.fit()

    def actual_size(self) -> None:
        """Shows cards in the size in which they are measured."""
        self.view.zoom_to(1.0)
        if self.bridge.session.selection:
            self.view.reveal(self.bridge.session.selection[-1])

    def zoom_in(self) -> None:
        """Shows the map larger."""
        self.view.zoom_to(self.view.zoom() * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Shows the map smaller."""
        self.view.zoom_to(self.view.zoom() / ZOOM_STEP)

    def full_screen(self) -> None:
        """Lets the window fill the screen, or no longer."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def is_full_screen(self) -> bool:
        """Whether the window fills the screen."""
        return self._window.isFullScreen()


def _is_elsewhere(step: Step, id: Id) -> bool:
    """Whether a claim stands elsewhere after a step because it, or something, bears on another target now."""
    before, after = step.before.claims.get(id), step.after.claims.get(id)
    if before is None or after is None or before.at == after.at:
        return False
    return any(isinstance(record, Relation) for put in step.change.puts.values() for record in (put.before, put.after))
