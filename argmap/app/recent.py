"""The maps opened last, kept as one small JSON file in the state folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argmap.app import files
from argmap.errors import ArgmapError
from argmap.text import tr

MOST = 20
"""How many maps are remembered."""

LARGEST = 1024 * 1024
"""The largest file that is read as a list of maps, in bytes."""


@dataclass(frozen=True)
class Recent:
    """A map opened before: the absolute path of its file, and the title it had."""

    path: str
    title: str = ""


def load(file: Path) -> tuple[Recent, ...]:
    """The maps opened last, the latest first; none where the file is missing or damaged.

    The list is a convenience: a damaged one is worth no word to the user, and the next map opened begins it anew.
    Entries that make no sense are passed over.
    """
    try:
        found = json.loads(files.read(str(file), LARGEST))
    except (ArgmapError, ValueError, RecursionError):
        return ()
    entries = found.get("maps") if isinstance(found, dict) else None
    if not isinstance(entries, list):
        return ()
    known: dict[str, Recent] = {}
    for entry in entries:
        recent = _recent(entry)
        if recent is not None:
            known.setdefault(recent.path, recent)
    return tuple(known.values())[:MOST]


def _recent(entry: Any) -> Recent | None:
    if not isinstance(entry, dict):
        return None
    path, title = entry.get("path"), entry.get("title", "")
    if not isinstance(path, str) or not isinstance(title, str) or "\0" in path or not Path(path).is_absolute():
        return None
    return Recent(path, title)


def _whole(path: str) -> str:
    return os.path.abspath(path)


def with_map(recents: Iterable[Recent], path: str, title: str = "") -> tuple[Recent, ...]:
    """The list after a map was opened or saved: it comes first, once."""
    new = Recent(_whole(path), title)
    return (new, *(r for r in recents if r.path != new.path))[:MOST]


def without(recents: Iterable[Recent], path: str) -> tuple[Recent, ...]:
    """The list without a map, one that is gone or not to be remembered."""
    gone = _whole(path)
    return tuple(r for r in recents if r.path != gone)


def save(file: Path, recents: Iterable[Recent]) -> None:
    """Writes the list; raises ArgmapError in one line where that fails."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = tr("the list of recent maps cannot be kept: {why}", why=error.strerror)
        raise ArgmapError(why, str(file.parent)) from error
    # Escapes keep bytes of a file name that are not UTF-8.
    text = json.dumps({"maps": [asdict(recent) for recent in recents]}, indent=1)
    files.write(str(file), text.encode("ascii") + b"\n")
