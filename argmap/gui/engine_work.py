"""Slow things done in a child process, so that the window never waits.

A thread would not do: it would hold the interpreter while it arranges, and the window with it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal

import argmap
from argmap.core.document import Document
from argmap.errors import ArgmapError
from argmap.gui.engine_child import LENGTH, Message, framed
from argmap.text import tr

GRACE = 450
"""Milliseconds that cancelled work has to end by itself, an engine it runs included, before its process is ended."""

LAST = 5_000
"""Milliseconds that a file being written may take at the program's end."""

IDLE = 60_000
"""Milliseconds after which a process that has nothing to do is ended."""

RECORDS = 400
"""How many records are sent at once: packing them takes a few milliseconds."""

Function = Callable[..., Any]
"""What is done: a function of a module without Qt, called with the document, an `engine_child.Stop`, and the rest."""


class BrokenWorkError(RuntimeError):
    """A bug met in the child process; its text is the traceback from there."""


class Job(QObject):
    """One slow thing that was asked for. Of its three signals exactly one comes, once.

    `done` carries the result, `failed` an ArgmapError; `cancelled` comes as soon as the job is cancelled, whatever the
    child is still about.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, worker: Worker, number: int, function: Function, document: Document, given: tuple[Any, ...]
    ) -> None:
        super().__init__(worker)
        self._worker = worker
        self.number, self.function, self.document, self.given = number, function, document, given
        self.is_over = False
        self.is_sent = False
        """Whether the child knows of it."""
        self.is_held = False
        """Whether it does what cannot be taken back any more."""

    def cancel(self) -> bool:
        """Ends it; False where it is over already or cannot be stopped any more."""
        if self.is_over or self.is_held:
            return False
        self._end()
        self._worker.leave(self)
        self.cancelled.emit()
        return True

    def succeed(self, result: object) -> None:
        """Passes on the result."""
        self._end()
        self.done.emit(result)

    def fail(self, error: ArgmapError) -> None:
        """Passes on why there is no result."""
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self.is_over = True
        self.deleteLater()


class Worker(QObject):
    """A child process that does one job at a time; what is asked for while it works takes the place of that."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._process: QProcess | None = None
        self._going: list[QProcess] = []
        """Processes that were told to end and have not done so yet."""
        self._heard = bytearray()
        self._count = 0
        self._running: Job | None = None
        self._waiting: Job | None = None
        self._sending: Iterator[Message] = iter(())
        self._known: Document | None = None
        """The document that the child has."""
        self._pump = _timer(self, 0, self._send)
        self._grace = _timer(self, GRACE, self._lose_patience)
        self._idle = _timer(self, IDLE, self.close)

    def start(self) -> None:
        """Starts the process, so that it is ready when something is to be done."""
        self._idle.stop()
        if self._process is None:
            process = QProcess(self)
            process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
            process.readyReadStandardOutput.connect(self._hear)
            process.finished.connect(self._ended)
            # Later, since whoever asks for something listens only once it has been asked for.
            process.errorOccurred.connect(self._not_started, Qt.ConnectionType.QueuedConnection)
            self._process = process
            self._heard = bytearray()
            self._known = None
            process.start(sys.executable, ["-P", "-c", _START])

    def do(self, function: Function, document: Document, *given: Any) -> Job:
        """Does a function with a document and what else is given, instead of what was to be done so far."""
        self.cancel()
        self._count += 1
        job = self._waiting = Job(self, self._count, function, document, given)
        self.start()
        self._next()
        return job

    def cancel(self) -> None:
        """Cancels whatever is to be done."""
        for job in (self._waiting, self._running):
            if job is not None:
                job.cancel()

    def leave(self, job: Job) -> None:
        """Lets go of a job that was cancelled."""
        if job is self._waiting:
            self._waiting = None
        elif job is self._running and job.is_sent:
            self._tell(("cancel", job.number))
            self._grace.start()

    def release(self) -> None:
        """Cancels what is to be done; the process stays for a while, in case that there is more."""
        self.cancel()
        self._idle.start()

    def close(self) -> None:
        """Tells the process to end, with the engine that it runs; `wait` makes sure that it has."""
        for timer in (self._pump, self._grace, self._idle):
            timer.stop()
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._hear)
            process.finished.disconnect(self._ended)
            process.errorOccurred.disconnect(self._not_started)
            process.finished.connect(self._gone)
            self._going.append(process)
            process.closeWriteChannel()

    def wait(self) -> None:
        """Waits until no process is left; one that takes too long is killed."""
        writes = self._running is not None and self._running.is_held
        self._running = self._waiting = None
        for process in list(self._going):
            if not process.waitForFinished(LAST if writes else GRACE):
                process.kill()
                process.waitForFinished(GRACE)

    # To the child.

    def _next(self) -> None:
        if self._running is None and self._waiting is not None:
            self._running, self._waiting = self._waiting, None
            self._sending = self._messages(self._running)
            self._send()

    def _messages(self, job: Job) -> Iterator[Message]:
        if self._known is not job.document:
            self._known = job.document
            yield ("begin",)
            records = list(job.document.values())
            for at in range(0, len(records), RECORDS):
                yield ("records", records[at : at + RECORDS])
        yield ("do", job.number, job.function, job.given)

    def _send(self) -> None:
        """Sends the next part; between two of them the window has its turn."""
        job, message = self._running, next(self._sending, None)
        if job is None or message is None:
            return
        if message[0] != "do":
            self._tell(message)
            self._pump.start()
        elif job.is_over:
            self._running = None
            self._next()
        else:
            job.is_sent = True
            self._tell(message)

    def _tell(self, message: Message) -> None:
        if self._process is not None and self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.write(framed(message))

    # From the child.

    def _hear(self) -> None:
        if self._process is None:
            return
        self._heard += self._process.readAllStandardOutput().data()
        while len(self._heard) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._heard)[0]
            if len(self._heard) < end:
                return
            message = pickle.loads(bytes(self._heard[LENGTH.size : end]))
            del self._heard[:end]
            self._take(message)

    def _take(self, message: Message) -> None:
        job = self._running
        if job is None or message[1] != job.number:
            return
        if message[0] == "hold":
            if not job.is_over:
                job.is_held = True
                self._tell(("go", job.number))
            return
        self._running = None
        self._grace.stop()
        self._next()
        if job.is_over:
            return
        if message[0] == "done":
            job.succeed(message[2])
        elif message[0] == "broke":
            job.fail(ArgmapError(tr("that met a fault of argmap's own")))
            raise BrokenWorkError(message[2])
        else:
            job.fail(ArgmapError(*message[2:]))

    def _lose_patience(self) -> None:
        """Ends a process that has not let go of what was cancelled."""
        if self._process is not None and self._running is not None and self._running.is_over:
            self._process.kill()

    def _ended(self, code: int) -> None:
        """The process is gone without being told so; what is still wanted is done by another."""
        job, self._running = self._running, None
        self._forget_process()
        if self._waiting is not None:
            self.start()
            self._next()
        if job is not None and not job.is_over:
            job.fail(ArgmapError(tr("the process that does this has ended ({code})", code=code), hint=tr("try again")))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is not QProcess.ProcessError.FailedToStart or self._process is None:
            return
        why = self._process.errorString()
        jobs = [job for job in (self._running, self._waiting) if job is not None and not job.is_over]
        self._running = self._waiting = None
        self._forget_process()
        for job in jobs:
            job.fail(ArgmapError(tr("the process that does this cannot be started: {why}", why=why)))

    def _forget_process(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
        self._process = None
        self._pump.stop()
        self._grace.stop()

    def _gone(self) -> None:
        for process in [p for p in self._going if p.state() is QProcess.ProcessState.NotRunning]:
            self._going.remove(process)
            process.deleteLater()


def _timer(owner: QObject, interval: int, call: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(call)
    return timer


_FOLDER = str(Path(argmap.__file__).parents[1])
_START = f"""
import sys
if {_FOLDER!r} not in sys.path:
    sys.path.insert(0, {_FOLDER!r})
from argmap.gui.engine_child import main
main()
"""
