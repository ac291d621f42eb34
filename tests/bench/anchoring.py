"""What becomes of anchors under revisions, and how long a large article takes.

    python tests/bench/anchoring.py [--quick]

200 revisions of articles by chance, in which it is known where each character comes from; then 2,000 excerpts in a
text of 1 MB.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.timing import verdict
from revised_articles import Writer, plain, stands_rightly

from argmap.app.lexicons import lexicon_of
from argmap.core import tolerant
from argmap.core.anchors import State, states
from argmap.core.coverage import coverage
from argmap.core.cues import cues
from argmap.core.document import Document
from argmap.core.folding import folded
from argmap.core.records import Claim, Source
from argmap.core.sentences import sentences
from argmap.edit.revising import update_text
from argmap.edit.sources import excerpt_of

LENGTH = 1_000_000
EXCERPTS = 2_000


def main() -> int:
    return 0 if all((revisions(), large("--quick" in sys.argv))) else 1


def anchored(text: str, ranges: list[tuple[int, int]]) -> Document:
    source = Source(text=text, id="s1")
    found = (excerpt_of(source, start, end, "c1") for start, end in ranges)
    return Document([Claim(id="c1"), source, *(replace(e, id=f"x{n}") for n, e in enumerate(found) if e is not None)])


def revisions() -> bool:
    """How many anchors stay, move, are ambiguous, are lost, and how many stand on a wrong passage."""
    seen: Counter[str] = Counter()
    for seed in range(200):
        rng = random.Random(seed)
        writer = Writer(rng)
        paragraphs = writer.article()
        old, _ = plain(paragraphs)
        ranges: list[tuple[int, int]] = [*rng.sample(sentences(old), min(8, len(sentences(old))))]
        ranges += [(start, min(len(old), start + 40)) for start in (rng.randrange(len(old) - 3) for _ in range(6))]
        document = anchored(old, ranges)
        new, origins = plain(writer.revised(paragraphs))
        change, review = update_text(document, "s1", new)
        after = document.apply(change) if change is not None else document
        seen["exact"] += len(review.kept)
        seen["moved"] += len(review.moved)
        seen.update(f"{case.state} (to review)" for case in review.cases)
        for id, state in states(after).items():
            wrong = state is State.EXACT and not stands_rightly(
                old, new, origins, document.excerpts[id], after.excerpts[id]
            )
            seen["exact on a wrong passage"] += wrong
    print("200 revisions:", ", ".join(f"{kind} {count}" for kind, count in sorted(seen.items())))
    return verdict("exact on a wrong passage", seen["exact on a wrong passage"], 0)


def prose(length: int) -> str:
    """Sentences of 20,000 different words, in paragraphs."""
    rng = random.Random(1)
    small = ("the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "because", "however")
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        lines = []
        for _ in range(rng.randint(2, 8)):
            words = [rng.choice(small) if rng.random() < 0.5 else f"w{rng.randrange(20_000)}" for _ in range(20)]
            lines.append(" ".join(words).capitalize() + ", “so-called” naïve.")
        paragraphs.append(" ".join(lines))
    return "\n\n".join(paragraphs)[:length]


def taken(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def large(quick: bool) -> bool:
    """How long it takes to find 2,000 excerpts in 1 MB again, to revise it, and to say what is mapped."""
    text = prose(LENGTH)
    rng = random.Random(2)
    count = EXCERPTS // 10 if quick else EXCERPTS
    ranges = [(start, start + rng.randint(20, 250)) for start in (rng.randrange(LENGTH - 300) for _ in range(count))]
    document = anchored(text, ranges)
    excerpts = list(document.excerpts.values())
    met = verdict("sentences of 1 MB", taken(lambda: sentences(text)), 1, " s")
    met &= verdict(f"coverage, {count} excerpts, sentences known", taken(lambda: coverage(document, "s1")), 1, " s")
    one = document.excerpts["x0"]
    found = coverage(document, "s1")
    met &= verdict("next unmapped sentence", taken(lambda: found.next_unmapped(one.start)), 0.016, " s")
    lexicon = lexicon_of("en")
    assert lexicon is not None
    met &= verdict("cues of 1 MB", taken(lambda: cues(text, lexicon)), 1, " s")
    for name, new in (
        ("as it was", text),
        ("moved", "Oh. " + text),
        ("other spaces", "Oh. " + text.replace(" ", "\u00a0")),
        ("other case", "Oh. " + text.upper()),
    ):
        folded.cache_clear()
        tolerant._index.cache_clear()
        states_found: dict[str, tolerant.Located] = {}
        seconds = taken(lambda new=new, found=states_found: found.update(tolerant.locate_all(excerpts, new)))  # type: ignore[misc]
        counts = Counter(f"{where.state}/{where.likeness}" for where in states_found.values())
        print(f"  {name}: {dict(sorted(counts.items()))}")
        met &= verdict(f"{count} excerpts, text {name}", seconds, 1, " s")
    halfway = text.find("\n\n", LENGTH // 2)
    new = "Oh. " + text[:halfway].replace("w77", "W78") + "\n\nNew." + text[halfway:]
    met &= verdict("new version of 1 MB", taken(lambda: update_text(document, "s1", new)), 2, " s")
    return met


if __name__ == "__main__":
    sys.exit(main())
