"""Connections that do not keep alive what they call: a signal that holds its receiver would never let go of it."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakMethod


def weakly(method: Callable[..., object], *given: object) -> Callable[..., None]:
    """Calls a method with what is given here, not with what a signal carries; nothing once its object is gone.

    A plain function is held as it is.
    """
    held = WeakMethod(method) if hasattr(method, "__self__") else _holder(method)

    def call(*_carried: object) -> None:
        alive = held()
        if alive is not None:
            alive(*given)

    return call


def _holder(function: Callable[..., object]) -> Callable[[], Callable[..., object]]:
    return lambda: function
