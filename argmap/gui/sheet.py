"""The style sheet: what the palette cannot say, and no more; made anew for each theme and size of text."""

from __future__ import annotations

from argmap.graphviz.style import Style
from argmap.resources import resource

UI_SIZE = 13
SMALL_SIZE = 11
CONTROL_HEIGHT = 30
"""Sizes in pixels at a text size of 100 %."""


def on_focus(look: Style) -> str:
    """The colour of text on the colour of selection and focus."""
    return "#0B1220" if look.dark else "#FFFFFF"


def sheet(look: Style, scale: float = 1.0) -> str:
    """The style sheet of a theme at a size of text."""
    return "".join(part(look, scale) for part in (_bars, _menus, _controls, _views, _overlays))


def _bars(look: Style, scale: float) -> str:
    high, small = round(CONTROL_HEIGHT * scale), round(SMALL_SIZE * scale)
    return f"""
QMainWindow, QDialog {{ background: {look.bar}; }}
QMainWindow::separator {{ background: {look.divider}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {look.focus}; }}
QMenuBar {{ background: {look.bar}; color: {look.text}; padding: 2px 6px 0 6px; }}
QMenuBar::item {{ padding: 3px 9px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {look.divider}; }}
QToolBar {{ background: {look.bar}; border: none; border-bottom: 1px solid {look.divider};
 padding: 2px 8px 4px 8px; spacing: 2px; }}
QToolBar::separator {{ background: {look.divider}; width: 1px; margin: 6px 6px; }}
QToolBar QToolButton {{ color: {look.text}; background: transparent; border: 1px solid transparent;
 border-radius: 6px; padding: 0 8px; height: {high - 2}px; }}
QToolBar QToolButton:hover {{ background: {look.divider}; }}
QToolBar QToolButton:focus {{ border-color: {look.focus}; }}
QToolBar QToolButton:pressed, QToolBar QToolButton:checked {{ background: {look.border}; }}
QToolBar QToolButton:disabled {{ color: {look.muted}; }}
QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; image: {_picture("chevron-down")}; }}
QStatusBar {{ background: {look.bar}; border-top: 1px solid {look.divider}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {look.muted}; font-size: {small}px; }}
QStatusBar QToolButton {{ color: {look.muted}; font-size: {small}px; border: none; border-radius: 4px;
 padding: 1px 6px; background: transparent; }}
QStatusBar QToolButton:hover {{ background: {look.divider}; color: {look.text}; }}
QDockWidget {{ color: {look.text}; }}
"""


def _menus(look: Style, scale: float) -> str:
    return f"""
QMenu {{ background: {look.card}; color: {look.text}; border: 1px solid {look.border}; border-radius: 8px;
 padding: 5px; }}
QMenu::item {{ padding: {round(5 * scale)}px 22px {round(5 * scale)}px 10px; border-radius: 5px; }}
QMenu::item:selected {{ background: {look.focus}; color: {on_focus(look)}; }}
QMenu::item:disabled {{ color: {_faded(look)}; background: transparent; }}
QMenu::icon {{ left: {round(8 * scale)}px; }}
QMenu {{ icon-size: {round(16 * scale)}px; }}
QMenu::separator {{ height: 1px; background: {look.divider}; margin: 5px 8px; }}
QToolTip {{ background: {look.card}; color: {look.text}; border: 1px solid {look.border}; padding: 4px 6px; }}
"""


