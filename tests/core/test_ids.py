"""Ids and the seam through which tests count them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.core import ids


def test_a_random_id_is_the_letter_and_eight_signs_that_are_not_misread() -> None:
    found = {ids.random_id("c") for _ in range(2000)}
    assert len(found) == 2000
    assert all(re.fullmatch("c[0-9a-hjkmnp-tv-z]{8}", id) for id in found)
    assert {sign for id in found for sign in id[1:]} == set(ids.ALPHABET)
    assert len(ids.ALPHABET) == 32


def test_ids_count_in_tests_and_within_a_count_of_their_own() -> None:
    assert [ids.new_id("c"), ids.new_id("r")] == ["c1", "r2"]
    with ids.made_by(ids.counter()):
        assert ids.new_id("s") == "s1"
    assert ids.new_id("c") == "c3"


def test_the_maker_before_is_back_after_an_error() -> None:
    with pytest.raises(RuntimeError), ids.made_by(lambda letter: "x"):
        assert ids.new_id("c") == "x"
        raise RuntimeError
    assert ids.new_id("c") == "c1"


def test_ids_are_random_where_no_other_maker_is_in_force() -> None:
    with ids.made_by(ids.random_id):
        assert ids.new_id("g") != ids.new_id("g")


@given(st.integers())
def test_every_example_counts_from_one(_: int) -> None:
    assert [ids.new_id("c"), ids.new_id("c")] == ["c1", "c2"]
