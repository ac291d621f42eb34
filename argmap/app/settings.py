"""What a user can set: one row each, read and written as one small JSON file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.app import files
from argmap.errors import ArgmapError
from argmap.text import tr


@dataclass(frozen=True)
class Setting:
    """One thing a user can set: its key in the file, default, title and, where they are few, its values.

    `shown` tells whether the settings dialog offers it; the others are kept as they were left.
    """

    key: str
    default: Any
    title: Callable[[], str]
    choices: tuple[Any, ...] = ()
    shown: bool = True

    def accepts(self, value: object) -> bool:
        """Whether a value read from a file can be one of this setting."""
        if self.choices:
            return value in self.choices
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(value, bool) and isinstance(self.default, bool)
        if isinstance(self.default, float):
            return isinstance(value, int | float) and 0 < value < 1e6
        return isinstance(value, type(self.default))


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "system", lambda: tr("Colours"), ("system", "light", "dark")),
    Setting("text_scale", 1.0, lambda: tr("Size of text"), (1.0, 1.25, 1.5, 2.0)),
    Setting("motion", "system", lambda: tr("Motion"), ("system", "on", "off")),
    Setting("arrange_as_i_go", False, lambda: tr("Arrange as I go")),
    Setting("show_minimap", True, lambda: tr("Show the minimap")),
    Setting("show_legend", True, lambda: tr("Show the legend")),
    Setting("cue_words", False, lambda: tr("Underline cue words in articles")),
    Setting("engine", "", lambda: tr("Graphviz engine (empty: find one)")),
    Setting("engine_timeout", 30.0, lambda: tr("Seconds that an engine may take")),
    Setting("shortcuts", {}, lambda: tr("Keys that differ from the defaults"), shown=False),
    Setting("window", {}, lambda: tr("The window as it was left"), shown=False),
    Setting("export", {}, lambda: tr("The last export's options"), shown=False),
    Setting("welcomed", False, lambda: tr("Whether the first run is over"), shown=False),
)
"""All settings, in the order of the dialog."""

BY_KEY = {setting.key: setting for setting in SETTINGS}


class Settings:
    """The settings in force. What the file holds and argmap does not know is kept and written back."""

    def __init__(self, values: Mapping[str, Any] | None = None, path: Path | None = None) -> None:
        """`path` is the file they are kept in, None for nowhere."""
        self._values = dict(values or {})
        self.path = path

    def __getitem__(self, key: str) -> Any:
        setting = BY_KEY[key]
        value = self._values.get(key, setting.default)
        return value if setting.accepts(value) else setting.default

    def __setitem__(self, key: str, value: Any) -> None:
        setting = BY_KEY[key]
        if not setting.accepts(value):
            raise ValueError(f"{value!r} is no value of {key!r}")
        if value == setting.default:
            self._values.pop(key, None)
        else:
            self._values[key] = value

    def save(self) -> None:
        """Writes the file; raises ArgmapError in one line where that fails."""
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArgmapError(tr("the settings cannot be kept: {why}", why=error.strerror), str(self.path)) from error
        text = json.dumps(self._values, indent=1, sort_keys=True, ensure_ascii=False)
        files.write(str(self.path), text.encode() + b"\n")


def load(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none.

    Raises ArgmapError where the file is no JSON object; nothing is overwritten then.
    """
    if not path.exists():
        return Settings(path=path)
    try:
        values = json.loads(files.read(str(path)))
    except ValueError as error:
        hint = tr("the defaults are used; mend or remove the file")
        raise ArgmapError(tr("the settings are not valid JSON"), str(path), hint) from error
    if not isinstance(values, dict):
        raise ArgmapError(tr("the settings are not a JSON object"), str(path), tr("mend or remove the file"))
    return Settings(values, path)
