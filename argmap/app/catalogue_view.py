"""The rows of the menu View: what is shown, and how large."""

from __future__ import annotations

from argmap.app.actions import NO_HINT, Action, Focus, Text, marked, with_any
from argmap.core.graph import graph

MENU, COLOURS, PANES = "view", "view/colours", "view/panes"


def _can_fold(focus: Focus) -> bool:
    view = graph(focus.document)
    return any(view.on(id) for id in focus.claims)


def _has_relations(focus: Focus) -> bool:
    return bool(focus.document.relations)


def _has_claims(focus: Focus) -> bool:
    return bool(focus.document.claims)


def _colours(id: str, title: Text, theme: str, icon: str) -> Action:
    return Action(id, title, COLOURS, "view", icon=icon, where="window", toggles=True, setting=("theme", theme))


def _pane(id: str, title: Text, icon: str, setting: str = "", *, first: bool = False) -> Action:
    return Action(
        id,
        title,
        PANES,
        "view",
        icon=icon,
        where="window",
        separator_before=first,
        toggles=True,
        setting=(setting, True) if setting else None,
    )


ROWS = (
    Action("fit", marked("Fit the map"), MENU, "view", ("Ctrl+0",), icon="maximize", where="window"),
    Action("actual-size", marked("100 %"), MENU, "view", ("Ctrl+1",), icon="scan", where="window"),
    Action(
        "zoom-in",
        marked("Zoom in"),
        MENU,
        "view",
        ("Ctrl++", "Ctrl+="),
        icon="zoom-in",
        standard="ZoomIn",
        where="window",
    ),
    Action(
        "zoom-out", marked("Zoom out"), MENU, "view", ("Ctrl+-",), icon="zoom-out", standard="ZoomOut", where="window"
    ),
    Action(
        "fold",
        marked("Fold and unfold"),
        MENU,
        "view",
        ("Space",),
        icon="chevrons-down-up",
        hint=marked("Hides what bears on the selected claims; the card says how many"),
        released=True,
        separator_before=True,
        may=_can_fold,
    ),
    Action("fold-all", marked("Fold all"), MENU, "view", icon="fold-vertical", may=_has_relations),
    Action("unfold-all", marked("Unfold all"), MENU, "view", icon="unfold-vertical", may=_has_relations),
    Action(
        "focus",
        marked("Only what leads here and away"),
        MENU,
        "view",
        ("Ctrl+Shift+F",),
        icon="focus",
        hint=marked("Shows what the selection bears on and what bears on it, and hides the rest"),
        where="window",
        toggles=True,
    ),
    _pane("show-article", marked("Article"), "newspaper"),
    _pane("show-inspector", marked("Inspector"), "panel-right"),
    _pane("show-outline", marked("Outline"), "list-tree"),
    _pane("show-problems", marked("Problems"), "triangle-alert"),
    _pane("show-minimap", marked("Minimap"), "map", "show_minimap", first=True),
    _pane("show-legend", marked("Legend"), "list", "show_legend"),
    _colours("theme-system", marked("As the system"), "system", "monitor"),
    _colours("theme-light", marked("Light"), "light", "sun"),
    _colours("theme-dark", marked("Dark"), "dark", "moon"),
    Action(
        "full-screen",
        marked("Full screen"),
        MENU,
        "view",
        ("F11",),
        icon="expand",
        standard="FullScreen",
        where="window",
        separator_before=True,
        toggles=True,
    ),
)


def _go(id: str, title: Text, key: str, hint: Text = NO_HINT) -> Action:
    # With nothing selected the first step leads into the map.
    return Action(id, title, "go", "view", (key,), hint=hint, may=_has_claims)


def _extend(id: str, title: Text, key: str) -> Action:
    return Action(id, title, "go/extend", "view", (key,), may=with_any)


GO = (
    _go("go-target", marked("To the target"), "Left"),
    _go("go-bearing", marked("To the first that bears on it"), "Right"),
    _go("go-before", marked("To the one before"), "Up", marked("On the same target, then in reading order")),
    _go("go-after", marked("To the one after"), "Down", marked("On the same target, then in reading order")),
    Action(
        "go-relation",
        marked("To the relation by which it bears on its target"),
        "go",
        "view",
        ("Ctrl+Left",),
        hint=marked("Again: the next such relation"),
        may=with_any,
    ),
    Action("go-first", marked("To the first claim"), "go", "view", ("Home",), may=_has_claims),
    Action("go-last", marked("To the last claim"), "go", "view", ("End",), may=_has_claims),
    _extend("extend-target", marked("To the target"), "Shift+Left"),
    _extend("extend-bearing", marked("To the first that bears on it"), "Shift+Right"),
    _extend("extend-before", marked("To the one before"), "Shift+Up"),
    _extend("extend-after", marked("To the one after"), "Shift+Down"),
    Action(
        "back",
        marked("Back to what was selected before"),
        "go",
        "view",
        ("Ctrl+PgUp",),
        icon="arrow-left",
        where="window",
        separator_before=True,
    ),
    Action("forward", marked("Forward again"), "go", "view", ("Ctrl+PgDown",), icon="arrow-right", where="window"),
    Action(
        "next-unfinished",
        marked("Next unfinished"),
        "go",
        "view",
        ("F8",),
        icon="list-checks",
        hint=marked("Empty, in the author's words, no source, unanswered counterpoint, words lost in the source"),
        where="window",
        separator_before=True,
    ),
    Action("previous-unfinished", marked("Previous unfinished"), "go", "view", ("Shift+F8",), where="window"),
    Action(
        "next-pane",
        marked("Next pane"),
        "go",
        "view",
        ("F6",),
        hint=marked("The way out of the map, where Tab adds a premise"),
        where="window",
        separator_before=True,
    ),
    Action("previous-pane", marked("Previous pane"), "go", "view", ("Shift+F6",), where="window"),
)
