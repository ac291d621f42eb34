"""What went well or ill with the map as a whole, in lines over the canvas: quiet, and gone when it is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from argmap.errors import one_line
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.plain import label, tooltip
from argmap.gui.weak import weakly
from argmap.text import tr

MARGIN = 12
WIDEST = 760
MOST = 3
"""How many notices are shown at once; older ones give way."""

SECONDS = 20
"""How long a trouble stays that offers nothing to do."""

ICONS = {"trouble": "triangle-alert", "note": "info"}


class Offer(NamedTuple):
    """Something to do about a notice: the button's text and what it does."""

    title: str
    act: Callable[[], object]


class Notices(QWidget):
    """The lines over the canvas' top. Each has a name; a new one of the same name takes its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setObjectName("notices")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._shown: dict[str, Notice] = {}
        self._look: Style | None = None
        parent.installEventFilter(self)
        self.hide()

    def show_line(self, text: str) -> None:
        """Shows a trouble that offers nothing to do; it goes by itself after a while."""
        self.show("trouble", text, "trouble", seconds=SECONDS)

    def show(  # type: ignore[override]
        self,
        name: str,
        text: str,
        tone: str = "note",
        *,
        details: Sequence[str] = (),
        offers: Sequence[Offer] = (),
        seconds: int = 0,
        body: QWidget | None = None,
        lasting: bool = False,
    ) -> None:
        """Shows a notice: a `note` or a `trouble`, with a list of details and things to do about it.

        `body` is shown under the text; `lasting`: it is not about the map shown and stays when another is opened.
        """
        self.drop(name)
        while len(self._shown) >= MOST:
            # What lasts goes last, and before it what offers something to do.
            self.drop(min(self._shown.values(), key=lambda notice: (notice.lasting, notice.has_offers)).name)
        made = Notice(name, text, tone, details, offers, body, self)
        made.lasting = lasting
        made.closed.clicked.connect(weakly(self.drop, name))
        self._shown[name] = made
        self._rows.addWidget(made)
        if self._look is not None:
            made.set_style(self._look)
        if seconds:
            made.fading.start(seconds * 1000)
            made.fading.timeout.connect(weakly(self.drop, name))
        self.setVisible(True)
        made.setVisible(True)
        self._place()
        self.raise_()

    def drop(self, *names: str) -> None:
        """Takes away the notices of these names, where there are any."""
        for name in names:
            gone = self._shown.pop(name, None)
            if gone is not None:
                gone.fading.stop()
                self._rows.removeWidget(gone)
                gone.setParent(None)
                gone.deleteLater()
        self.setVisible(bool(self._shown))
        self._place()

    def clear(self) -> None:
        """Takes away all notices about the map."""
        self.drop(*(name for name, notice in self._shown.items() if not notice.lasting))

    def resized(self) -> None:
        """Finds room for notices whose body has become larger or smaller."""
        self._place()

    def has(self, name: str) -> bool:
        """Whether a notice of this name is shown."""
        return name in self._shown

    def texts(self) -> list[str]:
        """What the notices say, the oldest first."""
        return [notice.text.text() for notice in self._shown.values()]

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        self._look = look
        for notice in self._shown.values():
            notice.set_style(look)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # something in a notice has another size
            self._place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        if self._shown:
            area = self._canvas.rect()
            wide = min(WIDEST, area.width() - 2 * MARGIN)
            self._rows.activate()
            self.setGeometry((area.width() - wide) // 2, MARGIN, wide, self._rows.totalHeightForWidth(wide))


class Notice(QFrame):
    """One notice: an icon, a sentence, what can be done, and a way to close it."""

    def __init__(
        self,
        name: str,
        text: str,
        tone: str,
        details: Sequence[str],
        offers: Sequence[Offer],
        body: QWidget | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.name, self.has_offers, self.lasting = name, bool(offers), False
        self._offered: list[QPushButton] = []
        self.setObjectName(f"notice-{name}")
        self.setProperty("overlay", "card")
        self.setAccessibleName(text)
        self.tone = tone
        self.fading = QTimer(self)
        self.fading.setSingleShot(True)
        self.icon = QLabel()
        self.icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = label(one_line(text), name=f"notice-{name}-text")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.closed = QToolButton()
        self.closed.setObjectName(f"notice-{name}-close")
        self.closed.setToolTip(tooltip(tr("Close")))
        self.closed.setAccessibleName(tr("Close"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.icon)
        line.addWidget(self.text, 1)
        for number, offer in enumerate(offers):
            button = QPushButton(offer.title)
            button.setObjectName(f"notice-{name}-{number}")
            button.clicked.connect(weakly(offer.act))
            line.addWidget(button)
            self._offered.append(button)
        line.addWidget(self.closed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 8, 8)
        rows.addLayout(line)
        if details:
            from PySide6.QtWidgets import QListWidget

            listed = QListWidget()
            listed.setObjectName(f"notice-{name}-details")
            listed.setWordWrap(True)
            listed.addItems([one_line(detail) for detail in details])
            listed.setMaximumHeight(min(len(details), 6) * 22 + 8)
            listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            rows.addWidget(listed)
        if body is not None:
            rows.addWidget(body)
        # Tab comes to what can be done first, and to the way out last.
        order = [*(body.findChildren(QPushButton) if body is not None else ()), *self._offered, self.closed]
        for before, after in zip(order, order[1:]):
            QWidget.setTabOrder(before, after)

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        color = look.roles["counterpoint"] if self.tone == "trouble" else look.focus
        self.icon.setPixmap(theme.icon(ICONS[self.tone], color).pixmap(18, 18))
        self.closed.setIcon(theme.icon("x", look.muted, 16))
