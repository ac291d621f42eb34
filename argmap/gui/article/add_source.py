"""Adding an article: pasted, or read from a file, with what is known of it; the text can be trimmed before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from argmap.core import sentences
from argmap.formats.articles.article import Article, first_line_as_title, is_wrapped, unwrapped
from argmap.gui.article.file_reader import FileReader
from argmap.gui.dialogs import details
from argmap.gui.plain import label, tooltip
from argmap.text import tr, trn

PAUSE = 250
"""Milliseconds after the last key before the words are counted: a long text takes its time."""


class AddSource(details.DetailsDialog):
    """A form for a new source. `taken` is called with its fields once it is accepted with a text or a title."""

    def __init__(self, taken: Callable[[dict[str, Any]], object], text: str, parent: QWidget) -> None:
        super().__init__("add-source-dialog", tr("Add a source"), details.OF_SOURCE, {"text": text}, _nothing, parent)
        self._give = taken
        self.reader = FileReader(self)
        self.reader.begun.connect(self._begin)
        self.reader.read.connect(self._fill)
        self.reader.failed.connect(self._fail)
        self.finished.connect(self.reader.cancel)
        done = self.findChild(QPushButton, "add-source-dialog-done")
        assert done is not None
        self.done_button = done
        self.from_file = QPushButton(tr("From a file…"))
        self.from_file.setObjectName("add-source-file")
        self.from_file.setAutoDefault(False)
        self.from_file.clicked.connect(self._ask)
        self.note: QLabel = label(name="add-source-note", tone="small")
        self.note.setWordWrap(True)
        self.join = QPushButton(tr("Join broken lines"))
        self.join.setObjectName("add-source-join")
        self.join.setAutoDefault(False)
        self.join.setToolTip(tooltip(tr("The lines seem to be broken to fit a width: makes paragraphs of them")))
        self.join.clicked.connect(self._join)
        self.join.hide()
        line = QHBoxLayout()
        line.addWidget(self.from_file)
        line.addWidget(self.note, 1)
        line.addWidget(self.join)
        rows: Any = self.layout()
        rows.insertLayout(0, line)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self._count)
        self.fields["text"].textChanged.connect(self._later.start)
        self.fields["text"].setMinimumHeight(260)
        self._said: tuple[str, ...] = ()
        self.resize(680, 640)
        self._count()
        if text:
            self._take_title(text)
            self.fields["title"].setFocus()
        else:
            self.fields["text"].setFocus()

    def read_file(self, path: str) -> None:
        """Fills the form from a file, once that is read."""
        self.reader.start(path)

    def _begin(self, name: str) -> None:
        self._said = (tr("Reading {name}…", name=name),)
        self._count()
        self._allow(False)

    def _fill(self, article: Article, name: str) -> None:
        for key in ("title", "author", "published"):
            if value := getattr(article, key):
                self.fields[key].setText(value)
        self.fields["text"].setPlainText(article.text)
        self._said = tuple(part for part in (name, article.encoding, *article.notes) if part)
        self._over()

    def _fail(self, trouble: str) -> None:
        self._said = (trouble,)
        self._over()

    def _over(self) -> None:
        self._allow(True)
        self._count()

    def _allow(self, done: bool) -> None:
        self.done_button.setEnabled(done)

    def _take_title(self, text: str) -> None:
        """Proposes the first line as title, where it reads like one."""
        if not self.fields["title"].text():
            self.fields["title"].setText(first_line_as_title(text))

    def _ask(self) -> None:
        from argmap.formats.articles import READERS

        every = " ".join(f"*{suffix}" for reader in READERS for suffix in reader.suffixes)
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Open an article"), "", ";;".join((tr("Articles ({names})", names=every), tr("All files (*)")))
        )
        if path:
            self.read_file(path)

    def _count(self) -> None:
        text = self.values()["text"]
        self.join.setVisible(is_wrapped(text))
        n = sentences.words(text)
        long = trn("{n} word", "{n} words", n) if n else ""
        self.note.setText(" · ".join(part for part in (*self._said, long) if part))

    def _join(self) -> None:
        """Makes paragraphs of lines that were broken, as one step that the field takes back by Ctrl+Z."""
        text = unwrapped(self.values()["text"])
        cursor = self.fields["text"].textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._count()

    def accept(self) -> None:
        values = self.values()
        if not values["text"].strip() and not values["title"].strip():
            self._said = (tr("Paste a text, or give a title"),)
            self._count()
            return
        super().accept()
        self._give(values)


def _nothing(_values: dict[str, str]) -> None:
    return None
