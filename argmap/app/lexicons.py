"""The lexicons of cue words that are shipped, and the language of a map or a source."""

from __future__ import annotations

from functools import cache

from argmap.core.cues import Lexicon, guess, lexicon
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.resources import resource


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """All lexicons, by language."""
    import tomllib

    files = sorted(resource("lexicons").glob("*.toml"))
    return tuple(lexicon(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def lexicon_of(language: str) -> Lexicon | None:
    """The lexicon of a language, `en` or `en-GB`; None where there is none."""
    wanted = language[:2].lower()
    return next((found for found in lexicons() if found.language == wanted), None)


@cache
def _guessed(beginning: str) -> str:
    return guess(beginning, lexicons())


def language_of(document: Document, source: Id = "") -> str:
    """The language of a source: guessed by its common words, else that of the map, "" where neither is known."""
    found = document.sources.get(source)
    guessed = _guessed(found.text[:20_000]) if found is not None else ""
    return guessed or document.info.language


def lexicon_for(document: Document, source: Id) -> Lexicon | None:
    """The lexicon to look for cues in a source with; None where its language is not known or has none."""
    return lexicon_of(language_of(document, source))
