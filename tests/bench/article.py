"""How long the article's pane takes with a text of 1 MB and 2,000 excerpts; run as a program, off screen or on one.

Prints each figure beside its aim: a frame of scrolling or selecting within 16 ms, opening within a second. Times are
those of the one thread at work, so that other programs on the machine do not count; on an idle one the clock says the
same, since off screen all painting is done by this thread.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from timing import verdict

from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.core.document import EMPTY, Document
from argmap.core.records import Claim, Excerpt, Kind, Relation, Source
from argmap.core.sentences import sentences
from argmap.edit import claims
from argmap.edit.passages import claim_from_passage
from argmap.edit.sources import excerpt_of
from argmap.graphviz.style import style
from argmap.gui.article.pane import ArticlePane
from argmap.gui.bridge import Bridge

LETTERS, EXCERPTS = 1_000_000, 2_000
WORDS = ("the", "reason", "why", "traders", "claim", "that", "however", "measured", "custom", "falls", "because")


def article() -> str:
    """A text of paragraphs of a few sentences, each with a number, so that none is like another."""
    parts, n, long = [], 0, 0
    while long < LETTERS:
        lines = []
        for _ in range(4):
            n += 1
            words = [WORDS[(n * 7 + i * (n % 5 + 1)) % len(WORDS)] for i in range(12 + n % 9)]
            lines.append(f"Sentence {n} says {' '.join(words)}.")
        parts.append(" ".join(lines))
        long += len(parts[-1]) + 2
    return "\n\n".join(parts)


def document(text: str) -> Document:
    """A map of 2,000 claims, each on a sentence of its own."""
    source = Source(title="A long book", text=text, id="s")
    spans = sentences(text)
    step = len(spans) // EXCERPTS
    records: list[Source | Claim | Relation | Excerpt] = [source]
    for n in range(EXCERPTS):
        records.append(Claim(f"Claim {n}", main=n == 0, at=(n % 50 * 260, n // 50 * 160), id=f"c{n:04}"))
        excerpt = excerpt_of(source, *spans[n * step], f"c{n:04}")
        assert excerpt is not None
        records.append(replace(excerpt, id=f"x{n:04}"))
        if n:
            kind = Kind.ATTACK if n % 5 == 0 else Kind.SUPPORT
            records.append(Relation(kind, (f"c{n:04}",), f"c{(n - 1) // 8:04}", order="a0", id=f"r{n:04}"))
    return Document(records)


def frames(act: Callable[[int], object], paint: Callable[[], object], n: int) -> tuple[float, float]:
    """The median and the 95th of a hundred milliseconds that each of n acts takes with its painting."""
    taken = []
    for i in range(n):
        start = time.thread_time()
        act(i)
        paint()
        taken.append(1000 * (time.thread_time() - start))
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def main() -> int:
    """Measures and prints; 1 where an aim is missed."""
    application = QApplication.instance() or QApplication(sys.argv)
    map_ = document(article())
    session = Session(EMPTY)
    pane = ArticlePane(Bridge(session), Settings({"cue_words": True}), style("light"))
    pane.resize(420, 860)
    pane.show()
    application.processEvents()

    # The scene is another matter: what is measured is the pane's part of each step.
    def paint() -> None:
        pane.text.viewport().repaint()
        pane.foot.strip.repaint()

    start = time.thread_time()
    session.load(map_)
    paint()
    opening = time.thread_time() - start
    bar = pane.text.verticalScrollBar()
    down = frames(lambda i: bar.setValue(bar.value() + 60), paint, 300)
    jump = frames(lambda i: bar.setValue((i * 7919) % max(1, bar.maximum())), paint, 100)
    start = time.thread_time()
    ticks = []
    while pane.text._idle.isActive():
        tick = time.thread_time()
        application.processEvents()
        ticks.append(1000 * (time.thread_time() - tick))
    settled = time.thread_time() - start
    select = frames(lambda i: session.select((f"c{(i * 37) % EXCERPTS:04}",)), paint, 200)
    words = frames(
        lambda i: session.commit(claims.reword(session.document, "c0007", f"Typed {i}"), gesture="typing"), paint, 100
    )
    spans = sentences(session.document.sources["s"].text)
    taking = frames(
        lambda i: session.commit(claim_from_passage(session.document, "s", *spans[i * 31 + 3], "premise", "c0001")),
        paint,
        20,
    )
    ok = verdict("opening", opening, 1.0, " s")
    for name, (median, worst), aim in (
        ("scrolling, median", down, 16),
        ("jumping anywhere", jump, 16),
        ("selecting a card", select, 16),
        ("a commit while typing", words, 16),
    ):
        ok &= verdict(name, median, aim, " ms")
        ok &= verdict("  95 of 100", worst, aim, " ms")
    ok &= verdict("a bit of settling at most", max(ticks, default=0.0), 16, " ms")
    print(f"  whole text settled in {settled:.2f} s; taking a passage {taking[0]:.1f} ms with the map's places")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
