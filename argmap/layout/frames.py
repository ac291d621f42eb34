"""Frames of groups: a box round a group's cards, where it can be drawn without cutting through what is not in it."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.layout.detour import Obstacles
from argmap.layout.geometry import Box, union

PADDINGS = ((10, 18), (4, 15))
"""Between a frame and what it holds, and the height of its title above that: what is tried, the roomiest first."""


def frames(document: Document, cards: Mapping[Id, Box], chips: Mapping[tuple[Id, Id], Box]) -> dict[Id, Box]:
    """The frame of every group that can have one, by the group's id.

    A group holds the cards of its claims and the frames of its subgroups, or their cards; chips that its frame would
    cut through are taken in. A group whose frame would meet another card, or cut through another frame, has none.
    """
    groups = document.groups
    if not groups:
        return {}
    content: dict[Id, list[Box]] = {id: [] for id in groups}
    mine: dict[Id, set[Box]] = {id: set() for id in groups}
    for id, claim in document.claims.items():
        if claim.group in groups and id in cards:
            content[claim.group].append(cards[id])
            mine[claim.group].add(cards[id])
    all_cards, all_chips = Obstacles(cards.values()), Obstacles(chips.values())
    found: dict[Id, Box] = {}
    for id in _inner_first(document):
        if content[id] and (frame := _frame(content[id], mine[id], all_cards, all_chips, found)):
            found[id] = frame
        parent = groups[id].parent
        if parent in groups and parent != id:
            content[parent] += [found[id]] if id in found else content[id]
            mine[parent] |= mine[id]
    return {id: found[id] for id in sorted(found)}


def _inner_first(document: Document) -> list[Id]:
    """The groups' ids, the most deeply nested first, then by id."""
    groups = document.groups

    def depth(id: Id) -> int:
        seen: set[Id] = set()
        while id in groups and id not in seen:
            seen.add(id)
            id = groups[id].parent
        return len(seen)

    return sorted(groups, key=lambda id: (-depth(id), id))


def _frame(
    content: list[Box], mine: set[Box], cards: Obstacles, chips: Obstacles, others: Mapping[Id, Box]
) -> Box | None:
    """The roomiest frame round these boxes that meets nothing foreign, or None."""
    for padding, title in PADDINGS:
        inner = union(content)
        while True:
            frame = inner.grown(padding)._replace(top=inner.top - padding - title)
            wider = union([inner, *chips.near(frame)])
            if wider == inner:
                break
            inner = wider
        foreign = any(card not in mine for card in cards.near(frame))
        if not foreign and not any(frame.meets(other) and other not in content for other in others.values()):
            return frame
    return None
