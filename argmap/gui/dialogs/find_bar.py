"""The find bar: what is typed is found at once, the rest of the map dims, Enter goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from argmap.app.search import Hit, find, found
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.overlay import MARGIN, Overlay
from argmap.gui.plain import label, tooltip
from argmap.gui.weak import weakly
from argmap.text import tr, trn


class FindBar(Overlay):
    """Finds words in claims, notes, excerpts and sources; it stays open while one works on the map.

    `sought` carries the ids of the claims and relations found, None when nothing is looked for.
    """

    fleeting = False
    sought = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent, "find-bar")
        self._bridge = bridge
        self._hits: tuple[Hit, ...] = ()
        self.entry = QLineEdit()
        self.entry.setObjectName("find-entry")
        self.entry.setPlaceholderText(tr("Find in claims, notes and sources"))
        self.entry.setAccessibleName(tr("Find"))
        self.entry.setMinimumWidth(240)
        self.entry.textChanged.connect(self.refresh)
        self.entry.installEventFilter(self)
        self.count = label(name="find-count", tone="muted")
        self.count.setMinimumWidth(92)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 7, 7, 7)
        line.setSpacing(4)
        line.addWidget(self.entry, 1)
        line.addSpacing(6)
        line.addWidget(self.count)
        self._buttons: dict[str, QToolButton] = {}
        for name, icon, title in (
            ("previous", "arrow-up", tr("Previous")),
            ("next", "arrow-down", tr("Next")),
            ("close", "x", tr("Close")),
        ):
            button = QToolButton()
            button.setObjectName(f"find-{name}-button")
            button.setToolTip(tooltip(title))
            button.setAccessibleName(title)
            button.clicked.connect(weakly(self._press, name))
            self._buttons[icon] = button
            line.addWidget(button)
        bridge.stepped.connect(self._follow)
        bridge.selected.connect(self._count)

    def open(self) -> None:
        """Opens with what was looked for last, all of it selected."""
        super().open()
        self.entry.selectAll()
        self.refresh()

    def close_again(self) -> None:
        """Closes; nothing is dimmed any more, and what was found last stays selected."""
        if self.isVisible():
            self.sought.emit(None)
        super().close_again()

    def taking(self) -> QWidget:
        return self.entry

    def place(self) -> None:
        """Stands at the upper right, out of the way of what is found."""
        self.keep_inside(QPoint(self.over.width(), MARGIN))

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        for icon, button in self._buttons.items():
            button.setIcon(theme.icon(icon, look.text, 16))

    def refresh(self) -> None:
        """Looks for what is typed now."""
        if not self.isVisible():
            return
        typed = self.entry.text()
        self._hits = find(self._bridge.session.document, typed)
        self.sought.emit(found(self._hits) if typed.strip() else None)
        self._count()

    def go(self, back: bool = False) -> bool:
        """Selects the next claim or relation found, or the one before, round at the end; False where there is none."""
        stops = self._stops()
        if not stops:
            return False
        selection = self._bridge.session.selection
        here = selection[-1] if selection else ""
        if here in stops:
            at = (stops.index(here) + (-1 if back else 1)) % len(stops)
        else:
            at = self._nearest(stops, here, back)
        self._bridge.session.select((stops[at],))
        self._count()
        return True

    def _nearest(self, stops: list[Id], here: Id, back: bool) -> int:
        """The first stop after what is selected, or the last before it, in reading order."""
        rank = {id: n for n, id in enumerate(derive(self._bridge.session.document).order)}
        if here not in rank:
            return -1 if back else 0
        if back:
            return max((n for n, id in enumerate(stops) if rank.get(id, len(rank)) < rank[here]), default=-1)
        return next((n for n, id in enumerate(stops) if rank.get(id, len(rank)) > rank[here]), 0)

    def _stops(self) -> list[Id]:
        return list(dict.fromkeys(hit.id for hit in self._hits if hit.id))

    def _count(self, *_: object) -> None:
        if not self.entry.text().strip():
            self.count.setText("")
            return
        stops = self._stops()
        selection = self._bridge.session.selection
        here = selection[-1] if selection else ""
        if here in stops:
            self.count.setText(tr("{here} of {n}", here=stops.index(here) + 1, n=len(stops)))
        elif stops:
            self.count.setText(trn("{n} found", "{n} found", len(stops)))
        else:
            self.count.setText(tr("in sources only") if self._hits else tr("nothing found"))
        # Not by colour alone: the words say it, the colour helps.
        self.count.setProperty("tone", "muted" if self._hits else "trouble")
        self.count.style().polish(self.count)

    def _press(self, name: str) -> None:
        if name == "close":
            self.close_again()
        else:
            self.go(name == "previous")

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.entry and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.go(event.key() == Qt.Key.Key_Up)
                return True
        return super().eventFilter(watched, event)
