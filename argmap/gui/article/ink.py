"""The painting of what lies under and beside the words: passages in use, the selection, what was found, cue words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from argmap.core.anchors import State
from argmap.core.roles import Role
from argmap.graphviz.style import Style
from argmap.gui.article.lights import Light
from argmap.gui.article.paper import Paper
from argmap.gui.canvas.shapes import glyph

ROUND = 3.0
GLYPH = 8.0
"""The size of a role's glyph in the margin, in pixels at a text size of 100 %."""

UNSURE = {State.MOVED: (4.0, 3.0), State.AMBIGUOUS: (1.5, 2.5)}
"""The dashes of the outline round a passage that may stand elsewhere: long where it moved, dots where there are two."""


class Ink:
    """The colours of a theme, ready for painting on paper."""

    def __init__(self, look: Style) -> None:
        self.look = look
        self.ground = QColor(look.pane)
        self.text = QColor(look.text)
        self.muted = QColor(look.muted)
        self.focus = QColor(look.focus)
        self.selection = _clear(look.focus, 0.42 if look.dark else 0.26)
        self.found = _clear("#E8B931", 0.34 if look.dark else 0.5)
        self.roles = {role: QColor(look.role(role)) for role in Role}
        self.lights = {role: QColor(_highlight(look, role)) for role in Role}
        self.lit = {role: _clear(look.role(role), 0.42 if look.dark else 0.30) for role in Role}

    def light(
        self, painter: QPainter, paper: Paper, light: Light, under: int, lit: bool, hovered: bool, seen: range
    ) -> None:
        """A passage in use: a ground in its role's colour, stronger where its card is selected.

        `under`: how many passages over the same words are painted already; those are told by a line below.
        """
        boxes = [_inset(box, paper) for box in paper.boxes(light.start, light.end, seen[0], seen[-1])]
        painter.setPen(Qt.PenStyle.NoPen)
        if under == 0 or lit:
            ground = QColor(self.lights[light.role])
            painter.setBrush(self.lit[light.role] if lit else ground)
            for box in boxes:
                painter.drawRoundedRect(box, ROUND, ROUND)
        if under or lit or hovered:
            pen = QPen(self.roles[light.role], 2.0 if lit or hovered else 1.5)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            for box in boxes:
                y = box.bottom() + 0.5 + 2.5 * under
                painter.drawLine(QLineF(box.left() + 1.5, y, box.right() - 1.5, y))
        if light.state in UNSURE:
            pen = QPen(self.roles[light.role], 1.2)
            pen.setDashPattern(UNSURE[light.state])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for box in boxes:
                painter.drawRoundedRect(box, ROUND, ROUND)

    def ground_under(self, painter: QPainter, boxes: Iterable[QRectF], color: QColor, paper: Paper) -> None:
        """A ground under words that are selected or found."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for box in boxes:
            painter.drawRoundedRect(_inset(box, paper).adjusted(0, -1, 0, 1), 2.0, 2.0)

    def cue(self, painter: QPainter, boxes: Iterable[QRectF], paper: Paper) -> None:
        """Dots under a cue word."""
        pen = QPen(self.muted, 1.4, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        for box in boxes:
            y = box.top() + (box.height() + paper.ascent + paper.descent) / 2 - 1.0
            painter.drawLine(QLineF(box.left(), y, box.right(), y))

    def margin(self, painter: QPainter, roles: Sequence[tuple[Role, bool]], x: float, y: float, scale: float) -> None:
        """The glyphs of the passages that begin in a line, so that colour is never alone; from `x` to the left."""
        size = GLYPH * scale
        for role, lit in roles:
            painter.save()
            painter.translate(x - size, y - size / 2)
            painter.scale(size / 10, size / 10)
            if not lit:
                painter.setOpacity(0.85)
            painter.fillPath(glyph(role), self.roles[role])
            painter.restore()
            x -= size + 2 * scale


def _inset(box: QRectF, paper: Paper) -> QRectF:
    """The part of a line's box that a ground covers: its letters and a little around them."""
    letters = paper.ascent + paper.descent
    spare = (box.height() - letters) / 2
    return box.adjusted(-1.5, spare - 1.0, 1.5, -spare + 1.0)


def _clear(color: str, share: float) -> QColor:
    made = QColor(color)
    made.setAlphaF(share)
    return made


def _highlight(look: Style, role: Role) -> str:
    known = look.highlights.get(role.value)
    return known if known is not None else look.divider
