"""A style's colours as pens, brushes and fonts, made once for all items of a canvas."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from math import erf, sqrt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QPixmap

from argmap.core.roles import Role
from argmap.graphviz.style import RING_WIDTH, STROKE_WIDTH, STROKES, Manner, Style
from argmap.gui.sheet import on_focus
from argmap.gui.theme import font, mixed
from argmap.layout.card import CHIP_SIZE
from argmap.layout.metrics import HEADER_SIZE, HEADER_SPACING, MARK_SIZE, RADIUS, TEXT_SIZE
from argmap.layout.tabs import SIZE as TAB_SIZE

FAINT = 0.28
"""How much of a colour is left where something is dimmed."""

PLATES = 24 << 20
"""How many bytes of plates, the cards without their texts, are kept."""


class Ink:
    """What the canvas is painted with, for one style; `faint` is the same for what is dimmed."""

    def __init__(self, style: Style, *, faint: bool = False) -> None:
        self.style = style
        self.is_faint = faint

        def color(value: str) -> QColor:
            return QColor(mixed(value, style.canvas, FAINT) if faint else value)

        self.canvas = QColor(style.canvas)
        self.grid = QColor(style.grid)
        self.card = QBrush(color(style.card))
        self.divider = color(style.divider)
        self.border = QPen(color(style.border), 1)
        self.implicit = QPen(color(style.muted), 1)
        self.implicit.setDashPattern([5, 4])
        self.hover = QPen(color(style.muted), 1)
        self.focus = color(style.focus)
        self.selected = QPen(self.focus, 2)
        self.on_focus = QColor(on_focus(style))
        self.text = QPen(color(style.text))
        self.muted = QPen(color(style.muted))
        self.roles = {role: color(style.role(role)) for role in Role}
        self.role_pens = {role: QPen(found) for role, found in self.roles.items()}
        self.manners = {manner: color(style.stroke(manner)) for manner in Manner}
        self.strokes = {manner: _stroke(self.manners[manner], manner) for manner in Manner}
        self.heads = {manner: QPen(self.manners[manner], STROKE_WIDTH) for manner in Manner}
        self.heads[Manner.UNDERCUT].setWidthF(2.6)
        self.rings = {manner: QPen(self.manners[manner], RING_WIDTH) for manner in Manner}
        for pen in (*self.heads.values(), *self.rings.values()):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.inside = QBrush(self.canvas)
        self.shadow = shadow(style)
        self.text_font = font(TEXT_SIZE)
        self.header_font = font(HEADER_SIZE, bold=True)
        self.header_font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, HEADER_SPACING * 100)
        self.holder_font = font(HEADER_SIZE)
        self.mark_font = font(MARK_SIZE)
        self.chip_font = font(CHIP_SIZE)
        self.tab_font = font(TAB_SIZE, bold=True)
        self.plates: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._held, self._sharpness = 0, 0.0
        self.faint = self if faint else Ink(style, faint=True)

    def keep_plate(self, key: tuple[object, ...], sharpness: float, plate: QPixmap) -> None:
        """Keeps a plate; those for another zoom are given up, and the oldest where they take too much room."""
        if sharpness != self._sharpness:
            self.plates.clear()
            self._sharpness, self._held = sharpness, 0
        self.plates[key] = plate
        self._held += 4 * plate.width() * plate.height()
        while self._held > PLATES and len(self.plates) > 1:
            _, old = self.plates.popitem(last=False)
            self._held -= 4 * old.width() * old.height()

    def tinted(self, manner: Manner) -> QBrush:
        """The card's colour with a breath of the manner's: that of a card on which something may be dropped."""
        return QBrush(QColor(mixed(self.style.stroke(manner), self.style.card, 0.13)))


def _stroke(color: QColor, manner: Manner) -> QPen:
    pen = QPen(color, STROKE_WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash := STROKES[manner].dash:
        pen.setDashPattern([length / STROKE_WIDTH for length in dash])
    return pen


class Shadow:
    """A card's soft shadow as nine pieces of a pixmap; Qt's own effect costs many times a frame."""

    def __init__(self, style: Style) -> None:
        self.reach, self.drop = round(style.shadow_blur), style.shadow_drop
        sigma = max(style.shadow_blur / 2, 0.1)
        self.corner = self.reach + round(RADIUS + 2 * sigma)
        """The side of a corner's piece: beyond it a card's edge is as good as straight."""
        # The shadow of a corner is the product of two edges', each an error function; the radius moves it inward.
        inward = self.reach + RADIUS * 0.18 - 0.5
        edge = [0.5 * (1 + erf((at - inward) / (sigma * sqrt(2)))) for at in range(self.corner + 1)]
        side = 2 * self.corner + 1
        color = QColor(style.shadow[:7])
        self.strength = strength = int(style.shadow[7:9], 16)
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        for y in range(side):
            for x in range(side):
                share = edge[min(x, side - 1 - x)] * edge[min(y, side - 1 - y)]
                color.setAlpha(round(strength * share))
                image.setPixelColor(x, y, color)
        self._image = image
        self._scaled: tuple[float, QPixmap] = (0.0, QPixmap())

    def _at(self, scale: float) -> QPixmap:
        """The pixmap at so many pixels a unit; scaled once, it is only copied and stretched to each card."""
        if self._scaled[0] != scale:
            side = 2 * max(1, round(self.corner * scale)) + 1
            smooth = Qt.TransformationMode.SmoothTransformation
            image = self._image.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled = scale, QPixmap.fromImage(image)
        return self._scaled[1]

    def paint(self, painter: QPainter, card: QRectF, scale: float) -> None:
        """Paints it under a card whose outline is given in pixels, at so many pixels a unit.

        All pieces begin and end at whole pixels: between others there would be seams.
        """
        if not self.strength:
            return
        pixmap = self._at(scale)
        side = pixmap.width()
        c = side // 2
        reach = self.reach * scale
        out = card.adjusted(-reach, -reach, reach, reach).translated(0, self.drop * scale).toAlignedRect()
        wide, high = min(c, out.width() // 2), min(c, out.height() // 2)
        xs = (out.left(), out.left() + wide, out.left() + out.width() - wide, out.left() + out.width())
        ys = (out.top(), out.top() + high, out.top() + out.height() - high, out.top() + out.height())
        columns = ((0, wide), (c, 1), (side - wide, wide))
        rows = ((0, high), (c, 1), (side - high, high))
        for (top, bottom), (y, tall) in zip(zip(ys, ys[1:]), rows, strict=True):
            for (left, right), (x, broad) in zip(zip(xs, xs[1:]), columns, strict=True):
                if right > left and bottom > top:
                    painter.drawPixmap(left, top, right - left, bottom - top, pixmap, x, y, broad, tall)


@lru_cache(maxsize=8)
def shadow(style: Style) -> Shadow:
    """The shadow of a style, made once."""
    return Shadow(style)
