"""The view of the canvas: zoom, pan, fit, and the tool that takes the events."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from argmap.core.ids import Id
from argmap.graphviz.style import Style
from argmap.gui.canvas.scene import MapScene

NEAREST, FARTHEST = 4.0, 0.02
MARGIN = 48.0
"""The room left round the map when it is fitted, in pixels."""

GRID = 24.0


class MapView(QGraphicsView):
    """Shows a scene; zooms at the pointer, pans, fits, and reveals cards."""

    zoom_changed = Signal(float)

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self.setObjectName("canvas")
        self._scene = scene
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState, True)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing, True)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._fit_again = True

    def map_scene(self) -> MapScene:
        """The scene, as what it is."""
        return self._scene

    def zoom(self) -> float:
        """Pixels a unit."""
        return self.transform().m11()

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zooms so that the point of the view, by default its middle, stays where it is."""
        self.zoom_to(self.zoom() * factor, at)

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """Sets the zoom; the point of the view, by default its middle, stays where it is."""
        zoom = max(FARTHEST, min(NEAREST, zoom))
        at = self.viewport().rect().center() if at is None else at
        fixed = self.mapToScene(at)
        self._fit_again = False
        self._set_zoom(zoom)
        off = self.mapToScene(at) - fixed
        self._pan(off.x() * zoom, off.y() * zoom)

    def _set_zoom(self, zoom: float) -> None:
        self.resetTransform()
        self.scale(zoom, zoom)
        self._scene.set_zoom(zoom)
        self.zoom_changed.emit(zoom)

    def _pan(self, dx: float, dy: float) -> None:
        for bar, by in ((self.horizontalScrollBar(), dx), (self.verticalScrollBar(), dy)):
            bar.setValue(bar.value() - round(by))

    def pan_by(self, dx: float, dy: float) -> None:
        """Moves the map by pixels."""
        self._fit_again = False
        self._pan(dx, dy)

    def fit(self) -> None:
        """Shows the whole map, never larger than 100 %."""
        bounds = self._scene.geometry.bounds
        size = self.viewport().size()
        wide, high = max(1.0, size.width() - 2 * MARGIN), max(1.0, size.height() - 2 * MARGIN)
        zoom = min(1.0, wide / max(1.0, bounds.width), high / max(1.0, bounds.height))
        self._set_zoom(max(FARTHEST, zoom))
        self.centerOn(QPointF(*bounds.centre))
        self._fit_again = True

    def reveal(self, id: Id) -> None:
        """Moves the map just so far that a card is in view."""
        box = self._scene.geometry.cards.get(id)
        if box is None:
            junction = self._scene.geometry.junctions.get(id)
            if junction is None:
                return
            rect = QRectF(junction.x - 20, junction.y - 20, 40, 40)
        else:
            rect = QRectF(box.left, box.top, box.width, box.height)
        seen = self.mapFromScene(rect).boundingRect()
        port = self.viewport().rect().adjusted(24, 24, -24, -24)
        dx = max(0, port.left() - seen.left()) - max(0, seen.right() - port.right())
        dy = max(0, port.top() - seen.top()) - max(0, seen.bottom() - port.bottom())
        if dx or dy:
            self.pan_by(dx, dy)

    def keep_spot(self, id: Id, spot: QPointF) -> None:
        """Moves the map so that a card stands where it stood on the screen."""
        box = self._scene.geometry.cards.get(id)
        if box is not None:
            now = QPointF(self.mapFromScene(QPointF(*box.centre)))
            self.pan_by(spot.x() - now.x(), spot.y() - now.y())

    def spot(self, id: Id) -> QPointF | None:
        """Where a card's middle is on the screen."""
        box = self._scene.geometry.cards.get(id)
        return None if box is None else QPointF(self.mapFromScene(QPointF(*box.centre)))

    def set_style(self, style: Style) -> None:
        """Changes the colours."""
        self._scene.set_style(style)
        self.viewport().update()

    # Qt's side.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit_again:
            self.fit()

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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        ink = self._scene.ink
        painter.fillRect(rect, ink.canvas)
        step, zoom = GRID, self.zoom()
        while step * zoom < 20:  # a grid of fixed step would drown the far view in dots
            step *= 2
        painter.setPen(ink.grid)
        left, top = int(rect.left() // step), int(rect.top() // step)
        right, bottom = int(rect.right() // step) + 1, int(rect.bottom() // step) + 1
        size = 1.5 / zoom
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.grid)
        half = size / 2
        painter.drawRects(
            [
                QRectF(x * step - half, y * step - half, size, size)
                for x in range(left, right)
                for y in range(top, bottom)
            ]
        )
