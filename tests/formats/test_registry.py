"""The table of formats: found by name, by suffix and by content, and imported only when used."""

from __future__ import annotations

import subprocess
import sys

import pytest
from strategies import chain

from argmap.core.document import EMPTY
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.formats.options import Options
from argmap.formats.registry import FORMATS, by_name, by_suffix, sniff

MAP = b'{"format": "argmap", "version": 1}'


def test_each_format_has_a_name_a_title_and_suffixes_of_its_own() -> None:
    suffixes = [suffix for format in FORMATS for suffix in format.suffixes]
    assert len({format.name for format in FORMATS}) == len(FORMATS)
    assert len(set(suffixes)) == len(suffixes)
    for format in FORMATS:
        assert format.title and format.suffixes and (format.reader or format.writer)
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in format.suffixes)


def test_the_names_are_those_of_the_formats_there_are() -> None:
    assert {format.name for format in FORMATS} >= {"argmap", "svg", "pdf", "png", "dot", "markdown"}
    for format in FORMATS:
        assert by_name(format.name) is by_name(format.name.upper()) is format
        assert all(by_name(suffix[1:]) is format for suffix in format.suffixes)
        assert all(by_suffix("a" + suffix) is format for suffix in format.suffixes)


@pytest.mark.parametrize(
    "filename, name",
    [
        ("a.argmap.json", "argmap"),
        ("A.ARGMAP.JSON", "argmap"),
        ("some/folder.svg/a.dot", "dot"),
        ("a.gv", "dot"),
        ("a.argmap.json.md", "markdown"),
        ("a b.SVG", "svg"),
        (".png", "png"),
    ],
)
def test_a_format_is_known_by_the_end_of_a_file_name(filename: str, name: str) -> None:
    assert by_suffix(filename).name == name


@pytest.mark.parametrize("filename", ["a", "a.json", "a.txt", "argmap.json", "svg", ""])
def test_a_name_that_says_no_format_is_refused_with_those_there_are(filename: str) -> None:
    with pytest.raises(ArgmapError) as raised:
        by_suffix(filename)
    for format in FORMATS:
        assert all(suffix in str(raised.value) for suffix in format.suffixes)


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(ArgmapError) as raised:
        by_name("jpeg")
    assert str(raised.value).startswith("there is no format 'jpeg'")
    assert all(format.name in str(raised.value) for format in FORMATS)


@pytest.mark.parametrize("data", [MAP, b"\xef\xbb\xbf" + MAP, b'{"version": 1,\n\t"format" :\r\n "argmap"}', MAP[:-1]])
@pytest.mark.parametrize("filename", ["", "x.svg", "x.argmap.json", "notes"])
def test_a_map_is_known_by_what_it_says_of_itself_under_any_name(data: bytes, filename: str) -> None:
    assert sniff(data, filename).name == "argmap"


def test_what_says_nothing_of_itself_is_taken_as_its_name_says() -> None:
    assert sniff(b"", "x.argmap.json").name == "argmap"
    for filename in ("", "x.svg", "x.json"):
        with pytest.raises(ArgmapError) as raised:
            sniff(b'{"format": "other"}', filename)
        assert "it reads argmap map" in str(raised.value)


def test_a_format_that_is_only_written_is_not_read() -> None:
    with pytest.raises(ArgmapError) as raised:
        registry.read(MAP, "x", "svg")
    assert str(raised.value) == "x: argmap writes SVG picture but does not read it"


def test_a_map_is_read_and_written_by_name() -> None:
    document = chain(3)
    data = registry.write(document, "argmap")
    assert registry.read(data, format="argmap") == registry.read(data)
    assert registry.read(data).document == document
    assert registry.write(document, "markdown", Options(title=False)).startswith(b"## Map")
    assert registry.write(EMPTY, "markdown") == b"# Untitled map\n"


def test_each_row_names_functions_that_there_are() -> None:
    for format in FORMATS:
        for name in (format.reader, format.writer, format.sniffer):
            assert not name or callable(registry._function(name))


def test_the_table_alone_imports_neither_json_nor_pydot_nor_qt() -> None:
    code = "import sys, argmap.formats.registry; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"json", "pydot", "PySide6", "subprocess"} & set(done.stdout.split())
