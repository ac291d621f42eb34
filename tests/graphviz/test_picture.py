"""The finished SVG: what the engine drew, every text in it, nothing in it that acts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from formats.golden import as_golden
from hypothesis import given, settings
from picture_engines import ENGINES, HREF, SVG, by_id, engine, texts
from picture_sample import DOCUMENT, geometry, in_a_row
from strategies import documents

from argmap.core.document import Document
from argmap.core.records import Claim, Kind, MapInfo, Relation
from argmap.core.roles import derive
from argmap.errors import ArgmapError
from argmap.graphviz.escape import clean
from argmap.graphviz.graph import placed
from argmap.graphviz.picture import compose, draw, finish
from argmap.graphviz.sheet import Sheet, lay_out
from argmap.graphviz.style import style
from argmap.layout.geometry import Box, Geometry, Point
from argmap.layout.wrap import wrap


def sheet(document: Document = DOCUMENT, theme: str = "light", **asked: object) -> Sheet:
    made = geometry() if document is DOCUMENT else in_a_row(document)
    return lay_out(document, made, style(theme), **asked)  # type: ignore[arg-type]


def svg(document: Document = DOCUMENT, theme: str = "light", name: str = "bundled", **asked: object) -> bytes:
    return draw(sheet(document, theme, **asked), engine(name)).data


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_sample_is_the_golden_svg(theme: str) -> None:
    as_golden(f"sample-{theme}.svg", svg(theme=theme, marking="DRAFT"))


def test_every_engine_leads_to_the_same_bytes() -> None:
    assert svg(name="system") == svg(name="bundled")


def test_the_picture_begins_with_its_title_and_the_map_in_words() -> None:
    root = ET.fromstring(svg())
    assert root[0].tag == f"{SVG}title" and root[0].text == DOCUMENT.info.title
    assert root[1].tag == f"{SVG}desc"
    prose = (root[1].text or "").splitlines()
    assert prose[0] == "1 Thesis: The centre should be closed to private cars."
    assert [line.split()[0] for line in prose] == [derive(DOCUMENT).rows[id].number for id in derive(DOCUMENT).order]


@given(document=documents())
@settings(max_examples=20)
def test_every_text_of_any_map_stands_in_the_picture_unchanged(document: Document) -> None:
    at = sheet(document, marking="a <b> & \\N")
    root = ET.fromstring(draw(at, engine("bundled")).data)
    found = by_id(root)
    for card in at.cards:
        claim = document.claims[card.claim]
        shown = texts(found[card.name])
        for line in wrap(claim.text):
            assert not line.text or clean(line.text).replace("\n", " ") in shown
        title = next(found[card.name].iter(f"{SVG}title")).text or ""
        assert title.endswith(": " + clean(claim.text))
    assert texts(root).count("a <b> & \\N") == 2


def test_every_line_of_text_is_held_to_its_width() -> None:
    root = ET.fromstring(svg(marking="DRAFT"))
    lines = list(root.iter(f"{SVG}text"))
    assert len(lines) > 60
    assert all(float(line.attrib["textLength"]) > 0 for line in lines)
    families = {element.get("font-family") for element in root.iter() if element.get("font-family")}
    assert all(family and family.startswith("Inter,") and family.endswith(", sans-serif") for family in families)
    assert root.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_lines_of_text_stay_within_their_card() -> None:
    root = ET.fromstring(svg())
    for card in sheet().cards:
        for line in by_id(root)[card.name].iter(f"{SVG}text"):
            x, width = float(line.attrib["x"]), float(line.attrib["textLength"])
            right = x if "end" in line.attrib.values() or "rtl" in line.attrib.values() else x + width
            assert right - width >= 17 and right <= 220.01
            assert 0 < float(line.attrib["y"]) < card.box.height


def test_what_runs_from_right_to_left_begins_at_the_right() -> None:
    lines = [line for line in ET.fromstring(svg()).iter(f"{SVG}text") if line.get("direction") == "rtl"]
    assert [line.get("x") for line in lines] == ["220", "220"]


HARMLESS = {
    *("svg", "title", "desc", "g", "a", "rect", "path", "circle", "text"),
}


@given(document=documents())
@settings(max_examples=15)
def test_nothing_in_a_picture_acts_or_reaches_out(document: Document) -> None:
    check_harmless(ET.fromstring(draw(sheet(document), engine("bundled")).data))


def test_nothing_in_the_sample_acts_or_reaches_out_but_the_link_of_a_source() -> None:
    data = svg(marking='<script>x</script>" onload="x')
    assert check_harmless(ET.fromstring(data)) == ["https://air.example/report?a=1&b=2"]
    assert b"<!DOCTYPE" not in data and b"<?xml-stylesheet" not in data


def check_harmless(root: ET.Element) -> list[str]:
    """Demands that nothing in an SVG acts or is loaded; gives what it links to."""
    links = []
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in HARMLESS
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on") and name != "style"
            assert "url(" not in value
            if name.endswith("href"):
                assert name == HREF and re.match("(https?|mailto):", value)
                links.append(value)
    return links


def test_marks_roles_and_manners_are_classes_and_differ_in_shape() -> None:
    found = by_id(ET.fromstring(svg()))
    at = sheet()
    assert found["n0"].get("class") == "card thesis"
    signs = {ring.manner: found[ring.name].find(f"{SVG}path") for ring in at.rings}
    assert len({sign.get("d") for sign in signs.values() if sign is not None}) == 3
    heads = {line.manner: found[line.name].findall(f"{SVG}path")[1:] for line in at.lines if line.route.tip}
    assert all(len(head) == 1 for head in heads.values())


def test_the_legend_explains_only_what_occurs() -> None:
    def legend(*kinds: Kind) -> list[str]:
        claims = [Claim(id=f"c{n}", text="x") for n in range(len(kinds) + 1)]
        relations = [
            Relation(id=f"r{n}", kind=kind, premises=(f"c{n + 1}",), target="c0" if not n else "r0")
            for n, kind in enumerate(kinds)
        ]
        return [words.text for words in sheet(Document([MapInfo(), *claims, *relations])).words]

    assert legend() == []
    assert legend(Kind.SUPPORT) == ["supports"]
    assert legend(Kind.ATTACK) == ["attacks"]
    assert legend(Kind.SUPPORT, Kind.ATTACK) == ["supports", "undercuts"]
    assert [words.text for words in sheet().words if words.use == "legend"] == [
        "supports",
        "attacks",
        "undercuts",
        "left unsaid",
        "in full at its number",
    ]
    assert not [words for words in sheet(legend=False).words if words.use == "legend"]


def test_title_and_marking_stand_where_they_are_asked_for() -> None:
    at = sheet(marking="NOT FOR RELEASE")
    title = next(words for words in at.words if words.use == "title")
    top, bottom = (words for words in at.words if words.use == "marking")
    assert title.text == DOCUMENT.info.title
    assert top.box.bottom < title.box.top and bottom.box.top > max(card.box.bottom for card in at.cards)
    assert top.box.centre.x == pytest.approx(at.bounds.centre.x)
    assert not [words for words in sheet(title=False).words if words.use in ("title", "marking")]


def test_title_legend_and_marking_cover_nothing_and_lie_within_the_picture() -> None:
    at = sheet(marking="DRAFT")
    own = [words.box for words in at.words if words.use in ("title", "marking")] + [at.panel]
    for box in own:
        assert box is not None
        assert not any(box.meets(card.box) for card in at.cards)
        assert not any(box.meets(chip.box) for chip in at.chips)
        assert not any(box.meets(other) for other in own if other is not None and other is not box)
        assert at.bounds.left <= box.left and box.right <= at.bounds.right
        assert at.bounds.top <= box.top and box.bottom <= at.bounds.bottom


def test_title_and_legend_grow_with_the_map_so_that_they_can_be_read_on_the_page() -> None:
    small = sheet(Document([MapInfo(title="T"), Claim(id="c", text="x")]))
    assert small.scale == 1
    wide = sheet(Document([MapInfo(title="T"), *(Claim(id=f"c{n}", text="x") for n in range(60))]))
    title = next(words for words in wide.words if words.use == "title")
    assert title.size * 842 / wide.bounds.width >= 10


@pytest.mark.parametrize("title", ["", " ", "A " * 300, "x" * 500, "שלום"])
def test_any_title_leads_to_a_picture(title: str) -> None:
    info = MapInfo(title=title)
    changed = Document([info, *(record for record in DOCUMENT.values() if record.id != "map")])
    root = ET.fromstring(draw(lay_out(changed, geometry(changed), style()), engine("bundled")).data)
    shown = "".join(words.text for words in lay_out(changed, geometry(changed), style()).words if words.use == "title")
    assert shown.replace(" ", "") == title.replace(" ", "")
    assert (root[0].text or "") == (title or "Argument map")


def test_an_empty_map_is_a_picture_too() -> None:
    data = draw(lay_out(Document([MapInfo()]), Geometry(), style()), engine("bundled")).data
    assert ET.fromstring(data).tag == f"{SVG}svg"


def test_an_engine_that_leaves_something_out_is_found_out() -> None:
    at = sheet()
    drawn = by_hand(at)
    pieces = list(compose(at))
    assert len(ET.fromstring(finish(at, pieces, drawn)))
    stroke = f"{at.lines[5].tail}->{at.lines[5].head}"
    for name in (at.cards[3].name, at.rings[2].name, stroke, at.chips[0].name, at.frames[0].name):
        title = name.replace("->", "&#45;&gt;")
        with pytest.raises(ArgmapError, match=f"lacks {name};"):
            finish(at, pieces, drawn.replace(f'id="{name}"', 'id="other"').replace(f">{title}<", ">other<"))


@pytest.mark.parametrize("aside", [(5, 0), (0, 5), (-5, 0), (0, -5)])
def test_an_engine_that_moves_something_is_found_out(aside: tuple[int, int]) -> None:
    at = sheet()
    x, y = aside
    box, centre = at.cards[0].box, at.rings[0].centre
    card = at.cards[0]._replace(box=Box(box.left + x, box.top + y, box.right + x, box.bottom + y))
    ring = at.rings[0]._replace(centre=Point(centre.x + x, centre.y + y))
    drawn = by_hand(at)
    for moved in (replace(at, cards=[card, *at.cards[1:]]), replace(at, rings=[ring, *at.rings[1:]])):
        with pytest.raises(ArgmapError, match=r"moved [nr]0"):
            finish(moved, list(compose(moved)), drawn)


def by_hand(at: Sheet) -> str:
    """What the bundled engine makes of a sheet, before it is finished."""
    from argmap.graphviz.engine import run

    return run(engine("bundled"), placed(at, whole=False).to_string(), layout="nop2", format="svg").data.decode()


@pytest.mark.parametrize("language", ["en", "de-AT", "", "not a language", '" onload="x'])
def test_the_language_is_named_where_it_is_one(language: str) -> None:
    document = Document([MapInfo(language=language), Claim(id="c", text="x")])
    named = ET.fromstring(svg(document)).get("{http://www.w3.org/XML/1998/namespace}lang")
    assert named == (language if language in ("en", "de-AT") else None)


@pytest.mark.parametrize("name", ENGINES)
def test_two_exports_give_the_same_bytes(name: str) -> None:
    assert svg(name=name) == svg(name=name)


def test_the_claims_of_a_group_without_a_frame_bear_its_name() -> None:
    root = ET.fromstring(svg())
    assert not [g for g in root.iter(f"{SVG}g") if g.get("class") == "tab"]
    at = replace(geometry(), frames={})
    root = ET.fromstring(draw(lay_out(DOCUMENT, at, style("light")), engine("bundled")).data)
    for card in (g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("card ")):
        names = ["".join(t.itertext()) for g in card.iter(f"{SVG}g") if g.get("class") == "tab" for t in g]
        claim = {c.name: c.claim for c in lay_out(DOCUMENT, at, style("light")).cards}[card.get("id") or ""]
        assert names == (["", "The way to school"] if DOCUMENT.claims[claim].group else [])
