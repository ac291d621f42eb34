"""Maps for tests: hypothesis strategies for whole documents and changes; `random_document` for larger tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from field_values import FIELDS as FIELDS
from field_values import VALUES, Draw, upto
from field_values import names as names
from field_values import orders as orders
from field_values import texts as texts
from hypothesis import strategies as st
from random_maps import chain as chain
from random_maps import random_document as random_document

from argmap.core.change import Change, Put, changed
from argmap.core.document import Document
from argmap.core.ids import MAP, Id
from argmap.core.records import Claim, Excerpt, Group, MapInfo, Record, Relation, Source

_ODD = st.sampled_from(["", "", "", " ö", '"<&\\', "🙂"])
_ATTACHING = st.sampled_from(["claim", "claim", "claim", "relation", "relation", "join", "loose"])


class _Builder:
    """A table of records on its way to a document, with what is needed to keep it whole."""

    def __init__(self, draw: Draw, records: Iterable[Record] = (), odd: str = "") -> None:
        self.draw, self.odd = draw, odd
        self.table: dict[Id, Record] = {r.id: r for r in records}
        self._next = 1

    def ids(self, kind: type[Record]) -> list[Id]:
        return [id for id, record in self.table.items() if type(record) is kind]

    def add(self, kind: type[Record], **known: Any) -> Id:
        while (id := f"{kind.letter}{self._next}{self.odd}") in self.table:
            self._next += 1
        self.table[id] = kind(**{**self.draw(VALUES[kind]), **known, "id": id})
        return id

    def upto(self, most: int) -> int:
        number: int = self.draw(upto(most))
        return number

    def pick(self, ids: Iterable[Id]) -> Id:
        known = sorted(ids)
        return known[self.upto(len(known) - 1)]

    def above(self, relation: Id) -> set[Id]:
        """The relation and what it bears on, through relations, with the claim at the end."""
        seen: set[Id] = set()
        at = relation
        while at in self.table and at not in seen:
            seen.add(at)
            record = self.table[at]
            if isinstance(record, Relation):
                at = record.target
        return seen

    def claim(self) -> Id:
        groups = self.ids(Group)
        return self.add(Claim, group=self.pick([*groups, ""]) if groups else "")

    def attach(self, claim: Id) -> None:
        """Makes a claim bear on another, on a relation, join a relation, or leaves it as it is."""
        claims = [c for c in self.ids(Claim) if c != claim]
        relations = self.ids(Relation)
        how = self.draw(_ATTACHING)
        if how == "claim" and claims:
            self.add(Relation, premises=(claim,), target=self.pick(claims))
        elif how == "relation" and relations:
            self.add(Relation, premises=(claim,), target=self.pick(relations))
        elif how == "join" and relations:
            relation = self.table[self.pick(relations)]
            assert isinstance(relation, Relation)
            if claim not in (*relation.premises, relation.target):
                self.table[relation.id] = replace(relation, premises=(*relation.premises, claim))

    def cross(self) -> None:
        """Adds a relation between what is there already: cycles, repeats, linked premises, undercuts."""
        claims = self.ids(Claim)
        if not claims:
            return
        premises = list(dict.fromkeys(self.pick(claims) for _ in range(1 + self.upto(2))))
        targets = [id for id in [*claims, *self.ids(Relation)] if id not in premises]
        if targets:
            self.add(Relation, premises=tuple(premises), target=self.pick(targets))

    def excerpt(self) -> None:
        """Adds an excerpt, mostly of words that stand at its start."""
        ons, sources = [*self.ids(Claim), *self.ids(Relation)], self.ids(Source)
        if not ons or not sources:
            return
        source = self.table[self.pick(sources)]
        assert isinstance(source, Source)
        text = source.text
        start = self.upto(max(0, len(text) - 1))
        end = min(len(text), start + 1 + self.upto(20))
        context = self.upto(8)
        exact = text[start:end]
        if not exact or self.upto(5) == 5:
            start, exact = self.upto(40), self.draw(texts())
        self.add(
            Excerpt,
            on=self.pick(ons),
            source=source.id,
            start=start,
            exact=exact,
            prefix=text[max(0, start - context) : start],
            suffix=text[end : end + context],
        )

    def group(self) -> None:
        groups = self.ids(Group)
        self.add(Group, parent=self.pick([*groups, ""]) if groups else "")

    def remove(self, id: Id) -> None:
        """Removes a record and what cannot stand without it."""
        gone = [id]
        for id in gone:
            if self.table.pop(id, None) is None:
                continue
            for other in list(self.table.values()):
                if isinstance(other, Relation):
                    left = tuple(p for p in other.premises if p != id)
                    if other.target == id or not left:
                        gone.append(other.id)
                    elif left != other.premises:
                        self.table[other.id] = replace(other, premises=left)
                elif isinstance(other, Excerpt) and id in (other.on, other.source):
                    gone.append(other.id)
                elif isinstance(other, Claim) and other.group == id:
                    self.table[other.id] = replace(other, group="")
                elif isinstance(other, Group) and other.parent == id:
                    self.table[other.id] = replace(other, parent="")

    def alter(self, id: Id) -> None:
        """Gives some of a record's own fields other values."""
        record = self.table[id]
        self.table[id] = replace(record, **self.draw(VALUES[type(record)]))

    def reconnect(self, id: Id) -> None:
        """Gives a relation another target, or its premises in another order."""
        relation = self.table[id]
        assert isinstance(relation, Relation)
        if len(relation.premises) > 1 and self.upto(1):
            self.table[id] = replace(relation, premises=relation.premises[::-1])
            return
        targets = [
            other
            for other in [*self.ids(Claim), *self.ids(Relation)]
            if other not in relation.premises and id not in self.above(other)
        ]
        if targets:
            self.table[id] = replace(relation, target=self.pick(targets))

    def spoil(self) -> None:
        """Breaks a rule somewhere."""
        relations, claims = self.ids(Relation), self.ids(Claim)
        missing = self.pick(["", "gone", "c999"])
        how = self.upto(7)
        if relations and how < 5:
            id = self.pick(relations)
            relation = self.table[id]
            assert isinstance(relation, Relation)
            first = relation.premises[0] if relation.premises else id
            broken = (
                {"premises": ()},
                {"premises": (*relation.premises, self.pick([missing, first, *relations]))},
                {"target": missing},
                {"target": self.pick(relations)},
                {"target": first},
            )
            self.table[id] = replace(relation, **broken[how])
        elif claims:
            id = self.pick(claims)
            wrong = ({"likelihood": 1.5}, {"likelihood": float("inf")}, {"group": "gone"}, {"order": "é"})
            self.table[id] = replace(self.table[id], **wrong[self.upto(3)])
            self.add(Excerpt, on=missing, source="gone", start=-1, credibility=9)

    def document(self) -> Document:
        records = list(self.table.values())
        way = self.upto(2)
        if way == 1:
            records.reverse()
        elif way == 2:
            records.sort(key=lambda r: r.id)
        return Document(records)


