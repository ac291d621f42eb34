"""The map as a graph, against plain searches through all its records."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import chain, changes, documents

from argmap.core.change import Put, changed
from argmap.core.document import Document
from argmap.core.graph import (
    downwards,
    excerpts_on,
    graph,
    is_backing,
    is_linked,
    is_undercut,
    target_claim,
    upwards,
)
from argmap.core.ids import Id
from argmap.core.records import Claim, Kind, Relation

ANY = st.booleans().flatmap(lambda valid: documents(valid=valid))


@given(ANY)
def test_what_bears_on_a_record_and_what_a_claim_is_premise_of(document: Document) -> None:
    view, relations = graph(document), document.relations.values()
    for id in [*document, *(r.target for r in relations), *(p for r in relations for p in r.premises), "nobody"]:
        on = sorted((r for r in relations if r.target == id), key=lambda r: (r.order, r.id))
        of = sorted((r for r in relations if id in r.premises), key=lambda r: r.id)
        assert view.on(id) == tuple(on)
        assert view.of(id) == tuple(of)
        assert (id in view.bearing, id in view.uses) == (bool(on), bool(of))


@given(ANY)
def test_excerpts_stand_with_what_rests_on_them(document: Document) -> None:
    found = excerpts_on(document)
    assert sorted(e.id for on in found.values() for e in on) == sorted(document.excerpts)
    for id, excerpts in found.items():
        assert all(e.on == id for e in excerpts)
        assert list(excerpts) == sorted(excerpts, key=lambda e: (e.source, e.start, e.id))


@given(documents())
def test_relations_are_linked_undercuts_or_backing_by_their_premises_and_target(document: Document) -> None:
    for relation in document.relations.values():
        on_step = relation.target in document.relations
        assert is_linked(relation) is (len(relation.premises) >= 2)
        assert is_undercut(document, relation) is (on_step and relation.kind is Kind.ATTACK)
        assert is_backing(document, relation) is (on_step and relation.kind is Kind.SUPPORT)


@given(documents())
def test_every_relation_of_a_whole_map_bears_on_a_claim_in_the_end(document: Document) -> None:
    for relation in document.relations.values():
        at: Id = relation.id
        while at in document.relations:
            at = document.relations[at].target
        assert target_claim(document, relation) == at
        assert at in document.claims


@given(documents(min_claims=1, max_claims=8), st.data())
def test_what_one_reaches_upwards_reaches_one_downwards(document: Document, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(sorted(document.claims)))
    up = list(upwards(document, claim))
    assert up[0] == claim
    assert len(up) == len(set(up))
    for other in document.claims:
        down = list(downwards(document, other))
        assert len(down) == len(set(down))
        assert (other in up) is (claim in down)


@given(ANY, st.data())
def test_the_nearest_come_first(document: Document, data: st.DataObject) -> None:
    for claim in sorted(document.claims)[:3]:
        near = [r.id for r in graph(document).on(claim)]
        assert list(downwards(document, claim))[1 : 1 + len(near)] == near


@given(st.data())
def test_a_graph_of_an_earlier_document_stays_what_it_was(data: st.DataObject) -> None:
    document = data.draw(documents())
    view = graph(document)
    bearing, uses = dict(view.bearing), dict(view.uses)
    graph(document.apply(data.draw(changes(document))))
    assert (view.bearing, view.uses) == (bearing, uses)


def test_circles_of_relations_end_nowhere() -> None:
    round_and_round = [
        Relation(premises=("c1",), target="r2", id="r1"),
        Relation(premises=("c1",), target="r1", id="r2"),
    ]
    lost = Relation(premises=("c1",), target="gone", id="r3")
    document = Document([Claim(id="c1"), *round_and_round, lost])
    assert [target_claim(document, r) for r in document.relations.values()] == ["", "", ""]
    assert list(upwards(document, "c1")) == ["c1", "r1", "r2", "r3"]


def test_a_chain_of_five_thousand_is_walked_in_both_directions() -> None:
    document = chain(5000)
    assert list(downwards(document, "c1"))[-1] == "c5000"
    assert list(upwards(document, "c5000"))[-1] == "c1"
    assert sum(1 for _ in upwards(document, "c5000")) == 9999


def test_a_change_of_thousands_of_relations_is_carried_in_a_moment() -> None:
    document = Document(Claim(id=f"c{i}") for i in range(4001))
    graph(document)
    star = [Relation(premises=(f"c{i}",), target=f"c{i % 50}", id=f"r{i}") for i in range(50, 4001)]
    after = document.apply(changed("", [Put(None, relation) for relation in star]))
    assert graph(after) == graph(Document(after.values()))
    assert sum(map(len, graph(after).bearing.values())) == 3951


def test_a_premise_named_twice_is_one_use() -> None:
    document = Document([Claim(id="c1"), Claim(id="c2")])
    graph(document)
    twice = Relation(premises=("c2", "c2"), target="c1", id="r1")
    after = document.apply(changed("", [Put(None, twice)]))
    assert graph(after).of("c2") == graph(Document(after.values())).of("c2") == (twice,)
