"""Locks: one holder at a time, who it is said, and what a dead process held is taken over."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from argmap.app import locks
from argmap.app.locks import HeldError, Holder, take
from argmap.app.processes import Process, is_gone, this
from argmap.errors import ArgmapError

MAP = "/maps/a.argmap.json"


def dead() -> Process:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return Process(this().host, process.pid)


def left_by(process: Process, state: Path) -> str:
    (state / "locks").mkdir(parents=True, exist_ok=True)
    file = locks.file_of(MAP, state)
    assert locks._create(file, Holder(process, "the window", "2026-01-01 00:00", "t"))
    return file


def test_a_map_is_held_by_one_until_it_is_given_back(tmp_path: Path) -> None:
    lock = take(MAP, tmp_path, "the window")
    assert locks.holder(MAP, tmp_path) == lock.holder
    assert str(lock.holder).startswith(f"the window, process {os.getpid()}, since 20")
    with pytest.raises(HeldError, match="it is open in another window"):
        take(MAP, tmp_path, "edit")
    with take("/maps/b.argmap.json", tmp_path, "edit"):
        pass
    lock.release()
    lock.release()
    assert locks.holder(MAP, tmp_path) is None
    with take(MAP, tmp_path, "edit") as other:
        assert other.holder.program == "edit"
    assert os.listdir(tmp_path / "locks") == []


def test_what_a_process_held_that_is_gone_is_taken_over(tmp_path: Path) -> None:
    left_by(dead(), tmp_path)
    assert locks.holder(MAP, tmp_path) is None
    take(MAP, tmp_path, "edit").release()


def test_a_process_number_used_again_is_not_the_old_process(tmp_path: Path) -> None:
    if not this().began:
        pytest.skip("this system does not say when a process began")
    assert not is_gone(this())
    left_by(replace(this(), began="an earlier boot:1"), tmp_path)
    take(MAP, tmp_path, "edit").release()


def test_what_another_host_holds_stays_held(tmp_path: Path) -> None:
    left_by(Process("elsewhere", 1), tmp_path)
    with pytest.raises(HeldError, match=r"elsewhere \(the window, process 1 on elsewhere") as raised:
        take(MAP, tmp_path, "edit")
    assert raised.value.holder.is_elsewhere


def test_only_a_user_can_say_that_a_process_on_another_host_is_over(tmp_path: Path) -> None:
    left_by(Process("elsewhere", 1), tmp_path)
    there = locks.holder(MAP, tmp_path)
    assert there is not None
    with take(MAP, tmp_path, "edit", over=there) as lock:
        assert locks.holder(MAP, tmp_path) == lock.holder
        with pytest.raises(HeldError):  # It was said of the other one.
            take(MAP, tmp_path, "edit", over=there)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"process": {"host": 1, "pid": "x", "began": 0}}'])
def test_a_lock_that_makes_no_sense_is_no_lock(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "locks").mkdir()
    Path(locks.file_of(MAP, tmp_path)).write_bytes(data)
    take(MAP, tmp_path, "edit").release()


def test_a_lock_that_was_taken_over_is_not_given_back_by_the_first(tmp_path: Path) -> None:
    first = take(MAP, tmp_path, "the window")
    os.unlink(first.file)
    second = take(MAP, tmp_path, "edit")
    first.release()
    assert locks.holder(MAP, tmp_path) == second.holder


def test_a_lock_that_another_looks_at_just_then_is_given_back_all_the_same(tmp_path: Path) -> None:
    lock = take(MAP, tmp_path, "the window")
    os.rename(lock.file, lock.file + ".aside")
    back = threading.Timer(0.01, os.rename, (lock.file + ".aside", lock.file))
    back.start()
    lock.release()
    back.join()
    assert os.listdir(tmp_path / "locks") == []


def test_where_no_lock_can_be_kept_it_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "locks").write_bytes(b"")
    with pytest.raises(ArgmapError, match="cannot be locked"):
        take(MAP, tmp_path, "edit")


NO_LINKS = [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EMLINK]
"""What file systems without hard links say: FAT, network drives, those that a program serves, Windows on FAT."""


@pytest.fixture(params=NO_LINKS, ids=errno.errorcode.get)
def no_links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise OSError(request.param, os.strerror(request.param))

    monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("no_links")
def test_without_hard_links_a_map_is_held_by_one_all_the_same(tmp_path: Path) -> None:
    with take(MAP, tmp_path, "the window") as lock:
        assert locks.holder(MAP, tmp_path) == lock.holder
        with pytest.raises(HeldError, match="it is open in another window"):
            take(MAP, tmp_path, "edit")
    left_by(dead(), tmp_path)
    take(MAP, tmp_path, "edit").release()
    left_by(Process("elsewhere", 1), tmp_path)
    with pytest.raises(HeldError, match="elsewhere"):
        take(MAP, tmp_path, "edit")
    locks.drop_stale(tmp_path)
    there = locks.holder(MAP, tmp_path)
    locks._take_away(locks.file_of(MAP, tmp_path), None)  # It is not what was looked at: it is put back.
    assert there is not None and locks.holder(MAP, tmp_path) == there
    assert os.listdir(tmp_path / "locks") == [os.path.basename(locks.file_of(MAP, tmp_path))]


@pytest.mark.usefixtures("no_links")
def test_without_hard_links_a_full_disk_leaves_no_lock_and_no_half_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []

    def second_fails(descriptor: int, data: bytes) -> None:
        written.append(data)
        if len(written) == 2:
            os.write(descriptor, data[:7])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.write(descriptor, data)

    monkeypatch.setattr(locks.files, "write_all", second_fails)
    with pytest.raises(ArgmapError, match="the map cannot be locked"):
        take(MAP, tmp_path, "edit")
    assert len(written) == 2 and os.listdir(tmp_path / "locks") == []


def test_a_lock_that_is_just_being_written_is_waited_for(tmp_path: Path) -> None:
    file = Path(left_by(Process("elsewhere", 1), tmp_path))
    whole = file.read_bytes()
    file.write_bytes(b"")
    soon = threading.Timer(0.01, file.write_bytes, (whole,))
    soon.start()
    with pytest.raises(HeldError, match="elsewhere"):
        take(MAP, tmp_path, "edit")
    soon.join()


TAKER = """
import os, sys
from pathlib import Path
from argmap.app import locks
from argmap.errors import ArgmapError
for _ in range(60):
    try:
        lock = locks.take(sys.argv[1], Path(sys.argv[2]), "taker")
    except ArgmapError:
        continue
    inside = Path(sys.argv[2]) / "inside"
    inside.open("x").close()  # fails where two are inside
    inside.unlink()
    lock.release()
    print("in")
"""


@pytest.mark.parametrize("links", ["", "def link(*_): raise OSError(1, 'no hard links')\nos.link = link\n"])
def test_of_many_who_take_over_a_stale_lock_at_once_one_at_a_time_gets_it(links: str, tmp_path: Path) -> None:
    left_by(dead(), tmp_path)
    command = [sys.executable, "-c", TAKER.replace("for _", links + "for _", 1), MAP, str(tmp_path)]
    takers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [taker.communicate(timeout=60) for taker in takers]
    assert [err for _, err in said] == [""] * 4
    assert sum(out.count("in") for out, _ in said) > 0
    assert os.listdir(tmp_path / "locks") == []


def test_stale_locks_are_swept(tmp_path: Path) -> None:
    left_by(dead(), tmp_path)
    with take("/maps/b.argmap.json", tmp_path, "the window") as held:
        locks.drop_stale(tmp_path)
        assert os.listdir(tmp_path / "locks") == [os.path.basename(held.file)]
