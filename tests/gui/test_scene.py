"""The canvas shows what document and geometry say, whatever is done to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from edit.every_command import CALLS, Pick, maps
from gui_maps import small
from hypothesis import given, note, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from random_maps import chain, random_document

from argmap.app.session import Session
from argmap.app.visibility import shown
from argmap.core import ids
from argmap.core.document import Document
from argmap.core.records import Claim, Group, Kind, Relation
from argmap.core.roles import Role
from argmap.edit import about, claims, groups, relations, removal, sources
from argmap.graphviz.style import Manner, style, themes
from argmap.gui.bridge import Bridge
from argmap.gui.canvas import claim_item
from argmap.gui.canvas.badges import HANDLE, Badge, badge_boxes
from argmap.gui.canvas.hitting import Hit, bar
from argmap.gui.canvas.ink import Ink
from argmap.gui.canvas.map_item import MapItem
from argmap.gui.canvas.relation_item import BADGE, BADGE_RADIUS
from argmap.gui.canvas.scene import MapScene
from argmap.gui.canvas.shapes import band, glyph, path, sign
from argmap.gui.theme import load_fonts
from argmap.gui.window import MapWindow
from argmap.layout.geometry import JUNCTION


def scene_of(document: Document) -> MapScene:
    load_fonts()
    return MapScene(Bridge(Session(document)), style())


@pytest.fixture
def scene(qapp: QApplication) -> Iterator[MapScene]:
    """A canvas with a small map; at the end it is as document and geometry say."""
    scene = scene_of(small())
    yield scene
    assert scene.audit() == []


def picture(scene: MapScene, zoom: float = 1.0) -> QImage:
    """The whole canvas, painted."""
    bounds = scene.geometry.bounds.grown(30)
    area = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
    image = QImage(round(area.width() * zoom), round(area.height() * zoom), QImage.Format.Format_RGB32)
    image.fill(scene.ink.canvas)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), area)
    painter.end()
    return image


# The law.


@settings(max_examples=15)
@given(maps(), st.data())
def test_the_canvas_follows_every_command_undo_redo_and_fold(
    qapp: QApplication, document: Document, data: st.DataObject
) -> None:
    scene = scene_of(document)
    session = scene.bridge.session
    assert scene.audit() == []
    maker = ids.counter()
    for _ in range(data.draw(st.integers(1, 6))):
        does = data.draw(st.sampled_from(["command", "command", "command", "undo", "redo", "fold", "select", "dim"]))
        note(does)
        some = data.draw(st.sets(st.sampled_from(sorted([*session.document.claims, *session.document.relations, ""]))))
        if does == "command":
            call = CALLS[data.draw(st.sampled_from(sorted(CALLS)))](Pick(data.draw, session.document))
            with ids.made_by(maker):
                session.commit(call())
        elif does == "undo":
            session.undo()
        elif does == "redo":
            session.redo()
        elif does == "fold":
            found = shown(session.document, some)
            scene.set_hidden(found.folds, found.hidden)
        elif does == "select":
            session.select(sorted(some))
        else:
            scene.set_dimmed(id for id in some if id in session.document)
        hidden = shown(session.document, scene.folded)
        scene.set_hidden(hidden.folds, hidden.hidden)
        scene.set_dimmed(id for id in scene.dimmed if id in session.document)
        assert scene.audit() == []
    if session.document.claims:
        picture(scene, 0.5)


def test_an_audit_finds_what_is_amiss(scene: MapScene) -> None:
    item = scene.claims["p"]
    item.setPos(item.pos().x() + 1, item.pos().y())
    assert len(scene.audit()) == 1
    item.setPos(item.pos().x() - 1, item.pos().y())
    face, item.face = item.face, None
    assert len(scene.audit()) == 1
    item.face = face
    item.set_look(selected=True)
    assert len(scene.audit()) == 1
    item.set_look(selected=False)
    scene.relations["tp"].manner = Manner.ATTACK
    assert len(scene.audit()) == 1
    scene.relations["tp"].manner = Manner.SUPPORT
    scene.removeItem(scene.claims.pop("k"))
    assert scene.audit() != []
    scene.rebuild()
    assert scene.audit() == []


def test_only_what_a_step_touches_is_shown_anew(scene: MapScene, monkeypatch: pytest.MonkeyPatch) -> None:
    session = scene.bridge.session
    session.commit(claims.place(session.document, {id: b.centre for id, b in session.geometry.cards.items()}))
    touched: list[str] = []
    show = claim_item.ClaimItem.show_face
    monkeypatch.setattr(
        claim_item.ClaimItem, "show_face", lambda self, *rest: (touched.append(self.id), show(self, *rest))
    )
    session.commit(claims.reword(session.document, "q", "NO was measured."))
    assert touched == ["q"]
    touched.clear()
    session.commit(relations.flip(session.document, ["tp"]))
    assert set(touched) == {"p", "q"} or touched == ["p"]


def test_a_new_item_is_hidden_and_dimmed_like_what_it_belongs_to(scene: MapScene) -> None:
    session = scene.bridge.session
    scene.set_dimmed(["q"])
    session.commit(removal.delete(session.document, ["q"]))
    session.undo()
    assert scene.claims["q"].look.dimmed
    scene.set_dimmed([])


def test_all_items_stand_side_by_side_so_that_the_index_finds_them(scene: MapScene) -> None:
    # Qt's index knows only items without a parent: under one, all would be asked at each paint.
    assert all(item.parentItem() is None for item in scene.items() if isinstance(item, MapItem))


def test_a_map_of_a_thousand_steps_deep_is_shown(qapp: QApplication) -> None:
    scene = scene_of(chain(1000))
    assert scene.audit() == []


@pytest.mark.parametrize("name", themes())
def test_every_theme_paints_every_state(qapp: QApplication, name: str) -> None:
    load_fonts()
    scene = MapScene(Bridge(Session(_everything())), style(name))
    plain = picture(scene)
    for id, look in (
        ("p", {"selected": True, "focused": True}),
        ("k", {"drop": Manner.ATTACK}),
        ("q", {"dimmed": True}),
        ("u", {"lifted": True}),
        ("t", {"hidden": 4}),
    ):
        scene.claims[id].set_look(**look)
    scene.claims["l"].set_look(hovered=True, handles=tuple(Manner))
    scene.relations["tp"].set_look(selected=True)
    scene.relations["tk"].set_look(drop=Manner.SUPPORT)
    scene.claims["p"].set_badges((Badge("excerpts", "¶ 2"), Badge("problem", "!")))
    for zoom in (0.35, 1.0, 2.5):
        assert not picture(scene, zoom).isNull()
    assert picture(scene) != plain


def _everything() -> Document:
    """Every role, linked premises, a chip, a group, an implicit claim, scripts of all kinds."""
    return Document(
        [
            *small().values(),
            Claim("السلام عليكم ورحمة الله", by=("مراسل",), group="g", likelihood=0.7, id="l"),
            Claim("平和への道は長い。👩‍👩‍👧 🇩🇪", implicit=True, note="n", id="u"),
            Claim("", id="e"),
            Relation(Kind.SUPPORT, ("l", "e"), "k", id="lk"),
            Relation(Kind.ATTACK, ("u",), "tp", id="ut"),
            Relation(Kind.SUPPORT, ("q",), "k", order="b", id="qk"),
            Group("Eine Gruppe", id="g"),
        ]
    )


# Badges.


def test_badges_stand_on_the_lower_edge_and_clear_of_the_heads_of_strokes() -> None:
    badges = (Badge("folded", "4 hidden"), Badge("note", "note"), Badge("excerpts", "¶ 12"), Badge("problem", "!"))
    for tips in ((), (12.0, 26.0), (116.0,), (220.0,), (200.0, 214.0), (180.0,)):
        boxes = badge_boxes(80, badges[bool(tips) :], tips)
        for number, (box, badge) in enumerate(boxes):
            assert box.left() >= 0 and box.right() <= 232
            assert box.center().y() == 80
            assert not any(box.intersects(other) for other, _ in boxes[:number])
            if badge.kind != "folded":
                assert all(not box.left() - 8 < tip < box.right() + 8 for tip in tips)


def test_a_card_tells_of_excerpts_notes_folds_and_problems(scene: MapScene) -> None:
    session = scene.bridge.session
    session.commit(claims.mark(session.document, ["p"], note="to be checked"))
    scene.set_hidden({"p": 1}, ["q", "pq"])
    assert [badge.kind for badge in scene.claims["p"].badges] == ["folded", "note"]
    assert scene.claims["p"].badges[0].text == "1 hidden"
    assert not scene.claims["q"].isVisible()
    assert not scene.relations["pq"].isVisible()
    scene.set_hidden({}, [])
    assert [badge.kind for badge in scene.claims["p"].badges] == ["note"]


def test_handles_keep_clear_of_the_badges_at_the_right(scene: MapScene) -> None:
    item = scene.claims["p"]
    item.set_handles(tuple(Manner))
    middle = [place.x() for _, place in item.handles()]
    item.set_badges((Badge("excerpts", "¶ 12"), Badge("problem", "! lost")))
    left = min(box.left() for box, _ in badge_boxes(item.box.height, item.badges, item.tips))
    moved = [place.x() for _, place in item.handles()]
    assert moved < middle
    assert moved[-1] + HANDLE < left
    item.set_badges(())
    assert [place.x() for _, place in item.handles()] == middle


def test_a_card_says_of_its_excerpts_what_is_the_worst_of_them(scene: MapScene) -> None:
    session = scene.bridge.session

    def badges() -> list[str]:
        return [badge.text for badge in scene.claims["p"].badges]

    added = sources.add_source(session.document, text="One thing is said here. Another thing is said there.")
    assert added is not None and added.focus is not None
    (source,) = added.focus
    session.commit(added)
    for start, end in ((0, 23), (24, 52)):
        session.commit(sources.cite(session.document, "p", source, start, end))
    assert badges() == ["¶ 2"]
    for text, said in (
        ("Before it all. One thing is said here. Another thing is said there.", "! moved"),
        ("Before it all. One thing is said here. Nothing is.", "! lost"),
    ):
        session.commit(sources.describe_source(session.document, source, text=text))
        assert badges() == ["¶ 2", said]
    assert scene.audit() == []
    session.undo()
    session.undo()
    assert badges() == ["¶ 2"]


def test_a_relation_says_of_its_excerpts_at_its_junction_and_is_reviewed_from_there(scene: MapScene) -> None:
    session, item = scene.bridge.session, scene.relations["tp"]
    assert item.badge is None and item.badge_at(item.junction.x + BADGE.x, item.junction.y + BADGE.y) == ""
    session.commit(relations.mark(session.document, ["tp"], note="to be checked"))
    assert item.badge == Badge("note", "")
    added = sources.add_source(session.document, text="One thing is said here. Another thing is said there.")
    assert added is not None and added.focus is not None
    (source,) = added.focus
    session.commit(added)
    session.commit(sources.cite(session.document, "tp", source, 0, 23))
    assert item.badge == Badge("excerpts", "¶")
    session.commit(sources.describe_source(session.document, source, text="Nothing of it is said."))
    assert item.badge == Badge("problem", "!") and scene.relations["pq"].badge is None
    assert scene.audit() == []
    assert scene.hit(item.junction.x + BADGE.x, item.junction.y + BADGE.y) == Hit("badge", "tp", part="problem")
    assert item.boundingRect().contains(item.junction.x + BADGE.x + BADGE_RADIUS, item.junction.y + BADGE.y)
    item.badge = None
    assert scene.audit() == ["tp: another badge is shown"]
    item.badge = scene.badge_of("tp")


# What is under the pointer.


def test_hits(scene: MapScene) -> None:
    geometry = scene.geometry
    for id, box in geometry.cards.items():
        assert scene.hit(*box.centre) == Hit("claim", id)
        assert scene.hit(box.left + 1, box.top + 20).id == id
    for id, (x, y) in geometry.junctions.items():
        assert scene.hit(x, y) == Hit("relation", id)
        assert scene.hit(x, y + JUNCTION + 1).kind in ("relation", "claim")
    assert scene.hit(geometry.bounds.left - 100, 0) == Hit()


def test_along_every_stroke_its_relation_is_hit_or_one_on_the_same_trunk(qapp: QApplication) -> None:
    scene = scene_of(random_document(3, 40))
    document, geometry = scene.bridge.session.document, scene.geometry
    boxes, seen = [*geometry.cards.values(), *geometry.chips.values()], set()
    for route in geometry.all_routes():
        middle = route.curve[3 * ((len(route.curve) - 1) // 6)]
        if any(box.left <= middle.x <= box.right and box.top <= middle.y <= box.bottom for box in boxes):
            continue  # where it begins or ends
        seen.add(route.relation)
        hit = scene.hit(*middle)
        assert hit.kind == "relation", route
        assert document.relations[hit.id].target == document.relations[route.relation].target
    assert len(seen) > 20
    assert scene.audit() == []


def test_the_bar_beside_a_card(scene: MapScene) -> None:
    box = scene.geometry.cards["k"]
    assert bar(scene, box.left + 50, box.top - 5) == Hit("bar", "k", part="before")
    assert bar(scene, box.left + 50, box.bottom + 5) == Hit("bar", "k", part="after")
    assert bar(scene, box.left + 50, box.bottom + 5, frozenset("k")) == Hit()
    # What is right below a card with a column is the beginning of that column.
    box = scene.geometry.cards["p"]
    assert bar(scene, box.right - 5, box.bottom + 3) != Hit("bar", "p", part="after")


def test_what_is_hidden_is_not_hit(scene: MapScene) -> None:
    x, y = scene.geometry.cards["q"].centre
    scene.set_hidden({"p": 1}, ["q", "pq"])
    assert scene.hit(x, y) == Hit()
    scene.set_hidden({}, [])


# Shapes.


def test_paths_are_read_as_svg_writes_them() -> None:
    made = path("M1 2L3 4H10V-5.5C1 1 2 2 3 3Z")
    assert made.elementCount() == 8
    assert made.elementAt(3).y == -5.5
    for role in Role:
        box = glyph(role).boundingRect()
        assert QRectF(0, 0, 10, 10).contains(box) and box.width() > 7
    for manner in Manner:
        assert abs(sign(manner).boundingRect().center().x()) < 0.01


def test_the_band_stays_within_the_cards_corners() -> None:
    shape = band(QRectF(0, 0, 232, 80))
    assert shape.boundingRect().right() == pytest.approx(5, abs=0.01)
    assert not shape.contains(QRectF(0.0, 0.0, 1.0, 1.0).center())
    assert shape.contains(QRectF(1, 39, 2, 2))


def test_a_faint_ink_is_nearer_to_the_canvas(qapp: QApplication) -> None:
    load_fonts()
    ink = Ink(style())
    for role in Role:
        assert ink.faint.roles[role].lightness() > ink.roles[role].lightness()
    assert ink.faint.faint is ink.faint
    assert Qt.PenStyle.CustomDashLine == ink.implicit.style()


@pytest.mark.parametrize("seed", range(4))
def test_a_relation_in_focus_reaches_its_target_although_another_one_draws_their_trunk(
    argument: MapWindow, seed: int
) -> None:
    argument.session.load(random_document(seed, 24))
    scene = argument.view.map_scene()
    relations, led = argument.session.document.relations, 0
    for id in argument.session.document.claims:
        argument.session.select((id,))
        argument.seeing.focus()
        shown = [
            (relations[r].target, relations[r].kind, item) for r, item in scene.relations.items() if item.isVisible()
        ]
        for target, kind, item in shown:
            strokes = [route for t, k, other in shown if (t, k) == (target, kind) for route in other.routes]
            assert any(route.tip is not None for route in (*item.tails, *strokes)), id
            led += bool(item.tails)
        argument.seeing.focus()
    assert led > 5
    assert not any(item.tails for item in scene.relations.values())


def test_what_is_drawn_far_out_follows_bit_by_bit_what_is_shown_and_hidden(qapp: QApplication) -> None:
    scene = scene_of(random_document(3, 300))
    session = scene.bridge.session
    assert not scene.prepare_overview(0.0)
    while not scene.prepare_overview(0.0):
        pass
    version = scene.overview().version
    hidden = [id for id in session.document.claims if id != "c1"]
    scene.set_hidden({}, hidden)
    session.commit(claims.reword(session.document, hidden[-1], "Of what is hidden nothing is drawn."))
    assert set(scene.overview().content()[0]) == {"c1", *session.geometry.chips}
    assert scene.overview().version > version
    scene.set_hidden({}, ())
    assert scene.audit() == []


def grouped(*claims: str, title: str = "Costs") -> Document:
    """The small map with these claims in a group."""
    document = small()
    return Document(
        [
            *(replace(r, group="g") if isinstance(r, Claim) and r.id in claims else r for r in document.values()),
            Group(title, id="g"),
        ]
    )


def shown_tabs(scene: MapScene) -> dict[str, str]:
    return {id: item.tab.title for id, item in scene.claims.items() if item.tab is not None}


def test_the_cards_of_a_group_that_no_frame_holds_bear_its_name(qapp: QApplication) -> None:
    scene = scene_of(grouped("k", "q"))
    session = scene.bridge.session
    assert session.geometry.frames == {} and shown_tabs(scene) == {"k": "Costs", "q": "Costs"}
    before = picture(scene)
    session.commit(groups.rename_group(session.document, "g", "What it costs"))
    assert shown_tabs(scene) == {"k": "What it costs", "q": "What it costs"} and scene.audit() == []
    assert picture(scene) != before
    session.commit(groups.put_into_group(session.document, ["k"], ""))
    # What is left of it can be framed.
    assert list(scene.groups) == ["g"] and shown_tabs(scene) == {} and scene.audit() == []
    session.undo()
    assert shown_tabs(scene) == {"k": "What it costs", "q": "What it costs"} and scene.audit() == []
    session.commit(removal.delete(session.document, ["q"]))
    assert "q" not in shown_tabs(scene) and scene.audit() == []
    session.undo()
    assert shown_tabs(scene) == {"k": "What it costs", "q": "What it costs"} and scene.audit() == []


def test_a_group_that_is_selected_shows_so_on_all_its_tabs(qapp: QApplication) -> None:
    scene = scene_of(grouped("k", "q"))
    session = scene.bridge.session
    session.select(("g",))
    assert [id for id, item in scene.claims.items() if item.look.tabbed] == ["k", "q"] and scene.audit() == []
    session.commit(groups.put_into_group(session.document, ["t"], "g"))
    session.select(("g", "p"))
    assert {id for id, item in scene.claims.items() if item.look.tabbed} == {"k", "q", "t"} and scene.audit() == []
    session.select(())
    assert not any(item.look.tabbed for item in scene.claims.values()) and scene.audit() == []


def test_with_the_thesis_at_the_bottom_a_tab_follows_the_heads_on_its_card(qapp: QApplication) -> None:
    title = "A name of such a length that there is no room"
    scene = scene_of(grouped("t", "q", title=title))
    session = scene.bridge.session
    assert shown_tabs(scene)["t"].startswith("A name of such a length")
    session.commit(about.set_info(session.document, direction="down"))
    assert shown_tabs(scene)["t"] != shown_tabs(scene)["q"] and scene.audit() == []
    for claim in ("p", "k"):
        session.commit(removal.delete(session.document, [claim]))
        assert scene.audit() == []
