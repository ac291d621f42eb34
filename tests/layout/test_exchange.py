"""Who changes the order of two neighbours sees them change places, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_maps import random_document
from strategies import documents

from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive
from argmap.edit import claims, ordering
from argmap.layout.columns import arrange
from argmap.layout.exchange import exchanged
from argmap.layout.geometry import Geometry
from argmap.layout.keep import standing
from argmap.layout.slots import settle

DIRECTIONS = ("up", "down", "left", "right")


def pinned(document: Document, direction: str = "up") -> Document:
    """The map with all cards at the places of the arrangement."""
    info = replace(document.info, direction=direction)
    document = Document([info, *(r for r in document.values() if r.id != info.id)])
    geometry = arrange(document, direction=direction)  # type: ignore[arg-type]
    change = claims.place(document, {id: box.centre for id, box in geometry.cards.items()})
    return document.apply(change) if change else document


def moved(document: Document, id: str, by: int) -> Document:
    """The map after its keys for earlier and later were pressed."""
    change = ordering.reorder(document, id, by)
    assert change is not None
    return document.apply(settle(document, exchanged(document, change)))


def covered(geometry: Geometry) -> set[tuple[str, str]]:
    cards = sorted(geometry.cards.items())
    return {(a, b) for i, (a, one) in enumerate(cards) for b, other in cards[i + 1 :] if one.meets(other)}


def a_column() -> Document:
    """A thesis with three premises below each other, the second with a branch, the first in more lines."""
    texts = {"t": "A thesis", "p": "First, in a good many words that take two lines", "q": "Second", "r": "Third"}
    bearing = (("p", "t"), ("q", "t"), ("r", "t"), ("s", "q"), ("u", "s"))
    return Document(
        [
            *(Claim(texts.get(id, "Below"), main=id == "t", id=id) for id in "tpqrsu"),
            *(Relation(Kind.SUPPORT, (a,), b, order=f"a{n}", id=f"{a}{b}") for n, (a, b) in enumerate(bearing)),
        ]
    )


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("placed", [True, False])
def test_neighbours_change_places_with_their_branches(direction: str, placed: bool) -> None:
    document = pinned(a_column(), direction)
    if not placed:
        document = Document([replace(r, at=None) if isinstance(r, Claim) else r for r in document.values()])
    old = standing(document)
    after = moved(document, "p", 1)
    new = standing(after)
    assert derive(after).rows["q"].number == "1.1"
    assert (new.cards["t"], new.cards["r"]) == (old.cards["t"], old.cards["r"])
    back = standing(moved(after, "p", -1))
    assert back.cards == old.cards
    shifts = {id: (box.left - old.cards[id].left, box.top - old.cards[id].top) for id, box in new.cards.items()}
    assert shifts["q"] == shifts["s"] == shifts["u"] != (0, 0)
    assert shifts["p"] != (0, 0)


def test_what_stands_below_each_other_takes_up_the_same_room_as_before() -> None:
    places = {"t": (0, 0), "p": (40, 100), "q": (40, 180), "s": (70, 260), "u": (100, 340), "r": (40, 420)}
    document = a_column().apply(claims.place(a_column(), places) or pytest.fail("they move"))
    old, new = standing(document).cards, standing(moved(document, "p", 1)).cards
    assert new["q"].top == old["p"].top and new["p"].bottom == old["u"].bottom
    assert new["p"].top - new["u"].bottom == old["q"].top - old["p"].bottom
    assert {id: box.left for id, box in new.items()} == {id: box.left for id, box in old.items()}
    assert (new["t"], new["r"]) == (old["t"], old["r"])


def test_linked_premises_change_places_and_what_bears_on_their_step_stays() -> None:
    document = pinned(
        Document(
            [
                Claim("t", main=True, id="t"),
                *(Claim(id, id=id) for id in "abcu"),
                Relation(Kind.SUPPORT, ("a", "b"), "t", id="r"),
                Relation(Kind.ATTACK, ("u",), "r", id="ur"),
                Relation(Kind.SUPPORT, ("c",), "b", id="cb"),
            ]
        )
    )
    old, new = standing(document).cards, standing(moved(document, "a", 1)).cards
    assert (new["u"], new["t"]) == (old["u"], old["t"])
    assert new["b"].top == old["a"].top and new["c"].top - new["b"].top == old["c"].top - old["b"].top
    assert new["a"].bottom == old["c"].bottom and new["a"].left == old["a"].left


def test_theses_change_places() -> None:
    document = pinned(Document([Claim(id, main=True, id=id, order=f"a{n}") for n, id in enumerate("xyz")]))
    old, new = standing(document).cards, standing(moved(document, "z", -1)).cards
    assert (new["y"], new["z"], new["x"]) == (old["z"], old["y"], old["x"])


def test_what_stands_only_as_a_chip_has_no_place_to_give() -> None:
    document = pinned(
        Document(
            [
                *(Claim(id, main=id in "xy", order=f"a{n}", id=id) for n, id in enumerate("xyab")),
                Relation(Kind.SUPPORT, ("a",), "x", id="ax"),
                Relation(Kind.SUPPORT, ("a",), "y", order="a1", id="ay"),
                Relation(Kind.SUPPORT, ("b",), "y", order="a2", id="by"),
            ]
        )
    )
    change = ordering.reorder(document, "b", -1)
    assert change is not None and exchanged(document, change) is change


def test_where_a_card_would_come_to_lie_on_another_only_the_order_changes() -> None:
    document = pinned(a_column())
    wanted = standing(moved(document, "p", 1)).cards["p"]
    stranger = Claim("A card of its own", at=(round(wanted.right), round(wanted.top)), id="z")
    document = Document([*document.values(), stranger])
    change = ordering.reorder(document, "p", 1)
    assert change is not None and exchanged(document, change) is change


@given(documents(min_claims=2), st.sampled_from(DIRECTIONS), st.integers(-1, 1), st.data())
def test_nothing_but_the_two_branches_moves_and_nothing_is_covered(
    document: Document, direction: str, by: int, data: st.DataObject
) -> None:
    document = pinned(document, direction)
    id = data.draw(st.sampled_from(sorted((*document.claims, *document.relations))))
    change = ordering.reorder(document, id, by)
    if change is None:
        return
    after = document.apply(settle(document, exchanged(document, change)))
    plain = document.apply(change)
    assert [r for r in after.values() if not isinstance(r, Claim)] == [
        r for r in plain.values() if not isinstance(r, Claim)
    ]
    assert {c.id: replace(c, at=None) for c in after.claims.values()} == {
        c.id: replace(c, at=None) for c in plain.claims.values()
    }
    old, new = standing(document), standing(after)
    assert covered(new) <= covered(old)
    assert {box.width for box in new.cards.values()} == {box.width for box in old.cards.values()}


def test_in_most_larger_maps_what_is_moved_in_the_order_changes_places() -> None:
    tried = done = 0
    for seed in range(12):
        document = pinned(random_document(seed, 40, cross=0))
        for target in sorted(document.claims):
            for relation in graph(document).on(target)[:-1]:
                change = ordering.reorder(document, relation.premises[-1], 1)
                if change is not None:
                    tried += 1
                    done += exchanged(document, change) is not change
    assert tried > 100
    assert done > 0.8 * tried
