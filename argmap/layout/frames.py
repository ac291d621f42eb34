"""Frames of groups: a box round a group's cards, where it can be drawn without cutting through what is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.layout.geometry import JUNCTION, Box, Point, Route, box_at, union
from argmap.layout.measure import advance
from argmap.layout.obstacles import Obstacles
from argmap.layout.tree import Forest, Stand, Step

PADDING, TITLE = 10, 18
"""Between a frame and its cards, and the height of its title above that."""

TITLE_SIZE = 11
"""The size of its text."""

TIGHT_PADDING, TIGHT_TITLE = 4, 15
"""The same where there is little room; its junctions then lie outside the frame, or on it."""

BESIDE = 4
"""How far a frame is from its junctions at the sides: it runs between them and the trunk they hang on."""

ABOVE = (12, 24, 38)
"""How far it is from junctions below its title: trunks may run there, and not through the title."""


def frames(
    document: Document,
    cards: Mapping[Id, Box],
    chips: Mapping[tuple[Id, Id], Box],
    junctions: Mapping[Id, Point] | None = None,
    routes: Iterable[Route] = (),
) -> dict[Id, Box]:
    """The frame of every group that can have one, by the group's id.

    A group holds the cards of its claims and the frames of its subgroups, or their cards; chips that its frame would
    cut through are taken in, and so, where there is room, are the `junctions` of its own steps; of the `routes` none
    shall run through the title. A group whose frame would meet another card, or cut through another frame, has none.
    """
    groups = document.groups
    if not groups:
        return {}
    chains = {id: _outward(document, id) for id in groups}
    mine: dict[Id, dict[Id, Box]] = {id: {} for id in groups}
    rings: dict[Id, list[Box]] = {id: [] for id in groups}
    for id, claim in document.claims.items():
        for group in chains.get(claim.group, ()) if id in cards else ():
            mine[group][id] = cards[id]
    for relation in document.relations.values():
        first = document.claims.get(relation.premises[0]) if relation.premises else None
        if junctions and relation.id in junctions and first is not None:
            for group in chains.get(first.group, ()):
                if all(p in mine[group] and (relation.id, p) not in chips for p in relation.premises):
                    rings[group].append(box_at(junctions[relation.id], 2 * JUNCTION, 2 * JUNCTION))
    all_cards, all_chips, strokes = Obstacles(cards.values()), Obstacles(chips.values()), Obstacles(_pieces(routes))
    found: dict[Id, Box] = {}
    for id in sorted(groups, key=lambda id: (-len(chains[id]), id)):  # inner ones first
        if not mine[id]:
            continue
        within = {other: found[other] for other in found if id in chains[other]}
        content = [*mine[id].values(), *within.values()]
        others = [frame for other, frame in found.items() if other not in within]
        own = set(mine[id].values())
        tries = [_frame(content, rings[id], PADDING, above, TITLE, all_chips) for above in ABOVE if rings[id]]
        tries.append(_frame(content, [], PADDING, 0, TITLE, all_chips))
        tries.append(_frame(content, [], TIGHT_PADDING, 0, TIGHT_TITLE, all_chips))
        good = [
            frame
            for frame in tries
            if all_cards.is_free_but_for(own, frame) and not any(frame.meets(other) for other in others)
        ]
        if good:
            length = PADDING + advance(groups[id].title, TITLE_SIZE, "semibold")
            found[id] = next((f for f in good if strokes.is_free(_title(f, length))), good[0])
    return {id: found[id] for id in sorted(found)}


def _title(frame: Box, length: float) -> Box:
    """Where a frame's title stands, so long."""
    return Box(frame.left, frame.top + 1, min(frame.right, frame.left + length), frame.top + TIGHT_TITLE)


def _pieces(routes: Iterable[Route]) -> Iterator[Box]:
    """The pieces of routes as flat boxes."""
    for route in routes:
        for a, b in zip(route.curve[::3], route.curve[3::3]):
            yield Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))


def _frame(content: list[Box], rings: list[Box], padding: float, above: float, title: float, chips: Obstacles) -> Box:
    """The frame round boxes and junctions, and round the chips that it would cut through."""
    inner = union(content)
    while True:
        frame = inner.grown(padding)
        if rings:
            around = union(rings)
            frame = union([frame, around.grown(BESIDE), around._replace(top=around.top - above)])
        frame = frame._replace(top=frame.top - title)
        wider = union([inner, *chips.near(frame)])
        if wider == inner:
            return frame
        inner = wider


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
