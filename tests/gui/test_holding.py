"""A map is held by one window: others see it read-only, can edit a copy, and take it up when it is free."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gui_maps import small
from PySide6.QtWidgets import QPushButton

from argmap.app import locks
from argmap.app.locks import Holder
from argmap.app.processes import Process
from argmap.edit import claims
from argmap.formats import registry
from argmap.gui.desk import Desk
from argmap.gui.window import MapWindow

OTHER = """
import sys
from pathlib import Path
from argmap.app import locks
lock = locks.take(sys.argv[1], Path(sys.argv[2]), "argmap")
print("held", flush=True)
sys.stdin.readline()
lock.release()
print("free", flush=True)
"""


@pytest.fixture
def cars(tmp_path: Path) -> Path:
    file = tmp_path / "cars.argmap.json"
    file.write_bytes(registry.write(small(), "argmap"))
    return file


@pytest.fixture
def other(home: Path, cars: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the map open."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(cars), str(home / "state")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdin is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def let_go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "free\n"


def holder(home: Path, path: Path) -> Holder | None:
    return locks.holder(str(path), home / "state")


def press(window: MapWindow, title: str) -> None:
    (button,) = (b for b in window.notices.findChildren(QPushButton) if b.text() == title)
    button.click()


def test_a_window_holds_its_map_and_gives_it_back(window: MapWindow, home: Path, cars: Path) -> None:
    window.filing.open_path(str(cars))
    held = holder(home, cars)
    assert held is not None and held.process.pid == os.getpid() and held.program == "argmap"
    assert "read-only" not in window.windowTitle() and not window.status.read_only.isVisible()
    assert window.close()
    assert holder(home, cars) is None


def test_a_map_that_is_open_elsewhere_is_shown_read_only_with_who_has_it(
    window: MapWindow, cars: Path, other: subprocess.Popen[str]
) -> None:
    assert window.filing.open_path(str(cars))
    assert window.session.document.claims and window.filing.is_read_only
    assert window.windowTitle() == "cars.argmap.json[*] (read-only) — argmap"
    assert window.status.read_only.isVisible()
    (line,) = window.notices.texts()
    assert "open for editing elsewhere" in line and f"process {other.pid}" in line
    assert [b.text() for b in window.notices.findChildren(QPushButton)] == ["Edit a copy…", "Try again"]


def test_what_is_done_to_a_read_only_map_is_saved_under_another_name(
    window: MapWindow, home: Path, cars: Path, other: subprocess.Popen[str]
) -> None:
    before = cars.read_bytes()
    window.filing.open_path(str(cars))
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    proposed: list[str] = []
    copy = cars.with_name("cars-copy.argmap.json")
    window.filing.ask_save = lambda name: proposed.append(name) or name
    assert window.acts.run("save")
    assert proposed == [str(copy)] and cars.read_bytes() == before
    assert registry.read(copy.read_bytes()).document == window.session.document
    assert not window.filing.is_read_only and "read-only" not in window.windowTitle()
    assert window.notices.texts() == [] and holder(home, copy) is not None
    there = holder(home, cars)
    assert there is not None and there.process.pid == other.pid


def test_a_read_only_map_is_not_saved_over_the_one_that_others_hold(
    window: MapWindow, cars: Path, other: subprocess.Popen[str]
) -> None:
    before = cars.read_bytes()
    window.filing.open_path(str(cars))
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    window.filing.ask_save = lambda _name: str(cars)
    assert not window.filing.save()
    assert cars.read_bytes() == before and window.session.is_modified
    assert any("open for editing elsewhere" in text for text in window.notices.texts())


def test_the_journal_of_a_read_only_map_is_one_for_a_copy(
    window: MapWindow, home: Path, cars: Path, other: subprocess.Popen[str]
) -> None:
    from argmap.app import replay

    window.filing.open_path(str(cars))
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    (file,) = (home / "state" / "journals").iterdir()
    log = replay.read(str(file))
    assert log.path == "" and log.start is not None
    assert replay.replay(log.start, log.changes).document == window.session.document


def test_a_map_that_became_free_is_taken_up_with_what_was_saved_meanwhile(
    window: MapWindow, home: Path, cars: Path, other: subprocess.Popen[str]
) -> None:
    window.filing.open_path(str(cars))
    press(window, "Try again")
    assert window.filing.is_read_only
    cars.write_bytes(cars.read_bytes().replace(b"Traders lose", b"Traders gain"))
    let_go(other)
    press(window, "Try again")
    assert not window.filing.is_read_only and "read-only" not in window.windowTitle()
    assert window.session.document.claims["k"].text == "Traders gain custom."
    assert not window.session.is_modified and window.notices.texts() == []
    held = holder(home, cars)
    assert held is not None and held.process.pid == os.getpid()


def test_a_map_that_became_free_and_was_changed_on_both_sides_is_said_to_be_so(
    window: MapWindow, cars: Path, other: subprocess.Popen[str]
) -> None:
    window.filing.open_path(str(cars))
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    cars.write_bytes(cars.read_bytes().replace(b"Traders lose", b"Traders gain"))
    let_go(other)
    press(window, "Try again")
    assert not window.filing.is_read_only and window.session.is_modified
    assert window.session.document.claims["p"].text == "The air is foul."
    assert any("Another program has changed cars.argmap.json" in text for text in window.notices.texts())
    assert not window.filing.save() and b"Traders gain" in cars.read_bytes()


def test_what_a_dead_process_held_is_taken_over(
    window: MapWindow, home: Path, cars: Path, other: subprocess.Popen[str]
) -> None:
    other.kill()
    other.wait()
    window.filing.open_path(str(cars))
    held = holder(home, cars)
    assert not window.filing.is_read_only and held is not None and held.process.pid == os.getpid()


def test_what_another_computer_holds_is_taken_over_when_the_user_says_so(
    window: MapWindow, home: Path, cars: Path
) -> None:
    (home / "state" / "locks").mkdir(parents=True)
    locks._create(locks.file_of(str(cars), home / "state"), Holder(Process("elsewhere", 1), "argmap", "", "t"))
    window.filing.open_path(str(cars))
    assert window.filing.is_read_only and "on elsewhere" in window.notices.texts()[0]
    press(window, "Edit it here all the same")
    assert not window.filing.is_read_only and window.notices.texts() == []
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    assert window.filing.save()


def test_saving_under_another_name_moves_the_lock(window: MapWindow, home: Path, cars: Path) -> None:
    window.filing.open_path(str(cars))
    second = cars.with_name("second.argmap.json")
    window.filing.ask_save = lambda _name: str(second)
    assert window.filing.save_as()
    assert holder(home, cars) is None and holder(home, second) is not None


def test_a_save_under_another_name_that_fails_moves_nothing(window: MapWindow, home: Path, cars: Path) -> None:
    window.filing.open_path(str(cars))
    window.filing.ask_save = lambda _name: str(cars.parent / "nowhere" / "x.argmap.json")
    assert not window.filing.save_as()
    assert holder(home, cars) is not None and window.session.path == str(cars)
    assert len(os.listdir(home / "state" / "locks")) == 1


def test_a_map_is_open_in_one_window_however_its_path_is_spelt(desk: Desk, window: MapWindow, cars: Path) -> None:
    link = cars.with_name("link.argmap.json")
    link.symlink_to(cars)
    window.filing.open_path(str(cars))
    desk.open(str(link))
    assert len(desk.windows) == 1
    desk.start([])
    two = desk.windows[1]
    two.fill()
    two.filing.ask_save = lambda _name: str(link)
    two.session.commit(claims.add_thesis(two.session.document, "Mine."))
    assert not two.filing.save()
    assert any("it is open in another window" in text for text in two.notices.texts())


def test_a_write_protected_map_is_shown_read_only_and_saved_under_another_name(window: MapWindow, cars: Path) -> None:
    cars.chmod(0o444)
    window.filing.open_path(str(cars))
    assert window.filing.is_read_only and "write-protected" in window.notices.texts()[0]
    assert "(read-only)" in window.windowTitle()
    copy = cars.with_name("cars-copy.argmap.json")
    window.filing.ask_save = lambda name: name
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    assert window.filing.save() and copy.exists() and not window.filing.is_read_only
    assert copy.stat().st_mode & stat.S_IWUSR


def test_a_map_that_is_no_longer_write_protected_is_saved_as_ever(window: MapWindow, cars: Path) -> None:
    cars.chmod(0o444)
    window.filing.open_path(str(cars))
    cars.chmod(0o644)
    window.filing.ask_save = lambda _name: pytest.fail("it asked")
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    assert window.filing.save() and "read-only" not in window.windowTitle()
    assert window.notices.texts() == []


def test_the_command_line_does_not_edit_what_a_window_holds(window: MapWindow, home: Path, cars: Path) -> None:
    window.filing.open_path(str(cars))
    before = cars.read_bytes()
    command = [sys.executable, "-m", "argmap", "edit", str(cars), "--set", "p.text=Other"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and "open for editing elsewhere (argmap, process" in done.stderr
    assert done.stderr.count("\n") == 1 and cars.read_bytes() == before


def test_where_no_lock_can_be_kept_the_map_opens_and_one_line_says_so(
    window: MapWindow, home: Path, cars: Path
) -> None:
    (home / "state").mkdir(parents=True, exist_ok=True)
    (home / "state" / "locks").write_bytes(b"a file in the way")
    window.filing.open_path(str(cars))
    assert window.session.document.claims and not window.filing.is_read_only
    assert len(window.notices.texts()) == 1 and "cannot be locked" in window.notices.texts()[0]
    window.session.commit(claims.reword(window.session.document, "p", "The air is foul."))
    assert window.filing.save()
