"""Mutants of maps through the whole of `argmap check`: no traceback, no hang, one line for each refusal.

    python tests/faults/mutants.py [COUNT] [SEEDS]     COUNT mutants for each of SEEDS seeds; some as whole processes

The mutators are those of the reader's own test; here the command, its output and the repaired copy are looked at.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from formats.test_hostile import SEEDS, of_bytes, of_structure, strictly

from argmap.cli.main import main as argmap
from argmap.formats import registry

TESTS = Path(__file__).parents[1]

SLOWEST = 10.0
"""From how many seconds on a mutant counts as a hang; a sound map of this size takes some thousandths."""

MEMORY = 1 << 30
"""What a whole process may take, in bytes."""

JSON_PATH = re.compile(r"""(\d+ errors?, the first at )?\$(\.\w+|\[\d+\]|\['.*?'…?\]|\[".*?"…?\])*…?: """)
"""Where in the file, as a refusal says it after the file's name."""


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from argmap.cli.main import main
sys.exit(main(sys.argv[2:]))
"""
"""A whole `argmap` within so much memory."""


def run(*arguments: str) -> tuple[int, str, str]:
    """Status, output and errors of a command run in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = argmap(list(arguments))
    return status, out.getvalue(), err.getvalue()


def judge(data: bytes, folder: Path, found: Counter[str]) -> None:
    """Runs check and repair on one mutant; raises AssertionError where anything is not as it must be."""
    path, copy = folder / "mutant.argmap.json", folder / "copy.argmap.json"
    path.write_bytes(data)
    copy.unlink(missing_ok=True)
    began = time.perf_counter()
    status, out, err = run("check", str(path))
    took = time.perf_counter() - began
    assert took < SLOWEST, f"it took {took:.1f} s"
    assert status in (0, 1), err
    assert "Traceback" not in err
    assert path.read_bytes() == data, "the input was touched"
    found["mutants"] += 1
    for line in out.splitlines():
        assert line.startswith(f"{path}: $"), line
    if status == 0:
        assert err == "", err
        json.dumps(strictly(data), allow_nan=False)
        found["sound"] += 1
    else:
        assert err.count("\n") == 1 and err.startswith(f"argmap: {path}: "), err
        found["refused, in one line with the file's name"] += 1
        said = err.removeprefix(f"argmap: {path}: ").strip()
        if JSON_PATH.match(said):
            found["refused, with the JSON path"] += 1
        else:
            found["refused, without a JSON path: " + re.sub(r"'[^']*'|[0-9]+", "…", said)[:60]] += 1
        if out:
            found["refused, with all JSON paths listed"] += 1
    status, _, err = run("check", "--repair", str(path), "-o", str(copy))
    assert status in (0, 1) and "Traceback" not in err, err
    assert path.read_bytes() == data, "the input was touched"
    if status == 0:
        found["repaired or copied"] += 1
        assert all(line.startswith(f"{path}: ") for line in err.splitlines()), err
        assert registry.read(copy.read_bytes()).errors == ()
    else:
        assert not copy.exists() and err.count("\n") == 1, err


def in_a_process(data: bytes, folder: Path, found: Counter[str]) -> None:
    """The same as a whole process of bounded memory."""
    path = folder / "mutant.argmap.json"
    path.write_bytes(data)
    command = [sys.executable, "-c", LIMITED, str(MEMORY), "check", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
    assert result.returncode in (0, 1), result
    assert "Traceback" not in result.stderr and result.stderr.count("\n") == result.returncode, result
    found["whole processes within 1 GiB"] += 1


def hunt(count: int, seed: int, folder: Path, processes: int) -> Counter[str]:
    """So many mutants of one seed, half of bytes and half of structure, and so many of them as processes."""
    rng, found = random.Random(seed), Counter[str]()
    sampled = set(rng.sample(range(count), min(processes, count)))
    for n in range(count):
        data = (of_bytes if n % 2 else of_structure)(rng, rng.choice(SEEDS))
        try:
            judge(data, folder, found)
            if n in sampled:
                in_a_process(data, folder, found)
        except BaseException as error:
            error.add_note(f"seed {seed}, mutant {n}: {data!r}")
            raise
    return found


def main(count: int = 2000, seeds: int = 3) -> int:
    """Hunts and prints the figures."""
    import resource

    found = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ARGMAP_HOME"] = folder + "/home"
        for seed in range(1, seeds + 1):
            found += hunt(count, seed, Path(folder), count // 20)
    for name, n in sorted(found.items()):
        sys.stdout.write(f"{n:6}  {name}\n")
    refused = found["refused, in one line with the file's name"]
    placed = found["refused, with the JSON path"]
    sys.stdout.write(f"{placed / max(refused, 1):6.1%}  of what is refused says where\n")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stdout.write(f"{peak / 1024:6.0f}  MiB at most, of any whole process\n")
    return int(placed < 0.99 * refused)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
