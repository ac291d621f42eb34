"""What differs between two states of a map, found by what is not the very same: a look at each would cost more."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress, islice
from operator import is_, is_not
from typing import TypeVar

K = TypeVar("K")


def altered(old: Mapping[K, object], new: Mapping[K, object]) -> list[K]:
    """The keys under which there is not the very same as before, as far as they are still there."""
    if old is new:
        return []
    if len(old) <= len(new) and all(map(is_, old, new)):
        # Most changes leave the keys as they were, or add some at the end: so none need be looked up.
        changed = compress(new, map(is_not, old.values(), new.values()))
        return [*changed, *islice(new, len(old), None)]
    return list(compress(new, map(is_not, map(old.get, new), new.values())))
