"""The journal: what was written is read back, whatever becomes of the file's end, and a full disk stops nobody."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_maps import random_document
from strategies import changes, documents

from argmap.app import backups, files, replay
from argmap.app.journal import Journal, folder_of
from argmap.app.processes import this
from argmap.app.session import Session
from argmap.core.document import EMPTY, Document, diff
from argmap.edit import claims
from argmap.formats import registry

ONE = random_document(1, 8)


def journals(state: Path) -> list[str]:
    return sorted(os.listdir(folder_of(state))) if folder_of(state).exists() else []


def begun(state: Path, document: Document = ONE, path: str = "", held: str | None = None) -> Journal:
    journal = Journal(state)
    journal.begin(document, path, held)
    return journal


def reworded(document: Document, n: int) -> Document:
    change = claims.reword(document, "c1", f"wording {n}")
    assert change is not None
    return document.apply(change)


@given(document=documents(), data=st.data())
def test_the_changes_of_a_session_lead_to_its_document(document: Document, data: st.DataObject, tmp_path: Path) -> None:
    state = tmp_path / str(len(os.listdir(tmp_path)))
    journal, session = begun(state, document), Session(document)
    session.on_step(lambda step: journal.write(step.change) and None)
    for _ in range(data.draw(st.integers(1, 6))):
        if not session.history.undoable() or data.draw(st.booleans()):
            session.commit(data.draw(changes(session.document)))
        elif data.draw(st.booleans()):
            session.undo()
            session.redo()
        else:
            session.undo()
    if journal.file:
        log = replay.read(journal.file)
        assert log.start == document and log.damaged == ()
        result = document
        for change in log.changes:
            result = result.apply(change)
        assert result == session.document
    journal.close()
    assert journals(state) == []


def test_opening_writes_nothing_and_a_clean_close_leaves_nothing(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    assert journals(tmp_path) == [] and journal.sync()
    journal.write(diff(ONE, reworded(ONE, 1)))
    assert len(journals(tmp_path)) == 1
    journal.close()
    journal.close()
    assert journals(tmp_path) == []


def test_each_change_is_in_the_file_as_soon_as_it_is_written(tmp_path: Path) -> None:
    journal, document = begun(tmp_path), ONE
    for n in range(5):
        after = reworded(document, n)
        assert journal.write(diff(document, after))
        document = after
        assert len(replay.read(journal.file).changes) == n + 1


def test_a_map_with_a_file_is_named_by_path_hash_and_version_and_not_repeated(tmp_path: Path) -> None:
    path, data = str(tmp_path / "a.argmap.json"), registry.write(ONE, "argmap")
    files.write(path, data)
    journal = begun(tmp_path / "state", ONE, path, files.digest(path))
    journal.write(diff(ONE, reworded(ONE, 1)))
    head, *rest = Path(journal.file).read_bytes().splitlines()
    said = json.loads(head)
    assert (said["path"], said["hash"], said["base"]) == (path, files.digest(path), "file")
    assert said["argmap"] and said["journal"] == 1
    assert len(rest) == 1
    log = replay.read(journal.file)
    assert (log.on_file, log.by, len(log.changes)) == (True, this(), 1)
    # At the first sync what it leads on from becomes a backup.
    assert backups.of(path, tmp_path / "state") == ()
    assert journal.sync()
    assert backups.with_hash(path, files.digest(path) or "", tmp_path / "state") == data


def test_saving_begins_anew_behind_what_was_saved(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.write(diff(ONE, reworded(ONE, 1)))
    journal.begin(reworded(ONE, 1), "/a", "0" * 64)
    assert journals(tmp_path) == []
    journal.write(diff(reworded(ONE, 1), ONE))
    assert len(replay.read(journal.file).changes) == 1


def test_any_number_of_bytes_cut_off_the_end_costs_the_last_changes_only(tmp_path: Path) -> None:
    journal, document, ends = begun(tmp_path), ONE, []
    for n in range(3):
        after = reworded(document, n)
        journal.write(diff(document, after))
        ends.append(os.path.getsize(journal.file))
        document = after
    journal.leave()
    (name,) = journals(tmp_path)
    data = (folder_of(tmp_path) / name).read_bytes()
    for cut in range(ends[0], len(data) + 1):
        torn = tmp_path / "torn"
        torn.write_bytes(data[:cut])
        log = replay.read(str(torn))
        # A last line that lacks nothing but its end counts.
        assert len(log.changes) == sum(end <= cut + 1 for end in ends)
        assert log.damaged == ()
    for cut in range(0, ends[0] - 1, 7):
        torn.write_bytes(data[:cut])
        assert replay.read(str(torn)).changes == ()


@given(data=st.data())
def test_bytes_gone_wrong_in_the_middle_are_set_aside_and_the_rest_is_read(data: st.DataObject, tmp_path: Path) -> None:
    journal, document = begun(tmp_path), ONE
    for n in range(4):
        after = reworded(document, n)
        journal.write(diff(document, after))
        document = after
    rows = Path(journal.file).read_bytes().splitlines(keepends=True)
    journal.close()
    row = data.draw(st.integers(2, 4))
    junk = data.draw(st.binary(min_size=1, max_size=30)).replace(b"\n", b"\0")
    at = data.draw(st.integers(0, len(rows[row]) - 2))
    rows[row] = rows[row][:at] + b"\xff" + junk + rows[row][at:]
    (tmp_path / "j").write_bytes(b"".join(rows))
    log = replay.read(str(tmp_path / "j"))
    assert len(log.changes) == 3
    assert log.damaged == (rows[row].rstrip(b"\n"),)
    # What came after it was said of the wording that is lost.
    assert len(replay.replay(ONE, log.changes).rest) == 5 - row


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("call", ["open", "write", "mkdir", "listdir"])
def test_a_disk_that_fails_is_said_once_and_the_lines_follow_when_it_works_again(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(tmp_path)
    one, two = reworded(ONE, 1), reworded(ONE, 2)

    def failing(*arguments: object, **named: object) -> object:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        assert not journal.write(diff(ONE, one))
        assert journal.trouble is not None and "\n" not in str(journal.trouble)
    assert journal.write(diff(one, two))
    assert journal.trouble is None
    assert replay.replay(ONE, replay.read(journal.file).changes).document == two
    assert len(journals(tmp_path)) == 1


def test_half_a_line_on_a_full_disk_is_taken_back_before_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, real = begun(tmp_path), os.write
    one, two = reworded(ONE, 1), reworded(ONE, 2)
    journal.write(diff(ONE, one))
    calls = 0

    def short(descriptor: int, data: bytes) -> int:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.ENOSPC, "full")
        return real(descriptor, bytes(data)[:20])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", short)
        assert not journal.write(diff(one, two))
    assert len(replay.read(journal.file).changes) == 1
    assert journal.sync()
    log = replay.read(journal.file)
    assert len(log.changes) == 2 and log.damaged == ()


def test_a_sync_that_fails_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, calls = begun(tmp_path), []

    def failing(descriptor: int) -> None:
        calls.append(descriptor)
        raise OSError(errno.EIO, "error")

    journal.write(diff(ONE, reworded(ONE, 1)))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        assert not journal.sync() and not journal.sync()
        assert journal.trouble is not None
    assert len(calls) == 2
    assert journal.sync()


def test_what_is_no_change_is_no_change(tmp_path: Path) -> None:
    rows = [
        b'{"label": "x", "puts": [["claims", null, null]]}',
        b'{"label": "x", "puts": [["nodes", null, {"id": "c"}]]}',
        b'{"label": "x", "puts": [["claims", {"id": "a", "text": ""}, {"id": "b", "text": ""}]]}',
        b'{"label": "x", "puts": [3]}',
        b'{"label": 1, "puts": []}',
        b'{"label": "x", "puts": [["claims", NaN, NaN]]}',
        b'{"label": "x", "puts": [[[], null, {"id": "c", "text": ""}]]}',
        *(b"[]", b"", b"[" * 5000),
    ]
    (tmp_path / "j").write_bytes(b"\n".join([b'{"journal": 1, "base": "empty"}', *rows, b""]))
    log = replay.read(str(tmp_path / "j"))
    assert log.start == EMPTY and log.changes == () and log.damaged == tuple(rows)
