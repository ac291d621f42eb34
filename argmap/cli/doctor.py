"""`argmap doctor`: which engine, fonts and libraries are in use."""

from __future__ import annotations

import argparse

from argmap.app.facts import facts
from argmap.cli.arguments import Parser
from argmap.cli.arguments import parser as new_parser
from argmap.cli.output import say
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap doctor`: which engine to look at."""
    p = new_parser(
        "doctor", tr("Says which engine, fonts and libraries are in use; exit status 1 when something is missing.")
    )
    p.add_argument("--engine", default="", metavar="ENGINE", help=tr("bundled, system, or the path of a dot program"))
    return p


def run(arguments: argparse.Namespace) -> int:
    """Prints one line for each fact."""
    found = facts(arguments.engine)
    wide = max(len(fact.name) for fact in found)
    for fact in found:
        say(f"{fact.name:{wide}}  {fact.value}\n")
    return 0 if all(fact.well for fact in found) else 1
