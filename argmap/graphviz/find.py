"""A Graphviz engine, the program that is given DOT and answers with a picture: found here, run in `engine`."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from argmap.errors import ArgmapError, one_line
from argmap.text import tr

if TYPE_CHECKING:
    from subprocess import Popen

BUNDLED, SYSTEM = "graphviz-pure", "dot"
_SUFFIX = ".exe" if sys.platform == "win32" else ""
_NO_FILES = {"x11", "xlib", "gtk"}  # formats that open a window instead of writing a picture


class EngineError(ArgmapError):
    """A Graphviz engine that is missing, fails, hangs or draws nothing.

    `engine` is its name as users know it, `code` its exit status (negative: the signal that ended it, None: it did
    not come to an end of its own), `message` what went wrong, without the name.
    """

    def __init__(self, engine: str, code: int | None, message: str, hint: str = "") -> None:
        super().__init__(message, engine, hint)
        self.engine, self.code, self.message = engine, code, message


@dataclass(frozen=True)
class Engine:
    """A program that draws DOT: where it is and how it was come by."""

    path: str
    kind: Literal["bundled", "system", "given"]

    @property
    def name(self) -> str:
        """What messages call the engine: `graphviz-pure` for the bundled one, else its path."""
        return BUNDLED if self.kind == "bundled" else self.path

    def version(self, timeout: float = 5.0) -> str:
        """The engine's own name and version, such as `graphviz version 2.43.0 (0)`; EngineError if it is none."""
        said = self._said(["-V"], timeout)
        if not (found := re.search(r"graphviz\S* version .{1,99}", said)):
            raise EngineError(self.name, None, tr("is not a Graphviz engine"))
        return one_line(found.group().strip())

    def formats(self, layout: str = "dot", timeout: float = 5.0) -> tuple[str, ...]:
        """The formats the engine writes with a layout, sorted; it is asked anew at each call."""
        return self._listed([f"-K{layout}", "-T?"], timeout)

    def layouts(self, timeout: float = 5.0) -> tuple[str, ...]:
        """The layouts the engine knows, sorted; it is asked anew at each call."""
        return self._listed(["-K?"], timeout)

    def start(self, arguments: Sequence[str]) -> Popen[bytes]:
        """The engine as a process in a group of its own, so that it can be ended with all it starts; or EngineError."""
        import subprocess

        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        try:
            return subprocess.Popen(
                [self.path, *arguments],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(os.environ),
                cwd=Path(self.path).parent,  # not the user's folder: nothing is read or left there
                start_new_session=sys.platform != "win32",
                creationflags=flags,
            )
        except OSError as error:
            alien = error.errno == errno.ENOEXEC or getattr(error, "winerror", None) == 193
            what = tr("cannot be started: {reason}", reason=error.strerror or str(error))
            what = tr("is not a program for this machine") if alien else unfit(Path(self.path)) or what
            raise EngineError(self.name, None, what) from error

    def _listed(self, arguments: list[str], timeout: float) -> tuple[str, ...]:
        # No option lists formats or layouts: Graphviz names them when it is asked for one that there is not.
        said = self._said(arguments, timeout)
        if not (found := re.search(r'"\?".*?Use one of:(.*)', said, re.DOTALL)):
            first = one_line(said.strip().partition("\n")[0][:200])
            raise EngineError(self.name, None, first or tr("is not a Graphviz engine"))
        return tuple(sorted(set(found[1].split()) - _NO_FILES))

    def _said(self, arguments: list[str], timeout: float) -> str:
        from argmap.graphviz.engine import ask

        return ask(self, arguments, timeout=timeout).err.decode(errors="replace")


