"""The window as it was left: its size, its panes and the zoom, kept among the settings."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray

from argmap.app.settings import Settings

if TYPE_CHECKING:
    from argmap.gui.window import MapWindow

VERSION = 1
"""Of the arrangement of tool bars and docks: one of another number is not restored."""

SIZE = (1280, 820)
"""The size of a window that has not been left yet, in pixels at a text size of 100 %."""


def restore(window: MapWindow) -> None:
    """Gives a window the size and panes that the last one was left with."""
    left = window.settings["window"]
    scale = window.settings["text_scale"]
    room = window.screen().availableSize()
    wide, high = (min(round(want * scale), round(there * 0.94)) for want, there in zip(SIZE, room.toTuple()))
    window.resize(wide, high)
    if geometry := _bytes(left, "geometry"):
        window.restoreGeometry(geometry)
    if panes := _bytes(left, "panes"):
        window.restoreState(panes, VERSION)


def restore_zoom(window: MapWindow) -> None:
    """Shows a map just opened as large as the last one was left, or whole."""
    window.view.fit()
    zoom = window.settings["window"].get("zoom")
    if isinstance(zoom, float | int) and zoom > window.view.zoom():
        window.seeing.begin_at(float(zoom))


def pane(settings: Settings) -> str:
    """The name of the pane that was on top."""
    name = settings["window"].get("pane", "")
    return name if isinstance(name, str) else ""


def keep(window: MapWindow) -> None:
    """Takes note of how a window is left."""
    window.settings["window"] = {
        "geometry": b64encode(window.saveGeometry().data()).decode("ascii"),
        "panes": b64encode(window.saveState(VERSION).data()).decode("ascii"),
        "pane": window.panes.current(),
        "zoom": None if window.view.fits() else round(window.view.zoom(), 4),
    }


def _bytes(left: dict[str, Any], key: str) -> QByteArray | None:
    text = left.get(key)
    if not isinstance(text, str):
        return None
    try:
        return QByteArray(b64decode(text, validate=True))
    except ValueError:
        return None
