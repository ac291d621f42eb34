"""Menu bar, context menus and tool bar, all made from the table; what is possible is asked when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from argmap.app.catalogue import ACTIONS, BY_ID, MENUS, TOOL_BAR
from argmap.app.recent import Recent
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.errors import one_line
from argmap.graphviz.style import Style
from argmap.gui import shortcuts, theme
from argmap.gui.actions import Actions
from argmap.gui.afterwards import Afterwards
from argmap.gui.plain import tooltip
from argmap.gui.sheet import on_focus
from argmap.gui.weak import weakly
from argmap.layout.card import word
from argmap.text import tr

ON_CLAIM: Sequence[str] = (
    *("edit-text", "edit-note", "marks", ""),
    *("add-premise", "add-counterpoint", "add-linked", "undercut", "insert-step", ""),
    *("flip", "also-bears-on", "bears-on-instead", ""),
    *("fold", "focus", "arrange-branch", "", "cut", "copy", "paste", "", "dissolve", "delete"),
)
ON_RELATION: Sequence[str] = (
    *("add-premise", "add-counterpoint", "add-linked", "", "flip", "insert-step", "separate", "bears-on-instead", ""),
    *("edit-note", "", "delete"),
)
ON_SEVERAL: Sequence[str] = (
    *("join", "separate", "merge", "group", "ungroup", "flip", "marks", "", "focus", "", "cut", "copy", ""),
    "delete",
)
ON_NOTHING: Sequence[str] = (
    *("add-thesis", "add-claim", "paste", "", "fit", "actual-size", "arrange", "", "unfold-all", "fold-all", ""),
    *("find", "palette"),
)
"""The rows of the context menus; "" parts groups."""

GLYPHS = {
    "add-thesis": Role.THESIS,
    "add-premise": Role.PREMISE,
    "add-counterpoint": Role.COUNTERPOINT,
    "undercut": Role.UNDERCUTTER,
}
"""The rows whose tool button bears the glyph of the role that it makes."""

BARE = ("undo", "redo", "fit")
"""The tool buttons that do without words."""


class Menus(QObject):
    """Fills the menu bar, and refreshes a menu's rows when it opens."""

    def __init__(self, actions: Actions, bar: QMenuBar, recents: Callable[[], Sequence[Recent]]) -> None:
        super().__init__(bar)
        self._actions, self._recents, self._bar = actions, recents, bar
        self._look: Style | None = None
        self._icons: dict[str, tuple[Style, int]] = {}
        self.by_path: dict[str, QMenu] = {}
        self._rows: dict[str, list[str]] = {}
        self.open_path: Callable[[str], object] | None = None
        tops = [path for path in MENUS if "/" not in path]
        for path, title in zip(tops, with_mnemonics([MENUS[path]() for path in tops])):
            self._put(path, bar.addMenu(title))
        for row in ACTIONS:
            action = actions.by_id.get(row.id)
            if row.menu and action is not None:
                menu = self._menu(row.menu)
                if row.separator_before and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(action)
                self._rows[row.menu].append(row.id)
        for menu in self.by_path.values():
            menu.menuAction().setVisible(not menu.isEmpty())
        self._recent = QMenu(bar)
        self._recent.setObjectName("menu-open-recent")
        self._recent.aboutToShow.connect(self._fill_recent)
        self._actions.by_id["open-recent"].setMenu(self._recent)

    def _menu(self, path: str) -> QMenu:
        """The menu of a path; a submenu is put where its first row stands."""
        if path not in self.by_path:
            above = self._menu(path.rpartition("/")[0])
            self._put(path, above.addMenu(MENUS[path]()))
        return self.by_path[path]

    def _put(self, path: str, menu: QMenu) -> None:
        menu.setObjectName(f"menu-{path.replace('/', '-')}")
        menu.setToolTipsVisible(False)
        menu.aboutToShow.connect(weakly(self.refresh_menu, path))
        menu.aboutToHide.connect(weakly(self.release_menu, path))
        self.by_path[path] = menu
        self._rows[path] = []

    def set_style(self, look: Style) -> None:
        """Changes the colours; icons are drawn when they are seen."""
        self._look = look

    def refresh(self, ids: Sequence[str]) -> None:
        """Asks of these rows whether they are possible and on, and shows it."""
        focus = self._actions.focus()
        for id in ids:
            action = self._actions.by_id[id]
            action.setEnabled(self._actions.is_possible(id, focus))
            if action.isCheckable():
                action.setChecked(self._actions.is_checked(id, focus))
            self._dress(id, action)

    def release(self, ids: Sequence[str]) -> None:
        """Enables the rows again, so that none of their keys goes through to what has the keyboard."""
        for id in ids:
            self._actions.by_id[id].setEnabled(True)

    def _dress(self, id: str, action: QAction) -> None:
        look, name = self._look, BY_ID[id].icon
        size = self._bar.fontMetrics().height()
        if look is not None and name and self._icons.get(id) != (look, size):
            faded = theme.mixed(look.muted, look.card, 0.5)
            action.setIcon(theme.icon(name, look.muted, size, faded, on_focus(look)))
            self._icons[id] = (look, size)

    def context(self, ids: Sequence[str], parent: QWidget) -> QMenu:
        """A menu of rows, "" for a separator; it goes when it is closed."""
        menu = QMenu(parent)
        menu.setObjectName("context-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        known = [id for id in ids if id in self._actions.by_id]
        self.refresh(known)
        for id in ids:
            if not id:
                menu.addSeparator()
            elif id in self._actions.by_id:
                menu.addAction(self._actions.by_id[id])
        menu.aboutToHide.connect(weakly(self.release, tuple(known)))
        return menu

    def refresh_menu(self, path: str) -> None:
        """Refreshes the rows of a menu that opens."""
        self.refresh(self._rows[path])

    def release_menu(self, path: str) -> None:
        """Enables the rows of a menu that closes."""
        self.release(self._rows[path])

    def _open(self, path: str) -> None:
        if self.open_path is not None:
            self.open_path(path)

    def rows(self, path: str) -> Sequence[str]:
        """The rows of a menu."""
        return self._rows[path]

    def _fill_recent(self) -> None:
        self._recent.clear()
        for recent in self._recents():
            name = one_line(recent.title or recent.path.rpartition("/")[2]).replace("&", "&&")
            action = self._recent.addAction(name)
            action.setToolTip(tooltip(recent.path))
            action.triggered.connect(weakly(self._open, recent.path))
        self._recent.setToolTipsVisible(True)


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


def with_mnemonics(titles: Sequence[str]) -> list[str]:
    """Titles with an "&" before a letter that Alt opens them by, each another one, as far forward as can be."""
    made, taken = [], set[str]()
    for title in titles:
        at = next((n for n, letter in enumerate(title) if letter.isalnum() and letter.lower() not in taken), -1)
        taken.add(title[at].lower() if at >= 0 else "")
        made.append(title if at < 0 else f"{title[:at]}&{title[at:]}")
    return made


def rows_for(id: Id, selection: Sequence[Id], document: Document) -> Sequence[str]:
    """The rows of the context menu of a claim or relation, "" for the empty canvas, within what is selected."""
    if not id:
        return ON_NOTHING
    if len(selection) > 1:
        return ON_SEVERAL
    return ON_RELATION if id in document.relations else ON_CLAIM


def _short(id: str) -> str:
    """The words on a tool button."""
    if id in GLYPHS and id != "undercut":
        return word(GLYPHS[id])
    return BY_ID[id].title().rstrip("…")
