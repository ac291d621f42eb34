"""The places beside the map, and how they share a window's width with it: where it grows narrow, they give way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

LEAST_OF_MAP = 0.45
"""The share of the window that the docks leave to the map."""


class Dock(QDockWidget):
    """A place beside the map without a title bar; its width is held until there is something in it.

    It remembers how wide one wants it, in pixels at a text size of 100 %, and whether one wants to see it: a narrow
    window shows it narrower, or not at all, until there is room again. `asked` tells that one wants it otherwise.
    """

    asked = Signal()

    def __init__(self, name: str, area: Qt.DockWidgetArea, width: int, least: int, window: QMainWindow) -> None:
        """`width` it has at first, and at `least` this one if it is shown at all; at a text size of 100 %."""
        super().__init__(window)
        self.setObjectName(name)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self.wish, self.least = width, least
        self.is_wanted = True
        self.insists = False
        """Whether one has asked for it in a window that is too narrow for it."""
        self.is_held = True
        self.scale = 1.0
        self._main = window
        window.addDockWidget(area, self)

    def want(self, wanted: bool, *, insist: bool = False) -> None:
        """Says whether one wants to see it; `insist` shows it however narrow the window is."""
        self.is_wanted, self.insists = wanted, wanted and insist
        self.asked.emit()

    def sizes(self) -> tuple[int, int]:
        """How wide it would like to be and how wide it has to be, in pixels."""
        wish, least = round(self.wish * self.scale), round(self.least * self.scale)
        inside = 0 if self.is_held else self.minimumSizeHint().width()
        return max(wish, inside), max(least, inside)

    def let_go(self) -> None:
        """Lets its width be changed from now on."""
        self.is_held = False
        self.setMinimumWidth(0)
        self.setMaximumWidth(QWIDGETSIZE_MAX)
        self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        middle = self._main.centralWidget()
        if event.key() == Qt.Key.Key_Escape and middle is not None:
            middle.setFocus(Qt.FocusReason.TabFocusReason)  # the way back to the map, from wherever one is
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Only a hand on the line beside it makes it as wide as one wants it.
        drawn = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if drawn and not self.is_held and event.oldSize().width() != self.width():
            self.wish = round(self.width() / self.scale)


QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's word for no limit; PySide does not pass it on."""


class Shares(QObject):
    """Shares the width of a window between its docks and the map; docks named first give way first."""

    def __init__(self, window: QMainWindow, docks: Sequence[Dock], scale: float) -> None:
        super().__init__(window)
        self._main, self.docks = window, tuple(docks)
        window.installEventFilter(self)
        self.set_scale(scale)
        for dock in self.docks:
            dock.asked.connect(self.share)

    def set_scale(self, scale: float) -> None:
        """Takes all widths to be so many times as large: text is."""
        for dock in self.docks:
            dock.scale = scale
        self.share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._main:
            self.share()
        return False

    def share(self) -> None:
        """Shows and hides the docks, and gives them their widths, as the window's width allows."""
        wanted = [dock for dock in self.docks if dock.is_wanted]
        insisting = [dock.insists for dock in wanted]
        sizes = [dock.sizes() for dock in wanted]
        widths = shared(round(self._main.width() * (1 - LEAST_OF_MAP)), sizes, insisting)
        for dock in self.docks:
            if dock not in wanted:
                dock.hide()
        shown: list[tuple[Dock, int]] = []
        for dock, width in zip(wanted, widths):
            if width and dock.is_held:
                # As long as nothing is laid out Qt takes a wish for a width as it likes.
                dock.setFixedWidth(width)
            dock.setVisible(bool(width))
            if width and not dock.is_held:
                shown.append((dock, width))
        if shown:
            self._main.resizeDocks(
                [dock for dock, _ in shown], [width for _, width in shown], Qt.Orientation.Horizontal
            )


def shared(room: int, sizes: Sequence[tuple[int, int]], insisting: Sequence[bool]) -> list[int]:
    """How wide docks are that have so much room together, each with the width it would like and its least; 0 is not
    at all. They give way alike, each as far as it can; then the first that does not insist goes."""
    shown = [True] * len(sizes)
    while True:
        wishes = sum(wish for (wish, _), on in zip(sizes, shown) if on)
        leasts = sum(min(wish, least) for (wish, least), on in zip(sizes, shown) if on)
        gone = next((at for at, on in enumerate(shown) if on and not insisting[at]), None)
        if leasts <= room or gone is None:
            break
        shown[gone] = False
    over, slack = max(0, wishes - room), wishes - leasts
    share = min(1.0, over / slack) if slack else 0.0
    return [round(wish - share * (wish - min(wish, least))) if on else 0 for (wish, least), on in zip(sizes, shown)]
