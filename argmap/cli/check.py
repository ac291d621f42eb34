"""`argmap check`: what is wrong in maps, with JSON paths."""

from __future__ import annotations

import argparse
import sys

from argmap.app import files
from argmap.cli.arguments import Parser, complain, refusal
from argmap.cli.arguments import parser as new_parser
from argmap.errors import ArgmapError, one_line
from argmap.formats import registry
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap check`."""
    p = new_parser("check", tr("Lists what is wrong in maps; exit status 0 when nothing is, 1 when something is."))
    p.add_argument("maps", nargs="+", metavar="map", help=tr("the maps; - reads standard input"))
    p.add_argument(
        "--from", dest="format", default="", metavar="FORMAT", help=tr("the format, where it cannot be told")
    )
    return p


def run(arguments: argparse.Namespace) -> int:
    """Prints `file: JSON path: code: sentence` for each problem, and one line on stderr for each file with errors."""
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
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        if errors:
            sys.stdout.flush()
            complain(f"argmap: {refusal(path, errors)}")
            status = 1
    return status
