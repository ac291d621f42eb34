"""A journal read back: its changes, and the document they lead to, with whatever fits and a list of what does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from argmap.app import files
from argmap.app.processes import Process
from argmap.core.change import Change, Put
from argmap.core.document import EMPTY, Document
from argmap.core.ids import Id
from argmap.core.integrity import repair
from argmap.core.records import SECTIONS, MapInfo, Record
from argmap.errors import ArgmapError
from argmap.text import tr

LARGEST = 1 << 30
"""The largest journal that is read, in bytes."""

_KINDS: dict[str, type[Record]] = {"map": MapInfo, **SECTIONS}


@dataclass(frozen=True)
class Log:
    """What a journal says: whose it is, what it leads on from, and its changes.

    `path` and `held` are the map's file, "" for none, and the hash of what it held, None for nothing. The changes lead
    on from that file where `on_file`, else from `start`, None where that is lost. `by` is the process that wrote it,
    None where the first line is lost. `damaged` are the lines that are no changes, a torn last one left out.
    """

    path: str
    title: str
    held: str | None
    on_file: bool
    start: Document | None
    by: Process | None
    changes: tuple[Change, ...]
    damaged: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Replayed:
    """The document after a replay: made whole, with the changes that did not fit and what was mended."""

    document: Document
    rest: tuple[Change, ...] = ()
    mended: tuple[str, ...] = ()


def read(file: str) -> Log:
    """The journal in a file; raises ArgmapError where it cannot be read at all."""
    lines = files.read(file, LARGEST).split(b"\n")
    torn = lines.pop()
    # A last line without its end is what a power cut leaves; should it be whole nevertheless, it counts.
    if torn and is_whole(torn):
        lines.append(torn)
    about = head(lines[0]) if lines else {}
    rows = lines[1:] if about else lines
    start = None
    if about.get("base") == "here" and rows and (first := change_of(rows[0])) is not None:
        start, rows = _begun(first), rows[1:]
    elif about.get("base") == "empty":
        start = EMPTY
    found = [(row, change_of(row)) for row in rows]
    return Log(
        about.get("path", ""),
        about.get("title", ""),
        about.get("hash"),
        about.get("base") == "file" and about.get("hash") is not None,
        start,
        about.get("by"),
        tuple(change for _, change in found if change is not None),
        tuple(row for row, change in found if change is None),
    )


def _begun(first: Change) -> Document | None:
    try:
        return EMPTY.apply(first)
    except ValueError:
        return None


def _parsed(row: bytes) -> Any:
    from argmap.formats.strict_json import parse

    try:
        return parse(row)
    except ArgmapError:
        return None


def is_whole(row: bytes) -> bool:
    """Whether a line is JSON from its first byte to its last."""
    return _parsed(row) is not None


def head(row: bytes) -> dict[str, Any]:
    """The first line's values, checked; {} where it is none."""
    import json

    try:  # Not as strict as a map: half a surrogate pair stands for a byte of a path that is not UTF-8.
        found = json.loads(row)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or type(found.get("journal")) is not int or found["journal"] != 1:
        return {}
    values: dict[str, Any] = {}
    for name in ("path", "title", "base", "hash"):
        if isinstance(found.get(name), str) and "\0" not in found[name]:
            values[name] = found[name]
    by = found.get("by")
    if isinstance(by, dict) and type(by.get("pid")) is int and type(by.get("host")) is str:
        values["by"] = Process(by["host"], by["pid"], str(by.get("began", "")))
    return {"journal": 1, **values}


def change_of(row: bytes) -> Change | None:
    """The change that a line spells, None where it spells none."""
    found = _parsed(row)
    if not isinstance(found, dict) or type(found.get("label")) is not str or type(found.get("puts")) is not list:
        return None
    puts: dict[Id, Put] = {}
    try:
        for section, before, after in found["puts"]:
            put = Put(_record(section, before), _record(section, after))
            puts[put.id] = put
    except (ArgmapError, ValueError, TypeError, KeyError):
        return None
    return Change(found["label"], puts)


def _record(section: str, row: Any) -> Record | None:
    from argmap.formats.reading import record_of

    return None if row is None else record_of(_KINDS[section], row)


def replay(base: Document, changes: Iterable[Change]) -> Replayed:
    """The changes applied one after the other: each whole or, where it does not fit, not at all."""
    document, rest = base, []
    for change in changes:
        try:
            document = document.apply(change)
        except ValueError:
            rest.append(change)
    document, mended = repair(document)
    return Replayed(document, tuple(rest), tuple(str(problem) for problem in mended))


def start_of(changes: Iterable[Change], around: Document = EMPTY) -> Document:
    """What the changes led on from, as far as they tell: what they touch is as it was, all else as it is `around`."""
    table: dict[Id, Record] = dict(around)
    seen: set[Id] = set()
    for change in changes:
        for id, put in change.puts.items():
            if id in seen:
                continue
            seen.add(id)
            if put.before is None:
                table.pop(id, None)
            else:
                table[id] = put.before
    return Document(table.values())


def says(changes: Iterable[Change], damaged: Iterable[bytes]) -> tuple[str, ...]:
    """What was set aside, one line each."""
    lost = [tr("set aside, since it does not fit: {label} ({ids})", label=c.label, ids=_ids(c)) for c in changes]
    return (*lost, *(tr("set aside, since it is damaged: {n} bytes", n=len(row)) for row in damaged))


def _ids(change: Change) -> str:
    ids = sorted(change.puts)
    return ", ".join(ids[:3]) + ("…" if len(ids) > 3 else "")
