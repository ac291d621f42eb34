"""The SVG of each thing on a sheet: shapes and lines of text at the place where the engine drew it."""

from __future__ import annotations

from functools import cache

from argmap.core.document import Document
from argmap.core.roles import derive
from argmap.graphviz import ink
from argmap.graphviz.escape import xml
from argmap.graphviz.ink import baseline, number
from argmap.graphviz.looks import claim_link
from argmap.graphviz.prose import claim_line
from argmap.graphviz.sheet import LABEL, Card, Chip, Frame, Line, Ring, Sample, Words
from argmap.graphviz.style import STROKE_WIDTH, STROKES, Manner, Style
from argmap.layout.card import CHIP_HEIGHT, CHIP_SIZE, Face, chip_text, face
from argmap.layout.geometry import JUNCTION, Box
from argmap.layout.measure import advance
from argmap.layout.metrics import (
    BAND,
    CARD_WIDTH,
    HEADER_SIZE,
    HEADER_SPACING,
    LINE_HEIGHT,
    MARK_SIZE,
    PADDING,
    RADIUS,
    TEXT_SIZE,
)
from argmap.layout.tabs import INSIDE, Tab
from argmap.layout.tabs import RADIUS as TAB_RADIUS
from argmap.layout.tabs import SIZE as TAB_SIZE

LEFT, RIGHT = BAND + PADDING, CARD_WIDTH - PADDING
"""Between which a card is written on, from its left edge."""

GLYPH_GAP = 4.0
"""Between a glyph and its word."""

CHIP_RADIUS = 8.0
_SEMIBOLD, _ITALIC, _END = ' font-weight="600"', ' font-style="italic"', ' text-anchor="end"'


def text(x: float, middle: float, content: str, width: float, size: float, attributes: str = "") -> str:
    """A line of text whose middle runs at `middle`, held to its width in whatever face it is shown.

    The space between its letters is spread or narrowed for it; letters that join are widened themselves.
    """
    held = f' textLength="{number(width)}"' if width > 0 else ""
    if held and ink.is_shaped(content):
        held += ' lengthAdjust="spacingAndGlyphs"'
    shown = xml(content.replace("\n", " "))
    return f'<text x="{number(x)}" y="{number(baseline(middle, size))}"{held}{attributes}>{shown}</text>\n'


def card(thing: Card, document: Document, style: Style) -> str:
    """A claim's card."""
    shown = face(document, thing.claim)
    middles = ink.middles(len(shown.lines))
    border = f'"{style.muted}" stroke-dasharray="5 4"' if shown.implicit else f'"{style.border}"'
    inside = (
        f'<rect width="{number(thing.box.width)}" height="{number(thing.box.height)}" rx="{number(RADIUS)}" '
        f'fill="{style.card}" stroke={border}/>\n'
        f'<path class="band" d="{ink.band(thing.box.height)}" fill="{style.role(shown.role)}"/>\n'
        f"{_header(shown, middles.header, style)}{_lines(shown, middles.text)}"
    )
    if shown.marks:
        middle = middles.marks
        inside += (
            f'<path class="mark" d="{ink.MARK}" transform="translate({number(LEFT)} {number(middle - 3)})" '
            f'fill="{style.role(shown.role.LOOSE)}"/>\n'
        )
        width = advance(shown.marks, MARK_SIZE)
        attributes = f' class="marks" font-size="{number(MARK_SIZE)}" fill="{style.muted}"'
        inside += text(LEFT + MARK_SIZE, middle, shown.marks, width, MARK_SIZE, attributes)
    if thing.tab is not None:
        inside += _tab(thing.tab, style)
    if address := claim_link(document, thing.claim):
        inside = f'<a xlink:href="{xml(address)}">\n{inside}</a>\n'
    return (
        f'<g id="{thing.name}" class="card {shown.role.value}" {_moved(thing.box.left, thing.box.top)}>\n'
        f"<title>{xml(claim_line(document, thing.claim))}</title>\n{inside}</g>\n"
    )


def _tab(tab: Tab, style: Style) -> str:
    """The tab on a card's upper edge."""
    box = tab.box
    x, width = box.left + INSIDE, box.width - 2 * INSIDE
    rim = f'rx="{number(TAB_RADIUS)}" fill="{style.card}" stroke="{style.border}"'
    attributes = f' font-size="{number(TAB_SIZE)}"{_SEMIBOLD} fill="{style.muted}"'
    title = text(x, box.centre.y, tab.title, width, TAB_SIZE, attributes)
    return f'<g class="tab">\n<rect {_place(box)} {rim}/>\n{title}</g>\n'


