"""The map as a value: an immutable table of records."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any, Generic, TypeVar, overload

from argmap.core.change import Change, Put, changed
from argmap.core.ids import MAP, Id
from argmap.core.records import Claim, Excerpt, Group, MapInfo, Record, Relation, Source

T = TypeVar("T")
R = TypeVar("R", Claim, Relation, Source, Excerpt, Group)


class Document(Mapping[Id, Record]):
    """An immutable table `id -> record`; it always holds a `MapInfo` under the id `map`.

    Two documents are equal when their records are. What is worked out from a document (`once`) is kept
    with it, and handed on to the next document where that is cheaper than working it out anew.
    """

    __slots__ = ("__weakref__", "_due", "_memo", "_table")

    def __init__(self, records: Iterable[Record] = ()) -> None:
        """Makes a table of the records; raises ValueError for an id used twice or an empty one."""
        table: dict[Id, Record] = {}
        for record in records:
            if not record.id or record.id in table:
                raise ValueError(f"id {record.id!r} is empty or used twice")
            table[record.id] = record
        table.setdefault(MAP, MapInfo())
        if not isinstance(table[MAP], MapInfo):
            raise ValueError(f"the id {MAP!r} belongs to the map itself")
        self._table = table
        self._memo: dict[Once[Any], Any] = {}
        # What an earlier document has worked out, with the change from there to here.
        self._due: dict[Once[Any], tuple[Any, Change]] = {}

    def __getitem__(self, id: Id) -> Record:
        return self._table[id]

    def __iter__(self) -> Iterator[Id]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, id: object) -> bool:
        return id in self._table

    # What Mapping makes of __getitem__ does the same at a tenth of the speed.
    @overload
    def get(self, id: Id, /) -> Record | None: ...
    @overload
    def get(self, id: Id, /, default: Record | T) -> Record | T: ...
    def get(self, id: Id, /, default: Any = None) -> Any:
        """The record of that id, or the default."""
        return self._table.get(id, default)

    def keys(self) -> KeysView[Id]:
        """The ids."""
        return self._table.keys()

    def values(self) -> ValuesView[Record]:
        """The records."""
        return self._table.values()

    def items(self) -> ItemsView[Id, Record]:
        """The ids with their records."""
        return self._table.items()

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Document) and self._table == other._table)

    def __hash__(self) -> int:
        return hash(frozenset(self._table))

    def __repr__(self) -> str:
        return f"<Document {self.info.title!r}: {len(self.claims)} claims, {len(self.relations)} relations>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Document, (tuple(self._table.values()),)

    @property
    def info(self) -> MapInfo:
        """What is said of the map as a whole."""
        info = self._table[MAP]
        assert isinstance(info, MapInfo)
        return info

    @property
    def claims(self) -> Mapping[Id, Claim]:
        """The claims by id."""
        return _claims(self)

    @property
    def relations(self) -> Mapping[Id, Relation]:
        """The relations by id."""
        return _relations(self)

    @property
    def sources(self) -> Mapping[Id, Source]:
        """The sources by id."""
        return _sources(self)

    @property
    def excerpts(self) -> Mapping[Id, Excerpt]:
        """The excerpts by id."""
        return _excerpts(self)

    @property
    def groups(self) -> Mapping[Id, Group]:
        """The groups by id."""
        return _groups(self)

    def apply(self, change: Change) -> Document:
        """The document after the change.

        Raises ValueError where a put's `before` is not what stands here: the change belongs to another document.
        """
        table = self._table
        for id, put in change.puts.items():
            here = table.get(id)
            if here is not put.before and here != put.before:
                raise ValueError(f"the change {change.label!r} does not fit this document at {id!r}")
        table = table.copy()
        for id, put in change.puts.items():
            if put.after is None:
                del table[id]
            else:
                table[id] = put.after
        if not isinstance(table.get(MAP), MapInfo) or "" in table:
            raise ValueError("a document has its map record under its id, and no other id is empty")
        new = Document.__new__(Document)
        new._table, new._memo = table, {}
        # Lists, since another thread may be at work on this document.
        new._due = {once: (value, change) for once, value in list(self._memo.items()) if once.carry is not None}
        for once, (value, since) in list(self._due.items()):
            if once not in new._due and len(since.puts) < _FAR:
                new._due[once] = value, since.then(change)
        return new


_FAR = 100
"""The records changed since, from which on it is not worth while to carry what was worked out before."""


class Once(Generic[T]):
    """A function of a document that is worked out once for each document.

    `carry(value, new, change)` gives the value for a document from that of an earlier one and the change that
    leads from there to here, exactly as the function itself would, or None where that is no cheaper. It is asked
    only when the value is.
    """

    def __init__(
        self, function: Callable[[Document], T], carry: Callable[[T, Document, Change], T | None] | None = None
    ) -> None:
        self.function, self.carry = function, carry
        self.__doc__ = function.__doc__

    def __call__(self, document: Document) -> T:
        memo = document._memo
        if self in memo:
            known: T = memo[self]
            return known
        earlier = document._due.pop(self, None)
        value = self.carry(earlier[0], document, earlier[1]) if self.carry is not None and earlier is not None else None
        if value is None:
            value = self.function(document)
        memo[self] = value
        return value

    def known(self, document: Document) -> bool:
        """Whether it has been worked out already."""
        return self in document._memo


@overload
def once(function: Callable[[Document], T]) -> Once[T]: ...
@overload
def once(*, carry: Callable[[T, Document, Change], T | None]) -> Callable[[Callable[[Document], T]], Once[T]]: ...
def once(function: Any = None, *, carry: Any = None) -> Any:
    """Marks a function of a document as worked out once for each document."""
    if function is None:
        return lambda function: Once(function, carry)
    return Once(function)


def _of_kind(kind: type[R]) -> Once[dict[Id, R]]:
    # Plain dicts, since copying a read-only view takes ten times as long; the properties show them as mappings.
    def carry(value: dict[Id, R], _: Document, change: Change) -> dict[Id, R]:
        touched = [p for p in change.puts.values() if isinstance(p.before, kind) or isinstance(p.after, kind)]
        if not touched:
            return value
        records = value.copy()
        for put in touched:
            if isinstance(put.after, kind):
                records[put.id] = put.after
            else:
                records.pop(put.id, None)
        return records

    def found(document: Document) -> dict[Id, R]:
        records: dict[Id, R] = _by_kind(document)[kind]
        return records

    return Once(found, carry)


def _sorted_by_kind(document: Document) -> dict[type[Record], dict[Id, Any]]:
    """All records by kind, in one pass over the table."""
    kinds: dict[type[Record], dict[Id, Any]] = {kind: {} for kind in (Claim, Relation, Source, Excerpt, Group, MapInfo)}
    for id, record in document._table.items():
        kinds[type(record)][id] = record
    return kinds


_by_kind = Once(_sorted_by_kind)
_claims = _of_kind(Claim)
_relations = _of_kind(Relation)
_sources = _of_kind(Source)
_excerpts = _of_kind(Excerpt)
_groups = _of_kind(Group)

EMPTY = Document()
"""The map with nothing in it."""


def diff(old: Document, new: Document, label: str = "") -> Change:
    """The change that leads from one document to another: `old.apply(diff(old, new)) == new`."""
    there = new._table
    ids = [id for id, record in old.items() if there.get(id) is not record]
    ids += [id for id in new if id not in old]
    return changed(label, (Put(old.get(id), new.get(id)) for id in sorted(ids)))
