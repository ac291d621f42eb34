"""Opening and saving: what was on disk stays until it is written whole, and what others wrote is not written over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gui_maps import small
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton

from argmap.app import files
from argmap.core.document import EMPTY
from argmap.edit import about, claims, sources
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.gui.desk import Desk
from argmap.gui.window import MapWindow
from argmap.resources import sample_map

BROKEN = (
    b'{"format": "argmap", "version": 1, "map": {"title": "x"}, "sources": [], "claims": [{"id": "c1", "text": "A",'
    b' "main": true}, {"id": "c2", "text": "B"}], "relations": [{"id": "r1", "kind": "support", "premises": ["c9"],'
    b' "target": "c1"}], "excerpts": [], "groups": []}\n'
)


def reword(window: MapWindow, text: str = "Other words.") -> None:
    first = next(iter(window.session.document.claims))
    assert window.session.commit(claims.reword(window.session.document, first, text))


def test_a_map_opened_and_saved_again_is_the_same_bytes(window: MapWindow, example_file: Path) -> None:
    before = example_file.read_bytes()
    assert window.filing.open_path(str(example_file))
    assert not window.session.is_modified
    assert window.filing.save()
    assert example_file.read_bytes() == before


def test_saving_writes_the_map_and_takes_the_mark_of_change_away(window: MapWindow, example_file: Path) -> None:
    window.filing.open_path(str(example_file))
    reword(window)
    assert window.isWindowModified() and "example.argmap.json[*]" in window.windowTitle()
    assert window.filing.save()
    assert not window.isWindowModified()
    assert registry.read(example_file.read_bytes()).document == window.session.document
    window.session.undo()
    assert window.isWindowModified()


def test_a_name_without_a_file_begins_an_empty_map_that_is_saved_without_asking(
    window: MapWindow, tmp_path: Path
) -> None:
    file = tmp_path / "new.argmap.json"
    asked: list[str] = []
    window.filing.ask_save = lambda proposed: asked.append(proposed) or ""
    assert window.filing.open_path(str(file))
    assert not file.exists() and not window.session.is_modified
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    assert window.filing.save()
    assert asked == [] and b"A thesis." in file.read_bytes()


def test_a_new_map_asks_for_a_file_and_proposes_its_title(window: MapWindow, tmp_path: Path) -> None:
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    proposals: list[str] = []
    window.filing.ask_save = lambda proposed: proposals.append(proposed) or str(tmp_path / "m.argmap.json")
    assert window.acts.run("save")
    assert proposals[0].endswith("map.argmap.json")
    assert (tmp_path / "m.argmap.json").exists() and window.session.path == str(tmp_path / "m.argmap.json")


def test_a_map_without_a_title_is_proposed_under_that_of_its_article(window: MapWindow) -> None:
    proposals: list[str] = []
    window.filing.ask_save = lambda proposed: proposals.append(proposed) or ""
    window.session.commit(sources.add_source(window.session.document, title="Cars & Towns", text="One. Two."))
    window.filing.save()
    window.session.commit(about.set_info(window.session.document, title="Closed streets"))
    window.filing.save()
    assert [Path(proposed).name for proposed in proposals] == ["cars-towns.argmap.json", "closed-streets.argmap.json"]


def test_giving_up_the_question_for_a_file_saves_nothing(window: MapWindow) -> None:
    window.session.commit(claims.add_thesis(window.session.document, "A thesis."))
    window.filing.ask_save = lambda _proposed: ""
    assert not window.filing.save()
    assert window.session.is_modified


def test_a_file_that_is_no_map_is_refused_in_one_line_and_left_alone(window: MapWindow, tmp_path: Path) -> None:
    file = tmp_path / "broken.argmap.json"
    file.write_bytes(b'{"format": "argmap", "version": 1, ')
    assert not window.filing.open_path(str(file))
    (line,) = window.notices.texts()
    assert "broken.argmap.json" in line and "\n" not in line
    assert window.session.document == EMPTY and file.read_bytes() == b'{"format": "argmap", "version": 1, '


def test_a_map_with_errors_opens_mended_with_a_list_and_is_not_written_until_saved(
    window: MapWindow, tmp_path: Path
) -> None:
    file = tmp_path / "errors.argmap.json"
    file.write_bytes(BROKEN)
    assert window.filing.open_path(str(file))
    listed = window.findChild(QListWidget, "notice-mended-details")
    assert listed is not None and "$.relations[0].premises[0]" in listed.item(0).text()
    assert window.session.is_modified and file.read_bytes() == BROKEN
    assert window.filing.save()
    assert registry.read(file.read_bytes()).errors == ()
    assert window.findChild(QListWidget, "notice-mended-details") is None


@pytest.mark.parametrize("keeps_time", [False, True])
def test_what_another_program_wrote_is_noticed_before_it_is_written_over(
    window: MapWindow, example_file: Path, keeps_time: bool
) -> None:
    window.filing.open_path(str(example_file))
    reword(window)
    before = example_file.stat()
    theirs = example_file.read_bytes().replace(b"Moscow", b"MOSCOW")
    example_file.write_bytes(theirs)
    if keeps_time:  # same size and time: only the content tells
        os.utime(example_file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert example_file.stat().st_size == before.st_size
    assert not window.filing.save()
    assert example_file.read_bytes() == theirs and window.session.is_modified
    assert "Another program has changed example.argmap.json" in window.notices.texts()[0]
    assert QApplication.activeModalWidget() is None


def press_offer(window: MapWindow, number: int) -> None:
    button = window.findChild(QPushButton, f"notice-disk-{number}")
    assert button is not None
    button.click()


def changed_on_disk(window: MapWindow, example_file: Path) -> bytes:
    window.filing.open_path(str(example_file))
    reword(window)
    theirs = example_file.read_bytes().replace(b"Moscow", b"MOSCOW")
    example_file.write_bytes(theirs)
    window.filing.save()
    return theirs


def test_of_a_file_changed_elsewhere_one_can_take_theirs_and_have_ones_own_back(
    window: MapWindow, example_file: Path
) -> None:
    theirs = changed_on_disk(window, example_file)
    mine = window.session.document
    press_offer(window, 0)
    assert window.session.document == registry.read(theirs).document
    assert not window.session.is_modified and window.notices.texts() == []
    window.session.undo()
    assert window.session.document == mine and window.session.is_modified


def test_of_a_file_changed_elsewhere_one_can_keep_both(window: MapWindow, example_file: Path, tmp_path: Path) -> None:
    theirs = changed_on_disk(window, example_file)
    window.filing.ask_save = lambda _proposed: str(tmp_path / "mine.argmap.json")
    press_offer(window, 1)
    assert example_file.read_bytes() == theirs
    assert registry.read((tmp_path / "mine.argmap.json").read_bytes()).document == window.session.document


def test_of_a_file_changed_elsewhere_one_can_write_over_it(window: MapWindow, example_file: Path) -> None:
    changed_on_disk(window, example_file)
    press_offer(window, 2)
    assert registry.read(example_file.read_bytes()).document == window.session.document
    assert window.notices.texts() == []


def test_looking_again_says_a_change_on_disk_once_and_a_file_put_back_takes_the_word_back(
    window: MapWindow, example_file: Path
) -> None:
    before = example_file.read_bytes()
    window.filing.open_path(str(example_file))
    example_file.write_bytes(before + b" ")
    window.filing.look()
    assert len(window.notices.texts()) == 1
    window.notices.clear()
    window.filing.look()
    assert window.notices.texts() == []
    example_file.write_bytes(before + b"  ")
    window.filing.look()
    assert len(window.notices.texts()) == 1
    example_file.write_bytes(before)
    window.filing.look()
    assert window.notices.texts() == []


def test_a_file_that_vanished_is_named_and_can_be_saved_again(window: MapWindow, example_file: Path) -> None:
    window.filing.open_path(str(example_file))
    example_file.unlink()
    reword(window)
    assert not window.filing.save()
    assert "no longer there" in window.notices.texts()[0]
    press_offer(window, 0)
    assert registry.read(example_file.read_bytes()).document == window.session.document


def test_a_save_that_fails_says_one_line_and_leaves_file_and_mark(
    window: MapWindow, example_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.filing.open_path(str(example_file))
    reword(window)
    before = example_file.read_bytes()

    def full(path: str, _data: bytes, _before: object = None) -> None:
        raise ArgmapError("cannot be written: the disk is full", path)

    monkeypatch.setattr(files, "write", full)
    assert not window.filing.save()
    assert "the disk is full" in window.notices.texts()[0]
    assert window.session.is_modified and example_file.read_bytes() == before


@pytest.mark.parametrize(
    ("answer", "closes", "saves"), [("save", True, True), ("discard", True, False), ("cancel", False, False)]
)
def test_closing_a_modified_map_asks_once_and_does_as_it_is_told(
    window: MapWindow, example_file: Path, answer: str, closes: bool, saves: bool
) -> None:
    window.filing.open_path(str(example_file))
    before = example_file.read_bytes()
    reword(window)
    asked: list[int] = []
    window.filing.ask_unsaved = lambda: asked.append(1) or answer
    assert window.close() == closes
    assert asked == [1]
    assert (example_file.read_bytes() != before) == saves


def test_an_unmodified_map_closes_without_a_question(window: MapWindow, example_file: Path) -> None:
    window.filing.open_path(str(example_file))
    window.filing.ask_unsaved = lambda: pytest.fail("it asked")
    assert window.close()


def test_a_map_is_opened_in_a_window_of_its_own_where_this_one_holds_one(
    desk: Desk, window: MapWindow, example_file: Path, tmp_path: Path
) -> None:
    window.filing.open_path(str(example_file))
    other = tmp_path / "other.argmap.json"
    other.write_bytes(registry.write(small(), "argmap"))
    window.filing.open_path(str(other))
    assert [w.session.path for w in desk.windows] == [str(example_file), str(other)]
    window.filing.open_path(str(other))
    assert len(desk.windows) == 2


def test_the_example_is_a_copy_without_a_file(window: MapWindow) -> None:
    shipped = sample_map("russia-azerbaijan.argmap.json")
    before = shipped.read_bytes()
    window.acts.run("open-example")
    assert window.session.document.claims and window.session.path == "" and not window.session.is_modified
    reword(window)
    window.filing.ask_save = lambda _proposed: ""
    assert not window.filing.save()
    assert shipped.read_bytes() == before


def test_maps_opened_are_listed_as_recent_and_one_that_is_gone_is_dropped(
    window: MapWindow, example_file: Path
) -> None:
    window.filing.open_path(str(example_file))
    assert [r.path for r in window.filing.recents()] == [str(example_file)]
    menu = window.menus._recent
    menu.aboutToShow.emit()
    assert len(menu.actions()) == 1
    example_file.unlink()
    window.session.load(EMPTY)
    assert not window.filing.open_path(str(example_file)) or window.session.document == EMPTY
    gone = example_file.with_name("gone.json")
    assert not window.filing.show_path(str(gone))
    assert str(gone) not in [r.path for r in window.filing.recents()]


def test_a_path_with_odd_bytes_is_opened_saved_and_shown_in_one_line(window: MapWindow, tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"odd\xff\nname.argmap.json")
    file.write_bytes(registry.write(small(), "argmap"))
    assert window.filing.open_path(str(file))
    reword(window)
    assert window.filing.save()
    assert "\n" not in window.windowTitle() and "\\udcff" in window.windowTitle()
    assert [r.path for r in window.filing.recents()] == [str(file)]
