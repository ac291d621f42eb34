"""The command line as a user meets it: whole processes, exit statuses, one line for each trouble."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from argmap import __version__
from argmap.cli.main import COMMANDS
from argmap.resources import sample_map

ARTICLE = str(sample_map("russia-azerbaijan.argmap.json"))
EVERY = str(sample_map("every-kind.argmap.json"))

WITHOUT_QT = """
import sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("Qt was asked for")
sys.meta_path.insert(0, NoQt())
from argmap.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def argmap(
    *arguments: str, given: bytes = b"", cwd: Path | None = None, qt: bool = True
) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-m", "argmap"] if qt else [sys.executable, "-c", WITHOUT_QT]
    return subprocess.run([*program, *arguments], input=given, capture_output=True, cwd=cwd, timeout=120, check=False)


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode()


def test_the_version() -> None:
    result = argmap("--version")
    assert (result.returncode, result.stdout.decode()) == (0, f"argmap {__version__}\n")


def test_help_names_every_command() -> None:
    result = argmap("--help")
    assert result.returncode == 0
    for command in COMMANDS:
        assert f"argmap {command}" in result.stdout.decode()


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    result = argmap(command, "--help")
    assert result.returncode == 0, said(result)
    assert f"argmap {command}" in result.stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["export"],
        ["export", ARTICLE, "-o", "x.svg", "--arrange", "up"],
        ["convert", ARTICLE, "-o", "x.foo"],
        ["export", ARTICLE, "-o", "x.svg", "--page", "huge"],
        ["export", ARTICLE, "-o", "x.svg", "--to", "jpeg"],
        ["export", ARTICLE, "-o", "x.png", "--scale", "0"],
        ["export", ARTICLE, "-o", "x.png", "--scale", "large"],
        ["export", ARTICLE, "-o", "x.svg", "--timeout", "nan"],
        ["export", ARTICLE, "-o", "x.svg", "--timeout", "-1"],
        ["convert", ARTICLE, "-o", "x.md", "--from", "argdown"],
        ["convert", ARTICLE, "-o", "x.md", "--from", "markdown"],
        ["check", ARTICLE, "--from", "svg"],
        ["check", ARTICLE, "--repair", "-o", "x.md"],
        ["new", "-o", "x.svg"],
        ["new", "-o", "x.argmap.json", "--kind", "rtf"],
        ["check"],
        ["schema", "too much"],
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments: list[str], tmp_path: Path) -> None:
    result = argmap(*arguments, cwd=tmp_path)
    assert result.returncode == 2, said(result)
    assert said(result).count("\n") == 1
    assert os.listdir(tmp_path) == []


def test_the_sample_maps_have_no_problems_and_convert_to_themselves(tmp_path: Path) -> None:
    assert argmap("check", ARTICLE, EVERY).stdout == b""
    for path in (ARTICLE, EVERY):
        result = argmap("convert", path, "-o", str(tmp_path / "again.argmap.json"))
        assert result.returncode == 0, said(result)
        assert (tmp_path / "again.argmap.json").read_bytes() == Path(path).read_bytes()


def test_the_commands_that_promise_it_run_without_qt(tmp_path: Path) -> None:
    for arguments in (
        ["check", ARTICLE],
        ["convert", ARTICLE, "-o", str(tmp_path / "x.md")],
        ["export", ARTICLE, "-o", str(tmp_path / "x.svg")],
        ["export", ARTICLE, "-o", str(tmp_path / "x.dot")],
        ["schema"],
    ):
        result = argmap(*arguments, qt=False)
        assert result.returncode == 0, (arguments, said(result))
    result = argmap("export", ARTICLE, "-o", str(tmp_path / "x.pdf"), qt=False)
    assert result.returncode == 1
    assert said(result).count("\n") == 1
    assert "SVG" in said(result)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png", "dot"])
