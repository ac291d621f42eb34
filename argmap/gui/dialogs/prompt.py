"""A line over the map in which a few words are asked for: who holds a claim, its tags, the map's title."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from argmap.gui.dialogs.overlay import Overlay
from argmap.gui.plain import label
from argmap.text import tr


class Prompt(Overlay):
    """Asks for names, parted by commas; those known already are proposed. Enter takes them, Escape leaves all as is."""

    def __init__(self, spot: Callable[[], QRect], parent: QWidget) -> None:
        super().__init__(parent, "prompt")
        self._spot = spot
        self._taken: Callable[[list[str]], object] = _nothing
        self.title = label(name="prompt-title", tone="small")
        self.entry = QLineEdit()
        self.entry.setObjectName("prompt-entry")
        self.entry.installEventFilter(self)
        self._known = QStringListModel(self)
        self.completer = LastName(self._known, self)
        self.completer.setObjectName("prompt-completer")
        self.entry.setCompleter(self.completer)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 10, 10)
        rows.setSpacing(5)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(label(tr("parted by commas"), tone="small"))
        rows.addLayout(head)
        rows.addWidget(self.entry)

    def ask(self, title: str, names: Iterable[str], known: Iterable[str], taken: Callable[[list[str]], object]) -> None:
        """Opens with the names there are; `taken` is called with those typed."""
        self._taken = taken
        self.title.setText(title)
        self.entry.setAccessibleName(title)
        self.entry.setText(", ".join(names))
        self._known.setStringList(sorted(set(known), key=lambda name: (name.casefold(), name)))
        self.open()
        self.entry.end(False)

    def taking(self) -> QWidget:
        return self.entry

    def sizeHint(self) -> QSize:
        return QSize(max(320, self.fontMetrics().averageCharWidth() * 40), super().sizeHint().height())

    def place(self) -> None:
        """Stands under the selected card."""
        card = self._spot()
        self.keep_inside(QPoint(card.left(), card.bottom() + 10))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.entry and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                names = [name.strip() for name in self.entry.text().split(",")]
                self.close_again()
                self._taken([name for name in names if name])
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        return super().eventFilter(watched, event)


class LastName(QCompleter):
    """Completes the last of several names that are parted by commas."""

    def __init__(self, model: QStringListModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: object) -> str:
        entry = self.widget()
        before = entry.text().rpartition(",")[0] if isinstance(entry, QLineEdit) else ""
        name = super().pathFromIndex(index)  # type: ignore[arg-type]
        return f"{before}, {name}" if before else name


def _nothing(_names: list[str]) -> None:
    return None
