"""Commands on claims themselves: add, reword, mark, tag, place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict, Unpack

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Basis, Claim, Confidence
from argmap.core.values import FARTHEST
from argmap.edit.cleaning import clean, clean_lines
from argmap.edit.draft import Draft
from argmap.edit.fields import fitting
from argmap.edit.keys import key_of_start
from argmap.text import tr, trn


class Marks(TypedDict, total=False):
    """What an analyst notes about a claim besides its wording."""

    main: bool
    by: Iterable[str]
    note: str
    basis: Basis
    implicit: bool
    likelihood: float | None
    confidence: Confidence


def add_thesis(document: Document, text: str = "", after: Id = "") -> Change | None:
    """Adds a claim marked as a thesis, after another thesis or after all."""
    return _add(document, text, True, after, tr("Add thesis"))


def add_loose(document: Document, text: str = "", after: Id = "") -> Change | None:
    """Adds a claim that nothing connects yet, after another loose claim or after all."""
    return _add(document, text, False, after, tr("Add claim"))


def _add(document: Document, text: str, main: bool, after: Id, label: str) -> Change | None:
    if after and after not in document.claims:
        return None
    draft = Draft(document)
    (order,) = key_of_start(draft, after)
    claim = draft.add(Claim(text=clean(text), main=main, order=order))
    return draft.change(label, focus=(claim.id,))


def reword(document: Document, claim: Id, text: str) -> Change | None:
    """Gives a claim another wording."""
    if claim not in document.claims:
        return None
    draft = Draft(document)
    draft.alter(claim, text=clean(text))
    return draft.change(tr("Edit text"), focus=(claim,))


def mark(document: Document, ids: Iterable[Id], **marks: Unpack[Marks]) -> Change | None:
    """Marks the claims among these ids; None where a value is out of its range.

    `likelihood` lies in (0, 1) or is None, `basis` and `confidence` are words of the model or "".
    """
    fields = fitting(Claim, marks, Marks.__annotations__)
    if fields is None:
        return None
    draft = Draft(document)
    for id in ids:
        if id in document.claims:
            draft.alter(id, **fields)
    return draft.change(_label(marks))


def _label(marks: Marks) -> str:
    if len(marks) != 1:
        return tr("Mark claim")
    (name,) = marks
    return {
        "main": tr("Mark as thesis") if marks.get("main") else tr("Unmark thesis"),
        "by": tr("Set who holds it"),
        "note": tr("Edit note"),
        "basis": tr("Set basis"),
        "implicit": tr("Mark as implicit") if marks.get("implicit") else tr("Mark as said"),
        "likelihood": tr("Set likelihood"),
        "confidence": tr("Set confidence"),
    }[name]


def tag(document: Document, ids: Iterable[Id], tags: Iterable[str]) -> Change | None:
    """Adds tags to the claims among these ids."""
    added = clean_lines(tags)
    draft = Draft(document)
    for id in ids:
        claim = document.claims.get(id)
        if claim is not None and not set(added) <= set(claim.tags):
            draft.alter(id, tags=tuple(sorted({*claim.tags, *added})))
    return draft.change(trn("Add tag", "Add tags", len(added)))


def untag(document: Document, ids: Iterable[Id], tags: Iterable[str]) -> Change | None:
    """Takes tags off the claims among these ids."""
    removed = {*(tags := tuple(tags)), *clean_lines(tags)}
    draft = Draft(document)
    for id in ids:
        claim = document.claims.get(id)
        if claim is not None:
            draft.alter(id, tags=tuple(tag for tag in claim.tags if tag not in removed))
    return draft.change(trn("Remove tag", "Remove tags", len(tags)))


def place(document: Document, places: Mapping[Id, tuple[float, float]]) -> Change | None:
    """Puts the claims among these ids at places, rounded to whole units; None for a place off any canvas."""
    if not all(abs(x) <= FARTHEST and abs(y) <= FARTHEST for x, y in places.values()):
        return None
    found = {id: (round(x), round(y)) for id, (x, y) in places.items() if id in document.claims}
    moved = {id: at for id, at in found.items() if document.claims[id].at != at}
    return _placed(document, moved, trn("Move claim", "Move {n} claims", len(moved)))


def unplace(document: Document, ids: Iterable[Id] | None = None) -> Change | None:
    """Takes the places of the claims among these ids, or of all, so that they stand where they are arranged."""
    claims = document.claims
    placed = [id for id in (claims if ids is None else ids) if id in claims and claims[id].at is not None]
    return _placed(document, dict.fromkeys(placed), trn("Release place", "Release {n} places", len(placed)))


def _placed(document: Document, places: Mapping[Id, tuple[int, int] | None], label: str) -> Change | None:
    draft = Draft(document)
    for id, at in places.items():
        draft.alter(id, at=at)
    return draft.change(label)
