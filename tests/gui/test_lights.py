"""The passages in use of an article, followed from change to change, and the strip that shows all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from strategies import changes, documents

from argmap.core.anchors import State
from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.records import Claim, Source
from argmap.core.roles import Role
from argmap.edit import claims, passages, relations
from argmap.graphviz.style import style
from argmap.gui.article.lights import Light, Lights, followed, lights
from argmap.gui.article.strip import Strip

TEXT = "The council closed the street. Traders lost custom. The air got better."


@given(documents(), st.data())
def test_passages_in_use_are_followed_as_they_would_be_found_anew(document: Document, data: st.DataObject) -> None:
    for source in document.sources:
        after, found = document, lights(document, source)
        for _ in range(3):
            before = after
            change: Change = data.draw(changes(before))
            after = before.apply(change)
            if source not in after.sources or after.sources[source].text != before.sources[source].text:
                break
            found = followed(found, after, source, change)
            anew = lights(after, source)
            assert found.all == anew.all and found.lost == anew.lost


def test_what_touches_no_passage_leaves_them_the_very_same() -> None:
    document = Document([Source(text=TEXT, id="s"), Claim("A", main=True, id="a")])
    change = passages.claim_from_passage(document, "s", 0, 30, "premise", "a", None)
    assert change is not None
    none, document = lights(document, "s"), document.apply(change)
    one = followed(none, document, "s", change)
    assert [(light.start, light.end, light.role, light.state) for light in one.all] == [
        (0, 30, Role.PREMISE, State.EXACT)
    ]
    for command in (claims.reword(document, "a", "B"), relations.support(document, "a", "C")):
        assert command is not None
        assert followed(one, document.apply(command), "s", command) is one
    (on,) = (light.on for light in one.all)
    turned = relations.flip(document, [on])
    assert turned is not None
    assert [light.role for light in followed(one, document.apply(turned), "s", turned).all] == [Role.COUNTERPOINT]


@pytest.mark.parametrize("wide", [40, 300])
def test_the_strip_shows_where_passages_stand_and_leaves_none_out(qtbot: QtBot, wide: int) -> None:
    look = style("light")
    strip = Strip(look)
    qtbot.addWidget(strip)
    strip.resize(wide, 16)
    strip.show_lights(
        Lights(
            [
                Light(0, 5_000, "x1", "a", Role.PREMISE, State.EXACT),
                Light(5_000, 5_001, "x2", "b", Role.COUNTERPOINT, State.EXACT),
                Light(9_999, 10_000, "x3", "c", Role.THESIS, State.EXACT),
            ]
        ),
        10_000,
    )
    seen = strip.grab().toImage()
    middle = [QColor(seen.pixel(x, seen.height() // 2)).name().upper() for x in range(seen.width())]
    role = {role: look.role(role).upper() for role in Role}
    assert middle[1] == middle[len(middle) // 2 - 3] == role[Role.PREMISE]
    assert role[Role.COUNTERPOINT] in middle[len(middle) // 2 - 1 : len(middle) // 2 + 3]
    assert middle[-1] == role[Role.THESIS]
    assert middle[3 * len(middle) // 4] == look.divider.upper()
