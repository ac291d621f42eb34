"""Saves and sessions that are killed, at random moments and at each system call, and system calls that fail.

python tests/faults/kills.py random [COUNT] [SEED]     kill -9 at random moments of a loop of saves
python tests/faults/kills.py typing [COUNT] [SEED]     kill -9 of a session that commits and does not save
python tests/faults/kills.py calls                     kill -9 at each system call of a save (strace)
python tests/faults/kills.py errors                    each system call of a save failing in four ways (strace)
"""

from __future__ import annotations

import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_maps import random_document

from argmap.app import backups, files, locks, recovery, sweep
from argmap.app.opening import open_map
from argmap.app.saving import save

TESTS = Path(__file__).parents[1]

LATEST = 0.2
"""Until when a process is killed, in seconds from the first sign of life."""

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS")

CALLS = (
    *("open", "openat", "creat", "read", "pread64", "write", "pwrite64", "close", "fsync", "fdatasync", "lseek"),
    *("stat", "lstat", "fstat", "newfstatat", "statx", "access", "faccessat", "faccessat2", "fchmod", "chmod"),
    *("fchown", "chown", "rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat", "mkdir", "mkdirat"),
    *("getdents64", "readlink", "readlinkat", "ftruncate", "truncate", "getcwd", "utimensat", "fallocate"),
)
"""The system calls by which a program deals with files; memory, signals and threads are not a save's."""


@dataclass(frozen=True)
class Call:
    """One system call of the save that is watched: its name, and the how manyth of this name it is in the process."""

    name: str
    nth: int
    text: str = ""


class Bench:
    """A folder with a map that has been saved often, and the state folder beside it; each `fresh` is the same."""

    def __init__(self, folder: Path, claims: int = 40) -> None:
        self.folder = folder
        self.maps, self.home = folder / "maps", folder / "home"
        self.path, self.state = str(self.maps / "a.argmap.json"), folder / "home" / "state"
        self._claims = claims
        self._kept = folder / "kept"
        self.maps.mkdir()
        save(random_document(1, claims), self.path, None, self.state)
        # So many backups that each save drops one.
        self.run("--count", str(backups.LAST + 2), "--first", "-20")
        for name in ("maps", "home"):
            shutil.copytree(folder / name, self._kept / name)

    def fresh(self) -> None:
        """Puts map and state back to what they were."""
        for name in ("maps", "home"):
            shutil.rmtree(self.folder / name)
            shutil.copytree(self._kept / name, self.folder / name)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "argmap", "saveloop", self.path, *arguments]

    @property
    def environment(self) -> dict[str, str]:
        ours = {"ARGMAP_HOME": str(self.home), "PYTHONHASHSEED": "0", "PYTHONPATH": str(TESTS.parent)}
        return {**os.environ, **ours, "PYTHONDONTWRITEBYTECODE": ""}

    def run(self, *arguments: str, under: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        command = [*under, *self.command(*arguments)]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def number(self) -> int:
        """The number of the save that the map on disk is; fails where the map is not whole."""
        opened = open_map(self.path)
        assert opened.ledger == () and opened.native
        assert len(opened.document.claims) == self._claims
        return int(opened.document.info.description.removeprefix("save "))

    def leftovers(self) -> list[str]:
        return [name for name in os.listdir(self.maps) if name.endswith(files.LEFTOVER)]

    def judge(self, said: str) -> int:
        """What is wrong after a death: a save lost that was said to be done, or one there that was never begun."""
        begun = [int(n) for n in re.findall(r"^BEGIN (-?\d+)$", said, re.MULTILINE)]
        ended = [int(n) for n in re.findall(r"^END (-?\d+)$", said, re.MULTILINE)]
        n = self.number()
        assert not ended or n >= ended[-1], f"save {ended[-1]} was acknowledged and lost: the map is save {n}"
        assert not begun or n <= begun[-1], f"the map is save {n}, which was never begun"
        return n

    def recovered(self) -> None:
        """A next start finds map, lock and backups in order and leaves nothing behind."""
        assert locks.holder(self.path, self.state) is None
        sweep.sweep(self.state, [self.path])
        assert self.leftovers() == []
        assert os.listdir(self.state / "locks") == []
        kept = backups.of(self.path, self.state)
        assert kept and all(backups.read(backup) for backup in kept)


def kill_at_random(bench: Bench, count: int, seed: int) -> Counter[str]:
    """Kills loops of saves at random moments; what came of it, by name. Raises AssertionError for anything lost."""
    rng, found, first = random.Random(seed), Counter[str](), 1
    for _ in range(count):
        process = subprocess.Popen(bench.command("--first", str(first)), env=bench.environment, stdout=subprocess.PIPE)
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 60)
        assert ready, "no save was begun"
        time.sleep(rng.random() * LATEST)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().decode()
        process.stdout.close()
        process.wait()
        n = bench.judge(said)
        begun, ended = said.count("BEGIN"), said.count("END")
        found["kills"] += 1
        found["saves acknowledged"] += ended
        found["killed within a save"] += begun > ended
        found["killed within a save, the new map there"] += begun > ended and n == first + begun - 1
        found["half-written files left and swept"] += len(bench.leftovers())
        bench.recovered()
        first = n + 1
    return found


