"""The whole map as plain blocks and lines: what is drawn far out, and on the minimap, in a few bulk calls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import sqrt

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion, QTransform

from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.graphviz.style import Manner
from argmap.gui.canvas.ground import paint_ground
from argmap.gui.canvas.ink import Ink
from argmap.gui.theme import mixed
from argmap.layout.geometry import Box, Geometry, Point
from argmap.layout.metrics import BAND

CELL = 96
"""How many cards stand in a cell at the mean: what is out of sight is passed over by cells."""


class Cell:
    """What stands in a part of the canvas, with the rectangle round it, to be drawn in a few calls."""

    def __init__(self) -> None:
        self.bounds = QRectF()
        self.blocks: dict[Role | None, list[QRectF]] = {}
        self.bands: dict[Role, list[QRectF]] = {}
        self.lines: dict[tuple[Manner, bool], QPainterPath] = {}

    def add_card(self, role: Role, box: Box, dimmed: bool) -> None:
        """Adds a card as a block with its role's band; a dimmed one has no role to be seen."""
        rect = QRectF(box.left, box.top, box.width, box.height)
        self.bounds |= rect
        self.blocks.setdefault(None if dimmed else role, []).append(rect)
        if not dimmed:
            self.bands.setdefault(role, []).append(QRectF(box.left, box.top, 3 * BAND, box.height))

    def add_curve(self, manner: Manner, curve: tuple[Point, ...], dimmed: bool) -> None:
        """Adds a stroke as straight pieces from corner to corner."""
        path = self.lines.get((manner, dimmed))
        if path is None:
            path = self.lines[manner, dimmed] = QPainterPath()
        path.moveTo(*curve[0])
        for point in curve[3::3]:
            path.lineTo(*point)


class Overview:
    """A map as blocks and lines; the lists are made when something has changed and only then."""

    def __init__(self) -> None:
        self.version = 0
        """Counts what was shown: whoever keeps a picture of it sees when that is old."""
        self._cells: list[Cell] = []
        self._selected: list[QRectF] = []

    def show(
        self,
        geometry: Geometry,
        roles: Mapping[Id, Role],
        manners: Mapping[Id, Manner],
        hidden: Collection[Id] = (),
        dimmed: Collection[Id] = (),
    ) -> None:
        """Takes up what there is to draw."""
        self.version += 1
        bounds = geometry.bounds
        across = max(1, round(sqrt(len(geometry.cards) / CELL)))
        wide, high = max(1.0, bounds.width / across), max(1.0, bounds.height / across)
        cells: dict[tuple[int, int], Cell] = {}

        def cell(x: float, y: float) -> Cell:
            key = int((x - bounds.left) / wide), int((y - bounds.top) / high)
            found = cells.get(key)
            if found is None:
                found = cells[key] = Cell()
            return found

        for id, box in geometry.cards.items():
            if id not in hidden:
                cell(box.left, box.top).add_card(roles[id], box, id in dimmed)
        for (relation, claim), box in geometry.chips.items():
            if relation not in hidden:
                cell(box.left, box.top).add_card(roles[claim], box, relation in dimmed)
        for route in geometry.routes:
            relation, curve = route.relation, route.curve
            if relation not in hidden:
                cell(*curve[0]).add_curve(manners[relation], curve, relation in dimmed)
        for made in cells.values():
            for path in made.lines.values():
                # A path of one upright line has no width, and would meet nothing.
                made.bounds |= path.controlPointRect().adjusted(-1, -1, 1, 1)
        self._cells = list(cells.values())

    def select(self, boxes: Iterable[Box]) -> None:
        """Marks the cards in these boxes as selected."""
        found = [QRectF(box.left, box.top, box.width, box.height) for box in boxes]
        if found != self._selected:
            self._selected = found
            self.version += 1

    def paint(self, painter: QPainter, ink: Ink, exposed: QRectF) -> None:
        """Paints what meets a rectangle, in the canvas's units."""
        zoom = painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thick = max(1.8, 1.0 / zoom)
        shown = [cell for cell in self._cells if cell.bounds.intersects(exposed)]
        for cell in shown:
            for (manner, dimmed), path in cell.lines.items():
                painter.setPen(QPen((ink.faint if dimmed else ink).manners[manner], thick))
                painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        for cell in shown:
            for role, blocks in cell.blocks.items():
                painter.setBrush(block(ink, role))
                painter.drawRects(blocks)
            for band, boxes in cell.bands.items():
                painter.setBrush(ink.roles[band])
                painter.drawRects(boxes)
        if self._selected:
            painter.setPen(QPen(ink.focus, max(3.0, 2.0 / zoom)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRects(self._selected)


def block(ink: Ink, role: Role | None) -> QColor:
    """The colour of a card as a block: that in which its role's passages are highlighted; None for a dimmed one."""
    if role is None:
        return QColor(mixed(ink.style.divider, ink.style.canvas, 0.6))
    found = ink.style.highlights.get(role.value)
    return QColor(found if found is not None else mixed(ink.style.roles[role.value], ink.style.card, 0.2))


def rects(region: QRegion) -> list[QRect]:
    """The rectangles of which a region consists."""
    return list(region)  # type: ignore[call-overload]


class Picture:
    """The overview as a pixmap as large as the view: a pan moves it and paints only what comes into sight."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._made: tuple[object, ...] = ()
        self._at = QPointF()

    def of(self, overview: Overview, ink: Ink, transform: QTransform, size: QSize, ratio: float) -> QPixmap:
        """The overview under a view's transform, in a view of that size at that ratio of pixels, on the canvas."""
        made = (overview.version, ink, transform.m11(), size, ratio)
        at = QPointF(transform.dx(), transform.dy())
        whole = QRegion(0, 0, round(size.width() * ratio), round(size.height() * ratio))
        if made != self._made:
            self._pixmap = QPixmap(size * ratio)
            self._made, todo = made, whole
        elif at == self._at:
            return self._pixmap
        else:
            by = (at - self._at) * ratio
            moved = QPoint(round(by.x()), round(by.y()))
            if QPointF(moved) == by:
                self._pixmap.scroll(moved.x(), moved.y(), self._pixmap.rect())
                todo = whole - whole.translated(moved)
            else:
                todo = whole
        self._at = at
        painter = QPainter(self._pixmap)
        for rect in rects(todo):
            painter.resetTransform()
            painter.setClipRect(rect)
            painter.setWorldTransform(transform * QTransform.fromScale(ratio, ratio))
            back, _ = painter.worldTransform().inverted()
            exposed = back.mapRect(QRectF(rect))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ground(painter, ink, exposed.adjusted(-2, -2, 2, 2))
            overview.paint(painter, ink, exposed)
        painter.end()
        return self._pixmap
