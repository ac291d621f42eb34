"""`argmap actions`: everything the window can do, with its keys."""

from __future__ import annotations

import argparse
from typing import Any

from argmap.app import files
from argmap.app.actions import Action
from argmap.app.catalogue import ACTIONS
from argmap.cli.arguments import Parser
from argmap.cli.arguments import parser as new_parser
from argmap.cli.output import say
from argmap.text import tr


def parser() -> Parser:
    """The options of `argmap actions`: as text, JSON or Markdown."""
    p = new_parser("actions", tr("Lists everything the window can do, with its keys."))
    how = p.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=tr("as a JSON array, one object an action"))
    how.add_argument("--markdown", action="store_true", help=tr("as the key page of the manual"))
    return p


def run(arguments: argparse.Namespace) -> int:
    """Prints the table."""
    if arguments.json:
        files.write("-", _json().encode())
    elif arguments.markdown:
        from argmap.app.key_page import markdown

        files.write("-", markdown().encode())
    else:
        say(_text())
    return 0


def _text() -> str:
    """One line an action under the title of its menu: id, keys, what it does."""
    from argmap.app.key_page import sections, shown_keys

    rows = [(title, action, shown_keys(keys)) for title, found in sections() for action, keys in found]
    wide = max(len(action.id) for _, action, _ in rows)
    far = max(len(keys) for _, _, keys in rows)
    lines: list[str] = []
    last = ""
    for title, action, keys in rows:
        if title != last:
            lines += ["", title] if lines else [title]
            last = title
        lines.append(f"  {action.id:{wide}}  {keys:{far}}  {action.title()}".rstrip())
    return "\n".join(lines) + "\n"


def _json() -> str:
    import json

    return json.dumps([_row(action) for action in ACTIONS], indent=1, ensure_ascii=False) + "\n"


def _row(action: Action) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": action.id,
        "title": action.title(),
        "scope": action.scope,
        "where": action.where,
        "menu": action.menu,
        "keys": list(action.keys),
        "strip": action.strip,
        "standard": action.standard,
        "mac": list(action.mac),
        "hint": action.hint(),
    }
    return {name: value for name, value in row.items() if value or name in ("id", "title", "scope", "keys")}
