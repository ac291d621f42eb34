"""The command palette: every action, found by a few of its letters, by other words for it or by its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from argmap.app.actions import Action
from argmap.app.catalogue import BY_ID, MENUS
from argmap.app.fuzzy import Found, looked_up
from argmap.gui import shortcuts
from argmap.gui.actions import Actions
from argmap.gui.dialogs.chooser import Chooser, Line
from argmap.text import tr

REMEMBERED = 5


class Palette(Chooser):
    """All actions: fuzzy, the likeliest first; those that cannot be had just now are greyed, not hidden."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, "palette-card", tr("Type what you want to do"))
        self._actions = actions
        self._able: dict[str, bool] = {}
        self._latest: list[str] = []

    def open(self) -> None:
        """Opens with all actions, those run last from here on top; which of them can be had is asked once."""
        focus = self._actions.focus()
        self._able = {id: self._actions.is_possible(id, focus) for id in self._actions.by_id}
        super().open()

    def lines(self, typed: str) -> Sequence[Line]:
        ids = [id for id in self._actions.by_id if id != "palette"]
        if not typed.strip():
            ids = [*self._latest, *(id for id in ids if id not in self._latest)]
        return [self._line(found) for found in looked_up(typed, ids, _title, self._others)]

    def _others(self, id: str) -> list[str]:
        """What else one may look for a row by: other words, its keys, with and without Ctrl and Shift, its menu."""
        row, keys = BY_ID[id], self._actions.keys[id]
        said = dict.fromkeys(name for key in keys for name in (shortcuts.native(key), key))
        last = [name.rpartition("+")[2] for name in said]
        return [*row.also().split(), *said, *filter(None, last), *_menu(row).split()]

    def _line(self, found: Found[str]) -> Line:
        id = found.candidate
        row, keys = BY_ID[id], shortcuts.shown(self._actions.keys[id])
        menu, said = _menu(row), row.also().split()
        detail = " · ".join(part for part in (menu, *(word for word in found.others if word in said)) if part)
        return Line(id, _title(id), found.positions, detail=detail, right=keys, icon=row.icon, able=self._able[id])

    def take(self, line: Line, modifiers: Qt.KeyboardModifier) -> None:
        if line.able:
            self._latest = [line.key, *(id for id in self._latest if id != line.key)][:REMEMBERED]
        self._actions.run(line.key)


def _menu(row: Action) -> str:
    path = row.menu.split("/") if row.menu else []
    return " › ".join(MENUS["/".join(path[: n + 1])]() for n in range(len(path)))


def _title(id: str) -> str:
    return BY_ID[id].title()
