"""`argmap` and `argmap MAP…`: the window, one for each map named."""

from __future__ import annotations

import os

from argmap.errors import ArgmapError, UsageError
from argmap.text import tr

SUFFIX = ".argmap.json"


def run(paths: list[str]) -> int:
    """Opens the maps and gives the exit status when the last window is closed.

    A name that ends in `.argmap.json` may be that of a map yet to be made. Raises UsageError for any other name of
    which there is no file, and ArgmapError where no window can be opened.
    """
    for path in paths:
        if path.startswith("-"):
            raise UsageError(tr("there is no option {name!r}", name=path), "", tr("'argmap --help' says what there is"))
        if not os.path.exists(path) and not path.endswith(SUFFIX):
            hint = tr("a new map's name ends in {suffix}; 'argmap --help' lists the commands", suffix=SUFFIX)
            raise UsageError(tr("there is no command or file {name!r}", name=path), "", hint)
        if os.path.isdir(path):
            raise ArgmapError(tr("it is a folder"), path, tr("name a map"))
    from argmap.gui import application

    return application.run(paths)
