"""Anchors: whether the words of an excerpt still stand where it says, and never those of another passage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import documents, texts

from argmap.core.anchors import CONTEXT, FARTHEST, MOST, Place, State, context, find, state, states
from argmap.core.change import Put, changed
from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Source


def anchored(text: str, exact: str, nth: int = 0) -> Excerpt:
    """An excerpt of the nth occurrence of some words, as it is taken from a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    prefix, suffix = context(text, start, start + len(exact))
    return Excerpt("c1", "s1", start, exact, prefix, suffix, id="x1")


@given(texts(min_size=1, max_size=60), st.data())
def test_what_is_taken_from_a_text_stands_there_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    prefix, suffix = context(text, start, end)
    assert (prefix + text[start:end] + suffix) in text
    excerpt = Excerpt("c1", "s1", start, text[start:end], prefix, suffix)
    assert state(excerpt, text) is State.EXACT
    best = find(excerpt.exact, prefix, suffix, text, near=start)[0]
    assert best == Place(start, end, len(prefix), len(suffix), True, True)


@given(texts(min_size=1, max_size=40), texts(max_size=40), st.data())
def test_exact_is_said_only_where_words_and_context_stand_at_the_start(
    text: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = Excerpt("c1", "s1", start, text[start:end], *context(text, start, end))
    whole = excerpt.prefix + excerpt.exact + excerpt.suffix
    stands = new.startswith(whole, start - len(excerpt.prefix))
    assert (state(excerpt, new) is State.EXACT) is stands


@given(texts(min_size=1, max_size=40), texts(min_size=1, max_size=20))
def test_text_put_before_moves_an_anchor_and_taken_away_again_it_stands(text: str, before: str) -> None:
    excerpt = Excerpt("c1", "s1", 0, text, "", "")
    assume(not (before + text).startswith(text))
    moved = state(excerpt, before + text)
    assert moved is (State.MOVED if _count(before + text, text) == 1 else State.AMBIGUOUS)
    assert any(place.start == len(before) for place in find(text, "", "", before + text))


@given(st.text(st.sampled_from("ab"), min_size=1, max_size=300), st.data())
def test_context_is_as_long_as_it_takes_to_tell_a_passage_from_all_others(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    exact = text[start : start + 3]
    prefix, suffix = context(text, start, start + len(exact))
    reach = max(len(prefix), len(suffix))
    assert _count(text, prefix + exact + suffix) == 1
    if reach > CONTEXT:
        shorter = text[max(0, start - reach // 4) : start + len(exact) + reach // 4]
        assert _count(text, shorter) > 1


def test_context_has_an_end_in_a_text_that_says_the_same_for_ever() -> None:
    text = "again and " * 1000
    assert [len(side) for side in context(text, 5000, 5005)] == [FARTHEST, FARTHEST]
    assert [len(side) for side in context(text + "then", 10000, 10004)] == [CONTEXT, 0]


def _count(text: str, words: str) -> int:
    return sum(text.startswith(words, at) for at in range(len(text)))


@given(texts(max_size=60), texts(min_size=1, max_size=3), texts(max_size=5), texts(max_size=5), st.integers(0, 60))
def test_find_gives_all_places_the_likeliest_first(text: str, exact: str, prefix: str, suffix: str, near: int) -> None:
    found = find(exact, prefix, suffix, text, near)
    assert sorted(place.start for place in found) == [at for at in range(len(text)) if text.startswith(exact, at)]
    for place in found:
        assert text[place.start : place.end] == exact
        before, after = text[: place.start], text[place.end :]
        assert place.before == max(n for n in range(len(prefix) + 1) if before.endswith(prefix[len(prefix) - n :]))
        assert place.after == max(n for n in range(len(suffix) + 1) if after.startswith(suffix[:n]))
        assert place.whole is (place.before + place.after == len(prefix) + len(suffix))
        assert place.agrees is (2 * (place.before + place.after) >= len(prefix) + len(suffix))
    keys = [(-place.before - place.after, abs(place.start - near)) for place in found]
    assert keys == sorted(keys)


TEXT = (
    "The council met. Traffic fell by half. Traders complained.\nIn March, too, traffic fell by half. Nobody knows why."
)


@pytest.mark.parametrize(
    ("old", "exact", "new", "expected"),
    [
        (TEXT, "Traders complained.", TEXT, State.EXACT),
        (TEXT, "Traders complained.", "Indeed. " + TEXT, State.MOVED),
        (TEXT, "Traders complained.", TEXT.replace("Traders", "Shops"), State.LOST),
        (TEXT, "Traders complained.", TEXT + "\n" + TEXT, State.EXACT),
        (TEXT, "Traders complained.", "Oh! " + TEXT + "\n" + TEXT, State.AMBIGUOUS),
        (TEXT, "Traders complained.", "Traders complained. Nothing else is left of it.", State.LOST),
        (TEXT, "Traders complained.", "", State.LOST),
        ("👩\u200d👧 said 👍🏽 to it 🇪🇺.", "👍🏽 to it", "👩\u200d👧 said 👍🏽 to it 🇪🇺.", State.EXACT),
        ("👩\u200d👧 said 👍🏽 to it 🇪🇺.", "👍🏽 to it", "🙂👩\u200d👧 said 👍🏽 to it 🇪🇺.", State.MOVED),
        ("👩\u200d👧 said 👍🏽 to it 🇪🇺.", "👍🏽 to it", "👩\u200d👧 said 👍🏿 to it 🇪🇺.", State.LOST),
        ("cafe\u0301 noir", "cafe\u0301", "cafe\u0301 noir", State.EXACT),
        ("cafe\u0301 noir", "cafe\u0301", "caf\u00e9 noir", State.LOST),
        ("a cafe of old", "cafe", "a cafe\u0301 of old", State.AMBIGUOUS),
        ("one\ntwo\nthree", "one\ntwo", "one\r\ntwo\r\nthree".replace("\r\n", "\n"), State.EXACT),
        ("5\u00a0% of it", "5\u00a0%", "5 % of it", State.LOST),
        ("break\u00adfast time", "break\u00adfast", "breakfast time", State.LOST),
        ("עברית ועוד", "עברית", "\u202bעברית ועוד", State.MOVED),
    ],
)
def test_states_by_example(old: str, exact: str, new: str, expected: State) -> None:
    assert state(anchored(old, exact), new) is expected


def test_of_two_equal_passages_each_keeps_its_own() -> None:
    for nth in (0, 1):
        assert state(anchored(TEXT, "raffic fell by half", nth), TEXT) is State.EXACT
        moved = find(*quoted(anchored(TEXT, "raffic fell by half", nth)), "Oh. " + TEXT)
        assert moved[0].start == anchored(TEXT, "raffic fell by half", nth).start + 4
        assert (moved[0].whole, moved[1].agrees) == (True, False)
        assert state(anchored(TEXT, "raffic fell by half", nth), "Oh. " + TEXT) is State.MOVED


def quoted(excerpt: Excerpt) -> tuple[str, str, str]:
    return excerpt.exact, excerpt.prefix, excerpt.suffix


def test_the_next_of_two_like_items_does_not_pass_for_the_one_deleted_before_it() -> None:
    old = "Measured:\nExports rose by 5 % in March.\nExports rose by 5 % in April.\n"
    excerpt = anchored(old, "rose by 5 %")
    new = old.replace("Exports rose by 5 % in March.\n", "")
    assert new.startswith(excerpt.exact, excerpt.start)
    assert state(excerpt, new) is State.AMBIGUOUS


def test_words_at_the_start_in_another_context_are_ambiguous_even_if_they_stand_in_theirs_elsewhere() -> None:
    old = "It fell by half. They said so.\nAnd then: it rose.\n"
    excerpt = anchored(old, "fell by half")
    assert state(excerpt, "So fell by half the town.\n" + old) is State.AMBIGUOUS


def test_a_passage_only_elsewhere_and_in_another_context_is_lost_and_still_shown_as_a_candidate() -> None:
    excerpt = anchored(TEXT, "Traffic fell by half")
    new = "Prices rose, we hear, and nothing else. Traffic fell by half in other towns; not here."
    assert state(excerpt, new) is State.LOST
    assert [place.start for place in find(*quoted(excerpt), new)] == [new.index("Traffic")]


def test_half_of_the_context_is_enough_where_one_place_has_it() -> None:
    excerpt = Excerpt("c1", "s1", 50, "words", "abcd", "efgh")
    for text, expected in (
        ("..cd words efgh".replace(" ", ""), State.MOVED),
        ("abcdwords", State.MOVED),
        ("..bcdwordsx", State.LOST),
        ("abcdwords / wordsefgh", State.AMBIGUOUS),
        ("abcdwords / abcdwordsefgh", State.MOVED),
        ("abcdwordsefgh / abcdwordsefgh", State.AMBIGUOUS),
    ):
        assert state(excerpt, text) is expected, text


def test_without_context_words_are_found_where_they_stand_once() -> None:
    excerpt = Excerpt("c1", "s1", 10, "word")
    assert state(excerpt, "a word") is State.MOVED
    assert state(excerpt, "a word or word") is State.EXACT
    assert state(excerpt, "two words: a word") is State.AMBIGUOUS


def test_an_excerpt_of_nothing_and_one_that_starts_before_the_text_are_lost() -> None:
    assert state(Excerpt("c1", "s1", 0, ""), "text") is State.LOST
    assert find("", "", "", "text") == ()
    assert state(Excerpt("c1", "s1", -4, "none"), "text") is State.LOST
    assert state(Excerpt("c1", "s1", -4, "text"), "text") is State.MOVED


def test_words_that_stand_everywhere_are_ambiguous_soon() -> None:
    text = "a" * (MOST + 100)
    assert state(Excerpt("c1", "s1", len(text), "a", "b", ""), text) is State.AMBIGUOUS
    assert len(find("a", "b", "", text)) == MOST


@given(documents(min_claims=1), st.data())
def test_states_are_those_of_every_excerpt(document: Document, data: st.DataObject) -> None:
    found = states(document)
    assert found.keys() == document.excerpts.keys()
    for id, excerpt in document.excerpts.items():
        assert found[id] is state(excerpt, document.sources[excerpt.source].text)


def test_states_follow_the_text_of_the_source_and_the_excerpt() -> None:
    source, excerpt = Source("Title", text=TEXT, id="s1"), anchored(TEXT, "Traders complained.")
    document = Document([Claim(id="c1"), source, excerpt])
    assert states(document) == {"x1": State.EXACT}
    retitled = document.apply(changed("", [Put(source, replace(source, title="Other"))]))
    assert states(retitled) is states(document)
    revision = document.apply(changed("", [Put(source, replace(source, text="Oh. " + TEXT))]))
    assert states(revision) == {"x1": State.MOVED}
    confirmed = revision.apply(changed("", [Put(excerpt, replace(excerpt, start=excerpt.start + 4))]))
    assert states(confirmed) == {"x1": State.AMBIGUOUS if len(excerpt.prefix) == 0 else State.EXACT}
    other = replace(excerpt, source="s2", id="x2")
    both = document.apply(changed("", [Put(source, replace(source, text="")), Put(None, other)]))
    assert states(both) == {"x1": State.LOST, "x2": State.LOST}
    gone = document.apply(changed("", [Put(source, None)]))
    assert states(gone) == {"x1": State.LOST}
    assert states(gone.apply(changed("", [Put(excerpt, None)]))) == {}
