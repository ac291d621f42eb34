"""Saving: what another program wrote is never written over unasked, and never lost when it is asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from faults.replaced import WAYS, replaced
from hypothesis import given
from random_maps import random_document
from strategies import documents

from argmap.app import backups, files, saving
from argmap.app.opening import digest, open_map
from argmap.core.document import EMPTY, Document
from argmap.errors import ArgmapError

ONE, TWO = random_document(1, 5), random_document(2, 5)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "maps").mkdir()
    return str(tmp_path / "maps" / "a.argmap.json")


@given(document=documents())
def test_what_is_saved_is_opened_again_with_the_hash_that_the_save_gave(document: Document, tmp_path: Path) -> None:
    path = str(tmp_path / "x.argmap.json")
    saved = saving.save(document, path, files.digest(path), None)
    opened = open_map(path)
    assert (opened.document, opened.held, opened.ledger, opened.native) == (document, saved.held, (), True)


def test_a_save_follows_a_save_by_the_hash_of_the_one_before(path: str, state: Path) -> None:
    first = saving.save(ONE, path, None, state)
    second = saving.save(TWO, path, first.held, state)
    assert second.held == files.digest(path) != first.held
    assert os.listdir(os.path.dirname(path)) == ["a.argmap.json"]
    with pytest.raises(saving.ChangedOnDiskError):
        saving.save(ONE, path, first.held, state)
    assert open_map(path).document == TWO


def test_a_file_that_came_a_file_that_changed_and_a_file_that_went_are_told_apart(path: str, state: Path) -> None:
    held = saving.save(ONE, path, None, state).held
    with pytest.raises(saving.ChangedOnDiskError, match="of this name"):
        saving.save(TWO, path, None, state)
    with pytest.raises(saving.ChangedOnDiskError, match="has changed it"):
        saving.save(TWO, path, digest(b"other"), state)
    os.unlink(path)
    with pytest.raises(saving.ChangedOnDiskError, match="no longer there") as caught:
        saving.save(TWO, path, held, state)
    assert (caught.value.held, caught.value.found) == (held, None)
    assert not os.path.exists(path)


@pytest.mark.parametrize("way", sorted(WAYS))
def test_another_programs_writing_is_noticed_and_stays(way: str, path: str, state: Path) -> None:
    assert replaced(way, path, state, seed=7)


def test_what_was_written_over_when_asked_for_is_a_backup(path: str, state: Path) -> None:
    held = saving.save(ONE, path, None, state).held
    theirs = b'{"format": "argmap", "version": 1, "map": {"title": "theirs"}}'
    Path(path).write_bytes(theirs)
    saving.save(TWO, path, held, state, forced=True)
    assert open_map(path).document == TWO
    assert [backups.read(backup) for backup in backups.of(path, state)][1] == theirs


def test_what_is_written_between_the_comparison_and_the_rename_is_noticed(
    path: str, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = saving.save(ONE, path, None, state).held
    real = os.fsync
    late = b'{"format": "argmap", "version": 1}'

    def other_program(descriptor: int) -> None:
        real(descriptor)
        Path(path).write_bytes(late)

    for forced in (False, True):
        with monkeypatch.context() as patch, pytest.raises(saving.ChangedOnDiskError):
            patch.setattr(os, "fsync", other_program)
            saving.save(TWO, path, held, None, forced=forced)
        assert Path(path).read_bytes() == late
        held = files.digest(path) or ""
        late += b" "
    assert os.listdir(os.path.dirname(path)) == ["a.argmap.json"]


def test_no_backup_is_no_reason_not_to_save(path: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    saved = saving.save(ONE, path, None, tmp_path / "file" / "state")
    assert open_map(path).document == ONE
    assert saved.trouble is not None
    assert "\n" not in str(saved.trouble)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_maps_place_is_one_line_and_no_wait(path: str, state: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(ArgmapError, match="no regular file"):
        saving.save(ONE, path, None, state)


@pytest.mark.parametrize("name", [b"caf\xe9.argmap.json", b"-dash.argmap.json", b"new\nline.argmap.json", b"x" * 255])
def test_odd_names_are_saved_backed_up_and_named_in_one_line(name: bytes, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
    try:
        held = saving.save(ONE, path, None, tmp_path / "state").held
    except ArgmapError:
        pytest.skip("this file system takes only UTF-8 names")
    assert saving.save(TWO, path, held, tmp_path / "state").trouble is None
    assert len(backups.of(path, tmp_path / "state")) == 2
    assert path in backups.maps(tmp_path / "state")
    with pytest.raises(saving.ChangedOnDiskError) as caught:
        saving.save(EMPTY, path, held, None)
    assert str(caught.value).isprintable()
