"""The canvas: items that follow a session's document and geometry, and nothing of their own beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsItemGroup, QGraphicsScene

from argmap.app.session import Step
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.graphviz.style import Manner, Style, manner
from argmap.gui.bridge import Bridge
from argmap.gui.canvas import level
from argmap.gui.canvas.claim_item import ChipItem, ClaimItem
from argmap.gui.canvas.group_item import GroupItem
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.overview_item import OverviewItem
from argmap.gui.canvas.relation_item import RelationItem
from argmap.layout.card import chip_text, face
from argmap.layout.geometry import JUNCTION, Box, Geometry, Point, Route
from argmap.text import tr

REACH = 4000.0
"""How far beyond the map the canvas goes on, in units."""


class Hit(NamedTuple):
    """What is under a point of the canvas.

    `kind`: `claim`, `chip`, `relation`, `handle` (of a claim, with its manner), `badge` (its text in `part`), `none`.
    `id` is the claim or relation; of a chip, `id` is the claim and `relation` the relation it stands under.
    """

    kind: str = "none"
    id: Id = ""
    relation: Id = ""
    manner: Manner | None = None
    part: str = ""


class MapScene(QGraphicsScene):
    """Cards, chips, relations and frames of one session's map, kept equal to its document and geometry."""

    def __init__(self, bridge: Bridge, style: Style) -> None:
        super().__init__()
        self.setObjectName("scene")
        self.bridge = bridge
        self.ink = Ink(style)
        self.claims: dict[Id, ClaimItem] = {}
        self.chips: dict[tuple[Id, Id], ChipItem] = {}
        self.relations: dict[Id, RelationItem] = {}
        self.groups: dict[Id, GroupItem] = {}
        self.hidden: frozenset[Id] = frozenset()
        self.folded: Mapping[Id, int] = {}
        self.dimmed: frozenset[Id] = frozenset()
        self._layer = Layer()
        self.addItem(self._layer)
        self._overview = OverviewItem(self.ink)
        self._overview.setVisible(False)
        self.addItem(self._overview)
        self._stale = True
        self._shown = Geometry()
        self._document = bridge.session.document
        self._routes: dict[Id, tuple[Route, ...]] = {}
        self._ands: dict[Id, tuple[Point, ...]] = {}
        self._selection: tuple[Id, ...] = ()
        bridge.stepped.connect(self.sync)
        bridge.selected.connect(self.show_selection)
        self.rebuild()

    @property
    def geometry(self) -> Geometry:
        """What is shown."""
        return self._shown

    def rebuild(self) -> None:
        """Makes all items anew."""
        for items in (self.claims, self.chips, self.relations, self.groups):
            for item in items.values():
                self.removeItem(item)
            items.clear()
        self._shown, self._document = Geometry(), self.bridge.session.document
        self._routes, self._ands = {}, {}
        self._follow(everything=True)

    def sync(self, step: Step) -> None:
        """Follows a step of the session: touches what it put, and whatever derived row or geometry differs."""
        if step.what == "load":
            self.hidden, self.folded, self.dimmed = frozenset(), {}, frozenset()
            self.rebuild()
        else:
            self._follow(touched=step.change.puts.keys())
        self.show_selection(self.bridge.session.selection)

    def _follow(self, touched: Iterable[Id] = (), *, everything: bool = False) -> None:
        before, old = self._document, self._shown
        document = self.bridge.session.document
        new = self.bridge.session.geometry
        self._document, self._shown = document, new
        routes, ands = _by_relation(new)
        old_rows, rows = derive(before).rows, derive(document).rows
        dirty = set(touched)
        for id in [id for id in dirty if id in before.excerpts or id in document.excerpts]:
            dirty.update(d.excerpts[id].on for d in (before, document) if id in d.excerpts)
        claims = document.claims
        for id in [id for id in self.claims if id not in claims]:
            self._drop(self.claims.pop(id))
        for id, row in rows.items():
            box = new.cards[id]
            item = self.claims.get(id)
            if item is None:
                item = self.claims[id] = ClaimItem(id, self.ink, self._layer)
            elif id not in dirty and not everything and old.cards.get(id) == box:
                known = old_rows.get(id)
                if known is row or known == row:
                    continue
            item.show_face(face(document, id), box)
            item.set_look(badges=self._badges(id))
        for id in [id for id in self.relations if id not in document.relations]:
            self._drop(self.relations.pop(id))
        for id, relation in document.relations.items():
            shown = self.relations.get(id)
            if shown is None:
                shown = self.relations[id] = RelationItem(id, self.ink, self._layer)
            elif id not in dirty and relation.target not in dirty and self._routes.get(id) == routes.get(id):
                if old.junctions.get(id) == new.junctions[id]:
                    continue
            shown.show_routes(manner(document, relation), routes.get(id, ()), new.junctions[id], ands.get(id, ()))
        self._routes, self._ands = routes, ands
        self._follow_chips(new)
        self._follow_groups(new)
        self._apply_visibility()
        bounds = new.bounds.grown(REACH)
        self.setSceneRect(bounds.left, bounds.top, bounds.width, bounds.height)
        self._stale = True
        self._refresh_overview()

    def _follow_chips(self, new: Geometry) -> None:
        document, rows = self._document, derive(self._document).rows
        for key in [key for key in self.chips if key not in new.chips]:
            self._drop(self.chips.pop(key))
        for key, box in new.chips.items():
            chip = self.chips.get(key)
            if chip is None:
                chip = self.chips[key] = ChipItem(*key, self.ink, self._layer)
            chip.show_text(chip_text(document, key[1]), rows[key[1]].role, box)

    def _follow_groups(self, new: Geometry) -> None:
        for id in [id for id in self.groups if id not in new.frames]:
            self._drop(self.groups.pop(id))
        for id, box in new.frames.items():
            frame = self.groups.get(id)
            if frame is None:
                frame = self.groups[id] = GroupItem(id, self.ink, self._layer)
            frame.show_frame(self._document.groups[id].title, box)

    def _drop(self, item: QGraphicsItem) -> None:
        self.removeItem(item)

    def _badges(self, id: Id) -> tuple[tuple[str, bool], ...]:
        document = self._document
        badges: list[tuple[str, bool]] = []
        if count := self.folded.get(id):
            badges.append((tr("▸ {n} hidden", n=count), False))
        if excerpts := excerpts_on(document).get(id):
            badges.append((f"¶ {len(excerpts)}", False))
        if document.claims[id].note:
            badges.append((tr("note"), False))
        return tuple(badges)

    # What is shown just now, beside the document.

    def show_selection(self, ids: tuple[Id, ...]) -> None:
        """Shows what is selected; the last id is the primary one."""
        for id in self._selection:
            self._look(id, selected=False)
        self._selection = ids
        for id in ids:
            self._look(id, selected=True)
        self._stale = True
        self._refresh_overview()

    def _look(self, id: Id, **parts: object) -> None:
        item = self.claims.get(id) or self.relations.get(id)
        if item is not None:
            item.set_look(**parts)

    def set_focus_ring(self, id: Id, on: bool) -> None:
        """Shows or hides the ring of the keyboard focus round a card."""
        if id in self.claims:
            self.claims[id].set_look(focused=on)

    def set_hover(self, id: Id, on: bool) -> None:
        """Shows or hides a card's handles."""
        if id in self.claims:
            self.claims[id].set_look(hovered=on)

    def set_hidden(self, folded: Mapping[Id, int], hidden: Iterable[Id]) -> None:
        """Hides cards and relations; `folded` says on which card how many are hidden under it."""
        changed = set(self.folded.keys() ^ folded.keys()) | {id for id in folded if self.folded.get(id) != folded[id]}
        self.hidden, self.folded = frozenset(hidden), dict(folded)
        for id in changed & self.claims.keys():
            self.claims[id].set_look(badges=self._badges(id), hidden=folded.get(id, 0))
        self._apply_visibility()
        self._stale = True
        self._refresh_overview()

    def set_dimmed(self, ids: Iterable[Id]) -> None:
        """Dims cards and relations: what is outside a focus or a search."""
        new = frozenset(ids)
        for id in self.dimmed ^ new:
            self._look(id, dimmed=id in new)
        self.dimmed = new
        for (relation, _), chip in self.chips.items():
            chip.set_look(dimmed=relation in new)
        self._stale = True
        self._refresh_overview()

    def set_style(self, style: Style) -> None:
        """Changes the colours."""
        self.ink = Ink(style)
        for items in (self.claims, self.chips, self.relations, self.groups):
            for item in items.values():
                item.set_ink(self.ink)
        self._overview.ink = self.ink
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Changes between cards and the overview."""
        far = zoom < level.BLOCKS
        if far != self._overview.isVisible():
            self._overview.setVisible(far)
            self._layer.setVisible(not far)
            self._refresh_overview()

    @property
    def is_overview(self) -> bool:
        """Whether blocks are shown instead of cards."""
        return self._overview.isVisible()

    def _apply_visibility(self) -> None:
        for items in (self.claims, self.relations):
            for id, item in items.items():
                if item.isVisibleTo(self._layer) == (id in self.hidden):
                    item.setVisible(id not in self.hidden)
        for (relation, _), chip in self.chips.items():
            chip.setVisible(relation not in self.hidden)
        for id, count in self.folded.items():
            if id in self.claims:
                self.claims[id].set_look(badges=self._badges(id), hidden=count)

    def _refresh_overview(self) -> None:
        if not self._stale or not self._overview.isVisible():
            return
        document = self._document
        roles = {id: row.role for id, row in derive(document).rows.items()}
        manners = {id: manner(document, relation) for id, relation in document.relations.items()}
        self._overview.show(self._shown, roles, manners, self.hidden, frozenset(self._selection), self.dimmed)
        self._stale = False

    # What is under the pointer.

    def hit(self, x: float, y: float, slack: float = 6.0) -> Hit:
        """What is under a point of the canvas; a relation within `slack` units of its strokes counts."""
        for item in self.items(QRectF(x - 16, y - 16, 32, 32)):
            if isinstance(item, ClaimItem) and not self.is_overview:
                if by := item.handle_at(x, y):
                    return Hit("handle", item.id, manner=by)
                if text := item.badge_at(x, y):
                    return Hit("badge", item.id, part=text)
        found = self._box_at(x, y)
        if found.kind != "none" or self.is_overview:
            return found
        best, nearest = Hit(), slack
        for item in self.items(QRectF(x - 16, y - 16, 32, 32)):
            if isinstance(item, RelationItem) and (distance := item.distance(x, y)) <= nearest:
                # A junction wins over the trunk that runs past it.
                at_junction = abs(item.junction.x - x) <= JUNCTION and abs(item.junction.y - y) <= JUNCTION
                best, nearest = Hit("relation", item.id), -1.0 if at_junction else distance
        return best

    def _box_at(self, x: float, y: float) -> Hit:
        if self.is_overview:
            for id, box in self._shown.cards.items():
                if id not in self.hidden and box.left <= x <= box.right and box.top <= y <= box.bottom:
                    return Hit("claim", id)
            return Hit()
        for item in self.items(QRectF(x - 0.5, y - 0.5, 1, 1)):
            if isinstance(item, ClaimItem) and item.scene_card().contains(x, y):
                return Hit("claim", item.id)
            if isinstance(item, ChipItem) and item.sceneBoundingRect().contains(x, y):
                return Hit("chip", item.id, item.relation)
        return Hit()

    def boxed(self, area: QRectF) -> list[Id]:
        """The claims whose cards lie in an area, at least in part, in reading order."""
        wanted = Box(area.left(), area.top(), area.right(), area.bottom())
        cards = self._shown.cards
        return [id for id in derive(self._document).order if id not in self.hidden and cards[id].meets(wanted)]

    # Whether it is what it should be.

    def audit(self) -> list[str]:
        """The differences between what is shown and the session's document and geometry; none where all is well."""
        session = self.bridge.session
        document, geometry = session.document, session.geometry
        routes, ands = _by_relation(geometry)
        found = []
        for name, shown, wanted in (
            ("claims", self.claims.keys(), document.claims.keys()),
            ("relations", self.relations.keys(), document.relations.keys()),
            ("chips", self.chips.keys(), geometry.chips.keys()),
            ("groups", self.groups.keys(), geometry.frames.keys()),
        ):
            if set(shown) != set(wanted):
                found.append(f"{name}: shown {sorted(map(str, shown))}, wanted {sorted(map(str, wanted))}")
        if found:
            return found
        for id, item in self.claims.items():
            if item.face != face(document, id):
                found.append(f"{id}: another face is shown")
            if item.box != geometry.cards[id] or (item.pos().x(), item.pos().y()) != geometry.cards[id].centre:
                found.append(f"{id}: shown at {item.box}, wanted at {geometry.cards[id]}")
            if item.look.selected != (id in session.selection):
                found.append(f"{id}: shown as selected: {item.look.selected}")
            if item.look.badges != self._badges(id):
                found.append(f"{id}: other badges are shown")
        for id, shown_relation in self.relations.items():
            wanted_parts = (manner(document, document.relations[id]), routes.get(id, ()), geometry.junctions[id])
            if (shown_relation.manner, shown_relation.routes, shown_relation.junction) != wanted_parts:
                found.append(f"{id}: other strokes are shown")
            if shown_relation.ands != ands.get(id, ()):
                found.append(f"{id}: other words between premises are shown")
        for key, chip in self.chips.items():
            if chip.box != geometry.chips[key] or chip.text != chip_text(document, key[1]):
                found.append(f"{key}: another chip is shown")
        items = sum(1 for item in self.items() if isinstance(item, ClaimItem | ChipItem | RelationItem | GroupItem))
        known = len(self.claims) + len(self.chips) + len(self.relations) + len(self.groups)
        if items != known:
            found.append(f"{items} items on the canvas, {known} known")
        return found


def _by_relation(geometry: Geometry) -> tuple[dict[Id, tuple[Route, ...]], dict[Id, tuple[Point, ...]]]:
    routes: dict[Id, list[Route]] = {}
    for route in geometry.routes:
        routes.setdefault(route.relation, []).append(route)
    ands: dict[Id, list[Point]] = {}
    for (relation, _), place in sorted(geometry.ands.items()):
        ands.setdefault(relation, []).append(place)
    return {id: tuple(r) for id, r in routes.items()}, {id: tuple(a) for id, a in ands.items()}


class Layer(QGraphicsItemGroup):
    """What holds all items of the map, so that they are shown or hidden at once; it takes no part in events."""

    def __init__(self) -> None:
        super().__init__()
        self.setHandlesChildEvents(False)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, True)

    def boundingRect(self) -> QRectF:
        return QRectF()
