"""What several commands share: parsers that speak in our voice, and maps read with their problems."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from typing import NoReturn

from argmap.app import files
from argmap.core.document import Document
from argmap.errors import ArgmapError, UsageError
from argmap.formats import registry
from argmap.formats.ledger import Ledger, repaired
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


def add_to(to: Parser) -> None:
    """Adds `--to`."""
    known = ", ".join(format.name for format in registry.FORMATS if format.writer)
    said = tr("the format written, where the file's name does not say it: {known}", known=known)
    to.add_argument("--to", default="", metavar="FORMAT", help=said)


def add_from(to: Parser) -> None:
    """Adds `--from`."""
    known = ", ".join(format.name for format in registry.FORMATS if format.reader)
    said = tr("the format read, where it cannot be told: {known}", known=known)
    to.add_argument("--from", dest="source", type=format_read, default="", metavar="FORMAT", help=said)


def above_zero(text: str) -> float:
    """A number from the command line that says how much or how long."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(tr("{given!r} is no number above 0", given=text))
    return number


def format_read(named: str) -> str:
    """The name of a format to read, "" to tell by the content; raises UsageError where it is none or not read."""
    if not named:
        return ""
    format = format_named(named)
    if not format.reader:
        raise UsageError(tr("{format} is written but not read", format=format.title))
    return format.name


def format_named(named: str) -> registry.Format:
    """The format of that name; raises UsageError where there is none."""
    try:
        return registry.by_name(named)
    except ArgmapError as error:
        raise UsageError(error.what, error.where, error.hint) from error


def read_map(path: str, *, format: str = "", repair: bool = False) -> Document:
    """The map in a file, whole.

    A map with errors is refused in one line with their count and the first path; with `repair` it is repaired
    and each repair listed on stderr.
    """
    reading = registry.read(files.read(path), path, format)
    if not reading.errors:
        return reading.document
    if not repair:
        raise refusal(path, reading.errors)
    document, ledger = repaired(reading)
    list_repairs(path, ledger)
    return document


def list_repairs(path: str, ledger: Ledger) -> None:
    """One line on stderr for each thing in a file that was mended: the file, the JSON path, the rule, what was done."""
    for entry in ledger:
        complain(f"{files.shown(path)}: {entry.path}: {entry.code}: {entry.text}")


def refusal(path: str, errors: Sequence[registry.Problem]) -> ArgmapError:
    """The one line that says how many errors a map has and where the first is."""
    return _refusal(path, len(errors), errors[0].path, errors[0].text)


def refuse_errors(path: str, ledger: Ledger) -> NoReturn:
    """Refuses a map in which something would have to be mended first; raises ArgmapError."""
    raise _refusal(path, len(ledger), ledger[0].path, ledger[0].text)


def _refusal(path: str, n: int, where: str, text: str) -> ArgmapError:
    count = trn("{n} error", "{n} errors", n)
    hint = tr("'argmap check' lists all, --repair goes on without what is broken")
    return ArgmapError(f"{count}, {tr('the first at')} {where}: {text.rstrip('.')}", files.shown(path), hint)


def complain(line: str) -> None:
    """One line on stderr."""
    from argmap.errors import one_line

    sys.stderr.write(one_line(line) + "\n")
