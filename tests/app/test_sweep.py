"""The sweep: leftovers of dead processes go, everything else stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from argmap.app import backups, files, sweep

WRITER = "import sys; from argmap.app import files; print(files.part_name(sys.argv[1]))"


def name_of_the_dead(name: str) -> str:
    run = subprocess.run([sys.executable, "-c", WRITER, name], capture_output=True, text=True, check=True)
    return run.stdout.rstrip("\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "maps").mkdir()
    return tmp_path / "maps"


def test_what_a_dead_process_left_beside_a_map_goes(folder: Path, tmp_path: Path) -> None:
    path, state = str(folder / "a.argmap.json"), tmp_path / "state"
    Path(path).write_bytes(b"a map")
    left = folder / name_of_the_dead("a.argmap.json")
    left.write_bytes(b"half")
    assert sweep.sweep(state, [path]) == (str(left),)
    assert sorted(os.listdir(folder)) == ["a.argmap.json"]


def test_maps_with_backups_are_known_without_being_named(folder: Path, tmp_path: Path) -> None:
    path, state = str(folder / "a.argmap.json"), tmp_path / "state"
    backups.keep(path, b"a map", state)
    left = [folder / name_of_the_dead("a"), backups.folder_of(path, state) / name_of_the_dead("b")]
    for file in left:
        file.write_bytes(b"")
    assert sorted(sweep.sweep(state)) == sorted(map(str, left))


def test_what_may_still_be_written_stays_for_a_day(folder: Path, tmp_path: Path) -> None:
    own = folder / files.part_name("a")
    parts = name_of_the_dead("a").split("-")
    foreign = folder / "-".join([".a.00000000", *parts[1:]])
    # The number of a process that runs, with another time of birth: it may be in use again.
    reused = folder / "-".join([parts[0], str(os.getppid()), *parts[2:]])
    for file in (own, foreign, reused):
        file.write_bytes(b"")
    assert sweep.beside(str(folder / "a")) == ()
    later = time.time() + 2 * 86400
    assert sorted(sweep.beside(str(folder / "a"), clock=lambda: later)) == sorted([str(foreign), str(reused)])
    assert own.exists()


def test_nothing_is_removed_that_only_looks_like_it(folder: Path) -> None:
    dead = name_of_the_dead("a")
    for name in (".mine.argmap-part", "x.argmap-part", dead[1:], dead + "x", "a.argmap.json"):
        (folder / name).write_bytes(b"")
    (folder / dead).mkdir()
    (folder / name_of_the_dead("link")).symlink_to("a.argmap.json")
    before = sorted(os.listdir(folder))
    assert sweep.beside(str(folder / "a"), clock=lambda: time.time() + 1e7) == ()
    assert sorted(os.listdir(folder)) == before


def test_what_did_not_fit_at_a_recovery_is_kept_for_a_month(tmp_path: Path) -> None:
    (tmp_path / "journals").mkdir()
    rest = tmp_path / "journals" / "a-000001-00000000.journal.rest"
    rest.write_bytes(b"")
    assert sweep.sweep(tmp_path) == ()
    assert sweep.sweep(tmp_path, clock=lambda: time.time() + 31 * 86400) == (str(rest),)


def test_an_empty_state_folder_or_none_is_swept_without_a_word(tmp_path: Path) -> None:
    assert sweep.sweep(tmp_path / "none", [str(tmp_path / "gone" / "a")]) == ()
