"""The window as a whole: what it shows, what it keeps, and that keys and names are where they should be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, QRegularExpression, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QPalette
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from argmap.app.recent import Recent
from argmap.app.settings import load
from argmap.core.document import EMPTY
from argmap.core.roles import derive
from argmap.edit import claims, groups, relations, removal
from argmap.graphviz.style import style
from argmap.gui import application
from argmap.gui.canvas.hitting import Hit
from argmap.gui.canvas.tools import drops
from argmap.gui.desk import Desk
from argmap.gui.panels.inspector import Inspector
from argmap.gui.window import MapWindow

Press = Callable[..., None]


def test_the_panes_are_made_after_the_first_paint_and_only_then(desk: Desk, qtbot: object) -> None:
    window = desk.window()
    assert window.panes.by_name == {}
    with qtbot.waitSignal(window.ready):  # type: ignore[attr-defined]
        window.show()
    assert list(window.panes.by_name) == ["inspector", "outline", "problems"]


def test_the_status_line_counts_names_what_is_selected_and_says_which_keys_help(
    argument: MapWindow, qtbot: QtBot
) -> None:
    assert argument.status.counts.text().startswith("4 claims · 3 relations")
    argument.session.select(("p",))
    QApplication.processEvents()
    assert argument.status.said.text() == "Premise 1.1, supports 1, one relation bears on it"
    qtbot.waitUntil(lambda: ("Tab", "premise") in [tuple(hint) for hint in argument.status.hints.hints])
    argument.session.select(("tp",))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: ("Tab", "backing") in [tuple(hint) for hint in argument.status.hints.hints])


def test_the_keys_that_the_status_line_reminds_of_are_those_that_act_where_the_keyboard_is(
    argument: MapWindow, qtbot: QtBot
) -> None:
    from argmap.edit import sources

    def hinted() -> dict[str, str]:
        return {hint.key: hint.does for hint in argument.status.hints.hints}

    argument.session.commit(sources.add_source(argument.session.document, text="One thing. Another thing."))
    argument.session.select(("p",))
    assert argument.reading.pane is not None
    argument.reading.pane.text.setFocus()
    qtbot.waitUntil(lambda: hinted().get("↓") == "next sentence")
    assert hinted()["N"] == "unmapped" and "Tab" not in hinted()
    argument.panes.show("inspector")
    line = argument.findChild(QLineEdit, "claim-form-tags")
    assert line is not None
    line.setFocus()
    qtbot.waitUntil(lambda: hinted() == {"F6": "next pane", "Ctrl+K": "all commands"})
    argument.panes.show("outline")
    argument.panes.by_name["outline"].setFocus()
    qtbot.waitUntil(lambda: hinted().get("Tab") == "premise")


def test_after_a_removal_the_status_line_says_how_many_and_how_to_get_them_back(
    argument: MapWindow, press: Press
) -> None:
    before = argument.session.document
    argument.session.select(("p",))
    argument.view.setFocus()
    press("Del")
    assert argument.status.said.text() == "Removed 2 claims · Ctrl+Z"
    press("Ctrl+Z")
    assert argument.session.document == before
    assert argument.status.said.text().startswith("Undone: ")


def test_what_is_hidden_is_counted_in_the_status_line(argument: MapWindow) -> None:
    argument.session.select(("p",))
    argument.acts.run("fold")
    assert "1 claim folded away" in argument.status.counts.text()
    assert argument.status.said.text() == "Folded 1 branch"
    argument.acts.run("fold")
    assert "folded" not in argument.status.counts.text()
    assert argument.status.said.text() == "Unfolded 1 branch"
    argument.acts.run("focus")
    assert "1 claim out of focus" in argument.status.counts.text()
    assert argument.status.said.text() == "Only what leads to 1.1 and away from it"
    argument.acts.run("focus")
    assert argument.status.said.text() == "The rest is shown again"


def test_a_line_about_trouble_stands_over_the_map_and_is_no_dialog(argument: MapWindow) -> None:
    argument.bridge.troubled.emit("a.svg: cannot be written: the disk is full")
    assert argument.notices.isVisible()
    assert argument.notices.texts() == ["a.svg: cannot be written: the disk is full"]
    assert QApplication.activeModalWidget() is None


def test_every_label_of_the_window_shows_plain_text(argument: MapWindow) -> None:
    for id in ("palette", "find", "marks", "mark-by", "also-bears-on", "settings", "shortcuts", "about", "map-details"):
        argument.session.select(("p",))
        argument.acts.run(id)
    labels = argument.findChildren(QLabel)
    assert len(labels) > 20
    wrong = [label.objectName() or label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText]
    # Qt's own parts, such as the texts of a combo box's view, show pictures and no words.
    assert [name for name in wrong if name] == []


def test_markup_in_a_claim_is_shown_as_it_is(argument: MapWindow) -> None:
    from argmap.edit import claims

    argument.session.commit(claims.reword(argument.session.document, "p", "<img src=/dev/zero> <b>bold</b>"))
    argument.session.select(("p",))
    argument.acts.run("also-bears-on")
    argument.bridge.troubled.emit("<h1>big</h1>")
    assert argument.notices.texts() == ["<h1>big</h1>"]


def test_the_window_comes_back_as_it_was_left(desk: Desk, window: MapWindow, home: Path) -> None:
    from gui_maps import small

    window.session.load(small())
    window.resize(780, 600)
    window.panes.show("problems")
    window.panes.side.wish = 280
    window.shares.share()
    QApplication.processEvents()
    assert window.panes.side.width() == 280
    window.view.zoom_to(1.5)
    assert window.close()
    left = load(home / "settings" / "settings.json")
    assert left["window"]["pane"] == "problems"
    again = desk.window()
    again.show()
    again.fill()
    QApplication.processEvents()
    assert (again.width(), again.height()) == (780, 600)
    assert again.panes.current() == "problems" and again.panes.side.width() == 280
    again.session.load(small())
    again.filing.opened.emit()
    assert again.view.zoom() == pytest.approx(1.5)


def test_damaged_notes_on_the_window_are_passed_over(desk: Desk) -> None:
    desk.settings["window"] = {
        "geometry": "no base64 !",
        "side-dock": {"width": "x", "shown": 3},
        "pane": ["x"],
        "zoom": "big",
    }
    window = desk.window()
    window.show()
    window.fill()
    window.filing.opened.emit()
    assert window.panes.current() == "inspector"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_changes_while_the_window_is_open(argument: MapWindow, theme: str, qapp: QApplication) -> None:
    argument.set_setting("theme", theme)
    look = style(theme)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(look.bar)
    assert look.card in qapp.styleSheet()
    assert argument.view.map_scene().ink.style is look
    image = argument.view.grab().toImage()
    assert image.pixelColor(3, 3) == QColor(look.canvas) or image.pixelColor(5, 9) == QColor(look.canvas)


def test_larger_text_makes_panes_larger_and_the_map_but_no_card(argument: MapWindow, qapp: QApplication) -> None:
    small_font, cards = qapp.font().pixelSize(), dict(argument.session.geometry.cards)
    argument.acts.run("actual-size")
    assert argument.view.transform().m11() == pytest.approx(1.0)
    argument.set_setting("text_scale", 1.5)
    assert qapp.font().pixelSize() == round(small_font * 1.5)
    assert argument.view.transform().m11() == pytest.approx(1.5)
    assert argument.status.zoom.text() == "100 %"
    assert dict(argument.session.geometry.cards) == cards


def test_every_pane_and_every_part_that_a_person_uses_has_a_name(argument: MapWindow) -> None:
    for id in ("palette", "find", "settings", "shortcuts"):
        argument.acts.run(id)
    for dock in argument.findChildren(QDockWidget):
        assert dock.objectName()
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    ours = [w for kind in (QAbstractButton, QLineEdit) for w in argument.findChildren(kind)]
    panels = [w for pane in argument.panes.by_name.values() for w in pane.findChildren(QWidget)]
    nameless = [(w, w.text(), w.parent()) for w in ours if not w.objectName() and w not in panels]
    assert nameless == []


def test_a_map_dropped_on_the_window_is_opened(window: MapWindow, example_file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(example_file))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    assert window.session.path == str(example_file)


def test_an_empty_map_shows_the_welcome_page_and_the_first_claim_takes_it_away(
    window: MapWindow, edited: list[str], press: Press
) -> None:
    assert window.front is not None and window.front.page.isVisible()
    press("Ctrl+Shift+Return", into=window.view)
    assert not window.front.page.isVisible()
    assert edited == list(window.session.document.claims)
    window.session.undo()
    assert window.front.page.isVisible()


def test_the_welcome_page_stands_in_the_middle_when_a_new_map_takes_the_article_away(
    window: MapWindow, qapp: QApplication
) -> None:
    window.filing.open_example()
    qapp.processEvents()
    narrow = window.centre.width()
    window.filing.new()
    qapp.processEvents()
    assert window.front is not None and window.front.page.isVisible() and window.centre.width() > narrow
    assert abs(window.front.page.geometry().center().x() - window.centre.rect().center().x()) <= 1


def test_the_welcome_page_says_of_a_map_without_a_title_where_it_lies(window: MapWindow) -> None:
    assert window.front is not None
    page = window.front.page
    page.show_recents([Recent("/maps/2024/air.argmap.json"), Recent("/maps/2024/noise.argmap.json", "Noise")])
    names = [button.accessibleName() for button in page.findChildren(QPushButton, QRegularExpression("recent"))]
    assert names == ["air.argmap.json, 2024", "Noise, noise.argmap.json"]


def test_the_welcome_page_can_be_had_over_a_map_and_escape_leaves_it(argument: MapWindow, press: Press) -> None:
    assert argument.front is not None and not argument.front.page.isVisible()
    argument.acts.run("welcome")
    assert argument.front.page.isVisible()
    press("Esc", into=argument.front.page)
    assert not argument.front.page.isVisible()


def test_the_first_run_opens_the_example_once_and_the_next_one_does_not(desk: Desk, qtbot: object) -> None:
    desk.settings["welcomed"] = False
    desk.start([])
    first = desk.windows[0]
    first.fill()
    assert first.session.document.info.title and first.session.path == ""
    assert not first.session.is_modified
    assert desk.settings["welcomed"]
    desk.start([])
    desk.windows[1].fill()
    assert desk.windows[1].session.document == EMPTY


def test_f6_goes_from_pane_to_pane_and_back_to_the_map(argument: MapWindow, press: Press) -> None:
    argument.view.setFocus()
    press("F6")
    assert argument.panes.side.isAncestorOf(QApplication.focusWidget())
    press("F6")
    assert QApplication.focusWidget() is argument.view
    press("Shift+F6")
    assert argument.panes.side.isAncestorOf(QApplication.focusWidget())


def test_a_card_that_is_found_stands_clear_of_the_find_bar_and_of_notices(argument: MapWindow, press: Press) -> None:
    view = argument.view
    argument.acts.run("find")
    bar = argument.centre.findChild(QWidget, "find-bar")
    assert bar is not None and bar.isVisible()
    argument.notices.show("note", "Something to know.")
    QApplication.processEvents()
    for over in (bar, argument.notices):
        view.zoom_to(1.0)
        at = view.spot("t")
        assert at is not None
        under = QPointF(over.geometry().center()) - at
        view.pan_by(under.x(), under.y())
        argument.session.select(())
        argument.session.select(("t",))
        QApplication.processEvents()
        box = view.map_scene().geometry.cards["t"]
        card = view.mapFromScene(box.left, box.top), view.mapFromScene(box.right, box.bottom)
        assert not QRect(*card).intersects(over.geometry()), over.objectName()
        assert view.viewport().rect().contains(QRect(*card))


def test_a_card_that_bears_on_another_target_now_is_still_in_view_and_one_that_was_drawn_aside_is_left(
    argument: MapWindow,
) -> None:
    view, session = argument.view, argument.session
    session.commit(claims.place(session.document, {"t": (0, 0), "p": (0, 120), "q": (40, 220), "k": (0, 3000)}))
    session.select(("q",))
    view.zoom_to(1.0)
    moved = drops.on(session.document, ("q",), Hit("claim", "k"))
    assert moved is not None and session.commit(moved.change)
    QApplication.processEvents()
    box = view.map_scene().geometry.cards["q"]
    assert box.top > 3000
    seen = view.seen()
    assert seen.top() < box.top and box.bottom < seen.bottom()
    session.undo()
    assert view.seen().contains(QPointF(40, 220))
    before = view.viewpoint()
    session.commit(claims.place(session.document, {"q": (40, 2000)}))
    assert view.viewpoint() == before


def test_all_windows_close_on_quit_and_one_that_objects_stays(desk: Desk, argument: MapWindow) -> None:
    other = desk.window()
    other.show()
    argument.session.commit(removal.delete(argument.session.document, ("q",)))
    argument.filing.ask_unsaved = lambda: "cancel"
    desk.leave()
    assert argument in desk.windows
    argument.filing.ask_unsaved = lambda: "discard"
    desk.leave()
    assert desk.windows == []


def test_who_calls_off_a_quit_has_all_windows_still(desk: Desk, argument: MapWindow) -> None:
    other = desk.window()
    other.show()
    other.session.commit(claims.add_thesis(other.session.document, "Unsaved."))
    other.filing.ask_unsaved = lambda: "cancel"
    desk.leave()
    assert desk.windows == [argument, other]
    other.filing.ask_unsaved = lambda: "discard"
    desk.leave()
    assert desk.windows == []


def test_settings_that_cannot_be_read_are_told_and_not_written_over(home: Path) -> None:
    file = home / "settings" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text("{broken")
    settings, trouble = application.read_settings()
    assert trouble is not None and "settings" in str(trouble)
    settings["theme"] = "dark"
    settings.save()
    assert file.read_text() == "{broken"


def test_the_docks_give_way_to_the_map() -> None:
    from argmap.gui.docks import shared

    side, article = (320, 220), (420, 280)
    assert shared(800, [side, article], [False, False]) == [320, 420]
    assert shared(620, [side, article], [False, False]) == [270, 350]  # both by half of what they can
    assert shared(500, [side, article], [False, False]) == [220, 280]
    assert shared(499, [side, article], [False, False]) == [0, 420]
    assert shared(499, [side, article], [True, False]) == [320, 0]
    assert shared(279, [side, article], [False, False]) == [0, 0]
    assert shared(100, [side, article], [False, True]) == [0, 280]
    assert shared(100, [], []) == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_map_keeps_its_share_of_a_narrow_window(desk: Desk, qapp: QApplication, scale: float) -> None:
    desk.settings["text_scale"] = scale
    window = desk.window()
    window.show()
    window.fill()
    window.filing.open_example()
    shown = []
    for width in (2200, 1300, 1000, 700, 2200):
        window.resize(width, 800)
        qapp.processEvents()
        assert window.view.width() >= 0.44 * width
        shown.append((not window.reading.dock.isHidden(), not window.panes.side.isHidden()))
    assert shown[0] == shown[-1] == (True, True)
    assert shown[1] == (True, True) and shown[3] != (True, True)
    assert window.panes.side.width() == round(320 * scale)


def test_a_pane_asked_for_is_shown_however_narrow_the_window_is(argument: MapWindow, qapp: QApplication) -> None:
    argument.resize(320, 500)
    qapp.processEvents()
    assert argument.panes.side.isHidden()
    argument.acts.run("show-outline")
    qapp.processEvents()
    assert not argument.panes.side.isHidden() and argument.panes.current() == "outline"
    argument.acts.run("show-outline")
    assert argument.panes.side.isHidden()
    argument.resize(1300, 800)
    qapp.processEvents()
    assert argument.panes.side.isHidden()  # it was sent away, and did not give way


def test_a_map_just_opened_begins_with_its_first_claim_at_the_top(desk: Desk, qapp: QApplication) -> None:
    window = desk.window()
    window.resize(1280, 820)
    window.show()
    window.fill()
    window.filing.open_example()
    qapp.processEvents()
    document, view = window.session.document, window.view
    first = view.map_scene().geometry.cards[derive(document).order[0]]
    seen = view.seen()
    assert seen.top() < first.top < seen.center().y()
    assert seen.left() < first.left and first.right < seen.right()


def test_escape_leads_from_a_pane_back_to_the_map(argument: MapWindow, press: Press, qapp: QApplication) -> None:
    argument.session.select(("p",))
    argument.view.setFocus()
    argument.acts.run("edit-note")
    assert argument.panes.side.isAncestorOf(QApplication.focusWidget())
    press("Escape")
    assert QApplication.focusWidget() is argument.view
    argument.panes.show("outline")
    argument.panes.by_name["outline"].setFocus()
    press("Escape")
    assert QApplication.focusWidget() is argument.view


def test_the_status_line_says_what_the_selected_claim_bears_on_now(argument: MapWindow, press: Press) -> None:
    argument.session.select(("p",))
    argument.view.setFocus()
    before = argument.status.said.text()
    argument.session.commit(relations.flip(argument.session.document, ["p"]))
    assert argument.status.said.text() != before
    assert "attacks" in argument.status.said.text()


def test_a_group_without_a_card_in_focus_shows_no_frame(argument: MapWindow) -> None:
    argument.session.commit(groups.group(argument.session.document, ["k"]))
    frame = next(iter(argument.view.map_scene().groups.values()))
    argument.session.select(("p",))
    argument.acts.run("focus")
    assert not frame.isVisible()
    argument.acts.run("focus")
    assert frame.isVisible()


def test_a_field_is_brought_into_view_also_while_another_form_is_due(argument: MapWindow, qtbot: QtBot) -> None:
    inspector = argument.panes.by_name["inspector"]
    assert isinstance(inspector, Inspector)
    argument.session.select(("p",))
    inspector.go_to("note")
    shown = inspector.form()
    argument.session.select(())  # the form for that comes a little later than the field that is gone to
    qtbot.waitUntil(lambda: not inspector._going.isActive())
    assert inspector.form() is not shown
