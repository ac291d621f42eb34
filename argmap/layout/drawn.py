"""What is drawn of a map that stands: the pieces of its cards, put together and kept, so that a change touches few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, TypeVar

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Direction
from argmap.core.roles import Row, derive
from argmap.layout.directions import turned, turned_box
from argmap.layout.frames import frames
from argmap.layout.geometry import Box, Geometry, Point, Route, union
from argmap.layout.obstacles import Obstacles
from argmap.layout.pieces import Piece

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Standing:
    """A document's geometry, with what it is made of, so that the next one need not be made anew.

    `boxes` and `pieces` are as they would be with the thesis on top, `pieces` by the card they hang on; `obstacles`
    are the boxes, `everything` those and the chips, to look up by place; `filled` are the claims that nobody placed.
    All are empty where nothing is placed: the geometry is then the arrangement's own. `bounds` are the geometry's
    without the frames, `watched` the areas on which pieces depend, `hung` tells by the relation on which card's piece
    it is, and `rows` how the document is read.
    """

    geometry: Geometry
    bounds: Box
    boxes: dict[Id, Box]
    pieces: dict[Id, Piece]
    watched: dict[Id, Box]
    hung: dict[Id, Id]
    rows: Mapping[Id, Row]
    obstacles: Obstacles
    everything: Obstacles
    filled: frozenset[Id]


@dataclass
class Drawn:
    """What is drawn, while it is put together: the pieces of cards, and all that they consist of.

    `bounds` enclose what was drawn at first, `gone` and `come` are the boxes that went and came since.
    """

    pieces: dict[Id, Piece]
    watched: dict[Id, Box]
    hung: dict[Id, Id]
    cards: dict[Id, Box]
    chips: dict[tuple[Id, Id], Box]
    junctions: dict[Id, Point]
    routes: dict[Id, tuple[Route, ...]]
    ands: dict[Id, tuple[Point, ...]]
    bounds: Box | None = None
    gone: list[Box] = field(default_factory=list)
    come: list[Box] = field(default_factory=list)

    @classmethod
    def of(cls, old: Standing) -> Drawn:
        """What is drawn already, to be changed."""
        g = old.geometry
        shown = _copy(g.cards), _copy(g.chips), _copy(g.junctions), _copy(g.routes), _copy(g.ands)
        return cls(old.pieces.copy(), old.watched.copy(), old.hung.copy(), *shown, old.bounds)

    @classmethod
    def arranged(
        cls,
        arranged: Geometry,
        chips: dict[tuple[Id, Id], Box],
        pieces: Mapping[Id, Piece],
        direction: Direction,
    ) -> Geometry:
        """An arrangement with other chips, and these pieces in place of its own."""
        strokes = _copy(arranged.junctions), _copy(arranged.routes), _copy(arranged.ands)
        drawn = cls({}, {}, {}, _copy(arranged.cards), {}, *strokes, arranged.bounds)
        for id, piece in pieces.items():
            for relation in piece.junctions:
                points = [p for route in arranged.routes[relation] for p in route.curve]
                drawn.gone += [Box(p.x, p.y, p.x, p.y) for p in points]
                drawn.ands.pop(relation, None)
            drawn.gone += [arranged.chips[key] for key in piece.chips]
            drawn.take(id, piece, direction)
        drawn.chips = chips
        bounds = drawn.widened(arranged.bounds)
        found = Geometry(drawn.cards, chips, drawn.junctions, drawn.routes, drawn.ands, {}, arranged.bounds)
        return replace(found, bounds=_bounds(found) if bounds is None else bounds)

    def move(self, id: Id, box: Box | None) -> None:
        """Puts a card elsewhere, or takes it away."""
        if (before := self.cards.get(id)) is not None:
            self.gone.append(before)
        if box is not None:
            self.cards[id] = box
            self.come.append(box)
        else:
            self.cards.pop(id, None)

    def renew(self, dropped: Iterable[Id], pieces: Mapping[Id, Piece], direction: Direction) -> None:
        """Puts these pieces in place of those of the dropped cards.

        What is as it was stays the very same, and in its place, so that it is soon seen what differs.
        """
        chips = {key for piece in pieces.values() for key in piece.chips}
        relations = {id for piece in pieces.values() for id in piece.junctions}
        linked = {id for piece in pieces.values() for id in piece.ands}
        for id in dropped:
            if (gone := self.pieces.get(id)) is None:
                continue
            self.gone += _strokes(gone, direction)
            _forget(gone.chips.keys() - chips, self.chips)
            _forget(gone.junctions.keys() - relations, self.hung, self.junctions, self.routes)
            _forget(gone.ands.keys() - linked, self.ands)
            if id not in pieces:
                _forget([id], self.pieces, self.watched)
        for id, piece in pieces.items():
            self.take(id, piece, direction)

    def take(self, id: Id, new: Piece, direction: Direction) -> None:
        """Adds the piece of a card, turned to the map's direction."""
        self.pieces[id], self.watched[id] = new, new.watched
        self.hung.update(dict.fromkeys(new.junctions, id))
        self.come += _strokes(new, direction)
        shown = turned(Geometry({}, new.chips, new.junctions, new.routes, new.ands, {}, new.bounds), direction)
        _set(self.chips, shown.chips)
        _set(self.junctions, shown.junctions)
        _set(self.routes, shown.routes)
        _set(self.ands, shown.ands)

    def whole(
        self,
        document: Document,
        boxes: dict[Id, Box],
        obstacles: Obstacles,
        everything: Obstacles,
        filled: frozenset[Id],
    ) -> Standing:
        """All of it as the geometry of a document."""
        bounds = self._bounds(document.info.direction)
        shown = Geometry(self.cards, self.chips, self.junctions, self.routes, self.ands, {}, bounds)
        geometry = framed(document, shown)
        kept = self.pieces, self.watched, self.hung, derive(document).rows
        return Standing(geometry, bounds, boxes, *kept, obstacles, everything, filled)

    def _bounds(self, direction: Direction) -> Box:
        """The least box round all cards and strokes; all are gone through only where an edge went and none came."""
        if self.bounds is not None and (now := self.widened(self.bounds)) is not None:
            return now
        strokes = chain.from_iterable(_strokes(piece, direction) for piece in self.pieces.values())
        return union([*self.cards.values(), *strokes])

    def widened(self, bounds: Box) -> Box | None:
        """The bounds with what came since; None where an edge went and none came in its place."""
        now = union([bounds, *self.come])
        went = {side for box in self.gone for side in range(4) if box[side] == bounds[side]}
        return now if all(any(box[side] == now[side] for box in self.come) for side in went) else None