@st.composite
def documents(draw: Draw, min_claims: int = 0, max_claims: int = 12, valid: bool = True) -> Document:
    """Whole maps that keep the rules of the model; with `valid=False` some of them broken.

    Trees with cross relations: linked premises, undercuts and backing at any depth, cycles among claims,
    claims used twice, main theses, loose claims; nested groups, sources with excerpts on claims and
    relations, places on some, unknown and imported keys. Order and ids do not follow the structure.
    """
    build = _Builder(draw, odd=draw(_ODD))
    build.table[MAP] = MapInfo(**draw(VALUES[MapInfo]))
    for _ in range(build.upto(2)):
        build.group()
    for _ in range(min_claims + build.upto(max_claims - min_claims)):
        build.attach(build.claim())
    for _ in range(build.upto(3)):
        build.cross()
    for _ in range(build.upto(2)):
        build.add(Source)
    for _ in range(build.upto(3)):
        build.excerpt()
    if not valid:
        for _ in range(1 + build.upto(2)):
            build.spoil()
    return build.document()


_STEPS = ("claim", "claim", "cross", "alter", "alter", "alter", "remove", "reconnect", "excerpt", "new")


@st.composite
def changes(draw: Draw, document: Document, max_steps: int = 3) -> Change:
    """A change of some records of a document, which keeps the rules if the document does; sometimes an empty one."""
    build = _Builder(draw, document.values())
    for _ in range((build.upto(max_steps + 1) + 1) % (max_steps + 2)):
        everything = sorted(build.table)
        relations = build.ids(Relation)
        others = [id for id in everything if id != MAP]
        how = _STEPS[build.upto(len(_STEPS) - 1)]
        if how == "claim":
            build.attach(build.claim())
        elif how == "cross":
            build.cross()
        elif how == "alter":
            build.alter(build.pick(everything))
        elif how == "remove" and others:
            build.remove(build.pick(others))
        elif how == "reconnect" and relations:
            build.reconnect(build.pick(relations))
        elif how == "excerpt":
            build.excerpt()
        elif build.upto(1):
            build.group()
        else:
            build.add(Source)
    ids = sorted(document.keys() | build.table.keys())
    puts = [Put(document.get(id), build.table.get(id)) for id in ids]
    claims = build.ids(Claim)
    focus = tuple(build.pick(claims) for _ in range(build.upto(2))) if claims and build.upto(1) else None
    return changed(build.pick(["Change", "Reword", "Ändern"]), puts, focus)
