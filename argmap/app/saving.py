"""Saving a map: what the disk holds is compared with what was read, then written whole, with a backup of both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from argmap.app import backups, files
from argmap.app.opening import digest
from argmap.core.document import Document
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.text import tr


class ChangedOnDiskError(ArgmapError):
    """A map's file that is not what was read or saved last: another program has written it, or it is gone.

    `held` is the hash of what was expected, `found` of what is there; None for no file.
    """

    def __init__(self, path: str, held: str | None, found: str | None) -> None:
        self.held, self.found = held, found
        if found is None:
            what = tr("it is no longer there")
        elif held is None:
            what = tr("another program has written a file of this name")
        else:
            what = tr("another program has changed it since it was read")
        super().__init__(what, files.shown(path), tr("nothing was written"))


@dataclass(frozen=True)
class Saved:
    """A save that was done: the SHA-256 of what the file holds now, and why there is no backup of it, if so."""

    held: str
    trouble: ArgmapError | None = None


def save(document: Document, path: str, held: str | None, state: Path | None, *, forced: bool = False) -> Saved:
    """Writes a map to its file.

    `held` is the hash of what the file held when it was read or saved last, None where there was no file; a file that
    holds anything else is not written over unless `forced`, and then what it held is among the backups. `state` is
    the state folder, None for no backups. By hash, so that size and time of the file tell nothing and hide nothing.
    Raises ChangedOnDiskError for that, ArgmapError where it cannot be written: the old file is then untouched.
    """
    data = registry.write(document, "argmap")
    found = files.digest(path)
    if found != held and not forced:
        raise ChangedOnDiskError(path, held, found)
    troubles: list[ArgmapError | None] = []
    if state is not None and found is not None:
        troubles.append(backups.keep_file(path, found, state))

    def unchanged() -> None:
        now = files.digest(path)
        if now != found:
            raise ChangedOnDiskError(path, found, now)

    files.write(path, data, unchanged)
    if state is not None:
        troubles.append(backups.keep(path, data, state))
    return Saved(digest(data), next((trouble for trouble in troubles if trouble is not None), None))
