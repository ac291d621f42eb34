"""What is written on a card and how large that makes it: the same for canvas, picture and arrangement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.likelihood import words_for
from argmap.core.records import Claim
from argmap.core.roles import Role, derive
from argmap.layout.measure import advance, elide
from argmap.layout.metrics import (
    CARD_WIDTH,
    HEADER_SIZE,
    HEADER_SPACING,
    MARK_SIZE,
    PADDING,
    TEXT_WIDTH,
    card_height,
)
from argmap.layout.wrap import Line, wrap
from argmap.text import tr

CHIP_HEIGHT = 24.0
"""The height of a chip, the small card of a claim met again; it is as wide as a card."""

CHIP_SIZE = 11.0
"""The size of a chip's text."""

GLYPHS = {
    Role.THESIS: "◆",
    Role.PREMISE: "▲",
    Role.COUNTERPOINT: "▼",
    Role.UNDERCUTTER: "✕",
    Role.LOOSE: "■",
}
"""A role's glyph; drawn as a shape, never as a character of a font, except in plain text."""


@cache
def word(role: Role) -> str:
    """A role's name as users see it; a loose claim is just a claim."""
    return {
        Role.THESIS: tr("Thesis"),
        Role.PREMISE: tr("Premise"),
        Role.COUNTERPOINT: tr("Counterpoint"),
        Role.UNDERCUTTER: tr("Undercutter"),
        Role.LOOSE: tr("Claim"),
    }[role]


@dataclass(frozen=True)
class Face:
    """What is written on a card: `heading` is the role's word in capitals, `holder` who holds it with a leading
    " · ", both elided to fit; `lines` the wrapped text; `marks` one muted line, "" where there is none."""

    role: Role
    heading: str
    holder: str
    number: str
    lines: tuple[Line, ...]
    marks: str
    implicit: bool
    width: int
    height: int


def size(claim: Claim) -> tuple[int, int]:
    """Width and height of a claim's card: even numbers of units, so that a centre in whole units gives whole edges."""
    height = card_height(len(wrap(claim.text)), has_marks(claim))
    return int(CARD_WIDTH), -2 * int(-height // 2)


def has_marks(claim: Claim) -> bool:
    """Whether the card has a line of marks under its text."""
    return bool(claim.basis or claim.implicit or claim.likelihood is not None or claim.confidence)


def marks(claim: Claim) -> str:
    """The line of marks: basis, implicit, likelihood in words and per cent, confidence."""
    return _marks(claim)


def _marks(claim: Claim, *, in_words: bool = True, implicit: bool = True) -> str:
    """The line of marks, the likelihood in words or not, that a claim is implicit said or not."""
    basis = {
        "evidence": tr("evidence"),
        "testimony": tr("testimony"),
        "assumption": tr("assumption"),
        "gap": tr("gap"),
        "question": tr("question"),
    }
    parts = []
    if claim.basis:
        parts.append(basis[claim.basis])
    if claim.implicit and implicit:
        parts.append(tr("implicit"))
    if claim.likelihood is not None:
        said = percent(claim.likelihood)
        parts.append(f"{words_for(claim.likelihood)} {said}" if in_words else said)
    if claim.confidence:
        level = {"low": tr("low confidence"), "moderate": tr("moderate confidence"), "high": tr("high confidence")}
        parts.append(level[claim.confidence])
    return " · ".join(parts)


def _marks_that_fit(claim: Claim) -> str:
    """The line of marks as there is room for it on the card.

    First the words for the likelihood go, which per cent say too, then that it is implicit, which the card's dashed
    edge says; what is then still too long is cut.
    """
    room, line = TEXT_WIDTH - MARK_SIZE, _marks(claim)
    if advance(line, MARK_SIZE) > room:
        line = _marks(claim, in_words=False)
    if advance(line, MARK_SIZE) > room:
        line = _marks(claim, in_words=False, implicit=False)
    return elide(line, room, MARK_SIZE)


def percent(likelihood: float) -> str:
    """A probability as per cent, without a false 0 or 100: `70 %`, `99.5 %`."""
    value = likelihood * 100
    return f"{value:.0f} %" if abs(value - round(value)) < 0.05 and 0 < round(value) < 100 else f"{value:.3g} %"


def face(document: Document, id: Id) -> Face:
    """What is written on the card of a claim."""
    claim, row = document.claims[id], derive(document).rows[id]
    number = _tail(row.number)
    heading = word(row.role).upper()
    room = TEXT_WIDTH - HEADER_SIZE - 4 - advance(number, HEADER_SIZE) - 8
    room -= advance(heading, HEADER_SIZE, "semibold") * HEADER_SPACING
    holder = elide(" · " + ", ".join(claim.by), room, HEADER_SIZE) if claim.by else ""
    width, height = size(claim)
    line = _marks_that_fit(claim) if has_marks(claim) else ""
    return Face(row.role, heading, holder, number, wrap(claim.text), line, claim.implicit, width, height)


def chip_text(document: Document, claim: Id) -> str:
    """What is written on a chip: the number and the beginning of the claim met again."""
    text = " ".join(document.claims[claim].text.split())
    return elide(f"{_tail(derive(document).rows[claim].number)} {text}", CARD_WIDTH - CHIP_HEIGHT - PADDING, CHIP_SIZE)


def _tail(number: str) -> str:
    """A number that fits a card's corner: of a very deep one only the end."""
    return number if len(number) <= 15 else "…" + number[-14:].partition(".")[1] + number[-14:].partition(".")[2]
