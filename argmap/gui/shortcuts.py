"""The keys in force: those of the table, of the platform and of the user, as Qt knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from argmap.app.actions import Action
from argmap.app.catalogue import BY_ID
from argmap.app.key_page import short
from argmap.app.keys import STANDARD, bindings, holder
from argmap.app.settings import Settings
from argmap.errors import ArgmapError
from argmap.text import tr

PORTABLE = QKeySequence.SequenceFormat.PortableText
NATIVE = QKeySequence.SequenceFormat.NativeText

Keys = Mapping[str, tuple[str, ...]]
"""The keys of every action by its id, in Qt's portable notation, the one to show first."""


def platform_keys() -> dict[str, list[str]]:
    """The platform's own keys for the standard keys of the table."""
    names = QKeySequence.StandardKey
    return {
        name: [key.toString(PORTABLE) for key in QKeySequence.keyBindings(names[name]) if _is_common(key)]
        for name in STANDARD
    }


def _is_common(key: QKeySequence) -> bool:
    """Whether a keyboard is likely to have the key: no keys of old workstations, none named "Open" or "Cut"."""
    combined: QKeyCombination = key[0]  # type: ignore[index]
    return combined.key() <= Qt.Key.Key_F12


def in_force(settings: Settings) -> Keys:
    """The keys of every action, with what the user has changed."""
    return bindings(platform_keys(), own(settings))


def own(settings: Settings) -> dict[str, list[str]]:
    """What the user has changed, as far as it makes sense: keys by action, none for an action that shall have none."""
    changed = settings["shortcuts"]
    return {
        id: [key for key in keys if isinstance(key, str)]
        for id, keys in changed.items()
        if id in BY_ID and isinstance(keys, list)
    }


def change(settings: Settings, id: str, keys: Sequence[str]) -> None:
    """Gives an action these keys from now on; raises ArgmapError where another one has one of them."""
    action = BY_ID[id]
    for key in keys:
        other = holder(action, key, in_force(settings))
        if other is not None:
            raise taken(key, other)
    settings["shortcuts"] = {**settings["shortcuts"], id: list(keys)}


def take(settings: Settings, id: str, key: str) -> None:
    """Gives an action a key and takes it from whoever has it."""
    keys = in_force(settings)
    changed = dict(settings["shortcuts"])
    other = holder(BY_ID[id], key, keys)
    while other is not None:
        changed[other.id] = [k for k in keys[other.id] if k != key]
        settings["shortcuts"] = changed
        keys = in_force(settings)
        other = holder(BY_ID[id], key, keys)
    settings["shortcuts"] = {**changed, id: [key]}


def reset(settings: Settings, id: str) -> None:
    """Gives an action the keys of the table back."""
    settings["shortcuts"] = {other: keys for other, keys in settings["shortcuts"].items() if other != id}


def taken(key: str, other: Action) -> ArgmapError:
    """The trouble of a key that another action has."""
    return ArgmapError(tr("{key} is taken by “{title}”", key=native(key), title=other.title()))


def native(key: str) -> str:
    """A key as the platform writes it, arrows as arrows: `Ctrl+K`, `⌘K`, `Alt+↑`."""
    held, plus, last = QKeySequence.fromString(key, PORTABLE).toString(NATIVE).rpartition("+")
    return held + plus + short(last)


def shown(keys: Sequence[str]) -> str:
    """The key to show for an action, "" for none."""
    return native(keys[0]) if keys else ""
