"""The table of all actions: menus, tool bar, palette, shortcuts page, key page and tests read these rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from argmap.app import (
    catalogue_argument,
    catalogue_arrange,
    catalogue_article,
    catalogue_file,
    catalogue_marks,
    catalogue_view,
)
from argmap.app.actions import Action, Text, marked
from argmap.app.catalogue_words import ALSO

MENUS: Mapping[str, Text] = {
    "file": marked("File"),
    "edit": marked("Edit"),
    "edit/copy": marked("Copy"),
    "argument": marked("Argument"),
    "marks": marked("Marks"),
    "marks/likelihood": marked("Likelihood"),
    "marks/confidence": marked("Confidence"),
    "article": marked("Article"),
    "arrange": marked("Arrange"),
    "arrange/nudge": marked("Move card"),
    "view": marked("View"),
    "view/panes": marked("Panes"),
    "view/colours": marked("Colours"),
    "go": marked("Go"),
    "go/extend": marked("Extend the selection"),
    "help": marked("Help"),
}
"""The menus in their order, by path: what stands after a "/" is a submenu, shown where its first row stands."""

_ROWS: tuple[Action, ...] = (
    *catalogue_file.ROWS,
    *catalogue_argument.ROWS,
    *catalogue_marks.ROWS,
    *catalogue_article.ROWS,
    *catalogue_arrange.ROWS,
    *catalogue_view.ROWS,
    *catalogue_view.GO,
)

ACTIONS: tuple[Action, ...] = tuple(replace(row, also=ALSO[row.id]) if row.id in ALSO else row for row in _ROWS)
"""All actions, those of one menu in the order of the menu."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


def full_title(action: Action) -> str:
    """The title with the menu before it where it does not speak for itself: "Confidence: Low", "Go: To the target"."""
    if "/" in action.menu or action.menu in ("marks", "go"):
        return f"{MENUS[action.menu]()}: {action.title()}"
    return action.title()


TOOL_BAR = (
    *("add-thesis", "add-premise", "add-counterpoint", "undercut", ""),
    *("undo", "redo", "", "arrange", "fit", "", "export"),
)
"""What the tool bar shows, by id; "" parts groups."""
