"""The marks strip: a card under the selected one where a single key sets a mark."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from argmap.app.actions import Action
from argmap.app.catalogue import ACTIONS
from argmap.graphviz.style import Style
from argmap.gui.actions import Actions
from argmap.gui.dialogs.overlay import MARGIN, Overlay
from argmap.gui.plain import label, tooltip
from argmap.gui.theme import UI_SIZE, font
from argmap.gui.weak import weakly
from argmap.text import tr

PAD, ASIDE, HIGH = 12, 4, 3
"""The room round all, between marks and between lines, in pixels."""

WIDEST = 640
"""How wide the strip gets, in pixels at letters of `UI_SIZE`."""

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
        self._size = QSize()
        self._titles = [label(title, self, tone="small") for title in (tr("Basis"), tr("Likelihood"), tr("Confidence"))]
        self._groups = [[self._button(row) for row in self._rows.values() if row.menu == menu] for menu in GROUPS]
        self._foot = label(tr("A key sets a mark and closes this; with Shift it stays open"), self, tone="small")

    def _button(self, row: Action) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"strip-{row.id}")
        button.setAccessibleName(f"{row.strip}  {row.title().rstrip('…')}")
        button.setText(f" {row.title().rstrip('…')}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(row.toggles)
        button.setToolTip(tooltip(row.hint() or row.title()))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(weakly(self._press, row.strip))
        self._buttons[row.id] = button
        return button

    def open(self) -> None:
        """Opens under the selected card, with the marks that it has shown as set."""
        self._refresh()
        super().open()

    def set_style(self, look: Style) -> None:
        size = self.fontMetrics().height() + 2
        for row in self._rows.values():
            button = self._buttons[row.id]
            button.setIcon(_keycap(row.strip, look, size))
            button.setIconSize(QSize(size, size))

    def sizeHint(self) -> QSize:
        return self._size

    def _lay_out(self, room: int) -> None:
        """Puts the marks into as many lines as they need in a strip that is no wider than there is room."""
        self.ensurePolished()
        begin = PAD + max(title.sizeHint().width() for title in self._titles) + PAD
        y, widest = PAD - HIGH, 0
        for title, group in zip(self._titles, self._groups):
            x, first = begin, True
            for button in group:
                button.ensurePolished()
                size = button.sizeHint()
                if x > begin and x + size.width() > room - PAD:
                    x, y = begin, y + size.height() + HIGH
                if first:
                    title.setGeometry(PAD, y, begin - PAD, size.height())
                    first = False
                button.setGeometry(x, y, size.width(), size.height())
                x += size.width() + ASIDE
                widest = max(widest, x)
            y += group[-1].height() + HIGH
        foot = self._foot.sizeHint()
        self._foot.setGeometry(PAD, y + HIGH, foot.width(), foot.height())
        self._size = QSize(max(widest - ASIDE, PAD + foot.width()) + PAD, y + foot.height() + PAD)

    def place(self) -> None:
        """Stands under the selected card, or above it where there is no room."""
        card = self._spot()
        self._lay_out(min(WIDEST * self.fontMetrics().height() // UI_SIZE, self.over.width() - 2 * MARGIN))
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


def _keycap(key: str, look: Style, size: int) -> QIcon:
    """A key as it stands on a keyboard, so many pixels wide; pale where it can do nothing."""
    made = QIcon()
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.45)):
        for factor in (1, 2):
            pixmap = QPixmap(QSize(size, size) * factor)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.scale(factor, factor)
            painter.setOpacity(opacity)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(look.border))
            painter.setBrush(QColor(look.canvas))
            cap = QRectF(0.5, 0.5, size - 1, size - 1)
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(QColor(look.text))
            painter.setFont(font(size * 0.62, bold=True))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            painter.end()
            pixmap.setDevicePixelRatio(factor)
            made.addPixmap(pixmap, mode)
    return made


def _letter(event: QKeyEvent) -> str:
    """The letter or digit of a key, whatever Shift makes of it; on rows of digits with other signs, the scan code."""
    key = event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key).lower()
    # X11 numbers the row of digits 10 to 19, from 1 to 0, on every layout.
    code = event.nativeScanCode()
    return "1234567890"[code - 10] if 10 <= code <= 19 else ""
