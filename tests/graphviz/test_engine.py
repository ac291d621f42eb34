"""Whatever an engine does, the answer is a whole picture or one line, in time, and nothing is left behind."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from argmap.graphviz import engine as engines
from argmap.graphviz import pipes
from argmap.graphviz.engine import CancelledError, Engine, EngineError, Picture, run
from argmap.graphviz.find import environment

from .bad_engines import (
    FAULTS,
    SVG,
    Fault,
    engine_file,
    given_engine,
    gone,
    own_resources,
    processes_of,
    program,
    shell_file,
)

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks for leftovers in /proc")

SLACK = 1.5  # seconds a busy machine may add to a time limit


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path) -> Iterator[None]:
    """After each test there is no process of its engines, no zombie, no open pipe and no thread more than before."""
    before = own_resources()
    yield
    assert gone(tmp_path), processes_of(tmp_path)
    assert all(now <= then for now, then in zip(own_resources(), before))


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_faulty_engine_costs_one_line_and_little_time(fault: Fault, tmp_path: Path) -> None:
    make = shell_file if fault.shell else engine_file
    engine = given_engine(make(tmp_path, fault.body))
    asked: dict[str, Any] = {"dot": "graph {}", "timeout": 0.2 if fault.hangs else 20.0, **fault.asked}
    start = time.monotonic()
    with pytest.raises(EngineError) as caught:
        run(engine, **asked)
    took = time.monotonic() - start
    assert not processes_of(tmp_path), "a process outlived the call"
    assert str(caught.value) == f"{engine.path}: {fault.line}"
    assert (caught.value.engine, caught.value.code) == (engine.path, fault.code)
    assert took < (0.2 if fault.hangs else 3.0) + SLACK


def test_there_are_faults_of_more_than_two_dozen_kinds() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) > 24


@pytest.mark.parametrize(
    ("content", "mode", "line"),
    [
        (None, 0, "there is no such file"),
        (b"#!/bin/sh\n", 0o644, "may not be executed"),
        (b"MZ\x90\x00\x03" + bytes(200), 0o755, "is not a program for this machine"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), 0o755, "is not a program for this machine"),
        (b"", 0o755, "is not a program for this machine"),
        (b"#!/nowhere/at/all\n", 0o755, "cannot be started: No such file or directory"),
    ],
    ids=["missing", "not-executable", "other-system", "broken-binary", "empty-file", "no-interpreter"],
)
def test_what_cannot_be_started_is_named_with_the_reason(
    content: bytes | None, mode: int, line: str, tmp_path: Path
) -> None:
    path = tmp_path / "engine"
    if content is not None:
        program(path, content, mode)
    with pytest.raises(EngineError) as caught:
        run(given_engine(path), "graph {}")
    assert str(caught.value) == f"{path}: {line}"
    assert caught.value.code is None


def test_a_folder_is_no_engine(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r": is a folder, not an engine$"):
        run(given_engine(tmp_path), "graph {}")


def test_an_engine_that_vanishes_with_its_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r": there is no such file$"):
        run(given_engine(tmp_path / "gone" / "engine"), "graph {}")


def test_a_child_of_the_engine_that_holds_the_pipe_keeps_nobody(tmp_path: Path) -> None:
    path = engine_file(tmp_path, "read()\nif offspring():\n    deaf(); sleep()\nsay(SVG)")
    start = time.monotonic()
    assert run(given_engine(path), "graph {}", timeout=20.0).data == SVG.encode()
    assert not processes_of(tmp_path)
    assert time.monotonic() - start < SLACK


@pytest.mark.parametrize("last", ["sleep()", "while True: say(b'x' * 65536)"], ids=["silent", "flooding"])
def test_a_child_that_left_the_group_with_the_pipe_keeps_nobody(last: str, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    body = (
        f"if offspring():\n    os.setsid(); deaf(); open({str(note)!r}, 'w').write(str(os.getpid()))\n"
        f"    os.rename({str(note)!r}, {str(note)!r} + '.ready')\n    {last}\n"
        f"while not os.path.exists({str(note)!r} + '.ready'): time.sleep(0.001)\n"
        "os.read(0, 20_000); time.sleep(0.05); say('broken\\n', err); sys.exit(4)"
    )
    start = time.monotonic()
    try:
        with pytest.raises(EngineError, match=r"ended with status 4: broken$"):
            run(given_engine(engine_file(tmp_path, body)), b" " * (10 << 20), timeout=20.0)
        assert time.monotonic() - start < SLACK
    finally:
        os.kill(int((tmp_path / "pid.ready").read_text()), signal.SIGKILL)


@pytest.mark.parametrize("body", ["sleep()", "deaf(); sleep()", "deaf(); offspring(); sleep()", "out.close(); sleep()"])
def test_a_cancel_ends_the_engine_within_half_a_second(body: str, tmp_path: Path) -> None:
    path = engine_file(tmp_path, body)
    cancelled = threading.Event()
    at: list[float] = []

    def cancel() -> None:
        at.append(time.monotonic())
        cancelled.set()

    clock = threading.Timer(0.2, cancel)
    clock.start()
    with pytest.raises(CancelledError, match=r"was cancelled$"):
        run(given_engine(path), "graph {}", timeout=20.0, cancelled=cancelled.is_set)
    assert time.monotonic() - at[0] < 0.5
    clock.join()
    assert not processes_of(tmp_path)


def test_what_is_cancelled_already_is_never_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Engine] = []
    monkeypatch.setattr(Engine, "start", lambda engine, _: started.append(engine))
    with pytest.raises(CancelledError):
        run(given_engine(tmp_path / "engine"), "graph {}", cancelled=lambda: True)
    assert started == []


def test_the_cancel_is_asked_at_least_every_fifty_milliseconds(tmp_path: Path) -> None:
    asked: list[float] = []

    def cancelled() -> bool:
        asked.append(time.monotonic())
        return False

    with pytest.raises(EngineError, match="gave no answer"):
        run(given_engine(shell_file(tmp_path, "exec sleep 60")), "graph {}", timeout=0.4, cancelled=cancelled)
    gaps = sorted(late - early for early, late in zip(asked, asked[1:]))
    assert gaps[len(gaps) // 2] <= 0.05


def test_an_error_in_the_cancel_itself_ends_the_engine_and_goes_up(tmp_path: Path) -> None:
    asked: list[bool] = []

    def broken() -> bool:
        asked.append(True)
        if len(asked) > 3:
            raise ZeroDivisionError
        return False

    with pytest.raises(ZeroDivisionError):
        run(given_engine(engine_file(tmp_path, "deaf(); sleep()")), "graph {}", cancelled=broken)
    assert not processes_of(tmp_path)


def test_an_error_of_our_own_while_reading_ends_the_engine_and_goes_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise MemoryError

    monkeypatch.setattr(pipes.Reader, "ready", full)
    start = time.monotonic()
    with pytest.raises(MemoryError):
        run(given_engine(engine_file(tmp_path, "say(SVG); sleep()")), "graph {}", timeout=20.0)
    assert time.monotonic() - start < SLACK
    assert not processes_of(tmp_path)


@pytest.mark.usefixtures("signals_heard")
def test_ctrl_c_ends_the_engine_and_goes_up(tmp_path: Path) -> None:
    path = engine_file(tmp_path, "deaf(); sleep()")
    clock = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    clock.start()
    with pytest.raises(KeyboardInterrupt):
        run(given_engine(path), "graph {}", timeout=20.0)
    clock.join()
    assert not processes_of(tmp_path)


@pytest.mark.usefixtures("signals_heard")
def test_ctrl_c_twice_ends_the_engine_all_the_same(tmp_path: Path) -> None:
    path = engine_file(tmp_path, "deaf(); sleep()")
    clocks = [threading.Timer(wait, os.kill, (os.getpid(), signal.SIGINT)) for wait in (0.2, 0.25)]
    with pytest.raises(KeyboardInterrupt):
        try:
            for clock in clocks:
                clock.start()
            run(given_engine(path), "graph {}", timeout=20.0)
        finally:
            for clock in clocks:
                clock.join()
    assert gone(tmp_path)


def test_a_slow_answer_within_time_is_an_answer(tmp_path: Path) -> None:
    path = engine_file(tmp_path, "for i in range(0, len(SVG), 20):\n    say(SVG[i:i + 20]); time.sleep(0.03)")
    assert run(given_engine(path), "graph {}", timeout=20.0).data == SVG.encode()


def test_an_engine_that_answers_without_reading_has_answered(tmp_path: Path) -> None:
    path = engine_file(tmp_path, "say(SVG)")
    assert run(given_engine(path), b" " * (10 << 20), timeout=20.0).data == SVG.encode()


def test_warnings_are_kept_beside_the_picture(tmp_path: Path) -> None:
    body = "say('Warning: small\\r\\n\\n\\x1b[1mfat\\rthin\\n', err); say(SVG); say(b'last \\xff', err)"
    picture = run(given_engine(engine_file(tmp_path, body)), "graph {}")
    assert picture == Picture(SVG.encode(), "Warning: small\n\\x1b[1mfat\nthin\nlast \ufffd")


def test_many_warnings_are_kept_up_to_a_mebibyte_and_spoil_no_picture(tmp_path: Path) -> None:
    body = "for _ in range(40): say(b'Warning: x\\n' * 10_000, err)\nsay(SVG)"
    picture = run(given_engine(engine_file(tmp_path, body)), "graph {}")
    assert picture.data == SVG.encode()
    assert 1_000_000 < len(picture.warnings) <= 1 << 20


@settings(max_examples=25)
@given(st.binary(min_size=1, max_size=300_000))
@example(b"\r\n\x1a\x00\xff" * 60_000)
def test_every_byte_goes_in_and_comes_out_unchanged(tmp_path_factory: pytest.TempPathFactory, dot: bytes) -> None:
    engine = given_engine(shell_file(tmp_path_factory.mktemp("cat"), "exec cat"))
    assert run(engine, dot, format="as-is").data == dot


def test_text_goes_in_as_utf_8(tmp_path: Path) -> None:
    engine = given_engine(shell_file(tmp_path, "exec cat"))
    assert run(engine, "↗ ä 語", format="as-is").data == "↗ ä 語".encode()


@settings(max_examples=25)
@given(st.binary(max_size=2000), st.integers(0, 3))
def test_whatever_an_engine_says_the_message_is_one_printable_line(
    tmp_path_factory: pytest.TempPathFactory, said: bytes, status: int
) -> None:
    engine = given_engine(shell_file(tmp_path_factory.mktemp("say"), f"cat >&2; exit {status}"))
    with pytest.raises(EngineError) as caught:
        run(engine, said)
    assert str(caught.value).isprintable()
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 400


def test_any_number_of_threads_may_draw_at_once(tmp_path: Path) -> None:
    cat = given_engine(shell_file(tmp_path, "exec cat", "cat"))
    hung = given_engine(engine_file(tmp_path, "deaf(); sleep()", "hung"))

    def draw(n: int) -> bytes | str:
        if n % 5:
            return run(cat, f"{n} " * 50_000, format="as-is").data
        with pytest.raises(EngineError) as caught:
            run(hung, "graph {}", timeout=0.3)
        return caught.value.message

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(draw, range(20)))
    assert got == [f"{n} ".encode() * 50_000 if n % 5 else "gave no answer within 0.3 s" for n in range(20)]


def test_the_arguments_are_those_of_graphviz_and_nop2_is_neato_with_n2(tmp_path: Path) -> None:
    engine = given_engine(shell_file(tmp_path, 'echo "$@"'))

    def asked(**options: Any) -> str:
        return run(engine, "", **{"format": "as-is", **options}).data.decode().strip()

    assert asked() == "-Kdot -Tas-is"
    assert asked(layout="sfdp") == "-Ksfdp -Tas-is"
    assert asked(layout="nop2") == "-Kneato -n2 -Tas-is"
    assert asked(layout="nop") == "-Kneato -n1 -Tas-is"
    assert asked(arguments=["-y", "-s72"]) == "-Kdot -Tas-is -y -s72"
    assert asked(layout="dot -o/x", format="a b") == "-Kdot -o/x -Ta b"


def test_a_layout_and_a_format_are_one_argument_each_whatever_they_hold(tmp_path: Path) -> None:
    engine = given_engine(shell_file(tmp_path, 'echo "$#"'))
    assert run(engine, "", layout="dot -o /x", format="a -O").data == b"2\n"


def test_the_environment_is_small_fixed_and_lets_no_file_be_read() -> None:
    home = {"PATH": "/bin", "HOME": "/home/x"}
    full = {**home, "GV_FILE_PATH": "/", "DISPLAY": ":0", "LANG": "de_DE", "LC_ALL": "tr_TR", "LD_PRELOAD": "x.so"}
    assert environment(full) == {**home, "SERVER_NAME": "argmap", "LC_ALL": "C.UTF-8"}
    assert environment({})["PATH"]


def test_the_engine_gets_that_environment_and_not_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GV_FILE_PATH", "/")
    monkeypatch.setenv("SERVER_NAME", "")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    path = engine_file(tmp_path, "import json; say(json.dumps([dict(os.environ), os.getcwd()]))")
    environ, folder = json.loads(run(given_engine(path), "", format="as-is").data)
    assert environ["SERVER_NAME"] == "argmap"
    assert "GV_FILE_PATH" not in environ
    assert folder == str(tmp_path)


GONE = """
import os, sys
os.mkdir("gone")
os.chdir("gone")
os.rmdir(os.getcwd())
from argmap.graphviz.engine import Engine, EngineError, find, run
assert run(Engine(sys.argv[1], "given"), "x", format="as-is").data == b"x"
try:
    find("./dot")
