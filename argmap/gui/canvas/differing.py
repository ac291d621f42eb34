"""What differs between two states of a map, found by what is not the very same: a look at each would cost more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import is_not
from typing import TypeVar

from argmap.layout.geometry import Route

K = TypeVar("K")


def altered(old: Mapping[K, object], new: Mapping[K, object]) -> list[K]:
    """The keys under which there is not the very same as before, as far as they are still there."""
    return [] if old is new else list(compress(new, map(is_not, map(old.get, new), new.values())))


def differing(old: Sequence[Route], new: Sequence[Route]) -> list[Route]:
    """The routes of two geometries that are not the very same in both."""
    if len(old) == len(new):
        changed = list(map(is_not, old, new))
        return [*compress(old, changed), *compress(new, changed)]
    were, are = dict(zip(map(id, old), old)), dict(zip(map(id, new), new))
    return [were.get(one) or are[one] for one in were.keys() ^ are.keys()]
