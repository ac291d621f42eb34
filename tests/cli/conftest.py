"""Commands keep their backups and locks in a folder of the test's own, not in that of whoever runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What ARGMAP_HOME names, for this process and those that it starts."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ARGMAP_HOME", str(folder))
    return folder