TYPIST = """
import sys, os
from pathlib import Path
from argmap.app.journal import Journal
from argmap.app.opening import open_map
from argmap.app.session import Session
from argmap.edit import claims
opened = open_map(sys.argv[1])
session, journal = Session(opened.document, opened.path), Journal(Path(sys.argv[2]))
journal.begin(opened.document, opened.path, opened.held)
session.on_step(lambda step: journal.write(step.change) and None)
n = 0
while True:
    n += 1
    os.write(1, b"BEGIN %d\\n" % n)
    session.commit(claims.reword(session.document, "c1", f"wording {n}"))
    os.write(1, b"END %d\\n" % n)
    if n % 5 == 0:
        journal.sync()
"""


def kill_typing(bench: Bench, count: int, seed: int) -> Counter[str]:
    """Kills sessions that commit without a save; each must be offered with all that was acknowledged."""
    rng, found = random.Random(seed), Counter[str]()
    for _ in range(count):
        command = [sys.executable, "-c", TYPIST, bench.path, str(bench.state)]
        process = subprocess.Popen(command, env=bench.environment, stdout=subprocess.PIPE)
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 60)
        assert ready, "nothing was typed"
        said = process.stdout.readline().decode()
        if rng.random() < 0.8:  # The others are killed within the first change.
            said += process.stdout.readline().decode()
            time.sleep(rng.random() * LATEST)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().decode()
        process.stdout.close()
        process.wait()
        begun, ended = said.count("BEGIN"), said.count("END")
        pending = recovery.pending(bench.state)
        found["kills"] += 1
        found["changes acknowledged"] += ended
        if not pending:
            assert ended == 0, f"{ended} changes are lost"
            continue
        (item,) = pending
        result = recovery.recover(item, bench.state)
        assert result.said == ()
        n = int(result.document.claims["c1"].text.removeprefix("wording "))
        assert ended <= n <= begun, f"{ended} changes were acknowledged, {n} came back"
        found["sessions offered, with every acknowledged change"] += 1
        recovery.discard(item)
    return found


