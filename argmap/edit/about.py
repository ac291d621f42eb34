"""What is said of the map as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import MAP
from argmap.core.records import Direction, MapInfo
from argmap.edit.draft import Draft
from argmap.edit.fields import fitting
from argmap.text import tr


class About(TypedDict, total=False):
    """The fields of the map's own record."""

    title: str
    description: str
    authors: Iterable[str]
    language: str
    direction: Direction


def set_info(document: Document, **about: Unpack[About]) -> Change | None:
    """Says something of the map as a whole; None for an unknown direction."""
    fields = fitting(MapInfo, about, About.__annotations__)
    if fields is None:
        return None
    draft = Draft(document)
    draft.alter(MAP, **fields)
    return draft.change(tr("Turn map") if about.keys() == {"direction"} else tr("Edit map details"))
