"""The laws of the reading order, against its definition written down a second time, slowly and recursively."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import chain, changes, documents, random_document

from argmap.core.change import Change, Put, changed
from argmap.core.document import Document, diff
from argmap.core.graph import downwards, graph
from argmap.core.ids import Id
from argmap.core.leaves import reread
from argmap.core.order import between
from argmap.core.reading import Derived, read
from argmap.core.records import Claim, Kind, Record, Relation
from argmap.core.roles import Role, Row, Stance, derive, stances

ANY = st.booleans().flatmap(lambda valid: documents(valid=valid))


class Definition:
    """What the model says of reading order, roles and numbers, word by word."""

    def __init__(self, document: Document) -> None:
        self.claims, self.relations = dict(document.claims), dict(document.relations)
        self.rows: dict[Id, Row] = {}
        self.children: dict[Id, int] = {}
        theses = self.by_place(c for c in self.claims if self.is_root(c))
        reached = {d for t in theses for d in self.below(t)}
        circling = {c for c in self.claims if c not in reached and self.uses(c)}
        tops = {c for c in circling if all(c in self.above(up) for up in self.above(c))}
        circles = self.by_place({self.by_place(tops & self.above(c))[0] for c in tops})
        loose = self.by_place(c for c in self.claims if not self.is_root(c) and not self.uses(c))
        self.roots = (*theses, *circles, *loose)
        for root in self.roots:
            self.meet(root, self.role(root, None), Row(Role.LOOSE, "", -1, ""), "")

    def by_place(self, ids: object) -> list[Id]:
        return sorted(ids, key=lambda id: (self.claims[id].order, id))  # type: ignore[call-overload, no-any-return]

    def bearing(self, target: Id) -> list[Relation]:
        return sorted((r for r in self.relations.values() if r.target == target), key=lambda r: (r.order, r.id))

    def uses(self, claim: Id) -> list[Relation]:
        return sorted((r for r in self.relations.values() if claim in r.premises), key=lambda r: r.id)

    def is_root(self, claim: Id) -> bool:
        return self.claims[claim].main or (not self.uses(claim) and bool(self.bearing(claim)))

    def role(self, claim: Id, via: Relation | None) -> Role:
        if self.is_root(claim):
            return Role.THESIS
        if not self.uses(claim):
            return Role.LOOSE
        via = via or self.uses(claim)[0]
        if via.kind is Kind.SUPPORT:
            return Role.PREMISE
        return Role.COUNTERPOINT if via.target in self.claims else Role.UNDERCUTTER

    def below(self, id: Id, seen: frozenset[Id] = frozenset()) -> set[Id]:
        found = {id}
        for relation in self.bearing(id):
            for other in (relation.id, *(p for p in relation.premises if p in self.claims)):
                if other not in seen | found:
                    found |= self.below(other, seen | found)
        return found

    def above(self, claim: Id) -> set[Id]:
        return {c for c in self.claims if claim in self.below(c)}

    def meet(self, claim: Id, role: Role, parent: Row, via: Id) -> None:
        self.children[parent.number] = self.children.get(parent.number, 0) + 1
        number = f"{parent.number}.{self.children[parent.number]}".lstrip(".")
        self.rows[claim] = Row(role, number, parent.depth + 1, via)
        for relation in self.bearing(claim):
            self.walk(relation, claim)

    def row(self, claim: Id) -> Row:
        if claim in self.rows:
            return self.rows[claim]
        return Row(Role.THESIS, str(self.roots.index(claim) + 1), 0, "")

    def walk(self, relation: Relation, under: Id) -> None:
        for premise in relation.premises:
            if premise in self.claims and premise not in self.rows and premise not in self.roots:
                self.meet(premise, self.role(premise, relation), self.row(under), relation.id)
        known = [p for p in relation.premises if p in self.claims]
        for other in self.bearing(relation.id):
            self.walk(other, known[0] if known else under)


@given(ANY)
def test_the_reading_order_is_as_defined(document: Document) -> None:
    definition, derived = Definition(document), derive(document)
    assert derived.rows == definition.rows
    assert derived.order == tuple(derived.rows) == tuple(definition.rows)
    assert derived.roots == definition.roots


@given(ANY)
def test_every_claim_is_read_once_and_has_a_number_of_its_own(document: Document) -> None:
    derived = derive(document)
    assert sorted(derived.order) == sorted(document.claims)
    numbers = {row.number for row in derived.rows.values()}
    assert len(numbers) == len(document.claims)
    children: dict[str, int] = {}
    for row in derived.rows.values():
        above, _, last = row.number.rpartition(".")
        assert row.depth == row.number.count(".")
        assert not above or above in numbers
        children[above] = children.get(above, 0) + 1
        # Roots have their numbers in reading order, and so have what stands under one claim.
        assert int(last) == children[above]


@given(ANY)
def test_roots_are_the_claims_at_depth_nought_theses_first_and_loose_claims_last(document: Document) -> None:
    derived, view = derive(document), graph(document)
    assert derived.roots == tuple(c for c in derived.order if derived.rows[c].depth == 0)
    assert all((row.via == "") is (row.depth == 0) for row in derived.rows.values())
    ranks = [0 if row.role is Role.THESIS else 2 if row.role is Role.LOOSE else 1 for row in derived.rows.values()]
    at_roots = [rank for rank, row in zip(ranks, derived.rows.values()) if row.depth == 0]
    assert at_roots == sorted(at_roots)
    for id, row in derived.rows.items():
        assert (row.role is Role.LOOSE) is (
            not document.claims[id].main and id not in view.uses and id not in view.bearing
        )
        if document.claims[id].main:
            assert (row.role, row.depth) == (Role.THESIS, 0)


@given(documents())
def test_a_claim_stands_under_the_relation_it_was_reached_through_and_in_the_others_it_is_a_repeat(
    document: Document,
) -> None:
    derived = derive(document)
    for relation in document.relations.values():
        for premise in relation.premises:
            assert derived.is_home(relation.id, premise) is (derived.rows[premise].via == relation.id)
    for id, row in derived.rows.items():
        if row.via:
            relation = document.relations[row.via]
            assert id in relation.premises
            assert sum(derived.is_home(r.id, id) for r in graph(document).of(id)) == 1


@given(st.data())
def test_rereading_after_a_change_is_reading_anew(data: st.DataObject) -> None:
    document = data.draw(ANY)
    change = data.draw(changes(document, max_steps=2))
    assert_reread(document, change)


@given(st.data())
def test_a_leaf_that_comes_turns_and_goes_is_read_as_if_all_were_read_anew(data: st.DataObject) -> None:
    document = data.draw(documents(min_claims=1, valid=data.draw(st.booleans())))
    targets = sorted([*document.claims, *document.relations])
    # In a map with broken references some may lead to "gone".
    id, main = data.draw(st.sampled_from(["leaf", "gone"])), data.draw(st.integers(0, 5)) == 5
    for _ in range(4):
        target = data.draw(st.sampled_from(targets))
        on = graph(document).on(target)
        order = data.draw(st.sampled_from(["", "a0", "zzzzz"])) if on else ""
        relation = Relation(data.draw(st.sampled_from(Kind)), (id,), target, order=order, id="to-leaf")
        come = changed("", [Put(None, Claim(id=id, main=main)), Put(None, relation)])
        assert_reread(document, come)
        with_leaf = document.apply(come)
        turned = replace(relation, kind=Kind.ATTACK if relation.kind is Kind.SUPPORT else Kind.SUPPORT)
        assert assert_reread(with_leaf, changed("", [Put(relation, turned)]))
        assert_reread(with_leaf, come.inverse())
    order = data.draw(st.sampled_from(["", "a0", "zzzzz"]))
    loose = changed("", [Put(None, Claim(id=id, main=main, order=order))])
    assert_reread(document, loose)
    assert_reread(document.apply(loose), loose.inverse())


def assert_reread(document: Document, change: Change) -> bool:
    """Asserts that a reading order is carried over a change as it should be; whether it is carried at all."""
    after = document.apply(change)
    carried = reread(derive(document), after, change)
    if carried is None:
        return False
    assert carried == read(Document(after.values()))
    assert tuple(carried.rows) == carried.order
    return True


def test_the_common_edits_of_a_large_map_are_reread_and_not_read_anew() -> None:
    document = random_document(3, 400)
    derive(document)
    carried = {"come": 0, "go": 0, "turn": 0}
    targets = [*document.claims, *document.relations]
    for target in targets:
        on = graph(document).on(target)
        order = between(on[-1].order) if on else "a0"
        leaf = Relation(Kind.ATTACK, ("leaf",), target, order=order, id="to-leaf")
        come = changed("", [Put(None, Claim(id="leaf")), Put(None, leaf)])
        carried["come"] += assert_reread(document, come)
        carried["go"] += assert_reread(document.apply(come), come.inverse())
        carried["turn"] += assert_reread(
            document.apply(come), changed("", [Put(leaf, replace(leaf, kind=Kind.SUPPORT))])
        )
    assert carried["turn"] == len(targets)
    # Not where the claim begins a relation on which something bears: what does is numbered after the new one.
    assert carried["come"] == carried["go"] > 0.8 * len(targets)


@pytest.mark.parametrize(
    "broken",
    [
        [Relation(premises=("gone",), target="c2", id="r2")],
        [Relation(premises=("c2",), target="gone", id="r3")],
        [Relation(premises=("gone", "c3"), target="c1", id="r2"), Relation(premises=("c2",), target="r2", id="r3")],
        [
            Relation(premises=("c2",), target="c1", id="r1"),
            Relation(premises=("gone", "c3"), target="c1", id="r2"),
            Relation(premises=("c4",), target="r2", id="r3"),
        ],
        [Relation(premises=("c2", "c3", "c2"), target="c1", id="r2")],
        [Relation(premises=(), target="c1", id="r2"), Relation(premises=("c3",), target="r2", id="r3")],
    ],
)
def test_leaves_of_a_map_with_broken_references_are_read_as_if_all_were_read_anew(broken: list[Record]) -> None:
    claims = [Claim(id="c1", main=True), *(Claim(id=id) for id in ("c2", "c3", "c4"))]
    document = Document([*claims, *broken])
    for target in ("c1", "c2", "r2", "r3"):
        leaf = Relation(Kind.ATTACK, ("gone",), target, order="a0", id="r4")
        for puts in ([Put(None, Claim(id="gone"))], [Put(None, Claim(id="gone")), Put(None, leaf)]):
            come = changed("", puts)
            assert_reread(document, come)
            assert_reread(document.apply(come), come.inverse())


def test_what_is_not_read_leaves_the_reading_order_as_it_is() -> None:
    document = random_document(1, 30)
    claim, relation = document.claims["c7"], document.relations["r7"]
    change = changed(
        "",
        [
            Put(claim, replace(claim, text="Other words.", at=(0, 0), likelihood=0.5)),
            Put(relation, replace(relation, strength=0.5, note="Why.", scheme="analogy")),
        ],
    )
    assert reread(derive(document), document.apply(change), change) is derive(document)


def test_a_chain_of_five_thousand_claims_is_read_to_its_end() -> None:
    derived = derive(chain(5000))
    assert derived.order == tuple(f"c{i}" for i in range(1, 5001))
    assert derived.rows["c5000"].depth == 4999
    assert derived.rows["c5000"].number == ".".join("1" * 5000)


def test_undercuts_of_undercuts_five_thousand_deep_are_read_to_their_end() -> None:
    relations = [Relation(Kind.ATTACK, (f"c{i}",), f"r{i - 1}" if i > 1 else "c0", id=f"r{i}") for i in range(1, 5001)]
    derived = derive(Document([*(Claim(id=f"c{i}") for i in range(5001)), *relations]))
    assert derived.rows["c5000"] == Row(Role.UNDERCUTTER, ".".join("1" * 5001), 5000, "r5000")


def test_a_circle_of_five_thousand_claims_is_read_from_its_lowest() -> None:
    document = chain(5000)
    closing = Relation(premises=("c1",), target="c5000", id="r5000")
    derived = derive(Document([*document.values(), closing]))
    assert (derived.roots, derived.order[:3], derived.order[-1]) == (("c1",), ("c1", "c2", "c3"), "c5000")
    assert derived.rows["c1"].role is Role.PREMISE


def ways(document: Document, at: Id, sign: bool, seen: frozenset[tuple[Id, bool]]) -> set[tuple[Id, bool]]:
    """Where all ways lead that go from one step of argument to the next and never come twice to the same sign."""
    found: set[tuple[Id, bool]] = set()
    for relation in document.relations.values():
        if relation.target == at:
            after = sign is (relation.kind is Kind.SUPPORT)
            for other in (relation.id, *relation.premises):
                if (other, after) not in seen:
                    found |= {(other, after)} | ways(document, other, after, seen | {(other, after)})
    return found


@given(documents(min_claims=1, max_claims=4), st.data())
def test_a_stance_is_that_of_all_ways_to_the_thesis(document: Document, data: st.DataObject) -> None:
    thesis = data.draw(st.sampled_from(sorted(document.claims)))
    led = ways(document, thesis, True, frozenset({(thesis, True)}))
    expected = {
        id: Stance((id, True) in led, (id, False) in led) for id, _ in led if id in document.claims and id != thesis
    }
    assert stances(document, thesis) == expected


@given(documents(min_claims=1))
def test_turning_every_relation_that_bears_on_the_thesis_turns_every_stance_that_has_one_side(
    document: Document,
) -> None:
    thesis = derive(document).order[0]
    turned = [
        replace(r, kind=Kind.SUPPORT if r.kind is Kind.ATTACK else Kind.ATTACK) for r in graph(document).on(thesis)
    ]
    # In a circle the turned relations are met twice.
    relations = document.relations
    assume(not any(thesis in relations[id].premises for id in downwards(document, thesis) if id in relations))
    other = document.apply(changed("", [Put(document[r.id], r) for r in turned]))
    for id, stance in stances(document, thesis).items():
        assert stances(other, thesis)[id] == Stance(stance.con, stance.pro)


@pytest.mark.parametrize("seed", range(3))
def test_edits_in_a_row_in_a_large_map_are_read_as_if_at_once(seed: int) -> None:
    first, last = random_document(seed, 300), random_document(seed + 100, 260)
    document = first
    derive(document)
    for put in sorted(diff(first, last).puts.values(), key=lambda put: (put.before is None, put.id))[::7]:
        document = document.apply(changed("", [put]))
        assert derive(document) == read(Document(document.values()))


def test_derived_is_a_value() -> None:
    assert read(random_document(1, 20)) == read(random_document(1, 20)) != Derived((), {}, ())
