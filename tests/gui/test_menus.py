"""Menus, tool bar and keys: every row of the table is offered, does what it says, and is greyed where it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from argmap.app.actions import enabled
from argmap.app.catalogue import ACTIONS, BY_ID, TOOL_BAR
from argmap.core.records import Kind
from argmap.core.roles import derive
from argmap.edit import groups, relations
from argmap.formats import registry
from argmap.formats.registry import Format
from argmap.gui import binding, shortcuts
from argmap.gui.menus import ON_CLAIM, ON_NOTHING, ON_RELATION, ON_SEVERAL, with_mnemonics
from argmap.gui.window import MapWindow
from argmap.resources import resource

Press = Callable[..., None]


def test_every_row_of_file_and_view_is_bound() -> None:
    wanted = {row.id for row in ACTIONS if row.scope in ("file", "view") and row.setting is None}
    bound = binding.BOUND.keys()
    article = {row.id for row in ACTIONS if row.scope == "article"}
    assert wanted == bound - article
    assert article & bound, "the letters of the article are had from the menu as well"
    assert binding.CHECKED.keys() | binding.POSSIBLE.keys() <= binding.BOUND.keys()


def test_what_is_bound_leads_to_methods_of_the_window(window: MapWindow) -> None:
    for ways in (binding.BOUND, binding.CHECKED, binding.POSSIBLE):
        assert all(callable(method) for method in binding.bound(window, ways).values())


def test_a_row_that_writes_a_format_is_offered_where_there_is_that_format(
    window: MapWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {format.name for format in registry.FORMATS}
    assert {id for id in binding.WRITES if id in window.acts.by_id} == {
        id for id, format in binding.WRITES.items() if format in names
    }
    argdown = Format("argdown", "Argdown", (".argdown",), writer="argmap.formats.outline:write")
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, argdown))
    binding.bound(window, binding.BOUND)["copy-argdown"]()
    assert QApplication.clipboard().text() == registry.write(window.session.document, "markdown").decode()


def test_every_action_is_named_by_its_row_and_stands_in_the_menu_of_its_row(window: MapWindow) -> None:
    for id, action in window.acts.by_id.items():
        assert action.objectName() == id
        assert window.findChild(QAction, id) is action
        path = BY_ID[id].menu
        if path:
            assert action in window.menus.by_path[path].actions()


def test_no_two_actions_share_a_key_where_both_can_be_pressed(window: MapWindow) -> None:
    from argmap.app.keys import meet

    seen: dict[str, list[str]] = {}
    for id in window.acts.by_id:
        for key in window.acts.keys[id]:
            for other in seen.get(key, ()):
                assert not meet(BY_ID[id].where, BY_ID[other].where), (key, id, other)
            seen.setdefault(key, []).append(id)


def test_every_icon_of_the_table_is_shipped() -> None:
    assert [row.icon for row in ACTIONS if row.icon and not resource(f"icons/{row.icon}.svg").exists()] == []


def test_a_menu_greys_what_is_not_possible_when_it_opens_and_lets_go_of_it_when_it_closes(
    argument: MapWindow,
) -> None:
    argument.session.select(("t",))
    menu = argument.menus.by_path["argument"]
    menu.aboutToShow.emit()
    focus = argument.going.focus()
    for action in menu.actions():
        if action.objectName() in BY_ID:
            assert action.isEnabled() == argument.acts.is_possible(action.objectName(), focus), action.objectName()
    assert not argument.acts.by_id["merge"].isEnabled()
    menu.aboutToHide.emit()
    # Disabled, its key would go through to whatever has the keyboard.
    assert argument.acts.by_id["merge"].isEnabled()


@pytest.mark.parametrize("selection", [(), ("t",), ("p",), ("tp",), ("p", "k"), ("t", "p", "k", "q")])
def test_an_edit_row_is_possible_exactly_where_its_command_does_something(
    argument: MapWindow, selection: tuple[str, ...]
) -> None:
    argument.session.select(selection)
    focus = argument.going.focus()
    for id in argument.acts.by_id:
        row = BY_ID[id]
        if row.command is not None:
            assert argument.acts.is_possible(id) == enabled(row, focus)


def test_what_is_not_possible_is_said_in_the_status_line_and_changes_nothing(argument: MapWindow) -> None:
    before = argument.session.document
    argument.session.select(("t",))
    assert not argument.acts.run("merge")
    assert argument.session.document is before
    assert argument.status.said.text() == "Merge claims: not possible here"


def test_tab_adds_a_premise_and_opens_it_for_typing(argument: MapWindow, edited: list[str], press: Press) -> None:
    argument.session.select(("k",))
    argument.view.setFocus()
    press("Tab")
    (new,) = [id for id in argument.session.document.claims if id not in ("t", "p", "k", "q")]
    assert edited == [new] and argument.session.selection == (new,)
    press("Ctrl+Z")
    argument.session.select(("k",))
    press("Shift+Tab")
    assert edited[1:] == list(argument.session.selection)
    (step,) = [r for r in argument.session.document.relations.values() if edited[1] in r.premises]
    assert (step.kind, step.target) == (Kind.ATTACK, "k")


def test_keys_of_the_map_do_nothing_in_a_field_of_a_pane(argument: MapWindow, press: Press) -> None:
    field = argument.findChild(QLineEdit)
    other = QLineEdit(argument)
    other.show()
    other.setFocus()
    assert QApplication.focusWidget() is other
    assert field is not None
    before = argument.session.document
    argument.session.select(("p",))
    press("Del", "Return", "Tab", into=other)
    assert argument.session.document is before


def test_space_folds_when_it_is_let_go_and_not_when_the_mouse_came_in_between(
    argument: MapWindow, edited: list[str]
) -> None:
    from PySide6.QtTest import QTest

    argument.session.select(("p",))
    view = argument.view
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert not argument.seeing.folded
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert argument.seeing.folded == {"p"}
    QTest.keyPress(view, Qt.Key.Key_Space)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton)
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert argument.seeing.folded == {"p"}


def test_the_tool_bar_holds_what_the_table_says_and_follows_the_selection(argument: MapWindow, qtbot: QtBot) -> None:
    argument.session.select(())
    for id in TOOL_BAR:
        if id in argument.acts.by_id:
            assert argument.tools.findChild(QToolButton, f"button-{id}") is not None
    premise = argument.tools.findChild(QAction, "tool-add-premise")
    assert premise is not None
    qtbot.waitUntil(lambda: not premise.isEnabled())
    argument.session.select(("p",))
    qtbot.waitUntil(premise.isEnabled)


def test_a_tool_does_what_its_row_does(argument: MapWindow, edited: list[str], qtbot: QtBot) -> None:
    argument.session.select(("k",))
    tool = argument.tools.findChild(QAction, "tool-add-premise")
    assert tool is not None
    qtbot.waitUntil(tool.isEnabled)
    tool.trigger()
    assert len(argument.session.document.claims) == 5


def test_context_menus_hold_rows_of_the_table_and_are_never_disabled_behind_it(argument: MapWindow) -> None:
    for rows in (ON_CLAIM, ON_RELATION, ON_SEVERAL, ON_NOTHING):
        assert [id for id in rows if id and id not in BY_ID] == []
        menu = argument.menus.context(rows, argument)
        assert isinstance(menu, QMenu) and menu.actions()
        menu.aboutToHide.emit()
        menu.deleteLater()
    assert all(action.isEnabled() for action in argument.acts.by_id.values())


def test_the_menu_shows_keys_that_act_when_let_go_too(argument: MapWindow) -> None:
    assert argument.acts.by_id["fold"].text().endswith("\tSpace")
    assert argument.acts.by_id["fold"].shortcut().isEmpty()
    assert argument.acts.by_id["add-another"].text().endswith("\tEnter")


def test_a_changed_key_holds_at_once_and_the_old_one_no_longer(
    argument: MapWindow, edited: list[str], press: Press
) -> None:
    shortcuts.change(argument.settings, "add-premise", ["Ctrl+Shift+Y"])
    argument.keys_changed()
    argument.session.select(("k",))
    argument.view.setFocus()
    press("Ctrl+Shift+Y")
    assert len(argument.session.document.claims) == 5
    assert QKeySequence("Tab") not in argument.acts.by_id["add-premise"].shortcuts()


def test_an_action_that_meets_trouble_says_one_line_over_the_map(argument: MapWindow, monkeypatch: object) -> None:
    from argmap.errors import ArgmapError

    def fail() -> None:
        raise ArgmapError("cannot be written: the disk is full", "map.argmap.json")

    argument.acts._bound["save"] = fail  # type: ignore[index]
    assert not argument.acts.run("save")
    assert argument.notices.texts() == ["map.argmap.json: cannot be written: the disk is full"]


def test_rows_that_set_a_setting_set_it_and_are_shown_as_set(argument: MapWindow) -> None:
    argument.acts.run("theme-dark")
    assert argument.settings["theme"] == "dark"
    argument.menus.by_path["view/colours"].aboutToShow.emit()
    shown = {id: argument.acts.by_id[id].isChecked() for id in ("theme-system", "theme-light", "theme-dark")}
    assert shown == {"theme-system": False, "theme-light": False, "theme-dark": True}
    before = argument.settings["show_legend"]
    argument.acts.run("show-legend")
    assert argument.settings["show_legend"] is not before


def test_arrows_walk_through_the_map_and_back(argument: MapWindow, press: Press) -> None:
    argument.view.setFocus()
    argument.session.select(("t",))
    press("Right")
    assert argument.session.selection == ("p",)
    press("Down")
    assert argument.session.selection == ("k",)
    press("Ctrl+Left")
    assert argument.session.selection == ("tk",)
    press("Left")
    assert argument.session.selection == ("t",)
    press("Ctrl+PgUp")
    assert argument.session.selection == ("tk",)
    press("Ctrl+PgDown")
    assert argument.session.selection == ("t",)


def test_folding_away_what_is_selected_selects_what_is_left(argument: MapWindow) -> None:
    argument.session.select(("q", "p"))
    argument.acts.run("fold-all")
    assert not set(argument.session.selection) & argument.seeing.hidden


def test_selecting_what_is_hidden_brings_it_back(argument: MapWindow) -> None:
    argument.acts.run("fold-all")
    assert "q" in argument.seeing.hidden
    argument.session.select(("q",))
    assert "q" not in argument.seeing.hidden


def test_the_relation_meant_by_a_key_is_named_where_there_are_several(argument: MapWindow) -> None:
    from argmap.edit import relations

    argument.session.commit(relations.also(argument.session.document, "q", "t"))
    argument.session.select(("q",))
    argument.acts.run("flip")
    QApplication.processEvents()
    assert "the step that" in argument.status.said.text()


def test_copy_and_paste_carry_a_branch_under_another_claim(argument: MapWindow) -> None:
    argument.session.select(("p", "q"))
    argument.acts.run("copy")
    argument.session.select(("k",))
    argument.acts.run("paste")
    texts = [claim.text for claim in argument.session.document.claims.values()]
    assert texts.count("The air is bad.") == 2 and texts.count("NO2 was measured.") == 2


def test_what_is_cut_is_pasted_whole_with_its_branch_and_its_role(argument: MapWindow) -> None:
    session = argument.session
    before = Counter(claim.text for claim in session.document.claims.values())
    session.commit(relations.flip(session.document, ["tp"]))
    session.select(("p",))
    argument.acts.run("cut")
    assert session.document.claims.keys() == {"t", "k"}
    session.select(("k",))
    argument.acts.run("paste")
    document = session.document
    assert Counter(claim.text for claim in document.claims.values()) == before
    role = {document.claims[id].text: row.role for id, row in derive(document).rows.items()}
    assert (role["The air is bad."], role["NO2 was measured."]) == ("counterpoint", "premise")


def test_only_what_was_copied_is_cut_of_a_group_its_claims_and_of_a_relation_nothing(argument: MapWindow) -> None:
    session = argument.session
    before = session.document
    session.select(("tp",))
    argument.acts.run("cut")
    assert session.document == before
    session.commit(groups.group(before, ["k"]))
    (inner,) = session.document.groups
    session.commit(groups.group(session.document, [inner]))
    (outer,) = session.document.groups.keys() - {inner}
    session.select((outer,))
    argument.acts.run("cut")
    assert session.document.claims.keys() == {"t", "p", "q"} and not session.document.groups
    session.select(())
    argument.acts.run("paste")
    document = session.document
    assert len(document.groups) == 2
    assert [document.claims[id].text for id in document.claims if document.claims[id].group] == ["Traders lose custom."]


def test_pasted_lines_become_claims_and_a_long_text_becomes_a_source(argument: MapWindow) -> None:
    clipboard = QApplication.clipboard()
    argument.session.select(("k",))
    clipboard.setText("- One\n- Two\n")
    argument.acts.run("paste")
    assert {"One", "Two"} <= {claim.text for claim in argument.session.document.claims.values()}
    clipboard.setText("A long paragraph that says a lot. " * 40)
    argument.acts.run("paste")
    assert len(argument.session.document.sources) == 1


def test_a_pasted_article_is_read_at_once_under_its_first_line(argument: MapWindow) -> None:
    argument.session.select(())
    QApplication.clipboard().setText(
        "The price of a closed street\r\n\r\n" + "A paragraph that says a lot of it. " * 40
    )
    argument.acts.run("paste")
    (source,) = argument.session.document.sources.values()
    assert source.title == "The price of a closed street"
    assert argument.reading.pane is not None
    assert argument.reading.pane.text.hasFocus()


def test_each_menu_opens_by_a_letter_of_its_own() -> None:
    titles = ["File", "Edit", "Argument", "Marks", "Article", "Arrange", "View", "Go", "Help", "Fig", "…"]
    made = with_mnemonics(titles)
    assert [title.replace("&", "") for title in made] == titles
    letters = [title[title.index("&") + 1].lower() for title in made if "&" in title]
    assert len(set(letters)) == len(letters) == len(titles) - 1


def test_the_tool_bar_leaves_out_words_where_there_is_no_room_for_them(window: MapWindow, qapp: QApplication) -> None:
    button = window.tools.findChild(QToolButton, "button-add-thesis")
    assert button is not None
    icon, both = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    for width, wanted in ((1280, both), (520, icon), (1280, both)):
        window.resize(width, 700)
        qapp.processEvents()
        assert button.toolButtonStyle() == wanted
    assert all(button.accessibleName() for button in window.tools.findChildren(QToolButton) if button.defaultAction())
