"""Where a key moves the cursor of the text that is edited."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from argmap.gui.canvas.text_buffer import TextBuffer
from argmap.gui.canvas.text_lines import TextLines

_KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)


class Move(NamedTuple):
    """Where the cursor goes, whether the selection is extended to there, whether it stands at the end of the upper of
    two lines, and the distance from the left that further steps up and down keep to."""

    at: int
    select: bool
    upper: bool = False
    goal: float | None = None


def moved(
    event: QKeyEvent, buffer: TextBuffer, lines: TextLines, upper: bool, goal: float | None, platform: str
) -> Move | None:
    """Where a key moves the cursor, None for keys that do not; one with other modifiers moves it nowhere."""
    key = Qt.Key(event.key())
    if key not in _KEYS:
        return None
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    select = bool(held & Qt.KeyboardModifier.ShiftModifier)
    held &= ~Qt.KeyboardModifier.ShiftModifier
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    plain, mac = held == Qt.KeyboardModifier.NoModifier, platform == "darwin"
    by_word = held == (alt if mac else control)
    to_end = mac and held == control
    here = buffer.cursor
    stay = Move(here, True, upper, goal)
    number = lines.row_of(here, upper=upper)
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        back = (key == Qt.Key.Key_Left) != lines.right_to_left
        if plain:
            start, end = buffer.selection
            if start != end and not select:
                return Move(start if back else end, False)
            return Move(buffer.before(here) if back else buffer.after(here), select)
        if by_word:
            return Move(buffer.word_before(here) if back else buffer.word_after(here), select)
        if to_end:
            return _line_end(lines, number, select, back=back)
        return stay
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        back = key == Qt.Key.Key_Home
        if held == control or (mac and plain):
            return Move(0 if back else len(buffer.text), select)
        return _line_end(lines, number, select, back=back) if plain else stay
    up = key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp)
    if to_end or key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        return Move(0 if up else len(buffer.text), select) if plain or to_end else stay
    if not plain:
        return stay
    x = lines.x_of(here, number) if goal is None else goal
    if up and number == 0:
        return Move(0, select, goal=x)
    if not up and number == len(lines) - 1:
        return Move(len(buffer.text), select, goal=x)
    at, at_end = lines.at_x(number + (-1 if up else 1), x)
    return Move(buffer.snapped(at), select, at_end, x)


def _line_end(lines: TextLines, number: int, select: bool, *, back: bool) -> Move:
    if back:
        return Move(lines.start(number), select)
    at = lines.end(number)
    return Move(at, select, number + 1 < len(lines) and at == lines.start(number + 1))
