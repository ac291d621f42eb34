"""Backups: the last ten saves and a daily one for a week, by numbers and not by clocks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.app import backups
from argmap.app.backups import DAYS, LAST, Backup, stale
from argmap.errors import ArgmapError

DAY = 86400.0


def contents(path: str, state: Path) -> list[bytes]:
    return [backups.read(backup) for backup in backups.of(path, state)]


def test_the_last_ten_saves_are_kept_the_newest_first(tmp_path: Path) -> None:
    for n in range(25):
        assert backups.keep("/a/map.argmap.json", b"%d" % n, tmp_path, clock=lambda: DAY * 365) is None
    assert contents("/a/map.argmap.json", tmp_path) == [b"%d" % n for n in range(24, 14, -1)]


def test_of_each_of_the_last_seven_days_the_last_save_is_kept(tmp_path: Path) -> None:
    for day in range(12):
        for n in range(3):
            backups.keep("m", b"%d.%d" % (day, n), tmp_path, clock=lambda day=day: DAY * (400 + day))  # type: ignore[misc]
    kept = contents("m", tmp_path)
    assert kept[:LAST] == [b"%d.%d" % (d, n) for d in (11, 10, 9, 8) for n in (2, 1, 0)][:LAST]
    assert kept[LAST:] == [b"%d.2" % d for d in (7, 6, 5)]


def test_a_clock_that_goes_backwards_does_not_make_the_newest_the_oldest(tmp_path: Path) -> None:
    for n, day in enumerate([900, 899, 5, 4000, 300]):
        backups.keep("m", b"%d" % n, tmp_path, clock=lambda day=day: DAY * day)  # type: ignore[misc]
    assert contents("m", tmp_path) == [b"4", b"3", b"2", b"1", b"0"]


_SOME_DAYS = ["2026-01-01", "2026-01-02", "1999-12-31", "2099-01-01", *(f"2026-02-0{n}" for n in range(1, 9))]


@given(st.lists(st.sampled_from(_SOME_DAYS), max_size=60))
def test_what_is_dropped_is_neither_among_the_last_nor_the_last_of_one_of_the_last_days(days: list[str]) -> None:
    made = [Backup(str(n), n, day, "0000", "") for n, day in enumerate(days)]
    dropped = set(stale(made))
    kept = [backup for backup in made if backup not in dropped]
    assert made[-LAST:] == [b for b in kept if b.number >= len(made) - LAST]
    assert len(kept) <= LAST + DAYS
    last_of = {backup.day: backup for backup in made}
    latest = sorted(last_of.values(), key=lambda backup: -backup.number)[:DAYS]
    assert set(kept) == set(made[-LAST:]) | set(latest)
    assert stale(kept) == ()


def test_the_same_content_twice_is_one_backup(tmp_path: Path) -> None:
    for _ in range(3):
        backups.keep("m", b"same", tmp_path)
    assert len(backups.of("m", tmp_path)) == 1


def test_every_way_to_spell_a_path_leads_to_the_same_backups_and_another_map_to_others(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "link").symlink_to("maps")
    path, state = str(tmp_path / "maps" / "a.argmap.json"), tmp_path / "state"
    backups.keep(path, b"one", state)
    assert contents(str(tmp_path / "link" / ".." / "maps" / "a.argmap.json"), state) == [b"one"]
    assert contents(str(tmp_path / "link" / "a.argmap.json"), state) == [b"one"]
    assert backups.of(str(tmp_path / "maps" / "A.argmap.json"), state) == () or os.name == "nt"
    assert backups.maps(state) == (path,)


def test_a_damaged_backup_is_refused_and_the_next_whole_one_is_offered(tmp_path: Path) -> None:
    whole = b'{"format": "argmap", "version": 1, "map": {"title": "whole"}}'
    for data in (whole, b"no map", whole + b"\n"):
        backups.keep("m", data, tmp_path)
    newest, middle, oldest = backups.of("m", tmp_path)
    assert backups.good("m", tmp_path) == newest
    Path(newest.file).write_bytes(whole[:20])
    with pytest.raises(ArgmapError, match="damaged"):
        backups.read(newest)
    assert backups.good("m", tmp_path) == oldest
    assert backups.read(middle) == b"no map"


def test_what_cannot_be_kept_is_said_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "backups").write_bytes(b"a file in the folder's place")
    trouble = backups.keep("m", b"data", tmp_path)
    assert trouble is not None and "backup cannot be kept" in str(trouble) and "\n" not in str(trouble)
    assert backups.of("m", tmp_path) == () and backups.maps(tmp_path) == ()


def test_a_folder_that_cannot_be_listed_does_not_count_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.keep("m", b"one", tmp_path)

    def failing(path: object) -> list[str]:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", failing)
        assert backups.keep("m", b"two", tmp_path) is not None
    assert contents("m", tmp_path) == [b"one"]


def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    state = tmp_path / "state"
    backups.keep("m", b"one", state)
    for folder in (state, state / "backups", backups.folder_of("m", state)):
        assert folder.stat().st_mode & 0o077 == 0
