"""The window as it was left: its size, its panes and the zoom, kept among the settings."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QPalette

from argmap.app.settings import Settings
from argmap.gui.canvas.level import BADGES

if TYPE_CHECKING:
    from argmap.gui.window import MapWindow

SIZE = (1280, 820)
"""The size of a window that has not been left yet, in pixels at a text size of 100 %."""

READABLE = 0.6
"""The zoom at which a map begins that would be mere blocks if all of it were shown."""


def restore_size(window: MapWindow) -> None:
    """Gives a window the size that the last one was left with, and its colours until the theme is read."""
    left = window.settings["window"]
    scale = window.settings["text_scale"]
    room = window.screen().availableSize()
    wide, high = (min(round(want * scale), round(there * 0.94)) for want, there in zip(SIZE, room.toTuple()))
    window.resize(wide, high)
    if geometry := _bytes(left, "geometry"):
        window.restoreGeometry(geometry)
    ground = QColor(str(left.get("ground", "")))
    if not ground.isValid():
        from argmap.gui.theme import chosen

        ground = QColor(chosen(window.settings["theme"]).canvas)
    colors = window.palette()
    colors.setColor(QPalette.ColorRole.Window, ground)
    window.setPalette(colors)


def restore_panes(window: MapWindow) -> None:
    """Gives a window the panes that the last one was left with."""
    window.setPalette(QPalette())
    left = window.settings["window"]
    for dock in window.shares.docks:
        known = left.get(dock.objectName())
        known = known if isinstance(known, dict) else {}
        wide = known.get("width")
        if isinstance(wide, int) and 100 <= wide <= 4000:
            dock.wish = wide
    side = left.get(window.panes.side.objectName())
    window.panes.side.is_wanted = not (isinstance(side, dict) and side.get("shown") is False)
    window.shares.share()


def restore_zoom(window: MapWindow) -> None:
    """Shows a map just opened as large as the last one was left, or whole."""
    zoom = window.settings["window"].get("zoom")
    if not isinstance(zoom, float | int):
        zoom = READABLE if window.view.zoom() < BADGES else 0
    if zoom > window.view.zoom():
        window.seeing.begin_at(float(zoom))


def pane(settings: Settings) -> str:
    """The name of the pane that was on top."""
    name = settings["window"].get("pane", "")
    return name if isinstance(name, str) else ""


def keep(window: MapWindow) -> None:
    """Takes note of how a window that is closed is left."""
    seen = window.view.viewpoint()
    window.view.fit()
    fits = window.view.viewpoint() == seen
    window.settings["window"] = {
        "geometry": b64encode(window.saveGeometry().data()).decode("ascii"),
        **{dock.objectName(): {"shown": dock.is_wanted, "width": dock.wish} for dock in window.shares.docks},
        "article": window.reading.is_wanted,
        "ground": window.look.canvas,
        "pane": window.panes.current(),
        "zoom": None if fits else round(seen[2], 4),
    }


def _bytes(left: dict[str, Any], key: str) -> QByteArray | None:
    text = left.get(key)
    if not isinstance(text, str):
        return None
    try:
        return QByteArray(b64decode(text, validate=True))
    except ValueError:
        return None
