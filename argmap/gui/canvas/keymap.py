"""What the canvas does with keys itself: those while typing, those that act when let go, those that pass the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from argmap.app.catalogue import ACTIONS

PASSING = ("save", "zoom-in", "zoom-out", "fit", "actual-size")
"""The actions that can be had while a text is edited: they touch neither the map nor what has the keyboard."""

UNSEEN = "\xa0\xad\u200b\u200c\u200d\u200e\u200f\u202f\u2060"
"""What some keyboards type that is not to be seen: joiners, marks of direction, soft hyphens, spaces that hold."""

_BACKTAB = Qt.Key.Key_Backtab


class Keymap:
    """The keys in force, as far as the canvas has to know them, by key in Qt's portable notation."""

    def __init__(self, keys: Mapping[str, Sequence[str]]) -> None:
        """`keys` are those of every action by its id."""
        self.typing: dict[str, str] = {}
        self.released: dict[str, str] = {}
        self.passing: dict[str, str] = {}
        for action in ACTIONS:
            for key in keys.get(action.id, ()):
                if action.scope == "typing":
                    self.typing[key] = action.id
                elif action.released:
                    self.released[key] = action.id
                elif action.id in PASSING:
                    self.passing[key] = action.id


def name_of(event: QKeyEvent) -> str:
    """The key pressed, with its modifiers, in Qt's portable notation; "" for a modifier alone."""
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr):
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.GroupSwitchModifier
    if key == _BACKTAB:  # what Shift makes of Tab
        key = Qt.Key.Key_Tab
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    sequence = QKeySequence(modifiers.value | key.value)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def typed_by(event: QKeyEvent, platform: str) -> str:
    """The text that a key types, "" where it is none but a command.

    Windows reports AltGr as Ctrl and Alt together; on macOS Alt types signs, elsewhere it opens menus.
    """
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
    held &= ~Qt.KeyboardModifier.GroupSwitchModifier
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    may = [Qt.KeyboardModifier.NoModifier, both]
    if platform == "darwin":
        may.append(Qt.KeyboardModifier.AltModifier)
    text = event.text()
    if held not in may or not text:
        return ""
    return text if all(char.isprintable() or char in UNSEEN for char in text) else ""


def held_after(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers held after a key, which may be one of them itself."""
    own = {
        Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
        Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
        Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    }.get(Qt.Key(event.key()), Qt.KeyboardModifier.NoModifier)
    return event.modifiers() | own if event.type() == QEvent.Type.KeyPress else event.modifiers() & ~own
