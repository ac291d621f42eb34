"""What commands write: a map over another only if nobody edits it, and with a backup; nothing else over a map."""

from __future__ import annotations

import os

from argmap.app import files
from argmap.cli.arguments import complain
from argmap.core.document import Document
from argmap.errors import ArgmapError, UsageError
from argmap.formats import native, registry
from argmap.formats.options import Options
from argmap.text import tr

MAP = registry.by_name("argmap").suffixes[0]


def write(document: Document, output: str, format: str, options: Options = registry.PLAIN, *, program: str) -> None:
    """Writes a document in a format, whole or not at all; `-` is standard output.

    `program` is who holds a map meanwhile that is written over. Raises HeldError where somebody else does, and
    ArgmapError where what is no map would take the place of one: nobody's work ends as a picture of itself.
    """
    if format == "argmap":
        _write_map(document, output, program)
        return
    if _is_map(output):
        title = registry.by_name(format).title
        hint = tr("give the {title} another name", title=title)
        raise ArgmapError(tr("it is a map, over which nothing else is written"), files.shown(output), hint)
    files.write(output, registry.write(document, format, options))


def refuse_other_name(output: str) -> None:
    """Raises UsageError where a map would get a name that says another format; a name that says none is let pass."""
    try:
        title = registry.by_suffix(output).title
    except ArgmapError:
        return
    if not output.lower().endswith(MAP):
        hint = tr("a map's name ends in {suffix}", suffix=MAP)
        raise UsageError(
            tr("its name says {title}, and a map would be written", title=title), files.shown(output), hint
        )


def _write_map(document: Document, output: str, program: str) -> None:
    if output == "-" or not os.path.isfile(output):
        files.write(output, registry.write(document, "argmap"))
        return
    from argmap.app import folders, saving
    from argmap.cli.edit import locked

    state = folders.state_folder(os.environ)
    lock = locked(output, state, program)
    try:
        saved = saving.save(document, output, files.digest(output), state)
    finally:
        if lock is not None:
            lock.release()
    if saved.trouble is not None:
        complain(f"argmap: {saved.trouble}")


def _is_map(path: str) -> bool:
    """Whether a file holds a map."""
    if not os.path.isfile(path):
        return False
    try:
        return native.is_map(files.read(path))
    except ArgmapError:
        return False  # Too large for a map; or what the matter is will be said when it is written.
