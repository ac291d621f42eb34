"""The facts that a report of a fault needs: versions, engine, fonts, libraries. Shown by `argmap doctor` and About."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
from typing import NamedTuple

from argmap import __version__
from argmap.errors import ArgmapError
from argmap.graphviz import engine
from argmap.resources import resource
from argmap.text import tr


class Fact(NamedTuple):
    """One line of the report; `well` is False where something is missing."""

    name: str
    value: str
    well: bool = True


def facts(wanted_engine: str = "") -> list[Fact]:
    """All facts, those of the program first."""
    return [
        Fact("argmap", __version__),
        Fact("Python", f"{platform.python_version()} ({platform.python_implementation()}, {platform.machine()})"),
        Fact(tr("system"), platform.platform()),
        *_engine(wanted_engine),
        Fact("pydot", _version("pydot"), _version("pydot") != tr("not installed")),
        _qt(),
        _fonts(),
    ]


def _engine(wanted: str) -> list[Fact]:
    try:
        found = engine.find(wanted)
        version = found.version()
    except ArgmapError as error:
        return [Fact(tr("engine"), str(error), well=False)]
    kind = {"bundled": tr("bundled"), "system": tr("found on the PATH"), "given": tr("as given")}[found.kind]
    formats = " ".join(found.formats("neato"))
    return [Fact(tr("engine"), f"{version} ({kind})"), Fact(tr("its formats"), formats)]


def _qt() -> Fact:
    version = _version("PySide6-Essentials")
    if importlib.util.find_spec("PySide6") is None:
        return Fact("Qt", tr("not installed: no window, no PDF, no PNG; SVG and DOT work without"), well=False)
    from argmap.graphviz import paint

    try:
        paint.begin()
    except ArgmapError as error:
        return Fact("Qt", str(error), well=False)
    return Fact("Qt", f"PySide6-Essentials {version}")


def _fonts() -> Fact:
    names = ("Inter-Regular", "Inter-SemiBold", "Inter-Italic")
    found = [name for name in names if any(resource("fonts").glob(f"{name}.*"))]
    return Fact(tr("fonts"), ", ".join(found) or tr("none"), well=len(found) == len(names))


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return tr("not installed")
