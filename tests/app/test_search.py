"""Finding by words: fuzzy titles, places on the map, claims by number."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import documents, texts

from argmap.app.fuzzy import folded, fuzzy, looked_up, ranked
from argmap.app.picking import pick
from argmap.app.search import Hit, find, found
from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Relation, Source
from argmap.core.roles import derive


def worth(positions: tuple[int, ...], text: str) -> int:
    """The score of one way to find letters in a text, as it is defined."""

    def begins(at: int) -> bool:
        return at == 0 or not text[at - 1].isalnum()

    total = 0
    for n, at in enumerate(positions):
        if n == 0:
            total += 16 if at == 0 else 10 if begins(at) else 0
        elif at == positions[n - 1] + 1:
            total += 8
        else:
            total += (10 if begins(at) else 0) - (at - positions[n - 1] - 1)
    return total


_LETTERS = st.text(st.sampled_from("ab c-"), max_size=9)


@example("-b", "--b")
@given(st.text(st.sampled_from("abc-"), min_size=1, max_size=4), _LETTERS)
def test_of_all_ways_to_find_the_letters_the_best_counts(word: str, text: str) -> None:
    ways = [p for p in combinations(range(len(text)), len(word)) if "".join(text[i] for i in p) == word]
    match = fuzzy(word, text)
    if not ways:
        assert match is None
    else:
        assert match is not None
        assert match.positions in ways
        assert match.score == worth(match.positions, text) == max(worth(way, text) for way in ways)


@given(texts(), texts())
def test_the_positions_are_characters_of_the_text(typed: str, text: str) -> None:
    match = fuzzy(typed, text)
    if match is not None:
        assert list(match.positions) == sorted(set(match.positions))
        assert all(0 <= place < len(text) for place in match.positions)


@given(texts())
def test_folding_says_where_each_character_comes_from(text: str) -> None:
    plain = folded(text)
    assert len(plain.text) == len(plain.origin)
    assert list(plain.origin) == sorted(plain.origin)
    assert all(folded(text[place]).text for place in plain.origin)


@given(texts())
def test_every_text_is_found_by_its_own_words(text: str) -> None:
    assert fuzzy(text, text) is not None


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("arr", "Arrange"),
        ("ab", "Arrange branch"),
        ("branch arr", "Arrange branch"),
        ("ACP", "Add counterpoint"),
        ("addp", "Add premise"),
        ("und", "Undo"),
        ("cut", "Cut"),
        ("ucut", "Undercut"),
    ],
)
def test_the_palette_guesses_what_is_meant(typed: str, best: str) -> None:
    titles = (
        *("Undo", "Undercut", "Cut", "Copy", "Add premise", "Add counterpoint", "Arrange", "Arrange branch"),
        *("Arrange with Graphviz", "Actual size", "Merge claims"),
    )
    assert ranked(typed, titles, str)[0][0] == best


def test_with_nothing_typed_all_candidates_stay_in_their_order() -> None:
    assert [c for c, _ in ranked("  ", ("b", "a"), str)] == ["b", "a"]


OTHERS = {
    "Add premise": ("Tab", "support", "reason", "pro"),
    "Next pane": ("F6", "tab"),
    "Remove with branch": ("Del", "delete", "erase"),
    "Remove the source": ("delete", "article"),
    "Export…": ("Ctrl+E", "E", "picture"),
    "Dark": ("theme", "Colours"),
    "Sort professors": (),
}


@pytest.mark.parametrize(
    ("typed", "best", "others"),
    [
        ("reason", "Add premise", ("reason",)),
        ("REAS", "Add premise", ("reason",)),
        ("tab", "Add premise", ("Tab",)),
        ("ctrl+e", "Export…", ("Ctrl+E",)),
        ("branch delete", "Remove with branch", ("delete",)),
        ("delete source", "Remove the source", ("delete",)),
        ("theme dark", "Dark", ("theme",)),
        ("expo", "Export…", ()),
        ("pro", "Add premise", ("pro",)),
        ("prof", "Sort professors", ()),
        ("add pro", "Add premise", ("pro",)),
    ],
)
def test_an_action_is_found_by_other_words_too(typed: str, best: str, others: tuple[str, ...]) -> None:
    found = looked_up(typed, OTHERS, str, OTHERS.__getitem__)
    assert (found[0].candidate, found[0].others) == (best, others)


def test_what_neither_title_nor_other_words_hold_is_not_found() -> None:
    assert looked_up("reason theme", OTHERS, str, OTHERS.__getitem__) == []
    assert [f.candidate for f in looked_up(" ", OTHERS, str, OTHERS.__getitem__)] == list(OTHERS)


@given(texts(), texts())
def test_without_other_words_looking_up_is_ranking(typed: str, text: str) -> None:
    looked = [(f.candidate, f.score, f.positions) for f in looked_up(typed, (text,), str, lambda _: ())]
    assert looked == [(candidate, *match) for candidate, match in ranked(typed, (text,), str)]


def test_case_and_accents_make_no_difference() -> None:
    assert folded("Grüße, ÅNGSTRÖM ﬁn").text == "grusse, angstrom fin"
    match = fuzzy("gruss", "Die Grüße")
    assert match is not None
    assert match.positions == (4, 5, 6, 7)


MAP = Document(
    [
        Claim("Cars should leave the centre.", main=True, tags=("traffic",), id="t"),
        Claim("Traders lose\ncustom.", by=("The traders' union",), note="Check cars", id="a"),
        Claim("NO2 was halved.", id="b"),
        Relation(premises=("a",), target="t", scheme="analogy", order="a0", id="r1"),
        Relation(premises=("b",), target="t", note="weak step", order="a1", id="r2"),
        Source("The air we breathe", "A. Writer", text="Cars, cars and\nmore cars.", id="s"),
        Excerpt("r1", "s", 0, "Cars, cars", id="x"),
    ]
)


def test_find_looks_in_claims_notes_holders_tags_excerpts_and_sources() -> None:
    assert find(MAP, "CARS") == (
        Hit("t", "t", "text", 0, 4),
        Hit("a", "a", "note", 6, 10),
        Hit("r1", "x", "exact", 0, 4),
        Hit("r1", "x", "exact", 6, 10),
        Hit("", "s", "text", 0, 4),
        Hit("", "s", "text", 6, 10),
        Hit("", "s", "text", 20, 24),
    )
    assert [(h.record, h.field) for w in ("union", "traffic", "weak", "analog") for h in find(MAP, w)] == [
        ("a", "by"),
        ("t", "tags"),
        ("r2", "note"),
        ("r1", "scheme"),
    ]
    assert [(h.record, h.field) for h in find(MAP, "writer")] == [("s", "author")]
    assert found(find(MAP, "cars")) == {"t", "a", "r1"}


def test_a_line_break_is_a_space_and_no_words_find_nothing() -> None:
    assert find(MAP, "  lose custom") == (Hit("a", "a", "text", 8, 19),)
    assert find(MAP, " ") == ()
    assert find(MAP, "no such words") == ()


@given(documents(), st.data())
def test_a_piece_of_a_claim_is_found_where_it_stands(document: Document, data: st.DataObject) -> None:
    claims = [c for c in document.claims.values() if c.text.isascii() and len(c.text) > 2]
    if claims:
        claim = data.draw(st.sampled_from(claims))
        start = data.draw(st.integers(0, len(claim.text) - 2))
        piece = claim.text[start : start + 3]
        if piece.strip() == piece and " " not in " ".join(piece.split()):
            hits = [h for h in find(document, piece) if h.record == claim.id and h.field == "text"]
            assert hits
            assert all(claim.text[h.start : h.end].lower() == piece.lower() for h in hits)


def test_a_number_means_the_claim_of_that_number_then_those_under_it() -> None:
    assert [c.id for c in pick(MAP, "1.1")] == ["a"]
    assert [c.number for c in pick(MAP, "1")] == ["1", "1.1", "1.2"]
    assert [c.id for c in pick(MAP, "1.2.")] == ["b"]


def test_words_mean_the_claims_that_have_them_all_those_at_the_beginning_of_words_first() -> None:
    assert [c.id for c in pick(MAP, "no2 halv")] == ["b"]
    (candidate,) = pick(MAP, "custom lose")
    assert (candidate.text, candidate.positions) == ("Traders lose custom.", (8, 9, 10, 11, 13, 14, 15, 16, 17, 18))
    assert [c.id for c in pick(MAP, "ha")] == ["b"]
    both = Document([Claim("We breathe", id="c1", order="a0"), Claim("Bother the air", id="c2", order="a1")])
    assert [c.id for c in pick(both, "the")] == ["c2", "c1"], "within a word comes after at its beginning"
    assert [c.id for c in pick(both, "e")] == ["c1", "c2"], "of equal ones the first in reading order"


def test_only_what_may_be_picked_is_offered() -> None:
    assert [c.id for c in pick(MAP, "", lambda id: id != "t")] == ["a", "b"]
    assert [c.id for c in pick(MAP, "", most=1)] == ["t"]


@given(documents())
def test_every_claim_is_the_first_meant_by_its_number(document: Document) -> None:
    for id, row in derive(document).rows.items():
        assert pick(document, row.number)[0].id == id
