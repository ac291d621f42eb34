"""The line over an article that asks who holds a claim just made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from argmap.core.ids import Id
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.article.head import button
from argmap.gui.plain import label
from argmap.text import tr


class HolderBar(QFrame):
    """Offers to say who holds a claim just made, where the words of the passage report someone.

    `given` carries the name, `left` that nothing is to be said.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.claim: Id = ""
        self.setObjectName("article-holder")
        self.setProperty("overlay", "card")
        self.words: QLabel = label(tr("Reported. Who holds it?"), tone="muted")
        self.entry = QLineEdit()
        self.entry.setObjectName("article-holder-name")
        self.entry.setAccessibleName(tr("Who holds it"))
        self.entry.setPlaceholderText(tr("a name"))
        self.entry.returnPressed.connect(self._give)
        self.entry.installEventFilter(self)
        self.done = button("article-holder-done", tr("Say who holds it"))
        self.done.clicked.connect(self._give)
        self.off = button("article-holder-close", tr("The author does"))
        self.off.clicked.connect(self.left)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 5, 6, 5)
        line.setSpacing(6)
        for widget in (self.words, self.entry, self.done, self.off):
            line.addWidget(widget, 1 if widget is self.entry else 0)
        self.hide()

    def offer(self, name: str, *, reported: bool = True) -> None:
        """Opens with the name that the passage gives, "" where it gives none; `reported`: its words report someone."""
        self.words.setText(tr("Reported. Who holds it?") if reported else tr("Who holds it?"))
        self.entry.setText(name)
        self.entry.selectAll()
        self.show()

    def set_style(self, look: Style, scale: float) -> None:
        """Changes colours and size."""
        self.done.setIcon(theme.icon("check", look.text, round(15 * scale)))
        self.off.setIcon(theme.icon("x", look.muted, round(15 * scale)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _give(self) -> None:
        self.given.emit(self.entry.text().strip())
