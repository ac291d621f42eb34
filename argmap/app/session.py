"""One map open for editing: its document, history, selection, and who wants to hear of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from argmap.app.history import Entry, History
from argmap.core.change import Change
from argmap.core.document import EMPTY, Document
from argmap.core.ids import Id
from argmap.layout import slots
from argmap.layout.geometry import Geometry
from argmap.layout.keep import standing


@dataclass(frozen=True)
class Step:
    """What happened to a session: the document before and after, and the change that leads from one to the other.

    `what` is `commit`, `undo`, `redo`, or `load`, where the change is empty and everything may differ.
    """

    before: Document
    after: Document
    change: Change
    what: str


class Session:
    """One map open for editing. The window shows it, commands change it, and nothing else holds the document."""

    def __init__(self, document: Document = EMPTY, path: str = "") -> None:
        """`path` is the file it is saved to, "" for none yet."""
        self.document = document
        self.path = path
        self.history = History()
        self.selection: tuple[Id, ...] = ()
        self._on_step: list[Callable[[Step], None]] = []
        self._on_selection: list[Callable[[tuple[Id, ...]], None]] = []

    def on_step(self, listener: Callable[[Step], None]) -> None:
        """Calls the listener after each change, in the order of registration."""
        self._on_step.append(listener)

    def on_selection(self, listener: Callable[[tuple[Id, ...]], None]) -> None:
        """Calls the listener when the selection has changed."""
        self._on_selection.append(listener)

    @property
    def is_modified(self) -> bool:
        """Whether closing now would lose something."""
        return self.history.is_modified

    @property
    def geometry(self) -> Geometry:
        """Where everything of the document stands."""
        return standing(self.document)

    def commit(self, change: Change | None, gesture: str = "") -> bool:
        """Makes a change the next step of undo and tells the listeners; False where there is nothing to do.

        The places of new cards join the change, so that edit and place are one step. Changes that share a
        `gesture` become one step.
        """
        if not change:
            return False
        change = slots.settle(self.document, change)
        before, selected = self.document, self.selection
        self.document = before.apply(change)
        after = selected if change.focus is None else change.focus
        after = tuple(id for id in after if id in self.document)
        self.history.add(Entry(change, selected, after, gesture))
        self._tell(Step(before, self.document, change, "commit"), after)
        return True

    def undo(self) -> bool:
        """Takes the last step back, its selection with it; False where there is none."""
        entry = self.history.undoable()
        if entry is None:
            return False
        self.history.position -= 1
        self.history.end_gesture()
        self._go(entry.change.inverse(), entry.before, "undo")
        return True

    def redo(self) -> bool:
        """Does the last undone step again; False where there is none."""
        entry = self.history.redoable()
        if entry is None:
            return False
        self.history.position += 1
        self.history.end_gesture()
        self._go(entry.change, entry.after, "redo")
        return True

    def load(self, document: Document, path: str = "", *, modified: bool = False) -> None:
        """Takes up another document, with a new history; `modified` where it is not what the file holds."""
        before, self.document, self.path, self.history = self.document, document, path, History()
        if modified:
            self.history.saved = None
        self._tell(Step(before, document, Change(""), "load"), ())

    def mark_saved(self, path: str) -> None:
        """Takes note that the file holds the document as it is now."""
        self.path = path
        self.history.end_gesture()
        self.history.saved = self.history.position

    def select(self, ids: Iterable[Id]) -> None:
        """Selects what is there of the ids, in their order."""
        selection = tuple(id for id in dict.fromkeys(ids) if id in self.document)
        if selection != self.selection:
            self.selection = selection
            for listener in self._on_selection:
                listener(selection)

    def _go(self, change: Change, selection: tuple[Id, ...], what: str) -> None:
        before = self.document
        self.document = before.apply(change)
        self._tell(Step(before, self.document, change, what), tuple(id for id in selection if id in self.document))

    def _tell(self, step: Step, selection: tuple[Id, ...]) -> None:
        # The selection changes together with the document, so that no listener sees one without the other.
        changed = selection != self.selection
        self.selection = selection
        for on_step in self._on_step:
            on_step(step)
        if changed:
            for on_selection in self._on_selection:
                on_selection(selection)
