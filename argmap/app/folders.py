"""Where argmap keeps what is not a map: settings, and the state that outlives a run.

Linux after the XDG Base Directory Specification 0.8, macOS and Windows after their vendors' guidelines.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def settings_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where settings are kept; ARGMAP_HOME puts settings and state into one folder of that name."""
    return _folder(environment, platform, "XDG_CONFIG_HOME", ".config", "settings")


def state_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where journals, backups, locks and the list of recent maps are kept."""
    return _folder(environment, platform, "XDG_STATE_HOME", ".local/state", "state")


def _folder(environment: Mapping[str, str], platform: str, variable: str, default: str, ours: str) -> Path:
    if own := environment.get("ARGMAP_HOME"):
        return Path(own) / ours
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "argmap" / ours
    if platform == "darwin":
        return home / "Library" / "Application Support" / "argmap" / ours
    named = environment.get(variable, "")
    # The specification says that a relative path is to be ignored.
    return (Path(named) if Path(named).is_absolute() else home / default) / "argmap"
