"""Three-way merge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import changes, documents

from argmap.core.change import Change, Put, changed
from argmap.core.document import EMPTY, Document, diff
from argmap.core.ids import MAP, Id
from argmap.core.merge import Conflict, merge, rebase
from argmap.core.records import FIELDS, Claim, Excerpt, Extra, Group, Kind, MapInfo, Record, Relation, Source

Three = tuple[Document, Document, Document]


@st.composite
def threes(draw: Any, max_claims: int = 8) -> Three:
    """A map, and what two have made of it independently; their new records have ids of their own."""
    base = draw(documents(max_claims=max_claims))
    mine, theirs = base.apply(draw(changes(base))), base.apply(draw(changes(base)))
    if draw(st.integers(0, 2)):
        theirs = _renamed(theirs, {id: f"{id}-theirs" for id in theirs.keys() - base.keys()})
    return base, mine, theirs


def _renamed(document: Document, ids: dict[Id, Id]) -> Document:
    def new(id: Any) -> Any:
        return tuple(map(new, id)) if isinstance(id, tuple) else ids.get(id, id)

    return Document(
        replace(r, **{n: new(getattr(r, n)) for n in ("id", *REFERENCES.get(type(r), ()))}) for r in document.values()
    )


REFERENCES: dict[type[Record], tuple[str, ...]] = {
    Relation: ("premises", "target"),
    Excerpt: ("on", "source"),
    Claim: ("group",),
    Group: ("parent",),
}


def referred(document: Document) -> Iterator[Id]:
    for record in document.values():
        for name in REFERENCES.get(type(record), ()):
            value = getattr(record, name)
            yield from value if isinstance(value, tuple) else [value]


@given(threes())
def test_where_one_side_did_nothing_the_other_stands(three: Three) -> None:
    base, mine, theirs = three
    for left, right, expected in ((mine, base, mine), (base, theirs, theirs), (mine, mine, mine)):
        merged = merge(base, left, right)
        assert merged.document == expected
        assert merged.conflicts == ()


@given(threes())
def test_changes_of_different_records_are_both_made_in_either_order(three: Three) -> None:
    base, mine, theirs = three
    ours = diff(base, mine)
    other = Change("", {id: put for id, put in diff(base, theirs).puts.items() if id not in ours.puts})
    merged = merge(base, mine, base.apply(other))
    for conflict in merged.conflicts:
        # One side removed what the other came to refer to.
        assert conflict.field == ""
        assert (conflict.mine is None) is not (conflict.theirs is None)
    if not merged.conflicts:
        assert merged.document == mine.apply(other) == base.apply(other).apply(ours)


@given(threes())
def test_no_record_of_either_side_is_lost_but_what_the_other_removed_as_it_was(three: Three) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    for id in mine.keys() | theirs.keys():
        sides = [mine.get(id), theirs.get(id)]
        removed = None in sides and base.get(id) in sides
        assert id in merged.document or removed
    told = {conflict.id for conflict in merged.conflicts if not conflict.field}
    assert {id for id in merged.document if id in base and not (id in mine and id in theirs)} <= told
    assert merged.document.keys() <= mine.keys() | theirs.keys()


@given(threes())
def test_every_field_is_that_of_a_side_that_changed_it_or_both_are_told(three: Three) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    told = {(c.id, c.field.partition(".")[0]) for c in merged.conflicts}
    mixed = {"tags", "authors", "by", "premises", "extra", "imported"}
    for id in base.keys() & mine.keys() & theirs.keys():
        for name in (*FIELDS[type(base[id])], "extra", "imported"):
            before, ours, others, now = (getattr(d[id], name) for d in (base, mine, theirs, merged.document))
            if (id, name) in told:
                assert now == ours or name in ("extra", "imported")
                assert ours != others
            elif ours == before:
                assert now == others
            elif others in (before, ours):
                assert now == ours
            else:
                assert name in mixed


@given(threes())
def test_whoever_merges_gets_the_same_where_there_is_no_conflict(three: Three) -> None:
    base, mine, theirs = three
    here, there = merge(base, mine, theirs), merge(base, theirs, mine)
    fields = [[(c.id, c.field) for c in merged.conflicts if c.field] for merged in (here, there)]
    assert fields[0] == fields[1]
    assert bool(here.conflicts) is bool(there.conflicts)
    if not here.conflicts:
        assert _unordered(here.document) == _unordered(there.document)


def _unordered(document: Document) -> list[Record]:
    """The records with names sorted, since what both add to a list of them stands in the order of who merges."""
    lists = {Claim: "by", MapInfo: "authors", Relation: "premises"}

    def sorted_in(record: Record) -> Record:
        name = lists.get(type(record))
        changed: dict[str, Any] = {name: tuple(sorted(getattr(record, name)))} if name else {}
        return replace(record, **changed)

    return [sorted_in(document[id]) for id in sorted(document)]


@given(threes())
def test_after_a_merge_every_reference_stands(three: Three) -> None:
    merged = merge(*three).document
    assert {id for id in referred(merged) if id} <= merged.keys()


@given(threes())
def test_a_conflict_tells_what_each_side_has_and_what_is_kept(three: Three) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    assert list(merged.conflicts) == sorted(merged.conflicts, key=lambda c: (c.id, c.field))
    assert len({(c.id, c.field) for c in merged.conflicts}) == len(merged.conflicts)
    for conflict in merged.conflicts:
        assert conflict.mine != conflict.theirs
        sides = (
            (base, conflict.base),
            (mine, conflict.mine),
            (theirs, conflict.theirs),
            (merged.document, conflict.kept),
        )
        for document, value in sides:
            record, (name, _, key) = document.get(conflict.id), conflict.field.partition(".")
            if not name:
                assert record == value
            elif record is not None:
                assert (getattr(record, name).get(key) if key else getattr(record, name)) == value


@given(threes())
def test_my_change_rebased_over_theirs_leads_to_the_merge(three: Three) -> None:
    base, mine, theirs = three
    ours = replace(diff(base, mine, "Mine"), focus=("c1",))
    change = rebase(base, ours, diff(base, theirs))
    assert theirs.apply(change) == merge(base, mine, theirs).document
    assert (change.label, change.focus) == ("Mine", ("c1",))


# ------------------------------------------------------------------------------------------ cases

BASE = Document(
    [
        Claim("The thesis.", main=True, tags=("air", "noise"), by=("A", "B"), id="c1"),
        Claim("A premise.", id="c2"),
        Claim("Another.", id="c3"),
        Relation(Kind.SUPPORT, ("c2",), "c1", id="r1"),
        Relation(Kind.ATTACK, ("c3",), "c1", id="r2"),
        Source("Title", text="Some text of the source.", id="s1"),
        Excerpt("c2", "s1", 5, "text", "Some ", " of", id="x1"),
    ]
)


def altered(id: Id, document: Document = BASE, **fields: Any) -> Document:
    return document.apply(changed("", [Put(document[id], replace(document[id], **fields))]))


def without(*ids: Id, document: Document = BASE) -> Document:
    return document.apply(changed("", [Put(document[id], None) for id in ids]))


def plus(*records: Record) -> Document:
    return BASE.apply(changed("", [Put(None, record) for record in records]))


def test_different_fields_of_one_record_are_both_changed() -> None:
    merged = merge(BASE, altered("c1", text="Mine."), altered("c1", note="Theirs.", main=False))
    assert merged.document["c1"] == replace(BASE.claims["c1"], text="Mine.", note="Theirs.", main=False)
    assert merged.conflicts == ()


def test_of_one_field_changed_twice_mine_is_kept_and_both_are_told() -> None:
    merged = merge(BASE, altered("c1", text="Mine."), altered("c1", text="Theirs."))
    assert merged.document.claims["c1"].text == "Mine."
    assert merged.conflicts == (Conflict("c1", "text", "The thesis.", "Mine.", "Theirs."),)
    assert merged.conflicts[0].kept == "Mine."


def test_tags_are_merged_as_a_set() -> None:
    merged = merge(BASE, altered("c1", tags=("air", "cost", "noise")), altered("c1", tags=("law", "noise")))
    assert merged.document.claims["c1"].tags == ("cost", "law", "noise")
    assert merged.conflicts == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (("A", "B", "C"), ("D", "A", "B"), ("D", "A", "B", "C")),
        (("A", "X", "B"), ("A", "B", "Y"), ("A", "X", "B", "Y")),
        (("B", "A"), ("A", "B", "Y"), ("B", "Y", "A")),
        (("A", "B", "Y"), ("B", "A"), ("B", "Y", "A")),
        (("A",), ("B",), ()),
        (("B",), ("A", "B", "C"), ("B", "C")),
    ],
)
def test_names_are_merged_in_their_order(mine: tuple[str, ...], theirs: tuple[str, ...], expected: Any) -> None:
    merged = merge(BASE, altered("c1", by=mine), altered("c1", by=theirs))
    assert merged.document.claims["c1"].by == expected
    assert merged.conflicts == ()


def test_names_in_two_new_orders_are_a_conflict() -> None:
    base = altered("c1", by=("A", "B", "C"))
    merged = merge(base, altered("c1", base, by=("B", "A", "C")), altered("c1", base, by=("C", "A", "B")))
    assert merged.document.claims["c1"].by == ("B", "A", "C")
    assert [c.field for c in merged.conflicts] == ["by"]


def test_a_record_removed_here_and_changed_there_stays() -> None:
    gone, other = without("c3", "r2"), altered("c3", text="Reworded.")
    for mine, theirs in ((gone, other), (other, gone)):
        merged = merge(BASE, mine, theirs)
        assert merged.document.claims["c3"].text == "Reworded."
        assert "r2" not in merged.document
        assert [(c.id, c.field, c.kept) for c in merged.conflicts] == [("c3", "", other["c3"])]


def test_what_the_other_side_comes_to_need_is_not_removed() -> None:
    gone = without("c2", "r1", "x1")
    more = plus(Claim("New.", id="c9"), Relation(Kind.ATTACK, ("c9",), "r1", id="r9"))
    for mine, theirs in ((gone, more), (more, gone)):
        merged = merge(BASE, mine, theirs)
        # The relation it undercuts, and with this its premise; not the excerpt, which nothing needs.
        assert merged.document == without("x1", document=more)
        assert [(c.id, c.field) for c in merged.conflicts] == [("c2", ""), ("r1", "")]


def test_a_premise_removed_here_and_one_linked_there() -> None:
    linked = altered("r1", premises=("c2", "c3"))
    gone = altered("r1", linked, premises=("c3",))
    more = altered("r1", linked, premises=("c2", "c3", "c1x"))
    assert merge(linked, gone, more).document.relations["r1"].premises == ("c3", "c1x")
    assert merge(linked, gone, more).conflicts == ()


def test_two_premises_linked_on_two_sides_are_a_conflict_since_together_they_argue_otherwise() -> None:
    ours = merge(BASE, altered("r1", premises=("c2", "c3")), altered("r1", premises=("c2", "c4")))
    assert ours.document.relations["r1"].premises == ("c2", "c3")
    assert ours.conflicts == (Conflict("r1", "premises", ("c2",), ("c2", "c3"), ("c2", "c4")),)


def test_a_relation_never_loses_its_last_premise_to_a_merge() -> None:
    linked = altered("r1", premises=("c2", "c3"))
    merged = merge(linked, altered("r1", linked, premises=("c2",)), altered("r1", linked, premises=("c3",)))
    assert merged.document.relations["r1"].premises == ("c2",)
    assert [c.field for c in merged.conflicts] == ["premises"]


def test_an_anchor_is_never_put_together_from_two() -> None:
    mine = altered("x1", start=0, exact="Some text", prefix="")
    theirs = altered("x1", exact="text of", suffix=" the", credibility=2)
    merged = merge(BASE, mine, theirs)
    assert merged.document["x1"] == replace(mine.excerpts["x1"], credibility=2)
    assert [c.field for c in merged.conflicts] == ["exact", "prefix", "start", "suffix"]


def test_unknown_keys_are_merged_one_by_one() -> None:
    base = altered("c1", extra=Extra(a=1, b=2, c=3))
    merged = merge(base, altered("c1", base, extra=Extra(a=9, b=2, d=4)), altered("c1", base, extra=Extra(a=8, c=3)))
    assert merged.document.claims["c1"].extra == {"a": 9, "d": 4}
    assert merged.conflicts == (Conflict("c1", "extra.a", 1, 9, 8),)


def test_two_new_records_under_one_id_are_merged_field_by_field() -> None:
    merged = merge(BASE, plus(Claim("Mine.", id="c9")), plus(Claim("Theirs.", note="Note.", id="c9")))
    assert merged.document["c9"] == Claim("Mine.", note="Note.", id="c9")
    assert merged.conflicts == (Conflict("c9", "text", "", "Mine.", "Theirs."),)


def test_two_new_records_of_different_kinds_under_one_id_are_a_conflict() -> None:
    merged = merge(BASE, plus(Claim("Mine.", id="z")), plus(Group("Theirs.", id="z")))
    assert merged.document["z"] == Claim("Mine.", id="z")
    assert [(c.id, c.field, c.theirs) for c in merged.conflicts] == [("z", "", Group("Theirs.", id="z"))]


def test_what_is_said_of_the_map_is_merged_like_any_record() -> None:
    mine, theirs = Document([MapInfo("Mine")]), Document([MapInfo("", "Theirs.", ("T",))])
    assert merge(EMPTY, mine, theirs).document[MAP] == MapInfo("Mine", "Theirs.", ("T",))
