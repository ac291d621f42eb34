"""The minimap: the whole map small, with what is selected and the part that is seen; a drag on it moves the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from argmap.gui.canvas.overview import mark
from argmap.gui.plain import tooltip
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

WIDEST, HIGHEST = 196, 132
"""The largest it gets, in pixels, its rim apart."""

SHARE = 0.28
"""The largest it gets, as a share of the view."""

RIM, MARGIN = 8, 14
LEAST_VIEW = 420
"""How wide or high the view has to be at least for a minimap to have a place in it."""

DELAY = 120
"""Milliseconds from a change of the map to its picture here: nobody looks here while typing."""

BIT = 0.006
"""Seconds that are worked at once on what there is to draw."""


class Minimap(QWidget):
    """Bottom right over the map, shown only when the map is larger than the view.

    It is a child of the viewport, which moves it along when it scrolls, and is put back then: beside the viewport it
    would keep Qt from scrolling at all, and the whole view would be painted for each pixel of a pan.
    """

    def __init__(self, view: MapView) -> None:
        super().__init__(view.viewport())
        self.setObjectName("minimap")
        self.setToolTip(tooltip(tr("Drag to move the view")))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setVisible(False)
        self._view = view
        self._picture = QPixmap()
        self._area = QRectF()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        view.bridge.stepped.connect(self._later)
        view.map_scene().veiled.connect(self._later)
        view.bridge.selected.connect(self._mark)

    def _mark(self, _: object = None) -> None:
        """Marks the selected cards anew, which are no part of the picture."""
        self.update()

    def _later(self, _: object = None) -> None:
        if not self._timer.isActive():
            self._timer.start(DELAY)

    def _go_on(self) -> None:
        """Draws the map anew once what there is to draw is made, which is done bit by bit."""
        if self.isHidden() or self._view.map_scene().prepare_overview(BIT):
            self.refresh()
        else:
            self._timer.start(0)

    def refresh(self) -> None:
        """Draws the map anew."""
        self._picture = QPixmap()
        self.place()

    def place(self) -> None:
        """Shows or hides it and puts it in its corner; marks what is seen."""
        view = self._view
        bounds = view.map_scene().geometry.bounds
        area = QRectF(bounds.left, bounds.top, max(bounds.width, 1.0), max(bounds.height, 1.0))
        room = view.viewport().size()
        fits = view.seen().contains(area) or min(room.width(), room.height()) < LEAST_VIEW
        wanted = bool(view.settings["show_minimap"]) and not fits and bool(view.map_scene().claims)
        if wanted:
            wide, high = min(WIDEST, SHARE * room.width()), min(HIGHEST, SHARE * room.height())
            scale = min(wide / area.width(), high / area.height())
            size = QSize(round(area.width() * scale) + 2 * RIM, round(area.height() * scale) + 2 * RIM)
            size = size.expandedTo(QSize(48, 48))
            if size != self.size() or area != self._area:
                self._area, self._picture = area, QPixmap()
                self.resize(size)
            self.move(room.width() - size.width() - MARGIN, room.height() - size.height() - MARGIN)
            self.update()
        if wanted == self.isHidden():
            self.setVisible(wanted)

    def _transform(self) -> QTransform:
        """From the canvas to the widget."""
        inner = QRectF(self.rect()).adjusted(RIM, RIM, -RIM, -RIM)
        scale = min(inner.width() / self._area.width(), inner.height() / self._area.height())
        made = QTransform()
        made.translate(inner.center().x(), inner.center().y())
        made.scale(scale, scale)
        made.translate(-self._area.center().x(), -self._area.center().y())
        return made

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture.isNull() or self._picture.devicePixelRatio() != ratio:
            if not self._view.map_scene().prepare_overview(BIT):
                self._timer.start(0)
                return QPixmap()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._paint_pane(painter)
            painter.setWorldTransform(self._transform())
            scene = self._view.map_scene()
            scene.overview().paint(painter, scene.ink, self._area)
            painter.end()
        return self._picture

    def _paint_pane(self, painter: QPainter) -> None:
        ink = self._view.map_scene().ink
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink.border.color(), 1))
        painter.setBrush(QColor(ink.style.pane))
        painter.drawRoundedRect(self._frame(), 8, 8)

    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._view.map_scene().ink
        painter, frame, drawn = QPainter(self), self._frame(), self._drawn()
        if drawn.isNull():
            self._paint_pane(painter)
        painter.drawPixmap(0, 0, drawn)
        painter.setWorldTransform(self._transform())
        mark(painter, ink, self._view.map_scene().selected_boxes())
        painter.resetTransform()
        seen = self._transform().mapRect(self._view.seen())
        inner = frame.adjusted(3, 3, -3, -3)
        seen = seen & inner
        if seen.width() < inner.width() or seen.height() < inner.height():
            veil = QColor(ink.style.canvas)
            veil.setAlphaF(0.6)
            # On whole pixels, where the edge below hides where it ends: this is painted at each step of a pan.
            for rect in _around(self.rect().adjusted(2, 2, -2, -2), seen.toAlignedRect()):
                painter.fillRect(rect, veil)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink.focus, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(seen, 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, spot: QPointF) -> None:
        back, _ = self._transform().inverted()
        place = back.map(spot)
        self._view.look_at(place.x(), place.y(), self._view.zoom())


def _around(outer: QRect, inner: QRect) -> tuple[QRect, ...]:
    """The four parts of a rectangle that lie round another one within it."""
    left, top, right, bottom = inner.left(), inner.top(), inner.right() + 1, inner.bottom() + 1
    first, last = outer.left(), outer.right() + 1
    return (
        QRect(first, outer.top(), last - first, top - outer.top()),
        QRect(first, bottom, last - first, outer.bottom() + 1 - bottom),
        QRect(first, top, left - first, bottom - top),
        QRect(right, top, last - right, bottom - top),
    )
