"""The table of actions: its rows among themselves, and what every edit row does to any map."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import documents

from argmap.app.actions import Action, Focus, checked, enabled
from argmap.app.catalogue import ACTIONS, BY_ID, MENUS, TOOL_BAR, full_title
from argmap.app.catalogue_arrange import place_of
from argmap.app.catalogue_words import ALSO
from argmap.app.fuzzy import folded
from argmap.app.keys import meet
from argmap.app.navigation import branch
from argmap.app.settings import BY_KEY
from argmap.cli import actions as command_line
from argmap.core import integrity
from argmap.core.document import Document
from argmap.core.ids import MAP, Id
from argmap.core.likelihood import MIDDLES
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive
from argmap.layout.geometry import Geometry, Point, box_at

EDITS = [action for action in ACTIONS if action.scope == "edit"]
MARKS = [action for action in ACTIONS if action.strip and action.scope == "edit"]


@st.composite
def focuses(draw: st.DrawFn) -> Focus:
    """A map with anything selected, a relation visited, and most cards shown somewhere."""
    document = draw(documents())
    claims = sorted(document.claims)
    some = st.sampled_from([*claims, *claims, *sorted(document.relations), *sorted(document), "gone"])
    ids = draw(st.lists(some, max_size=4, unique=True))
    via = draw(st.sampled_from(["", "gone", *sorted(document.relations)]))
    shown = draw(st.lists(st.sampled_from(claims), unique=True)) if claims else []
    cards = {id: box_at(Point(300.0 * n, -57.5 * n), 232, 95) for n, id in enumerate(shown)}
    geometry = draw(st.sampled_from([None, Geometry(cards)]))
    return Focus(document, tuple(ids), via, geometry)


@given(focuses())
def test_every_edit_row_changes_something_or_gives_none_and_is_undone_exactly(focus: Focus) -> None:
    document = focus.document
    for action in EDITS:
        assert action.command is not None
        change = action.command(focus)
        if change is None:
            assert action.may is not None or not enabled(action, focus), action.id
            continue
        assert enabled(action, focus), action.id
        assert change.label, action.id
        after = document.apply(change)
        assert after != document, action.id
        assert after.apply(change.inverse()) == document, action.id
        assert not [p for p in integrity.check(after) if p.severity == "error"], action.id
        assert set(change.focus or ()) <= after.keys(), action.id


@given(focuses())
def test_asking_whether_an_action_is_to_be_had_never_raises(focus: Focus) -> None:
    for action in ACTIONS:
        assert enabled(action, focus) in (True, False)
        assert checked(action, focus) in (True, False)


def test_ids_are_plain_words_and_stand_once() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", action.id) for action in ACTIONS)


def test_every_row_has_a_title_a_menu_that_is_there_and_what_its_scope_asks_for() -> None:
    for action in ACTIONS:
        assert action.title(), action.id
        assert not action.hint().endswith("."), action.id
        assert action.menu == "" or action.menu in MENUS, action.id
        assert (action.command is not None) == (action.scope == "edit"), action.id
        assert (action.where == "article") == (action.scope == "article"), action.id
        assert (action.where == "typing") == (action.scope == "typing"), action.id
        assert action.toggles or (action.checked is None and action.setting is None), action.id
        assert action.keys or not (action.mac or action.released or action.scope in ("article", "typing")), action.id
    assert {action.menu for action in ACTIONS} - {""} == set(MENUS) - {""}


def test_submenus_stand_in_menus() -> None:
    assert all(path.rpartition("/")[0] in ("", *MENUS) for path in MENUS)


def test_no_two_rows_that_meet_share_a_key() -> None:
    for one, other in combinations(ACTIONS, 2):
        if meet(one.where, other.where):
            assert not {*one.keys, *one.mac} & {*other.keys, *other.mac}, (one.id, other.id)
    strip = [action.strip for action in ACTIONS if action.strip]
    assert len(strip) == len(set(strip))
    assert all(len(set(action.keys)) == len(action.keys) for action in ACTIONS)


def test_settings_that_rows_set_are_there() -> None:
    for action in ACTIONS:
        if action.setting is not None:
            key, value = action.setting
            assert BY_KEY[key].accepts(value), action.id


def test_titles_for_the_palette_are_told_apart() -> None:
    titles = [full_title(action) for action in ACTIONS if action.scope not in ("article", "typing")]
    assert len(titles) == len(set(titles)), sorted(t for t in titles if titles.count(t) > 1)
    assert full_title(BY_ID["mark-low"]) == "Confidence: Low"
    assert full_title(BY_ID["add-premise"]) == "Add premise"


def test_the_tool_bar_shows_rows_of_the_table() -> None:
    assert {id for id in TOOL_BAR if id} <= BY_ID.keys()
    assert all(BY_ID[id].icon for id in TOOL_BAR if id)


def table(text: str) -> dict[str, str]:
    """Keys and ids, written as `key id; key id`."""
    words = text.replace(";", " ").split()
    return dict(zip(words[::2], words[1::2], strict=True))


ON_THE_MAP = table("""
    Tab add-premise; Shift+Tab add-counterpoint; Return add-another; Ctrl+Return add-linked
    Ctrl+Shift+Return add-thesis; F2 edit-text; Del delete; Shift+Del dissolve
    Left go-target; Right go-bearing; Up go-before; Down go-after; Ctrl+Left go-relation
    Shift+Left extend-target; Shift+Right extend-bearing; Shift+Up extend-before; Shift+Down extend-after
    Ctrl+Shift+Left nudge-left; Ctrl+Shift+Right nudge-right; Ctrl+Shift+Up nudge-up; Ctrl+Shift+Down nudge-down
    Alt+Up move-up; Alt+Down move-down; Alt+Left promote; Alt+Right demote; Ctrl+PgUp back; Ctrl+PgDown forward
    Ctrl+R flip; Ctrl+U undercut; Ctrl+I insert-step; Ctrl+L also-bears-on; Ctrl+Shift+L bears-on-instead
    Ctrl+J join; Ctrl+Shift+J separate; Ctrl+Shift+M merge; Ctrl+G group; Alt+Return marks; Shift+F2 edit-note
    F8 next-unfinished; Shift+F8 previous-unfinished; Space fold; Ctrl+F find; Ctrl+K palette
    Ctrl+0 fit; Ctrl+1 actual-size; Ctrl+Shift+F focus; F9 arrange; Ctrl+E export; F6 next-pane; Shift+F6 previous-pane
