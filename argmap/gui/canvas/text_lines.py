"""A text in lines as a card shows it, with the way from an offset to a place on the card and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine

from argmap.graphviz.ink import is_right_to_left, middles
from argmap.gui.canvas.paint_card import LEFT, RIGHT, Written, laid_out
from argmap.layout.metrics import LINE_HEIGHT, TEXT_SIZE, TEXT_WIDTH
from argmap.layout.wrap import Line, wrap

_BREAKS = "\n\x0b\x0c\r\x85\u2028\u2029"


@dataclass
class _Row:
    """One line: its stretch of the text, and what is laid out of it; `x` is where that is drawn."""

    start: int
    end: int
    shown: str
    layout: QTextLayout
    written: Written | None
    x: float
    right_to_left: bool

    @property
    def line(self) -> QTextLine:
        return self.layout.lineAt(0)

    @property
    def squeeze(self) -> float:
        return self.written.squeeze if self.written is not None else 1.0

    @property
    def left(self) -> float:
        """Where the layout begins: unlike what is drawn it has the spaces at the line's end, at the left if need be."""
        return RIGHT - self.line.naturalTextWidth() * self.squeeze if self.right_to_left else self.x


class TextLines:
    """A claim's text in the lines of `layout.wrap`; places are in units from the card's top left corner."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._rows: list[_Row] = []
        self._kept: dict[tuple[str, bool], tuple[QTextLayout, Written | None]] = {}
        self.text = ""
        self.right_to_left = False
        self._top = middles(1).text - LINE_HEIGHT / 2

    def take(self, text: str) -> None:
        """Takes up a text; lines that stay are not laid out anew."""
        self.text = text
        lines = wrap(text)
        self.right_to_left = is_right_to_left("".join(line.text for line in lines))
        kept, self._kept = self._kept, {}
        self._rows = []
        for number, line in enumerate(lines):
            end = lines[number + 1].start if number + 1 < len(lines) else len(text)
            shown = _shown(text[line.start : end], line)
            right = self.right_to_left
            layout, written = kept.get((shown, right)) or (
                laid_out(shown, self._font, from_right=right),
                Written(line.text, self._font, TEXT_SIZE, LEFT, 0, TEXT_WIDTH, from_right=right) if line.text else None,
            )
            self._kept[shown, right] = layout, written
            width = written.width if written is not None else 0.0
            x = RIGHT - width if self.right_to_left else LEFT
            self._rows.append(_Row(line.start, end, shown, layout, written, x, right))

    def __len__(self) -> int:
        return len(self._rows)

    def row_of(self, at: int, *, upper: bool = False) -> int:
        """The line in which an offset lies; with `upper`, at a line's beginning the one before it."""
        found = 0
        for number, row in enumerate(self._rows):
            if row.start <= at and not (upper and row.start == at and number and self._flows_from(number - 1)):
                found = number
        return found

    def _flows_from(self, number: int) -> bool:
        """Whether a line goes on in the next by wrapping, not by a line break."""
        row = self._rows[number]
        return self.text[row.end - 1 : row.end] not in _BREAKS

    def start(self, number: int) -> int:
        """The offset at which a line begins."""
        return self._rows[number].start

    def end(self, number: int) -> int:
        """The offset behind the last character of a line that is drawn, or before the line break."""
        row = self._rows[number]
        if number == len(self._rows) - 1:
            return row.end
        return row.start + len(row.shown.rstrip(" ") if self._flows_from(number) else row.shown)

    def x_of(self, at: int, number: int) -> float:
        """How far from the card's left edge the cursor stands at an offset in a line."""
        row = self._rows[number]
        offset = max(0, min(at - row.start, len(row.shown)))
        x = cursor_x(row.line, _utf16(row.shown[:offset]))
        return max(LEFT - 3, min(row.left + x * row.squeeze, RIGHT + 3))

    def caret(self, at: int, *, upper: bool = False) -> QRectF:
        """Where the cursor stands at an offset: an upright line without width."""
        number = self.row_of(at, upper=upper)
        return QRectF(self.x_of(at, number), self._top + number * LINE_HEIGHT, 0, LINE_HEIGHT)

    def at(self, place: QPointF) -> tuple[int, bool]:
        """The offset nearest to a place, and whether it is meant at the end of the upper of two lines."""
        number = int((place.y() - self._top) // LINE_HEIGHT)
        return self.at_x(max(0, min(number, len(self._rows) - 1)), place.x())

    def at_x(self, number: int, x: float) -> tuple[int, bool]:
        """The offset in a line that is nearest to a distance from the card's left edge."""
        row = self._rows[number]
        units = row.line.xToCursor((x - row.left) / row.squeeze)
        offset = min(row.start + _points(row.shown, units), max(self.end(number), row.start))
        return offset, number + 1 < len(self._rows) and offset == row.end

    def stretches(self, start: int, end: int) -> list[QRectF]:
        """The rectangles behind a stretch of the text."""
        found = []
        for number, row in enumerate(self._rows):
            first, last = max(start, row.start), min(end, row.end)
            if first >= last:
                continue
            top = self._top + number * LINE_HEIGHT
            for a, b in _runs(row, first, last):
                left, right = sorted((self.x_of(a, number), self.x_of(b, number)))
                found.append(QRectF(left, top, max(right - left, 3.0), LINE_HEIGHT))
        return found

    def paint(self, painter: QPainter) -> None:
        """Paints the lines in the colour of the painter's pen."""
        middle = self._top + LINE_HEIGHT / 2
        for number, row in enumerate(self._rows):
            if row.written is not None:
                row.written.stand(row.x, middle + number * LINE_HEIGHT)
                row.written.paint(painter)


def cursor_x(line: QTextLine, units: int) -> float:
    """How far from a line's beginning the cursor stands before so many UTF-16 units."""
    x: float = line.cursorToX(units)[0]  # type: ignore[index]
    return x


def _shown(source: str, line: Line) -> str:
    """What is laid out of a line: as it is drawn, with the spaces at its end that are not."""
    body = source.rstrip(_BREAKS).replace("\t", " ")
    return line.text + body[len(line.text) :]


def _runs(row: _Row, first: int, last: int) -> list[tuple[int, int]]:
    """A stretch of a line in parts each of which stands together on the screen: one, but where directions mix."""
    from unicodedata import bidirectional

    if row.shown.isascii():
        return [(first, last)]
    found: list[tuple[int, int]] = []
    before = ""
    for at in range(first, last):
        char = row.shown[at - row.start : at - row.start + 1] or " "
        way = "R" if bidirectional(char) in ("R", "AL", "AN", "NSM") else "L"
        if found and (way == before or bidirectional(char) in ("WS", "ON", "CS", "BN")):
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
            before = way
    return found


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _points(text: str, units: int) -> int:
    """How many code points so many UTF-16 units at a text's beginning are."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
