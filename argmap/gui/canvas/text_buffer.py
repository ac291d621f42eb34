"""A text that is being typed: its cursor, what is selected, and its own undo, by words. No Qt."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from argmap.layout.measure import extends, grapheme_end, is_wide

Kind = Literal["", "word", "erase", "block"]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_JOINS = "\u200d\ufe0f\u20e3"


class State(NamedTuple):
    """A text with its cursor and the other end of its selection, in code points."""

    text: str = ""
    cursor: int = 0
    anchor: int = 0


class TextBuffer:
    """A text with a cursor. Offsets count code points and always lie between graphemes, not within one.

    Undo goes back by words: what was typed from one word's beginning to the next, what was erased in one go, and
    each cut and paste is a step of its own.
    """

    def __init__(self, text: str = "") -> None:
        self.state = State(text, len(text), len(text))
        self._done: list[State] = []
        self._undone: list[State] = []
        self._going: Kind = ""

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.state.text

    @property
    def cursor(self) -> int:
        """Where the next character goes."""
        return self.state.cursor

    @property
    def selection(self) -> tuple[int, int]:
        """Where the selection begins and ends; both are the cursor where there is none."""
        _, cursor, anchor = self.state
        return min(cursor, anchor), max(cursor, anchor)

    @property
    def selected(self) -> str:
        """The text selected."""
        start, end = self.selection
        return self.text[start:end]

    # Editing.

    def insert(self, typed: str, *, block: bool = False) -> None:
        """Puts text in the place of the selection; a `block`, such as a paste, is undone by itself."""
        if not typed and not self.selected:
            return
        start, end = self.selection
        begins_word = not typed[:1].isspace() and (start == 0 or self.text[start - 1].isspace())
        kind: Kind = "block" if block or len(typed) > 1 else "word"
        if kind == "block" or self._going != kind or start != end or begins_word:
            self._keep()
        self._going = kind
        text = self.text[:start] + typed + self.text[end:]
        self.state = State(text, start + len(typed), start + len(typed))

    def erase(self, *, forward: bool = False, word: bool = False) -> None:
        """Takes away the selection, or else what stands before the cursor or after it: a character or a word."""
        start, end = self.selection
        if start == end:
            if forward:
                end = self.word_after(end) if word else self.after(end)
            else:
                start = self.word_before(start) if word else self._before_erased(start)
        if start == end:
            return
        if self._going != "erase" or word or self.selected:
            self._keep()
        self._going = "erase"
        self.state = State(self.text[:start] + self.text[end:], start, start)

    def replace(self, start: int, end: int, typed: str) -> None:
        """Puts text in the place of another stretch, as an input method does that corrects a word."""
        self.move(start)
        self.move(end, select=True)
        self.insert(typed)

    def reset(self, text: str) -> None:
        """Takes up another text, with the cursor where it was as far as that goes; no undo leads back."""
        cursor = min(self.cursor, len(text))
        self.state, self._done, self._undone, self._going = State(text, cursor, cursor), [], [], ""

    # Moving.

    def move(self, to: int, *, select: bool = False) -> None:
        """Moves the cursor; the anchor stays where the selection is to reach from there."""
        to = max(0, min(to, len(self.text)))
        if to != self.cursor or not select:
            self._going = ""
        self.state = State(self.text, to, self.state.anchor if select else to)

    def select_all(self) -> None:
        """Selects the whole text."""
        self._going = ""
        self.state = State(self.text, len(self.text), 0)

    def select_word(self, at: int) -> None:
        """Selects the word at an offset, or the one character there."""
        start, end = self.word_at(at)
        self.move(start)
        self.move(end, select=True)

    def boundaries(self) -> list[int]:
        """The offsets between graphemes, the beginning and the end of the text with them."""
        found, at = [0], 0
        while at < len(self.text):
            at = grapheme_end(self.text, at)
            found.append(at)
        return found

    def before(self, at: int) -> int:
        """The last place of the cursor before an offset."""
        return max((b for b in self.boundaries() if b < at), default=0)

    def after(self, at: int) -> int:
        """The next place of the cursor after an offset."""
        return min((b for b in self.boundaries() if b > at), default=len(self.text))

    def snapped(self, at: int) -> int:
        """The nearest place of the cursor at an offset or before it."""
        return max(b for b in self.boundaries() if b <= max(0, at))

    def word_before(self, at: int) -> int:
        """Where the word begins that the cursor is in or after."""
        starts = [start for start, _ in self._words() if start < at]
        return starts[-1] if starts else 0

    def word_after(self, at: int) -> int:
        """Where the next word begins, or the text ends."""
        return next((start for start, _ in self._words() if start > at), len(self.text))

    def word_at(self, at: int) -> tuple[int, int]:
        """Where the word at an offset begins and ends; else the grapheme there, or nothing."""
        for start, end in self._words():
            if start <= at < end or (at == end == len(self.text)):
                return start, end
        return self.snapped(at), self.after(self.snapped(at)) if at < len(self.text) else at

    def _words(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for match in _WORD.finditer(self.text):
            start, end = match.span()
            if any(map(is_wide, match[0])):  # no spaces between words there: each character is a stop
                found += [(at, at + 1) for at in range(start, end)]
            else:
                found.append((start, end))
        return found

    def _before_erased(self, at: int) -> int:
        """Where begins what Backspace takes away: one mark of a letter with several, but the whole of an emoji."""
        start = self.before(at)
        grapheme = self.text[start:at]
        whole = any(c in _JOINS or ord(c) >= 0x1F000 for c in grapheme)
        if at - start > 1 and not whole and extends(grapheme[-1]):
            return at - 1
        return start

    # Undo.

    def undo(self) -> bool:
        """Goes back by a step; False where there is none."""
        if not self._done:
            return False
        self._undone.append(self.state)
        self.state, self._going = self._done.pop(), ""
        return True

    def redo(self) -> bool:
        """Goes forward again; False where nothing was taken back."""
        if not self._undone:
            return False
        self._done.append(self.state)
        self.state, self._going = self._undone.pop(), ""
        return True

    def _keep(self) -> None:
        self._done.append(self.state)
        self._undone.clear()
