"""Where in JSON text something stands, as a JSON path: also in text that is broken, or nested too deep to be parsed."""

from __future__ import annotations

import re

from argmap.core.values import shown

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{},:]', re.DOTALL)
_STEPS = 8
"""Of a path with more steps than these, the end is left out."""


def path_at(text: str, offset: int) -> str:
    """The JSON path of the innermost value that has begun before a place of a text, all before it being sound JSON.

    Of a value that is deep down, the path of what it lies in.
    """
    keys: list[str | int | None] = []
    word = ""
    for token in _TOKEN.finditer(text, 0, offset):
        what = token[0]
        if what in ("{", "["):
            keys.append(None if what == "{" else 0)
        elif what in ("}", "]"):
            del keys[-1:]
        elif what == ":" and keys and keys[-1] is None:
            keys[-1] = _spelled(word)
        elif what == "," and keys:
            last = keys[-1]
            keys[-1] = last + 1 if isinstance(last, int) else None
        else:
            word = what
    steps = [step(key) for key in keys if key is not None]
    return "$" + "".join(steps[:_STEPS]) + ("…" if len(steps) > _STEPS else "")


def path_of_depth(text: str, depth: int) -> str:
    """The JSON path of the first value that lies deeper than so many arrays and objects, or of what it lies in."""
    level = 0
    for token in _TOKEN.finditer(text):
        if token[0] in ("{", "["):
            level += 1
        elif token[0] in ("}", "]"):
            level -= 1
        if level > depth:
            return path_at(text, token.start())
    return "$"


def _spelled(word: str) -> str:
    """The text that a JSON string spells."""
    import json

    try:
        return str(json.loads(word, strict=False))
    except ValueError:
        return word[1:-1]


def step(key: str | int) -> str:
    """One step of a JSON path: `[3]`, `.text`, or `['a key with blanks']`."""
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if len(key) <= 40 and key.isidentifier() and key.isascii() else f"[{shown(key)}]"