def find(wanted: str = "", environ: Mapping[str, str] = os.environ) -> Engine:
    """The engine to draw with: the one wanted, or the one ARGMAP_DOT names, or the bundled one, or `dot` on the PATH.

    `wanted`, and ARGMAP_DOT likewise, is "bundled", "system", the path of an engine, or the bare name of one on the
    PATH. What is named and not there is an EngineError, never another engine.
    """
    named = wanted or environ.get("ARGMAP_DOT", "")
    hint = "" if wanted or not named else tr("ARGMAP_DOT names it")
    if named in ("", "bundled") and (path := next(_bundled(environ), "")):
        return Engine(path, "bundled")
    if named in ("", "system") and (path := _on_path(SYSTEM, environ)):
        return Engine(path, "system")
    if named in ("", "bundled", "system"):
        name = {"": "Graphviz", "bundled": BUNDLED, "system": SYSTEM}[named]
        how = tr("install Graphviz or the Python package graphviz-pure, or name an engine in ARGMAP_DOT")
        raise EngineError(name, None, tr("no such engine was found"), f"{hint}; {how}" if hint else how)
    return Engine(_given(named, hint, environ), "given")


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The small, fixed environment of an engine: the same on every machine, and nothing that lets it read files.

    With SERVER_NAME set, and GV_FILE_PATH not, Graphviz loads no file that a graph names: it was made so for web
    servers. Without DISPLAY it opens no window.
    """
    system = ("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "LOCALAPPDATA")
    passed = ("PATH", "HOME", *(system if sys.platform == "win32" else ()))  # fonts and their cache lie at home
    kept = {name: environ[name] for name in passed if name in environ}
    return {"PATH": os.defpath, **kept, "SERVER_NAME": "argmap", "LC_ALL": "C.UTF-8"}


def unfit(path: Path) -> str:
    """Why a file cannot be an engine, as a sentence without its subject; "" where nothing is against it."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return tr("may not be reached")
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return tr("there is no such file")
    if stat.S_ISDIR(mode):
        return tr("is a folder, not an engine")
    return "" if os.access(path, os.X_OK) else tr("may not be executed")


def _given(named: str, hint: str, environ: Mapping[str, str]) -> str:
    """The absolute path of an engine given by path or, as in a shell, by bare name."""
    if Path(named).name == named:
        if not (path := _on_path(named.removesuffix(_SUFFIX), environ)):
            raise EngineError(named, None, tr("is not on the PATH"), hint)
        return path
    try:
        whole = Path(named).expanduser().absolute()
    except (FileNotFoundError, RuntimeError) as error:  # no current folder, or no such user's home
        raise EngineError(named, None, tr("there is no such file"), hint) from error
    if why := unfit(whole):
        raise EngineError(str(whole), None, why, hint)
    return str(whole)


def _bundled(environ: Mapping[str, str]) -> Iterator[str]:
    """The places of graphviz-pure's program, nearest first; an environment need not be active to be found."""
    import sysconfig

    for folder in (sysconfig.get_path("scripts"), Path(sys.executable).parent):
        yield from _fit(Path(folder, BUNDLED + _SUFFIX))
    yield from _fit(*_distributed())
    yield from filter(None, [_on_path(BUNDLED, environ)])


def _distributed() -> list[Path]:
    """The program among the files that the installer of graphviz-pure wrote down."""
    from importlib import metadata

    try:
        files = metadata.distribution(BUNDLED).files or []
    except metadata.PackageNotFoundError:
        return []
    return [Path(str(file.locate())).resolve() for file in files if file.name.lower() == BUNDLED + _SUFFIX]


def _on_path(name: str, environ: Mapping[str, str]) -> str:
    """The first program of that name on the PATH, or "".

    Unlike `shutil.which` it never looks in the current folder, where a map from elsewhere may have brought a `dot`.
    """
    folders = environ.get("PATH", os.defpath).split(os.pathsep)
    bare = [folder.strip('"') for folder in folders] if sys.platform == "win32" else folders
    return next(iter(_fit(*(Path(folder, name + _SUFFIX) for folder in bare))), "")


def _fit(*paths: Path) -> Iterator[str]:
    """Those of the paths that lead to a program, whatever the current folder is."""
    return (str(path) for path in paths if path.is_absolute() and not unfit(path))
