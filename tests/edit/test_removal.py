from __future__ import annotations

from collections.abc import Iterable

import pytest
from edit.every_command import maps
from edit.small_maps import a_map, done, lines, words
from hypothesis import given
from hypothesis import strategies as st
from random_maps import chain

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Group, Source
from argmap.edit.removal import delete, falling


def falls_by_the_rule(document: Document, picked: set[Id]) -> set[Id]:
    """The claims that go, found the slow way: for each, whether some way up from it leads to what stays."""
    view, claims, relations = graph(document), document.claims, document.relations
    chosen = {id for id in picked if id in claims}
    spared = {p for id in picked & relations.keys() for p in relations[id].premises} - chosen
    cut = {id for id in picked if id in relations} | {r.id for r in relations.values() if set(r.premises) <= chosen}
    branch = chosen | cut
    while True:
        more = {r.id for id in branch for r in view.on(id)} - branch
        more |= {p for id in (branch | more) & relations.keys() - cut for p in relations[id].premises} - branch
        if not more:
            break
        branch |= more

    def stands(id: Id) -> bool:
        seen, queue = {id}, [id]
        for at in queue:
            if at in claims and (at not in branch or claims[at].main or at in spared):
                return True
            if at in relations and at not in branch:
                return True
            above = [relations[at].target] if at in relations else [r.id for r in view.of(at)]
            for other in above:
                if other not in seen and other not in cut and other not in chosen:
                    seen.add(other)
                    queue.append(other)
        return False

    return {id for id in branch if id in claims and (id in chosen or not stands(id))}


@given(maps(min_claims=1), st.data())
def test_exactly_what_stands_nowhere_else_goes_with_what_is_deleted(document: Document, data: st.DataObject) -> None:
    ids = sorted([*document.claims, *document.relations])
    picked = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3))
    expected = falls_by_the_rule(document, set(picked))
    assert set(falling(document, picked).claims) == expected
    after = done(document, delete(document, picked))
    assert document.claims.keys() - after.claims.keys() == expected
    for relation in document.relations.values():
        left = set(relation.premises) - expected
        if relation.id in after:
            assert set(after.relations[relation.id].premises) == left
        else:
            assert relation.id in picked or not left or relation.target not in after


def gone(document: Document, *ids: Id) -> list[str]:
    return sorted(set(words(document)) - set(words(done(document, delete(document, ids)))))


class TestDeletingAClaim:
    def test_takes_its_branch_along(self) -> None:
        document = a_map("a > t", "b > a", "c ! b", "d > t")
        assert gone(document, "a") == ["a", "b", "c"]

    def test_takes_along_what_undercuts_the_step_that_goes(self) -> None:
        document = a_map("r: a > t", "u: b ! r", "c > u", "d > b")
        assert gone(document, "a") == ["a", "b", "c", "d"]

    def test_leaves_claims_that_also_stand_elsewhere_with_what_bears_on_them(self) -> None:
        document = a_map("a > t", "b > a", "b > s", "c > b")
        assert gone(document, "a") == ["a"]
        assert lines(done(document, delete(document, ["a"]))) == ["c > b", "b > s"]

    def test_leaves_claims_that_are_marked_as_theses_with_what_bears_on_them(self) -> None:
        document = a_map("a > t", "b > a", "c > b", main="b")
        assert gone(document, "a") == ["a"]

    def test_leaves_the_premises_that_it_was_linked_with(self) -> None:
        document = a_map("r: a b > t", "u ! r")
        assert lines(done(document, delete(document, ["a"]))) == ["u ! (b > t)", "b > t"]

    def test_takes_a_relation_along_whose_linked_premises_all_go(self) -> None:
        document = a_map("r: a b > t", "u ! r")
        assert words(done(document, delete(document, ["a", "b"]))) == ["t"]

    def test_takes_a_circle_along_that_hangs_on_it_alone(self) -> None:
        document = a_map("a > t", "b > a", "a > b", "s")
        assert words(done(document, delete(document, ["t"]))) == ["s"]

    def test_removes_it_from_everywhere_it_stands(self) -> None:
        document = a_map("a > t", "a b > s")
        assert lines(done(document, delete(document, ["a"]))) == ["b > s"]

    def test_takes_the_excerpts_of_all_that_goes_along_but_leaves_their_source(self) -> None:
        more = [Source(text="one", id="s1"), *(Excerpt(on, "s1", 0, "one", id=f"x{on}") for on in ("t", "a", "r", "b"))]
        document = a_map("r: a > t", "b > a", more=more)
        after = done(document, delete(document, ["a"]))
        assert after.excerpts.keys() == {"xt"}
        assert "s1" in after

    def test_says_how_many_claims_went(self) -> None:
        document = a_map("a > t", "b > a")
        for ids, label in ((["a"], "Remove 2 claims"), (["b"], "Remove 1 claim")):
            change = delete(document, ids)
            assert change is not None
            assert change.label == label

    def test_of_a_chain_of_thousands_takes_them_all(self) -> None:
        change = delete(chain(5000), ["c2"])
        assert change is not None
        assert change.label == "Remove 4999 claims"


