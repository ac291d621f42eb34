"""The register of sources: who wrote what where, how reliable it is held to be, and how much rests on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from argmap.app.session import Step
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import RELIABILITIES, Source
from argmap.edit import sources
from argmap.edit.sources import Details
from argmap.gui.article.dates import date_words
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.details import RELIABILITY
from argmap.gui.plain import label, tooltip
from argmap.gui.weak import weakly
from argmap.text import tr, trn

Known = Literal["title", "author", "publisher", "published", "url"]
FIELDS: tuple[Known, ...] = ("title", "author", "publisher", "published", "url")
JUDGED, RESTING = 5, 6


def resting_on(document: Document) -> dict[Id, int]:
    """How many claims rest on each source; a claim with several excerpts of one source counts once."""
    claims: dict[Id, set[Id]] = {}
    for excerpt in document.excerpts.values():
        if excerpt.on in document.claims:
            claims.setdefault(excerpt.source, set()).add(excerpt.on)
    return {source: len(found) for source, found in claims.items()}


class Register(QDialog):
    """A table with a row for each source; what is typed into it is committed at once."""

    def __init__(
        self, bridge: Bridge, add: Callable[[], object], read: Callable[[Id], object], parent: QWidget
    ) -> None:
        """`add` asks for another source, `read` brings one to the front."""
        super().__init__(parent)
        self.setObjectName("register-dialog")
        self.setWindowTitle(tr("Sources"))
        self.bridge, self._read = bridge, read
        self._filling = False
        self._order: list[tuple[str, str]] = []
        known = (tr("Title"), tr("Author"), tr("Published by"), tr("On"), tr("Address"))
        headings = (*known, tr("Reliability"), tr("Claims"))
        self.table = QTableWidget(0, len(headings))
        self.table.setObjectName("register-table")
        self.table.setAccessibleName(tr("Sources"))
        self.table.setHorizontalHeaderLabels(list(headings))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.verticalHeader().setDefaultSectionSize(36)
        header = self.table.horizontalHeader()
        number = QTableWidgetItem(headings[RESTING])
        number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalHeaderItem(RESTING, number)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, wide in ((1, 140), (2, 140), (3, 120), (4, 150), (5, 190), (6, 62)):
            self.table.setColumnWidth(column, wide)
        self.sum = label(name="register-sum", tone="small")
        add_button = _button("register-add", tr("Add a source…"))
        add_button.clicked.connect(weakly(add))
        self.open_button = _button("register-read", tr("Read it"))
        self.open_button.clicked.connect(weakly(self._open))
        self.remove_button = _button("register-remove", tr("Remove"))
        self.remove_button.clicked.connect(weakly(self._remove))
        done = _button("register-close", tr("Close"))
        done.clicked.connect(self.accept)
        line = QHBoxLayout()
        for button in (add_button, self.open_button, self.remove_button):
            line.addWidget(button)
        line.addWidget(self.sum, 1)
        line.addWidget(done)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(18, 16, 18, 14)
        rows.setSpacing(12)
        rows.addWidget(self.table, 1)
        rows.addLayout(line)
        self.resize(1080, 420)
        self.table.itemChanged.connect(self._typed)
        self.table.itemSelectionChanged.connect(self._possible)
        bridge.stepped.connect(self._step)
        self.fill()

    def fill(self) -> None:
        """Shows the sources there are now."""
        document = self.bridge.session.document
        known = sorted(document.sources.values(), key=lambda s: (s.title, s.id))
        counts = resting_on(document)
        here = self.table.currentRow()
        self._filling = True
        self._ids = [source.id for source in known]
        self.table.setRowCount(len(known))
        for row, source in enumerate(known):
            self._fill_row(row, source, counts.get(source.id, 0))
        self._filling = False
        if known:
            self.table.selectRow(min(max(0, here), len(known) - 1))
        judged = sum(bool(source.reliability) for source in known)
        self.sum.setText(
            trn("{n} source", "{n} sources", len(known)) + " · " + tr("{n} judged for reliability", n=judged)
        )
        self._possible()

    def _fill_row(self, row: int, source: Source, claims: int) -> None:
        for column, field in enumerate(FIELDS):
            value: str = getattr(source, field)
            item = QTableWidgetItem(value)
            item.setToolTip(tooltip(date_words(value) if field == "published" else value))
            self.table.setItem(row, column, item)
        box = self.table.cellWidget(row, JUDGED)
        if not isinstance(box, QComboBox):
            box = QComboBox()
            box.setAccessibleName(tr("Reliability"))
            for key, title in RELIABILITY:
                box.addItem(title(), key)
            box.activated.connect(weakly(self._judged, row))
            self.table.setCellWidget(row, JUDGED, box)
        box.setObjectName(f"register-reliability-{row}")
        box.setCurrentIndex(max(0, box.findData(source.reliability)))
        number = QTableWidgetItem(str(claims))
        number.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setToolTip(tooltip(trn("{n} claim rests on it", "{n} claims rest on it", claims)))
        self.table.setItem(row, RESTING, number)

    def _possible(self) -> None:
        chosen = 0 <= self.table.currentRow() < len(self._ids)
        self.open_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def _typed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() >= len(FIELDS):
            return
        session = self.bridge.session
        source = self._ids[item.row()]
        details: Details = {}
        details[FIELDS[item.column()]] = item.text().strip()
        session.commit(sources.describe_source(session.document, source, **details))

    def _judged(self, row: int) -> None:
        box = self.table.cellWidget(row, JUDGED)
        assert isinstance(box, QComboBox)
        session = self.bridge.session
        chosen = box.currentData()
        assert chosen in RELIABILITIES
        session.commit(sources.describe_source(session.document, self._ids[row], reliability=chosen))

    def _open(self) -> None:
        self._read(self._ids[self.table.currentRow()])
        self.accept()

    def _remove(self) -> None:
        session = self.bridge.session
        session.commit(sources.remove_source(session.document, self._ids[self.table.currentRow()]))

    def _step(self, step: Step) -> None:
        if self.isVisible():
            self.fill()


def _button(name: str, title: str) -> QPushButton:
    made = QPushButton(title)
    made.setObjectName(name)
    made.setAutoDefault(False)
    return made
