"""What is arranged: the map as a forest, each claim standing once, with chips where it is met again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Relation
from argmap.core.roles import derive


@dataclass(slots=True, eq=False)
class Stand:
    """A claim where it stands: whole, as a card, or as a chip where the reading order meets it again.

    `bearing` is what bears on it, in order; none for a chip. `step` is the step whose premise it is here,
    None for a root. `number` counts the stands of the forest; `group` is the claim's, or an outer one
    (see `frames.make_room`).
    """

    claim: Id
    step: Step | None
    whole: bool
    number: int
    bearing: list[Step] = field(default_factory=list)
    group: Id = ""


@dataclass(slots=True, eq=False)
class Step:
    """A relation where it stands: its premises in sequence, and what bears on the relation itself, in order."""

    relation: Relation
    target: Stand | Step
    number: int
    stands: list[Stand] = field(default_factory=list)
    bearing: list[Step] = field(default_factory=list)

    @property
    def is_leaf(self) -> bool:
        """Whether it is one card or chip on which nothing bears, nor on the step from it."""
        return len(self.stands) == 1 and not self.bearing and not self.stands[0].bearing

    @property
    def is_upright(self) -> bool:
        """Whether its stroke can rise from the middle of its card: one premise, and nothing bears on the step."""
        return len(self.stands) == 1 and not self.bearing


@dataclass(slots=True, eq=False)
class Forest:
    """The roots in reading order, and all stands and steps, what bears after what it bears on."""

    roots: list[Stand] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


MOST_TRUNKS = 3
"""So many trunks at most stand beside each other for the sake of the order in which the kinds alternate."""


def trunks(steps: Sequence[Step]) -> list[Sequence[Step]]:
    """The steps of one column parted into those that share a trunk, from the outermost trunk to the innermost.

    Each run of one kind has a trunk of its own, the last run outermost, so that nothing crosses; where the kinds
    alternate too often for that, there is one trunk for each kind.
    """
    cuts = []
    kind = steps[0].relation.kind
    for at, step in enumerate(steps):
        if step.relation.kind is not kind:
            kind = step.relation.kind
            cuts.append(at)
    if not cuts:
        return [steps]
    if len(cuts) < MOST_TRUNKS:
        return [steps[a:b] for a, b in zip(reversed([0, *cuts]), reversed([*cuts, len(steps)]))]
    return by_kind(steps)


def by_kind(steps: Sequence[Step]) -> list[Sequence[Step]]:
    """The steps of one column parted by kind, the kind that reaches furthest first."""
    last = steps[-1].relation.kind
    parts = [s for s in steps if s.relation.kind is last], [s for s in steps if s.relation.kind is not last]
    return [part for part in parts if part]


def forest(document: Document) -> Forest:
    """The document as it is arranged: every claim stands whole where the reading order first reaches it.

    Premises that are no claims of the document are left out, and so are relations that have no others.
    """
    derived, bearing, claims = derive(document), graph(document).bearing, document.claims
    rows = derived.rows
    found = Forest()
    stands, steps = found.stands, found.steps
    met: set[Id] = set()
    for root in (*derived.roots, *derived.order):  # all claims are met from the roots, unless a rule is broken
        if root in met:
            continue
        met.add(root)
        first = Stand(root, None, True, len(stands), [], claims[root].group)
        stands.append(first)
        found.roots.append(first)
        queue: list[tuple[Id, Stand | Step]] = [(root, first)]
        for id, target in queue:
            for relation in bearing.get(id, ()):
                step = Step(relation, target, len(steps), [], [])
                for premise in dict.fromkeys(relation.premises):
                    if premise not in claims:
                        continue
                    whole = rows[premise].via == relation.id
                    stand = Stand(premise, step, whole, len(stands), [], claims[premise].group)
                    stands.append(stand)
                    step.stands.append(stand)
                    if whole:
                        met.add(premise)
                        if premise in bearing:
                            queue.append((premise, stand))
                if step.stands:
                    steps.append(step)
                    target.bearing.append(step)
                    if relation.id in bearing:
                        queue.append((relation.id, step))
    return found