except EngineError as error:
    print(error)
"""
"""A program of its own: what the test runner itself imports would fail in a folder that is gone."""


def test_the_engine_is_found_by_a_program_whose_current_folder_is_gone(tmp_path: Path) -> None:
    engine = given_engine(shell_file(tmp_path, "exec cat"))
    done = subprocess.run([sys.executable, "-c", GONE, engine.path], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "./dot: there is no such file\n", "")


def test_an_error_survives_the_way_out_of_another_process() -> None:
    for kind in (EngineError, CancelledError):
        error = kind("dot", -11, "was ended by SIGSEGV", "try again")
        copy = pickle.loads(pickle.dumps(error))
        assert isinstance(copy, EngineError)
        assert (type(copy), str(copy), copy.engine, copy.code, copy.message) == (
            kind,
            "dot: was ended by SIGSEGV; try again",
            "dot",
            -11,
            "was ended by SIGSEGV",
        )


@pytest.mark.parametrize(
    ("code", "says"),
    [(1, "status 1"), (255, "status 255"), (0xC0000005, "status 0xc0000005"), (-11, "SIGSEGV"), (-44, "signal 44")],
)
def test_an_end_is_named_as_its_system_names_it(code: int, says: str) -> None:
    assert engines._ended(code).endswith(says)


def test_finding_reads_no_heavy_module_until_it_is_called() -> None:
    heavy = "{'subprocess', 'importlib.metadata', 'sysconfig', 'json', 'pydot'}"
    code = f"import sys, argmap.graphviz.engine; print(sorted({heavy} & set(sys.modules)))"
    root = Path(engines.__file__).parents[2]
    # -S: an environment's own start-up files may import what they like.
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
