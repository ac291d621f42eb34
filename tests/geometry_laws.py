"""What every geometry has to keep, as functions that fail with a plain word about what does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import hypot

from argmap.core.document import Document
from argmap.core.graph import is_undercut
from argmap.core.roles import derive
from argmap.layout.geometry import HEAD, JUNCTION, Box, Geometry, Point, Route, union

NEAR = 1e-6
"""How far a number may be off by rounding, in units."""

STEPS = 8
"""Into how many straight pieces each curved piece of a route is broken to look at it."""


def flattened(route: Route) -> list[Point]:
    """Points along a route, close to each other where it is curved."""
    points = [route.curve[0]]
    for at in range(0, len(route.curve) - 3, 3):
        a, b, c, d = route.curve[at : at + 4]
        straight = (a.x == b.x == c.x == d.x) or (a.y == b.y == c.y == d.y)
        for step in range(STEPS, STEPS + 1) if straight else range(1, STEPS + 1):
            t = step / STEPS
            s = 1 - t
            points.append(
                Point(
                    s**3 * a.x + 3 * s * s * t * b.x + 3 * s * t * t * c.x + t**3 * d.x,
                    s**3 * a.y + 3 * s * s * t * b.y + 3 * s * t * t * c.y + t**3 * d.y,
                )
            )
    return points


def pieces(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    """The straight pieces between points."""
    return zip(points, points[1:])


def enters(a: Point, b: Point, box: Box) -> bool:
    """Whether the straight piece from a to b passes through the inside of a box (Liang and Barsky's clipping)."""
    low, high = 0.0, 1.0
    for start, delta, least, most in ((a.x, b.x - a.x, box.left, box.right), (a.y, b.y - a.y, box.top, box.bottom)):
        least, most = least + NEAR, most - NEAR
        if delta == 0:
            if not least < start < most:
                return False
            continue
        first, last = sorted(((least - start) / delta, (most - start) / delta))
        low, high = max(low, first), min(high, last)
    return low < high


def distance(point: Point, a: Point, b: Point) -> float:
    """How far a point is from the straight piece between a and b."""
    dx, dy = b.x - a.x, b.y - a.y
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length)) if length else 0.0
    return hypot(point.x - a.x - t * dx, point.y - a.y - t * dy)


def outside(point: Point, box: Box) -> float:
    """How far a point is from a box; 0 inside it."""
    return hypot(max(box.left - point.x, 0, point.x - box.right), max(box.top - point.y, 0, point.y - box.bottom))


def on_edge(point: Point, box: Box) -> bool:
    """Whether a point lies on an edge of a box."""
    within = box.grown(NEAR)
    inside = within.left <= point.x <= within.right and within.top <= point.y <= within.bottom
    at_edge = min(abs(point.x - box.left), abs(point.x - box.right), abs(point.y - box.top), abs(point.y - box.bottom))
    return inside and at_edge <= NEAR


def box_of(geometry: Geometry, relation: str, premise: str) -> Box:
    """The card, or the chip, that stands for a premise of a relation."""
    return geometry.chips.get((relation, premise)) or geometry.cards[premise]


def check_whole(document: Document, geometry: Geometry) -> None:
    """Every claim has its card, every repeat its chip, every relation its junction and its routes, and no more."""
    derived = derive(document)
    assert geometry.cards.keys() == document.claims.keys()
    assert geometry.junctions.keys() == document.relations.keys()
    wanted, chips, ands = [], set(), {}
    for relation in document.relations.values():
        premises = list(dict.fromkeys(relation.premises))
        wanted += [(relation.id, premise) for premise in premises] + [(relation.id, "")]
        chips |= {(relation.id, premise) for premise in premises if not derived.is_home(relation.id, premise)}
        if len(premises) > 1:
            ands[relation.id] = len(premises) - 1
    assert sorted((route.relation, route.premise) for route in geometry.all_routes()) == sorted(wanted)
    assert geometry.chips.keys() == chips
    assert {id: len(places) for id, places in geometry.ands.items()} == ands


def check_apart(geometry: Geometry, gap: float) -> None:
    """No card or chip comes closer to another than the gap."""
    boxes = sorted([*geometry.cards.values(), *geometry.chips.values()])
    for at, box in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other.left >= box.right + gap:
                break
            assert not box.grown(gap / 2 - NEAR).meets(other.grown(gap / 2 - NEAR)), f"{box} is too close to {other}"


def check_clear(geometry: Geometry) -> None:
    """No route passes under a card or chip."""
    boxes = [*geometry.cards.values(), *geometry.chips.values()]
    for route in geometry.all_routes():
        points = flattened(route)
        if route.tip is not None:
            points.append(route.tip)
        span = union([Box(p.x, p.y, p.x, p.y) for p in points]).grown(1)
        for box in boxes:
            if box.meets(span):
                for a, b in pieces(points):
                    assert not enters(a, b, box), f"{route.relation} {route.premise!r} passes under {box}"


