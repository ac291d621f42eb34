"""Which keys actions have on a platform, and that Qt understands them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.app.catalogue import ACTIONS, BY_ID
from argmap.app.key_page import shown, shown_keys
from argmap.app.keys import STANDARD, bindings, holder, meet

LINUX = {
    "New": ["Ctrl+N", "New"],
    "Close": ["Ctrl+F4", "Ctrl+W"],
    "Cut": ["Ctrl+X", "Shift+Del"],
    "Redo": ["Ctrl+Y", "Alt+Shift+Backspace", "Ctrl+Shift+Z"],
    "FullScreen": ["F11", "Alt+Enter"],
    "Find": ["Ctrl+F"],
    "Quit": [],
    "Preferences": [],
}
"""Some of what Qt gives on Linux, as it was seen there."""

KDE = {**LINUX, "FullScreen": ["Ctrl+Shift+F", "F11"], "Preferences": ["Ctrl+Shift+,"]}


def assert_apart(keys: Mapping[str, Sequence[str]]) -> None:
    for one, other in combinations(ACTIONS, 2):
        if meet(one.where, other.where):
            assert not {*keys[one.id]} & {*keys[other.id]}, (one.id, other.id)


@pytest.mark.parametrize("standard", [{}, LINUX, KDE])
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_no_key_means_two_things_in_one_place(standard: Mapping[str, Sequence[str]], platform: str) -> None:
    keys = bindings(standard, platform=platform)
    assert keys.keys() == BY_ID.keys()
    assert_apart(keys)
    for action in ACTIONS:
        assert set(action.keys) <= set(keys[action.id]), "the table's keys go before those of the platform"


def test_the_platforms_keys_come_first_but_never_take_one_of_ours() -> None:
    keys = bindings(LINUX, platform="linux")
    assert keys["close"] == ("Ctrl+F4", "Ctrl+W")
    assert keys["redo"] == ("Ctrl+Y", "Alt+Shift+Backspace", "Ctrl+Shift+Z")
    assert keys["quit"] == ("Ctrl+Q",)
    assert keys["cut"] == ("Ctrl+X",)
    assert keys["dissolve"] == ("Shift+Del",)
    assert keys["marks"] == ("Alt+Return", "Alt+Enter")
    assert bindings(KDE)["focus"] == ("Ctrl+Shift+F",)
    assert bindings(KDE)["full-screen"] == ("F11",)


def test_backspace_removes_on_macos_only() -> None:
    assert bindings(platform="darwin")["delete"] == ("Del", "Backspace")
    assert bindings(platform="linux")["delete"] == ("Del",)


def test_what_the_user_chose_goes_before_the_table() -> None:
    keys = bindings(LINUX, {"find": ["Tab"], "add-premise": ["Ins"], "undo": []})
    assert keys["find"] == ("Tab",)
    assert keys["add-premise"] == ("Ins",)
    assert keys["undo"] == ()
    taken = bindings(own={"find": ["Tab"]})
    assert taken["find"] == ("Tab",)
    assert taken["add-premise"] == ()
    assert taken["typing-premise"] == ("Tab",), "the text editor is another place"


@given(
    st.dictionaries(
        st.sampled_from(sorted(BY_ID)), st.lists(st.sampled_from(["Tab", "F8", "Ctrl+X", "T", ""]), max_size=3)
    )
)
def test_whatever_the_user_chose_no_key_means_two_things(own: dict[str, list[str]]) -> None:
    assert_apart(bindings(LINUX, own))


def test_who_holds_a_key_is_told_before_it_is_taken() -> None:
    keys = bindings()
    assert holder(BY_ID["export"], "Tab", keys) is BY_ID["add-premise"]
    assert holder(BY_ID["export"], "Ctrl+E", keys) is None
    assert holder(BY_ID["article-thesis"], "Down", keys) is BY_ID["article-after"]
    assert holder(BY_ID["export"], "Ctrl+Alt+7", keys) is None


def test_keys_are_shown_short() -> None:
    assert [shown(key) for key in ("Ctrl+Shift+Return", "Alt+Left", "Ctrl++", "Ctrl+PgDown", "#")] == [
        *("Ctrl+Shift+Enter", "Alt+←", "Ctrl++", "Ctrl+PgDn", "#")
    ]
    assert shown_keys(("Return", "Enter")) == "Enter"
    assert shown_keys(("Ctrl+Return", "Ctrl+Enter", "F2")) == "Ctrl+Enter, F2"
    assert shown_keys(("Enter",)) == "Enter"


def test_qt_understands_every_key_of_the_table_as_one_press() -> None:
    gui = pytest.importorskip("PySide6.QtGui", exc_type=ImportError)
    portable = gui.QKeySequence.SequenceFormat.PortableText
    for action in ACTIONS:
        for key in (*action.keys, *action.mac, *filter(None, [action.strip.upper()])):
            sequence = gui.QKeySequence.fromString(key, portable)
            assert sequence.count() == 1, (action.id, key)
            assert sequence.toString(portable) == key, (action.id, key)


def test_qt_knows_every_standard_key_that_is_named() -> None:
    gui = pytest.importorskip("PySide6.QtGui", exc_type=ImportError)
    assert all(hasattr(gui.QKeySequence.StandardKey, name) for name in STANDARD)


def test_keys_pressed_in_qt_reach_the_action_shift_tab_and_enter_too() -> None:
    pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAction, QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication.instance() or QApplication([])
    window = QWidget()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    portable = QKeySequence.SequenceFormat.PortableText
    heard: list[str] = []
    kept = []
    for action in ACTIONS:
        if action.where in ("map", "window") and action.keys:
            row = QAction(window)
            row.setShortcuts([QKeySequence.fromString(key, portable) for key in action.keys])
            row.triggered.connect(lambda _=False, id=action.id: heard.append(id))
            window.addAction(row)
            kept.append(row)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    none, shift, control = (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
    )
    for key, modifier in (
        (Qt.Key.Key_Tab, none),
        (Qt.Key.Key_Backtab, shift),
        (Qt.Key.Key_Return, none),
        (Qt.Key.Key_Enter, none),
        (Qt.Key.Key_Return, control),
        (Qt.Key.Key_Return, control | shift),
        (Qt.Key.Key_Delete, shift),
        (Qt.Key.Key_Left, control),
        (Qt.Key.Key_Plus, control),
        (Qt.Key.Key_PageDown, control),
    ):
        QTest.keyClick(window, key, modifier)
    assert heard == [
        *("add-premise", "add-counterpoint", "add-another", "add-another", "add-linked", "add-thesis"),
        *("dissolve", "go-relation", "zoom-in", "forward"),
    ]
    window.close()
    app.processEvents()
