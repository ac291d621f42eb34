"""`argmap check`: what is wrong in maps, with JSON paths; and a repaired copy of one."""

from __future__ import annotations

import argparse

from argmap.app import files
from argmap.cli.arguments import Parser, add_from, complain, list_repairs, refusal
from argmap.cli.arguments import parser as new_parser
from argmap.cli.output import say
from argmap.errors import ArgmapError, UsageError, one_line
from argmap.formats import registry
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap check`."""
    p = new_parser("check", tr("Lists what is wrong in maps; exit status 0 when nothing is, 1 when something is."))
    p.add_argument("maps", nargs="+", metavar="map", help=tr("the maps; - reads standard input"))
    add_from(p)
    p.add_argument(
        "--repair", action="store_true", help=tr("write a repaired copy of one map, listing what was done on stderr")
    )
    p.add_argument("-o", "--output", default="", help=tr("the file for the repaired copy; - is standard output"))
    return p


def run(arguments: argparse.Namespace) -> int:
    """Prints `file: JSON path: code: sentence` for each problem, and one line on stderr for each file with errors.

    With `--repair` exit status 0 says that the copy is written and whole.
    """
    if arguments.repair or arguments.output:
        return _repair(arguments)
    status = 0
    for path in arguments.maps:
        try:
            reading = registry.read(files.read(path), path, arguments.source)
        except ArgmapError as error:
            complain(f"argmap: {error}")
            status = 1
            continue
        for problem in reading.problems:
            say(one_line(f"{path}: {problem.path}: {problem.code}: {problem.text}") + "\n")
        if reading.errors:
            complain(f"argmap: {refusal(path, reading.errors)}")
            status = 1
    return status


def _repair(arguments: argparse.Namespace) -> int:
    from argmap.cli import writing
    from argmap.formats.ledger import repaired

    if not arguments.output or not arguments.repair or len(arguments.maps) != 1:
        raise UsageError(tr("--repair takes one map, and -o says where the repaired copy goes"))
    writing.refuse_other_name(arguments.output)
    (path,) = arguments.maps
    document, ledger = repaired(registry.read(files.read(path), path, arguments.source))
    writing.write(document, arguments.output, "argmap", program="argmap check")
    list_repairs(path, ledger)
    return 0