def _header(shown: Face, middle: float, style: Style) -> str:
    """Glyph, role and holder at the left, the number at the right."""
    color = style.role(shown.role)
    size, small = HEADER_SIZE, f' font-size="{number(HEADER_SIZE)}"'
    glyph = f'transform="translate({number(LEFT)} {number(middle - 5)})" fill="{color}"'
    x = LEFT + HEADER_SIZE + GLYPH_GAP
    width, spacing = _heading_width(shown.heading)
    attributes = f'{small}{_SEMIBOLD} fill="{color}" letter-spacing="{spacing}"'
    found = f'<path class="glyph" d="{ink.GLYPHS[shown.role]}" {glyph}/>\n'
    found += text(x, middle, shown.heading, width, size, f' class="role"{attributes}')
    if shown.holder:
        holder = shown.holder.lstrip(" ")
        x += width + advance(shown.holder[: len(shown.holder) - len(holder)], size)
        found += text(x, middle, holder, advance(holder, size), size, f' class="by"{small} fill="{style.muted}"')
    width = advance(shown.number, size)
    return found + text(RIGHT, middle, shown.number, width, size, f' class="number"{small}{_END} fill="{style.muted}"')


@cache
def _heading_width(heading: str) -> tuple[float, str]:
    """The width of a role's word with its letters spaced, and the space that is put after each."""
    bare = advance(heading, HEADER_SIZE, "semibold")
    return bare * HEADER_SPACING, number(bare * (HEADER_SPACING - 1) / max(1, len(heading)))


def _lines(shown: Face, middle: float) -> str:
    """The claim's text; from right to left where its script runs so."""
    x, attributes = LEFT, ""
    if ink.is_right_to_left("".join(line.text for line in shown.lines)):
        x, attributes = RIGHT, ' direction="rtl"'
    found = ""
    for line in shown.lines:
        if line.text:
            found += text(x, middle, line.text, line.width, TEXT_SIZE, attributes)
        middle += LINE_HEIGHT
    return found


SHADOWS = ((0.5, 0.6), (2.5, 0.35))
"""The layers of a card's shadow, since a filter would turn it into pixels in a PDF: how far each reaches beyond the
card, and its share of the shadow's strength."""


def shadow(thing: Card, out: float, style: Style) -> str:
    """One layer of a card's shadow."""
    drop, box = style.shadow_drop / 2 + 0.5, thing.box.grown(out)
    return f'<rect {_place(box._replace(top=box.top + drop, bottom=box.bottom + drop))} rx="{number(RADIUS + out)}"/>\n'


def chip(thing: Chip, document: Document, style: Style, color: str) -> str:
    """What stands for a claim met again; its arrow has the colour of the relation."""
    content = chip_text(document, thing.claim)
    middle = CHIP_HEIGHT / 2
    role = derive(document).rows[thing.claim].role.value
    width, attributes = advance(content, CHIP_SIZE), f' font-size="{number(CHIP_SIZE)}" fill="{style.muted}"'
    return (
        f'<g id="{thing.name}" class="chip {role}" {_moved(thing.box.left, thing.box.top)}>\n'
        f"<title>{xml(claim_line(document, thing.claim))}</title>\n"
        f"{_dashed(Box(0, 0, thing.box.width, thing.box.height), style, 1.0)}"
        f'<path class="arrow" d="{ink.ARROW}" transform="translate(9 {number(middle - 4)})" {_outline(color)}/>\n'
        f"{text(CHIP_HEIGHT, middle, content, width, CHIP_SIZE, attributes)}</g>\n"
    )


def _dashed(box: Box, style: Style, scale: float) -> str:
    return (
        f"<rect {_place(box)} "
        f'rx="{number(min(CHIP_RADIUS * scale, box.height / 3))}" fill="{style.card}" stroke="{style.muted}" '
        f'stroke-width="{number(scale)}" stroke-dasharray="{number(3 * scale)} {number(3 * scale)}"/>\n'
    )


def _outline(color: str) -> str:
    return f'fill="none" stroke="{color}" stroke-width="1.5"'


