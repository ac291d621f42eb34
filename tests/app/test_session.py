"""One map open for editing: any commits, undos, redos, selections and saves against a plain list of what was seen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from strategies import changes, documents

from argmap.app.session import Session, Step
from argmap.core.change import Change, Put, changed
from argmap.core.document import Document, diff
from argmap.core.ids import Id
from argmap.core.records import Claim, Relation

State = tuple[Document, tuple[Id, ...]]


class Editing(RuleBasedStateMachine):
    """A session beside the states it has been in; what a listener hears is put together to a document of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session()
        self.done: list[tuple[State, State, str]] = []
        self.undone: list[tuple[State, State, str]] = []
        self.saved: Document | None = self.session.document
        self.heard = self.session.document
        self.heard_selection = self.session.selection
        self.session.on_step(self.hear)
        self.session.on_selection(self.hear_selection)

    def hear(self, step: Step) -> None:
        assert step.before == self.heard
        assert step.after is self.session.document
        if step.what == "load":
            assert not step.change
            self.heard = step.after
        else:
            self.heard = self.heard.apply(step.change)

    def hear_selection(self, ids: tuple[Id, ...]) -> None:
        assert ids != self.heard_selection
        self.heard_selection = ids

    @property
    def state(self) -> State:
        return self.session.document, self.session.selection

    @rule(data=st.data(), gesture=st.sampled_from(["", "", "typing", "drag"]))
    def commit(self, data: st.DataObject, gesture: str) -> None:
        before = self.state
        change: Change = data.draw(changes(self.session.document))
        assert self.session.commit(change, gesture) == bool(change)
        if not change:
            assert self.state == before
            return
        if change.focus is not None:
            assert self.session.selection == tuple(id for id in change.focus if id in self.session.document)
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last is not None and gesture and last[2] == gesture:
            self.done.pop()
            before = last[0]
        if last is None or before[0] != self.session.document or not gesture or last[2] != gesture:
            self.done.append((before, self.state, gesture))

    @rule()
    def undo(self) -> None:
        there = bool(self.done)
        assert self.session.undo() == there
        if there:
            step = self.done.pop()
            self.undone.append((*step[:2], ""))
            assert self.state == step[0]
            self._end_gesture()

    @rule()
    def redo(self) -> None:
        there = bool(self.undone)
        assert self.session.redo() == there
        if there:
            step = self.undone.pop()
            self.done.append(step)
            assert self.state == step[1]

    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from([*sorted(self.session.document), "gone"]), max_size=4))
        self.session.select(ids)
        assert self.session.selection == tuple(dict.fromkeys(id for id in ids if id in self.session.document))

    @rule()
    def save(self) -> None:
        self.session.mark_saved("map.argmap.json")
        assert not self.session.is_modified
        self.saved = self.session.document
        self._end_gesture()

    @precondition(lambda self: len(self.done) > 2)
    @rule(document=documents(max_claims=4), modified=st.booleans())
    def load(self, document: Document, modified: bool) -> None:
        self.session.load(document, "other.argmap.json", modified=modified)
        assert (self.session.document, self.session.selection) == (document, ())
        assert self.session.path == "other.argmap.json"
        assert self.session.is_modified == modified
        self.done.clear()
        self.undone.clear()
        self.saved = None if modified else document

    @invariant()
    def what_is_not_modified_is_what_was_saved(self) -> None:
        if not self.session.is_modified:
            assert self.saved is not None
            assert self.session.document == self.saved

    @invariant()
    def who_listens_knows_the_document_and_the_selection(self) -> None:
        assert self.heard == self.session.document
        assert self.heard_selection == self.session.selection
        assert set(self.session.selection) <= self.session.document.keys()

    def teardown(self) -> None:
        for step in reversed(self.done):
            assert self.session.undo()
            assert self.state == step[0]
        assert not self.session.undo()

    def _end_gesture(self) -> None:
        if self.done:
            self.done[-1] = (*self.done[-1][:2], "")


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)

ONE = Document([Claim("one", id="c")])


def reworded(session: Session, text: str) -> Change:
    claim = session.document.claims["c"]
    return changed("Edit text", [Put(claim, Claim(text, at=claim.at, id="c"))])


