"""What the cue words of one text tell: where they stand, what a passage is likely to be, and who says so. No Qt."""

from __future__ import annotations

from argmap.app.lexicons import lexicon_for
from argmap.core.cues import Lexicon, cues, suggest
from argmap.core.document import Document
from argmap.core.ids import Id


class CueWords:
    """The cue words of a source, by the lexicon of its language; of a language without one there are none."""

    def __init__(self) -> None:
        self._text = ""
        self._lexicon: Lexicon | None = None

    def read(self, document: Document, source: Id) -> None:
        """Turns to a source as it is now."""
        record = document.sources.get(source)
        self._text = record.text if record is not None else ""
        self._lexicon = lexicon_for(document, source) if self._text else None

    @property
    def is_known(self) -> bool:
        """Whether there is a lexicon for the text."""
        return self._lexicon is not None

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where cue words stand in `text[start:end]`."""
        if self._lexicon is None:
            return []
        return [(cue.start, cue.end) for cue in cues(self._text, self._lexicon, start, end)]

    def role(self, start: int, end: int) -> str:
        """What a passage is likely to be taken for, by the word of the article's rows; "" where nothing tells."""
        if self._lexicon is None or not start < end <= len(self._text):
            return ""
        return suggest(self._text, start, end, self._lexicon).role

    def holder(self, start: int, end: int) -> str | None:
        """Who is reported in a passage, "" where someone is but has no name; None where nobody is."""
        if self._lexicon is None:
            return None
        found = suggest(self._text, start, end, self._lexicon)
        return found.by if found.reported else None
