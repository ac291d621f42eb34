"""Text in lines: what holds for every text, then the places where a line may end and where it may not."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.measure import FACES, SPACES, advance, grapheme_end
from argmap.layout.metrics import TEXT_WIDTH
from argmap.layout.wrap import HYPHEN, SOFT_HYPHEN, Line, may_break, wrap

LINE_BREAKS = "\n\x0b\x0c\r\x85\u2028\u2029"
PIECES = [
    *(
        "a",
        "mission",
        "Überflüssigkeit",
        "согласие",
        "λόγος",
        "שלום",
        "中文",
        "字",
        "あっー",
        "한글",
        "क्षि",
        "ไทย",
        "กำ",
    ),
    *(" ", " ", " ", "  ", "\t", "\u3000", "\xa0", "\u200b", "\u2060", SOFT_HYPHEN, "\n", "\r\n", "\u2028"),
    *(
        "-",
        "–",
        "—",
        "…",
        "/",
        "|",
        "'",
        '"',
        "“",
        "”",
        "«",
        "»",
        "„",
        "(",
        ")",
        "[",
        "]",
        "「",
        "」",
        "。",
        "、",
        "！",
    ),
    *(",", ".", ":", "!", "?", "%", "€", "$", "°C", "1", "20", "1,000.50", "https://example.org/a/b?c=1"),
    *(
        "\u0301",
        "\u200d",
        "\ufe0f",
        "\u20e3",
        "😀",
        "👍🏽",
        "🇩🇪",
        "🇩",
        "👨\u200d👩\u200d👧\u200d👦",
        "❤\ufe0f",
        "x" * 50,
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
widths = st.sampled_from([0.0, 5.0, 12.9, 13.0, 30.0, 77.7, TEXT_WIDTH]) | st.floats(0, 400)
faces = st.sampled_from(FACES)


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Each paragraph with its offset."""
    starts = [0, *(match.end() for match in re.finditer("\r\n|[" + LINE_BREAKS + "]", text))]
    ends = [*(match.start() for match in re.finditer("\r\n|[" + LINE_BREAKS + "]", text)), len(text)]
    return [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def borders(text: str) -> set[int]:
    """Where the graphemes of a text begin."""
    found: set[int] = set()
    for start, paragraph in paragraphs(text):
        at = 0
        found.add(start)
        while at < len(paragraph):
            found.add(start + at)
            at = grapheme_end(paragraph, at)
    return found


def covered(text: str, line: Line) -> str:
    """The part of the text that a line draws."""
    part = text[line.start : line.start + len(line.text)]
    if part.endswith(SOFT_HYPHEN) and line.text.endswith(HYPHEN):
        assert part.replace("\t", " ")[:-1] == line.text[:-1]
    else:
        assert part.replace("\t", " ") == line.text
    return part


@given(texts, widths)
def test_lines_hold_the_whole_text_but_the_white_space_at_their_ends(text: str, width: float) -> None:
    lines = wrap(text, width)
    assert lines[0].start == 0
    assert all(before.start < after.start for before, after in pairwise(lines))
    for line, next_start in zip(lines, [*(line.start for line in lines[1:]), len(text)], strict=True):
        between = text[line.start + len(covered(text, line)) : next_start]
        assert not between.strip(SPACES + LINE_BREAKS)
        assert line.text == line.text.rstrip(SPACES)


@given(texts)
def test_every_line_break_of_the_text_ends_a_line(text: str) -> None:
    starts = {line.start for line in wrap(text)}
    assert {start for start, _ in paragraphs(text)} <= starts
    assert len(wrap(text, 1e9)) == len(paragraphs(text))


@given(texts, widths, faces)
def test_no_line_is_wider_than_asked_but_a_single_grapheme(text: str, width: float, face: str) -> None:
    for line in wrap(text, width, face=face):
        assert line.width == pytest.approx(advance(line.text, face=face))
        assert line.width <= width or grapheme_end(line.text, 0) == len(line.text)


@given(texts, widths)
def test_wrapping_wrapped_lines_changes_nothing(text: str, width: float) -> None:
    lines = wrap(text, width)
    again = wrap("\n".join(line.text for line in lines), width)
    assert [(line.text, line.width) for line in again] == [(line.text, line.width) for line in lines]


@given(texts, widths)
def test_no_grapheme_is_ever_split(text: str, width: float) -> None:
    assert {line.start for line in wrap(text, width)} <= borders(text) | {len(text)}


@given(texts)
def test_no_break_is_allowed_within_a_grapheme(text: str) -> None:
    for _, paragraph in paragraphs(text):
        inside = set(range(1, len(paragraph))) - borders(paragraph)
        assert not [at for at in inside if may_break(paragraph, at)]


@given(texts, widths)
def test_a_word_is_parted_only_if_it_alone_is_wider_than_a_line(text: str, width: float) -> None:
    for line in wrap(text, width)[1:]:
        before, after = text[: line.start], text[line.start :]
        if re.search(r"[a-zа-я]\Z", before) and re.match("[a-zа-я]", after):
            word = re.split(r"\s", before)[-1] + re.split(r"\s", after)[0]
            assert advance(word) > width


@given(texts, widths)
def test_a_line_ends_early_only_where_what_follows_does_not_fit(text: str, width: float) -> None:
    lines = wrap(text, width)
    for line, following in pairwise(lines):
        if not set(text[line.start : following.start]) & set(LINE_BREAKS):
            piece = text[line.start : following.start].replace("\t", " ")
            rest = text[following.start :]
            end = min(
                (at for at in range(1, len(rest)) if may_break(text, following.start + at, line.start)),
                default=len(rest),
            )
            more = re.split("[" + LINE_BREAKS + "]", rest[:end])[0].rstrip(SPACES)
            assert advance(piece + more.rstrip(SOFT_HYPHEN)) > width or more.endswith(SOFT_HYPHEN)


# A broken bar marks each place where a line may end.
RULES = {
    "after spaces, never before them": "one ¦two  ¦three",
    "a no-break space glues, also a narrow one": "20\xa0000 ¦km\u202f²",
    "a word joiner glues": "ab\u2060-\u2060cd ¦e",
    "a zero width space lets break": "ab\u200b¦cd\u200b ¦ef",
    "after a hyphen within a word": "host-¦state ¦co-¦op",
    "not after a hyphen that begins a word": "use ¦-v ¦or ¦--help ¦a--¦b",
    "not between a minus and its number": "at ¦-5 ¦or ¦−5 °C",
    "a no-break hyphen glues": "e\u2011mail",
    "after an en dash": "2019–¦2024",
    "around an em dash, but not within two": "so¦—¦no¦——¦yes¦— —¦no",
    "after an em dash set off by spaces": "so ¦— ¦no",
    "after a slash, not before": "and/¦or ¦either / ¦or",
    "not within a date": "on ¦31/12/2019",
    "in an address after its slashes": "https://¦example.org/¦a/¦b?¦c=1",
    "in an address before a number": "x.org/¦2019/12/¦report",
    "not within a number": "1,000.50 ¦and ¦3.14",
    "not between a number and its sign": "20 % ¦of ¦5 € ¦at ¦20 °C ¦or ¦$5 ¦5%",
    "but before a price, and before a number that begins with its point": "in ¦2020 ¦$5 ¦.5",
    "not within an abbreviation": "d.h. ¦U.S.A.",
    "opening brackets stay with what follows": "so ¦(he ¦says) ¦[sic] ¦it ¦( is)",
    "brackets within a word stay": "claim(s) ¦f(x) ¦(un)known",
    "no line begins with a mark of punctuation": "yes ! ¦no ? ¦so ; ¦then",
    "quotation marks stay with their words": "he ¦“says” ¦it ¦‘so’ ¦\"and\" ¦'so'",
    "a quoted word in brackets": "it ¦(“so”) ¦is",
    "an apostrophe does not part a word": "Russia’s ¦don't",
    "German quotation marks": "er ¦sagt ¦„so“ ¦und ¦»so«",
    "French quotation marks and their spaces": "il ¦dit ¦« oui » ¦et ¦« non »",
    "an ellipsis stays": "so… ¦then",
    "Chinese and Japanese everywhere": "中¦文¦字",
    "no line begins with a full stop or comma": "日¦本。¦東¦京、¦大¦阪！¦奈¦良",
    "no line begins with a small kana or a long vowel": "ちょっ¦と¦コー¦ヒー",
    "no line ends with an opening bracket": "は¦「引¦用」¦と¦（注）¦で",
    "brackets of both sorts in a row": "は¦『「引」』¦と",
    "middle dots and iteration marks stay": "人々・¦国々」 ・¦二",
    "signs stay with Chinese numbers": "二％¦￥三",
    "Western quotation marks between ideographs": "他¦说¦“是”¦的",
    "but not at the side of another script": "a“是”b",
    "Latin and digits between ideographs": "第¦12¦回¦EU¦の¦20%",
    "Korean at its spaces": "주최국의 ¦동의를 ¦잃었다.",
    "Korean written in single letters": unicodedata.normalize("NFD", "주최국의 ¦동의를"),
    "Hebrew after a hyphen, but not before another script, nor after a slash": "בן-¦אדם ¦ב-a ¦א/ב",
    "Devanagari at spaces and after a danda": "किया ¦है।¦फिर",
    "Tibetan after each tsheg": "ཚོགས་¦པས་¦རྒྱལ",
    "Thai at spaces": "ไทย ¦ไทย",
    "a combining mark stays": "e\u0301a\u0300 ¦中\u0301¦文",
    "emoji": "a¦😀¦😀 ¦b",
    "a family, a skin tone, a keycap": "👨\u200d👩\u200d👧¦👍🏽¦1\ufe0f\u20e3",
    "flags in pairs": "🇩🇪¦🇫🇷¦🇪🇺",
    "a soft hyphen": "Welt\xad¦bild",
}


@pytest.mark.parametrize("marked", RULES.values(), ids=RULES.keys())
def test_a_line_may_end(marked: str) -> None:
    text = marked.replace("¦", "")
    with_breaks = text[0] + "".join("¦" * may_break(text, at) + text[at] for at in range(1, len(text)))
    assert with_breaks == marked


LINES = {
    "plain words": ("The mission lost host-state consent", ["The mission", "lost host-", "state", "consent"]),
    "no text": ("", [""]),
    "only spaces": ("   ", [""]),
    "spaces at a line's end are not drawn": ("mission    lost ", ["mission", "lost"]),
    "an indent stays": ("  lost it", ["  lost it"]),
    "a tab is a space": ("a\tb", ["a b"]),
    "line breaks": ("one\ntwo\r\nthree\u2028four\n", ["one", "two", "three", "four", ""]),
    "empty lines stay": ("one\n\ntwo", ["one", "", "two"]),
    "a soft hyphen is seen where a line ends": ("Welt\xadanschau\xadung", ["Welt\xadanschau-", "ung"]),
    "a soft hyphen that leaves no room is not taken": ("Welt\xadan ein", ["Welt\xadan", "ein"]),
    "a word longer than the line": ("at mmmmmmmmm so", ["at", "mmmmm", "mmmm so"]),
    "rather a space than a word is parted": ("« mandates »", ["«", "mandates", "»"]),
    "number and per cent": ("some 20 % of all", ["some", "20 % of", "all"]),
    "a full stop hangs on": ("中文中文。中文", ["中文中", "文。中", "文"]),
    "an opening bracket moves on": ("中文「文」中", ["中文", "「文」", "中"]),
    "families": ("👨\u200d👩\u200d👧" * 3, ["👨\u200d👩\u200d👧" * 2, "👨\u200d👩\u200d👧"]),
}


@pytest.mark.parametrize(("text", "lines"), LINES.values(), ids=LINES.keys())
def test_wrapped_as_wide_as_the_widest_line_the_text_gives_these_lines(text: str, lines: list[str]) -> None:
    assert [line.text for line in wrap(text, max(map(advance, lines)))] == lines


def test_a_line_says_where_it_begins() -> None:
    width = advance("The mission")
    assert wrap("The mission  lost", width) == (Line("The mission", width, 0), Line("lost", advance("lost"), 13))


def test_a_soft_hyphen_is_taken_only_where_the_hyphen_has_room() -> None:
    text = "so Welt\xadan"
    assert [line.text for line in wrap(text, advance("so Welt-"))] == ["so Welt-", "an"]
    assert [line.text for line in wrap(text, advance("so Welt-") - 0.01)] == ["so", "Welt\xadan"]


def test_an_indented_word_is_not_parted_for_its_indent() -> None:
    assert [line.text for line in wrap("    )mandate", advance(")mandate"))] == ["", ")mandate"]


def test_a_line_too_narrow_for_anything_holds_one_grapheme() -> None:
    assert [line.text for line in wrap("ab 🇩🇪e\u0301", 0)] == ["a", "b", "🇩🇪", "e\u0301"]


def test_smaller_text_needs_fewer_lines() -> None:
    text = "consent and mandate " * 10
    assert len(wrap(text, size=8)) < len(wrap(text)) < len(wrap(text, size=20))


@pytest.mark.parametrize("piece", ["a", "\u0301", " ", "🇩", "(", "1/", "中", SOFT_HYPHEN, "“ "])
def test_a_very_long_text_of_one_kind_does_not_hold_up(piece: str) -> None:
    lines = wrap.__wrapped__(piece * 100_000)
    assert all(line.width <= TEXT_WIDTH for line in lines)
