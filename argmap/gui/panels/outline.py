"""The outline: the whole map in reading order as a tree, the accessible twin of the canvas."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from argmap.app.announce import of_claim
from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.core.graph import graph, target_claim
from argmap.core.ids import Id
from argmap.core.records import Claim
from argmap.core.roles import Role, derive
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.bridge import Bridge
from argmap.gui.menus import glyph_icon
from argmap.gui.plain import tooltip
from argmap.text import tr

ID = Qt.ItemDataRole.UserRole


class Outline(QWidget):
    """A tree of all claims; a claim met again stands there as a leaf that leads to its own place."""

    def __init__(self, bridge: Bridge, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("outline-pane")
        self.bridge, self.settings = bridge, settings
        self.tree = QTreeWidget()
        self.tree.setObjectName("outline")
        self.tree.setAccessibleName(tr("Outline of the map"))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.itemSelectionChanged.connect(self._picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 0, 0)
        layout.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self.items: dict[Id, QTreeWidgetItem] = {}
        self._following = False
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._refresh)
        bridge.stepped.connect(self._step)
        bridge.selected.connect(self._select)
        self._look, self._glyphs = theme.chosen(settings["theme"]), dict[Role, QIcon]()
        self.set_style(self._look)

    def rebuild(self) -> None:
        """Makes the tree anew, keeping what was folded."""
        document = self.bridge.session.document
        derived, view = derive(document), graph(document)
        folded = {id for id, item in self.items.items() if item.childCount() and not item.isExpanded()}
        self._following = True
        self.tree.clear()
        self.items = {}
        for id in derived.order:
            row = derived.rows[id]
            above = target_claim(document, document.relations[row.via]) if row.via else ""
            item = QTreeWidgetItem()
            self._write(item, id)
            if above in self.items:
                self.items[above].addChild(item)
            else:
                self.tree.addTopLevelItem(item)
            self.items[id] = item
        for id, item in self.items.items():
            for relation in view.of(id):
                if derived.rows[id].via != relation.id:
                    above = target_claim(document, relation)
                    if above in self.items and above != id:
                        again = QTreeWidgetItem([f"↗ {item.text(0)}"])
                        again.setIcon(0, item.icon(0))
                        again.setData(0, ID, id)
                        again.setToolTip(0, tooltip(tr("stands at {number}", number=derived.rows[id].number)))
                        self.items[above].addChild(again)
        self.tree.expandAll()
        for id in folded & self.items.keys():
            self.items[id].setExpanded(False)
        self._following = False
        self._stale = False
        self._select(self.bridge.session.selection)

    def _write(self, item: QTreeWidgetItem, id: Id) -> None:
        document = self.bridge.session.document
        claim, row = document.claims[id], derive(document).rows[id]
        words = " ".join(claim.text.split()) or tr("(empty)")
        item.setText(0, f"{row.number}  {words}")
        item.setIcon(0, self._glyph(row.role))
        item.setData(0, ID, id)
        item.setToolTip(0, tooltip(claim.text))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{of_claim(document, id)}. {words}")

    def _glyph(self, role: Role) -> QIcon:
        if role not in self._glyphs:
            self._glyphs[role] = glyph_icon(role, self._look, self._look.muted, self.tree.iconSize().width())
        return self._glyphs[role]

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        size = round(self.fontMetrics().height() * 0.9)
        self.tree.setIconSize(QSize(size, size))
        self._look, self._glyphs = look, {}
        self._outdated()

    def _outdated(self) -> None:
        """Has the tree made anew: after the events of the moment, so that typing does not wait; unseen, when seen."""
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        self._refresh()
        super().showEvent(event)

    def _step(self, step: Step) -> None:
        if self._stale:
            return
        before, after = step.before, step.after
        claims = [p for p in step.change.puts.values() if isinstance(p.before, Claim) or isinstance(p.after, Claim)]
        if step.what != "load" and derive(before) is derive(after) and before.relations is after.relations:
            for put in claims:
                if put.id in self.items:
                    self._write(self.items[put.id], put.id)
            return
        if step.what == "load" or claims or before.relations is not after.relations:
            self._outdated()

    def _refresh(self) -> None:
        if self._stale:
            self.rebuild()

    def _select(self, ids: tuple[Id, ...]) -> None:
        if self._following or self._stale:
            return
        self._following = True
        self.tree.clearSelection()
        for id in ids:
            if id in self.items:
                self.items[id].setSelected(True)
        if ids and ids[-1] in self.items:
            last = self.items[ids[-1]]
            self.tree.setCurrentItem(last, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollToItem(last)
        self._following = False

    def _picked(self) -> None:
        if self._following:
            return
        self._following = True
        chosen = [item.data(0, ID) for item in self.tree.selectedItems()]
        current = self.tree.currentItem()
        if current is not None and current.data(0, ID) in chosen:
            chosen = [id for id in chosen if id != current.data(0, ID)] + [current.data(0, ID)]
        self.bridge.session.select(chosen)
        self._following = False

    def texts(self) -> list[str]:
        """All lines from top to bottom, for tests and for those who read them out."""
        found = []
        iterator = QTreeWidgetItemIterator(self.tree)
        while iterator.value():
            found.append(iterator.value().text(0))
            iterator += 1
        return found
