from __future__ import annotations

import pytest
from edit.small_maps import a_map, done
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from argmap.core.anchors import State, state
from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Source
from argmap.edit import sources

TEXT = "Measured NO2 halved on the closed street. Traders there lost a tenth of their custom."


def test_a_source_is_added_with_its_text_cleaned_and_its_details_in_one_line() -> None:
    document = a_map()
    change = sources.add_source(document, title=" The\nair ", text="a\r\nb\x00", reliability="B")
    (source,) = done(document, change).sources.values()
    assert (source.title, source.text, source.reliability) == ("The air", "a\nb\ufffd", "B")
    assert change is not None
    assert change.focus == (source.id,)
    assert sources.add_source(document, reliability="G") is None  # type: ignore[arg-type]


def test_a_source_is_described_and_keeps_the_rest() -> None:
    document = a_map(more=[Source(title="one", text="text", id="s1")])
    after = done(document, sources.describe_source(document, "s1", author="A. Author", reliability="F"))
    assert after.sources["s1"] == Source(title="one", text="text", author="A. Author", reliability="F", id="s1")
    assert sources.describe_source(document, "s1", title="one") is None
    with pytest.raises(TypeError, match="editor"):
        sources.describe_source(document, "s1", editor="x")  # type: ignore[call-arg]


def test_a_source_is_removed_with_its_excerpts() -> None:
    document = a_map("t", more=[Source(text="one", id="s1"), Excerpt("t", "s1", 0, "one", id="x1")])
    assert done(document, sources.remove_source(document, "s1")) == a_map("t")
    assert sources.remove_source(document, "t") is None


@given(texts(max_size=120), st.integers(-2, 130), st.integers(-2, 130))
def test_an_excerpt_stands_exactly_where_it_was_taken_with_up_to_32_characters_on_either_side(
    text: str, start: int, end: int
) -> None:
    document = Document([Claim(id="t"), Source(text=text, id="s1")])
    change = sources.cite(document, "t", "s1", start, end)
    possible = 0 <= start < end <= len(text) and bool(text[start:end].strip())
    assert (change is not None) == possible
    if possible:
        (excerpt,) = done(document, change).excerpts.values()
        assert state(excerpt, text) is State.EXACT
        assert excerpt.exact == text[start:end]
        assert text[: start + len(excerpt.exact)].endswith(excerpt.prefix + excerpt.exact)
        assert len(excerpt.prefix) == min(32, start)
        assert len(excerpt.suffix) == min(32, len(text) - end)


def test_a_relation_rests_on_words_too_and_on_the_same_words_once() -> None:
    document = a_map("r: p > t", more=[Source(text=TEXT, id="s1")])
    cited = done(document, sources.cite(document, "r", "s1", 0, 8))
    assert sources.cite(cited, "r", "s1", 0, 8) is None
    assert sources.cite(cited, "t", "s1", 0, 8) is not None
    assert sources.cite(cited, "r", "s1", 0, 9) is not None
    assert sources.cite(cited, "s1", "s1", 0, 8) is None
    assert sources.cite(cited, "t", "p", 0, 8) is None


def test_an_excerpt_passes_to_another_claim_or_goes() -> None:
    document = a_map("r: p > t", more=[Source(text=TEXT, id="s1"), Excerpt("p", "s1", 0, "Measured", id="x1")])
    change = sources.attach_excerpt(document, "x1", "r")
    assert done(document, change).excerpts["x1"].on == "r"
    assert change is not None
    assert change.focus == ("r",)
    assert sources.attach_excerpt(document, "x1", "s1") is None
    assert not done(document, sources.detach_excerpt(document, "x1")).excerpts


def test_a_moved_anchor_is_confirmed_only_where_its_words_stand() -> None:
    text = "Well. " + TEXT
    document = a_map("t", more=[Source(text=text, id="s1"), Excerpt("t", "s1", 0, "Measured", id="x1")])
    assert sources.move_anchor(document, "x1", 0) is None
    assert sources.move_anchor(document, "x1", -80) is None
    excerpt = done(document, sources.move_anchor(document, "x1", 6)).excerpts["x1"]
    assert (excerpt.start, excerpt.prefix, excerpt.exact) == (6, "Well. ", "Measured")
    assert state(excerpt, text) is State.EXACT


def test_confirming_words_that_stand_at_their_start_in_another_context_takes_that_context() -> None:
    found = Excerpt("t", "s1", 0, "Measured", suffix=" at noon", id="x1")
    document = a_map("t", more=[Source(text=TEXT, id="s1"), found])
    assert state(found, TEXT) is State.AMBIGUOUS
    after = done(document, sources.move_anchor(document, "x1", 0))
    assert state(after.excerpts["x1"], TEXT) is State.EXACT
    assert sources.move_anchor(after, "x1", 0) is None


def test_lost_words_are_replaced_by_others() -> None:
    document = a_map("t", more=[Source(text=TEXT, id="s1"), Excerpt("t", "s1", 0, "Gone", credibility=2, id="x1")])
    excerpt = done(document, sources.requote(document, "x1", 9, 19)).excerpts["x1"]
    assert (excerpt.exact, excerpt.credibility, excerpt.on) == ("NO2 halved", 2, "t")
    assert sources.requote(document, "x1", 9, 9) is None


def test_credibility_is_one_to_six_or_none() -> None:
    document = a_map("t", more=[Source(text=TEXT, id="s1"), Excerpt("t", "s1", 0, "Measured", id="x1")])
    rated = done(document, sources.rate(document, ["x1", "t"], 6))
    assert rated.excerpts["x1"].credibility == 6
    assert done(rated, sources.rate(rated, ["x1"], None)) == document
    assert sources.rate(document, ["x1"], 0) is None
    assert sources.rate(document, ["x1"], 7) is None
