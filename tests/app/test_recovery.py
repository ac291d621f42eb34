"""Recovery: one list of what sessions left behind, and for each the map as it was, or one made of both."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_maps import random_document
from strategies import changes, documents

from argmap.app import files, journal, recovery, replay
from argmap.app.journal import Journal
from argmap.app.opening import open_map
from argmap.app.recovery import Pending, Since
from argmap.app.saving import save
from argmap.core.change import Put, changed
from argmap.core.document import EMPTY, Document, diff
from argmap.core.records import Claim
from argmap.errors import ArgmapError

ONE = random_document(1, 8)


def reworded(document: Document, text: str, id: str = "c1") -> Document:
    claim = document.claims[id]
    return document.apply(changed("Edit text", [Put(claim, replace(claim, text=text))]))


def left(state: Path, documents: list[Document], path: str = "", held: str | None = None, synced: bool = True) -> str:
    """The journal that a session of a process that is over left behind."""
    at = Journal(state)
    at.begin(documents[0], path, held)
    for before, after in zip(documents, documents[1:]):
        at.write(diff(before, after, "step"))
    file = at.file
    if synced:
        at.sync()
    os.close(at._descriptor)  # type: ignore[arg-type]
    at._descriptor = None
    data = Path(file).read_bytes()
    Path(file).write_bytes(data.replace(b'"pid": %d' % os.getpid(), b'"pid": %d' % PID))
    return file


def _dead() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


PID = _dead()


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "maps").mkdir()
    return str(tmp_path / "maps" / "a.argmap.json")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def only(state: Path) -> Pending:
    (item,) = recovery.pending(state)
    return item


def test_where_nothing_was_left_there_is_nothing_to_recover(state: Path) -> None:
    assert recovery.pending(state) == ()
    Journal(state).begin(ONE, "", None)
    assert recovery.pending(state) == ()


def test_a_session_that_still_runs_is_not_offered(state: Path) -> None:
    at = Journal(state)
    at.begin(ONE, "", None)
    at.write(diff(ONE, reworded(ONE, "x")))
    assert recovery.pending(state) == ()
    at.close()


def test_what_was_not_saved_comes_back_as_it_was(path: str, state: Path) -> None:
    held = save(ONE, path, None, state).held
    two, three = reworded(ONE, "two"), reworded(reworded(ONE, "two"), "three", "c2")
    left(state, [ONE, two, three], path, held)
    item = only(state)
    assert (item.path, item.since, item.steps, item.host) == (path, Since.SAME, 2, "")
    assert re.fullmatch(
        r"a\.argmap\.json: 2 changes, the last one \d{4}-\d\d-\d\d \d\d:\d\d; the file is as it was", str(item)
    )
    found = recovery.recover(item, state)
    assert (found.document, found.path, found.held, found.said) == (three, path, held, ())


def test_a_map_that_never_had_a_file_comes_back_whole(state: Path) -> None:
    left(state, [ONE, reworded(ONE, "x")])
    left(state, [EMPTY, ONE])
    first, second = recovery.pending(state)
    assert (first.since, first.name, first.number < second.number) == (Since.UNTITLED, ONE.info.title, True)
    assert recovery.recover(first, state).document == reworded(ONE, "x")
    assert recovery.recover(second, state).document == ONE


def test_a_file_that_changed_since_is_offered_both_ways(path: str, state: Path) -> None:
    held = save(ONE, path, None, state).held
    mine = reworded(ONE, "mine", "c1")
    left(state, [ONE, mine], path, held)
    theirs = reworded(reworded(ONE, "theirs", "c1"), "theirs", "c2")
    now = save(theirs, path, held, None).held
    item = only(state)
    assert item.since is Since.CHANGED
    assert recovery.recover(item, state).document == mine
    assert recovery.recover(item, state).held == held
    merged = recovery.merge(item, state)
    assert merged.document == reworded(reworded(ONE, "theirs", "c2"), "mine", "c1")
    assert (merged.held, merged.path) == (now, path)
    assert merged.said == ("both have changed c1.text: yours is kept",)
    assert open_map(path).document == theirs


@pytest.mark.parametrize("theirs", ["changed", "gone"])
def test_without_the_old_content_what_was_changed_comes_back_all_the_same(theirs: str, path: str, state: Path) -> None:
    held = save(ONE, path, None, None).held
    mine = reworded(ONE, "mine", "c1")
    left(state, [ONE, mine], path, held, synced=False)
    if theirs == "gone":
        os.unlink(path)
    else:
        save(reworded(ONE, "theirs", "c2"), path, held, None)
        assert recovery.merge(only(state), state).document == reworded(mine, "theirs", "c2")
    found = recovery.recover(only(state), state)
    assert found.document["c1"] == mine["c1"]
    assert "only what was changed" in found.said[0]


def test_a_file_that_is_gone_is_made_anew_by_the_next_save(path: str, state: Path) -> None:
    held = save(ONE, path, None, state).held
    left(state, [ONE, reworded(ONE, "x")], path, held)
    os.unlink(path)
    assert only(state).since is Since.GONE
    found = recovery.recover(only(state), state)
    assert (found.document, found.held) == (reworded(ONE, "x"), None)
    save(found.document, found.path, found.held, state)
    assert open_map(path).document == found.document


def test_a_journal_left_just_behind_a_save_holds_nothing_and_goes(path: str, state: Path) -> None:
    held = save(ONE, path, None, state).held
    two = reworded(ONE, "two")
    file = left(state, [ONE, two], path, held)
    save(two, path, held, state)
    assert recovery.pending(state) == ()
    assert not os.path.exists(file)


def test_a_map_on_disk_that_is_damaged_meanwhile_does_not_keep_the_work_back(path: str, state: Path) -> None:
    held = save(ONE, path, None, state).held
    left(state, [ONE, reworded(ONE, "x")], path, held)
    Path(path).write_bytes(b"\xff half a map")
    item = only(state)
    assert item.since is Since.CHANGED
    assert recovery.recover(item, state).document == reworded(ONE, "x")
    with pytest.raises(ArgmapError):
        recovery.merge(item, state)


def test_what_does_not_fit_is_set_aside_and_said_and_kept(path: str, state: Path) -> None:
    held = save(ONE, path, None, state).held
    file = left(state, [ONE, reworded(ONE, "one"), reworded(reworded(ONE, "one"), "y", "c2")], path, held)
    rows = Path(file).read_bytes().splitlines(keepends=True)
    third = diff(reworded(ONE, "never there"), reworded(ONE, "z"), "Edit text")
    Path(file).write_bytes(b"".join([*rows, journal._encoded(third), b"no line\n"]))
    found = recovery.recover(only(state), state)
    assert found.document == reworded(reworded(ONE, "one"), "y", "c2")
    assert found.said == ("set aside, since it does not fit: Edit text (c1)", "set aside, since it is damaged: 7 bytes")
    into = Journal(state)
    recovery.take_up(only(state), found, into)
    assert os.path.exists(file + recovery.REST) and not os.path.exists(file)


def test_recovered_work_is_in_the_new_journal_before_the_old_one_goes(path: str, state: Path) -> None:
    held = save(ONE, path, None, state).held
    two = reworded(ONE, "two")
    file = left(state, [ONE, two], path, held)
    item = only(state)
    found = recovery.recover(item, state)
    into = Journal(state)
    recovery.take_up(item, found, into)
    assert not os.path.exists(file) and into.file
    # A second crash: it is offered again, with what was done since.
    into.write(diff(two, reworded(two, "three"), "Edit text"))
    log = replay.read(into.file)
    assert log.start == two and log.held == held
    assert replay.replay(log.start, log.changes).document == reworded(two, "three")
    into.close()
    assert recovery.pending(state) == ()


def test_recovered_work_that_cannot_be_written_keeps_the_old_journal(
    path: str, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = left(state, [ONE, reworded(ONE, "x")])
    item = only(state)
    found = recovery.recover(item, state)

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(ArgmapError, match="cannot be kept safe"):
        patch.setattr(os, "write", failing)
        recovery.take_up(item, found, Journal(state))
    assert os.path.exists(file)


def test_what_the_user_gives_up_is_gone(state: Path) -> None:
    left(state, [ONE, reworded(ONE, "x")])
    recovery.discard(only(state))
    assert recovery.pending(state) == ()


def test_work_of_another_host_is_offered_with_a_word(state: Path) -> None:
    file = left(state, [ONE, reworded(ONE, "x")])
    data = Path(file).read_bytes()
    Path(file).write_bytes(data.replace(b'"host": "', b'"host": "not-'))
    assert only(state).host.startswith("not-")
    assert "perhaps it is still open on not-" in str(only(state))


def test_a_journal_without_its_first_line_gives_what_it_can(state: Path) -> None:
    file = left(state, [ONE, reworded(ONE, "one"), reworded(ONE, "two")])
    rows = Path(file).read_bytes().splitlines(keepends=True)
    Path(file).write_bytes(b"".join(rows[2:]))
    found = recovery.recover(only(state), state)
    assert isinstance(claim := found.document["c1"], Claim) and claim.text == "two"
    assert "beginning of the journal is lost" in found.said[0]


@given(document=documents(), data=st.data())
def test_any_session_comes_back_over_its_file(document: Document, data: st.DataObject, tmp_path: Path) -> None:
    path, state = str(tmp_path / "a.argmap.json"), tmp_path / "state"
    held = save(document, path, files.digest(path), None).held
    after = [document]
    for _ in range(data.draw(st.integers(1, 4))):
        change = data.draw(changes(after[-1]))
        after.append(after[-1].apply(change))
    if all(one == two for one, two in zip(after, after[1:])):
        return
    file = left(state, after, path, held)
    try:
        found = recovery.pending(state)
        if after[-1] == document:
            assert found == ()
        else:
            assert recovery.recover(found[0], state).document == after[-1]
    finally:
        Path(file).unlink(missing_ok=True)