def _controls(look: Style, scale: float) -> str:
    high = round(CONTROL_HEIGHT * scale)
    small, box = round(SMALL_SIZE * scale), round(15 * scale)
    check = _picture("check-on-dark" if look.dark else "check-on-light")
    line = "QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit"
    fields = f"{line}, QPlainTextEdit"
    focused = ", ".join(f"{name}:focus" for name in fields.split(", "))
    return f"""
{fields} {{ background: {look.pane}; color: {look.text}; border: 1px solid {look.border}; border-radius: 6px;
 padding: 3px 8px; selection-background-color: {look.focus}; selection-color: {on_focus(look)}; }}
{line} {{ min-height: {high - 8}px; }}
{focused} {{ border-color: {look.focus}; }}
QComboBox::drop-down {{ border: none; width: {round(24 * scale)}px; }}
QComboBox::down-arrow {{ image: {_picture("chevron-down")}; width: {small}px; height: {small}px; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; margin: 0 0 0 6px; min-height: 0; background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent;
 width: {round(20 * scale)}px; }}
QAbstractSpinBox::up-arrow {{ image: {_picture("chevron-up")}; width: {small}px; height: {small}px; }}
QAbstractSpinBox::down-arrow {{ image: {_picture("chevron-down")}; width: {small}px; height: {small}px; }}
QComboBox QAbstractItemView {{ background: {look.card}; border: 1px solid {look.border}; padding: 4px; outline: 0; }}
QPushButton {{ background: {look.card}; color: {look.text}; border: 1px solid {look.border}; border-radius: 6px;
 padding: 0 14px; min-height: {high - 2}px; }}
QPushButton:hover {{ background: {look.divider}; }}
QPushButton:focus {{ border-color: {look.focus}; }}
QPushButton:disabled {{ color: {_faded(look)}; }}
QPushButton:default {{ background: {look.focus}; color: {on_focus(look)}; border-color: {look.focus}; }}
QPushButton:default:disabled {{ background: {look.card}; color: {_faded(look)}; border-color: {look.border}; }}
QPushButton:default:focus {{ border: 2px solid {look.text}; }}
QPushButton:flat {{ background: transparent; border-color: transparent; }}
QPushButton[wide="choice"] {{ min-height: {high + 14}px; text-align: left; padding-left: 14px; }}
QPushButton[wide="recent"] {{ text-align: left; padding-left: 10px; }}
QPushButton:flat:hover {{ background: {look.divider}; }}
QPushButton:flat:focus {{ border-color: {look.focus}; }}
QToolButton[plain="true"], QWidget#help-window QToolButton {{ background: {look.card}; color: {look.text};
 border: 1px solid {look.border}; border-radius: 6px; padding: 0 10px; min-height: {high - 2}px; }}
QToolButton[plain="true"]:hover, QWidget#help-window QToolButton:hover {{ background: {look.divider}; }}
QToolButton[plain="true"]:focus, QWidget#help-window QToolButton:focus {{ border-color: {look.focus}; }}
QCheckBox, QRadioButton {{ spacing: 8px; min-height: {high - 8}px; }}
QCheckBox::indicator {{ width: {box}px; height: {box}px; border: 1px solid {look.muted}; border-radius: 4px;
 background: {look.pane}; }}
QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border-color: {look.focus}; }}
QCheckBox::indicator:checked {{ background: {look.focus}; border-color: {look.focus}; image: {check}; }}
QCheckBox::indicator:disabled {{ border-color: {look.border}; }}
QCheckBox:focus {{ color: {look.focus}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QTabBar {{ background: {look.bar}; }}
QTabBar::tab {{ background: transparent; color: {look.muted}; padding: 7px 10px;
 border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {look.text}; }}
QTabBar::tab:selected {{ color: {look.text}; border-bottom-color: {look.focus}; }}
QTabBar::tab:selected:focus {{ background: {look.divider}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {look.divider}; }}
"""


def _views(look: Style, scale: float) -> str:
    return f"""
QAbstractItemView {{ background: {look.pane}; color: {look.text}; border: none; outline: 0; }}
QHeaderView::section {{ background: {look.bar}; color: {look.muted}; border: none;
 border-bottom: 1px solid {look.divider}; padding: {round(4 * scale)}px 8px; }}
QTreeView::item {{ padding: {round(3 * scale)}px 0; }}
QSplitter::handle {{ background: {look.divider}; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {look.border}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {look.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
 {{ background: none; border: none; width: 0; height: 0; }}
"""


def _overlays(look: Style, scale: float) -> str:
    """What lies over the map: find bar, palette, strips, messages, the welcome page; told apart by `overlay`."""
    small = round(SMALL_SIZE * scale)
    title = round(22 * scale)
    flat = 'QFrame[overlay="card"] QToolButton, QDialog QToolButton, QWidget#article-head QToolButton'
    return f"""
QFrame[overlay="card"] {{ background: {look.card}; border: 1px solid {look.border}; border-radius: 10px; }}
QFrame[overlay="card"] QLabel {{ background: transparent; border: none; }}
QFrame[overlay="page"] {{ background: {look.canvas}; border: none; }}
QFrame[overlay] QLabel[tone="muted"], QLabel[tone="muted"] {{ color: {look.muted}; }}
QLabel[tone="small"] {{ color: {look.muted}; font-size: {small}px; }}
QLabel[tone="title"] {{ color: {look.text}; font-size: {title}px; font-weight: 600; }}
QLabel[tone="heading"] {{ color: {look.text}; font-weight: 600; }}
QLabel[tone="trouble"] {{ color: {look.roles["counterpoint"]}; }}
QFrame[overlay="card"] QListView {{ background: transparent; border: none; border-top: 1px solid {look.divider}; }}
QFrame[overlay="card"] QLineEdit[plain="true"] {{ border: none; background: transparent; padding: 3px 4px; }}
{flat} {{ border: 1px solid transparent; border-radius: 6px;
 padding: 3px; background: transparent; color: {look.text}; }}
{flat.replace("Button", "Button:hover")} {{ background: {look.divider}; }}
{flat.replace("Button", "Button:focus")} {{ border-color: {look.focus}; }}
QFrame[overlay="card"] QToolButton:checked {{ background: {look.divider}; border-color: {look.border}; }}
"""


def _picture(name: str) -> str:
    """A shipped picture as style sheets name it; they can tint nothing, so that these have colours of their own."""
    path = resource(f"icons/ui/{name}.svg").as_posix().replace("\\", "/").replace('"', '\\"')
    return f'url("{path}")'


def _faded(look: Style) -> str:
    """The colour of what is disabled: between muted text and card, since style sheets know no palette groups."""
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (look.muted, look.card))
    return "#" + "".join(f"{round((2 * x + 2 * y) / 4):02X}" for x, y in zip(a, b))
