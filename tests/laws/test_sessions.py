"""Whole sessions: any commands on any targets, undo, redo, save, load; the map stays whole and no step is lost.

ARGMAP_STEPS says how many steps there are at least, in sessions of 50; their number is printed:

ARGMAP_STEPS=200000 python -m pytest -n 0 -s tests/laws/test_sessions.py
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from edit.every_command import CALLS, Pick, maps
from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from argmap.core import ids
from argmap.core.change import Change
from argmap.core.document import EMPTY, Document, diff
from argmap.core.graph import excerpts_on, graph
from argmap.core.integrity import check
from argmap.core.roles import derive
from argmap.formats import registry

STEPS = int(os.environ.get("ARGMAP_STEPS", "0"))
LENGTH = 50 if STEPS else 30
"""Steps of a session."""

done_so_far: Counter[str] = Counter()


class Session(RuleBasedStateMachine):
    """A map, what was done to it and what was undone: the least that an editor has."""

    def __init__(self) -> None:
        super().__init__()
        self.start = self.document = EMPTY
        self.done: list[Change] = []
        self.undone: list[Change] = []
        # The fixture that counts ids begins anew for each test, not for each example of a machine.
        self.maker = ids.counter()

    @initialize(document=st.one_of(st.just(EMPTY), maps()))
    def open(self, document: Document) -> None:
        self.start = self.document = document

    @rule(data=st.data(), name=st.sampled_from(sorted(CALLS)))
    def command(self, data: st.DataObject, name: str) -> None:
        call = CALLS[name](Pick(data.draw, self.document))
        done_so_far["steps"] += 1
        note(f"{name}{call.args[1:]}{call.keywords}")  # type: ignore[attr-defined]
        with ids.made_by(self.maker):
            change = call()
        if change is not None:
            before = self.document
            self.document = before.apply(change)
            assert self.document != before
            assert all(id in self.document for id in change.focus or ())
            self.done.append(change)
            self.undone.clear()

    @precondition(lambda self: self.done)
    @rule(steps=st.integers(1, 5))
    def undo(self, steps: int) -> None:
        done_so_far["steps"] += 1
        for change in reversed(self.done[-steps:]):
            self.document = self.document.apply(change.inverse())
            self.undone.append(self.done.pop())

    @precondition(lambda self: self.undone)
    @rule(steps=st.integers(1, 5))
    def redo(self, steps: int) -> None:
        done_so_far["steps"] += 1
        for change in reversed(self.undone[-steps:]):
            self.document = self.document.apply(change)
            self.done.append(self.undone.pop())

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def join_the_last_two_steps(self) -> None:
        done_so_far["steps"] += 1
        second, first = self.done.pop(), self.done.pop()
        if both := first.then(second):
            self.done.append(both)
        self.undone.clear()

    @rule()
    def save_and_load(self) -> None:
        done_so_far["steps"] += 1
        data = registry.write(self.document, "argmap")
        reading = registry.read(data)
        assert reading.errors == () and reading.document == self.document
        assert registry.write(reading.document, "argmap") == data
        self.document = reading.document

    @invariant()
    def the_map_is_whole(self) -> None:
        assert not [str(problem) for problem in check(self.document) if problem.severity == "error"]

    @invariant()
    def what_is_carried_over_is_what_would_be_found_anew(self) -> None:
        anew = Document(self.document.values())
        assert graph(self.document) == graph(anew)
        assert derive(self.document) == derive(anew)
        assert excerpts_on(self.document) == excerpts_on(anew)

    def teardown(self) -> None:
        whole = Change("")
        for change in self.done:
            whole = whole.then(change)
        assert whole.puts == diff(self.start, self.document).puts
        document = self.document
        for change in reversed(self.done):
            document = document.apply(change.inverse())
        assert document == self.start
        for change in self.done:
            document = document.apply(change)
        assert document == self.document


@pytest.fixture(autouse=True, scope="module")
def told() -> Iterator[None]:
    """Prints how many steps were gone in all, those of sessions that were shrunk among them."""
    yield
    print(f"\n{done_so_far['steps']} steps")  # noqa: T201
    assert done_so_far["steps"] >= STEPS


class TestSession(Session.TestCase):
    """The machine as a test."""

    settings = settings(stateful_step_count=LENGTH, **({"max_examples": 1 + STEPS // 30} if STEPS else {}))

    @pytest.mark.timeout(24 * 3600 if STEPS else 180)
    def runTest(self) -> None:
        super().runTest()
