"""Starts the window: makes sure that there can be one, then lets Qt run until the last is closed."""

from __future__ import annotations

import gc
import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from argmap import __version__
from argmap.app import folders
from argmap.app.settings import Settings, load
from argmap.errors import ArgmapError
from argmap.gui.display import require_window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from argmap.gui.desk import Desk
    from argmap.gui.ending import Ending
    from argmap.gui.recovering import Recovering


def run(paths: list[str]) -> int:
    """Opens a window for each path, or one for none, and gives the exit status when all are closed.

    Raises ArgmapError in one line where no window can be opened: Qt would abort.
    """
    require_window()
    # What is made at the start stays: to look through it again and again would take a tenth of the time.
    gc.disable()
    application = make()
    settings, trouble = read_settings()
    from argmap.gui.desk import Desk

    desk = Desk(application, settings, folders.state_folder(os.environ))
    sys.excepthook = report
    rest = Rest(desk, trouble)
    desk.start(paths)
    desk.windows[0].ready.connect(rest.begin)
    status = application.exec()
    # Windows are left where it was not the user who ended it: the session manager, on a signal too.
    desk.end()
    rest.end()
    desk.clear()
    return rest.status or status


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


def read_settings() -> tuple[Settings, ArgmapError | None]:
    """The settings, and why they are the defaults where they could not be read; such a file is not written over."""
    try:
        return load(folders.settings_folder(os.environ) / "settings.json"), None
    except ArgmapError as error:
        return Settings(), error


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Shows what nothing else has caught, which is a bug; imported when there is one.

    Ctrl+C before signals are looked after is none: it ends the program, which has nothing unsaved yet.
    """
    if issubclass(kind, KeyboardInterrupt):
        from PySide6.QtCore import QCoreApplication

        QCoreApplication.exit(130)
        return
    from argmap.gui.dialogs.crash import reporter

    reporter()(kind, error, trace)


class Rest:
    """What can wait until the first window is there: signals, threads' faults, what the last run left, the settings."""

    def __init__(self, desk: Desk, trouble: ArgmapError | None) -> None:
        self._desk, self._trouble = desk, trouble
        self._ending: Ending | None = None
        self._recovering: Recovering | None = None

    def begin(self) -> None:
        """Takes care of it."""
        gc.freeze()
        gc.enable()
        import threading

        from argmap.gui.dialogs.crash import reporter
        from argmap.gui.ending import Ending
        from argmap.gui.recovering import Recovering

        self._ending = Ending(self._desk)
        reporter().journals = self._desk.journals
        threading.excepthook = reporter().of_thread
        self._desk.application.commitDataRequest.connect(self._desk.keep)
        self._recovering = Recovering(self._desk, self._desk.state)
        self._recovering.begin()
        if self._trouble is not None and self._desk.windows:
            self._desk.windows[0].bridge.troubled.emit(str(self._trouble))

    def end(self) -> None:
        """Waits for what was begun."""
        if self._recovering is not None:
            self._recovering.end()

    @property
    def status(self) -> int:
        """The exit status: 0, or what a signal makes it."""
        return 0 if self._ending is None else self._ending.status
