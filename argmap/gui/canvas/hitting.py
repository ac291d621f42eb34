"""What is under a point of the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt

from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.graphviz.style import Manner
from argmap.gui.canvas.claim_item import ChipItem, ClaimItem
from argmap.gui.canvas.group_item import GroupItem
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.canvas.relation_item import RelationItem
from argmap.layout.geometry import JUNCTION, Box

if TYPE_CHECKING:
    from argmap.gui.canvas.scene import MapScene

AROUND = 22.0
"""How far around a point things are looked for: handles and badges reach beyond their card."""

BAR = 15.0
"""How far above or below a card the bar reaches on which something is dropped as the one before or after it."""


class Hit(NamedTuple):
    """What is under a point of the canvas.

    `kind`: `claim`, `chip`, `relation`, `group`, `handle` (of a claim, with its manner), `badge` (of a claim or
    relation, its kind in `part`), `tab` (of a group, the claim on whose card it is in `part`), `bar` (beside the claim
    `id`, `before` or `after` it as `part` says), `none`. `id` is the claim, relation or group; of a chip, `id` is the
    claim and `relation` the relation it stands under.
    """

    kind: str = "none"
    id: Id = ""
    relation: Id = ""
    manner: Manner | None = None
    part: str = ""

    @property
    def whole(self) -> Hit:
        """The card, where it is a part of one that is hit."""
        if self.kind in ("handle", "badge"):
            return Hit("claim", self.id)
        return Hit("claim", self.part) if self.kind == "tab" else self


NOTHING = Hit()


def around(scene: MapScene, x: float, y: float, by: float = AROUND) -> list[MapItem]:
    """The items shown whose bounds come near a point, the topmost first."""
    mode = Qt.ItemSelectionMode.IntersectsItemBoundingRect
    found = scene.items(QRectF(x - by, y - by, 2 * by, 2 * by), mode, Qt.SortOrder.DescendingOrder)
    return [item for item in found if isinstance(item, MapItem) and item.isVisible()]


def hit(scene: MapScene, x: float, y: float, slack: float = 6.0) -> Hit:
    """What is under a point of the canvas; a relation within `slack` units of its strokes counts."""
    near = around(scene, x, y)
    if not scene.is_far:
        for item in near:
            if isinstance(item, ClaimItem) and (by := item.handle_at(x, y)) is not None:
                return Hit("handle", item.id, manner=by)
            if isinstance(item, ClaimItem | RelationItem) and (kind := item.badge_at(x, y)):
                return Hit("badge", item.id, part=kind)
            if isinstance(item, ClaimItem) and (group := item.tab_at(x, y)):
                return Hit("tab", group, part=item.id)
    for item in near:
        if isinstance(item, ClaimItem) and within(item.box, x, y):
            return Hit("claim", item.id)
        if isinstance(item, ChipItem) and within(item.box, x, y):
            return Hit("chip", item.id, item.relation)
    if scene.is_far:
        return NOTHING
    best, nearest = NOTHING, slack
    for item in near:
        if isinstance(item, RelationItem) and (distance := item.distance(x, y)) <= nearest:
            # A junction wins over the trunk that runs past it.
            at_ring = (item.junction.x - x) ** 2 + (item.junction.y - y) ** 2 <= JUNCTION**2
            best, nearest = Hit("relation", item.id), -1.0 if at_ring else distance
    if best is not NOTHING:
        return best
    for item in near:
        if isinstance(item, GroupItem) and item.on_title(x, y):
            return Hit("group", item.id)
    return NOTHING


def bar(scene: MapScene, x: float, y: float, without: frozenset[Id] = frozenset()) -> Hit:
    """The bar above or below a card on which a point of the open canvas lies; `without` these claims' own."""
    best, nearest = NOTHING, BAR
    for item in around(scene, x, y, BAR):
        if not isinstance(item, ClaimItem) or item.id in without:
            continue
        box = item.box
        if not box.left <= x <= box.right:
            continue
        if 0 <= (above := box.top - y) < nearest:
            best, nearest = Hit("bar", item.id, part="before"), above
        elif 0 <= (below := y - box.bottom) < nearest and is_leaf(scene, item.id):
            best, nearest = Hit("bar", item.id, part="after"), below
    return best


def is_leaf(scene: MapScene, claim: Id) -> bool:
    """Whether nothing stands below a card: what is right under it is then its end, not the beginning of a column."""
    return claim in scene.folded or not graph(scene.bridge.session.document).on(claim)


def within(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return box.left <= x <= box.right and box.top <= y <= box.bottom
