"""How a map looks: a theme's colours, and the line, head and sign of each manner of relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from argmap.core.document import Document
from argmap.core.graph import is_undercut
from argmap.core.records import Kind, Relation
from argmap.core.roles import Role
from argmap.errors import ArgmapError
from argmap.resources import resource
from argmap.text import tr


@dataclass(frozen=True, eq=False)
class Style:
    """A theme: every colour of window and picture as `#RRGGBB`, read from `resources/themes/<name>.toml`.

    `roles` and `highlights` are by the role's name; the shadow lies `shadow_drop` units below a card and is
    `shadow_blur` units soft, its colour `#RRGGBBAA`.
    """

    name: str
    title: str
    dark: bool
    canvas: str
    grid: str
    card: str
    border: str
    pane: str
    bar: str
    divider: str
    text: str
    muted: str
    focus: str
    roles: Mapping[str, str]
    highlights: Mapping[str, str]
    shadow: str
    shadow_drop: float
    shadow_blur: float

    def role(self, role: Role) -> str:
        """The colour of a role: its glyph, its word, the band of its cards."""
        return self.roles[role.value]

    def stroke(self, manner: Manner) -> str:
        """The colour of a manner's strokes and junctions."""
        return self.roles[STROKES[manner].role.value]


class Manner(StrEnum):
    """How a relation bears on its target, as it is drawn: an attack on a relation is an undercut."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"


class Stroke(NamedTuple):
    """What tells a manner from the others, beside its colour, which is that of a `role`.

    `dash`: lengths of stroke and gap in units, none for a solid line. `head`: `filled`, `open` or `tee`.
    `sign`: what stands in the junction, drawn as a shape; the character is for plain text.
    """

    role: Role
    dash: tuple[float, ...]
    head: str
    sign: str


STROKES = {
    Manner.SUPPORT: Stroke(Role.PREMISE, (), "filled", "+"),
    Manner.ATTACK: Stroke(Role.COUNTERPOINT, (7, 5), "open", "−"),
    Manner.UNDERCUT: Stroke(Role.UNDERCUTTER, (2, 3), "tee", "✕"),
}

STROKE_WIDTH = 1.8
RING_WIDTH = 1.5
"""Of a junction's ring; its sign is as heavy."""


def manner(document: Document, relation: Relation) -> Manner:
    """How a relation is drawn."""
    if relation.kind is Kind.SUPPORT:
        return Manner.SUPPORT
    return Manner.UNDERCUT if is_undercut(document, relation) else Manner.ATTACK


def verb(manner: Manner) -> str:
    """What a relation does to its target, as the legend says it."""
    return {
        Manner.SUPPORT: tr("supports"),
        Manner.ATTACK: tr("attacks"),
        Manner.UNDERCUT: tr("undercuts"),
    }[manner]


@cache
def themes() -> tuple[str, ...]:
    """The names of the shipped themes, light first."""
    found = {path.stem for path in resource("themes").glob("*.toml")}
    return tuple(sorted(found, key=lambda name: (name != "light", name)))


@cache
def style(name: str = "light") -> Style:
    """The theme of a name; an ArgmapError where there is none."""
    if name not in themes():
        raise ArgmapError(tr("there is no theme {name!r}", name=name), hint=tr("choose {all}", all=", ".join(themes())))
    import tomllib

    table = tomllib.loads(resource(f"themes/{name}.toml").read_text(encoding="utf-8"))
    shadow = table["shadow"]
    return Style(
        name,
        table["title"],
        table["dark"],
        **table["surfaces"],
        **table["ink"],
        roles=table["roles"],
        highlights=table["highlights"],
        shadow=shadow["color"],
        shadow_drop=shadow["drop"],
        shadow_blur=shadow["blur"],
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, after WCAG 2.2 ("relative luminance" and "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
