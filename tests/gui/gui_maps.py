"""Small maps for the tests of the window."""

from __future__ import annotations

from argmap.core.document import Document
from argmap.core.records import Claim, Kind, Relation


def small() -> Document:
    """A thesis, a premise with a premise of its own, a counterpoint."""
    return Document(
        (
            Claim("The centre should be closed to cars.", main=True, id="t"),
            Claim("The air is bad.", id="p"),
            Claim("Traders lose custom.", id="k"),
            Claim("NO2 was measured.", basis="evidence", id="q"),
            Relation(Kind.SUPPORT, ("p",), "t", order="a0", id="tp"),
            Relation(Kind.ATTACK, ("k",), "t", order="a1", id="tk"),
            Relation(Kind.SUPPORT, ("q",), "p", order="a0", id="pq"),
        )
    )
