"""Running a Graphviz engine: DOT in, a picture or one EngineError out, in time, whatever the engine does."""

from __future__ import annotations

import errno
import os
import re
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from argmap.errors import one_line
from argmap.graphviz.find import Engine, EngineError, find
from argmap.text import tr

if TYPE_CHECKING:
    from subprocess import Popen

__all__ = ["Answer", "CancelledError", "Engine", "EngineError", "Picture", "ask", "find", "run", "whole"]

MIB = 1 << 20
_POLL = 0.02  # seconds between two looks at the engine, the clock and the cancel
_TERM, _KILL = 0.15, 0.25  # seconds an engine has to end when asked, and to be gone when killed
_CHUNK, _PIPE = 1 << 16, MIB  # bytes read at once; no pipe holds more than this
_SAID, _SAYS = MIB, 16 * MIB  # bytes of stderr that are kept, and that an engine may write
_LINE = 300  # characters of an engine's line that a message quotes


class CancelledError(EngineError):
    """The end of an engine that was no longer wanted."""


@dataclass(frozen=True)
class Picture:
    """What an engine drew: the bytes of the picture and, line by line, what it said about it."""

    data: bytes
    warnings: str = ""


@dataclass(frozen=True)
class Answer:
    """What came of one call of an engine: exit status (negative: a signal), standard output, standard error."""

    code: int
    out: bytes
    err: bytes


def run(
    engine: Engine,
    dot: bytes | str,
    *,
    layout: str = "dot",
    format: str = "svg",
    timeout: float = 30.0,
    cancelled: Callable[[], bool] | None = None,
    arguments: Sequence[str] = (),
    expect: Collection[str] = (),
    limit: int = 512 * MIB,
) -> Picture:
    """The picture of a DOT graph, whole and in the format asked for; anything else is an EngineError.

    `layout` is a layout of Graphviz, `nop2` among them (places and routes are given), `timeout` is in seconds,
    `cancelled` is asked every few hundredths of a second, `expect` names ids that an SVG must hold, `limit` is the
    largest picture in bytes. Any thread may call it; no process, pipe or thread outlives the call.
    """
    given = dot.encode() if isinstance(dot, str) else dot
    options = [*_LAYOUTS.get(layout, (f"-K{layout}",)), f"-T{format}", *arguments]
    answer = ask(engine, options, given, timeout=timeout, cancelled=cancelled, limit=limit)
    lines = _lines(answer.err)
    if answer.code:
        raise EngineError(engine.name, answer.code, _quoting(_ended(answer.code), lines))
    if not answer.out:
        raise EngineError(engine.name, 0, _quoting(tr("gave no picture"), lines))
    # On Windows an engine's standard output ends lines in its own way; a map has the same bytes everywhere.
    textual = sys.platform == "win32" and format in _ENDS and format not in _BINARY
    data = answer.out.replace(b"\r\n", b"\n") if textual else answer.out
    if not whole(data, format):
        what = tr("gave no picture: what it wrote is no whole {format}", format=format)
        raise EngineError(engine.name, 0, _quoting(what, lines))
    if expect and (missing := set(expect) - _ids(data)):
        what = tr("gave another graph's picture: {id} is not in it", id=min(missing))
        raise EngineError(engine.name, 0, what)
    return Picture(data, "\n".join(lines))


_LAYOUTS = {"nop2": ("-Kneato", "-n2"), "nop": ("-Kneato", "-n1"), "nop1": ("-Kneato", "-n1")}

# How a picture of each format begins and ends, blanks at both ends apart.
_ENDS: dict[str, tuple[bytes, bytes]] = {
    "svg": (rb"(\xef\xbb\xbf)?\s*<(\?xml|!DOCTYPE|!--|svg)", rb"</svg>"),
    "png": (rb"\x89PNG\r\n\x1a\n", rb"IEND\xaeB`\x82"),
    "pdf": (rb"%PDF-", rb"%%EOF"),
    "svgz": (rb"\x1f\x8b", rb""),
    "gif": (rb"GIF8[79]a", rb";"),
    "webp": (rb"RIFF.{4}WEBP", rb""),
    **dict.fromkeys(("jpg", "jpeg", "jpe"), (rb"\xff\xd8\xff", rb"\xff\xd9")),
    **dict.fromkeys(("ps", "ps2", "eps"), (rb"%!PS", rb"%%EOF")),
    **dict.fromkeys(("json", "json0", "dot_json", "xdot_json"), (rb"\{", rb"\}")),
    **dict.fromkeys(("plain", "plain-ext"), (rb"graph ", rb"\nstop")),
    **dict.fromkeys(("dot", "gv", "canon", "xdot", "xdot1.2", "xdot1.4"), (rb"(strict )?(di)?graph\b", rb"\n\}")),
}
_BINARY = {"png", "pdf", "svgz", "gif", "webp", "jpg", "jpeg", "jpe"}


def whole(data: bytes, format: str) -> bool:
    """Whether bytes are a picture of a format from beginning to end; of a format not known here, whether any came."""
    name = format.partition(":")[0]
    begins, ends = _ENDS.get(name, (rb"", rb""))
    blank = rb"" if name in _BINARY - {"pdf"} else rb"\s*"
    if not data or not re.match(blank + begins, data, re.DOTALL):
        return False
    if not re.search(ends + blank + rb"\Z", data[-200:]):
        return False
    if name == "svg":
        return len(re.findall(rb"<svg[\s>]", data)) == 1 == data.count(b"</svg>")
    return _is_json(data) if "json" in name else True