def traceable() -> str:
    """Why system calls cannot be tampered with here, "" where they can."""
    if sys.platform != "linux":
        return "strace is a program of Linux"
    if shutil.which("strace") is None:
        return "strace is not installed"
    probe = ["strace", "-qq", "-o", os.devnull, "-e", "trace=getpid", "-e", "inject=getpid:error=EIO:when=999", "true"]
    run = subprocess.run(probe, capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else f"strace may not trace here: {run.stderr.strip()}"


def _strace(bench: Bench, inject: str = "") -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Two saves under strace, with a fault; the lines of the trace."""
    log = bench.folder / "trace"
    known = ",".join("?" + name for name in CALLS)
    under = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={known}"]
    if inject:
        under += ["-e", f"inject={inject}"]
    run = bench.run("--count", "2", under=under)
    return run, log.read_text(encoding="utf-8", errors="replace").splitlines()


_LINE = re.compile(r"(\d+) +(\w+)\((.*)")


def calls_of_a_save(bench: Bench) -> list[Call]:
    """The system calls between BEGIN and END of a second save, when all modules are imported."""
    bench.fresh()
    run, lines = _strace(bench)
    assert run.returncode == 0, run.stderr
    counts, found, within = Counter[str](), [], False
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            continue
        name, text = match[2], match[3]
        counts[name] += 1
        if name == "write" and text.startswith("1, "):
            within = "BEGIN 2" in text
        elif within:
            found.append(Call(name, counts[name], text))
    assert len(found) > 20, "the save was not seen"
    return found


def _shape(text: str) -> str:
    """What a call is about, a file by number or name, without what differs from run to run: digits and drawn names."""
    arguments = text.partition(" = ")[0].split(", ")
    about = arguments[1] if arguments[0] == "AT_FDCWD" else arguments[0]
    return re.sub(r"0x[0-9a-f]+|[0-9a-f]{6,}|\d{2,}", "#", about)


def fail(bench: Bench, call: Call, error: str) -> str:
    """A save with one call failing; what came of it: `saved`, `refused`. Raises AssertionError for anything worse."""
    bench.fresh()
    run, lines = _strace(bench, f"{call.name}:error={error}:when={call.nth}")
    hit = [match[3] for line in lines if "(INJECTED)" in line and (match := _LINE.match(line))]
    assert len(hit) == 1 and _shape(hit[0]) == _shape(call.text), f"another call was met: {hit} for {call}"
    n = bench.judge(run.stdout)
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    # One line for the trouble, and one more where giving the lock back fails too; backups are said in one line.
    assert run.stderr.count("\n") <= 1, run.stderr
    assert run.returncode == 0 or run.stderr, "it failed without a word"
    assert run.returncode != 0 or n == 2, "exit status 0 with the old map"
    assert bench.leftovers() == [] or call.name.startswith("unlink"), bench.leftovers()
    bench.recovered()
    if n == 1:
        return "refused, old map"
    return "refused, new map" if run.returncode else "saved, without a backup" if run.stderr else "saved"


def kill_at(bench: Bench, call: Call) -> str:
    """A save killed as it enters one call: which map is there."""
    bench.fresh()
    run, lines = _strace(bench, f"{call.name}:signal=KILL:when={call.nth}")
    last = [match for line in lines if (match := _LINE.match(line))][-1]
    assert (last[2], _shape(last[3])) == (call.name, _shape(call.text)), f"killed at {last} and not at {call}"
    assert run.returncode != 0
    n = bench.judge(run.stdout)
    bench.recovered()
    return "new map" if n == 2 else "old map"


def main(what: str = "", count: int = 500, seed: int = 1) -> int:
    """Runs one of the four and prints its figures."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), 300 if what == "random" else 40)
        if what == "random":
            found = kill_at_random(bench, count, seed)
        elif what == "typing":
            found = kill_typing(bench, count, seed)
        elif what in ("calls", "errors"):
            if reason := traceable():
                sys.stdout.write(f"not done: {reason}\n")
                return 1
            calls = calls_of_a_save(bench)
            faults = [(call, error) for call in calls for error in (ERRORS if what == "errors" else ("",))]
            found = Counter(fail(bench, c, error) if error else kill_at(bench, c) for c, error in faults)
            found[f"system calls of a save, {len(calls)}; faults"] = len(faults)
        else:
            sys.stdout.write(__doc__ or "")
            return 2
    for name, n in sorted(found.items()):
        sys.stdout.write(f"{n:6}  {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2], *map(int, sys.argv[2:])))
