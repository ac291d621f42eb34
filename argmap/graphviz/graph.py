"""The pydot graph of a map: every card, junction and chip a node, every stroke an edge, every group a cluster.

Placed, it says where everything stands and Graphviz only draws it; free, Graphviz arranges it. Canvas and Graphviz
measure in the same unit, a point, but Graphviz counts y upward: y is turned here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

import pydot

from argmap.core.document import Document
from argmap.core.graph import target_claim
from argmap.core.ids import Id
from argmap.core.records import Direction, Relation
from argmap.core.roles import derive
from argmap.graphviz import looks
from argmap.graphviz.curves import shortened
from argmap.graphviz.looks import Look, Ready
from argmap.graphviz.sheet import Frame, Line, Ring, Sheet, names_of
from argmap.graphviz.style import Manner, Style, manner
from argmap.layout.card import size
from argmap.layout.geometry import HEAD, JUNCTION, Box, Point
from argmap.layout.metrics import CARD_WIDTH
from argmap.layout.spacing import MARGIN
from argmap.layout.tabs import names

_INCH = 72.0
_NOTHING: Look = {}


def placed(sheet: Sheet, *, whole: bool) -> pydot.Dot:
    """The graph with a place for everything, which plain `dot` draws as it stands.

    `whole`: with labels, colours, tooltips and links, as it is exported. Without, it has names, places and sizes
    only, which is what the SVG is finished from.
    """
    document, style = sheet.document, sheet.style
    dot = pydot.Dot("map", graph_type="digraph", layout="nop2", notranslate="true", outputorder="edgesfirst")
    if whole:
        _add(dot, looks.graph(style, MARGIN * sheet.scale))
        dot.set_node_defaults(**looks.nodes(style))
        dot.set_edge_defaults(**looks.edges())
    else:
        dot.set_node_defaults(shape="box", fixedsize="true", label=Ready('""'), width=_inches(CARD_WIDTH))
    for frame in sheet.frames:
        dot.add_subgraph(_cluster(frame, sheet.style, whole))
    if sheet.panel is not None:
        panel = pydot.Subgraph("cluster_legend", bb=_box(sheet.panel), id="legend")
        _add(panel, looks.panel(style) if whole else _NOTHING)
        dot.add_subgraph(panel)
    for card in sheet.cards:
        look = looks.card(document, card.claim, card.box.height, style) if whole else _NOTHING
        dot.add_node(_node(card.name, _place(card.box), look))
    for card in sheet.cards if whole else ():  # what lies over another comes after it
        if card.tab is not None and card.tab_box is not None:
            dot.add_node(_node(f"p{card.name[1:]}", _place(card.tab_box), looks.tab(card.tab.title, style)))
    for chip in sheet.chips:
        look = looks.chip(document, chip.claim, style) if whole else _NOTHING
        dot.add_node(_node(chip.name, _place(chip.box), look))
    for sample in sheet.samples:
        look = looks.sample(sample.use, style, sample.scale) if whole else _NOTHING
        dot.add_node(_node(sample.name, _place(sample.box), look))
    across = _inches(2 * JUNCTION)
    dot.set_node_defaults(shape="circle", width=across, height=across)
    for ring in sheet.rings:
        look = looks.ring(document, ring.relation, ring.manner, style, ring.scale) if whole else _NOTHING
        dot.add_node(_node(ring.name, {"pos": _point(ring.centre), **_scaled(ring)}, look))
    if whole:
        dot.set_node_defaults(shape="box", width=_inches(CARD_WIDTH))
    for name, point in sheet.ends:
        dot.add_node(_node(name, {"pos": _point(point)}, looks.END))
    for piece in sheet.words if whole else ():
        dot.add_node(_node(piece.name, _place(piece.box), looks.words(piece, style)))
    for line in sheet.lines:
        look = looks.line(line.manner, style, line.route.tip is not None, line.scale) if whole else _NOTHING
        dot.add_edge(_edge(line, look))
    return dot


def _node(name: str, place: Look, look: Look) -> pydot.Node:
    return pydot.Node(name, id=name, **place, **look) if look else pydot.Node(name, **place)


def _scaled(ring: Ring) -> Look:
    """The size of a junction that has another than the map's."""
    if ring.scale == 1:
        return _NOTHING
    size = _inches(2 * JUNCTION * ring.scale)
    return {"width": size, "height": size}


