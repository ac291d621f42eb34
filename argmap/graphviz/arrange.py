"""Arranging with Graphviz: the cards' sizes go in, places and routes are read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Direction
from argmap.graphviz.curves import shortened
from argmap.graphviz.engine import Engine, EngineError, run
from argmap.graphviz.graph import free, whole_relations
from argmap.graphviz.sheet import names_of
from argmap.layout.card import size
from argmap.layout.frames import frames
from argmap.layout.geometry import HEAD, JUNCTION, Box, Geometry, Point, Route, box_at, by_relation, union
from argmap.text import tr

LAYOUTS = ("dot", "neato", "fdp", "sfdp", "twopi", "circo")

_INCH = 72.0

_FARTHEST = 1e6
"""How far from the origin an engine may place things, in inches."""


def arrange(
    document: Document,
    engine: Engine,
    layout: str,
    direction: Direction = "up",
    *,
    before: Mapping[Id, Point] | None = None,
    timeout: float = 30.0,
    cancelled: Callable[[], bool] | None = None,
) -> Geometry:
    """Where everything stands as a layout of Graphviz places it; EngineError where the engine fails.

    The whole is mirrored and shifted so that as little as possible moves of what stands at `before`: centres of
    cards, those of the placed claims where nothing else is said.
    """
    dot = free(document, layout, direction).to_string()
    picture = run(engine, dot, layout=layout, format="plain", timeout=timeout, cancelled=cancelled)
    relations = whole_relations(document)
    names = names_of(document, relations)
    places, curves = _read(picture.data.decode(errors="replace"), engine)
    wanted = chain(names.values(), _edges(document, relations, names))
    if missing := next((one for one in wanted if one not in places and one not in curves), None):
        lacks = missing if isinstance(missing, str) else " -> ".join(missing)
        what = tr("gave an arrangement that lacks {name}", name=lacks)
        raise EngineError(engine.name, 0, what, tr("try another engine"))
    if before is None:
        before = {id: Point(*claim.at) for id, claim in document.claims.items() if claim.at is not None}
    old = {names[id]: place for id, place in sorted(before.items()) if id in names}
    turn = _stillest({name: places[name] for name in old}, old, layout, direction)
    places = {name: turn(place) for name, place in places.items()}
    cards = {id: box_at(places[names[id]], *size(claim)) for id, claim in document.claims.items()}
    junctions = {id: places[names[id]] for id in relations}
    routes = list(_routes(document, relations, names, curves, turn))
    framed = frames(document, cards, {})
    reach = [Box(p.x, p.y, p.x, p.y) for route in routes for p in route.curve]
    rings = [box_at(centre, 2 * JUNCTION, 2 * JUNCTION) for centre in junctions.values()]
    bounds = union([*cards.values(), *framed.values(), *rings, *reach])
    return Geometry(cards=cards, junctions=junctions, routes=by_relation(routes), frames=framed, bounds=bounds)


Turn = Callable[[Point], Point]


def _read(plain: str, engine: Engine) -> tuple[dict[str, Point], dict[tuple[str, str], tuple[Point, ...]]]:
    """Centres of nodes and curves of edges from Graphviz's `plain` format, in points, y still upward.

    Numbers are in inches there; of names, ours alone, none holds a blank. EngineError where it is no such format.
    """
    places: dict[str, Point] = {}
    curves: dict[tuple[str, str], tuple[Point, ...]] = {}
    for line in plain.splitlines():
        words = line.split()
        try:
            if words[:1] == ["node"]:
                places[words[1]] = Point(_points(words[2]), _points(words[3]))
            elif words[:1] == ["edge"]:
                count = int(words[3])
                numbers = [_points(word) for word in words[4 : 4 + 2 * count]]
                if count < 2 or len(numbers) != 2 * count:
                    raise ValueError
                curves[words[1], words[2]] = tuple(map(Point, numbers[::2], numbers[1::2]))
        except (ValueError, IndexError):
            what = tr("gave an arrangement that cannot be read: {line}", line=line[:80])
            raise EngineError(engine.name, 0, what, tr("try another engine")) from None
    return places, curves


def _points(inches: str) -> float:
    """A number of inches in points; ValueError for what is none, or not to be believed."""
    number = float(inches)
    if not abs(number) <= _FARTHEST:
        raise ValueError
    return number * _INCH


def _edges(document: Document, relations: Iterable[Id], names: Mapping[Id, str]) -> Iterable[tuple[str, str]]:
    """The edges of which the strokes are made, from name to name."""
    for id in relations:
        relation = document.relations[id]
        for premise in relation.premises:
            yield names[premise], names[id]
        yield names[id], names[relation.target]


def _stillest(new: Mapping[str, Point], old: Mapping[str, Point], layout: str, direction: Direction) -> Turn:
    """How to lay the arrangement on the canvas: y downward, and of its mirrorings and shifts that which moves least.

    Without anything to keep to, it begins at the origin. dot is not mirrored along the way to the thesis.
    """
    across = direction in ("up", "down")
    sides = [(1, -1), (-1, -1), (1, 1), (-1, 1)]
    if layout == "dot":
        sides = [(1, -1), (-1, -1)] if across else [(1, -1), (1, 1)]
    best: tuple[float, int] | None = None
    found: Turn = _turn(*sides[0], 0, 0)
    for number, (x, y) in enumerate(sides if old else ()):
        gaps = [Point(old[name].x - x * new[name].x, old[name].y - y * new[name].y) for name in old]
        shift = Point(sum(gap.x for gap in gaps) / len(gaps), sum(gap.y for gap in gaps) / len(gaps))
        moved = sum((gap.x - shift.x) ** 2 + (gap.y - shift.y) ** 2 for gap in gaps)
        if best is None or (round(moved, 3), number) < best:
            best, found = (round(moved, 3), number), _turn(x, y, shift.x, shift.y)
    return found


def _turn(x: int, y: int, right: float, down: float) -> Turn:
    right, down = round(right), round(down)
    return lambda point: Point(round(x * point.x + right, 2), round(y * point.y + down, 2))


def _routes(
    document: Document,
    relations: Iterable[Id],
    names: Mapping[Id, str],
    curves: Mapping[tuple[str, str], tuple[Point, ...]],
    turn: Turn,
) -> Iterable[Route]:
    for id in relations:
        relation, ring = document.relations[id], names[id]
        for premise in dict.fromkeys(relation.premises):
            yield Route(id, premise, tuple(turn(point) for point in curves[names[premise], ring]))
        curve = tuple(turn(point) for point in curves[ring, names[relation.target]])
        yield Route(id, "", shortened(curve, HEAD), curve[-1])
