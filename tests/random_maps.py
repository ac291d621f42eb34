"""Plain random maps, the same for the same seed: for benches and larger tests."""

from __future__ import annotations

import random
from dataclasses import replace

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.order import between
from argmap.core.records import Claim, Kind, MapInfo, Relation

_WHO = (
    *("the council", "the union of traders", "the average commuter", "the report", "a recent survey", "the ministry"),
    *("the harbour authority", "an independent reviewer", "the engineer in charge", "the residents' committee"),
    *("the auditor", "the opposition", "the pilot scheme"),
)
_DOES = (
    *("expects", "measured", "denies", "has shown", "overlooks", "depends on", "would lose", "cannot explain"),
    *("pays for", "announced", "underestimates", "repeats", "plans", "has withdrawn", "doubts", "confirms"),
)
_WHAT = (
    *("a lower level of nitrogen dioxide", "the cost of the second tunnel", "fewer accidents at the crossing"),
    *("a fall in turnover of about a tenth", "the noise at night", "the figures of the previous year"),
    *("an alternative route along the river", "the delay of the northern line", "public support for the toll"),
    *("the maintenance of forty bridges", "a shift from cars to bicycles"),
)
_WHEN = (
    *("since the street was closed", "according to the hearing in March", "within the first two years"),
    *("although nobody had asked", "as long as prices stay where they are", "without any change in the law"),
    *("which three other cities have seen too", "even if the weather is bad", "because the permits run out"),
    "when the schools are open",
)


def sentence(rng: random.Random, low: int = 90, high: int = 150) -> str:
    """A sentence of made-up content, of about `low` to `high` characters: three to five lines on a card."""
    text = f"{rng.choice(_WHO)} {rng.choice(_DOES)} {rng.choice(_WHAT)}"
    wanted = rng.randint(low, high)
    while len(text) + 20 < wanted:
        text += " " + rng.choice(_WHEN)
        if len(text) + 40 < wanted:
            text += f", and {rng.choice(_WHO)} {rng.choice(_DOES)} {rng.choice(_WHAT)}"
    return text[:1].upper() + text[1:] + "."


def random_document(seed: int, n: int, fan: tuple[int, int] = (2, 6), cross: float = 0.05) -> Document:
    """A map of `n` claims, the same for the same arguments: one thesis, `fan` claims on each inner claim.

    A third of the relations attack; one claim in eight joins the relation before it as a linked premise, one
    in twelve bears on that relation. On top of the tree stand `cross * n` relations from later to earlier
    claims, so that claims are used twice; there are no cycles. Nothing has a place. For benches and larger tests.
    """
    rng = random.Random(seed)
    claims = [Claim(text=sentence(rng), main=True, id="c1")] if n > 0 else []
    relations: dict[Id, Relation] = {}
    last: dict[Id, str] = {}

    def relate(kind: Kind, premise: Id, target: Id) -> Id:
        key = last[target] = between(last.get(target, ""))
        id = f"r{len(relations) + 1}"
        relations[id] = Relation(kind, (premise,), target, order=key, id=id)
        return id

    for parent in claims:
        before = ""
        for _ in range(rng.randint(*fan)):
            if len(claims) >= n:
                break
            claim = Claim(text=sentence(rng), id=f"c{len(claims) + 1}")
            claims.append(claim)
            chance = rng.random()
            kind = Kind.ATTACK if rng.random() < 1 / 3 else Kind.SUPPORT
            if before and chance < 1 / 8:
                old = relations[before]
                relations[before] = replace(old, premises=(*old.premises, claim.id))
            elif before and chance < 1 / 8 + 1 / 12:
                relate(kind, claim.id, before)
            else:
                before = relate(kind, claim.id, parent.id)
        if len(claims) >= n:
            break
    for _ in range(int(cross * n) if n > 2 else 0):
        later = rng.randrange(2, n)
        relate(rng.choice(list(Kind)), f"c{later + 1}", f"c{rng.randrange(later) + 1}")
    info = MapInfo(title=f"A random map of {n} claims")
    return Document([info, *claims, *relations.values()])


def chain(n: int) -> Document:
    """A map of `n` claims, each supported by the next."""
    claims = [Claim(text=f"Claim {i}.", id=f"c{i}") for i in range(1, n + 1)]
    relations = [Relation(premises=(f"c{i + 1}",), target=f"c{i}", id=f"r{i}") for i in range(1, n)]
    return Document([*claims, *relations])
