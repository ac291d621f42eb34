"""Slow things are done in a child process: they answer once, are cancelled at once, and leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import work_samples as samples
from gui_maps import small
from pytestqt.qtbot import QtBot

import argmap
from argmap.core.document import EMPTY, Document
from argmap.core.records import Claim
from argmap.errors import ArgmapError
from argmap.gui.engine_work import BrokenWorkError, Job, Worker
from argmap.gui.workers import once, workers


@pytest.fixture(autouse=True)
def nothing_left(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The child finds the samples, also where other tests have left a process; after each test none is left."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    workers().end()
    yield
    workers().end()


@pytest.fixture
def worker(nothing_left: None) -> Worker:
    return workers().take()


class Heard:
    """What came of a job."""

    def __init__(self, job: Job) -> None:
        self.done: list[object] = []
        self.failed: list[object] = []
        self.cancelled = 0
        job.done.connect(lambda result: self.done.append(result))
        job.failed.connect(lambda error: self.failed.append(error))
        job.cancelled.connect(self._cancel)

    def _cancel(self) -> None:
        self.cancelled += 1

    @property
    def count(self) -> int:
        return len(self.done) + len(self.failed) + self.cancelled


def result(qtbot: QtBot, job: Job) -> object:
    with qtbot.waitSignal(job.done, timeout=20_000) as came:
        pass
    assert came.args is not None
    return came.args[0]


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def number_in(qtbot: QtBot, file: Path) -> int:
    qtbot.waitUntil(lambda: file.exists() and file.read_text().strip().isdigit(), timeout=20_000)
    return int(file.read_text())


def test_a_function_is_given_the_document_as_it_is(worker: Worker, qtbot: QtBot) -> None:
    assert result(qtbot, worker.do(samples.count, small(), 5)) == 9
    assert result(qtbot, worker.do(samples.same, small())) == small()
    assert result(qtbot, worker.do(samples.same, EMPTY)) == EMPTY


def test_a_document_of_many_parts_arrives_whole(worker: Worker, qtbot: QtBot) -> None:
    document = Document(Claim(f"claim {n}", id=f"c{n}") for n in range(1999))
    assert result(qtbot, worker.do(samples.same, document)) == document


def test_what_the_child_knows_of_a_document_serves_again_and_another_takes_its_place(
    worker: Worker, qtbot: QtBot
) -> None:
    document, other = small(), small()
    first = result(qtbot, worker.do(samples.which, document))
    assert result(qtbot, worker.do(samples.which, document)) == first
    assert result(qtbot, worker.do(samples.which, other)) != first
    assert result(qtbot, worker.do(samples.count, other)) == 4


def test_what_is_asked_for_last_is_done_and_what_was_asked_before_says_only_that_it_was_cancelled(
    worker: Worker, qtbot: QtBot
) -> None:
    earlier = [Heard(worker.do(samples.count, small(), n)) for n in range(5)]
    assert result(qtbot, worker.do(samples.count, small(), 5)) == 9
    assert [(heard.done, heard.failed, heard.cancelled) for heard in earlier] == [([], [], 1)] * 5


def test_cancelled_work_is_let_go_at_once_and_told_to_stop(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    job = worker.do(samples.patient, small(), str(sign))
    heard = Heard(job)
    pid = number_in(qtbot, sign)
    assert job.cancel()
    assert (heard.done, heard.failed, heard.cancelled) == ([], [], 1)
    assert not job.cancel()
    qtbot.waitUntil(lambda: sign.read_text() == "stopped", timeout=20_000)
    assert result(qtbot, worker.do(samples.which, small()))[0] == pid  # type: ignore[index]
    assert heard.count == 1


def test_work_that_does_not_listen_is_ended_with_its_process_and_the_next_is_done_by_another(
    worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    sign = tmp_path / "sign"
    job = worker.do(samples.deaf, small(), str(sign))
    pid = number_in(qtbot, sign)
    job.cancel()
    assert result(qtbot, worker.do(samples.count, small())) == 4
    assert not lives(pid)


def test_what_a_user_can_meet_arrives_as_it_was_raised(worker: Worker, qtbot: QtBot) -> None:
    job = worker.do(samples.refused, small())
    with qtbot.waitSignal(job.failed, timeout=20_000) as came:
        pass
    error = came.args[0]
    assert isinstance(error, ArgmapError)
    assert (error.what, error.where, error.hint) == ("is refused", "here", "ask again")


def test_a_bug_in_the_child_shows_itself_in_the_window_with_its_traceback(worker: Worker, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        job = worker.do(samples.broken, small())
        with qtbot.waitSignal(job.failed, timeout=20_000):
            pass
    assert [kind for kind, _, _ in raised] == [BrokenWorkError]
    assert "a bug to be seen" in str(raised[0][1]) and "work_samples.py" in str(raised[0][1])
    assert result(qtbot, worker.do(samples.count, small())) == 4


def test_a_child_that_dies_is_told_in_one_line_and_replaced(worker: Worker, qtbot: QtBot) -> None:
    job = worker.do(samples.dying, small())
    with qtbot.waitSignal(job.failed, timeout=20_000) as came:
        pass
    assert "has ended (3)" in str(came.args[0])
    assert result(qtbot, worker.do(samples.count, small())) == 4


def test_an_interpreter_that_cannot_be_started_is_told_in_one_line(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    heard = Heard(once(samples.count, small()))
    qtbot.waitUntil(lambda: heard.count > 0)
    assert "cannot be started" in str(heard.failed[0])
    assert heard.count == 1


def test_what_cannot_be_taken_back_is_not_cancelled_any_more(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "file"
    job = worker.do(samples.writing, small(), str(file))
    heard = Heard(job)
    qtbot.waitUntil(file.exists, timeout=20_000)
    assert not job.cancel()
    qtbot.waitUntil(lambda: heard.count > 0, timeout=20_000)
    assert heard.done == [str(file)] and file.read_text() == "whole"


def test_work_cancelled_before_it_asks_writes_nothing(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "file"
    assert worker.do(samples.writing, small(), str(file)).cancel()
    assert result(qtbot, worker.do(samples.count, small())) == 4
    assert not file.exists()


def test_a_file_that_is_being_written_when_the_program_ends_becomes_whole(
    worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    worker.do(samples.writing, small(), str(file))
    qtbot.waitUntil(file.exists, timeout=20_000)
    workers().end()
    assert file.read_text() == "whole"


def test_what_is_printed_in_the_child_does_not_come_between_and_long_answers_arrive(
    worker: Worker, qtbot: QtBot
) -> None:
    assert result(qtbot, worker.do(samples.printing, small())) == "x" * 3_000_000


def test_the_program_ends_without_leaving_a_process(qtbot: QtBot, tmp_path: Path) -> None:
    signs = [tmp_path / f"sign{n}" for n in range(3)]
    one, two, three = (workers().take() for _ in signs)
    one.do(samples.patient, small(), str(signs[0]))
    two.do(samples.deaf, small(), str(signs[1]))
    pids = [number_in(qtbot, signs[0]), number_in(qtbot, signs[1])]
    pids.append(result(qtbot, three.do(samples.which, small()))[0])  # type: ignore[index]
    workers().end()
    assert [pid for pid in pids if lives(pid)] == []
    assert workers().all == ()


def test_a_window_that_is_killed_leaves_no_process(qtbot: QtBot, tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    task = (
        "import sys; from PySide6.QtCore import QCoreApplication; from argmap.core.document import Document\n"
        "from argmap.gui.workers import workers; import work_samples\n"
        "application = QCoreApplication([]); worker = workers().take()\n"
        f"worker.do(work_samples.deaf, Document(), {str(sign)!r}); application.exec()\n"
    )
    folders = os.pathsep.join((str(Path(__file__).parent), str(Path(argmap.__file__).parents[1])))
    window = subprocess.Popen([sys.executable, "-c", task], env={**os.environ, "PYTHONPATH": folders})
    pid = number_in(qtbot, sign)
    window.kill()
    window.wait()
    qtbot.waitUntil(lambda: not lives(pid), timeout=20_000)


@pytest.mark.skipif(sys.platform == "win32", reason="the engine is a shell script")
def test_an_engine_ends_with_the_work_that_runs_it(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    engine, sign = tmp_path / "dot", tmp_path / "sign"
    engine.write_text(f"#!/bin/sh\necho $$ > '{sign}'\nexec sleep 60\n")
    engine.chmod(0o755)

    def drawing() -> tuple[Job, int]:
        sign.unlink(missing_ok=True)
        job = worker.do(samples.drawing, small(), str(engine))
        return job, number_in(qtbot, sign)

    job, pid = drawing()
    job.cancel()
    qtbot.waitUntil(lambda: not lives(pid), timeout=20_000)
    _, pid = drawing()
    workers().end()
    assert not lives(pid)


def test_a_worker_that_is_given_back_serves_the_next(qtbot: QtBot) -> None:
    first = result(qtbot, once(samples.which, small()))
    qtbot.waitUntil(lambda: len(workers().all) == 1)
    second = result(qtbot, once(samples.which, small()))
    assert first[0] == second[0] and len(workers().all) == 1  # type: ignore[index]


def test_the_window_has_its_turn_while_the_child_works(
    worker: Worker, qtbot: QtBot, tmp_path: Path, qapp: object
) -> None:
    from PySide6.QtCore import QTimer

    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    job = worker.do(samples.deaf, small(), str(tmp_path / "sign"))
    number_in(qtbot, tmp_path / "sign")
    timer.start(5)
    qtbot.waitUntil(lambda: len(ticks) > 20, timeout=20_000)
    timer.stop()
    assert not job.is_over
    job.cancel()
