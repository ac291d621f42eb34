from __future__ import annotations

from edit.small_maps import a_map

from argmap.core.records import Group, Kind
from argmap.edit import rules


def test_a_relation_may_not_bear_on_itself_directly_or_through_relations() -> None:
    document = a_map("r: p > t", "u: q ! r", "v: s ! u")
    assert not rules.may_bear(document, ("p",), "r", "r")
    assert not rules.may_bear(document, ("p",), "u", "r")
    assert not rules.may_bear(document, ("p",), "v", "r")
    assert rules.may_bear(document, ("s",), "r", "v")
    assert not rules.may_retarget(document, "r", "v")
    assert rules.may_retarget(document, "v", "r")


def test_a_claim_may_not_be_premise_and_target_of_a_relation_nor_twice_in_it() -> None:
    document = a_map("r: p q > t")
    assert not rules.may_bear(document, ("p",), "p")
    assert not rules.may_bear(document, ("p", "p"), "t")
    assert not rules.may_link(document, "t", "r")
    assert not rules.may_link(document, "p", "r")


def test_circular_reasoning_among_claims_is_allowed() -> None:
    document = a_map("a > b", "b > c")
    assert rules.may_also(document, "c", "a", Kind.SUPPORT)
    assert rules.may_retarget(document, "b", "a", Kind.ATTACK)


def test_a_premise_may_attack_the_very_step_that_it_takes_part_in() -> None:
    document = a_map("r: p > t")
    assert rules.may_also(document, "p", "r", Kind.ATTACK)


def test_a_claim_may_not_say_the_same_of_a_target_twice() -> None:
    document = a_map("p > t", "p q > t")
    assert not rules.may_also(document, "p", "t", Kind.SUPPORT)
    assert rules.may_also(document, "p", "t", Kind.ATTACK)
    assert not rules.may_link(document, "q", "p_t")


def test_nothing_may_bear_on_a_group_a_source_or_the_map() -> None:
    document = a_map("p > t", more=[Group(id="g")])
    for target in ("g", "map", "", "nowhere"):
        assert not rules.may_also(document, "p", target, Kind.SUPPORT)
        assert not rules.may_retarget(document, "p", target)


def test_of_several_relations_of_a_claim_the_one_named_is_meant() -> None:
    document = a_map("t > s", "p > t", "p ! s", main="s")
    first = rules.step_of(document, "p")
    assert first is not None
    assert first.id == "p_t"
    assert rules.step_of(document, "p", "p_s") == document.relations["p_s"]
    assert rules.step_of(document, "p", "t_s") is None
    assert rules.step_of(document, "p_s", "p_s") == document.relations["p_s"]
    assert rules.step_of(document, "s") is None


def test_a_group_may_not_stand_in_itself_nor_in_one_of_its_own() -> None:
    document = a_map(more=[Group(id="a"), Group(id="b", parent="a"), Group(id="c", parent="b")])
    assert not rules.may_nest(document, "a", "a")
    assert not rules.may_nest(document, "a", "c")
    assert rules.may_nest(document, "c", "a")
    assert rules.may_nest(document, "c", "")
    assert not rules.may_nest(document, "c", "nowhere")


def test_claims_of_which_one_bears_on_another_may_not_be_merged() -> None:
    document = a_map("r: a > b", "c > b", "d ! r")
    assert not rules.may_merge(document, ("a", "b"))
    assert not rules.may_merge(document, ("c", "a", "b"))
    assert not rules.may_merge(document, ("a", "a", "nowhere"))
    assert rules.may_merge(document, ("a", "c"))
    assert rules.may_merge(document, ("a", "d")), "an undercut of one's own step bears on a relation, not on a claim"
