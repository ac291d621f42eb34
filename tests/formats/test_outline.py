"""The Markdown outline: the whole map, readable, and nothing of it taken for markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from formats.golden import as_golden
from hypothesis import given
from hypothesis import strategies as st
from strategies import chain, documents, texts

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Group, Kind, MapInfo, Relation, Source
from argmap.core.roles import derive
from argmap.formats import registry
from argmap.formats.markdown import inline, lines, link, opening
from argmap.formats.options import Options
from argmap.formats.outline import LEVELS

SAVED = Path(__file__).parents[1] / "files" / "v1"


def outline(document: Document, options: Options | None = None) -> str:
    return registry.write(document, "markdown", options or Options()).decode()


def items(text: str) -> list[str]:
    """The first line of each item of the nested list."""
    listed = text.partition("## Map\n")[2].partition("\n## Sources\n")[0]
    return [line for line in listed.split("\n") if re.match(r" *- ", line)]


def test_the_outline_of_a_map_with_one_of_each_is_as_it_was() -> None:
    document = registry.read((SAVED / "one-of-each.argmap.json").read_bytes()).document
    as_golden("one-of-each.md", outline(document, Options(marking="DRAFT *1*")).encode())


@given(documents())
def test_each_claim_stands_once_under_its_number_and_each_repeat_points_there(document: Document) -> None:
    derived, found = derive(document), items(outline(document))
    whole = [match[1] for line in found if (match := re.match(r" *- \*\*([0-9.]+)\*\* ", line))]
    assert sorted(whole) == sorted(derived.rows[id].number for id in document.claims)
    repeats = [match[1] for line in found if (match := re.match(r" *- ↗ .*:\* see \*\*([0-9.]+)\*\* \(", line))]
    uses = [(relation.id, premise) for relation in document.relations.values() for premise in relation.premises]
    again = [premise for relation, premise in uses if not derived.is_home(relation, premise)]
    assert sorted(repeats) == sorted(derived.rows[premise].number for premise in again)
    assert len(found) == len(whole) + len(repeats)


@given(documents())
def test_no_step_of_the_list_goes_down_by_more_than_one_level(document: Document) -> None:
    levels = [(len(line) - len(line.lstrip(" "))) / 4 for line in items(outline(document))]
    assert all(level < LEVELS for level in levels)
    assert levels[:1] in ([], [0])
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:]))


@given(documents())
def test_the_same_map_gives_the_same_outline_however_it_was_made(document: Document) -> None:
    assert outline(Document(list(document.values())[::-1])) == outline(document)


@given(documents())
def test_all_words_of_a_map_stand_in_its_outline(document: Document) -> None:
    plain = shown(outline(document))
    said = [claim.text for claim in document.claims.values()]
    said += [excerpt.exact for excerpt in document.excerpts.values()]
    said += [group.note for group in document.groups.values() if group.note.strip()]
    for text in said:
        for line in lines(text):
            assert shown(line) in plain
    for source in document.sources.values():
        assert shown(inline(source.title)) in plain


def shown(markdown: str) -> str:
    """What a reader sees of text in which only escapes are markup."""
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)
    plain = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), plain)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(texts(max_size=60))
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    flat = re.sub("[\n\t\x85\u2028\u2029]", " ", text)
    assert shown(inline(text)) == flat.strip()
    assert shown(opening(text)) == flat.strip()
    flat_lines = [re.sub("[\t\x85\u2028\u2029]", " ", line).strip(" ") for line in text.split("\n")]
    assert [shown(line) for line in lines(text)] == ([line for line in flat_lines if line] or ["…"])


MARKUP = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~$^&;:/@=ax1 \n\t"), max_size=40)


@given(MARKUP)
def test_no_character_that_could_be_markup_is_left_bare(text: str) -> None:
    for line in (*lines(text), *lines(text, "* "), inline(text), opening(text)):
        bare = re.sub(r"\\[\\`*_{}\[\]#.)]|&(#\d+|amp|lt|gt);", "x", line.removeprefix("* "))
        assert not re.search(r"[\\`*_{}\[\]<>#|~$^&@\n\t]|://|www\.", bare)
    for line in (*lines(text), opening(text)):
        assert not re.match(r"[-+=:>#*_~`|]|[0-9]+[.)]|[ ]", line) or line == ""


@pytest.mark.parametrize(
    "url, shown",
    [
        ("https://a.example/b?c=d&e=f#g", "<https://a.example/b?c=d&e=f#g>"),
        ("http://a.example/(x)_y", "<http://a.example/(x)_y>"),
        ("https://a.example/ö", "https&#58;//a.example/ö"),
        ("https://a.example/a b", "https&#58;//a.example/a b"),
        ("https://a.example/<b>", "https&#58;//a.example/&lt;b&gt;"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("file:///etc", "file&#58;///etc"),
        ("https://", "https&#58;//"),
    ],
)
def test_only_a_plain_web_address_becomes_a_link(url: str, shown: str) -> None:
    assert link(url) == shown


def r(id: Id, premises: str, target: Id, kind: Kind = Kind.SUPPORT, **fields: str) -> Relation:
    return Relation(kind, tuple(premises), target, id=id, **fields)


def test_what_a_claim_does_is_said_in_words() -> None:
    claims = [Claim(id=id, text=id.upper(), main=id == "a") for id in "abcdefg"]
    steps = [
        r("r1", "bc", "a", order="a0"),
        r("r2", "d", "a", Kind.ATTACK, order="a1"),
        r("r3", "e", "r1", Kind.ATTACK),
        r("r4", "f", "r2"),
        r("r5", "b", "d", Kind.ATTACK),
    ]
    assert [line.strip() for line in items(outline(Document([*claims, *steps])))] == [
        "- **1** *Thesis:* A",
        "- **1.1** *Supports, together with 1.2:* B",
        "- **1.1.1** *Undercuts the step from 1.1 and 1.2:* E",
        "- **1.2** *and, together with 1.1:* C",
        "- **1.3** *Attacks:* D",
        "- ↗ *Attacks:* see **1.1** (B)",
        "- **1.3.1** *Backs the step from 1.3:* F",
        "- **2** *Claim:* G",
    ]


def test_a_circle_of_claims_is_told_once_around() -> None:
    claims = [Claim(id=id, text=id.upper()) for id in "ab"]
    found = items(outline(Document([*claims, r("r", "a", "b"), r("q", "b", "a")])))
    assert found == ["- **1** *Premise:* A", "    - **1.1** *Supports:* B", "        - ↗ *Supports:* see **1** (A)"]


def test_a_very_deep_map_goes_on_in_sections_and_stays_narrow() -> None:
    document = chain(5000)
    text = outline(document)
    assert max(map(len, text.split("\n"))) < 200
    assert text.count("\n### ") == -(-5000 // LEVELS) - 1
    assert all(f"Claim {n}." in text for n in range(1, 5001))
    assert "### 1.1.1.1.1.1, continued" in text
    assert "*(what bears on it stands under “1.1.1.1.1.1, continued”)*" in text


def test_many_linked_premises_do_not_make_each_line_long() -> None:
    n = 2000
    claims = [Claim(id=f"c{i}", main=i == 0, text="T") for i in range(n)]
    linked = Relation(premises=tuple(f"c{i}" for i in range(1, n)), target="c0", id="r")
    text = outline(Document([*claims, linked]))
    assert len(text) < 100 * n
    assert "*Supports, together with 1.2, 1.3, 1.4, 1.5 and 1994 more:*" in text


def test_what_a_note_says_of_a_group_stands_after_the_map() -> None:
    groups = [Group(id="g", title="G*", note="1. one\n- two"), Group(id="h", note="three"), Group(id="i", title="I")]
    claim = Claim(id="c", text="x", group="i")
    text = outline(Document([MapInfo(title="T"), claim, *groups]), Options(title=False))
    assert text == "\n".join(
        [
            "## Map",
            "",
            "- **1** *Claim:* x\\",
            "    *Group:* I",
            "",
            "## Groups",
            "",
            "*G\\*:* 1. one\\",
            "&#45; two",
            "",
            "*h:* three",
            "",
        ]
    )


def test_words_not_found_in_their_source_are_marked() -> None:
    records = [
        Claim(id="c", text="C"),
        Source(id="s", title="S", text="Some words."),
        Excerpt("c", "s", 0, "Some", suffix=" words.", id="x"),
        Excerpt("c", "s", 5, "other words", id="y"),
    ]
    text = outline(Document(records))
    assert "> “Some”\\\n    > — S \\[1\\]\n" in text
    assert "> “other words”\\\n    > — S \\[1\\], not found in it\n" in text


def test_sources_are_numbered_as_they_are_cited_and_all_are_listed() -> None:
    records = [
        Claim(id="c", text="C"),
        Source(id="s1", title="Never cited"),
        Source(id="s2", title="Cited", author="1. Author", reliability="B"),
        Excerpt("c", "s2", 0, "x", id="x"),
    ]
    assert outline(Document(records)).endswith(
        "\n## Sources\n\n1. 1\\. Author: *Cited*, reliability B\n2. *Never cited*\n"
    )


def test_marks_notes_tags_and_the_group_stand_below_the_claim() -> None:
    claim = Claim(
        id="c", text="1. one\n2. two", by=("A", "B"), note="- a", tags=("t",), group="g", likelihood=0.7, basis="gap"
    )
    text = outline(Document([MapInfo(title="T"), claim, Group(id="g", title="G*")]), Options(title=False))
    assert text == "\n".join(
        [
            "## Map",
            "",
            "- **1** *Claim · A, B:* 1. one\\",
            "    2\\. two\\",
            "    *(gap · likely 70 %)*\\",
            "    *Note:* - a\\",
            "    *Tags:* t\\",
            "    *Group:* G\\*",
            "",
        ]
    )


@given(documents())
def test_what_bears_on_a_claim_stands_right_below_it(document: Document) -> None:
    found = items(outline(document))
    derived = derive(document)
    for id in document.claims:
        number = derived.rows[id].number
        here = next(n for n, line in enumerate(found) if line.lstrip().startswith(f"- **{number}** "))
        level = len(found[here]) - len(found[here].lstrip())
        below = graph(document).on(id)
        if below and level < 4 * (LEVELS - 1):
            assert len(found[here + 1]) - len(found[here + 1].lstrip()) == level + 4


def test_a_real_parser_sees_only_the_markup_that_is_ours() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    evil = "- [x]: <c>, ___ # * _em_\n\n---\n# h\n> q\n1. x\n===\n    code\n```\nf\n| a | b |\n|---|---|\n"
    evil += "![i](j) `k` **l** ~~m~~ &copy; <!-- n"
    info = MapInfo(title=evil, description=evil, authors=(evil,))
    claim = Claim(id="c", text=evil, by=(evil,), note=evil, tags=(evil,), group="g")
    source = Source(id="s", title=evil, author=evil, publisher=evil, url=evil)
    document = Document([info, claim, Group(id="g", title=evil, note=evil), source, Excerpt("c", "s", 0, evil, id="x")])
    seen: set[str] = set()
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(outline(document)):
        seen |= {token.type, *(child.type for child in token.children or ())}
    assert seen <= {
        *("heading_open", "inline", "text", "heading_close", "paragraph_open", "paragraph_close", "hardbreak"),
        *("bullet_list_open", "list_item_open", "strong_open", "strong_close", "em_open", "em_close"),
        *("blockquote_open", "blockquote_close", "list_item_close", "bullet_list_close"),
        *("ordered_list_open", "ordered_list_close"),
    }
    assert parser.render(outline(document)).count("<li>") == 2
