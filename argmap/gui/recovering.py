"""What the last run left behind: offered once, in one list over the first window's map, and never in anybody's way."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from argmap.app import recent, recovery, sweep
from argmap.app.identity import name_of
from argmap.app.recovery import Pending, Recovered
from argmap.errors import ArgmapError
from argmap.gui.dialogs import question
from argmap.gui.notices import Offer
from argmap.text import tr, trn

if TYPE_CHECKING:
    from argmap.gui.desk import Desk
    from argmap.gui.window import MapWindow

NOTICE = "recovery"

PATIENCE = 3.0
"""How many seconds the end of the program waits for a look that is still under way."""


class Recovering(QObject):
    """Looks for unsaved work and leftovers in a thread, after the first paint, and offers what it finds.

    Where it is asked for later it looks again, and says as well that there is nothing. How much there is, is told to
    the desk each time.
    """

    found = Signal(tuple)

    def __init__(self, desk: Desk, state: Path) -> None:
        super().__init__(desk)
        self._desk, self._state = desk, state
        self.items: tuple[Pending, ...] = ()
        """What is offered and not decided on yet."""
        self.found.connect(self._offer)
        self._looking: threading.Thread | None = None
        self._has_looked = False  # set by the thread: what it has found is on its way
        self._is_quiet = False
        self._asked: MapWindow | None = None  # in which window it was asked for, None at the start
        desk.recovery_wanted.connect(self.look_for)
        desk.welcomed.connect(self.count)

    def begin(self) -> None:
        """Begins to look. A disk that does not answer keeps only the thread waiting, and no end of the program."""
        self._is_quiet = False
        self._begin()

    def look_for(self, window: MapWindow) -> None:
        """Looks again, since somebody asks for it in this window: what was put off, or left by another argmap."""
        self._asked, self._is_quiet = window, False
        if not self._is_looking:
            self._begin()

    def count(self) -> None:
        """Looks again how much there is, and offers nothing: another argmap may have left some, or taken it up."""
        if not self._is_looking:
            self._is_quiet = True
            self._begin()

    @property
    def _is_looking(self) -> bool:
        return self._looking is not None and self._looking.is_alive() and not self._has_looked

    def _begin(self) -> None:
        self._has_looked = False
        self._looking = threading.Thread(target=self._look, name="recovery", daemon=True)
        self._looking.start()

    def end(self) -> None:
        """Waits for it, not for ever, before the program ends and takes Qt away under it."""
        if self._looking is not None:
            self._looking.join(PATIENCE)

    def _look(self) -> None:
        items = recovery.pending(self._state)
        self._has_looked = True
        try:
            self.found.emit(items)
        except RuntimeError:
            return  # The program has ended meanwhile.
        sweep.sweep(self._state, [known.path for known in recent.load(self._state / "recent.json")])

    def _offer(self, items: tuple[Pending, ...]) -> None:
        # First the maps that are open, then the newest: that is what is looked for.
        shown = {name_of(window.session.path) for window in self._desk.assembled() if window.session.path}
        found = tuple(sorted(items, key=lambda i: (not i.path or name_of(i.path) not in shown, -i.number)))
        if self._is_quiet:
            self._is_quiet = False
            gone = {item.file for item in self.items} - {item.file for item in found}
            self.items = found
            self._desk.set_unsaved(len(found))
            if gone and any(window.notices.has(NOTICE) for window in self._desk.assembled()):
                self._show()  # What is gone is not to stay in the list.
            return
        self.items = found
        self._show()
        if self._asked is not None and not self.items:
            self._asked.bridge.said.emit(tr("There is no unsaved work to recover"))

    def _show(self) -> None:
        self._desk.set_unsaved(len(self.items))
        windows = self._desk.assembled()
        if not windows:
            return
        if self._asked not in windows:
            self._asked = None
        where = self._asked or windows[0]
        for window in windows:
            if window is not where or not self.items:
                window.notices.drop(NOTICE)
        if not self.items:
            return
        from argmap.gui.dialogs.recovery import RecoveryList, Ways

        if self._asked is None:
            said = trn(
                "argmap did not end in good order the last time. This map has changes that were not saved:",
                "argmap did not end in good order the last time. {n} maps have changes that were not saved:",
                len(self.items),
            )
        else:
            said = trn(
                "One map has changes that were not saved:",
                "{n} maps have changes that were not saved:",
                len(self.items),
            )
        body = RecoveryList(self.items, Ways(self.recover, self.merge, self.keep_both, self.discard))
        offers = [Offer(tr("Later"), self.put_off)]
        where.notices.show(NOTICE, said, offers=offers, body=body, lasting=True)

    def put_off(self) -> None:
        """Leaves all for the next start, or for when it is asked for."""
        for window in self._desk.assembled():
            window.notices.drop(NOTICE)
        for window in [self._asked] if self._asked is not None else self._desk.assembled()[:1]:
            window.bridge.said.emit(tr("Put off: File > Recover unsaved work… brings the list back"))

    def recover(self, item: Pending) -> None:
        """Opens the map as it was in the session that died."""
        try:
            self._open(item, recovery.recover(item, self._state))
        except ArgmapError as error:
            self._trouble(item, error)

    def merge(self, item: Pending) -> None:
        """Opens what the file holds now, with what was done in the session brought in."""
        try:
            self._open(item, recovery.merge(item, self._state))
        except ArgmapError as error:
            self._trouble(item, error)

    def keep_both(self, item: Pending) -> None:
        """Opens the map as it was in the session as one without a file; the file stays what it is."""
        try:
            found = recovery.recover(item, self._state)
            self._open(item, replace(found, path="", held=None))
        except ArgmapError as error:
            self._trouble(item, error)

    def discard(self, item: Pending) -> None:
        """Gives the work up, once that was said twice: it cannot be had back."""
        windows = self._desk.assembled()
        if not windows or not question.discard(windows[0], item.name, item.what):
            return
        try:
            recovery.discard(item)
        except ArgmapError as error:
            self._trouble(item, error)
            return
        self._done(item)

    def _open(self, item: Pending, found: Recovered) -> None:
        window = self._window(found)
        if window.session.is_modified:
            # The same map is open and was changed here since: neither takes the other's place.
            window = self._desk.another()
            found = replace(found, path="", held=None)
        window.filing.recover(item, found)
        if len(found.last) == 1:  # The claim that was worked on, and not all of a map that was arranged.
            window.session.select(found.last)
            if box := window.view.map_scene().geometry.cards.get(found.last[0]):
                window.view.look_at(*box.centre, window.view.zoom())  # In the middle, clear of this list.
        self._done(item)

    def _window(self, found: Recovered) -> MapWindow:
        """Where the map is to be shown: where it is open already, in a window that holds nothing, or in a new one."""
        windows = self._desk.assembled()
        for window in windows:
            if found.path and window.is_showing(found.path):
                window.raise_()
                window.activateWindow()
                return window
        return next((window for window in windows if window.filing.is_untouched), None) or self._desk.another()

    def _done(self, item: Pending) -> None:
        self.items = tuple(other for other in self.items if other.file != item.file)
        self._show()

    def _trouble(self, item: Pending, error: ArgmapError) -> None:
        if not os.path.exists(item.file):
            self._done(item)  # Another argmap, started at the same time, has taken it up.
        for window in self._desk.assembled()[:1]:
            window.bridge.troubled.emit(str(error))
