from __future__ import annotations

from edit.small_maps import a_map, done

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Group
from argmap.edit import groups

NESTED = (
    *(Group(title="one", id="g1"), Group(title="two", parent="g1", id="g2")),
    *(Claim(group="g1", id="a"), Claim(group="g2", id="b"), Claim(id="c")),
)


def homes(document: Document) -> dict[Id, Id]:
    """The group of each claim and group."""
    return {
        **{id: claim.group for id, claim in document.claims.items()},
        **{id: group.parent for id, group in document.groups.items()},
    }


def test_claims_are_put_into_a_new_group_which_is_selected() -> None:
    document = a_map("p > t")
    change = groups.group(document, ["p", "t", "p_t"], " Air\n")
    after = done(document, change)
    (new,) = after.groups.values()
    assert new.title == "Air"
    assert homes(after) == {"p": new.id, "t": new.id, new.id: ""}
    assert change is not None
    assert change.focus == (new.id,)
    assert groups.group(document, ["p_t", "nowhere"]) is None


def test_a_new_group_stands_in_the_group_that_all_its_members_were_in() -> None:
    document = a_map(more=NESTED)
    after = done(document, groups.group(document, ["a", "g2"]))
    (new,) = after.groups.keys() - document.groups.keys()
    assert homes(after) == {"a": new, "b": "g2", "c": "", "g1": "", "g2": new, new: "g1"}
    after = done(document, groups.group(document, ["a", "c"]))
    (new,) = after.groups.keys() - document.groups.keys()
    assert after.groups[new].parent == ""


def test_what_stands_in_a_chosen_group_stays_there() -> None:
    document = a_map(more=NESTED)
    after = done(document, groups.group(document, ["b", "g1", "a", "g2"]))
    (new,) = after.groups.keys() - document.groups.keys()
    assert homes(after) == {"a": "g1", "b": "g2", "c": "", "g1": new, "g2": "g1", new: ""}


def test_ungrouping_lifts_claims_and_nested_groups_and_selects_the_claims() -> None:
    document = a_map(more=NESTED)
    change = groups.ungroup(document, ["g1"])
    assert homes(done(document, change)) == {"a": "", "b": "g2", "c": "", "g2": ""}
    assert change is not None
    assert change.focus == ("a",)
    assert homes(done(document, groups.ungroup(document, ["g2", "g1"]))) == {"a": "", "b": "", "c": ""}


def test_ungrouping_a_claim_takes_it_out_of_its_group_alone() -> None:
    document = a_map(more=NESTED)
    after = done(document, groups.ungroup(document, ["b"]))
    assert homes(after) == {"a": "g1", "b": "g1", "c": "", "g1": "", "g2": "g1"}
    assert homes(done(document, groups.ungroup(document, ["b", "g2"]))) == {"a": "g1", "b": "g1", "c": "", "g1": ""}
    assert homes(done(document, groups.ungroup(document, ["b", "g1"]))) == {"a": "", "b": "", "c": "", "g2": ""}
    assert groups.ungroup(document, ["c"]) is None


def test_claims_and_groups_are_put_into_a_group_or_into_none() -> None:
    document = a_map(more=NESTED)
    assert homes(done(document, groups.put_into_group(document, ["c", "a"], "g2")))["c"] == "g2"
    assert homes(done(document, groups.put_into_group(document, ["g2"], "")))["g2"] == ""
    assert groups.put_into_group(document, ["a"], "g1") is None
    assert groups.put_into_group(document, ["a"], "nowhere") is None


def test_a_group_is_not_put_into_itself_nor_into_one_of_its_own() -> None:
    document = a_map(more=NESTED)
    assert groups.put_into_group(document, ["g1"], "g2") is None
    assert groups.put_into_group(document, ["g1", "c"], "g1") is None


def test_a_group_is_renamed_and_noted() -> None:
    document = a_map(more=NESTED)
    assert done(document, groups.rename_group(document, "g1", " New\ntitle")).groups["g1"].title == "New title"
    assert done(document, groups.note_group(document, "g1", "two\r\nlines")).groups["g1"].note == "two\nlines"
    assert groups.rename_group(document, "g1", "one") is None
