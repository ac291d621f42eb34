"""What several commands share: parsers that speak in our voice, and maps read with their problems."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from argmap.app import files
from argmap.core.document import Document
from argmap.errors import ArgmapError, UsageError
from argmap.formats import registry
from argmap.text import tr, trn


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, "", tr("'{prog} --help' says more", prog=self.prog))


def parser(command: str, description: str) -> Parser:
    """The parser of one command."""
    return Parser(prog=f"argmap {command}", description=description, allow_abbrev=False)


def add_repair(to: Parser) -> None:
    """Adds `--repair`."""
    to.add_argument(
        "--repair", action="store_true", help=tr("go on with a map that has errors, listing what was repaired")
    )


def read_map(path: str, *, format: str = "", repair: bool = False) -> Document:
    """The map in a file, whole.

    A map with errors is refused in one line with their count and the first path; with `repair` it is repaired
    and each repair listed on stderr.
    """
    reading = registry.read(files.read(path), path, format)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors and not repair:
        raise refusal(path, errors)
    if errors:
        from argmap.core import integrity

        for problem in errors:
            complain(
                f"{files.shown(path)}: {problem.path}: {problem.code}: {tr('repaired or set aside')}: {problem.text}"
            )
        document, _ = integrity.repair(reading.document)
        return document
    return reading.document


def refusal(path: str, errors: list[registry.Problem]) -> ArgmapError:
    """The one line that says how many errors a map has and where the first is."""
    first = errors[0]
    count = trn("{n} error", "{n} errors", len(errors))
    hint = tr("'argmap check' lists all, --repair goes on without what is broken")
    return ArgmapError(f"{count}, {tr('the first at')} {first.path}: {first.text.rstrip('.')}", files.shown(path), hint)


def complain(line: str) -> None:
    """One line on stderr."""
    from argmap.errors import one_line

    sys.stderr.write(one_line(line) + "\n")
