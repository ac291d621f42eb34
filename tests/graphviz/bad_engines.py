"""Engines that go wrong, each in its own way: small programs in a folder of the test's own, and how to look for what
they leave behind."""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from argmap.graphviz.find import Engine, EngineError, find

SVG = '<?xml version="1.0"?>\n<svg width="8pt"><g id="n0"><text data-id="n1">a</text></g></svg>\n'

# What every engine here can use. `offspring()` is true in a child of the engine, which never ends of its own accord.
_PRELUDE = f"""
import os, signal, sys, time
SVG = {SVG!r}
out, err, read = sys.stdout.buffer.raw, sys.stderr.buffer.raw, sys.stdin.buffer.read
def say(what, to=out):
    what = what if isinstance(what, bytes) else what.encode()
    while what:
        what = what[to.write(what):]
def sleep(seconds=60):
    time.sleep(seconds)
def deaf():
    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
def offspring():
    return os.fork() == 0
"""


def engine_file(folder: Path, body: str, name: str = "engine") -> Path:
    """A program that runs a Python text; its path, which lies in `folder`, stays in its command line."""
    source = folder / f"{name}.py"
    source.write_text(_PRELUDE + body, encoding="utf-8")
    return shell_file(folder, f'exec "{sys.executable}" -ISs "{source}" "$@"', name)


def shell_file(folder: Path, line: str, name: str = "engine") -> Path:
    """A program that runs a line of shell: started ten times as fast as Python."""
    return program(folder / name, f"#!/bin/sh\n{line}\n".encode())


def program(path: Path, content: bytes, mode: int = 0o755) -> Path:
    """A file of these bytes that may be executed."""
    path.write_bytes(content)
    path.chmod(mode)
    return path


def given_engine(path: Path) -> Engine:
    """A program as the engine to draw with."""
    return Engine(str(path), "given")


def engine_or_skip(wanted: str) -> Engine:
    """A real engine of this machine; without it the test is skipped, with the reason."""
    try:
        return find(wanted)
    except EngineError as missing:
        pytest.skip(str(missing))


@dataclass(frozen=True)
class Fault:
    """An engine that fails: what it does, and the one line a user gets for it, after the engine's name."""

    name: str
    body: str
    line: str
    code: int | None
    shell: bool = False  # the body is shell, not Python: up at once even on a busy machine
    hangs: bool = False  # it would never end; it is given a fifth of a second
    arranging: bool = False  # it answers as one that arranges, and only as that it is at fault
    drawing: bool = False  # it answers as one that draws, and only as that it is at fault
    asked: dict[str, object] = field(default_factory=dict)  # what it is called with, beyond the ordinary

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


LATE = "gave no answer within 0.2 s"
HALF = "gave no picture: what it wrote is no whole svg"

