"""Every claim in a group without a frame bears a tab with that group's name, which covers nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import documents

from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import DIRECTIONS, Claim, Direction, Group, Kind, MapInfo, Relation
from argmap.layout.columns import arrange
from argmap.layout.geometry import Box, Geometry
from argmap.layout.tabs import CLEAR, INSIDE, LEFT, RIGHT, tabs

directions = st.sampled_from(DIRECTIONS)


def torn(*groups: Group, **of: str) -> Document:
    """A thesis `t` on which `a`, `b` and `c` bear, and `d` on `a`; each in the group that is named."""
    claims = [Claim("One line.", group=of.get(id, ""), id=id) for id in ("t", "a", "b", "c", "d")]
    pairs = [("a", "t"), ("b", "t"), ("c", "t"), ("d", "a")]
    relations = [Relation(Kind.SUPPORT, (a,), b, order=f"a{n}", id=f"r{n}") for n, (a, b) in enumerate(pairs)]
    return Document([MapInfo(), *claims, *relations, *groups])


def titles(document: Document, geometry: Geometry | None = None) -> dict[Id, str]:
    return {id: tab.title for id, tab in tabs(document, geometry or arrange(document, page=(200, 2000))).items()}


def placed(box: Box, card: Box) -> Box:
    return Box(card.left + box.left, card.top + box.top, card.left + box.right, card.top + box.bottom)


def test_the_claims_of_a_group_without_a_frame_bear_its_name_and_those_of_a_framed_one_none() -> None:
    assert titles(torn(Group("Costs", id="g"), a="g", c="g")) == {"a": "Costs", "c": "Costs"}
    assert titles(torn(Group("Costs", id="g"), a="g", d="g")) == {}
    both = torn(Group("Costs", id="g"), Group("Noise", id="h"), a="g", d="g", b="h", t="h")
    assert titles(both) == {"b": "Noise", "t": "Noise"}


def test_a_claim_in_groups_within_groups_bears_those_without_a_frame_the_outermost_first() -> None:
    outer, inner = Group("Costs", id="g"), Group("Noise", parent="g", id="h")
    # The inner group is one card, which a frame holds; the outer one is torn.
    document = torn(outer, inner, a="g", c="h")
    geometry = arrange(document, page=(200, 2000))
    assert list(geometry.frames) == ["h"] and titles(document, geometry) == {"a": "Costs", "c": "Costs"}
    document = torn(outer, inner, a="g", b="h", t="h")
    geometry = replace(arrange(document), frames={})
    assert titles(document, geometry) == {"a": "Costs", "b": "Costs › Noise", "t": "Costs › Noise"}
    assert {tab.group for tab in tabs(document, geometry).values()} == {"g", "h"}


def test_a_group_without_a_title_is_shown_all_the_same() -> None:
    assert titles(torn(Group(id="g"), a="g", c="g")) == {"a": "without a title", "c": "without a title"}


def test_groups_that_hold_each_other_lead_to_an_end() -> None:
    document = torn(Group("Costs", parent="h", id="g"), Group("Noise", parent="g", id="h"), a="g")
    assert titles(document, replace(arrange(torn()), frames={})) == {"a": "Noise › Costs"}


def test_a_long_name_is_cut_to_the_width_of_the_card() -> None:
    document = torn(Group("A name that is far too long for a tab on a card " * 3, id="g"), a="g", c="g")
    for tab in tabs(document, arrange(document, page=(200, 2000))).values():
        assert tab.title.endswith("…") and tab.box.left >= LEFT and tab.box.right == RIGHT


def test_a_tab_gives_way_to_heads_that_end_beside_it() -> None:
    document = torn(Group("A name of some length, which", id="g"), t="g", c="g")
    geometry = replace(arrange(document, direction="down"), frames={})
    (head,) = {r.tip.x for r in geometry.all_routes() if r.tip and r.tip.y == geometry.cards["t"].top}
    (left, _, right, _), card = tabs(document, geometry)["t"].box, geometry.cards["t"]
    assert tabs(document, geometry)["t"].title.endswith("…")
    assert card.left + right <= head - CLEAR or card.left + left >= head + CLEAR
    assert tabs(document, geometry)["c"].title == "A name of some length, which"


@given(documents(max_claims=20), directions)
def test_every_claim_is_in_a_frame_or_bears_a_tab_for_each_of_its_groups(
    document: Document, direction: Direction
) -> None:
    geometry = arrange(document, direction=direction)
    found = tabs(document, geometry)
    for id, claim in document.claims.items():
        around, at = [], claim.group
        while at in document.groups and at not in around:
            around.append(at)
            at = document.groups[at].parent
        loose = [group for group in around if group not in geometry.frames]
        assert (found[id].group == loose[0]) if loose else (id not in found)


@given(documents(max_claims=20), directions)
def test_a_tab_lies_within_its_cards_width_and_covers_no_other_card_and_no_head(
    document: Document, direction: Direction
) -> None:
    geometry = replace(arrange(document, direction=direction), frames={})
    tips = [route.tip for route in geometry.all_routes() if route.tip is not None]
    for id, tab in tabs(document, geometry).items():
        card = geometry.cards[id]
        box = placed(tab.box, card)
        assert tab.box.right - tab.box.left >= 2 * INSIDE
        assert card.left <= box.left and box.right <= card.right and box.bottom < card.top + 12
        for other in (*geometry.cards.values(), *geometry.chips.values()):
            assert other == card or not box.meets(other)
        for tip in tips:
            assert not box.meets(Box(tip.x - 3, tip.y - 1, tip.x + 3, tip.y + 1))
