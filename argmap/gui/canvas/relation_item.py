"""A relation on the canvas: its strokes, heads, the word between linked premises, and the junction with its sign."""

from __future__ import annotations

from collections import deque
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.graphviz.ink import baseline
from argmap.graphviz.style import Manner
from argmap.gui.canvas import level
from argmap.gui.canvas.badges import Badge
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.canvas.shapes import add_curve, head, sign
from argmap.layout.card import CHIP_SIZE
from argmap.layout.geometry import JUNCTION, Point, Route
from argmap.layout.measure import advance
from argmap.layout.metrics import MARK_SIZE
from argmap.text import tr

MARGIN = 16.0
"""How far heads, rings and the glow of a selected stroke reach beyond the strokes."""

TRACED = 600
"""How many relations keep their strokes as paths; those painted last."""

BADGE = Point(-7.5, -10.5)
"""Where the badge of a relation stands, from the middle of its junction: between that and the trunk, 15 units away,
and on the other side than cards and the bracket of linked premises."""

BADGE_RADIUS = 5.5

GLOW = 9.0
"""The width of the glow along a selected relation."""


_traced: deque[RelationItem] = deque()


class RelationItem(MapItem):
    """A relation; it stands at the origin and paints in the canvas's units."""

    def __init__(self, id: Id, ink: Ink) -> None:
        super().__init__(id, ink)
        self.manner = Manner.SUPPORT
        self.routes: tuple[Route, ...] = ()
        self.tails: tuple[Route, ...] = ()
        """The parts of a trunk that a hidden relation would draw."""
        self.ands: tuple[Point, ...] = ()
        self.junction = Point(0, 0)
        self.badge: Badge | None = None
        self._paths: tuple[QPainterPath, QPainterPath] | None = None
        self._pieces: tuple[tuple[float, float, float, float], ...] | None = None
        self.setZValue(1)

    def show_routes(self, manner: Manner, routes: tuple[Route, ...], junction: Point, ands: tuple[Point, ...]) -> None:
        """Shows these strokes; nothing happens where they are equal to those shown."""
        if (manner, routes, junction, ands) == (self.manner, self.routes, self.junction, self.ands):
            return
        self.prepareGeometryChange()
        self.manner, self.routes, self.junction, self.ands = manner, routes, junction, ands
        self.tails = ()
        self._measure()

    def show_badge(self, badge: Badge | None) -> None:
        """Shows another badge at the junction, or none."""
        if badge != self.badge:
            self.badge = badge
            self.update()

    def badge_at(self, x: float, y: float) -> str:
        """The kind of the badge under a point of the canvas, "" for none."""
        far = hypot(self.junction.x + BADGE.x - x, self.junction.y + BADGE.y - y)
        return self.badge.kind if self.badge is not None and far <= BADGE_RADIUS else ""

    def show_tails(self, tails: tuple[Route, ...]) -> None:
        """Shows these strokes as well; nothing happens where they are equal to those shown."""
        if tails != self.tails:
            self.prepareGeometryChange()
            self.tails = tails
            self._measure()

    def _measure(self) -> None:
        self._paths, self._pieces = None, None
        x, y = self.junction
        xs, ys = [x - JUNCTION, x + JUNCTION], [y - JUNCTION, y + JUNCTION]
        for route in (*self.routes, *self.tails):
            for point in route.curve:
                xs.append(point.x)
                ys.append(point.y)
        for place in self.ands:
            xs += [place.x - 16, place.x + 16]
            ys += [place.y - 8, place.y + 8]
        left, top = min(xs) - MARGIN, min(ys) - MARGIN
        self.bounds = QRectF(left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top)
        self.update()

    def paths(self) -> tuple[QPainterPath, QPainterPath]:
        """Strokes and heads as paths; only the relations painted last keep them."""
        if self._paths is None:
            strokes, heads = QPainterPath(), QPainterPath()
            for route in (*self.routes, *self.tails):
                add_curve(strokes, route.curve)
                if route.tip is not None:
                    heads.addPath(head(route, self.manner))
                    if self.manner is Manner.UNDERCUT:  # a bar has no length of its own
                        strokes.lineTo(*route.tip)
            _traced.append(self)
            if len(_traced) > TRACED:
                _traced.popleft()._paths = None  # an item may stand there twice, this one as well
            self._paths = strokes, heads
        return self._paths

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(QPointF(*self.junction), JUNCTION + 2, JUNCTION + 2)
        return path

    def distance(self, x: float, y: float) -> float:
        """How far a point of the canvas is from the ring, or from the strokes where those are nearer; units."""
        found = max(0.0, hypot(self.junction.x - x, self.junction.y - y) - JUNCTION)
        if self._pieces is None:
            pieces: list[tuple[float, float, float, float]] = []
            for polygon in self.paths()[0].toSubpathPolygons():
                points = [(polygon.at(i).x(), polygon.at(i).y()) for i in range(polygon.size())]
                pieces += [(*a, *b) for a, b in zip(points, points[1:])]
            self._pieces = tuple(pieces)
        for ax, ay, bx, by in self._pieces:
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
            found = min(found, hypot(ax + along * dx - x, ay + along * dy - y))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        look, manner = self.look, self.manner
        ink = self.ink.faint if look.dimmed or look.lifted else self.ink
        if look.selected or look.hovered or look.drop is not None:
            self._paint_glow(painter, ink)
        strokes, heads = self.paths()
        painter.strokePath(strokes, ink.strokes[manner])
        if not heads.isEmpty():
            filled = {Manner.SUPPORT: ink.manners[manner], Manner.ATTACK: ink.canvas}.get(manner)
            painter.setBrush(Qt.BrushStyle.NoBrush if filled is None else filled)
            painter.setPen(Qt.PenStyle.NoPen if manner is Manner.SUPPORT else ink.heads[manner])
            painter.drawPath(heads)
        self._paint_ring(painter, ink)

    def _paint_glow(self, painter: QPainter, ink: Ink) -> None:
        color = QColor(ink.focus if self.look.drop is None else ink.manners[self.look.drop])
        color.setAlphaF(0.28 if self.look.selected or self.look.drop is not None else 0.14)
        pen = QPen(color, GLOW)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(self.paths()[0], pen)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(*self.junction), JUNCTION + 5, JUNCTION + 5)

    def _paint_badge(self, painter: QPainter, ink: Ink, badge: Badge) -> None:
        warns = badge.kind == "problem"
        painter.setPen(ink.role_pens[Role.COUNTERPOINT] if warns else ink.border)
        painter.setBrush(ink.card)
        painter.drawEllipse(QPointF(*BADGE), BADGE_RADIUS, BADGE_RADIUS)
        painter.setPen(ink.role_pens[Role.COUNTERPOINT] if warns else ink.muted)
        if not badge.text:
            for y, right in ((-2.5, 3.0), (0.0, 3.0), (2.5, 1.0)):
                painter.drawLine(QPointF(BADGE.x - 3, BADGE.y + y), QPointF(BADGE.x + right, BADGE.y + y))
            return
        painter.setFont(ink.chip_font)
        at = BADGE.x - advance(badge.text, CHIP_SIZE) / 2
        painter.drawText(QPointF(at, baseline(BADGE.y, CHIP_SIZE)), badge.text)

    def _paint_ring(self, painter: QPainter, ink: Ink) -> None:
        painter.setBrush(ink.inside)
        painter.setPen(ink.selected if self.look.selected else ink.rings[self.manner])
        painter.drawEllipse(QPointF(*self.junction), JUNCTION, JUNCTION)
        if painter.worldTransform().m11() >= level.BADGES:
            painter.translate(self.junction.x, self.junction.y)
            painter.setPen(ink.rings[self.manner])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(sign(self.manner))
            if self.badge is not None:
                self._paint_badge(painter, ink, self.badge)
            painter.translate(-self.junction.x, -self.junction.y)
        if self.ands:
            word = tr("and")
            painter.setPen(ink.muted)
            painter.setFont(ink.mark_font)
            wide = advance(word, MARK_SIZE)
            for place in self.ands:
                painter.drawText(QPointF(place.x - wide / 2, baseline(place.y, MARK_SIZE)), word)
