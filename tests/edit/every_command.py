"""Every command once, with arguments drawn for a document: what the laws over all commands run on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from hypothesis import strategies as st
from random_maps import random_document
from strategies import documents

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import downwards, upwards
from argmap.core.ids import MAP, Id
from argmap.core.records import (
    BASES,
    CONFIDENCES,
    DIRECTIONS,
    RELIABILITIES,
    Claim,
    Excerpt,
    Group,
    Kind,
    Record,
    Relation,
    Source,
)
from argmap.edit import (
    about,
    claims,
    clipboard,
    groups,
    linking,
    ordering,
    outlines,
    passages,
    relations,
    removal,
    sources,
    splitting,
    steps,
)

MODULES = (
    *(about, claims, clipboard, groups, linking, ordering, outlines, passages, relations, removal, sources),
    *(splitting, steps),
)
"""Where the commands are."""

Call = Callable[[], Change | None]

NOWHERE = "nowhere"
"""An id that no document has."""


def maps(min_claims: int = 0) -> st.SearchStrategy[Document]:
    """Generated maps, and larger ones from a seed that have some of everything."""
    seeds = st.integers(0, 10**6)
    return st.one_of(documents(min_claims=min_claims), st.builds(full_map, seeds, st.integers(6, 24)))


def full_map(seed: int, claims: int) -> Document:
    """A map with cross relations, undercuts at any depth, circles, nested groups, sources and excerpts."""
    rng = random.Random(seed)
    document = random_document(seed, claims, fan=(1, 3), cross=0.4)
    records: dict[Id, Record] = dict(document)
    words = "Measured NO2 halved on the closed street. Traders there lost a tenth of their custom."
    records["s1"] = Source(title="The air", text=words, id="s1")
    records["s2"] = Source(text=words, id="s2")
    records["g1"] = Group(title="Air", id="g1")
    records["g2"] = Group(title="Noise", parent="g1", id="g2")
    targets = [*document.claims, *document.relations]
    for n in range(claims // 3):
        target, premise = rng.choice(targets), rng.choice(list(document.claims))
        if target != premise:
            records[f"q{n}"] = Relation(rng.choice(list(Kind)), (premise,), target, id=f"q{n}")
            targets += [f"q{n}"] * 3
        start = rng.randrange(len(words) - 9)
        exact = words[start : start + 9]
        records[f"x{n}"] = Excerpt(rng.choice(targets), rng.choice(["s1", "s2"]), start, exact, id=f"x{n}")
        claim = records[rng.choice(list(document.claims))]
        marks = {"group": rng.choice(["g1", "g2"]), "tags": ("air",), "main": not rng.randrange(4)}
        records[claim.id] = replace(claim, **marks)
    return Document(records.values())


_RAW = st.text(st.sampled_from("ab \r\n\t\x00\x1f\ud83d\ude00-+1.:é") | st.characters(), max_size=12)


class Pick:
    """Draws arguments for commands on a document; with `lost=True` every id is unknown."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any], document: Document, lost: bool = False) -> None:
        self.draw, self.document, self.lost = draw, document, lost

    def one(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def id_of(self, ids: Iterable[Id]) -> Id:
        """Mostly one of these, now and then any id of the map or none of it."""
        likely = sorted(ids)
        if self.lost or not likely:
            return NOWHERE
        if self.draw(st.integers(0, 9)):
            return str(self.one(*likely))
        return str(self.one(NOWHERE, "", MAP, *sorted(self.document)))

    def claim(self) -> Id:
        return self.id_of(self.document.claims)

    def relation(self) -> Id:
        return self.id_of(self.document.relations)

    def bearing(self) -> Id:
        return self.id_of([*self.document.claims, *self.document.relations])

    def source(self) -> Id:
        return self.id_of(self.document.sources)

    def excerpt(self) -> Id:
        return self.id_of(self.document.excerpts)

    def group(self) -> Id:
        return self.id_of(self.document.groups)

    def any(self) -> Id:
        return self.id_of(self.document)

    def maybe(self, pick: Callable[[], Id]) -> Id:
        return pick() if self.draw(st.booleans()) else ""

    def some(self, pick: Callable[[], Id], low: int = 1) -> list[Id]:
        return [pick() for _ in range(self.draw(st.integers(low, 4)))]

    def via(self) -> Id:
        return "" if self.draw(st.integers(0, 4)) else self.relation()

    def text(self) -> str:
        return str(self.draw(_RAW))

    def kind(self) -> Kind:
        return Kind(self.one(*Kind))

    def number(self) -> int:
        return int(self.draw(st.integers(-3, 40)))

    def offset(self) -> int:
        """A place in a source where the words of an excerpt may stand."""
        starts = sorted({e.start for e in self.document.excerpts.values()})
        return int(self.one(*starts)) if starts and self.draw(st.booleans()) else self.number()

    def some_of(self, fields: dict[str, st.SearchStrategy[Any]]) -> dict[str, Any]:
        chosen = self.draw(st.lists(st.sampled_from(sorted(fields)), max_size=3, unique=True))
        return {name: self.draw(fields[name]) for name in sorted(chosen)}

    def fragment(self) -> Document:
        own = clipboard.copy(self.document, self.some(self.any))
        other: Document = self.draw(documents(max_claims=4))
        foreign = clipboard.copy(other, list(other))
        return own if self.draw(st.booleans()) else foreign


class Dice(Pick):
    """Throws for arguments instead of drawing them: fast, without shrinking; mostly what lies close together."""

    def __init__(self, rng: random.Random, document: Document) -> None:
        super().__init__(lambda _: NOWHERE, document)
        self.rng, self.last = rng, ""

    def one(self, *choices: Any) -> Any:
        return self.rng.choice(choices)

    def id_of(self, ids: Iterable[Id]) -> Id:
        fit = sorted(ids)
        near = {NOWHERE, *list(upwards(self.document, self.last))[:9], *list(downwards(self.document, self.last))[:9]}
        close = [id for id in fit if id in near]
        self.last = self.rng.choice(close if close and self.rng.random() < 0.7 else fit or [NOWHERE])
        return self.last

    def maybe(self, pick: Callable[[], Id]) -> Id:
        return pick() if self.rng.random() < 0.5 else ""

    def some(self, pick: Callable[[], Id], low: int = 1) -> list[Id]:
        return [pick() for _ in range(self.rng.randint(low, 4))]

    def via(self) -> Id:
        return self.relation() if self.rng.random() < 0.2 else ""

    def text(self) -> str:
        return self.rng.choice(["", "new", "two words"])


_FRACTION = st.one_of(st.none(), st.floats(), st.floats(0, 1), st.sampled_from([0, 1, -0.0, True]))

CLAIM_MARKS: dict[str, st.SearchStrategy[Any]] = {
    "main": st.booleans(),
    "by": st.lists(_RAW, max_size=2),
    "note": _RAW,
    "basis": st.sampled_from(["", *BASES, "hearsay"]),
    "implicit": st.booleans(),
    "likelihood": _FRACTION,
    "confidence": st.sampled_from(["", *CONFIDENCES, "full"]),
}
RELATION_MARKS = {"scheme": _RAW, "strength": _FRACTION, "note": _RAW}
DETAILS = {
    **dict.fromkeys(("title", "author", "publisher", "published", "url", "text"), _RAW),
    "reliability": st.sampled_from(["", *RELIABILITIES, "G"]),
}
ABOUT = {
    **dict.fromkeys(("title", "description", "language"), _RAW),
    "authors": st.lists(_RAW, max_size=2),
    "direction": st.sampled_from([*DIRECTIONS, "sideways"]),
}
_PLACES = st.tuples(*[st.one_of(st.integers(-99, 99), st.floats())] * 2)

CALLS: dict[str, Callable[[Pick], Call]] = {
    "about.set_info": lambda p: partial(about.set_info, p.document, **p.some_of(ABOUT)),
    "claims.add_loose": lambda p: partial(claims.add_loose, p.document, p.text(), p.maybe(p.claim)),
    "claims.add_thesis": lambda p: partial(claims.add_thesis, p.document, p.text(), p.maybe(p.claim)),
    "claims.mark": lambda p: partial(claims.mark, p.document, p.some(p.bearing), **p.some_of(CLAIM_MARKS)),
    "claims.place": lambda p: partial(claims.place, p.document, {id: p.draw(_PLACES) for id in p.some(p.bearing)}),
    "claims.reword": lambda p: partial(claims.reword, p.document, p.claim(), p.text()),
    "claims.tag": lambda p: partial(claims.tag, p.document, p.some(p.bearing), p.draw(st.lists(_RAW, max_size=2))),
    "claims.unplace": lambda p: partial(claims.unplace, p.document, p.some(p.bearing)),
    "claims.untag": lambda p: partial(
        claims.untag, p.document, p.some(p.bearing), [t for c in p.document.claims.values() for t in c.tags][:2]
    ),
    "clipboard.paste": lambda p: partial(clipboard.paste, p.document, p.fragment(), p.maybe(p.bearing), p.kind()),
    "groups.group": lambda p: partial(groups.group, p.document, p.some(p.any), p.text()),
    "groups.note_group": lambda p: partial(groups.note_group, p.document, p.group(), p.text()),
    "groups.put_into_group": lambda p: partial(groups.put_into_group, p.document, p.some(p.any), p.maybe(p.group)),
    "groups.rename_group": lambda p: partial(groups.rename_group, p.document, p.group(), p.text()),
    "groups.ungroup": lambda p: partial(groups.ungroup, p.document, p.some(p.any)),
    "linking.join": lambda p: partial(linking.join, p.document, p.some(p.bearing)),
    "linking.move_as_linked": lambda p: partial(
        linking.move_as_linked, p.document, p.claim(), p.relation(), via=p.via()
    ),
    "linking.separate": lambda p: partial(linking.separate, p.document, p.some(p.bearing)),
    "ordering.put_beside": lambda p: partial(
        ordering.put_beside,
        p.document,
        p.bearing(),
        p.bearing(),
        p.one(True, False),
        p.one(None, *Kind),
        via=p.via(),
    ),
    "ordering.reorder": lambda p: partial(
        ordering.reorder, p.document, p.bearing(), p.one(-2, -1, 0, 1, 2), via=p.via()
    ),
    "outlines.paste_text": lambda p: partial(
        outlines.paste_text,
        p.document,
        p.draw(st.lists(_RAW.map(lambda t: t.replace("\n", " ")), max_size=5).map("\n".join)),
        p.maybe(p.bearing),
    ),
    "passages.claim_from_passage": lambda p: partial(
        passages.claim_from_passage,
        p.document,
        p.source(),
        p.number() // 8,
        p.number(),
        p.one("thesis", "claim", "premise", "linked", "counterpoint", "undercut"),
        p.bearing(),
        p.draw(st.one_of(st.none(), _RAW)),
    ),
    "relations.add_beside": lambda p: partial(relations.add_beside, p.document, p.bearing(), p.text(), via=p.via()),
    "relations.also": lambda p: partial(relations.also, p.document, p.claim(), p.bearing(), p.kind()),
    "relations.also_as_linked": lambda p: partial(relations.also_as_linked, p.document, p.claim(), p.relation()),
    "relations.attack": lambda p: partial(relations.attack, p.document, p.bearing(), p.text(), p.maybe(p.bearing)),
    "relations.flip": lambda p: partial(relations.flip, p.document, p.some(p.bearing)),
    "relations.link_premise": lambda p: partial(relations.link_premise, p.document, p.bearing(), p.text(), via=p.via()),
    "relations.mark": lambda p: partial(relations.mark, p.document, p.some(p.bearing), **p.some_of(RELATION_MARKS)),
    "relations.retarget": lambda p: partial(
        relations.retarget, p.document, p.bearing(), p.bearing(), p.one(None, *Kind), via=p.via()
    ),
    "relations.support": lambda p: partial(relations.support, p.document, p.bearing(), p.text(), p.maybe(p.bearing)),
    "relations.undercut": lambda p: partial(relations.undercut, p.document, p.bearing(), p.text()),
    "removal.delete": lambda p: partial(removal.delete, p.document, p.some(p.any)),
    "sources.add_source": lambda p: partial(sources.add_source, p.document, **p.some_of(DETAILS)),
    "sources.attach_excerpt": lambda p: partial(sources.attach_excerpt, p.document, p.excerpt(), p.bearing()),
    "sources.cite": lambda p: partial(sources.cite, p.document, p.bearing(), p.source(), p.number() // 8, p.number()),
    "sources.describe_source": lambda p: partial(sources.describe_source, p.document, p.source(), **p.some_of(DETAILS)),
    "sources.detach_excerpt": lambda p: partial(sources.detach_excerpt, p.document, p.excerpt()),
    "sources.move_anchor": lambda p: partial(sources.move_anchor, p.document, p.excerpt(), p.offset()),
    "sources.rate": lambda p: partial(sources.rate, p.document, p.some(p.excerpt), p.one(None, 1, 6, 0, 7)),
    "sources.remove_source": lambda p: partial(sources.remove_source, p.document, p.source()),
    "sources.requote": lambda p: partial(sources.requote, p.document, p.excerpt(), p.number() // 8, p.number()),
    "splitting.merge": lambda p: partial(splitting.merge, p.document, p.some(p.claim, low=2)),
    "splitting.split": lambda p: partial(
        splitting.split, p.document, p.claim(), p.number() // 4, p.draw(st.one_of(st.none(), _RAW))
    ),
    "steps.demote": lambda p: partial(steps.demote, p.document, p.bearing(), via=p.via()),
    "steps.dissolve": lambda p: partial(steps.dissolve, p.document, p.claim()),
    "steps.insert_step": lambda p: partial(steps.insert_step, p.document, p.bearing(), p.text()),
    "steps.promote": lambda p: partial(steps.promote, p.document, p.bearing(), via=p.via()),
}
"""The commands by module and name, each with a way to call it."""

STRUCTURAL = tuple(
    name
    for name in sorted(CALLS)
    if name.startswith(("groups.", "linking.", "ordering.", "removal.", "steps."))
    or name.rpartition(".")[2] in ("also", "also_as_linked", "add_beside", "attack", "merge", "retarget", "support")
)
"""Those that change what bears on what, or what stands in what; they take what `Dice` throws."""

WITHOUT_IDS = frozenset(
    ("about.set_info", "claims.add_loose", "claims.add_thesis", "clipboard.paste", "outlines.paste_text")
) | {"sources.add_source"}
"""Those that do something without an id to do it to."""


def edited_texts(before: Document, after: Document) -> dict[Id, str]:
    """The wordings that claims of both documents have lost."""
    return {
        id: claim.text
        for id, claim in before.claims.items()
        if isinstance(now := after.get(id), Claim) and now.text != claim.text
    }
