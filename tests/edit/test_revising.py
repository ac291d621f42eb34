"""New versions of an article: what is certain is anchored anew, the rest is listed, nothing is on a wrong passage."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from revised_articles import Writer, plain, stands_rightly
from strategies import texts

from argmap.core.anchors import State, states
from argmap.core.change import Put, changed
from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Source
from argmap.core.sentences import lines, sentences
from argmap.core.tolerant import Likeness
from argmap.edit.revising import Case, cases, confirm, confirm_all, leave_out, proposals, update_text
from argmap.edit.sources import excerpt_of

TEXT = (
    "A title\n\nThe council met in March. Traffic fell by half. Traders complained that nobody had asked them.\n\n"
    "In April, too, traffic fell by half. Nobody knows why the “well-known” rule failed."
)


def with_excerpts(text: str, *ranges: tuple[int, int]) -> Document:
    source = Source(text=text, id="s1")
    found = [excerpt_of(source, start, end, "c1") for start, end in ranges]
    numbered = [Excerpt(**{**vars(e), "id": f"x{i}"}) for i, e in enumerate(found) if e is not None]
    return Document([Claim(id="c1"), source, *numbered])


def of(text: str, *words: str) -> Document:
    return with_excerpts(text, *((text.index(w), text.index(w) + len(w)) for w in words))


def revised(document: Document, text: str) -> tuple[Document, tuple[Case, ...]]:
    change, review = update_text(document, "s1", text)
    assert change is not None
    after = document.apply(change)
    assert after.apply(change.inverse()) == document
    assert len(review.kept) + len(review.moved) + len(review.cases) == len(document.excerpts)
    return after, review.cases


@given(texts(min_size=1), st.data())
def test_what_stands_beside_a_stretch_left_out_stands_exactly_and_what_is_in_it_is_given_back(
    text: str, data: st.DataObject
) -> None:
    ranges = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    document = with_excerpts(text, *((min(r), max(r)) for r in ranges))
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    change, lost = leave_out(document, "s1", start, end)
    if change is None:
        assert start == end
        return
    after = document.apply(change)
    assert after.apply(change.inverse()) == document
    left = after.sources["s1"].text
    long = len(text) - len(left)
    begin = next(i for i in range(start + 1) if i + long >= end and left == text[:i] + text[i + long :])
    assert not text[begin:start].strip() and not text[end : begin + long].strip()
    for id, excerpt in document.excerpts.items():
        now = after.excerpts[id]
        if id in lost:
            assert now == excerpt
            assert excerpt.start < begin + long and excerpt.start + len(excerpt.exact) > begin
        else:
            assert now.exact == excerpt.exact
            assert states(after)[id] is State.EXACT


def test_a_paragraph_is_left_out_with_the_space_behind_it() -> None:
    document = of(TEXT, "In April, too", "A title")
    start = TEXT.index("The council")
    change, lost = leave_out(document, "s1", start, TEXT.index("\n\nIn April"))
    assert change is not None and not lost
    assert document.apply(change).sources["s1"].text == "A title\n\n" + TEXT[TEXT.index("In April") :]
    change, lost = leave_out(document, "s1", TEXT.index("In April"), len(TEXT))
    assert change is not None and lost == ("x0",)
    assert document.apply(change).sources["s1"].text == TEXT[: TEXT.index("\n\nIn April")]
    change, _ = leave_out(document, "s1", TEXT.index("Traffic fell"), TEXT.index(" Traders"))
    assert change is not None
    assert "met in March. Traders complained" in document.apply(change).sources["s1"].text


def test_two_hundred_revisions_and_no_anchor_on_a_wrong_passage() -> None:
    seen: Counter[str] = Counter()
    for seed in range(200):
        rng = random.Random(seed)
        writer = Writer(rng)
        paragraphs = writer.article()
        old, _ = plain(paragraphs)
        spans = [*rng.sample(sentences(old), min(8, len(sentences(old)))), *rng.sample(lines(old), 2)]
        for _ in range(6):
            start = rng.randrange(len(old) - 3)
            spans.append((start, min(len(old), start + rng.randint(3, 60))))  # type: ignore[arg-type]
        document = with_excerpts(old, *(tuple(span) for span in spans))
        new, origins = plain(writer.revised(paragraphs))
        change, review = update_text(document, "s1", new)
        after = document.apply(change) if change is not None else document
        for id, state in states(after).items():
            if state is State.EXACT:
                assert stands_rightly(old, new, origins, document.excerpts[id], after.excerpts[id]), (seed, id)
        certain = {*review.kept, *(move.excerpt for move in review.moved)}
        assert all(states(after)[id] is State.EXACT for id in certain), seed
        assert all(after.excerpts[case.excerpt] == document.excerpts[case.excerpt] for case in review.cases)
        assert {*certain, *(case.excerpt for case in review.cases)} == document.excerpts.keys()
        seen["exact"] += len(review.kept)
        seen["moved"] += len(review.moved)
        seen.update(f"case {case.state}" for case in review.cases)
    # The trial is one: everything comes up, and most is settled without being asked.
    assert min(seen[kind] for kind in ("exact", "moved", "case ambiguous", "case lost")) > 50, seen
    assert seen["exact"] + seen["moved"] > 0.6 * seen.total(), seen


@given(texts(min_size=1, max_size=60), texts(max_size=60), st.data())
def test_an_update_lists_every_excerpt_once_and_is_undone(old: str, new: str, data: st.DataObject) -> None:
    ranges = data.draw(st.lists(st.tuples(st.integers(0, len(old)), st.integers(0, len(old))), max_size=4))
    document = with_excerpts(old, *ranges)
    change, review = update_text(document, "s1", new)
    listed = [*review.kept, *(move.excerpt for move in review.moved), *(case.excerpt for case in review.cases)]
    assert sorted(listed) == sorted(document.excerpts)
    after = document
    if change is not None:
        after = document.apply(change)
        assert after.apply(change.inverse()) == document
    for id in (*review.kept, *(move.excerpt for move in review.moved)):
        assert states(after)[id] is State.EXACT
    for case in review.cases:
        assert after.excerpts[case.excerpt] == document.excerpts[case.excerpt]
        for spot in case.candidates:
            picked = confirm(after, case.excerpt, spot.start, spot.end)
            settled = after if picked is None else after.apply(picked)
            if new[spot.start : spot.end].strip():
                assert states(settled)[case.excerpt] is State.EXACT


def test_text_put_before_moves_all_and_text_put_behind_none() -> None:
    document = of(TEXT, "The council met", "Traders complained")
    after, open_ = revised(document, "Corrected.\n\n" + TEXT)
    assert not open_
    assert [e.start for e in after.excerpts.values()] == [e.start + 12 for e in document.excerpts.values()]
    after, open_ = revised(document, TEXT + "\n\nCorrected.")
    assert not open_
    assert [e.start for e in after.excerpts.values()] == [e.start for e in document.excerpts.values()]


def test_of_two_equal_passages_the_one_deleted_is_not_taken_for_the_other() -> None:
    document = of(TEXT, "raffic fell by half")
    _, (case,) = revised(document, TEXT.replace(" Traffic fell by half.", ""))
    assert case.state is State.LOST
    assert case.words == "raffic fell by half"
    assert case.before.endswith("The council met in March. T")


def test_of_two_places_that_are_equal_neither_is_certain() -> None:
    document = of(TEXT, "Traders complained")
    for new in ("Oh! " + TEXT + "\n\n" + TEXT, "Oh! " + TEXT + "\n\n" + TEXT + " More."):
        after, (case,) = revised(document, new)
        assert case.state is State.AMBIGUOUS
        assert [spot.whole for spot in case.candidates] == [True, True]
        assert after.excerpts == document.excerpts
    after, open_ = revised(document, TEXT + "\n\n" + TEXT)
    assert (after.excerpts["x0"].start, open_) == (document.excerpts["x0"].start, ())


def test_a_moved_paragraph_takes_its_excerpts_along() -> None:
    title, first, second = TEXT.split("\n\n")
    document = of(TEXT, "Traders complained", "raffic fell by half", second)
    after, open_ = revised(document, "\n\n".join([title, second, first]))
    assert not open_
    assert {states(after)[id] for id in after.excerpts} == {State.EXACT}
    assert after.excerpts["x1"].start > after.excerpts["x2"].start


def test_words_set_otherwise_are_quoted_as_they_stand_where_their_whole_context_is_there() -> None:
    document = of(TEXT, "the “well-known” rule")
    after, open_ = revised(document, "Oh. " + TEXT.replace("“", '"').replace("”", '"').replace("In April", "In  April"))
    assert not open_
    assert after.excerpts["x0"].exact == 'the "well-known" rule'
    after, (case,) = revised(document, TEXT.replace("well-known” rule", "WELL-KNOWN” rule"))
    assert (case.state, case.candidates[0].likeness) == (State.MOVED, Likeness.CASE)


def test_a_sentence_put_in_other_words_is_lost_and_offered() -> None:
    document = of(TEXT, "Traders complained that nobody had asked them.")
    new = TEXT.replace("complained that nobody had asked them", "protested since nobody had ever asked them")
    after, (case,) = revised(document, new)
    assert case.state is State.LOST
    spot = case.candidates[0]
    assert new[spot.start : spot.end] == "Traders protested since nobody had ever asked them."
    assert spot.likeness is Likeness.OTHER
    change = confirm(after, case.excerpt, spot.start, spot.end)
    assert change is not None
    assert states(after.apply(change)) == {"x0": State.EXACT}


def test_part_of_a_sentence_is_offered_as_the_like_part_of_the_new_one() -> None:
    document = of(TEXT, "nobody had asked them")
    new = TEXT.replace("nobody had asked them", "nobody had ever asked any of them")
    _, (case,) = revised(document, new)
    spot = case.candidates[0]
    assert new[spot.start : spot.end] == "nobody had ever asked any of them"


def test_cases_are_there_after_reopening_and_are_settled_one_by_one_or_at_once() -> None:
    document = of(TEXT, "The council met", "Traders complained")
    source = document.sources["s1"]
    moved = Source(text="Oh! " + TEXT, id="s1")
    reopened = document.apply(changed("", [Put(source, moved)]))
    found = cases(reopened, "s1")
    assert [(case.excerpt, case.state) for case in found] == [("x0", State.MOVED), ("x1", State.MOVED)]
    first = confirm(reopened, "x0", found[0].candidates[0].start, found[0].candidates[0].end)
    assert first is not None
    assert first.label == "Confirm excerpt"
    assert [case.excerpt for case in cases(reopened.apply(first), "s1")] == ["x1"]
    both = confirm_all(reopened, proposals(found))
    assert both is not None
    assert not cases(reopened.apply(both), "s1")
    assert cases(reopened, "no") == ()


def test_a_version_that_brings_words_back_settles_what_was_lost() -> None:
    document = of(TEXT, "Traders complained")
    without, (case,) = revised(document, TEXT.replace("Traders complained", "They said"))
    assert case.state is State.LOST
    again, open_ = revised(without, TEXT)
    assert (again, open_) == (document, ())


@pytest.mark.parametrize("new", ["", "\n", "x"])
def test_a_version_that_says_nothing_loses_all_and_moves_none(new: str) -> None:
    document = of(TEXT, "The council met", "Traders complained")
    after, open_ = revised(document, new)
    assert [case.state for case in open_] == [State.LOST, State.LOST]
    assert after.excerpts == document.excerpts


def test_the_new_text_is_cleaned_and_the_same_text_is_no_change() -> None:
    document = of(TEXT, "The council met")
    change, review = update_text(document, "s1", TEXT.replace("\n", "\r\n"))
    assert change is None
    assert review.kept == ("x0",)
    assert update_text(document, "no", "x") == (None, type(review)())
    after, _ = revised(document, TEXT + "\r\nMore\x00")
    assert after.sources["s1"].text.endswith("\nMore\ufffd")
    assert confirm(document, "x0", 4, 4) is None
    assert confirm(document, "no", 0, 4) is None
