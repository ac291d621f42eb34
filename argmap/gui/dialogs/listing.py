"""A choice among what is there already: maps opened before, sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from argmap.app.fuzzy import ranked
from argmap.gui.dialogs.chooser import Chooser, Line


class Listing(Chooser):
    """Asks for one of some lines; what is typed narrows them down."""

    ROWS = 8

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "listing", "")
        self._all: Sequence[Line] = ()
        self._taken: Callable[[str], object] = _nothing

    def ask(self, prompt: str, lines: Sequence[Line], taken: Callable[[str], object]) -> None:
        """Opens with these lines; `taken` is called with the key of the one chosen."""
        self.entry.setPlaceholderText(prompt)
        self.entry.setAccessibleName(prompt)
        self._all, self._taken = lines, taken
        self.open()

    def lines(self, typed: str) -> Sequence[Line]:
        return [replace(line, positions=match.positions) for line, match in ranked(typed, self._all, _text)]

    def take(self, line: Line, modifiers: Qt.KeyboardModifier) -> None:
        self._taken(line.key)


def _text(line: Line) -> str:
    return line.text


def _nothing(_key: str) -> None:
    return None
