"""What the window exports: the format and the options used last, the part of the map, the file proposed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.errors import ArgmapError
from argmap.formats.drawing import page_size
from argmap.formats.options import ARRANGES, FACINGS, Options
from argmap.formats.registry import FORMATS, Format, by_name
from argmap.text import tr, trn

PICTURES = ("svg", "pdf", "png", "dot")
"""The formats that are drawn; of others the text is shown."""

SCALES = (0.25, 8.0)
"""The least and the greatest scale of a PNG, in pixels a unit."""

THEMES = ("light", "dark", "print")


@dataclass(frozen=True)
class Export:
    """A format, by name, with the options to write it with."""

    format: str = "pdf"
    options: Options = Options()

    @property
    def is_drawn(self) -> bool:
        """Whether it is a picture."""
        return self.format in PICTURES


def offered() -> tuple[Format, ...]:
    """The formats that a map can be exported in: those that are written, argmap's own aside, which is for saving."""
    return tuple(format for format in FORMATS if format.writer and format.name != "argmap")


def from_kept(kept: Mapping[str, Any]) -> Export:
    """What was exported last, as the settings say; what is damaged there is as if nothing had been kept."""
    values = {name: kept[name] for name, fits in _FITTING.items() if name in kept and fits(kept[name])}
    format = str(kept.get("format"))
    known = any(format == row.name for row in offered())
    return Export(format if known else Export.format, replace(Options(), **values))


def to_keep(export: Export) -> dict[str, Any]:
    """What the settings are to hold of an export."""
    return {"format": export.format, **{name: getattr(export.options, name) for name in _FITTING}}


def _is_page(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(page_size(value))
    except ArgmapError:
        return False


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_FITTING: Mapping[str, Callable[[Any], bool]] = {
    "arrange": lambda value: value in ARRANGES,
    "direction": lambda value: value in ("", *FACINGS),
    "page": _is_page,
    "theme": lambda value: value in THEMES,
    "legend": lambda value: isinstance(value, bool),
    "title": lambda value: isinstance(value, bool),
    "marking": lambda value: isinstance(value, str),
    "scale": lambda value: _is_number(value) and SCALES[0] <= value <= SCALES[1],
}
"""What of each option is kept, with what it has to be."""


def part(document: Document, hidden: Collection[Id]) -> Document:
    """The map without these claims and relations, and without the relations that cannot stand without them."""
    gone = {id for id in hidden if id in document.claims or id in document.relations}
    if not gone:
        return document
    relations = document.relations
    while more := {
        id
        for id, relation in relations.items()
        if id not in gone and (relation.target in gone or not gone.isdisjoint(relation.premises))
    }:
        gone |= more
    gone |= {id for id, excerpt in document.excerpts.items() if excerpt.on in gone}
    return Document(record for id, record in document.items() if id not in gone)


def left_out(document: Document, kept: Document) -> str:
    """How many claims a part of the map leaves out, "" for none: to be said in the picture itself."""
    missing, all = len(document.claims) - len(kept.claims), len(document.claims)
    return trn("{n} of {all} claims left out", "{n} of {all} claims left out", missing, all=all) if missing else ""


def is_renumbered(document: Document, kept: Document) -> bool:
    """Whether a claim has another number in the part than in the whole map."""
    rows = derive(document).rows
    return any(row.number != rows[id].number for id, row in derive(kept).rows.items())


def marked(marking: str, said: str) -> str:
    """A marking with what has to be said besides."""
    return " · ".join(line for line in (marking.strip(), said) if line)


def proposed(document: Document, path: str, format: str) -> str:
    """The file to propose: beside the map and named like it, at home and named by its title where it has no file."""
    suffix = by_name(format).suffixes[0]
    if path:
        folder, name = os.path.split(path)
        for ending in (".argmap.json", ".json"):
            name = name.removesuffix(ending)
        return os.path.join(folder, name + suffix)
    title = "".join(c if c.isalnum() or c in " -_" else " " for c in document.info.title)
    stem = "-".join(title.lower().split())[:60].strip("-") or tr("map")
    return str(Path.home() / (stem + suffix))


def renamed(path: str, format: str) -> str:
    """The file with the suffix of another format in the place of the one it has."""
    lower = path.lower()
    endings = sorted((suffix for row in offered() for suffix in row.suffixes), key=len, reverse=True)
    for ending in endings:
        if lower.endswith(ending) and len(os.path.basename(path)) > len(ending):
            path = path[: -len(ending)]
            break
    return path + by_name(format).suffixes[0]
