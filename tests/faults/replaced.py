"""A map replaced by another program between two saves, in every way there is: each is noticed before it is lost.

python tests/faults/replaced.py [COUNT] [SEED]
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_maps import random_document

from argmap.app import saving
from argmap.core.change import Put, changed
from argmap.core.document import Document
from argmap.core.records import MapInfo
from argmap.formats import registry


def _in_place(path: str, data: bytes) -> None:
    with open(path, "r+b") as file:
        file.write(data)
        file.truncate()


def _by_rename(path: str, data: bytes) -> None:
    Path(path + ".new").write_bytes(data)
    os.replace(path + ".new", path)


def _anew(path: str, data: bytes) -> None:
    os.unlink(path)
    Path(path).write_bytes(data)


def _by_link(path: str, data: bytes) -> None:
    other = path + ".elsewhere"
    Path(other).write_bytes(data)
    os.unlink(path)
    os.symlink(other, path)


def _with_time(write: Callable[[str, bytes], None]) -> Callable[[str, bytes], None]:
    def written(path: str, data: bytes) -> None:
        known = os.stat(path)
        write(path, data)
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))

    return written


WAYS: dict[str, Callable[[str, bytes], None]] = {
    "in place": _in_place,
    "in place, time set back": _with_time(_in_place),
    "by rename": _by_rename,
    "by rename, time set back": _with_time(_by_rename),
    "removed and written anew": _anew,
    "by a link": _by_link,
}


def replaced(way: str, path: str, state: Path, seed: int) -> bool:
    """Saves, lets another program write one other bit of the same size, saves again: whether that was noticed in time.

    What the other program wrote still stands then, and asked to write over it all the same, the save does it.
    """
    rng = random.Random(seed)
    document = random_document(seed, rng.randrange(1, 60))
    held = saving.save(document, path, None, state).held
    data = bytearray(Path(path).read_bytes())
    if seed % 3:  # the same size
        at = rng.choice([n for n, byte in enumerate(data) if chr(byte).isalpha()])
        data[at] ^= 0x20
    else:
        data += b"\n" * rng.randrange(1, 4)
    theirs = bytes(data)
    size = os.path.getsize(path)
    WAYS[way](path, theirs)
    assert Path(path).read_bytes() == theirs and (not seed % 3 or os.path.getsize(path) == size)
    mine = _titled(document, f"mine {seed}")
    try:
        saving.save(mine, path, held, state)
    except saving.ChangedOnDiskError:
        noticed = Path(path).read_bytes() == theirs
    else:
        return False
    saving.save(mine, path, held, state, forced=True)
    return noticed and Path(path).read_bytes() == registry.write(mine, "argmap")


def _titled(document: Document, title: str) -> Document:
    info: MapInfo = document.info
    return document.apply(changed("", [Put(info, replace(info, title=title))]))


def main(count: int = 100, seed: int = 1) -> int:
    """Replaces so many times and prints what came of it; 1 where one was not noticed."""
    ways = sorted(WAYS)
    with tempfile.TemporaryDirectory() as folder:
        missed = 0
        for n in range(count):
            path = os.path.join(folder, f"{n}.argmap.json")
            missed += not replaced(ways[n % len(ways)], path, Path(folder) / "state", seed + n)
    sys.stdout.write(f"{count} replacements in {len(ways)} ways, {count - missed} noticed before overwriting\n")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
