"""What all items of a map share: an id, the ink they are painted with, and how they are shown just now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem

from argmap.core.ids import Id
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.paint_card import Look

NOWHERE = QRectF()
PLAIN = Look()


class MapItem(QGraphicsItem):
    """Something of a map on the canvas; it shows what it is told and knows nothing of the document."""

    def __init__(self, id: Id, ink: Ink) -> None:
        super().__init__()
        self.id = id
        self.ink = ink
        self.look = PLAIN
        self.bounds = NOWHERE

    def set_ink(self, ink: Ink) -> None:
        """Changes the colours."""
        self.ink = ink
        self.update()

    def set_look(self, **parts: Any) -> None:
        """Changes how it is shown just now."""
        if any(getattr(self.look, name) != value for name, value in parts.items()):
            self.look = replace(self.look, **parts)
            self.update()

    def boundingRect(self) -> QRectF:
        return self.bounds
