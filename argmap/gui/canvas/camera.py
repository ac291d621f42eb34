"""Which part of the canvas is seen, and how large: zoom, pan, fit, reveal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from argmap.core.ids import Id
from argmap.gui.canvas.ground import paint_ground
from argmap.gui.canvas.overview import Picture, rects
from argmap.gui.canvas.scene import MapScene
from argmap.layout.geometry import Box

NEAREST, FARTHEST = 4.0, 0.02
"""The limits of the zoom."""

MARGIN = 48.0
"""The room left round the map when it is fitted, in pixels."""

INSET = 24
"""How near the view's edges a card that is revealed may stand, in pixels."""

OVER = 8
"""How much farther from the edge a map begins, in pixels."""

GAP = 10.0
"""How far from what lies over the map a card that is revealed stands, in pixels."""

LEFT_IN_VIEW = 80
"""How much of the map cannot be moved out of sight, in pixels."""

WIDE = 1_000_000.0
"""The canvas reaches so far from the origin at least: it has no end that one would meet."""


class Camera(QGraphicsView):
    """Shows a scene. A zoom of 1 is 100 %: as many pixels a unit as the size of text asks for."""

    zoom_changed = Signal(float)
    """The zoom, after it has changed."""
    seen_changed = Signal()
    """Another part of the canvas is seen."""

    def __init__(self, scene: MapScene, text_scale: float = 1.0) -> None:
        super().__init__(scene)
        self._scene = scene
        self._scale = text_scale
        self._picture = Picture()
        self._fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState, True)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing, True)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSceneRect(-WIDE, -WIDE, 2 * WIDE, 2 * WIDE)
        self._set_zoom(1.0)

    def map_scene(self) -> MapScene:
        """The scene, as what it is."""
        return self._scene

    # Zoom.

    def zoom(self) -> float:
        """The zoom: 1 is 100 %."""
        return self.transform().m11() / self._scale

    @property
    def text_scale(self) -> float:
        """How many times as large as at 100 % text is, and what lies over the map."""
        return self._scale

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zooms so that the point of the view, by default its middle, stays where it is."""
        self.zoom_to(self.zoom() * factor, at)

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """Sets the zoom; the point of the view, by default its middle, stays where it is."""
        at = self.viewport().rect().center() if at is None else at
        fixed = self.to_scene(QPointF(at))
        self._fits = False
        self._set_zoom(zoom)
        off = self._from_scene(fixed) - QPointF(at)
        self._pan(-off.x(), -off.y())
        self.seen_changed.emit()

    def set_text_scale(self, scale: float) -> None:
        """Takes a zoom of 100 % to be so much larger, and shows the map at the same zoom as before."""
        zoom, middle = self.zoom(), self.to_scene(QRectF(self.viewport().rect()).center())
        self._scale = scale
        self._set_zoom(zoom)
        if self._fits:
            self.fit()
        else:
            self._look_at(middle)

    def _set_zoom(self, zoom: float) -> None:
        zoom = max(FARTHEST, min(NEAREST, zoom)) * self._scale
        self.resetTransform()
        self.scale(zoom, zoom)
        self._scene.set_zoom(zoom)
        self.zoom_changed.emit(zoom / self._scale)

    # Pan. Qt's own functions round to whole pixels on the way; what is sub-pixel here adds up to nothing.

    def to_scene(self, spot: QPointF) -> QPointF:
        """The place on the canvas at a spot of the view."""
        back, _ = self.viewportTransform().inverted()
        return back.map(spot)

    def _from_scene(self, place: QPointF) -> QPointF:
        return self.viewportTransform().map(place)

    def _pan(self, dx: float, dy: float) -> None:
        for bar, by in ((self.horizontalScrollBar(), dx), (self.verticalScrollBar(), dy)):
            if round(by):
                bar.setValue(bar.value() - round(by))

    def pan_by(self, dx: float, dy: float) -> None:
        """Moves the map by pixels; a part of it stays in sight."""
        self._fits = False
        dx, dy = self._in_sight(dx, dy)
        self._pan(dx, dy)
        self.seen_changed.emit()

    def _in_sight(self, dx: float, dy: float) -> tuple[float, float]:
        bounds = self._scene.geometry.bounds
        map = self._from_scene(QPointF(bounds.left, bounds.top)), self._from_scene(QPointF(bounds.right, bounds.bottom))
        port, room = self.viewport().rect(), LEFT_IN_VIEW
        if dx > 0:
            dx = max(0.0, min(dx, port.right() - room - map[0].x()))
        elif dx < 0:
            dx = min(0.0, max(dx, room - map[1].x()))
        if dy > 0:
            dy = max(0.0, min(dy, port.bottom() - room - map[0].y()))
        elif dy < 0:
            dy = min(0.0, max(dy, room - map[1].y()))
        return dx, dy

    def _look_at(self, place: QPointF) -> None:
        """Shows a place in the middle."""
        off = QRectF(self.viewport().rect()).center() - self._from_scene(place)
        self._pan(off.x(), off.y())
        self.seen_changed.emit()

    def fit(self) -> None:
        """Shows the whole map, never larger than 100 %; what stands at the foot of the view covers no card of it."""
        self._fit(MARGIN)
        high = self.viewport().height()
        feet = [over for over in self.overlays() if over.top() > high / 2 and self._covers(over)]
        if feet:
            self._fit(max(MARGIN, *(high - over.top() + GAP for over in feet)))
        self._fits = True

    def _fit(self, low: float) -> None:
        """Shows the whole map in the view but for its margins, the lower one so wide."""
        bounds, size = self._scene.geometry.bounds, self.viewport().size()
        wide, high = max(1.0, size.width() - 2 * MARGIN), max(1.0, size.height() - MARGIN - low)
        zoom = min(wide / max(1.0, bounds.width), high / max(1.0, bounds.height)) / self._scale
        self._set_zoom(min(1.0, zoom))
        x, y = bounds.centre
        self._look_at(QPointF(x, y + (low - MARGIN) / 2 / self.transform().m11()))

    def _covers(self, over: QRectF) -> bool:
        """Whether something over the map covers a part of a card."""
        back, _ = self.viewportTransform().inverted()
        area = back.mapRect(over)
        there = Box(area.left(), area.top(), area.right(), area.bottom())
        return any(there.meets(box) for box in self._scene.geometry.cards.values())

    def begin_with(self, id: Id) -> None:
        """Shows the map from a card on: it stands in the middle of the edge from which one reads on, or as near it as
        the map reaches beyond the view."""
        bounds, box = self._scene.geometry.bounds, self._scene.geometry.cards[id]
        seen, room = self.seen(), (INSET + OVER) / self.transform().m11()
        x = _held(box.centre[0], bounds.left, bounds.right, seen.width() / 2 - room)
        y = _held(box.centre[1], bounds.top, bounds.bottom, seen.height() / 2 - room)
        self._fits = False
        self._look_at(QPointF(x, y))

    def reveal(self, *ids: Id) -> None:
        """Moves the map just so far that a card or junction is in view; of several, the last above all."""
        for id in ids:
            box = self._scene.geometry.cards.get(id)
            if box is None:
                junction = self._scene.geometry.junctions.get(id)
                if junction is None:
                    continue
                box = Box(*junction, *junction).grown(20)
            self.reveal_area(QRectF(box.left, box.top, box.width, box.height))

    def reveal_area(self, area: QRectF) -> None:
        """Moves the map just so far that a part of the canvas is in view, its top left corner at least, and free."""
        seen = self.viewportTransform().mapRect(area)
        port = QRectF(self.viewport().rect().adjusted(INSET, INSET, -INSET, -INSET))
        dx, dy = _into(seen, port)
        for over in self.overlays():
            if over.intersects(seen.translated(dx, dy)):
                dx, dy = _beside(seen.translated(dx, dy), over, port, dx, dy)
        if dx or dy:
            self._fits = False
            self._pan(dx, dy)
            self.seen_changed.emit()

    def overlays(self) -> list[QRectF]:
        """What lies over the map, in pixels: a card that is revealed is not to stand under it."""
        return []

    def spot(self, id: Id) -> QPointF | None:
        """Where a card's middle is on the screen."""
        box = self._scene.geometry.cards.get(id)
        return None if box is None else self._from_scene(QPointF(*box.centre))

    def keep_spot(self, id: Id, spot: QPointF) -> None:
        """Moves the map so that a card stands where it stood on the screen; what is in motion goes on from there."""
        now = self.spot(id)
        if now is not None:
            by = spot - now
            self._fits = False
            self._pan(by.x(), by.y())
            self._scene.transition.shift(-by / self.transform().m11())
            self.seen_changed.emit()

    def viewpoint(self) -> tuple[float, float, float]:
        """What is seen, to be looked at again: the place in the middle, and the zoom."""
        middle = self.to_scene(QRectF(self.viewport().rect()).center())
        return middle.x(), middle.y(), self.zoom()

    def look_at(self, x: float, y: float, zoom: float) -> None:
        """Shows a place in the middle, at a zoom."""
        self._fits = False
        self._set_zoom(zoom)
        self._look_at(QPointF(x, y))

    def seen(self) -> QRectF:
        """The part of the canvas that is seen."""
        back, _ = self.viewportTransform().inverted()
        return back.mapRect(QRectF(self.viewport().rect()))

    # Qt's side.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        old, new = event.oldSize(), event.size()
        if self._fits:
            self.fit()
        elif old.isValid():
            # What stood in the middle stays there: a pane that opens would push the map out of sight on its far side.
            # Halves are rounded alike, so that many small steps lead where one large one does.
            self._pan(new.width() // 2 - old.width() // 2, new.height() // 2 - old.height() // 2)
        self.seen_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.0015 ** (angle.y() or pixels.y()), event.position().toPoint())
        elif not pixels.isNull():
            self.pan_by(pixels.x(), pixels.y())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not angle.x():
            self.pan_by(angle.y() / 2, 0)
        else:
            self.pan_by(angle.x() / 2, angle.y() / 2)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1.0 + event.value(), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._scene.is_far:
            super().paintEvent(event)
            return
        # Far out one bulk drawing stands for all items; Qt is told that nothing is left to be painted.
        super().paintEvent(QPaintEvent(QRegion()))
        ink, ratio = self._scene.ink, self.devicePixelRatioF()
        transform = self.viewportTransform()
        pixmap = self._picture.of(self._scene.overview(), ink, transform, self.viewport().size(), ratio)
        painter = QPainter(self.viewport())
        for rect in rects(event.region()):
            painter.drawPixmap(QRectF(rect), pixmap, _scaled(rect, ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setWorldTransform(transform)
        self._scene.previews.paint(painter, ink)
        painter.end()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        paint_ground(painter, self._scene.ink, QRectF(rect))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self._scene.previews.paint(painter, self._scene.ink)


def _held(middle: float, first: float, last: float, half: float) -> float:
    """The middle of a view that shows so much to both sides, moved so that it shows nothing beyond first and last; the
    middle of both where it shows more."""
    return (first + last) / 2 if last - first < 2 * half else max(first + half, min(last - half, middle))


def _into(rect: QRectF, port: QRectF) -> tuple[float, float]:
    """How far a rectangle has to be moved to lie within another one, its top left corner at least."""
    dx = max(min(0.0, port.right() - rect.right()), port.left() - rect.left())
    dy = max(min(0.0, port.bottom() - rect.bottom()), port.top() - rect.top())
    return dx, dy


def _beside(rect: QRectF, over: QRectF, port: QRectF, dx: float, dy: float) -> tuple[float, float]:
    """The way on from there out from under something: whichever is the shortest that stays within the port."""
    up, down = over.top() - GAP - rect.bottom(), over.bottom() + GAP - rect.top()
    left, right = over.left() - GAP - rect.right(), over.right() + GAP - rect.left()
    ways = [
        (dx + x, dy + y)
        for x, y in sorted(
            ((0.0, up), (0.0, down), (left, 0.0), (right, 0.0)), key=lambda way: abs(way[0]) + abs(way[1])
        )
        if port.contains(rect.translated(x, y))
    ]
    return ways[0] if ways else (dx, dy)


def _scaled(rect: QRect, ratio: float) -> QRectF:
    return QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio)
