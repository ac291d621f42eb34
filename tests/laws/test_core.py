"""The laws of documents and changes, and of what is worked out from a document and carried on to the next."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import changes, documents, random_document

from argmap.app import lines, unfinished
from argmap.core import anchors, graph, integrity, roles
from argmap.core.change import Change, Put, changed
from argmap.core.document import EMPTY, Document, diff, once
from argmap.core.ids import MAP
from argmap.core.records import SECTIONS, Claim, Extra, MapInfo, Record, Relation

WORKED_OUT: dict[str, Callable[[Document], Any]] = {
    "claims": lambda d: d.claims,
    "relations": lambda d: d.relations,
    "sources": lambda d: d.sources,
    "excerpts": lambda d: d.excerpts,
    "groups": lambda d: d.groups,
    "graph": graph.graph,
    "excerpts_on": graph.excerpts_on,
    "derive": roles.derive,
    "states": anchors.states,
    "errors": integrity.errors,
    "unfinished": unfinished.unfinished,
    "lines": lines.lines,
}
"""All that is kept with a document."""

ANY = st.booleans().flatmap(lambda valid: documents(valid=valid))


def anew(document: Document) -> Document:
    """The same records in a document that knows nothing of them yet, put in by id."""
    return Document(sorted(document.values(), key=lambda record: record.id))


@given(st.data())
def test_a_change_and_its_inverse_leave_nothing(data: st.DataObject) -> None:
    document = data.draw(ANY)
    change = data.draw(changes(document))
    after = document.apply(change)
    assert after.apply(change.inverse()) == document
    assert change.inverse().inverse().puts == change.puts
    assert (after == document) is not bool(change)


@given(st.data())
def test_two_changes_as_one_do_what_both_do(data: st.DataObject) -> None:
    document = data.draw(ANY)
    first = data.draw(changes(document))
    between = document.apply(first)
    second = data.draw(changes(between))
    both = first.then(second)
    after = between.apply(second)
    assert document.apply(both) == after
    assert after.apply(both.inverse()) == document
    assert both.inverse().puts == second.inverse().then(first.inverse()).puts
    assert all(put.before != put.after for put in both.puts.values())


@given(st.data())
def test_joining_changes_is_associative(data: st.DataObject) -> None:
    document = data.draw(documents())
    a = data.draw(changes(document))
    b = data.draw(changes(document.apply(a)))
    c = data.draw(changes(document.apply(a).apply(b)))
    assert a.then(b).then(c) == a.then(b.then(c))


@given(st.data())
def test_a_change_joined_to_its_inverse_is_none(data: st.DataObject) -> None:
    document = data.draw(documents())
    change = data.draw(changes(document))
    assert not change.then(change.inverse())
    assert change.then(Change("", {})).puts == change.puts == Change("", {}).then(change).puts


@given(st.data())
def test_joining_keeps_the_first_label_and_the_last_focus(data: st.DataObject) -> None:
    document = data.draw(documents())
    first = data.draw(changes(document))
    second = data.draw(changes(document.apply(first)))
    both = first.then(second)
    assert both.label == first.label
    assert both.focus == (first.focus if second.focus is None else second.focus)
    assert first.inverse().focus is None


@given(documents(), documents())
def test_the_difference_leads_from_one_document_to_the_other(old: Document, new: Document) -> None:
    change = diff(old, new, "Difference")
    assert old.apply(change) == new
    assert change.label == "Difference"
    assert list(change.puts) == sorted(change.puts)
    assert diff(new, old).puts == change.inverse().puts
    assert not diff(old, anew(old))
    assert all(put.before != put.after for put in change.puts.values())


@given(st.data())
def test_the_difference_is_the_change(data: st.DataObject) -> None:
    document = data.draw(ANY)
    change = data.draw(changes(document))
    assert diff(document, document.apply(change)).puts == change.puts


@given(st.data())
def test_a_change_of_another_document_is_refused_and_does_nothing(data: st.DataObject) -> None:
    document = data.draw(documents())
    change = data.draw(changes(document))
    assume(change)
    after = document.apply(change)
    records = dict(after)
    with pytest.raises(ValueError, match="does not fit"):
        after.apply(change)
    with pytest.raises(ValueError, match="do not fit"):
        change.then(change)
    assert dict(after) == records


@given(st.data())
def test_what_is_carried_from_document_to_document_is_what_the_function_gives(data: st.DataObject) -> None:
    document = anew(data.draw(ANY))
    asked = st.lists(st.sampled_from(sorted(WORKED_OUT)), max_size=4)
    for _ in range(data.draw(st.integers(1, 5))):
        for name in data.draw(asked):
            WORKED_OUT[name](document)
        document = document.apply(data.draw(changes(document, max_steps=2)))
    fresh = anew(document)
    for name, function in WORKED_OUT.items():
        assert function(document) == function(fresh), name
    assert list(roles.derive(document).rows) == list(roles.derive(document).order)


@given(st.data())
def test_undoing_all_gives_what_was_worked_out_at_first(data: st.DataObject) -> None:
    start = document = data.draw(documents())
    first = {name: function(start) for name, function in WORKED_OUT.items()}
    done: list[Change] = []
    for _ in range(data.draw(st.integers(1, 4))):
        done.append(data.draw(changes(document, max_steps=1)))
        document = document.apply(done[-1])
        roles.derive(document)
    for change in reversed(done):
        document = document.apply(change.inverse())
    assert document == start
    for name, function in WORKED_OUT.items():
        assert function(document) == first[name], name


@given(ANY)
def test_what_is_worked_out_does_not_depend_on_the_order_of_the_records(document: Document) -> None:
    other = Document(reversed(list(document.values())))
    for name, function in WORKED_OUT.items():
        assert function(document) == function(other), name
    assert roles.derive(document).order == roles.derive(other).order
    assert all(on == graph.graph(other).on(id) for id, on in graph.graph(document).bearing.items())


@given(ANY)
def test_a_document_holds_every_record_once_under_its_id(document: Document) -> None:
    assert all(record.id == id for id, record in document.items())
    sections = [document.claims, document.relations, document.sources, document.excerpts, document.groups]
    held = [id for section in sections for id in section]
    assert sorted([*held, MAP]) == sorted(document)
    assert [type(r) for s in sections for r in s.values()] == [
        kind for kind, s in zip((Claim, Relation, *_rest()), sections) for _ in s
    ]
    assert document.info == document[MAP]
    assert list(document) == list(document.keys())
    assert document.get("nobody") is None
    assert document.get("nobody", document.info) is document.info


def _rest() -> list[type]:
    return [SECTIONS[name] for name in ("sources", "excerpts", "groups")]


@given(ANY)
def test_equal_documents_have_equal_hashes_and_a_pickle_is_equal(document: Document) -> None:
    roles.derive(document)
    for other in (anew(document), pickle.loads(pickle.dumps(document)), copy.deepcopy(document)):
        assert other == document
        assert hash(other) == hash(document)
        assert roles.derive(other) == roles.derive(document)
    assert document != dict(document)


@given(st.data())
def test_changes_survive_a_pickle(data: st.DataObject) -> None:
    change = data.draw(changes(data.draw(documents())))
    assert pickle.loads(pickle.dumps(change)) == change


@given(documents(min_claims=1))
def test_the_map_record_can_neither_go_nor_become_something_else(document: Document) -> None:
    for after in (None, Claim(id=MAP)):
        with pytest.raises(ValueError, match="map record"):
            document.apply(changed("", [Put(document.info, after)]))
    with pytest.raises(ValueError, match="empty"):
        document.apply(changed("", [Put(None, Claim())]))


def test_the_empty_map_holds_its_map_record_alone() -> None:
    assert list(EMPTY.values()) == [MapInfo()]
    assert Document() == EMPTY
    assert Document([MapInfo(title="x")]) != EMPTY


def test_an_id_used_twice_or_empty_or_that_of_the_map_is_refused() -> None:
    wrong: list[list[Record]] = [[Claim(id="a"), Relation(id="a")], [Claim()], [Claim(id=MAP)]]
    for records in wrong:
        with pytest.raises(ValueError, match="id"):
            Document(records)


def test_a_put_is_about_one_id_and_never_about_nothing() -> None:
    with pytest.raises(ValueError, match="before or after"):
        Put(None, None)
    with pytest.raises(ValueError, match="one id"):
        Put(Claim(id="a"), Claim(id="b"))
    assert Put(None, Claim(id="a")).id == Put(Claim(id="a"), None).id == "a"


def test_what_is_known_is_kept_until_asked_for_and_worked_out_once() -> None:
    calls: list[str] = []

    def carry(value: int, new: Document, change: Change) -> int:
        calls.append("carry")
        return value + len(change.puts)

    @once(carry=carry)
    def count(document: Document) -> int:
        calls.append("anew")
        return 0

    document = random_document(1, 5)
    assert count(document) == 0
    first = document.apply(changed("", [Put(None, Claim(id="x"))]))
    second = first.apply(changed("", [Put(None, Claim(id="y"))]))
    assert calls == ["anew"]
    assert not count.known(second)
    assert (count(second), count(second)) == (2, 2)
    assert count.known(second)
    assert calls == ["anew", "carry"]
    assert count(first) == 1


def test_extra_keys_cannot_be_changed() -> None:
    extra = Extra(a=1)
    attempts: dict[str, tuple[object, ...]] = {
        "update": ({"b": 2},),
        "__setitem__": ("a", 2),
        "__delitem__": ("a",),
        "__ior__": ({"b": 2},),
        "pop": ("a",),
        "popitem": (),
        "clear": (),
        "setdefault": ("b", 2),
    }
    for name, arguments in attempts.items():
        with pytest.raises(TypeError, match="frozen"):
            getattr(extra, name)(*arguments)
    assert extra == {"a": 1}
    assert hash(extra) == hash(Extra(a=2))