@given(documents(), st.data())
def test_undo_and_redo_are_exact_selection_included(document: Document, data: st.DataObject) -> None:
    session = Session(document)
    session.select(data.draw(st.lists(st.sampled_from(sorted(document)), max_size=3)))
    before = session.document, session.selection
    if session.commit(data.draw(changes(document))):
        after = session.document, session.selection
        session.select(())
        assert session.undo()
        assert (session.document, session.selection) == before
        session.select(())
        assert session.redo()
        assert (session.document, session.selection) == after


def test_typing_is_one_step_and_an_undo_in_between_ends_it() -> None:
    session = Session(ONE)
    for text in ("o", "on", "one more"):
        session.commit(reworded(session, text), "typing c")
    assert session.undo()
    assert session.document == ONE
    assert session.redo()
    session.commit(reworded(session, "one more thing"), "typing c")
    assert session.undo()
    assert session.document.claims["c"].text == "one more"


def test_what_was_undone_lies_between_a_gesture_and_the_next_of_that_name() -> None:
    session = Session(ONE)
    session.commit(reworded(session, "two"), "typing c")
    session.commit(reworded(session, "three"))
    session.undo()
    session.commit(reworded(session, "four"), "typing c")
    session.undo()
    assert session.document.claims["c"].text == "two"


def test_listeners_hear_in_the_order_they_came_steps_before_selections() -> None:
    session = Session(ONE)
    heard: list[Any] = []
    session.on_selection(lambda ids: heard.append(("first", ids)))
    session.on_step(lambda step: heard.append(("second", step.what, session.selection)))
    session.on_selection(lambda ids: heard.append(("third", ids)))
    session.on_step(lambda step: heard.append(("fourth", step.what, session.selection)))
    new = Claim("two", id="d")
    session.commit(Change("Add claim", {"d": Put(None, new)}, ("d",)))
    assert heard == [
        ("second", "commit", ("d",)),
        ("fourth", "commit", ("d",)),
        ("first", ("d",)),
        ("third", ("d",)),
    ]
    heard.clear()
    session.select(("d", "gone", "d"))
    assert heard == [], "nothing has changed"
    session.undo()
    assert heard[-1] == ("third", ())


def test_nothing_to_do_is_no_step() -> None:
    session = Session(ONE)
    session.on_step(lambda step: pytest.fail("nothing happened"))
    assert not session.commit(None)
    assert not session.commit(Change("nothing"))
    assert not session.undo()
    assert not session.redo()
    assert not session.is_modified


def test_a_change_of_another_document_is_a_bug_that_shows_itself_and_does_nothing() -> None:
    session = Session(ONE)
    session.select(("c",))
    foreign = diff(Document([Claim("other", id="c")]), Document([Claim("new", id="c")]), "Edit text")
    with pytest.raises(ValueError, match="does not fit"):
        session.commit(foreign)
    assert (session.document, session.selection, session.is_modified) == (ONE, ("c",), False)
    assert not session.undo()


def test_a_listener_that_fails_leaves_the_session_whole() -> None:
    session = Session(ONE)

    def fail(step: Step) -> None:
        raise RuntimeError("a bug of a panel")

    session.on_step(fail)
    with pytest.raises(RuntimeError):
        session.commit(reworded(session, "two"))
    assert session.document.claims["c"].text == "two"
    with pytest.raises(RuntimeError):
        session.undo()
    assert session.document == ONE
    assert not session.is_modified


def test_loading_forgets_what_was_done_and_says_so_with_a_load_step() -> None:
    session = Session(ONE, "a.json")
    session.commit(reworded(session, "two"))
    session.select(("c",))
    steps: list[Step] = []
    session.on_step(steps.append)
    other = Document([Claim("x", id="c"), Claim("y", id="d"), Relation(premises=("d",), target="c", id="r")])
    session.load(other, "b.json", modified=True)
    assert [(s.what, bool(s.change), s.after) for s in steps] == [("load", False, other)]
    assert (session.path, session.selection, session.is_modified) == ("b.json", (), True)
    assert not session.undo()


def test_the_geometry_has_a_card_for_every_claim_after_each_step() -> None:
    session = Session(ONE)
    session.commit(Change("Add claim", {"d": Put(None, Claim("two", id="d"))}))
    assert session.geometry.cards.keys() == {"c", "d"}
    session.undo()
    assert session.geometry.cards.keys() == {"c"}
