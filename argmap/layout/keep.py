"""Where a map stands as it is: placed cards where they were placed, the rest as the arrangement finds room for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple

from argmap.core.change import Change
from argmap.core.differing import altered
from argmap.core.document import Document, once
from argmap.core.graph import graph, target_claim
from argmap.core.ids import Id
from argmap.core.records import Claim, Direction, Group, MapInfo, Relation
from argmap.core.roles import derive
from argmap.layout.blocks import Branches, fill
from argmap.layout.card import size
from argmap.layout.chips import chips_below
from argmap.layout.columns import arrange
from argmap.layout.directions import is_sideways, turned_box, turned_size, upright_box
from argmap.layout.drawn import Drawn, Standing, framed
from argmap.layout.geometry import Box, Geometry, Point, union
from argmap.layout.obstacles import Obstacles
from argmap.layout.page import A4
from argmap.layout.pieces import is_free_way, piece
from argmap.layout.stood import move, stands_elsewhere, stood


def keep(
    document: Document, *, direction: Direction | Literal["auto"] = "up", page: tuple[float, float] = A4
) -> Geometry:
    """The geometry of a document: placed cards stand, the rest is arranged.

    `direction` and `page` matter only where nothing is placed at all.
    """
    if any(claim.at is not None for claim in document.claims.values()):
        return standing(document)
    return _still(document, arrange(document, direction=direction, page=page), direction).geometry


def standing(document: Document) -> Geometry:
    """The geometry of a document as the window shows it."""
    return _standing(document).geometry


class Cards(NamedTuple):
    """Where the cards of a document stand, by id, and the same boxes to look up by place."""

    boxes: Mapping[Id, Box]
    obstacles: Obstacles


def cards(document: Document) -> Cards:
    """Where the cards of a document stand, without drawing any strokes for that."""
    # Where the map is shown, this is known with all its strokes.
    found = _standing(document) if _standing.known(document) else stood(document)
    direction = document.info.direction
    if found.boxes and direction == "up":
        return Cards(found.boxes, found.obstacles)
    boxes = {id: turned_box(box, direction) for id, box in found.boxes.items()} or standing(document).cards
    return Cards(boxes, Obstacles(boxes.values()))


def room(before: Document, after: Document, change: Change) -> dict[Id, Point]:
    """Where the claims stand that nobody has placed, in the document after a change, without drawing any strokes."""
    missing = [claim for claim in after.claims.values() if claim.at is None]
    if not missing:
        return {}
    direction = after.info.direction
    # Where the map is shown, this is known with all its strokes; where it is not, nobody needs them.
    old = _standing(before) if _standing.known(before) else stood(before)
    boxes, obstacles = old.boxes.copy(), old.obstacles.copy()
    move(boxes, obstacles, change.puts.keys() if boxes else after.claims.keys(), after)
    fill(after, boxes, obstacles, {claim.id: turned_size(size(claim), direction) for claim in missing})
    return {claim.id: turned_box(boxes[claim.id], direction).centre for claim in missing}


def _carry(old: Standing, document: Document, change: Change) -> Standing | None:
    """Makes anew only what a change touches: pieces of cards that changed, and those whose strokes run near them."""
    puts = change.puts.values()
    if not old.boxes or any(isinstance(p.before, MapInfo) for p in puts):
        return None
    claims = [p for p in puts if isinstance(p.before, Claim) or isinstance(p.after, Claim)]
    relations = [r for p in puts for r in (p.before, p.after) if isinstance(r, Relation)]
    moved = {p.id for p in claims if stands_elsewhere(p.before, p.after)}
    is_reread = any(_reads_otherwise(p.before, p.after) for p in puts)
    if old.filled and (moved or is_reread):
        return None  # what nobody placed may go elsewhere now
    geometry = old.geometry
    if not moved and not is_reread:
        if any(isinstance(r, Group) or _group(p.before) != _group(p.after) for p in puts for r in (p.before, p.after)):
            return replace(old, geometry=framed(document, geometry))
        return old
    direction = document.info.direction
    claims_now = document.claims
    boxes, obstacles = old.boxes.copy(), old.obstacles.copy()
    if any(claims_now[id].at is None for id in moved if id in claims_now):
        return None
    areas = move(boxes, obstacles, moved, document)
    everything = old.everything.copy()
    move(old.boxes.copy(), everything, moved, document)
    dirty = _dirty(document, moved, relations, old, is_reread=is_reread)
    dirty.update(_watching(old, areas))
    bearing, sideways = graph(document).bearing, is_sideways(direction)
    chips: dict[Id, dict[tuple[Id, Id], Box]] = {}
    known: dict[Id, Collection[Box]] = {id: piece.chips.values() for id, piece in old.pieces.items() if piece.chips}
    branches = Branches(document, boxes, known)
    shifted: list[Box] = []
    rows = derive(document).rows
    # What stands below a card has to be known before its own chips: the deepest come first.
    queue = [(-rows[id].depth if id in rows else 0, id) for id in dirty]
    heapify(queue)
    while queue:
        _, id = heappop(queue)
        before = old.pieces[id].chips if id in old.pieces else {}
        after = chips_below(document, id, boxes, obstacles, branches, sideways=sideways) if id in boxes else {}
        chips[id], known[id] = after, after.values()
        if before != after:
            for above in _above(document, id, old):
                if above not in dirty:
                    dirty.add(above)
                    heappush(queue, (-rows[above].depth, above))
            for box in before.values():
                everything.remove(box)
            for box in after.values():
                everything.add(box)
            shifted += [*before.values(), *after.values()]
    for id in _watching(old, shifted) - dirty:
        dirty.add(id)
        chips[id] = dict(old.pieces[id].chips)
    drawn = Drawn.of(old)
    for id in moved:
        drawn.move(id, turned_box(boxes[id], direction) if id in boxes else None)
    pieces = {
        id: piece(document, id, boxes, chips[id], everything, sideways=sideways)
        for id in sorted(dirty)
        if id in boxes and id in bearing
    }
    drawn.renew(dirty, pieces, direction)
    return drawn.whole(document, boxes, obstacles, everything, frozenset())


def _watching(old: Standing, areas: list[Box]) -> set[Id]:
    """The cards whose pieces depend on what stands in one of these areas."""
    if not areas:
        return set()
    left, top, right, bottom = union(areas).grown(1)
    near = [id for id, (a, b, c, d) in old.watched.items() if a < right and c > left and b < bottom and d > top]
    grown = [area.grown(1) for area in areas]
    return {id for id in near if any(old.watched[id].meets(area) for area in grown)}


def _reads_otherwise(before: object, after: object) -> bool:
    """Whether the map may be read in another order by this change of a record, and so stand other cards as chips."""
    if isinstance(before, Claim) and isinstance(after, Claim):
        return before.main != after.main or before.order != after.order
    return any(isinstance(record, Claim | Relation) for record in (before, after))


def _group(record: object) -> Id:
    return record.group if isinstance(record, Claim) else ""


def _dirty(
    document: Document, moved: set[Id], relations: Iterable[Relation], old: Standing, *, is_reread: bool
) -> set[Id]:
    """The cards whose pieces have to be made anew; `is_reread` tells that the reading order may be another."""
    view = graph(document)
    dirty = set(moved)
    for relation in relations:
        dirty.update(relation.premises)
        dirty.add(relation.target)
    for id in list(dirty):
        for relation in view.of(id):
            dirty.add(target_claim(document, relation))
    dirty.update(target_claim(document, r) for r in relations)
    # Where a relation that is gone or turned elsewhere was drawn, only the old pieces know.
    dirty.update(old.hung[id] for r in relations for id in (r.id, r.target) if id in old.hung)
    if is_reread:
        dirty.update(_turned(document, relations, old))
    # Chips stand below the branches before them, so that a branch that grows moves those of all cards above.
    for id in list(dirty):
        dirty.update(_above(document, id, old))
    return dirty


def _above(document: Document, id: Id, old: Standing) -> Iterator[Id]:
    """The cards with chips in whose branch a card stands."""
    rows, seen = derive(document).rows, set[Id]()
    while id in rows and rows[id].via and id not in seen:
        seen.add(id)
        id = target_claim(document, document.relations[rows[id].via])
        if id in old.pieces and old.pieces[id].chips:
            yield id


def _turned(document: Document, relations: Iterable[Relation], old: Standing) -> Iterator[Id]:
    """The cards below which a claim is a chip that was a card, or the other way round: another relation leads to it."""
    rows, uses, known = derive(document).rows, graph(document).uses, old.geometry.chips
    # Only where a relation came or went, or the reading order is another, can that be so.
    for claim in {*altered(old.rows, rows), *(id for r in relations for id in r.premises)} & rows.keys():
        used = uses.get(claim, ())
        if any((rows[claim].via != r.id) != ((r.id, claim) in known) for r in used):
            yield from (target_claim(document, r) for r in used)


@once(carry=_carry)
def _standing(document: Document) -> Standing:
    direction, found = document.info.direction, stood(document)
    boxes, obstacles = found.boxes, found.obstacles
    if not boxes:
        return _still(document, arrange(document, direction=direction), direction)
    return _drawn(document, boxes, obstacles, _chips(document, boxes, obstacles), found.filled)


def _still(document: Document, arranged: Geometry, direction: Direction | Literal["auto"]) -> Standing:
    """An arrangement as it stands when its cards are placed where they are: only so does nothing move by that.

    Chips have no places that could be kept. Where one stands elsewhere beside placed cards, it stands there already.
    """
    unpinned = Standing(arranged, arranged.bounds, {}, {}, {}, {}, {}, Obstacles(), Obstacles(), frozenset())
    if not arranged.chips or direction != document.info.direction:
        return unpinned
    boxes = {id: upright_box(box, direction) for id, box in arranged.cards.items()}
    obstacles = Obstacles(boxes.values())
    chips = _chips(document, boxes, obstacles)
    found = {key: turned_box(box, direction) for below in chips.values() for key, box in below.items()}
    if found == arranged.chips:
        return unpinned
    # Only what is drawn to such a chip, or where it stands now, is drawn otherwise.
    shifted = {key: box for key, box in found.items() if arranged.chips[key] != box}
    stops, relations = Obstacles(shifted.values()), document.relations
    crossed = {id for id, some in arranged.routes.items() if not all(is_free_way(r, stops.is_free) for r in some)}
    dirty = {id for id, below in chips.items() if not shifted.keys().isdisjoint(below)}
    dirty |= {target_claim(document, relations[id]) for id in crossed}
    everything, sideways = _with_chips(obstacles, chips), is_sideways(direction)
    new = {id: piece(document, id, boxes, chips[id], everything, sideways=sideways) for id in sorted(dirty)}
    return replace(unpinned, geometry=framed(document, Drawn.arranged(arranged, found, new, direction)))


def _chips(document: Document, boxes: dict[Id, Box], obstacles: Obstacles) -> dict[Id, dict[tuple[Id, Id], Box]]:
    """Where the chips stand below each card on which something bears, in reading order."""
    bearing, sideways = graph(document).bearing, is_sideways(document.info.direction)
    order = [id for id in derive(document).order if id in bearing]
    found: dict[Id, dict[tuple[Id, Id], Box]] = {}
    known: dict[Id, Collection[Box]] = {}
    branches = Branches(document, boxes, known)
    for id in reversed(order):  # what stands below a card is known before its own
        found[id] = chips_below(document, id, boxes, obstacles, branches, sideways=sideways)
        known[id] = found[id].values()
    return {id: found[id] for id in order}


def _with_chips(obstacles: Obstacles, chips: Mapping[Id, Mapping[tuple[Id, Id], Box]]) -> Obstacles:
    everything = obstacles.copy()
    for found in chips.values():
        for box in found.values():
            everything.add(box)
    return everything


def _drawn(
    document: Document,
    boxes: dict[Id, Box],
    obstacles: Obstacles,
    chips: dict[Id, dict[tuple[Id, Id], Box]],
    filled: frozenset[Id],
) -> Standing:
    """All that is drawn of cards and chips that stand so."""
    direction = document.info.direction
    everything = _with_chips(obstacles, chips)
    drawn = Drawn({}, {}, {}, {id: turned_box(box, direction) for id, box in boxes.items()}, {}, {}, {}, {})
    for id, below in chips.items():
        drawn.take(id, piece(document, id, boxes, below, everything, sideways=is_sideways(direction)), direction)
    return drawn.whole(document, boxes, obstacles, everything, filled)
