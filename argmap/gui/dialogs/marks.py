"""The marks strip: a card under the selected one where a single key sets a mark."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from argmap.app.actions import Action
from argmap.app.catalogue import ACTIONS
from argmap.gui.actions import Actions
from argmap.gui.dialogs.overlay import Overlay
from argmap.gui.plain import label, tooltip
from argmap.gui.weak import weakly
from argmap.text import tr

IN_LINE = 5
"""How many marks stand beside each other."""

GROUPS = ("marks", "marks/likelihood", "marks/confidence")


class MarksStrip(Overlay):
    """The rows of the table that have a key in the strip; one key sets one mark and closes it, Shift keeps it open."""

    def __init__(self, actions: Actions, spot: Callable[[], QRect], parent: QWidget) -> None:
        """`spot` is where the selected card stands, in the parent's coordinates."""
        super().__init__(parent, "marks-strip")
        self._actions, self._spot = actions, spot
        self.setAccessibleName(tr("Marks"))
        self._rows: dict[str, Action] = {row.strip: row for row in ACTIONS if row.strip}
        self._buttons: dict[str, QToolButton] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(10, 8, 10, 8)
        lines.setSpacing(4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        titles = (tr("Basis"), tr("Likelihood"), tr("Confidence"))
        at = 0
        for menu, title in zip(GROUPS, titles):
            grid.addWidget(label(title, tone="small"), at, 0)
            rows = [row for row in self._rows.values() if row.menu == menu]
            for first in range(0, len(rows), IN_LINE):
                keys = QHBoxLayout()
                keys.setSpacing(2)
                for row in rows[first : first + IN_LINE]:
                    keys.addWidget(self._button(row))
                keys.addStretch(1)
                grid.addLayout(keys, at, 1)
                at += 1
        lines.addLayout(grid)
        lines.addWidget(label(tr("A key sets a mark and closes this; with Shift it stays open"), tone="small"))

    def _button(self, row: Action) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"strip-{row.id}")
        button.setText(f"{row.strip}  {row.title().rstrip('…')}")
        button.setCheckable(row.toggles)
        button.setToolTip(tooltip(row.hint() or row.title()))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(weakly(self._press, row.strip))
        self._buttons[row.id] = button
        return button

    def open(self) -> None:
        """Opens under the selected card, with the marks that it has shown as set."""
        self._refresh()
        super().open()

    def place(self) -> None:
        """Stands under the selected card, or above it where there is no room."""
        card = self._spot()
        high = self.sizeHint().height()
        below = card.bottom() + 10
        above = card.top() - 10 - high
        fits = below + high < self.over.height()
        self.keep_inside(QPoint(card.left(), below if fits or above < 0 else above))

    def set(self, key: str, *, stay: bool) -> bool:
        """Sets the mark of a key; closes unless it shall stay. False where no mark has the key."""
        row = self._rows.get(key)
        if row is None:
            return False
        if not stay or row.command is None:
            self.close_again()
        self._actions.run(row.id)
        self._refresh()
        return True

    def _press(self, key: str) -> None:
        self.set(key, stay=bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _refresh(self) -> None:
        focus = self._actions.focus()
        for id, button in self._buttons.items():
            button.setChecked(self._actions.is_checked(id, focus))
            button.setEnabled(self._actions.is_possible(id, focus))

    def event(self, event: QEvent) -> bool:
        # Single letters would otherwise reach the window's own keys first.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stay = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        typed = event.text()
        # "#" needs Shift on many keyboards, and with Shift a digit is another character: then its key tells.
        if typed and typed in self._rows and not typed.isalpha():
            self.set(typed, stay=stay and typed.isdigit())
        elif not self.set(_letter(event), stay=stay):
            super().keyPressEvent(event)
        event.accept()


def _letter(event: QKeyEvent) -> str:
    """The letter or digit of a key, whatever Shift makes of it; on rows of digits with other signs, the scan code."""
    key = event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key).lower()
    # X11 numbers the row of digits 10 to 19, from 1 to 0, on every layout.
    code = event.nativeScanCode()
    return "1234567890"[code - 10] if 10 <= code <= 19 else ""
