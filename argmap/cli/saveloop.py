"""`argmap saveloop`: a map saved again and again, for tests that stop it at any moment."""

from __future__ import annotations

import argparse
import itertools
import os

from argmap.app import folders
from argmap.cli.arguments import Parser, complain
from argmap.cli.arguments import parser as new_parser
from argmap.cli.edit import locked
from argmap.cli.output import say
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap saveloop`."""
    p = new_parser("saveloop", tr("Saves a map again and again, with 'save N' as its description; for tests."))
    p.add_argument("map", help=tr("the map"))
    p.add_argument("--count", type=int, default=0, metavar="N", help=tr("how often (default: for ever)"))
    p.add_argument("--first", type=int, default=1, metavar="N", help=tr("the first number (default: 1)"))
    return p


def run(arguments: argparse.Namespace) -> int:
    """Prints `BEGIN n` before the nth save and `END n` when it is done; what is printed is out before the next step."""
    from argmap.app import saving
    from argmap.app.opening import open_map
    from argmap.app.session import Session
    from argmap.edit.about import set_info

    state = folders.state_folder(os.environ)
    path = arguments.map
    lock = locked(path, state, "argmap saveloop")
    try:
        opened = open_map(path)
        session, held = Session(opened.document, path), opened.held
        numbers = itertools.count(arguments.first)
        for n in itertools.islice(numbers, arguments.count) if arguments.count else numbers:
            session.commit(set_info(session.document, description=f"save {n}"))
            say(f"BEGIN {n}\n")
            saved = saving.save(session.document, path, held, state)
            say(f"END {n}\n")
            held = saved.held
            session.mark_saved(path)
            if saved.trouble is not None:
                complain(f"argmap: {saved.trouble}")
    finally:
        if lock is not None:
            lock.release()
    return 0
