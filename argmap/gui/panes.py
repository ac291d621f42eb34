"""The panes beside the map: made after the first paint, shown and hidden, left as they were found."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabWidget, QWidget

from argmap.app.actions import Text, marked
from argmap.app.settings import Settings
from argmap.graphviz.style import Style
from argmap.gui.bridge import Bridge
from argmap.gui.docks import Dock


class Pane(NamedTuple):
    """One pane: its name, title, and the class that makes it, as "module:class"."""

    name: str
    title: Text
    maker: str


SIDE = (
    Pane("inspector", marked("Inspector"), "argmap.gui.panels.inspector:Inspector"),
    Pane("outline", marked("Outline"), "argmap.gui.panels.outline:Outline"),
    Pane("problems", marked("Problems"), "argmap.gui.panels.problems:Problems"),
)
"""The panes at the right, as tabs of one dock; their classes take bridge, settings and parent."""


WIDTH, LEAST = 320, 180
"""How wide the dock at the right is at first, and at least, in pixels at a text size of 100 %."""


class Panes(QObject):
    """Holds the docks. `changed` tells that another pane is shown."""

    changed = Signal()

    def __init__(self, bridge: Bridge, settings: Settings, look: Style, map_view: QWidget, window: QMainWindow) -> None:
        """`map_view` gets the keyboard when a pane is hidden."""
        super().__init__(window)
        self._bridge, self._settings, self._look, self._map = bridge, settings, look, map_view
        self.by_name: dict[str, QWidget] = {}
        # The dock is there from the start, so that the canvas has its size from the start.
        self.side = Dock("side-dock", Qt.DockWidgetArea.RightDockWidgetArea, WIDTH, LEAST, window)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("side-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setUsesScrollButtons(False)
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.side.setWidget(self.tabs)
        self.tabs.currentChanged.connect(self._news)
        self.side.visibilityChanged.connect(self._news)

    def fill(self, chosen: str = "") -> None:
        """Makes the panes; the one of that name is shown on top."""
        # Made where they belong from the start: with all that they hold they would be styled anew for each move.
        inside = self.tabs.findChild(QStackedWidget) or self.tabs
        for pane in SIDE:
            self.tabs.addTab(self._made(pane, self._bridge, self._settings, inside), pane.title())
        inspector: Any = self.by_name["inspector"]
        inspector.done.connect(self._leave)
        self.tabs.setCurrentWidget(self.by_name.get(chosen, self.by_name[SIDE[0].name]))
        self.side.let_go()

    def _leave(self) -> None:
        self._map.setFocus()

    def _made(self, pane: Pane, *given: object) -> QWidget:
        module, _, name = pane.maker.partition(":")
        made: QWidget = getattr(import_module(module), name)(*given)
        if not made.objectName():
            made.setObjectName(pane.name)
        self.by_name[pane.name] = made
        return made

    def current(self) -> str:
        """The name of the pane on top at the right, "" before they are made."""
        now = self.tabs.currentWidget()
        return next((name for name, pane in self.by_name.items() if pane is now), "")

    def is_shown(self, name: str) -> bool:
        """Whether a pane can be seen."""
        return not self.side.isHidden() and self.current() == name

    def show(self, name: str) -> QWidget | None:
        """Brings a pane to the top; gives it."""
        pane = self.by_name.get(name)
        if pane is not None:
            self.tabs.setCurrentWidget(pane)
            self.side.want(True, insist=True)
        return pane

    def toggle(self, name: str) -> None:
        """Shows a pane, or hides its dock where it can be seen already."""
        if self.is_shown(name):
            self.side.want(False)
            self._map.setFocus()
        else:
            self.show(name)

    def toggle_inspector(self) -> None:
        """Shows or hides the inspector."""
        self.toggle("inspector")

    def toggle_outline(self) -> None:
        """Shows or hides the outline."""
        self.toggle("outline")

    def toggle_problems(self) -> None:
        """Shows or hides the problems."""
        self.toggle("problems")

    def has_inspector(self) -> bool:
        """Whether the inspector can be seen."""
        return self.is_shown("inspector")

    def has_outline(self) -> bool:
        """Whether the outline can be seen."""
        return self.is_shown("outline")

    def has_problems(self) -> bool:
        """Whether the problems can be seen."""
        return self.is_shown("problems")

    def in_order(self) -> list[QWidget]:
        """The map and what can be seen beside it, from left to right: what F6 goes through."""
        return [self._map] if self.side.isHidden() else [self._map, self.side]

    def _news(self, *_: object) -> None:
        self.changed.emit()
