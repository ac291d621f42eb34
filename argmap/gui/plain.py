"""Text is text: what a user wrote never becomes markup in a tooltip, a label or a box."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMessageBox, QStyle, QStyleOption, QWidget


def tooltip(text: str) -> str:
    """The text as Qt's tooltips show it unchanged: they guess rich text from plain strings."""
    return "<qt>" + html.escape(text).replace("\n", "<br>") + "</qt>" if text else ""


def label(text: str = "", parent: QWidget | None = None, *, name: str = "", tone: str = "") -> QLabel:
    """A label that shows its text as it is; `tone` is `muted`, `small`, `title`, `heading` or `trouble`."""
    return _dressed(QLabel(parent), text, name, tone)


def elided(text: str = "", parent: QWidget | None = None, *, name: str = "", tone: str = "") -> Elided:
    """A label that shows its text as it is, in one line, with its end left out where there is no room for it."""
    made = Elided(parent)
    _dressed(made, text, name, tone)
    return made


def _dressed(made: QLabel, text: str, name: str, tone: str) -> QLabel:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if name:
        made.setObjectName(name)
    if tone:
        made.setProperty("tone", tone)
    return made


class Elided(QLabel):
    """A label in one line that leaves out the end of a long text, and takes no more room than there is."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        line = " ".join(self.text().split())
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        whole = tooltip(self.text()) if shown != line else ""
        if self.toolTip() != whole:
            self.setToolTip(whole)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)


def closing(dialog: QDialog, name: str) -> QDialogButtonBox:
    """A dialog's row of buttons with the one that closes it."""
    made = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    made.setObjectName(f"{name}-buttons")
    made.button(QDialogButtonBox.StandardButton.Close).setObjectName(f"{name}-close")
    made.rejected.connect(dialog.reject)
    return made


def box(parent: QWidget | None, title: str, text: str, *, name: str) -> QMessageBox:
    """A message box that shows its text as it is."""
    made = QMessageBox(parent)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWindowTitle(title)
    made.setText(text)
    return made
