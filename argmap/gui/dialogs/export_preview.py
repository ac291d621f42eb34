"""The preview of an export: the picture itself, on its page; the text itself, where it is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedLayout, QWidget

from argmap.graphviz.style import style
from argmap.gui.plain import label
from argmap.text import tr

ROOM = 26.0
"""Round the page, in pixels."""


class Page(QWidget):
    """A page with the picture on it, as large as there is room for; `resized` tells that it is another size now."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export-page-preview")
        self.setMinimumSize(360, 280)
        self._image = QImage()
        self._units = QSizeF()
        self._page = QSizeF(842, 595)
        self._filled = ""
        self._is_printed = True
        self.is_stale = False

    def set_page(self, page: tuple[float, float], theme: str, is_printed: bool) -> None:
        """The page in points; `is_printed` where it belongs to the picture, as in a PDF, and has the theme's colour."""
        self._page, self._filled, self._is_printed = QSizeF(*page), style(theme).canvas, is_printed
        self.update()

    def show_picture(self, png: bytes, width: float, height: float) -> None:
        """Shows the picture, whose size in units is given."""
        self._image = QImage.fromData(png)
        self._units = QSizeF(width, height)
        self.is_stale = False
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Tells that what is shown is not what the options ask for any more."""
        self.is_stale = stale
        self.update()

    def has_picture(self) -> bool:
        """Whether there is one."""
        return not self._image.isNull()

    def pixels(self) -> QSize:
        """How large a picture there is room for, in pixels of the screen."""
        page, ratio = self._frame(), self.devicePixelRatioF()
        return QSize(max(1, round(page.width() * ratio)), max(1, round(page.height() * ratio)))

    def sizeHint(self) -> QSize:
        return QSize(700, 540)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _frame(self) -> QRectF:
        """Where the page lies."""
        room = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        size = self._page.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, 0, 0)
        place.setSize(size)
        return place.toAlignedRect().toRectF()

    def _place(self, frame: QRectF) -> QRectF:
        """Where the picture lies on the page."""
        size = self._units.scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(frame.center())
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            frame = self._frame()
            place = self._place(frame) if self.has_picture() else frame
            paper = frame if self._is_printed else place
            _lay(painter, paper, QColor(self._filled), self.palette())
            if self.has_picture():
                painter.drawImage(place, self._image)
            if self._is_printed:
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            pen = QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4, 4])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame.adjusted(-6, -6, 5, 5))


def _lay(painter: QPainter, paper: QRectF, color: QColor, palette: QPalette) -> None:
    """A sheet of paper with its shadow."""
    painter.setPen(Qt.PenStyle.NoPen)
    for out, alpha in ((6, 4), (4, 6), (2, 9)):
        painter.setBrush(QColor(0, 0, 0, alpha))
        painter.drawRoundedRect(paper.adjusted(-out, 2 - out, out, 2 + out), out, out)
    painter.setBrush(color)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark), 1))
    painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5))


class Preview(QFrame):
    """What the export will look like; without any yet, a word about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export-preview")
        self.setAccessibleName(tr("Preview"))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        self.page = Page(self)
        self.text = QPlainTextEdit()
        self.text.setObjectName("export-text-preview")
        self.text.setAccessibleName(tr("Preview"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.word = label(name="export-preview-word", tone="muted")
        self.word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.word.setWordWrap(True)
        self._layers = QStackedLayout(self)
        for layer in (self.page, self.text, self.word):
            self._layers.addWidget(layer)

    def show_page(self) -> None:
        """Shows the page."""
        self._layers.setCurrentWidget(self.page)

    def show_text(self, text: str) -> None:
        """Shows a text as it is."""
        self.text.setPlainText(text)
        self._layers.setCurrentWidget(self.text)

    def show_word(self, word: str) -> None:
        """Shows why there is nothing to show."""
        self.word.setText(word)
        self._layers.setCurrentWidget(self.word)
