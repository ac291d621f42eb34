"""Seeded random edits in sessions: undo, redo, save, load and the journal are exact.

python tests/faults/edits.py [COUNT] [SEED]     so many edits, in sessions of CHUNK edits each
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from edit.every_command import CALLS, STRUCTURAL, Dice, full_map

from argmap.app import replay
from argmap.app.journal import Journal
from argmap.app.opening import open_map
from argmap.app.saving import save
from argmap.app.session import Session
from argmap.core import ids
from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.integrity import check
from argmap.core.records import BASES, CONFIDENCES
from argmap.edit import about, claims, groups, outlines, relations, removal, sources, splitting
from argmap.formats import registry

CHUNK = 500
LARGEST = 40
"""From how many claims on an edit is a removal."""

LONGEST = 60
"""After how many seconds of work a session counts as hanging; a sound one takes about one."""

_WORDS = ("tolls", "the council", "—", "é", "\\", '"', "<b>", "😀", "\n", "\t", " ", "a\u0301", "=1+1", "\u2028")

Edit = Callable[[random.Random, Dice, Document], Change | None]


def _text(rng: random.Random) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randrange(7)))


def _place(rng: random.Random) -> tuple[int, int]:
    return rng.randrange(-5000, 5000), rng.randrange(-5000, 5000)


def _mark(rng: random.Random) -> Any:
    fields: dict[str, Any] = {
        "note": _text(rng),
        "main": rng.random() < 0.2,
        "basis": rng.choice(BASES),
        "by": [_text(rng)],
        "likelihood": rng.choice([None, 0.1, 0.5, 1 / 3]),
        "confidence": rng.choice(CONFIDENCES),
        "implicit": rng.random() < 0.5,
    }
    name = rng.choice(sorted(fields))
    return {name: fields[name]}


EDITS: dict[str, Edit] = {
    "reword": lambda rng, p, d: claims.reword(d, p.claim(), _text(rng)),
    "mark": lambda rng, p, d: claims.mark(d, p.some(p.claim), **_mark(rng)),
    "tag": lambda rng, p, d: claims.tag(d, p.some(p.claim), [rng.choice(_WORDS)]),
    "untag": lambda rng, p, d: claims.untag(d, p.some(p.claim), [rng.choice(_WORDS)]),
    "place": lambda rng, p, d: claims.place(d, {id: _place(rng) for id in p.some(p.claim)}),
    "unplace": lambda rng, p, d: claims.unplace(d, None if rng.random() < 0.05 else p.some(p.claim)),
    "thesis": lambda rng, p, d: claims.add_thesis(d, _text(rng)),
    "loose": lambda rng, p, d: claims.add_loose(d, _text(rng)),
    "about": lambda rng, p, d: about.set_info(d, title=_text(rng), authors=[_text(rng)]),
    "step": lambda rng, p, d: relations.mark(d, p.some(p.relation), scheme=_text(rng), strength=0.5),
    "source": lambda rng, p, d: None if len(d.sources) > 4 else sources.add_source(d, title="x", text=3 * _text(rng)),
    "describe": lambda rng, p, d: sources.describe_source(d, p.source(), author=_text(rng)),
    "cite": lambda rng, p, d: sources.cite(d, p.bearing(), p.source(), (n := rng.randrange(9)), n + 3),
    "detach": lambda rng, p, d: sources.detach_excerpt(d, p.excerpt()),
    "rate": lambda rng, p, d: sources.rate(d, p.some(p.excerpt), rng.choice([None, 1, 6])),
    "group's title": lambda rng, p, d: groups.rename_group(d, p.group(), _text(rng)),
    "split": lambda rng, p, d: splitting.split(d, p.claim(), rng.randrange(20)),
    "outline": lambda rng, p, d: outlines.paste_text(d, "a\n  b\n  c\nd", p.maybe(p.bearing)),
    "delete": lambda rng, p, d: removal.delete(d, p.some(p.any)),
    **{name: (lambda rng, p, d, name=name: CALLS[name](p)()) for name in STRUCTURAL},  # type: ignore[misc]
}
"""Ways to change a map by chance; a good part of the calls is not possible and changes nothing."""


def session_of(edits: int, seed: int, folder: Path, found: Counter[str]) -> None:
    """One session of so many edits, all undone and redone, saved and loaded; AssertionError where anything differs."""
    rng = random.Random(seed)
    start = full_map(seed, rng.randrange(1, 25))
    path = str(folder / f"{seed}.argmap.json")
    held = save(start, path, None, None).held
    session, journal = Session(start, path), Journal(folder / "state")
    journal.begin(start, path, held)
    session.on_step(lambda step: journal.write(step.change) and None)
    names, done = sorted(EDITS), 0
    while done < edits:
        if rng.random() < 0.03:
            found["undone on the way"] += sum(session.undo() for _ in range(rng.randrange(1, 6)))
            found["redone on the way"] += sum(session.redo() for _ in range(rng.randrange(6)))
            continue
        document = session.document
        dice = Dice(rng, document)
        name = "delete" if len(document.claims) > LARGEST else rng.choice(names)
        change = EDITS[name](rng, dice, document)
        if not session.commit(change, gesture="typing" if name == "reword" and rng.random() < 0.3 else ""):
            found["not possible"] += 1
            continue
        done += 1
        found["edits"] += 1
        assert session.document != document
        if done % 50 == 0:
            assert not [p for p in check(session.document) if p.severity == "error"], (seed, done, name)
            data = registry.write(session.document, "argmap")
            reading = registry.read(data, "x.argmap.json")
            assert reading.problems == () or not reading.errors
            assert reading.document == session.document and registry.write(reading.document, "argmap") == data
            found["saves and loads compared"] += 1
    end, log = session.document, replay.read(journal.file)
    assert log.damaged == () and replay.replay(open_map(path).document, log.changes).document == end
    found["journals replayed"] += 1
    saved = save(end, path, held, None)
    assert open_map(path).document == end and saved.held
    while session.undo():
        found["undone at the end"] += 1
    assert session.document == start
    assert registry.write(session.document, "argmap") == registry.write(start, "argmap")
    while session.redo():
        pass
    assert session.document == end and registry.write(end, "argmap") == registry.write(session.document, "argmap")
    journal.close()
    os.unlink(path)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Within it more than so many seconds of work are a TimeoutError, where the system has such a clock."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it works for more than {seconds} s")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def main(count: int = 1_000_000, seed: int = 1) -> int:
    """Makes so many edits and prints the figures as it goes."""
    found, began = Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for n in range(-(-count // CHUNK)):
            try:
                with ids.made_by(ids.counter()), limited(LONGEST):
                    session_of(min(CHUNK, count - n * CHUNK), seed + n, Path(folder), found)
            except Exception:
                # One session that goes wrong is told in full; the others are still worth a look.
                found["SESSIONS THAT WENT WRONG"] += 1
                sys.stdout.write(f"seed {seed + n}:\n{traceback.format_exc()}")
                sys.stdout.flush()
            if n % 20 == 19:
                sys.stdout.write(f"{found['edits']} edits, {time.monotonic() - began:.0f} s\n")
                sys.stdout.flush()
    for name, number in sorted(found.items()):
        sys.stdout.write(f"{number:8}  {name}\n")
    sys.stdout.write(f"sessions: {-(-count // CHUNK)}, from seed {seed}, {time.monotonic() - began:.0f} s\n")
    return int(found["SESSIONS THAT WENT WRONG"] > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
