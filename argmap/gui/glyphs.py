"""The glyphs of the roles as icons, for the rows and buttons that make a claim of that role."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from argmap.core.roles import Role
from argmap.graphviz.style import Style
from argmap.gui.sheet import on_focus

GLYPHS = {
    "add-thesis": Role.THESIS,
    "add-premise": Role.PREMISE,
    "add-counterpoint": Role.COUNTERPOINT,
    "undercut": Role.UNDERCUTTER,
}
"""The rows whose tool button bears the glyph of the role that it makes."""


def glyph_icon(role: Role, look: Style, faded: str, size: int) -> QIcon:
    """A role's glyph as an icon, `size` pixels wide."""
    from argmap.gui.canvas.shapes import glyph

    made = QIcon()
    colors = {
        QIcon.Mode.Normal: look.role(role),
        QIcon.Mode.Disabled: faded,
        QIcon.Mode.Selected: on_focus(look),
    }
    for mode, color in colors.items():
        for factor in (1, 2):
            pixmap = QPixmap(QSize(size, size) * factor)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # The glyph fills a square of 10; it is to be four fifths as wide as the icon.
            scale = 0.08 * size * factor
            painter.translate(0.1 * size * factor, 0.1 * size * factor)
            painter.scale(scale, scale)
            painter.fillPath(glyph(role), QColor(color))
            painter.end()
            pixmap.setDevicePixelRatio(factor)
            made.addPixmap(pixmap, mode)
    return made
