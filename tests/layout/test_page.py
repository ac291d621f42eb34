"""How large a map is shown on a page, and which shape is shown largest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from random_maps import random_document

from argmap.layout.columns import arrange
from argmap.layout.metrics import TEXT_SIZE
from argmap.layout.page import A4, Page, best
from argmap.layout.shapes import Front

lengths = st.integers(100, 9000)
pages = st.builds(Page, st.integers(100, 2000), st.integers(100, 2000), st.integers(0, 100))


@given(pages, lengths, lengths)
def test_a_map_fills_the_page_in_one_direction_and_fits_in_the_other(page: Page, width: int, height: int) -> None:
    scale = page.text(width, height) / TEXT_SIZE
    across, down = scale * (width + 2 * page.margin) / page.width, scale * (height + 2 * page.margin) / page.height
    assert max(across, down) <= 1 + 1e-9
    assert max(across, down) >= 1 - 1e-9


def test_the_usual_page_is_a4_across_with_the_margin_that_pictures_have() -> None:
    assert Page() == (*A4, 24)
    assert Page().text(842 - 48, 500) == TEXT_SIZE


@given(st.lists(st.tuples(lengths, lengths), min_size=1), pages)
def test_the_best_shape_is_nearly_the_largest_and_of_those_the_smallest(
    sizes: list[tuple[int, int]], page: Page
) -> None:
    front: Front = [(w, h, None) for w, h in sizes]
    width, height, _ = best(front, page)
    largest = max(page.text(w, h) for w, h in sizes)
    assert page.text(width, height) >= 0.995 * largest
    assert all(w * h >= width * height for w, h in sizes if page.text(w, h) >= 0.995 * largest)


@given(st.lists(st.tuples(lengths, lengths), min_size=2), pages)
def test_a_shape_without_merit_is_not_taken(sizes: list[tuple[int, int]], page: Page) -> None:
    front: Front = [(w, h, at == 0) for at, (w, h) in enumerate(sizes)]
    assert best(front, page, lambda shape: 0.001 if shape[2] else 1)[2] is False


def test_a_map_is_shaped_for_the_page_asked_for() -> None:
    document = random_document(3, 60)
    pages = {"across": (842.0, 595.0), "upright": (595.0, 842.0), "banner": (2000.0, 500.0)}
    arranged = {name: arrange(document, page=page).bounds for name, page in pages.items()}
    for name, page in pages.items():
        shown = {other: Page(*page).text(box.width, box.height) for other, box in arranged.items()}
        assert max(shown, key=lambda other: shown[other]) == name
    ratios = [arranged[name].width / arranged[name].height for name in ("upright", "across", "banner")]
    assert ratios == sorted(ratios)


def test_a_wider_margin_is_taken_into_account() -> None:
    document = random_document(3, 60)
    box = arrange(document, page=(300, 600), margin=400).bounds
    narrow = arrange(document, page=(300, 600), margin=0).bounds
    assert Page(300, 600, 400).text(box.width, box.height) >= Page(300, 600, 400).text(narrow.width, narrow.height)
