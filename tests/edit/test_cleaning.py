from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.cleaning import clean, clean_line, clean_lines


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once_and_leaves_only_what_can_be_written(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert not set(cleaned) & {chr(n) for n in range(32) if n not in (9, 10)}


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: c >= " " or c in "\t\n")))
def test_text_that_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("\x00\x0b\x1f", "\ufffd\ufffd\ufffd"),
        ("tab\there", "tab\there"),
        ("\ud83d alone \ude00", "\ufffd alone \ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("e\u0301 \x7f \x85 \u2028", "e\u0301 \x7f \x85 \u2028"),
    ],
)
def test_what_a_file_cannot_hold_is_replaced_and_the_rest_is_not_touched(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_line_has_no_breaks_and_names_are_each_there_once() -> None:
    assert clean_line("  two\r\n lines ") == "two lines"
    assert clean_lines([" Russia", "", "Russia ", "the\nunion", "\t"]) == ("Russia", "the union")
