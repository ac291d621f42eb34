"""What is said of a selection, in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import documents

from argmap.app.actions import Focus
from argmap.app.announce import announce, count, counts, hints, listed, step_named, steps
from argmap.app.visibility import shown
from argmap.core.document import Document
from argmap.core.records import Claim, Group, Kind, Relation, Source
from argmap.edit.groups import put_into_group

MAP = Document(
    [
        Claim("Thesis", main=True, id="t"),
        Claim("Support", by=("Russia",), id="a"),
        Claim("Linked", basis="evidence", likelihood=0.7, id="b"),
        Claim("Attack", id="c"),
        Claim("Undercutter", id="u"),
        Claim("Backing", id="v"),
        Claim("Undercutter of an undercut", id="w"),
        Claim("Loose", id="z"),
        Group("North", id="g"),
        Source(id="s"),
        Relation(premises=("a", "b"), target="t", order="a0", id="r1"),
        Relation(Kind.ATTACK, ("c",), "t", order="a1", id="r2"),
        Relation(premises=("c",), target="a", order="a0", id="r3"),
        Relation(Kind.ATTACK, ("u",), "r1", order="a0", id="r4"),
        Relation(premises=("v",), target="r1", order="a1", id="r5"),
        Relation(Kind.ATTACK, ("w",), "r4", order="a1", id="r6"),
    ]
)


def test_a_claim_says_its_role_number_target_and_what_bears_on_it() -> None:
    assert announce(MAP, ("t",)) == "Thesis 1, two relations bear on it"
    assert announce(MAP, ("a",)) == (
        "Premise 1.1, held by Russia, supports 1 together with 1.2, one relation bears on it"
    )
    assert announce(MAP, ("b",)) == (
        "Premise 1.2, supports 1 together with 1.1, nothing bears on it, evidence, likely 70 %"
    )
    assert announce(MAP, ("z",)) == "Claim 2, nothing bears on it"


def test_a_claim_that_bears_on_several_targets_says_so() -> None:
    assert announce(MAP, ("c",)) == "Premise 1.1.1, supports 1.1, also attacks 1, nothing bears on it"


def test_what_bears_on_a_step_names_the_step() -> None:
    assert announce(MAP, ("u",)) == ("Undercutter 1.1.2, undercuts the step from 1.1 and 1.2 to 1, nothing bears on it")
    assert announce(MAP, ("v",)) == "Premise 1.1.3, backs the step from 1.1 and 1.2 to 1, nothing bears on it"
    assert announce(MAP, ("w",)) == "Undercutter 1.1.2.1, undercuts the undercut by 1.1.2, nothing bears on it"


def test_a_relation_says_what_it_joins() -> None:
    assert announce(MAP, ("r1",)) == "Support of 1 by 1.1 and 1.2, linked, two relations bear on it"
    assert announce(MAP, ("r2",)) == "Attack on 1 by 1.1.1"
    assert announce(MAP, ("r4",)) == "Undercut of the step from 1.1 and 1.2 to 1 by 1.1.2, one relation bears on it"
    assert announce(MAP, ("r5",)) == "Backing of the step from 1.1 and 1.2 to 1 by 1.1.3"


def test_a_folded_card_says_how_many_it_hides() -> None:
    assert announce(MAP, ("a",), hidden=1).endswith(", folded, one card hidden")
    assert announce(MAP, ("a",), hidden=14).endswith(", folded, 14 cards hidden")


def test_several_are_counted() -> None:
    assert announce(MAP, ("a", "b", "r1")) == "2 claims and 1 relation selected"
    assert announce(MAP, ("g",)) == "Group North"
    grouped = MAP.apply(put_into_group(MAP, ["b", "c", "t"], "g"))
    assert announce(grouped, ("g",)) == "Group North, with 1, 1.1.1 and 1.2"
    many = MAP.apply(put_into_group(MAP, [*"tabcuvwz"], "g"))
    assert announce(many, ("g",)) == "Group North, with 8 claims"
    assert announce(MAP, ("gone",)) == ""
    assert announce(MAP, ()) == ""


def test_the_status_line_counts_what_there_is_and_what_is_hidden() -> None:
    assert counts(MAP) == "8 claims · 6 relations · 1 source"
    folded = shown(MAP, {"t"})
    assert counts(MAP, folded, selected=3) == "8 claims · 6 relations · 1 source · 6 claims folded away · 3 selected"
    assert counts(Document([Claim(id="c")])) == "1 claim · 0 relations"


def test_a_step_is_told_by_the_numbers_that_it_leads_from_and_to() -> None:
    assert [steps(MAP, id) for id in ("t", "r1", "r3", "r4", "r6")] == [
        *("1", "1.1 + 1.2 → 1", "1.1.1 → 1.1", "1.1.2 → 1.1 + 1.2 → 1", "1.1.2.1 → 1.1.2 → 1.1 + 1.2 → 1"),
    ]


def test_lists_and_counts_read_like_a_sentence() -> None:
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [count(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


def said(focus: Focus) -> list[str]:
    return [f"{action.keys[0]} {short}" for action, short in hints(focus)]


def test_the_hints_follow_the_selection() -> None:
    assert said(Focus(MAP)) == ["Ctrl+Shift+Return new thesis", "Ctrl+F find", "Ctrl+K all commands"]
    assert said(Focus(MAP, ("a",))) == [
        *("Tab premise", "Shift+Tab counterpoint", "Return another", "Ctrl+Return linked", "F2 edit"),
        "Alt+Return marks",
    ]
    assert said(Focus(MAP, ("r1",)))[:2] == ["Tab backing", "Shift+Tab undercut"]
    assert "Ctrl+J join" in said(Focus(MAP, ("a", "c")))
    assert said(Focus(MAP, ("s",))) == said(Focus(MAP))
    assert said(Focus(MAP, ("g",))) == ["F2 title", "Shift+F2 note", "Ctrl+Shift+G ungroup"]
    in_article = [action.id for action, _ in hints(Focus(MAP, ("a",)), "article")]
    assert in_article[0] == "article-after" and "add-premise" not in in_article
    assert [action.id for action, _ in hints(Focus(MAP, ("a",)), "elsewhere")] == ["next-pane", "palette"]
    assert "Ctrl+Return linked" not in said(Focus(MAP, ("t",))), "a thesis has no relation to join"


def test_the_status_line_names_the_step_that_is_meant() -> None:
    assert step_named(Focus(MAP, ("a",))) == ""
    assert step_named(Focus(MAP, ("c",))) == "the step that supports 1.1"
    assert step_named(Focus(MAP, ("c",), via="r2")) == "the step that attacks 1"
    assert step_named(Focus(MAP, ("c",), via="r1")) == "the step that supports 1.1"


@given(documents(), st.data())
def test_whatever_is_selected_something_is_said_in_one_line(document: Document, data: st.DataObject) -> None:
    ids = tuple(data.draw(st.lists(st.sampled_from(sorted(document)), max_size=3, unique=True)))
    text = announce(document, ids)
    known = [id for id in ids if id in (*document.claims, *document.relations, *document.groups)]
    assert bool(text) == bool(known)
    assert all(short for _, short in hints(Focus(document, ids)))
