"""The windows that are open, what they share, and what becomes of them when the program ends."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from argmap.app.identity import name_of
from argmap.app.settings import Settings
from argmap.core.collector import look_through
from argmap.gui.window import MapWindow

AWAY = 1000
"""Milliseconds after which a window that was closed is gone for good."""


class Desk(QObject):
    """Opens windows and keeps them alike: one size of text, one theme, one set of keys.

    `recovery_wanted` carries the window in which unsaved work is asked for, `welcomed` tells that a welcome page has
    come up.
    """

    recovery_wanted = Signal(MapWindow)
    welcomed = Signal()

    def __init__(self, application: QApplication, settings: Settings, state: Path) -> None:
        """`state` is the folder of journals, backups, locks and the list of the maps opened last."""
        super().__init__(application)
        self.application, self.settings, self.state = application, settings, state
        self.windows: list[MapWindow] = []
        self.unsaved = 0
        """How many maps have unsaved work to recover, as far as it was looked for."""
        self._is_dressed = False
        application.styleHints().colorSchemeChanged.connect(self._scheme)

    def window(self, *, later: bool = False) -> MapWindow:
        """A new window with an empty map, not shown yet; it is assembled now, or after its first paint."""
        made = MapWindow(self.settings, self.state, before=self._dress_once, elsewhere=self.open, later=later)
        made.settings_changed.connect(self.settings_changed)
        made.gone.connect(self._gone)
        made.leaving.connect(self.leave)
        made.recovery_wanted.connect(self._recover)
        made.welcomed.connect(self.welcomed)
        made.unsaved = self.unsaved
        self.windows.append(made)
        return made

    def start(self, paths: list[str]) -> None:
        """Opens a window for each path; without any, one with an empty map, or the example on the first run."""
        for path in _each_once(paths):
            window = self.window(later=True)
            window.assembled.connect(_Opening(window, path).go)
            window.show()
        if not paths:
            window = self.window(later=True)
            if not self.settings["welcomed"]:
                window.assembled.connect(self._first)
            window.show()

    def open(self, path: str) -> None:
        """Opens a map in a window of its own, an empty one for ""; one that is open already comes to the front."""
        path = os.path.abspath(path) if path else ""
        for window in self.windows:
            if path and window.is_showing(path):
                window.raise_()
                window.activateWindow()
                return
        window = self.another()
        from argmap.gui.filing import EXAMPLE
        from argmap.resources import sample_map

        if path == str(sample_map(EXAMPLE)):
            window.filing.open_example()
        elif path:
            window.filing.show_path(path)

    def another(self) -> MapWindow:
        """A new window with an empty map, shown and complete."""
        window = self.window()
        window.show()
        window.fill()
        return window

    def assembled(self) -> list[MapWindow]:
        """The windows that have their parts, the first one first."""
        return [window for window in self.windows if window.is_assembled]

    def journals(self) -> list[str]:
        """The files in which what is unsaved lies, for a report."""
        return [file for window in self.assembled() if (file := window.keeping.journal.file)]

    def set_unsaved(self, count: int) -> None:
        """Says on all welcome pages of how many maps there is unsaved work to recover."""
        self.unsaved = count
        for window in self.windows:
            window.unsaved = count
            if window.front is not None:
                window.front.page.show_unsaved(count)

    def settings_changed(self, key: str) -> None:
        """Lets a setting hold in all windows."""
        if key in ("theme", "text_scale"):
            self.dress()
            return
        for window in self.windows:
            window.follow_setting(key)

    def dress(self) -> None:
        """Gives all windows the colours and the size of text that the settings ask for."""
        from argmap.gui import theme

        look = theme.chosen(self.settings["theme"])
        theme.apply(self.application, look, self.settings["text_scale"])
        for window in self.windows:
            window.set_style(look)

    def _dress_once(self) -> None:
        if not self._is_dressed:
            self._is_dressed = True
            self.dress()

    def leave(self) -> None:
        """Closes all windows, each of which may object, and so ends the program.

        Those that have to ask come first: where the answer is to go on, the others are to be still there.
        """
        for window in self.assembled():
            window.settle()
        for window in sorted(self.windows, key=lambda window: not (window.is_assembled and window.session.is_modified)):
            if not window.close():
                return

    def end(self) -> None:
        """Ends the program without asking anything: nobody may be there to answer. What is unsaved is kept."""
        with ExitStack() as all_of_it:
            all_of_it.callback(self.application.exit, 0)
            for window in self.windows:
                all_of_it.callback(window.leave)

    def keep(self, _session: QSessionManager | None = None) -> None:
        """Keeps what is unsaved: the desktop is about to end the session and all programs with it, or may be.

        From here on no window asks anything when it is closed, until somebody works on.
        """
        with ExitStack() as all_of_it:
            for window in self.assembled():
                all_of_it.callback(window.keep)

    def clear(self) -> None:
        """Does away with all windows, while Qt is still there; what is unsaved in them is kept."""
        with ExitStack() as all_of_it:
            for window in self.windows:
                window.deleteLater()
            for window in self.assembled():
                all_of_it.callback(window.filing.leave)
        self.windows.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _first(self) -> None:
        from argmap.gui.front import first_run

        first_run(self.windows[0])

    def _scheme(self) -> None:
        if self.settings["theme"] == "system":
            self.dress()

    def _recover(self) -> None:
        self.recovery_wanted.emit(self.sender())

    def _gone(self) -> None:
        window = self.sender()
        if isinstance(window, MapWindow) and window in self.windows:
            self.windows.remove(window)
            window.deleteLater()
        if not self.windows:
            self.application.quit()
        else:
            # What the window was made of is garbage once it is deleted.
            QTimer.singleShot(AWAY, self, look_through)


def _each_once(paths: Iterable[str]) -> list[str]:
    """The paths without those that lead to the same map as one before."""
    known: dict[str, str] = {}
    for path in paths:
        known.setdefault(name_of(path), path)
    return list(known.values())


class _Opening(QObject):
    """A map to be opened as soon as its window is there."""

    def __init__(self, window: MapWindow, path: str) -> None:
        super().__init__(window)
        self._window, self._path = window, path

    def go(self) -> None:
        """Opens it."""
        self._window.filing.show_path(self._path)
