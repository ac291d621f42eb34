"""What is not saved is kept: each change of a window's session goes to its journal before anything else hears of it."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from argmap.app.journal import Journal
from argmap.app.session import Session, Step
from argmap.core.document import Document
from argmap.errors import ArgmapError

SYNC = 1500
"""Milliseconds after a change until its line in the journal is made to outlive a power cut as well."""


class Keeping(QObject):
    """The journal of one session. It is made before all other listeners, so that no fault of theirs comes first.

    Each change is handed to the system at once and synced by a thread soon after: a disk that is slow to sync would
    stop the window. `troubled` carries a trouble with writing, once for each journal; `unbacked` why what the changes
    lead on from is not among the backups.
    """

    troubled = Signal(ArgmapError)
    unbacked = Signal(ArgmapError)

    def __init__(self, session: Session, state: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.journal = Journal(state)
        self._has_told = False
        self._syncing: threading.Thread | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SYNC)
        self._later.timeout.connect(self._sync)
        self.begin(session.document, "", None)
        session.on_step(self._step)

    def begin(self, document: Document, path: str, held: str | None, *, known: bool = True) -> None:
        """Begins a journal: the map was opened or saved. The old one goes, since nothing of it is unsaved.

        The values are those of `Journal.begin`.
        """
        self.journal.begin(document, path, held, known=known)
        self._has_told = False
        self._later.stop()

    def leave(self) -> None:
        """Ends the journal and lets it lie for the next start: the program ends, and nobody could be asked."""
        self._later.stop()
        self.journal.leave()

    def close(self) -> None:
        """Ends the journal and removes it: all is saved, or given up by the user."""
        self._later.stop()
        self.journal.close()

    def follow(self) -> None:
        """Sees to it that what was written is synced, and tells of trouble."""
        if self.journal.is_due and not self._later.isActive():
            self._later.start()
        trouble = self.journal.trouble
        if trouble is not None and not self._has_told:
            self._has_told = True
            self.troubled.emit(trouble)
        trouble, self.journal.backup_trouble = self.journal.backup_trouble, None
        if trouble is not None:
            self.unbacked.emit(trouble)

    def _step(self, step: Step) -> None:
        if step.what == "load":
            # Whoever loads a map from a file says so next, by `begin`.
            self.begin(step.after, "", None)
            return
        self.journal.write(step.change)
        self.follow()

    def _sync(self) -> None:
        """Syncs in a thread, and looks again a while later what came of it: what failed is tried again."""
        if self._syncing is None or not self._syncing.is_alive():
            if self.journal.is_due:
                self._syncing = threading.Thread(target=self.journal.sync, name="journal")
                self._syncing.start()
            elif self.journal.trouble is None:
                self._syncing = None
                self.follow()
                return
        self._later.start()
        self.follow()
