"""Articles and their revisions by chance, in which it is known where each character comes from."""

from __future__ import annotations

import random
from dataclasses import dataclass

from argmap.core.records import Excerpt

Letter = tuple[str, int | None]
"""A character, and its offset in the first version, None for one that is new."""

OPENINGS = (
    "The council",
    "Moscow",
    "In March the port",
    "A café",
    "The 👩\u200d👧 fund",
    "Every trader",
    "cafe\u0301 owners",
)
VERBS = ("said that", "closed", "raised", "denied", "reported", "sold")
OBJECTS = ("exports fell by half", "the well-known border", "“no deal”", "5\u00a0% of it", "prices rose", "its offices")
TAILS = ("in April", "once more", "as everybody knew", "without a word", "in the north", "for the last time")


@dataclass
class Writer:
    """Writes an article of few words, so that the same sentences and passages come again, and revises it."""

    rng: random.Random
    count: int = 0

    def sentence(self) -> str:
        """One that may stand elsewhere too; one in two has a word that stands nowhere else."""
        words = [self.rng.choice(part) for part in (OPENINGS, VERBS, OBJECTS, TAILS)]
        if self.rng.random() < 0.5:
            self.count += 1
            words.insert(2, f"word{self.count}")
        return " ".join(words) + "."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.rng.randint(1, 5)))

    def article(self) -> list[list[Letter]]:
        """Its paragraphs; some are like one before but for a word, none is the same: these nobody could tell apart."""
        texts: list[str] = []
        while len(texts) < 4 or self.rng.random() < 0.9:
            text = self.paragraph()
            if texts and self.rng.random() < 0.25:
                text = self.rng.choice(texts).replace("March", "May", 1).replace("closed", "opened", 1)
            if text not in texts:
                texts.append(text)
        found: list[list[Letter]] = []
        at = 0
        for text in texts:
            found.append([(char, at + i) for i, char in enumerate(text + "\n")])
            at += len(text) + 1
        return found

    def revised(self, paragraphs: list[list[Letter]]) -> list[list[Letter]]:
        """Words changed and taken out; paragraphs moved, deleted, duplicated, put in; letters set otherwise."""
        rng, paragraphs = self.rng, [list(p) for p in paragraphs]
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(paragraphs)) if paragraphs else 0
            how = (
                rng.choice(["word", "word", "move", "delete", "duplicate", "insert", "set"]) if paragraphs else "insert"
            )
            if how == "word":
                start = rng.randrange(len(paragraphs[at]))
                end = min(len(paragraphs[at]) - 1, start + rng.randint(0, 12))
                new = rng.choice(["", "new words", rng.choice(OBJECTS)])
                paragraphs[at][start:end] = [(char, None) for char in new]
            elif how == "move":
                paragraphs.insert(rng.randrange(len(paragraphs)), paragraphs.pop(at))
            elif how == "delete":
                del paragraphs[at]
            elif how == "duplicate":
                paragraphs.insert(rng.randrange(len(paragraphs) + 1), list(paragraphs[at]))
            elif how == "insert":
                paragraphs.insert(at, [(char, None) for char in self.paragraph() + "\n"])
            else:
                paragraphs[at] = [(SETTINGS.get(char, char), origin) for char, origin in paragraphs[at]]
        return paragraphs


SETTINGS = {"“": '"', "”": '"', "\u00a0": " ", "-": "\u2011"}


def plain(paragraphs: list[list[Letter]]) -> tuple[str, list[int | None]]:
    """The text, and for each of its characters where it comes from."""
    letters = [letter for paragraph in paragraphs for letter in paragraph]
    return "".join(char for char, _ in letters), [origin for _, origin in letters]


def is_right(origins: list[int | None], then: range, now: range) -> bool:
    """Whether what stands there now is that passage: its own characters in their order, most of them, and no others."""
    here = [origin for origin in origins[now.start : now.stop] if origin is not None]
    own = all(origin in then for origin in here) and here == sorted(set(here))
    return own and 2 * len(here) > len(then)


def reads_as_before(old: str, new: str, was: Excerpt, now: Excerpt) -> bool:
    """Whether a passage, its context, and all before it or all behind it read as they did, whoever wrote it anew."""
    head = old[: was.start + len(was.exact) + len(was.suffix)]
    tail = old[was.start - len(was.prefix) :]
    shift = now.start - was.start
    return (shift == 0 and new.startswith(head)) or (shift == len(new) - len(old) and new.endswith(tail))


def stands_rightly(old: str, new: str, origins: list[int | None], was: Excerpt, now: Excerpt) -> bool:
    """Whether an excerpt stands on the passage that it was made for, and not on another."""
    then, here = (range(e.start, e.start + len(e.exact)) for e in (was, now))
    return reads_as_before(old, new, was, now) or is_right(origins, then, here)
