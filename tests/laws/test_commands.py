"""What holds for every command on every document."""

from __future__ import annotations

import inspect
import random
import unicodedata
from collections.abc import Iterator

import pytest
from edit.every_command import (
    CALLS,
    MODULES,
    NOWHERE,
    STRUCTURAL,
    WITHOUT_IDS,
    Call,
    Dice,
    Pick,
    edited_texts,
    full_map,
    maps,
)
from hypothesis import Phase, find, given, note, settings
from hypothesis import strategies as st

from argmap.app.unfinished import unfinished
from argmap.core import ids
from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.integrity import check, errors
from argmap.core.records import Claim, Excerpt, Group, Relation, Source
from argmap.core.roles import derive
from argmap.edit import rules


def calls(data: st.DataObject, document: Document, lost: bool = False) -> Iterator[tuple[str, Call]]:
    """A dozen commands with arguments drawn for the document, each noted before it is called."""
    pick = Pick(data.draw, document, lost)
    for _ in range(12):
        if not data.draw(st.integers(0, 12)):
            break
        name = data.draw(st.sampled_from(sorted(CALLS)))
        call = CALLS[name](pick)
        note(f"{name}{call.args[1:]}{call.keywords}")  # type: ignore[attr-defined]
        yield name, call


def faults(document: Document) -> list[str]:
    return [str(problem) for problem in check(document) if problem.severity == "error"]


@given(maps(), st.data())
def test_a_command_gives_none_or_a_change_that_applies_and_can_be_taken_back(
    document: Document, data: st.DataObject
) -> None:
    for _, call in calls(data, document):
        change = call()
        if change is not None:
            assert change, "a change without puts should have been None"
            assert all(put.before != put.after for put in change.puts.values())
            after = document.apply(change)
            assert after != document
            assert after.apply(change.inverse()) == document


@given(maps(), st.data())
def test_a_command_keeps_the_map_whole(document: Document, data: st.DataObject) -> None:
    assert not faults(document)
    for _, call in calls(data, document):
        change = call()
        if change is not None:
            assert not faults(document.apply(change))


@given(st.integers(0, 2**32))
def test_a_map_stays_whole_however_its_steps_are_moved_about(seed: int) -> None:
    rng = random.Random(seed)
    document = full_map(seed, rng.randint(4, 16))
    for _ in range(60):
        name = rng.choice(STRUCTURAL)
        call = CALLS[name](Dice(rng, document))
        change = call()
        if change is not None:
            note(f"{name}{call.args[1:]}{call.keywords}")  # type: ignore[attr-defined]
            after = document.apply(change)
            assert not faults(after)
            assert all(id in after for id in change.focus or ())
            assert after.apply(change.inverse()) == document
            document = after


@given(maps(), st.data())
def test_a_command_says_in_its_label_what_it_did_and_focuses_only_what_is_there(
    document: Document, data: st.DataObject
) -> None:
    for _, call in calls(data, document):
        change = call()
        if change is not None:
            assert change.label
            assert "{" not in change.label
            after = document.apply(change)
            assert all(id in after for id in change.focus or ())
            assert len(set(change.focus or ())) == len(change.focus or ())


@given(maps(), st.data())
def test_only_rewording_and_splitting_change_the_words_of_a_claim_that_stays(
    document: Document, data: st.DataObject
) -> None:
    for name, call in calls(data, document):
        change = call()
        if change is not None:
            lost = edited_texts(document, document.apply(change))
            if name in ("claims.reword", "splitting.split"):
                assert lost.keys() <= {call.args[1]}  # type: ignore[attr-defined]
            else:
                assert not lost


MAY_LOSE = {
    Claim: {"removal.delete", "splitting.merge", "steps.dissolve"},
    Relation: {
        "removal.delete",
        "splitting.merge",
        "steps.dissolve",
        "linking.join",
        "linking.move_as_linked",
    },
    Excerpt: {
        "removal.delete",
        "splitting.merge",
        "steps.dissolve",
        "linking.join",
        "linking.move_as_linked",
        "sources.remove_source",
        "sources.detach_excerpt",
    },
    Source: {"removal.delete", "sources.remove_source"},
    Group: {"removal.delete", "groups.ungroup"},
}
"""The commands that may take away a record, by its kind; no other does."""


