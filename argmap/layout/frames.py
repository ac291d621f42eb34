"""Frames of groups: a box round a group's cards, where it can be drawn without cutting through what is not in it."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.layout.detour import Obstacles
from argmap.layout.geometry import Box, union
from argmap.layout.tree import Forest, Stand, Step

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


def make_room(document: Document, trees: Forest) -> None:
    """Gives each stand the innermost of its claim's groups that is one part of the map, for whose frame the arrangement
    leaves room; "" where there is none.

    A group is one part of the map if its claims are whole branches, of one tree or of neighbouring steps that bear on
    one target. This follows from the document alone, so that the same cards stand the same in every direction.
    """
    groups = document.groups
    if not groups:
        return
    chains = {id: _outward(document, id) for id in groups}
    members: dict[Id, list[Stand]] = {id: [] for id in groups}
    for stand in trees.stands:
        if stand.whole:
            for id in chains.get(stand.group, ()):
                members[id].append(stand)
    sizes = _sizes(trees)
    parts = {id for id in groups if members[id] and _is_one_part(members[id], sizes)}
    for stand in trees.stands:
        stand.group = next((id for id in chains.get(stand.group, ()) if id in parts), "")


def _outward(document: Document, group: Id) -> tuple[Id, ...]:
    """A group, the group it is part of, and so on."""
    found: list[Id] = []
    while group in document.groups and group not in found:
        found.append(group)
        group = document.groups[group].parent
    return tuple(found)


def _above(stand: Stand) -> Stand | None:
    """The card below which a stand hangs: its target, or the first premise of the step that it bears on."""
    if stand.step is None:
        return None
    target = stand.step.target
    return target.stands[0] if isinstance(target, Step) else target


def _sizes(trees: Forest) -> list[int]:
    """The number of cards in each stand's branch, by stand number."""
    sizes = [int(stand.whole) for stand in trees.stands]
    for stand in reversed(trees.stands):
        if (above := _above(stand)) is not None:
            sizes[above.number] += sizes[stand.number]
    return sizes


def _is_one_part(members: list[Stand], sizes: list[int]) -> bool:
    """Whether these cards are whole branches, of one tree or of neighbouring steps on one target."""
    numbers = {stand.number for stand in members}
    tops = [s for s in members if (above := _above(s)) is None or above.number not in numbers]
    if sum(sizes[stand.number] for stand in tops) > len(members):
        return False
    steps = list(dict.fromkeys(stand.step for stand in tops))
    first = steps[0]
    if first is None:
        return len(tops) == 1
    if any(step is None or step.target is not first.target for step in steps):
        return False
    beside = first.target.bearing
    at = beside.index(first)
    return beside[at : at + len(steps)] == steps and all(
        s.number in numbers for step in steps if step for s in step.stands
    )


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
