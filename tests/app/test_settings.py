"""Settings: a table of rows, kept in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.app.folders import settings_folder, state_folder
from argmap.app.settings import SETTINGS, Settings, load
from argmap.errors import ArgmapError


def test_every_default_is_accepted_by_its_own_row() -> None:
    for setting in SETTINGS:
        assert setting.accepts(setting.default), setting.key


def test_what_was_set_is_there_after_loading(tmp_path: Path) -> None:
    settings = load(tmp_path / "deep" / "settings.json")
    settings["theme"] = "dark"
    settings["engine_timeout"] = 5
    settings.save()
    again = load(tmp_path / "deep" / "settings.json")
    assert (again["theme"], again["engine_timeout"], again["motion"]) == ("dark", 5, "system")


def test_a_value_that_makes_no_sense_falls_back_to_the_default_and_unknown_keys_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "pink", "from_the_future": [1], "show_legend": 1}')
    settings = load(path)
    assert (settings["theme"], settings["show_legend"]) == ("system", True)
    settings["theme"] = "light"
    settings.save()
    assert '"from_the_future"' in path.read_text()


def test_setting_nonsense_is_a_bug_and_shows_itself() -> None:
    with pytest.raises(ValueError, match="pink"):
        Settings()["theme"] = "pink"


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_broken_file_is_one_line_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(ArgmapError, match=r"settings\.json: the settings are not"):
        load(path)
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/h"}, ("/h/.config/argmap", "/h/.local/state/argmap")),
        (
            "linux",
            {"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "not/absolute"},
            ("/c/argmap", "/h/.local/state/argmap"),
        ),
        ("darwin", {"HOME": "/h"}, tuple(f"/h/Library/Application Support/argmap/{x}" for x in ("settings", "state"))),
        ("win32", {"LOCALAPPDATA": "/l"}, ("/l/argmap/settings", "/l/argmap/state")),
        ("linux", {"HOME": "/h", "ARGMAP_HOME": "/own"}, ("/own/settings", "/own/state")),
    ],
)
def test_folders_follow_each_platforms_custom(
    platform: str, environment: dict[str, str], expected: tuple[str, str]
) -> None:
    assert settings_folder(environment, platform) == Path(expected[0])
    assert state_folder(environment, platform) == Path(expected[1])
