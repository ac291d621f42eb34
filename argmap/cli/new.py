"""`argmap new`: a map to begin with, its articles in it."""

from __future__ import annotations

import argparse
import os

from argmap.app import files
from argmap.cli.arguments import Parser, complain
from argmap.cli.arguments import parser as new_parser
from argmap.errors import ArgmapError
from argmap.formats.articles import READERS
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap new`."""
    p = new_parser("new", tr("Makes a map of articles: each becomes a source, its text kept in the map."))
    p.add_argument(
        "--from",
        dest="articles",
        action="append",
        default=[],
        metavar="ARTICLE",
        help=tr("an article: plain text, Markdown, HTML, DOCX or PDF; - reads standard input; may be given again"),
    )
    p.add_argument("-o", "--output", required=True, metavar="MAP", help=tr("the map to write; - is standard output"))
    p.add_argument(
        "--kind",
        choices=[reader.kind for reader in READERS],
        default="",
        help=tr("the kind of article, where it cannot be told"),
    )
    p.add_argument("--title", default="", help=tr("the map's title (default: that of the first article)"))
    p.add_argument("--author", default="", help=tr("who wrote the articles, where they do not say it"))
    p.add_argument("--date", default="", help=tr("when they were published, where they do not say it"))
    p.add_argument("--force", action="store_true", help=tr("write over a file that is there already"))
    return p


def run(arguments: argparse.Namespace) -> int:
    """Writes the map whole or not at all, with one line on stderr for each article and each note on its reading."""
    from argmap.cli import writing
    from argmap.core.document import EMPTY
    from argmap.edit.about import set_info
    from argmap.edit.sources import add_source
    from argmap.formats.articles import read_article

    output = arguments.output
    writing.refuse_other_name(output)
    if output != "-" and os.path.lexists(output) and not arguments.force:
        raise ArgmapError(tr("is there already"), files.shown(output), tr("--force writes over it"))
    document = EMPTY
    title, language = arguments.title, ""
    for path in arguments.articles:
        article = read_article(files.read(path), files.shown(path), arguments.kind)
        name = article.title or _stem(path)
        change = add_source(
            document,
            title=name,
            author=article.author or arguments.author,
            published=article.published or arguments.date,
            text=article.text,
        )
        assert change is not None
        document = document.apply(change)
        title, language = title or name, language or article.language
        for note in article.notes:
            complain(f"{files.shown(path)}: {note}")
    described = set_info(document, title=title, language=language)
    document = document if described is None else document.apply(described)
    writing.write(document, output, "argmap", program="argmap new")
    return 0


def _stem(path: str) -> str:
    return "" if path == "-" else os.path.splitext(os.path.basename(path))[0]
