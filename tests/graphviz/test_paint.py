"""PNG and PDF: painted from the SVG with Qt, text kept as text, the same bytes each time."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from picture_engines import engine
from picture_sample import DOCUMENT, geometry

from argmap.core.roles import Role
from argmap.errors import ArgmapError
from argmap.graphviz import paint
from argmap.graphviz.engine import CancelledError
from argmap.graphviz.picture import draw
from argmap.graphviz.sheet import lay_out
from argmap.graphviz.style import style
from argmap.layout.measure import advance

A4 = (842.0, 595.0)

pytestmark = pytest.mark.usefixtures("qapp")  # else the painter's own application would be in the way of windows


@pytest.fixture(scope="module")
def svg() -> bytes:
    return draw(lay_out(DOCUMENT, geometry(), style(), marking="DRAFT"), engine("bundled")).data


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("scale", [0.1, 1.0, 2.0])
def test_a_png_is_as_large_as_the_map_times_its_scale(svg: bytes, scale: float) -> None:
    width, height = map(float, re.search(rb'width="([\d.]+)" height="([\d.]+)"', svg).groups())  # type: ignore[union-attr]
    assert size_of(paint.png(svg, scale)) == (round(width * scale), round(height * scale))


def test_a_png_shows_the_canvas_the_bands_and_the_text(svg: bytes) -> None:
    from PySide6.QtGui import QColor, QImage

    image = QImage.fromData(paint.png(svg, 2.0))
    left, top = map(float, re.search(rb'viewBox="([-\d.]+) ([-\d.]+)', svg).groups())  # type: ignore[union-attr]

    def at(x: float, y: float) -> str:
        return QColor(image.pixel(round((x - left) * 2), round((y - top) * 2))).name().upper()

    card, look = geometry().cards["c0"], style()
    assert at(left + 2, top + 2) == look.canvas
    assert at(card.left + 2, card.centre.y) == look.role(Role.THESIS)
    assert at(card.right - 3, card.centre.y) == look.card
    inked = {at(card.left + x / 2, card.top + y / 2) for x in range(34, 440) for y in range(58, 90)}
    assert look.text in inked and look.card in inked


@pytest.mark.parametrize("scale", [1e9, 30.0, 1000.0])
def test_a_png_too_large_is_one_line_that_names_a_scale_that_fits(svg: bytes, scale: float) -> None:
    with pytest.raises(ArgmapError, match=r"too large; a scale of [\d.]+ is the most") as caught:
        paint.png(svg, scale)
    most = float(re.search(r"a scale of ([\d.]+)", str(caught.value)).group(1))  # type: ignore[union-attr]
    assert 5 < most < 20


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), 1e-9])
def test_a_scale_that_leaves_nothing_is_one_line(svg: bytes, scale: float) -> None:
    with pytest.raises(ArgmapError, match="leaves nothing"):
        paint.png(svg, scale)


def test_the_same_picture_gives_the_same_bytes(svg: bytes) -> None:
    assert paint.pdf(svg, A4, "T") == paint.pdf(svg, A4, "T")
    assert paint.png(svg, 1.0) == paint.png(svg, 1.0)


def test_it_gives_the_same_bytes_in_another_process_time_zone_and_hash_order(svg: bytes, tmp_path: Path) -> None:
    source = tmp_path / "x.svg"
    source.write_bytes(svg)
    program = (
        "import sys; from argmap.graphviz.paint import pdf; "
        "sys.stdout.buffer.write(pdf(open(sys.argv[1], 'rb').read(), (842.0, 595.0), 'T'))"
    )

    def painted(**changed: str) -> bytes:
        call = [sys.executable, "-c", program, str(source)]
        environment = {**os.environ, "PYTHONPATH": str(Path(paint.__file__).parents[2]), **changed}
        return subprocess.run(call, capture_output=True, check=True, env=environment).stdout

    first = painted(TZ="UTC", QT_HASH_SEED="0")
    assert first.startswith(b"%PDF-1.4")
    assert painted(TZ="Asia/Kolkata", PYTHONHASHSEED="7") == first == painted(TZ="America/New_York")


def test_the_table_of_a_pdf_names_the_true_place_of_every_object(svg: bytes) -> None:
    data = paint.pdf(svg, A4, "T")
    table = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    assert data[table : table + 4] == b"xref"
    entries = re.findall(rb"^(\d{10}) \d{5} n", data[table:], re.MULTILINE)
    assert len(entries) > 20
    for number, entry in enumerate(entries, 1):
        assert data[int(entry) :].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("date", [b"(D:20261122144423Z)", b"(D:20261122144423+05'30')", b"(D:20261122144423-03'00')"])
def test_a_date_of_any_length_is_made_the_same_and_the_table_stays_true(date: bytes) -> None:
    start = b"%PDF-1.4\n"
    first = b"1 0 obj\n<<\n/CreationDate " + date + b"\n/ModDate " + date + b"\n>>\nendobj\n"
    second = b"2 0 obj\n<< >>\nendobj\n"
    table = len(start) + len(first) + len(second)
    places = (len(start), len(start) + len(first))
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 3\n0000000000 65535 f \n" + rows + b"trailer\nstartxref\n%d\n%%%%EOF\n" % table
    made = paint._dated(start + first + second + end)
    assert made.count(b"(D:20000101000000Z)") == 2
    new_table = int(re.findall(rb"startxref\s+(\d+)", made)[0])
    assert made[new_table:].startswith(b"xref")
    for number, entry in enumerate(re.findall(rb"^(\d{10}) 00000 n", made, re.MULTILINE), 1):
        assert made[int(entry) :].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("page", [A4, (1191.0, 842.0), (595.0, 842.0), (1600.0, 900.0)])
def test_a_pdf_is_one_page_of_the_size_asked_for(svg: bytes, page: tuple[float, float]) -> None:
    data = paint.pdf(svg, page, "T")
    boxes = re.findall(rb"/MediaBox \[([^\]]*)\]", data)
    assert [tuple(map(float, box.split()))[2:] for box in boxes] == [page]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_the_text_of_a_pdf_can_be_selected_and_its_faces_are_embedded(svg: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(paint.pdf(svg, A4, "Grüße & <Titel>"))

    def said(*command: str) -> str:
        return subprocess.run([*command], capture_output=True, check=True).stdout.decode()

    text = " ".join(said("pdftotext", str(path), "-").split())
    for wanted in ("DRAFT", "Should the centre be closed to cars?", "COUNTERPOINT", "1.1.1.1", "within a <kilometre>"):
        assert wanted in text
    assert "dioxide within a month." in text
    rows = said("pdffonts", str(path)).splitlines()[2:]
    assert any("Inter-Regular" in row for row in rows) and any("Inter-SemiBold" in row for row in rows)
    assert all(row.split()[-5:-2] == ["yes", "no", "yes"] for row in rows)  # embedded, whole or not, to Unicode
    facts = said("pdfinfo", str(path))
    assert re.search("Title: +Grüße & <Titel>", facts) and re.search("Pages: +1$", facts, re.MULTILINE)
    assert not re.search("Creator: .*Qt", facts)


def test_a_pdf_holds_no_path_and_no_name_of_the_machine(svg: bytes) -> None:
    data = paint.pdf(svg, A4, "T")
    for secret in (str(Path.cwd()), str(Path.home()) + os.sep, platform.node() or "\0"):
        assert secret.encode() not in data


def test_without_qts_libraries_it_is_one_line_that_says_what_to_install(
    svg: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtGui", None)
    for asked in (lambda: paint.png(svg), lambda: paint.pdf(svg, A4)):
        with pytest.raises(ArgmapError, match=r"apt install libegl1.*SVG and DOT need none") as caught:
            asked()
        assert "\n" not in str(caught.value)


def ink_of(text: str, attributes: str) -> tuple[float, float]:
    """From where to where a line of text is inked that begins at 20, in units."""
    from PySide6.QtGui import QImage

    line = f'<text x="20" y="30" font-size="13" font-family="Inter"{attributes}>{text}</text>'
    paper = '<rect x="0" y="0" width="400" height="40" fill="#FFFFFF"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 40">{paper}{line}</svg>'
    image = QImage.fromData(paint.png(svg.encode(), 4.0)).convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = bytes(image.constBits())
    dark = [x for x in range(1600) if min(pixels[x :: image.bytesPerLine()]) < 128]
    return dark[0] / 4, (dark[-1] + 1) / 4


def test_text_is_set_without_kerning_as_it_was_measured() -> None:
    _, end = ink_of("H" + "AV" * 10 + "H", "")
    (_, a), (_, v) = ink_of("HAAAAAAAAAAH", ""), ink_of("HVVVVVVVVVVH", "")
    _, none = ink_of("HH", "")
    assert end - none == pytest.approx(a + v - 2 * none, abs=1)  # kerning would take 20 units away


@pytest.mark.parametrize("wanted", [80.0, 120.0, 200.0])
@pytest.mark.parametrize("way", ["", ' lengthAdjust="spacingAndGlyphs"'])
def test_text_is_fitted_to_the_width_asked_for(wanted: float, way: str) -> None:
    text = "VVVVVVVVVV"  # fills its advance all but a quarter of a unit
    start, end = ink_of(text, f' textLength="{wanted}"{way}')
    apart = 0 if way else (wanted - advance(text)) / len(text)  # stands after the last letter too
    assert start == pytest.approx(20, abs=1) and end == pytest.approx(20 + wanted - apart, abs=1.5)


def test_text_ends_where_it_is_anchored_to_end_and_begins_at_the_right_where_it_runs_from_there() -> None:
    assert ink_of("VV", f' text-anchor="end" textLength="{advance("VV")}"')[1] == pytest.approx(20, abs=1)
    assert ink_of("שלום", ' direction="rtl" textLength="26"')[1] <= 21


def test_painting_stops_when_it_is_no_longer_wanted(svg: bytes) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 10

    for paints in (lambda: paint.png(svg, 1.0, cancelled), lambda: paint.pdf(svg, A4, "T", cancelled)):
        asked = 0
        with pytest.raises(CancelledError):
            paints()
        assert asked == 11


def test_an_element_that_no_finished_svg_has_is_a_bug_that_shows() -> None:
    foreign = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="x"/></svg>'
    with pytest.raises(ValueError, match="image"):
        paint.png(foreign)


def test_whenever_painting_is_interrupted_qt_has_nothing_to_complain_of(svg: bytes, qtlog: Any) -> None:
    def at(last: int) -> Callable[[], bool]:
        left = iter(range(last))

        def interrupted() -> bool:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return False

        return interrupted

    for last in range(svg.count(b"<g") + svg.count(b"<a ")):
        with pytest.raises(KeyboardInterrupt):
            paint.png(svg, 0.1, at(last))
    assert [record.message for record in qtlog.records] == []
