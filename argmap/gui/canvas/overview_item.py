"""The whole map as plain blocks and lines: what is drawn far out, by one item for all cards."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.graphviz.style import Manner
from argmap.gui.canvas.ink import Ink
from argmap.layout.geometry import Box, Geometry, Route
from argmap.layout.metrics import BAND

_FLATNESS = 4
"""Into how many straight pieces a bent stretch of a stroke is cut: at this zoom nobody sees more."""


class OverviewItem(QGraphicsItem):
    """Cards as blocks with their role's band, strokes as lines; lists are made when something changed and only then."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self._bounds = QRectF()
        self._cards: list[QRectF] = []
        self._chips: list[QRectF] = []
        self._bands: dict[Role, list[QRectF]] = {}
        self._lines: dict[Manner, list[QLineF]] = {}
        self._selected: list[QRectF] = []
        self._dimmed: list[QRectF] = []

    def show(  # type: ignore[override]
        self,
        geometry: Geometry,
        roles: dict[Id, Role],
        manners: dict[Id, Manner],
        hidden: frozenset[Id] = frozenset(),
        selected: frozenset[Id] = frozenset(),
        dimmed: frozenset[Id] = frozenset(),
    ) -> None:
        """Takes up what there is to draw."""
        self.prepareGeometryChange()
        bounds = geometry.bounds.grown(20)
        self._bounds = _rect(bounds)
        self._cards, self._bands, self._lines, self._selected, self._dimmed = [], {}, {}, [], []
        for id, box in geometry.cards.items():
            if id in hidden:
                continue
            rect = _rect(box)
            (self._dimmed if id in dimmed else self._cards).append(rect)
            if id not in dimmed:
                self._bands.setdefault(roles[id], []).append(QRectF(box.left, box.top, 2 * BAND, box.height))
            if id in selected:
                self._selected.append(rect)
        self._chips = [_rect(box) for (relation, _), box in geometry.chips.items() if relation not in hidden]
        for route in geometry.routes:
            if route.relation not in hidden:
                self._lines.setdefault(manners[route.relation], []).extend(lines(route))
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ink = self.ink
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for manner, found in self._lines.items():
            painter.setPen(QPen(ink.heads[manner].color(), max(1.8, 1.0 / zoom)))
            painter.drawLines(found)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_block(ink))
        painter.drawRects(self._cards)
        painter.drawRects(self._chips)
        for role, bands in self._bands.items():
            painter.setBrush(ink.roles[role])
            painter.drawRects(bands)
        if self._dimmed:
            painter.setBrush(QColor(ink.style.divider))
            painter.drawRects(self._dimmed)
        if self._selected:
            painter.setPen(QPen(ink.focus, max(2.0, 2.0 / zoom)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRects(self._selected)


def _block(ink: Ink) -> QColor:
    """Between card and border: a white card would vanish on the canvas where it has no outline."""
    card, border = ink.card.color(), ink.border.color()
    return QColor(*(round((a + 2 * b) / 3) for a, b in zip(card.getRgb()[:3], border.getRgb()[:3])))


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def lines(route: Route) -> list[QLineF]:
    """A stroke as straight pieces."""
    found, curve = [], route.curve
    for i in range(1, len(curve) - 2, 3):
        a, b, c, d = curve[i - 1], curve[i], curve[i + 1], curve[i + 2]
        if (a.x == d.x and b.x == a.x) or (a.y == d.y and b.y == a.y):
            found.append(QLineF(a.x, a.y, d.x, d.y))
            continue
        x, y = a
        for step in range(1, _FLATNESS + 1):
            t = step / _FLATNESS
            s = 1 - t
            nx = s * s * s * a.x + 3 * s * s * t * b.x + 3 * s * t * t * c.x + t * t * t * d.x
            ny = s * s * s * a.y + 3 * s * s * t * b.y + 3 * s * t * t * c.y + t * t * t * d.y
            found.append(QLineF(x, y, nx, ny))
            x, y = nx, ny
    return found
