"""An article of our own as ordinary programs save it: read whole and in order, and every anchor exact afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.app import files
from argmap.core.anchors import State, states
from argmap.core.document import EMPTY
from argmap.core.sentences import lines
from argmap.edit.passages import claim_from_passage
from argmap.edit.sources import add_source
from argmap.formats import registry
from argmap.formats.articles import read_article

PARAGRAPHS = (
    "A bridge too dear",
    "The council of Ostholm wants to rebuild the footbridge over the Lende — at four times what it cost in 1987.",
    "Mr. Falk, who built the old one, says that steel of this kind “does not rust in a lifetime”. The inspectors "
    "found otherwise: of 212 bolts, 31 were gone and another 58 could be turned by hand. That is why the bridge has "
    "been closed since March, and why the ferry, which had carried 40 people a day, now carries nearly 900.",
    "Those who would rather have a road bridge point to the lorries. A lorry from the saw-mill needs fifty minutes "
    "round the bay; with a bridge it would need six. But the road on the other bank is a forest track, and nobody has "
    "said who is to pay for its widening. The saw-mill has not; the forest’s owners have not been asked.",
    "It is true that the ferry costs money, too: €1.2 m a year, crew and fuel included. According to the harbour "
    "office, though, two thirds of that would be spent anyway, because the boats are needed for the islands.",
    "“We have all grown used to it,” Ines Falk told the council, “and my café has never been fuller.” The minutes note "
    "laughter.",
    "So the question is not whether a bridge is wanted. It is which one, for whom – and whether 2,300 people can "
    "afford it.",
    "Related: Ferry timetable · Subscribe to our letter",
)


def run(home: Path, *words: str) -> None:
    """Runs a program with a home of its own."""
    environment = {**os.environ, "HOME": str(home)}
    subprocess.run(words, cwd=home, env=environment, check=True, capture_output=True, timeout=120)


def office(kind: str) -> Callable[[Path, Path], Path]:
    """Saves a text through LibreOffice Writer."""

    def save(home: Path, source: Path) -> Path:
        suffix = kind.partition(":")[0]
        out = home / f"office-{suffix}"
        run(home, "soffice", "--headless", "--convert-to", kind, "--outdir", str(out), str(source))
        return out / f"{source.stem}.{suffix}"

    return save


def pandoc(suffix: str) -> Callable[[Path, Path], Path]:
    """Saves a text through pandoc."""

    def save(home: Path, source: Path) -> Path:
        out = home / f"pandoc.{suffix}"
        run(home, "pandoc", "--from=markdown-smart", "--standalone", str(source), f"--output={out}")
        return out

    return save


def browser(style: str, *, typed: bool = False) -> Callable[[Path, Path], Path]:
    """Prints a page through Chromium, set in this style; `typed`: as lines broken by hand, indented by spaces."""

    def save(home: Path, source: Path) -> Path:
        page, out = home / "page.html", home / "page.pdf"
        body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
        if typed:
            body = "<pre>" + "\n".join(textwrap.fill(f"   {words}", 72) for words in PARAGRAPHS) + "</pre>"
        head = f"<meta charset='utf-8'><style>{style}</style>"
        page.write_text(f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>", "utf-8")
        program = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        run(home, *program, f"--print-to-pdf={out}", str(page))
        return out

    return save


WAYS: tuple[tuple[str, str, str, Callable[[Path, Path], Path]], ...] = (
    ("writer-docx", "soffice", "mammoth", office("docx")),
    ("writer-html", "soffice", "", office("html:HTML (StarWriter):UTF8")),
    ("writer-pdf", "soffice", "pypdf", office("pdf")),
    ("pandoc-docx", "pandoc", "mammoth", pandoc("docx")),
    ("pandoc-html", "pandoc", "", pandoc("html")),
    ("browser-pdf", "chromium", "pypdf", browser("body { font: 12pt serif }")),
    ("browser-columns", "chromium", "pypdf", browser("body { columns: 2; text-align: justify; font: 10pt serif }")),
    (
        "browser-indented",
        "chromium",
        "pypdf",
        browser("p { margin: 0; text-indent: 2em; text-align: justify } p:first-child { font-size: 18pt }"),
    ),
    (
        "browser-indented-columns",
        "chromium",
        "pypdf",
        browser("body { columns: 3; font: 8.5pt serif } p { margin: 0; text-indent: 1.2em }"),
    ),
    ("browser-typed", "chromium", "pypdf", browser("", typed=True)),
)


@pytest.mark.parametrize(("program", "module", "save"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_every_paragraph_is_read_in_order_and_what_is_taken_from_it_stands_exactly_when_opened_again(
    program: str, module: str, save: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    if module:
        pytest.importorskip(module)
    source = tmp_path / "article.txt"
    source.write_text("\n\n".join(PARAGRAPHS), "utf-8")
    saved = save(tmp_path, source)
    article = read_article(saved.read_bytes(), saved.name)
    read = [" ".join(article.text[start:end].split()) for start, end in lines(article.text)]
    assert read == list(PARAGRAPHS)

    added = add_source(EMPTY, title=article.title, text=article.text)
    assert added is not None and added.focus is not None
    document, (id,), thesis = EMPTY.apply(added), added.focus, ""
    for start, end in lines(article.text):
        change = claim_from_passage(document, id, start, end, "premise" if thesis else "thesis", thesis)
        assert change is not None and change.focus is not None
        document = document.apply(change)
        thesis = thesis or change.focus[0]
    path = str(tmp_path / "map.argmap.json")
    files.write(path, registry.write(document, "argmap"))
    again = registry.read(files.read(path), path, "argmap")
    assert not again.errors
    assert list(states(again.document).values()) == [State.EXACT] * len(PARAGRAPHS)