def test_two_exports_are_the_same_bytes_in_every_format(suffix: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        result = argmap("export", EVERY, "-o", str(tmp_path / f"{name}.{suffix}"))
        assert result.returncode == 0, said(result)
        assert said(result) == ""
    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


def test_names_of_formats_and_pages_may_be_in_any_case_and_suffixes_will_do(tmp_path: Path) -> None:
    for to in ("markdown", "Markdown", "md", "MD"):
        assert argmap("convert", EVERY, "-o", "-", "--to", to).stdout.startswith(b"# ")
    for page in ("letter", "Letter"):
        result = argmap("export", EVERY, "-o", str(tmp_path / f"{page}.dot"), "--arrange", "argmap", "--page", page)
        assert result.returncode == 0, said(result)
    assert (tmp_path / "Letter.dot").read_bytes() == (tmp_path / "letter.dot").read_bytes()


def test_help_names_the_formats_that_are_written() -> None:
    for command in ("export", "convert"):
        words = argmap(command, "--help").stdout.decode().split()
        assert {"argmap,", "svg,", "pdf,", "png,", "dot,", "markdown"} <= set(words)


def test_standard_input_and_output() -> None:
    result = argmap("convert", "-", "-o", "-", given=Path(EVERY).read_bytes())
    assert result.stdout == Path(EVERY).read_bytes()
    assert argmap("export", "-", "-o", "-", given=Path(EVERY).read_bytes()).stdout.startswith(b"<?xml")


@pytest.mark.parametrize(
    "options, notes",
    [
        ([], 0),
        (["--direction", "up"], 0),
        (["--direction", "left"], 1),
        (["--direction", "auto"], 1),
        (["--direction", "left", "--arrange", "argmap"], 0),
    ],
)
def test_a_direction_that_moves_no_card_is_said(options: list[str], notes: int, tmp_path: Path) -> None:
    claims = [{"id": "a", "text": "A", "at": [0, 0]}, {"id": "b", "text": "B", "at": [0, 200]}]
    steps = [{"id": "r", "kind": "support", "premises": ["b"], "target": "a"}]
    data = json.dumps({"format": "argmap", "version": 1, "claims": claims, "relations": steps}).encode()
    result = argmap("export", "-", "-o", str(tmp_path / "x.svg"), *options, given=data)
    assert result.returncode == 0
    assert said(result).count("--arrange argmap") == said(result).count("\n") == notes


def test_text_too_small_to_be_read_on_its_page_is_said(tmp_path: Path) -> None:
    claims = [{"id": f"c{n}", "text": "One step more."} for n in range(60)]
    steps = [{"id": f"r{n}", "kind": "support", "premises": [f"c{n + 1}"], "target": f"c{n}"} for n in range(59)]
    data = json.dumps({"format": "argmap", "version": 1, "claims": claims, "relations": steps}).encode()
    for page, notes in (("A4", 1), ("595:8420", 0)):
        result = argmap("export", "-", "-o", str(tmp_path / "x.pdf"), "--page", page, given=data)
        assert result.returncode == 0
        assert said(result).count("points high on this page") == said(result).count("\n") == notes


def test_a_picture_of_many_scripts_is_made_in_silence(tmp_path: Path) -> None:
    claim = {"id": "c", "text": "हिन्दी में एक दावा · ไทยไม่มีช่องว่าง · 汉字 · مرحبا · 👍🏽"}
    data = json.dumps({"format": "argmap", "version": 1, "claims": [claim]}).encode()
    result = argmap("export", "-", "-o", str(tmp_path / "x.png"), given=data)
    assert (result.returncode, said(result)) == (0, "")


def broken(tmp_path: Path) -> Path:
    data = json.loads(Path(EVERY).read_text(encoding="utf-8"))
    data["relations"][0]["kind"] = "suport"
    data["claims"][1]["likelihood"] = 7
    path = tmp_path / "broken.argmap.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_check_prints_each_problem_with_its_path_and_sums_up_in_one_line(tmp_path: Path) -> None:
    path = broken(tmp_path)
    result = argmap("check", str(path))
    assert result.returncode == 1
    lines = result.stdout.decode().splitlines()
    assert any(line.startswith(f"{path}: $.relations[0].kind: ") and "suport" in line for line in lines)
    assert any(line.startswith(f"{path}: $.claims[1].likelihood: ") for line in lines)
    assert said(result).count("\n") == 1
    assert str(path) in said(result)
    assert "$.claims[1].likelihood" in said(result) or "$.relations[0].kind" in said(result)


def test_a_map_with_errors_is_refused_in_one_line_or_repaired_in_so_many(tmp_path: Path) -> None:
    path, out = broken(tmp_path), tmp_path / "out.argmap.json"
    refused = argmap("convert", str(path), "-o", str(out))
    assert refused.returncode == 1
    assert said(refused).count("\n") == 1
    assert not out.exists()
    repaired = argmap("convert", str(path), "-o", str(out), "--repair")
    assert repaired.returncode == 0, said(repaired)
    assert "$.claims[1].likelihood" in said(repaired)
    assert argmap("check", str(out)).returncode == 0


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "argmap", "version": 99}', b"null", b"\x00" * 50]
)
def test_what_is_no_map_is_one_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.argmap.json"
    path.write_bytes(data)
    for command in (["check", str(path)], ["export", str(path), "-o", str(tmp_path / "x.svg")]):
        result = argmap(*command)
        assert result.returncode == 1, said(result)
        assert said(result).count("\n") == 1, said(result)
        assert "Traceback" not in said(result)
        assert "x.argmap.json" in said(result)


def test_a_missing_engine_is_one_line_and_the_old_picture_stays(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text("old")
    result = argmap("export", EVERY, "-o", str(tmp_path / "x.svg"), "--engine", str(tmp_path / "none"))
    assert result.returncode == 1
    assert said(result).count("\n") == 1
    assert (tmp_path / "x.svg").read_text() == "old"


def test_a_reader_that_goes_away_is_no_bug() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) in (0, 1)
    assert errors == b""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_is_status_130_and_kills_the_engine(tmp_path: Path) -> None:
    engine = tmp_path / "slow"
    engine.write_text(f"#!/bin/sh\ntouch '{tmp_path}/asked'\nexec sleep 30\n")
    engine.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", "export", EVERY, "-o", str(tmp_path / "x.svg"), "--engine", str(engine)],
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background may have had Ctrl+C ignored for all their children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (tmp_path / "asked").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert not (tmp_path / "x.svg").exists()


def test_doctor_says_what_is_in_use() -> None:
    result = argmap("doctor")
    assert result.returncode == 0, result.stdout.decode()
    for word in ("argmap", "Python", "engine", "pydot", "Qt", "Inter-Regular"):
        assert word in result.stdout.decode()
