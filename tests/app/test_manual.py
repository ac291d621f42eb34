"""The manual: its key page is the table, its links lead somewhere, no page is left out."""

from __future__ import annotations

import re

import pytest

from argmap.app.key_page import markdown
from argmap.resources import resource

PAGES = sorted(resource("help").glob("*.md"))
LINK = re.compile(r"!?\[[^]]*\]\(([^)#]+)\)")


def test_the_key_page_is_made_from_the_table() -> None:
    """`argmap actions --markdown > resources/help/keys.md` makes it anew."""
    assert resource("help/keys.md").read_text(encoding="utf-8").strip() == markdown().strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_of_the_manual(page: object) -> None:
    from pathlib import Path

    assert isinstance(page, Path)
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file(), target


def test_every_page_can_be_reached_from_the_first() -> None:
    linked = set(LINK.findall(resource("help/index.md").read_text(encoding="utf-8")))
    assert {page.name for page in PAGES} - {"index.md"} <= linked
