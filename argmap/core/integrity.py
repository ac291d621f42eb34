"""A map against the rules among its records: what breaks them, and the map made whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from argmap.core.anchors import MOST, State, state
from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.records import FIELDS, SECTIONS, Group, Record, Source
from argmap.core.rules import Problem, bereft, ranges, references
from argmap.text import tr


def check(document: Document) -> tuple[Problem, ...]:
    """All that breaks the rules among records, and values out of their range, in the order of section and id.

    Warnings are excerpts that no longer stand where they say; all else is an error.
    """
    return _sorted(document, [*errors(document), *_anchors(document)])


def check_references(document: Document) -> tuple[Problem, ...]:
    """What `check` finds, for a document whose values are known to be in their ranges: that of a reader."""
    faults = references(document, document.values())
    return _sorted(document, [*(fault.problem for fault in faults), *_anchors(document)])


def _carry(errors: tuple[Problem, ...], document: Document, change: Change) -> tuple[Problem, ...] | None:
    """None before, and none in what the change touches or takes away from under others: none now."""
    touched = [] if errors else [*_referring(document, change)]
    touched += (put.after for put in change.puts.values() if put.after is not None)
    if errors or any(True for _ in (*ranges(touched), *references(document, touched))):
        return None
    return errors


@once(carry=_carry)
def errors(document: Document) -> tuple[Problem, ...]:
    """What `check` finds but for its warnings; of a whole map it is known from change to change that it stays whole."""
    faults = (*ranges(document.values()), *references(document, document.values()))
    return _sorted(document, [fault.problem for fault in faults])


def _referring(document: Document, change: Change) -> Iterator[Record]:
    """The records that refer to what a change takes away, or makes a record of another kind."""
    view, kinds = graph(document), set[type[Record]]()
    for put in change.puts.values():
        if put.before is not None and type(put.after) is not type(put.before):
            kinds.add(type(put.before))
            yield from view.of(put.id)
            yield from view.on(put.id)
            yield from excerpts_on(document).get(put.id, ())
    # These are looked up by nobody else, and seldom go.
    if Source in kinds:
        yield from document.excerpts.values()
    if Group in kinds:
        yield from document.claims.values()
        yield from document.groups.values()


def repair(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """The document made whole, and the problems to which something was done: `check` finds no error after it.

    Claims are never left out, nor what can be kept: a lost source is replaced by an empty one. A whole document comes
    back as the very same object.
    """
    faults = [*ranges(document.values()), *references(document, document.values())]
    if not faults:
        return document, ()
    gone = [fault.problem.record for fault in faults if fault.mend is None]
    faults += bereft(document, gone)
    table: dict[Id, Record] = dict(document)
    for fault in faults:
        if fault.mend is None:
            table.pop(fault.problem.record, None)
    for fault in faults:
        record = table.get(fault.problem.record)
        if record is not None and fault.mend is not None:
            table[record.id] = replace(record, **fault.mend)
            if fault.stand_in is not None:
                table.setdefault(fault.stand_in.id, fault.stand_in)
    return Document(table.values()), _sorted(document, [fault.problem for fault in faults])


def _sorted(document: Document, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    sections = {kind: rank for rank, kind in enumerate(SECTIONS.values())}

    def key(problem: Problem) -> tuple[int, Id, int, int, str]:
        kind = type(document[problem.record])
        names = FIELDS[kind]
        field = names.index(problem.field) if problem.field in names else -1
        index = -1 if problem.index is None else problem.index
        return sections.get(kind, -1), problem.record, field, index, problem.code

    return tuple(sorted(problems, key=key))


LOOKED_THROUGH = 1_000_000_000
"""How many code points are looked through for words that are not where they should be: some seconds' worth."""


def _anchors(document: Document) -> Iterator[Problem]:
    says = {
        State.MOVED: tr("its words stand elsewhere in the source"),
        State.AMBIGUOUS: tr("it is not sure which words of the source are meant"),
        State.LOST: tr("its words are not in the source"),
    }
    sources, astray = document.sources, []
    for excerpt in document.excerpts.values():
        source, exact, before = sources.get(excerpt.source), excerpt.exact, excerpt.prefix
        if source is None:
            continue
        begin = excerpt.start - len(before)
        if exact and begin >= 0 and source.text.startswith(before + exact + excerpt.suffix, begin):
            continue  # Most stand where they say, in their context: seen at once.
        astray.append(excerpt)
    left = LOOKED_THROUGH
    for excerpt in sorted(astray, key=lambda e: e.id):
        text = sources[excerpt.source].text
        # To compare the contexts of a place takes as long as to pass over a thousand code points or so.
        left -= len(text) + (1000 * min(MOST, text.count(excerpt.exact)) if excerpt.exact and left > 0 else 0)
        if left < 0:
            says_so = tr("its words are not where they should be, and were not looked for: there are too many")
            yield Problem("anchor-unsought", excerpt.id, "exact", None, says_so, "warning")
        elif (found := state(excerpt, text)) in says:
            yield Problem(f"anchor-{found}", excerpt.id, "exact", None, says[found], "warning")
