"""The page of an empty map: paste an article, open a map, see the example; the maps opened before; unsaved work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from argmap.app.recent import Recent
from argmap.errors import one_line
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.plain import elided, label, tooltip
from argmap.text import tr, trn

WIDE = 440
SHOWN = 5
"""How many of the maps opened before are shown."""

CHOICES = (
    ("paste", "clipboard-paste", lambda: tr("Paste an article"), lambda: tr("its text becomes the source")),
    ("open", "folder-open", lambda: tr("Open a map"), lambda: tr("or drop one here")),
    ("example", "map", lambda: tr("See the example"), lambda: tr("an article taken apart")),
)


class Welcome(QFrame):
    """Stands in the middle of an empty canvas.

    `chosen` carries `recover`, `paste`, `open` or `example`, `again` a map's path.
    """

    chosen = Signal(str)
    again = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setObjectName("welcome")
        self.setProperty("overlay", "card")
        self._look: Style | None = None
        self._icons: dict[str, QPushButton] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(28, 24, 28, 22)
        self._rows.setSpacing(8)
        self._rows.addWidget(label(tr("Take an article apart"), name="welcome-title", tone="title"))
        what = label(tr("What does it claim, what carries it, what speaks against it?"), tone="muted")
        what.setWordWrap(True)
        self._rows.addWidget(what)
        self._rows.addSpacing(10)
        self._unsaved = Choice("welcome-recover", tr("Recover unsaved work…"))
        self._unsaved.clicked.connect(self._choose)
        self._icons["rotate-ccw"] = self._unsaved
        self._rows.addWidget(self._unsaved)
        self._unsaved.hide()
        for name, icon, title, detail in CHOICES:
            button = Choice(f"welcome-{name}", title(), detail())
            button.clicked.connect(self._choose)
            self._icons[icon] = button
            self._rows.addWidget(button)
        self._before = QVBoxLayout()
        self._before.setSpacing(0)
        self._rows.addLayout(self._before)
        self._rows.addSpacing(6)
        self.hint = label(name="welcome-hint", tone="small")
        self.hint.setWordWrap(True)
        self._rows.addWidget(self.hint)
        parent.installEventFilter(self)
        self.hide()

    def show_recents(self, recents: Sequence[Recent]) -> None:
        """Shows the maps opened before."""
        while (item := self._before.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        if not recents:
            return
        head = label(tr("Opened before"), tone="small")
        head.setContentsMargins(0, 10, 0, 2)
        self._before.addWidget(head)
        for number, recent in enumerate(recents[:SHOWN]):
            folder, _, name = recent.path.replace("\\", "/").rpartition("/")
            # The name is not said twice: of a map without a title the folder tells more.
            detail = name if recent.title else folder.rpartition("/")[2]
            button = Choice(f"welcome-recent-{number}", one_line(recent.title or name), one_line(detail), flat=True)
            button.setProperty("path", recent.path)
            button.setToolTip(tooltip(recent.path))
            button.clicked.connect(self._again)
            self._before.addWidget(button)

    def show_unsaved(self, count: int) -> None:
        """Shows a row that leads to unsaved work where there is some, with how many maps have any."""
        self._unsaved.setVisible(count > 0)
        self._unsaved.say(trn("{n} map", "{n} maps", count))
        self._place()

    def set_hint(self, key: str) -> None:
        """Says by which key one begins without an article."""
        self.hint.setText(tr("{key} begins with a thesis of your own.", key=key) if key else "")

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        self._look = look
        for name, button in self._icons.items():
            button.setIcon(theme.icon(name, look.focus, 20))
            button.setIconSize(QSize(20, 20))

    def appear(self) -> None:
        """Shows the page in the middle of the canvas."""
        self.show()
        # Only now: to be shown lets the window lay itself out, and the canvas take the room of a pane that has gone.
        self._place()
        self.raise_()

    def sizeHint(self) -> QSize:
        wide = max(WIDE, self.fontMetrics().averageCharWidth() * 56)
        return QSize(wide, max(super().sizeHint().height(), self._rows.heightForWidth(wide)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.ensurePolished()
        area = self._canvas.rect()
        size = self.sizeHint().boundedTo(area.size())
        self.setGeometry(
            (area.width() - size.width()) // 2,
            max(0, (area.height() - size.height()) * 2 // 5),
            size.width(),
            size.height(),
        )

    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName().removeprefix("welcome-"))

    def _again(self) -> None:
        self.again.emit(self.sender().property("path"))


class Choice(QPushButton):
    """A button as wide as the page: what it does, and a muted word about it at the right."""

    def __init__(self, name: str, title: str, detail: str = "", *, flat: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFlat(flat)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("wide", "recent" if flat else "choice")
        line = QHBoxLayout(self)
        line.setContentsMargins(10 if flat else 44, 0, 12, 0)
        self.title = title
        said = elided(title, tone="" if flat else "heading")
        said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._detail = label(tone="muted")
        self._detail.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.addWidget(said, 1)
        line.addWidget(self._detail)
        if flat:
            self._detail.setMaximumWidth(180)
        self.say(detail)

    def say(self, detail: str) -> None:
        """Changes the word at the right."""
        self._detail.setText(detail)
        self.setAccessibleName(f"{self.title}, {detail}")
