"""Whether the canvas shows what it should: compared with document and geometry, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.core.ids import Id
from argmap.graphviz.style import manner
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.canvas.overview import Overview
from argmap.layout.card import chip_text, face
from argmap.layout.tabs import tabs

if TYPE_CHECKING:
    from argmap.gui.canvas.scene import MapScene


def audit(scene: MapScene) -> list[str]:
    """The differences between a scene and the document and geometry of its session."""
    session = scene.bridge.session
    document, geometry = session.document, session.geometry
    found = []
    for name, shown, wanted in (
        ("claims", scene.claims.keys(), document.claims.keys()),
        ("relations", scene.relations.keys(), document.relations.keys()),
        ("chips", scene.chips.keys(), geometry.chips.keys()),
        ("groups", scene.groups.keys(), geometry.frames.keys()),
    ):
        if set(shown) != set(wanted):
            found.append(f"{name}: shown {sorted(map(str, shown))}, wanted {sorted(map(str, wanted))}")
    if found:
        return found
    return [*_claims(scene), *_relations(scene), *_others(scene), *_strangers(scene), *_overview(scene)]


def _claims(scene: MapScene) -> list[str]:
    session, found = scene.bridge.session, []
    cards, named = session.geometry.cards, tabs(session.document, session.geometry)
    for id, item in scene.claims.items():
        box = cards[id]
        if item.face != face(session.document, id):
            found.append(f"{id}: another face is shown")
        if item.box != box or (item.x(), item.y()) != (box.left, box.top):
            found.append(f"{id}: shown at {item.box} ({item.x()}, {item.y()}), wanted at {box}")
        if item.boundingRect().height() < box.height:
            found.append(f"{id}: its bounds are smaller than its card")
        if item.badges != scene.badges_of(id):
            found.append(f"{id}: other badges are shown")
        tab = named.get(id)
        if item.tab != tab:
            found.append(f"{id}: shown with the tab {item.tab}, wanted {tab}")
        if item.look.tabbed != (tab is not None and tab.group in session.selection):
            found.append(f"{id}: its tab is shown as selected: {item.look.tabbed}")
        if item.look.editing != (id == scene.editing):
            found.append(f"{id}: shown as edited: {item.look.editing}")
        if item.look.lifted or item.look.drop is not None:
            found.append(f"{id}: something of a gesture is left on it")
        if item.look.hidden != scene.folded.get(id, 0):
            found.append(f"{id}: shown with {item.look.hidden} hidden")
        found += _look(scene, id, item)
    return found


def _relations(scene: MapScene) -> list[str]:
    session, found = scene.bridge.session, []
    document, geometry = session.document, session.geometry
    for id, item in scene.relations.items():
        wanted = (manner(document, document.relations[id]), geometry.routes[id], geometry.junctions[id])
        if (item.manner, item.routes, item.junction) != wanted:
            found.append(f"{id}: other strokes are shown")
        if item.badge != scene.badge_of(id):
            found.append(f"{id}: another badge is shown")
        if item.ands != geometry.ands.get(id, ()):
            found.append(f"{id}: other words between premises are shown")
        if item.pos().manhattanLength() or item.opacity() != 1.0:
            found.append(f"{id}: shown elsewhere, or faintly")
        found += _look(scene, id, item)
    return found


def _others(scene: MapScene) -> list[str]:
    session, found = scene.bridge.session, []
    document, geometry = session.document, session.geometry
    for key, chip in scene.chips.items():
        wanted = (geometry.chips[key], chip_text(document, key[1]), manner(document, document.relations[key[0]]))
        if (chip.box, chip.text, chip.manner) != wanted or (chip.x(), chip.y()) != (chip.box.left, chip.box.top):
            found.append(f"{key}: another chip is shown")
        if chip.isVisible() == (key[0] in scene.hidden):
            found.append(f"{key}: shown and hidden at once")
    for id, frame in scene.groups.items():
        if (frame.title, frame.box) != (document.groups[id].title, geometry.frames[id]):
            found.append(f"{id}: another frame is shown")
    return found


def _look(scene: MapScene, id: Id, item: MapItem) -> list[str]:
    found = []
    if item.look.selected != (id in scene.bridge.session.selection):
        found.append(f"{id}: shown as selected: {item.look.selected}")
    if item.look.dimmed != (id in scene.dimmed):
        found.append(f"{id}: shown as dimmed: {item.look.dimmed}")
    if item.isVisible() == (id in scene.hidden):
        found.append(f"{id}: shown and hidden at once")
    return found


def _strangers(scene: MapScene) -> list[str]:
    items = sum(1 for item in scene.items() if isinstance(item, MapItem))
    known = len(scene.claims) + len(scene.chips) + len(scene.relations) + len(scene.groups)
    return [f"{items} items on the canvas, {known} known"] if items != known else []


def _overview(scene: MapScene) -> list[str]:
    """Whether what is drawn far out, followed change by change, is what would be drawn if it were made anew."""
    session = scene.bridge.session
    fresh = Overview()
    fresh.show(session.document, session.geometry, scene.hidden, scene.dimmed)
    fresh.settle()
    found = []
    for name, shown, wanted in zip(("cards", "strokes"), scene.overview().content(), fresh.content()):
        amiss = sorted(str(key) for key in shown.keys() | wanted.keys() if shown.get(key) != wanted.get(key))
        if amiss:
            found.append(f"far out, {name} are others than they should be: {amiss}")
    return found
