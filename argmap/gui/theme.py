"""How the window looks: a theme's colours as Qt's palette, the fonts, the icons. The style sheet is in `sheet`."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from argmap.graphviz.style import Style, style
from argmap.gui.sheet import CONTROL_HEIGHT as CONTROL_HEIGHT
from argmap.gui.sheet import SMALL_SIZE as SMALL_SIZE
from argmap.gui.sheet import UI_SIZE as UI_SIZE
from argmap.gui.sheet import on_focus, sheet
from argmap.layout.metrics import FAMILY
from argmap.resources import resource


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Makes the shipped faces known to Qt, and known before any Inter that is installed.

    A system with an Inter of its own, of other widths, wins over ours where its families are looked up later; asked
    for them in between, Qt takes what is added last.
    """
    paths = [str(path) for path in sorted(resource("fonts").glob("Inter-*.ttf"))]
    for path in paths:
        QFontDatabase.addApplicationFont(path)
    QFontDatabase.families()
    for path in paths:
        QFontDatabase.addApplicationFont(path)


def font(pixels: float = UI_SIZE, *, bold: bool = False, italic: bool = False) -> QFont:
    """Inter of a size in pixels, unhinted and without kerning, so that text is as wide as `layout.measure` says."""
    made = QFont(FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setItalic(italic)
    made.setKerning(False)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def chosen(setting: str) -> Style:
    """The style for the setting `theme`: `light`, `dark`, or `system`, which follows the desktop where it says."""
    if setting == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return style("dark" if scheme == Qt.ColorScheme.Dark else "light")
    return style(setting)


def apply(application: QApplication, look: Style, scale: float = 1.0) -> None:
    """Dresses the whole application: Fusion with our own palette, since schemes do nothing on bare X11."""
    load_fonts()
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(palette(look))
    application.setFont(font(UI_SIZE * scale))
    application.setStyleSheet(sheet(look, scale))


def palette(look: Style) -> QPalette:
    """A style's colours in Qt's roles."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, name in {
        role.Window: look.bar,
        role.WindowText: look.text,
        role.Base: look.pane,
        role.AlternateBase: look.canvas,
        role.ToolTipBase: look.card,
        role.ToolTipText: look.text,
        role.Text: look.text,
        role.PlaceholderText: look.muted,
        role.Button: look.card,
        role.ButtonText: look.text,
        role.BrightText: look.text,
        role.Link: look.focus,
        role.LinkVisited: look.focus,
        role.Highlight: look.focus,
        role.HighlightedText: on_focus(look),
        role.Accent: look.focus,
        role.Light: look.card,
        role.Midlight: look.divider,
        role.Mid: look.divider,
        role.Dark: look.border,
        role.Shadow: look.divider,
    }.items():
        made.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(look.muted)
        faded.setAlphaF(0.55)
        made.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return made


def mixed(color: str, into: str, share: float) -> str:
    """A share of one colour laid over another, both `#RRGGBB`."""
    top, ground = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (color, into))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in zip(top, ground))


@lru_cache(maxsize=512)
def icon(name: str, color: str, size: int = 18, faded: str = "", active: str = "") -> QIcon:
    """A shipped line icon in a colour, an empty icon for the name "".

    It is `faded` where it is disabled, and `active` in a menu's chosen row; "" is as ever.
    """
    made = QIcon()
    if name:
        for factor in (1, 2):
            made.addPixmap(_drawn(name, color, size, factor))
            if faded:
                made.addPixmap(_drawn(name, faded, size, factor), QIcon.Mode.Disabled)
            if active:
                made.addPixmap(_drawn(name, active, size, factor), QIcon.Mode.Active)
    return made


def _drawn(name: str, color: str, size: int, factor: int) -> QPixmap:
    # Imported here, since the first paint of a window can do without the one and the reading of the other.
    from PySide6.QtSvg import QSvgRenderer

    text = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    # Lucide draws two pixels of 24; at our sizes a little less looks as heavy as Inter does.
    text = text.replace('stroke-width="2"', 'stroke-width="1.75"', 1)
    pixmap = QPixmap(QSize(size, size) * factor)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size * factor, size * factor))
    painter.end()
    pixmap.setDevicePixelRatio(factor)
    return pixmap
