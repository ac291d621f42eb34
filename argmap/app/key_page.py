"""The key page: all actions with their keys, by menu, as rows, Markdown and plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.app.actions import Action
from argmap.app.catalogue import ACTIONS, MENUS
from argmap.app.keys import bindings
from argmap.text import tr


class Section(NamedTuple):
    """A part of the page: its title, and actions with their keys, the one to show first."""

    title: str
    rows: tuple[tuple[Action, tuple[str, ...]], ...]


def sections(keys: Mapping[str, Sequence[str]] | None = None) -> tuple[Section, ...]:
    """All actions by menu, then what has keys of its own in the article, in the marks strip and while typing."""
    found = bindings() if keys is None else keys
    parts = [
        (" · ".join(MENUS[path]() for path in _path(menu)), [a for a in ACTIONS if a.menu == menu]) for menu in MENUS
    ]
    loose = [a for a in ACTIONS if not a.menu]
    parts.append((tr("In the article"), [a for a in loose if a.scope == "article"]))
    parts.append((tr("While typing"), [a for a in loose if a.scope == "typing"]))
    strip = tuple((a, (a.strip,)) for a in ACTIONS if a.strip)
    made = [Section(title, tuple((a, tuple(found[a.id])) for a in rows)) for title, rows in parts if rows]
    return (*made, Section(tr("In the marks strip"), strip))


def _path(menu: str) -> tuple[str, ...]:
    names = menu.split("/")
    return tuple("/".join(names[: n + 1]) for n in range(len(names)))


def shown(key: str) -> str:
    """A key as a page shows it: arrows and long names short, in plain text."""
    parts = key.replace("++", "+plus").split("+")
    return "+".join("+" if part == "plus" else short(part) for part in parts)


def short(name: str) -> str:
    """The name of one key as it is shown: arrows as arrows."""
    names = {"Return": tr("Enter"), "PgDown": tr("PgDn"), "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    return names.get(name, name)


def shown_keys(keys: Sequence[str]) -> str:
    """An action's keys in one line; those of the number pad, which stand beside Return, are left out."""
    known = [key for key in keys if not (key.endswith("Enter") and key[:-5] + "Return" in keys)]
    return ", ".join(shown(key) for key in known)


def markdown(keys: Mapping[str, Sequence[str]] | None = None) -> str:
    """The page as Markdown: a table under each heading."""
    lines = [f"# {tr('Keys')}"]
    for title, rows in sections(keys):
        lines += ["", f"## {title}", "", f"| {tr('key')} | {tr('does')} |", "| --- | --- |"]
        for action, own in rows:
            hint, text = action.hint(), action.title().rstrip("…")
            text = f"{text}. {hint}." if hint else text
            lines.append(f"| {_cell(shown_keys(own))} | {_cell(text)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")
