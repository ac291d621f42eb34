"""Keeps exceptions out of Qt: what one of our overrides raises is reported where it is raised, and goes no further.

An exception that leaves a Python override has to find its way through C++ to the Python above it, if there is any.
PySide6 carries it through, and on Python 3.11 that ends in a segmentation fault as soon as one override is called from
another (a paint from a repaint, an event filter from whatever sends events): measured with PySide6 6.11. So there is
one gate, at the making of classes, and no class of ours can forget it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType, MethodDescriptorType
from typing import Any

ANSWERS: dict[str, Callable[..., Any]] = {
    "boundingRect": lambda *_: _qt("QtCore", "QRectF"),
    "columnCount": lambda *_: 0,
    "data": lambda *_: None,
    "event": lambda *_: False,
    "eventFilter": lambda *_: False,
    "flags": lambda *_: _qt("QtCore", "Qt").ItemFlag(0),
    "focusNextPrevChild": lambda *_: False,
    "inputMethodQuery": lambda *_: None,
    "itemChange": lambda *given: given[-1],
    "loadResource": lambda *_: None,
    "minimumSizeHint": lambda *_: _qt("QtCore", "QSize"),
    "pathFromIndex": lambda *_: "",
    "rowCount": lambda *_: 0,
    "sceneEvent": lambda *_: False,
    "shape": lambda *_: _qt("QtGui", "QPainterPath"),
    "sizeHint": lambda *_: _qt("QtCore", "QSize"),
    "splitPath": lambda *_: [],
    "viewportEvent": lambda *_: False,
}
"""What Qt is answered by an override that has failed, where it wants an answer."""

SILENT = ("accept", "done", "drawBackground", "drawForeground", "insertFromMimeData", "paint", "reject", "run")
"""Overrides that give no answer; those whose names end in `Event` need not be named."""


def _qt(module: str, name: str) -> Any:
    from importlib import import_module

    return getattr(import_module(f"PySide6.{module}"), name)()


def is_override(kind: type, name: str, made: object) -> bool:
    """Whether a function of a class of ours stands for one that Qt calls: it has the name of one of Qt's own.

    By the house's rule only Qt's names are in camel case; those in one word are named above.
    """
    if not isinstance(made, FunctionType) or name.startswith("_"):
        return False
    if name.islower() and name not in ANSWERS and name not in SILENT:
        return False
    return any(isinstance(vars(above).get(name), MethodDescriptorType) for above in kind.__mro__[1:])


def guarded(method: Callable[..., Any], answer: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """The method with a gate: what it raises goes to `sys.excepthook`, and `answer` is given in its place."""

    @wraps(method)
    def kept(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except BaseException:
            report(*sys.exc_info())
            return None if answer is None else answer(*given)

    return kept


def report(*raised: Any) -> None:
    """Hands what was raised to `sys.excepthook`; should that fail in turn, both are printed."""
    try:
        sys.excepthook(*raised)
    except BaseException:
        sys.__excepthook__(*raised)
        sys.__excepthook__(*sys.exc_info())


def _made(kind: type, /) -> None:
    """Called for each class that is derived from one of Qt's: guards the overrides of ours."""
    if kind.__module__.partition(".")[0] != "argmap":
        return
    for name, made in list(vars(kind).items()):
        if is_override(kind, name, made):
            setattr(kind, name, guarded(made, ANSWERS.get(name)))


def _object() -> type:
    from shiboken6 import Shiboken

    return Shiboken.Object


def install() -> None:
    """Sets up the gate, for all classes that are made from now on; where there is no Qt, nothing."""
    try:
        base = _object()
    except ImportError:
        return  # `display` says so, with what helps.
    base.__init_subclass__ = classmethod(_made)  # type: ignore
