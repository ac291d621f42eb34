"""The view of the canvas: it takes keys and clicks, hands them to the gesture or the text editor at work."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)

from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.core.change import Change
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.graphviz.style import Style
from argmap.gui import shortcuts, theme
from argmap.gui.bridge import Bridge
from argmap.gui.canvas.camera import Camera
from argmap.gui.canvas.hints import DropHint
from argmap.gui.canvas.keymap import Keymap, name_of, typed_by
from argmap.gui.canvas.legend import Legend
from argmap.gui.canvas.minimap import Minimap
from argmap.gui.canvas.scene import Hit, MapScene
from argmap.gui.canvas.text_editor import TextEditor
from argmap.gui.canvas.tools.idle import Idle
from argmap.gui.canvas.tools.pan import Pan
from argmap.gui.canvas.tools.tool import Pointer, Tool
from argmap.gui.canvas.typing import Typing
from argmap.layout.card import word
from argmap.text import tr

EDGE = 28
"""How near the view's edge the pointer has to come, in pixels, for the map to move while something is dragged."""

FASTEST = 22.0
"""How many pixels the map then moves in a tick of 16 ms at most."""

NEXT = {
    "typing-premise": "add-premise",
    "typing-counterpoint": "add-counterpoint",
    "typing-linked": "add-linked",
}
"""What is asked for after a text is done, by the key that ended it."""


