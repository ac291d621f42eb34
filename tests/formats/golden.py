"""Expected bytes, kept under `tests/golden/`: rewritten where ARGMAP_REWRITE_GOLDEN is set, compared otherwise."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"


def as_golden(name: str, data: bytes) -> None:
    """Demands that the bytes are those of the golden file of this name."""
    path = FOLDER / name
    if os.environ.get("ARGMAP_REWRITE_GOLDEN"):
        path.write_bytes(data)
    assert data.decode() == path.read_bytes().decode()
