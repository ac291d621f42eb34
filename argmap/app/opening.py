"""Opening a map: its document made whole, what was mended on the way, and the hash by which a change is noticed."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.app import files
from argmap.core.document import Document
from argmap.formats import registry
from argmap.formats.ledger import Ledger, repaired


@dataclass(frozen=True)
class Opened:
    """A map as it was read from a file.

    `held` is the SHA-256 of the file's bytes; `ledger` lists what was mended, so that the document is not what the
    file says; `native` tells whether the file is in argmap's own format, so that it can be saved to.
    """

    path: str
    document: Document
    held: str
    ledger: Ledger = ()
    native: bool = True


def open_map(path: str) -> Opened:
    """The map in a file; raises ArgmapError in one line where it cannot be read."""
    return opened(files.read(path), path)


def opened(data: bytes, path: str) -> Opened:
    """The map in the bytes of a file."""
    name = files.shown(path)
    native = registry.sniff(data, name).name == "argmap"
    reading = registry.read(data, name)
    if not reading.errors:
        return Opened(path, reading.document, digest(data), (), native)
    document, ledger = repaired(reading)
    return Opened(path, document, digest(data), ledger, native)


def digest(data: bytes) -> str:
    """The hash by which two contents of a file are told apart: SHA-256 in hexadecimal."""
    from hashlib import sha256

    return sha256(data).hexdigest()
