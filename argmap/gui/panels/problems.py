"""The problems: rules not met and what is unfinished, each a line that leads to its card."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.app.unfinished import place_of, unfinished
from argmap.core import integrity
from argmap.core.ids import Id
from argmap.core.records import Claim
from argmap.core.roles import derive
from argmap.gui.bridge import Bridge
from argmap.gui.plain import label, tooltip
from argmap.text import tr, trn

ID = Qt.ItemDataRole.UserRole


class Problems(QWidget):
    """One line for each problem; Enter or a click selects what it is about."""

    def __init__(self, bridge: Bridge, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("problems-pane")
        self.bridge = bridge
        self.count = label(name="problems-count", tone="muted")
        self.list = QListWidget()
        self.list.setObjectName("problems")
        self.list.setAccessibleName(tr("Problems of the map"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 4, 4)
        layout.addWidget(self.count)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._shown: tuple[integrity.Problem, ...] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(300)
        self._timer.timeout.connect(self.refresh)
        bridge.stepped.connect(self._step)
        self.refresh()

    def _step(self, step: Step) -> None:
        # Nobody waits for a list that is not seen: to look through a large map takes a good part of a second.
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Looks for problems again."""
        document = self.bridge.session.document
        errors = tuple(p for p in integrity.check(document) if p.severity == "error")
        found = (*errors, *unfinished(document))
        if found == self._shown:
            return
        self._shown = found
        self.list.clear()
        rows = derive(document).rows
        for problem in found:
            place = place_of(document, problem)
            record = document.get(place)
            number = f"{rows[place].number}  " if isinstance(record, Claim) else ""
            words = f"\n{' '.join(record.text.split())[:90]}" if isinstance(record, Claim) and record.text else ""
            item = QListWidgetItem(f"{number}{problem.text}{words}")
            item.setData(ID, place)
            item.setToolTip(tooltip(problem.code))
            self.list.addItem(item)
        self.count.setText(trn("{n} problem", "{n} problems", len(found)) if found else tr("Nothing is unfinished."))

    def _go(self, item: QListWidgetItem) -> None:
        place: Id = item.data(ID)
        self.bridge.session.select([place])
