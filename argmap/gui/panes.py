"""The panes beside the map: made after the first paint, shown and hidden, left as they were found."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from argmap.app.actions import Text, marked
from argmap.app.settings import Settings
from argmap.gui.bridge import Bridge


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
"""The panes at the right, as tabs of one dock."""

SIDE_WIDTH = 320


class Panes(QObject):
    """Holds the dock at the right. `made` tells that the panes are there, `changed` that another one is shown."""

    made = Signal()
    changed = Signal()

    def __init__(self, bridge: Bridge, settings: Settings, map_view: QWidget, window: QMainWindow) -> None:
        """`map_view` gets the keyboard when the panes are hidden."""
        super().__init__(window)
        self._given_back = map_view
        self.bridge, self.settings, self._window = bridge, settings, window
        self.by_name: dict[str, QWidget] = {}
        # The dock itself is there from the start, so that the canvas has its size from the start.
        self.dock = QDockWidget(window)
        self.dock.setObjectName("side-dock")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.dock.setTitleBarWidget(QWidget())
        self.tabs = QTabWidget()
        self.tabs.setObjectName("side-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.dock.setWidget(self.tabs)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        window.resizeDocks([self.dock], [round(SIDE_WIDTH * settings["text_scale"])], Qt.Orientation.Horizontal)
        self.tabs.currentChanged.connect(self._news)
        self.dock.visibilityChanged.connect(self._news)

    def fill(self, chosen: str = "") -> None:
        """Makes the panes; the one of that name is shown on top."""
        for pane in SIDE:
            module, _, name = pane.maker.partition(":")
            made = getattr(import_module(module), name)(self.bridge, self.settings)
            if not made.objectName():
                made.setObjectName(pane.name)
            self.by_name[pane.name] = made
            self.tabs.addTab(made, pane.title())
        self.tabs.setCurrentWidget(self.by_name.get(chosen, self.by_name[SIDE[0].name]))
        self.made.emit()

    def current(self) -> str:
        """The name of the pane on top, "" before they are made."""
        now = self.tabs.currentWidget()
        return next((name for name, pane in self.by_name.items() if pane is now), "")

    def is_shown(self, name: str) -> bool:
        """Whether a pane can be seen."""
        return not self.dock.isHidden() and self.current() == name

    def show(self, name: str) -> QWidget | None:
        """Brings a pane to the top; gives it."""
        pane = self.by_name.get(name)
        if pane is not None:
            self.tabs.setCurrentWidget(pane)
            self.dock.show()
        return pane

    def toggle(self, name: str) -> None:
        """Shows a pane, or hides the dock where it is on top already."""
        if self.is_shown(name):
            self.dock.hide()
            self._given_back.setFocus()
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

    def visible(self) -> list[QWidget]:
        """What F6 goes through at the right: the tabs and the pane on top."""
        return [] if self.dock.isHidden() else [self.dock]

    def _news(self, *_: object) -> None:
        self.changed.emit()
