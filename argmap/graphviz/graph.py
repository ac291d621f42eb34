"""The pydot graph of a map: every card, junction and chip a node, every stroke an edge, every group a cluster.

Placed, it says where everything stands and Graphviz only draws it; free, Graphviz arranges it. Canvas and Graphviz
measure in the same unit, a point, but Graphviz counts y upward: y is turned here and nowhere else.
"""

from __future__ import annotations

import pydot

from argmap.graphviz import looks
from argmap.graphviz.looks import Look, Ready
from argmap.graphviz.sheet import MARGIN, Frame, Line, Sheet
from argmap.layout.geometry import JUNCTION, Box, Point

_INCH = 72.0
_NOTHING: Look = {}


def placed(sheet: Sheet, *, whole: bool) -> pydot.Dot:
    """The graph with a place for everything, which plain `dot` draws as it stands.

    `whole`: with labels, colours, tooltips and links, as it is exported. Without, it has names, places and sizes
    only, which is what the SVG is finished from.
    """
    document, style, at = sheet.document, sheet.style, _Coordinates()
    dot = pydot.Dot("map", graph_type="digraph", layout="nop2", notranslate="true", outputorder="edgesfirst")
    if whole:
        _add(dot, looks.graph(style, MARGIN * sheet.scale))
        dot.set_node_defaults(**looks.nodes(style))
        dot.set_edge_defaults(**looks.edges())
    else:
        dot.set_node_defaults(shape="box", fixedsize="true", label=Ready('""'))
    for frame in sheet.frames:
        dot.add_subgraph(_cluster(frame, sheet, at, whole))
    if sheet.panel is not None:
        panel = pydot.Cluster("legend", bb=at.box(sheet.panel), id="legend")
        _add(panel, looks.panel(style) if whole else _NOTHING)
        dot.add_subgraph(panel)
    for card in sheet.cards:
        look = looks.card(document, card.claim, style) if whole else _NOTHING
        dot.add_node(_node(card.name, at.place(card.box), look))
    for chip in sheet.chips:
        look = looks.chip(document, chip.claim, style) if whole else _NOTHING
        dot.add_node(_node(chip.name, at.place(chip.box), look))
    for sample in sheet.samples:
        look = looks.sample(sample.use, style, sample.scale) if whole else _NOTHING
        dot.add_node(_node(sample.name, at.place(sample.box), look))
    if not whole:
        dot.set_node_defaults(shape="circle")
    for ring in sheet.rings:
        size = 2 * JUNCTION * ring.scale
        look = looks.ring(document, ring.relation, ring.manner, style, ring.scale) if whole else _NOTHING
        dot.add_node(_node(ring.name, at.place(ring.centre, size, size), look))
    for name, point in sheet.ends:
        dot.add_node(_node(name, {"pos": at.point(point)}, looks.END))
    for piece in sheet.words if whole else ():
        dot.add_node(_node(piece.name, at.place(piece.box), looks.words(piece, style)))
    for line in sheet.lines:
        look = looks.line(line.manner, style, line.route.tip is not None, line.scale) if whole else _NOTHING
        dot.add_edge(_edge(line, at, look))
    return dot


def _node(name: str, place: Look, look: Look) -> pydot.Node:
    return pydot.Node(name, id=name, **place, **look)


def _edge(line: Line, at: _Coordinates, look: Look) -> pydot.Edge:
    route = line.route
    curve = " ".join([f"{at.x[x]},{at.y[y]}" for x, y in route.curve])
    # A head is drawn only where the places begin with its tip.
    pos = f'"e,{at.x[route.tip.x]},{at.y[route.tip.y]} {curve}"' if route.tip is not None else f'"{curve}"'
    return pydot.Edge(line.tail, line.head, id=line.name, pos=Ready(pos), **look)


def _cluster(frame: Frame, sheet: Sheet, at: _Coordinates, whole: bool) -> pydot.Cluster:
    """A group's cluster; it vanishes from a placed graph unless it says its box."""
    cluster = pydot.Cluster(frame.name, bb=at.box(frame.box), id=frame.name)
    if whole:
        _add(cluster, looks.frame(frame.title, sheet.style))
        cluster.set("lp", at.point(frame.label.centre))
    for name in frame.cards:
        cluster.add_node(pydot.Node(name))
    return cluster


def _add(graph: pydot.Graph, look: Look) -> None:
    for attribute, value in look.items():
        graph.set(attribute, value)


class _Coordinates:
    """Places as DOT writes them, each number worked out once: two decimals at most, y turned."""

    def __init__(self) -> None:
        self.x, self.y = _Numbers(1), _Numbers(-1)

    def point(self, point: Point) -> Ready:
        return Ready(f'"{self.x[point.x]},{self.y[point.y]}"')

    def box(self, box: Box) -> Ready:
        return Ready(f'"{self.x[box.left]},{self.y[box.bottom]},{self.x[box.right]},{self.y[box.top]}"')

    def place(self, at: Box | Point, width: float = 0, height: float = 0) -> Look:
        """Of a node: its centre in points, its size in inches."""
        if isinstance(at, Box):
            width, height, at = at.width, at.height, at.centre
        return {"pos": self.point(at), "width": round(width / _INCH, 6), "height": round(height / _INCH, 6)}


class _Numbers(dict[float, str]):
    def __init__(self, sign: int) -> None:
        super().__init__()
        self.sign = sign

    def __missing__(self, value: float) -> str:
        number = round(self.sign * value, 2)
        whole = int(number)
        text = self[value] = str(whole) if number == whole else repr(number)
        return text
