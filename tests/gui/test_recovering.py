"""What the last run left behind is offered in one list, opened as modified, and never in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gui_maps import small
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from argmap.app import recovery, sweep
from argmap.app.journal import Journal
from argmap.app.opening import open_map
from argmap.core.change import Put, changed
from argmap.core.document import EMPTY, Document, diff
from argmap.edit import claims
from argmap.formats import registry
from argmap.gui.desk import Desk
from argmap.gui.dialogs import question
from argmap.gui.recovering import NOTICE, Recovering
from argmap.gui.window import MapWindow


def _dead() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


PID = _dead()


def reworded(document: Document, id: str, text: str) -> Document:
    claim = document.claims[id]
    return document.apply(changed("Edit text", [Put(claim, replace(claim, text=text))]))


def left(home: Path, before: Document, after: Document, path: str = "", held: str | None = None) -> Path:
    """The journal that a program which died has left."""
    journal = Journal(home / "state")
    journal.begin(before, path, held)
    assert journal.write(diff(before, after, "Edit text"))
    file = Path(journal.file)
    journal.leave()
    file.write_bytes(file.read_bytes().replace(b'"pid": %d' % os.getpid(), b'"pid": %d' % PID))
    return file


@pytest.fixture
def cars(tmp_path: Path) -> Path:
    file = tmp_path / "cars.argmap.json"
    file.write_bytes(registry.write(small(), "argmap"))
    return file


def left_of(home: Path, cars: Path, text: str = "The air is foul.") -> Path:
    """The journal of a session that changed one claim of the map."""
    found = open_map(str(cars))
    return left(home, found.document, reworded(found.document, "p", text), str(cars), found.held)


def offered(desk: Desk, home: Path, qtbot: QtBot) -> Recovering:
    recovering = Recovering(desk, home / "state")
    with qtbot.waitSignal(recovering.found):
        recovering.begin()
    return recovering


def names(window: MapWindow) -> list[str]:
    """The maps in the list."""
    found = []
    while (row := window.findChild(QLabel, f"recovery-{len(found)}-name")) is not None:
        found.append(row.text())
    return found


def click(window: MapWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None, [b.objectName() for b in window.findChildren(QPushButton)]
    button.click()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete


def test_where_nothing_was_left_nothing_is_said(desk: Desk, window: MapWindow, home: Path, qtbot: QtBot) -> None:
    offered(desk, home, qtbot)
    assert window.notices.texts() == [] and QApplication.activeModalWidget() is None


def test_unsaved_work_is_offered_in_one_list_and_what_was_asked_for_is_open(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    left_of(home, cars)
    left(home, EMPTY, EMPTY.apply(claims.add_thesis(EMPTY, "Never saved.")))  # type: ignore[arg-type]
    window.filing.open_path(str(cars))
    offered(desk, home, qtbot)
    assert len(window.notices.texts()) == 1 and "2 maps" in window.notices.texts()[0]
    assert names(window) == ["cars.argmap.json", "Untitled"]
    assert QApplication.activeModalWidget() is None and len(desk.windows) == 1
    assert window.session.document == open_map(str(cars)).document and not window.session.is_modified
    what = window.findChild(QLabel, "recovery-0-what")
    assert what is not None and "1 change, the last one 20" in what.text() and "the file is as it was" in what.text()


@pytest.mark.parametrize("wide", [560, 900, 1280])
def test_the_list_is_as_high_as_its_rows_whatever_the_width(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path, wide: int
) -> None:
    left_of(home, cars)
    window.resize(wide, 700)
    offered(desk, home, qtbot)
    listed = window.findChild(QScrollArea, "recovery-list")
    assert listed is not None

    def fits() -> None:
        rows = listed.widget().layout()
        assert rows is not None and listed.height() == rows.totalHeightForWidth(listed.width()) > 0
        assert not listed.verticalScrollBar().isVisible()
        notice = window.notices
        assert notice.height() == notice.layout().totalHeightForWidth(notice.width())

    qtbot.waitUntil(fits)
    window.resize(wide + 200, 700)
    qtbot.waitUntil(fits)


def test_what_is_recovered_is_loaded_as_modified_and_its_journal_goes_on(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    old, before = left_of(home, cars), cars.read_bytes()
    offered(desk, home, qtbot)
    click(window, "recovery-0-recover")
    assert window.session.document.claims["p"].text == "The air is foul."
    assert window.session.is_modified and window.session.path == str(cars) and cars.read_bytes() == before
    assert window.session.selection == ("p",)
    assert window.notices.texts() == [] and not old.exists()
    (own,) = (home / "state" / "journals").iterdir()
    assert window.keeping.journal.file == str(own)
    assert window.filing.save()
    assert registry.read(cars.read_bytes()).document == window.session.document
    assert list((home / "state" / "journals").iterdir()) == []


def test_a_map_that_was_opened_meanwhile_is_recovered_where_it_is(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    left_of(home, cars)
    window.filing.open_path(str(cars))
    offered(desk, home, qtbot)
    click(window, "recovery-0-recover")
    assert len(desk.windows) == 1 and window.session.document.claims["p"].text == "The air is foul."
    assert not window.filing.is_read_only


def test_a_map_that_was_changed_here_meanwhile_stays_and_the_recovered_one_stands_beside_it(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    left_of(home, cars)
    window.filing.open_path(str(cars))
    window.session.commit(claims.reword(window.session.document, "k", "Traders gain."))
    offered(desk, home, qtbot)
    click(window, "recovery-0-recover")
    assert window.session.document.claims["p"].text == "The air is bad."
    other = desk.windows[1]
    assert other.session.document.claims["p"].text == "The air is foul."
    assert other.session.path == "" and other.session.is_modified


def changed_since(home: Path, cars: Path) -> None:
    left_of(home, cars)
    theirs = reworded(open_map(str(cars)).document, "k", "Traders gain.")
    cars.write_bytes(registry.write(theirs, "argmap"))


def keep_backup(home: Path, cars: Path) -> None:
    from argmap.app import backups

    assert backups.keep(str(cars), cars.read_bytes(), home / "state") is None


def test_a_file_changed_since_is_merged_with_what_was_not_saved(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    keep_backup(home, cars)
    changed_since(home, cars)
    offered(desk, home, qtbot)
    assert window.findChild(QPushButton, "recovery-0-recover") is None
    click(window, "recovery-0-merge")
    texts = {id: claim.text for id, claim in window.session.document.claims.items()}
    assert (texts["p"], texts["k"]) == ("The air is foul.", "Traders gain.")
    assert window.session.is_modified and window.filing.save()
    assert registry.read(cars.read_bytes()).document == window.session.document


def test_of_a_file_changed_since_both_can_be_kept(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    keep_backup(home, cars)
    changed_since(home, cars)
    theirs = cars.read_bytes()
    window.filing.open_path(str(cars))
    offered(desk, home, qtbot)
    click(window, "recovery-0-both")
    other = desk.windows[1]
    assert other.session.path == "" and other.session.is_modified
    assert other.session.document.claims["p"].text == "The air is foul."
    assert window.session.document.claims["k"].text == "Traders gain." and cars.read_bytes() == theirs


def test_a_map_whose_file_is_gone_is_recovered_and_saved_again(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    keep_backup(home, cars)
    left_of(home, cars)
    cars.unlink()
    offered(desk, home, qtbot)
    click(window, "recovery-0-recover")
    assert window.session.document.claims["p"].text == "The air is foul."
    assert window.filing.save()
    assert registry.read(cars.read_bytes()).document == window.session.document


@pytest.mark.parametrize("sure", [True, False])
def test_discarding_asks_since_it_cannot_be_undone(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path, monkeypatch: pytest.MonkeyPatch, sure: bool
) -> None:
    old = left_of(home, cars)
    offered(desk, home, qtbot)
    asked: list[str] = []
    monkeypatch.setattr(question, "discard", lambda _parent, name, _what: asked.append(name) or sure)
    click(window, "recovery-0-discard")
    assert asked == ["cars.argmap.json"]
    assert old.exists() != sure and bool(window.notices.texts()) != sure


def test_later_means_at_the_next_start(desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path) -> None:
    old = left_of(home, cars)
    offered(desk, home, qtbot)
    click(window, f"notice-{NOTICE}-0")
    assert window.notices.texts() == [] and old.exists()
    offered(desk, home, qtbot)
    assert names(window) == ["cars.argmap.json"]


def ask_again(window: MapWindow, recovering: Recovering, qtbot: QtBot) -> None:
    with qtbot.waitSignal(recovering.found):
        window.acts.run("recover")


def test_what_was_put_off_is_asked_for_in_the_menu_and_shown_where_it_is_asked_for(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    old = left_of(home, cars)
    recovering = offered(desk, home, qtbot)
    click(window, f"notice-{NOTICE}-0")
    assert "Recover unsaved work" in window.status.said.text()
    other = desk.another()
    ask_again(other, recovering, qtbot)
    assert other.notices.texts() == ["One map has changes that were not saved:"] and window.notices.texts() == []
    click(other, "recovery-0-recover")
    assert not old.exists() and other.notices.texts() == []
    assert [w.session.document.claims["p"].text for w in desk.windows if w.session.path] == ["The air is foul."]


def test_what_another_argmap_left_since_the_start_is_found_when_it_is_asked_for(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    recovering = offered(desk, home, qtbot)
    left_of(home, cars)
    ask_again(window, recovering, qtbot)
    assert names(window) == ["cars.argmap.json"]


def test_that_there_is_nothing_is_said_only_where_it_is_asked_for(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot
) -> None:
    recovering = offered(desk, home, qtbot)
    assert window.status.said.text() != "There is no unsaved work to recover"
    ask_again(window, recovering, qtbot)
    assert window.status.said.text() == "There is no unsaved work to recover" and window.notices.texts() == []


def test_the_list_moves_on_where_the_window_that_asked_for_it_is_closed(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_of(home, cars)
    left(home, EMPTY, EMPTY.apply(claims.add_thesis(EMPTY, "Never saved.")))  # type: ignore[arg-type]
    recovering = offered(desk, home, qtbot)
    other = desk.another()
    ask_again(other, recovering, qtbot)
    other.close()
    monkeypatch.setattr(question, "discard", lambda *_: True)
    recovering.discard(recovering.items[0])
    assert names(window) == ["cars.argmap.json"]


def test_the_list_outlasts_other_maps_and_other_notices(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    left_of(home, cars)
    offered(desk, home, qtbot)
    for n in range(5):
        window.notices.show(f"n{n}", "something")
    window.filing.show_path(str(cars))
    assert names(window) == ["cars.argmap.json"]


def test_the_keyboard_reaches_the_list_and_comes_to_what_can_be_done_first(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path, press: Callable[..., None]
) -> None:
    left_of(home, cars)
    offered(desk, home, qtbot)
    window.view.setFocus()
    reached = []
    window.acts.run("next-pane")
    for _ in range(4):
        widget = QApplication.focusWidget()
        assert widget is not None
        reached.append(widget.objectName())
        press("Tab")
    assert reached == ["recovery-0-recover", "recovery-0-discard", "notice-recovery-0", "notice-recovery-close"]


def test_what_another_argmap_has_taken_up_meanwhile_leaves_the_list(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    old = left_of(home, cars)
    offered(desk, home, qtbot)
    old.unlink()
    click(window, "recovery-0-recover")
    assert [text for text in window.notices.texts() if "no such file" in text] == window.notices.texts()
    assert window.session.document == EMPTY


def test_what_did_not_fit_is_listed_and_kept(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    old = left_of(home, cars)
    odd = json.dumps({"label": "Edit text", "puts": [["claims", {"id": "zz", "text": "a"}, {"id": "zz", "text": "b"}]]})
    old.write_bytes(old.read_bytes() + odd.encode() + b"\n")
    offered(desk, home, qtbot)
    click(window, "recovery-0-recover")
    assert any("Not all of cars.argmap.json" in text for text in window.notices.texts())
    assert Path(str(old) + recovery.REST).exists()


def test_leftovers_are_swept(desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path) -> None:
    from argmap.app import files
    from argmap.app.processes import Process, this

    window.filing.open_path(str(cars))
    name = files.part_name(cars.name).replace(f"-{os.getpid()}-", f"-{PID}-")
    leftover = cars.with_name(name)
    leftover.write_bytes(b"half")
    assert Process(this().host, PID) != this()
    offered(desk, home, qtbot)
    qtbot.waitUntil(lambda: not leftover.exists())
    assert cars.exists()


def unsaved_row(window: MapWindow) -> str:
    """What the row of the welcome page says that leads to unsaved work, "" where there is none."""
    row = window.findChild(QPushButton, "welcome-recover")
    assert row is not None
    return row.accessibleName() if row.isVisibleTo(row.parentWidget()) else ""


def test_the_welcome_page_leads_to_unsaved_work_while_there_is_some(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unsaved_row(window) == ""
    left_of(home, cars)
    left(home, EMPTY, EMPTY.apply(claims.add_thesis(EMPTY, "Never saved.")))  # type: ignore[arg-type]
    recovering = offered(desk, home, qtbot)
    assert unsaved_row(window) == "Recover unsaved work…, 2 maps"
    click(window, f"notice-{NOTICE}-0")
    assert window.notices.texts() == [] and unsaved_row(window) == "Recover unsaved work…, 2 maps"
    other = desk.another()
    assert unsaved_row(other) == "Recover unsaved work…, 2 maps"
    with qtbot.waitSignal(recovering.found):
        click(other, "welcome-recover")
    assert other.notices.texts() == ["2 maps have changes that were not saved:"] and window.notices.texts() == []
    monkeypatch.setattr(question, "discard", lambda *_: True)
    click(other, "recovery-0-discard")
    assert unsaved_row(window) == unsaved_row(other) == "Recover unsaved work…, 1 map"
    click(other, "recovery-0-discard")
    assert unsaved_row(window) == unsaved_row(other) == ""


def test_a_welcome_page_that_comes_up_counts_anew_and_offers_nothing_by_itself(
    desk: Desk, argument: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    recovering = offered(desk, home, qtbot)
    old = left_of(home, cars)
    with qtbot.waitSignal(recovering.found):
        argument.acts.run("welcome")
    assert unsaved_row(argument) == "Recover unsaved work…, 1 map" and argument.notices.texts() == []
    old.unlink()  # another argmap has taken it up
    with qtbot.waitSignal(recovering.found):
        desk.another()
    assert unsaved_row(argument) == ""


def test_what_is_gone_when_it_is_counted_anew_leaves_the_list(
    desk: Desk, argument: MapWindow, home: Path, qtbot: QtBot, cars: Path
) -> None:
    old = left_of(home, cars)
    left(home, EMPTY, EMPTY.apply(claims.add_thesis(EMPTY, "Never saved.")))  # type: ignore[arg-type]
    recovering = offered(desk, home, qtbot)
    assert len(names(argument)) == 2
    old.unlink()
    with qtbot.waitSignal(recovering.found):
        argument.acts.run("welcome")
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    assert names(argument) == ["Untitled"]


def test_what_is_asked_for_while_leftovers_are_swept_is_looked_for(
    desk: Desk, window: MapWindow, home: Path, qtbot: QtBot, cars: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = threading.Event()
    monkeypatch.setattr(sweep, "sweep", lambda *_: swept.wait(10))
    recovering = offered(desk, home, qtbot)
    left_of(home, cars)
    try:
        ask_again(window, recovering, qtbot)
    finally:
        swept.set()
    assert names(window) == ["cars.argmap.json"]
