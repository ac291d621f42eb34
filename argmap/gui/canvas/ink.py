"""A style's colours as pens, brushes and fonts, made once; and the shapes of glyphs and signs as paths."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPixmap, QRadialGradient

from argmap.core.roles import Role
from argmap.graphviz.style import RING_WIDTH, STROKE_WIDTH, STROKES, Manner, Style
from argmap.gui.theme import font
from argmap.layout.card import CHIP_SIZE
from argmap.layout.metrics import HEADER_SIZE, HEADER_SPACING, MARK_SIZE, RADIUS, TEXT_SIZE


class Ink:
    """What the canvas is painted with, for one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.canvas = QColor(style.canvas)
        self.grid = QColor(style.grid)
        self.card = QBrush(QColor(style.card))
        self.border = QPen(QColor(style.border), 1)
        self.implicit = QPen(QColor(style.muted), 1, Qt.PenStyle.CustomDashLine)
        self.implicit.setDashPattern([4, 3])
        self.hover = QPen(QColor(style.muted), 1)
        self.selected = QPen(QColor(style.focus), 2)
        self.focus = QColor(style.focus)
        self.text = QPen(QColor(style.text))
        self.muted = QPen(QColor(style.muted))
        self.roles = {role: QColor(style.role(role)) for role in Role}
        self.role_pens = {role: QPen(color) for role, color in self.roles.items()}
        self.strokes = {manner: _pen(style, manner) for manner in Manner}
        self.heads = {manner: QPen(QColor(style.stroke(manner)), STROKE_WIDTH) for manner in Manner}
        self.rings = {manner: QPen(QColor(style.stroke(manner)), RING_WIDTH) for manner in Manner}
        self.inside = QBrush(self.canvas)
        self.shadow = shadow(style)
        self.text_font = font(TEXT_SIZE)
        self.header_font = font(HEADER_SIZE, bold=True)
        self.header_font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, HEADER_SPACING * 100)
        self.holder_font = font(HEADER_SIZE)
        self.mark_font = font(MARK_SIZE)
        self.chip_font = font(CHIP_SIZE)
        for pen in (*self.heads.values(), *self.rings.values()):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)


def _pen(style: Style, manner: Manner) -> QPen:
    pen = QPen(QColor(style.stroke(manner)), STROKE_WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash := STROKES[manner].dash:
        pen.setDashPattern([length / STROKE_WIDTH for length in dash])
    return pen


class Shadow:
    """A soft shadow as nine pieces of a pixmap: cheap to draw under hundreds of cards."""

    def __init__(self, style: Style) -> None:
        color = QColor(style.shadow[:7])
        color.setAlpha(int(style.shadow[7:9], 16))
        self.blur, self.drop = style.shadow_blur, style.shadow_drop
        self.corner = round(self.blur / 2 + RADIUS)
        side = 2 * self.corner + 1
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setPen(Qt.PenStyle.NoPen)
        # A radial gradient in each corner, stretched between them, is what a blurred round rectangle looks like.
        gradient = QRadialGradient(QPointF(side / 2, side / 2), self.corner)
        for stop, strength in ((0.0, 1.0), (0.35, 0.9), (0.6, 0.5), (0.8, 0.16), (1.0, 0.0)):
            faded = QColor(color)
            faded.setAlphaF(color.alphaF() * strength)
            gradient.setColorAt(stop, faded)
        painter.setBrush(gradient)
        painter.drawRect(0, 0, side, side)
        painter.end()
        self.pixmap = QPixmap.fromImage(image)

    def paint(self, painter: QPainter, card: QRectF) -> None:
        """Paints it under a card."""
        half, c = self.blur / 2, self.corner
        out = card.adjusted(-half, -half + self.drop, half, half + self.drop)
        pixmap, mid = self.pixmap, QRectF(c, c, 1, 1)
        left, top, right, bottom = out.left(), out.top(), out.right() - c, out.bottom() - c
        wide, high = out.width() - 2 * c, out.height() - 2 * c
        for target, source in (
            (QRectF(left, top, c, c), QRectF(0, 0, c, c)),
            (QRectF(left + c, top, wide, c), QRectF(mid.left(), 0, 1, c)),
            (QRectF(right, top, c, c), QRectF(c + 1, 0, c, c)),
            (QRectF(left, top + c, c, high), QRectF(0, mid.top(), c, 1)),
            (QRectF(right, top + c, c, high), QRectF(c + 1, mid.top(), c, 1)),
            (QRectF(left, bottom, c, c), QRectF(0, c + 1, c, c)),
            (QRectF(left + c, bottom, wide, c), QRectF(mid.left(), c + 1, 1, c)),
            (QRectF(right, bottom, c, c), QRectF(c + 1, c + 1, c, c)),
        ):
            painter.drawPixmap(target, pixmap, source)


@lru_cache(maxsize=8)
def shadow(style_: Style) -> Shadow:
    """The shadow of a style, made once."""
    return Shadow(style_)


@lru_cache(maxsize=16)
def glyph(role: Role) -> QPainterPath:
    """A role's glyph as a shape eight units wide round the origin: no font is asked for it."""
    path = QPainterPath()
    if role is Role.THESIS:
        points = [(0, -4.5), (4.5, 0), (0, 4.5), (-4.5, 0)]
    elif role is Role.PREMISE:
        points = [(0, -3.8), (4.3, 3.6), (-4.3, 3.6)]
    elif role is Role.COUNTERPOINT:
        points = [(0, 3.8), (4.3, -3.6), (-4.3, -3.6)]
    elif role is Role.UNDERCUTTER:
        a, b = 3.8, 1.15
        points = [
            (-a, -a + b), (-a + b, -a), (0, -b), (a - b, -a), (a, -a + b), (b, 0),
            (a, a - b), (a - b, a), (0, b), (-a + b, a), (-a, a - b), (-b, 0),
        ]  # fmt: skip
    else:
        points = [(-3.4, -3.4), (3.4, -3.4), (3.4, 3.4), (-3.4, 3.4)]
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.closeSubpath()
    return path


@lru_cache(maxsize=8)
def sign(manner: Manner) -> QPainterPath:
    """The sign in a junction: plus, minus, or a cross."""
    path = QPainterPath()
    if manner is Manner.UNDERCUT:
        pieces = [((-2.4, -2.4), (2.4, 2.4)), ((-2.4, 2.4), (2.4, -2.4))]
    elif manner is Manner.SUPPORT:
        pieces = [((-3.2, 0), (3.2, 0)), ((0, -3.2), (0, 3.2))]
    else:
        pieces = [((-3.2, 0), (3.2, 0))]
    for start, end in pieces:
        path.moveTo(*start)
        path.lineTo(*end)
    return path
