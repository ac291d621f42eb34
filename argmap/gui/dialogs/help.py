"""The manual: the pages under `resources/help`, shown in a window of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from argmap.resources import resource
from argmap.text import tr

FIRST = "index.md"

MARGIN = 24
"""The room round a page and before a heading, in pixels."""

LINE = 130.0
"""From line to line, in percent of the letters' height."""


class Help(QWidget):
    """One page of the manual; links lead to the others, and nowhere else."""

    def __init__(self, parent: QWidget | None = None, page: str = FIRST) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help-window")
        self.setWindowTitle(tr("argmap: the manual"))
        self.resize(860, 760)
        self.browser = _Pages(self)
        self.browser.setObjectName("help-page")
        self.browser.setAccessibleName(tr("The manual"))
        bar = QHBoxLayout()
        for name, title, slot in (
            ("help-home", tr("Contents"), self.go_home),
            ("help-back", tr("Back"), self.browser.backward),
            ("help-forward", tr("Forward"), self.browser.forward),
        ):
            button = QToolButton()
            button.setObjectName(name)
            button.setText(title)
            button.clicked.connect(slot)
            bar.addWidget(button)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        layout.addWidget(self.browser, 1)
        self.show_page(page)

    def show_page(self, page: str) -> None:
        """Shows a page by its file's name."""
        self.browser.setSource(QUrl.fromLocalFile(str(resource(f"help/{page}"))))
        self.browser.setFocus()

    def go_home(self) -> None:
        """Shows the contents."""
        self.show_page(FIRST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


class _Pages(QTextBrowser):
    """A browser that shows files of the manual only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(MARGIN)
        self.sourceChanged.connect(self._set)

    def _set(self, *_: object) -> None:
        """Sets the page: room between lines, and before headings."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if form.headingLevel() > 1:
                form.setTopMargin(MARGIN)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and not self.source().isEmpty():
            at = self.verticalScrollBar().value()
            self.reload()  # pictures are as wide as the page at most
            self.verticalScrollBar().setValue(at)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        name = QUrl(name)
        folder = resource("help").resolve()
        path = (folder / name.toLocalFile()).resolve() if name.isLocalFile() else (folder / name.path()).resolve()
        if folder not in path.parents:
            return None
        if type == QTextDocument.ResourceType.ImageResource.value:
            return self._fitting(QImage(str(path)))
        return super().loadResource(type, QUrl.fromLocalFile(str(path)))

    def _fitting(self, picture: QImage) -> QImage:
        """The picture, made smaller where it is wider than the page."""
        ratio = self.devicePixelRatioF()
        room = round((self.viewport().width() - 3 * MARGIN) * ratio)
        if picture.width() > room > 0:
            picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
        return picture
