"""Users' text comes out of Graphviz as it went in, whatever it says."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from picture_engines import ENGINES, TITLE, by_id, drawn, spaced, texts

from argmap.graphviz.escape import clean, html, link, plain, tooltip, xml

TRAPS = (
    "ends in \\",
    "\\",
    "\\\\",
    '\\"',
    "<hello>",
    "<b>x</b>",
    "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    '"a" and "b"',
    "C:\\new",
    r"\N \G \L \E \T \H \l \r \n",
    r"a\\N\\\N",
    "a\rb",
    "a\r\nb",
    "nul \x00 and \x01\x08\x0b\x1f\x7f",
    "node",
    "edge",
    "graph",
    "subgraph",
    "strict",
    "digraph { a -> b }",
    "a:b",
    "",
    " ",
    "&lt; &amp; &#65; &#x41; &nosuch;",
    "a & b",
    "--> ]]> <!-- <![CDATA[",
    "%s {x} $x #",
    "a|b{c}<d>",
    "]",
    "[sic]",
    "a]]>b]]",
    "  two  spaces ",
    "tab\there",
    "line\nand line",
    "\u2028 \u2029 \x85",
    "\ufffe\uffff",
    "\ud800",
    "é ☃ 𝒳 日本 👩\u200d👩\u200d👧",
    "العربية שלום \u202eabc\u202c",
)


def shown(name: str, given: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The texts as an engine shows them in a plain label, in a cell, and in a tooltip."""
    nodes = "".join(
        f"p{n} [id=p{n}, label={plain(text)}, tooltip={tooltip(text)}];"
        f"h{n} [id=h{n}, label=<<TABLE><TR><TD>{html(text)}</TD></TR></TABLE>>];"
        for n, text in enumerate(given)
    )
    found = by_id(drawn(name, f'digraph {{ layout=nop2; node [shape=box, pos="0,0"]; {nodes} }}', "nop2"))
    tips = ["".join(a.get(TITLE, "") for a in found[f"p{n}"].iter()) for n in range(len(given))]
    return (
        ["\n".join(texts(found[f"p{n}"])) for n in range(len(given))],
        ["".join(texts(found[f"h{n}"])) for n in range(len(given))],
        tips,
    )


def check(name: str, given: list[str]) -> None:
    labels, cells, tips = shown(name, given)
    for text, label, cell, tip in zip(given, labels, cells, tips, strict=True):
        wanted = spaced(clean(text).replace("\t", " "))
        # An engine draws no element for an empty line, and none for a text of nothing but blanks.
        lines = [line for line in wanted.split("\n") if line]
        assert [line for line in spaced(label).split("\n") if line] == lines
        assert spaced(cell) == wanted.replace("\n", " ")
        assert spaced(tip) == wanted


@pytest.mark.parametrize("name", ENGINES)
def test_every_trap_of_the_language_comes_out_as_it_went_in(name: str) -> None:
    check(name, list(TRAPS))


@pytest.mark.parametrize("name", ENGINES)
@given(given=st.lists(st.text(), max_size=30))
@settings(max_examples=15)
def test_any_text_comes_out_as_it_went_in(name: str, given: list[str]) -> None:
    check(name, given)


@pytest.mark.parametrize("name", ENGINES)
@given(given=st.lists(st.text('\\"<>&;{}[]|NGLETHlrn \n\t#%-x'), max_size=60))
@settings(max_examples=15)
def test_any_text_of_the_languages_own_characters_comes_out_as_it_went_in(name: str, given: list[str]) -> None:
    check(name, given)


@given(st.text())
def test_what_is_cleaned_can_stand_in_xml_and_cleaning_it_again_changes_nothing(text: str) -> None:
    root = ET.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>')
    assert (root.text or "") == clean(text)
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_text_without_controls_is_not_changed(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "https://a.example/b?c=1&d=2#e",
        "HTTPS://a.example",
        "mailto:a@b.example",
        "https://[::1]:8/",
    ],
)
def test_an_address_of_the_web_or_of_mail_is_a_link(address: str) -> None:
    assert link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        *("", "javascript:alert(1)", "java\nscript:x", "data:text/html,x", "file:///etc/passwd", "//a.example", "a"),
        *("http://", "https:///path", "http:a", "mailto:", "--help", "vbscript:x", "http://a b", "http://a\x00b"),
        *("http://a\nb", "ftp://a.example", "\x01http://a.example"),
    ],
)
def test_nothing_else_is_a_link(address: str) -> None:
    assert link(address) == ""


@given(st.text())
@example("é\ud800\"<>\\' ^`{|}")
def test_a_link_holds_nothing_that_could_end_an_attribute_or_speak_dot(rest: str) -> None:
    address = link("https://a.example/" + rest)
    assert address.isascii()
    assert not set(address) & set('"<>\\ ^`{|}\n\t\0')


def test_a_links_other_characters_are_percent_encoded() -> None:
    assert link('https://a.example/é?q="x"\\n') == "https://a.example/%C3%A9?q=%22x%22%5Cn"
