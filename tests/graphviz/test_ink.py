"""The shapes that DOT cannot say, and the map in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_sample import DOCUMENT
from random_maps import chain
from strategies import documents

from argmap.core.document import Document
from argmap.core.roles import derive
from argmap.graphviz import ink
from argmap.graphviz.curves import shortened
from argmap.graphviz.prose import claim_line, prose, relation_line
from argmap.graphviz.style import Manner
from argmap.layout.geometry import HEAD, Point, Route, straight

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def points(path: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.parametrize("direction", [(1, 0), (-1, 0), (0, 1), (0, -1)])
@pytest.mark.parametrize("gap", [HEAD, 0.0])
def test_a_head_points_at_its_tip_along_its_stroke_and_is_as_long_as_it_should_be(
    direction: tuple[int, int], gap: float
) -> None:
    x, y = direction
    tip, start = Point(100.0, 50.0), Point(100.0 - 60 * x, 50.0 - 60 * y)
    route = Route("r", "", straight(start, Point(100 - gap * x, 50 - gap * y)), tip)
    left, top, right = points(ink.head(route, Manner.SUPPORT))
    assert top == pytest.approx(tip)
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    assert middle == pytest.approx((tip.x - HEAD * x, tip.y - HEAD * y))
    one, other = points(ink.head(route, Manner.UNDERCUT))
    assert (one[0] - other[0]) * x + (one[1] - other[1]) * y == pytest.approx(0)
    assert abs(one[0] - other[0]) + abs(one[1] - other[1]) == pytest.approx(ink.TEE)


def test_a_stroke_without_a_tip_has_no_head() -> None:
    assert ink.head(Route("r", "c", straight(Point(0, 0), Point(9, 9))), Manner.SUPPORT) == ""


@given(st.floats(1, 500), st.floats(-500, 500), st.floats(0.5, 20))
def test_a_curve_is_shortened_by_the_length_asked_for(x: float, y: float, by: float) -> None:
    curve = straight(Point(-300.0, 20.0), Point(0.0, 0.0), Point(x, y))
    end = shortened(curve, by)[-1]
    assert ((end.x - x) ** 2 + (end.y - y) ** 2) ** 0.5 == pytest.approx(by, abs=0.01)
    assert len(shortened(curve, by)) % 3 == 1


@pytest.mark.parametrize("height", [40.0, 74.0, 500.0])
def test_the_band_lies_within_the_cards_rounded_corners(height: float) -> None:
    path = ink.band(height)
    xs = [float(number) for number in re.findall(r"[MC ](-?[\d.]+) (?=-?[\d.]+)", path)]
    assert min(xs) >= -0.5 and max(xs) <= 5
    assert path.endswith("Z") and path.startswith("M5 ")


@given(st.floats(-1e6, 1e6))
def test_numbers_have_two_decimals_at_most_and_no_exponent(value: float) -> None:
    text = ink.number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", text)
    assert float(text) == pytest.approx(value, abs=0.0051)


def test_scripts_whose_letters_join_are_known_and_so_is_their_direction() -> None:
    assert ink.is_shaped("العربية") and ink.is_shaped("हिन्दी") and ink.is_shaped("a שלום")
    assert not ink.is_shaped("Grüße ελληνικά кириллица 日本語 🚲")
    assert ink.is_right_to_left("«שלום» abc") and ink.is_right_to_left("123 العربية")
    assert not ink.is_right_to_left("abc שלום") and not ink.is_right_to_left("123") and not ink.is_right_to_left("")


def test_a_relation_in_words_names_its_premises_its_target_and_what_it_does() -> None:
    said = {id: relation_line(DOCUMENT, id) for id in DOCUMENT.relations}
    assert said["r0"] == "1.1 and 1.2 support 1"
    assert said["r1"] == "1.1.1 undercuts the step from 1.1, 1.2 to 1"
    assert said["r2"] == "1.1.1.1 undercuts the step from 1.1.1"
    assert said["r5"] == "1.3.2 supports the step from 1.3 to 1"
    assert said["r9"] == "1.1 attacks 1.4.1"


def test_a_claim_in_words_has_its_number_its_role_who_holds_it_and_all_of_its_text() -> None:
    line = "1.4 Counterpoint (The traders’ union): Traders would lose a tenth of their custom."
    assert claim_line(DOCUMENT, "c5") == line


def test_the_prose_says_of_each_claim_all_that_it_bears_on() -> None:
    line = next(line for line in prose(DOCUMENT).splitlines() if line.startswith("1.1 "))
    assert "with 1.2 supports 1, attacks 1.4.1, evidence, very likely 90 %, high confidence: Closing" in line


@given(documents())
def test_the_prose_has_a_line_for_each_claim_of_any_map(document: Document) -> None:
    lines = prose(document).split("\n") if document.claims else []
    assert len(lines) == len(derive(document).order)


def test_the_prose_of_a_very_deep_map_is_no_book() -> None:
    assert len(prose(chain(2000))) < 2000 * 250
