"""How wide text is: the laws of adding up, what counts as nothing or as one, and that Qt draws it so wide."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout import measure
from argmap.layout.measure import ELLIPSIS, FACES, advance, elide, fitting, grapheme_end, is_wide, widths
from argmap.layout.metrics import FAMILY, TEXT_SIZE, card_height
from argmap.resources import resource

FILES = {"regular": "Inter-Regular.ttf", "semibold": "Inter-SemiBold.ttf", "italic": "Inter-Italic.ttf"}
SAMPLES = {
    "Latin": "The mission lost host-state consent, so its mandate “could” no longer be fulfilled: 10:30, 3x4 -> 20 %.",
    "accents": "Žluťoučký kůň, Škoda; naïve façade — ¿por qué? Übergrößenträger, İstanbul, Łódź … Việt Nam’s",
    "decomposed": "Zoe\u0308 a\u0300 la cre\u0300me, e\u0301te\u0301",
    "Cyrillic": "Миссия утратила согласие принимающей стороны; її мандат більше не міг бути виконаний № 5.",
    "Greek": "Η αποστολή έχασε τη συγκατάθεση του κράτους υποδοχής· «η εντολή» δεν εκπληρώθηκε.",
    "kerned": "AVATAR Toyota, Wave. Yes! P, LT, r. f’ 11 77",
}
FAMILY_EMOJI = "👨\u200d👩\u200d👧\u200d👦"
CLUSTERS = [
    *(
        "e\u0301",
        "q\u0323\u0307",
        "क्षि",
        "กำ",
        "각",
        "각",
        "👍🏽",
        "🇩🇪",
        "1\ufe0f\u20e3",
        "❤\ufe0f\u200d🔥",
        FAMILY_EMOJI,
    ),
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]
texts = st.text(max_size=60) | st.lists(st.sampled_from([*CLUSTERS, " ", "a", "中", "\n", "🇩"]), max_size=30).map(
    "".join
)
faces = st.sampled_from(FACES)
sizes = st.sampled_from([8.0, 10.0, TEXT_SIZE, 14.5])


def graphemes(text: str) -> list[str]:
    found, start = [], 0
    while start < len(text):
        end = grapheme_end(text, start)
        found.append(text[start:end])
        start = end
    return found


@given(texts, texts, faces)
def test_widths_of_texts_parted_by_a_space_add_up(left: str, right: str, face: str) -> None:
    joined = advance(f"{left} {right}", face=face)
    assert joined == pytest.approx(advance(left, face=face) + advance(" ", face=face) + advance(right, face=face))


@given(texts, faces)
def test_a_text_is_as_wide_as_its_graphemes(text: str, face: str) -> None:
    assert advance(text, face=face) == pytest.approx(sum(advance(one, face=face) for one in graphemes(text)))


@given(texts, sizes, faces)
def test_width_grows_with_size_and_is_never_negative(text: str, size: float, face: str) -> None:
    assert 0 <= advance(text, size, face) == pytest.approx(size * advance(text, 1, face))


@given(st.floats(0, 2000), sizes, faces)
def test_what_fits_is_the_most_that_fits(width: float, size: float, face: str) -> None:
    room, em = fitting(width, size, face), widths(face).em
    assert room * size / em <= width < (room + 1) * size / em


@pytest.mark.parametrize("size", [0.3, 7.3, TEXT_SIZE])
def test_what_fits_is_exact_at_the_borders(size: float) -> None:
    em = widths("regular").em
    for count in range(1, 20_000, 7):
        width = count * size / em
        assert fitting(width, size, "regular") == count
        assert fitting(math.nextafter(width, 0), size, "regular") == count - 1


@given(texts, st.floats(0, 300), sizes, faces)
def test_an_elided_text_fits_and_ends_in_whole_graphemes(text: str, width: float, size: float, face: str) -> None:
    line = elide(text, width, size, face)
    whole = elide(text, 1e9, size, face)
    assert not set("\n\t\r\x0b\x0c\x85\u2028\u2029") & set(line)
    if advance(whole, size, face) <= width:
        assert line == whole
    else:
        assert advance(line, size, face) <= width or line == ELLIPSIS
        assert line.endswith(ELLIPSIS)
        kept = graphemes(line.removesuffix(ELLIPSIS))
        assert kept == graphemes(whole)[: len(kept)]


@given(texts)
def test_graphemes_are_never_empty_and_join_to_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text
    assert all(graphemes(text))


@pytest.mark.parametrize("cluster", CLUSTERS, ids=ascii)
def test_what_a_reader_takes_for_one_character_is_one_grapheme(cluster: str) -> None:
    assert graphemes(f"a{cluster}b{cluster}{cluster} ") == ["a", cluster, "b", cluster, cluster, " "]


def test_white_space_takes_no_marks() -> None:
    assert graphemes("a \u0301\n\u0301\u200b\u0301") == ["a", " ", "\u0301", "\n", "\u0301", "\u200b", "\u0301"]


@pytest.mark.parametrize("one", [FAMILY_EMOJI, "🇩🇪", "👍🏽", "1\ufe0f\u20e3", "❤\ufe0f", "😀", "✅"], ids=ascii)
def test_an_emoji_counts_once_however_many_code_points_it_has(one: str) -> None:
    assert advance(one, 1) == pytest.approx(1.25, abs=1e-3)
    assert advance(one * 3, 1) == pytest.approx(3.75, abs=1e-3)


@pytest.mark.parametrize(
    "nothing", ["\u0301", "\u0323", "\u200b", "\u200c", "\u200d", "\u2060", "\ufe0f", "\xad", "\u200e", "\n"]
)
def test_what_has_no_room_of_its_own_is_no_wider_than_nothing(nothing: str) -> None:
    assert advance(f"a{nothing}b") == advance("ab")


@pytest.mark.parametrize("char", "中文あア한「」。、，！Ａ￥\u3000𠀀")
def test_an_east_asian_wide_character_is_one_em(char: str) -> None:
    assert advance(char, 1) == 1


def test_our_table_of_wide_characters_has_all_that_unicode_calls_wide() -> None:
    """Newer editions of Unicode add some; what Python does not know yet, it may call wide or not."""
    for code in range(0x2E80, 0x20000):
        char = chr(code)
        if unicodedata.category(char) != "Cn" and not 0x1F000 <= code < 0x1FB00:
            expected = unicodedata.east_asian_width(char) in "WF"
            ours = is_wide(char)
            newly_wide = 0x4DC0 <= code <= 0x4DFF or 0x1D300 <= code <= 0x1D37F or 0x3248 <= code <= 0x324F
            assert ours == expected or (ours and newly_wide), f"U+{code:04X}"


def test_emoji_by_default_are_those_that_unicode_calls_wide() -> None:
    wide = {chr(code) for code in range(0x2190, 0x2E80) if unicodedata.east_asian_width(chr(code)) == "W"}
    hexagrams_and_brackets = {chr(code) for code in (0x2329, 0x232A, *range(0x2630, 0x2638), *range(0x268A, 0x2690))}
    assigned = {char for char in wide if unicodedata.category(char) != "Cn"}
    assert assigned - hexagrams_and_brackets == set(measure.EMOJI)


def test_a_tab_is_as_wide_as_a_space() -> None:
    assert advance("\t") == advance(" ") > 0


def test_the_faces_differ() -> None:
    assert advance("mandate", face="semibold") > advance("mandate", face="regular") != advance("mandate", face="italic")


def test_elided_text_loses_its_line_breaks_and_the_space_before_the_dots() -> None:
    assert elide("one\r\ntwo\tthree", 500) == "one two three"
    assert elide("one two", advance("one …")) == "one…"
    assert elide("one two", advance("one…")) == "one…"


def test_a_card_of_three_lines_is_as_high_as_drawn_in_the_design() -> None:
    assert card_height(3) == pytest.approx(90, abs=1)
    assert card_height(4) - card_height(3) == 16.25
    assert card_height(3, marks=True) > card_height(3)


@pytest.mark.parametrize("face", FACES)
def test_the_table_holds_the_advances_of_the_shipped_faces(face: str) -> None:
    tt = pytest.importorskip("fontTools.ttLib")
    font = tt.TTFont(resource("fonts") / FILES[face])
    glyphs = font.getBestCmap()
    table = widths(face)
    assert table.em == font["head"].unitsPerEm
    for code, glyph in glyphs.items():
        char = chr(code)
        if char not in measure.EMOJI and unicodedata.category(char) not in {"Cc", "Cf", "Mn", "Me"}:
            assert table[char] == font["hmtx"][glyph][0], f"U+{code:04X}"


@pytest.mark.parametrize("face", FACES)
def test_every_code_point_of_a_face_has_a_glyph_of_its_own_and_none_is_replaced_by_context(face: str) -> None:
    """Else the text copied from a PDF is another one than was written: ʼ for ’, → for ->."""
    tt = pytest.importorskip("fontTools.ttLib")
    font = tt.TTFont(resource("fonts") / FILES[face])
    glyphs = list(font.getBestCmap().values())
    assert len(glyphs) == len(set(glyphs)) > 2000
    assert {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} <= {
        "ccmp",
        "locl",
        "case",
        "tnum",
    }


@pytest.fixture(scope="module")
def gui(request: pytest.FixtureRequest) -> Any:
    """Qt, with the shipped faces loaded after the system's, so that an Inter installed there does not win."""
    gui = pytest.importorskip("PySide6.QtGui", exc_type=ImportError)
    request.getfixturevalue("qapp")
    gui.QFontDatabase.families()
    for name in FILES.values():
        loaded = gui.QFontDatabase.addApplicationFont(str(resource("fonts") / name))
        assert FAMILY in gui.QFontDatabase.applicationFontFamilies(loaded)
    return gui


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("face", FACES)
def test_qt_draws_text_as_wide_as_measured(gui: Any, face: str, sample: str) -> None:
    text = SAMPLES[sample]
    font = gui.QFont(FAMILY)
    font.setPixelSize(int(TEXT_SIZE))
    font.setWeight(gui.QFont.Weight.DemiBold if face == "semibold" else gui.QFont.Weight.Normal)
    font.setItalic(face == "italic")
    font.setStyleName(
        FILES[face].removeprefix("Inter-").removesuffix(".ttf")
    )  # an Inter of the system says "Semi Bold"
    font.setKerning(False)
    font.setHintingPreference(gui.QFont.HintingPreference.PreferNoHinting)
    raw = gui.QRawFont.fromFont(font)
    assert (raw.familyName(), raw.unitsPerEm()) == (FAMILY, widths(face).em)
    assert gui.QFontMetricsF(font).horizontalAdvance(text) == pytest.approx(advance(text, face=face), rel=0.005)