class MapView(Camera):
    """The canvas as a widget: scene, editor, minimap, legend and hint together.

    `action_wanted` carries the id of an action that a key or click here asks for. `edit_started` carries the claim
    whose text is edited; `edit_ended` the claim, and the id of the *typing* action that ended it ("" where the click
    or the focus went elsewhere). `context_menu` carries a place on the screen and what is there.
    """

    action_wanted = Signal(str)
    edit_started = Signal(str)
    edit_ended = Signal(str, str)
    context_menu = Signal(QPoint, object)

    def __init__(self, bridge: Bridge, settings: Settings) -> None:
        theme.load_fonts()
        scene = MapScene(bridge, theme.chosen(settings["theme"]))
        super().__init__(scene, settings["text_scale"])
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Map"))
        self.bridge, self.settings = bridge, settings
        scene.setParent(self)
        scene.transition.settings = settings
        self.editor = TextEditor(scene.ink)
        scene.addItem(self.editor)
        self.hint = DropHint(self.viewport(), scene.ink)
        self.legend = Legend(self)
        self.minimap = Minimap(self)
        self.keymap = Keymap(shortcuts.in_force(settings))
        self._typing: Typing | None = None
        self._tool: Tool | None = None
        self._idle = Idle(self)
        self._by_keys = False
        self._space = ""
        self._selects_text = False
        self._clicks = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._blinking = QTimer(self)
        self._blinking.timeout.connect(self.editor.blink)
        self._edging = QTimer(self)
        self._edging.setInterval(16)
        self._edging.timeout.connect(self._scroll_at_edge)
        bridge.stepped.connect(self._heed)
        bridge.selected.connect(self._show_ring)
        bridge.said.connect(self._announce)
        self.seen_changed.connect(self._place_overlays)

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

    def set_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Takes up other keys: those of every action, by its id."""
        self.keymap = Keymap(keys)

    def refresh_overlays(self) -> None:
        """Shows minimap and legend as the settings say now."""
        self._place_overlays()

    def cancel(self) -> bool:
        """Ends the gesture at work without a change; says whether there was one."""
        tool, self._tool = self._tool, None
        self._edging.stop()
        self._idle.forget()
        if tool is not None:
            tool.cancel()
            self.viewport().unsetCursor()
        return tool is not None

    # Editing a text.

    def is_editing(self) -> bool:
        """Whether a text is being edited."""
        return self._typing is not None

    def begin_edit(self, id: Id, passage: bool = False) -> bool:
        """Opens the editor over a claim's card, the cursor at the text's end; says whether it could.

        `passage`: the claim was just made of words of an article; they are selected, to be put in one's own.
        """
        self.end_edit()
        scene, session = self.map_scene(), self.bridge.session
        claim = session.document.claims.get(id)
        if claim is None or id in scene.hidden:
            return False
        self.cancel()
        if scene.is_far:
            self._zoom_in_on(id)
        self.reveal(id)
        session.select((id,))
        scene.editing = id
        item = scene.claims[id]
        item.set_look(editing=True)
        item.set_handles(())
        item.setZValue(9)
        role = word(derive(session.document).rows[id].role).lower()
        self.editor.open(claim.text, item.pos(), tr("Type the {role}", role=role))
        if passage:
            self.editor.select_all()
        self._typing = Typing(session, self.editor, id, self, passage=passage)
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 0:
            self._blinking.start(flash // 2)
        self.setFocus()
        self.updateMicroFocus()
        self.edit_started.emit(id)
        return True

    def _zoom_in_on(self, id: Id) -> None:
        box = self.map_scene().geometry.cards[id]
        self.look_at(*box.centre, 1.0)

    def end_edit(self, keep: bool = True, by: str = "") -> None:
        """Closes the editor; what was typed is kept, unless `keep` is off. `by`: the typing action that does it."""
        typing, self._typing = self._typing, None
        if typing is None:
            return
        self._blinking.stop()
        self.editor.close()
        scene = self.map_scene()
        scene.editing = ""
        typing.finish(keep=keep)
        item = scene.claims.get(typing.claim)
        if item is not None:
            item.set_look(editing=False)
            item.setZValue(2)
        typing.deleteLater()
        self.updateMicroFocus()
        self.edit_ended.emit(typing.claim, by)

    def _finish_edit(self, by: str) -> None:
        """Does what a key asks for that the editor does not do itself."""
        if by == "typing-line":
            self.editor.insert("\n", block=False)
            self._follow_typing()
        elif not by.startswith("typing-"):
            if self._typing is not None:
                self._typing.commit()
            self.action_wanted.emit(by)
        elif by == "typing-linked" and self.editor.buffer.text[self.editor.buffer.cursor :].strip():
            self._split()
        else:
            self.end_edit(by=by)
            if by in NEXT:
                self.action_wanted.emit(NEXT[by])

    def _split(self) -> None:
        assert self._typing is not None
        second = self._typing.split()
        if not second:
            self.bridge.said.emit(tr("There is nothing to split off before the cursor"))
            return
        self.end_edit(by="typing-linked")
        if self.begin_edit(second):
            self.editor.go_to(0)

    def _follow_typing(self) -> None:
        if self._typing is None:
            return
        self._typing.follow()
        if self._blinking.isActive():
            self._blinking.start()
        self.reveal_area(self.editor.caret_place().adjusted(-20, -10, 20, 10))
        self.updateMicroFocus()

    def _heed(self, step: Step) -> None:
        """Follows a step of the session: the editor stands where its card stands, or closes with it."""
        bounds = self.map_scene().geometry.bounds
        reach = max(abs(edge) for edge in bounds) + 100_000
        if reach > self.sceneRect().right():
            self.setSceneRect(-2 * reach, -2 * reach, 4 * reach, 4 * reach)
        if self._typing is not None:
            if step.what == "load" or not self._typing.heed(step):
                self.end_edit()
            else:
                self.editor.setPos(self.map_scene().claims[self._typing.claim].pos())
        if step.what == "load":
            self.cancel()
            self._fits = True
            self.fit()
        self._place_overlays()

    # Changes that gestures hand over.

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

    # Selection and focus.

    def _show_ring(self, ids: Sequence[Id] = ()) -> None:
        """The ring of the keyboard focus goes with the primary card, while keys are what moves it."""
        chosen = self.bridge.session.selection
        on = self._by_keys and self.hasFocus() and bool(chosen) and not self.is_editing()
        self.map_scene().set_focus_ring(chosen[-1] if on else "")

    def _announce(self, text: str) -> None:
        self.setAccessibleDescription(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._by_keys = True
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = ""
        popup = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if popup and self._typing is not None:
            self._typing.commit()
        elif not popup:
            self.end_edit()
        self._show_ring()

    # Keys.

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._by_keys = True
            if self.is_editing() or self._types(event) or (self._tool is not None and _is_escape(event)):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False  # Tab adds a premise, F6 leads on

    def _types(self, event: QKeyEvent) -> bool:
        """Whether a key would begin to edit the card that is selected."""
        text = typed_by(event, sys.platform)
        return bool(text) and name_of(event) not in self.keymap.released and bool(self._typed_into())

    def _typed_into(self) -> Id:
        selection = self.bridge.session.selection
        return selection[0] if len(selection) == 1 and selection[0] in self.bridge.session.document.claims else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if self.is_editing():
            asked = self.editor.key(event, self.keymap)
            if asked:
                self._finish_edit(asked)
            else:
                self._follow_typing()
            return
        if self._tool is not None:
            if _is_escape(event):
                self.cancel()
            else:
                self._hold(event)
            return
        name = name_of(event)
        if name in self.keymap.released:
            if not event.isAutoRepeat():
                self._space = name
                self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._types(event) and self.begin_edit(self._typed_into()):
            self.editor.key(event, self.keymap)
            self._follow_typing()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if self._tool is not None:
            self._hold(event)
        asked = self.keymap.released.get(self._space, "")
        if asked and self._space == (name_of(event) or self._space) and event.text().strip() == "":
            self._space = ""
            self.viewport().unsetCursor()
            if self._tool is None:
                self.action_wanted.emit(asked)

    def _hold(self, event: QKeyEvent) -> None:
        """Tells the gesture which keys are held now: Shift and Ctrl change what it would do."""
        if self._tool is not None:
            last = self._tool.last
            self._tool.move(Pointer(last.spot, last.at, _held_after(event)))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        begins = bool(event.commitString() or event.preeditString())
        if not self.is_editing() and not (begins and self._typed_into() and self.begin_edit(self._typed_into())):
            event.ignore()
            return
        self.editor.compose(event)
        self._follow_typing()
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        if query == Qt.InputMethodQuery.ImEnabled:
            return self.is_editing() or bool(self._typed_into())
        if not self.is_editing():
            return super().inputMethodQuery(query)
        answer = self.editor.query(query)
        if query in (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle):
            return self.viewportTransform().mapRect(answer)
        return super().inputMethodQuery(query) if answer is None else answer

    # Mouse.

    def pointer(self, event: QMouseEvent) -> Pointer:
        """Where the mouse is."""
        return Pointer(event.position(), self._to_scene(event.position()), event.modifiers())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._by_keys = False
        at = self.pointer(event)
        if self._tool is not None:  # another button ends a gesture
            self.cancel()
            return
        if event.button() == Qt.MouseButton.LeftButton and self._space:
            self._begin(Pan(self, at))
            return
        if self.is_editing():
            if self.editor.covers(at.at.x(), at.at.y()):
                self._press_in_text(event, at)
                return
            self.end_edit()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._begin(Pan(self, at))
        elif event.button() == Qt.MouseButton.LeftButton:
            self._idle.press(at)
        elif event.button() == Qt.MouseButton.RightButton:
            self._select_for_menu(at)

    def _press_in_text(self, event: QMouseEvent, at: Pointer) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self.editor.paste_selection(at.at.x(), at.at.y())
            self._follow_typing()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._selects_text = True
            if self._clicks == 2:
                self.editor.select_all()
            else:
                self.editor.press(at.at.x(), at.at.y(), extend=at.shift)
            self.updateMicroFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        at = self.pointer(event)
        if self._selects_text:
            self.editor.drag(at.at.x(), at.at.y())
        elif self._tool is not None:
            self._tool.move(at)
            self._watch_edge(at)
        elif event.buttons() == Qt.MouseButton.LeftButton:
            tool = self._idle.move(at)
            if tool is not None:
                self._begin(tool)
                tool.move(at)
        elif event.buttons() == Qt.MouseButton.NoButton:
            if self.is_editing() and self.editor.covers(at.at.x(), at.at.y()):
                self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            elif not self._space:
                self._idle.hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        at = self.pointer(event)
        tool = self._tool
        if self._selects_text:
            self._selects_text = False
        elif tool is not None:
            self._tool = None
            self._edging.stop()
            self.viewport().unsetCursor()
            tool.release(at)
            self._space = ""
        elif event.button() == Qt.MouseButton.LeftButton:
            self._idle.release(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton or self._tool is not None:
            return
        at = self.pointer(event)
        if self.is_editing() and self.editor.covers(at.at.x(), at.at.y()):
            self.editor.pick_word(at.at.x(), at.at.y())
            self._clicks = 2
            QTimer.singleShot(QGuiApplication.styleHints().mouseDoubleClickInterval(), self, self._forget_clicks)
        elif not self._space:
            self._idle.double_click(at)

    def _forget_clicks(self) -> None:
        self._clicks = 0

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._idle.leave()

    def _begin(self, tool: Tool) -> None:
        self._idle.leave()
        self._tool = tool
        shape = Qt.CursorShape.ClosedHandCursor if isinstance(tool, Pan) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _select_for_menu(self, at: Pointer) -> None:
        hit, session = self.map_scene().hit(at.at.x(), at.at.y()), self.bridge.session
        if hit.id and hit.id not in session.selection:
            session.select((hit.id,))
        elif not hit.id:
            session.select(())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self._to_scene(QPointF(event.pos()))
            hit = self.map_scene().hit(at.x(), at.y())
            if self.is_editing() and self.editor.covers(at.x(), at.y()):
                hit = Hit("text", hit.id)
            self.context_menu.emit(event.globalPos(), hit)
            return
        # By the keyboard: beside the card that is selected.
        chosen = self.bridge.session.selection
        spot = self.spot(chosen[-1]) if chosen else None
        spot = QPointF(self.viewport().rect().center()) if spot is None else spot
        kind = "text" if self.is_editing() else "claim" if chosen and chosen[-1] in self.map_scene().claims else "none"
        hit = Hit(kind, chosen[-1]) if chosen and kind != "none" else Hit()
        self.context_menu.emit(self.viewport().mapToGlobal(spot.toPoint()), hit)

    # The map moves while something is dragged to the edge.

    def _watch_edge(self, at: Pointer) -> None:
        tool = self._tool
        if tool is not None and tool.scrolls and any(self._edge_speed(at.spot)):
            if not self._edging.isActive():
                self._edging.start()
        else:
            self._edging.stop()

    def _edge_speed(self, spot: QPointF) -> tuple[float, float]:
        port = self.viewport().rect()

        def speed(at: float, low: float, high: float) -> float:
            near = max(low + EDGE - at, 0.0) - max(at - (high - EDGE), 0.0)
            return max(-FASTEST, min(FASTEST, near / EDGE * FASTEST / 2))

        return speed(spot.x(), port.left(), port.right()), speed(spot.y(), port.top(), port.bottom())

    def _scroll_at_edge(self) -> None:
        if self._tool is None:
            self._edging.stop()
            return
        last = self._tool.last
        self.pan_by(*self._edge_speed(last.spot))
        self._tool.move(Pointer(last.spot, self._to_scene(last.spot), last.held))

    def wheelEvent(self, event: Any) -> None:
        super().wheelEvent(event)
        if self._tool is not None:
            last = self._tool.last
            self._tool.move(Pointer(last.spot, self._to_scene(last.spot), last.held))

    # What lies over the map.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()

    def overlays(self) -> list[QRectF]:
        return [QRectF(over.geometry()) for over in (self.legend, self.minimap) if over.isVisible()]

    def _place_overlays(self) -> None:
        self.map_scene().transition.seen = self.seen()
        self.legend.place()
        self.minimap.place()


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape


def _held_after(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers held after a key that is one of them itself."""
    own = {
        Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
        Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
        Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    }.get(Qt.Key(event.key()), Qt.KeyboardModifier.NoModifier)
    if event.type() == QEvent.Type.KeyPress:
        return event.modifiers() | own
    return event.modifiers() & ~own

