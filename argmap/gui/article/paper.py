"""A text laid out line by line, only where it is looked at: the rest is estimated until then.

Qt's own documents are laid out as a whole, or know neither line height nor scrolling by pixels.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from argmap.gui.article.offsets import to_points, to_units

LONGEST = 4000
"""A line of the text longer than this, in code points, is laid out in pieces."""

LEADING = 1.5
"""The height of a line, as a multiple of the size of the text."""

GAP = 0.72
"""The space after a paragraph, and that of an empty line, as a multiple of the size of the text."""

KEPT = 400
"""How many pieces are kept laid out."""


class Piece(NamedTuple):
    """A line of the text, or a part of a very long one: `text[start:end]`; `gap` tells whether space follows it."""

    start: int
    end: int
    gap: bool


class Paper:
    """A text broken into lines of a width. Offsets are code points of the whole text, places pixels from its top."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = tuple(_pieces(text))
        self._starts = [piece.start for piece in self.pieces]
        self._kept: OrderedDict[int, QTextLayout] = OrderedDict()
        self._heights: list[float] = []
        self._measured = bytearray(len(self.pieces))
        self._tops: list[float] | None = None
        self._font = QFont()
        self._width = 0.0
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        # What is left to Qt goes to the left in any script, and a full stop at the end to where the line begins.
        self._backwards = QTextOption(Qt.AlignmentFlag.AlignRight)
        self._backwards.setWrapMode(self._option.wrapMode())
        self._backwards.setTextDirection(Qt.LayoutDirection.RightToLeft)
        self._size = 14.0
        self.ascent = 0.0
        self.descent = 0.0

    # Measures.

    def set_width(self, width: float, font: QFont) -> bool:
        """Breaks the text anew for a width and a font, its size in pixels; False where nothing differs."""
        if width == self._width and font == self._font:
            return False
        self._width, self._font = width, QFont(font)
        metrics = QFontMetricsF(font)
        self._size, self.ascent, self.descent = float(QFontInfo(font).pixelSize()), metrics.ascent(), metrics.descent()
        self._kept.clear()
        self._measured = bytearray(len(self.pieces))
        fitting = max(1.0, width / metrics.averageCharWidth())
        self._heights = [self._estimate(piece, fitting) for piece in self.pieces]
        self._tops = None
        return True

    @property
    def line_height(self) -> float:
        """The height of one line in pixels."""
        return round(self._size * LEADING)

    def _estimate(self, piece: Piece, fitting: float) -> float:
        if piece.start == piece.end:
            return self._size * GAP
        lines = -(-(piece.end - piece.start) // fitting)
        return lines * self.line_height + (self._size * GAP if piece.gap else 0.0)

    @property
    def height(self) -> float:
        """The height of the whole, as far as it is known."""
        return self.tops()[-1]

    def tops(self) -> list[float]:
        """Where each piece begins, and where the last one ends."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops

    def top(self, piece: int) -> float:
        """Where a piece begins."""
        return self.tops()[piece]

    def at_height(self, y: float) -> int:
        """The piece at a height, the first or last beyond the ends."""
        return max(0, min(len(self.pieces) - 1, bisect_right(self.tops(), y) - 1))

    def piece_of(self, offset: int) -> int:
        """The piece in which an offset lies."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def settle(self, first: float, last: float) -> bool:
        """Measures what lies between two heights; says whether that has changed anything."""
        changed = False
        at = self.at_height(first)
        y = self.top(at)
        while at < len(self.pieces) and y <= last:
            if not self._measured[at]:
                before = self._heights[at]
                self.laid_out(at)
                changed |= self._heights[at] != before
            y += self._heights[at]
            at += 1
        return changed

    def settle_some(self, start: int, most: int) -> int:
        """Measures the next pieces that are not measured yet, so many code points of them at most; gives the next."""
        at = start
        while at < len(self.pieces) and most > 0:
            if not self._measured[at]:
                self.laid_out(at, keep=False)
                most -= self.pieces[at].end - self.pieces[at].start + 20
            at += 1
        return at

    # Lines.

    def laid_out(self, piece: int, *, keep: bool = True) -> QTextLayout:
        """A piece with its lines; its height is known from then on."""
        known = self._kept.get(piece)
        if known is not None:
            self._kept.move_to_end(piece)
            return known
        start, end, gap = self.pieces[piece]
        layout = QTextLayout(self.text[start:end], self._font)
        layout.setTextOption(self._backwards if self.runs_backwards(piece) else self._option)
        layout.setCacheEnabled(keep)
        layout.beginLayout()
        y, high, drop = 0.0, self.line_height, (self.line_height - self.ascent - self.descent) / 2
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0.0, y + drop))
            y += high
        layout.endLayout()
        self._measured[piece] = 1
        height = y + (self._size * GAP if gap else 0.0) if end > start else self._size * GAP
        if height != self._heights[piece]:
            self._heights[piece] = height
            self._tops = None
        if keep:
            self._kept[piece] = layout
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return layout

    def runs_backwards(self, piece: int) -> bool:
        """Whether a piece is written from right to left: its first letter says so."""
        start, end, _ = self.pieces[piece]
        for character in self.text[start:end]:
            if (way := bidirectional(character)) in ("L", "R", "AL"):
                return way != "L"
        return False

    def line_start(self, y: float) -> int:
        """The offset at which the line at a height begins."""
        piece = self.at_height(y)
        layout, (start, end, _) = self.laid_out(piece), self.pieces[piece]
        if not layout.lineCount():
            return start
        number = max(0, min(layout.lineCount() - 1, int((y - self.top(piece)) // self.line_height)))
        return start + to_points(self.text[start:end], layout.lineAt(number).textStart())

    def line_end(self, y: float) -> int:
        """The last place of the cursor in the line at a height."""
        return self.offset_at(-1e6 if self.runs_backwards(self.at_height(y)) else 1e6, y)

    def offset_at(self, x: float, y: float) -> int:
        """The offset nearest to a place."""
        piece = self.at_height(y)
        layout, (start, end, _) = self.laid_out(piece), self.pieces[piece]
        if not layout.lineCount() or end == start:
            return start
        number = max(0, min(layout.lineCount() - 1, int((y - self.top(piece)) // self.line_height)))
        return start + to_points(self.text[start:end], layout.lineAt(number).xToCursor(x))

    def caret(self, offset: int) -> QRectF:
        """Where the cursor stands at an offset: a rectangle without width, as high as a line."""
        piece = self.piece_of(offset)
        layout, (start, end, _) = self.laid_out(piece), self.pieces[piece]
        unit = to_units(self.text[start:end], min(offset, end) - start)
        line = layout.lineForTextPosition(unit)
        if not line.isValid():
            return QRectF(0.0, self.top(piece), 0.0, self.line_height)
        y = self.top(piece) + line.lineNumber() * self.line_height
        return QRectF(_x(line, unit), y, 0.0, self.line_height)

    def boxes(self, start: int, end: int, first: int, last: int) -> Iterator[QRectF]:
        """The parts of `text[start:end]` in each of its lines, within the pieces from `first` to `last`."""
        for piece in range(max(first, self.piece_of(start)), min(last, self.piece_of(max(start, end - 1))) + 1):
            begin, stop, _ = self.pieces[piece]
            low, high = max(start, begin), min(end, stop)
            if low >= high:
                continue
            text, layout = self.text[begin:stop], self.laid_out(piece)
            units = to_units(text, low - begin), to_units(text, high - begin)
            numbers = (layout.lineForTextPosition(units[0]), layout.lineForTextPosition(units[1] - 1))
            for number in range(numbers[0].lineNumber(), numbers[1].lineNumber() + 1):
                line = layout.lineAt(number)
                one = _x(line, max(units[0], line.textStart()))
                if units[1] >= line.textStart() + line.textLength():  # no spaces at the line's end
                    words = line.naturalTextRect()
                    other = words.left() if self.runs_backwards(piece) else words.right()
                else:
                    other = _x(line, units[1])
                top = self.top(piece) + number * self.line_height
                yield QRectF(min(one, other), top, abs(other - one), self.line_height)


def _x(line: QTextLine, unit: int) -> float:
    x = line.cursorToX(unit)
    # PySide gives the place with the offset it snapped to.
    return float(x[0]) if isinstance(x, tuple) else float(x)  # type: ignore[arg-type]


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        while end - at > LONGEST:
            cut = text.rfind(" ", at, at + LONGEST) + 1
            cut = cut if cut > at else at + LONGEST
            yield Piece(at, cut, False)
            at = cut
        # An empty line that follows is the space between two paragraphs.
        yield Piece(at, end, at < end and text[end + 1 : end + 2] not in ("", "\n"))
        at = end + 1
