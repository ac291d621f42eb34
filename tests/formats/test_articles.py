"""Articles read as plain text: encodings, marks and boilerplate taken off, hostile files refused in one line."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.cleaning import clean
from argmap.errors import ArgmapError
from argmap.formats.articles import READERS, Article, kind_of, read_article
from argmap.formats.articles import docx as docx_reader
from argmap.formats.articles import html as html_reader
from argmap.formats.articles import pdf as pdf_reader
from argmap.formats.articles.article import Hyphens, is_wrapped, joined
from argmap.formats.articles.pdf import Line, paragraphs, without_repeats

ARTICLE = "A title of its own\n\nPrices “rose” — naïvely — by 5\u00a0%.\n\nNobody was asked: 👍."


def refused(data: bytes, name: str, kind: str = "") -> str:
    """The one line in which a file is refused."""
    with pytest.raises(ArgmapError) as raised:
        read_article(data, name, kind)
    line = str(raised.value)
    assert "\n" not in line
    assert line.startswith(name)
    return line


# Plain text.


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ARTICLE.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + ARTICLE.encode(), "UTF-8 with byte order mark"),
        (b"\xff\xfe" + ARTICLE.encode("utf-16-le"), "UTF-16 LE with byte order mark"),
        (b"\xfe\xff" + ARTICLE.encode("utf-16-be"), "UTF-16 BE with byte order mark"),
        (ARTICLE.encode("utf-16-le"), "UTF-16 LE"),
        (ARTICLE.encode("utf-16-be"), "UTF-16 BE"),
        (ARTICLE.replace("\n", "\r\n").encode(), "UTF-8"),
        (ARTICLE.replace("\n", "\r").encode(), "UTF-8"),
    ],
)
def test_the_encoding_is_found_out_and_said(data: bytes, encoding: str) -> None:
    found = read_article(data, "a.txt")
    assert found == Article(ARTICLE, "A title of its own", encoding=encoding, notes=found.notes)
    assert bool(found.notes) == (encoding in ("UTF-16 LE", "UTF-16 BE"))


def test_what_is_no_unicode_is_windows_1252_and_that_is_noted() -> None:
    text = "Café — “naïve”, 5 €.\nMore."
    found = read_article(text.encode("cp1252"), "a.txt")
    assert (found.text, found.encoding) == (text, "Windows-1252")
    assert "Windows-1252" in found.notes[0]
    odd = read_article(b"caf\xe9 \x81.", "a.txt")
    assert odd.text == "café \ufffd."
    assert len(odd.notes) == 2


def test_utf_16_of_another_script_is_told_too() -> None:
    text = "Москва заявила, что нет. " * 5
    assert read_article(text.encode("utf-16-le"), "a.txt").text == text
    assert read_article(text.encode("utf-16-be"), "a.txt").text == text
    for text in (
        "市中心应该禁止汽车通行。因为空气差。",
        "市の中心は車を閉め出すべきだ。",
        "도심은 차를 막아야 한다. 공기가 나쁘다.",
    ):
        for encoding, name in (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE")):
            found = read_article((text * 3).encode(encoding), "a.txt")
            assert (found.text, found.encoding) == (text * 3, name)


def test_what_does_not_look_like_the_encoding_that_is_left_is_said() -> None:
    for text, encoding in (("Совет города сказал.", "cp1251"), ("市中心应该禁止汽车通行。", "gb18030")):
        assert "save the file as UTF-8" in read_article(text.encode(encoding), "a.txt").notes[-1]
    assert len(read_article("Ärger über Öl – überall.".encode("cp1252"), "a.txt").notes) == 1


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_a_text_with_a_mark_comes_back_cleaned(text: str, encoding: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    try:
        found = read_article(text.encode(encoding), "a.txt", "plain").text
    except ArgmapError:
        assert not lines.strip()
    else:
        assert found == clean(lines).strip("\n")


@given(st.binary(max_size=200), st.sampled_from(["", *(row.kind for row in READERS)]))
def test_any_bytes_are_an_article_or_one_line(data: bytes, kind: str) -> None:
    try:
        found = read_article(data, "a.bin", kind)
    except ArgmapError as error:
        assert "\n" not in str(error)
    else:
        assert found.text == clean(found.text)
        assert found.text.strip()


def test_lines_broken_to_fit_a_width_are_joined_and_lines_that_are_meant_are_not() -> None:
    long = "one two three four five six seven eight nine ten " * 4
    lines, line = [], ""
    for word in long.split():
        if len(line) + 1 + len(word) > 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    broken = "\n".join([*lines, line])
    text = f"Title\n\n{broken}\n\n{broken}"
    found = read_article(text.encode(), "a.txt")
    assert found.text == f"Title\n\n{long.strip()}\n\n{long.strip()}"
    assert "joined" in found.notes[0]
    verse = "Roses are red\nviolets are blue\nand this is a poem that has one rather longer line in it\nso it\nstays"
    assert not is_wrapped(verse)
    assert read_article(verse.encode(), "a.txt").text == verse


def test_words_parted_at_the_end_of_a_line_become_one_again() -> None:
    assert joined(["It is a dif-", "ference"]) == "It is a difference"
    assert joined(["the post-", "Soviet space"]) == "the post-Soviet space"
    assert joined(["a one-", "2 lead"]) == "a one- 2 lead"
    assert joined(["mother-in-", "law"]) == "mother-in-law"
    assert joined(["a soft\u00ad", "ly parted word"]) == "a softly parted word"
    assert joined(["sympathies—", "and even", "", "more"]) == "sympathies—and even more"
    assert joined(["he said —", "as ever"]) == "he said — as ever"


def test_a_hyphen_at_the_end_of_a_line_stays_in_a_word_that_the_text_has_with_it_elsewhere() -> None:
    assert joined(["De-mining is slow. With more “de-", "mining” it ends."]).endswith("more “de-mining” it ends.")
    seen = Hyphens(["a full-scale war, demining", "and de-mining"])
    assert joined(["the Full-", "scale war"], seen) == "the Full-scale war"
    assert joined(["all de-", "mining"], seen) == "all demining"


def test_a_hyphen_stays_where_a_text_parts_no_words_at_the_end_of_its_lines() -> None:
    others = ["A line of words that ends in none of them"] * 50
    assert joined(["the long-", "term costs"], Hyphens(["the long-", "term costs", *others])) == "the long-term costs"
    parting = Hyphens(["the long-", "term costs", "a bo-", "at and many boats, each boat", *others])
    assert joined(["the long-", "term costs"], parting) == "the longterm costs"
    often = Hyphens(["the re-", "gion", "its po-", "wer", "was gre-", "at", *others])
    assert joined(["the re-", "gion"], often) == "the region"
    # Words with a hyphen of their own at the ends of short lines, and none that can only have been parted.
    own = Hyphens(["the long-", "term costs", "of Stoke-", "On-Trent", "a man-of-", "war", "goes on"])
    assert joined(["the long-", "term costs"], own) == "the long-term costs"
    # Where the hyphens that part words are another character, a plain one belongs to its word.
    two = Hyphens(["the long-", "term costs", "of the re\u2010", "gion"])
    assert joined(["the long-", "term costs of the re\u2010", "gion"], two) == "the long-term costs of the region"


def test_a_word_of_a_million_letters_takes_no_time() -> None:
    lines = ["a" * 1_000_000, "b" * 1_000_000 + "-", "c"]
    start = time.process_time()
    assert len(joined(lines, Hyphens(lines))) == 2_000_002
    assert time.process_time() - start < 30, "it would take hours"


# Markdown.


def test_markdown_is_read_without_its_marks() -> None:
    text = """---
