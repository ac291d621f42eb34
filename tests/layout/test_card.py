"""What is written on a card: what there is no room for is said more briefly before anything is cut."""

from __future__ import annotations

from itertools import product

import pytest

from argmap.core.document import Document
from argmap.core.records import Claim, MapInfo
from argmap.layout.card import face, marks
from argmap.layout.measure import advance
from argmap.layout.metrics import MARK_SIZE, TEXT_WIDTH

ROOM = TEXT_WIDTH - MARK_SIZE


def written(**fields: object) -> str:
    claim = Claim(id="c", text="x", **fields)  # type: ignore[arg-type]
    return face(Document([MapInfo(), claim]), "c").marks


@pytest.mark.parametrize(
    "fields, line",
    [
        ({}, ""),
        ({"implicit": True}, "implicit"),
        ({"basis": "gap", "likelihood": 0.4}, "gap · unlikely 40 %"),
        ({"likelihood": 0.97, "confidence": "high"}, "almost certain 97 % · high confidence"),
        ({"basis": "question", "likelihood": 0.4, "confidence": "low"}, "question · 40 % · low confidence"),
        (
            {"basis": "evidence", "implicit": True, "likelihood": 0.97, "confidence": "high"},
            "evidence · 97 % · high confidence",
        ),
    ],
)
def test_marks_are_said_in_full_where_there_is_room_and_briefly_where_not(fields: dict[str, object], line: str) -> None:
    assert written(**fields) == line


def test_the_line_fits_and_what_says_the_level_is_never_cut() -> None:
    every = product(
        ("", "evidence", "testimony", "assumption", "gap", "question"),
        (False, True),
        (None, 0.02, 0.3, 0.5, 0.97, 0.995),
        ("low", "moderate", "high"),
    )
    for basis, implicit, likelihood, confidence in every:
        claim = Claim(id="c", text="x", basis=basis, implicit=implicit, likelihood=likelihood, confidence=confidence)
        line = written(basis=basis, implicit=implicit, likelihood=likelihood, confidence=confidence)
        assert advance(line, MARK_SIZE) <= ROOM
        assert f"{confidence} conf" in line
        if advance(marks(claim), MARK_SIZE) <= ROOM:
            assert line == marks(claim)