class TestDeletingARelation:
    def test_leaves_its_premises_and_takes_along_what_bore_on_it(self) -> None:
        document = a_map("r: a b > t", "u ! r", "c > a")
        assert lines(done(document, delete(document, ["r"]))) == ["c > a"]
        assert gone(document, "r") == ["u"]

    def test_leaves_its_premises_even_where_its_target_goes_too(self) -> None:
        document = a_map("r: a > b", "b > t", "c > b")
        assert gone(document, "r", "b") == ["b", "c"]


@pytest.mark.parametrize(
    ("picked", "next_one"),
    [
        (["a"], ("b",)),
        (["c"], ("b",)),
        (["b"], ("c",)),
        (["b", "c"], ("a",)),
        (["a", "b", "c"], ("t",)),
        (["x"], ("y",)),
        (["y"], ("x",)),
        (["u"], ("r",)),
        (["r"], ("b_t",)),
        (["t"], ("z",)),
        (["z"], ("t",)),
        (["t", "z"], ()),
    ],
)
def test_the_next_sibling_is_selected_or_the_one_before_or_the_target(
    picked: list[Id], next_one: tuple[Id, ...]
) -> None:
    document = a_map("r: a > t", "b > t", "c > t", "x y > b", "u ! r", "z")
    change = delete(document, picked)
    assert change is not None
    assert change.focus == next_one


class TestDeletingOtherRecords:
    more = (
        *(Group(id="g1"), Group(parent="g1", id="g2"), Group(parent="g2", id="g3")),
        *(Claim(text="in 2", group="g2", id="c2"), Claim(text="in 3", group="g3", id="c3")),
        *(Source(text="one", id="s1"), Excerpt("c2", "s1", 0, "one", id="x1")),
    )

    @pytest.mark.parametrize(
        ("ids", "groups", "parent", "label"),
        [
            (["g2"], {"c2": "g1", "c3": "g3"}, {"g1": "", "g3": "g1"}, "Remove group"),
            (["g2", "g1"], {"c2": "", "c3": "g3"}, {"g3": ""}, "Remove 2 groups"),
            (["g2", "c2"], {"c3": "g3"}, {"g1": "", "g3": "g1"}, "Remove 1 claim"),
        ],
    )
    def test_a_group_leaves_its_claims_and_groups_to_the_group_around_it(
        self, ids: Iterable[Id], groups: dict[Id, Id], parent: dict[Id, Id], label: str
    ) -> None:
        document = a_map(more=self.more)
        change = delete(document, ids)
        after = done(document, change)
        assert {id: c.group for id, c in after.claims.items()} == groups
        assert {id: g.parent for id, g in after.groups.items()} == parent
        assert change is not None
        assert change.label == label

    def test_a_source_goes_with_its_excerpts(self) -> None:
        document = a_map(more=self.more)
        after = done(document, delete(document, ["s1"]))
        assert not after.sources
        assert not after.excerpts
        assert after.claims == document.claims

    def test_an_excerpt_goes_alone_and_what_rested_on_it_is_selected(self) -> None:
        document = a_map(more=self.more)
        change = delete(document, ["x1"])
        assert set(done(document, change)) == set(document) - {"x1"}
        assert change is not None
        assert (change.label, change.focus) == ("Remove excerpt", ("c2",))

    def test_the_map_itself_cannot_be_deleted(self) -> None:
        assert delete(a_map("t"), ["map"]) is None
