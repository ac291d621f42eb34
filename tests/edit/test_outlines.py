from __future__ import annotations

import pytest
from edit.small_maps import a_map, done, lines, words
from hypothesis import given
from hypothesis import strategies as st

from argmap.core.document import EMPTY
from argmap.core.records import Kind
from argmap.core.roles import Role, derive
from argmap.edit.outlines import paste_text, read_outline


def tree(text: str) -> list[str]:
    """The outline as lines `-` and depth, sign and text."""
    found = read_outline(text)
    depths: list[int] = []
    for line in found:
        depths.append(depths[line.above] + 1 if line.above >= 0 else 0)
    return [f"{'.' * d}{'+' if x.kind is Kind.SUPPORT else '−'}{x.text}" for d, x in zip(depths, found, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", ["+one"]),
        ("a\n\tb\n\t\tc\n\td\ne", ["+a", ".+b", "..+c", ".+d", "+e"]),
        ("a\n  b\n    c\n  d", ["+a", ".+b", "..+c", ".+d"]),
        ("- a\n- b\n  * c\n  • d\n    – e", ["+a", "+b", ".+c", ".+d", "..+e"]),
        ("1. a\n   1.1. b\n2) c\n(3) d", ["+a", ".+b", "+c", "+d"]),
        ("Close the centre.\n- NO2 halved\n- quiet", ["+Close the centre.", ".+NO2 halved", ".+quiet"]),
        ("a\n+ b\n− c", ["+a", ".+b", ".−c"]),
        ("a\n  + b\n  - c\n    - d", ["+a", ".+b", ".−c", "..+d"]),
        ("a\n  - c", ["+a", ".+c"]),
        ("a\nPro: b\nCon: c\n  - con:d", ["+a", ".+b", ".−c", "..−d"]),
        ("- a\n  goes on\n  and on\n- b", ["+a goes on and on", "+b"]),
        ("a\n\n\n  b", ["+a", ".+b"]),
        ("    a\n  b\n      c\n    d", ["+a", "+b", ".+c", ".+d"]),
        ("a\r\n\tb\r\n", ["+a", ".+b"]),
    ],
)
def test_indentation_and_bullets_say_what_stands_under_what(text: str, expected: list[str]) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    "text",
    ["-5 degrees", "3.5 percent", "2024. The year", "Con:", "+1", "*emphasis* here", "Prospects: good", "1.2 million"],
)
def test_what_only_looks_like_a_bullet_stays_in_the_text(text: str) -> None:
    assert tree(text) == ["+" + text]


@pytest.mark.parametrize("text", ["", "\n \t\n", "-", "  *  \n1."])
def test_a_text_without_words_holds_nothing(text: str) -> None:
    assert read_outline(text) == []
    assert paste_text(EMPTY, text) is None


@given(st.text(st.sampled_from("ab -+•1.:\t\n") | st.characters(), max_size=60))
def test_every_line_stands_under_one_before_it_that_is_less_indented(text: str) -> None:
    found = read_outline(text)
    for n, line in enumerate(found):
        assert line.text.strip()
        assert -1 <= line.above < n
        assert line.above < 0 or found[line.above].column < line.column


def test_a_text_becomes_a_thesis_with_its_branch_in_the_order_of_its_lines() -> None:
    after = done(EMPTY, paste_text(EMPTY, "t\n  − b\n  + a\n    − c"))
    assert lines(after) == ["c ! a", "b ! t", "a > t"]
    (root,) = derive(after).roots
    assert after.claims[root].text == "t"


def test_a_text_pasted_on_a_claim_bears_on_it_each_in_its_slot() -> None:
    document = a_map("x > t", "y ! t")
    change = paste_text(document, "- Con: b\n- a\n  - c\n- d", "t")
    after = done(document, change)
    assert lines(after) == ["c > a", "x > t", "a > t", "d > t", "y ! t", "b ! t"]
    assert change is not None
    assert [after.claims[id].text for id in change.focus or ()] == ["b", "a", "d"]
    assert change.label == "Paste 4 claims"


def test_lines_without_a_target_become_loose_claims_in_their_order() -> None:
    document = a_map("z")
    after = done(document, paste_text(document, "b\na"))
    assert [after.claims[id].text for id in derive(after).roots] == ["z", "b", "a"]
    assert {row.role for row in derive(after).rows.values()} == {Role.LOOSE}


def test_a_text_a_thousand_levels_deep_is_a_map_too() -> None:
    text = "\n".join(" " * n + f"claim {n}" for n in range(1000))
    after = done(EMPTY, paste_text(EMPTY, text))
    assert len(words(after)) == 1000
    assert max(row.depth for row in derive(after).rows.values()) == 999
