"""Engines that go wrong, met from the command line: one line each, the old picture stays, nothing is left behind.

Each run takes some of them; all, with what they cost:  ARGMAP_FAULTS=all python -m pytest -n 0 -s THIS_FILE
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from graphviz.bad_engines import ENGINES, Fault, gone, made, some

import argmap
from argmap.resources import sample_map

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks for leftovers in /proc")

ALL = os.environ.get("ARGMAP_FAULTS") == "all"
SOME = some(ENGINES, 5)
WAIT = 1.0
"""What an engine is given that never answers, in seconds."""


@pytest.mark.parametrize("fault", SOME, ids=str)
def test_an_export_with_a_faulty_engine_is_refused_in_one_line(fault: Fault, tmp_path: Path) -> None:
    engines, out, temporary = (tmp_path / name for name in ("engines", "out", "temporary"))
    for folder in (engines, out, temporary):
        folder.mkdir()
    engine = made(fault, engines)
    picture = out / "town.svg"
    picture.write_text("old")
    command = [sys.executable, "-m", "argmap", "export", str(sample_map("every-kind.argmap.json")), "-o", str(picture)]
    command += ["--engine", str(engine), "--timeout", str(WAIT if fault.hangs else 60)]
    command += ["--arrange", "dot"] if fault.arranging else []
    began = time.monotonic()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "TMPDIR": str(temporary), "ARGMAP_HOME": str(tmp_path / "home")},
        cwd=Path(argmap.__file__).parents[1],
        check=False,
    )
    if ALL:
        print(f"{time.monotonic() - began:6.1f} s  {fault.name}: {done.stderr.strip()[:150]}")  # noqa: T201
    assert done.returncode == 1 and done.stdout == "", done
    assert done.stderr.startswith(f"argmap: {engine}: ") and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.strip().isprintable() and len(done.stderr) < 800
    assert gone(engines), "a process outlived the command"
    assert picture.read_text() == "old"
    assert [os.listdir(out), os.listdir(temporary)] == [["town.svg"], []]
