"""The keys in the article: which row of the table each of them is, and what the rows do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.app.catalogue import ACTIONS
from argmap.gui.article.taking import Way

WAYS: Mapping[str, Way] = {
    "article-thesis": "thesis",
    "article-premise": "premise",
    "article-linked": "linked",
    "article-counterpoint": "counterpoint",
    "article-undercut": "undercut",
    "article-attach": "attach",
}
"""What a passage is taken for by each row."""

AS_IT_IS = "-as-it-is"
"""How the rows end that leave the claim in the author's words."""

STEPS: Mapping[str, tuple[int, bool]] = {
    "article-before": (-1, False),
    "article-after": (1, False),
    "article-extend-before": (-1, True),
    "article-extend-after": (1, True),
}
"""By how many sentences each row goes on, and whether it takes them into the selection."""


def rows(keys: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The rows of the article by key, in Qt's portable notation; `keys` are those of every action by its id."""
    return {key: row.id for row in ACTIONS if row.scope == "article" for key in keys.get(row.id, ())}


def way_of(row: str) -> tuple[Way | None, bool]:
    """What a row takes a passage for, None where it does something else, and whether its words are then edited."""
    plain = row.removesuffix(AS_IT_IS)
    return WAYS.get(plain), plain == row
