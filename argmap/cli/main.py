"""The command line's front door: finds the command and turns every outcome into an exit status.

Imports as good as nothing, so that `argmap --version` costs little more than starting Python.
"""

from __future__ import annotations

import sys

from argmap import __version__
from argmap.cli.output import say

DONE, PROBLEM, USAGE, BUG, INTERRUPTED = 0, 1, 2, 70, 130
"""The exit statuses: done; a problem with data, engine or display; wrong usage; a bug of ours; Ctrl+C."""

COMMANDS = {
    "new": "make a map with articles as its sources",
    "export": "draw a map as SVG, PDF, PNG or DOT",
    "check": "list what is wrong in maps",
    "convert": "turn a map into another format",
    "actions": "list the window's actions and their keys",
    "schema": "print the JSON Schema of the file format",
    "doctor": "say which engine, fonts and libraries are in use",
}
"""The commands, each in the module of its name, and what they do."""

HIDDEN = ("edit", "saveloop")
"""Commands for tests and scripts, which no overview names."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go()
        return PROBLEM
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except Exception as error:
        from argmap.errors import ArgmapError, UsageError

        if isinstance(error, ArgmapError):
            sys.stderr.write(f"argmap: {error}\n")
            _let_go()
            return USAGE if isinstance(error, UsageError) else PROBLEM
        return _bug()


def _run(arguments: list[str]) -> int:
    import importlib

    if arguments == ["--version"]:
        say(f"argmap {__version__}\n")
        return DONE
    if arguments and (arguments[0] in COMMANDS or arguments[0] in HIDDEN):
        command = importlib.import_module(f"argmap.cli.{arguments[0]}")
        status: int = command.run(command.parser().parse_args(arguments[1:]))
        return status
    if arguments and arguments[0] in ("-h", "--help", "help"):
        say(overview())
        return DONE
    from argmap.cli import window

    return window.run(arguments)


def overview() -> str:
    """What `argmap --help` prints."""
    from argmap.text import tr

    lines = [
        tr("argmap takes an article apart into a map of theses, premises and counterpoints."),
        "",
        f"  argmap {'[MAP…]':9} {tr('open the window, with these maps')}",
        *(f"  argmap {name:9} {tr(what)}" for name, what in COMMANDS.items()),
        f"  argmap {'--version':9} {tr('print the version')}",
        "",
        tr("'argmap COMMAND --help' says more. Exit status: 0 done, 1 a problem with data, engine or display,"),
        tr("2 wrong usage, 70 a bug of ours, 130 Ctrl+C."),
        "",
    ]
    return "\n".join(lines)


def _let_go() -> None:
    """Drops what could not be written to standard output: Python would try again at the end, and complain."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bug() -> int:
    import traceback

    from argmap.text import tr

    sys.stderr.write(traceback.format_exc())
    sys.stderr.write(tr("argmap: this is a bug of ours; please report the lines above\n"))
    return BUG
