"""Where the cards of a placed map stand by themselves: with room for those that nobody placed, and without strokes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.ids import Id
from argmap.core.records import Claim, MapInfo
from argmap.layout.blocks import fill
from argmap.layout.card import size
from argmap.layout.directions import turned_size, upright_box
from argmap.layout.geometry import Box, Point, box_at
from argmap.layout.obstacles import Obstacles


@dataclass(frozen=True)
class Stood:
    """The cards of a standing document by themselves: see `drawn.Standing`."""

    boxes: dict[Id, Box]
    obstacles: Obstacles
    filled: frozenset[Id]


def _carry(old: Stood, document: Document, change: Change) -> Stood | None:
    """Moves only the boxes of the claims that a change touches; not where there are cards that nobody placed."""
    if not old.boxes or old.filled or any(isinstance(put.before, MapInfo) for put in change.puts.values()):
        return None
    claims = [p for p in change.puts.values() if isinstance(p.before, Claim) or isinstance(p.after, Claim)]
    moved = {put.id for put in claims if stands_elsewhere(put.before, put.after)}
    if any(isinstance(p.after, Claim) and p.after.at is None for p in claims):
        return None
    if not moved:
        return old
    boxes, obstacles = old.boxes.copy(), old.obstacles.copy()
    move(boxes, obstacles, moved, document)
    return Stood(boxes, obstacles, frozenset()) if boxes else None


@once(carry=_carry)
def stood(document: Document) -> Stood:
    """The cards of a document as they stand; none where nothing is placed."""
    claims, direction = document.claims, document.info.direction
    placed = [claim for claim in claims.values() if claim.at is not None]
    if not placed:
        return Stood({}, Obstacles(), frozenset())
    boxes = {c.id: upright_box(box_at(_point(c), *size(c)), direction) for c in placed}
    obstacles = Obstacles(boxes.values())
    known = set(boxes)
    fill(document, boxes, obstacles, {id: turned_size(size(c), direction) for id, c in claims.items() if c.at is None})
    return Stood(boxes, obstacles, frozenset(boxes.keys() - known))


def move(boxes: dict[Id, Box], obstacles: Obstacles, ids: Iterable[Id], document: Document) -> list[Box]:
    """Puts the boxes of these claims where they stand now; gives the areas where something changed."""
    areas: list[Box] = []
    for id in ids:
        if id in boxes:
            areas.append(boxes[id])
            obstacles.remove(boxes.pop(id))
        claim = document.claims.get(id)
        if claim is not None and claim.at is not None:
            boxes[id] = upright_box(box_at(_point(claim), *size(claim)), document.info.direction)
            areas.append(boxes[id])
            obstacles.add(boxes[id])
    return areas


def stands_elsewhere(before: object, after: object) -> bool:
    """Whether a card comes, goes, or stands otherwise by this change of a record."""
    if not isinstance(before, Claim) or not isinstance(after, Claim):
        return True
    return before.at != after.at or size(before) != size(after)


def _point(claim: Claim) -> Point:
    assert claim.at is not None
    return Point(*claim.at)
