"""Arranging with Graphviz from the window: another process does it, and one can go on meanwhile."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from argmap.app.settings import Settings
from argmap.core.document import Document
from argmap.edit import claims
from argmap.errors import ArgmapError
from argmap.gui import engine_work
from argmap.gui.bridge import Bridge
from argmap.gui.engine_arrange import Places, arranged
from argmap.gui.notices import Notices, Offer
from argmap.text import tr

LAYOUT = "dot"


class EngineRoom(QObject):
    """Has one arrangement at work at most; its result is dropped where the map has changed meanwhile."""

    def __init__(self, bridge: Bridge, settings: Settings, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._settings, self._notices = bridge, settings, notices
        self._job: engine_work.Job | None = None
        self._document: Document | None = None

    def arrange(self) -> None:
        """Has Graphviz find places for all cards."""
        self.cancel()
        session, settings = self._bridge.session, self._settings
        before = {id: (box.centre.x, box.centre.y) for id, box in session.geometry.cards.items()}
        self._document = session.document
        given = (LAYOUT, settings["engine"], settings["engine_timeout"], before)
        job = self._job = engine_work.once(arranged, session.document, *given)
        job.done.connect(self._place)
        job.failed.connect(self._fail)
        offer = Offer(tr("Cancel"), self.cancel)
        self._notices.show("engine", tr("Graphviz is arranging the map …"), offers=[offer])

    def cancel(self) -> None:
        """Stops what is at work; nothing is heard of it any more."""
        job = self._end()
        if job is not None:
            job.cancel()

    def _place(self, places: Places) -> None:
        self._end()
        session = self._bridge.session
        if session.document is not self._document:
            self._bridge.said.emit(tr("The map has changed meanwhile; it was not arranged"))
            return
        change = claims.place(session.document, places)
        if change is None or not session.commit(replace(change, label=tr("Arrange with Graphviz"))):
            self._bridge.said.emit(tr("Everything stands already where Graphviz would put it"))

    def _fail(self, error: ArgmapError) -> None:
        self._end()
        self._bridge.troubled.emit(str(error))

    def _end(self) -> engine_work.Job | None:
        job, self._job = self._job, None
        self._notices.drop("engine")
        return job
