"""What was done and can be undone: a list of changes and a position in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argmap.core.change import Change
from argmap.core.ids import Id


@dataclass(frozen=True)
class Entry:
    """One step of undo: a change, the selection before and after it, and the gesture it belongs to."""

    change: Change
    before: tuple[Id, ...]
    after: tuple[Id, ...]
    gesture: str = ""


class History:
    """The changes made so far and the position between those done and those undone.

    `position` counts the entries that are done; `saved` is the position at which the file was written last, None
    where no position is what the file holds.
    """

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self.position = 0
        self.saved: int | None = 0

    @property
    def is_modified(self) -> bool:
        """Whether the map differs from what was saved."""
        return self.position != self.saved

    def add(self, entry: Entry) -> None:
        """Appends a step; what was undone is forgotten. A step of the same gesture as the last joins it."""
        if self.saved is not None and self.saved > self.position:
            self.saved = None
        del self._entries[self.position :]
        last = self._entries[-1] if self._entries else None
        if last is not None and entry.gesture and entry.gesture == last.gesture and self.saved != self.position:
            joined = last.change.then(entry.change)
            self._entries.pop()
            self.position -= 1
            if not joined:
                return
            entry = replace(entry, change=joined, before=last.before)
        self._entries.append(entry)
        self.position += 1

    def end_gesture(self) -> None:
        """What follows is a step of its own, even under the same gesture's name."""
        last = self.undoable()
        if last is not None and last.gesture:
            self._entries[self.position - 1] = replace(last, gesture="")

    def undoable(self) -> Entry | None:
        """The step that undo would take back."""
        return self._entries[self.position - 1] if self.position else None

    def redoable(self) -> Entry | None:
        """The step that redo would do again."""
        return self._entries[self.position] if self.position < len(self._entries) else None
