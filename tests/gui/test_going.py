"""Steps through the map: with nothing selected the first of them leads into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap.core.document import Document
from argmap.core.records import Claim
from argmap.gui.window import MapWindow

ARROWS = ("Left", "Right", "Up", "Down")


@pytest.mark.parametrize("arrow", ARROWS)
def test_with_nothing_selected_an_arrow_leads_to_the_first_claim(
    argument: MapWindow, press: Callable[[str], None], arrow: str
) -> None:
    argument.session.select(())
    argument.view.setFocus()
    press(arrow)
    assert argument.session.selection == ("t",)


@pytest.mark.parametrize("arrow", ARROWS)
def test_or_to_where_one_was_last(argument: MapWindow, press: Callable[[str], None], arrow: str) -> None:
    argument.view.setFocus()
    argument.session.select(("k",))
    argument.session.select(())
    press(arrow)
    assert argument.session.selection == ("k",)
    press("Left")
    assert argument.session.selection == ("t",)


def test_first_and_last_are_reached_among_loose_claims_too(window: MapWindow, press: Callable[[str], None]) -> None:
    window.session.load(Document([Claim("One", id="a", order="a0"), Claim("Two", id="b", order="a1")]))
    window.view.setFocus()
    press("End")
    assert window.session.selection == ("b",)
    press("Home")
    assert window.session.selection == ("a",)
