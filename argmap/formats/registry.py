"""The formats there are, one row each, and the two roads through them: bytes to document and document to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from argmap.core.document import Document
from argmap.core.rules import Problem as Problem
from argmap.errors import ArgmapError
from argmap.formats.ledger import Reading as Reading
from argmap.formats.options import Options
from argmap.text import tr


@dataclass(frozen=True)
class Format:
    """A way to write a map as bytes, or to read one.

    `reader`, `writer` and `sniffer` name functions as "module:function", "" where there is none; they are imported
    when they are used. `read(data, filename) -> Reading`, `write(document, options) -> bytes`, and
    `sniff(data) -> bool` tells by the content. `suffixes` begin with a point; the first is the one to propose.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reader: str = ""
    writer: str = ""
    sniffer: str = ""
    binary: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        "argmap",
        tr("argmap map"),
        (".argmap.json",),
        "argmap.formats.native:read",
        "argmap.formats.native:write",
        "argmap.formats.native:sniff",
    ),
    Format("svg", tr("SVG picture"), (".svg",), writer="argmap.formats.picture:write_svg"),
    Format("pdf", tr("PDF"), (".pdf",), writer="argmap.formats.picture:write_pdf", binary=True),
    Format("png", tr("PNG picture"), (".png",), writer="argmap.formats.picture:write_png", binary=True),
    Format("dot", tr("Graphviz DOT"), (".dot", ".gv"), writer="argmap.formats.dot:write"),
    Format("markdown", tr("Markdown outline"), (".md",), writer="argmap.formats.outline:write"),
)
"""All formats; the first that fits is taken."""

PLAIN = Options()
"""How a map is written where nothing else is asked for."""


def by_name(name: str) -> Format:
    """The format of that name, or of that suffix without its point, in whatever case; ArgmapError names all."""
    wanted = name.lower()
    for format in FORMATS:
        if wanted == format.name or "." + wanted in format.suffixes:
            return format
    known = ", ".join(format.name for format in FORMATS)
    raise ArgmapError(tr("there is no format {name!r}", name=name), hint=tr("there are {known}", known=known))


def by_suffix(filename: str) -> Format:
    """The format whose suffix the file name ends in, in whatever case, the longest first; ArgmapError names all."""
    name = filename.lower()
    fitting = [(len(suffix), format) for format in FORMATS for suffix in format.suffixes if name.endswith(suffix)]
    if fitting:
        return max(fitting, key=lambda found: found[0])[1]
    known = ", ".join(suffix for format in FORMATS for suffix in format.suffixes)
    raise ArgmapError(tr("its name says no format"), filename, tr("names end in {known}", known=known))


def sniff(data: bytes, filename: str = "") -> Format:
    """The format to read the bytes as: by what they say, since any name may hold any format, then by the name."""
    for format in FORMATS:
        if format.sniffer and _function(format.sniffer)(data):
            return format
    for format in FORMATS:
        if format.reader and filename.lower().endswith(format.suffixes):
            return format
    known = ", ".join(format.title for format in FORMATS if format.reader)
    raise ArgmapError(tr("it is of no format that argmap reads"), filename, tr("it reads {known}", known=known))


def read(data: bytes, filename: str = "", format: str = "") -> Reading:
    """The document in the bytes of a file, with the file's problems; `format` is a name, "" to tell by the content.

    Raises ArgmapError for what is refused outright: it is of no known format, or not to be read at all.
    """
    row = by_name(format) if format else sniff(data, filename)
    if not row.reader:
        raise ArgmapError(tr("argmap writes {title} but does not read it", title=row.title), filename)
    reading = _function(row.reader)(data, filename)
    assert isinstance(reading, Reading)
    return reading


def write(document: Document, format: str, options: Options = PLAIN) -> bytes:
    """The document in a format, by name; ArgmapError where it cannot be written so."""
    row = by_name(format)
    if not row.writer:
        raise ArgmapError(tr("argmap reads {title} but does not write it", title=row.title))
    data = _function(row.writer)(document, options)
    assert isinstance(data, bytes)
    return data


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
