"""What a gesture shows before it is done: on the canvas only, never in the document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from argmap.core.ids import Id
from argmap.graphviz.style import Manner
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.canvas.shapes import head
from argmap.layout.geometry import HEAD, Box, Point, Route

if TYPE_CHECKING:
    from argmap.gui.canvas.scene import MapScene

GHOST, THIN = 0.85, 0.16
"""How solid the cards are that follow the pointer, and how they are over what they would be dropped on."""


class Previews:
    """The ghosts of cards that are dragged, the mark on what they would bear on, the line of a new relation, the bar
    where something would stand, and the rubber band."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self._lifted: tuple[Id, ...] = ()
        self._ghost = QPixmap()
        self._home = QRectF()
        self._moved = QPointF()
        self._dropped: Id = ""
        self._line: tuple[QPointF, QPointF, Manner] | None = None
        self._bar: tuple[QPointF, QPointF] | None = None
        self._band = QRectF()

    @property
    def lifted(self) -> tuple[Id, ...]:
        """The claims that are dragged."""
        return self._lifted

    def set_ink(self, _: Ink) -> None:
        """Other colours end a preview: it was painted in the old ones."""
        self.clear()

    def clear(self) -> None:
        """Shows nothing of a gesture any more."""
        self.drop("")
        self.line(None)
        self.bar(None)
        self.band(QRectF())
        for item in self._items(self._lifted):
            item.set_look(lifted=False)
        self._touch(self._ghost_place())
        self._lifted, self._ghost, self._home = (), QPixmap(), QRectF()

    def lift(self, ids: Iterable[Id], seen: QRectF, transform: QTransform, ratio: float) -> None:
        """Makes ghosts of the cards that stand in the part of the canvas that is seen, strokes between them too."""
        self._lifted = tuple(ids)
        self._moved = QPointF()
        inside = frozenset(self._lifted)
        items = [item for item in self._items(self._lifted) if item.isVisible()]
        for item in items:
            item.set_look(lifted=True)
        shown = [item for item in items if item.sceneBoundingRect().intersects(seen)]
        shown = [*self._strokes(inside, seen), *shown]
        home = QRectF()
        for item in shown:
            home |= item.sceneBoundingRect()
        self._home = home & seen
        zoom = transform.m11()
        size = QSizeF(self._home.width() * zoom * ratio, self._home.height() * zoom * ratio).toSize()
        if size.isEmpty():
            return
        self._ghost = QPixmap(size)
        self._ghost.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._ghost)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sharp = zoom * ratio
        base = QTransform(sharp, 0, 0, sharp, -self._home.left() * sharp, -self._home.top() * sharp)
        option = QStyleOptionGraphicsItem()
        for item in shown:
            painter.setWorldTransform(QTransform.fromTranslate(item.x(), item.y()) * base)
            look = item.look
            item.look = replace(look, lifted=False)
            item.paint(painter, option)
            item.look = look
        painter.end()
        self._touch(self._ghost_place())

    def _strokes(self, inside: Collection[Id], seen: QRectF) -> list[MapItem]:
        relations = self._scene.bridge.session.document.relations
        found: list[MapItem] = []
        for id, item in self._scene.relations.items():
            relation = relations[id]
            if inside.issuperset(relation.premises) and relation.target in inside and item.isVisible():  # type: ignore[attr-defined]
                found.append(item)
        return [item for item in found if item.bounds.intersects(seen)]

    def move(self, by: QPointF) -> None:
        """Shows the ghosts so far from where they were lifted."""
        self._touch(self._ghost_place())
        self._moved = by
        self._touch(self._ghost_place())

    def _touch(self, area: QRectF) -> None:
        """Has a part of the canvas painted again, by the views themselves.

        By way of the scene it would hold up what items have to tell of their old places until it is too late.
        """
        if not area.isNull():
            for view in self._scene.views():
                seen = view.viewportTransform().mapRect(area).toAlignedRect()
                view.viewport().update(seen.adjusted(-2, -2, 2, 2))

    def _ghost_place(self) -> QRectF:
        return self._home.translated(self._moved).adjusted(-2, -2, 2, 2) if not self._ghost.isNull() else QRectF()

    def drop(self, id: Id, manner: Manner | None = None) -> None:
        """Marks the claim or relation on which something would be dropped; "" marks none."""
        for item in self._items([self._dropped] if self._dropped and self._dropped != id else []):
            item.set_look(drop=None)
        for item in self._items([id] if id else []):
            item.set_look(drop=manner)
        if id != self._dropped:
            self._touch(self._ghost_place())
        self._dropped = id

    def line(self, ends: tuple[QPointF, QPointF] | None, manner: Manner = Manner.SUPPORT) -> None:
        """Shows the stroke of a new relation, from the premise to the target, where its head is."""
        self._touch(self._line_place())
        self._line = None if ends is None else (*ends, manner)
        self._touch(self._line_place())

    def _line_place(self) -> QRectF:
        return QRectF() if self._line is None else _between(*self._line[:2], 14)

    def bar(self, ends: tuple[QPointF, QPointF] | None) -> None:
        """Shows the bar where something would stand next."""
        self._touch(self._bar_place())
        self._bar = ends
        self._touch(self._bar_place())

    def _bar_place(self) -> QRectF:
        return QRectF() if self._bar is None else _between(*self._bar, 8)

    def band(self, rect: QRectF) -> None:
        """Shows the rubber band."""
        self._touch(self._band_place())
        self._band = rect
        self._touch(self._band_place())

    def _band_place(self) -> QRectF:
        return QRectF() if self._band.isNull() else self._band.adjusted(-4, -4, 4, 4)

    def _items(self, ids: Iterable[Id]) -> list[MapItem]:
        return [item for id in ids if (item := self._scene.item(id)) is not None]

    def paint(self, painter: QPainter, ink: Ink) -> None:
        """Paints all of it over the map, in the canvas's units."""
        zoom = painter.worldTransform().m11()
        if not self._ghost.isNull():
            painter.setOpacity(THIN if self._dropped or self._bar is not None else GHOST)
            painter.drawPixmap(self._home.translated(self._moved), self._ghost, QRectF(self._ghost.rect()))
            painter.setOpacity(1.0)
        if self._line is not None:
            _paint_line(painter, ink, *self._line)
        if self._bar is not None:
            pen = QPen(ink.focus, max(4.0, 3.0 / zoom))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(*self._bar)
        if not self._band.isNull():
            fill = QColor(ink.focus)
            fill.setAlphaF(0.08)
            painter.setBrush(fill)
            painter.setPen(QPen(ink.focus, 1.0 / zoom))
            painter.drawRect(self._band)


