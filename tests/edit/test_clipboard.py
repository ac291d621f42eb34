from __future__ import annotations

from dataclasses import replace

from edit.every_command import maps
from edit.small_maps import a_map, done, lines, words
from hypothesis import given
from hypothesis import strategies as st

from argmap.core import ids
from argmap.core.document import EMPTY, Document
from argmap.core.graph import graph
from argmap.core.ids import MAP
from argmap.core.integrity import check
from argmap.core.records import Claim, Excerpt, Group, Kind, Relation, Source
from argmap.core.roles import derive
from argmap.edit.clipboard import attacking, copy, paste, with_branches


@given(maps(), st.data())
def test_what_is_copied_is_whole_and_holds_what_hangs_together_among_the_chosen(
    document: Document, data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(document.claims)), unique=True)) if document.claims else []
    fragment = copy(document, chosen)
    assert not [str(p) for p in check(fragment) if p.severity == "error"]
    assert fragment.claims.keys() == set(chosen)
    assert all(document[id] == record for id, record in fragment.items() if id != MAP)
    for relation in document.relations.values():
        inside = relation.target in fragment and all(p in fragment for p in relation.premises)
        assert (relation.id in fragment) == inside
    for excerpt in document.excerpts.values():
        assert (excerpt.id in fragment) == (excerpt.on in fragment)


@given(maps(), st.data())
def test_with_its_branches_holds_all_that_bears_on_the_chosen_near_or_far(
    document: Document, data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(document.claims)), unique=True)) if document.claims else []
    whole = with_branches(document, chosen)
    assert set(chosen) <= set(whole) <= set(document.claims)
    steps, before = {r.id for r in document.relations.values() if r.target in whole}, -1
    while before != len(steps):
        before = len(steps)
        steps |= {r.id for r in document.relations.values() if r.target in steps}
    assert {p for id in steps for p in document.relations[id].premises} <= set(whole)
    assert with_branches(document, whole) == whole
    if not chosen:
        assert whole == ()


def test_what_bears_on_nothing_chosen_is_not_in_a_branch() -> None:
    document = a_map("r: p > t", "q > p", "u ! r", "v ! q_p", "k ! t")
    assert set(with_branches(document, ["p"])) == {"p", "q", "v"}


@given(maps())
def test_a_map_pasted_into_an_empty_one_reads_the_same(document: Document) -> None:
    fragment = copy(document, document)
    change = paste(EMPTY, fragment)
    assert (change is None) == (len(document) == 1)
    if change is not None:
        after = done(EMPTY, change)
        assert words(after) == words(document)
        if not _has_bare_circle(document):
            old, new = derive(document), derive(after)
            assert [after.claims[id].text for id in new.order] == [document.claims[id].text for id in old.order]
            assert [row[:3] for row in new.rows.values()] == [row[:3] for row in old.rows.values()]
        assert sorted(r.kind for r in after.relations.values()) == sorted(r.kind for r in document.relations.values())
        assert len(after.excerpts) == len(document.excerpts)
        assert len(after.groups) == len(document.groups)
        assert all(claim.at is None for claim in after.claims.values())


def _has_bare_circle(document: Document) -> bool:
    """Whether a circle leads to no thesis: it is read from its lowest id where keys are equal, and ids are new."""
    uses, claims = graph(document).uses, document.claims
    return any(id in uses and not claims[id].main for id in derive(document).roots)


@given(maps(), maps())
def test_nothing_that_is_there_changes_by_pasting_and_all_ids_are_new(document: Document, other: Document) -> None:
    change = paste(document, copy(other, other))
    if change is not None:
        for put in change.puts.values():
            if put.before is not None:
                assert isinstance(put.after, Claim | Relation)
                assert put.before == replace(put.after, order=put.before.order), "siblings may get new keys, no more"


