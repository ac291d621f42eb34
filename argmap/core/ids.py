"""Ids: a letter for the kind of record and eight random base-32 characters: no two people give the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Id = str
"""What names a record in its map; the reader takes any string."""

MAP: Id = "map"
"""The id of the one `MapInfo`."""

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base 32 after Crockford: no i, l, o, u, which are misread."""

Maker = Callable[[str], Id]
"""Gives a new id for a kind's letter."""


def random_id(letter: str) -> Id:
    """A new id of forty random bits: `c1f7tz0aq`."""
    import secrets

    bits = secrets.randbits(40)
    return letter + "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 40, 5))


def counter() -> Maker:
    """A maker that counts, `c1 r2 c3`, for tests and for output that has to be the same each time."""
    numbers = itertools.count(1)
    return lambda letter: f"{letter}{next(numbers)}"


_maker: ContextVar[Maker] = ContextVar("argmap_ids", default=random_id)


@contextmanager
def made_by(maker: Maker) -> Iterator[None]:
    """Within it new ids come from this maker: the seam for tests."""
    token = _maker.set(maker)
    try:
        yield
    finally:
        _maker.reset(token)


def new_id(letter: str) -> Id:
    """A new id from the maker in force."""
    return _maker.get()(letter)
