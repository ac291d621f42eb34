"""What a user can meet: one line that says what went wrong, where, and what to do next."""

from __future__ import annotations


class ArgmapError(Exception):
    """A trouble that a user can cause or meet; its text is one line: where, what, what next.

    Anything else that is raised is a bug of ours and shows itself as one.
    """

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what, where, hint)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return one_line(f"{line}; {self.hint}" if self.hint else line)


class UsageError(ArgmapError):
    """A command line that asks for what there is not: exit status 2."""


def one_line(text: str) -> str:
    """The text with line breaks, controls and lone surrogates shown as escapes, so that it stays one line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
