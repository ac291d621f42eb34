"""The list of what can be recovered, with what can be done about each: shown within a notice over the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from argmap.app.recovery import Pending, Since
from argmap.gui.plain import elided, label, tooltip
from argmap.gui.weak import weakly
from argmap.text import tr

ROWS = 4
"""How many are seen at once; the list scrolls to the others."""

Do = Callable[[Pending], object]


class Ways(NamedTuple):
    """What can be done about unsaved work: `recover` opens it, `merge` brings it into what the file holds now, `both`
    opens it beside the file, `discard` gives it up."""

    recover: Do
    merge: Do
    both: Do
    discard: Do


class RecoveryList(QScrollArea):
    """One row for each map, with its buttons."""

    def __init__(self, items: Sequence[Pending], ways: Ways) -> None:
        super().__init__()
        self.setObjectName("recovery-list")
        self.setAccessibleName(tr("Unsaved work"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("recovery-rows")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(26, 0, 0, 4)
        rows.setSpacing(8)
        for number, item in enumerate(items):
            rows.addWidget(_row(number, item, ways))
        rows.addStretch(1)
        self.setWidget(inside)
        # The notice's own ground shows through; a scroll area would lay the window's over it.
        for part in (inside, self.viewport()):
            part.setAutoFillBackground(False)
        self._rows, self._count = rows, max(len(items), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # How high a row is depends on how wide it is: its words are broken where they find no room.
        high = self._rows.totalHeightForWidth(self.width())
        self.setFixedHeight(min(high, high * ROWS // self._count + 8))


def _row(number: int, item: Pending, ways: Ways) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(0)
    name = elided(item.name, name=f"recovery-{number}-name", tone="heading")
    if item.path:
        name.setToolTip(tooltip(item.path))
    words.addWidget(name)
    what = label(item.what, name=f"recovery-{number}-what", tone="small")
    what.setWordWrap(True)
    words.addWidget(what)
    line.addLayout(words, 1)
    buttons = [("recover", tr("Recover"), ways.recover)]
    if item.since is Since.CHANGED:
        buttons = [("merge", tr("Merge"), ways.merge), ("both", tr("Keep both"), ways.both)]
    buttons.append(("discard", tr("Discard…"), ways.discard))
    for id, title, does in buttons:
        button = QPushButton(title)
        button.setObjectName(f"recovery-{number}-{id}")
        button.setAccessibleName(f"{title} {item.name}")
        button.setToolTip(tooltip(_HINTS[id]()))
        button.clicked.connect(weakly(does, item))
        line.addWidget(button)
    return made


_HINTS: dict[str, Callable[[], str]] = {
    "recover": lambda: tr("Open the map as it was; nothing is written until you save"),
    "merge": lambda: tr("Open the file as it is now, with your changes brought in; where both changed it, yours stand"),
    "both": lambda: tr("Open your work as a map of its own, and leave the file as it is"),
    "discard": lambda: tr("Give the work up"),
}
