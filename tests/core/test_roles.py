"""What is derived from a map, by example."""

from __future__ import annotations

from argmap.core.document import EMPTY, Document
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Kind, Relation, Source
from argmap.core.roles import (
    Attack,
    Role,
    Row,
    Stance,
    attack_of,
    claim_above,
    derive,
    is_conceded,
    is_reported,
    main_relation,
    stances,
)


def sketch(*lines: str, mains: str = "") -> Document:
    """A map from lines such as `a+b -> t` (support, linked), `r: c -| t` (attack, with an id), `x` (a loose claim).

    Relations without an id are `r1`, `r2`, … by line, and stand in the order of the lines.
    """
    claims: dict[Id, Claim] = {}
    relations: dict[Id, Relation] = {}
    for number, line in enumerate(lines, 1):
        name, _, step = line.rpartition(": ")
        kind, sign = (Kind.ATTACK, " -| ") if " -| " in step else (Kind.SUPPORT, " -> ")
        left, _, target = step.partition(sign)
        premises = tuple(left.split("+"))
        ids = [*premises, target] if target else [*premises]
        claims |= {id: Claim(id=id, main=id in mains.split()) for id in ids if id not in relations}
        if target:
            id = name or f"r{number}"
            relations[id] = Relation(kind, premises, target, order=f"a{number}", id=id)
    return Document([*claims.values(), *relations.values()])


def outline(document: Document) -> str:
    """Number and claim of every row, in reading order."""
    return " ".join(f"{row.number}:{id}" for id, row in derive(document).rows.items())


def roles(document: Document) -> dict[Id, str]:
    return {id: row.role.value for id, row in derive(document).rows.items()}


def test_the_empty_map_has_nothing_to_read() -> None:
    assert derive(EMPTY).order == derive(EMPTY).roots == ()
    assert derive(EMPTY).rows == {}


def test_a_tree_is_read_branch_by_branch() -> None:
    document = sketch("a -> t", "b -| t", "c -> a", "d -> c", "e -> b")
    assert outline(document) == "1:t 1.1:a 1.1.1:c 1.1.1.1:d 1.2:b 1.2.1:e"
    assert roles(document) == {
        "t": "thesis",
        "a": "premise",
        "c": "premise",
        "d": "premise",
        "b": "counterpoint",
        "e": "premise",
    }


def test_what_bears_on_a_relation_comes_after_all_its_premises_and_is_numbered_with_the_children_of_the_first() -> None:
    document = sketch("r: a+b -> t", "c -> a", "d -> b", "u -| r", "k -> r")
    assert outline(document) == "1:t 1.1:a 1.1.1:c 1.2:b 1.2.1:d 1.1.2:u 1.1.3:k"
    assert roles(document)["u"] == "undercutter"
    assert roles(document)["k"] == "premise"


def test_an_undercut_of_an_undercut_goes_one_deeper() -> None:
    document = sketch("r: a -> t", "u: b -| r", "v: c -| u")
    assert outline(document) == "1:t 1.1:a 1.1.1:b 1.1.1.1:c"


def test_a_claim_met_again_is_a_repeat_and_not_walked_again() -> None:
    document = sketch("a -> t", "b -> t", "r3: c -> a", "r4: c -> b", "d -> c")
    assert outline(document) == "1:t 1.1:a 1.1.1:c 1.1.1.1:d 1.2:b"
    assert derive(document).is_home("r3", "c")
    assert not derive(document).is_home("r4", "c")


def test_what_undercuts_a_repeat_is_numbered_where_the_first_premise_stands() -> None:
    document = sketch("a -> t", "b -> t", "r3: c -> a", "r4: c -> b", "d -> c", "u -| r4")
    assert outline(document) == "1:t 1.1:a 1.1.1:c 1.1.1.1:d 1.2:b 1.1.1.2:u"


def test_numbers_stay_apart_where_two_theses_share_a_premise_with_undercutters() -> None:
    document = sketch("r1: a -> s", "r2: a -> t", "b -> a", "u -| r1", "v -| r2")
    assert outline(document) == "1:s 1.1:a 1.1.1:b 1.1.2:u 2:t 1.1.3:v"


def test_a_claim_marked_main_is_a_thesis_of_its_own_wherever_else_it_stands() -> None:
    document = sketch("m -> t", "a -> m", "b -> t", mains="m")
    assert outline(document) == "1:m 1.1:a 2:t 2.1:b"
    assert roles(document)["m"] == "thesis"
    assert derive(document).roots == ("m", "t")
    assert not derive(document).is_home("r1", "m")


def test_what_bears_on_a_relation_that_begins_with_a_later_thesis_is_numbered_below_that() -> None:
    document = sketch("r: z -> t", "u -| r", "a -> z", mains="z")
    assert outline(document) == "1:t 2.1:u 2:z 2.2:a"