title: "From the head"
author: A. Author
date: 2024-03-02T10:00:00
---
# A *heading* #

Words **in bold**, _in italics_ and `code*`, a [link](http://x.org/a_(b)), an
![image](x.png "t") and snake_case_words; 2 * 3 * 4 &amp; 5\\*6.[^1]

> A quotation
> in two lines.

- one [ref][r]
- [x] two
  more of two

1. first

Under
=====

```python
kept = "**as it is**"
```

| a | b |
|---|:-:|
| 1 | 2 |

<!-- gone --> <b>bold</b> <https://x.org>

[r]: http://x.org
[^1]: A note.
"""
    found = read_article(text.encode(), "a.md")
    assert (found.title, found.author, found.published) == ("From the head", "A. Author", "2024-03-02")
    assert found.text.split("\n\n") == [
        "A heading",
        "Words in bold, in italics and code*, a link, an and snake_case_words; 2 * 3 * 4 & 5*6.",
        "A quotation in two lines.",
        "one ref",
        "two more of two",
        "first",
        "Under",
        'kept = "**as it is**"',
        "a\tb",
        "1\t2",
        "bold https://x.org",
        "A note.",
    ]
    assert read_article(b"Some words\n\n## A heading\n", "a.markdown").title == "A heading"


# Web pages.

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Site: Title</title>
<meta property="og:title" content="The &quot;title&quot;"><meta name="author" content="A. Author">
<script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-03-02T01:02:03Z"}]}</script>
<style>p { color: red }</style><script>document.write("<p>no</p>")</script></head>
<body><header><p>Site</p></header><nav><ul><li>Home</li></ul></nav>
<article><header><h1>The title</h1></header><p>One <b>bold</b>
 word&nbsp;&mdash; and <a href="x">a link</a>.<p>Two<br>lines.<!-- <p>no</p> -->
<img src="file:///x.png" alt="no"><ul><li>item</li></ul><table><tr><td>a</td><td>b</td></tr></table>
<pre>as  it
is</pre><aside>Read also</aside></article><footer>No rights</footer></body></html>"""


def test_a_page_is_read_without_what_stands_beside_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_reader, "find_spec", lambda name: None)
    found = read_article(PAGE.encode(), "a.html")
    assert found.text.split("\n\n") == [
        "The title", "One bold word\u00a0— and a link.", "Two\nlines.", "item", "a\tb", "as it\nis",
    ]  # fmt: skip
    assert (found.title, found.author, found.published) == ('The "title"', "A. Author", "2024-03-02")
    assert (found.language, found.encoding) == ("en-GB", "UTF-8")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'<html><meta charset="iso-8859-1"><p>caf\xe9 \x96 so', "café – so"),
        (b'<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>\xed\xc9\xd2', "Мир"),
        (b'<?xml version="1.0" encoding="windows-1251"?><html><p>\xcc\xe8\xf0', "Мир"),
        (b'<html><meta charset="zip"><p>caf\xc3\xa9', "café"),
        (b'<html><meta charset="utf-8"><p>caf\xe9', "café"),
        (b"\xff\xfe" + "<html><p>café".encode("utf-16-le"), "café"),
        (b"<html><nav>All there is", "All there is"),
        (b"<html><p>1 < 2 &lt; 3 <4", "1 < 2 < 3 <4"),
        (b"<html><p title='a>b'>x</p><p title=\"never closed>y</p>", "x\n\ny"),
        (b"<html><script><p>no</script ><p>yes<style><p>no", "yes"),
        (b"<html><p hidden>no<p aria-hidden=true>no</p><div role=navigation>no</div><p>yes", "yes"),
        (b"<html><p>a</b></i></div>b", "ab"),
    ],
)
def test_pages_by_example(data: bytes, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_reader, "find_spec", lambda name: None)
    assert read_article(data, "a.html").text == text


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", '<a b="', "<!--", "<!", "<?", "</", "&", "&#", "<![CDATA[", "<div>", "<p>x<br>", "<b></i>", "<script>",
     '<script type="application/ld+json">[', "<nav>"],
)  # fmt: skip
def test_a_page_that_is_nothing_but_broken_takes_no_time(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_reader, "find_spec", lambda name: None)

    def seconds(times: int) -> float:
        start = time.process_time()
        try:
            read_article(b"<html>" + piece.encode() * times, "a.html")
        except ArgmapError as error:
            assert "\n" not in str(error)
        return time.process_time() - start

    # Four times as much takes four times as long, and no more than noise on top; not sixteen times.
    assert seconds(20_000) < 9 * seconds(5_000) + 0.2


