"""`argmap export`: a map as a picture or as DOT."""

from __future__ import annotations

import argparse

from argmap.app import files
from argmap.cli import writing
from argmap.cli.arguments import Parser, above_zero, add_repair, add_to, complain, format_named, read_map
from argmap.cli.arguments import parser as new_parser
from argmap.core.document import Document
from argmap.errors import ArgmapError, UsageError
from argmap.formats import registry
from argmap.formats.drawing import page_size
from argmap.formats.options import ARRANGES, FACINGS, Options
from argmap.text import tr

THEMES = ("light", "dark", "print")
DEFAULTS = Options()


def parser() -> Parser:
    """The options of `argmap export`, one for each field of `formats.options.Options`."""
    p = new_parser("export", tr("Draws a map through Graphviz."))
    p.add_argument("map", help=tr("the map; - reads standard input"))
    p.add_argument(
        "-o", "--output", required=True, help=tr("the file to write (.svg .pdf .png .dot); - is standard output")
    )
    add_to(p)
    p.add_argument(
        "--arrange", choices=ARRANGES, default=DEFAULTS.arrange, help=tr("who finds the places (default: %(default)s)")
    )
    p.add_argument(
        "--direction",
        choices=FACINGS,
        default=DEFAULTS.direction,
        help=tr("where the thesis stands (default: as the map says)"),
    )
    p.add_argument(
        "--page",
        default=DEFAULTS.page,
        metavar="PAGE",
        help=tr("A4, A3, letter, 16:9 or W:H, the shape to aim at (default: %(default)s)"),
    )
    p.add_argument("--theme", choices=THEMES, default=DEFAULTS.theme, help=tr("colours (default: %(default)s)"))
    p.add_argument(
        "--legend", action=argparse.BooleanOptionalAction, default=DEFAULTS.legend, help=tr("explain signs and strokes")
    )
    p.add_argument(
        "--title", action=argparse.BooleanOptionalAction, default=DEFAULTS.title, help=tr("print the map's title")
    )
    p.add_argument(
        "--marking", default=DEFAULTS.marking, metavar="TEXT", help=tr("a line such as DRAFT at top and bottom")
    )
    p.add_argument(
        "--scale",
        type=above_zero,
        default=DEFAULTS.scale,
        metavar="N",
        help=tr("pixels a unit in PNG (default: %(default)s)"),
    )
    p.add_argument(
        "--engine", default=DEFAULTS.engine, metavar="ENGINE", help=tr("bundled, system, or the path of a dot program")
    )
    p.add_argument(
        "--timeout",
        type=above_zero,
        default=DEFAULTS.timeout,
        metavar="SECONDS",
        help=tr("how long the engine may take (default: %(default)s)"),
    )
    p.add_argument("--verbose", action="store_true", help=tr("also print what the engine warned of"))
    add_repair(p)
    return p


def run(arguments: argparse.Namespace) -> int:
    """Writes the picture; the file is written whole or not at all."""
    format = format_of(arguments.output, arguments.to, "svg")
    options = Options(
        **{name: getattr(arguments, name) for name in Options.__dataclass_fields__ if hasattr(arguments, name)},
        warn=complain if arguments.verbose else None,
        note=lambda line: complain(f"argmap: {files.shown(arguments.output)}: {line}"),
    )
    try:
        page_size(options.page)
    except ArgmapError as error:
        raise UsageError(error.what, error.where, error.hint) from error
    document = read_map(arguments.map, repair=arguments.repair)
    if _is_idle(options, document):
        hint = tr("--arrange argmap arranges them anew")
        note = ArgmapError(tr("its cards are placed, and --direction moves none"), files.shown(arguments.map), hint)
        complain(f"argmap: {note}")
    writing.write(document, arguments.output, format, options, program="argmap export")
    return 0


def _is_idle(options: Options, document: Document) -> bool:
    """Whether a direction is asked for that the map has not, and its cards stay where they were placed all the same."""
    if options.arrange != "keep" or options.direction in ("", document.info.direction):
        return False
    return any(claim.at is not None for claim in document.claims.values())


def format_of(output: str, named: str, default: str) -> str:
    """The name of the format to write: the one named, else by the file's suffix, else the default for stdout."""
    if output == "-" and not named:
        return default
    format = format_named(named) if named else _by_suffix(output)
    if not format.writer:
        raise UsageError(tr("{format} is read but not written", format=format.title))
    return format.name


def _by_suffix(output: str) -> registry.Format:
    try:
        return registry.by_suffix(output)
    except ArgmapError as error:
        hint = tr("{hint}; or name the format after --to", hint=error.hint)
        raise UsageError(error.what, error.where, hint) from error
