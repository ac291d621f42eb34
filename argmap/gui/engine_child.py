"""The child process that does slow things for the window, one after the other; `engine_work` is its other end.

Both ends speak in frames: a length of eight bytes, then a pickled tuple whose first word says what it is. The window
says `begin`, `records` (a document, in parts), `do`, `go` and `cancel`; the child says `hold`, `done`, `failed`,
`cancelled` and `broke`.
When its input ends, so does the child: no window is left to do anything for.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, BinaryIO, NoReturn

from argmap.core.document import Document
from argmap.errors import ArgmapError

LENGTH = struct.Struct("<Q")

LINGER = 1.0
"""Seconds that work has to end by itself once the window is gone, an engine it runs included."""

Message = tuple[Any, ...]


def framed(message: Message) -> bytes:
    """A message as it is sent."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


class Stop:
    """What a piece of work asks whether it is still wanted: `stop()` is true once it is not."""

    def __init__(self, number: int, tell: Callable[[Message], None]) -> None:
        self._number, self._tell = number, tell
        self._left, self._granted = threading.Event(), threading.Event()
        self.is_held = False
        """Whether the work does what cannot be taken back."""

    def __call__(self) -> bool:
        return self._left.is_set()

    def leave(self) -> None:
        """The work is not wanted any more."""
        self._left.set()
        self._granted.set()

    def grant(self) -> None:
        """The work may do what cannot be taken back."""
        self._granted.set()

    def hold(self) -> None:
        """Asks to go on with what cannot be taken back, such as writing a file; from then on nothing stops the work.

        Raises CancelledError where the work is not wanted any more.
        """
        self._tell(("hold", self._number))
        self._granted.wait()
        if self._left.is_set():
            give_up()
        self.is_held = True


def give_up() -> NoReturn:
    """Ends a piece of work that is not wanted any more."""
    from argmap.graphviz.engine import CancelledError
    from argmap.text import tr

    raise CancelledError("argmap", None, tr("was cancelled"))


class Child:
    """What the process does: it reads messages aside, so that it hears of a cancel while it works."""

    def __init__(self, reads: BinaryIO, writes: BinaryIO) -> None:
        self._reads, self._writes = reads, writes
        self._telling = threading.Lock()
        self._inbox: SimpleQueue[Message | None] = SimpleQueue()
        self._stops: dict[int, Stop] = {}
        self._ended = False

    def run(self) -> None:
        """Works until the input ends."""
        threading.Thread(target=self._listen, name="messages", daemon=True).start()
        records: list[Any] = []
        document: Document | None = None
        while (message := self._inbox.get()) is not None:
            if message[0] == "begin":
                records, document = [], None
            elif message[0] == "records":
                records += message[1]
            else:
                if document is None:
                    document, records = Document(records), []
                self._do(document, *message[1:])

    def _listen(self) -> None:
        try:
            while head := self._reads.read(LENGTH.size):
                message = pickle.loads(self._reads.read(LENGTH.unpack(head)[0]))
                if message[0] in ("cancel", "go"):
                    stop = self._stops.get(message[1])
                    if stop is not None:
                        stop.leave() if message[0] == "cancel" else stop.grant()
                    continue
                if message[0] == "do":
                    self._stops[message[1]] = Stop(message[1], self._tell)
                self._inbox.put(message)
        finally:
            self._ended = True
            for stop in list(self._stops.values()):
                stop.leave()
            self._inbox.put(None)
            # A window that was killed waits for nobody: what does not listen ends with it, but for a file half written.
            time.sleep(LINGER)
            if not any(stop.is_held for stop in list(self._stops.values())):
                os._exit(1)

    def _do(self, document: Document, number: int, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
        from argmap.graphviz.engine import CancelledError

        stop = self._stops[number]
        answer: Message
        try:
            if stop():
                give_up()
            answer = ("done", number, function(document, stop, *given))
        except CancelledError:
            answer = ("cancelled", number)
        except ArgmapError as error:
            answer = ("failed", number, error.what, error.where, error.hint)
        except Exception:  # a bug of ours: it shows itself in the window, as any other does
            answer = ("broke", number, traceback.format_exc())
        del self._stops[number]
        self._tell(answer)

    def _tell(self, message: Message) -> None:
        data = framed(message)
        with self._telling:
            try:
                self._writes.write(data)
                self._writes.flush()
            except BrokenPipeError:
                if not self._ended:
                    raise


def main() -> None:
    """Works for the window at the other end of standard input and output."""
    # Ctrl+C in a terminal reaches this process too; the window decides what becomes of it.
    signal.signal(signal.SIGINT, lambda *_: None)
    if sys.platform == "win32":
        import msvcrt

        for stream in (sys.stdin, sys.stdout):
            msvcrt.setmode(stream.fileno(), os.O_BINARY)
    with os.fdopen(os.dup(1), "wb") as writes, os.fdopen(os.dup(0), "rb") as reads:
        # What anything else prints must not come between the messages, and nothing else may read them.
        os.dup2(2, 1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        Child(reads, writes).run()
