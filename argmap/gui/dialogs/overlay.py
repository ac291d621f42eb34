"""What lies over the map for a moment: a card that takes the keyboard and gives it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QWidget
from shiboken6 import isValid

from argmap.graphviz.style import Style

MARGIN = 12


class Overlay(QFrame):
    """A card over the map. It opens at its place, closes on Escape, and gives the keyboard back to who had it.

    Where `fleeting`, it also closes when the keyboard goes elsewhere.
    """

    fleeting = True

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.over = parent
        self.setObjectName(name)
        self.setAccessibleName(name.replace("-", " "))
        self.setProperty("overlay", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._from: QWidget | None = None
        parent.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self.hide()

    def open(self) -> None:
        """Shows it and takes the keyboard."""
        now = QApplication.focusWidget()
        if now is not None and not self.isAncestorOf(now) and now is not self and not isinstance(now, QMenu):
            self._from = now
        self.place()
        self.show()
        self.raise_()
        self.taking().setFocus(Qt.FocusReason.PopupFocusReason)

    def close_again(self) -> None:
        """Hides it and gives the keyboard back."""
        if not self.isVisible():
            return
        had = self.taking().hasFocus() or self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if had and self._from is not None and isValid(self._from):
            self._from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._from = None

    def taking(self) -> QWidget:
        """The widget that gets the keyboard."""
        return self

    def set_style(self, look: Style) -> None:
        """Changes the colours that neither palette nor style sheet give: by default none."""

    def place(self) -> None:
        """Stands where it belongs: by default in the middle of the upper part."""
        area = self.over.rect()
        size = self.sizeHint().boundedTo(area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN).size())
        self.setGeometry(
            (area.width() - size.width()) // 2, max(MARGIN, area.height() // 10), size.width(), size.height()
        )

    def keep_inside(self, corner: QPoint) -> None:
        """Stands with its upper left corner there, or as near as there is room for it."""
        area = self.over.rect()
        size = self.sizeHint().boundedTo(area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN).size())
        x = max(MARGIN, min(corner.x(), area.width() - size.width() - MARGIN))
        y = max(MARGIN, min(corner.y(), area.height() - size.height() - MARGIN))
        self.setGeometry(x, y, size.width(), size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_again()
        # What an overlay has no use for does not go on to the map behind it.
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and self.fleeting and new is not None and new is not self and not self.isAncestorOf(new):
            self._from = None
            self.close_again()