""")
IN_THE_ARTICLE = table("""
    T article-thesis; P article-premise; L article-linked; C article-counterpoint; U article-undercut
    A article-attach; 1 article-thesis; 2 article-premise; 5 article-linked; 3 article-counterpoint
    4 article-undercut; 0 article-attach; G article-target; N article-unmapped
    Up article-before; Down article-after; Shift+Up article-extend-before; Shift+Down article-extend-after
    Shift+T article-thesis-as-it-is; Shift+P article-premise-as-it-is; Shift+L article-linked-as-it-is
    Shift+C article-counterpoint-as-it-is; Shift+U article-undercut-as-it-is
""")
IN_THE_STRIP = table("""
    e mark-evidence; t mark-testimony; a mark-assumption; g mark-gap; q mark-question; i mark-implicit
    1 mark-almost-no-chance; 2 mark-very-unlikely; 3 mark-unlikely; 4 mark-even-chance; 5 mark-likely
    6 mark-very-likely; 7 mark-almost-certain; 0 mark-no-likelihood; l mark-low; m mark-moderate; h mark-high
    b mark-by; # mark-tag
""")


def test_every_key_that_the_design_names_does_what_it_says() -> None:
    on_map = {key: a.id for a in ACTIONS if a.where in ("map", "window") for key in a.keys}
    assert ON_THE_MAP.items() <= on_map.items()
    assert IN_THE_ARTICLE.items() <= {key: a.id for a in ACTIONS if a.where == "article" for key in a.keys}.items()
    assert {a.strip: a.id for a in ACTIONS if a.strip} == IN_THE_STRIP
    typing = {key for a in ACTIONS if a.where == "typing" for key in a.keys}
    assert {"Return", "Tab", "Shift+Tab", "Ctrl+Return", "Shift+Return", "Esc"} <= typing


def test_wherever_return_is_bound_the_number_pad_does_the_same() -> None:
    for action in ACTIONS:
        pads = {key[:-6] + "Enter" for key in action.keys if key.endswith("Return")}
        assert pads <= set(action.keys), action.id


SMALL = Document(
    [
        *(Claim(id, main=id == "t", id=id) for id in "tabc"),
        Relation(premises=("a",), target="t", order="a0", id="r1"),
        Relation(Kind.ATTACK, ("b",), "t", order="a1", id="r2"),
        Relation(premises=("b",), target="a", order="a0", id="r3"),
    ]
)
"""a and b bear on t, b on a too; c is loose."""


def done(action: str, focus: Focus) -> Document:
    command = BY_ID[action].command
    assert command is not None
    change = command(focus)
    assert change is not None, f"{action} changes nothing"
    return focus.document.apply(change)


@pytest.mark.parametrize(("via", "turned"), [("", "r3"), ("r3", "r3"), ("r2", "r2"), ("r1", "r3"), ("gone", "r3")])
def test_flip_and_undercut_mean_the_relation_last_visited(via: Id, turned: Id) -> None:
    focus = Focus(SMALL, ("b",), via)
    kinds = {id: r.kind for id, r in done("flip", focus).relations.items()}
    assert [id for id, kind in kinds.items() if kind is not SMALL.relations[id].kind] == [turned]
    after = done("undercut", focus)
    (new,) = after.relations.keys() - SMALL.relations.keys()
    assert after.relations[new].target == turned


def test_several_are_flipped_deleted_marked_and_grouped_together() -> None:
    both = Focus(SMALL, ("a", "c"))
    assert set(done("delete", both).claims) == {"t", "b"}
    assert [c.id for c in done("mark-evidence", both).claims.values() if c.basis] == ["a", "c"]
    assert len({c.group for c in done("group", both).claims.values()}) == 2
    kinds = [r.kind for r in done("flip", Focus(SMALL, ("r1", "r2"))).relations.values()]
    assert kinds == [Kind.ATTACK, Kind.SUPPORT, Kind.SUPPORT]


def test_the_first_selected_claim_keeps_its_wording_when_claims_are_merged() -> None:
    assert done("merge", Focus(SMALL, ("c", "b"))).claims["c"].text == "c"


@pytest.mark.parametrize("action", MARKS, ids=lambda a: a.id)
def test_a_mark_set_shows_as_checked_and_goes_when_set_again(action: Action) -> None:
    if action.id == "mark-no-likelihood":
        return
    focus = Focus(SMALL, ("a", "b"))
    assert not checked(action, focus)
    marked = Focus(done(action.id, focus), ("a", "b"))
    assert checked(action, marked)
    if action.menu == "marks/likelihood":
        assert not enabled(action, marked), "its word stands already"
        assert done("mark-no-likelihood", marked) == SMALL
    else:
        assert done(action.id, marked) == SMALL


def test_a_likelihood_word_leaves_a_number_that_has_it_as_it_is() -> None:
    own = Document([Claim(likelihood=0.7, id="a"), Claim(likelihood=0.9, id="b"), Claim(id="c")])
    likely = done("mark-likely", Focus(own, ("a", "b", "c")))
    assert [c.likelihood for c in likely.claims.values()] == [0.7, MIDDLES[4], MIDDLES[4]]
    assert not enabled(BY_ID["mark-likely"], Focus(own, ("a",)))


def test_a_mark_that_some_have_is_set_on_all() -> None:
    some = done("mark-gap", Focus(SMALL, ("a",)))
    assert not checked(BY_ID["mark-gap"], Focus(some, ("a", "b")))
    assert [c.basis for c in done("mark-gap", Focus(some, ("a", "b"))).claims.values()] == ["", "gap", "gap", ""]


def places(document: Document) -> dict[Id, tuple[int, int] | None]:
    return {id: claim.at for id, claim in document.claims.items()}


def test_a_nudge_moves_the_selected_by_eight_and_pins_the_others_where_they_are_shown() -> None:
    cards = {id: box_at(Point(100.0 * n, 50.5), 232, 95) for n, id in enumerate("tab")}
    moved = done("nudge-right", Focus(SMALL, ("a", "c", "r1"), geometry=Geometry(cards)))
    assert places(moved) == {"t": (0, 50), "a": (108, 50), "b": (200, 50), "c": None}
    again = done("nudge-up", Focus(moved, ("a",)))
    assert places(again) == {**places(moved), "a": (108, 42)}
    command = BY_ID["nudge-up"].command
    assert command is not None
    assert command(Focus(SMALL, ("a",))) is None, "nothing says where the card stands"
    assert command(Focus(moved, ("c",))) is None


def test_arranging_places_every_card_and_once_is_enough() -> None:
    arranged = done("arrange", Focus(SMALL))
    assert None not in places(arranged).values()
    command = BY_ID["arrange"].command
    assert command is not None
    assert command(Focus(arranged)) is None


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
def test_arranging_in_a_direction_puts_the_thesis_on_that_side(direction: str) -> None:
    arranged = done(f"arrange-{direction}", Focus(SMALL))
    assert arranged.info.direction == direction
    assert checked(BY_ID[f"arrange-{direction}"], Focus(arranged))
    (x, y), *rest = [at for id, at in places(arranged).items() if at is not None and id != "c"]
    sides: dict[str, Callable[[tuple[int, int]], bool]] = {
        "up": lambda at: at[1] > y,
        "down": lambda at: at[1] < y,
        "left": lambda at: at[0] > x,
        "right": lambda at: at[0] < x,
    }
    assert all(sides[direction](at) for at in rest)


def test_arranging_a_branch_leaves_its_top_card_and_all_others_where_they_are() -> None:
    placed = done("arrange", Focus(SMALL))
    command = BY_ID["nudge-left"].command
    assert command is not None
    moved = done("nudge-left", Focus(placed, ("a", "b", "c")))
    arranged = done("arrange-branch", Focus(done("nudge-down", Focus(moved, ("b",))), ("a",)))
    assert branch(SMALL, "a") == ("a", "b")
    assert places(arranged) == places(moved), "b is back where the arrangement has it beside a"
    branch_again = BY_ID["arrange-branch"].command
    assert branch_again is not None
    assert branch_again(Focus(arranged, ("a",))) is None


@given(focuses())
def test_arranging_a_branch_moves_nothing_outside_it(focus: Focus) -> None:
    command = BY_ID["arrange-branch"].command
    assert command is not None
    change = command(focus)
    if change is not None:
        inside = set(branch(focus.document, focus.one)) - {focus.one}
        after = Focus(focus.document.apply(change), geometry=focus.geometry)
        for id in focus.document.claims.keys() - inside:
            old, new = place_of(focus, id), place_of(after, id)
            assert (old is None) == (new is None)
            assert old is None or new is None or (round(old[0]), round(old[1])) == new


def test_the_focus_knows_its_primary_and_the_relation_that_belongs_to_it() -> None:
    focus = Focus(SMALL, ("a", "b", "gone"), "r2")
    assert (focus.one, focus.claims, focus.visited, focus.step) == ("b", ("a", "b"), "r2", "r2")
    assert focus.steps == ("a", "r2", "gone")
    other = Focus(SMALL, ("b", "a"), "r2")
    assert (other.visited, other.step, other.steps) == ("", "a", ("b", "a"))
    assert Focus(SMALL, (MAP,)).claims == ()
    assert Focus(SMALL).one == ""


def test_the_command_line_lists_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run(command_line.parser().parse_args([])) == 0
    text = capsys.readouterr().out
    listed = {line.split()[0] for line in text.splitlines() if line.startswith("  ")}
    assert listed == BY_ID.keys()
    assert command_line.run(command_line.parser().parse_args(["--json"])) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [action.id for action in ACTIONS]
    known = dict(id="new", title="New map", scope="file", where="window", menu="file", standard="New")  # noqa: C408
    assert rows[0] == {**known, "keys": ["Ctrl+N"]}


def test_the_key_page_has_a_row_for_every_action_in_tables_that_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run(command_line.parser().parse_args(["--markdown"])) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.startswith("| ") and line not in ("| key | does |", "| --- | --- |")]
    strip = sum(bool(action.strip) for action in ACTIONS)
    assert len(rows) == len(ACTIONS) + strip
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 3 for row in rows)
    assert "| Ctrl+Shift+Enter | New thesis |" in rows
    assert "| Ctrl++, Ctrl+= | Zoom in |" in rows


def test_in_an_empty_map_one_can_begin() -> None:
    empty = Focus(Document())
    assert {a.id for a in EDITS if enabled(a, empty)} >= {"add-thesis", "add-claim"}
    thesis = done("add-thesis", empty)
    assert [row.number for row in derive(thesis).rows.values()] == ["1"]


def test_other_words_are_for_rows_there_are_and_say_more_than_the_title() -> None:
    assert ALSO.keys() <= BY_ID.keys()
    for id, words in ALSO.items():
        said = words().split()
        assert len(said) == len(set(said)), id
        assert all(folded(word).text not in folded(BY_ID[id].title()).text.split() for word in said), id
        assert BY_ID[id].also() == words()
