"""The rows of the menu Arrange: where cards stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.app.actions import Action, Focus, Text, marked
from argmap.app.navigation import branch
from argmap.core.change import Change
from argmap.core.ids import Id
from argmap.core.records import Direction
from argmap.edit import about, claims
from argmap.layout.geometry import Geometry
from argmap.text import tr

MENU = "arrange"

NUDGE = 8
"""How far a card is moved by one key, in units."""


def place_of(focus: Focus, claim: Id) -> tuple[float, float] | None:
    """Where a claim's card stands: at its place, or where it is shown."""
    at = focus.document.claims[claim].at
    if at is not None:
        return at
    box = focus.geometry.cards.get(claim) if focus.geometry is not None else None
    return None if box is None else box.centre


def nudge(focus: Focus, dx: int, dy: int) -> Change | None:
    """Moves the cards of the selected claims; all others are pinned where they are shown, so that they stay."""
    if not _has_places(focus):
        return None
    moved = set(focus.claims)
    places: dict[Id, tuple[float, float]] = {}
    for id in focus.document.claims:
        at = place_of(focus, id)
        if at is not None:
            places[id] = (at[0] + dx, at[1] + dy) if id in moved else at
    return _placed(focus, places, tr("Move card"))


def arrange(focus: Focus, direction: Direction | None = None) -> Change | None:
    """Finds places for all cards anew, with the thesis at another side where a direction is given."""
    document = focus.document
    turned = None if direction is None else about.set_info(document, direction=direction)
    if turned is not None:
        focus = replace(focus, document=document.apply(turned))
    found = _arranged(focus)
    placed = _placed(focus, {id: box.centre for id, box in found.cards.items()}, tr("Arrange"))
    if turned is None or placed is None:
        return turned or placed
    return replace(turned.then(placed), label=tr("Arrange"))


def arrange_branch(focus: Focus) -> Change | None:
    """Arranges what bears on the primary claim; its card stays, and so do all cards of other branches."""
    top = focus.one
    at = place_of(focus, top) if top in focus.document.claims else None
    if at is None:
        return None
    cards = _arranged(focus).cards
    new = cards[top].centre
    dx, dy = at[0] - new.x, at[1] - new.y
    inside = set(branch(focus.document, top)) - {top}
    places: dict[Id, tuple[float, float]] = {}
    for id in focus.document.claims:
        stands = (cards[id].centre.x + dx, cards[id].centre.y + dy) if id in inside else place_of(focus, id)
        if stands is not None:
            places[id] = stands
    return _placed(focus, places, tr("Arrange branch")) if _moves(focus, places, inside) else None


def _moves(focus: Focus, places: Mapping[Id, tuple[float, float]], ids: Iterable[Id]) -> bool:
    claims = focus.document.claims
    return any((round(places[id][0]), round(places[id][1])) != claims[id].at for id in ids)


def _arranged(focus: Focus) -> Geometry:
    # It measures all texts with tables of its own: not for every start of the command line.
    from argmap.layout.columns import arrange as columns

    document = focus.document
    return columns(document, direction=document.info.direction, page=focus.page, before=focus.geometry)


def _placed(focus: Focus, places: Mapping[Id, tuple[float, float]], label: str) -> Change | None:
    change = claims.place(focus.document, places)
    return None if change is None else replace(change, label=label)


def _has_places(focus: Focus) -> bool:
    """Whether it is known of a selected claim where its card stands."""
    return any(place_of(focus, id) is not None for id in focus.claims)


def _has_claims(focus: Focus) -> bool:
    return bool(focus.document.claims)


def _one_branch(focus: Focus) -> bool:
    return focus.one in focus.document.claims and len(branch(focus.document, focus.one)) > 1


def _towards(id: str, title: Text, direction: Direction, icon: str, *, first: bool = False) -> Action:
    return Action(
        id,
        title,
        MENU,
        command=lambda f: arrange(f, direction),
        icon=icon,
        separator_before=first,
        toggles=True,
        checked=lambda f: f.document.info.direction == direction,
        may=lambda f: _has_claims(f) or f.document.info.direction != direction,
    )


def _nudge(id: str, title: Text, key: str, dx: int, dy: int) -> Action:
    return Action(
        id,
        title,
        "arrange/nudge",
        keys=(key,),
        command=lambda f: nudge(f, dx * NUDGE, dy * NUDGE),
        may=_has_places,
    )


ROWS = (
    Action(
        "arrange",
        marked("Arrange"),
        MENU,
        keys=("F9",),
        command=arrange,
        icon="layout-grid",
        hint=marked("Finds places for all cards; the selected one keeps its spot on the screen"),
        where="window",
        may=_has_claims,
    ),
    Action(
        "arrange-branch",
        marked("Arrange branch"),
        MENU,
        keys=("Shift+F9",),
        command=arrange_branch,
        icon="network",
        hint=marked("Only what bears on the selected claim"),
        may=_one_branch,
    ),
    _towards("arrange-up", marked("Thesis on top"), "up", "panel-top", first=True),
    _towards("arrange-down", marked("Thesis at the bottom"), "down", "panel-bottom"),
    _towards("arrange-left", marked("Thesis at the left"), "left", "panel-left"),
    _towards("arrange-right", marked("Thesis at the right"), "right", "panel-right"),
    Action(
        "arrange-with-graphviz",
        marked("Arrange with Graphviz"),
        MENU,
        "view",
        icon="waypoints",
        where="window",
        separator_before=True,
        may=_has_claims,
    ),
    Action(
        "arrange-as-i-go",
        marked("Arrange as I go"),
        MENU,
        "view",
        where="window",
        toggles=True,
        setting=("arrange_as_i_go", True),
    ),
    _nudge("nudge-up", marked("Up"), "Ctrl+Shift+Up", 0, -1),
    _nudge("nudge-down", marked("Down"), "Ctrl+Shift+Down", 0, 1),
    _nudge("nudge-left", marked("Left"), "Ctrl+Shift+Left", -1, 0),
    _nudge("nudge-right", marked("Right"), "Ctrl+Shift+Right", 1, 0),
)
