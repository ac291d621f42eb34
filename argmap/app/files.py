"""Files read and written with `os` calls: a file is the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Callable

from argmap.errors import ArgmapError, one_line
from argmap.text import tr

LARGEST = 64 * 1024 * 1024
"""The largest file that is read as a map, in bytes."""

LEFTOVER = ".argmap-part"
"""How the name of a half-written file ends."""


def shown(path: str) -> str:
    """A file's name for a message: one line, odd bytes as escapes."""
    return one_line(path)


def read(path: str, largest: int = LARGEST) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises ArgmapError in one line where it is not there, is a folder, may not be read, or is larger than allowed.
    """
    try:
        if path == "-":
            data = sys.stdin.buffer.read(largest + 1)
        else:
            with open(path, "rb") as file:
                if stat.S_ISDIR(os.fstat(file.fileno()).st_mode):
                    raise IsADirectoryError(errno.EISDIR, "")
                data = file.read(largest + 1)
    except OSError as error:
        raise _trouble(error, path, tr("cannot be read")) from error
    if len(data) > largest:
        raise ArgmapError(tr("is larger than {n} MiB", n=largest >> 20), shown(path), tr("it is not read"))
    return data


def write(path: str, data: bytes) -> None:
    """Writes a file whole or not at all; `-` is standard output.

    The bytes go to a temporary file beside the target, are synced, counted, and renamed over it; then the folder is
    synced. A link is followed; what is no regular file (a pipe, a device) is written to directly.
    Raises ArgmapError in one line; the old file is then untouched and nothing is left behind.
    """
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _write(path, data)
    except OSError as error:
        raise _trouble(error, path, tr("cannot be written")) from error


def _write(path: str, data: bytes) -> None:
    mode = None
    try:
        known = os.stat(path)
    except FileNotFoundError:
        pass
    else:
        if stat.S_ISDIR(known.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(known.st_mode):
            with open(path, "wb", buffering=0) as file:
                _write_all(file.fileno(), data)
            return
        if not os.access(path, os.W_OK) or not known.st_mode & 0o222:
            raise PermissionError(errno.EACCES, tr("it is read-only"))
        mode = stat.S_IMODE(known.st_mode)
    target = os.path.realpath(path) if os.path.islink(path) else path
    folder = os.path.dirname(target) or os.curdir
    part = os.path.join(folder, part_name(os.path.basename(target)))
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
            _write_all(descriptor, data)
            os.fsync(descriptor)
            if os.fstat(descriptor).st_size != len(data):
                raise OSError(errno.EIO, tr("fewer bytes arrived than were written"))
        finally:
            os.close(descriptor)
        os.replace(part, target)
    except BaseException:
        _forget(lambda: os.unlink(part))
        raise
    sync_folder(folder)


def part_name(name: str) -> str:
    """The name of the half-written file beside a target: hidden, unlike any other, never longer than 255 bytes."""
    tail = f".{secrets.token_hex(6)}{LEFTOVER}"
    room = 250 - len(tail)
    return "." + os.fsdecode(os.fsencode(name)[:room]) + tail


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        written = os.write(descriptor, view)
        if written <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        view = view[written:]


def sync_folder(folder: str) -> None:
    """Makes a rename in a folder last over a power cut, where the system can do so."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems cannot sync a folder; the rename itself has been done.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def _forget(action: Callable[[], None]) -> None:
    """Cleans up after a failure that is being reported already: a second failure would only hide the first."""
    try:
        action()
    except OSError:
        return


REASONS = {
    errno.ENOENT: lambda: tr("there is no such file or folder"),
    errno.EISDIR: lambda: tr("it is a folder"),
    errno.ENOTDIR: lambda: tr("a part of the path is no folder"),
    errno.EACCES: lambda: tr("it may not be opened by you"),
    errno.EPERM: lambda: tr("it may not be changed by you"),
    errno.ENOSPC: lambda: tr("the disk is full"),
    errno.EDQUOT: lambda: tr("your quota on that disk is used up"),
    errno.EROFS: lambda: tr("that disk is read-only"),
    errno.ENAMETOOLONG: lambda: tr("its name is too long"),
    errno.EIO: lambda: tr("the disk reports an error"),
    errno.ETXTBSY: lambda: tr("it is in use"),
}


def _trouble(error: OSError, path: str, what: str) -> ArgmapError:
    reason = REASONS.get(error.errno or 0)
    said = reason() if reason else (error.strerror or type(error).__name__)
    if error.errno == errno.EACCES and error.strerror == tr("it is read-only"):
        said = error.strerror
    return ArgmapError(f"{what}: {said}", shown(path) if path != "-" else tr("standard input"))
