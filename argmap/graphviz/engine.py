"""Running a Graphviz engine: DOT in, a picture or one EngineError out, in time, whatever the engine does."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.errors import one_line
from argmap.graphviz.ending import end
from argmap.graphviz.find import Engine, EngineError, find
from argmap.graphviz.pipes import MIB, POLL, Pump, Reader, Writer
from argmap.graphviz.whole import ids, is_text, whole
from argmap.text import tr

if TYPE_CHECKING:
    from subprocess import Popen

__all__ = ["Answer", "CancelledError", "Engine", "EngineError", "Picture", "ask", "find", "run", "whole"]

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
    own_lines = sys.platform == "win32" and is_text(format)
    data = answer.out.replace(b"\r\n", b"\n") if own_lines else answer.out
    if not whole(data, format):
        what = tr("gave no picture: what it wrote is no whole {format}", format=format)
        raise EngineError(engine.name, 0, _quoting(what, lines))
    if expect and (missing := set(expect) - ids(data)):
        what = tr("gave another graph's picture: {id} is not in it", id=min(missing))
        raise EngineError(engine.name, 0, what)
    return Picture(data, "\n".join(lines))


_LAYOUTS = {"nop2": ("-Kneato", "-n2"), "nop": ("-Kneato", "-n1"), "nop1": ("-Kneato", "-n1")}


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
    pumps: list[Pump] = []
    _heed(cancelled, engine)
    process = engine.start(arguments)
    try:
        assert process.stdin and process.stdout and process.stderr
        out = Reader(process.stdout, stir, halt, keep=limit, limit=limit)
        err = Reader(process.stderr, stir, halt, keep=_SAID, limit=_SAYS)
        pumps += [Writer(process.stdin, stir, halt, given), out, err]
        for pump in pumps:
            pump.start()
        while not _settled(process, out, err) and not any(pump.trouble for pump in pumps):
            _heed(cancelled, engine)
            if time.monotonic() > deadline:
                what = tr("gave no answer within {seconds} s", seconds=f"{timeout:g}")
                raise EngineError(engine.name, None, _quoting(what, _lines(bytes(err.kept))))
            stir.wait(POLL)
            stir.clear()
    finally:
        try:
            end(process)
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


def _settled(process: Popen[bytes], out: Reader, err: Reader) -> bool:
    """Whether an engine has ended or written more than it may."""
    from subprocess import TimeoutExpired

    if out.done and err.done:  # as a rule the engine is just ending: this wait looks more often than the caller's
        with suppress(TimeoutExpired):
            process.wait(POLL)
    return process.poll() is not None or out.total > out.limit or err.total > err.limit