def check_junctions(geometry: Geometry) -> None:
    """No junction touches a card, a chip, or another junction."""
    boxes = [*geometry.cards.values(), *geometry.chips.values()]
    rings = sorted(geometry.junctions.values())
    for at, ring in enumerate(rings):
        assert all(outside(ring, box) >= JUNCTION - NEAR for box in boxes), f"a card lies on the junction at {ring}"
        for other in rings[at + 1 :]:
            assert hypot(ring.x - other.x, ring.y - other.y) >= 2 * JUNCTION, f"junctions at {ring} and {other}"


def check_ends(document: Document, geometry: Geometry) -> None:
    """Every route begins and ends where it says."""
    drawn = {(route.relation, route.premise): flattened(route) for route in geometry.all_routes()}
    for route in geometry.all_routes():
        relation = document.relations[route.relation]
        ring, first, last = geometry.junctions[route.relation], route.curve[0], route.curve[-1]
        assert len(route.curve) % 3 == 1 and len(route.curve) >= 4
        if route.premise:
            assert route.tip is None
            assert on_edge(first, box_of(geometry, route.relation, route.premise))
            others = [drawn[route.relation, p] for p in relation.premises if p != route.premise]
            at_ring = abs(hypot(last.x - ring.x, last.y - ring.y) - JUNCTION) <= NEAR
            assert at_ring or any(distance(last, a, b) <= NEAR for points in others for a, b in pieces(points))
            continue
        assert abs(hypot(first.x - ring.x, first.y - ring.y) - JUNCTION) <= NEAR
        if route.tip is None:
            fellows = [
                drawn[other.id, ""]
                for other in document.relations.values()
                if other.target == relation.target and other.kind == relation.kind and other.id != relation.id
            ]
            assert any(distance(last, a, b) <= NEAR for points in fellows for a, b in pieces(points))
            continue
        head = hypot(route.tip.x - last.x, route.tip.y - last.y)
        assert abs(head - (0 if is_undercut(document, relation) else HEAD)) <= NEAR
        if relation.target in geometry.cards:
            assert on_edge(route.tip, geometry.cards[relation.target])
        else:
            goal = geometry.junctions[relation.target]
            assert abs(hypot(route.tip.x - goal.x, route.tip.y - goal.y) - JUNCTION) <= NEAR


def check_bounds(geometry: Geometry) -> None:
    """The bounds enclose everything."""
    outer = geometry.bounds.grown(NEAR)
    boxes = [*geometry.cards.values(), *geometry.chips.values(), *geometry.frames.values()]
    boxes += [Box(p.x, p.y, p.x, p.y).grown(JUNCTION) for p in geometry.junctions.values()]
    boxes += [Box(p.x, p.y, p.x, p.y) for r in geometry.all_routes() for p in (*flattened(r), r.tip or r.curve[0])]
    boxes += [Box(p.x, p.y, p.x, p.y) for p in chain.from_iterable(geometry.ands.values())]
    for box in boxes:
        assert (
            outer.left <= box.left and outer.top <= box.top and box.right <= outer.right and box.bottom <= outer.bottom
        )


def check_frames(document: Document, geometry: Geometry) -> None:
    """A frame encloses the cards of its group and of its subgroups, meets no other card, and cuts through no chip and
    no other frame."""
    groups = document.groups

    def within(group: str) -> set[str]:
        found, at = set(), group
        while at in groups and at not in found:
            found.add(at)
            at = groups[at].parent
        return found

    chips = geometry.chips.values()
    for id, frame in geometry.frames.items():
        for claim in document.claims.values():
            card = geometry.cards[claim.id]
            assert _holds(frame, card) if id in within(claim.group) else not frame.meets(card)
        assert all(_holds(frame, chip) or not frame.meets(chip) for chip in chips)
        for other in geometry.frames.values():
            assert _holds(frame, other) or _holds(other, frame) or not frame.meets(other)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def check(document: Document, geometry: Geometry, gap: float) -> None:
    """All of it."""
    check_whole(document, geometry)
    check_apart(geometry, gap)
    check_clear(geometry)
    check_junctions(geometry)
    check_ends(document, geometry)
    check_bounds(geometry)
    check_frames(document, geometry)


def crossings(geometry: Geometry) -> int:
    """How often strokes of different relations cross: their straight pieces, taken apart finely, meet inside both.

    Where strokes only touch, or run along each other, they do not cross.
    """
    cells: dict[tuple[int, int], list[tuple[Point, Point, str]]] = {}
    count = 0
    for route in geometry.all_routes():
        for a, b in pieces(flattened(route)):
            met: set[tuple[Point, Point, str]] = set()
            for x in range(int(min(a.x, b.x) // 100), int(max(a.x, b.x) // 100) + 1):
                for y in range(int(min(a.y, b.y) // 100), int(max(a.y, b.y) // 100) + 1):
                    cell = cells.setdefault((x, y), [])
                    met.update(other for other in cell if other[2] != route.relation)
                    cell.append((a, b, route.relation))
            count += sum(_cross(a, b, c, d) for c, d, _ in met)
    return count


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two straight pieces cross inside both."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> int:
    """1 or -1 as c lies to one side or the other of the way from a to b; 0 where it lies on it."""
    area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    return 0 if abs(area) < NEAR else 1 if area > 0 else -1
