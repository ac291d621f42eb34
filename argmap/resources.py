"""The files shipped with argmap, found both from a checkout and from an installed wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PACKED = _HERE / "_packed"
"""Where the wheel holds `resources/` and `maps/`; a checkout has them beside the package."""


def resource(name: str) -> Path:
    """The path of a file or folder under `resources/`, such as `themes/light.toml`."""
    return _root("resources") / name


def sample_map(name: str = "") -> Path:
    """The path of a shipped map under `maps/`, or of that folder."""
    return _root("maps") / name


def _root(folder: str) -> Path:
    packed = _PACKED / folder
    return packed if packed.is_dir() else _HERE.parent / folder
