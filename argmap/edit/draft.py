"""The collecting of puts while a command is at work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from argmap.core.change import Change, Put, changed
from argmap.core.document import Document
from argmap.core.ids import Id, new_id
from argmap.core.records import Record

R = TypeVar("R", bound=Record)


class Draft:
    """A document with puts that are not applied yet; `change` hands them over as one change."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._after: dict[Id, Record | None] = {}

    def get(self, id: Id) -> Record | None:
        """The record as it will be, or None."""
        return self._after[id] if id in self._after else self.document.get(id)

    def add(self, record: R) -> R:
        """Inserts a record and gives it back with its id, a new one where it has none."""
        if not record.id:
            record = replace(record, id=self._new_id(record.letter))
        assert self.get(record.id) is None, f"{record.id!r} is there already"
        self._after[record.id] = record
        return record

    def put(self, record: Record) -> None:
        """Inserts or replaces a record."""
        self._after[record.id] = record

    def alter(self, id: Id, **fields: Any) -> None:
        """Replaces some fields of a record."""
        record = self.get(id)
        assert record is not None, f"no record {id!r}"
        self._after[id] = replace(record, **fields)

    def remove(self, id: Id) -> None:
        """Removes a record if it is there."""
        if self.get(id) is not None:
            self._after[id] = None

    def change(self, label: str, focus: Iterable[Id] | None = None) -> Change | None:
        """The puts as one labelled change, or None where nothing differs."""
        document = self.document
        puts = [
            Put(document.get(id), after)
            for id, after in self._after.items()
            if after is not None or document.get(id) is not None
        ]
        return changed(label, puts, None if focus is None else tuple(focus)) or None

    def result(self) -> Document:
        """The document as it will be: for commands that look at their own half-done work."""
        change = self.change("")
        return self.document if change is None else self.document.apply(change)

    def _new_id(self, letter: str) -> Id:
        while self.get(id := new_id(letter)) is not None:
            pass
        return id
