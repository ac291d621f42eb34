"""Dragging a passage from the article to the map; and pointing at a card, so that its passages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDrag, QDragMoveEvent, QDropEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from argmap.app.announce import number, step_or_number
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.graphviz.style import Manner, Style
from argmap.gui.article.taking import Passage, Taken, Way, take
from argmap.gui.canvas.hitting import NOTHING, Hit
from argmap.gui.canvas.tools.drag import REST
from argmap.gui.canvas.tools.drops import Drop, placed
from argmap.gui.canvas.tools.tool import ALSO_KEY, Pointer
from argmap.gui.theme import font
from argmap.layout.measure import advance, elide
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

PASSAGE = "application/x-argmap-passage"
"""The kind of what is dragged: source, start and end, each in a line."""

POINTING = 60
"""How long the mouse rests on a card before its passages show, in milliseconds."""


def mime_of(passage: Passage, words: str) -> QMimeData:
    """A passage as what is dragged: within argmap by its place, elsewhere its words."""
    made = QMimeData()
    made.setData(PASSAGE, QByteArray("\n".join(map(str, passage)).encode()))
    made.setText(words)
    return made


def passage_in(mime: QMimeData) -> Passage | None:
    """The passage that is dragged; None for anything else."""
    if not mime.hasFormat(PASSAGE):
        return None
    parts = bytes(mime.data(PASSAGE).data()).decode(errors="replace").split("\n")
    if len(parts) != 3 or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return None
    return Passage(parts[0], int(parts[1]), int(parts[2]))


def way_on(hit: Hit, *, shift: bool, also: bool) -> Way:
    """What letting a passage go on something takes it for.

    On a card premise, with Shift counterpoint, on a relation linked, with Shift undercut; with Ctrl or ⌥ an excerpt
    of either; on the open canvas a loose claim.
    """
    if hit.kind not in ("claim", "chip", "relation", "handle", "badge"):
        return "claim"
    if also:
        return "attach"
    if hit.kind == "relation":
        return "undercut" if shift else "linked"
    return "counterpoint" if shift else "premise"


_MANNERS: dict[Way, Manner] = {
    "premise": Manner.SUPPORT,
    "linked": Manner.SUPPORT,
    "counterpoint": Manner.ATTACK,
    "undercut": Manner.UNDERCUT,
    "attach": Manner.SUPPORT,
}


def dropped(document: Document, passage: Passage, hit: Hit, *, shift: bool = False, also: bool = False) -> Drop:
    """What letting a passage go would do: in words, as a change, and in which manner."""
    way = way_on(hit, shift=shift, also=also)
    target = hit.id if way != "claim" else ""
    found: Taken = take(document, passage, way, target)
    if found.change is None:
        return Drop(found.why_not)
    return Drop(_words(document, way, target), found.change, _MANNERS.get(way))


def _words(document: Document, way: Way, target: Id) -> str:
    if way == "claim":
        return tr("Drop: new claim")
    here = step_or_number(document, target)
    if way == "attach":
        return tr("Drop: excerpt of {target}", target=here)
    if way == "linked":
        premises = ", ".join(number(document, id) for id in document.relations[target].premises)
        return tr("Drop: linked with {premises}", premises=premises)
    if way == "undercut":
        return tr("Drop: undercuts {target}", target=here)
    template = tr("Drop: premise of {target}") if way == "premise" else tr("Drop: counterpoint to {target}")
    return template.format(target=here)


def start(source: QWidget, passage: Passage, words: str, look: Style) -> None:
    """Drags a passage until it is let go somewhere."""
    drag = QDrag(source)
    drag.setMimeData(mime_of(passage, words))
    drag.setPixmap(_picture(words, look, source.devicePixelRatioF()))
    # Above the pointer: below it the map says what letting go would do.
    drag.setHotSpot(QPoint(-12, 32))
    drag.exec(Qt.DropAction.CopyAction)


def _picture(words: str, look: Style, ratio: float) -> QPixmap:
    shown = elide(" ".join(words.split()), 240.0, 12.0)
    wide, high = round(advance(shown, 12.0)) + 22, 26
    made = QPixmap(round(wide * ratio), round(high * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(look.border))
    painter.setBrush(QColor(look.card))
    painter.drawRoundedRect(QRect(0, 0, wide - 1, high - 1), 7, 7)
    painter.setPen(QColor(look.text))
    painter.setFont(font(12))
    painter.drawText(QRect(11, 0, wide - 16, high), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.end()
    return made


class Passages(QObject):
    """Watches the canvas for passages that are dragged over it, and for the card that the mouse points at.

    `taken` carries the claim that was made of a passage, "" where it became an excerpt; `pointed` the ids pointed at.
    """

    taken = Signal(str)
    pointed = Signal(tuple)

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._under, self._rested = NOTHING, False
        self._at = Pointer(QPointF(), QPointF(), Qt.KeyboardModifier.NoModifier)
        self._passage: Passage | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST)
        self._resting.timeout.connect(self._rest)
        self._pointing = QTimer(self)
        self._pointing.setSingleShot(True)
        self._pointing.setInterval(POINTING)
        self._pointing.timeout.connect(self._point)
        self._mouse = QPointF()
        self._pointed: tuple[Id, ...] = ()
        view.setAcceptDrops(True)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._mouse = event.position()
            if not event.buttons() and not self._pointing.isActive():
                self._pointing.start()
        elif kind == QEvent.Type.Leave:
            self._pointing.stop()
            self._tell(())
        elif kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            return self._moved(event)
        elif kind == QEvent.Type.DragLeave and self._passage is not None:
            self._end()
            return True
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent) and self._passage is not None:
            self._dropped(event)
            return True
        return False

    # Pointing.

    def _point(self) -> None:
        at = self._view.mapToScene(self._mouse.toPoint())
        found = self._view.map_scene().hit(at.x(), at.y())
        if found.kind == "tab":
            found = found.whole
        self._tell((found.id,) if found.kind in ("claim", "relation", "chip", "badge") else ())

    def _tell(self, ids: tuple[Id, ...]) -> None:
        if ids != self._pointed:
            self._pointed = ids
            self.pointed.emit(ids)

    # Dropping.

    def _moved(self, event: QDragMoveEvent) -> bool:
        passage = passage_in(event.mimeData())
        if passage is None:
            return False
        self._passage = passage
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        scene = self._view.map_scene()
        at = self._view.mapToScene(event.position().toPoint())
        self._at = Pointer(event.position(), at, event.modifiers())
        under = scene.hit(at.x(), at.y())
        under = under if way_on(under, shift=False, also=False) != "claim" else NOTHING
        under = under.whole
        if under != self._under:
            self._under, self._rested = under, False
            self._resting.start()
        self._show()
        return True

    def _rest(self) -> None:
        self._rested = True
        self._show()

    def drop(self) -> Drop | None:
        """What letting go now would do; None while the pointer has not rested on what is under it."""
        if self._passage is None or (self._under is not NOTHING and not self._rested):
            return None
        document = self._view.bridge.session.document
        return dropped(document, self._passage, self._under, shift=self._at.shift, also=self._at.also)

    def _show(self) -> None:
        found, previews = self.drop(), self._view.map_scene().previews
        if found is None:
            previews.drop("")
            self._view.hint.say(self._at.spot, "")
            return
        previews.drop(self._under.id if found.change is not None and self._under.kind != "none" else "", found.manner)
        self._view.hint.say(self._at.spot, found.words, found.manner, self._more())

    def _more(self) -> str:
        if self._under is NOTHING:
            return ""
        relation = self._under.kind == "relation"
        parts = []
        if not self._at.shift and not self._at.also:
            parts.append(tr("Shift: undercut") if relation else tr("Shift: counterpoint"))
        if not self._at.also:
            parts.append(tr("{key}: excerpt", key=ALSO_KEY))
        return "   ".join(parts)

    def _dropped(self, event: QDropEvent) -> None:
        # What the pointer is on when it is let go counts, rested or not: letting go is deliberate.
        self._rested = True
        self._at = Pointer(event.position(), self._view.mapToScene(event.position().toPoint()), event.modifiers())
        found = self.drop()
        on_canvas = self._under is NOTHING
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        at = self._at.at
        self._end()
        if found is None:
            return
        session = self._view.bridge.session
        if found.change is None:
            self._view.bridge.said.emit(found.words)
            return
        change = placed(session.document, found.change, at.x(), at.y()) if on_canvas else found.change
        claim = (change.focus or ("",))[-1]
        is_new = claim in change.puts and change.puts[claim].before is None
        if session.commit(change):
            self.taken.emit(claim if is_new else "")

    def _end(self) -> None:
        self._resting.stop()
        self._view.map_scene().previews.drop("")
        self._view.hint.say(self._at.spot, "")
        self._passage, self._under, self._rested = None, NOTHING, False
