"""A map of twelve claims that has one of everything a picture can show, with a geometry made by hand."""

from __future__ import annotations

from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Group, Kind, MapInfo, Relation, Source
from argmap.layout.card import size
from argmap.layout.geometry import HEAD, JUNCTION, Box, Geometry, Point, Route, box_at, by_relation, straight, union

DOCUMENT = Document(
    [
        MapInfo(title="Should the centre be closed to cars?", authors=("A. Analyst",), language="en"),
        Claim(id="c0", text="The centre should be closed to private cars.", main=True),
        Claim(
            id="c1",
            text="Closing one street halved its nitrogen dioxide within a month.",
            basis="evidence",
            likelihood=0.9,
            confidence="high",
        ),
        Claim(id="c2", text="What one street shows, all of them would show.", implicit=True, basis="assumption"),
        Claim(id="c3", text="The month was windier than any other that year.", by=("The traders’ union",)),
        Claim(id="c4", text="The reference streets felt the same wind & stayed as they were."),
        Claim(id="c5", text="Traders would lose a tenth of their custom.", by=("The traders’ union",), likelihood=0.3),
        Claim(id="c6", text="Custom fell by a tenth on the closed street.", basis="testimony"),
        Claim(id="c7", text="It had come back before the year was out.", basis="evidence"),
        Claim(id="c8", text="Fewer cars make the walk to school safe.", group="g0"),
        Claim(id="c9", text="Two of three children here live within a <kilometre> of their school.", group="g0"),
        Claim(id="c10", text="שלום, a line that runs from right to left", group="g0"),
        Claim(id="c11", text="The buses are clean already; 日本語 and emoji 🚲 too."),
        Relation(id="r0", kind=Kind.SUPPORT, premises=("c1", "c2"), target="c0", order="a0"),
        Relation(id="r1", kind=Kind.ATTACK, premises=("c3",), target="r0", order="a0"),
        Relation(id="r2", kind=Kind.ATTACK, premises=("c4",), target="r1", order="a0"),
        Relation(id="r3", kind=Kind.SUPPORT, premises=("c8",), target="c0", order="a1"),
        Relation(id="r4", kind=Kind.SUPPORT, premises=("c9",), target="c8", order="a0"),
        Relation(id="r5", kind=Kind.SUPPORT, premises=("c10",), target="r3", order="a0"),
        Relation(id="r6", kind=Kind.ATTACK, premises=("c5",), target="c0", order="a2"),
        Relation(id="r7", kind=Kind.SUPPORT, premises=("c6",), target="c5", order="a0"),
        Relation(id="r8", kind=Kind.ATTACK, premises=("c7",), target="c5", order="a1"),
        Relation(id="r9", kind=Kind.ATTACK, premises=("c1",), target="c6", order="a0"),
        Source(id="s0", title="The air we breathe", url="https://air.example/report?a=1&b=2"),
        Excerpt(id="x0", on="c1", source="s0", exact="halved"),
        Group(id="g0", title="The way to school"),
    ]
)

_WIDE = 232.0
_LEFT = {"c0": 300, "c1": 0, "c2": 0, "c3": 40, "c4": 80, "c8": 330, "c10": 390, "c9": 330, "c5": 680, "c6": 720}
_TOP = {"c0": 0, "c1": 150, "c2": 274, "c3": 390, "c4": 510, "c8": 190, "c10": 320, "c9": 450, "c5": 150, "c6": 280}
_LEFT["c7"], _TOP["c7"] = 720, 450


