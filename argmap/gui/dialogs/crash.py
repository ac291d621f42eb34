"""What is shown when argmap itself is at fault: a report that can be copied, once for each place."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from argmap import __version__
from argmap.errors import one_line
from argmap.gui.plain import closing, label
from argmap.text import tr


def report(error: BaseException, trace: TracebackType | None, journals: Sequence[str] = ()) -> str:
    """The report: versions, the traceback and where the journals lie, without the name of whose machine it is."""
    head = (
        f"argmap {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}, {QGuiApplication.platformName()}\n\n"
    )
    told = "".join(traceback.format_exception(type(error), error, trace))
    kept = "".join(f"\njournal: {one_line(file)}\n" for file in journals)
    return head + (told + kept).replace(str(Path.home()), "~")


def place(trace: TracebackType | None) -> str:
    """The innermost place of a traceback: `file:line`."""
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


class CrashDialog(QDialog):
    """Says that argmap is at fault, that the map is as it was and where it is kept, and shows the report."""

    def __init__(self, text: str, journals: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("crash-dialog")
        self.setWindowTitle(tr("A fault in argmap"))
        said = label(
            tr(
                "Something went wrong inside argmap. Your map is still open: what you did last may not have been done, "
                "all before it was. Please pass the report on to whoever looks after argmap for you."
            )
        )
        said.setWordWrap(True)
        places = ", ".join(one_line(file).replace(str(Path.home()), "~") for file in journals)
        kept = label(
            tr("What is not saved yet is kept in {places} and offered at the next start.", places=places)
            if places
            else tr("There is nothing that was not saved."),
            name="crash-journal",
            tone="muted",
        )
        kept.setWordWrap(True)
        kept.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit()
        self.text.setObjectName("crash-report")
        self.text.setAccessibleName(tr("Report"))
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setPlainText(text)
        buttons = closing(self, "crash")
        self.copy = buttons.addButton(tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setObjectName("crash-copy")
        self.copy.clicked.connect(self._copy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(22, 18, 22, 16)
        rows.setSpacing(10)
        rows.addWidget(label(tr("This is our fault, not yours"), tone="title"))
        rows.addWidget(said)
        rows.addWidget(kept)
        rows.addWidget(self.text, 1)
        rows.addWidget(buttons)
        self.resize(680, 440)

    def add(self, text: str) -> None:
        """Puts another report below: one dialog is enough for a chain of faults."""
        self.text.appendPlainText(f"\n{text}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


class Reporter(QObject):
    """Takes what nothing else has caught: writes it to standard error and shows it, once for each place."""

    _told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: set[str] = set()
        self._dialog: CrashDialog | None = None
        self.journals: Callable[[], Sequence[str]] = tuple
        """Gives the files in which what is unsaved lies."""
        # By way of a signal, since only the window's own thread may show anything.
        self._told.connect(self._show)

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        where = place(trace)
        if where in self._places:
            return
        self._places.add(where)
        text = report(error, trace, self.journals())
        sys.stderr.write(text)
        sys.stderr.flush()
        self._told.emit(text)

    def of_thread(self, raised: threading.ExceptHookArgs) -> None:
        """The same for what a thread did not catch."""
        if raised.exc_value is not None:
            self(raised.exc_type, raised.exc_value, raised.exc_traceback)

    def _show(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.add(text)
            return
        self._dialog = CrashDialog(text, self.journals(), QApplication.activeWindow())
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None


@cache
def reporter() -> Reporter:
    """The one that collects what nothing else has caught."""
    return Reporter()
