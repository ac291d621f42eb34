"""What the mouse does on the canvas: each gesture hands over one change, or none, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gui_maps import small
from hands import CTRL, MIDDLE, SHIFT, Hands
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from pytestqt.qtbot import QtBot

from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive
from argmap.edit import claims, groups, relations
from argmap.graphviz.style import Manner
from argmap.gui.bridge import Bridge
from argmap.gui.canvas import hitting
from argmap.gui.canvas.hitting import Hit
from argmap.gui.canvas.tools import drops
from argmap.gui.canvas.view import MapView


@pytest.fixture
def view(qtbot: QtBot, settings: Settings) -> Iterator[MapView]:
    """A canvas with a small map, at 100 %; at the end it is as document and geometry say."""
    view = MapView(Bridge(Session(small())), settings)
    view.resize(1000, 800)
    view.show()
    qtbot.waitExposed(view)
    view.fit()
    yield view
    assert view.map_scene().audit() == []
    view.close()


@pytest.fixture
def hands(view: MapView) -> Hands:
    """Mouse and keyboard."""
    return Hands(view)


@pytest.fixture
def session(view: MapView) -> Session:
    """The session of the view."""
    return view.bridge.session


def open_place(view: MapView) -> tuple[float, float]:
    """A place on the canvas where nothing is."""
    bounds = view.map_scene().geometry.bounds
    return bounds.right + 40, bounds.top + 20


def steps(session: Session) -> int:
    return session.history.position


# Clicks.


def test_a_click_selects_a_card_or_a_relation_and_one_beside_them_nothing(
    hands: Hands, session: Session, view: MapView
) -> None:
    hands.click(hands.middle("p"))
    assert session.selection == ("p",)
    hands.click(hands.middle("tp"))
    assert session.selection == ("tp",)
    hands.click(open_place(view))
    assert session.selection == ()


@pytest.mark.parametrize("held", [SHIFT, CTRL])
def test_a_click_with_shift_or_ctrl_takes_one_more_or_gives_it_up(
    hands: Hands, session: Session, held: Qt.KeyboardModifier
) -> None:
    hands.click(hands.middle("p"))
    hands.click(hands.middle("k"), held)
    assert session.selection == ("p", "k")
    hands.click(hands.middle("p"), held)
    assert session.selection == ("k",)


def test_a_press_on_one_of_several_selected_keeps_them_until_it_is_a_click(hands: Hands, session: Session) -> None:
    session.select(("p", "k"))
    hands.press(hands.middle("p"))
    assert session.selection == ("p", "k")
    hands.release()
    assert session.selection == ("p",)


def test_a_double_click_opens_the_text_with_the_cursor_there(hands: Hands, view: MapView) -> None:
    box = view.map_scene().geometry.cards["p"]
    hands.double_click((box.left + 20, box.top + 40))
    assert view.is_editing()
    assert view.editor.buffer.cursor < len("The air is bad.")
    view.end_edit()


def test_a_double_click_on_the_empty_canvas_sets_a_thesis_there(hands: Hands, view: MapView, session: Session) -> None:
    x, y = open_place(view)
    hands.double_click((x, y))
    (new,) = session.selection
    assert view.is_editing()
    assert session.document.claims[new].main
    assert session.document.claims[new].at == (round(x), round(y))
    hands.type("Something else")
    hands.key(Qt.Key.Key_Return)
    assert steps(session) == 1
    assert session.document.claims[new].text == "Something else"


def test_a_click_on_a_chip_goes_to_the_card(hands: Hands, view: MapView, session: Session) -> None:
    session.commit(relations.also(session.document, "q", "t", Kind.SUPPORT))
    ((relation, claim), box) = next(iter(view.map_scene().geometry.chips.items()))
    assert claim == "q"
    hands.click(box.centre)
    assert session.selection == ("q",)
    assert view.map_scene().hit(*box.centre) == Hit("chip", "q", relation)


def test_a_click_on_a_handle_asks_for_a_new_card(hands: Hands, view: MapView, qtbot: QtBot) -> None:
    box = view.map_scene().geometry.cards["p"]
    hands.move(box.centre)
    places = dict(_handles(view, "p"))
    asked = []
    view.action_wanted.connect(asked.append)
    for manner in (Manner.SUPPORT, Manner.ATTACK, Manner.UNDERCUT):
        hands.move(box.centre)
        hands.move(places[manner])
        hands.click(places[manner])
    assert asked == ["add-premise", "add-counterpoint", "undercut"]
    assert view.bridge.session.selection == ("p",)


def _handles(view: MapView, id: str) -> list[tuple[Manner, tuple[float, float]]]:
    item = view.map_scene().claims[id]
    return [(m, (item.box.left + p.x(), item.box.top + p.y())) for m, p in item.handles()]


def test_a_thesis_that_bears_on_nothing_has_no_handle_for_an_undercut(hands: Hands, view: MapView) -> None:
    hands.move(hands.middle("t"))
    assert view.map_scene().claims["t"].look.handles == (Manner.SUPPORT, Manner.ATTACK)
    hands.move(open_place(view))
    assert view.map_scene().claims["t"].look.handles == ()


# Dragging cards.


def test_a_dragged_card_takes_its_branch_along_and_nothing_else(hands: Hands, view: MapView, session: Session) -> None:
    cards = view.map_scene().geometry.cards
    before = {id: box.centre for id, box in cards.items()}
    x, y = hands.middle("p")
    far = max(box.right for box in cards.values()) - x + 300
    hands.drag((x, y), (x + far, y + 40))
    after = {id: box.centre for id, box in session.geometry.cards.items()}
    for id in ("p", "q"):
        assert abs(after[id].x - before[id].x - far) <= 1
        assert abs(after[id].y - before[id].y - 40) <= 1
    for id in ("t", "k"):
        assert abs(after[id].x - before[id].x) <= 0.5 and abs(after[id].y - before[id].y) <= 0.5
    assert steps(session) == 1
    session.undo()
    assert {id: box.centre for id, box in session.geometry.cards.items()} == before


def test_a_press_that_moves_less_than_six_pixels_is_no_drag(hands: Hands, session: Session) -> None:
    x, y = hands.middle("p")
    hands.press((x, y))
    hands.move((x + 5, y + 5))
    hands.release()
    assert steps(session) == 0


def test_esc_ends_a_drag_without_a_change(hands: Hands, view: MapView, session: Session) -> None:
    x, y = hands.middle("p")
    hands.press((x, y))
    hands.move((x + 400, y + 200))
    assert view.map_scene().claims["p"].look.lifted
    hands.key(Qt.Key.Key_Escape)
    assert not view.map_scene().claims["p"].look.lifted
    hands.move((x + 500, y + 200))
    hands.release()
    assert steps(session) == 0
    assert session.document == small()


def test_the_card_that_the_pointer_rests_on_becomes_the_target(hands: Hands, session: Session) -> None:
    hands.drag(hands.middle("q"), hands.middle("k"))
    assert session.document.relations["pq"].target == "k"
    assert session.document.relations["pq"].kind is Kind.SUPPORT
    assert steps(session) == 1


def test_with_shift_it_becomes_a_counterpoint(hands: Hands, session: Session) -> None:
    hands.drag(hands.middle("q"), hands.middle("k"), SHIFT)
    assert session.document.relations["pq"].target == "k"
    assert session.document.relations["pq"].kind is Kind.ATTACK


def test_with_ctrl_it_also_bears_on_that_and_stays_where_it_is(hands: Hands, session: Session) -> None:
    hands.drag(hands.middle("q"), hands.middle("k"), CTRL)
    assert session.document.relations["pq"].target == "p"
    (new,) = [r for r in session.document.relations.values() if r.target == "k"]
    assert new.premises == ("q",)


def test_a_card_that_the_pointer_only_passes_does_not_count(hands: Hands, session: Session) -> None:
    hands.drag(hands.middle("q"), hands.middle("k"), rest=False)
    assert session.document.relations["pq"].target == "p"


def test_on_a_relation_it_becomes_a_linked_premise_and_with_shift_an_undercut(hands: Hands, session: Session) -> None:
    hands.drag(hands.middle("q"), hands.middle("tp"))
    assert session.document.relations["tp"].premises == ("p", "q")
    session.undo()
    hands.drag(hands.middle("q"), hands.middle("tk"), SHIFT)
    assert session.document.relations["pq"].target == "tk"
    assert session.document.relations["pq"].kind is Kind.ATTACK
    assert derive(session.document).rows["q"].role == "undercutter"


def test_on_the_bar_above_a_sibling_it_stands_before_it(hands: Hands, view: MapView, session: Session) -> None:
    box = session.geometry.cards["p"]
    hands.drag(hands.middle("k"), (box.right - 30, box.top - 6))
    order = derive(session.document).order
    assert order.index("k") < order.index("p")
    assert session.document.relations["tk"].kind is Kind.ATTACK


def test_the_hint_says_in_words_what_would_happen_and_shift_changes_it_at_once(hands: Hands, view: MapView) -> None:
    hands.press(hands.middle("q"))
    hands.move(hands.middle("t"))
    assert not view.hint.isVisible()
    hands.rest()
    assert view.hint.isVisible()
    assert view.hint.words == "Drop: supports 1"
    assert "Shift: attacks 1" in view.hint.more
    assert view.map_scene().claims["t"].look.drop is Manner.SUPPORT
    hands.hold(Qt.Key.Key_Shift)
    assert view.hint.words == "Drop: attacks 1"
    assert view.map_scene().claims["t"].look.drop is Manner.ATTACK
    hands.let_go(Qt.Key.Key_Shift, SHIFT)
    assert view.hint.words == "Drop: supports 1"
    hands.key(Qt.Key.Key_Escape)
    assert not view.hint.isVisible()
    assert view.map_scene().claims["t"].look.drop is None


def test_the_hint_says_why_not_and_nothing_is_done(hands: Hands, view: MapView, session: Session) -> None:
    hands.press(hands.middle("p"))
    hands.move(hands.middle("t"))
    hands.rest()
    assert view.hint.words == "Already supports 1"
    assert view.map_scene().claims["t"].look.drop is None
    hands.release()
    assert steps(session) == 0


def test_several_selected_cards_are_dragged_together(hands: Hands, view: MapView, session: Session) -> None:
    session.select(("q", "k"))
    hands.press(hands.middle("q"))
    x, y = open_place(view)
    hands.move((x + 300, y))
    assert view.map_scene().claims["k"].look.lifted
    hands.move(hands.middle("t"))
    hands.rest()
    hands.release()
    on_t = [r for r in session.document.relations.values() if r.target == "t" and r.kind is Kind.SUPPORT]
    assert {p for r in on_t for p in r.premises} == {"p", "q", "k"}
    assert steps(session) == 1


# From the handles.


def test_from_a_handle_to_a_card_a_new_relation_is_drawn(hands: Hands, view: MapView, session: Session) -> None:
    hands.move(hands.middle("k"))
    (_, place) = _handles(view, "k")[0]
    hands.move(place)
    hands.drag(place, hands.middle("p"))
    (new,) = [r for r in session.document.relations.values() if r.target == "p" and r.premises == ("k",)]
    assert new.kind is Kind.SUPPORT
    assert steps(session) == 1


def test_from_a_handle_into_the_open_a_new_card_is_set_there_and_opened(
    hands: Hands, view: MapView, session: Session
) -> None:
    hands.move(hands.middle("k"))
    place = dict(_handles(view, "k"))[Manner.ATTACK]
    hands.move(place)
    x, y = open_place(view)
    hands.drag(place, (x, y), rest=False)
    assert view.is_editing()
    (new,) = session.selection
    claim = session.document.claims[new]
    assert claim.at is not None and abs(claim.at[0] - x) <= 1
    (relation,) = [r for r in session.document.relations.values() if r.premises == (new,)]
    assert (relation.kind, relation.target) == (Kind.ATTACK, "k")
    hands.key(Qt.Key.Key_Escape)
    assert session.document.claims.keys() == small().claims.keys()
    assert session.history.undoable() is None


# The rubber band, panning.


def test_the_rubber_band_selects_what_it_touches_and_with_shift_besides(
    hands: Hands, view: MapView, session: Session
) -> None:
    box = session.geometry.cards["k"]
    hands.press((box.right + 20, box.bottom + 10))
    hands.move((box.right - 5, box.bottom - 5))
    assert view.map_scene().claims["k"].look.hovered
    hands.release()
    assert session.selection == ("k",)
    box = session.geometry.cards["t"]
    hands.press((box.right + 20, box.top - 12), SHIFT)
    hands.move((box.right - 5, box.top + 5), SHIFT)
    hands.release(SHIFT)
    assert session.selection == ("k", "t")


@pytest.mark.parametrize("way", ["middle", "space"])
def test_the_middle_button_or_space_pans(hands: Hands, view: MapView, session: Session, way: str) -> None:
    asked = []
    view.action_wanted.connect(asked.append)
    spot = view.spot("t")
    x, y = hands.middle("t")
    if way == "space":
        hands.hold(Qt.Key.Key_Space, text=" ")
        hands.press((x, y))
    else:
        hands.press((x, y), button=MIDDLE)
    # The place under the pointer goes along, so that each step is told from where the map stood before.
    transform = view.viewportTransform()
    start = transform.map(QPointF(x, y))
    back, _ = transform.inverted()
    hands.move(back.map(start + QPointF(50, 30)).toTuple())
    hands.release()
    hands.let_go(Qt.Key.Key_Space)
    assert spot is not None
    assert (view.spot("t") - spot).toTuple() == pytest.approx((50, 30), abs=1)
    assert asked == [] and session.selection == () and steps(session) == 0


def test_space_by_itself_folds_when_it_is_let_go(hands: Hands, view: MapView, session: Session) -> None:
    asked = []
    view.action_wanted.connect(asked.append)
    session.select(("p",))
    hands.hold(Qt.Key.Key_Space, text=" ")
    assert asked == [] and not view.is_editing()
    hands.let_go(Qt.Key.Key_Space)
    assert asked == ["fold"]


def test_another_button_ends_a_gesture(hands: Hands, view: MapView, session: Session) -> None:
    hands.press(hands.middle("p"))
    hands.move((0, 400))
    hands.press((0, 400), button=Qt.MouseButton.RightButton)
    hands.release()
    assert steps(session) == 0
    assert view.map_scene().previews.lifted == ()


def test_a_step_from_elsewhere_ends_what_a_gesture_shows(hands: Hands, view: MapView, session: Session) -> None:
    hands.press(hands.middle("p"))
    hands.move((0, 400))
    session.commit(claims.reword(session.document, "k", "Traders lose much."))
    assert view.map_scene().previews.lifted == ()
    view.cancel()


# What is left on the screen.


def stale(view: MapView) -> int:
    """How many pixels on the screen differ clearly from what a painting of the whole window gives."""
    QCoreApplication.processEvents()
    screen = view.screen().grabWindow(view.winId()).toImage()
    whole = view.grab().toImage()
    differ = 0
    for x in range(0, whole.width(), 2):
        for y in range(0, whole.height(), 2):
            differ += abs(screen.pixelColor(x, y).lightness() - whole.pixelColor(x, y).lightness()) > 40
    return differ


def test_a_gesture_leaves_nothing_behind_on_the_screen(hands: Hands, view: MapView, session: Session) -> None:
    pinned = claims.place(session.document, {id: box.centre for id, box in session.geometry.cards.items()})
    session.commit(pinned)
    view.zoom_to(0.6)
    view.look_at(*session.geometry.bounds.centre, 0.6)
    assert stale(view) == 0
    hands.press(hands.middle("q"))
    x, y = hands.middle("q")
    for step in range(1, 6):
        hands.move((x + 12 * step, y - 9 * step))
        QCoreApplication.processEvents()
    assert stale(view) == 0
    hands.move(hands.middle("k"))
    hands.rest()
    assert stale(view) == 0
    hands.release()
    assert session.document.relations["pq"].target == "k"
    assert stale(view) == 0
    session.undo()
    assert stale(view) == 0
    hands.drag(hands.middle("p"), (x + 150, y + 90), rest=False)
    assert stale(view) == 0


# What a drop would do, without a mouse.


@pytest.mark.parametrize(
    ("hit", "attack", "also", "words"),
    [
        (Hit("claim", "k"), False, False, "Drop: supports 1.2"),
        (Hit("claim", "k"), True, False, "Drop: attacks 1.2"),
        (Hit("claim", "k"), False, True, "Drop: also supports 1.2"),
        (Hit("relation", "tp"), False, False, "Drop: linked with 1.1"),
        (Hit("relation", "tk"), True, False, "Drop: undercuts the step from 1.2 to 1"),
        (Hit("bar", "p", part="before"), False, False, "Drop: before 1.1"),
        (Hit("bar", "p", part="after"), False, False, "Drop: after 1.1"),
        (Hit("claim", "p"), False, False, "Already supports 1.1"),
    ],
)
def test_the_words_of_a_drop(hit: Hit, attack: bool, also: bool, words: str) -> None:
    drop = drops.on(small(), ("q",), hit, attack=attack, also=also)
    assert drop is not None
    assert drop.words == words
    assert (drop.change is None) == words.startswith("Already")


def test_nothing_is_dropped_on_nothing() -> None:
    assert drops.on(small(), ("q",), hitting.NOTHING) is None


def test_a_branch_that_bears_on_something_else_is_given_a_place_there() -> None:
    document = small()
    placed = claims.place(document, {id: (10 * i, 20 * i) for i, id in enumerate(document.claims)})
    assert placed is not None
    document = document.apply(placed)
    drop = drops.on(document, ("p",), Hit("claim", "k"))
    assert drop is not None and drop.change is not None
    after = document.apply(drop.change)
    assert after.claims["p"].at is None and after.claims["q"].at is None
    assert after.claims["t"].at == document.claims["t"].at


def test_what_would_bear_on_itself_cannot_be_dropped() -> None:
    document = small()
    extra = (Claim("An objection", id="u"), Relation(Kind.ATTACK, ("u",), "tp", id="uu"))
    document = type(document)([*document.values(), *extra])
    drop = drops.on(document, ("p",), Hit("relation", "uu"), attack=True)
    assert drop is not None and drop.change is None
    assert drop.words == "Not possible: it would bear on itself"


# Tabs of groups that no frame holds.


@pytest.fixture
def tab(view: MapView, session: Session) -> tuple[float, float]:
    """The middle of the tab on the card `k`, of a group with `q`."""
    change = groups.group(session.document, ("k", "q"), "Costs")
    assert change is not None
    session.commit(change)
    session.select(())
    item = view.map_scene().claims["k"]
    assert item.tab is not None
    at = item.tab.box.centre
    return item.box.left + at.x, item.box.top + at.y


def test_a_click_on_a_tab_selects_the_group_and_a_double_click_asks_for_its_title(
    hands: Hands, session: Session, view: MapView, qtbot: QtBot, tab: tuple[float, float]
) -> None:
    (group,) = session.document.groups
    hands.click(tab)
    assert session.selection == (group,)
    with qtbot.waitSignal(view.action_wanted) as wanted:
        hands.double_click(tab)
    assert wanted.args == ["edit-text"] and not view.is_editing()
    card = view.map_scene().claims["k"].box
    hands.click((card.left + 20, card.top + 4))
    assert session.selection == ("k",)


def test_what_is_dropped_on_a_tab_is_dropped_on_its_card(
    hands: Hands, session: Session, tab: tuple[float, float]
) -> None:
    hands.drag(hands.middle("p"), tab)
    assert {(r.premises, r.target) for r in session.document.relations.values()} >= {(("p",), "k")}


def test_cards_are_dragged_together_by_the_tab_of_their_group(
    hands: Hands, session: Session, tab: tuple[float, float]
) -> None:
    before = {id: box.centre for id, box in session.geometry.cards.items()}
    hands.drag(tab, (tab[0] + 600, tab[1] + 30), rest=False)
    moved = {id for id, box in session.geometry.cards.items() if box.centre != before[id]}
    assert moved == {"k", "q"} and len(session.document.relations) == 3
