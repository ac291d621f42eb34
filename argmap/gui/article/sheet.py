"""The paper of an article in a window: what is seen of it, its passages in use, and how it scrolls."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.graphviz.style import Style
from argmap.gui.article.ink import Ink
from argmap.gui.article.lights import Light, Lights
from argmap.gui.article.paper import Paper
from argmap.gui.theme import font

SIZE = 14
LEFT, RIGHT, ABOVE, BELOW = 34.0, 22.0, 6.0, 60.0
"""Space round the text in pixels; the glyphs of the passages stand at the left."""

WIDEST = 640.0
"""The width of the text at most: longer lines are hard to read."""

BIT = 8_000
"""How many code points are measured at a time while there is nothing else to do."""

Finder = Callable[[int, int], Sequence[tuple[int, int]]]
"""Finds the cue words between two offsets."""


class Sheet(QAbstractScrollArea):
    """One source's text with its passages in use and a selection. Offsets are code points.

    `selected` tells that the selection has changed.
    """

    selected = Signal()

    def __init__(self, look: Style, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ink, self.scale = Ink(look), scale
        self.paper = Paper("")
        self.lights = Lights()
        self.lit: frozenset[Id] = frozenset()
        self.shown_hover: frozenset[Id] = frozenset()
        self.found: Sequence[tuple[int, int]] = ()
        self.caret_at = self.anchor = 0
        self._cues_in: Finder | None = None
        self._cues: dict[int, Sequence[tuple[int, int]]] = {}
        self._top = (0, 0.0)
        self._next = 0
        self._settling = False
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._settle_more)
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
        self.caret_at = self.anchor = min(at, len(text))
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

    def show_cues(self, cues_in: Finder | None) -> None:
        """Underlines the cue words that are found between two offsets, or none."""
        self._cues_in = cues_in
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

    @property
    def selection(self) -> tuple[int, int]:
        """Where the selection begins and ends; both are the cursor where nothing is selected."""
        return min(self.caret_at, self.anchor), max(self.caret_at, self.anchor)

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
        return self.paper.line_start(max(top, self.paper.top(first))), pieces[last].end

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
        if self._cues_in is not None:
            self._paint_cues(painter, self._cues_in, seen)
        self._paint_margin(painter, start, end)
        if self.hasFocus() and self.caret_at == self.anchor:
            painter.setPen(QPen(self.ink.focus, 1.6))
            caret = paper.caret(self.caret_at)
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

    def _paint_cues(self, painter: QPainter, cues_in: Finder, seen: range) -> None:
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


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Those of some spans in order, none over another, that share a character with a stretch."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    return list(spans[first:last])