def _is_json(data: bytes) -> bool:
    import json

    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _ids(svg: bytes) -> set[str]:
    """The ids of the elements of an SVG."""
    from html import unescape

    return {unescape(found.decode(errors="replace")) for found in re.findall(rb'\sid="([^"]*)"', svg)}


def _lines(err: bytes) -> list[str]:
    """The lines that an engine said, free of what a terminal would obey."""
    lines = (one_line(line.strip()) for line in err.decode(errors="replace").replace("\r", "\n").split("\n"))
    return [line for line in lines if line]


def _quoting(what: str, lines: list[str]) -> str:
    """A message with the engine's line that tells most: the first that says it is an error, or else the first."""
    line = next((line for line in lines if line.startswith("Error")), lines[0] if lines else "")
    line = line if len(line) <= _LINE else line[: _LINE - 1] + "…"
    return tr("{what}: {line}", what=what, line=line) if line else what


def _ended(code: int) -> str:
    """How an engine ended that did not end well."""
    if code > 0:
        # Windows reports a crash as a status of 32 bits, known by its hexadecimal form.
        return tr("ended with status {code}", code=code if code < 256 else hex(code))
    known = {int(one): one.name for one in signal.Signals}
    return tr("was ended by {signal}", signal=known.get(-code, tr("signal {n}", n=-code)))


def ask(
    engine: Engine,
    arguments: Sequence[str],
    given: bytes = b"",
    *,
    timeout: float,
    cancelled: Callable[[], bool] | None = None,
    limit: int = 512 * MIB,
) -> Answer:
    """What an engine answers when called with arguments and given bytes to read, whether it ends well or not.

    EngineError when it cannot be started, takes longer than `timeout` seconds or writes more than `limit` bytes;
    CancelledError once `cancelled()` is true. It is then killed with all it started, within half a second.
    """
    deadline = time.monotonic() + timeout
    stir, halt = threading.Event(), threading.Event()
    pumps: list[_Pump] = []
    _heed(cancelled, engine)
    process = engine.start(arguments)
    try:
        assert process.stdin and process.stdout and process.stderr
        out = _Reader(process.stdout, stir, halt, keep=limit, limit=limit)
        err = _Reader(process.stderr, stir, halt, keep=_SAID, limit=_SAYS)
        pumps += [_Writer(process.stdin, stir, halt, given), out, err]
        for pump in pumps:
            pump.start()
        while not _settled(process, out, err) and not any(pump.trouble for pump in pumps):
            _heed(cancelled, engine)
            if time.monotonic() > deadline:
                what = tr("gave no answer within {seconds} s", seconds=f"{timeout:g}")
                raise EngineError(engine.name, None, _quoting(what, _lines(bytes(err.kept))))
            stir.wait(_POLL)
            stir.clear()
    finally:
        try:
            _end(process)
        finally:
            halt.set()
            for pump in pumps:
                pump.finish()
    for pump in pumps:
        if pump.trouble is not None:
            raise pump.trouble
    for reader in (out, err):
        if reader.total > reader.limit:
            size = f"{reader.limit / MIB:g} MiB"
            raise EngineError(engine.name, None, tr("wrote more than {size} and was stopped", size=size))
    return Answer(process.returncode, bytes(out.kept), bytes(err.kept))


def _heed(cancelled: Callable[[], bool] | None, engine: Engine) -> None:
    if cancelled is not None and cancelled():
        raise CancelledError(engine.name, None, tr("was cancelled"))


def _settled(process: Popen[bytes], out: _Reader, err: _Reader) -> bool:
    """Whether an engine has ended or written more than it may."""
    from subprocess import TimeoutExpired

    if out.done and err.done:  # as a rule the engine is just ending: this wait looks more often than the caller's
        with suppress(TimeoutExpired):
            process.wait(_POLL)
    return process.poll() is not None or out.total > out.limit or err.total > err.limit


def _end(process: Popen[bytes]) -> None:
    """End an engine and all it started: asked first, killed soon after.

    What left the engine's group on POSIX, or outlived the engine on Windows, cannot be found and goes on; it does not
    hold up the caller.
    """
    from subprocess import TimeoutExpired

    try:
        if process.poll() is None:
            _ask_to_end(process)
            process.wait(_TERM)
    except TimeoutExpired:
        pass
    finally:  # also when a second Ctrl+C comes during that wait
        _kill(process)
        with suppress(TimeoutExpired):  # a process stuck in the system dies when the system lets it
            process.wait(_KILL)


def _ask_to_end(process: Popen[bytes]) -> None:
    if sys.platform == "win32":
        import subprocess

        # There is no asking there; but what the engine started is found only while the engine lives.
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        tree = [str(taskkill), "/T", "/F", "/PID", str(process.pid)]
        quiet = subprocess.CREATE_NO_WINDOW
        with suppress(OSError, subprocess.SubprocessError):  # whatever comes of it, the engine itself is killed next
            subprocess.run(tree, capture_output=True, timeout=_KILL, creationflags=quiet, check=False)
    else:
        _signal_group(process.pid, signal.SIGTERM)


def _kill(process: Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        _signal_group(process.pid, signal.SIGKILL)


def _signal_group(group: int, number: signal.Signals) -> None:
    if sys.platform != "win32":
        # Nobody is left in the group, or (macOS) only what has ended already.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, number)


class _Pump(threading.Thread):
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
        return bool(poll.poll(1000 * _POLL))

    def finish(self) -> None:
        """Wait for the end of the thread and close its end of the pipe."""
        if self.ident is not None:
            self.join(1.0 if sys.platform == "win32" else None)
        if not self.is_alive():
            self.pipe.close()


class _Reader(_Pump):
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


class _Writer(_Pump):
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
