"""The labels of cards as Graphviz can show them: tables of band, header, lines of text and marks.

Text is set a size smaller than on the canvas: where Inter is missing, the face that Graphviz takes instead may be
wider (DejaVu Sans by 6 %), and nothing may run over the card's edge.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from argmap.graphviz.escape import html
from argmap.graphviz.ink import middles
from argmap.graphviz.style import Style
from argmap.layout.card import GLYPHS, Face
from argmap.layout.metrics import BAND, HEADER_LINE_HEIGHT, LINE_HEIGHT, MARK_LINE_HEIGHT, PADDING, RADIUS, TEXT_WIDTH

TEXT, SMALL = 12, 9
"""Point sizes of a card's text, and of its header and marks."""

_WIDE = int(TEXT_WIDTH)
_CHARACTERS = {"✕": "×"}
"""Glyphs that many faces lack, and what stands for them where a glyph can only be a character."""


class _Cell(NamedTuple):
    width: int
    side: str
    content: str


def card_label(face: Face, height: int, style: Style) -> str:
    """The HTML-like label of a card of that height, angle brackets and all."""
    at = middles(len(face.lines))
    color = style.role(face.role)
    rows: list[tuple[float, float, list[_Cell]]] = [(at.header, HEADER_LINE_HEIGHT, _header(face, style))]
    # From the left in every script: an engine that only guesses how wide text is would push it over the right edge.
    for count, line in enumerate(face.lines):
        rows.append((at.text + count * LINE_HEIGHT, LINE_HEIGHT, [_Cell(_WIDE, "LEFT", html(line.text))]))
    if face.marks:
        marks = _small(f"■ {html(face.marks)}", style.muted)
        rows.append((at.marks, MARK_LINE_HEIGHT, [_Cell(_WIDE, "LEFT", marks)]))
    end = _row(_blank(BAND, RADIUS))
    band = _table(end, _row(_blank(BAND, height - 2 * RADIUS, f' BGCOLOR="{color}"')), end)
    pad = _blank(PADDING, height)
    return f"<{_table(_row(f'<TD>{band}</TD>{pad}<TD>{_column(rows, height)}</TD>{pad}'))}>"


def line_label(text: str, face: str, width: float) -> str:
    """The HTML-like label of a line of text that begins where it should, however wide the engine takes it to be."""
    content = html(text)
    if content and (tag := {"semibold": "B", "italic": "I"}.get(face)):  # a tag round nothing is a syntax error
        content = f"<{tag}>{content}</{tag}>"
    size = f'WIDTH="{ceil(width)}" ALIGN="LEFT"'
    return f"<{_table(_row(f'<TD {size}>{content}</TD>'))}>"


def _header(face: Face, style: Style) -> list[_Cell]:
    glyph = _CHARACTERS.get(GLYPHS[face.role], GLYPHS[face.role])
    heading = _small(f"{glyph} <B>{html(face.heading)}</B>", style.role(face.role))
    if face.holder:
        heading += _small(html(face.holder), style.muted)
    room = min(_WIDE // 2, 4 + 7 * len(face.number))
    return [_Cell(_WIDE - room, "LEFT", heading), _Cell(room, "RIGHT", _small(html(face.number), style.muted))]


def _column(rows: list[tuple[float, float, list[_Cell]]], height: int) -> str:
    """A table of rows, each given by its middle, its height and its cells; their edges lie on whole points."""
    found, used = [], 0
    for middle, high, cells in rows:
        top, bottom = round(middle - high / 2), round(middle + high / 2)
        if top > used:
            found.append(_row(_blank(_WIDE, top - used, ' COLSPAN="2"')))
        span = "" if len(cells) > 1 else ' COLSPAN="2"'
        sized = f'HEIGHT="{bottom - top}" FIXEDSIZE="TRUE"{span}'
        found.append(_row("".join(f'<TD WIDTH="{c.width}" {sized} ALIGN="{c.side}">{c.content}</TD>' for c in cells)))
        used = bottom
    return _table(*found, _row(_blank(_WIDE, height - used, ' COLSPAN="2"')))


def _table(*rows: str) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{"".join(rows)}</TABLE>'


def _row(cells: str) -> str:
    return f"<TR>{cells}</TR>"


def _blank(width: float, height: float, attributes: str = "") -> str:
    return f'<TD WIDTH="{int(width)}" HEIGHT="{int(height)}" FIXEDSIZE="TRUE"{attributes}></TD>'


def _small(content: str, color: str) -> str:
    return f'<FONT POINT-SIZE="{SMALL}" COLOR="{color}">{content}</FONT>' if content else ""
