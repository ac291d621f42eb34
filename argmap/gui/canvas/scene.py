"""The canvas: items that follow a session's document and geometry, and nothing of their own beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import inf

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from argmap.app.session import Step
from argmap.app.unfinished import doubt_word
from argmap.core.anchors import doubtful
from argmap.core.differing import altered
from argmap.core.document import Document
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.records import Kind
from argmap.core.roles import derive
from argmap.graphviz.style import Style, manner
from argmap.gui.bridge import Bridge
from argmap.gui.canvas import hitting, level
from argmap.gui.canvas.badges import Badge
from argmap.gui.canvas.claim_item import ChipItem, ClaimItem
from argmap.gui.canvas.group_item import GroupItem
from argmap.gui.canvas.hitting import Hit as Hit
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.canvas.overview import Overview
from argmap.gui.canvas.previews import Previews, box_rect
from argmap.gui.canvas.relation_item import RelationItem
from argmap.gui.canvas.tabbing import Tabs, may_differ
from argmap.gui.canvas.tails import tails
from argmap.gui.canvas.transition import Transition
from argmap.layout.card import chip_text, face
from argmap.layout.geometry import Box, Geometry, Route, union
from argmap.text import tr, trn

AROUND = 2000.0
"""How far beyond the map the canvas is indexed, so that not every card that is moved makes the index anew."""


class MapScene(QGraphicsScene):
    """Cards, chips, relations and frames of one session's map, kept equal to its document and geometry.

    All items stand side by side, none in another: Qt finds what is in view by an index of those only. `veiled` tells
    that other cards are hidden or dimmed.
    """

    veiled = Signal()

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
        self.editing: Id = ""
        """The claim whose text is being edited: its text is shown by the editor."""
        self.is_far = False
        """Whether the view shows the overview instead of the items."""
        self.previews = Previews(self)
        self.transition = Transition(self)
        self._overview = Overview()
        self._stale = True
        self._shown = Geometry()
        self._document = bridge.session.document
        self._selection: tuple[Id, ...] = ()
        self._indexed = Box(0, 0, 0, 0)
        self._pointing: dict[Id, Id] = {}
        self._tips: dict[Id, dict[Id, float]] = {}
        self._tabs = Tabs(self.claims)
        bridge.stepped.connect(self.sync)
        bridge.selected.connect(self.show_selection)
        self.rebuild()

    @property
    def geometry(self) -> Geometry:
        """What is shown."""
        return self._shown

    def rebuild(self) -> None:
        """Makes all items anew."""
        self.previews.clear()
        self.transition.finish()
        for items in (self.claims, self.chips, self.relations, self.groups):
            for item in items.values():
                self.removeItem(item)
            items.clear()
        self._shown, self._document = Geometry(), self.bridge.session.document
        self._pointing, self._tips = {}, {}
        self._follow()
        self.show_selection(self.bridge.session.selection)

    def sync(self, step: Step) -> None:
        """Follows a step of the session: touches what it put, and whatever derived row or geometry differs."""
        self.previews.clear()
        if step.what == "load":
            self.hidden, self.folded, self.dimmed = frozenset(), {}, frozenset()
            self.rebuild()
            return
        self.transition.finish()
        before = self._shown
        self._follow(step.change.puts.keys())
        self.show_selection(self.bridge.session.selection)
        self.transition.begin(before, self._shown, step)

    def _follow(self, touched: Collection[Id] = ()) -> None:
        before, old = self._document, self._shown
        document = self.bridge.session.document
        new = self.bridge.session.geometry
        self._document, self._shown = document, new
        dirty = set(touched)
        for id in [id for id in dirty if id in before.excerpts or id in document.excerpts]:
            dirty.update(d.excerpts[id].on for d in (before, document) if id in d.excerpts)
        were, are = doubtful(before), doubtful(document)
        dirty.update(id for id in were.keys() | are.keys() if were.get(id) is not are.get(id))
        changed = self._follow_claims(before, old, dirty)
        self._follow_relations(old, dirty)
        self._follow_chips(old, changed, dirty)
        self._follow_groups()
        if not touched or may_differ(before, document, touched, old, new):
            self._tabs.follow(document, new)
        for id, count in self.folded.items():
            self._look(id, hidden=count)
        self._index(new.bounds)
        self._refresh()

    def _follow_claims(self, before: Document, old: Geometry, dirty: set[Id]) -> set[Id]:
        """Shows all claims as they are now; gives those whose face may be another."""
        document, cards = self._document, self._shown.cards
        rows, known, items = derive(document).rows, derive(before).rows, self.claims
        for id in items.keys() - rows.keys():
            self.removeItem(items.pop(id))
        changed = {id for id in dirty if id in rows} | (rows.keys() - items.keys())
        changed |= {id for id in altered(known, rows) if known.get(id) != rows[id]}
        changed |= {id for id in altered(old.cards, cards) if old.cards.get(id) != cards[id]}
        for id in sorted(changed):
            item = items.get(id)
            if item is None:
                item = items[id] = ClaimItem(id, self.ink)
                self._add(item, id)
            item.show_face(face(document, id), cards[id], self.badges_of(id))
        return changed

    def _follow_relations(self, old: Geometry, dirty: set[Id]) -> None:
        document, new = self._document, self._shown
        relations, junctions, were = document.relations, new.junctions, old.junctions
        pointed: set[Id] = set()
        for id in self.relations.keys() - relations.keys():
            self.removeItem(self.relations.pop(id))
            pointed |= self._point(id, "", ())
        changed = {*altered(old.routes, new.routes), *altered(old.ands, new.ands), *(old.ands.keys() - new.ands.keys())}
        changed |= {id for id in altered(were, junctions) if were.get(id) != junctions[id]}
        changed |= {id for id in dirty if id in relations}
        changed |= relations.keys() - self.relations.keys()
        changed &= relations.keys()
        for id in sorted(changed):
            item = self.relations.get(id)
            if item is None:
                item = self.relations[id] = RelationItem(id, self.ink)
                self._add(item, id)
            found = new.routes[id]
            item.show_routes(manner(document, relations[id]), found, junctions[id], new.ands.get(id, ()))
            item.show_badge(self.badge_of(id))
            pointed |= self._point(id, relations[id].target, found)
        for claim in pointed & self.claims.keys():
            self.claims[claim].set_tips(tuple(sorted(self._tips[claim].values())))

    def _point(self, relation: Id, target: Id, routes: Iterable[Route]) -> set[Id]:
        """Takes note of where a relation's head ends on its target's lower edge; gives the claims concerned."""
        before = self._pointing.pop(relation, "")
        if before:
            self._tips[before].pop(relation, None)
        box = self._shown.cards.get(target)
        if box is None:
            return {before} - {""}
        self._pointing[relation] = target
        tips = self._tips.setdefault(target, {})
        for route in routes:
            if route.tip is not None and abs(route.tip.y - box.bottom) < 2:
                tips[relation] = route.tip.x - box.left
        return {before, target} - {""}

    def _follow_chips(self, old: Geometry, changed: set[Id], dirty: set[Id]) -> None:
        document, new = self._document, self._shown
        for key in [key for key in self.chips if key not in new.chips]:
            self.removeItem(self.chips.pop(key))
        for key, box in new.chips.items():
            chip = self.chips.get(key)
            if chip is None:
                chip = self.chips[key] = ChipItem(*key, self.ink)
                self._add(chip, key[0])
            elif key[1] not in changed and key[0] not in dirty and old.chips.get(key) == box:
                continue
            chip.show_text(chip_text(document, key[1]), manner(document, document.relations[key[0]]), box)

    def _follow_groups(self) -> None:
        frames = self._shown.frames
        for id in [id for id in self.groups if id not in frames]:
            self.removeItem(self.groups.pop(id))
        for id, box in frames.items():
            frame = self.groups.get(id)
            if frame is None:
                frame = self.groups[id] = GroupItem(id, self.ink)
                self._add(frame, id)
            frame.show_frame(self._document.groups[id].title, box)
        if self.hidden:
            self._show_frames()
            self._show_tails()

    def _add(self, item: MapItem, id: Id) -> None:
        """Puts an item on the canvas, hidden or dimmed as the claim or relation is that it belongs to."""
        item.set_look(dimmed=id in self.dimmed)
        if id in self.hidden:
            item.setVisible(False)
        self.addItem(item)

    def _index(self, bounds: Box) -> None:
        """Widens the part of the canvas that is indexed where the map has outgrown it."""
        if union((bounds, self._indexed)) != self._indexed:
            self._indexed = bounds.grown(AROUND)
            self.setSceneRect(box_rect(self._indexed))

    def badges_of(self, id: Id) -> tuple[Badge, ...]:
        """The badges of a claim's card."""
        badges: list[Badge] = []
        if count := self.folded.get(id):
            badges.append(Badge("folded", trn("{n} hidden", "{n} hidden", count)))
        if self._document.claims[id].note:
            badges.append(Badge("note", tr("note")))
        if excerpts := excerpts_on(self._document).get(id):
            badges.append(Badge("excerpts", f"¶ {len(excerpts)}"))
        if (doubt := doubtful(self._document).get(id)) is not None:
            badges.append(Badge("problem", f"! {doubt_word(doubt)}"))
        return tuple(badges)

    def badge_of(self, id: Id) -> Badge | None:
        """The badge at a relation's junction: for a doubt about its excerpts, for these, or for a note, as lines."""
        if doubtful(self._document).get(id) is not None:
            return Badge("problem", "!")
        if excerpts_on(self._document).get(id):
            return Badge("excerpts", "¶")
        return Badge("note", "") if self._document.relations[id].note else None

    # What is shown just now, beside the document.

    def item(self, id: Id) -> MapItem | None:
        """The item of a claim, relation or group."""
        return self.claims.get(id) or self.relations.get(id) or self.groups.get(id)

    def _look(self, id: Id, **parts: object) -> None:
        item = self.item(id)
        if item is not None:
            item.set_look(**parts)

    def show_selection(self, ids: tuple[Id, ...]) -> None:
        """Shows what is selected; the last id is the primary one."""
        for id in self._selection:
            if id not in ids:
                self._look(id, selected=False, focused=False)
                self._tabs.select(id, on=False)
        self._selection = ids
        for id in ids:
            self._look(id, selected=True)
            self._tabs.select(id, on=True)
        if self.is_far:
            self._paint_again()

    def set_focus_ring(self, id: Id) -> None:
        """Shows the ring of the keyboard focus round this card and no other; "" for none."""
        for other in (*self._selection, id):
            self._look(other, focused=other == id)

    def set_hidden(self, folded: Mapping[Id, int], hidden: Iterable[Id]) -> None:
        """Hides cards and relations; `folded` says on which card how many are hidden under it."""
        were, before = self.hidden, self.folded
        self.hidden, self.folded = frozenset(hidden), dict(folded)
        for id in (before.keys() | folded.keys()) & self.claims.keys():
            self.claims[id].set_badges(self.badges_of(id))
            self.claims[id].set_look(hidden=folded.get(id, 0))
        for id in were ^ self.hidden:
            if (item := self.item(id)) is not None:
                item.setVisible(id not in self.hidden)
        for (relation, _), chip in self.chips.items():
            if chip.isVisible() == (relation in self.hidden):
                chip.setVisible(relation not in self.hidden)
        self._show_frames()
        self._show_tails()
        self._refresh()
        self.veiled.emit()

    def _show_tails(self) -> None:
        """Leads those relations on to the head they share whose trunk a hidden relation would draw."""
        relations = self._document.relations
        trunks: dict[tuple[Id, Kind], list[Route]] = {}
        for id in self.hidden & relations.keys():
            trunk = [route for route in self.relations[id].routes if not route.premise]
            trunks.setdefault((relations[id].target, relations[id].kind), []).extend(trunk)
        for id, item in self.relations.items():
            others = trunks.get((relations[id].target, relations[id].kind)) if id not in self.hidden else None
            item.show_tails(tails(item.routes, others) if others else ())

    def _show_frames(self) -> None:
        """Hides the frames of groups of which no card is shown."""
        shown = {claim.group for claim in self._document.claims.values() if claim.group and claim.id not in self.hidden}
        for id, frame in self.groups.items():
            frame.setVisible(id in shown or not self.hidden)

    def set_dimmed(self, ids: Iterable[Id]) -> None:
        """Dims cards and relations: what is outside a focus or a search."""
        before, self.dimmed = self.dimmed, frozenset(ids)
        for id in before ^ self.dimmed:
            self._look(id, dimmed=id in self.dimmed)
        for (relation, _), chip in self.chips.items():
            chip.set_look(dimmed=relation in self.dimmed)
        self._refresh()
        self.veiled.emit()

    def set_style(self, style: Style) -> None:
        """Changes the colours."""
        self.ink = Ink(style)
        for items in (self.claims, self.chips, self.relations, self.groups):
            for item in items.values():
                item.set_ink(self.ink)
        self.previews.set_ink(self.ink)
        self._paint_again()

    def set_zoom(self, zoom: float) -> None:
        """Changes between cards and the overview."""
        self.is_far = zoom < level.BLOCKS

    def _paint_again(self) -> None:
        """Has the views painted anew; an update of the scene would hold up what its items have to tell."""
        for view in self.views():
            view.viewport().update()

    def _refresh(self) -> None:
        self._stale = True
        if self.is_far:
            self._paint_again()

    def prepare_overview(self, seconds: float) -> bool:
        """Works on the overview for about so long; says whether it is ready."""
        if self._stale:
            self._overview.show(self._document, self._shown, self.hidden, self.dimmed)
            self._stale = False
        return self._overview.settle(seconds)

    def overview(self) -> Overview:
        """The map as blocks and lines, as it is shown now."""
        self.prepare_overview(inf)
        self._overview.select(self.selected_boxes())
        return self._overview

    def selected_boxes(self) -> list[QRectF]:
        """Where the cards stand that are selected and shown."""
        cards = self._shown.cards
        boxes = [cards[id] for id in self._selection if id in cards and id not in self.hidden]
        return [QRectF(box.left, box.top, box.width, box.height) for box in boxes]

    # What is under the pointer.

    def hit(self, x: float, y: float, slack: float = 6.0) -> Hit:
        """What is under a point of the canvas; a relation within `slack` units of its strokes counts."""
        return hitting.hit(self, x, y, slack)

    def boxed(self, area: QRectF) -> list[Id]:
        """The claims whose cards lie in an area, at least in part, in reading order."""
        wanted = Box(area.left(), area.top(), area.right(), area.bottom())
        cards = self._shown.cards
        return [id for id in derive(self._document).order if id not in self.hidden and cards[id].meets(wanted)]

    def audit(self) -> list[str]:
        """The differences between what is shown and the session's document and geometry; none where all is well.

        What is still in motion is put where it belongs first.
        """
        from argmap.gui.canvas import auditing

        self.transition.finish()
        return auditing.audit(self)
