"""The status line: counts, what is selected or was done, the keys that help now, and the zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QToolButton, QWidget

from argmap.app.actions import Action
from argmap.app.catalogue import BY_ID
from argmap.gui.plain import elided, label, tooltip
from argmap.text import tr

SECONDS = 8
"""How long a sentence stays that says what was done."""


def while_typing() -> list[tuple[Action, str]]:
    """The keys that the status line reminds of while a text is edited, each with a short word for it."""
    return [
        (BY_ID["typing-done"], tr("done")),
        (BY_ID["typing-premise"], tr("premise")),
        (BY_ID["typing-counterpoint"], tr("counterpoint")),
        (BY_ID["typing-linked"], tr("linked")),
        (BY_ID["typing-line"], tr("new line")),
    ]


class KeyHint(NamedTuple):
    """A key and a short word for what it does."""

    key: str
    does: str


class Hints(QLabel):
    """Keys with what they do; those that find no room are left out, the last first."""

    GAP, INNER = 14, 5

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status-hints")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hints: tuple[KeyHint, ...] = ()

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Shows other keys."""
        if tuple(hints) != self.hints:
            self.hints = tuple(hints)
            self.setAccessibleName(", ".join(f"{hint.key} {hint.does}" for hint in hints))
            self.updateGeometry()
            self.update()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _widths(self) -> list[tuple[int, int]]:
        from PySide6.QtGui import QFontMetrics

        keys, words = QFontMetrics(self._bold()), self.fontMetrics()
        return [(keys.horizontalAdvance(hint.key), words.horizontalAdvance(hint.does)) for hint in self.hints]

    def sizeHint(self) -> QSize:
        wide = sum(key + word + self.INNER + self.GAP for key, word in self._widths())
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        muted = self.palette().color(self.foregroundRole())
        strong = self.window().palette().color(self.window().foregroundRole())
        x, right = 0, self.width()
        bold, high = self._bold(), self.height()
        for hint, (key, word) in zip(self.hints, self._widths()):
            if x + key + self.INNER + word > right:
                break
            for text, wide, font, color in ((hint.key, key, bold, strong), (hint.does, word, self.font(), muted)):
                painter.setFont(font)
                painter.setPen(color)
                place = QRect(x, 0, wide + 4, high)
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
                x += wide + self.INNER
            x += self.GAP - self.INNER


class StatusLine(QStatusBar):
    """Shows the counts at the left, then what is selected or was done, the keys, and the zoom at the right."""

    def __init__(self, fit: Callable[[], object], parent: QWidget) -> None:
        """`fit` is what a click on the zoom does."""
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self.counts = label(name="status-counts")
        self.read_only = label(tr("read-only"), name="status-read-only")
        self.read_only.setContentsMargins(0, 0, 12, 0)
        self.said = elided(name="status-said")
        self.hints = Hints()
        self.zoom = QToolButton()
        self.zoom.setObjectName("status-zoom")
        self.zoom.setAccessibleName(tr("Zoom"))
        self.zoom.setToolTip(tooltip(tr("Fit the map")))
        self.zoom.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.zoom.clicked.connect(fit)
        self.counts.setContentsMargins(8, 0, 12, 0)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.addWidget(self.counts)
        self.addWidget(self.read_only)
        self.read_only.hide()  # Adding it has shown it.
        self.addWidget(self.said, 1)
        self.addPermanentWidget(self.hints)
        self.addPermanentWidget(self.zoom)
        self.standing = ""
        """What is selected, as it is said in a sentence."""
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.timeout.connect(self._fade)

    def show_counts(self, text: str) -> None:
        """Shows how much there is."""
        self.counts.setText(text)

    def show_read_only(self, so: bool) -> None:
        """Shows whether the map can be saved to its file."""
        self.read_only.setVisible(so)

    def show_standing(self, text: str) -> None:
        """Shows what is selected; it stays."""
        self.standing = text
        self._fading.stop()
        self.said.setText(text)

    def say(self, text: str) -> None:
        """Says what was done; after a while what is selected is shown again."""
        self.said.setText(text)
        self._fading.start(SECONDS * 1000)

    def show_zoom(self, percent: int) -> None:
        """Shows the zoom."""
        self.zoom.setText(f"{percent} %")

    def _fade(self) -> None:
        self.said.setText(self.standing)


def announce(widget: QWidget, text: str) -> None:
    """Lets assistive technology say a sentence, where there is any."""
    # Imported when there is something to say, since their many names take their time.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
