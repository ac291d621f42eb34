"""Levels of detail: what is drawn at which zoom."""

from __future__ import annotations

BADGES = 0.45
"""Below this zoom cards bear no badges and relations no signs."""

BLOCKS = 0.30
"""Below this zoom one item draws all cards as plain blocks and all strokes as plain lines."""