def test_trafilatura_says_what_the_article_is_where_it_is_installed() -> None:
    pytest.importorskip("trafilatura", reason="needs the extra argmap[web]")
    pytest.importorskip("lxml_html_clean", reason="needs the extra argmap[web]")
    long = "<p>" + "</p><p>".join(f"Paragraph {n} says that prices rose by half in March." for n in range(5)) + "</p>"
    page = f"<html><body><nav>Home</nav><article><h1>Title</h1>{long}</article></body></html>"
    found = read_article(page.encode(), "a.html")
    assert found.notes == ()
    assert [f"Paragraph {n} says that prices rose by half in March." for n in range(5)] == found.text.split("\n\n")[-5:]


def test_a_page_that_trafilatura_chokes_on_is_read_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(html_reader, "find_spec", lambda name: object())
    monkeypatch.setattr(html_reader, "import_module", broken)
    found = read_article(b"<html><p>Words.", "a.html")
    assert found.text == "Words."
    assert "ImportError" in found.notes[0]


# Word documents.

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
CORE = (
    '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Of properties'
    "</dc:title><dc:creator>A. Author</dc:creator><dcterms:created>2024-03-02T00:00:00Z</dcterms:created></p>"
)


def a_docx(document: str, **more: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/document.xml", document)
        for name, data in more.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return packed.getvalue()


def body(*texts: str) -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>"


def test_a_word_document_is_read_paragraph_by_paragraph() -> None:
    pytest.importorskip("mammoth", reason="needs the extra argmap[docx]")
    found = read_article(
        a_docx(body("A heading", "Café — “so”.", "👍 &lt;b&gt;"), docProps__core_xml=CORE.encode()), "a.docx"
    )
    assert found.text == "A heading\n\nCafé — “so”.\n\n👍 <b>"
    assert (found.title, found.author, found.published) == ("Of properties", "A. Author", "")
    assert "2024-03-02" in found.notes[0]
    assert read_article(a_docx(body("A heading", "Text.")), "a.docx").title == "A heading"


def test_an_image_that_is_linked_to_is_not_opened() -> None:
    pytest.importorskip("mammoth", reason="needs the extra argmap[docx]")
    blip = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="r9"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" TargetMode="External" '
        'Target="file:///dev/zero"/></Relationships>'
    )
    document = body("Text.").replace("</w:body>", blip + "</w:body>")
    data = io.BytesIO(a_docx(document))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", rels)
    assert read_article(data.getvalue(), "a.docx").text == "Text."


