"""The one in-place editor: it lies exactly over a card's text and breaks lines as the card does.

It is drawn on the canvas and takes its keys, clicks and input methods from the view, so that nothing of Qt's own
text editing, with its shortcuts, rich text and other line breaks, has a part in it.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from argmap.edit.cleaning import clean
from argmap.graphviz.ink import baseline, middles
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.keymap import Keymap, name_of, typed_by
from argmap.gui.canvas.moving import moved
from argmap.gui.canvas.paint_card import LEFT, RIGHT, settle
from argmap.gui.canvas.text_buffer import TextBuffer
from argmap.gui.canvas.text_lines import TextLines
from argmap.layout.metrics import CARD_WIDTH, LINE_HEIGHT, TEXT_SIZE

AROUND = QRectF(-8, -5, 16, 8)
"""What the editor's frame adds to the card's text on each side."""


class TextEditor(QGraphicsItem):
    """The editor as an item over a card; hidden where nothing is edited.

    `changed` is called after each change of the text, `moved_cursor` whenever the cursor may stand elsewhere.
    """

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self.buffer = TextBuffer()
        self.lines = TextLines(ink.text_font)
        self.hint = ""
        """What is shown while there is no text."""
        self._preedit, self._preedit_cursor = "", 0
        self._upper = False
        self._goal: float | None = None
        self._lit = True
        self.setZValue(10)
        self.setVisible(False)

    # Opening and closing.

    def open(self, text: str, place: QPointF, hint: str) -> None:
        """Shows a text to be edited over the card whose top left corner is given, the cursor at its end."""
        self.buffer, self.hint = TextBuffer(text), hint
        self._preedit, self._preedit_cursor, self._upper, self._goal = "", 0, False, None
        self.setPos(place)
        self._lay_out()
        self.setVisible(True)

    def close(self) -> None:
        """Takes what an input method is still at as typed, and hides."""
        if self._preedit:
            QGuiApplication.inputMethod().reset()
            self._preedit = ""
        self.setVisible(False)

    def set_ink(self, ink: Ink) -> None:
        """Changes the colours."""
        self.ink = ink
        self.update()

    def _lay_out(self) -> None:
        self.prepareGeometryChange()
        cursor = self.buffer.cursor
        self.lines.take(self.buffer.text[:cursor] + self._preedit + self.buffer.text[cursor:])
        self._lit = True
        self.update()

    # Keys.

    def key(self, event: QKeyEvent, keymap: Keymap) -> str:
        """Does what a key means and gives the id of the action that it asks for; every key is taken."""
        name = name_of(event)
        if name in keymap.typing:
            return keymap.typing[name]
        if name in keymap.passing:
            return keymap.passing[name]
        if not self._command(event) and not self._erase(event):
            to = moved(event, self.buffer, self.lines, self._upper, self._goal, sys.platform)
            if to is not None:
                self.buffer.move(to.at, select=to.select)
                self._upper, self._goal = to.upper, to.goal
                self._lay_out()
                return ""
            if typed := typed_by(event, sys.platform):
                self.buffer.insert(clean(typed))
        self._after()
        return ""

    def _command(self, event: QKeyEvent) -> bool:
        standard = QKeySequence.StandardKey
        for key, does in (
            (standard.Undo, self.buffer.undo),
            (standard.Redo, self.buffer.redo),
            (standard.Cut, self.cut),
            (standard.Copy, self.copy),
            (standard.Paste, self.paste),
            (standard.SelectAll, self.buffer.select_all),
        ):
            if event.matches(key):
                does()
                return True
        return False

    def _erase(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if key not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return False
        by_word = Qt.KeyboardModifier.AltModifier if sys.platform == "darwin" else Qt.KeyboardModifier.ControlModifier
        others = held & ~Qt.KeyboardModifier.KeypadModifier & ~by_word
        if others & ~Qt.KeyboardModifier.ShiftModifier:
            return True
        self.buffer.erase(forward=key == Qt.Key.Key_Delete, word=bool(held & by_word))
        return True

    def _after(self) -> None:
        self._upper, self._goal = False, None
        self._lay_out()

    # What keys, menu and view do.

    def insert(self, text: str, *, block: bool = True) -> None:
        """Puts text in the place of the selection."""
        self.buffer.insert(clean(text), block=block)
        self._after()

    def cut(self) -> None:
        """Moves what is selected to the clipboard."""
        if self.buffer.selected:
            self.copy()
            self.buffer.insert("", block=True)
            self._after()

    def copy(self) -> None:
        """Copies what is selected to the clipboard."""
        if self.buffer.selected:
            QGuiApplication.clipboard().setText(self.buffer.selected)

    def paste(self) -> None:
        """Puts in the text of the clipboard, and nothing of it but the text."""
        self.insert(QGuiApplication.clipboard().text())

    def select_all(self) -> None:
        """Selects the whole text."""
        self.buffer.select_all()
        self._lay_out()

    def go_to(self, at: int) -> None:
        """Puts the cursor at an offset, with nothing selected."""
        self.buffer.move(self.buffer.snapped(at))
        self._upper, self._goal = False, None
        self._lay_out()

    def blink(self, lit: bool | None = None) -> None:
        """Shows the cursor, or hides it; without a value, the other way round."""
        self._lit = not self._lit if lit is None else lit
        self.update(self._caret().adjusted(-3, -3, 3, 3))

    # Mouse; places are on the canvas.

    def covers(self, x: float, y: float) -> bool:
        """Whether a point of the canvas lies within the editor's frame."""
        return self._frame().translated(self.pos()).contains(x, y)

    def press(self, x: float, y: float, *, extend: bool = False) -> None:
        """Puts the cursor where the mouse is pressed."""
        at, self._upper = self.lines.at(QPointF(x, y) - self.pos())
        self.buffer.move(self.buffer.snapped(min(at, len(self.buffer.text))), select=extend)
        self._goal = None
        self._lay_out()

    def drag(self, x: float, y: float) -> None:
        """Selects as far as the mouse is dragged."""
        self.press(x, y, extend=True)
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.buffer.selected:
            clipboard.setText(self.buffer.selected, clipboard.Mode.Selection)

    def pick_word(self, x: float, y: float) -> None:
        """Selects the word under the mouse."""
        at, _ = self.lines.at(QPointF(x, y) - self.pos())
        self.buffer.select_word(at)
        self._lay_out()

    def paste_selection(self, x: float, y: float) -> None:
        """Puts in what is selected elsewhere, as the middle button does on X11."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection():
            text = clipboard.text(clipboard.Mode.Selection)
            self.press(x, y)
            self.insert(text)

    # Input methods.

    def compose(self, event: QInputMethodEvent) -> None:
        """Takes what an input method has composed, and shows what it is still at."""
        buffer = self.buffer
        if event.commitString() or event.replacementLength():
            at = self._units(buffer.text[: buffer.cursor]) + event.replacementStart()
            if event.replacementLength():
                start = self._points(at)
                buffer.replace(start, self._points(at + event.replacementLength()), clean(event.commitString()))
            else:
                buffer.insert(clean(event.commitString()))
        elif event.preeditString() and buffer.selected:
            buffer.erase()
        self._preedit = clean(event.preeditString()).replace("\n", " ")
        self._preedit_cursor = len(self._preedit)
        for attribute in event.attributes():
            if attribute.type == QInputMethodEvent.AttributeType.Cursor:
                before = self._preedit.encode("utf-16-le")[: 2 * attribute.start]
                self._preedit_cursor = len(before.decode("utf-16-le", "ignore"))
        self._after()

    def query(self, what: Qt.InputMethodQuery) -> Any:
        """What an input method asks; rectangles are on the canvas."""
        text, cursor = self.buffer.text, self.buffer.cursor
        query = Qt.InputMethodQuery
        if what in (query.ImCursorRectangle, query.ImAnchorRectangle):
            return self._caret().translated(self.pos())
        if what == query.ImFont:
            return self.ink.text_font
        if what in (query.ImCursorPosition, query.ImAbsolutePosition):
            return self._units(text[:cursor])
        if what == query.ImAnchorPosition:
            return self._units(text[: self.buffer.state.anchor])
        answers = {
            query.ImEnabled: True,
            query.ImHints: Qt.InputMethodHint.ImhMultiLine.value,
            query.ImSurroundingText: text,
            query.ImCurrentSelection: self.buffer.selected,
            query.ImTextBeforeCursor: text[:cursor],
            query.ImTextAfterCursor: text[cursor:],
        }
        return answers.get(what)

    @staticmethod
    def _units(text: str) -> int:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _points(self, units: int) -> int:
        encoded = self.buffer.text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)]
        return len(encoded.decode("utf-16-le", "ignore"))

    # Painting.

    def _caret(self) -> QRectF:
        return self.lines.caret(self.buffer.cursor + self._preedit_cursor * bool(self._preedit), upper=self._upper)

    def caret_place(self) -> QRectF:
        """Where the cursor stands on the canvas."""
        return self._caret().translated(self.pos())

    def _frame(self) -> QRectF:
        top = middles(1).text - LINE_HEIGHT / 2
        high = LINE_HEIGHT * len(self.lines)
        return QRectF(LEFT, top, RIGHT - LEFT, high).adjusted(
            AROUND.left(), AROUND.top(), AROUND.right(), AROUND.bottom()
        )

    def boundingRect(self) -> QRectF:
        return self._frame().adjusted(-4, -4, 4, 4) | QRectF(0, 0, CARD_WIDTH, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ink = self.ink
        zoom = settle(painter)
        painter.setBrush(QColor(ink.style.pane))
        painter.setPen(QPen(ink.focus, 2))
        painter.drawRoundedRect(self._frame(), 6, 6)
        start, end = self.buffer.selection
        if start != end:
            color = QColor(ink.focus)
            color.setAlphaF(0.26)
            for rect in self.lines.stretches(start, end):
                painter.fillRect(rect, color)
        painter.setPen(ink.text)
        self.lines.paint(painter)
        if self._preedit:
            painter.setPen(QPen(ink.text.color(), 1))
            for rect in self.lines.stretches(self.buffer.cursor, self.buffer.cursor + len(self._preedit)):
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        elif not self.buffer.text and self.hint:
            painter.setPen(ink.muted)
            painter.setFont(ink.text_font)
            painter.drawText(QPointF(LEFT, baseline(middles(1).text, TEXT_SIZE)), self.hint)
        if self._lit:
            caret = self._caret()
            painter.setPen(QPen(ink.focus, max(1.5, 1.0 / zoom)))
            painter.drawLine(caret.topLeft(), caret.bottomLeft())
