"""The window's actions: one QAction for each row of the table, whose name is the row's id."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from argmap.app.actions import Action, Focus, checked, enabled
from argmap.app.announce import step_named
from argmap.app.catalogue import ACTIONS, BY_ID
from argmap.app.settings import Settings
from argmap.core.change import Change
from argmap.core.ids import Id
from argmap.core.records import Claim
from argmap.errors import ArgmapError
from argmap.gui import shortcuts
from argmap.gui.bridge import Bridge
from argmap.gui.canvas.view import MapView
from argmap.gui.plain import tooltip
from argmap.gui.weak import weakly
from argmap.text import tr


class Actions(QObject):
    """Offers the rows of the table as QActions, says which are possible, and runs them.

    A QAction stays enabled but while a menu shows it: a disabled one would let its key through to whatever has the
    keyboard. `done` carries the id of what was run, `set_wanted` a setting
    and its new value.
    """

    done = Signal(str)
    set_wanted = Signal(str, object)

    def __init__(
        self,
        bridge: Bridge,
        settings: Settings,
        view: MapView,
        focus: Callable[[], Focus],
        bound: Mapping[str, Callable[[], object]],
        checks: Mapping[str, Callable[[], bool]],
        possible: Mapping[str, Callable[[], bool]],
        parent: QWidget,
    ) -> None:
        """`bound` does what rows without a command do; `checks` says which of them are on, `possible` which can be had.

        What is neither bound nor a command is not offered at all.
        """
        super().__init__(parent)
        self.bridge, self.settings, self.view, self.focus = bridge, settings, view, focus
        self._bound, self._checks, self._possible = bound, checks, possible
        self.by_id: dict[str, QAction] = {}
        for row in ACTIONS:
            if row.command is not None or row.setting is not None or row.id in bound:
                self.by_id[row.id] = self._made(row)
        self.keys = shortcuts.in_force(settings)

    def _made(self, row: Action) -> QAction:
        action = QAction(row.title(), self)
        action.setObjectName(row.id)
        action.setCheckable(row.toggles)
        action.setToolTip(tooltip(row.hint() or row.title()))
        action.setStatusTip("")
        action.setMenuRole(_ROLES.get(row.id, QAction.MenuRole.NoRole))
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WindowShortcut if row.where == "window" else context.WidgetWithChildrenShortcut
        )
        # A key held down walks on, moves on and undoes on, but does not add one claim after the other.
        action.setAutoRepeat(row.scope == "view" or row.menu == "arrange/nudge")
        action.triggered.connect(weakly(self.run, row.id))
        return action

    def set_keys(self) -> None:
        """Gives the actions the keys in force; those that act when let go are left to the canvas."""
        self.keys = shortcuts.in_force(self.settings)
        for id, action in self.by_id.items():
            row = BY_ID[id]
            live = () if row.released or row.where in ("typing", "article") else self.keys[id]
            action.setShortcuts([QKeySequence.fromString(key, shortcuts.PORTABLE) for key in live])
            # Said by ourselves: keys that act when let go are no shortcuts of Qt's, and Return is Enter to most people.
            action.setText(f"{row.title()}\t{shortcuts.shown(self.keys[id])}" if self.keys[id] else row.title())

    def serve_window(self, window: QWidget) -> None:
        """Lets the keys of the window act in all of it."""
        window.addActions([action for id, action in self.by_id.items() if BY_ID[id].where == "window"])

    def serve_map(self, pane: QWidget) -> None:
        """Lets the keys of the map act in a pane that shows it."""
        pane.addActions([action for id, action in self.by_id.items() if BY_ID[id].where == "map"])

    def serve(self, part: QWidget | None) -> bool:
        """Whether the keys of the map act in a part of the window."""
        mapped = next(action for id, action in self.by_id.items() if BY_ID[id].where == "map")
        while part is not None and mapped not in part.actions():
            part = part.parentWidget()
        return part is not None

    def is_possible(self, id: str, focus: Focus | None = None) -> bool:
        """Whether the action can do something just now."""
        focus = self.focus() if focus is None else focus
        asked = self._possible.get(id)
        return enabled(BY_ID[id], focus) and (asked is None or asked())

    def is_checked(self, id: str, focus: Focus | None = None) -> bool:
        """Whether a row that is on or off is on."""
        row = BY_ID[id]
        if row.setting is not None:
            return bool(self.settings[row.setting[0]] == row.setting[1])
        asked = self._checks.get(id)
        return asked() if asked is not None else checked(row, self.focus() if focus is None else focus)

    def run(self, id: str) -> bool:
        """Does what the row says; False, with a line in the status bar, where it is not possible."""
        row = BY_ID[id]
        if row.command is not None or id in ENDING:
            self.view.end_edit()
        try:
            done = self._commit(row) if row.command is not None else self._do(row)
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))
            return False
        if done:
            self.done.emit(id)
        else:
            self.bridge.said.emit(tr("{title}: not possible here", title=row.title().rstrip("…")))
        return done

    def _commit(self, row: Action) -> bool:
        focus, session, view = self.focus(), self.bridge.session, self.view
        assert row.command is not None
        if row.may is not None and not row.may(focus):
            return False
        change = row.command(focus)
        if change is None:
            return False
        new = new_and_empty(change)
        spot = view.spot(focus.one) if row.menu == "arrange" else None
        named = step_named(focus) if row.id in ON_STEPS else ""
        if not session.commit(change):
            return False
        if spot is not None:
            view.keep_spot(focus.one, spot)
        if named:
            self.bridge.said.emit(tr("{label}: {step}", label=change.label, step=named))
        if new:
            view.begin_edit(new)
        return True

    def _do(self, row: Action) -> bool:
        if not self.is_possible(row.id):
            return False
        if row.setting is not None:
            key, value = row.setting
            if isinstance(value, bool):
                value = not self.settings[key]
            self.set_wanted.emit(key, value)
            return True
        self._bound[row.id]()
        return True


ENDING = ("cut", "paste", "undo", "redo", "new", "open-example", "save-as", "close", "quit")
"""Rows beside those with a command that end the typing of a text, which is kept."""

ON_STEPS = ("flip", "undercut", "insert-step")
"""Rows that mean one of several relations of a claim, which has to be said."""


def new_and_empty(change: Change) -> Id:
    """The claim that a change adds without words and selects, to be typed into; "" for none."""
    for id in reversed(change.focus or ()):
        put = change.puts.get(id)
        if put is not None and put.before is None and isinstance(put.after, Claim) and not put.after.text:
            return id
    return ""


_ROLES = {
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
    "settings": QAction.MenuRole.PreferencesRole,
}
"""What macOS moves to its own menu."""
