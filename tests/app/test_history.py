"""The list of what was done: steps, gestures, the position of the last save."""

from __future__ import annotations

from argmap.app.history import Entry, History
from argmap.core.change import Change, changed
from argmap.core.document import Document, diff
from argmap.core.records import Claim


def step(before: str, after: str, gesture: str = "") -> Entry:
    """The step that rewords the claim c."""
    change = diff(Document([Claim(before, id="c")]), Document([Claim(after, id="c")]), f"{before} to {after}")
    return Entry(change, (before,), (after,), gesture)


def names(history: History) -> list[str]:
    """The labels of the steps that undo would take back, the last first."""
    found = []
    while (entry := history.undoable()) is not None:
        found.append(entry.change.label)
        history.position -= 1
    return found


def test_nothing_can_be_undone_or_redone_at_first() -> None:
    history = History()
    assert history.undoable() is None
    assert history.redoable() is None
    assert not history.is_modified


def test_what_was_undone_is_forgotten_by_the_next_step() -> None:
    history = History()
    history.add(step("a", "b"))
    history.add(step("b", "c"))
    history.position -= 1
    history.add(step("b", "d"))
    assert history.redoable() is None
    assert names(history) == ["b to d", "a to b"]


def test_steps_of_one_gesture_are_one_with_the_selection_before_the_first_and_after_the_last() -> None:
    history = History()
    history.add(step("a", "b"))
    for before, after in ("bc", "cd", "de"):
        history.add(step(before, after, "typing"))
    entry = history.undoable()
    assert entry is not None
    assert (entry.before, entry.after) == (("b",), ("e",))
    assert entry.change.puts == step("b", "e").change.puts
    assert names(history) == ["b to c", "a to b"]


def test_other_gestures_and_steps_without_one_stand_for_themselves() -> None:
    history = History()
    for entry in (step("a", "b", "x"), step("b", "c", "y"), step("c", "d"), step("d", "e"), step("e", "f", "y")):
        history.add(entry)
    assert len(names(history)) == 5


def test_a_gesture_that_ends_where_it_began_leaves_no_step() -> None:
    history = History()
    history.add(step("a", "b"))
    history.add(step("b", "c", "drag"))
    history.add(step("c", "b", "drag"))
    assert names(history) == ["a to b"]


def test_after_the_end_of_a_gesture_the_same_name_begins_another_step() -> None:
    history = History()
    history.add(step("a", "b", "typing"))
    history.end_gesture()
    history.end_gesture()
    history.add(step("b", "c", "typing"))
    assert names(history) == ["b to c", "a to b"]


def test_after_an_undo_a_gesture_ends_at_the_step_that_is_the_last_now() -> None:
    history = History()
    history.add(step("a", "b", "typing"))
    history.add(step("b", "c"))
    history.position -= 1
    history.end_gesture()
    history.add(step("b", "d", "typing"))
    assert names(history) == ["b to d", "a to b"]


def test_a_save_in_the_midst_of_a_gesture_keeps_what_was_saved_a_step() -> None:
    history = History()
    history.add(step("a", "b", "typing"))
    history.saved = history.position
    history.add(step("b", "c", "typing"))
    assert history.is_modified
    history.position -= 1
    assert not history.is_modified


def test_when_the_saved_state_is_among_what_is_forgotten_all_that_follows_is_modified() -> None:
    history = History()
    history.add(step("a", "b"))
    history.saved = history.position
    history.position -= 1
    history.add(step("a", "c"))
    assert history.is_modified
    history.position -= 1
    assert history.is_modified
    history.add(step("a", "b"))
    assert history.is_modified, "it may be the same, but nobody compares"


def test_an_empty_change_is_no_matter_of_the_history() -> None:
    assert not changed("nothing", ())
    assert not Change("nothing")
