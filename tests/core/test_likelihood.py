"""Likelihood in words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.core.likelihood import BOUNDS, MIDDLES, words, words_for


@pytest.mark.parametrize(
    ("likelihood", "word"),
    [
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (0.99, "almost certain"),
    ],
)
def test_a_bound_belongs_to_the_higher_word(likelihood: float, word: str) -> None:
    assert words_for(likelihood) == word


@pytest.mark.parametrize(("bound", "lower"), list(zip(BOUNDS, words())))
def test_just_below_a_bound_the_lower_word_holds(bound: float, lower: str) -> None:
    assert words_for(math.nextafter(bound, 0)) == lower


@given(st.floats(0, 1, exclude_min=True, exclude_max=True), st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_words_rise_with_the_likelihood(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert words().index(words_for(low)) <= words().index(words_for(high))


def test_the_middle_of_a_word_is_in_its_range() -> None:
    assert [words_for(middle) for middle in MIDDLES] == list(words())
    assert len(set(words())) == 7
