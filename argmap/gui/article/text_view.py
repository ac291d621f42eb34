"""The text of an article: read, searched, and taken from by sentences; nothing of it can be typed over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from argmap.core import sentences
from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.graphviz.style import Style
from argmap.gui.article.ink import Ink
from argmap.gui.article.lights import Light, Lights
from argmap.gui.article.paper import Paper
from argmap.gui.canvas.keymap import name_of
from argmap.gui.plain import tooltip
from argmap.gui.status import announce
from argmap.gui.theme import font
from argmap.layout.measure import grapheme_end

SIZE = 14
LEFT, RIGHT, ABOVE, BELOW = 34.0, 22.0, 6.0, 60.0
"""Space round the text in pixels; the glyphs of the passages stand at the left."""

WIDEST = 640.0
"""The width of the text at most: longer lines are hard to read."""

START = 6
"""How far the mouse moves before a drag begins, in pixels."""

BIT = 60_000
"""How many code points are measured at a time while there is nothing else to do."""


class TextView(QAbstractScrollArea):
    """One source's text with its passages in use. Offsets are code points.

    `action_wanted` carries the id of a row of the article, `clicked` and `hovered` what rests on the passage under
    the mouse, `drag_wanted` asks to drag the selection, `menu_wanted` for a menu at a place of the screen.
    """

    action_wanted = Signal(str)
    clicked = Signal(tuple)
    hovered = Signal(tuple)
    drag_wanted = Signal()
    menu_wanted = Signal(QPoint, int)
    selected = Signal()

    def __init__(self, look: Style, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article-text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAutoFillBackground(False)
        self.ink, self.scale = Ink(look), scale
        self.paper = Paper("")
        self.lights = Lights()
        self.lit: frozenset[Id] = frozenset()
        self.shown_hover: frozenset[Id] = frozenset()
        self.cues_in: Callable[[int, int], Sequence[tuple[int, int]]] | None = None
        self._cues: dict[int, Sequence[tuple[int, int]]] = {}
        self.found: Sequence[tuple[int, int]] = ()
        self.words_of: Callable[[Light], str] = _no_words
        self.rows: dict[str, str] = {}
        self.language = ""
        self.cursor = self.anchor = 0
        self._pressed: QPointF | None = None
        self._drags = False
        self._selects = False
        self._top = (0, 0.0)
        self._next = 0
        self._settling = False
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._settle_more)
        self._edging = QTimer(self)
        self._edging.setInterval(30)
        self._edging.timeout.connect(self._scroll_at_edge)
        self._mouse = QPointF()
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    # What is shown.

    @property
    def text(self) -> str:
        """The text shown."""
        return self.paper.text

    def show_text(self, text: str, at: int = 0) -> None:
        """Shows another text, the cursor at an offset."""
        if text != self.paper.text or not self.paper.pieces:
            self.paper = Paper(text)
            self._top = (0, 0.0)
            self.found = ()
            self._cues.clear()
            self._fit()
        self.cursor = self.anchor = min(at, len(text))
        self.selected.emit()
        self.viewport().update()

    def show_lights(self, lights: Lights) -> None:
        """Shows the passages in use."""
        self.lights = lights
        self.viewport().update()

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        self.ink = Ink(look)
        self.viewport().update()

    def set_scale(self, scale: float) -> None:
        """Changes the size of the text; 1 is 100 %."""
        if scale != self.scale:
            self.scale = scale
            self._fit()

    def show_cues(self, cues_in: Callable[[int, int], Sequence[tuple[int, int]]] | None) -> None:
        """Underlines the cue words that are found between two offsets, or none."""
        self.cues_in = cues_in
        self._cues.clear()
        self.viewport().update()

    def light_up(self, ids: Iterable[Id]) -> None:
        """Lights up the passages on which these rest."""
        self.lit = frozenset(ids)
        self.viewport().update()

    def show_hover(self, ids: Iterable[Id]) -> None:
        """Shows the passages of the cards that are pointed at on the map."""
        self.shown_hover = frozenset(ids)
        self.viewport().update()

    # The selection.

    @property
    def selection(self) -> tuple[int, int]:
        """Where the selection begins and ends; both are the cursor where nothing is selected."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

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
        self.cursor = max(0, min(to, len(self.text)))
        if not keep:
            self.anchor = self.cursor
        if reveal:
            self.reveal(self.cursor, self.cursor)
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
        self.anchor, self.cursor = found[at] if by > 0 or not extend else (found[at].end, found[at].start)
        self._stepped()
        return True

    def _extend(self, found: Sequence[sentences.Span], by: int) -> bool:
        """Moves the end of the selection where the cursor is by a sentence; the other end is made whole."""
        forward = self.cursor >= self.anchor
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
        self.anchor, self.cursor = (begin, end) if forward else (end, begin)
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

    # Places.

    @property
    def _margin(self) -> float:
        room = self.viewport().width() - (LEFT + RIGHT) * self.scale
        return LEFT * self.scale + max(0.0, (room - WIDEST * self.scale) / 2)

    def _fit(self) -> None:
        """Breaks the text for the width there is; what stood at the top stays there."""
        piece, down = self._top
        width = min(WIDEST * self.scale, self.viewport().width() - (LEFT + RIGHT) * self.scale)
        if not self.paper.set_width(max(60.0, width), font(SIZE * self.scale)):
            self._range()
            return
        self._range()
        piece = min(piece, len(self.paper.pieces) - 1)
        self.verticalScrollBar().setValue(round(self.paper.top(piece) + min(down, self.paper.line_height)))
        self._next = 0
        self._idle.start()
        self.viewport().update()

    def _range(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self.paper.height + (ABOVE + BELOW) * self.scale - high)))
        bar.setPageStep(high)
        bar.setSingleStep(round(self.paper.line_height))

    def _settle(self) -> None:
        """Measures what is seen; what stood in the view stays where it is while the lines above become known."""
        if self._settling:
            return
        self._settling = True
        bar = self.verticalScrollBar()
        piece = self._top[0]
        before = self.paper.top(piece)
        value = bar.value() - ABOVE * self.scale
        self.paper.settle(value - 40, value + self.viewport().height() + 40)
        self._shift(self.paper.top(piece) - before)
        at = self.paper.at_height(bar.value() - ABOVE * self.scale)
        self._top = (at, bar.value() - ABOVE * self.scale - self.paper.top(at))
        self._settling = False

    def _shift(self, by: float) -> None:
        bar = self.verticalScrollBar()
        value = bar.value()
        self._range()
        if round(by):
            bar.setValue(value + round(by))

    def _settle_more(self) -> None:
        before = self.paper.top(self._top[0])
        self._next = self.paper.settle_some(self._next, BIT)
        if self._next >= len(self.paper.pieces):
            self._idle.stop()
        self._shift(self.paper.top(self._top[0]) - before)

    def _spot(self, at: QPointF) -> QPointF:
        """A place of the viewport on the paper."""
        return QPointF(at.x() - self._margin, at.y() + self.verticalScrollBar().value() - ABOVE * self.scale)

    def offset_at(self, at: QPointF) -> int:
        """The offset nearest to a place of the viewport."""
        spot = self._spot(at)
        return self.paper.offset_at(spot.x(), spot.y())

    def lights_at(self, at: QPointF) -> tuple[Light, ...]:
        """The passages in use under a place of the viewport."""
        spot = self._spot(at)
        offset = self.offset_at(at)
        piece = self.paper.at_height(spot.y())
        for near in (offset, offset - 1):
            found = self.lights.at(near) if near >= 0 else ()
            for light in found:
                boxes = self.paper.boxes(light.start, light.end, piece, piece)
                if any(box.contains(spot) for box in boxes):
                    return found
        return ()

    def reveal(self, start: int, end: int) -> None:
        """Scrolls until `text[start:end]` is in the view, a little below its top where it was not."""
        # Twice, since what is measured on the way may move it.
        for _ in range(2):
            first, last = self.paper.caret(start), self.paper.caret(end)
            bar, high = self.verticalScrollBar(), self.viewport().height()
            shift, spare = ABOVE * self.scale, self.paper.line_height
            top, bottom = first.top() + shift - bar.value(), last.bottom() + shift - bar.value()
            self._range()
            if top < 0 or (bottom > high and bottom - top >= high - 2 * spare):
                bar.setValue(round(first.top() + shift - (spare if top > -high / 2 else high / 4)))
            elif bottom > high:
                far = bottom > 1.5 * high
                bar.setValue(round(first.top() + shift - high / 4 if far else last.bottom() + shift - high + spare))
            self._settle()
        self.viewport().update()

    def reveal_lights(self, ids: Iterable[Id]) -> bool:
        """Scrolls to the first passage on which these rest, unless one is in the view; False where there is none."""
        found = self.lights.on(ids)
        if not found:
            return False
        first, last = self.seen()
        if not any(light.start < last and light.end > first for light in found):
            self.reveal(found[0].start, found[0].end)
        return True

    def seen(self) -> tuple[int, int]:
        """The offsets of what is in the view."""
        top = self.verticalScrollBar().value() - ABOVE * self.scale
        pieces = self.paper.pieces
        first, last = self.paper.at_height(top), self.paper.at_height(top + self.viewport().height())
        return self.paper.offset_at(0, max(top, self.paper.top(first))), pieces[last].end

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        self._settle()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.ink.ground)
        if not self.text:
            return
        paper, x = self.paper, self._margin
        y = ABOVE * self.scale - self.verticalScrollBar().value()
        area = event.rect()
        first, last = paper.at_height(area.top() - y), paper.at_height(area.bottom() - y)
        seen = range(first, last + 1)
        start, end = paper.pieces[first].start, paper.pieces[last].end
        painter.translate(x, y)
        self._paint_grounds(painter, seen, start, end)
        painter.setPen(self.ink.text)
        for piece in seen:
            paper.laid_out(piece).draw(painter, QPointF(0.0, paper.top(piece)))
        if self.cues_in is not None:
            self._paint_cues(painter, self.cues_in, seen)
        self._paint_margin(painter, start, end)
        if self.hasFocus() and self.cursor == self.anchor:
            painter.setPen(QPen(self.ink.focus, 1.6))
            caret = paper.caret(self.cursor)
            painter.drawLine(caret.topLeft() + QPointF(0, 3), caret.bottomLeft() - QPointF(0, 3))

    def _paint_grounds(self, painter: QPainter, seen: range, start: int, end: int) -> None:
        paper, ink = self.paper, self.ink
        shown: list[Light] = []
        # What lights up comes first, so that it has the ground to itself.
        for light in sorted(self.lights.between(start, end + 1), key=lambda light: light.on not in self.lit):
            under = sum(other.start < light.end and light.start < other.end for other in shown)
            twin = any((o.start, o.end, o.role) == (light.start, light.end, light.role) for o in shown)
            if not twin:
                lit = light.on in self.lit
                ink.light(painter, paper, light, min(under, 2), lit, light.on in self.shown_hover, seen)
                shown.append(light)
        for low, high in _within(self.found, start, end):
            ink.ground_under(painter, paper.boxes(low, high, seen[0], seen[-1]), ink.found, paper)
        low, high = self.selection
        if low < high:
            ink.ground_under(painter, paper.boxes(low, high, seen[0], seen[-1]), ink.selection, paper)

    def _paint_cues(
        self, painter: QPainter, cues_in: Callable[[int, int], Sequence[tuple[int, int]]], seen: range
    ) -> None:
        for piece in seen:
            if piece not in self._cues:
                self._cues[piece] = cues_in(*self.paper.pieces[piece][:2])
            for low, high in self._cues[piece]:
                self.ink.cue(painter, self.paper.boxes(low, high, piece, piece), self.paper)

    def _paint_margin(self, painter: QPainter, start: int, end: int) -> None:
        lines: dict[float, list[tuple[Role, bool]]] = {}
        for light in self.lights.between(start, end + 1):
            if light.start >= start:
                line = lines.setdefault(self.paper.caret(light.start).center().y(), [])
                now = (light.role, light.on in self.lit)
                if all(role is not light.role for role, _ in line) and len(line) < 2:
                    line.append(now)
        for y, roles in lines.items():
            self.ink.margin(painter, roles, -8.0 * self.scale, y, self.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
        caret = self.paper.caret(self.cursor)
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
            if name_of(event) in self.rows or self._own(event) is not None or event.matches(QKeySequence.StandardKey.Copy):
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
        key, at, text = event.key(), self.cursor, self.text
        caret = self.paper.caret(at) if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else QRectF()
        page = self.viewport().height() - 2 * self.paper.line_height
        if key == Qt.Key.Key_Right:
            return _word_after(text, at) if word else grapheme_end(text, at) if at < len(text) else at
        if key == Qt.Key.Key_Left:
            return _word_before(text, at) if word else _before(text, at)
        if key == Qt.Key.Key_Home:
            return 0 if word else self.paper.offset_at(0.0, self.paper.caret(at).center().y())
        if key == Qt.Key.Key_End:
            return len(text) if word else self.paper.offset_at(1e6, self.paper.caret(at).center().y())
        if key == Qt.Key.Key_PageDown and not word:
            return self.paper.offset_at(caret.x(), caret.center().y() + page)
        if key == Qt.Key.Key_PageUp and not word:
            return self.paper.offset_at(caret.x(), caret.center().y() - page)
        return None

    def copy(self) -> None:
        """Copies the words selected, as they are."""
        if words := self.selected_text:
            QGuiApplication.clipboard().setText(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().setPalette(QPalette())


def _no_words(_light: Light) -> str:
    return ""


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Those of some spans in order, none over another, that share a character with a stretch."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    return list(spans[first:last])


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
