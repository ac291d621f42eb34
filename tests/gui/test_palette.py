"""What lies over the map: palette, find bar, picker, marks strip, prompts; all by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.core.records import Kind
from argmap.edit import relations
from argmap.gui.dialogs.find_bar import FindBar
from argmap.gui.dialogs.marks import MarksStrip
from argmap.gui.dialogs.palette import Palette
from argmap.gui.dialogs.picker import Picker
from argmap.gui.dialogs.prompt import Prompt
from argmap.gui.window import MapWindow

Press = Callable[..., None]


def type_into(window: MapWindow, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None and window.isAncestorOf(focused)
    QTest.keyClicks(focused, text)
    QApplication.processEvents()


def palette(window: MapWindow) -> Palette:
    found = window.findChild(Palette)
    assert found is not None
    return found


def test_the_palette_finds_by_a_few_letters_and_enter_does_it(argument: MapWindow, press: Press) -> None:
    argument.view.setFocus()
    argument.session.select(("k",))
    press("Ctrl+K")
    type_into(argument, "selbr")
    assert palette(argument).model.lines[0].key == "select-branch"
    type_into(argument, "")
    press("Ctrl+A", into=palette(argument).entry)
    type_into(argument, "removewith")
    press("Return")
    assert "k" not in argument.session.document
    assert not palette(argument).isVisible() and QApplication.focusWidget() is argument.view


def test_the_palette_finds_by_other_words_and_keys_and_says_which_it_was(argument: MapWindow, press: Press) -> None:
    argument.session.select(("t",))
    argument.acts.run("palette")
    lines = palette(argument).model
    for typed, first, detail in (
        ("objection add", "add-counterpoint", "Argument · objection"),
        ("ctrl+e", "export", "File"),
        ("alt+up", "move-up", "Argument"),
        ("night", "theme-dark", "View › Colours · night"),
        ("confidence hi", "mark-high", "Marks › Confidence"),
    ):
        palette(argument).entry.setText(typed)
        assert (lines.lines[0].key, lines.lines[0].detail) == (first, detail)


def test_the_palette_shows_every_action_with_its_key_and_greys_what_cannot_be_had(
    argument: MapWindow, press: Press
) -> None:
    argument.session.select(("t",))
    argument.acts.run("palette")
    lines = {line.key: line for line in palette(argument).model.lines}
    assert lines.keys() == argument.acts.by_id.keys() - {"palette"}
    focus = argument.going.focus()
    assert all(line.able == argument.acts.is_possible(id, focus) for id, line in lines.items())
    assert lines["add-premise"].right == "Tab" and lines["fold"].right == "Space"
    assert lines["merge"].able is False


def test_choosing_what_cannot_be_had_says_so_and_the_palette_stays(argument: MapWindow, press: Press) -> None:
    before = argument.session.document
    argument.session.select(("t",))
    argument.view.setFocus()
    press("Ctrl+K")
    type_into(argument, "merge")
    press("Return")
    assert palette(argument).isVisible()
    assert argument.status.said.text() == "Merge claims: not possible here"
    press("Esc")
    assert not palette(argument).isVisible() and argument.session.document is before


def test_what_was_run_last_stands_first(argument: MapWindow, press: Press) -> None:
    argument.acts.run("palette")
    type_into(argument, "zoom in")
    press("Return")
    argument.acts.run("palette")
    assert palette(argument).model.lines[0].key == "zoom-in"


def test_arrows_move_the_choice_round_and_pages_stop_at_the_ends(argument: MapWindow, press: Press) -> None:
    argument.acts.run("palette")
    card = palette(argument)
    press("Up")
    assert card.list.currentIndex().row() == card.model.rowCount() - 1
    press("Down", "PgUp")
    assert card.list.currentIndex().row() == 0
    press("PgDown")
    assert card.list.currentIndex().row() == card.ROWS - 1


def test_the_palette_goes_when_the_keyboard_goes_elsewhere(argument: MapWindow) -> None:
    argument.acts.run("palette")
    argument.view.setFocus()
    assert not palette(argument).isVisible()


def test_finding_dims_the_rest_at_once_and_enter_goes_from_one_to_the_next(argument: MapWindow, press: Press) -> None:
    argument.view.setFocus()
    press("Ctrl+F")
    type_into(argument, "air")
    scene = argument.view.map_scene()
    assert "p" not in scene.dimmed and {"t", "k", "q"} <= scene.dimmed
    type_into(argument, "")
    bar = argument.findChild(FindBar)
    assert bar is not None
    bar.entry.setText("e")
    seen = []
    for _ in range(4):
        press("Return")
        seen.append(argument.session.selection[-1])
    stops = bar._stops()
    assert seen == (stops * 4)[:4] and bar.count.text() == f"{(4 - 1) % len(stops) + 1} of {len(stops)}"
    press("Shift+Return")
    assert argument.session.selection[-1] == seen[-2]
    press("Esc")
    assert scene.dimmed == frozenset() and QApplication.focusWidget() is argument.view


def test_what_is_not_found_is_said_and_nothing_moves(argument: MapWindow, press: Press) -> None:
    argument.acts.run("find")
    type_into(argument, "zebra")
    bar = argument.findChild(FindBar)
    assert bar is not None and bar.count.text() == "nothing found"
    press("Return")
    assert argument.session.selection == ()


def test_escape_on_the_map_leaves_the_find_bar_and_then_the_focus(argument: MapWindow, press: Press) -> None:
    argument.session.select(("q",))
    argument.acts.run("focus")
    argument.acts.run("find")
    bar = argument.findChild(FindBar)
    assert bar is not None
    bar.entry.setText("air")
    argument.view.setFocus()
    assert argument.seeing.found is not None and argument.seeing.hidden
    press("Esc")
    assert not bar.isVisible() and argument.seeing.found is None and argument.seeing.hidden
    press("Esc")
    assert not argument.seeing.hidden and argument.session.selection == ("q",)
    press("Esc")
    assert argument.view.hasFocus()


def test_the_find_bar_says_which_one_of_those_found_is_selected_however_it_was(argument: MapWindow) -> None:
    argument.session.select(())
    argument.acts.run("find")
    bar = argument.findChild(FindBar)
    assert bar is not None
    bar.entry.setText("a")
    argument.session.select(("t",))
    first = bar.count.text()
    argument.session.select(("k",))
    assert first.startswith("1 of ") and bar.count.text() not in ("", first)


def test_the_palette_says_that_it_found_nothing(argument: MapWindow) -> None:
    argument.acts.run("palette")
    card = palette(argument)
    card.entry.setText("zzzz")
    assert not card.model.lines and card.nothing.isVisible() and card.nothing.text() and not card.list.isVisible()
    card.entry.setText("focus")
    assert card.model.lines[0].key == "focus" and card.list.isVisible() and not card.nothing.isVisible()


def test_finding_follows_what_is_edited_meanwhile(argument: MapWindow) -> None:
    from argmap.edit import claims

    argument.acts.run("find")
    type_into(argument, "zebra")
    argument.session.commit(claims.reword(argument.session.document, "q", "A zebra crossing."))
    bar = argument.findChild(FindBar)
    assert bar is not None and bar.count.text() in ("1 found", "1 of 1")
    assert "q" not in argument.view.map_scene().dimmed


def test_f3_goes_on_finding_from_the_map(argument: MapWindow, press: Press) -> None:
    argument.acts.run("find")
    type_into(argument, "e")
    argument.view.setFocus()
    press("F3")
    first = argument.session.selection
    press("F3")
    assert first and argument.session.selection != first


def test_a_claim_also_supports_what_is_picked_by_words_and_attacks_it_with_shift(
    argument: MapWindow, press: Press
) -> None:
    argument.session.select(("q",))
    argument.view.setFocus()
    press("Ctrl+L")
    type_into(argument, "custom")
    press("Return")
    (new,) = [r for r in argument.session.document.relations.values() if r.target == "k"]
    assert (new.kind, new.premises) == (Kind.SUPPORT, ("q",))
    press("Ctrl+L")
    type_into(argument, "1")
    press("Shift+Return")
    (other,) = [r for r in argument.session.document.relations.values() if r.target == "t" and "q" in r.premises]
    assert other.kind is Kind.ATTACK


def test_the_picker_offers_only_what_can_be_picked(argument: MapWindow, press: Press) -> None:
    argument.session.select(("q",))
    argument.acts.run("also-bears-on")
    picker = argument.findChild(Picker)
    assert picker is not None
    document = argument.session.document
    for line in picker.model.lines:
        assert any(relations.also(document, "q", line.key, kind) for kind in Kind)
    assert "q" not in [line.key for line in picker.model.lines]


def test_a_claim_bears_on_another_target_instead(argument: MapWindow, press: Press) -> None:
    argument.session.select(("q",))
    argument.view.setFocus()
    press("Ctrl+Shift+L")
    type_into(argument, "custom")
    press("Shift+Return")
    (step,) = [r for r in argument.session.document.relations.values() if "q" in r.premises]
    assert (step.target, step.kind) == ("k", Kind.ATTACK)


def strip(window: MapWindow) -> MarksStrip:
    found = window.findChild(MarksStrip)
    assert found is not None
    return found


def test_one_key_sets_a_mark_and_closes_the_strip_and_shift_keeps_it_open(argument: MapWindow, press: Press) -> None:
    argument.session.select(("p",))
    argument.view.setFocus()
    press("Alt+Return")
    press("e")
    assert argument.session.document.claims["p"].basis == "evidence"
    assert not strip(argument).isVisible() and QApplication.focusWidget() is argument.view
    press("Alt+Return")
    press("Shift+A", "Shift+6", "h")
    claim = argument.session.document.claims["p"]
    assert (claim.basis, claim.confidence) == ("assumption", "high")
    assert claim.likelihood is not None and 0.8 <= claim.likelihood < 0.95
    assert not strip(argument).isVisible()
    press("Alt+Return")
    press("0")
    assert argument.session.document.claims["p"].likelihood is None


def test_the_strip_shows_what_is_set_and_a_foreign_key_changes_nothing(argument: MapWindow, press: Press) -> None:
    argument.session.select(("q",))
    argument.acts.run("marks")
    assert strip(argument)._buttons["mark-evidence"].isChecked()
    assert not strip(argument)._buttons["mark-gap"].isChecked()
    before = argument.session.document
    press("z", "F9", "Del")
    assert argument.session.document is before and strip(argument).isVisible()


def test_the_strip_stands_inside_the_map_and_clear_of_its_card(argument: MapWindow) -> None:
    for id in ("t", "p", "k", "q"):
        argument.session.select((id,))
        argument.acts.run("marks")
        card = argument.asking.spot()
        where = strip(argument).geometry()
        assert argument.centre.rect().contains(where)
        assert not where.intersects(card)
        strip(argument).close_again()


def test_tags_and_holders_are_asked_for_in_one_line(argument: MapWindow, press: Press) -> None:
    argument.session.select(("p", "k"))
    argument.view.setFocus()
    press("Alt+Return")
    press("#")
    prompt = argument.findChild(Prompt)
    assert prompt is not None and prompt.isVisible()
    prompt.entry.setText("air, town ,, air")
    press("Return", into=prompt.entry)
    document = argument.session.document
    assert set(document.claims["p"].tags) == set(document.claims["k"].tags) == {"air", "town"}
    argument.acts.run("mark-tag")
    assert prompt.entry.text() == "air, town"
    prompt.entry.setText("town")
    press("Return", into=prompt.entry)
    assert argument.session.document.claims["k"].tags == ("town",)
    argument.acts.run("mark-by")
    prompt.entry.setText("The council, Traders")
    press("Return", into=prompt.entry)
    assert argument.session.document.claims["p"].by == ("The council", "Traders")
    argument.acts.run("mark-by")
    prompt.entry.setText("Nobody")
    press("Esc", into=prompt.entry)
    assert argument.session.document.claims["p"].by == ("The council", "Traders")


def test_keys_typed_over_the_map_never_reach_it(argument: MapWindow, press: Press) -> None:
    before = argument.session.document
    argument.session.select(("p",))
    for id in ("palette", "find", "also-bears-on", "mark-tag"):
        argument.acts.run(id)
        press("Tab", "Del", "Shift+Tab", "Space")
        press("Esc")
    assert argument.session.document is before
