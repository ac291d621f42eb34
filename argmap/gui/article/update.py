"""Asking for a new version of an article's text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from argmap.core.ids import Id
from argmap.edit.revising import Review, update_text
from argmap.errors import one_line
from argmap.formats.articles import Article
from argmap.gui.article.file_reader import FileReader
from argmap.gui.bridge import Bridge
from argmap.gui.plain import label
from argmap.text import tr, trn


class UpdateText(QDialog):
    """Takes a new version, pasted or from a file, and makes it the source's text.

    What is certain is anchored anew in the same change; `reviewed` is called with the cases that are not.
    """

    def __init__(self, bridge: Bridge, source: Id, reviewed: Callable[[Any], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("update-text-dialog")
        self._bridge, self._source, self._reviewed = bridge, source, reviewed
        record = bridge.session.document.sources[source]
        self.setWindowTitle(tr("Update the text of {title}", title=one_line(record.title) or tr("the source")))
        said = tr("Paste the new version. Excerpts that surely stand in it move along; the others are shown to you.")
        self.lead = label(said, tone="muted")
        self.lead.setWordWrap(True)
        self.edit = QPlainTextEdit(record.text)
        self.edit.setObjectName("update-text-edit")
        self.edit.setAccessibleName(tr("Text"))
        self.edit.setTabChangesFocus(True)
        self.edit.selectAll()
        self.edit.textChanged.connect(self._look)
        self.outcome = label(name="update-text-outcome", tone="small")
        self.outcome.setWordWrap(True)
        self.from_file = QPushButton(tr("From a file…"))
        self.from_file.setObjectName("update-text-file")
        self.from_file.setAutoDefault(False)
        self.from_file.clicked.connect(self._ask)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.setObjectName("update-text-buttons")
        self.buttons.button(kinds.Ok).setText(tr("Update"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.reader = FileReader(self)
        self.reader.begun.connect(self._begin)
        self.reader.read.connect(self._fill)
        self.reader.failed.connect(self.outcome.setText)
        self.finished.connect(self.reader.cancel)
        line = QHBoxLayout()
        line.addWidget(self.from_file)
        line.addWidget(self.outcome, 1)
        line.addWidget(self.buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(22, 18, 22, 16)
        rows.setSpacing(12)
        rows.addWidget(self.lead)
        rows.addWidget(self.edit, 1)
        rows.addLayout(line)
        self.resize(720, 620)
        self._look()

    def text(self) -> str:
        """The new version as it is in the field."""
        # `toPlainText` would turn no-break spaces into spaces.
        return self.edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Open the new version"))
        if path:
            self.read_file(path)

    def read_file(self, path: str) -> None:
        """Fills the field from a file, once that is read."""
        self.reader.start(path)

    def _begin(self, name: str) -> None:
        self.outcome.setText(tr("Reading {name}…", name=name))

    def _fill(self, article: Article, name: str) -> None:
        self.edit.setPlainText(article.text)
        self._look()
        if self.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled():
            self.outcome.setText(" · ".join((name, *article.notes)))

    def _look(self) -> None:
        document = self._bridge.session.document
        record = document.sources.get(self._source)
        same = record is None or self.text() == record.text
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not same)
        self.outcome.setText(tr("This is the text as it is now") if same else "")

    def accept(self) -> None:
        session = self._bridge.session
        change, review = update_text(session.document, self._source, self.text())
        super().accept()
        if session.commit(change):
            self._bridge.said.emit(said(review))
        self._reviewed(review.cases)


def said(review: Review) -> str:
    """What a new version did to the excerpts: "Text updated: 40 kept, 3 moved, 2 to review"."""
    parts = [
        trn("{n} excerpt stays", "{n} excerpts stay", len(review.kept)),
        trn("{n} moved along", "{n} moved along", len(review.moved)),
        trn("{n} to review", "{n} to review", len(review.cases)),
    ]
    return tr("Text updated: {what}", what=", ".join(parts))
