"""What is drawn and written for the window, in a child process: see `engine_work`. No Qt but what `paint` needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from argmap.app import files
from argmap.app.exporting import PICTURES
from argmap.core.document import Document
from argmap.formats import registry
from argmap.formats.options import Options
from argmap.graphviz import paint
from argmap.gui.engine_child import Stop

PIXELS = 4_000_000
"""The most pixels of a preview."""

TEXT = 200_000
"""The most characters of a text that are shown before it is written."""


@dataclass(frozen=True)
class Drawn:
    """A map as it will be exported: the picture's size in units, and itself as PNG; or else the text, for what is none.

    `warnings` are the engine's, one a line.
    """

    width: float = 0.0
    height: float = 0.0
    png: bytes = b""
    text: str = ""
    warnings: str = ""


@dataclass(frozen=True)
class Copied:
    """A map for the clipboard."""

    svg: bytes
    png: bytes


_last: tuple[Document, Options, bytes, str] | None = None
"""The SVG drawn last, with what it was drawn from: another size on the screen needs no other picture."""


def draw(document: Document, stop: Stop, format: str, options: Options, width: int, height: int) -> Drawn:
    """The map as it will be exported, its picture as large as fits into so many pixels."""
    if format not in PICTURES:
        text = registry.write(document, format, heeding(options, stop)).decode("utf-8", "replace")
        return Drawn(text=text[:TEXT])
    svg, warnings = _svg(document, options, stop)
    across, down = size(svg)
    scale = min(width / across, height / down, (PIXELS / across / down) ** 0.5)
    return Drawn(across, down, paint.png(svg, scale, stop), warnings=warnings)


def write(document: Document, stop: Stop, format: str, options: Options, path: str) -> int:
    """Writes the map to a file, whole or not at all, as `argmap export` does; gives how many bytes there are."""
    data = registry.write(document, format, heeding(options, stop))
    stop.hold()
    files.write(path, data)
    return len(data)


def copy(document: Document, stop: Stop, options: Options, pixels: int) -> Copied:
    """The map as SVG and as PNG, of so many pixels at most."""
    svg, _ = _svg(document, options, stop)
    width, height = size(svg)
    scale = min(options.scale, (pixels / width / height) ** 0.5)
    return Copied(svg, paint.png(svg, scale, stop))


def size(svg: bytes) -> tuple[float, float]:
    """Width and height of a finished SVG, in units."""
    found = re.search(rb'viewBox="\S+ \S+ (\S+) (\S+)"', svg[:2000])
    assert found is not None
    return float(found[1]), float(found[2])


def _svg(document: Document, options: Options, stop: Stop) -> tuple[bytes, str]:
    global _last
    options = replace(options, scale=Options.scale)  # which changes nothing here
    if _last is not None and _last[0] is document and _last[1] == options:
        return _last[2:]
    said: list[str] = []
    svg = registry.write(document, "svg", replace(heeding(options, stop), warn=said.append))
    _last = document, options, svg, "\n".join(said)
    return _last[2:]


def heeding(options: Options, stop: Stop) -> Options:
    """The options with somebody who asks now and then whether the work is still wanted."""
    return replace(options, cancelled=stop)
