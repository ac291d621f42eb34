"""Tolerant anchoring: what is only set otherwise is found and named as such; of two equal places none is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from argmap.core.anchors import State, context, state
from argmap.core.folding import Depth, Folded, fold
from argmap.core.likely import likely
from argmap.core.records import Excerpt
from argmap.core.tolerant import Likeness, likeness, locate, locate_all, places

ODD = st.text(st.sampled_from('ab AB\n\t-–—“"’…ßﬁé\u0301\u00ad\u00a0\u200b\u2011👍İ.'), max_size=40)
TEXT = "The “well-known” rule, it is said — by some — fell by half in Čáslav. Nobody knows why; nobody asked them…"


def quote(text: str, words: str) -> Excerpt:
    start = text.index(words)
    return Excerpt("c1", "s1", start, words, *context(text, start, start + len(words)), id="x1")


@given(ODD, st.data())
def test_a_folded_place_comes_from_where_its_characters_stand(text: str, data: st.DataObject) -> None:
    view = Folded(text, Depth.CASE)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    low, high = view.origin(start, end)
    assert 0 <= low < high <= len(text)
    # Folding what it comes from gives it back, whole runs and both neighbours taken along.
    assert view.text[start:end] in view.text[view.place(low) :]
    assert view.place(low) <= start
    assert view.origin(0, len(view.text))[1] <= len(text)


@given(ODD)
def test_folding_is_the_same_whatever_was_done_to_it_first(text: str) -> None:
    spaced = text.replace(" ", "\u00a0").replace("“", '"')
    assert fold(spaced) == fold(text)
    for depth in Depth:
        assert "\u200b" not in fold(text, depth)
        assert "\u00ad" not in fold(text, depth)


@given(st.text(st.sampled_from("ab -B\n“…\u00a0"), min_size=1, max_size=30), st.data())
def test_what_is_taken_from_a_text_is_found_in_it_as_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = Excerpt("c1", "s1", start, text[start:end], *context(text, start, end))
    assert locate(excerpt, text).state is State.EXACT
    assert locate(excerpt, text).spots[0][:2] == (start, end)
    for spot in places(excerpt, text):
        assert 0 <= spot.start < spot.end <= len(text)
        assert (spot.likeness is Likeness.SAME) is (text[spot.start : spot.end] == excerpt.exact)


@given(texts(min_size=1, max_size=40), texts(max_size=40), st.data())
def test_what_stands_exactly_and_nothing_else_is_exact(text: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = Excerpt("c1", "s1", start, text[start:end], *context(text, start, end))
    found = locate(excerpt, new)
    assert (found.state is State.EXACT) is (state(excerpt, new) is State.EXACT)
    if found.state is State.MOVED:
        first, *others = found.spots
        assert first.agrees
        equal = [s for s in others if s.agrees and s.whole == first.whole and s.likeness is first.likeness]
        assert not (equal and first.likeness is Likeness.SAME)


@pytest.mark.parametrize(
    ("words", "new", "expected"),
    [
        ("fell by half in", TEXT.replace(" ", "\u00a0"), Likeness.SPACING),
        ("fell by half in", TEXT.replace(" half", "\n  half"), Likeness.SPACING),
        ("well-known", TEXT.replace("well-known", "well-\nknown"), Likeness.HYPHENATION),
        ("Nobody knows", TEXT.replace("Nobody", "No\u00adbody"), Likeness.SPACING),
        ("Nobody knows", TEXT.replace("Nobody", "No-\nbody"), Likeness.HYPHENATION),
        ("Nobody knows", TEXT.replace("Nobody", "No\u00ad\nbody"), Likeness.HYPHENATION),
        ("The “well-known” rule", TEXT.replace("“", '"').replace("”", '"'), Likeness.MARKS),
        ("it is said — by some", TEXT.replace(" — ", "—"), Likeness.MARKS),
        ("it is said — by some", TEXT.replace("—", "--"), Likeness.MARKS),
        ("asked them…", TEXT.replace("…", "..."), Likeness.MARKS),
        ("in Čáslav", TEXT.replace("Č", "C\u030c"), Likeness.MARKS),
        ("Nobody knows why", TEXT.upper(), Likeness.CASE),
        ("Nobody knows why", TEXT.upper().replace(" ", "\u00a0").replace("KNOWS", "KNO-\nWS"), Likeness.CASE),
    ],
)
def test_words_set_otherwise_are_found_where_they_stand(words: str, new: str, expected: Likeness) -> None:
    new = "Oh! 👩\u200d👧 " + new
    found = locate(quote(TEXT, words), new)
    assert (found.state, found.likeness) == (State.MOVED, expected)
    first = found.spots[0]
    assert fold(new[first.start : first.end]) == fold(words)
    assert new[first.start : first.end] == new[first.start : first.end].strip()
    assert len(found.spots) == 1


def test_of_two_equal_places_none_is_certain() -> None:
    excerpt = quote(TEXT, "fell by half")
    assert locate(excerpt, "Oh. " + TEXT.upper() + " " + TEXT.upper()).state is State.AMBIGUOUS
    assert locate(excerpt, "Oh. " + TEXT + " " + TEXT).state is State.AMBIGUOUS
    # The same words go before words that are only alike.
    found = locate(excerpt, "Oh. " + TEXT.upper() + " " + TEXT)
    assert (found.state, found.likeness) == (State.MOVED, Likeness.SAME)
    assert len(found.spots) == 2


def test_other_words_are_not_found_and_neither_is_nothing() -> None:
    assert locate(quote(TEXT, "fell by half"), TEXT.replace("half", "halves")).state is State.LOST
    assert locate(quote(TEXT, "fell by half"), "").state is State.LOST
    assert locate(Excerpt("c1", "s1", 0, ""), TEXT).state is State.LOST
    assert locate(Excerpt("c1", "s1", 0, " \n"), "x").spots == ()
    assert likeness("re-sign", "resign") is Likeness.HYPHENATION
    assert likeness("resign", "reign") is Likeness.OTHER


def test_all_are_located_by_id() -> None:
    one = quote(TEXT, "Nobody")
    found = locate_all([one], "Oh. " + TEXT)
    assert found.keys() == {"x1"}
    assert found["x1"].spots[0].start == one.start + 4


def test_a_passage_in_other_words_is_likely_where_most_of_its_sentence_stands() -> None:
    old = "Ships wait. The port of Baku shipped twice as much oil in March. The rest is silence."
    new = "It is silent. In March the port of Baku had shipped twice as much oil. Ships wait for it."
    start = old.index("The port")
    (first, *_) = likely(old, start, old.index(" The rest"), new)
    assert new[first.start : first.end] == "In March the port of Baku had shipped twice as much oil."
    assert likely(old, 0, 11, "Something else entirely was said.") == ()
    part = old.index("twice as much oil")
    (first, *_) = likely(old, part, part + 17, new)
    assert new[first.start : first.end] == "twice as much oil"
