"""`argmap convert`: a map from one format into another."""

from __future__ import annotations

import argparse

from argmap.cli import writing
from argmap.cli.arguments import Parser, add_from, add_repair, add_to, read_map
from argmap.cli.arguments import parser as new_parser
from argmap.cli.export import format_of
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap convert`."""
    p = new_parser("convert", tr("Turns a map into another format."))
    p.add_argument("map", help=tr("the map; - reads standard input"))
    p.add_argument("-o", "--output", required=True, help=tr("the file to write; - is standard output"))
    add_from(p)
    add_to(p)
    add_repair(p)
    return p


def run(arguments: argparse.Namespace) -> int:
    """Writes the map in the other format; the file is written whole or not at all."""
    format = format_of(arguments.output, arguments.to, "argmap")
    document = read_map(arguments.map, format=arguments.source, repair=arguments.repair)
    writing.write(document, arguments.output, format, program="argmap convert")
    return 0