def _edge(line: Line, look: Look) -> pydot.Edge:
    tip, points = line.route.tip, line.route.curve
    if tip is not None and tip == points[-1]:
        points = shortened(points, HEAD)
    # A head is drawn only where the places begin with its tip.
    pos = f'"{_points(points)}"' if tip is None else f'"e,{_points((tip, *points))}"'
    named = {"id": line.name} if look else _NOTHING
    return pydot.Edge(line.tail, line.head, **named, pos=Ready(pos), **look)


def _cluster(frame: Frame, style: Style, whole: bool) -> pydot.Subgraph:
    """A group's cluster; it vanishes from a placed graph unless it says its box."""
    cluster = pydot.Subgraph(f"cluster_{frame.name}", bb=_box(frame.box), id=frame.name)
    if whole:
        _add(cluster, looks.frame(frame.title, style))
        cluster.set("lp", _point(frame.label.centre))
    for name in frame.cards:
        cluster.add_node(pydot.Node(name))
    return cluster


def _add(graph: pydot.Graph, look: Look) -> None:
    for attribute, value in look.items():
        graph.set(attribute, value)


def _points(points: Iterable[Point]) -> str:
    """Places as DOT writes them: two decimals at most, y turned."""
    return " ".join([f"{x:.2f},{-y:.2f}" for x, y in points]).replace(".00", "")


def _point(point: Point) -> Ready:
    return Ready(f'"{_points((point,))}"')


def _box(box: Box) -> Ready:
    corners = Point(box.left, box.bottom), Point(box.right, box.top)
    return Ready(f'"{_points(corners).replace(" ", ",")}"')


def _place(box: Box) -> Look:
    """Of a node: its centre in points, its size in inches, the width only where it is not that of cards."""
    place = {"pos": _point(box.centre), "height": _inches(box.height)}
    if box.width != CARD_WIDTH:
        place["width"] = _inches(box.width)
    return place


def _inches(length: float) -> Ready:
    """A length as Graphviz wants sizes, exact to a thousandth of a point."""
    return Ready(f"{length / _INCH:.6f}")


NEST = 40
"""How deep groups are nested as clusters; deeper ones are put beside each other, since Graphviz nests by recursion."""

_FACING = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}
"""Strokes run toward the thesis: where it stands on top, from the bottom up."""

_SPREAD: dict[str, Look] = {
    "dot": {"nodesep": 0.3, "ranksep": 0.35},
    "": {"overlap": "false", "splines": "line", "sep": Ready('"+12"')},
}