FAULTS = [
    Fault("fails and says why", "say('no such font\\n', err); sys.exit(3)", "ended with status 3: no such font", 3),
    Fault("fails and says nothing", "sys.exit(1)", "ended with status 1", 1),
    Fault("fails as a shell does", "sys.exit(127)", "ended with status 127", 127),
    Fault("fails after a whole picture", "say(SVG); sys.exit(1)", "ended with status 1", 1),
    Fault(
        "warns before it fails",
        "say('\\n\\nWarning: big\\nError: syntax error in line 2\\nmore\\n', err); sys.exit(1)",
        "ended with status 1: Error: syntax error in line 2",
        1,
    ),
    Fault(
        "fails with ten thousand lines",
        "say('Error: line\\n' * 10_000, err); sys.exit(1)",
        "ended with status 1: Error: line",
        1,
    ),
    Fault(
        "fails with one endless line",
        "say('x' * 100_000, err); sys.exit(1)",
        "ended with status 1: " + "x" * 299 + "…",
        1,
    ),
    Fault(
        "says bytes that are not UTF-8",
        "say(b'Error: caf\\xe9 \\xff\\n', err); sys.exit(1)",
        "ended with status 1: Error: caf\ufffd \ufffd",
        1,
    ),
    Fault(
        "speaks to the terminal",
        "say('\\x1b[31mred\\x1b[0m\\x07\\x00\\u202e\\r\\nmore\\n', err); sys.exit(1)",
        "ended with status 1: \\x1b[31mred\\x1b[0m\\x07\\x00\\u202e",
        1,
    ),
    Fault("gives nothing", "read()", "gave no picture", 0),
    Fault("gives nothing and says why", "say('too big\\n', err)", "gave no picture: too big", 0),
    Fault("closes its output at once", "out.close(); os.close(2); read()", "gave no picture", 0),
    Fault(
        "writes after closing its output",
        "os.close(1); read()\ntry: say(SVG)\nexcept OSError: pass",
        "gave no picture",
        0,
    ),
    Fault("gives blanks", "say(' \\n')", HALF, 0),
    Fault("gives garbage", "say(os.urandom(5000) + b'<svg>')", HALF, 0),
    Fault("gives half a picture", "say(SVG[:len(SVG) // 2])", HALF, 0),
    Fault("gives the end of a picture", "say(SVG[len(SVG) // 2:])", HALF, 0),
    Fault("gives two pictures", "say(SVG + SVG)", HALF, 0),
    Fault("gives a web page about pictures", "say('<html><svg></svg></html>')", HALF, 0),
    Fault("gives another format", "say(b'\\x89PNG\\r\\n\\x1a\\n')", HALF, 0),
    Fault(
        "gives SVG for JSON", "say(SVG)", "gave no picture: what it wrote is no whole json", 0, asked={"format": "json"}
    ),
    Fault(
        "gives half of JSON",
        "say('{\"a\": [1, 2}')",
        "gave no picture: what it wrote is no whole json0",
        0,
        asked={"format": "json0"},
    ),
    Fault(
        "gives JSON without a floor",
        "say('{\"a\":' + '[' * 100_000 + '}')",
        "gave no picture: what it wrote is no whole json",
        0,
        asked={"format": "json"},
    ),
    Fault(
        "gives another graph's picture",
        "say(SVG)",
        "gave another graph's picture: n1 is not in it",
        0,
        asked={"expect": ("n2", "n0", "n1")},
    ),
    Fault("dies of a segmentation fault", "os.kill(os.getpid(), signal.SIGSEGV); sleep()", "was ended by SIGSEGV", -11),
    Fault("is killed", "os.kill(os.getpid(), signal.SIGKILL)", "was ended by SIGKILL", -9),
    Fault(
        "aborts with a word",
        "say('assertion failed\\n', err); os.abort()",
        "was ended by SIGABRT: assertion failed",
        -6,
    ),
    Fault("dies in the middle of a picture", "say(SVG[:40]); os.kill(os.getpid(), 9)", "was ended by SIGKILL", -9),
    Fault("never answers", "sleep()", LATE, None, hangs=True),
    Fault(
        "never answers but warns",
        "echo Warning: slow >&2; sleep 60",
        LATE + ": Warning: slow",
        None,
        hangs=True,
        shell=True,
    ),
    Fault("never ends after a whole picture", "say(SVG); sleep()", LATE, None, hangs=True),
    Fault("closes its output early and hangs", "say(SVG); os.close(1); os.close(2); sleep()", LATE, None, hangs=True),
    Fault("will not end when asked", "deaf(); sleep()", LATE, None, hangs=True),
    Fault("stops itself", "os.kill(os.getpid(), signal.SIGSTOP)", LATE, None, hangs=True),
    Fault("spins", "deaf()\nwhile True: pass", LATE, None, hangs=True),
    Fault(
        "hangs with a deaf family",
        "deaf()\nfor _ in range(4): offspring()\nsleep()",
        LATE,
        None,
        hangs=True,
    ),
    Fault("does not read and hangs", "sleep()", LATE, None, hangs=True, asked={"dot": b"graph {}" * (10 << 20 >> 3)}),
    Fault(
        "does not read and ends", "sys.exit(2)", "ended with status 2", 2, asked={"dot": b"graph {}" * (10 << 20 >> 3)}
    ),
    Fault("closes its input and gives nothing", "os.close(0)", "gave no picture", 0, asked={"dot": b" " * (10 << 20)}),
    Fault(
        "floods its output",
        "while True: say(b'x' * 65536)",
        "wrote more than 2 MiB and was stopped",
        None,
        asked={"limit": 2 << 20},
    ),
    Fault(
        "floods its output and will not end",
        "deaf()\nwhile True: say(b'x' * 65536)",
        "wrote more than 2 MiB and was stopped",
        None,
        asked={"limit": 2 << 20},
    ),
    Fault(
        "floods its complaints", "while True: say(b'x' * 65536, err)", "wrote more than 16 MiB and was stopped", None
    ),
    Fault(
        "gives a picture that is too large",
        "say('<svg>' + ' ' * (1 << 20) + '</svg>')",
        "wrote more than 1 MiB and was stopped",
        None,
        asked={"limit": 1 << 20},
    ),
]


def _odd_places(name: str, plain: str) -> Fault:
    body = f"import re; given = read().decode(); names = re.findall(r'\\b[a-z]+[0-9]+\\b', given)\n{plain}"
    return Fault(name, body, "", 0, arranging=True)


