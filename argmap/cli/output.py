"""What is printed for people: in the terminal's encoding, whatever that lacks, and one line where it cannot be.

Imports nothing but `sys` until something goes wrong, for the sake of `argmap --version`.
"""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Prints text; what the encoding lacks is shown as escapes.

    Raises ArgmapError where it cannot be printed, and BrokenPipeError where whoever read it has gone.
    """
    out = sys.stdout
    try:
        if out is None:  # Python's way of saying that it was closed when the program began.
            from errno import EBADF

            raise OSError(EBADF, "")
        out.write(_shown(text, out.encoding or "utf-8"))
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from argmap.app import files
        from argmap.text import tr

        raise files.trouble(error, tr("standard output"), tr("cannot be written")) from error


def _shown(text: str, encoding: str) -> str:
    return text.encode(encoding, "backslashreplace").decode(encoding)
