"""Older files made new: one pure function for each step from a version to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

VERSION = 1
"""The version of the native format that is written."""

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = {}
"""By version n, what makes of a whole file of version n one of version n + 1; it may raise nothing.

Version 1 is the first, so there is none yet. A step passes on what it does not know: the reader lists it.
"""


def migrated(top: dict[str, Any], version: int) -> dict[str, Any]:
    """A file's top level, as parsed, brought from a version up to `VERSION`."""
    for step in range(version, VERSION):
        top = STEPS[step](top)
    return top
