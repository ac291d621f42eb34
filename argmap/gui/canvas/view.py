"""The view of the canvas: it takes keys and clicks, and hands them to the gesture or the text editor at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.core.change import Change
from argmap.core.ids import Id
from argmap.graphviz.style import Style
from argmap.gui import shortcuts, theme
from argmap.gui.bridge import Bridge
from argmap.gui.canvas.ahead import Ahead
from argmap.gui.canvas.camera import Camera
from argmap.gui.canvas.editing import Editing
from argmap.gui.canvas.hints import DropHint
from argmap.gui.canvas.keymap import Keymap, name_of
from argmap.gui.canvas.legend import Legend
from argmap.gui.canvas.minimap import Minimap
from argmap.gui.canvas.pointing import Pointing
from argmap.gui.canvas.scene import Hit, MapScene
from argmap.gui.canvas.starting import Starting
from argmap.gui.canvas.text_editor import TextEditor
from argmap.gui.canvas.tools.tool import Pointer
from argmap.text import tr

OVERLAYS = 14
"""The room between what lies over the map, in pixels."""


class MapView(Camera):
    """The canvas as a widget: scene, editor, minimap, legend and hint together.

    `action_wanted` carries the id of an action that a key or click here asks for. `edit_started` carries the claim
    whose text is edited; `edit_ended` the claim, and the id of the *typing* action that ended it ("" where the click
    or the focus went elsewhere). `context_menu` carries a place on the screen and what is there. `left`: Escape was
    pressed while nothing was at work.
    """

    action_wanted = Signal(str)
    edit_started = Signal(str)
    edit_ended = Signal(str, str)
    context_menu = Signal(QPoint, object)
    left = Signal()

    def __init__(self, bridge: Bridge, settings: Settings) -> None:
        theme.load_fonts()
        scene = MapScene(bridge, theme.chosen(settings["theme"]))
        super().__init__(scene, settings["text_scale"])
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Map"))
        self.bridge, self.settings = bridge, settings
        scene.setParent(self)
        scene.transition.settings = settings
        self.keymap = Keymap(shortcuts.in_force(settings))
        self.editing = Editing(self)
        self.hint = DropHint(self.viewport(), scene.ink)
        self.minimap = Minimap(self)
        self.legend, self._ahead = Legend(self), Ahead(self)
        self.pointing, self._starting = Pointing(self), Starting(self)
        self.covers: list[QWidget] = []
        """What else stands over the map and stays there while one works on it."""
        self._by_keys = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        bridge.stepped.connect(self._heed)
        bridge.selected.connect(self._show_ring)
        self.edit_started.connect(self._show_ring)
        self.edit_ended.connect(self._show_ring)
        self.seen_changed.connect(self._place_overlays)

    @property
    def editor(self) -> TextEditor:
        """The text editor over the cards."""
        return self.editing.editor

    # What the window asks for.

    def set_style(self, style: Style) -> None:
        """Changes the colours."""
        scene = self.map_scene()
        scene.set_style(style)
        self.editor.set_ink(scene.ink)
        self.hint.set_ink(scene.ink)
        self.legend.refresh()
        self.minimap.refresh()
        self.viewport().update()

    def set_text_scale(self, scale: float) -> None:
        super().set_text_scale(scale)
        self.hint.scale = scale
        self._place_overlays()

    def set_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Takes up other keys: those of every action, by its id."""
        self.keymap = Keymap(keys)

    def refresh_overlays(self) -> None:
        """Shows minimap and legend as the settings say now."""
        self._place_overlays()

    def cancel(self) -> bool:
        """Ends the gesture at work without a change; says whether there was one."""
        return self.pointing.cancel()

    def is_editing(self) -> bool:
        """Whether a text is being edited."""
        return self.editing.is_on

    def begin_edit(self, id: Id, passage: bool = False) -> bool:
        """Opens the editor over a claim's card, the cursor at the text's end; says whether it could.

        `passage`: the claim was just made of words of an article; they are selected, to be put in one's own.
        """
        return self.editing.begin(id, passage=passage)

    def end_edit(self, keep: bool = True) -> None:
        """Closes the editor; what was typed is kept, unless `keep` is off."""
        self.editing.end(keep=keep)

    # What gestures and the editor ask for.

    def commit_still(self, change: Change | None) -> bool:
        """Commits a change whose cards stand already where the gesture has left them: nothing glides."""
        transition = self.map_scene().transition
        transition.still = True
        try:
            return self.bridge.session.commit(change)
        finally:
            transition.still = False

    def commit_new(self, change: Change | None) -> bool:
        """Commits a change that adds a card, and begins to edit it."""
        if change is None or not change.focus or not self.commit_still(change):
            return False
        return self.begin_edit(change.focus[-1])

    def input_changed(self) -> None:
        """Tells input methods that cursor or text are others now."""
        self.updateMicroFocus()

    # Session, selection and focus.

    def _heed(self, step: Step) -> None:
        reach = max(abs(edge) for edge in self.map_scene().geometry.bounds) + 100_000
        if reach > self.sceneRect().right():
            self.setSceneRect(-2 * reach, -2 * reach, 4 * reach, 4 * reach)
        self.editing.heed(step)
        if step.what == "load":
            self.cancel()
            self.fit()
        self._place_overlays()

    def _show_ring(self, *_: object) -> None:
        """The ring of the keyboard focus goes with the primary card, while keys are what moves it."""
        chosen = self.bridge.session.selection
        on = self._by_keys and self.hasFocus() and bool(chosen) and not self.is_editing()
        self.map_scene().set_focus_ring(chosen[-1] if on else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._by_keys = True
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointing.forget_key()
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.editing.commit()  # one will be back
        else:
            self.end_edit()
        self._show_ring()

    # Keys.

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._by_keys = True
            self.pointing.leave()
            ends = self.pointing.tool is not None and _is_escape(event)
            if ends or self.is_editing() or self._starting.takes(event):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False  # Tab adds a premise, F6 leads on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        name = name_of(event)
        if self.is_editing():
            self.editing.key(event)
        elif self.pointing.tool is not None:
            if _is_escape(event):
                self.cancel()
            else:
                self.pointing.hold(event)
        elif name in self.keymap.released:
            if not event.isAutoRepeat():
                self.pointing.press_key(name)
        elif _is_escape(event):
            self.left.emit()
        elif not self._starting.key(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        self.pointing.hold(event)
        if key := self.pointing.release_key(event):
            self.action_wanted.emit(self.keymap.released[key])

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.is_editing():
            self.editing.compose(event)
            event.accept()
        else:
            event.setAccepted(self._starting.compose(event))

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        if query == Qt.InputMethodQuery.ImEnabled:
            return self.is_editing() or bool(self._starting.into())
        answer = self.editing.query(query) if self.is_editing() else None
        return super().inputMethodQuery(query) if answer is None else answer

    # Mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._by_keys = False
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pointing.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointing.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        scene, chosen = self.map_scene(), self.bridge.session.selection
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.to_scene(QPointF(event.pos()))
            on_text = self.editing.covers(Pointer(QPointF(event.pos()), at, event.modifiers()))
            hit = Hit("text", self.editing.claim) if on_text else scene.hit(at.x(), at.y())
            self.context_menu.emit(event.globalPos(), hit)
            return
        # By the keyboard: on the card that is selected.
        spot = self.spot(chosen[-1]) if chosen else None
        spot = QPointF(self.viewport().rect().center()) if spot is None else spot
        kind = "text" if self.is_editing() else "relation" if chosen and chosen[-1] in scene.relations else "claim"
        self.context_menu.emit(self.viewport().mapToGlobal(spot.toPoint()), Hit(kind, chosen[-1]) if chosen else Hit())

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self.pointing.again()

    # What lies over the map.

    def resizeEvent(self, event: QResizeEvent) -> None:
        selection = self.bridge.session.selection
        one = selection[-1] if selection and not self._fits else ""
        was_seen = self._is_whole(one, event.oldSize())
        super().resizeEvent(event)
        self._place_overlays()
        if was_seen and not self._is_whole(one, event.size()):
            self.reveal(one)  # what one works on stays in view

    def _is_whole(self, id: Id, size: QSize) -> bool:
        """Whether all of a card is in a view of such a size."""
        box = self.map_scene().geometry.cards.get(id)
        if box is None:
            return False
        card = self.viewportTransform().mapRect(QRectF(box.left, box.top, box.width, box.height))
        return QRectF(QPointF(), size.toSizeF()).contains(card)

    def overlays(self) -> list[QRectF]:
        over = [QRectF(part.geometry()) for part in (self.legend, self.minimap) if part.isVisible()]
        for part in self.covers:
            if part.isVisible():
                over.append(QRectF(QRect(self.mapFromGlobal(part.mapToGlobal(QPoint())), part.size())))
        return over

    def _place_overlays(self) -> None:
        self.map_scene().transition.seen = self.seen()
        self.minimap.place()
        self.legend.place()

    def minimap_width(self) -> int:
        """How wide the minimap is, with the room beside it; 0 where it is not shown."""
        return 0 if self.minimap.isHidden() else self.minimap.width() + OVERLAYS


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape
