"""A glance at a journal says what reading it whole says, wherever it was torn."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from random_maps import random_document

from argmap.app import glance as glance_module
from argmap.app import recovery, replay
from argmap.app.glance import glance
from argmap.app.journal import Journal, folder_of
from argmap.app.processes import this
from argmap.app.saving import save
from argmap.core.change import Put, changed
from argmap.core.document import EMPTY, Document
from argmap.errors import ArgmapError

ONE = random_document(1, 8)


def reworded(journal: Journal, document: Document, *texts: str) -> Document:
    """Writes a change for each text."""
    for text in texts:
        claim = document.claims["c1"]
        change = changed("Edit text", [Put(claim, replace(claim, text=text))])
        document = document.apply(change)
        assert journal.write(change)
    return document


def written(state: Path, kind: str) -> Path:
    """A journal of three changes: over a file, from an empty map, or over a document that it repeats."""
    path = str(state / "a.argmap.json")
    held = save(ONE, path, None, None).held if kind == "file" else None
    journal = Journal(state)
    journal.begin(EMPTY if kind == "empty" else ONE, path if kind == "file" else "", held)
    if kind == "empty":
        assert journal.write(changed("Paste", [Put(None, record) for id, record in ONE.items() if id != "map"]))
    reworded(journal, ONE, "one", "two", "three" if kind != "empty" else "two again")
    file = Path(journal.file)
    journal.leave()
    return file


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session that wrote the journals is over."""
    monkeypatch.setattr(glance_module, "is_gone", lambda process: True)


@pytest.mark.parametrize("kind", ["file", "empty", "here"])
@pytest.mark.usefixtures("gone")
def test_wherever_a_journal_is_torn_a_glance_says_what_reading_it_says(kind: str, tmp_path: Path) -> None:
    file = written(tmp_path, kind)
    data = file.read_bytes()
    ends = [n for n, byte in enumerate(data) if byte == ord("\n")]
    for cut in sorted({0, 1, len(data), *(end + by for end in ends for by in (-1, 0, 1, 2, 40))}):
        file.write_bytes(data[:cut])
        seen, log = glance(str(file)), replay.read(str(file))
        assert (seen.path, seen.title, seen.held, seen.by) == (log.path, log.title, log.held, log.by)
        has_nothing = not log.changes and not log.damaged and log.start in (None, EMPTY)
        assert seen.is_empty == has_nothing, cut
        assert seen.steps == (0 if has_nothing else max(1, len(log.changes))), cut
        assert seen.last == (log.changes[-1] if log.changes else None) or kind == "here", cut
    assert (seen.steps, seen.last is not None, seen.is_open) == (4 if kind == "empty" else 3, True, False)


def test_of_a_session_that_runs_only_the_first_line_is_looked_at(tmp_path: Path) -> None:
    seen = glance(str(written(tmp_path, "file")))
    assert (seen.is_open, seen.steps, seen.last, seen.by) == (True, 0, None, this())


@pytest.mark.usefixtures("gone")
def test_lines_that_are_no_changes_are_not_counted(tmp_path: Path) -> None:
    file = written(tmp_path, "file")
    file.write_bytes(file.read_bytes() + b"\n\x00\x00\x00\n")
    seen = glance(str(file))
    assert (seen.steps, seen.last, seen.is_empty) == (3, None, False)


def test_what_is_no_file_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ArgmapError, match="cannot be read"):
        glance(str(tmp_path))


@pytest.mark.usefixtures("gone")
@pytest.mark.parametrize("kind", ["file", "empty", "here"])
def test_the_list_of_what_can_be_recovered_reads_no_journal_whole(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, kind)
    monkeypatch.setattr(replay, "read", lambda file: pytest.fail(f"{file} is read"))
    (item,) = recovery.pending(tmp_path)
    assert item.steps == (4 if kind == "empty" else 3)


@pytest.mark.usefixtures("gone")
def test_where_the_last_change_is_in_the_file_the_others_are_looked_at_too(tmp_path: Path) -> None:
    path = str(tmp_path / "a.argmap.json")
    held = save(ONE, path, None, None).held
    journal = Journal(tmp_path)
    journal.begin(ONE, path, held)
    claim, other = ONE.claims["c1"], ONE.claims["c2"]
    there = replace(claim, text="there")
    assert journal.write(changed("Edit text", [Put(other, replace(other, text="kept"))]))
    assert journal.write(changed("Edit text", [Put(claim, there)]))
    assert journal.write(changed("Edit text", [Put(there, claim)]))
    journal.leave()
    (item,) = recovery.pending(tmp_path)
    assert item.steps == 3


def test_a_journal_that_is_just_being_made_is_neither_offered_nor_removed(tmp_path: Path) -> None:
    file = folder_of(tmp_path) / "a-000001-00000000.journal"
    os.makedirs(file.parent)
    for begun in (b"", b'{"journal": 1, "argmap"'):
        file.write_bytes(begun)
        assert recovery.pending(tmp_path) == () and file.read_bytes() == begun
