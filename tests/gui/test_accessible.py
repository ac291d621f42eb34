"""What assistive technology is told: each selection in words, the outline in reading order, a name for every part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDockWidget, QTreeWidget, QWidget

from argmap.app.announce import announce
from argmap.core.roles import derive
from argmap.gui.window import MapWindow

Press = Callable[..., None]


class Heard:
    """Stands in for `QAccessible`, as if a screen reader were there; keeps what it is told to say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def isActive(self) -> bool:
        return True

    def updateAccessibility(self, event: object) -> None:
        self.said.append(event.message())  # type: ignore[attr-defined]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What a screen reader would say."""
    heard = Heard()
    monkeypatch.setattr("PySide6.QtGui.QAccessible", heard)
    return heard


def test_each_selection_is_said_in_words(argument: MapWindow, heard: Heard, press: Press) -> None:
    argument.session.select(("t",))
    argument.view.setFocus()
    press("Right", "Down", "Ctrl+Left", "Left")
    assert heard.said == [
        "Thesis 1, two relations bear on it",
        "Premise 1.1, supports 1, one relation bears on it",
        "Counterpoint 1.2, attacks 1, nothing bears on it",
        "Attack on 1 by 1.2",
        "Thesis 1, two relations bear on it",
    ]
    press("Ctrl+A")
    assert heard.said[-1] == "4 claims selected"


def test_trouble_and_what_was_done_are_said_too(argument: MapWindow, heard: Heard) -> None:
    argument.bridge.troubled.emit("a.svg: the disk is full")
    assert heard.said[-1:] == ["a.svg: the disk is full"]


def test_what_the_status_line_says_is_said_aloud(argument: MapWindow, heard: Heard, press: Press) -> None:
    argument.session.select(("t",))
    argument.view.setFocus()
    heard.said.clear()
    press("Ctrl+Shift+M")
    assert heard.said == ["Merge claims: not possible here"]


def lines(tree: QTreeWidget) -> list[str]:
    """The names of a tree's lines as a screen reader gets them, from top to bottom."""
    face = QAccessible.queryAccessibleInterface(tree)
    assert face is not None
    parts = [face.child(n) for n in range(face.childCount())]
    return [part.text(QAccessible.Text.Name) for part in parts if part.role() == QAccessible.Role.TreeItem]


def test_the_outline_holds_the_whole_map_in_reading_order_with_names(window: MapWindow, example_file: Path) -> None:
    window.filing.show_path(str(example_file))
    window.panes.show("outline")
    QCoreApplication.processEvents()
    document = window.session.document
    tree = window.panes.by_name["outline"].findChild(QTreeWidget)
    assert tree is not None
    face = QAccessible.queryAccessibleInterface(tree)
    assert face is not None and face.text(QAccessible.Text.Name) == "Outline of the map"
    own = [name for name in lines(tree) if not name.startswith("↗")]
    order = derive(document).order
    assert len(own) == len(order) == len(document.claims)
    for id, name in zip(order, own):
        said = announce(document, (id,))
        assert name.startswith(said), (name, said)
        assert " ".join(document.claims[id].text.split()) in name


def test_the_outline_follows_each_change(argument: MapWindow, press: Press) -> None:
    argument.panes.show("outline")
    argument.session.select(("p",))
    argument.view.setFocus()
    press("Ctrl+R")
    QCoreApplication.processEvents()
    tree = argument.panes.by_name["outline"].findChild(QTreeWidget)
    assert tree is not None
    names = lines(tree)
    assert len(names) == 4
    assert any(name.startswith("Counterpoint 1.1, attacks 1") for name in names), names


def test_the_outline_takes_the_keys_of_the_map(argument: MapWindow, press: Press) -> None:
    argument.panes.show("outline")
    argument.session.select(("k",))
    tree = argument.panes.by_name["outline"].findChild(QTreeWidget)
    assert tree is not None
    tree.setFocus()
    QCoreApplication.processEvents()
    before = argument.session.document
    press("Ctrl+R", into=tree)
    assert argument.session.document != before
    press("Ctrl+Z", into=tree)
    assert argument.session.document == before
    argument.session.select(("p",))
    QCoreApplication.processEvents()
    press("Down", into=tree)
    assert argument.session.selection == ("k",), "the one after on the same target, as on the canvas"


def unnamed(root: QWidget) -> list[str]:
    """The parts of a window that can have the keyboard and lack a name for tests or for a screen reader."""
    found = []
    for part in [root, *root.findChildren(QWidget)]:
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus or not part.isVisible() or part.focusProxy() is not None:
            continue
        if part.objectName().startswith("qt_") or isinstance(part.parent(), QAbstractScrollArea):
            continue  # Qt's own parts of a part that has a name
        face = QAccessible.queryAccessibleInterface(part)
        name = face.text(QAccessible.Text.Name) if face is not None else part.accessibleName()
        if not part.objectName() or not name.strip():
            found.append(f"{type(part).__name__} {part.objectName()!r} called {name!r}")
    return found


@pytest.mark.parametrize("pane", ["inspector", "outline", "problems"])
def test_every_part_of_the_window_that_takes_the_keyboard_has_a_name(argument: MapWindow, pane: str) -> None:
    argument.panes.show(pane)
    for selection in ((), ("p",), ("tp",)):
        argument.session.select(selection)
        QCoreApplication.processEvents()
        assert unnamed(argument) == [], selection
    docks = argument.findChildren(QDockWidget)
    assert docks and all(dock.objectName() for dock in docks)
    assert argument.view.objectName() and argument.view.accessibleName()


@pytest.mark.parametrize(
    "id", ["palette", "find", "also-bears-on", "mark-by", "mark-tag", "settings", "shortcuts", "about", "map-details"]
)
def test_every_part_of_what_opens_over_the_window_has_a_name(argument: MapWindow, id: str) -> None:
    argument.session.select(("p",))
    assert argument.acts.run(id)
    QCoreApplication.processEvents()
    over = QApplication.activeModalWidget() or argument
    assert unnamed(over) == []
    for dialog in argument.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible() and dialog is not argument:
            assert dialog.objectName()
            dialog.close()


def test_the_welcome_page_has_names_too(window: MapWindow) -> None:
    welcome = window.findChild(QWidget, "welcome")
    assert welcome is not None and welcome.isVisible()
    assert unnamed(window) == []
