"""The native format, `name.argmap.json`: one record a line, the same bytes for the same document."""

from __future__ import annotations

import re

from argmap.core.document import Document
from argmap.formats.ledger import Reading
from argmap.formats.options import Options

FORMAT = "argmap"
"""What a file of this format says of itself under the key `format`."""

_SAYS_SO = re.compile(rb'"format"[ \t\r\n]*:[ \t\r\n]*"argmap"')


def sniff(data: bytes) -> bool:
    """Whether the bytes say that they are a map of argmap."""
    return _SAYS_SO.search(data) is not None


def is_map(data: bytes) -> bool:
    """Whether the bytes are a map, be it a damaged one; a text that quotes what maps say of themselves is none."""
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and sniff(data)


def read(data: bytes, filename: str = "") -> Reading:
    """The document in the bytes of a file, and all problems of the file in one pass.

    Raises ArgmapError, with the file's name in front, for what is refused outright.
    """
    from argmap.formats.reading import read

    return read(data, filename)


def write(document: Document, options: Options) -> bytes:
    """The document as a file; there is nothing to choose."""
    from argmap.formats.writing import write

    return write(document)
