"""What one can do to a map: every command is a pure function `(document, …) -> Change | None`."""
