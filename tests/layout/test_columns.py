"""The arrangement keeps its laws for every map."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from geometry_laws import check
from hypothesis import given
from hypothesis import strategies as st
from random_maps import chain, random_document
from strategies import documents

from argmap.core.document import EMPTY, Document
from argmap.core.records import DIRECTIONS, Claim, Direction, Kind, Relation
from argmap.layout.columns import arrange
from argmap.layout.geometry import Geometry
from argmap.layout.spacing import AND

directions = st.sampled_from(DIRECTIONS)


@given(documents(), directions)
def test_every_map_keeps_the_laws_in_every_direction(document: Document, direction: Direction) -> None:
    check(document, arrange(document, direction=direction), AND)
