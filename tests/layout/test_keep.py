"""A map as it stands: what was arranged is drawn as it was arranged, what is new finds room, nothing else moves."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_maps import random_document
from strategies import documents

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.records import Claim, Direction, Group, Kind, MapInfo, Relation
from argmap.core.values import FARTHEST
from argmap.edit import claims, relations, removal
from argmap.layout.card import size
from argmap.layout.columns import arrange
from argmap.layout.geometry import Box, Geometry, Point
from argmap.layout.keep import cards, keep, standing
from argmap.layout.obstacles import Obstacles
from argmap.layout.slots import settle
from argmap.layout.spacing import LEAF
from argmap.layout.way import OWN


def pinned(document: Document, direction: str = "up") -> tuple[Document, Geometry]:
    info = replace(document.info, direction=direction)
    document = Document([info, *(r for r in document.values() if r.id != info.id)])
    geometry = arrange(document, direction=direction)  # type: ignore[arg-type]
    change = claims.place(document, {id: box.centre for id, box in geometry.cards.items()})
    return (document.apply(change) if change else document), geometry


def under_cards(geometry: Geometry) -> int:
    """How many strokes run under a card or chip."""
    obstacles = Obstacles([*geometry.cards.values(), *geometry.chips.values()])
    found = 0
    for route in geometry.all_routes():
        curve = route.curve
        for i in range(0, len(curve) - 3, 3):
            a, d = curve[i], curve[i + 3]
            if (a.x == d.x or a.y == d.y) and not obstacles.is_free(
                Box(min(a.x, d.x), min(a.y, d.y), max(a.x, d.x), max(a.y, d.y))
            ):
                found += 1
    return found


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
@pytest.mark.parametrize("n", [5, 20, 60])
def test_a_map_arranged_and_pinned_is_drawn_as_it_was_arranged(n: int, direction: str) -> None:
    document, arranged = pinned(random_document(n, n, cross=0), direction)
    kept = standing(document)
    assert kept.cards == arranged.cards
    assert kept.junctions == arranged.junctions
    assert {id: sorted(some) for id, some in kept.routes.items()} == {
        id: sorted(some) for id, some in arranged.routes.items()
    }
    assert kept.ands == arranged.ands


@given(documents())
def test_everything_of_a_pinned_map_is_drawn(document: Document) -> None:
    document, _ = pinned(document)
    kept = standing(document)
    assert kept.cards.keys() == document.claims.keys()
    assert kept.junctions.keys() == document.relations.keys()
    drawn = {(route.relation, route.premise) for route in kept.all_routes()}
    for relation in document.relations.values():
        assert {(relation.id, premise) for premise in (*relation.premises, "")} <= drawn


def some_change(document: Document, rng: random.Random) -> Change | None:
    id = rng.choice(sorted(document.claims))
    at = document.claims[id].at
    assert at is not None
    return rng.choice(
        [
            lambda: relations.support(document, id, "something new"),
            lambda: relations.attack(document, rng.choice([id, *sorted(document.relations)]), "something against it"),
            lambda: relations.flip(document, [id]),
            lambda: claims.reword(document, id, "words " * rng.randint(1, 40)),
            lambda: claims.place(document, {id: (at[0] + rng.randint(-300, 300), at[1] + 20)}),
            lambda: removal.delete(document, [id]),
        ]
    )()


@given(documents(min_claims=1), st.integers(0, 2**32))
def test_what_is_carried_over_is_what_would_be_made_anew(document: Document, seed: int) -> None:
    document, _ = pinned(document)
    rng = random.Random(seed)
    standing(document)
    for _ in range(4):
        change = some_change(document, rng)
        if not change:
            continue
        document = document.apply(settle(document, change))
        if not document.claims:
            return
        fresh, carried = standing(Document(document.values())), standing(document)
        assert carried.cards == fresh.cards
        assert carried.junctions == fresh.junctions
        assert carried.routes == fresh.routes
        assert (carried.chips, carried.ands, carried.frames) == (fresh.chips, fresh.ands, fresh.frames)
        assert carried.bounds == fresh.bounds


@given(documents(min_claims=1), st.sampled_from(["up", "left"]), st.integers(0, 2**32))
def test_where_cards_stand_is_carried_over_too_while_nobody_draws_them(
    document: Document, direction: str, seed: int
) -> None:
    document, _ = pinned(document, direction)
    rng = random.Random(seed)
    for _ in range(5):
        change = some_change(document, rng)
        if not change:
            continue
        document = document.apply(settle(document, change))
        if not document.claims:
            return
        area = Box(*(rng.uniform(-900, 0) for _ in range(2)), *(rng.uniform(0, 900) for _ in range(2)))
        carried, fresh = cards(document), cards(Document(document.values()))
        assert carried.boxes == fresh.boxes == standing(Document(document.values())).cards
        assert carried.obstacles.near(area) == fresh.obstacles.near(area)


@given(documents(min_claims=1), st.data())
def test_a_new_card_finds_room_and_nothing_else_moves(document: Document, data: st.DataObject) -> None:
    document, before = pinned(document)
    target = data.draw(st.sampled_from(sorted({*document.claims, *document.relations})))
    change = relations.support(document, target, "a new premise of some length, so that it takes two lines")
    assert change is not None
    after = document.apply(settle(document, change))
    (new,) = after.claims.keys() - document.claims.keys()
    assert all(after.claims[id].at == claim.at for id, claim in document.claims.items())
    cards = standing(after).cards
    assert not any(cards[new].meets(box) for id, box in cards.items() if id != new)
    assert before.cards.keys() == document.claims.keys()


@pytest.mark.parametrize("seed", range(4))
def test_a_premise_that_becomes_a_thesis_leaves_a_chip_where_it_was_a_card_and_back(seed: int) -> None:
    document, _ = pinned(random_document(seed, 40))
    standing(document)
    for id in list(document.claims)[4::5]:
        change = claims.mark(document, [id], main=not document.claims[id].main)
        assert change is not None
        marked = document.apply(change)
        assert standing(marked) == standing(Document(marked.values()))
        assert standing(marked.apply(change.inverse())) == standing(document)


def test_the_first_structural_edit_pins_the_places_shown_in_the_same_change() -> None:
    document = random_document(3, 12)
    shown = standing(document)
    change = relations.support(document, "c1", "new")
    assert change is not None
    after = document.apply(settle(document, change))
    for id in document.claims:
        x, y = shown.cards[id].centre
        assert after.claims[id].at == (round(x), round(y))
    assert all(claim.at is not None for claim in after.claims.values())


@pytest.mark.parametrize("direction", ["up", "left"])
@pytest.mark.parametrize("seed", range(20))
def test_nothing_moves_when_a_map_is_pinned_and_chips_neither(seed: int, direction: str) -> None:
    document = random_document(seed, 30 + 2 * seed, cross=0.2)
    info = replace(document.info, direction=direction)
    document = Document([info, *(r for r in document.values() if r.id != info.id)])
    shown = standing(document)
    change = claims.place(document, {id: box.centre for id, box in shown.cards.items()})
    assert change is not None and shown.chips
    placed = standing(Document(document.apply(change).values()))
    assert (placed.cards, placed.chips) == (shown.cards, shown.chips)
    assert (placed.junctions, placed.ands) == (shown.junctions, shown.ands)
    assert placed.routes == shown.routes
    assert keep(document, direction=direction).chips == shown.chips  # type: ignore[arg-type]


def shared(*relations: str) -> Document:
    """A map of `premises > target` or `premises x target`, in the order of reading; theses have names in capitals."""
    made: dict[str, Claim | Relation] = {}
    for n, line in enumerate(relations):
        *premises, sign, target = line.split()
        for id in (*premises, target):
            if not id.startswith("r"):
                made.setdefault(id, Claim(id=id, text=f"Claim {id}.", main=id.isupper()))
        kind = Kind.SUPPORT if sign == ">" else Kind.ATTACK
        made[f"r{n}"] = Relation(id=f"r{n}", kind=kind, premises=tuple(premises), target=target, order=f"a{n}")
    return Document([MapInfo(), *made.values()])


LINKED = shared("a b c > S", "a b d x T")
ASIDE = shared("a b c > S", "a b d e x T", "c d x r1")
AFTER_A_BRANCH = shared("a b c > S", "d a e > T", "f > d")
AFTER_A_CHIP = shared("a b > S", "d > T", "a x d", "b > T", "e > T")


@pytest.mark.parametrize(
    "document, direction",
    [
        *((document, direction) for document in (LINKED, ASIDE) for direction in ("up", "down", "left", "right")),
        *((document, direction) for document in (AFTER_A_BRANCH, AFTER_A_CHIP) for direction in ("up", "down")),
    ],
)
def test_chips_stand_where_they_were_arranged(document: Document, direction: str) -> None:
    placed, arranged = pinned(document, direction)
    kept = standing(placed)
    assert kept.chips == arranged.chips
    assert kept.ands == arranged.ands
    assert {id: set(some) for id, some in kept.routes.items()} == {
        id: set(some) for id, some in arranged.routes.items()
    }


def test_a_chip_begins_the_column_in_which_the_next_card_leaves_room_for_it() -> None:
    document = shared("a > S", *(f"{id} > T" for id in "bcad"))
    places = {"S": (-600, 0), "a": (-600, 100), "T": (0, 0), "b": (-130, 120), "c": (-130, 200), "d": (130, 160)}
    change = claims.place(document, {id: Point(*at) for id, at in places.items()})
    assert change is not None
    kept = standing(document.apply(change))
    chip = kept.chips["r3", "a"]
    assert (chip.left, chip.bottom) == (kept.cards["d"].left, kept.cards["d"].top - LEAF)


def test_hardly_a_chip_lies_on_another_however_many_claims_are_used_twice() -> None:
    chips = over = 0
    for seed in range(60):
        document, _ = pinned(random_document(seed, 12 + seed % 50, cross=0.2))
        boxes = list(standing(document).chips.values())
        chips += len(boxes)
        over += sum(one.grown(-1).meets(other.grown(-1)) for one, other in combinations(boxes, 2))
    assert chips > 300
    assert over <= chips / 100


@pytest.mark.parametrize("direction", ["up", "left"])
def test_no_stroke_changes_when_a_map_is_pinned_whose_chips_stand_as_arranged(direction: Direction) -> None:
    alike = 0
    for seed in range(120):
        document = random_document(seed, 12 + seed % 50, cross=0.1)
        document = Document([replace(r, direction=direction) if r is document.info else r for r in document.values()])
        arranged = arrange(document, direction=direction)
        change = claims.place(document, {id: box.centre for id, box in arranged.cards.items()})
        assert change is not None
        placed = standing(Document(document.apply(change).values()))
        if placed.chips == arranged.chips:
            alike += 1
            assert {id: set(some) for id, some in placed.routes.items()} == {
                id: set(some) for id, some in arranged.routes.items()
            }
    assert alike > 20


def test_what_does_not_concern_places_pins_nothing() -> None:
    document = random_document(3, 12)
    change = claims.mark(document, ["c1"], main=False)
    assert change is not None
    assert settle(document, change) == change


def test_a_card_whose_text_grows_keeps_its_upper_edge() -> None:
    document, _ = pinned(random_document(3, 12))
    change = claims.reword(document, "c5", "words " * 60)
    assert change is not None
    after = document.apply(settle(document, change))
    old, new = standing(document).cards["c5"], standing(after).cards["c5"]
    assert (new.left, new.top) == (old.left, old.top)
    assert new.height > old.height


def covered(geometry: Geometry) -> set[tuple[str, str]]:
    """The pairs of cards of which one covers a part of the other."""
    cards = sorted(geometry.cards.items())
    return {(a, b) for i, (a, one) in enumerate(cards) for b, other in cards[i + 1 :] if one.meets(other)}


@given(
    documents(min_claims=1),
    st.sampled_from(["up", "down", "left", "right"]),
    st.randoms(use_true_random=False),
    st.data(),
)
def test_a_card_that_grows_covers_no_other_and_what_makes_way_only_moves_down(
    document: Document, direction: str, rng: random.Random, data: st.DataObject
) -> None:
    document, _ = pinned(document, direction)
    if data.draw(st.booleans()):
        moved = {id: (rng.randint(-600, 600), rng.randint(-600, 600)) for id in document.claims if rng.random() < 0.3}
        if change := claims.place(document, moved):
            document = document.apply(change)
    id = data.draw(st.sampled_from(sorted(document.claims)))
    change = claims.reword(document, id, "words " * data.draw(st.integers(1, 80)))
    if change is None:
        return
    after = document.apply(settle(document, change))
    old, new = standing(document), standing(after)
    assert covered(new) <= covered(old)
    assert new.cards[id].top == old.cards[id].top
    foot = max(old.cards[id].bottom, new.cards[id].bottom)
    for other, box in new.cards.items():
        assert box.left == old.cards[other].left
        assert box.top >= old.cards[other].top
        assert box.top == old.cards[other].top or old.cards[other].top >= old.cards[id].bottom
    if new.cards[id].height <= old.cards[id].height or not any(
        box.left < new.cards[id].right
        and box.right > new.cards[id].left
        and old.cards[id].bottom <= box.top < foot + OWN
        for box in old.cards.values()
    ):
        assert all(new.cards[other] == box for other, box in old.cards.items() if other != id)


def test_what_makes_way_keeps_its_distances_and_moves_with_its_branch() -> None:
    document = Document(
        [
            *(Claim(id, main=id == "t", at=at, id=id) for id, at in PLACES.items()),
            *(
                Relation(Kind.SUPPORT, (premise,), target, order=f"a{n}", id=f"{premise}{target}")
                for n, (premise, target) in enumerate((("p", "t"), ("q", "t"), ("r", "q"), ("s", "q"), ("z", "t")))
            ),
        ]
    )
    change = claims.reword(document, "p", "words " * 30)
    assert change is not None
    after = document.apply(settle(document, change))
    moved = {id: after.claims[id].at[1] - at[1] for id, at in PLACES.items()}  # type: ignore[index]
    grown = size(after.claims["p"])[1] - size(document.claims["p"])[1]
    assert moved == {"t": 0, "p": grown // 2, "q": grown, "r": grown, "s": grown, "z": 0}


PLACES = {"t": (0, 0), "p": (40, 80), "q": (40, 150), "r": (60, 230), "s": (340, 230), "z": (40, 900)}
"""A column of two premises, the second with one below it and one beside that, and a third one far down."""


def test_the_first_edit_of_a_map_without_places_keeps_the_upper_edge_too() -> None:
    document = random_document(3, 12)
    change = claims.reword(document, "c5", "words " * 60)
    assert change is not None
    old, new = standing(document).cards, standing(document.apply(settle(document, change))).cards
    assert (new["c5"].left, new["c5"].top) == (old["c5"].left, old["c5"].top)


def test_the_first_card_stands_at_the_origin() -> None:
    document = Document()
    change = claims.add_thesis(document, "first")
    assert change is not None
    (claim,) = (r for r in document.apply(settle(document, change)).values() if isinstance(r, Claim))
    assert claim.at == (0, 0)


@pytest.mark.parametrize("seed", range(12))
def test_cards_moved_by_hand_keep_their_strokes_off_other_cards(seed: int) -> None:
    document, _ = pinned(random_document(seed, 30))
    rng = random.Random(seed)
    moved = {id: (3000 + 400 * i, 250 * i - 500) for i, id in enumerate(rng.sample(sorted(document.claims), 5))}
    change = claims.place(document, moved)
    assert change is not None
    assert under_cards(standing(document.apply(change))) == 0


def test_a_map_without_places_is_the_arrangement() -> None:
    document = random_document(2, 15)
    assert keep(document, direction="left") == arrange(document, direction="left")


def test_cards_as_far_apart_as_they_may_stand_take_no_longer_than_others() -> None:
    corners = [(FARTHEST, FARTHEST), (-FARTHEST, -FARTHEST), (FARTHEST, -FARTHEST), (0, 0)]
    claims = [Claim(id=f"c{n}", group="g", at=corners[n % 4]) for n in range(12)]
    relations = [Relation(Kind.SUPPORT, (f"c{n}",), f"c{(n - 1) // 2}", id=f"r{n}") for n in range(1, 12)]
    found = keep(Document([*claims, *relations, Group(title="far and wide", id="g")]))
    assert found.cards.keys() == {claim.id for claim in claims}
    assert found.frames.keys() == {"g"}