def ring(thing: Ring, said: str) -> str:
    """A junction, its title and its sign; fill, stroke and width are those of the group it stands in."""
    moved = _moved(*thing.centre)
    if thing.scale != 1:
        moved = f'{moved[:-1]} scale({number(thing.scale)})"'
    return (
        f'<g id="{thing.name}" class="junction" {moved}>\n{said}'
        f'<circle r="{number(JUNCTION)}"/>\n<path d="{ink.SIGNS[thing.manner]}"/>\n</g>\n'
    )


def line(thing: Line, said: str, style: Style) -> tuple[str, str]:
    """A stroke with its title and head: what stands before its path, and what after."""
    scale, tip = thing.scale, thing.route.tip
    scaled = "" if scale == 1 else f" {stroke_look(thing.manner, scale)}"
    before = f'<g id="{thing.name}" class="stroke"{scaled}>\n{said}<path d="'
    if tip is None:
        return before, '"/>\n</g>\n'
    head, color = ink.head(thing.route, thing.manner, scale), style.stroke(thing.manner)
    if thing.manner is Manner.SUPPORT:
        return before, f'"/>\n<path class="head" d="{head}" fill="{color}" stroke="none"/>\n</g>\n'
    if thing.manner is Manner.ATTACK:
        return before, f'"/>\n<path class="head" d="{head}" fill="{style.canvas}" stroke-dasharray="none"/>\n</g>\n'
    to_bar = f"L{number(tip.x)},{number(tip.y)}"  # a bar has no length of its own
    bar = f'd="{head}" stroke-width="{number(ink.TEE_WIDTH * scale)}" stroke-dasharray="none"'
    return before, f'{to_bar}"/>\n<path class="head" {bar}/>\n</g>\n'


def stroke_look(manner: Manner, scale: float = 1.0) -> str:
    """Width and dashes of a manner's strokes."""
    dash = " ".join(number(length * scale) for length in STROKES[manner].dash)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke-width="{number(STROKE_WIDTH * scale)}"{dashes}'


def frame(thing: Frame, style: Style) -> str:
    """A group's frame and title."""
    middle = thing.label.centre.y
    attributes = f' font-size="{number(LABEL)}"{_SEMIBOLD} fill="{style.muted}"'
    title = text(thing.label.left, middle, thing.title, thing.label.width, LABEL, attributes) if thing.title else ""
    return (
        f'<g id="{thing.name}" class="group">\n<rect {_place(thing.box)} rx="14" '
        f'fill="{style.divider}" fill-opacity="0.35" stroke="{style.border}"/>\n{title}</g>\n'
    )


def panel(box: Box, style: Style, scale: float) -> str:
    """What lies behind the legend."""
    rim = f'fill="{style.pane}" stroke="{style.border}" stroke-width="{number(scale)}"'
    return f'<rect id="legend" class="legend" {_place(box)} rx="{number(8 * scale)}" {rim}/>\n'


def sample(thing: Sample, style: Style) -> str:
    """A small card in the legend."""
    box, scale = thing.box, thing.scale
    found = f'<g id="{thing.name}" class="{thing.use}">\n{_dashed(box, style, scale)}'
    if thing.use == "chip":
        x, y = box.centre.x - 3.2 * scale, box.centre.y - 3.2 * scale
        place = f"translate({number(x)} {number(y)}) scale({number(0.8 * scale)})"
        found += f'<path class="arrow" d="{ink.ARROW}" transform="{place}" {_outline(style.muted)}/>\n'
    return f"{found}</g>\n"


def words(thing: Words, style: Style) -> str:
    """A line of the sheet's own text."""
    color = style.text if thing.use in ("title", "marking") else style.muted
    face = {"regular": "", "semibold": _SEMIBOLD, "italic": _ITALIC}[thing.face]
    box = thing.box
    x, anchor = box.left, ""
    if ink.is_right_to_left(thing.text):
        x, anchor = box.right, ' direction="rtl"'
    attributes = f' class="{thing.use}" font-size="{number(thing.size)}"{face}{anchor} fill="{color}"'
    return text(x, box.centre.y, thing.text, box.width, thing.size, attributes)


def _moved(x: float, y: float) -> str:
    return f'transform="translate({number(x)} {number(y)})"'


def _place(box: Box) -> str:
    return f'x="{number(box.left)}" y="{number(box.top)}" width="{number(box.width)}" height="{number(box.height)}"'
