"""Reading an article's file, in a child process: see `engine_work`. No Qt."""

from __future__ import annotations

import os

from argmap.app import files
from argmap.core.document import Document
from argmap.formats.articles import Article, read_article
from argmap.gui.engine_child import Stop


def read(document: Document, stop: Stop, path: str) -> Article:
    """The article in a file; ArgmapError in one line where it cannot be read."""
    return read_article(files.read(path), os.path.basename(path))
