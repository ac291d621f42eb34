"""The engines that the tests of pictures draw with: the bundled one, and the system's where it is installed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache

import pytest

from argmap.graphviz.engine import Engine, EngineError, find, run

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "{http://www.w3.org/1999/xlink}title"
HREF = "{http://www.w3.org/1999/xlink}href"

ENGINES = ("bundled", "system")


@cache
def engine(name: str) -> Engine:
    """The engine of that name; the test is skipped where the machine has none."""
    try:
        return find(name)
    except EngineError:
        if name == "bundled":
            raise
        pytest.skip("no Graphviz is installed here")


def drawn(name: str, dot: str, layout: str = "dot") -> ET.Element:
    """What an engine makes of a graph, as it comes from the engine."""
    return ET.fromstring(run(engine(name), dot, layout=layout, format="svg").data)


def by_id(root: ET.Element) -> dict[str, ET.Element]:
    """The elements of an SVG by their ids."""
    return {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}


def texts(element: ET.Element) -> list[str]:
    """The lines of text within an element."""
    return ["".join(text.itertext()) for text in element.iter(f"{SVG}text")]


def spaced(text: str) -> str:
    """The text with plain blanks: of two together Graphviz makes one a no-break space."""
    return text.replace("\xa0", " ")
