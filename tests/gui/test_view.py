"""What of the map is seen: zoom, pan, fit; what lies over it; what assistive technology hears."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gui_maps import small
from hands import CTRL, NONE, SHIFT, Hands
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from random_maps import random_document

from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.core.document import EMPTY, Document
from argmap.core.records import Claim, Kind, Relation
from argmap.edit import claims, relations
from argmap.graphviz.style import Manner, style
from argmap.gui.bridge import Bridge
from argmap.gui.canvas.hitting import Hit
from argmap.gui.canvas.overview import Picture
from argmap.gui.canvas.view import MapView
from argmap.gui.window import MapWindow
from argmap.layout.columns import arrange


def view_of(document: Document, settings: Settings, qtbot: QtBot) -> MapView:
    view = MapView(Bridge(Session(document)), settings)
    view.resize(1000, 700)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    return view


@pytest.fixture
def view(qtbot: QtBot, settings: Settings) -> Iterator[MapView]:
    """A canvas with a map of sixty claims; at the end it is as document and geometry say."""
    view = view_of(random_document(5, 60), settings, qtbot)
    yield view
    assert view.map_scene().audit() == []
    view.close()


@pytest.fixture
def session(view: MapView) -> Session:
    """The session of the view."""
    return view.bridge.session


def wheel(
    view: MapView, at: QPoint, angle: QPoint, held: Qt.KeyboardModifier = NONE, pixels: QPoint | None = None
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        pixels or QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(view.viewport(), event)


def place_at(view: MapView, spot: QPoint) -> QPointF:
    back, _ = view.viewportTransform().inverted()
    return back.map(QPointF(spot))


# Zoom and pan.


@pytest.mark.parametrize("zoom", [0.05, 0.29, 0.31, 1.0, 2.5])
def test_the_wheel_with_ctrl_zooms_at_the_pointer(view: MapView, zoom: float) -> None:
    view.zoom_to(zoom)
    at = QPoint(700, 200)
    before = place_at(view, at)
    for turns in (120, 120, -120, 240):
        wheel(view, at, QPoint(0, turns), CTRL)
    after = place_at(view, at)
    assert view.zoom() > zoom
    assert ((after - before) * view.zoom()).manhattanLength() < 6  # each step rounds to whole pixels


def test_the_wheel_pans_and_with_shift_sideways(view: MapView) -> None:
    view.zoom_to(1.0)
    before = view.spot("c1")
    assert before is not None
    wheel(view, QPoint(500, 300), QPoint(0, -120))
    assert (view.spot("c1") - before).toTuple() == (0, -60)
    wheel(view, QPoint(500, 300), QPoint(0, -120), SHIFT)
    assert (view.spot("c1") - before).toTuple() == (-60, -60)
    wheel(view, QPoint(500, 300), QPoint(0, 0), pixels=QPoint(7, 11))
    assert (view.spot("c1") - before).toTuple() == (-53, -49)


def test_the_zoom_has_limits_and_tells_of_each_change(view: MapView) -> None:
    zooms: list[float] = []
    view.zoom_changed.connect(zooms.append)
    view.zoom_to(100)
    view.zoom_to(0.0001)
    assert zooms == [4.0, 0.02]


def test_fit_shows_all_and_never_larger_than_as_it_is(view: MapView, settings: Settings, qtbot: QtBot) -> None:
    view.zoom_to(2.0)
    view.fit()
    bounds = view.map_scene().geometry.bounds
    seen = view.seen()
    assert seen.left() <= bounds.left and seen.right() >= bounds.right
    assert seen.top() <= bounds.top and seen.bottom() >= bounds.bottom
    view.resize(500, 400)
    assert view.seen().right() >= bounds.right  # and it goes on fitting
    one = view_of(Document([Claim("One.", main=True, id="c")]), settings, qtbot)
    one.fit()
    assert one.zoom() == 1.0
    one.close()


@pytest.mark.parametrize(("wide", "high"), [(500, 560), (420, 900), (1200, 700)])
def test_no_card_of_a_map_that_is_fitted_stands_under_the_legend(
    wide: int, high: int, settings: Settings, qtbot: QtBot
) -> None:
    many = [Claim(f"Premise {n}.", implicit=True, id=f"p{n}", at=(0, 90 * n)) for n in range(1, 12)]
    steps = [Relation(list(Kind)[n % 2], (c.id,), "t", order=f"a{n:02}", id=f"r{n}") for n, c in enumerate(many)]
    steps[3] = Relation(Kind.ATTACK, ("p4",), "r2", id="r3")
    view = view_of(Document([Claim("Thesis.", main=True, id="t", at=(0, 0)), *many, *steps]), settings, qtbot)
    view.resize(wide, high)
    view.fit()
    bounds, seen = view.map_scene().geometry.bounds, view.seen()
    assert seen.left() <= bounds.left and seen.right() >= bounds.right
    assert seen.top() <= bounds.top and seen.bottom() >= bounds.bottom
    assert view.legend.isVisible()
    for box in view.map_scene().geometry.cards.values():
        card = view.viewportTransform().mapRect(QRectF(box.left, box.top, box.width, box.height))
        assert not card.intersects(QRectF(view.legend.geometry()))
    before = view.viewpoint()
    view.fit()
    assert view.viewpoint() == before
    view.close()


def test_what_stands_in_the_middle_stays_there_when_the_view_is_resized(view: MapView) -> None:
    view.zoom_to(1.0)
    before = view.viewpoint()
    view.resize(640, 700)
    for width in range(640, 721):
        view.resize(width, 700 - (width - 640))
    after = view.viewpoint()
    assert abs(after[0] - before[0]) <= 1 and abs(after[1] - before[1]) <= 1 and after[2] == before[2]


def test_a_selected_card_that_is_in_view_stays_there_when_the_view_is_resized(view: MapView, session: Session) -> None:
    view.zoom_to(1.0)
    (first, *_) = session.document.claims
    session.select((first,))
    at = view.spot(first)
    assert at is not None
    view.pan_by(850 - at.x(), 600 - at.y())
    before = view.spot(first)
    view.resize(980, 690)
    assert view.spot(first) == before - QPointF(10, 5)  # type: ignore[operator]
    view.resize(400, 300)
    box = view.map_scene().geometry.cards[first]
    card = view.viewportTransform().mapRect(QRectF(box.left, box.top, box.width, box.height))
    assert QRectF(view.viewport().rect()).contains(card)
    view.pan_by(1000, 0)
    away = view.spot(first)
    view.resize(500, 300)
    assert view.spot(first) == away + QPointF(50, 0)  # type: ignore[operator]


def test_the_map_cannot_be_lost_out_of_sight(view: MapView) -> None:
    view.zoom_to(1.0)
    bounds = view.map_scene().geometry.bounds
    for dx, dy in ((1e5, 0), (-1e5, 0), (0, 1e5), (0, -1e5), (1e6, 1e6)):
        for _ in range(3):
            view.pan_by(dx, dy)
        seen = view.seen()
        assert seen.left() < bounds.right and seen.right() > bounds.left
        assert seen.top() < bounds.bottom and seen.bottom() > bounds.top


def test_a_card_is_revealed_by_as_little_as_needed_and_not_under_the_minimap(view: MapView) -> None:
    view.zoom_to(1.0)
    for id in view.map_scene().claims:
        view.reveal(id)
        box = view.map_scene().geometry.cards[id]
        seen = view.viewportTransform().mapRect(_rect(box))
        assert view.viewport().rect().contains(seen.toRect())
        assert not any(over.intersects(seen) for over in view.overlays())
        before = view.viewpoint()
        view.reveal(id)
        assert view.viewpoint() == before


def _rect(box: object) -> object:
    from argmap.gui.canvas.previews import box_rect

    return box_rect(box)


def test_what_is_seen_can_be_looked_at_again(view: MapView) -> None:
    view.zoom_to(0.8)
    view.pan_by(-130, -77)
    seen = view.viewpoint()
    view.fit()
    view.look_at(*seen)
    assert view.viewpoint() == pytest.approx(seen, abs=1)


def test_a_larger_text_is_a_larger_map_at_the_same_zoom(view: MapView, settings: Settings) -> None:
    view.zoom_to(1.0)
    middle = view.viewpoint()[:2]
    view.set_text_scale(1.5)
    assert view.zoom() == 1.0
    assert view.transform().m11() == 1.5
    assert view.viewpoint()[:2] == pytest.approx(middle, abs=1.5)
    view.set_text_scale(1.0)


def test_nothing_moves_on_the_screen_when_a_card_is_added_far_out(view: MapView, session: Session) -> None:
    session.commit(claims.place(session.document, {id: b.centre for id, b in session.geometry.cards.items()}))
    view.zoom_to(1.0)
    before = view.spot("c1")
    change = claims.add_loose(session.document, "far out")
    assert change is not None and change.focus
    session.commit(change.then(claims.place(session.document.apply(change), {change.focus[0]: (3_000_000, -9_000)})))
    assert view.spot("c1") == before
    assert view.map_scene().audit() == []
    view.reveal(change.focus[0])
    seen = view.viewportTransform().map(QPointF(3_000_000, -9_000)).toPoint()
    assert view.viewport().rect().contains(seen)


# Far out.


def test_far_out_one_drawing_stands_for_all_and_shows_the_same_map(view: MapView) -> None:
    view.zoom_to(0.25)
    scene = view.map_scene()
    assert scene.is_far
    image = view.grab().toImage()
    for id, box in list(scene.geometry.cards.items())[:10]:
        spot = view.viewportTransform().map(QPointF(box.right - 20, box.centre.y)).toPoint()
        if view.viewport().rect().contains(spot):
            color = image.pixelColor(spot)
            role = scene.claims[id].face.role
            assert color == QColor(scene.ink.style.highlights[role.value]), id


def test_a_pan_far_out_paints_what_a_whole_painting_would(view: MapView) -> None:
    view.zoom_to(0.2)
    view.grab()
    for dx, dy in ((13, 7), (-40, 3), (5, -60)):
        view.pan_by(dx, dy)
        panned = view.grab().toImage()
        view._picture = Picture()
        assert view.grab().toImage() == panned


def test_a_selection_far_out_is_marked(view: MapView, session: Session) -> None:
    view.zoom_to(0.25)
    before = view.grab().toImage()
    session.select(("c1",))
    assert view.grab().toImage() != before
    session.select(())
    assert view.grab().toImage() == before


def test_editing_far_out_comes_nearer(view: MapView) -> None:
    view.zoom_to(0.1)
    assert view.begin_edit("c7")
    assert view.zoom() == 1.0
    view.end_edit()


# Motion.


def test_arranging_lets_cards_glide_and_the_selected_one_keep_its_spot(
    view: MapView, session: Session, settings: Settings, qtbot: QtBot
) -> None:
    settings["motion"] = "on"
    scattered = {id: (37 * i % 900, 53 * i % 1300) for i, id in enumerate(session.document.claims)}
    session.commit(claims.place(session.document, scattered))
    scene = view.map_scene()
    scene.transition.finish()
    view.zoom_to(0.6)
    view.reveal("c3")
    spot = view.spot("c3")
    before = scene.geometry.cards
    after = arrange(session.document, before=scene.geometry).cards
    session.commit(claims.place(session.document, {id: box.centre for id, box in after.items()}))
    view.keep_spot("c3", spot)
    assert scene.transition.is_running
    # The first frame shows every card where it was on the screen.
    item = scene.claims["c3"]
    on_screen = view.viewportTransform().map(item.pos() + QPointF(116, before["c3"].height / 2))
    assert (on_screen - spot).manhattanLength() < 3
    qtbot.waitUntil(lambda: not scene.transition.is_running, timeout=2000)
    assert (view.spot("c3") - spot).manhattanLength() <= 2
    assert scene.audit() == []
    session.undo()
    assert scene.transition.is_running


@pytest.mark.parametrize("motion", ["off", "system"])
def test_without_motion_everything_is_in_its_place_at_once(
    view: MapView, session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch, motion: str
) -> None:
    from argmap.gui.canvas import transition

    settings["motion"] = motion
    monkeypatch.setattr(transition, "DURATION", 250)
    monkeypatch.setattr(
        transition.QApplication, "style", staticmethod(lambda: type("S", (), {"styleHint": lambda *_: 0})())
    )
    session.commit(claims.place(session.document, {id: (0, 90 * i) for i, id in enumerate(session.document.claims)}))
    assert not view.map_scene().transition.is_running


def test_a_step_during_a_motion_ends_it(view: MapView, session: Session, settings: Settings) -> None:
    settings["motion"] = "on"
    session.commit(claims.place(session.document, {id: (0, 90 * i) for i, id in enumerate(session.document.claims)}))
    assert view.map_scene().transition.is_running
    session.commit(claims.reword(session.document, "c1", "Other words."))
    assert not view.map_scene().transition.is_running
    session.load(EMPTY)


def test_a_motion_that_stops_a_hair_before_its_end_ends_there_exactly(
    view: MapView, session: Session, settings: Settings
) -> None:
    settings["motion"] = "on"
    scene = view.map_scene()
    session.commit(claims.place(session.document, {id: (30, 90 * i) for i, id in enumerate(session.document.claims)}))
    for id, item in scene.claims.items():
        left, top = scene.geometry.cards[id].left, scene.geometry.cards[id].top
        item.setPos(left * (1 - 1e-15), top * (1 + 1e-15))
    scene.transition.finish()
    assert scene.audit() == []


# What lies over the map.


def test_the_minimap_is_there_only_when_the_map_is_larger_than_the_view(view: MapView, settings: Settings) -> None:
    view.fit()
    assert not view.minimap.isVisible()
    view.zoom_to(1.0)
    assert view.minimap.isVisible()
    assert view.minimap.geometry().right() < view.viewport().width()
    settings["show_minimap"] = False
    view.refresh_overlays()
    assert not view.minimap.isVisible()


def test_a_drag_on_the_minimap_moves_the_view(view: MapView) -> None:
    view.zoom_to(1.0)
    before = view.seen().center()
    QTest.mousePress(view.minimap, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    first = view.seen().center()
    assert (first - before).manhattanLength() > 50
    QTest.mouseRelease(view.minimap, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    bounds = view.map_scene().geometry.bounds
    assert abs(first.x() - bounds.left) < bounds.width / 5


def test_overlays_stay_in_their_corners_when_the_map_moves(view: MapView) -> None:
    view.zoom_to(1.0)
    corners = (view.minimap.pos(), view.legend.pos())
    for _ in range(5):
        view.pan_by(-31, -17)
    assert (view.minimap.pos(), view.legend.pos()) == corners


def test_the_legend_names_what_occurs_and_nothing_else(settings: Settings, qtbot: QtBot) -> None:
    view = view_of(EMPTY, settings, qtbot)
    session = view.bridge.session
    assert not view.legend.isVisible()
    session.load(small())
    view.legend.refresh()
    assert [use for use, _ in view.legend.samples] == [Manner.SUPPORT, Manner.ATTACK]
    session.commit(relations.undercut(session.document, "p", "no"))
    session.commit(claims.mark(session.document, ["k"], implicit=True))
    session.commit(relations.also(session.document, "q", "t"))
    qtbot.waitUntil(lambda: len(view.legend.samples) == 5)
    assert [use for use, _ in view.legend.samples] == [*Manner, "implicit", "chip"]
    assert view.map_scene().audit() == []
    view.close()


def test_other_colours_hold_for_everything(view: MapView) -> None:
    view.zoom_to(1.0)
    view.set_style(style("dark"))
    image = view.grab().toImage()
    counts: dict[str, int] = {}
    for x in range(0, image.width(), 7):
        for y in range(0, image.height(), 7):
            name = image.pixelColor(x, y).name().upper()
            counts[name] = counts.get(name, 0) + 1
    assert max(counts, key=counts.__getitem__) == style("dark").canvas
    assert counts.get(style("light").card, 0) == 0
    assert counts.get(style("dark").card, 0) > 100


# Focus, keys, menus, and what is heard.


def test_the_ring_of_the_keyboard_focus_goes_with_the_keys_and_not_with_the_mouse(
    view: MapView, session: Session
) -> None:
    hands = Hands(view)
    claims_ = view.map_scene().claims
    view.fit()
    hands.click(hands.middle("c1"))
    assert not claims_["c1"].look.focused
    QCoreApplication.sendEvent(view, QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Down, NONE))
    session.select(("c2",))
    assert claims_["c2"].look.focused and not claims_["c1"].look.focused
    session.select(("c2", "c3"))
    assert claims_["c3"].look.focused and not claims_["c2"].look.focused
    view.clearFocus()
    assert not claims_["c3"].look.focused


def test_tab_does_not_leave_the_map(view: MapView, qtbot: QtBot) -> None:
    other = QLineEdit(view)
    other.show()
    hands = Hands(view)
    hands.key(Qt.Key.Key_Tab)
    assert view.hasFocus()


def test_a_context_menu_is_asked_for_where_the_pointer_or_the_selected_card_is(view: MapView, session: Session) -> None:
    asked: list[tuple[QPoint, Hit]] = []
    view.context_menu.connect(lambda at, hit: asked.append((at, hit)))
    view.zoom_to(1.0)
    view.reveal("c1")
    hands = Hands(view)
    spot = view.spot("c1").toPoint()
    hands.press(hands.middle("c1"), button=Qt.MouseButton.RightButton)
    hands.release()
    assert session.selection == ("c1",)
    from PySide6.QtGui import QContextMenuEvent

    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        event = QContextMenuEvent(reason, spot, view.viewport().mapToGlobal(spot), NONE)
        QCoreApplication.sendEvent(view.viewport(), event)
    assert [hit for _, hit in asked] == [Hit("claim", "c1"), Hit("claim", "c1")]
    assert (asked[1][0] - asked[0][0]).manhattanLength() <= 2


def test_every_part_has_a_name_of_its_own(view: MapView) -> None:
    names = [w.objectName() for w in (view, view.legend, view.minimap, view.hint)]
    assert names == ["canvas", "legend", "minimap", "drop-hint"]
    assert view.accessibleName() == "Map"


def test_legend_and_minimap_stand_clear_of_each_other_in_any_view(argument: MapWindow, qapp: QApplication) -> None:
    argument.filing.open_example()
    view = argument.view
    for scale in (1.0, 1.5):
        view.set_text_scale(scale)
        for width in (360, 470, 640, 900, 1500):
            argument.resize(width, 700)
            qapp.processEvents()
            view.zoom_to(1.0)
            legend, minimap = view.legend, view.minimap
            if legend.isVisible() and minimap.isVisible():
                assert not legend.geometry().intersects(minimap.geometry()), (scale, width)
            for over in (legend, minimap):
                assert not over.isVisible() or view.viewport().rect().contains(over.geometry()), (scale, width)
    assert view.legend.isVisible()


def test_the_minimap_follows_what_is_selected_and_what_is_folded(argument: MapWindow, qtbot: QtBot) -> None:
    view, minimap = argument.view, argument.view.minimap
    view.look_at(*view.map_scene().geometry.bounds.centre, 3.0)

    def map_shown() -> QImage:
        """The map's picture on the minimap once it has caught up, without the frame of what is seen."""
        qtbot.waitUntil(lambda: not minimap._timer.isActive())
        assert minimap.isVisible()
        return minimap._drawn().toImage()

    argument.session.select(())
    plain, whole = map_shown(), minimap.grab().toImage()
    argument.session.select(("p",))
    view.look_at(*view.map_scene().geometry.bounds.centre, 3.0)
    assert map_shown() == plain
    assert minimap.grab().toImage() != whole
    argument.acts.run("fold")
    assert argument.seeing.hidden
    assert map_shown() != plain
    argument.acts.run("unfold-all")
    assert not argument.seeing.hidden
    assert map_shown() == plain
