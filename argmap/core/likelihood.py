"""Likelihood in words, after the table of Intelligence Community Directive 203 (2015, section D.6.e.2.a)."""

from __future__ import annotations

from bisect import bisect_right

from argmap.text import tr

BOUNDS = (0.05, 0.20, 0.45, 0.55, 0.80, 0.95)
"""Where one word ends and the next begins; a bound belongs to the higher word."""

MIDDLES = (0.03, 0.125, 0.325, 0.50, 0.675, 0.875, 0.97)
"""The likelihood that is meant where only the word is given, lowest first."""


def words() -> tuple[str, ...]:
    """The seven words, lowest first."""
    return (
        tr("almost no chance"),
        tr("very unlikely"),
        tr("unlikely"),
        tr("roughly even chance"),
        tr("likely"),
        tr("very likely"),
        tr("almost certain"),
    )


def words_for(likelihood: float) -> str:
    """The word for a probability in (0, 1)."""
    return words()[bisect_right(BOUNDS, likelihood)]
