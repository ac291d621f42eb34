"""Files: read in one go, written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from argmap.app import files
from argmap.errors import ArgmapError


def leftovers(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(files.LEFTOVER)]


def test_what_is_written_is_read_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a map.json"
    files.write(str(target), b"one")
    files.write(str(target), b"two")
    assert files.read(str(target)) == b"two"
    assert os.listdir(tmp_path) == ["a map.json"]


def test_the_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "map"
    target.write_bytes(b"old")
    target.chmod(0o640)
    files.write(str(target), b"new")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    files.write(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["-dash", "new\nline", "space ", "ü" * 120, "x" * 255])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    files.write(str(tmp_path / name), b"data")
    assert files.read(str(tmp_path / name)) == b"data"


def test_a_name_that_is_no_utf8_is_a_name(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    try:
        files.write(path, b"data")
    except ArgmapError:
        pytest.skip("this file system takes only UTF-8 names")
    assert files.read(path) == b"data"
    assert "\\udce9" in files.shown(path)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "fstat", "close"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
def test_whatever_call_fails_the_file_is_the_old_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    target = tmp_path / "map"
    target.write_bytes(b"old")
    real = getattr(os, call)
    calls = 0

    def failing(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 1:
            if call == "close":  # what close reports comes after the descriptor is gone
                real(*arguments)
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    with monkeypatch.context() as patch, pytest.raises(ArgmapError) as caught:
        patch.setattr(os, call, failing)
        files.write(str(target), b"new")
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == []
    assert "\n" not in str(caught.value)


def test_a_write_that_falls_short_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data)[:3]))
        files.write(str(tmp_path / "map"), b"a longer text")
    assert (tmp_path / "map").read_bytes() == b"a longer text"


def test_ctrl_c_in_the_middle_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map"
    target.write_bytes(b"old")

    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "fsync", interrupted)
        files.write(str(target), b"new")
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_file_marked_read_only_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "map"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(ArgmapError, match="read-only"):
        files.write(str(target), b"new")
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("path", "said"), [("", "no such file"), ("folder", "is a folder"), ("folder/none/x", "no such")]
)
def test_what_cannot_be_written_is_one_line(tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ArgmapError, match=said):
        files.write(str(tmp_path / path) if path else "", b"data")


@pytest.mark.parametrize(("path", "said"), [("none", "no such file"), (".", "is a folder")])
def test_what_cannot_be_read_is_one_line(tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(ArgmapError, match=said):
        files.read(str(tmp_path / path))


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 1001)
    with pytest.raises(ArgmapError, match="larger than"):
        files.read(str(tmp_path / "big"), largest=1000)
    assert len(files.read(str(tmp_path / "big"), largest=1001)) == 1001


def test_a_pipe_is_written_to_and_not_replaced() -> None:
    reader, writer = os.pipe()
    try:
        files.write(f"/dev/fd/{writer}", b"through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
        os.close(writer)
