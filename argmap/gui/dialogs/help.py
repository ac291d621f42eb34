"""The manual: the pages under `resources/help`, shown in a window of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from argmap.resources import resource
from argmap.text import tr

FIRST = "index.md"


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
        self.document().setDocumentMargin(24)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        name = QUrl(name)
        folder = resource("help").resolve()
        path = (folder / name.toLocalFile()).resolve() if name.isLocalFile() else (folder / name.path()).resolve()
        if folder not in path.parents:
            return None
        return super().loadResource(type, QUrl.fromLocalFile(str(path)))