_PLAIN = "say('graph 1 1 1\\n' + ''.join(f'node {n} PLACE\\n' for n in names) + 'stop\\n')"

PLACES = [
    _odd_places("places nothing", "say('graph 1 1 1\\nstop\\n')"),
    _odd_places("places something else", "say('graph 1 1 1\\nnode other 1 1\\nstop\\n')"),
    _odd_places("places by words", _PLAIN.replace("PLACE", "here there")),
    _odd_places("places nowhere", _PLAIN.replace("PLACE", "nan inf")),
    _odd_places("places too far", _PLAIN.replace("PLACE", "1e99 0")),
    _odd_places("places by halves", _PLAIN.replace("PLACE", "1")),
    _odd_places("draws no strokes", _PLAIN.replace("PLACE", "1 2")),
    _odd_places("draws strokes of no length", "say('graph 1 1 1\\nedge a b 0\\nstop\\n')"),
    _odd_places("draws strokes by halves", "say('graph 1 1 1\\nedge a b 4 1 1 2\\nstop\\n')"),
]
"""Engines that answer in the format of those that arrange, but not with an arrangement."""


def _odd_picture(name: str, change: str) -> Fault:
    real = next(iter(find_bundled()), "dot")
    body = (
        "import re, subprocess\n"
        f"svg = subprocess.run([{real!r}, *sys.argv[1:]], stdin=0, stdout=subprocess.PIPE).stdout\nsay({change})"
    )
    return Fault(name, body, "", 0, drawing=True)


def find_bundled() -> list[str]:
    """The path of the bundled engine, if there is one."""
    try:
        return [find("bundled").path]
    except EngineError:
        return []


PICTURES = [
    _odd_picture("draws cards by words", """re.sub(rb'points="[^"]*"', b'points="here,there"', svg)"""),
    _odd_picture("draws cards nowhere", """re.sub(rb'points="[^"]*"', b'points="nan,nan nan,nan"', svg)"""),
    _odd_picture("draws cards without corners", """re.sub(rb'points="[^"]*"', b'points=""', svg)"""),
    _odd_picture("draws cards elsewhere", """re.sub(rb'points="', b'points="0,0 7,7 ', svg)"""),
    _odd_picture("draws strokes that are none", """re.sub(rb' d="M[^"]*"', b' d="&lt;script&gt;"', svg)"""),
    _odd_picture("draws bytes that are no text", """re.sub(rb' d="M[^"]*"', b' d="\\xff\\xfe"', svg)"""),
    _odd_picture("draws half the strokes", """re.sub(rb'id="e', b'name="e', svg)"""),
]
"""Engines that answer with a picture, but not with that of the map."""

CANNOT_START = {
    "is missing": None,
    "is a page of text": b"no program\n",
    "is another system's": b"MZ\x90\x00\x03" + bytes(200),
}

ENGINES = [*FAULTS, *PLACES, *PICTURES, *(Fault(name, "", "", None) for name in CANNOT_START)]
"""All that may be wrong with an engine, when a map is arranged or exported; `line` and `asked` are for `run` alone."""


def made(fault: Fault, folder: Path) -> Path:
    """A faulty engine as a file in a folder."""
    if fault.name in CANNOT_START:
        content = CANNOT_START[fault.name]
        return folder / "engine" if content is None else program(folder / "engine", content)
    return (shell_file if fault.shell else engine_file)(folder, fault.body)


def processes_of(folder: Path) -> list[int]:
    """The running processes that have a folder in their command line."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder) in (one / "cmdline").read_text(errors="replace") and int(one.name) != os.getpid():
                found.append(int(one.name))
        except OSError:  # it has ended meanwhile
            continue
    return found


def own_resources() -> tuple[int, int, int]:
    """How many open files, threads and ended but unreaped children this process has."""
    zombies = 0
    for one in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (one / "stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
        except OSError:
            continue
        zombies += state == "Z" and int(parent) == os.getpid()
    return len(os.listdir("/proc/self/fd")), threading.active_count(), zombies


def gone(folder: Path, seconds: float = 2.0) -> bool:
    """Whether all processes of a folder have ended; the system takes a moment to clear what was killed."""
    end = time.monotonic() + seconds
    while processes_of(folder):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def some(faults: list[Fault], count: int) -> list[Fault]:
    """So many of the faults, others in each run; all with ARGMAP_FAULTS=all. Workers of one run take the same."""
    if os.environ.get("ARGMAP_FAULTS") == "all":
        return faults
    return random.Random(os.environ.get("PYTEST_XDIST_TESTRUNUID")).sample(faults, count)
