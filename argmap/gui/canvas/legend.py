"""The legend: what the strokes mean, bottom left over the map; only of what occurs in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from argmap.app.session import Step
from argmap.graphviz.ink import baseline
from argmap.graphviz.style import Manner, manner, verb
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.shapes import arrow, head, sign
from argmap.gui.theme import font
from argmap.layout.geometry import HEAD, JUNCTION, Point, Route
from argmap.layout.measure import advance
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

SIZE = 11.0
ROW, MARGIN, PAD, GAP = 22, 14, 14, 22
RIM = 4
SAMPLE, SMALL = 46.0, 24.0
"""How wide the sample of a stroke and that of a card are."""

DELAY = 120
"""Milliseconds from a change of the map to the legend's."""


class Legend(QWidget):
    """Samples of the manners, of a claim left unsaid and of a chip, each with its word."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view.viewport())
        self.setObjectName("legend")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = view
        self.samples: tuple[tuple[Manner | str, str], ...] = ()
        self._shown: list[list[tuple[Manner | str, str]]] = []
        self._picture = QPixmap()
        self._made: tuple[object, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.refresh)
        view.bridge.stepped.connect(self._later)
        self.refresh()

    def _later(self, step: Step) -> None:
        if step.what == "load":
            self.refresh()
        elif not self._timer.isActive():
            self._timer.start()

    def refresh(self) -> None:
        """Looks anew at what occurs."""
        document = self._view.bridge.session.document
        used = {manner(document, relation) for relation in document.relations.values()}
        samples: list[tuple[Manner | str, str]] = [(by, verb(by)) for by in Manner if by in used]
        if any(claim.implicit for claim in document.claims.values()):
            samples.append(("implicit", tr("left unsaid")))
        if self._view.map_scene().chips:
            samples.append(("chip", tr("in full at its number")))
        self.samples = tuple(samples)
        self.setAccessibleName(tr("Legend: {words}", words=", ".join(text for _, text in samples)))
        self.place()
        self.update()

    def place(self) -> None:
        """Shows or hides it and puts it in its corner, in as many rows as it needs beside the minimap."""
        room, scale = self._view.viewport().size(), self._view.text_scale
        aside = self._view.minimap_width()
        rows = self._rows((room.width() - 2 * MARGIN - (aside + MARGIN if aside else 0)) / scale)
        wanted = bool(self._view.settings["show_legend"] and rows) and len(rows) * ROW * scale < room.height() / 4
        if wanted:
            wide = round((max(sum(map(_room, row)) for row in rows) - GAP + 2 * PAD) * scale)
            high = round((len(rows) * ROW + 2 * RIM) * scale)
            self.setGeometry(MARGIN, room.height() - high - MARGIN, wide, high)
        if wanted == self.isHidden():
            self.setVisible(wanted)
        if rows != self._shown:
            self._shown = rows
            self.update()

    def _rows(self, width: float) -> list[list[tuple[Manner | str, str]]]:
        """The samples in rows that are no wider, but for a single sample that is."""
        rows: list[list[tuple[Manner | str, str]]] = []
        used = 0.0
        for sample in self.samples:
            if not rows or used + _room(sample) - GAP + 2 * PAD > width:
                rows.append([])
                used = 0.0
            rows[-1].append(sample)
            used += _room(sample)
        return rows

    def paintEvent(self, event: QPaintEvent) -> None:
        # A view that scrolls takes it along and has it painted again, each time.
        made = (self._view.map_scene().ink, self._shown, self.size(), self._view.text_scale, self.devicePixelRatioF())
        if made != self._made:
            self._picture, self._made = self._drawn(), made
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)

    def _drawn(self) -> QPixmap:
        ink, ratio = self._view.map_scene().ink, self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink.border.color(), 1))
        painter.setBrush(QColor(ink.style.pane))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.scale(self._view.text_scale, self._view.text_scale)
        for number, row in enumerate(self._shown):
            x, y = float(PAD), RIM + (number + 0.5) * ROW
            for sample in row:
                use, text = sample
                _paint_sample(painter, ink, use, x, y)
                painter.setPen(ink.muted)
                painter.setFont(font(SIZE))
                painter.drawText(QPointF(x + _width(use) + 8, baseline(y, SIZE)), text)
                x += _room(sample)
        painter.end()
        return picture


def _room(sample: tuple[Manner | str, str]) -> float:
    """How wide a sample is with its word and the gap after it."""
    return _width(sample[0]) + 8 + advance(sample[1], SIZE) + GAP


def _width(use: Manner | str) -> float:
    return SAMPLE if isinstance(use, Manner) else SMALL


def _paint_sample(painter: QPainter, ink: Ink, use: Manner | str, x: float, y: float) -> None:
    if not isinstance(use, Manner):
        pen = QPen(ink.implicit)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(ink.card)
        painter.drawRoundedRect(QRectF(x + 0.5, y - 6.5, SMALL - 1, 13), 4, 4)
        if use == "chip":
            whole = painter.worldTransform()
            painter.translate(x + SMALL / 2 - 3.2, y - 3.2)
            painter.scale(0.8, 0.8)
            painter.setPen(QPen(ink.muted.color(), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(arrow())
            painter.setWorldTransform(whole)
        return
    # As on the map: from its beginning to its junction, and on to its head.
    ring, tip = QPointF(x + 14, y), Point(x + SAMPLE, y)
    neck = Point(tip.x - HEAD, y)
    path = QPainterPath(QPointF(x, y))
    path.lineTo(ring.x() - JUNCTION, y)
    path.moveTo(ring.x() + JUNCTION, y)
    path.lineTo(*(tip if use is Manner.UNDERCUT else neck))
    painter.strokePath(path, ink.strokes[use])
    filled = {Manner.SUPPORT: ink.manners[use], Manner.ATTACK: QColor(ink.style.pane)}.get(use)
    painter.setBrush(Qt.BrushStyle.NoBrush if filled is None else filled)
    painter.setPen(Qt.PenStyle.NoPen if use is Manner.SUPPORT else ink.heads[use])
    painter.drawPath(head(Route("", "", (neck, neck, neck, neck), tip), use))
    painter.setBrush(QColor(ink.style.pane))
    painter.setPen(ink.rings[use])
    painter.drawEllipse(ring, JUNCTION, JUNCTION)
    painter.translate(ring)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(sign(use))
    painter.translate(-ring.x(), -ring.y())
