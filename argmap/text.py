"""The marking of strings: every text a user sees passes through here, so that it can be translated."""

from __future__ import annotations


def tr(text: str, **values: object) -> str:
    """The text in the user's language with its named places filled: `tr("{n} hidden", n=4)`."""
    return text.format(**values) if values else text


def trn(one: str, many: str, n: int, **values: object) -> str:
    """The form of a text for a count, with `{n}` filled: `trn("{n} claim", "{n} claims", 2)`."""
    return (one if n == 1 else many).format(n=n, **values)
