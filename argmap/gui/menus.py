"""Menu bar and context menus, made from the table; what is possible is asked when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from argmap.app.catalogue import ACTIONS, BY_ID, MENUS
from argmap.app.recent import Recent
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.errors import one_line
from argmap.graphviz.style import Style
from argmap.gui import theme
from argmap.gui.actions import Actions
from argmap.gui.plain import tooltip
from argmap.gui.sheet import on_focus
from argmap.gui.weak import weakly

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
