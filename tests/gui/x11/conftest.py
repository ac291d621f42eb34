"""The fixtures of the tests on a real X server."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for `from xserver import Program`

from xserver import screen, server, start

__all__ = ["screen", "server", "start"]
