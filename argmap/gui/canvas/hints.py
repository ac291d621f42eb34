"""The hint under the pointer: in words, what letting go would do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from argmap.graphviz.style import Manner
from argmap.gui.canvas.ink import Ink
from argmap.gui.theme import font
from argmap.layout.measure import advance, elide

SIZE, SMALL = 12.0, 11.0
LONGEST = 420.0
"""How wide a line of the hint may be, in pixels."""


class DropHint(QWidget):
    """A pill beside the pointer: one line in the colour of the manner, one that tells of the keys."""

    def __init__(self, parent: QWidget, ink: Ink) -> None:
        super().__init__(parent)
        self.setObjectName("drop-hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setVisible(False)
        self._over, self._ink = parent, ink
        self.words, self.more = "", ""
        self._manner: Manner | None = None
        self.scale = 1.0
        """How many times as large as at 100 % text is."""

    def set_ink(self, ink: Ink) -> None:
        """Changes the colours."""
        self._ink = ink

    def say(self, spot: QPointF, words: str, manner: Manner | None = None, more: str = "") -> None:
        """Shows the words at a spot of the view; without a manner, that nothing would be done."""
        if not words:
            self.setVisible(False)
            return
        if (words, more, manner) != (self.words, self.more, self._manner):
            self.words, self.more, self._manner = words, more, manner
            wide = min(LONGEST, advance(words, SIZE, "semibold") + 26)
            if more:
                wide = max(wide, min(LONGEST, advance(more, SMALL) + 26))
            self.resize(round((wide + 2) * self.scale), round((26 + (20 if more else 0)) * self.scale))
            self.update()
        self.move(self._beside(spot))
        if not self.isVisible():
            self.raise_()
            self.setVisible(True)

    def _beside(self, spot: QPointF) -> QPoint:
        """Right below the pointer, or left or above where there is no room."""
        parent = self._over
        x, y = round(spot.x()) + 16, round(spot.y()) + 20
        if x + self.width() > parent.width() - 8:
            x = round(spot.x()) - 12 - self.width()
        if y + self.height() > parent.height() - 8:
            y = round(spot.y()) - 14 - self.height()
        return QPoint(max(4, x), max(4, y))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ink
        painter.scale(self.scale, self.scale)
        pill = QRectF(0.5, 0.5, self.width() / self.scale - 1, self.height() / self.scale - 1)
        if self._manner is None:
            ground, letters = QColor(ink.style.card), ink.text.color()
            painter.setPen(ink.border)
        else:
            ground, letters = ink.manners[self._manner], ink.on_focus
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, 13, 13)
        painter.setFont(font(SIZE, bold=True))
        painter.setPen(QPen(letters))
        room = pill.width() - 24
        line = QRectF(13, 0, room, 26)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elide(self.words, room + 2, SIZE, "semibold"))
        if self.more:
            painter.setFont(font(SMALL))
            painter.setOpacity(0.85)
            line = QRectF(13, 23, room, 20)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elide(self.more, room + 2, SMALL))
