"""Arrange with Graphviz: asks for a layout, lets it find places in a child process, commits them as one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from argmap.app.actions import Text, marked
from argmap.app.navigation import branch as branch_of
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.edit import claims
from argmap.errors import ArgmapError
from argmap.gui import arrange_work, workers
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.dialogs.chooser import Line
    from argmap.gui.window import MapWindow

LAYOUTS: tuple[tuple[str, Text], ...] = (
    ("dot", marked("in ranks, from the thesis on")),
    ("neato", marked("by springs")),
    ("fdp", marked("by springs, groups together")),
    ("sfdp", marked("by springs, for large maps")),
    ("twopi", marked("in rings round the thesis")),
    ("circo", marked("in circles")),
)

WAIT = 300
"""Milliseconds after which it is said that something is being done."""

NOTICE = "arranging"


class Wish(NamedTuple):
    """A layout, and the claim whose branch it is for; "" for the whole map."""

    layout: str
    branch: Id

    @property
    def key(self) -> str:
        """The wish as a line of the list names it."""
        return f"{self.layout} {self.branch}"


def arrange_with_graphviz(window: MapWindow, branch: Id | None = None) -> None:
    """Asks for the layout and arranges the whole map, or the branch of a claim.

    Without a branch, that of the selected claim is offered beside the whole map. One line with Cancel stands over the
    map while it takes long.
    """
    document = window.session.document
    if not document.claims:
        window.bridge.said.emit(tr("There is nothing to arrange"))
        return
    focus = window.going.focus().one
    offered = [branch] if branch is not None else ["", *([focus] if len(branch_of(document, focus)) > 1 else [])]
    wishes = {wish.key: wish for top in offered for wish in (Wish(layout, top) for layout, _ in LAYOUTS)}
    window.asking._choose(tr("Arrange with Graphviz"), list(_lines(document, offered)), partial(_start, window, wishes))


def _lines(document: Document, offered: Iterable[Id]) -> Iterable[Line]:
    from argmap.gui.dialogs.chooser import Line

    rows = derive(document).rows
    for top in offered:
        where = tr("the branch of {number}", number=rows[top].number) if top else tr("the whole map")
        for layout, said in LAYOUTS:
            yield Line(Wish(layout, top).key, layout, detail=said(), right=where)


def _start(window: MapWindow, wishes: Mapping[str, Wish], key: str) -> None:
    arrange(window, wishes[key])


def arrange(window: MapWindow, wish: Wish) -> Arranging:
    """Arranges as wished; what runs already is cancelled."""
    for running in window.findChildren(Arranging):
        running.job.cancel()
    return Arranging(window, wish)


class Arranging(QObject):
    """One run of Graphviz over a window's map."""

    def __init__(self, window: MapWindow, wish: Wish) -> None:
        super().__init__(window)
        self.setObjectName("arranging")
        self._window, self._wish = window, wish
        self._document = window.session.document
        centres = {id: box.centre for id, box in window.session.geometry.cards.items()}
        inside = branch_of(self._document, wish.branch) if wish.branch else ()
        settings = window.settings
        self.job = workers.once(
            arrange_work.places,
            self._document,
            wish.layout,
            inside,
            {id: (at.x, at.y) for id, at in centres.items()},
            settings["engine"],
            float(settings["engine_timeout"]),
        )
        self.job.done.connect(self._arranged)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._say)
        self._later.start(WAIT)

    def _say(self) -> None:
        from argmap.gui.notices import Offer

        said = tr("Arranging with {layout} …", layout=self._wish.layout)
        self._window.notices.show(NOTICE, said, offers=[Offer(tr("Cancel"), self.job.cancel)])

    def _arranged(self, places: dict[Id, tuple[float, float]]) -> None:
        self._end()
        window, session = self._window, self._window.session
        if session.document is not self._document:
            window.bridge.said.emit(tr("The map has changed meanwhile and was left as it is"))
            return
        change = claims.place(self._document, places)
        if change is None:
            window.bridge.said.emit(tr("Everything stands so already"))
            return
        one = self._wish.branch or window.going.focus().one
        spot = window.view.spot(one) if one else None
        session.commit(replace(change, label=tr("Arrange with {layout}", layout=self._wish.layout)))
        if spot is not None:
            window.view.keep_spot(one, spot)

    def _failed(self, error: ArgmapError) -> None:
        self._end()
        self._window.bridge.troubled.emit(str(error))

    def _cancelled(self) -> None:
        self._end()
        self._window.bridge.said.emit(tr("Cancelled; everything stands as it stood"))

    def _end(self) -> None:
        self._later.stop()
        self._window.notices.drop(NOTICE)
        self.deleteLater()