def geometry(document: Document = DOCUMENT) -> Geometry:
    """Where the sample's things stand: strokes of every manner, a bracket, a chip, undercuts of undercuts, a frame."""
    cards = {}
    for id in document.claims:
        width, height = size(document.claims[id])
        left, top = _LEFT.get(id, 1000), _TOP.get(id, 150)
        cards[id] = Box(left, top, left + width, top + height)
    linked = Point(-16.0, 262.0)
    junctions = {
        "r0": linked,
        "r1": Point(24.0, cards["c3"].centre.y),
        "r2": Point(64.0, cards["c4"].centre.y),
        "r3": Point(446.0, 160.0),
        "r4": Point(446.0, 420.0),
        "r5": Point(374.0, cards["c10"].centre.y),
        "r6": Point(796.0, 120.0),
        "r7": Point(704.0, cards["c6"].centre.y),
        "r8": Point(704.0, cards["c7"].centre.y),
        "r9": Point(744.0, 395.0),
    }
    chips = {("r9", "c1"): Box(744.0 + 15, 383.0, 744.0 + 15 + _WIDE, 407.0)}
    routes = [
        _premise("r0", "c1", Point(0, cards["c1"].centre.y), Point(-5, cards["c1"].centre.y), Point(-5, 262), linked),
        _premise("r0", "c2", Point(0, cards["c2"].centre.y), Point(-5, cards["c2"].centre.y), Point(-5, 262)),
        _target("r0", Point(-16, 262), Point(-16, 120), Point(380, 120), Point(380, cards["c0"].bottom)),
    ]
    for relation, claim in (("r1", "c3"), ("r2", "c4"), ("r5", "c10"), ("r7", "c6"), ("r8", "c7")):
        box = cards[claim]
        routes.append(_premise(relation, claim, Point(box.left, box.centre.y), junctions[relation]))
    routes += [
        _target("r1", junctions["r1"], Point(-16, junctions["r1"].y), Point(-16, 262 + JUNCTION)),
        _target("r2", junctions["r2"], Point(24, junctions["r2"].y), Point(24, junctions["r1"].y + JUNCTION)),
        _premise("r3", "c8", Point(446, cards["c8"].top), junctions["r3"]),
        _target("r3", junctions["r3"], Point(446, cards["c0"].bottom)),
        _premise("r4", "c9", Point(446, cards["c9"].top), junctions["r4"]),
        _target("r4", junctions["r4"], Point(446, cards["c8"].bottom)),
        _target("r5", junctions["r5"], Point(310, junctions["r5"].y), Point(310, 160), Point(446 - JUNCTION, 160)),
        _premise("r6", "c5", Point(796, cards["c5"].top), junctions["r6"]),
        _target("r6", junctions["r6"], Point(796, 40), Point(cards["c0"].right, 40)),
        _target("r7", junctions["r7"], Point(694, junctions["r7"].y), Point(694, cards["c5"].bottom)),
        _target("r8", junctions["r8"], Point(708 - 28, junctions["r8"].y), Point(680, cards["c5"].bottom)),
        _premise("r9", "c1", Point(759, 395), junctions["r9"]),
        _target("r9", junctions["r9"], Point(744, cards["c6"].bottom)),
    ]
    frame = Box(318, 178, 640, cards["c9"].bottom + 14).grown(0)
    boxes = [*cards.values(), *chips.values(), frame, box_at(linked, 2 * JUNCTION, 2 * JUNCTION)]
    return Geometry(
        cards=cards,
        chips=chips,
        junctions=junctions,
        routes=by_relation(routes),
        ands={"r0": (Point(116, 262),)},
        frames={"g0": frame._replace(top=166)},
        bounds=union(boxes),
    )


def _premise(relation: str, claim: str, *points: Point) -> Route:
    return Route(relation, claim, straight(*points))


def _target(relation: str, *points: Point) -> Route:
    """A stroke from a junction, whose last point is where its head's tip lies."""
    tip, before = points[-1], points[-2]
    length = abs(tip.x - before.x) + abs(tip.y - before.y)
    end = Point(tip.x - (tip.x - before.x) * HEAD / length, tip.y - (tip.y - before.y) * HEAD / length)
    return Route(relation, "", straight(*points[:-1], end), tip)


def in_a_row(document: Document) -> Geometry:
    """A geometry for any document: cards beside each other, a junction above each relation's first premise."""
    cards, left = {}, 0.0
    for id in sorted(document.claims):
        width, height = size(document.claims[id])
        cards[id] = Box(left, 0, left + width, height)
        left += width + 40
    junctions: dict[str, Point] = {}
    routes = []
    for number, id in enumerate(sorted(document.relations)):
        relation = document.relations[id]
        centre = Point(cards[relation.premises[0]].centre.x, -40.0 * (number + 1))
        junctions[id] = centre
        routes += [
            _premise(id, premise, Point(cards[premise].centre.x, 0.0), centre)
            for premise in dict.fromkeys(relation.premises)
        ]
    for id in sorted(junctions):
        target = document.relations[id].target
        tip = Point(cards[target].centre.x, 0.0) if target in cards else junctions[target]
        routes.append(_target(id, junctions[id], Point(tip.x + 1, tip.y - 30), tip))
    frames = {
        id: box.grown(20)
        for id in sorted(document.groups)
        if (box := union(cards[c] for c in cards if document.claims[c].group == id)).width
    }
    return Geometry(cards, {}, junctions, by_relation(routes), {}, frames, union([*cards.values(), *frames.values()]))