def test_theses_come_by_order_and_id_and_loose_claims_last() -> None:
    document = sketch("a -> t", "b -> s", "y", "x")
    assert outline(document) == "1:s 1.1:b 2:t 2.1:a 3:x 4:y"
    assert roles(document)["x"] == "loose"


def test_a_circle_without_a_thesis_is_read_from_its_lowest_claim() -> None:
    document = sketch("a -> b", "b -| c", "c -> a")
    assert outline(document) == "1:a 1.1:c 1.1.1:b"
    assert derive(document).rows["a"] == Row(Role.PREMISE, "1", 0, "")
    assert derive(document).rows["b"].role is Role.COUNTERPOINT


def test_what_only_bears_on_a_circle_stands_under_it_even_if_its_id_is_lower() -> None:
    document = sketch("x -> y", "y -> x", "a -> y", "b -> a")
    assert outline(document) == "1:x 1.1:y 1.1.1:a 1.1.1.1:b"


def test_of_two_circles_the_one_that_bears_on_the_other_stands_under_it() -> None:
    document = sketch("x -> y", "y -> x", "a -> b", "b -> a", "a -> x")
    assert outline(document) == "1:x 1.1:y 1.2:a 1.2.1:b"


def test_a_circle_under_a_thesis_is_read_from_the_thesis() -> None:
    document = sketch("a -> t", "b -> a", "a -> b")
    assert outline(document) == "1:t 1.1:a 1.1.1:b"


def test_a_reference_to_nothing_connects_nothing() -> None:
    claims = [Claim(id=id) for id in "abc"]
    lost = [Relation(premises=("a", "b"), target="gone", id="r1"), Relation(premises=("gone",), target="a", id="r2")]
    assert outline(Document([*claims, *lost])) == "1:a 2:b 3:c"
    assert roles(Document([*claims, *lost])) == {"a": "premise", "b": "premise", "c": "loose"}


def test_a_stance_follows_the_signs_of_all_ways() -> None:
    document = sketch("a -> t", "b -| a", "c -| b", "d -> b", "e -> t", "e -| a", "r: f -> t", "u -| r", "k -> r")
    assert stances(document, "t") == {
        "a": Stance(True, False),
        "b": Stance(False, True),
        "c": Stance(True, False),
        "d": Stance(False, True),
        "e": Stance(True, True),
        "f": Stance(True, False),
        "u": Stance(False, True),
        "k": Stance(True, False),
    }
    assert stances(document, "a") == {
        "b": Stance(False, True),
        "c": Stance(True, False),
        "d": Stance(False, True),
        "e": Stance(False, True),
    }


def test_a_claim_is_reported_where_others_than_the_author_hold_it() -> None:
    source = Source(author="Ann", id="s")
    claims = [
        Claim(id="own"),
        Claim(id="hers", by=("Ann",)),
        Claim(id="his", by=("Bob",)),
        Claim(id="both", by=("Ann", "Bob")),
    ]
    excerpts = [Excerpt(claim.id, "s", id=f"x-{claim.id}") for claim in claims]
    document = Document([source, *claims, *excerpts, Claim(id="nowhere", by=("Ann",))])
    assert [id for id in document.claims if is_reported(document, id)] == ["his", "both", "nowhere"]


def test_what_the_author_grants_against_the_thesis_is_conceded() -> None:
    document = sketch("a -| t", "b -> t", "c -| t")
    reported = Document([*(r for r in document.values() if r.id != "c"), Claim(id="c", by=("Bob",))])
    assert [id for id in sorted(reported.claims) if is_conceded(reported, id, "t")] == ["a"]


def test_attacks_rebut_undermine_or_undercut() -> None:
    document = sketch("r1: a -> t", "r2: b -| t", "r3: c -| a", "r4: d -| r1", "r5: e -| b", "r6: f -> r1")
    assert {id: attack_of(document, relation) for id, relation in document.relations.items()} == {
        "r1": None,
        "r2": Attack.REBUT,
        "r3": Attack.UNDERMINE,
        "r4": Attack.UNDERCUT,
        "r5": Attack.UNDERMINE,
        "r6": None,
    }


def test_a_claim_stands_by_the_relation_it_was_first_reached_through() -> None:
    document = sketch("z1: a -> t", "r2: a -> b", "b -> t", "u -| z1", "m -> t", "loose", mains="m")
    main = {id: found.id if (found := main_relation(document, id)) else "" for id in document.claims}
    assert main == {"a": "z1", "t": "", "b": "r3", "u": "r4", "m": "r5", "loose": ""}
    assert {id: claim_above(document, id) for id in document.claims} == {
        "a": "t",
        "t": "",
        "b": "t",
        "u": "t",
        "m": "t",
        "loose": "",
    }
