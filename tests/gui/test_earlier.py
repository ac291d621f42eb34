"""Earlier versions: kept by every save, gone back to by a step of undo, and offered for a damaged file."""

from __future__ import annotations

from pathlib import Path

import pytest
from gui_maps import small
from PySide6.QtWidgets import QPushButton

from argmap.app import backups
from argmap.edit import claims
from argmap.formats import registry
from argmap.gui.dialogs.listing import Listing
from argmap.gui.window import MapWindow


@pytest.fixture
def cars(tmp_path: Path) -> Path:
    file = tmp_path / "cars.argmap.json"
    file.write_bytes(registry.write(small(), "argmap"))
    return file


@pytest.fixture
def saved(window: MapWindow, cars: Path) -> MapWindow:
    """A window whose map was saved three times."""
    window.filing.open_path(str(cars))
    for n in (1, 2, 3):
        window.session.commit(claims.reword(window.session.document, "p", f"Wording {n}."))
        assert window.filing.save()
    return window


def press(window: MapWindow, title: str) -> None:
    (button,) = (b for b in window.notices.findChildren(QPushButton) if b.text().startswith(title))
    button.click()


def test_every_save_of_the_window_keeps_what_was_there_and_what_is_there_now(
    saved: MapWindow, home: Path, cars: Path
) -> None:
    kept = backups.of(str(cars), home / "state")
    texts = [registry.read(backups.read(backup)).document.claims["p"].text for backup in kept]
    assert texts == ["Wording 3.", "Wording 2.", "Wording 1.", "The air is bad."]
    assert not any(cars.parent in Path(backup.file).parents and "home" not in backup.file for backup in kept)


def test_the_row_is_there_as_soon_as_there_is_an_earlier_version(window: MapWindow, cars: Path) -> None:
    assert not window.acts.is_possible("open-backup")
    window.filing.open_path(str(cars))
    assert not window.acts.is_possible("open-backup")
    assert window.filing.save()
    assert window.acts.is_possible("open-backup")


def test_going_back_is_one_step_of_undo_and_writes_nothing(saved: MapWindow, cars: Path) -> None:
    before, document = cars.read_bytes(), saved.session.document
    assert saved.acts.run("open-backup")
    listing = saved.asking._parts["listing"]
    assert isinstance(listing, Listing)
    lines = listing.model.lines
    assert len(lines) == 4 and [bool(line.detail) for line in lines] == [True, False, False, False]
    listing.take(lines[2], None)  # type: ignore[arg-type]
    assert saved.session.document.claims["p"].text == "Wording 1."
    assert saved.session.is_modified and cars.read_bytes() == before
    assert "as it was saved on 20" in saved.notices.texts()[0]
    press(saved, "Undo")
    assert saved.session.document == document and not saved.session.is_modified
    assert saved.notices.texts() == []


def test_what_was_gone_back_to_can_be_saved(saved: MapWindow, cars: Path) -> None:
    saved.filing.earlier.go_back(saved.filing.earlier.lines()[-1].key)
    assert saved.filing.save()
    assert registry.read(cars.read_bytes()).document.claims["p"].text == "The air is bad."
    assert saved.notices.texts() == []


def test_a_damaged_version_is_refused_in_one_line(saved: MapWindow) -> None:
    line = saved.filing.earlier.lines()[1]
    Path(line.key).write_bytes(b"{")
    saved.filing.earlier.go_back(line.key)
    assert "the backup is damaged" in saved.notices.texts()[0]
    assert not saved.session.is_modified


@pytest.mark.parametrize("damage", [b"", b'{"format": "argmap", "vers', b"\x00" * 300])
def test_for_a_map_that_cannot_be_read_the_last_good_version_is_offered(
    saved: MapWindow, home: Path, cars: Path, damage: bytes
) -> None:
    good = saved.session.document
    window = saved
    window.filing.take(small(), "", None)
    cars.write_bytes(damage)
    assert not window.filing.show_path(str(cars))
    (line,) = window.notices.texts()
    assert "cars.argmap.json" in line and cars.read_bytes() == damage
    press(window, "Open the version of")
    assert window.session.document == good and window.session.path == str(cars)
    assert window.session.is_modified and cars.read_bytes() == damage
    assert window.filing.save()
    assert registry.read(cars.read_bytes()).document == good
    assert any(backups.read(b) == damage for b in backups.of(str(cars), home / "state"))


def test_for_a_map_that_was_mended_a_good_version_is_offered(saved: MapWindow, cars: Path) -> None:
    good = saved.session.document
    saved.filing.take(small(), "", None)
    cars.write_bytes(cars.read_bytes().replace(b'"premises": ["q"]', b'"premises": ["zz"]'))
    assert saved.filing.show_path(str(cars))
    assert "mended" in saved.notices.texts()[0] and saved.session.document != good
    mended = saved.session.document
    press(saved, "Go back to")
    assert saved.session.document.relations == good.relations != mended.relations
    saved.session.undo()
    assert saved.session.document == mended


def test_for_a_map_whose_file_is_gone_its_last_version_is_offered(saved: MapWindow, cars: Path) -> None:
    good = saved.session.document
    saved.filing.take(small(), "", None)
    cars.unlink()
    assert saved.filing.show_path(str(cars))
    assert not saved.session.document.claims
    press(saved, "Open the version of")
    assert saved.session.document == good and saved.filing.save()
    assert registry.read(cars.read_bytes()).document == good


def test_a_damaged_map_without_backups_is_refused_in_one_line(window: MapWindow, cars: Path) -> None:
    cars.write_bytes(b"{")
    assert not window.filing.show_path(str(cars))
    assert window.notices.findChildren(QPushButton) == []
    assert len(window.notices.texts()) == 1
