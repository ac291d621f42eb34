"""What commands write: no map is lost by a slip in the name after -o."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from argmap.app import locks
from argmap.cli.main import main
from argmap.resources import sample_map

EVERY = sample_map("every-kind.argmap.json").read_bytes()
ARTICLE = sample_map("russia-azerbaijan.argmap.json")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "m.argmap.json"
    path.write_bytes(EVERY)
    return path


@pytest.mark.parametrize("command", [["export", "--to", "svg"], ["convert", "--to", "markdown"]])
@pytest.mark.parametrize("whose", ["its own", "another's"])
def test_nothing_but_a_map_is_written_over_a_map(
    command: list[str], whose: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = str(path) if whose == "its own" else str(ARTICLE)
    assert main([command[0], read, "-o", str(path), *command[1:]]) == 1
    assert path.read_bytes() == EVERY
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "it is a map" in said


def test_a_damaged_map_is_a_map_all_the_same(path: Path) -> None:
    damaged = b"\xef\xbb\xbf\n" + EVERY[:500]
    path.write_bytes(damaged)
    assert main(["convert", str(ARTICLE), "-o", str(path), "--to", "markdown"]) == 1
    assert path.read_bytes() == damaged


def test_what_only_quotes_a_map_is_written_over(tmp_path: Path) -> None:
    outline = tmp_path / "m.md"
    outline.write_text('# A map says "format": "argmap"\n')
    assert main(["convert", str(ARTICLE), "-o", str(outline)]) == 0
    assert "Russia" in outline.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["convert", str(ARTICLE)], ["new", "--force"], ["export", str(ARTICLE)]])
def test_a_map_is_written_over_another_with_a_backup_of_it(command: list[str], path: Path, home: Path) -> None:
    assert main([*command, "-o", str(path)]) == 0
    assert path.read_bytes() != EVERY
    kept = [Path(folder) / name for folder, _, names in os.walk(home / "state" / "backups") for name in names]
    assert EVERY in [file.read_bytes() for file in kept]
    assert not list((home / "state" / "locks").iterdir())


def test_a_map_that_is_open_is_not_written_over(path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with locks.take(str(path), home / "state", "window"):
        assert main(["convert", str(ARTICLE), "-o", str(path)]) == 1
    assert "it is open in another window" in capsys.readouterr().err
    assert path.read_bytes() == EVERY


def test_what_is_new_leaves_nothing_but_itself(tmp_path: Path, home: Path) -> None:
    assert main(["convert", str(ARTICLE), "-o", str(tmp_path / "new.argmap.json")]) == 0
    assert os.listdir(tmp_path) == ["new.argmap.json"]
    assert os.listdir(home) == []
