"""Reads an article's file for a dialog: aside, so that no file however large or hostile holds up the window."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QTimer, Signal

from argmap.app import files
from argmap.core.document import EMPTY
from argmap.errors import ArgmapError
from argmap.formats.articles import Article
from argmap.gui import engine_work, workers
from argmap.gui.article import read_work
from argmap.text import tr

PATIENCE = 90_000
"""Milliseconds after which a file that is still being read is given up: its process is ended."""


class FileReader(QObject):
    """Reads one file at a time; another one takes its place. `read` carries the article and the file's name.

    `failed` carries why it cannot be read, in one line; `begun` the name of a file that is being read.
    """

    begun = Signal(str)
    read = Signal(object, str)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: engine_work.Job | None = None
        self._name = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._give_up)

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    def start(self, path: str) -> None:
        """Begins to read a file."""
        self.cancel()
        self._name = files.shown(os.path.basename(path))
        self._job = workers.once(read_work.read, EMPTY, path)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self._patience.start()
        self.begun.emit(self._name)

    def cancel(self) -> None:
        """Gives up the file that is being read."""
        job, self._job = self._job, None
        self._patience.stop()
        if job is not None:
            job.done.disconnect(self._done)
            job.failed.disconnect(self._failed)
            job.cancel()

    def _done(self, article: Article) -> None:
        self._job = None
        self._patience.stop()
        self.read.emit(article, self._name)

    def _failed(self, error: ArgmapError) -> None:
        self._job = None
        self._patience.stop()
        self.failed.emit(str(error))

    def _give_up(self) -> None:
        self.cancel()
        self.failed.emit(str(ArgmapError(tr("reading it takes too long"), self._name, tr("it was given up"))))
