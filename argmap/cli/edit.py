"""`argmap edit`: fields of a map set from outside, for tests and scripts, by the road that the window takes."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from argmap.app import files, folders
from argmap.cli.arguments import Parser, add_repair, complain, list_repairs, refuse_errors
from argmap.cli.arguments import parser as new_parser
from argmap.errors import ArgmapError, UsageError
from argmap.text import tr

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.app.locks import Lock
    from argmap.core.change import Change
    from argmap.core.document import Document
    from argmap.core.records import Record


def parser() -> Parser:
    """The options of `argmap edit`."""
    p = new_parser("edit", tr("Sets fields of a map and saves it; nothing is saved unless all of them can be set."))
    p.add_argument("map", help=tr("the map"))
    p.add_argument(
        "--set",
        dest="fields",
        action="append",
        required=True,
        metavar="ID.FIELD=VALUE",
        help=tr("the id of a record ('map' for the map itself), a field, a value; text as it is, all else as JSON"),
    )
    add_repair(p)
    return p


def run(arguments: argparse.Namespace) -> int:
    """Sets the fields in a session and saves the map, under its lock and unless its file was changed meanwhile."""
    from argmap.app import saving
    from argmap.app.opening import open_map
    from argmap.app.session import Session

    settings = [_split(setting) for setting in arguments.fields]
    path = arguments.map
    if path == "-":
        raise UsageError(tr("standard input is no map that can be saved to"))
    state = folders.state_folder(os.environ)
    lock = locked(path, state, "argmap edit")
    try:
        opened = open_map(path)
        if not opened.native:
            hint = tr("'argmap convert' makes it so")
            raise ArgmapError(tr("it is not in argmap's own format"), files.shown(path), hint)
        if opened.ledger and not arguments.repair:
            refuse_errors(path, opened.ledger)
        list_repairs(path, opened.ledger)
        session = Session(opened.document, path)
        for id, field, value in settings:
            session.commit(change(session.document, id, field, value))
        if session.is_modified or opened.ledger:
            saved = saving.save(session.document, path, opened.held, state)
            session.mark_saved(path)
            if saved.trouble is not None:
                complain(f"argmap: {saved.trouble}")
    finally:
        if lock is not None:
            lock.release()
    return 0


def locked(path: str, state: Path, program: str) -> Lock | None:
    """The lock on a map; None, with a line on stderr, where none can be kept. Raises HeldError where it is held."""
    from argmap.app import locks

    try:
        return locks.take(path, state, program)
    except locks.HeldError:
        raise
    except ArgmapError as error:
        complain(f"argmap: {error}; {tr('going on without')}")
        return None


def _split(setting: str) -> tuple[str, str, str]:
    place, equals, value = setting.partition("=")
    id, dot, field = place.rpartition(".")
    if not equals or not dot or not id or not field:
        raise UsageError(tr("{setting!r} is not of the form ID.FIELD=VALUE", setting=setting))
    return id, field, value


def change(document: Document, id: str, field: str, text: str) -> Change | None:
    """The change that sets a field of a record, None where it has that value already.

    Raises ArgmapError for a record there is not, a field that it has not or that is not set so, and a value out of its
    range.
    """
    from argmap.edit.fields import fitting

    record = document.get(id)
    if record is None:
        raise ArgmapError(tr("there is no record of that id"), id)
    known = _FIELDS[type(record).__name__]
    if field not in known:
        hint = tr("there are {known}", known=", ".join(known))
        raise ArgmapError(tr("it has no field {field!r} that can be set", field=field), id, hint)
    value = _value(record, field, text)
    try:
        fits = fitting(type(record), {field: value}, known)
    except OverflowError:  # A whole number beyond all floats.
        fits = None
    if fits is None:
        raise _no_value(record, field, text)
    return _command(document, record, field, value)


_FIELDS = {
    "MapInfo": ("title", "description", "authors", "language", "direction"),
    "Claim": ("text", "main", "by", "note", "tags", "basis", "implicit", "likelihood", "confidence"),
    "Relation": ("scheme", "strength", "note"),
    "Source": ("title", "author", "publisher", "published", "url", "reliability", "text"),
    "Excerpt": ("credibility",),
    "Group": ("title", "note"),
}
"""The fields that a command sets, by the kind of record."""


def _value(record: Record, field: str, text: str) -> Any:
    """The value that a text says for a field: itself for text, else JSON; of the kind that the field holds."""
    held = getattr(record, field)
    if isinstance(held, str):
        return text
    if not text and not isinstance(held, tuple | bool):
        return None
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise _no_value(record, field, text) from None
    if isinstance(held, tuple):
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
    elif isinstance(held, bool):
        fits = isinstance(value, bool)
    else:
        fits = value is None or (isinstance(value, int | float) and not isinstance(value, bool))
    if not fits:
        raise _no_value(record, field, text)
    return tuple(value) if isinstance(value, list) else value


def _no_value(record: Record, field: str, text: str) -> ArgmapError:
    return ArgmapError(tr("{value} is no value of this field", value=repr(text)), f"{record.id}.{field}")


def _command(document: Document, record: Record, field: str, value: Any) -> Change | None:
    from argmap.core.records import Claim, Excerpt, Group, MapInfo, Relation
    from argmap.edit import about, claims, groups, relations, sources

    id = record.id
    fields: dict[str, Any] = {field: value}
    if isinstance(record, MapInfo):
        return about.set_info(document, **fields)
    if isinstance(record, Claim):
        if field == "text":
            return claims.reword(document, id, value)
        if field == "tags":
            bare = claims.untag(document, [id], [tag for tag in record.tags if tag not in value])
            between = document if bare is None else document.apply(bare)
            tagged = claims.tag(between, [id], value)
            return bare if tagged is None else tagged if bare is None else bare.then(tagged)
        return claims.mark(document, [id], **fields)
    if isinstance(record, Relation):
        return relations.mark(document, [id], **fields)
    if isinstance(record, Group):
        return (groups.rename_group if field == "title" else groups.note_group)(document, id, value)
    if isinstance(record, Excerpt):
        return sources.rate(document, [id], value)
    return sources.describe_source(document, id, **fields)
