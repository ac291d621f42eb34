"""What comes of a file: the document, and an account of what was wrong with the file and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.integrity import repair
from argmap.core.records import SECTIONS
from argmap.core.rules import Problem
from argmap.errors import one_line
from argmap.text import tr


@dataclass(frozen=True)
class Reading:
    """A document as it was read, with the problems of the file; `errors` tells whether it is whole.

    `document` holds all of which a record could be made; `repaired` makes it whole. `paths` gives the JSON path of
    each record in the file; it is filled only where there are problems.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    paths: Mapping[Id, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a careful reader from going on; the others are warnings."""
        return tuple(p for p in self.problems if p.severity == "error")


@dataclass(frozen=True)
class Entry:
    """One line of a ledger: the rule's code, where in the file, and what was wrong and done about it."""

    code: str
    path: str
    text: str

    def __str__(self) -> str:
        return one_line(f"{self.path}: {self.text}" if self.path else self.text)


Ledger = tuple[Entry, ...]
"""What a reader or writer lost or repaired, for the user to see."""


def repaired(reading: Reading) -> tuple[Document, Ledger]:
    """The document made whole, and what the reader and the repair did to get there; nothing for a whole file."""
    document, mended = repair(reading.document)
    known = {(p.code, p.record, p.field, p.index) for p in mended}
    found = [p for p in reading.errors if (p.code, p.record, p.field, p.index) not in known]
    found += [located(p, reading.paths) for p in mended]
    return document, tuple(_entry(problem) for problem in sorted(found, key=position))


def located(problem: Problem, paths: Mapping[Id, str]) -> Problem:
    """The problem with the JSON path of its place, where the file has its record."""
    path = paths.get(problem.record)
    if path is None or problem.path:
        return problem
    inner = f".{problem.field}" if problem.field else ""
    return replace(problem, path=path + inner + ("" if problem.index is None else f"[{problem.index}]"))


def position(problem: Problem) -> tuple[int, int]:
    """Where in a file as argmap writes it a problem would stand: the section, and the row in it."""
    section, _, row = problem.path.removeprefix("$.").partition("[")
    section, index = section.partition(".")[0], row.partition("]")[0]
    order = ("map", *SECTIONS)
    return order.index(section) if section in order else len(order), int(index) if index.isdecimal() else -1


def _entry(problem: Problem) -> Entry:
    text = problem.text
    if problem.remedy:
        text = tr("{problem}; {remedy}", problem=text, remedy=problem.remedy)
    return Entry(problem.code, problem.path or problem.place, text)
