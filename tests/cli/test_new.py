"""`argmap new`: a map of articles, written whole, never over another without being asked."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from argmap.cli import new
from argmap.core.document import Document
from argmap.errors import ArgmapError, UsageError
from argmap.formats import registry


def run(*arguments: str) -> int:
    return new.run(new.parser().parse_args(arguments))


def read(path: Path) -> Document:
    reading = registry.read(path.read_bytes(), path.name)
    assert not reading.problems
    return reading.document


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "first.txt"
    path.write_bytes("A title\r\n\r\nCafé rose. 👍".encode())
    return str(path)


def test_a_map_has_its_articles_as_sources_and_the_first_ones_title(article: str, tmp_path: Path) -> None:
    other = tmp_path / "second.html"
    other.write_text(
        '<html lang="en"><title>Two</title><meta name="author" content="B"><p>Words.</p>', encoding="utf-8"
    )
    out = tmp_path / "m.argmap.json"
    assert run("--from", article, "--from", str(other), "-o", str(out), "--author", "A", "--date", "2024-03-02") == 0
    document = read(out)
    assert (document.info.title, document.info.language) == ("A title", "en")
    found = sorted((s.title, s.author, s.published, s.text) for s in document.sources.values())
    assert found == [
        ("A title", "A", "2024-03-02", "A title\n\nCafé rose. 👍"),
        ("Two", "B", "2024-03-02", "Words."),
    ]


def test_a_title_may_be_given_and_else_comes_from_the_files_name(article: str, tmp_path: Path) -> None:
    out = tmp_path / "m.argmap.json"
    assert run("--from", article, "-o", str(out), "--title", "Mine") == 0
    assert read(out).info.title == "Mine"
    plain = tmp_path / "the name.txt"
    plain.write_text("One sentence only.", encoding="utf-8")
    assert run("--from", str(plain), "-o", str(out), "--force") == 0
    document = read(out)
    assert [document.info.title, *(s.title for s in document.sources.values())] == ["the name", "the name"]


def test_what_is_there_is_not_written_over_without_force(article: str, tmp_path: Path) -> None:
    out = tmp_path / "m.argmap.json"
    out.write_text("old")
    with pytest.raises(ArgmapError, match=r"there already.*--force"):
        run("--from", article, "-o", str(out))
    assert out.read_text() == "old"
    assert run("--from", article, "-o", str(out), "--force") == 0
    assert len(read(out).sources) == 1


def test_an_article_that_cannot_be_read_leaves_no_map_behind(article: str, tmp_path: Path) -> None:
    out = tmp_path / "m.argmap.json"
    (tmp_path / "x.pdf").write_bytes(b"no PDF")
    for bad in (str(tmp_path / "x.pdf"), str(tmp_path / "none.txt"), str(tmp_path)):
        with pytest.raises(ArgmapError):
            run("--from", article, "--from", bad, "-o", str(out))
        assert not out.exists()
    with pytest.raises(UsageError):
        run("--from", article)


def test_standard_input_and_output(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __init__(self, data: bytes = b"") -> None:
            self.buffer = io.BytesIO(data)

        def flush(self) -> None:
            self.buffer.flush()

    out = Stream()
    monkeypatch.setattr(sys, "stdin", Stream(b"# A heading\n\nWords."))
    monkeypatch.setattr(sys, "stdout", out)
    assert run("--from", "-", "--kind", "markdown", "-o", "-") == 0
    document = registry.read(out.buffer.getvalue(), "").document
    assert document.info.title == "A heading"
    assert [s.text for s in document.sources.values()] == ["A heading\n\nWords."]


def test_what_is_noted_of_a_reading_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9 rose.")
    assert run("--from", str(tmp_path / "a.txt"), "-o", str(tmp_path / "m.argmap.json")) == 0
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "a.txt: Read as Windows-1252" in said


def test_a_map_without_articles_is_empty(tmp_path: Path) -> None:
    assert run("-o", str(tmp_path / "m.argmap.json"), "--title", "Later") == 0
    assert len(read(tmp_path / "m.argmap.json")) == 1
