"""A relation on the canvas: its strokes, heads, the word between linked premises, and the junction with its sign."""

from __future__ import annotations

from math import hypot
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from argmap.core.ids import Id
from argmap.graphviz.style import STROKES, Manner
from argmap.gui.canvas import level
from argmap.gui.canvas.ink import Ink, sign
from argmap.gui.canvas.paint_card import Look
from argmap.layout.geometry import HEAD, JUNCTION, Point, Route
from argmap.layout.measure import advance
from argmap.layout.metrics import MARK_SIZE
from argmap.text import tr

MARGIN = 12.0


class RelationItem(QGraphicsItem):
    """A relation; it stands at the origin and paints in the canvas's coordinates."""

    def __init__(self, id: Id, ink: Ink, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.id = id
        self.ink = ink
        self.look = Look()
        self.manner = Manner.SUPPORT
        self.routes: tuple[Route, ...] = ()
        self.ands: tuple[Point, ...] = ()
        self.junction = Point(0, 0)
        self._path = QPainterPath()
        self._heads: list[QPolygonF] = []
        self._bounds = QRectF()
        self.setZValue(1)

    def show_routes(self, manner: Manner, routes: tuple[Route, ...], junction: Point, ands: tuple[Point, ...]) -> None:
        """Shows these strokes; nothing happens where they are as they were."""
        if (manner, routes, junction, ands) == (self.manner, self.routes, self.junction, self.ands):
            return
        self.prepareGeometryChange()
        self.manner, self.routes, self.junction, self.ands = manner, routes, junction, ands
        self._path = QPainterPath()
        self._heads = []
        for route in routes:
            add_curve(self._path, route.curve)
            if route.tip is not None:
                self._heads.append(head(STROKES[manner].head, route.curve[-1], route.tip))
        x, y = junction
        bounds = self._path.boundingRect() | QRectF(x - JUNCTION, y - JUNCTION, 2 * JUNCTION, 2 * JUNCTION)
        for place in ands:
            bounds |= QRectF(place.x - 16, place.y - 8, 32, 16)
        self._bounds = bounds.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        self.update()

    def set_ink(self, ink: Ink) -> None:
        """Changes the colours."""
        self.ink = ink
        self.update()

    def set_look(self, **parts: Any) -> None:
        """Changes how it is shown just now."""
        for name, value in parts.items():
            if getattr(self.look, name) != value:
                setattr(self.look, name, value)
                self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        x, y = self.junction
        path.addEllipse(QPointF(x, y), JUNCTION + 2, JUNCTION + 2)
        return path

    def distance(self, x: float, y: float) -> float:
        """How far a point of the canvas is from the junction, or from the strokes where those are nearer."""
        found = max(0.0, hypot(self.junction.x - x, self.junction.y - y) - JUNCTION)
        for polygon in self._path.toSubpathPolygons():
            for i in range(polygon.size() - 1):
                found = min(found, _to_piece(x, y, polygon.at(i), polygon.at(i + 1)))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.look.dimmed:
            painter.setOpacity(0.22)
        ink, manner = self.ink, self.manner
        if self.look.selected or self.look.drop:
            wide = QPen(ink.focus, 7)
            color = ink.focus
            color.setAlphaF(0.25)
            wide.setColor(color)
            wide.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(self._path, wide)
        painter.strokePath(self._path, ink.strokes[manner])
        painter.setPen(ink.heads[manner])
        filled = STROKES[manner].head == "filled"
        painter.setBrush(ink.roles[STROKES[manner].role] if filled else ink.inside)
        for polygon in self._heads:
            if polygon.size() > 2:
                painter.drawPolygon(polygon)
            else:
                painter.drawPolyline(polygon)
        self._paint_junction(painter, option)
        painter.setOpacity(1.0)

    def _paint_junction(self, painter: QPainter, option: QStyleOptionGraphicsItem) -> None:
        ink = self.ink
        x, y = self.junction
        painter.setPen(ink.selected if self.look.selected else ink.rings[self.manner])
        painter.setBrush(ink.inside)
        painter.drawEllipse(QPointF(x, y), JUNCTION, JUNCTION)
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= level.BADGES:
            painter.setPen(ink.rings[self.manner])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.translate(x, y)
            painter.drawPath(sign(self.manner))
            painter.translate(-x, -y)
        if self.ands:
            word = tr("and")
            painter.setPen(ink.muted)
            painter.setFont(ink.mark_font)
            width = advance(word, MARK_SIZE)
            for place in self.ands:
                painter.drawText(QPointF(place.x - width / 2, place.y + MARK_SIZE * 0.36), word)


def add_curve(path: QPainterPath, curve: tuple[Point, ...]) -> None:
    """Appends cubic Béziers to a path; straight pieces become lines, which are painted faster."""
    path.moveTo(*curve[0])
    for i in range(1, len(curve) - 2, 3):
        a, b, c, d = curve[i - 1], curve[i], curve[i + 1], curve[i + 2]
        if (a.x == b.x == c.x == d.x) or (a.y == b.y == c.y == d.y):
            path.lineTo(*d)
        else:
            path.cubicTo(b.x, b.y, c.x, c.y, d.x, d.y)


def head(form: str, base: Point, tip: Point) -> QPolygonF:
    """An arrow head from the stroke's end to its tip: a triangle, or for `tee` the bar across."""
    length = hypot(tip.x - base.x, tip.y - base.y) or HEAD
    ux, uy = (tip.x - base.x) / length, (tip.y - base.y) / length
    if form == "tee":
        half = 5.5
        return QPolygonF([QPointF(tip.x - uy * half, tip.y + ux * half), QPointF(tip.x + uy * half, tip.y - ux * half)])
    half = HEAD * 0.5
    bx, by = tip.x - ux * HEAD, tip.y - uy * HEAD
    return QPolygonF([QPointF(*tip), QPointF(bx - uy * half, by + ux * half), QPointF(bx + uy * half, by - ux * half)])


def _to_piece(x: float, y: float, a: QPointF, b: QPointF) -> float:
    dx, dy = b.x() - a.x(), b.y() - a.y()
    length = dx * dx + dy * dy
    along = 0.0 if not length else max(0.0, min(1.0, ((x - a.x()) * dx + (y - a.y()) * dy) / length))
    return hypot(a.x() + along * dx - x, a.y() + along * dy - y)
