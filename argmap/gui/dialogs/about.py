"""About argmap: what it is, and the facts that a report of a fault needs, ready to be copied."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from argmap import __version__
from argmap.gui.plain import closing, label
from argmap.text import tr


class Asked(QObject):
    """Collects the facts in a thread, since the engine is asked for its version; `known` carries them as text."""

    known = Signal(str)

    def ask(self, engine: str) -> None:
        """Asks once; whoever wants to know is connected before."""
        # It outlives the dialog that asked, which may be closed before the answer comes.
        _asked.add(self)
        self.known.connect(self._end)
        threading.Thread(target=self._ask, args=(engine,), daemon=True, name="facts").start()

    def _ask(self, engine: str) -> None:
        self.known.emit(facts_text(engine))

    def _end(self) -> None:
        _asked.discard(self)


_asked: set[Asked] = set()
"""Those that have not answered yet."""


def facts_text(engine: str = "") -> str:
    """The facts, one a line."""
    from argmap.app.facts import facts

    found = facts(engine)
    return "\n".join(f"{fact.name}: {fact.value}" for fact in found)


class AboutDialog(QDialog):
    """Shows the program's name, its licences and the facts."""

    def __init__(self, engine: str, parent: QWidget) -> None:
        """`engine` is the setting of that name."""
        super().__init__(parent)
        self.setObjectName("about-dialog")
        self.setWindowTitle(tr("About argmap"))
        self.facts = QPlainTextEdit()
        self.facts.setObjectName("about-facts")
        self.facts.setAccessibleName(tr("Facts for a report"))
        self.facts.setReadOnly(True)
        self.facts.setPlainText(tr("collecting …"))
        self.facts.setMinimumHeight(150)
        buttons = closing(self, "about")
        self.copy = buttons.addButton(tr("Copy the facts"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setObjectName("about-copy")
        self.copy.clicked.connect(self._copy)
        what = label(
            tr("Takes an article apart into a map of theses, premises and counterpoints, each tied to its passage."),
            tone="muted",
        )
        what.setWordWrap(True)
        licences = label(
            tr("argmap: MIT licence. Inter: SIL Open Font License. Lucide icons: ISC licence. Qt: LGPL 3."),
            tone="small",
        )
        licences.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(8)
        rows.addWidget(label(tr("argmap {version}", version=__version__), tone="title"))
        rows.addWidget(what)
        rows.addSpacing(8)
        rows.addWidget(self.facts, 1)
        rows.addWidget(licences)
        rows.addSpacing(6)
        rows.addWidget(buttons)
        self.resize(560, 420)
        asked = Asked()
        asked.known.connect(self.facts.setPlainText, Qt.ConnectionType.QueuedConnection)
        asked.ask(engine)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.facts.toPlainText())
