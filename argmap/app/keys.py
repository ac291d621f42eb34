"""Which keys each action has: those of the table, those of the platform, those the user has chosen instead."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from argmap.app.actions import Action, Where
from argmap.app.catalogue import ACTIONS

STANDARD = tuple(sorted({action.standard for action in ACTIONS if action.standard}))
"""The names of `QKeySequence.StandardKey` that the table speaks of."""


def meet(one: Where, other: Where) -> bool:
    """Whether keys of these two can be pressed in the same place, so that they have to differ."""
    return one == other or ("window" in (one, other) and "typing" not in (one, other))


def bindings(
    standard: Mapping[str, Sequence[str]] | None = None,
    own: Mapping[str, Sequence[str]] | None = None,
    platform: str = sys.platform,
    actions: Iterable[Action] = ACTIONS,
) -> dict[str, tuple[str, ...]]:
    """The keys of every action by its id, the one to show first.

    `standard`: the platform's keys by the name of the standard key, in Qt's portable notation; `own`: the keys that
    the user has chosen, by action. A key belongs to one action of those that meet: the user's word goes before
    that of the table, and the table's before that of the platform, where Shift+Del is Cut and Ctrl+G is Find next.
    """
    rows = tuple(actions)
    own, standard = own or {}, standard or {}
    taken: dict[str, list[tuple[Where, str]]] = {}
    found: dict[str, list[str]] = {action.id: [] for action in rows}

    def give(action: Action, keys: Iterable[str]) -> None:
        for key in keys:
            others = taken.setdefault(key, [])
            if key and all(not meet(action.where, where) or id == action.id for where, id in others):
                others.append((action.where, action.id))
                if key not in found[action.id]:
                    found[action.id].append(key)

    for action in rows:
        if action.id in own:
            give(action, own[action.id])
    others = [action for action in rows if action.id not in own]
    for action in others:
        give(action, action.keys)
        if platform == "darwin":
            give(action, action.mac)
    for action in others:
        plain = found[action.id]
        found[action.id] = []
        give(action, standard.get(action.standard, ()))
        found[action.id] += [key for key in plain if key not in found[action.id]]
    return {id: tuple(keys) for id, keys in found.items()}


def holder(action: Action, key: str, keys: Mapping[str, Sequence[str]]) -> Action | None:
    """The other action that has a key where this one would be pressed; None where it is free."""
    for other in ACTIONS:
        if other.id != action.id and key in keys.get(other.id, ()) and meet(action.where, other.where):
            return other
    return None
