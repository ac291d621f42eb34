"""How things look as far as DOT can say it: attributes of nodes, edges and clusters, ready to be written."""

from __future__ import annotations

from typing import Any

from argmap.core.document import Document
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.graphviz.escape import link, plain, tooltip
from argmap.graphviz.labels import SMALL, TEXT, card_label, line_label
from argmap.graphviz.prose import claim_line, relation_line
from argmap.graphviz.sheet import Words
from argmap.graphviz.style import RING_WIDTH, STROKE_WIDTH, STROKES, Manner, Style
from argmap.layout.card import chip_text, face
from argmap.layout.geometry import HEAD
from argmap.layout.metrics import CARD_WIDTH

FONTS = "Inter,Helvetica,Arial,sans-serif"
_LINES = {"filled": "solid", "open": "dashed", "tee": "dotted"}
_HEADS = {"filled": "normal", "open": "empty", "tee": "tee"}
_SIGNS = {"✕": "×"}
_ARROW = 10.0
"""The length of Graphviz's arrow heads at size 1, in points."""

Look = dict[str, Any]


class Ready:
    """An attribute's value that is DOT already: pydot writes what is no string as it stands, and does so quickly."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def name(text: str) -> Ready:
    """A value of our own in quotes: a colour, a class, an id."""
    return Ready(f'"{text}"')


def graph(style: Style, margin: float) -> Look:
    """Of the whole graph; `margin` in points."""
    return {"bgcolor": name(style.canvas), "pad": round(margin / 72, 3), "fontname": name(FONTS)}


def headline(text: str, style: Style) -> Look:
    """Of a text above the whole graph; its lines begin at the left."""
    if not text:
        return {}
    label = Ready(plain(text + "\n", r"\l"))
    return {"label": label, "labelloc": "t", "labeljust": "l", "fontsize": 20, "fontcolor": name(style.text)}


def nodes(style: Style) -> Look:
    """Of all nodes that say nothing else."""
    return {
        "shape": "box",
        "style": name("rounded,filled"),
        "fixedsize": "shape",
        "margin": 0,
        "width": round(CARD_WIDTH / 72, 6),
        "fontname": name(FONTS),
        "fontsize": TEXT,
        "fontcolor": name(style.text),
        "color": name(style.border),
        "fillcolor": name(style.card),
        "label": Ready('""'),
    }


def edges() -> Look:
    """Of all edges."""
    return {"penwidth": STROKE_WIDTH, "arrowsize": HEAD / _ARROW}


def card(document: Document, claim: Id, height: float, style: Style) -> Look:
    """Of a claim's card."""
    shown = face(document, claim)
    look: Look = {"label": Ready(card_label(shown, round(height), style)), "class": name(f"card {shown.role.value}")}
    if shown.implicit:
        look |= {"style": name("rounded,filled,dashed"), "color": name(style.muted)}
    look["tooltip"] = Ready(tooltip(claim_line(document, claim)))
    if address := claim_link(document, claim):
        look["URL"] = Ready(tooltip(address))
    return look


def claim_link(document: Document, claim: Id) -> str:
    """The address of the first source that the claim's excerpts are from, "" where none may be linked to."""
    for excerpt in excerpts_on(document).get(claim, ()):
        if (source := document.sources.get(excerpt.source)) and (address := link(source.url)):
            return address
    return ""


def chip(document: Document, claim: Id, style: Style) -> Look:
    """Of the chip of a claim met again."""
    return {
        "label": Ready(plain(f"↗ {chip_text(document, claim)}")),
        "class": name(f"chip {derive(document).rows[claim].role.value}"),
        "style": name("rounded,filled,dashed"),
        "color": name(style.muted),
        "fontsize": SMALL + 1,
        "tooltip": Ready(tooltip(claim_line(document, claim))),
    }


def ring(document: Document, relation: Id, manner: Manner, style: Style, scale: float = 1.0) -> Look:
    """Of a junction; that of no relation says nothing more."""
    sign = STROKES[manner].sign
    look: Look = {
        "style": "filled",
        "label": name(_SIGNS.get(sign, sign)),
        "class": name(f"junction {manner.value}"),
        "color": name(style.stroke(manner)),
        "fontcolor": name(style.stroke(manner)),
        "fontsize": round(TEXT * scale, 2),
        "penwidth": round(RING_WIDTH * scale, 2),
    }
    if relation:
        look["tooltip"] = Ready(tooltip(relation_line(document, relation)))
    return look


def line(manner: Manner, style: Style, head: bool, scale: float = 1.0) -> Look:
    """Of a stroke, with a head or without."""
    stroke = STROKES[manner]
    look: Look = {
        "class": name(f"stroke {manner.value}"),
        "color": name(style.stroke(manner)),
        "style": _LINES[stroke.head],
        "arrowhead": _HEADS[stroke.head] if head else "none",
    }
    if scale != 1.0:
        look |= {"penwidth": round(STROKE_WIDTH * scale, 2), "arrowsize": round(HEAD / _ARROW * scale, 3)}
    return look


def words(piece: Words, style: Style) -> Look:
    """Of a line of text that is no card's."""
    color = style.text if piece.use in ("title", "marking") else style.muted
    label = line_label(piece.text, piece.face, piece.box.width)
    return {
        "shape": "plaintext",
        "style": name(""),
        "label": Ready(label),
        "class": name(piece.use),
        "fontsize": round(piece.size, 2),
        "fontcolor": name(color),
    }


def frame(title: str, style: Style) -> Look:
    """Of a group."""
    return {
        "label": Ready(plain(title)),
        "labeljust": "l",
        "class": name("group"),
        "style": name("rounded"),
        "color": name(style.muted),
        "fontcolor": name(style.muted),
        "fontsize": TEXT - 1,
    }


def tab(title: str, style: Style) -> Look:
    """Of the tab on a card's upper edge."""
    return {
        "label": Ready(plain(title)),
        "class": name("tab"),
        "fontcolor": name(style.muted),
        "fontsize": SMALL,
    }


def beside(title: str) -> Look:
    """Of a card beside which, where Graphviz finds room, the name of its group stands."""
    return {"xlabel": Ready(plain(title))}


def panel(style: Style) -> Look:
    """Of what lies behind the legend."""
    rim = {"style": name("rounded,filled"), "color": name(style.border)}
    return {"class": name("legend"), "fillcolor": name(style.pane), **rim}


END: Look = {"shape": "point", "style": "invis", "width": 0.01, "height": 0.01}
"""Of what the legend's strokes run between."""


def sample(use: str, style: Style, scale: float) -> Look:
    """Of a small card in the legend."""
    return {
        "class": name(use),
        "style": name("rounded,filled,dashed"),
        "color": name(style.muted),
        "fontcolor": name(style.muted),
        "fontsize": round(SMALL * scale, 2),
        "label": name("↗" if use == "chip" else ""),
    }
