"""Files read and written with `os` calls: a file is the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Callable

from argmap.app.processes import Process, is_gone, this
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
            if sys.stdin is None:
                raise OSError(errno.EBADF, "")
            data = sys.stdin.buffer.read(largest + 1)
        else:
            with open(path, "rb") as file:
                if stat.S_ISDIR(os.fstat(file.fileno()).st_mode):
                    raise IsADirectoryError(errno.EISDIR, "")
                data = file.read(largest + 1)
    except OSError as error:
        raise trouble(error, path, tr("cannot be read")) from error
    if len(data) > largest:
        raise ArgmapError(tr("is larger than {n} MiB", n=largest >> 20), shown(path), tr("it is not read"))
    return data


def digest(path: str) -> str | None:
    """The SHA-256 of a file's bytes in hexadecimal; None where there is no file of that name.

    Raises ArgmapError in one line where it cannot be read, and for what is no regular file: a pipe would not end.
    """
    from hashlib import sha256

    found = sha256()
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ArgmapError(tr("it is no regular file"), shown(path))
            while piece := os.read(descriptor, 1 << 20):
                found.update(piece)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise trouble(error, path, tr("cannot be read")) from error
    return found.hexdigest()


def write(path: str, data: bytes, before: Callable[[], None] | None = None) -> None:
    """Writes a file whole or not at all; `-` is standard output.

    The bytes go to a temporary file beside the target, are synced, counted, and renamed over it; then the folder is
    synced. A link is followed; what is no regular file (a pipe, a device) is written to directly. `before` is called
    just before the rename: what it raises leaves all as it was.
    Raises BrokenPipeError where whoever read standard output has gone, else ArgmapError in one line; unless the folder
    alone could not be synced, the old file is then untouched. Nothing is left behind.
    """
    try:
        if path == "-":
            _write_out(data)
        else:
            _write(path, data, before)
    except OSError as error:
        if path == "-" and isinstance(error, BrokenPipeError):
            raise  # Whoever read it has gone, and wants to hear no more.
        raise trouble(error, tr("standard output") if path == "-" else path, tr("cannot be written")) from error


def _write_out(data: bytes) -> None:
    if sys.stdout is None:  # Python's way of saying that it was closed when the program began.
        raise OSError(errno.EBADF, "")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write(path: str, data: bytes, before: Callable[[], None] | None) -> None:
    known = None
    try:
        known = os.stat(path)
    except FileNotFoundError:
        pass
    else:
        if stat.S_ISDIR(known.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(known.st_mode):
            with open(path, "wb", buffering=0) as file:
                write_all(file.fileno(), data)
            return
        if _is_locked(path, known):
            raise PermissionError(errno.EACCES, tr("it is read-only"))
    target = os.path.realpath(path) if os.path.islink(path) else path
    folder = os.path.dirname(target) or os.curdir
    part = os.path.join(folder, part_name(os.path.basename(target)))
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            if known is not None:
                _pass_on(known, descriptor)
            write_all(descriptor, data)
            os.fsync(descriptor)
            if os.fstat(descriptor).st_size != len(data):
                raise OSError(errno.EIO, tr("fewer bytes arrived than were written"))
        finally:
            os.close(descriptor)
        if before is not None:
            before()
        os.replace(part, target)
    except BaseException:
        _forget(lambda: os.unlink(part))
        raise
    sync_folder(folder)


def is_read_only(path: str) -> bool:
    """Whether a file is there and says that it is not to be written; `write` then refuses."""
    try:
        return _is_locked(path, os.stat(path))
    except OSError:
        return False  # What is the matter is said when it is read or written.


def _is_locked(path: str, known: os.stat_result) -> bool:
    # Root may write all the same, and so may the owner of the folder by a rename; the mode says what is meant.
    return not os.access(path, os.W_OK) or not known.st_mode & 0o222


def _pass_on(known: os.stat_result, descriptor: int) -> None:
    """Gives a new file the owner, where that is allowed, and the mode of the one whose place it takes."""
    if not hasattr(os, "fchmod"):
        return
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (known.st_uid, known.st_gid):
        # Only root may give a file away; a file that was anybody else's becomes ours, as with any editor.
        _forget(lambda: os.fchown(descriptor, known.st_uid, known.st_gid))
    os.fchmod(descriptor, stat.S_IMODE(known.st_mode))


_PART = re.compile(r"\..*\.([0-9a-f]{8})-([0-9]+)-([0-9a-f]{8})-[0-9a-f]{12}" + re.escape(LEFTOVER), re.DOTALL)


def part_name(name: str) -> str:
    """The name of the half-written file beside a target: hidden, unlike any other, never longer than 255 bytes.

    It says which process writes it, so that another knows when it is left over.
    """
    me = this()
    tail = f".{_short(me.host)}-{me.pid}-{_short(me.began)}-{secrets.token_hex(6)}{LEFTOVER}"
    room = 250 - len(tail)
    return "." + os.fsdecode(os.fsencode(name)[:room]) + tail


def is_leftover(name: str, age: float) -> bool:
    """Whether a file of this name, `age` seconds old, was left half-written by a process that is over.

    Of another host's process, or one whose number is in use again, nobody can tell: after a day it is over.
    """
    match = _PART.fullmatch(name)
    if match is None:
        return False
    host, pid, began = match.groups()
    me = this()
    if host == _short(me.host) and int(pid) == me.pid and began == _short(me.began):
        return False
    return age > 86400 or (host == _short(me.host) and is_gone(Process(me.host, int(pid))))


def _short(text: str) -> str:
    from zlib import crc32

    return f"{crc32(text.encode('utf-8', 'surrogateescape')):08x}"


def write_all(descriptor: int, data: bytes) -> None:
    """Writes all bytes to a descriptor, however few the system takes at once; raises OSError."""
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
    errno.EBADF: lambda: tr("it is closed"),
    errno.EIO: lambda: tr("the disk reports an error"),
    errno.ETXTBSY: lambda: tr("it is in use"),
}


def trouble(error: OSError, path: str, what: str) -> ArgmapError:
    """What the system said of a file, in one line: what was wanted, and why not."""
    reason = REASONS.get(error.errno or 0)
    said = reason() if reason else (error.strerror or type(error).__name__)
    if error.errno == errno.EACCES and error.strerror == tr("it is read-only"):
        said = error.strerror
    return ArgmapError(f"{what}: {said}", shown(path) if path != "-" else tr("standard input"))
