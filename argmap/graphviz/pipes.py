"""The pipes of an engine: threads that move what goes in and what comes out, whatever the engine does with them."""

from __future__ import annotations

import errno
import os
import select
import sys
import threading
from contextlib import suppress
from typing import IO

MIB = 1 << 20
POLL = 0.02
"""Seconds between two looks at a pipe, the engine, the clock and the cancel."""
_CHUNK, _PIPE = 1 << 16, MIB  # bytes read at once; no pipe holds more than this


class Pump(threading.Thread):
    """A thread that moves the bytes of one pipe of an engine, so that no pipe holds up another or the caller.

    It ends with its pipe, or soon after `halt` is set. (On Windows, which cannot wait for a pipe and a clock at once,
    only with its pipe.)
    """

    def __init__(self, pipe: IO[bytes], stir: threading.Event, halt: threading.Event) -> None:
        super().__init__(name="argmap engine", daemon=True)
        self.pipe, self.fd = pipe, pipe.fileno()
        self.stir, self.halt = stir, halt
        self.done = False
        self.trouble: Exception | None = None

    def run(self) -> None:
        try:
            self.move()
        except Exception as trouble:  # raised again where the engine was called
            self.trouble = trouble
        finally:
            self.done = True
            self.stir.set()

    def move(self) -> None:
        """Move the pipe's bytes until its end."""
        raise NotImplementedError

    def ready(self, writing: bool = False) -> bool:
        """Whether the pipe can be read or written without waiting, after waiting a little for that."""
        if sys.platform == "win32":
            return True
        poll = select.poll()
        poll.register(self.fd, select.POLLOUT if writing else select.POLLIN)
        return bool(poll.poll(1000 * POLL))

    def finish(self) -> None:
        """Wait for the end of the thread and close its end of the pipe."""
        if self.ident is not None:
            self.join(1.0 if sys.platform == "win32" else None)
        if not self.is_alive():
            self.pipe.close()


class Reader(Pump):
    """What comes out of an engine: the first `keep` bytes of a pipe, of which at most `limit` are read."""

    def __init__(self, pipe: IO[bytes], stir: threading.Event, halt: threading.Event, keep: int, limit: int) -> None:
        super().__init__(pipe, stir, halt)
        self.keep, self.limit, self.total = keep, limit, 0
        self.kept = bytearray()

    def move(self) -> None:
        late = 0  # bytes read after the end of the engine: what the pipe still held, and then no more
        while self.total <= self.limit and late < _PIPE:
            halted = self.halt.is_set()  # asked before the look: what was written before the end is then seen
            if self.ready():
                if not (chunk := os.read(self.fd, _CHUNK)):
                    return
                self.total += len(chunk)
                self.kept += chunk[: self.keep - len(self.kept)]
                late += len(chunk) if halted else 0
            elif halted:
                return


class Writer(Pump):
    """What goes into an engine. One that stops reading is left to answer all the same."""

    def __init__(self, pipe: IO[bytes], stir: threading.Event, halt: threading.Event, given: bytes) -> None:
        super().__init__(pipe, stir, halt)
        self.rest = memoryview(given)
        if sys.platform != "win32":
            os.set_blocking(self.fd, False)

    def move(self) -> None:
        try:
            while self.rest and not self.halt.is_set():
                if self.ready(writing=True):
                    with suppress(BlockingIOError):  # less room than there seemed to be
                        self.rest = self.rest[os.write(self.fd, self.rest[:_CHUNK]) :]
        except OSError as error:
            if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL of a pipe without a reader
                raise
        finally:
            self.pipe.close()
