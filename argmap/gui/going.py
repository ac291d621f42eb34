"""Where the keys lead: through the map, along what was selected, to what is unfinished, from pane to pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from argmap.app import navigation
from argmap.app.actions import Focus
from argmap.app.navigation import Trail
from argmap.app.session import Session, Step
from argmap.app.unfinished import next_unfinished, place_of
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.gui.bridge import Bridge
from argmap.gui.seeing import Seeing
from argmap.text import tr

Panes = Callable[[], list[QWidget]]
"""The panes that can be seen, in the order in which F6 goes through them."""


class Going(QObject):
    """Moves the selection; knows the relation last visited and the way one came."""

    def __init__(self, bridge: Bridge, seeing: Seeing, panes: Panes, window: QWidget) -> None:
        super().__init__(window)
        self.bridge, self.seeing, self._panes = bridge, seeing, panes
        self.via: Id = ""
        """The relation last visited with its key, "" for none."""
        self._claim: Id = ""
        self._trail = Trail()
        bridge.selected.connect(self._selected)
        bridge.stepped.connect(self._step)

    @property
    def session(self) -> Session:
        """The session whose map is gone through."""
        return self.bridge.session

    @property
    def one(self) -> Id:
        """The primary of what is selected."""
        return self.session.selection[-1] if self.session.selection else ""

    def focus(self) -> Focus:
        """What an action is about just now."""
        port = self.seeing.view.viewport().size()
        page = (max(1.0, float(port.width())), max(1.0, float(port.height())))
        return Focus(self.session.document, self.session.selection, self.via, self.session.geometry, page)

    # Steps through the map.

    def target(self) -> None:
        """Goes to what the selected one bears on."""
        if not self._enters():
            self._go(navigation.target(self.session.document, self.one, self.via, self.seeing.hidden))

    def bearing(self) -> None:
        """Goes to the first that bears on the selected one, unfolding it where it is folded."""
        if self._enters():
            return
        document = self.session.document
        found = navigation.first_bearing(document, self.one, self.seeing.hidden)
        if found is None and self.seeing.hidden_under(self.one):
            found = navigation.first_bearing(document, self.one)
        self._go(found)

    def before(self) -> None:
        """Goes to the one before."""
        if not self._enters():
            self._go(navigation.before(self.session.document, self.one, self.seeing.hidden))

    def after(self) -> None:
        """Goes to the one after."""
        if not self._enters():
            self._go(navigation.after(self.session.document, self.one, self.seeing.hidden))

    def relation(self) -> None:
        """Goes to the relation by which the selected claim bears on its target; again, to the next such relation."""
        here = self.one
        claim = here if here in self.session.document.claims else self._claim
        found = navigation.relation_of(self.session.document, here, claim, self.seeing.hidden)
        if found is not None:
            self._claim, self.via = claim, found
        self._go(found)

    def first(self) -> None:
        """Goes to the first claim."""
        self._go(navigation.first(self.session.document, self.seeing.hidden))

    def last(self) -> None:
        """Goes to the last claim."""
        self._go(navigation.last(self.session.document, self.seeing.hidden))

    def _enters(self) -> bool:
        """Whether nothing was selected: the first step then leads to where one was last, or to the first claim."""
        if self.one:
            return False
        document, hidden = self.session.document, self.seeing.hidden
        self._go(self._trail.here(document, hidden) or navigation.first(document, hidden))
        return True

    def _go(self, id: Id | None) -> None:
        if id is not None:
            self.session.select((id,))

    # Larger selections.

    def extend_target(self) -> None:
        """Takes what the selected one bears on into the selection."""
        self._extend(navigation.target(self.session.document, self.one, self.via, self.seeing.hidden))

    def extend_bearing(self) -> None:
        """Takes the first that bears on the selected one into the selection."""
        self._extend(navigation.first_bearing(self.session.document, self.one, self.seeing.hidden))

    def extend_before(self) -> None:
        """Takes the one before into the selection."""
        self._extend(navigation.before(self.session.document, self.one, self.seeing.hidden))

    def extend_after(self) -> None:
        """Takes the one after into the selection."""
        self._extend(navigation.after(self.session.document, self.one, self.seeing.hidden))

    def _extend(self, id: Id | None) -> None:
        if id is not None:
            self.session.select(navigation.extended(self.session.selection, id))

    def select_all(self) -> None:
        """Selects every claim that is shown."""
        order = derive(self.session.document).order
        self.session.select(id for id in order if id not in self.seeing.hidden)

    def select_branch(self) -> None:
        """Selects the claim and all that stand under it; the claim stays the primary one."""
        top = self.one
        branch = navigation.branch(self.session.document, top)
        self.session.select((*(id for id in branch if id != top and id not in self.seeing.hidden), top))

    # Back and forward.

    def back(self) -> None:
        """Goes back to what was selected before."""
        self._go(self._trail.back(self.session.document))

    def forward(self) -> None:
        """Goes forward again."""
        self._go(self._trail.forward(self.session.document))

    def _selected(self, ids: tuple[Id, ...]) -> None:
        if ids:
            self._trail.visit(ids[-1])

    def _step(self, step: Step) -> None:
        if step.what == "load":
            self._trail, self.via, self._claim = Trail(), "", ""

    # What is unfinished.

    def next_unfinished(self) -> None:
        """Goes to the next thing unfinished, and says what it is."""
        self._unfinished(back=False)

    def previous_unfinished(self) -> None:
        """Goes to the thing unfinished before, and says what it is."""
        self._unfinished(back=True)

    def _unfinished(self, *, back: bool) -> None:
        document = self.session.document
        problem = next_unfinished(document, self.one, back=back)
        if problem is None:
            self.bridge.said.emit(tr("Nothing is unfinished"))
            return
        self._go(place_of(document, problem))
        self.bridge.said.emit(problem.text[:1].upper() + problem.text[1:])

    # Panes.

    def next_pane(self) -> None:
        """Gives the keyboard to the next pane."""
        self._pane(1)

    def previous_pane(self) -> None:
        """Gives the keyboard to the pane before."""
        self._pane(-1)

    def _pane(self, by: int) -> None:
        panes = self._panes()
        now = QApplication.focusWidget()
        here = next(
            (n for n, pane in enumerate(panes) if now is not None and (pane is now or pane.isAncestorOf(now))), 0
        )
        pane = panes[(here + by) % len(panes)]
        _first_focusable(pane).setFocus(Qt.FocusReason.TabFocusReason)


def _first_focusable(pane: QWidget) -> QWidget:
    """The pane itself, or the first part of it that takes the keyboard, in Tab's order."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus and pane.focusProxy() is None:
        return pane
    part = pane.nextInFocusChain()
    while part is not None and part is not pane:
        takes = pane.isAncestorOf(part) and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and part.isVisibleTo(pane) and part.isEnabled():
            return part
        part = part.nextInFocusChain()
    return pane
