"""Things to do in the child process, for the tests of it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from argmap.core.document import Document
from argmap.errors import ArgmapError
from argmap.graphviz.engine import Engine, run
from argmap.gui.engine_child import Stop, give_up


def count(document: Document, stop: Stop, more: int = 0) -> int:
    return len(document.claims) + more


def which(document: Document, stop: Stop) -> tuple[int, int]:
    """The process, and the how manieth of the documents seen there this one is."""
    if not any(document is known for known in _seen):
        _seen.append(document)
    return os.getpid(), [document is known for known in _seen].index(True)


_seen: list[Document] = []


def same(document: Document, stop: Stop) -> Document:
    return document


def patient(document: Document, stop: Stop, sign: str) -> None:
    """Works until it is told to stop."""
    Path(sign).write_text(str(os.getpid()))
    while not stop():
        time.sleep(0.01)
    Path(sign).write_text("stopped")
    give_up()


def deaf(document: Document, stop: Stop, sign: str) -> None:
    """Works and never asks whether it is still wanted."""
    Path(sign).write_text(str(os.getpid()))
    while True:
        sum(range(10_000))


def refused(document: Document, stop: Stop) -> None:
    raise ArgmapError("is refused", "here", "ask again")


def broken(document: Document, stop: Stop) -> None:
    raise ZeroDivisionError("a bug to be seen")


def dying(document: Document, stop: Stop) -> None:
    os._exit(3)


def writing(document: Document, stop: Stop, file: str) -> str:
    """Writes slowly, after having asked whether it may."""
    stop.hold()
    Path(file).write_text("begun")
    time.sleep(0.4)
    Path(file).write_text("whole")
    return file


def printing(document: Document, stop: Stop) -> str:
    """Prints to where the answers go, and says more than any pipe holds."""
    print("noise")  # noqa: T201
    os.write(1, b"more noise\n")
    return "x" * 3_000_000


def drawing(document: Document, stop: Stop, engine: str) -> None:
    run(Engine(engine, "given"), "digraph {}", timeout=60, cancelled=stop)
