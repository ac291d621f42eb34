"""How good and how quick the arrangement is, beside dot's.

    python tests/bench/arranging.py [--quick]

Maps of fan-out 2 to 6 with cards of 3 to 5 lines or so and 5 % cross relations; `mixed` ones have linked premises,
undercuts and backing, and kinds in any order, `trees` supports alone. dot arranges the same graph with the same cards,
one tiny node a relation. Figures are medians; our time is the processor's, for arranging alone with sizes given, dot's
that of the clock, with its process.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.timing import verdict
from geometry_laws import crossings, enters, flattened, pieces
from random_maps import random_document

from argmap.app.session import Session
from argmap.core.document import Document
from argmap.core.records import Kind, Relation
from argmap.core.roles import derive
from argmap.edit import claims, relations
from argmap.graphviz.arrange import arrange as arranged_by
from argmap.graphviz.engine import find
from argmap.layout.card import size
from argmap.layout.columns import arrange
from argmap.layout.geometry import Box, Geometry
from argmap.layout.obstacles import Obstacles
from argmap.layout.page import Page

SEEDS = {40: 60, 50: 20, 100: 60, 200: 8, 1000: 2, 20000: 1}


def tree(seed: int, count: int) -> Document:
    """A random map as a plain tree: the same claims, each supporting one other alone."""
    document = random_document(seed, count, cross=0)
    relations = []
    for relation in document.relations.values():
        target = relation.target
        while target in document.relations:
            target = document.relations[target].target
        relations += [
            Relation(Kind.SUPPORT, (p,), target, order=relation.order, id=f"{relation.id} {p}")
            for p in relation.premises
        ]
    return Document([*document.claims.values(), *relations])


def under_cards(geometry: Geometry) -> int:
    """How many strokes pass under a card or chip."""
    boxes = Obstacles([*geometry.cards.values(), *geometry.chips.values()])
    found = 0
    for route in geometry.all_routes():
        found += any(
            enters(a, b, box.grown(-1))
            for a, b in pieces(flattened(route))
            for box in boxes.near(Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)).grown(1))
        )
    return found


def timed(run: Callable[[], Geometry], rounds: int, clock: Callable[[], float]) -> tuple[Geometry, float]:
    """What it gives, and the least of its times in milliseconds."""
    times = []
    for _ in range(rounds):
        start = clock()
        geometry = run()
        times.append(clock() - start)
    return geometry, 1000 * min(times)


def text(geometry: Geometry) -> float:
    """The size of the text on A4, in points."""
    return Page().text(geometry.bounds.width, geometry.bounds.height)


def prepared(document: Document) -> Callable[[], Geometry]:
    """The arranging of a document alone: what is derived from it, and its cards' sizes, are there."""
    derive(document)
    sizes = {id: size(claim) for id, claim in document.claims.items()}
    return lambda: arrange(document, sizes)


def moved(before: Geometry, after: Geometry) -> int:
    """How many cards stand elsewhere."""
    return sum(after.cards[id] != box for id, box in before.cards.items())


def stillness(count: int, seeds: int) -> tuple[list[int], list[int]]:
    """How many cards move when one leaf is added to a map: as it is shown, and when it is arranged again after that."""
    added, again = [], []
    for seed in range(seeds):
        session = Session(random_document(seed, count))
        session.commit(claims.place(session.document, {id: box.centre for id, box in session.geometry.cards.items()}))
        before, ids = session.geometry, list(session.document.claims)
        session.commit(relations.support(session.document, ids[seed * 37 % len(ids)], "A premise that is new."))
        added.append(moved(before, session.geometry))
        again.append(moved(before, arrange(session.document, before=before)))
    return added, again


def main() -> int:
    quick = "--quick" in sys.argv
    met = True
    print("time and text")
    aims = {40: (2.0, 5.0), 100: (None, 3.4), 1000: (30.0, None), 20000: (800.0, None)}
    for count, (most, least) in aims.items():
        for name, make in (("mixed", random_document), ("trees", tree)):
            runs = [
                timed(prepared(make(seed, count)), 3, time.process_time) for seed in range(5 if quick else SEEDS[count])
            ]
            texts = [text(geometry) for geometry, _ in runs]
            took = statistics.median(milliseconds for _, milliseconds in runs)
            print(f"  {count:6} {name}: {took:8.2f} ms, text {statistics.median(texts):.2f} pt (best {max(texts):.2f})")
            if most:
                met &= verdict(f"{count} {name}, time", took, most, " ms")
            if least:
                met &= verdict(f"{count} {name}, points wanted / reached", least / statistics.median(texts), 1)
    print("one leaf more")
    for count in (40, 100, 1000):
        added, again = stillness(count, 5 if quick else min(SEEDS[count] * 5, 60))
        middle_again = statistics.median(again)
        print(f"  {count:6} cards: {max(added)} move at most; arranged again, {middle_again:g} do (most {max(again)})")
        met &= verdict(f"{count}, cards that move when a leaf is added", max(added), 0)
    engine = find()
    print(f"beside dot ({engine.version()})")
    for count, most in ((50, 1.0), (200, 1.5), *(() if quick else ((1000, 1.0),))):
        rows = []
        for seed in range(3 if quick else SEEDS[count]):
            document = random_document(seed, count)
            ours, taken = timed(prepared(document), 3, time.process_time)
            theirs, dot_taken = timed(lambda: arranged_by(document, engine, "dot", timeout=600), 1, time.perf_counter)  # noqa: B023
            rows.append(
                {
                    "crossings": (crossings(ours), crossings(theirs)),
                    "strokes under cards": (under_cards(ours), under_cards(theirs)),
                    "area": (ours.bounds.width * ours.bounds.height, theirs.bounds.width * theirs.bounds.height),
                    "text on A4": (text(ours), text(theirs)),
                    "milliseconds": (taken, dot_taken),
                }
            )
        middle = {key: tuple(statistics.median(row[key][i] for row in rows) for i in (0, 1)) for key in rows[0]}
        for key, (ours_is, theirs_is) in middle.items():
            print(f"  {count:6} claims, {key}: {ours_is:.3g} (dot {theirs_is:.3g})")
        met &= verdict(f"{count}, crossings / dot's", middle["crossings"][0] / max(1, middle["crossings"][1]), most)
        met &= verdict(f"{count}, strokes under cards", middle["strokes under cards"][0], 0)
        met &= verdict(f"{count}, area / dot's", middle["area"][0] / middle["area"][1], 1.3)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
