"""Order keys."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.core.order import DIGITS, between

KEYS = st.text(st.sampled_from(DIGITS), max_size=6)


@given(KEYS, KEYS)
def test_a_key_between_two_lies_between_them(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if not low and not high:
        assert between("") > ""
    elif not high.startswith(low) or high[len(low) :].strip("0"):
        key = between(low, high)
        assert low < key < high
        assert set(key) <= set(DIGITS)
    else:
        # Nothing lies between a key and the same with zeros after it.
        with pytest.raises(ValueError, match="no order key fits"):
            between(low, high)


@given(KEYS)
def test_a_key_after_the_last_lies_after_it(low: str) -> None:
    assert between(low) > low


FOREIGN = st.text(st.sampled_from("0aZz!é~ "), max_size=5)


@given(FOREIGN, FOREIGN)
def test_foreign_keys_are_refused_or_kept_in_order(low: str, high: str) -> None:
    try:
        key = between(low, high)
    except ValueError:
        return
    assert low < key
    assert key < high or not high


@given(st.lists(st.integers(0, 5), max_size=60))
def test_wherever_one_inserts_and_however_often_there_is_room(places: list[int]) -> None:
    keys = [between("")]
    for place in places:
        at = min(place, len(keys))
        key = between(keys[at - 1] if at else "", keys[at] if at < len(keys) else "")
        keys.insert(at, key)
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("where", ["first", "last", "middle"])
def test_keys_stay_short(where: str) -> None:
    keys = [between("")]
    for _ in range(300):
        at = {"first": 0, "last": len(keys), "middle": len(keys) // 2}[where]
        keys.insert(at, between(keys[at - 1] if at else "", keys[at] if at < len(keys) else ""))
    assert keys == sorted(keys)
    # A digit holds log2(62) halvings.
    assert max(map(len, keys)) <= {"first": 62, "last": 2, "middle": 62}[where]


def test_three_thousand_keys_at_the_end_have_at_most_six_digits() -> None:
    keys = [""]
    for _ in range(3000):
        keys.append(between(keys[-1]))
    assert keys == sorted(keys)
    assert max(map(len, keys)) == 4
    assert keys[1:4] == ["a0", "a1", "a2"]


def test_random_insertions_keep_their_order() -> None:
    rng, keys = random.Random(1), ["a0"]
    for _ in range(2000):
        at = rng.randrange(len(keys) + 1)
        keys.insert(at, between(keys[at - 1] if at else "", keys[at] if at < len(keys) else ""))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 20


def test_a_key_is_taken_from_the_middle_of_the_room_there_is() -> None:
    assert [between("a5", "b7"), between("a", "c"), between("a0", "a1"), between("", "a0")] == ["aX", "b", "a0V", "I"]


def test_nothing_lies_between_a_key_and_itself_or_the_wrong_way_round() -> None:
    for low, high in (("a", "a"), ("b", "a"), ("a", "a0"), ("", "0"), ("a", "a00")):
        with pytest.raises(ValueError, match="no order key fits"):
            between(low, high)


@pytest.mark.parametrize(("low", "high"), [("é", ""), ("!", ""), ("a~", ""), ("a", "a~"), ("a!", "a0"), ("~", "~~")])
def test_what_is_no_order_key_is_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="no order key"):
        between(low, high)
