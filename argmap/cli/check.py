"""`argmap check`: what is wrong in maps, with JSON paths; and a repaired copy of one."""

from __future__ import annotations

import argparse
import os
import sys

from argmap.app import files
from argmap.cli.arguments import Parser, complain, list_repairs, refusal
from argmap.cli.arguments import parser as new_parser
from argmap.core.document import Document
from argmap.errors import ArgmapError, UsageError, one_line
from argmap.formats import registry
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap check`."""
    p = new_parser("check", tr("Lists what is wrong in maps; exit status 0 when nothing is, 1 when something is."))
    p.add_argument("maps", nargs="+", metavar="map", help=tr("the maps; - reads standard input"))
    p.add_argument(
        "--from", dest="format", default="", metavar="FORMAT", help=tr("the format, where it cannot be told")
    )
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
            reading = registry.read(files.read(path), path, arguments.format)
        except ArgmapError as error:
            complain(f"argmap: {error}")
            status = 1
            continue
        for problem in reading.problems:
            sys.stdout.write(one_line(f"{path}: {problem.path}: {problem.code}: {problem.text}") + "\n")
        if reading.errors:
            sys.stdout.flush()
            complain(f"argmap: {refusal(path, reading.errors)}")
            status = 1
    return status


def _repair(arguments: argparse.Namespace) -> int:
    from argmap.formats.ledger import repaired

    if not arguments.output or not arguments.repair or len(arguments.maps) != 1:
        raise UsageError(tr("--repair takes one map, and -o says where the repaired copy goes"))
    (path,) = arguments.maps
    document, ledger = repaired(registry.read(files.read(path), path, arguments.format))
    _write(document, arguments.output)
    list_repairs(path, ledger)
    return 0


def _write(document: Document, output: str) -> None:
    """Writes a map; over another only if nobody edits it, and with a backup."""
    if output == "-" or (os.path.exists(output) and not os.path.isfile(output)):
        files.write(output, registry.write(document, "argmap"))
        return
    from argmap.app import folders, saving
    from argmap.cli.edit import locked

    state = folders.state_folder(os.environ)
    lock = locked(output, state, "argmap check")
    try:
        saved = saving.save(document, output, files.digest(output), state)
    finally:
        if lock is not None:
            lock.release()
    if saved.trouble is not None:
        complain(f"argmap: {saved.trouble}")
