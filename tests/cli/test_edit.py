"""`argmap edit` and its kin: by the window's own road, under the lock, and never over what another program wrote."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from argmap.app import backups, locks, saving
from argmap.app.opening import open_map
from argmap.cli.main import COMMANDS, HIDDEN, main
from argmap.core.records import Excerpt, Relation
from argmap.resources import sample_map


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ARGMAP_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "state"


@pytest.fixture
def path(tmp_path: Path, state: Path) -> str:
    (tmp_path / "maps").mkdir()
    path = tmp_path / "maps" / "a.argmap.json"
    path.write_bytes(sample_map("every-kind.argmap.json").read_bytes())
    return str(path)


def first(path: str, section: str) -> str:
    return min(getattr(open_map(path).document, section))


def test_a_wording_is_set_saved_backed_up_and_the_lock_given_back(path: str, state: Path) -> None:
    before = Path(path).read_bytes()
    id = first(path, "claims")
    assert main(["edit", path, "--set", f"{id}.text=Tolls = harm\nthe poor."]) == 0
    assert open_map(path).document.claims[id].text == "Tolls = harm\nthe poor."
    assert [backups.read(backup) for backup in backups.of(path, state)] == [Path(path).read_bytes(), before]
    assert locks.holder(path, state) is None
    assert os.listdir(os.path.dirname(path)) == ["a.argmap.json"]


def test_fields_of_every_kind_of_record_are_set_each_by_its_command(path: str) -> None:
    claim, relation, source = first(path, "claims"), first(path, "relations"), first(path, "sources")
    excerpt, group = first(path, "excerpts"), first(path, "groups")
    sets = ["map.title=T", f"{claim}.likelihood=0.25", f"{claim}.main=true", f'{claim}.by=["A", "B"]',
            f'{claim}.tags=["y", "x"]', f"{relation}.scheme=s", f"{relation}.strength=0.5", f"{source}.author=A",
            f"{excerpt}.credibility=2", f"{group}.title=G", f"{group}.note=n"]  # fmt: skip
    assert main(["edit", path, *(part for text in sets for part in ("--set", text))]) == 0
    document = open_map(path).document
    assert document.info.title == "T"
    found = document.claims[claim]
    assert (found.likelihood, found.main, found.by, found.tags) == (0.25, True, ("A", "B"), ("x", "y"))
    assert isinstance(step := document[relation], Relation) and (step.scheme, step.strength) == ("s", 0.5)
    assert document.sources[source].author == "A"
    assert isinstance(words := document[excerpt], Excerpt) and words.credibility == 2
    assert (document.groups[group].title, document.groups[group].note) == ("G", "n")
    assert main(["edit", path, "--set", f"{claim}.likelihood=", "--set", f"{claim}.tags=[]"]) == 0
    found = open_map(path).document.claims[claim]
    assert (found.likelihood, found.tags) == (None, ())


def test_what_is_so_already_is_not_written_again(path: str, state: Path) -> None:
    id = first(path, "claims")
    known = os.stat(path)
    assert main(["edit", path, "--set", f"{id}.text={open_map(path).document.claims[id].text}"]) == 0
    assert os.stat(path).st_ino == known.st_ino and backups.of(path, state) == ()


@pytest.mark.parametrize(
    "setting",
    ["nowhere.text=x", "ID.colour=red", "ID.likelihood=7", "ID.likelihood=much", "ID.main=1", "ID.by=[1]",
     "ID.likelihood=1" + "0" * 400, "ID.basis=hearsay", "ID.at=[1, 2]", "map.direction=sideways",
     "ID.tags=" + "[" * 9999],
)  # fmt: skip
def test_what_cannot_be_set_is_one_line_and_nothing_is_saved(
    setting: str, path: str, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, id = Path(path).read_bytes(), first(path, "claims")
    assert main(["edit", path, "--set", "map.title=T", "--set", setting.replace("ID", id)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "Traceback" not in said
    assert Path(path).read_bytes() == before
    assert locks.holder(path, state) is None


@pytest.mark.parametrize("setting", ["text=x", "c1.text", ".text=x", "c1.=x", ""])
def test_a_setting_of_another_form_is_wrong_usage(setting: str, path: str) -> None:
    assert main(["edit", path, "--set", setting]) == 2


def test_a_map_that_the_window_holds_is_not_edited(path: str, state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(path).read_bytes()
    with locks.take(path, state, "the window"):
        for command in (["edit", path, "--set", "map.title=T"], ["check", "--repair", path, "-o", path]):
            assert main(command) == 1
            assert f"the window, process {os.getpid()}" in capsys.readouterr().err
    assert Path(path).read_bytes() == before
    assert main(["edit", path, "--set", "map.title=T"]) == 0


def test_without_a_state_folder_it_goes_on_and_says_so(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("ARGMAP_HOME", str(tmp_path / "file"))
    assert main(["edit", path, "--set", "map.title=T"]) == 0
    assert open_map(path).document.info.title == "T"
    assert all(line.startswith("argmap: ") for line in capsys.readouterr().err.splitlines())


def test_what_another_program_writes_while_the_edit_is_at_work_stays(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = saving.save

    def late(*arguments: object, **named: object) -> object:
        Path(path).write_bytes(b"theirs")
        return real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "save", late)
    assert main(["edit", path, "--set", "map.title=T"]) == 1
    assert Path(path).read_bytes() == b"theirs"
    assert "another program has changed it" in capsys.readouterr().err


def broken(path: str) -> bytes:
    data = json.loads(Path(path).read_bytes())
    data["relations"][0]["kind"] = "suport"
    data["claims"][1]["likelihood"] = 7
    data["relations"][1]["target"] = "nowhere"
    Path(path).write_text(json.dumps(data), encoding="utf-8")
    return Path(path).read_bytes()


def test_a_broken_map_is_refused_or_mended_with_every_repair_listed(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = broken(path)
    assert main(["edit", path, "--set", "map.title=T"]) == 1
    assert "the first at $." in capsys.readouterr().err and Path(path).read_bytes() == before
    assert main(["edit", path, "--set", "map.title=T", "--repair"]) == 0
    said = capsys.readouterr().err
    assert f"{path}: $.claims[1].likelihood: " in said and f"{path}: $.relations[1].target: " in said
    assert open_map(path).ledger == ()


def test_check_writes_a_repaired_copy_and_lists_what_it_did(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, copy = broken(path), str(tmp_path / "copy.argmap.json")
    assert main(["check", "--repair", path, "-o", copy]) == 0
    said = capsys.readouterr()
    assert said.out == "" and all(line.startswith(f"{path}: $.") for line in said.err.splitlines())
    assert len(said.err.splitlines()) >= 3
    assert Path(path).read_bytes() == before
    assert main(["check", copy]) == 0
    assert main(["check", "--repair", copy, "-o", copy]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("arguments", [["--repair", "a"], ["a", "-o", "b"], ["--repair", "a", "b", "-o", "c"]])
def test_a_repair_takes_one_map_and_a_place_for_the_copy(arguments: list[str], state: Path) -> None:
    assert main(["check", *arguments]) == 2


def test_hidden_commands_work_and_no_overview_names_them(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["saveloop", path, "--count", "2"]) == 0
    assert capsys.readouterr().out == "BEGIN 1\nEND 1\nBEGIN 2\nEND 2\n"
    assert open_map(path).document.info.description == "save 2"
    assert main(["--help"]) == 0
    overview = capsys.readouterr().out
    assert not [name for name in HIDDEN if f"argmap {name}" in overview] and not set(HIDDEN) & set(COMMANDS)


@pytest.mark.skipif(sys.platform == "win32", reason="names there are no bytes")
@pytest.mark.parametrize("name", [b"caf\xe9", b"-dash", b"new\nline", b" blank "])
def test_odd_names_are_edited(name: bytes, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    odd = os.fsdecode(name)
    os.rename(path, odd)
    assert main(["edit", "--set", "map.title=T", "--", odd]) == 0
    assert open_map(odd).document.info.title == "T"
