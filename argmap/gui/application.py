"""Starts the window: makes sure that there can be one, then lets Qt run until the last is closed."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

from argmap import __version__
from argmap.app import folders
from argmap.app.settings import Settings, load
from argmap.errors import ArgmapError
from argmap.gui.display import require_window

if TYPE_CHECKING:
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtWidgets import QApplication

    from argmap.gui.desk import Desk

ENDING = tuple(s for name in ("SIGINT", "SIGTERM", "SIGHUP") if (s := getattr(signal, name, None)) is not None)
"""The signals that end the program."""


def run(paths: list[str]) -> int:
    """Opens a window for each path, or one for none, and gives the exit status when all are closed.

    Raises ArgmapError in one line where no window can be opened: Qt would abort.
    """
    require_window()
    application = make()
    settings, trouble = _settings()
    from argmap.gui.desk import Desk
    from argmap.gui.dialogs.crash import Reporter

    desk = Desk(application, settings, folders.state_folder(os.environ) / "recent.json")
    reporter = Reporter()
    sys.excepthook = reporter
    threading.excepthook = reporter.of_thread
    ending = Ending(desk)
    desk.start(paths)
    if trouble is not None:
        desk.windows[0].bridge.troubled.emit(str(trouble))
    application.exec()
    desk.clear()
    return ending.status


def make() -> QApplication:
    """The one QApplication, with argmap's name."""
    from PySide6.QtWidgets import QApplication

    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("argmap")
    application.setApplicationDisplayName("")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("argmap")
    # The last window that closes ends the program by way of the desk, which knows whether it really is the last.
    application.setQuitOnLastWindowClosed(False)
    return application


def _settings() -> tuple[Settings, ArgmapError | None]:
    """The settings, and why they are the defaults where they could not be read; such a file is not written over."""
    try:
        return load(folders.settings_folder(os.environ) / "settings.json"), None
    except ArgmapError as error:
        return Settings(), error


class Ending:
    """Ends the program on a signal; Qt waits in C, so that Python's own handler would never get its turn."""

    def __init__(self, desk: Desk) -> None:
        from PySide6.QtCore import QSocketNotifier

        self.status = 0
        self._desk = desk
        self._reads, self._writes = socket.socketpair()
        for end in (self._reads, self._writes):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writes.fileno())
        for number in ENDING:
            signal.signal(number, self._note)
        self._notifier: QSocketNotifier = QSocketNotifier(self._reads.fileno(), QSocketNotifier.Type.Read, desk)
        self._notifier.activated.connect(self._wake)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.status = 128 + number

    def _wake(self) -> None:
        self._reads.recv(64)
        if self.status:
            self._desk.end()
