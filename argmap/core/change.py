"""The one operation and what is made of it: `Put`, `Change`, `diff`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from argmap.core.ids import Id
from argmap.core.records import Record


@dataclass(frozen=True)
class Put:
    """What becomes of one id: `before` and `after`, the record or None where there is none.

    `before=None` inserts, `after=None` removes; the inverse is the swap.
    """

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a put needs a record before or after")
        if self.before is not None and self.after is not None and self.before.id != self.after.id:
            raise ValueError(f"a put is about one id, not {self.before.id!r} and {self.after.id!r}")

    @property
    def id(self) -> Id:
        """The id that it is about."""
        record = self.after if self.after is not None else self.before
        assert record is not None
        return record.id

    def inverse(self) -> Put:
        """The put that takes it back."""
        return Put(self.after, self.before)


@dataclass(frozen=True)
class Change:
    """A labelled set of puts, one per id: the unit of undo, journal, diff and merge.

    `focus` names what a view should select after it, None where the change does not say; it is no part
    of what the change does, and `inverse` drops it.
    """

    label: str
    puts: Mapping[Id, Put] = field(default_factory=dict)
    focus: tuple[Id, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.puts)

    def inverse(self) -> Change:
        """The change that takes it back: `doc.apply(c).apply(c.inverse()) == doc`."""
        return Change(self.label, {id: put.inverse() for id, put in self.puts.items()})

    def then(self, following: Change) -> Change:
        """Both as one, with the label of the first; what cancels out is dropped.

        Raises ValueError where the second does not begin where the first ends.
        """
        puts = dict(self.puts)
        for id, put in following.puts.items():
            first = puts.pop(id, None)
            if first is None:
                puts[id] = put
            elif first.after != put.before:
                raise ValueError(f"the changes do not fit each other at {id!r}")
            elif first.before != put.after:
                puts[id] = Put(first.before, put.after)
        return Change(self.label, puts, self.focus if following.focus is None else following.focus)


def changed(label: str, puts: Iterable[Put], focus: tuple[Id, ...] | None = None) -> Change:
    """A change of these puts, those that do nothing left out."""
    return Change(label, {put.id: put for put in puts if put.before != put.after}, focus)
