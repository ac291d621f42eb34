"""Plain text as an outline: indented or bulleted lines become a branch of claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.order import between
from argmap.core.records import Claim, Kind, Relation
from argmap.edit.cleaning import clean
from argmap.edit.draft import Draft
from argmap.edit.keys import hang, key_of_start
from argmap.edit.rules import is_target
from argmap.text import tr, trn

TAB = 4
"""How many columns a tab reaches to at most."""

_BULLET = re.compile(r"([-*•◦▪‣–—+−]|\(?\d{1,3}(?:\.\d{1,3})*[.)])(?:\s+|$)")
_WORD = re.compile(r"(pro|con)\s*:\s*", re.IGNORECASE)
_SIGNS = {"+": Kind.SUPPORT, "−": Kind.ATTACK, "pro": Kind.SUPPORT, "con": Kind.ATTACK}


@dataclass
class Line:
    """One claim of an outline: its text, the index of the line it stands under (-1: none), and how it bears on it.

    `bullet` is the sign or word before the text, `column` grows with the indentation.
    """

    text: str
    above: int
    kind: Kind
    bullet: str
    column: int


def read_outline(text: str) -> list[Line]:
    """The claims of a text, one a line, each under the nearest line before it that is less indented.

    Bullets are `-`, `*`, `•`, `–`, `+`, `−` and numbers such as `1.` and `2)`; a bullet stands under a line without
    one above it even at the same indentation. `+` and `Pro:` support, `−` (U+2212) and `Con:` attack; a plain
    hyphen attacks only where a `+` stands beside it under the same line; all else supports. A line without a
    bullet that is indented below one with a bullet goes on with its text. Empty lines part nothing.
    """
    lines: list[Line] = []
    open_lines: list[int] = []
    for raw in clean(text).split("\n"):
        written = raw.expandtabs(TAB)
        body = written.strip()
        indent = len(written) - len(written.lstrip())
        line = _line(body, indent)
        if line is None:
            continue
        if not line.bullet and lines and lines[-1].bullet and line.column > lines[-1].column:
            lines[-1].text += " " + line.text
            continue
        while open_lines and lines[open_lines[-1]].column >= line.column:
            open_lines.pop()
        line.above = open_lines[-1] if open_lines else -1
        open_lines.append(len(lines))
        lines.append(line)
    _turn_hyphens(lines)
    return lines


def _line(body: str, indent: int) -> Line | None:
    sign = _BULLET.match(body)
    bullet, said = (sign[1], body[sign.end() :]) if sign is not None else ("", body)
    kind = _SIGNS.get(bullet, Kind.SUPPORT)
    word = _WORD.match(said)
    if word is not None and word.end() < len(said):
        said, kind = said[word.end() :], _SIGNS[word[1].lower()]
        bullet = bullet or word[1]
    return Line(said, -1, kind, bullet, 2 * indent + bool(bullet)) if said else None


def _turn_hyphens(lines: list[Line]) -> None:
    beside_plus = {line.above for line in lines if line.bullet == "+"}
    for line in lines:
        if line.bullet == "-" and line.above in beside_plus:
            line.kind = Kind.ATTACK


def paste_text(document: Document, text: str, target: Id = "") -> Change | None:
    """Adds the claims of a text as they are indented; its topmost bear on the target, or are theses or loose."""
    lines = read_outline(text)
    if not lines or (target and not is_target(document, target)):
        return None
    draft = Draft(document)
    tops = [i for i, line in enumerate(lines) if line.above < 0]
    orders = dict(zip(tops, key_of_start(draft, count=len(tops)), strict=True)) if not target else {}
    claims = [draft.add(Claim(text=line.text, order=orders.get(i, ""))).id for i, line in enumerate(lines)]
    last: dict[int, str] = {}
    for claim, line in zip(claims, lines, strict=True):
        if line.above >= 0:
            key = last[line.above] = between(last.get(line.above, ""))
            draft.add(Relation(line.kind, (claim,), claims[line.above], order=key))
    if target:
        siblings = graph(document).on(target)
        hang(draft, siblings, [Relation(lines[i].kind, (claims[i],), target) for i in tops])
    label = tr("Paste text") if len(lines) == 1 else trn("Paste {n} claim", "Paste {n} claims", len(lines))
    return draft.change(label, focus=[claims[i] for i in tops])
