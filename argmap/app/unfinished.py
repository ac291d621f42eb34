"""What is left to do on a map: for F8, which leads from one to the next, and for the Problems panel."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from argmap.app.navigation import relations_in_order
from argmap.core.anchors import State, states
from argmap.core.document import Document, once
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.integrity import Problem
from argmap.core.records import Claim, Excerpt, Kind, Relation
from argmap.core.roles import Role, derive
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
    unanswered = _unanswered(document)
    for id in derive(document).order:
        found += _of_claim(document, document.claims[id], id in unanswered)
        found += _anchors(document, id)
    for id in relations_in_order(document):
        found += _anchors(document, id)
    return tuple(found)


def _of_claim(document: Document, claim: Claim, unanswered: bool) -> Iterator[Problem]:
    excerpts = excerpts_on(document).get(claim.id, ())
    words = " ".join(claim.text.split())
    if not words:
        yield _problem("empty", claim.id, "text", tr("the claim has no words yet"))
    elif any(words == " ".join(excerpt.exact.split()) for excerpt in excerpts):
        yield _problem("in-authors-words", claim.id, "text", tr("the claim is still in the author's words"))
    wanted = bool(document.sources) or claim.basis in ("evidence", "testimony")
    if wanted and not excerpts and not claim.implicit and claim.basis not in SOURCELESS:
        yield _problem("no-source", claim.id, "", tr("no passage of a source stands behind the claim"))
    if unanswered:
        role = derive(document).rows[claim.id].role
        undercut = role is Role.UNDERCUTTER
        text = tr("nothing answers the undercut") if undercut else tr("nothing answers the counterpoint")
        yield _problem("unanswered", claim.id, "", text)


def _unanswered(document: Document) -> set[Id]:
    """The claims that stand as attacks on what stands for their thesis, while nothing attacks them or their step.

    A claim stands for its thesis or against it along the way by which it stands where it stands: each attack on
    this way turns the sign.
    """
    view, derived, relations = graph(document), derive(document), document.relations
    against: dict[Id, bool] = {}
    found: set[Id] = set()
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
                found.add(id)
    return found


def _anchors(document: Document, on: Id) -> Iterator[Problem]:
    for excerpt in excerpts_on(document).get(on, ()):
        state = states(document)[excerpt.id]
        if state is not State.EXACT:
            yield _problem(f"anchor-{state.value}", excerpt.id, "exact", doubt(state))


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
