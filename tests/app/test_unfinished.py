"""What is left to do, and how F8 goes round it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import documents

from argmap.app.unfinished import next_unfinished, place_of, unfinished
from argmap.core import integrity
from argmap.core.document import Document
from argmap.core.records import Claim, Excerpt, Kind, Record, Relation, Source
from argmap.core.roles import derive


def codes(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in unfinished(document):
        found.setdefault(problem.record, []).append(problem.code)
    return found


def cited(claim: str, words: str = "Cars", id: str = "") -> Excerpt:
    return Excerpt(claim, "s", 0, words, id=id or f"x{claim}")


SOURCE = Source(text="Cars poison the air.", id="s")


def test_an_empty_claim_is_unfinished() -> None:
    assert codes(Document([Claim(" \n", id="c"), Claim("x", id="d")])) == {"c": ["empty"]}


def test_a_claim_worded_like_its_excerpt_is_still_in_the_authors_words() -> None:
    source = Source(text="Cars poison\nthe  air.", id="s")
    excerpt = Excerpt("c", "s", 0, "Cars poison\nthe  air.", id="x")
    assert codes(Document([Claim("Cars poison the air.", id="c"), source, excerpt])) == {"c": ["in-authors-words"]}
    assert codes(Document([Claim("Cars harm the air.", id="c"), source, excerpt])) == {}


def test_a_source_is_missed_only_where_one_can_be_wanted() -> None:
    claims = (
        *(Claim("a", id="a"), Claim("b", implicit=True, id="b"), Claim("c", basis="assumption", id="c")),
        *(Claim("d", basis="gap", id="d"), Claim("e", basis="question", id="e"), Claim("f", id="f")),
    )
    assert codes(Document([*claims, SOURCE, cited("f")])) == {"a": ["no-source"]}
    assert codes(Document(claims)) == {}, "a map without sources is made from none"
    assert codes(Document([Claim("a", basis="evidence", id="a")])) == {"a": ["no-source"]}


def argument(*more: Record) -> Document:
    return Document(
        [
            *(Claim(id, id=id) for id in ("t", "p", "o", "q", "u")),
            Relation(premises=("p",), target="t", order="a0", id="r1"),
            Relation(Kind.ATTACK, ("o",), "t", order="a1", id="r2"),
            *more,
        ]
    )


def test_a_counterpoint_is_answered_by_an_attack_on_it_or_on_its_step() -> None:
    assert codes(argument()) == {"o": ["unanswered"]}
    assert codes(argument(Relation(Kind.ATTACK, ("q",), "o", id="r3"))) == {}
    assert codes(argument(Relation(Kind.ATTACK, ("q",), "r2", id="r3"))) == {}
    assert codes(argument(Relation(premises=("q",), target="o", id="r3"))) == {"o": ["unanswered"]}


def test_an_answer_needs_no_answer_but_an_attack_on_a_premise_does() -> None:
    answer, reply = Relation(Kind.ATTACK, ("q",), "o", id="r3"), Relation(Kind.ATTACK, ("u",), "q", id="r4")
    assert codes(argument(answer)) == {}
    assert codes(argument(answer, reply)) == {"u": ["unanswered"]}
    attacked = argument(Relation(Kind.ATTACK, ("q",), "p", id="r3"))
    assert codes(attacked) == {"q": ["unanswered"], "o": ["unanswered"]}


def test_an_undercut_of_a_support_wants_an_answer_one_of_an_attack_is_one() -> None:
    of_support = argument(Relation(Kind.ATTACK, ("u",), "r1", id="r3"))
    assert codes(of_support) == {"u": ["unanswered"], "o": ["unanswered"]}
    assert [p.text for p in unfinished(of_support)] == [
        "nothing answers the undercut",
        "nothing answers the counterpoint",
    ]
    assert codes(argument(Relation(Kind.ATTACK, ("u",), "r2", id="r3"))) == {}


def test_an_excerpt_whose_words_are_lost_is_unfinished_on_claims_and_relations() -> None:
    document = argument(
        SOURCE,
        Relation(Kind.ATTACK, ("q",), "o", id="r3"),
        *(cited(id) for id in ("t", "p", "o", "q", "u", "r2")),
        cited("p", "Bicycles", id="xlost"),
        cited("r1", "Trams", id="xtoo"),
    )
    assert codes(document) == {"xlost": ["anchor-lost"], "xtoo": ["anchor-lost"]}
    assert [place_of(document, p) for p in unfinished(document)] == ["p", "r1"]


@given(documents())
def test_every_problem_has_a_place_a_sentence_and_stands_once(document: Document) -> None:
    found = unfinished(document)
    assert len({(p.code, p.record) for p in found}) == len(found)
    for problem in found:
        assert problem.text
        assert problem.severity == "warning"
        assert place_of(document, problem) in {*document.claims, *document.relations}


@given(documents())
def test_excerpts_are_unfinished_where_the_check_warns_of_them(document: Document) -> None:
    warned = {p.record for p in integrity.check(document) if p.code == "anchor-lost"}
    assert warned <= {p.record for p in unfinished(document) if p.code.startswith("anchor-")}


@given(documents(), st.data())
def test_f8_comes_round_to_every_place_once_and_shift_f8_goes_back(document: Document, data: st.DataObject) -> None:
    places = {place_of(document, p) for p in unfinished(document)}
    start = data.draw(st.sampled_from(["", *derive(document).order]))
    met: list[str] = []
    at = start
    for _ in range(len(places)):
        problem = next_unfinished(document, at)
        assert problem is not None
        at = place_of(document, problem)
        met.append(at)
    assert set(met) == places
    if not places:
        assert next_unfinished(document, start) is None
    back = []
    for _ in range(len(places)):
        problem = next_unfinished(document, at, back=True)
        assert problem is not None
        at = place_of(document, problem)
        back.append(at)
    assert back[:-1] == met[:-1][::-1]


def test_only_what_is_asked_for_is_gone_to() -> None:
    document = Document([Claim(id="a"), Claim("x", basis="evidence", id="b")])
    problem = next_unfinished(document, "", codes=("no-source",))
    assert problem is not None
    assert problem.record == "b"
