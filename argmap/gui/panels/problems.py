"""The problems: rules not met and what is unfinished, each a line that leads to its card."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.app.unfinished import unfinished
from argmap.core.integrity import errors
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.bridge import Bridge
from argmap.gui.panels.problem_rows import ProblemInk, ProblemRows
from argmap.gui.plain import label
from argmap.text import tr, trn

PAUSE = 300
"""Milliseconds from a change to the problems as they are after it: nobody waits for them."""

PARTS = (errors, unfinished)
"""What problems are looked for, in this order; for the whole of a large map each takes as long as a frame."""


class Problems(QWidget):
    """One row for each problem; Enter or a click selects what it is about."""

    def __init__(self, bridge: Bridge, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("problems-pane")
        self.bridge = bridge
        self.count = label(name="problems-count", tone="muted")
        self.rows = ProblemRows()
        self.list = QListView()
        self.list.setObjectName("problems")
        self.list.setAccessibleName(tr("Problems of the map"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setModel(self.rows)
        self.ink = ProblemInk(theme.chosen(settings["theme"]), self.list)
        self.list.setItemDelegate(self.ink)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 12, 2, 4)
        self.count.setContentsMargins(ProblemInk.ASIDE, 0, 0, 0)
        layout.addWidget(self.count)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        bridge.stepped.connect(self._step)
        self.refresh()

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        self.ink.look = look
        self.list.viewport().update()

    def _step(self, step: Step) -> None:
        # Nobody waits for a list that is not seen.
        if self.isVisible():
            self._timer.start(PAUSE)

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def _look(self) -> None:
        """Looks for problems again, for those of one part at a time."""
        document = self.bridge.session.document
        for part in PARTS:
            if not part.known(document):
                part(document)
                self._timer.start(0)
                return
        self.refresh()

    def refresh(self) -> None:
        """Shows the problems as they are now."""
        document = self.bridge.session.document
        found = tuple(dict.fromkeys(problem for part in PARTS for problem in part(document)))
        at = self.list.currentIndex().row()
        chosen = self.rows.problems[at] if at >= 0 else None
        self.rows.show(document, found)
        if chosen in found:
            self.list.setCurrentIndex(self.rows.index(found.index(chosen)))
        self.list.viewport().update()
        self.count.setText(trn("{n} problem", "{n} problems", len(found)) if found else tr("Nothing is unfinished."))

    def _go(self, index: QModelIndex) -> None:
        self.bridge.session.select([self.rows.place(index.row())])
