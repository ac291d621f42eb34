"""The outline: the whole map in reading order as a tree, the accessible twin of the canvas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from argmap.app.lines import Line, lines
from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.reading import keeps_order
from argmap.core.records import Claim
from argmap.core.roles import derive
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.afterwards import Afterwards
from argmap.gui.bridge import Bridge
from argmap.gui.panels.outline_row import Row, Shown
from argmap.text import tr

Below = Mapping[Id, tuple[Line, ...]]
"""The lines under each claim."""


class Outline(QWidget):
    """A tree of all claims; a claim met again stands there as a leaf that leads to its own place.

    The rows are those of a document. To follow another one, only those are moved, made or taken away that stand
    otherwise there; what they say is read from it when they are painted.
    """

    def __init__(self, bridge: Bridge, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
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
        self.tree.itemCollapsed.connect(self._folded)
        self.tree.itemExpanded.connect(self._unfolded)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 0, 0)
        layout.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self.shown = Shown(theme.chosen(settings["theme"]))
        self.rows: dict[Line, Row] = {}
        self.folded: set[Id] = set()
        self._below: Below = {}
        self._following = False
        self._stale = True
        self._later = Afterwards(self.follow, self)
        bridge.stepped.connect(self._step)
        bridge.selected.connect(self._select)
        self.set_style(self.shown.look)

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        size = round(self.fontMetrics().height() * 0.9)
        self.tree.setIconSize(QSize(size, size))
        self.shown.set_style(look, size)
        self.tree.viewport().update()

    # Following the document.

    def _step(self, step: Step) -> None:
        if self._stale:
            return
        if step.what == "load" or not keeps_order(step.change):
            # Unseen, it follows when it is seen.
            self._stale = True
            if self.isVisible():
                self._later.ask()
            return
        self.shown.document = step.after
        model, uses = self.tree.model(), graph(step.after).uses
        for id, put in step.change.puts.items():
            # The others may say something else too, and say so when they are painted or asked.
            if isinstance(put.before, Claim) and isinstance(put.after, Claim) and put.before.text != put.after.text:
                for line in (Line(id), *(Line(id, relation.id) for relation in uses.get(id, ()))):
                    if line in self.rows:
                        index = self.tree.indexFromItem(self.rows[line])
                        model.dataChanged.emit(index, index)
        self.tree.viewport().update()  # A relation that has turned alters the roles of others.

    def showEvent(self, event: QShowEvent) -> None:
        self.follow()
        super().showEvent(event)

    def follow(self) -> None:
        """Shows the document as it is now, if it does not yet."""
        if not self._stale:
            return
        self._stale = False
        document = self.bridge.session.document
        self._following = True
        self._arrange(lines(document), derive(document).order)
        self.shown.document = document
        self.tree.viewport().update()
        self._following = False
        self._select(self.bridge.session.selection)

    def _arrange(self, below: Below, order: Iterable[Id]) -> None:
        """Lets the rows stand as these lines do; `order` are the claims in reading order."""
        old, self._below = self._below, below
        changed = {above for above in old.keys() | below.keys() if old.get(above) != below.get(above)}
        for above in changed & old.keys():
            self._take(above, frozenset(below.get(above, ())))
        there = {line for above in changed for line in below.get(above, ())}
        for above in changed:
            for line in old.get(above, ()):
                if line not in there:
                    del self.rows[line]
        for line in there - self.rows.keys():
            self.rows[line] = Row(line, self.shown)
        # From the leaves up: what is put together before it stands in the tree costs the least.
        wanted = [above for above in order if above in changed and above in below]
        placed: list[Line] = []
        for above in (*reversed(wanted), "") if "" in changed else reversed(wanted):
            placed += self._put(above, below.get(above, ()))
        self.folded &= below.keys()
        self._open({*wanted, *(line.claim for line in placed if not line.relation)})

    def _parent(self, above: Id) -> QTreeWidgetItem:
        return self.rows[Line(above)] if above else self.tree.invisibleRootItem()

    def _take(self, above: Id, staying: frozenset[Line]) -> None:
        """Takes the rows out from under a claim that do not stay there."""
        parent = self._parent(above)
        for at in range(parent.childCount() - 1, -1, -1):
            row = parent.child(at)
            if isinstance(row, Row) and row.line not in staying:
                parent.takeChild(at)

    def _put(self, above: Id, wanted: tuple[Line, ...]) -> list[Line]:
        """Puts rows in under a claim until they stand there as they should; gives those that were put in."""
        parent = self._parent(above)
        placed: list[Line] = []
        at = 0
        while at < len(wanted):
            row = self.rows[wanted[at]]
            if parent.child(at) is row:
                at += 1
                continue
            if (there := parent.indexOfChild(row)) >= 0:
                parent.takeChild(there)
            # With it all that follow and stand nowhere yet: the tree is told once.
            coming = [row]
            for line in wanted[at + 1 :]:
                following = self.rows[line]
                if following.parent() is not None or self.tree.indexOfTopLevelItem(following) >= 0:
                    break
                coming.append(following)
            parent.insertChildren(at, coming)
            placed += wanted[at : at + len(coming)]
            at += len(coming)
        return placed

    def _open(self, claims: set[Id]) -> None:
        """Unfolds what has been put in, with all below it, but for what was folded."""
        queue, seen = list(claims), set[Id]()
        for claim in queue:
            if claim not in seen and claim in self._below:
                seen.add(claim)
                self.rows[Line(claim)].setExpanded(claim not in self.folded)
                queue += (line.claim for line in self._below[claim] if not line.relation)

    def _folded(self, row: QTreeWidgetItem) -> None:
        if isinstance(row, Row) and not self._following:
            self.folded.add(row.line.claim)

    def _unfolded(self, row: QTreeWidgetItem) -> None:
        if isinstance(row, Row) and not self._following:
            self.folded.discard(row.line.claim)

    # The selection.

    def _select(self, ids: tuple[Id, ...]) -> None:
        if self._following or self._stale:
            return
        self._following = True
        chosen = QItemSelection()
        for id in ids:
            if Line(id) in self.rows:
                index = self.tree.indexFromItem(self.rows[Line(id)])
                chosen.select(index, index)
        self.tree.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if ids and Line(ids[-1]) in self.rows:
            last = self.rows[Line(ids[-1])]
            self.tree.setCurrentItem(last, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollToItem(last)
        self._following = False

    def _picked(self) -> None:
        if self._following:
            return
        self._following = True
        chosen = [row.line.claim for row in self.tree.selectedItems() if isinstance(row, Row)]
        current = self.tree.currentItem()
        if isinstance(current, Row) and current.line.claim in chosen:
            chosen = [id for id in chosen if id != current.line.claim] + [current.line.claim]
        self.bridge.session.select(chosen)
        self._following = False
