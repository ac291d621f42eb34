"""The search in an article: what is typed is found at once, Enter goes on to the next place."""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.plain import label, tooltip
from argmap.gui.weak import weakly
from argmap.text import tr

MOST = 5000
"""How many places are looked for at most."""


def found_in(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever their case and the white space between them."""
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    places = []
    for match in pattern.finditer(text):
        places.append(match.span())
        if len(places) == MOST:
            break
    return places


class SearchBar(QWidget):
    """A line to type in, a count, and what leads to the next and the last. `sought` tells that it has changed.

    `shown` carries a place to show, `left` that the search is over.
    """

    sought = Signal()
    shown = Signal(int, int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("article-search")
        self.places: list[tuple[int, int]] = []
        self._text, self._here, self._before = "", -1, -1
        self.entry = QLineEdit()
        self.entry.setObjectName("article-search-entry")
        self.entry.setPlaceholderText(tr("Find in this article"))
        self.entry.setAccessibleName(tr("Find in this article"))
        self.entry.textChanged.connect(self._typed)
        self.entry.installEventFilter(self)
        self.count = label(name="article-search-count", tone="muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.entry, 1)
        line.addWidget(self.count)
        self._buttons: dict[str, QToolButton] = {}
        for icon, title, act in (
            ("arrow-up", tr("Previous"), weakly(self.go, True)),
            ("arrow-down", tr("Next"), weakly(self.go)),
            ("x", tr("Close"), weakly(self.close_again)),
        ):
            button = QToolButton()
            button.setObjectName(f"article-search-{icon}")
            button.setToolTip(tooltip(title))
            button.setAccessibleName(title)
            button.setAutoRaise(True)
            button.clicked.connect(act)
            self._buttons[icon] = button
            line.addWidget(button)
        self.hide()

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        for icon, button in self._buttons.items():
            button.setIcon(theme.icon(icon, look.text, 16))

    def search_in(self, text: str) -> None:
        """Looks in another text from now on."""
        if text != self._text:
            self._text = text
            if self.isVisible():
                self._typed()

    def open(self, words: str = "") -> None:
        """Opens with what was looked for last, or with these words."""
        self.show()
        if words:
            self.entry.setText(words)
        self.entry.selectAll()
        self.entry.setFocus()
        self._typed()

    def close_again(self) -> None:
        """Closes: nothing is marked as found any more."""
        self.hide()
        self.places = []
        self.sought.emit()
        self.left.emit()

    def go(self, back: bool = False) -> None:
        """Goes to the next place found, or to the one before, round at the end."""
        if self.places:
            here = self._here if self._here >= 0 else self._before + back
            self._here = (here + (-1 if back else 1)) % len(self.places)
            self.shown.emit(*self.places[self._here])
        self._count()

    def from_offset(self, offset: int) -> None:
        """Begins from here."""
        self._before = bisect_left(self.places, (offset, 0)) - 1

    def _typed(self) -> None:
        self.places = found_in(self._text, self.entry.text())
        self._here = -1
        self.sought.emit()
        self._count()

    def _count(self) -> None:
        if not self.entry.text().strip():
            self.count.setText("")
        elif not self.places:
            self.count.setText(tr("nothing found"))
        elif self._here < 0:
            self.count.setText(tr("{n} found", n=len(self.places)))
        else:
            self.count.setText(tr("{here} of {n}", here=self._here + 1, n=len(self.places)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.go(event.key() == Qt.Key.Key_Up)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_again()
                return True
        return super().eventFilter(watched, event)
