"""Word documents, through mammoth (the extra `docx`)."""

from __future__ import annotations

import io
import xml.parsers.expat
import zipfile
import zlib
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from argmap.errors import ArgmapError
from argmap.formats.articles.article import Article, day, missing
from argmap.formats.articles.markup import parse
from argmap.formats.articles.quiet import quiet
from argmap.text import tr

UNPACKED = 128 * 1024 * 1024
"""How much the parts of a document that are read may hold together, unpacked, in bytes."""

MEMBERS = 20_000
DEEPEST = 200
"""How deep the elements of a part may stand in one another."""

_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read(data: bytes, name: str) -> Article:
    """The paragraphs, headings, items and table rows of a document; no image, no macro, no link is opened.

    Title and author are those of its properties, the title else its heading; when the file was made is a note.
    """
    parts = _parts(data, name)
    if find_spec("mammoth") is None:
        raise missing("docx", tr("a Word document"), name)
    mammoth: Any = import_module("mammoth")
    with quiet("mammoth"):
        try:
            page = mammoth.convert_to_html(
                io.BytesIO(_repacked(parts)),
                convert_image=mammoth.images.img_element(lambda image: {}),
                external_file_access=False,
            ).value
        except Exception as error:  # whatever another library makes of a broken file
            raise _broken(name, error) from error
    found = parse(page)
    blocks = [block.text for block in found.blocks]
    title, author, made = _about(parts.get(_CORE, b""))
    notes = (tr("The file was made on {date}.", date=made),) if made else ()
    return Article("\n\n".join(blocks), title or found.heading, author, notes=notes)


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    """The XML parts, checked: sizes as they are unpacked, not as the archive says; no DOCTYPE, no deep nest."""
    parts: dict[str, bytes] = {}
    room = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MEMBERS:
                raise ArgmapError(tr("it has too many parts"), name)
            for member in archive.infolist():
                if not member.filename.endswith((".xml", ".rels")) or member.filename in parts:
                    continue
                with archive.open(member) as file:
                    part = file.read(room + 1)
                room -= len(part)
                if room < 0:
                    raise ArgmapError(tr("unpacked it is larger than {n} MiB", n=UNPACKED >> 20), name)
                parts[member.filename] = part
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise _broken(name, error) from error
    if "word/document.xml" not in parts:
        raise ArgmapError(tr("it is an archive, but no Word document"), name)
    for path in sorted(parts):
        _check(parts[path], name)
    return parts


def _check(part: bytes, name: str) -> None:
    parser = xml.parsers.expat.ParserCreate()
    depth = 0

    def doctype(*_: object) -> None:
        raise ArgmapError(tr("it declares entities, which no Word document does"), name, tr("it is not read"))

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ArgmapError(tr("its parts are nested too deep"), name, tr("it is not read"))

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    try:
        parser.Parse(part, True)
    except (xml.parsers.expat.ExpatError, ValueError, LookupError) as error:
        raise _broken(name, error) from error


def _repacked(parts: dict[str, bytes]) -> bytes:
    """An archive of the checked parts alone, so that nothing else of the file is ever opened."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, part in sorted(parts.items()):
            archive.writestr(path, part)
    return packed.getvalue()


def _about(core: bytes) -> tuple[str, str, str]:
    if not core:
        return "", "", ""
    root = ElementTree.fromstring(core)

    def said(tag: str) -> str:
        return (root.findtext(tag) or "").strip()

    return said(f"{_DC}title"), said(f"{_DC}creator"), day(said(f"{_TERMS}created"))


def _broken(name: str, error: Exception) -> ArgmapError:
    return ArgmapError(tr("it is no whole Word document: {why}", why=str(error) or type(error).__name__), name)
