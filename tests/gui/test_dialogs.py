"""Dialogs: settings, keys, About, details, the report of a fault, and the one question."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hands import Hands
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from argmap.app.catalogue import BY_ID
from argmap.app.settings import SETTINGS, load
from argmap.errors import ArgmapError
from argmap.gui import shortcuts
from argmap.gui.desk import Desk
from argmap.gui.dialogs import crash, question
from argmap.gui.dialogs.about import AboutDialog
from argmap.gui.dialogs.details import DetailsDialog
from argmap.gui.dialogs.shortcuts import ShortcutsDialog
from argmap.gui.window import MapWindow

Press = Callable[..., None]


def test_the_settings_dialog_has_a_field_for_each_setting_that_is_shown_and_no_other(argument: MapWindow) -> None:
    argument.acts.run("settings")
    dialog = argument.asking.dialog("settings")
    assert dialog is not None
    fields = {
        field.objectName().removeprefix("setting-")
        for kind in (QComboBox, QCheckBox, QDoubleSpinBox, QLineEdit)
        for field in dialog.findChildren(kind)
        if field.objectName().startswith("setting-")
    }
    assert fields == {setting.key for setting in SETTINGS if setting.shown}


def test_a_number_stands_as_far_from_the_edge_of_its_field_as_other_text(argument: MapWindow) -> None:
    argument.acts.run("settings")
    fields = argument.asking.dialog("settings").findChildren(QAbstractSpinBox)
    assert fields and all(field.lineEdit().textMargins().left() >= 6 for field in fields)


def test_what_is_changed_in_the_settings_holds_at_once_and_is_kept(argument: MapWindow, home: Path) -> None:
    argument.acts.run("settings")
    dialog = argument.asking.dialog("settings")
    assert dialog is not None
    theme = dialog.findChild(QComboBox, "setting-theme")
    seconds = dialog.findChild(QDoubleSpinBox, "setting-engine_timeout")
    legend = dialog.findChild(QCheckBox, "setting-show_legend")
    engine = dialog.findChild(QLineEdit, "setting-engine")
    assert theme is not None and seconds is not None and legend is not None and engine is not None
    theme.setCurrentIndex(2)
    seconds.setValue(12)
    legend.setChecked(False)
    engine.setText("system")
    engine.editingFinished.emit()
    assert argument.look.dark
    kept = load(home / "settings" / "settings.json")
    assert (kept["theme"], kept["engine_timeout"], kept["show_legend"], kept["engine"]) == (
        "dark",
        12.0,
        False,
        "system",
    )


@pytest.fixture
def keys(argument: MapWindow) -> ShortcutsDialog:
    argument.acts.run("shortcuts")
    dialog = argument.asking.dialog("shortcuts")
    assert isinstance(dialog, ShortcutsDialog)
    return dialog


def test_the_key_page_lists_every_action_offered_with_its_keys(argument: MapWindow, keys: ShortcutsDialog) -> None:
    listed = {str(item.data(0, Qt.ItemDataRole.UserRole)): item.text(1) for item in keys._items()}
    assert argument.acts.by_id.keys() <= listed.keys()
    assert "Ctrl+K" in listed["palette"] and listed["mark-evidence"] == "E"


def test_the_key_page_is_searched_by_what_an_action_does_and_by_its_key(keys: ShortcutsDialog) -> None:
    keys.search.setText("undercut")
    shown = [item.text(0) for item in keys._items() if not item.isHidden()]
    assert "Undercut" in shown and "Save" not in shown
    keys.search.setText("ctrl+k")
    assert [item.text(0) for item in keys._items() if not item.isHidden()] == ["All commands…"]


def test_a_key_pressed_in_the_field_becomes_the_actions_key_tab_included(
    argument: MapWindow, keys: ShortcutsDialog, home: Path
) -> None:
    keys.choose("arrange")
    keys.catcher.setFocus()
    QTest.keyClick(keys.catcher, Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier)
    assert argument.acts.keys["arrange"] == ("Alt+Tab",)
    QTest.keyClick(
        keys.catcher, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert argument.acts.keys["arrange"] == ("Ctrl+Shift+Tab",)
    assert load(home / "settings" / "settings.json")["shortcuts"] == {"arrange": ["Ctrl+Shift+Tab"]}


def test_a_key_that_another_action_has_is_named_and_only_taken_when_asked_to(
    argument: MapWindow, keys: ShortcutsDialog
) -> None:
    keys.choose("arrange")
    keys.give("Ctrl+K")
    assert argument.acts.keys["arrange"] == ("F9",)
    assert "All commands" in keys.said.text()
    keys.take.click()
    assert argument.acts.keys["arrange"] == ("Ctrl+K",) and argument.acts.keys["palette"] == ()


def test_keys_are_set_back_one_by_one_and_all_at_once(argument: MapWindow, keys: ShortcutsDialog) -> None:
    before = dict(argument.acts.keys)
    keys.choose("arrange")
    keys.give("Ctrl+Shift+Y")
    keys.choose("fit")
    keys.none.click()
    assert argument.acts.keys["fit"] == ()
    keys.back.click()
    assert argument.acts.keys["fit"] == before["fit"] and argument.acts.keys["arrange"] != before["arrange"]
    keys.all_back.click()
    assert dict(argument.acts.keys) == before


def test_keys_that_make_no_sense_in_the_settings_are_passed_over(argument: MapWindow) -> None:
    argument.settings["shortcuts"] = {"no-such-row": ["X"], "fit": "Ctrl+0", "palette": [1, "Ctrl+Shift+K"]}
    argument.keys_changed()
    assert argument.acts.keys["palette"] == ("Ctrl+Shift+K",)
    assert argument.acts.keys["fit"][0] == "Ctrl+0"


def test_a_key_is_refused_where_another_row_has_it(argument: MapWindow) -> None:
    with pytest.raises(ArgmapError, match="taken by"):
        shortcuts.change(argument.settings, "arrange", ["Ctrl+K"])


def test_about_shows_the_facts_and_copies_them(
    argument: MapWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argmap.app import facts

    monkeypatch.setattr(facts, "facts", lambda _engine: [facts.Fact("argmap", "9.9"), facts.Fact("engine", "none <b>")])
    argument.acts.run("about")
    dialog = argument.asking.dialog("about")
    assert isinstance(dialog, AboutDialog)
    qtbot.waitUntil(lambda: "9.9" in dialog.facts.toPlainText())
    assert dialog.facts.toPlainText() == "argmap: 9.9\nengine: none <b>"
    dialog.copy.click()
    assert QApplication.clipboard().text() == "argmap: 9.9\nengine: none <b>"


def test_closing_about_before_the_facts_are_there_is_no_trouble(
    argument: MapWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argmap.app import facts

    go, done = threading.Event(), threading.Event()

    def slow(_engine: str) -> list[facts.Fact]:
        go.wait(10)
        done.set()
        return []

    monkeypatch.setattr(facts, "facts", slow)
    argument.acts.run("about")
    dialog = argument.asking.dialog("about")
    assert dialog is not None
    dialog.close()
    QApplication.processEvents()
    go.set()
    qtbot.waitUntil(done.is_set)
    qtbot.wait(50)


def test_the_details_of_the_map_are_one_step_of_undo(argument: MapWindow) -> None:
    before = argument.session.document
    argument.acts.run("map-details")
    dialog = argument.asking.dialog("map-details")
    assert isinstance(dialog, DetailsDialog)
    dialog.fields["title"].setText("Cars")
    dialog.fields["authors"].setText("A. One, B. Two")
    dialog.accept()
    info = argument.session.document.info
    assert (info.title, info.authors) == ("Cars", ("A. One", "B. Two"))
    argument.session.undo()
    assert argument.session.document == before


def test_a_pasted_article_becomes_a_source_with_its_no_break_spaces(argument: MapWindow) -> None:
    argument.reading.shelf.add_source("10\u00a0000 people\nlive here.")
    dialog = argument.asking.dialog("add-source")
    assert isinstance(dialog, DetailsDialog)
    dialog.accept()
    (source,) = argument.session.document.sources.values()
    assert source.text == "10\u00a0000 people\nlive here."
    argument.acts.run("source-details")
    dialog = argument.asking.dialog("source")
    assert isinstance(dialog, DetailsDialog)
    dialog.fields["title"].setText("The town")
    dialog.accept()
    (source,) = argument.session.document.sources.values()
    assert (source.title, source.text) == ("The town", "10\u00a0000 people\nlive here.")
    argument.acts.run("remove-source")
    assert not argument.session.document.sources


@pytest.mark.parametrize(
    ("button", "answer"),
    [("Save", "save"), ("Discard", "discard"), ("Cancel", "cancel"), ("", "cancel")],
)
def test_the_one_question_says_what_is_to_be_lost_and_escape_is_cancel(
    argument: MapWindow, button: str, answer: str
) -> None:
    seen: list[str] = []

    def respond() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        assert box.textFormat() == Qt.TextFormat.PlainText
        if button:
            box.button(QMessageBox.StandardButton[button]).click()
        else:
            QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(50, respond)
    assert question.unsaved(argument, "<b>map</b>.argmap.json") == answer
    assert seen == ["Save what you changed in <b>map</b>.argmap.json?"]


def _raise() -> None:
    raise RuntimeError(f"a fault in {Path.home()}/map")


def test_a_fault_is_shown_once_for_each_place_and_its_report_can_be_copied(
    argument: MapWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter = crash.Reporter()
    for _ in range(2):
        try:
            _raise()
        except RuntimeError as error:
            reporter(type(error), error, error.__traceback__)
    QApplication.processEvents()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, crash.CrashDialog) and w.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].copy.click()
    text = QApplication.clipboard().text()
    assert "RuntimeError: a fault in ~/map" in text and "argmap " in text and str(Path.home()) not in text
    assert capsys.readouterr().err.count("Traceback") == 1
    dialogs[0].close()


def test_a_fault_in_a_thread_is_shown_by_the_windows_own_thread(
    argument: MapWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = crash.Reporter()
    monkeypatch.setattr(threading, "excepthook", reporter.of_thread)
    monkeypatch.setattr(sys, "stderr", open(Path.home() / "log", "w"))  # noqa: SIM115
    thread = threading.Thread(target=_raise)
    thread.start()
    thread.join()
    found: list[crash.CrashDialog] = []

    def shown() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, crash.CrashDialog) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(shown)
    assert "a fault in ~/map" in found[0].text.toPlainText()
    found[0].close()
    sys.stderr.close()


def test_buttons_of_dialogs_have_names(argument: MapWindow) -> None:
    for id in ("settings", "shortcuts", "map-details", "add-source"):
        argument.acts.run(id)
    assert [b.text() for b in argument.findChildren(QPushButton) if not b.objectName() and b.text()] == []
    assert BY_ID["settings"].where == "window"


def test_the_key_for_a_note_leads_to_the_note_in_the_inspector(argument: MapWindow, press: Press) -> None:
    argument.panes.show("problems")
    argument.resize(1000, 520)
    argument.session.select(("p",))
    argument.view.setFocus()
    press("Shift+F2")
    focused = QApplication.focusWidget()
    assert argument.panes.has_inspector() and focused is not None and "note" in focused.objectName()
    QTest.qWait(50)
    shown = focused.visibleRegion().boundingRect()
    assert shown.height() == focused.height(), "a part of it is out of view"


def test_a_group_is_named_by_the_key_for_text_and_by_a_double_click(argument: MapWindow, press: Press) -> None:
    argument.session.select(("p", "q"))
    argument.view.setFocus()
    press("Ctrl+G", "F2")
    (group,) = argument.session.document.groups
    assert argument.session.selection == (group,)
    focused = QApplication.focusWidget()
    assert focused is not None and focused.objectName() == "group-form-title"
    QTest.keyClicks(focused, "The air")
    press("Return")
    assert argument.session.document.groups[group].title == "The air"
    argument.view.setFocus()
    argument.session.select(())
    box = argument.session.geometry.frames[group]
    Hands(argument.view).double_click((box.left + 16, box.top + 14))
    focused = QApplication.focusWidget()
    assert focused is not None and focused.objectName() == "group-form-title"


def test_a_key_changed_in_one_window_holds_in_the_others(argument: MapWindow, desk: Desk) -> None:
    other = desk.window()
    other.show()
    shortcuts.change(argument.settings, "arrange", ["Ctrl+Shift+Y"])
    argument.keys_changed()
    assert other.acts.keys["arrange"] == ("Ctrl+Shift+Y",)
