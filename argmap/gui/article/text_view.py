"""The text of an article: read, searched, and taken from by sentences; nothing of it can be typed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from argmap.core import sentences
from argmap.graphviz.style import Style
from argmap.gui.article.lights import Light
from argmap.gui.article.sheet import Sheet
from argmap.gui.canvas.keymap import name_of
from argmap.gui.plain import tooltip
from argmap.gui.status import announce
from argmap.layout.measure import grapheme_end

START = 6
"""How far the mouse moves before a drag begins, in pixels."""

TAKEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
STANDARD = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
"""The keys that the text takes beside the rows of the table."""


class TextView(Sheet):
    """A sheet that is read with keyboard and mouse.

    `action_wanted` carries the id of a row of the article, `clicked` and `hovered` what rests on the passage under
    the mouse, `drag_wanted` asks to drag the selection, `menu_wanted` for a menu at a place of the screen, for an
    offset.
    """

    action_wanted = Signal(str)
    clicked = Signal(tuple)
    hovered = Signal(tuple)
    drag_wanted = Signal()
    menu_wanted = Signal(QPoint, int)
    enter_pressed = Signal()

    def __init__(self, look: Style, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(look, scale, parent)
        self.setObjectName("article-text")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.words_of: Callable[[Light], str] = _no_words
        self.rows: dict[str, str] = {}
        self.language = ""
        self._pressed: QPointF | None = None
        self._drags = False
        self._selects = False
        self._mouse = QPointF()
        self._edging = QTimer(self)
        self._edging.setInterval(30)
        self._edging.timeout.connect(self._scroll_at_edge)

    # The selection.

    @property
    def selected_text(self) -> str:
        """The words selected."""
        start, end = self.selection
        return self.text[start:end]

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Selects `text[start:end]`, the cursor at its end."""
        self.anchor = max(0, min(start, len(self.text)))
        self._move(end, keep=True, reveal=reveal)

    def _move(self, to: int, *, keep: bool = False, reveal: bool = True) -> None:
        self.caret_at = max(0, min(to, len(self.text)))
        if not keep:
            self.anchor = self.caret_at
        if reveal:
            self.reveal(self.caret_at, self.caret_at)
        self.selected.emit()
        self.viewport().update()

    def go_behind(self) -> None:
        """Puts the cursor behind what is selected: the next sentence is the next one to take."""
        self._move(self.selection[1])

    def step(self, by: int, *, extend: bool = False) -> bool:
        """Selects the sentence after or before the selection, or takes it in; False where there is none."""
        found = sentences.sentences(self.text, self.language)
        if not found:
            return False
        start, end = self.selection
        chosen = sentences.touching(found, start, end) if start < end else range(0)
        if extend and chosen:
            return self._extend(found, by)
        if chosen:
            at = chosen[-1] + 1 if by > 0 else chosen[0] - 1
        else:
            at = sentences.at(found, start)
            inside = at >= 0 and found[at].start <= start < found[at].end
            at = (at if inside else at + 1) if by > 0 else (at - 1 if inside and found[at].start == start else at)
        if not 0 <= at < len(found):
            return False
        self.anchor, self.caret_at = found[at] if by > 0 or not extend else (found[at].end, found[at].start)
        self._stepped()
        return True

    def _extend(self, found: Sequence[sentences.Span], by: int) -> bool:
        """Moves the end of the selection where the cursor is by a sentence; the other end is made whole."""
        forward = self.caret_at >= self.anchor
        chosen = sentences.touching(found, *self.selection)
        first, last = chosen[0], chosen[-1]
        if len(chosen) == 1:
            forward = by > 0
        if forward:
            last += by
        else:
            first += by
        if first < 0 or last >= len(found) or first > last:
            return False
        begin, end = found[first].start, found[last].end
        self.anchor, self.caret_at = (begin, end) if forward else (end, begin)
        self._stepped()
        return True

    def _stepped(self) -> None:
        self.reveal(*self.selection)
        self.selected.emit()
        self.viewport().update()
        announce(self, self.selected_text)

    def select_sentence(self, offset: int) -> None:
        """Selects the sentence at an offset."""
        span = sentences.whole(sentences.sentences(self.text, self.language), offset, offset + 1)
        if span is not None:
            self.select(*span, reveal=False)

    def select_line(self, offset: int) -> None:
        """Selects the paragraph at an offset."""
        span = sentences.whole(sentences.lines(self.text), offset, offset + 1)
        if span is not None:
            self.select(*span, reveal=False)

    # Mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse = self._pressed = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        offset = self.offset_at(event.position())
        start, end = self.selection
        self._drags = start <= offset < end and self._is_on_text(event.position())
        self._selects = False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._selects, self._drags = True, False
            self._move(offset, keep=True, reveal=False)
        elif not self._drags:
            self._move(offset, reveal=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None:
            self._point(event.position())
            return
        far = (event.position() - self._pressed).manhattanLength() >= START
        if self._drags:
            if far:
                self._pressed = None
                self.drag_wanted.emit()
        elif self._selects or far:
            self._selects = True
            self._move(self.offset_at(event.position()), keep=True, reveal=False)
            if not self.viewport().rect().contains(event.position().toPoint()):
                self._edging.start()
            else:
                self._edging.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._edging.stop()
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or self._selects:
            return
        if self._drags:
            self._move(self.offset_at(event.position()), reveal=False)
        if found := self.lights_at(event.position()):
            self.clicked.emit(tuple(dict.fromkeys(light.on for light in found)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click takes the sentence, as the keys do; with Ctrl the paragraph."""
        self._pressed = None
        offset = self.offset_at(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.select_line(offset)
        else:
            self.select_sentence(offset)

    def _is_on_text(self, at: QPointF) -> bool:
        spot = self._spot(at)
        piece = self.paper.at_height(spot.y())
        return any(box.contains(spot) for box in self.paper.boxes(*self.selection, piece, piece))

    def _scroll_at_edge(self) -> None:
        bar, y, high = self.verticalScrollBar(), self._mouse.y(), self.viewport().height()
        beyond = y if y < 0 else max(0.0, y - high)
        bar.setValue(bar.value() + round(max(-60.0, min(60.0, beyond))))
        self._move(self.offset_at(self._mouse), keep=True, reveal=False)

    def _point(self, at: QPointF) -> None:
        found = self.lights_at(at)
        ids = frozenset(light.on for light in found)
        start, end = self.selection
        over = start < end and self._is_on_text(at)
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else shape)
        if ids != self.shown_hover:
            self.show_hover(ids)
            self.hovered.emit(tuple(sorted(ids)))

    def leaveEvent(self, event: QEvent) -> None:
        if self.shown_hover:
            self.show_hover(())
            self.hovered.emit(())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.lights_at(QPointF(event.pos()))
            words = "\n\n".join(self.words_of(light) for light in found[:3])
            if words:
                QToolTip.showText(event.globalPos(), tooltip(words), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.pixelDelta().y():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - event.pixelDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)
        self._point(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        caret = self.paper.caret(self.caret_at)
        place = QPointF(caret.x() + self._margin, caret.bottom() - self.verticalScrollBar().value())
        at = QPointF(event.pos()) if by_mouse else place
        offset = self.offset_at(at)
        start, end = self.selection
        if by_mouse and not start <= offset < end:
            self.select_sentence(offset)
        self.menu_wanted.emit(event.globalPos() if by_mouse else self.viewport().mapToGlobal(at.toPoint()), offset)

    # Keys.

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            known = name_of(event) in self.rows or self._own(event) is not None or event.key() in TAKEN
            if known or any(event.matches(key) for key in STANDARD):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.rows.get(name_of(event))
        if row is not None:
            self.action_wanted.emit(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (to := self._own(event)) is not None:
            self._move(to, keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.selected_text:
            self._move(self.caret_at)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select(0, len(self.text), reveal=False)
        else:
            event.ignore()

    def _own(self, event: QKeyEvent) -> int | None:
        """Where a key that moves the cursor leads: by letters, words, lines, pages; None for any other."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        word = bool(held & Qt.KeyboardModifier.ControlModifier)
        if held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            return None
        key, at, text = event.key(), self.caret_at, self.text
        caret = self.paper.caret(at) if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else QRectF()
        page = self.viewport().height() - 2 * self.paper.line_height
        onward = Qt.Key.Key_Left if self.paper.runs_backwards(self.paper.piece_of(at)) else Qt.Key.Key_Right
        if key == onward:
            return _word_after(text, at) if word else grapheme_end(text, at) if at < len(text) else at
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return _word_before(text, at) if word else _before(text, at)
        if key == Qt.Key.Key_Home:
            return 0 if word else self.paper.line_start(self.paper.caret(at).center().y())
        if key == Qt.Key.Key_End:
            return len(text) if word else self.paper.line_end(self.paper.caret(at).center().y())
        if key == Qt.Key.Key_PageDown and not word:
            return self.paper.offset_at(caret.x(), caret.center().y() + page)
        if key == Qt.Key.Key_PageUp and not word:
            return self.paper.offset_at(caret.x(), caret.center().y() - page)
        return None

    def copy(self) -> None:
        """Copies the words selected, as they are."""
        if words := self.selected_text:
            QGuiApplication.clipboard().setText(words)


def _no_words(_light: Light) -> str:
    return ""


def _before(text: str, at: int) -> int:
    """The last place of the cursor before an offset."""
    start = max(0, at - 40)
    last = start
    while (end := grapheme_end(text, start)) < at:
        start = last = end
    return last if at else 0


def _word_after(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _word_before(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    while at and not text[at - 1].isspace():
        at -= 1
    return at
