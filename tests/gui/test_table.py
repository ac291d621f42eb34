"""The table of actions at work in the window: each row by keys alone, undone exactly, greyed where it is idle."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from argmap.app.actions import Action
from argmap.app.catalogue import ACTIONS, BY_ID, full_title
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Group, Kind, Relation
from argmap.formats import registry
from argmap.gui import binding
from argmap.gui.actions import new_and_empty
from argmap.gui.window import MapWindow

Press = Callable[..., None]

EDITS = [row for row in ACTIONS if row.scope == "edit"]


def rich() -> Document:
    """A map in which every command finds something to do: links, an undercut, a group, marks, a loose claim."""
    claims = {
        "t": Claim("The centre should be closed to cars.", main=True, id="t"),
        "a": Claim("The air is bad.", id="a"),
        "b": Claim("Children play there.", group="g", id="b"),
        "c": Claim("Children are hurt by cars.", id="c"),
        "k": Claim("Traders lose custom.", confidence="low", likelihood=0.7, id="k"),
        "u": Claim("Custom fell everywhere.", id="u"),
        "q": Claim("NO2 was measured.", basis="evidence", id="q"),
        "l": Claim("Trams are quiet.", implicit=True, id="l"),
    }
    relations = (
        Relation(Kind.SUPPORT, ("a",), "t", order="a0", id="r1"),
        Relation(Kind.SUPPORT, ("b", "c"), "t", order="a1", id="r2"),
        Relation(Kind.ATTACK, ("k",), "t", order="a2", id="r3"),
        Relation(Kind.ATTACK, ("u",), "r3", order="a0", id="r4"),
        Relation(Kind.SUPPORT, ("q",), "a", order="a0", id="r5"),
        Relation(Kind.SUPPORT, ("q",), "c", order="a0", id="r6"),
    )
    return Document((*claims.values(), *relations, Group(title="Streets", id="g")))


SELECTIONS: tuple[tuple[Id, ...], ...] = (
    *((), ("t",), ("a",), ("b",), ("k",), ("u",), ("q",), ("l",)),
    *(("r1",), ("r2",), ("r3",), ("r4",)),
    *(("a", "k"), ("a", "b"), ("t", "l"), ("k", "r2"), ("t", "a", "b", "c", "k", "u", "q", "l")),
)


OFTEN = 3
"""In how many selections a row is done that does something there, and in how many that does nothing."""


@pytest.fixture
def table(window: MapWindow) -> Iterator[MapWindow]:
    """The window with the rich map and nothing that moves; each time it is loaded anew it is the same."""
    window.settings["motion"] = "off"
    window.session.load(rich())
    window.view.setFocus()
    yield window


def keys_of(window: MapWindow, row: Action) -> tuple[str, ...]:
    """The keys that lead to a row: its own, or that of the marks strip, or the palette."""
    own = window.acts.keys[row.id]
    return (own[0],) if own else ("Alt+Return", row.strip) if row.strip else ("Ctrl+K",)


def do(window: MapWindow, row: Action, press: Press) -> None:
    """Does what a row says by the keyboard alone, from where the keyboard is."""
    first, *rest = keys_of(window, row)
    press(first)
    if first == "Ctrl+K":
        entry = QApplication.focusWidget()
        assert isinstance(entry, QLineEdit)
        QTest.keyClicks(entry, row.title())
        lines = window.asking._part("palette", lambda: None).model.lines
        at = next(n for n, line in enumerate(lines) if line.key == row.id)
        press(*["Down"] * at, "Return")
    elif rest:
        QTest.keyClicks(QApplication.focusWidget() or window.view, rest[0])
    QCoreApplication.processEvents()


@pytest.mark.parametrize("row", EDITS, ids=lambda row: row.id)
def test_an_edit_row_works_by_keys_is_undone_exactly_and_is_greyed_where_it_gives_no_change(
    table: MapWindow, row: Action, press: Press
) -> None:
    window, session = table, table.session
    worked = idle = 0
    for selection in SELECTIONS:
        if session.history.position or session.history.redoable() is not None:
            session.load(rich())  # as if nothing had been done before
        session.select(selection)
        before, standing = session.document, session.selection
        assert row.command is not None
        change = row.command(window.going.focus())
        menu = window.menus.by_path[row.menu]
        menu.aboutToShow.emit()
        offered = window.acts.by_id[row.id].isEnabled()
        menu.aboutToHide.emit()
        assert offered == (change is not None), (row.id, selection, "offered" if offered else "greyed")
        if (worked if change else idle) == OFTEN:
            continue
        window.view.setFocus()
        do(window, row, press)
        if change is None:
            idle += 1
            assert session.document is before, (row.id, selection)
            assert session.history.undoable() is None
            press("Esc")
            continue
        worked += 1
        assert session.document is not before, (row.id, selection)
        new = new_and_empty(change)
        assert window.view.is_editing() == bool(new), (row.id, selection)
        if new:
            QTest.keyClicks(window.view, "new words")
            press("Return")
            assert session.document.claims[window.going.one].text == "new words"
        after = session.document
        assert window.view.map_scene().audit() == []
        window.view.setFocus()
        press("Ctrl+Z")
        assert session.document == before, (row.id, selection)
        assert session.selection == standing and not session.is_modified
        assert registry.write(session.document, "argmap") == registry.write(before, "argmap")
        assert window.view.map_scene().audit() == []
        press("Ctrl+Shift+Z")
        assert session.document == after, (row.id, selection)
    assert worked, "no selection lets it do anything"
    assert idle or row.id in ALWAYS, "no selection leaves it idle"


ALWAYS = {"add-thesis", "add-claim", "arrange"} | {f"arrange-{way}" for way in ("up", "down", "left", "right")}
"""Rows that ask for no selection."""


def test_every_other_row_is_bound(table: MapWindow) -> None:
    for row in ACTIONS:
        if row.scope == "typing":
            assert all(table.view.keymap.typing[key] == row.id for key in row.keys), row.id
        elif row.scope != "article" and row.id not in binding.without_format():
            assert isinstance(table.acts.by_id.get(row.id), QAction), row.id
            if row.command is None and row.setting is None:
                assert callable(binding.bound(table, binding.BOUND)[row.id]), row.id


def test_every_action_is_named_by_its_row_and_every_key_leads_to_one(table: MapWindow) -> None:
    for id, action in table.acts.by_id.items():
        row = BY_ID[id]
        assert action.objectName() == id
        live = [] if row.released or row.where in ("typing", "article") else list(table.acts.keys[id])
        assert [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()] == live
    titles = [full_title(BY_ID[id]) for id in table.acts.by_id]
    assert len(set(titles)) == len(titles)


# While a text is edited.

OWN = {"undo", "redo", "cut", "copy", "paste", "select-all", "delete", "dissolve"}
"""Rows whose keys mean something to a text as well."""

PASSING = {"save", "zoom-in", "zoom-out", "fit", "actual-size"}
"""Rows that can be had while a text is edited."""

MOVING = ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")

LONG = "One two three four five six seven eight nine ten."


def foreign(window: MapWindow) -> list[str]:
    """The keys of the table that mean nothing to a text: they are to leave it, the cursor and the map as they are."""
    found: list[str] = []
    for id, keys in window.acts.keys.items():
        row = BY_ID[id]
        if id in OWN | PASSING or row.scope in ("typing", "article"):
            continue
        for key in keys:
            if key not in window.view.keymap.typing and not key.endswith(MOVING) and len(key) > 1 and key != "Space":
                found.append(key)
    return list(dict.fromkeys(found))


def test_while_a_card_is_edited_no_key_of_the_table_means_anything_else(table: MapWindow, press: Press) -> None:
    window, session = table, table.session
    view = window.view
    keys = foreign(window)
    assert {"Ctrl+K", "Ctrl+U", "Ctrl+E", "Ctrl+R", "Ctrl+I", "Ctrl+J", "F9", "F6", "Alt+Return", "Ctrl+W"} <= set(keys)
    assert view.begin_edit("a")
    QTest.keyClicks(view, " " + LONG)
    view.editor.go_to(9)
    session.commit(None)
    view.editing.commit()
    before, text, selection = session.document, view.editor.buffer.text, session.selection
    assert text.endswith(LONG)
    for key in keys:
        press(key, into=view)
        assert view.is_editing() and view.hasFocus(), key
        assert (view.editor.buffer.text, view.editor.buffer.cursor) == (text, 9), key
        assert view.editor.buffer.selected == "", key
        assert session.document is before and session.selection == selection, key
        assert QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None, key
    press("Esc")
    assert session.document.claims["a"].text == text


def test_what_moves_in_a_text_changes_neither_it_nor_the_map(table: MapWindow, press: Press) -> None:
    view, session = table.view, table.session
    assert view.begin_edit("a")
    before = session.document
    for keys in table.acts.keys.values():
        for key in keys:
            if key.endswith(MOVING):
                view.editor.go_to(4)
                press(key, into=view)
                assert view.is_editing() and session.document is before, key
    QGuiApplication.clipboard().setText("as it was")
    view.editor.go_to(4)
    press("Shift+Del", "Del", into=view)
    assert view.editor.buffer.text == "The ir is bad.", "Shift+Del cuts what is selected: nothing"
    assert QGuiApplication.clipboard().text() == "as it was"
    view.end_edit()


def text_fields(window: MapWindow) -> list[QWidget]:
    """The fields of the inspector into which one types."""
    inspector = window.panes.by_name["inspector"]
    fields = [*inspector.findChildren(QLineEdit), *inspector.findChildren(QPlainTextEdit)]
    return [field for field in fields if field.isVisible() and field.isEnabled() and not field.isReadOnly()]


@pytest.mark.parametrize("place", ["inspector", "find", "palette"])
def test_in_other_texts_no_key_of_the_table_has_qts_own_meaning(table: MapWindow, press: Press, place: str) -> None:
    window, session = table, table.session
    session.select(("a",))
    window.panes.show("inspector")
    QCoreApplication.processEvents()
    wrong: list[str] = []
    for key in foreign(window):
        if BY_ID[holder(window, key)].where != "map" or key.endswith(("Return", "Enter")):
            continue  # what is had anywhere in the window does what it does, and Enter hands over what was typed
        if place != "inspector":
            window.acts.run(place)
        fields = text_fields(window) if place == "inspector" else [QApplication.focusWidget()]
        assert fields
        for field in fields:
            assert isinstance(field, QLineEdit | QPlainTextEdit)
            field.setFocus()
            plain = isinstance(field, QLineEdit)
            (field.setText if plain else field.setPlainText)("One two three")
            for _ in range(4):
                press("Right", into=field)
            before = session.document
            press(key, into=field)
            text = field.text() if plain else field.toPlainText()
            at = field.cursorPosition() if plain else field.textCursor().position()
            if (text, at) != ("One two three", 4 if not plain else at) or session.document is not before:
                wrong.append(f"{field.objectName()}: {key} leaves {text!r}, cursor at {at}")
            window.view.setFocus()
            session.load(rich())
            session.select(("a",))
    assert wrong == [], "\n".join(wrong)


def holder(window: MapWindow, key: str) -> str:
    """The row that has a key."""
    return next(id for id, keys in window.acts.keys.items() if key in keys and BY_ID[id].scope != "typing")
