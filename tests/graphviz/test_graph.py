"""The graph: everything in it once, in its place, in DOT that any Graphviz draws as it stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pydot
import pytest
from formats.golden import as_golden
from hypothesis import given, settings
from picture_engines import ENGINES, by_id, drawn, engine, spaced, texts
from picture_sample import DOCUMENT, geometry, in_a_row
from strategies import documents

from argmap.core.document import Document
from argmap.core.records import Claim, Group, Kind, MapInfo, Relation
from argmap.graphviz.engine import run
from argmap.graphviz.escape import clean
from argmap.graphviz.graph import free, placed, whole_relations
from argmap.graphviz.sheet import Sheet, lay_out, names_of
from argmap.graphviz.style import style
from argmap.layout.wrap import wrap


def sheet(document: Document = DOCUMENT, theme: str = "light", marking: str = "DRAFT") -> Sheet:
    made = geometry() if document is DOCUMENT else in_a_row(document)
    return lay_out(document, made, style(theme), marking=marking)


def dot(document: Document = DOCUMENT, theme: str = "light") -> str:
    return placed(sheet(document, theme), whole=True).to_string(indent=1)


@pytest.mark.parametrize("theme", ["light", "print"])
def test_the_sample_is_the_golden_dot(theme: str) -> None:
    as_golden(f"sample-{theme}.dot", dot(theme=theme).encode())


def test_the_sample_arranged_by_dot_is_the_golden_dot() -> None:
    graph = free(DOCUMENT, "dot", "up", style=style(), headline=DOCUMENT.info.title)
    as_golden("sample-free.dot", graph.to_string(indent=1).encode())


def test_pydot_builds_the_graph_and_ids_are_plain() -> None:
    graph = placed(sheet(), whole=True)
    assert isinstance(graph, pydot.Dot)
    names = [node.get_name() for node in graph.get_nodes() if node.get_name() not in ("node", "edge")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z][0-9]+[ab]?", name) for name in names)
    assert sum(name.startswith("n") for name in names) == len(DOCUMENT.claims)
    assert sum(name.startswith("r") for name in names) == len(DOCUMENT.relations)


def test_every_route_is_an_edge_and_has_a_head_only_where_it_has_a_tip() -> None:
    edges = {edge.get("id"): edge for edge in placed(sheet(), whole=True).get_edges()}
    for line in sheet().lines:
        edge = edges.pop(line.name)
        assert (edge.get_source(), edge.get_destination()) == (line.tail, line.head)
        assert str(edge.get("pos")).startswith('"e,') == (line.route.tip is not None)
        assert (edge.get("arrowhead") == "none") == (line.route.tip is None)
    assert not edges


def test_nothing_names_a_file_and_colours_are_hex() -> None:
    text = dot()
    for attribute in ("image", "shapefile", "imagepath", "fontpath", "stylesheet", "src="):
        assert attribute not in text.lower()
    colors = re.findall(r'color="?([^",;\] ]*)', text, re.IGNORECASE)
    assert len(colors) > 50
    assert all(re.fullmatch("#[0-9A-Fa-f]{6}", color) for color in colors)


def test_a_claim_links_to_its_source_and_to_nothing_but_the_web_or_mail() -> None:
    assert 'URL="https://air.example/report?a=1&amp;b=2"' in dot()
    bad = DOCUMENT.sources["s0"]
    changed = Document(replace(r, url="javascript:alert(1)") if r is bad else r for r in DOCUMENT.values())
    assert "URL" not in placed(lay_out(changed, geometry(changed), style()), whole=True).to_string()


@pytest.mark.parametrize("name", ENGINES)
def test_plain_dot_draws_it_as_it_stands(name: str) -> None:
    picture = run(engine(name), dot(), layout="dot", format="plain", arguments=())
    text = picture.data.decode()
    found = {words[1]: words for words in map(str.split, text.splitlines()) if words[0] == "node"}
    shift = None
    for card in sheet().cards:
        x, y, width, height = (72 * float(number) for number in found[card.name][2:6])
        centre = card.box.centre
        shift = shift or (x - centre.x, y + centre.y)
        assert x - centre.x == pytest.approx(shift[0], abs=0.5)
        assert y + centre.y == pytest.approx(shift[1], abs=0.5)
        assert (width, height) == pytest.approx((card.box.width, card.box.height), abs=0.5)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_draws_frames_strokes_heads_and_rings_where_they_are_placed(name: str) -> None:
    root = drawn(name, dot())
    found = by_id(root)
    at = sheet()
    assert {thing.name for thing in (*at.cards, *at.chips, *at.rings, *at.lines, *at.frames, *at.words)} <= found.keys()
    for line in at.lines:
        parts = [element.tag.split("}")[1] for element in found[line.name].iter()]
        assert ("polygon" in parts) == (line.route.tip is not None), line


@pytest.mark.parametrize("name", ENGINES)
def test_engines_find_nothing_to_warn_of_in_places_or_routes(name: str) -> None:
    # How wide text is, is a matter of the faces there are.
    warnings = run(engine(name), dot(), layout="dot", format="svg").warnings
    assert [line for line in warnings.splitlines() if not re.search("metrics|width of|cell size|in label", line)] == []


@pytest.mark.parametrize("name", ENGINES)
@given(document=documents())
@settings(max_examples=12)
def test_every_claim_and_title_of_any_map_comes_out_of_an_engine_as_it_went_in(name: str, document: Document) -> None:
    if not document.claims:
        return
    at = sheet(document)
    found = by_id(drawn(name, placed(at, whole=True).to_string(indent=1)))
    for card in at.cards:
        lines = [spaced(line) for line in texts(found[card.name])]
        shown = "".join(lines)
        for line in wrap(document.claims[card.claim].text):
            assert spaced(clean(line.text).replace("\t", " ").replace("\n", " ")) in shown
    for words in at.words:
        assert spaced("".join(texts(found[words.name]))) == spaced(clean(words.text).replace("\n", " "))


@pytest.mark.parametrize("layout", ["dot", "neato"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_free_graph_says_no_places_and_shows_what_is_met_again_as_an_edge(layout: str, whole: bool) -> None:
    text = free(DOCUMENT, layout, "up", style=style() if whole else None).to_string()
    assert "pos=" not in text and "nop2" not in text
    edges = re.findall(r"^(\w+) -> (\w+)", text, re.MULTILINE)
    premises = sum(len(relation.premises) for relation in DOCUMENT.relations.values())
    assert len(edges) == premises + len(DOCUMENT.relations)
    assert sum(tail == "n1" for tail, _ in edges) == 2


def test_groups_within_groups_are_clusters_within_clusters_and_not_deeper_than_graphviz_can_nest() -> None:
    deep = [Group(id=f"g{n:04}", title=f"{n}", parent=f"g{n - 1:04}" if n else "") for n in range(2000)]
    document = Document([MapInfo(), *deep, Claim(id="c", text="x", group="g1999")])
    text = free(document, "dot", "up").to_string()
    assert text.count("subgraph cluster_") == 2000
    depth = most = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        most = max(most, depth)
    assert most < 60


def test_a_junction_lies_in_the_cluster_that_holds_all_its_claims() -> None:
    groups = [Group(id="g1", title="1"), Group(id="g2", title="2", parent="g1"), Group(id="g3", title="3", parent="g1")]
    claims = [Claim(id=f"c{n}", text="x", group=group) for n, group in enumerate(["", "g1", "g2", "g2", "g3", "g2"])]
    steps = [("c1", "c0"), ("c2", "c1"), ("c3", "c2"), ("c4", "c2"), ("c5", "r2"), ("c3 c4", "c5")]
    relations = [
        Relation(id=f"r{n}", kind=Kind.SUPPORT, premises=tuple(premises.split()), target=on)
        for n, (premises, on) in enumerate(steps)
    ]
    document = Document([MapInfo(), *groups, *claims, *relations])
    names = names_of(document, whole_relations(document))
    homes: dict[str, str] = {}
    inside = [""]
    for line in free(document, "dot", "up").to_string().splitlines():
        if opened := re.match(r"subgraph (\w+) \{", line):
            inside.append(opened[1])
        elif line == "}":
            inside.pop()
        elif node := re.match(r"(\w+) \[", line):
            homes[node[1]] = inside[-1]
    first, second = "cluster_g0", "cluster_g1"
    assert [homes[names[r.id]] for r in relations] == ["", first, second, first, second, first]


def test_the_same_map_gives_the_same_dot_in_whatever_order_its_records_come() -> None:
    backwards = Document(reversed(list(DOCUMENT.values())))
    assert placed(lay_out(backwards, geometry(), style()), whole=True).to_string() == (
        placed(lay_out(DOCUMENT, geometry(), style()), whole=True).to_string()
    )


def test_a_graph_that_is_not_whole_holds_no_text_of_the_map() -> None:
    text = placed(sheet(), whole=False).to_string()
    assert "street" not in text and 'label=""' in text


def test_the_claims_of_a_group_without_a_frame_bear_its_name_as_a_node() -> None:
    at = lay_out(DOCUMENT, replace(geometry(), frames={}), style("light"))
    tabbed = {f"p{card.name[1:]}" for card in at.cards if DOCUMENT.claims[card.claim].group}
    whole = {node.get_name(): node for node in placed(at, whole=True).get_nodes()}
    assert len(tabbed) == 3 and tabbed <= whole.keys()
    assert {str(whole[name].get("label")) for name in tabbed} == {'"The way to school"'}
    bare = {node.get_name() for node in placed(at, whole=False).get_nodes()}
    assert not tabbed & bare
    framed = {node.get_name() for node in placed(sheet(), whole=True).get_nodes()}
    assert not [name for name in framed if name.startswith("p")]


@pytest.mark.parametrize("layout", ["dot", "neato", "sfdp"])
def test_where_graphviz_arranges_and_ignores_groups_their_names_stand_beside_the_cards(layout: str) -> None:
    graph = free(DOCUMENT, layout, "up", style=style())
    beside = [node.get("xlabel") for node in graph.get_nodes() if node.get("xlabel")]
    assert list(map(str, beside)) == ([] if layout == "dot" else ['"The way to school"'] * 3)
    assert len(graph.get_subgraphs()) == (1 if layout == "dot" else 0)
    bare = free(DOCUMENT, layout, "up")
    assert not [node for node in bare.get_nodes() if node.get("xlabel")]
