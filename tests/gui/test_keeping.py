"""The journal of a window: what is done is in it before anything else happens, and it ends with a save."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from argmap.app import files, glance, recovery, replay
from argmap.app.opening import open_map
from argmap.core.document import EMPTY
from argmap.edit import claims
from argmap.gui import keeping
from argmap.gui.canvas import typed
from argmap.gui.desk import Desk
from argmap.gui.panels import form
from argmap.gui.window import MapWindow


def journals(home: Path) -> list[Path]:
    folder = home / "state" / "journals"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def labels(home: Path) -> list[str]:
    (file,) = journals(home)
    return [change.label for change in replay.read(str(file)).changes]


def reword(window: MapWindow, text: str) -> None:
    first = next(iter(window.session.document.claims))
    assert window.session.commit(claims.reword(window.session.document, first, text))


def replayed(home: Path) -> object:
    """The document to which the one journal leads."""
    (file,) = journals(home)
    log = replay.read(str(file))
    if log.on_file:
        start = open_map(log.path).document
    else:
        start = log.start or EMPTY
    result = replay.replay(start, log.changes)
    assert not result.rest and not log.damaged
    return result.document


def test_opening_writes_no_journal_and_each_change_undo_and_redo_is_a_line(
    window: MapWindow, example_file: Path, home: Path
) -> None:
    window.filing.open_path(str(example_file))
    assert journals(home) == []
    reword(window, "One.")
    reword(window, "Two.")
    window.acts.run("undo")
    window.acts.run("redo")
    window.acts.run("undo")
    assert labels(home) == ["Edit text"] * 5
    assert replayed(home) == window.session.document


def test_the_line_is_written_before_any_listener_hears_of_the_change(window: MapWindow, home: Path) -> None:
    seen: list[int] = []
    window.session._on_step.insert(1, lambda _step: seen.append(len(labels(home))))
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    assert seen == [1]


def test_an_untitled_map_has_a_journal_too(window: MapWindow, home: Path) -> None:
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    (file,) = journals(home)
    assert file.name.startswith("untitled-") and replay.read(str(file)).path == ""
    assert replayed(home) == window.session.document


def test_a_save_ends_the_journal_and_what_follows_leads_on_from_the_save(
    window: MapWindow, example_file: Path, home: Path
) -> None:
    window.filing.open_path(str(example_file))
    reword(window, "One.")
    assert window.filing.save()
    assert journals(home) == []
    window.session.undo()
    assert len(labels(home)) == 1
    assert replayed(home) == window.session.document


def test_after_a_reload_the_journal_leads_on_from_what_was_reloaded(
    window: MapWindow, example_file: Path, home: Path
) -> None:
    window.filing.open_path(str(example_file))
    reword(window, "One.")
    example_file.write_bytes(example_file.read_bytes().replace(b"Moscow", b"MOSCOW"))
    window.filing.outside.reload()
    assert journals(home) == []
    window.session.undo()
    assert replayed(home) == window.session.document


@pytest.mark.parametrize(("answer", "left"), [("discard", 0), ("cancel", 1), ("save", 0)])
def test_closing_removes_the_journal_of_what_was_saved_or_given_up(
    window: MapWindow, example_file: Path, home: Path, answer: str, left: int
) -> None:
    window.filing.open_path(str(example_file))
    reword(window, "One.")
    window.filing.ask_unsaved = lambda: answer
    window.close()
    assert len(journals(home)) == left


def test_what_is_written_is_synced_two_seconds_later_by_a_thread_of_its_own(
    window: MapWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keeping.SYNC <= 2000
    window.keeping._later.setInterval(20)
    synced: list[threading.Thread] = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: synced.append(threading.current_thread()))
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    assert synced == [] and window.keeping.journal.is_due
    qtbot.waitUntil(lambda: bool(synced) and not window.keeping.journal.is_due)
    assert threading.main_thread() not in synced
    qtbot.waitUntil(lambda: not window.keeping._later.isActive())
    assert len(synced) == 1


def test_a_journal_that_cannot_be_written_is_said_once_and_written_when_it_can_be(
    window: MapWindow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    write_all = files.write_all

    def full(_descriptor: int, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(files, "write_all", full)
    for n in range(3):
        reword(window, f"Wording {n}.")
    (line,) = window.notices.texts()
    assert "the disk is full" in line and "what is not saved cannot be kept safe" in line and "\n" not in line
    window.notices.clear()
    reword(window, "Again.")
    assert window.notices.texts() == []
    monkeypatch.setattr(files, "write_all", write_all)
    reword(window, "Room.")
    assert len(labels(home)) == 6
    assert replayed(home) == window.session.document


def test_that_the_map_cannot_be_among_its_backups_is_said_once(
    window: MapWindow, example_file: Path, home: Path, qtbot: QtBot
) -> None:
    window.filing.open_path(str(example_file))
    (home / "state" / "backups").write_bytes(b"")  # no folder
    window.keeping._later.setInterval(20)
    told: list[object] = []
    window.keeping.unbacked.connect(told.append)
    for text in ("One.", "Two."):
        reword(window, text)
        qtbot.waitUntil(lambda: not window.keeping.journal.is_due and not window.keeping._later.isActive())
    assert len(told) == 1
    assert [text for text in window.notices.texts() if "the backup cannot be kept" in text] == window.notices.texts()
    assert len(labels(home)) == 2


def test_the_program_goes_on_without_a_state_folder(window: MapWindow, home: Path) -> None:
    (home / "state").mkdir(parents=True, exist_ok=True)
    (home / "state" / "journals").write_bytes(b"a file in the way")
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    assert len(window.notices.texts()) == 1 and len(window.session.document.claims) == 1


def test_text_that_is_typed_without_a_pause_is_in_the_journal_within_two_seconds(
    window: MapWindow, home: Path, qtbot: QtBot
) -> None:
    assert typed.PAUSE <= 2000
    window.acts.run("add-thesis")
    hands = Hands(window.view)
    hands.type("The air is bad")
    window.view.editing._typing._timer.setInterval(60)  # two seconds, in small
    before = len(labels(home))
    for _ in range(12):
        hands.type("!")
        QApplication.processEvents()
        qtbot.wait(15)
    assert len(labels(home)) > before
    assert window.view.is_editing()
    text = next(iter(replayed(home).claims.values())).text  # type: ignore[attr-defined]
    assert text.startswith("The air is bad!")
    hands.key(Qt.Key.Key_Return)
    assert len(window.session.history._entries) == 1


def test_a_note_that_is_typed_without_a_pause_is_committed_meanwhile_as_one_step(
    argument: MapWindow, qtbot: QtBot
) -> None:
    assert form.PAUSE <= 2000
    argument.panes.show("inspector")
    argument.session.select(("p",))
    note = argument.findChild(QPlainTextEdit, "claim-form-note")
    assert note is not None
    field = next(f for f in argument.panes.by_name["inspector"].form().fields.values() if f.widget is note)
    field._timer.setInterval(60)
    note.setFocus()
    steps = len(argument.session.history._entries)
    for n in range(12):
        qtbot.keyClicks(note, f"{n} ")
        qtbot.wait(15)
    assert argument.session.document.claims["p"].note.startswith("0 1 ")
    field.settle()
    assert argument.session.document.claims["p"].note == note.toPlainText() == "".join(f"{n} " for n in range(12))
    assert len(argument.session.history._entries) == steps + 1
    argument.session.undo()
    qtbot.waitUntil(lambda: note.toPlainText() == "")


def test_one_line_that_is_typed_is_committed_meanwhile_as_it_stands_and_one_go_at_it_is_one_step(
    argument: MapWindow, home: Path, qtbot: QtBot
) -> None:
    argument.panes.show("inspector")
    argument.session.select(("p",))
    history = argument.session.history
    for name in ("by", "tags"):
        line = argument.findChild(QLineEdit, f"claim-form-{name}")
        assert line is not None
        field = next(f for f in argument.panes.by_name["inspector"].form().fields.values() if f.widget is line)
        field._timer.setInterval(30)
        comma = ";" if name == "by" else ","
        steps = history.position
        line.setFocus()
        qtbot.keyClicks(line, f"north{comma} ")
        qtbot.waitUntil(lambda name=name: getattr(argument.session.document.claims["p"], name) == ("north",))
        # What is committed meanwhile is not taken out of the hands of the one who types.
        assert line.text() == f"north{comma} " and line.cursorPosition() == 7
        assert replayed(home) == argument.session.document
        qtbot.keyClicks(line, f"south{comma}")
        qtbot.waitUntil(lambda name=name: len(getattr(argument.session.document.claims["p"], name)) == 2)
        assert history.position == steps + 1
        argument.view.setFocus()
        assert line.text() == f"north{comma} south"
        line.setFocus()
        qtbot.keyClicks(line, f"{comma} west")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert history.position == steps + 2
        argument.session.undo()
        assert line.text() == f"north{comma} south"
        argument.session.undo()
        assert line.text() == "" and getattr(argument.session.document.claims["p"], name) == ()


def test_tags_typed_for_several_claims_leave_each_its_own(argument: MapWindow, qtbot: QtBot) -> None:
    session = argument.session
    for ids, tags in ((["p", "k"], ["both"]), (["k"], ["own"])):
        session.commit(claims.tag(session.document, ids, tags))
    argument.panes.show("inspector")
    session.select(("p", "k"))
    line = argument.findChild(QLineEdit, "claim-form-tags")
    assert line is not None
    qtbot.waitUntil(lambda: line.text() == "both")
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, "new")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert [session.document.claims[id].tags for id in "pk"] == [("new",), ("new", "own")]


def test_what_is_being_typed_into_a_note_is_saved_too(argument: MapWindow, tmp_path: Path, qtbot: QtBot) -> None:
    argument.filing.ask_save = lambda _proposed: str(tmp_path / "m.argmap.json")
    argument.panes.show("inspector")
    argument.session.select(("p",))
    note = argument.findChild(QPlainTextEdit, "claim-form-note")
    assert note is not None
    note.setFocus()
    qtbot.keyClicks(note, "Not committed yet")
    assert argument.filing.save()
    assert b"Not committed yet" in (tmp_path / "m.argmap.json").read_bytes()


def test_a_session_that_ends_keeps_what_is_unsaved_and_asks_nothing(
    desk: Desk, window: MapWindow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.filing.ask_unsaved = lambda: pytest.fail("it asked")
    window.acts.run("add-thesis")
    Hands(window.view).type("Typed at the last moment")
    desk.keep()
    assert not window.keeping.journal.is_due
    assert window.close()
    (file,) = journals(home)
    assert b"Typed at the last moment" in file.read_bytes()
    monkeypatch.setattr(glance, "is_gone", lambda _process: True)
    (item,) = recovery.pending(home / "state")
    assert item.steps >= 1


def test_who_works_on_after_the_end_of_the_session_was_called_off_is_asked_again(desk: Desk, window: MapWindow) -> None:
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    desk.keep()
    asked: list[int] = []
    window.filing.ask_unsaved = lambda: asked.append(1) or "cancel"
    window.session.undo()
    window.session.redo()
    assert not window.close() and asked == [1]