@given(maps(), st.data())
def test_only_the_commands_that_are_meant_to_take_something_away_do_so(document: Document, data: st.DataObject) -> None:
    for name, call in calls(data, document):
        change = call()
        for put in change.puts.values() if change is not None else ():
            if put.after is None:
                assert name in MAY_LOSE[type(put.before)]


@given(maps(), st.data())
def test_notes_are_lost_only_with_what_is_taken_away(document: Document, data: st.DataObject) -> None:
    for name, call in calls(data, document):
        change = call()
        if change is not None and name not in ("removal.delete", "steps.dissolve") and not name.endswith("mark"):
            after = document.apply(change)
            for record in document.values():
                if isinstance(record, Claim | Relation) and (note := record.note):
                    assert any(note in r.note for r in after.values() if isinstance(r, Claim | Relation))


@given(maps(), st.data())
def test_a_command_on_unknown_ids_does_nothing(document: Document, data: st.DataObject) -> None:
    for name, call in calls(data, document, lost=True):
        if name not in WITHOUT_IDS or NOWHERE in call.args:  # type: ignore[attr-defined]
            assert call() is None


@given(maps(), st.data())
def test_a_command_gives_the_same_for_the_same_map_however_its_table_is_sorted(
    document: Document, data: st.DataObject
) -> None:
    other = Document(reversed(list(document.values())))
    for _, call in calls(data, document):
        with ids.made_by(ids.counter()):
            first = call()
        with ids.made_by(ids.counter()):
            second = call.func(other, *call.args[1:], **call.keywords)  # type: ignore[attr-defined]
        assert first == second


@given(maps(), st.data())
def test_no_command_lets_a_control_or_a_lone_surrogate_into_the_map(document: Document, data: st.DataObject) -> None:
    for _, call in calls(data, document):
        change = call()
        for put in change.puts.values() if change is not None else ():
            if isinstance(put.after, Claim):
                for text in (put.after.text, put.after.note, *put.after.by, *put.after.tags):
                    assert not any((unicodedata.category(c) == "Cs") or (c < " " and c not in "\t\n") for c in text)


@given(maps(), st.data())
def test_what_is_carried_over_a_command_is_what_would_be_found_anew(document: Document, data: st.DataObject) -> None:
    graph(document), derive(document), errors(document), unfinished(document)
    for _, call in calls(data, document):
        change = call()
        if change is not None:
            after = document.apply(change)
            anew = Document(after.values())
            assert graph(after) == graph(anew)
            assert derive(after) == derive(anew)
            assert errors(after) == errors(anew)
            assert unfinished(after) == unfinished(anew)


@given(maps(min_claims=2), st.data())
def test_the_rules_for_hovering_say_what_the_commands_do(document: Document, data: st.DataObject) -> None:
    pick = Pick(data.draw, document)
    for name, rule in (
        ("relations.also", rules.may_also),
        ("relations.also_as_linked", rules.may_link),
        ("relations.retarget", rules.may_retarget),
        ("linking.move_as_linked", rules.may_move_as_linked),
        ("steps.dissolve", rules.may_dissolve),
        ("splitting.merge", rules.may_merge),
    ):
        for _ in range(3):
            call = CALLS[name](pick)
            note(f"{name}{call.args[1:]}{call.keywords}")  # type: ignore[attr-defined]
            allowed = rule(*call.args, **call.keywords)  # type: ignore[attr-defined,operator]
            assert allowed == (call() is not None)


def test_every_command_is_under_these_laws() -> None:
    found = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in MODULES
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and function.__annotations__.get("return") == "Change | None"
    }
    assert found == CALLS.keys()


@st.composite
def outcomes(draw: st.DrawFn, name: str) -> bool:
    """Whether a command does something on a map."""
    return CALLS[name](Pick(draw, draw(maps(min_claims=2))))() is not None


@pytest.mark.parametrize("name", sorted(CALLS))
def test_every_command_does_something_on_some_map(name: str) -> None:
    assert find(outcomes(name), bool, settings=settings(max_examples=1000, phases=[Phase.generate]))
