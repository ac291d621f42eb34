"""The tabs on the cards of a scene: followed only when a change may make them others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Group
from argmap.gui.canvas.claim_item import ClaimItem
from argmap.layout.geometry import Geometry
from argmap.layout.tabs import Tab, tabs


class Tabs:
    """Which tabs the cards among `items` bear."""

    def __init__(self, items: Mapping[Id, ClaimItem]) -> None:
        self._items = items
        self._shown: dict[Id, Tab] = {}
        self._groups: set[Id] = set()

    def follow(self, document: Document, geometry: Geometry) -> None:
        """Gives all cards the tabs that they bear where the map stands so."""
        before, self._shown = self._shown, tabs(document, geometry)
        self._groups = {tab.group for tab in self._shown.values()}
        for id in before.keys() | self._shown.keys():
            if (item := self._items.get(id)) is not None:
                item.set_tab(self._shown.get(id))

    def select(self, group: Id, *, on: bool) -> None:
        """Shows the tabs of a group as selected, or no more."""
        for id, tab in self._shown.items() if group in self._groups else ():
            if tab.group == group:
                self._items[id].set_look(tabbed=on)


def may_differ(before: Document, after: Document, touched: Collection[Id], old: Geometry, new: Geometry) -> bool:
    """Whether a change of these records, and how it lets the map stand, may give it other tabs."""
    if not before.groups and not after.groups:
        return False
    if old.frames != new.frames or old.routes != new.routes:  # tabs keep clear of heads
        return True
    return any(_says(before, id) != _says(after, id) for id in touched)


def _says(document: Document, id: Id) -> object:
    """What a record says of tabs: whether the claim is there, and in which group; all of a group."""
    record = document.get(id)
    if isinstance(record, Claim):
        return record.group
    return record if isinstance(record, Group) else None
