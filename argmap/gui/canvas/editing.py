"""Editing a claim's text in place: opens and closes the editor, and passes on what its keys ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent

from argmap.app.session import Step
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.gui.canvas.text_editor import TextEditor
from argmap.gui.canvas.tools.tool import Pointer
from argmap.gui.canvas.typed import Typing
from argmap.layout.card import word
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

NEXT = {
    "typing-premise": "add-premise",
    "typing-counterpoint": "add-counterpoint",
    "typing-linked": "add-linked",
}
"""What is asked for after a text is done, by the key that ended it."""

ON_TOP, IN_PLACE = 9, 2
"""The level of the card that is edited, which may grow over others, and of all cards."""


class Editing(QObject):
    """The one editor of a view, and the typing that it is open for."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._scene, self._session = view.map_scene(), view.bridge.session
        self.editor = TextEditor(self._scene.ink)
        self._scene.addItem(self.editor)
        self._typing: Typing | None = None
        self._selecting = False
        self._clicks = 0
        self._blinking = QTimer(self)
        self._blinking.timeout.connect(self.editor.blink)

    @property
    def is_on(self) -> bool:
        """Whether a text is being edited."""
        return self._typing is not None

    @property
    def claim(self) -> Id:
        """The claim whose text is edited, "" for none."""
        return self._typing.claim if self._typing is not None else ""

    def begin(self, id: Id, *, passage: bool = False) -> bool:
        """Opens the editor over a card, the cursor at the text's end; False where there is no such card in view."""
        self.end()
        scene, view = self._scene, self._view
        claim = self._session.document.claims.get(id)
        if claim is None or id in scene.hidden:
            return False
        view.cancel()
        if scene.is_far:
            view.look_at(*scene.geometry.cards[id].centre, 1.0)
        view.reveal(id)
        self._session.select((id,))
        scene.editing = id
        item = scene.claims[id]
        item.set_look(editing=True)
        item.set_handles(())
        item.setZValue(ON_TOP)
        role = word(derive(self._session.document).rows[id].role).lower()
        self.editor.open(claim.text, item.pos(), tr("Type the {role}", role=role))
        if passage:
            self.editor.select_all()
        self._typing = Typing(self._session, self.editor, id, self, passage=passage)
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 0:
            self._blinking.start(flash // 2)
        view.setFocus()
        view.input_changed()
        view.edit_started.emit(id)
        return True

    def end(self, *, keep: bool = True, by: str = "", elsewhere: bool = False) -> None:
        """Closes the editor; what was typed is kept, unless `keep` is off. `by`: the typing action that does it.

        `elsewhere`: the session holds another map by now, which has nothing to do with what was typed.
        """
        typing, self._typing = self._typing, None
        if typing is None:
            return
        self._blinking.stop()
        self._selecting = False
        self.editor.close()
        self._scene.editing = ""
        if elsewhere:
            typing.forget()
        else:
            typing.finish(keep=keep)
        item = self._scene.claims.get(typing.claim)
        if item is not None:
            item.set_look(editing=False)
            item.setZValue(IN_PLACE)
        typing.deleteLater()
        self._view.input_changed()
        self._view.edit_ended.emit(typing.claim, by)

    def commit(self) -> None:
        """Commits what was typed so far, and goes on."""
        if self._typing is not None:
            self._typing.commit()

    def heed(self, step: Step) -> None:
        """Follows a step of the session: the editor stands where its card stands, or closes with it."""
        if self._typing is None:
            return
        if step.what == "load" or not self._typing.heed(step):
            self.end(elsewhere=step.what == "load")
        else:
            self.editor.setPos(self._scene.claims[self._typing.claim].pos())

    # Keys and input methods.

    def key(self, event: QKeyEvent) -> None:
        """Takes a key, each of them: none is left to a shortcut."""
        asked = self.editor.key(event, self._view.keymap)
        if asked:
            self._do(asked)
        else:
            self._follow()

    def _do(self, asked: str) -> None:
        cursor = self.editor.buffer.cursor
        if asked == "typing-line":
            self.editor.insert("\n", block=False)
            self._follow()
        elif not asked.startswith("typing-"):
            self.commit()
            self._view.action_wanted.emit(asked)
        elif asked == "typing-linked" and self.editor.buffer.text[cursor:].strip():
            self._split()
        else:
            self.end(by=asked)
            if asked in NEXT:
                self._view.action_wanted.emit(NEXT[asked])

    def _split(self) -> None:
        assert self._typing is not None
        second = self._typing.split()
        if not second:
            self._view.bridge.said.emit(tr("There is nothing to split off before the cursor"))
            return
        self.end(by="typing-linked")
        if self.begin(second):
            self.editor.go_to(0)

    def compose(self, event: QInputMethodEvent) -> None:
        """Takes what an input method has composed."""
        self.editor.compose(event)
        self._follow()

    def query(self, what: Qt.InputMethodQuery) -> Any:
        """What an input method asks, rectangles in pixels of the view; None for what is not known here."""
        answer = self.editor.query(what)
        if what in (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle):
            return self._view.viewportTransform().mapRect(answer)
        return answer

    def _follow(self) -> None:
        """After each key: the card grows, the cursor stays in sight and lit."""
        if self._typing is None:
            return
        self._typing.follow()
        if self._blinking.isActive():
            self._blinking.start()
        self._view.reveal_area(self.editor.caret_place().adjusted(-20, -10, 20, 10))
        self._view.input_changed()

    # Mouse.

    def covers(self, at: Pointer) -> bool:
        """Whether the pointer is on the text that is edited."""
        return self.is_on and self.editor.covers(at.at.x(), at.at.y())

    def press(self, event: QMouseEvent, at: Pointer) -> None:
        """Puts the cursor where the mouse is pressed, or on X11 pastes there what is selected elsewhere."""
        x, y = at.at.x(), at.at.y()
        if event.button() == Qt.MouseButton.MiddleButton:
            self.editor.paste_selection(x, y)
            self._follow()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._selecting = True
            if self._clicks == 2:
                self.editor.select_all()
            else:
                self.editor.press(x, y, extend=at.shift)
            self._view.input_changed()

    def drag(self, at: Pointer) -> bool:
        """Selects as far as the mouse is dragged; False where the text was not pressed."""
        if self._selecting:
            self.editor.drag(at.at.x(), at.at.y())
        return self._selecting

    def release(self) -> bool:
        """The button is let go; False where the text was not pressed."""
        selecting, self._selecting = self._selecting, False
        return selecting

    def double_click(self, at: Pointer) -> None:
        """Selects the word under the pointer; a third click selects all."""
        self.editor.pick_word(at.at.x(), at.at.y())
        self._clicks = 2
        QTimer.singleShot(QGuiApplication.styleHints().mouseDoubleClickInterval(), self, self._forget_clicks)

    def _forget_clicks(self) -> None:
        self._clicks = 0
