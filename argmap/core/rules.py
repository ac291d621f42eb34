"""The rules among the records of a map, one by one: what breaks them, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Group, Record, Relation, Source
from argmap.core.values import RANGES, shown
from argmap.errors import one_line
from argmap.text import tr

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """A rule not met, at one place of a map.

    `field` and `index` lead into the record ("" and None: all of it); `path` leads into the file it was read
    from, "" where it was not read from one. `text` is one sentence; `remedy` says what a repair does about it.
    """

    code: str
    record: Id
    field: str
    index: int | None
    text: str
    severity: Severity = "error"
    path: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        return one_line(f"{self.path or self.place}: {self.text}")

    @property
    def place(self) -> str:
        """Where it is, as the record's id and the way into it: `r3h6wq2vd.premises[1]`."""
        field = f".{self.field}" if self.field else ""
        return self.record + field + ("" if self.index is None else f"[{self.index}]")


class Fault(NamedTuple):
    """A problem and what mends it: the fields to replace, or None where the record is left out; a record to add."""

    problem: Problem
    mend: Mapping[str, Any] | None
    stand_in: Record | None = None


def ranges(records: Iterable[Record]) -> Iterator[Fault]:
    """The values of some records that are out of their range."""
    for record in records:
        for name, range in RANGES[type(record)].items():
            value = getattr(record, name)
            if range.holds(value):
                continue
            default = next(f.default for f in fields(record) if f.name == name)
            kept = default is not None and default != ""
            remedy = tr("{value} takes its place", value=shown(default)) if kept else tr("the value is left out")
            yield Fault(Problem(range.code, record.id, name, None, range.says(value), remedy=remedy), {name: default})


def references(document: Document, records: Iterable[Record]) -> Iterator[Fault]:
    """What is wrong with what some records of a document refer to."""
    claims, relations, groups = document.claims, document.relations, document.groups
    on_relations, within = [], []
    for record in records:
        if isinstance(record, Claim):
            if record.group and record.group not in groups:
                yield _lost(record, "group", record.group, tr("group"))
        elif isinstance(record, Relation):
            premises, target = record.premises, record.target
            if target in relations:
                on_relations.append(record.id)
            elif target not in claims:
                yield from _relation(document, record)
                continue
            if len(premises) == 1:
                whole = premises[0] in claims and premises[0] != target
            else:
                distinct = set(premises)
                whole = 0 < len(premises) == len(distinct) and target not in distinct and claims.keys() >= distinct
            if not whole:
                yield from _relation(document, record)
        elif isinstance(record, Excerpt):
            yield from _excerpt(document, record)
        elif isinstance(record, Group) and record.parent:
            if record.parent in groups:
                within.append(record.id)
            else:
                yield _lost(record, "parent", record.parent, tr("group"))
    yield from _circles(relations, on_relations, "target", "bears-on-itself", tr("the relation bears on itself"))
    yield from _circles(groups, within, "parent", "group-in-itself", tr("the group lies within itself"))


def _lost(record: Claim | Group, field: str, id: Id, kind: str) -> Fault:
    text = tr("there is no {kind} {id}", kind=kind, id=shown(id))
    problem = Problem(f"{field}-unknown", record.id, field, None, text, remedy=tr("the value is left out"))
    return Fault(problem, {field: ""})


def _relation(document: Document, relation: Relation) -> Iterator[Fault]:
    """What is wrong with the premises and the target of a relation."""
    claims = document.claims
    kept = tuple(p for p in dict.fromkeys(relation.premises) if p in claims and p != relation.target)
    remedy = tr("the premise is left out") if kept else tr("the relation is left out")
    mend = {"premises": kept} if kept else None

    def fault(code: str, index: int | None, text: str, remedy: str = remedy) -> Fault:
        return Fault(Problem(code, relation.id, "premises", index, text, remedy=remedy), mend)

    if not relation.premises:
        yield fault("no-premises", None, tr("the relation has no premises"))
    seen: set[Id] = set()
    for index, premise in enumerate(relation.premises):
        if premise in seen:
            text = tr("{id} is a premise of this relation already", id=shown(premise))
            yield fault("premise-twice", index, text)
        elif premise not in claims:
            yield fault("premise-unknown", index, tr("there is no claim {id}", id=shown(premise)))
        elif premise == relation.target:
            text = tr("the claim {id} is premise and target of the same relation", id=shown(premise))
            yield fault("premise-is-target", index, text)
        seen.add(premise)
    if relation.target not in claims and relation.target not in document.relations:
        text = tr("there is no claim or relation {id}", id=shown(relation.target))
        remedy = tr("the relation is left out")
        yield Fault(Problem("target-unknown", relation.id, "target", None, text, remedy=remedy), None)


def _circles(
    records: Mapping[Id, Relation] | Mapping[Id, Group], starts: Iterable[Id], field: str, code: str, text: str
) -> Iterator[Fault]:
    """The records that come back to themselves along a field, from where one starts: relations, or groups.

    Of a circle of relations nothing can stay, since none of it reaches a claim; of groups one link is cut.
    """
    done: set[Id] = set()
    for start in sorted(starts):
        way: dict[Id, None] = {}
        at = start
        while at in records and at not in done and at not in way:
            way[at] = None
            at = getattr(records[at], field)
        done.update(way)
        if at not in way:
            continue
        circle = list(way)[list(way).index(at) :]
        if field == "parent":
            problem = Problem(code, min(circle), field, None, text, remedy=tr("the value is left out"))
            yield Fault(problem, {field: ""})
            continue
        for id in circle:
            yield Fault(Problem(code, id, field, None, text, remedy=tr("the relation is left out")), None)


def _excerpt(document: Document, excerpt: Excerpt) -> Iterator[Fault]:
    if excerpt.on not in document.claims and excerpt.on not in document.relations:
        text = tr("there is no claim or relation {id}", id=shown(excerpt.on))
        remedy = tr("the excerpt is left out")
        yield Fault(Problem("on-unknown", excerpt.id, "on", None, text, remedy=remedy), None)
    if excerpt.source not in document.sources:
        text = tr("there is no source {id}", id=shown(excerpt.source))
        free = bool(excerpt.source) and excerpt.source not in document
        remedy = tr("an empty source stands in for it") if free else tr("the excerpt is left out")
        problem = Problem("source-unknown", excerpt.id, "source", None, text, remedy=remedy)
        yield Fault(problem, {}, Source(id=excerpt.source)) if free else Fault(problem, None)


def bereft(document: Document, gone: Iterable[Id]) -> Iterator[Fault]:
    """What refers to a record that a repair leaves out, and so is left out too."""
    view = graph(document)
    queue, seen = list(gone), set(gone)
    for id in queue:
        for relation in view.on(id):
            if relation.id not in seen:
                seen.add(relation.id)
                queue.append(relation.id)
                text = tr("the relation {id} on which it bears is left out", id=shown(id))
                remedy = tr("the relation is left out")
                yield Fault(Problem("target-unknown", relation.id, "target", None, text, remedy=remedy), None)
    for excerpt in document.excerpts.values():
        if excerpt.on in seen and excerpt.on in document.relations and excerpt.id not in seen:
            text = tr("the relation {id} that rests on it is left out", id=shown(excerpt.on))
            remedy = tr("the excerpt is left out")
            yield Fault(Problem("on-unknown", excerpt.id, "on", None, text, remedy=remedy), None)
