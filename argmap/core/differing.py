"""What differs between two states of a map, found by what is not the very same: a look at each would cost more."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress
from operator import is_not
from typing import TypeVar

K = TypeVar("K")


def altered(old: Mapping[K, object], new: Mapping[K, object]) -> list[K]:
    """The keys under which there is not the very same as before, as far as they are still there."""
    return [] if old is new else list(compress(new, map(is_not, map(old.get, new), new.values())))
