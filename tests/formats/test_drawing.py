"""The road from options to pictures."""

from __future__ import annotations

import pytest
from picture_engines import engine
from picture_sample import DOCUMENT
from strategies import random_document

from argmap.errors import ArgmapError
from argmap.formats import drawing, registry
from argmap.formats.options import ARRANGES, FACINGS, PAGES, Options


@pytest.mark.parametrize("page", PAGES)
def test_a_page_by_name_is_that_page(page: str) -> None:
    assert drawing.page_size(page) == PAGES[page]


def test_any_other_page_is_a_size_in_points_or_a_proportion() -> None:
    assert drawing.page_size("600:300") == (600, 300)
    assert drawing.page_size("4:3") == (842, 631.5)
    assert drawing.page_size("3:4") == (631.5, 842)


@pytest.mark.parametrize("page", ["", "A5x", "4", "0:1", "-4:3", "nan:1", "1e9:1", "a:b", "4:3:2"])
def test_a_page_that_is_none_is_one_line(page: str) -> None:
    with pytest.raises(ArgmapError, match=r"no page.*A4"):
        drawing.page_size(page)


@pytest.mark.parametrize("arrange", ARRANGES)
@pytest.mark.parametrize("format", ["svg", "dot"])
def test_every_arrangement_leads_to_a_picture_and_to_dot(arrange: str, format: str) -> None:
    data = registry.write(DOCUMENT, format, Options(arrange=arrange)).decode()  # type: ignore[arg-type]
    assert data.startswith("<?xml" if format == "svg" else "digraph map {")
    for id in DOCUMENT.claims:
        assert data.count(DOCUMENT.claims[id].text.split()[0]) >= 1


@pytest.mark.parametrize("direction", FACINGS)
def test_every_direction_leads_to_a_picture(direction: str) -> None:
    for arrange in ("keep", "argmap", "dot"):
        options = Options(arrange=arrange, direction=direction)  # type: ignore[arg-type]
        assert registry.write(DOCUMENT, "svg", options).endswith(b"</svg>\n")


@pytest.mark.usefixtures("qapp")
def test_pdf_and_png_are_painted_from_the_same_picture() -> None:
    assert registry.write(DOCUMENT, "pdf").startswith(b"%PDF")
    assert registry.write(DOCUMENT, "png").startswith(b"\x89PNG")


def test_the_theme_and_the_engine_asked_for_are_taken() -> None:
    assert b"#14171C" in registry.write(DOCUMENT, "svg", Options(theme="dark"))
    with pytest.raises(ArgmapError):
        registry.write(DOCUMENT, "svg", Options(theme="blue"))
    with pytest.raises(ArgmapError, match="no such file"):
        registry.write(DOCUMENT, "svg", Options(engine="/nowhere/dot"))
    path = engine("bundled").path
    assert registry.write(DOCUMENT, "svg", Options(engine=path)) == registry.write(DOCUMENT, "svg")


def test_a_map_of_hundreds_of_claims_is_a_picture_with_every_claim() -> None:
    document = random_document(3, 400)
    data = registry.write(document, "svg").decode()
    assert data.count('class="card ') == 400


def test_the_collector_runs_again_afterwards() -> None:
    import gc

    assert gc.isenabled()
    registry.write(DOCUMENT, "svg")
    assert gc.isenabled()
