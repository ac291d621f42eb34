"""Places for what is new: a free slot by its target, so that nothing else moves."""

from __future__ import annotations

from argmap.core.change import Change
from argmap.core.document import Document


def settle(document: Document, change: Change) -> Change:
    """The change with the places of the cards it adds."""
    return change
