"""A glance at a journal: whose it is, how many changes it holds and the last of them, without reading the others.

A journal may hold thousands of lines, and to parse them all takes a tenth of a second for each megabyte.
"""

from __future__ import annotations

from dataclasses import dataclass

from argmap.app import files, replay
from argmap.app.processes import Process, is_gone, this
from argmap.core.change import Change
from argmap.text import tr

ROW = b'{"label": '
"""How the line of a change begins."""


@dataclass(frozen=True)
class Glance:
    """What is seen of a journal at a glance; `path`, `title`, `held` and `by` are those of `replay.Log`.

    `is_open`: its session still runs on this computer; then nothing behind the first line is looked at. `is_empty`: it
    holds nothing but what it leads on from. `steps` counts the changes by how their lines begin; a map that was
    recovered itself and not touched since is one. `last` is the last change, None where it cannot be read.
    """

    path: str
    title: str
    held: str | None
    by: Process | None
    is_open: bool
    is_empty: bool = False
    steps: int = 0
    last: Change | None = None


def glance(file: str) -> Glance:
    """What is seen of the journal in a file at a glance; raises ArgmapError where it cannot be read at all."""
    steps, last = 0, b""
    try:
        with open(file, "rb") as lines:
            head = replay.head(lines.readline(replay.LARGEST))
            path, title, held, by = head.get("path", ""), head.get("title", ""), head.get("hash"), head.get("by")
            if by is not None and by.host == this().host and not is_gone(by):
                return Glance(path, title, held, by, is_open=True)
            if not head:
                lines.seek(0)
            for row in lines:
                if row.endswith(b"\n") or replay.is_whole(row):  # not half a line, as a power cut leaves it
                    steps, last = steps + row.startswith(ROW), row
    except OSError as error:
        raise files.trouble(error, file, tr("cannot be read")) from error
    if head.get("base") == "here":
        steps -= 1  # The first line repeats what the changes lead on from.
    return Glance(path, title, held, by, False, not last, max(steps, int(bool(last))), replay.change_of(last))
