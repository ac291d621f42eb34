"""What is drawn below one card: the stands of what bears on it, and on the steps from there."""

from __future__ import annotations

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.layout.tree import Forest, Stand, Step


def stands_below(document: Document, target: Id) -> tuple[list[Stand], Forest]:
    """The card with what bears on it, and what bears on those steps, but nothing of the premises' own branches.

    Gives all stands by number; of the forest's own stands only the card has something below it that is drawn.
    """
    bearing, rows, claims = graph(document).bearing, derive(document).rows, document.claims
    root = Stand(target, None, True, 0)
    stands, found = [root], Forest([root], [root], [])
    queue: list[tuple[Id, Stand | Step]] = [(target, root)]
    for id, on in queue:
        for relation in bearing.get(id, ()):
            step = Step(relation, on, len(found.steps))
            for premise in dict.fromkeys(relation.premises):
                if premise in claims:
                    stand = Stand(premise, step, rows[premise].via == relation.id, len(stands))
                    if stand.whole and premise in bearing:
                        stand.bearing.append(step)  # only that there is something counts here
                    stands.append(stand)
                    step.stands.append(stand)
            if step.stands:
                found.steps.append(step)
                on.bearing.append(step)
                if relation.id in bearing:
                    queue.append((relation.id, step))
    return stands, found


def chip_key(stand: Stand) -> tuple[Id, Id]:
    """What a chip is known by: the relation of which it is a premise, and the claim."""
    assert stand.step is not None
    return stand.step.relation.id, stand.claim
