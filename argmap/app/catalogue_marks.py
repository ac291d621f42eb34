"""The rows of the menu Marks, which are those of the marks strip under a card."""

from __future__ import annotations

from argmap.app.actions import Action, Focus, Text, marked, with_claims
from argmap.core.change import Change
from argmap.core.likelihood import MIDDLES, words, words_for
from argmap.core.records import Basis, Confidence
from argmap.edit import claims
from argmap.text import tr

MENU = "marks"
LIKELIHOOD = "marks/likelihood"
CONFIDENCE = "marks/confidence"


def _basis(id: str, title: Text, strip: str, basis: Basis, icon: str, *, first: bool = False) -> Action:
    """A row that sets a basis, or takes it away where all that is selected has it."""

    def has(focus: Focus) -> bool:
        return with_claims(focus) and all(focus.document.claims[id].basis == basis for id in focus.claims)

    def put(focus: Focus) -> Change | None:
        return claims.mark(focus.document, focus.claims, basis="" if has(focus) else basis)

    return Action(
        id, title, MENU, command=put, icon=icon, strip=strip, separator_before=first, toggles=True, checked=has
    )


def _confidence(id: str, title: Text, strip: str, confidence: Confidence) -> Action:
    """A row that sets a confidence, or takes it away where all that is selected has it."""

    def has(focus: Focus) -> bool:
        return with_claims(focus) and all(focus.document.claims[id].confidence == confidence for id in focus.claims)

    def put(focus: Focus) -> Change | None:
        return claims.mark(focus.document, focus.claims, confidence="" if has(focus) else confidence)

    return Action(id, title, CONFIDENCE, command=put, strip=strip, toggles=True, checked=has)


def _likelihood(index: int) -> Action:
    """A row that sets a likelihood by its word; a number that has this word already stays as it is."""

    def has_word(focus: Focus, claim: str) -> bool:
        likelihood = focus.document.claims[claim].likelihood
        return likelihood is not None and words_for(likelihood) == words()[index]

    def has(focus: Focus) -> bool:
        return with_claims(focus) and all(has_word(focus, id) for id in focus.claims)

    def put(focus: Focus) -> Change | None:
        others = [id for id in focus.claims if not has_word(focus, id)]
        return claims.mark(focus.document, others, likelihood=MIDDLES[index])

    ids = ("almost-no-chance", "very-unlikely", "unlikely", "even-chance", "likely", "very-likely", "almost-certain")
    return Action(
        f"mark-{ids[index]}",
        lambda: words()[index],
        LIKELIHOOD,
        command=put,
        strip=str(index + 1),
        toggles=True,
        checked=has,
    )


def _is_implicit(focus: Focus) -> bool:
    return with_claims(focus) and all(focus.document.claims[id].implicit for id in focus.claims)


def _is_main(focus: Focus) -> bool:
    return with_claims(focus) and all(focus.document.claims[id].main for id in focus.claims)


ROWS = (
    Action(
        "marks",
        marked("Marks…"),
        MENU,
        "view",
        ("Alt+Return", "Alt+Enter"),
        icon="badge-check",
        hint=marked("A strip under the card; a key sets one mark and closes it, with Shift it stays open"),
        may=with_claims,
    ),
    Action(
        "mark-thesis",
        marked("Thesis"),
        MENU,
        command=lambda f: claims.mark(f.document, f.claims, main=not _is_main(f)),
        icon="diamond",
        hint=marked("Mark the claim as a thesis of the map"),
        toggles=True,
        checked=_is_main,
    ),
    _basis("mark-evidence", marked("Evidence"), "e", "evidence", "microscope", first=True),
    _basis("mark-testimony", marked("Testimony"), "t", "testimony", "message-square-quote"),
    _basis("mark-assumption", marked("Assumption"), "a", "assumption", "cloud"),
    _basis("mark-gap", marked("Gap"), "g", "gap", "circle-dashed"),
    _basis("mark-question", marked("Question"), "q", "question", "circle-help"),
    Action(
        "mark-implicit",
        marked("Implicit"),
        MENU,
        command=lambda f: claims.mark(f.document, f.claims, implicit=not _is_implicit(f)),
        icon="square-dashed",
        hint=marked("Left unsaid by the author"),
        strip="i",
        toggles=True,
        checked=_is_implicit,
    ),
    *(_likelihood(index) for index in range(len(MIDDLES))),
    Action(
        "mark-no-likelihood",
        marked("None"),
        LIKELIHOOD,
        command=lambda f: claims.mark(f.document, f.claims, likelihood=None),
        strip="0",
        separator_before=True,
    ),
    _confidence("mark-low", lambda: tr("Low"), "l", "low"),
    _confidence("mark-moderate", lambda: tr("Moderate"), "m", "moderate"),
    _confidence("mark-high", lambda: tr("High"), "h", "high"),
    Action(
        "mark-by",
        marked("Who holds it…"),
        MENU,
        "view",
        icon="user",
        strip="b",
        separator_before=True,
        may=with_claims,
    ),
    Action("mark-tag", marked("Tags…"), MENU, "view", icon="tag", strip="#", may=with_claims),
)
