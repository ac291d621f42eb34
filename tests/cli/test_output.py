"""What is printed arrives, or one line says why not; whole processes, since it is about what they end with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.resources import sample_map

EVERY = str(sample_map("every-kind.argmap.json"))

PRINTING = [["--version"], ["--help"], ["actions"], ["actions", "--json"], ["schema"], ["doctor"], ["check", "BROKEN"]]
WRITING = [["convert", EVERY, "-o", "-"], ["export", EVERY, "-o", "-"], ["new", "-o", "-"]]


def argmap(arguments: list[str], redirection: str, tmp_path: Path) -> tuple[int, str]:
    """Exit status and standard error of a command whose output the shell puts somewhere."""
    broken = tmp_path / "broken.argmap.json"
    broken.write_text('{"format": "argmap", "version": 1, "claims": [{"id": "a", "text": 1}]}')
    words = [str(broken) if word == "BROKEN" else word for word in arguments]
    shell = ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-m", "argmap", *words]
    done = subprocess.run(shell, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize("arguments", [*PRINTING, *WRITING], ids=" ".join)
def test_a_full_disk_behind_standard_output_is_one_line(arguments: list[str], tmp_path: Path) -> None:
    assert argmap(arguments, ">/dev/full", tmp_path) == (
        1,
        "argmap: standard output: cannot be written: the disk is full\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize("arguments", [["--help"], ["actions"], *WRITING], ids=" ".join)
def test_a_closed_standard_output_is_one_line(arguments: list[str], tmp_path: Path) -> None:
    assert argmap(arguments, ">&-", tmp_path) == (1, "argmap: standard output: cannot be written: it is closed\n")


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_a_closed_standard_input_is_one_line(tmp_path: Path) -> None:
    assert argmap(["check", "-"], "<&-", tmp_path) == (1, "argmap: standard input: cannot be read: it is closed\n")


def test_an_encoding_that_lacks_a_sign_gets_an_escape_and_data_is_utf_8() -> None:
    def printed(*arguments: str) -> bytes:
        environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
        program = [sys.executable, "-m", "argmap", *arguments]
        return subprocess.run(program, capture_output=True, timeout=120, check=True, env=environment).stdout

    assert b"[MAP\\u2026]" in printed("--help")
    assert b"Open\\u2026" in printed("actions")
    assert "Open…".encode() in printed("actions", "--json")