def _set(all: dict[K, V], new: Mapping[K, V]) -> None:
    for key, value in new.items():
        if all.get(key) != value:
            all[key] = value


def _forget(keys: Iterable[K], *all: dict[K, Any]) -> None:
    for one in all:
        for key in keys:
            one.pop(key, None)


def _copy(mapping: Mapping[K, V]) -> dict[K, V]:
    # A dictionary's own copy is quicker than making one of what it says.
    return mapping.copy() if isinstance(mapping, dict) else dict(mapping)


def _bounds(geometry: Geometry) -> Box:
    """The least box round all cards, chips and strokes, where every one of them has to be looked at."""
    routes = list(geometry.all_routes())
    points = [*geometry.junctions.values(), *chain.from_iterable(route.curve for route in routes)]
    points += (route.tip for route in routes if route.tip is not None)
    boxes = [*geometry.cards.values(), *geometry.chips.values()]
    if points:
        xs, ys = zip(*points)
        boxes.append(Box(min(xs), min(ys), max(xs), max(ys)))
    return union(boxes)


def _strokes(piece: Piece, direction: Direction) -> list[Box]:
    """The box round a piece's strokes, where it has any."""
    return [turned_box(piece.bounds, direction)] if piece.junctions else []


def framed(document: Document, geometry: Geometry) -> Geometry:
    """The geometry with the frames of the document's groups."""
    found = frames(document, geometry.cards, geometry.chips)
    if found == geometry.frames:
        return geometry
    return replace(geometry, frames=found, bounds=union([geometry.bounds, *found.values()]))
