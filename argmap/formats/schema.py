"""The JSON Schema of the native format, as it is shipped."""

from __future__ import annotations

from argmap.resources import resource

NAME = "schema/argmap.schema.json"


def text() -> str:
    """The schema (JSON Schema 2020-12) as text, as `argmap schema` prints it."""
    return resource(NAME).read_text(encoding="utf-8")