class TestPasting:
    def test_lets_what_is_at_the_top_bear_on_the_target(self) -> None:
        fragment = copy(a_map("p > t", "x", main="t"), ["p", "t", "x"])
        document = a_map("a > s", "b ! s")
        change = paste(document, fragment, "s")
        after = done(document, change)
        assert lines(after) == ["a > s", "t > s", "x > s", "b ! s", "p > t"]
        assert derive(after).roots == ("s",)
        assert change is not None
        assert [after.claims[id].text for id in change.focus or ()] == ["t", "x"]
        assert lines(done(document, paste(document, fragment, "s", Kind.ATTACK)))[2:4] == ["t ! s", "x ! s"]

    def test_on_a_relation_backs_or_undercuts_it(self) -> None:
        document = a_map("r: a > s")
        assert lines(done(document, paste(document, copy(document, ["a"]), "r", Kind.ATTACK)))[0] == "a ! (a > s)"

    def test_lets_attack_what_attacked_where_it_was_copied(self) -> None:
        document = a_map("a > s", "b ! s", "c ! b", "r: d > a", "u ! r", "t")
        fragment = copy(document, ["a", "b", "c", "u"])
        named = attacking(document, fragment.claims)
        assert set(named) == {"b", "c", "u"}
        after = lines(done(document, paste(document, fragment, "t", attacking=named)))
        assert after[-3:] == ["a > t", "b ! t", "u ! t"]

    def test_without_a_target_comes_after_all_that_is_there(self) -> None:
        document = a_map("a > s", "z", main="s")
        after = done(document, paste(document, copy(document, ["a", "s"])))
        assert [after.claims[id].text for id in derive(after).roots] == ["s", "s", "z"]

    def test_of_a_circle_hangs_it_up_once(self) -> None:
        document = a_map("a > b", "b > a", "t")
        after = done(document, paste(document, copy(document, ["a", "b"]), "t"))
        assert lines(after).count("a > t") + lines(after).count("b > t") == 1

    def test_uses_a_source_again_that_is_equal_in_title_and_text(self) -> None:
        more = [Source(title="one", text="text", id="s1"), Excerpt("t", "s1", 0, "text", id="x1")]
        document = a_map("t", more=more)
        other = a_map("t", more=[replace(more[0], id="s9", author="else"), replace(more[1], source="s9")])
        after = done(document, paste(document, copy(other, ["t"])))
        assert after.sources == document.sources
        assert {e.source for e in after.excerpts.values()} == {"s1"}
        changed = a_map("t", more=[replace(more[0], text="other text"), more[1]])
        assert len(done(document, paste(document, copy(changed, ["t"]))).sources) == 2

    def test_stays_in_the_group_that_stands_here_and_else_brings_its_own(self) -> None:
        more = [Group(title="Air", id="g1"), Group(title="In", parent="g1", id="g2"), Claim("c", group="g2", id="c")]
        document = a_map(more=more)
        after = done(document, paste(document, copy(document, ["c"])))
        assert {c.group for c in after.claims.values()} == {"g2"}
        assert after.groups == document.groups
        elsewhere = a_map(more=[replace(more[0], title="Noise")])
        after = done(elsewhere, paste(elsewhere, copy(document, ["c"])))
        assert sorted(g.title for g in after.groups.values()) == ["Air", "In", "Noise"]

    def test_of_a_group_brings_its_claims_and_groups(self) -> None:
        more = [Group(id="g1"), Group(parent="g1", id="g2"), Claim("c", group="g2", id="c"), Claim("d", id="d")]
        fragment = copy(a_map(more=more), ["g1"])
        assert set(fragment) == {MAP, "g1", "g2", "c"}

    def test_of_nothing_or_on_nothing_is_not_possible(self) -> None:
        document = a_map("r: a > s")
        assert paste(document, copy(document, ["r", "nowhere"])) is None
        assert paste(document, copy(document, ["a"]), "nowhere") is None

    def test_keeps_siblings_with_equal_keys_in_their_order(self) -> None:
        document = a_map("a > s", "b > s", "c > s")
        document = Document(replace(r, order="") if r.id in document.relations else r for r in document.values())
        numbers = iter(range(99, 0, -1))
        with ids.made_by(lambda letter: f"{letter}{next(numbers)}"):
            after = done(EMPTY, paste(EMPTY, copy(document, document)))
        assert lines(after) == ["a > s", "b > s", "c > s"]

    def test_does_not_depend_on_how_the_table_is_sorted(self) -> None:
        fragment = copy(a_map("r: a > s", "u ! r", "b > s"), "rsaub")
        changes = []
        for records in (list(fragment.values()), list(fragment.values())[::-1]):
            with ids.made_by(ids.counter()):
                changes.append(paste(EMPTY, Document(records)))
        assert changes[0] == changes[1]
