"""Typing on the map begins the title of the group that is selected, as it begins the text of a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from argmap.core.ids import Id
from argmap.edit import groups
from argmap.gui.window import MapWindow

Press = Callable[..., None]


@pytest.fixture
def group(argument: MapWindow) -> Iterator[Id]:
    """A group named Costs, selected on the map; at the end what is being typed is taken note of, as on closing."""
    change = groups.group(argument.session.document, ("p", "q"), "Costs")
    assert change is not None
    argument.session.commit(change)
    (group,) = argument.session.document.groups
    assert argument.session.selection == (group,)
    argument.view.setFocus()
    yield group
    argument.settle()


def title_field() -> QLineEdit:
    """The title's field, which has the keyboard."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit) and focused.objectName() == "group-form-title", focused
    return focused


def test_what_is_typed_goes_to_the_end_of_the_title_and_enter_leads_back(
    argument: MapWindow, group: Id, press: Press
) -> None:
    before = argument.session.history.position
    QTest.keyClicks(argument.view, ",")
    QTest.keyClicks(title_field(), " then and now")
    assert title_field().text() == "Costs, then and now"
    press("Return")
    assert argument.session.document.groups[group].title == "Costs, then and now"
    assert argument.view.hasFocus() and argument.session.selection == (group,)
    assert argument.session.history.position == before + 1
    argument.session.undo()
    assert argument.session.document.groups[group].title == "Costs"
    # However the cursor was left: again at the end.
    QTest.keyClicks(argument.view, "x")
    title_field().home(False)
    press("Esc")
    QTest.keyClicks(argument.view, "y")
    assert title_field().text() == "Costsxy"


def test_a_letter_is_typed_and_no_shortcut_gets_it(argument: MapWindow, group: Id, press: Press) -> None:
    argument.panes.toggle("inspector")
    Hands(argument.view).hold(Qt.Key.Key_N, text="n")
    assert title_field().text() == "Costsn" and argument.panes.has_inspector()


def test_what_an_input_method_composes_begins_the_title_too(argument: MapWindow, group: Id) -> None:
    assert argument.view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    Hands(argument.view).compose("", "é")
    assert title_field().text() == "Costsé"


def test_commands_and_several_selected_begin_nothing(argument: MapWindow, group: Id) -> None:
    hands = Hands(argument.view)
    hands.key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier, "\x0a")
    hands.key(Qt.Key.Key_Space, text=" ")
    argument.session.select((group, "t"))
    hands.type("x")
    assert QApplication.focusWidget() is argument.view
    assert argument.session.document.groups[group].title == "Costs"
