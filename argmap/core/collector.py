"""The garbage collector, paused while much is made of which nothing is garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look through all that is made again and again, and find nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # Moves all there is among the old objects, at no cost; else the collector would look through it now.
            gc.freeze()
            gc.unfreeze()
        gc.enable()


@contextmanager
def set_aside() -> Iterator[None]:
    """As `uncollected`, for what stays as long as a window: where the program has set aside what it is made of, this
    is set aside too, and not looked through until `look_through` is called."""
    with uncollected():
        yield
        if gc.get_freeze_count():
            gc.freeze()


def look_through() -> None:
    """Collects the garbage among all there is, also what was set aside, and sets the rest aside again."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
        gc.freeze()