def free(
    document: Document, layout: str, direction: Direction, *, style: Style | None = None, headline: str = ""
) -> pydot.Dot:
    """The graph without places, for Graphviz to arrange with a layout; what is met again is no chip but an edge.

    With a `style` it looks as it is to be exported, under a `headline`; without one it has names and sizes only.
    """
    dot = pydot.Dot("map", graph_type="digraph", layout=layout, rankdir=_FACING[direction], outputorder="edgesfirst")
    _add(dot, _SPREAD.get(layout, _SPREAD[""]))
    if style is not None:
        _add(dot, looks.graph(style, MARGIN))
        _add(dot, looks.headline(headline, style))
        dot.set_node_defaults(**looks.nodes(style) | {"fixedsize": "true"})  # so that strokes end on the outline
        dot.set_edge_defaults(**looks.edges())
    else:
        dot.set_node_defaults(shape="box", fixedsize="true", label=Ready('""'))
        dot.set_edge_defaults(dir="none")
    relations = whole_relations(document)
    called = names_of(document, relations)
    clusters, chains = _nested(dot, document, style) if layout == "dot" else ({}, {})
    # The others ignore groups, or tear them apart: the name stands beside each card.
    beside = names(document) if layout != "dot" and style is not None else {}
    for id in derive(document).order:
        width, height = size(document.claims[id])
        place: Look = {"width": _inches(width), "height": _inches(height)}
        look = looks.card(document, id, height, style) if style is not None else _NOTHING
        if (group := document.claims[id].group) in beside:
            look = look | looks.beside(beside[group][1])
        clusters.get(document.claims[id].group, dot).add_node(_node(called[id], place, look))
    ring: Look = {"shape": "circle", "width": _inches(2 * JUNCTION), "height": _inches(2 * JUNCTION)}
    edges: list[tuple[str, str, Manner, bool]] = []
    for id in sorted(relations, key=lambda id: int(called[id][1:])):
        relation = document.relations[id]
        how = manner(document, relation)
        look = looks.ring(document, id, how, style) if style is not None else _NOTHING
        clusters.get(_shared(document, relation, chains), dot).add_node(_node(called[id], _NOTHING, ring | look))
        edges += [(called[premise], called[id], how, False) for premise in dict.fromkeys(relation.premises)]
        edges.append((called[id], called[relation.target], how, True))
    for number, (tail, head, how, tipped) in enumerate(edges):
        look = looks.line(how, style, tipped) if style is not None else _NOTHING
        dot.add_edge(pydot.Edge(tail, head, id=f"e{number}", **look))
    return dot


def whole_relations(document: Document) -> list[Id]:
    """The relations of which nothing is missing: premises that are claims, and a target that is shown too."""
    claims, relations = document.claims, document.relations
    found = {id for id, r in relations.items() if r.premises and all(premise in claims for premise in r.premises)}
    while missing := {id for id in found if relations[id].target not in claims and relations[id].target not in found}:
        found -= missing
    return sorted(found)


Chains = dict[Id, tuple[Id, ...]]
"""By the group: the groups in whose clusters its own lies, from the outermost to itself."""


def _shared(document: Document, relation: Relation, chains: Chains) -> Id:
    """The innermost group that holds all claims of a relation, "" for none.

    dot ranks each cluster by what lies in it: with the junctions outside, all cards of a group would stand in a row.
    """
    claims = [*relation.premises, *filter(None, [target_claim(document, relation)])]
    shared, *others = (chains.get(document.claims[id].group, ()) for id in claims)
    for chain in others:
        shared = tuple(a for a, b in zip(shared, chain) if a == b)
    return shared[-1] if shared else ""


def _nested(dot: pydot.Dot, document: Document, style: Style | None) -> tuple[dict[Id, pydot.Subgraph], Chains]:
    """A cluster for each group, within that of its parent."""
    groups = document.groups
    clusters: dict[Id, pydot.Subgraph] = {}
    chains: Chains = {}
    depth: dict[Id, int] = {}
    for id in sorted(groups):
        chain, at = [], id
        while at in groups and at not in depth and at not in chain:
            chain.append(at)
            at = groups[at].parent
        for above in reversed(chain):
            depth[above] = depth.get(groups[above].parent, -1) + 1
    for number, id in enumerate(sorted(groups, key=lambda id: (depth[id], id))):
        clusters[id] = pydot.Subgraph(f"cluster_g{number}", id=f"g{number}")
        _add(clusters[id], looks.frame(groups[id].title, style) if style is not None else _NOTHING)
        inner = 0 < depth[id] <= NEST
        (clusters[groups[id].parent] if inner else dot).add_subgraph(clusters[id])
        chains[id] = (*(chains[groups[id].parent] if inner else ()), id)
    return clusters, chains