def _between(a: QPointF, b: QPointF, by: float) -> QRectF:
    return QRectF(a, b).normalized().adjusted(-by, -by, by, by)


def _paint_line(painter: QPainter, ink: Ink, start: QPointF, end: QPointF, manner: Manner) -> None:
    dx, dy = end.x() - start.x(), end.y() - start.y()
    length = hypot(dx, dy)
    if length < 2 * HEAD:
        return
    neck = Point(end.x() - dx / length * HEAD, end.y() - dy / length * HEAD)
    tip = Point(end.x(), end.y())
    path = QPainterPath(start)
    path.lineTo(*(tip if manner is Manner.UNDERCUT else neck))
    painter.strokePath(path, ink.strokes[manner])
    filled = {Manner.SUPPORT: ink.manners[manner], Manner.ATTACK: ink.canvas}.get(manner)
    painter.setBrush(Qt.BrushStyle.NoBrush if filled is None else filled)
    painter.setPen(Qt.PenStyle.NoPen if manner is Manner.SUPPORT else ink.heads[manner])
    painter.drawPath(head(Route("", "", (neck, neck, neck, neck), tip), manner))


def box_rect(box: Box) -> QRectF:
    """A box as Qt's rectangle."""
    return QRectF(box.left, box.top, box.width, box.height)
