"""The Markdown outline: a map as a nested list, to be read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.core.anchors import State, states
from argmap.core.document import Document
from argmap.core.graph import excerpts_on, graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Excerpt, Kind, Relation, Source
from argmap.core.roles import derive
from argmap.formats.markdown import inline, lines, link, opening
from argmap.formats.options import Options
from argmap.layout.card import marks, word
from argmap.text import tr

LEVELS = 6
"""How many lists may lie within each other; what stands deeper goes on in a section of its own."""

LISTED = 4
"""How many numbers are listed where premises are named."""


def write(document: Document, options: Options) -> bytes:
    """The map as Markdown: title and description, the claims in reading order as a nested list, the sources.

    What bears on a relation stands below its first premise, after what bears on that: where its number puts it.
    """
    return ("\n\n".join(_Outline(document).blocks(options)) + "\n").encode("utf-8")


class _Item(NamedTuple):
    """A claim at one of its places: as a root (no relation), or as the nth premise of a relation, counted from 0."""

    claim: Id
    relation: Relation | None
    nth: int


class _Outline:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.claims, self.graph, self.derived = document.claims, graph(document), derive(document)
        self.excerpts, self.states = excerpts_on(document), states(document)
        self.cited: dict[Id, int] = {}

    def blocks(self, options: Options) -> Iterator[str]:
        """Headings, paragraphs and lists, between which stands an empty line."""
        info = self.document.info
        if options.marking.strip():
            yield f"**{inline(options.marking)}**"
        if options.title:
            yield f"# {inline(info.title) or tr('Untitled map')}"
            if info.authors:
                yield tr("By {names}", names=inline(", ".join(info.authors)))
            for paragraph in info.description.split("\n\n"):
                if paragraph.strip():
                    yield "\\\n".join(lines(paragraph))
        if self.claims:
            yield f"## {tr('Map')}"
            yield from self.map()
        if noted := list(self.noted_groups()):
            yield f"## {tr('Groups')}"
            yield from noted
        for id in sorted(self.document.sources):
            self.cite(id)
        if self.cited:
            yield f"## {tr('Sources')}"
            yield "\n".join(f"{n}. {self.source(self.document.sources[id])}" for id, n in self.cited.items())

    def noted_groups(self) -> Iterator[str]:
        """A paragraph for each group of which a note says something; the others are named at their claims alone."""
        for _, group in sorted(self.document.groups.items()):
            if group.note.strip():
                yield "\\\n".join(lines(group.note, f"*{inline(group.title or group.id)}:* "))

    def map(self) -> Iterator[str]:
        """The nested list, and after it the sections of what stands too deep for it, in the order they are met."""
        sections: list[tuple[str, list[_Item]]] = [("", [_Item(root, None, 0) for root in self.derived.roots])]
        for heading, items in sections:
            if heading:
                yield heading
            listed: list[str] = []
            stack = [(item, 0) for item in reversed(items)]
            while stack:
                item, level = stack.pop()
                below = list(self.below(item))
                further = ""
                if below and level == LEVELS - 1:
                    number = self.number(item.claim)
                    further = tr("what bears on it stands under “{number}, continued”", number=number)
                    sections.append((f"### {tr('{number}, continued', number=number)}", below))
                else:
                    stack += [(other, level + 1) for other in reversed(below)]
                indent = "    " * level
                first, *rest = self.lines(item, further)
                listed += [f"{indent}- {first}", *(f"{indent}    {line}" for line in rest)]
            yield "\n".join(listed)

    def below(self, item: _Item) -> Iterator[_Item]:
        """What stands below a claim at one of its places."""
        relations = self.graph.on(item.claim) if self.is_home(item) else ()
        if item.relation is not None and item.nth == 0:
            relations += self.graph.on(item.relation.id)
        for relation in relations:
            for nth, premise in enumerate(relation.premises):
                yield _Item(premise, relation, nth)

    def is_home(self, item: _Item) -> bool:
        return self.derived.rows[item.claim].via == (item.relation.id if item.relation is not None else "")

    def lines(self, item: _Item, further: str) -> Iterator[str]:
        """The lines of one item, without what stands below it."""
        claim, relation = self.claims[item.claim], item.relation
        text = list(self.claim_lines(item, claim))
        if relation is not None and item.nth == 0:
            text += self.step_lines(relation)
        if further:
            text.append(f"*({further})*")
        yield from (line + "\\" for line in text[:-1])
        yield text[-1]
        quoted = [(excerpt, "") for excerpt in self.excerpts.get(claim.id, ()) if self.is_home(item)]
        if relation is not None and item.nth == 0:
            quoted += [(excerpt, tr("for the step:") + " ") for excerpt in self.excerpts.get(relation.id, ())]
        for number, (excerpt, says) in enumerate(quoted):
            if number:
                yield ">"
            yield from self.quotation(excerpt, says)

    def claim_lines(self, item: _Item, claim: Claim) -> Iterator[str]:
        label, number = self.label(item), f"**{self.number(claim.id)}**"
        if not self.is_home(item):
            short = inline(claim.text if len(claim.text) <= 60 else claim.text[:59] + "…")
            yield f"↗ *{label}:* {tr('see {number}', number=number)} ({short})"
            return
        holder = " · " + inline(", ".join(claim.by)) if claim.by else ""
        yield from lines(claim.text, f"{number} *{label}{holder}:* ")
        if found := marks(claim):
            yield f"*({found})*"
        if claim.note:
            yield from lines(claim.note, f"*{tr('Note:')}* ")
        group = self.document.groups.get(claim.group)
        if claim.tags:
            yield f"*{tr('Tags:')}* {inline(', '.join(claim.tags))}"
        if group is not None:
            yield f"*{tr('Group:')}* {inline(group.title or group.id)}"

    def step_lines(self, relation: Relation) -> Iterator[str]:
        """What is said of the step itself: its scheme, strength and note."""
        parts = [inline(relation.scheme)] if relation.scheme else []
        if relation.strength is not None:
            parts.append(tr("strength {strength:g}", strength=relation.strength))
        before = f"*{tr('The step:')}* " + " · ".join(parts)
        if relation.note:
            yield from lines(relation.note, before + ": " if parts else before)
        elif parts:
            yield before

    def label(self, item: _Item) -> str:
        """What a claim does where it stands: `Supports`, `Undercuts the step from 1.2`, `and, together with 1.1`."""
        relation = item.relation
        if relation is None:
            return word(self.derived.rows[item.claim].role)
        if item.nth:
            return tr("and, together with {numbers}", numbers=self.numbers(relation.premises[:1]))
        if relation.target in self.claims:
            label = tr("Supports") if relation.kind is Kind.SUPPORT else tr("Attacks")
        else:
            target = self.document.relations[relation.target]
            says = tr("Backs the step from {numbers}"), tr("Undercuts the step from {numbers}")
            label = says[relation.kind is Kind.ATTACK].format(numbers=self.numbers(target.premises))
        others = relation.premises[1:]
        return tr("{label}, together with {numbers}", label=label, numbers=self.numbers(others)) if others else label

    def numbers(self, claims: tuple[Id, ...]) -> str:
        """The numbers of claims in a row, of many only the first and how many more there are."""
        found = [self.number(claim) for claim in claims[:LISTED]]
        if (more := len(claims) - LISTED) > 0:
            found.append(tr("{n} more", n=more))
        return tr("{some} and {last}", some=", ".join(found[:-1]), last=found[-1]) if found[1:] else found[0]

    def number(self, claim: Id) -> str:
        """The outline number; of a very deep one the end, and how deep it is."""
        row = self.derived.rows[claim]
        if len(row.number) <= 30:
            return row.number
        return tr("…{end} (level {depth})", end=row.number[-12:].partition(".")[2], depth=row.depth + 1)

    def quotation(self, excerpt: Excerpt, says: str) -> Iterator[str]:
        """An excerpt as quoted lines, with its source."""
        words = lines(excerpt.exact, says + "“")
        words[-1] += "”"
        source = self.document.sources[excerpt.source]
        origin = f"— {inline(source.title) or tr('untitled source')} \\[{self.cite(excerpt.source)}\\]"
        if excerpt.credibility is not None:
            origin += ", " + tr("credibility {grade}", grade=excerpt.credibility)
        if self.states[excerpt.id] is State.LOST:
            origin += ", " + tr("not found in it")
        yield from (f"> {line}\\" for line in words)
        yield f"> {origin}"

    def cite(self, source: Id) -> int:
        """The number of a source, counted in the order in which they are cited."""
        return self.cited.setdefault(source, len(self.cited) + 1)

    def source(self, source: Source) -> str:
        """One line of the list of sources."""
        title = f"*{inline(source.title)}*" if source.title.strip() else tr("Untitled source")
        parts = [f"{opening(source.author)}: {title}" if source.author.strip() else title]
        parts += [inline(part) for part in (source.publisher, source.published) if part]
        if source.url:
            parts.append(link(source.url))
        if source.reliability:
            parts.append(tr("reliability {grade}", grade=source.reliability))
        return ", ".join(parts)
