"""What a gesture is: a small state machine that previews on the canvas and hands over one change, or none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt

from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

THRESHOLD = 6
"""How far the mouse has to go, in pixels, before a press becomes a drag."""


ALSO = Qt.KeyboardModifier.AltModifier if sys.platform == "darwin" else Qt.KeyboardModifier.ControlModifier
ALSO_KEY = "⌥" if sys.platform == "darwin" else tr("Ctrl")


class Pointer(NamedTuple):
    """Where the mouse is: its spot in the view, its place on the canvas, and the keys held with it."""

    spot: QPointF
    at: QPointF
    held: Qt.KeyboardModifier

    @property
    def shift(self) -> bool:
        """Whether Shift is held: attack instead of support, or more of a selection."""
        return bool(self.held & Qt.KeyboardModifier.ShiftModifier)

    @property
    def also(self) -> bool:
        """Whether Ctrl or, on macOS, ⌥ is held: besides, instead of moving."""
        return bool(self.held & ALSO)


class Tool:
    """One gesture, from the press of a button to its release. `pointing` begins and ends it."""

    def __init__(self, view: MapView, start: Pointer) -> None:
        self.view = view
        self.scene = view.map_scene()
        self.start = start
        self.last = start

    def move(self, to: Pointer) -> None:
        """The pointer has moved, the map under it, or a key is held now that was not."""
        self.last = to

    def release(self, at: Pointer) -> None:
        """The button is let go: the gesture hands over its change, if it has one."""

    def cancel(self) -> None:
        """Esc, or another button: nothing is changed."""
        self.scene.previews.clear()
        self.view.hint.say(self.last.spot, "")

    @property
    def scrolls(self) -> bool:
        """Whether the map moves by itself when the pointer comes near the view's edges."""
        return True


def far_enough(a: QPointF, b: QPointF) -> bool:
    """Whether the mouse has gone far enough for a drag."""
    return max(abs(a.x() - b.x()), abs(a.y() - b.y())) >= THRESHOLD
