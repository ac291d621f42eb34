"""What is left to do on a map: for F8, which leads from one to the next, and for the Problems panel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from argmap.app.navigation import relations_in_order
from argmap.core.anchors import State, states
from argmap.core.change import Change
from argmap.core.document import Document, once
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.reading import keeps_order
from argmap.core.records import Claim, Excerpt, Kind, Relation, Source
from argmap.core.roles import Role, derive
from argmap.core.rules import Problem
from argmap.text import tr

SOURCELESS = frozenset({"assumption", "gap", "question"})
"""The bases that say of themselves that no source stands behind them."""


@once
def unfinished(document: Document) -> tuple[Problem, ...]:
    """All that is unfinished, claims in reading order, then relations; each a warning with a code and a sentence.

    `empty`: a claim without words. `in-authors-words`: worded like an excerpt that it rests on. `no-source`: it rests
    on no excerpt, though the map has a source, or it is marked as evidence or testimony; not where it is implicit,
    an assumption, a gap or a question. `unanswered`: it attacks what stands for a thesis, and neither it nor its
    step is attacked. `anchor-moved`, `anchor-ambiguous`, `anchor-lost`: an excerpt is not surely where it says; the
    problem is then the excerpt's, as in `integrity.check`.
    """
    found: list[Problem] = []
    own, unanswered = _own(document), _unanswered(document)
    for id in derive(document).order:
        if id in own:
            found += own[id].wording
        if id in unanswered:
            found.append(unanswered[id])
        if id in own:
            found += own[id].anchors
    if any(id in document.relations for id in own):
        for id in relations_in_order(document):
            if id in own:
                found += own[id].anchors
    return tuple(found)


class _Own(NamedTuple):
    """What is unfinished of one claim or relation, whatever stands beside it: its words and support, its excerpts."""

    wording: tuple[Problem, ...]
    anchors: tuple[Problem, ...]


def _own_of(document: Document, ids: Iterable[Id]) -> dict[Id, _Own]:
    """What is unfinished of some claims and relations by themselves, those left out of which nothing is."""
    claims, excerpts_of, known = document.claims, excerpts_on(document), states(document)
    sourced = bool(document.sources)
    found: dict[Id, _Own] = {}
    for id in ids:
        excerpts = excerpts_of.get(id, ())
        claim = claims.get(id)
        wording = tuple(_of_claim(claim, excerpts, sourced)) if claim is not None else ()
        anchors = tuple(_of_excerpt(e.id, known[e.id]) for e in excerpts if known[e.id] is not State.EXACT)
        if wording or anchors:
            found[id] = _Own(wording, anchors)
    return found


def _carry_own(own: dict[Id, _Own], document: Document, change: Change) -> dict[Id, _Own] | None:
    touched: set[Id] = set()
    for put in change.puts.values():
        for record in (put.before, put.after):
            if isinstance(record, Source):
                return None
            if isinstance(record, Excerpt):
                touched.add(record.on)
            elif isinstance(record, Claim | Relation):
                touched.add(record.id)
    if not touched:
        return own
    there = [id for id in touched if id in document.claims or id in document.relations]
    return {id: found for id, found in own.items() if id not in touched} | _own_of(document, there)


@once(carry=_carry_own)
def _own(document: Document) -> dict[Id, _Own]:
    return _own_of(document, (*document.claims, *document.relations))


def _of_claim(claim: Claim, excerpts: Sequence[Excerpt], sourced: bool) -> Iterator[Problem]:
    """What is unfinished of a claim, whatever stands beside it; `sourced`: the map has a source."""
    words = " ".join(claim.text.split())
    if not words:
        yield _problem("empty", claim.id, "text", tr("the claim has no words yet"))
    elif any(words == " ".join(excerpt.exact.split()) for excerpt in excerpts):
        yield _problem("in-authors-words", claim.id, "text", tr("the claim is still in the author's words"))
    wanted = sourced or claim.basis in ("evidence", "testimony")
    if wanted and not excerpts and not claim.implicit and claim.basis not in SOURCELESS:
        yield _problem("no-source", claim.id, "", tr("no passage of a source stands behind the claim"))


def _of_excerpt(id: Id, state: State) -> Problem:
    return _problem(f"anchor-{state.value}", id, "exact", doubt(state))


def _carry_unanswered(unanswered: dict[Id, Problem], _: Document, change: Change) -> dict[Id, Problem] | None:
    turned = any(isinstance(put.after, Relation) for put in change.puts.values())
    return unanswered if keeps_order(change) and not turned else None


@once(carry=_carry_unanswered)
def _unanswered(document: Document) -> dict[Id, Problem]:
    """The claims that stand as attacks on what stands for their thesis, while nothing attacks them or their step.

    A claim stands for its thesis or against it along the way by which it stands where it stands: each attack on
    this way turns the sign.
    """
    view, derived, relations = graph(document), derive(document), document.relations
    against: dict[Id, bool] = {}
    found: dict[Id, Problem] = {}
    for id, row in derived.rows.items():
        if not row.via:
            against[id] = False
            continue
        step = relations[row.via]
        turns = step.kind is Kind.ATTACK
        at = step
        while at.target in relations:
            at = relations[at.target]
            turns ^= at.kind is Kind.ATTACK
        against[id] = against.get(at.target, False) ^ turns
        if step.kind is Kind.ATTACK and against[id]:
            answers = (r.kind is Kind.ATTACK for on in (step.id, *step.premises) for r in view.on(on))
            if not any(answers):
                undercut = row.role is Role.UNDERCUTTER
                text = tr("nothing answers the undercut") if undercut else tr("nothing answers the counterpoint")
                found[id] = _problem("unanswered", id, "", text)
    return found


def doubt(state: State) -> str:
    """What is the matter with an excerpt whose anchor is in that state, in a sentence; "" where it is exact."""
    return {
        State.EXACT: "",
        State.MOVED: tr("the words of an excerpt stand elsewhere in the source"),
        State.AMBIGUOUS: tr("it is not sure which words of the source an excerpt means"),
        State.LOST: tr("the words of an excerpt are not in the source"),
    }[state]


def doubt_word(state: State) -> str:
    """The same in a word."""
    return {
        State.EXACT: "",
        State.MOVED: tr("moved"),
        State.AMBIGUOUS: tr("ambiguous"),
        State.LOST: tr("lost"),
    }[state]


def _problem(code: str, record: Id, field: str, text: str) -> Problem:
    return Problem(code, record, field, None, text, "warning")


def place_of(document: Document, problem: Problem) -> Id:
    """The claim or relation on the map that a problem is about; "" where it is about neither."""
    record = document.get(problem.record)
    if isinstance(record, Excerpt):
        record = document.get(record.on)
    return record.id if isinstance(record, Claim | Relation) else ""


def next_unfinished(
    document: Document, id: Id = "", *, back: bool = False, codes: Collection[str] | None = None
) -> Problem | None:
    """The next thing unfinished after what is selected, in reading order, or the one before; round at the end.

    What is folded away is found too: the caller unfolds it. `codes` names those looked for, None for all.
    """
    problems = [p for p in unfinished(document) if codes is None or p.code in codes]
    first: dict[Id, Problem] = {}
    for problem in problems:
        first.setdefault(place_of(document, problem), problem)
    places = (*derive(document).order, *relations_in_order(document))
    stops = [place for place in places if place in first]
    if not stops:
        return None
    if id not in places:
        return first[stops[-1 if back else 0]]
    rank = {place: n for n, place in enumerate(places)}
    here = rank[id]
    if back:
        return first[next((stop for stop in reversed(stops) if rank[stop] < here), stops[-1])]
    return first[next((stop for stop in stops if rank[stop] > here), stops[0])]
