"""The tool bar, made from the table; what is possible is asked when the map has answered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from argmap.app.catalogue import BY_ID, TOOL_BAR
from argmap.graphviz.style import Style
from argmap.gui import shortcuts, theme
from argmap.gui.actions import Actions
from argmap.gui.afterwards import Afterwards
from argmap.gui.glyphs import GLYPHS, glyph_icon
from argmap.gui.plain import tooltip
from argmap.gui.weak import weakly
from argmap.layout.card import word
from argmap.text import tr

BARE = ("undo", "redo", "fit")
"""The tool buttons that do without words."""


class ToolBar(QToolBar):
    """The tool bar: actions of its own that stand for those of the table, and may be greyed, having no keys."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(tr("Tools"), parent)
        self.setObjectName("tool-bar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._actions = actions
        self._tools: dict[str, QAction] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._wide = 0
        """The width at which all buttons have room for their words, in pixels."""
        for id in TOOL_BAR:
            if not id:
                self.addSeparator()
            elif id in actions.by_id:
                self._add(id)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._add("palette")
        self._later = Afterwards(self.refresh, self)

    def _add(self, id: str) -> None:
        action = QAction(_short(id), self)
        action.setObjectName(f"tool-{id}")
        # A style sheet cannot part icon and words.
        action.setIconText(f" {action.text()}")
        action.triggered.connect(weakly(self._actions.run, id))
        self._tools[id] = action
        self.addAction(action)
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setObjectName(f"button-{id}")
        button.setAccessibleName(BY_ID[id].title())
        # The keyboard reaches all of this by menu and key; Tab is for the map.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons[id] = button

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        faded = theme.mixed(look.muted, look.bar, 0.5)
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        for id, action in self._tools.items():
            role = GLYPHS.get(id)
            if role is None:
                action.setIcon(theme.icon(BY_ID[id].icon, look.text, size, faded))
            else:
                action.setIcon(glyph_icon(role, look, faded, size))
        self._word(True)
        self._wide = self.sizeHint().width()
        self._word(self.width() >= self._wide)

    def _word(self, with_words: bool) -> None:
        """Shows the buttons with their words, but for those that do without, or all without."""
        kinds = Qt.ToolButtonStyle
        for id, button in self._buttons.items():
            worded = with_words and id not in BARE
            button.setToolButtonStyle(kinds.ToolButtonTextBesideIcon if worded else kinds.ToolButtonIconOnly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._word(self.width() >= self._wide)

    def set_keys(self) -> None:
        """Says in the tool tips which keys do the same."""
        for id, action in self._tools.items():
            key = shortcuts.shown(self._actions.keys[id])
            title = BY_ID[id].title() + (f"   {key}" if key else "")
            hint = BY_ID[id].hint()
            action.setToolTip(tooltip(f"{title}\n{hint}" if hint else title))

    def refresh_later(self, *_: object) -> None:
        """Refreshes once the map has answered."""
        self._later.ask()

    def refresh(self) -> None:
        """Greys what is not possible."""
        focus = self._actions.focus()
        for id, action in self._tools.items():
            action.setEnabled(self._actions.is_possible(id, focus))


def _short(id: str) -> str:
    """The words on a tool button."""
    if id in GLYPHS and id != "undercut":
        return word(GLYPHS[id])
    return BY_ID[id].title().rstrip("…")
