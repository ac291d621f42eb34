"""The whole of an article as one thin strip: where it is on the map and in which roles, and what of it is in view."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from argmap.core.roles import Role
from argmap.graphviz.style import Style
from argmap.gui.article.lights import Lights
from argmap.text import tr

HIGH = 6
"""The strip's own height in pixels; it can be clicked a little above and below."""


class Strip(QWidget):
    """A line as long as the article, coloured where passages are in use. `asked` carries an offset to go to."""

    asked = Signal(int)

    def __init__(self, look: Style) -> None:
        super().__init__()
        self.setObjectName("article-strip")
        self.setAccessibleName(tr("How much of the article is on the map"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._look, self._lights, self._length = look, Lights(), 1
        self._seen = (0, 0)
        self._drawn = QPixmap()

    def sizeHint(self) -> QSize:
        return QSize(120, HIGH + 10)

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        self._look, self._drawn = look, QPixmap()
        self.update()

    def show_lights(self, lights: Lights, length: int) -> None:
        """Shows the passages in use of a text so many code points long."""
        self._lights, self._length, self._drawn = lights, max(1, length), QPixmap()
        self.update()

    def show_seen(self, start: int, end: int) -> None:
        """Shows what is in view."""
        if (start, end) != self._seen:
            self._seen = start, end
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn.isNull():
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = (self.width() * offset / self._length for offset in self._seen)
        if right - left < self.width() - 2:
            painter.setPen(QColor(self._look.muted))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            place = QRectF(left + 0.5, self._top() - 2.5, max(6.0, right - left - 1), HIGH + 5)
            painter.drawRoundedRect(place, 3.5, 3.5)

    def _top(self) -> float:
        return (self.height() - HIGH) / 2

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.fillRect(QRectF(0, self._top(), self.width(), HIGH), QColor(self._look.divider))
        colors = {role: QColor(self._look.role(role)) for role in Role}
        at = 0
        for role, run in groupby(self._columns(drawn.width())):
            wide = len(list(run))
            if role is not None:
                painter.fillRect(QRectF(at / ratio, self._top(), wide / ratio, HIGH), colors[role])
            at += wide
        painter.end()
        return drawn

    def _columns(self, wide: int) -> list[Role | None]:
        """In which role the article is used at each of so many pixels from left to right."""
        columns: list[Role | None] = [None] * wide
        scale, least = wide / self._length, max(1, round(1.5 * self.devicePixelRatioF()))
        for light in self._lights.all:
            first = max(0, min(round(light.start * scale), wide - least))
            last = min(wide, max(first + least, round(light.end * scale)))
            columns[first:last] = [light.role] * (last - first)
        return columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawn = QPixmap()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ask(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event)

    def _ask(self, event: QMouseEvent) -> None:
        share = event.position().x() / max(1, self.width())
        self.asked.emit(round(max(0.0, min(1.0, share)) * self._length))
