"""The name under which the state folder keeps what belongs to one map: journals, backups, the lock."""

from __future__ import annotations

import os
from pathlib import Path

UNTITLED = "untitled"
"""The name for maps that have no file yet."""


def name_of(path: str) -> str:
    """A name for a map's file, the same for every way to spell its path: `tunnel-3f0c…`; letters, digits and hyphens.

    The readable part is for a person who looks for it; what tells maps apart is the hash of the whole path.
    """
    if not path:
        return UNTITLED
    from hashlib import sha256

    whole = os.path.normcase(os.path.realpath(path))
    stem = os.path.basename(whole).split(".")[0].lower()
    readable = "-".join("".join(c if c in "abcdefghijklmnopqrstuvwxyz0123456789" else " " for c in stem).split())[:40]
    return f"{readable or 'map'}-{sha256(os.fsencode(whole)).hexdigest()[:16]}"


def made(folder: Path) -> Path:
    """The folder, made where it was missing, for nobody else to read; raises OSError where that fails."""
    # One by one, since `parents=True` makes those above for everybody to read.
    for missing in reversed([folder, *folder.parents]):
        if not missing.is_dir():
            missing.mkdir(mode=0o700, exist_ok=True)
    return folder