def test_hostile_word_documents_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>' + body("&b;")
    assert "entities" in refused(a_docx(entities), "a.docx")
    assert "entities" in refused(a_docx(body("x"), word__styles_xml=entities.encode("utf-16")), "a.docx")
    assert "deep" in refused(a_docx("<w:p>" * 5000 + "</w:p>" * 5000), "a.docx")
    refused(a_docx("<w:p>"), "a.docx")
    refused(a_docx(body("x"))[:-30], "a.docx")
    refused(b"PK\x03\x04word/document.xml", "a.docx")
    monkeypatch.setattr(docx_reader, "UNPACKED", 1 << 20)
    bomb = a_docx(body("x"), word__styles_xml=b"<x>" + b" " * (2 << 20) + b"</x>")
    assert len(bomb) < 10_000
    assert "larger than 1 MiB" in refused(bomb, "a.docx")
    monkeypatch.setattr(docx_reader, "MEMBERS", 2)
    assert "parts" in refused(a_docx(body("x")), "a.docx")


# PDF.

ENCRYPTED = Path(__file__).parent / "encrypted"


def a_pdf(*pages: str, more: str = "", about: str = "") -> bytes:
    """A PDF of pages whose content is written out, `more` in its catalogue, `about` in what it says of itself."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [f"<< /Type /Catalog /Pages 2 0 R {more} >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
             "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    for n, content in enumerate(pages):
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        parts.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {font} /Contents {5 + 2 * n} 0 R >>")
        parts.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    parts.append(f"<< {about} >>")
    data, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R "
    end += f"/Info {len(parts)} 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def set_lines(*lines: tuple[float, str]) -> str:
    """The content of a page: lines at their heights."""
    return "\n".join(f"BT /F1 12 Tf 60 {y} Td ({text}) Tj ET" for y, text in lines)


def test_lines_of_a_pdf_become_paragraphs_and_what_repeats_is_left_out() -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    page = [
        (800, "The Daily, page {n}"),
        (760, "{word} paragraph begins here and goes on with a dif-"),
        (746, "ference in the next line."),
        (718, "{word} other one begins here and goes on over"),
        (30, "Printed in {n} copies"),
    ]
    words = ("One", "No", "This")
    pages = [set_lines(*((y, text.format(n=n, word=word)) for y, text in page)) for n, word in enumerate(words)]
    pages.append(set_lines((760, "to the end.")))
    found = read_article(a_pdf(*pages, more="/Lang (en-GB)"), "a.pdf")
    assert found.text.split("\n\n") == [
        "One paragraph begins here and goes on with a difference in the next line.",
        "One other one begins here and goes on over No paragraph begins here and goes on with a difference in the "
        "next line.",
        "No other one begins here and goes on over This paragraph begins here and goes on with a difference in the "
        "next line.",
        "This other one begins here and goes on over to the end.",
    ]
    assert found.language == "en-GB"
    assert "6 lines" in found.notes[0]


def test_paragraphs_are_told_by_gap_indent_size_and_short_last_lines() -> None:
    full = "words that fill a line to its very end, as most lines of a paragraph do"
    spaced = [Line(full, 60, 700, 12), Line("end.", 60, 686, 12), Line(full, 60, 660, 12), Line(full, 60, 646, 12)]
    assert len(paragraphs([spaced])) == 2
    indented = [Line(full + ".", 60, 700, 12), Line(full, 80, 686, 12), Line(full, 60, 672, 12)]
    assert len(paragraphs([indented])) == 2
    headed = [Line("Heading", 60, 700, 18), Line(full, 60, 686, 12), Line(full, 60, 672, 12)]
    assert [len(p) for p in paragraphs([headed])] == [7, 2 * len(full) + 1]
    short = [Line(full, 60, 700, 12), Line("the end.", 60, 686, 12), Line(full, 60, 672, 12)]
    assert len(paragraphs([short])) == 2
    assert paragraphs([]) == paragraphs([[]]) == []


def test_a_heading_set_like_the_text_is_told_by_the_indent_that_follows_it() -> None:
    full = "Words that fill a line to its very end, as most lines of a paragraph do"
    lines = [
        Line("A heading", 80, 700, 12),
        *(Line(full, x, y, 12) for x, y in ((80, 686), (60, 672), (60, 658), (60, 644))),
    ]
    assert [len(p) for p in paragraphs([lines])] == [9, 4 * len(full) + 3]


def test_an_indent_parts_paragraphs_and_the_lines_of_a_list_stay_with_their_number() -> None:
    full = "words that fill a line to its very end, as most lines of a paragraph do"
    rest = [Line(full, 60, 672 - 14 * n, 12) for n in range(3)]
    headed = [Line("A heading of more words than a short line has, set", 80, 700, 12), Line("A" + full, 80, 686, 12)]
    assert len(paragraphs([[*headed, *rest]])) == 2
    unended = [Line(full, 60, 700, 12), Line("Then " + full, 80, 686, 12), Line(full, 60, 672, 12)]
    assert len(paragraphs([unended])) == 2
    words = [(60, f"1. {full}"), (80, "So it goes on."), (60, f"2. {full}"), (80, "So it goes on."), (60, f"3. {full}")]
    items = [Line(text, x, 700 - 14 * n, 12) for n, (x, text) in enumerate(words)]
    assert [p[:2] for p in paragraphs([items])] == ["1.", "2.", "3."]


def test_spaces_at_the_beginning_of_a_line_are_an_indent() -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    full = "Words that fill a line to its very end, as most lines of a paragraph do"
    lines = ["   A heading", f"   {full}", full, full, f"   {full}", full, full]
    found = read_article(a_pdf(set_lines(*((700 - 14 * n, line) for n, line in enumerate(lines)))), "a.pdf")
    assert [len(p) for p in found.text.split("\n\n")] == [9, 3 * len(full) + 2, 3 * len(full) + 2]


def test_lines_of_which_none_goes_on_with_a_small_letter_are_paragraphs_and_may_be_cut_off() -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    lines = [f"The town of {name} has a bridge that nobody crosses in winter."[:44] for name in "ABCDEFGH"]
    found = read_article(a_pdf(set_lines(*((700 - 18 * n, line) for n, line in enumerate(lines)))), "a.pdf")
    assert found.text.split("\n\n") == lines
    assert found.notes == ("8 lines seem to run over the edge of the page; what stood there is not in the file.",)
    ended = [line[:-1] + "." for line in lines]
    found = read_article(a_pdf(set_lines(*((700 - 18 * n, line) for n, line in enumerate(ended)))), "a.pdf")
    assert found.text.split("\n\n") == ended and found.notes == ()


def test_letters_are_as_large_as_the_page_shows_them() -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    full = "Words that fill a line to its very end, as most lines of a paragraph do"
    sized = [f"BT /F1 1 Tf {size} 0 0 {size} 60 {y} Tm ({text}) Tj ET" for size, y, text in
             ((18, 700, "A heading"), (12, 686, full), (12, 672, full))]  # fmt: skip
    assert read_article(a_pdf("\n".join(sized)), "a.pdf").text == f"A heading\n\n{full} {full}"


def test_the_name_of_a_file_is_no_title() -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    lines = set_lines((700, "A town"), (660, "One sentence"), (646, "goes on"), (632, "and ends here."))
    assert read_article(a_pdf(lines), "a.pdf").title == "A town"
    for name in ("page.html", "Microsoft Word - draft 3.doc", "untitled", "https://example.org/a"):
        assert read_article(a_pdf(lines, about=f"/Title ({name})"), "a.pdf").title == "A town"
    assert read_article(a_pdf(lines, about="/Title (The town)"), "a.pdf").title == "The town"


def test_what_stands_at_one_page_only_is_no_repeat() -> None:
    pages = [[Line("one", 0, 800, 9), Line("text", 0, 700, 9)], [Line("two", 0, 800, 9), Line("text", 0, 650, 9)]]
    assert without_repeats(pages) == (pages, 0)
    assert without_repeats(pages[:1]) == (pages[:1], 0)


def test_pdfs_that_cannot_be_read_are_refused_in_one_line() -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    whole = a_pdf(set_lines((700, "Text.")))
    assert read_article(whole, "a.pdf").text == "Text."
    assert "no text" in refused(a_pdf(""), "a.pdf")
    refused(b"%PDF-1.4\nnothing", "a.pdf")
    refused(b"%PDF-1.4\n" + b"<<" * 50_000, "a.pdf")
    refused(whole.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "a.pdf")
    for cut in range(20, len(whole), 61):
        try:
            read_article(whole[:cut], "a.pdf")
        except ArgmapError as error:
            assert "\n" not in str(error)


def test_a_pdf_that_draws_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    page = set_lines(*((700.0, "Again and again.") for _ in range(500)))
    monkeypatch.setattr(pdf_reader, "SECONDS", 0.05)
    assert "takes longer" in refused(a_pdf(*[page] * 40), "a.pdf")
    monkeypatch.setattr(pdf_reader, "SECONDS", 60.0)
    monkeypatch.setattr(pdf_reader, "LONGEST", 2_000)
    assert "longer than" in refused(a_pdf(page), "a.pdf")


def test_a_pdf_with_a_password_is_refused_and_one_without_a_word_is_read() -> None:
    pypdf = pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    for password, said in (("open sesame", "password"), ("", "")):
        writer, packed = pypdf.PdfWriter(), io.BytesIO()
        writer.append(io.BytesIO(a_pdf(set_lines((700, "Text.")))))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(packed)
        if said:
            assert said in refused(packed.getvalue(), "a.pdf")
        else:
            assert read_article(packed.getvalue(), "a.pdf").text == "Text."


def test_a_pdf_encrypted_with_aes_is_read_or_says_in_a_line_which_package_it_needs() -> None:
    pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    # Both hold the word "Text.", saved by pypdf with AES-256, the second with a password.
    free, locked = ((ENCRYPTED / name).read_bytes() for name in ("aes-256.pdf", "aes-256-locked.pdf"))
    if find_spec("cryptography") or find_spec("Crypto"):
        assert read_article(free, "a.pdf").text == "Text."
        assert refused(locked, "a.pdf") == "a.pdf: it is locked with a password; save it without one first"
    else:
        said = 'a.pdf: it is encrypted in a way that needs one more package; pip install "pypdf[crypto]"'
        assert refused(free, "a.pdf") == refused(locked, "a.pdf") == said


# Of any kind.


HOSTILE_PAGE = b"""<!DOCTYPE html><html><head><meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/r">
<link rel="stylesheet" href="http://127.0.0.1:9/s.css"><script src="http://127.0.0.1:9/x.js"></script>
<script>fetch("http://127.0.0.1:9/f")</script><base href="file:///etc/"></head><body onload="go()"><article>
<p>Words of the page that are long enough to be taken for an article.</p>
<img src="http://127.0.0.1:9/i.png" srcset="file:///dev/zero 2x"><iframe src="file:///etc/passwd"></iframe>
<object data="file:///dev/zero"></object><svg><image href="file:///dev/zero"/></svg><video src="file:///dev/zero">
</video><style>@import url(http://127.0.0.1:9/c.css); body { background: url(file:///dev/zero) }</style>
<p>And a last paragraph.</p></article></body></html>"""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (HOSTILE_PAGE, "a.html"),
        (b"# Title\n\n![x](http://127.0.0.1:9/i.png) Words. <img src=file:///dev/zero>\n", "a.md"),
        (a_docx(body("Words.")), "a.docx"),
        (a_pdf(set_lines((700, "Words.")), more="/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>"), "a.pdf"),
        (b"Words.", "a.txt"),
    ],
    ids=["html", "markdown", "docx", "pdf", "plain"],
)
def test_nothing_is_fetched_opened_written_or_started_while_an_article_is_read(data: bytes, name: str) -> None:
    if name.endswith(".docx"):
        pytest.importorskip("mammoth", reason="needs the extra argmap[docx]")
    if name.endswith(".pdf"):
        pytest.importorskip("pypdf", reason="needs the extra argmap[pdf]")
    read_article(data, name)  # what a library opens when it is loaded for the first time is its own
    seen: list[tuple[str, object]] = []
    listening = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "open")):
            seen.append((event, arguments[0] if arguments else None))

    sys.addaudithook(watch)
    try:
        found = read_article(data, name)
    finally:
        listening = False
    assert "Words" in found.text
    assert "passwd" not in found.text and "fetch" not in found.text
    code = (".py", ".pyc", ".so")
    assert [what for what in seen if not (what[0] == "open" and str(what[1]).endswith(code))] == []


@pytest.mark.parametrize(
    ("module", "extra", "data", "name"),
    [(docx_reader, "docx", a_docx(body("x")), "a.docx"), (pdf_reader, "pdf", a_pdf(""), "a.pdf")],
)
def test_a_missing_extra_is_one_line_with_what_to_install(
    module: object, extra: str, data: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    assert f'pip install "argmap[{extra}]"' in refused(data, name)


def test_the_content_says_the_kind_before_the_name_does() -> None:
    assert kind_of(b"%PDF-1.7", "a.txt") == "pdf"
    assert kind_of(a_docx(body("x")), "a") == "docx"
    assert kind_of(b"\xef\xbb\xbf <!DOCTYPE HTML>", "a.txt") == "html"
    assert kind_of("<html>".encode("utf-16-le")) == "html"
    assert kind_of(b'<?xml version="1.0"?><html xmlns="x">') == "html"
    assert kind_of(b"# Words", "A.MD") == "markdown"
    assert kind_of(b"<p>Words", "a.htm") == "html"
    assert kind_of(b"Words", "a.doc") == kind_of(b"Words") == "plain"
    assert kind_of(b'A map begins with "format": "argmap".') == kind_of(b'{"format": "other"}') == "plain"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.doc"),
        (b"{\\rtf1 words}", "a.rtf"),
        (b"PK\x03\x04" + b"\0" * 60, "a.odt"),
        (b"\x89PNG\r\n" + b"\0" * 60, "a.png"),
        (b'\xef\xbb\xbf{"format": "argmap", "version": 1, "claims": [', "a.argmap.json"),
        (b"words", "a.pdf"),
        (b"words", "a.docx"),
        (bytes(range(256)) * 4, "a.txt"),
        (b"", "a.txt"),
        (b" \n\t", "a.txt"),
        (b"\0" * 1000, "a.txt"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(data: bytes, name: str) -> None:
    refused(data, name)


def test_an_unknown_kind_and_a_file_that_is_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArgmapError, match="no kind of article 'epub'"):
        read_article(b"x", "a", "epub")
    import argmap.formats.articles as articles

    monkeypatch.setattr(articles, "LARGEST", 3)
    assert "larger" in refused(b"four", "a.txt")
    monkeypatch.setattr(articles, "LARGEST", 300)
    monkeypatch.setattr(articles, "LONGEST", 3)
    assert "longer" in refused(b"four", "a.txt")
