"""`argmap schema`: the JSON Schema of the file format."""

from __future__ import annotations

import argparse

from argmap.app import files
from argmap.cli.arguments import Parser
from argmap.cli.arguments import parser as new_parser
from argmap.resources import resource
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap schema`: none."""
    return new_parser("schema", tr("Prints the JSON Schema (2020-12) of the file format."))


def run(arguments: argparse.Namespace) -> int:
    """Prints the schema."""
    files.write("-", resource("schema/argmap.schema.json").read_bytes())
    return 0
