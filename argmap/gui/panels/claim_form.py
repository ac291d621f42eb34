"""The form of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Claim
from argmap.edit import claims, groups
from argmap.gui.bridge import Bridge
from argmap.gui.panels.excerpts import ExcerptList
from argmap.gui.panels.form import CheckField, ChoiceField, Form, LineField, TextField
from argmap.gui.panels.numbers import likelihood_field
from argmap.text import tr


class ClaimForm(Form):
    """Every field of the claims that are selected; where several are, only what they share is shown."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(bridge, "claim-form", parent)
        self.add("text", tr("Claim"), TextField(tr("One proposition, in your own words"), 5), _reword)
        self.add("main", "", CheckField(tr("Thesis")), lambda d, i, v: claims.mark(d, i, main=v))
        self.add("by", tr("Held by"), LineField(tr("the source's author; several names with ;")), _by)
        bases = (
            ("", tr("none")),
            ("evidence", tr("evidence")),
            ("testimony", tr("testimony")),
            ("assumption", tr("assumption")),
            ("gap", tr("gap")),
            ("question", tr("question")),
        )
        self.add("basis", tr("Basis"), ChoiceField(bases), lambda d, i, v: claims.mark(d, i, basis=v))
        self.add("implicit", "", CheckField(tr("Implicit: left unsaid")), lambda d, i, v: claims.mark(d, i, implicit=v))
        likelihood = likelihood_field()
        likelihood.name("claim-form-likelihood")
        self.add("likelihood", tr("Likelihood"), likelihood, lambda d, i, v: claims.mark(d, i, likelihood=v))
        levels = (("", tr("none")), ("low", tr("low")), ("moderate", tr("moderate")), ("high", tr("high")))
        self.add("confidence", tr("Confidence"), ChoiceField(levels), lambda d, i, v: claims.mark(d, i, confidence=v))
        self.add("tags", tr("Tags"), LineField(tr("separated by commas")), _tags)
        self.add("group", tr("Group"), ChoiceField((("", tr("none")),)), lambda d, i, v: groups.put_into_group(d, i, v))
        self.add(
            "note",
            tr("Note"),
            TextField(tr("Reasons, doubts, what to look up")),
            lambda d, i, v: claims.mark(d, i, note=v),
        )
        self.excerpts = ExcerptList(bridge)
        self.rows.addWidget(self.excerpts)
        self.finish()

    def fill(self) -> None:
        found = [record for id in self.ids if isinstance(record := self.document.get(id), Claim)]
        if not found:
            return
        fields = self.fields
        fields["text"].widget.setEnabled(len(found) == 1)
        fields["text"].show(found[0].text if len(found) == 1 else "")
        fields["main"].show(_shared([c.main for c in found]))
        fields["by"].show("; ".join(_shared([c.by for c in found]) or ()))
        fields["basis"].show(_shared([c.basis for c in found]))
        fields["implicit"].show(_shared([c.implicit for c in found]))
        fields["likelihood"].show(_shared([c.likelihood for c in found]))
        fields["confidence"].show(_shared([c.confidence for c in found]))
        fields["tags"].show(", ".join(shared_tags(found)))
        choice = fields["group"]
        assert isinstance(choice, ChoiceField)
        named = sorted(self.document.groups.values(), key=lambda g: (g.title, g.id))
        choice.offer((("", tr("none")), *((g.id, g.title or tr("without a title")) for g in named)))
        choice.show(_shared([c.group for c in found]))
        fields["note"].show(_shared([c.note for c in found]) or "")
        self.excerpts.show_for(found[-1].id if len(found) == 1 else "")


def _shared(values: list[Any]) -> Any:
    """The value that all share, None where they differ."""
    return values[0] if all(value == values[0] for value in values) else None


def _reword(document: Document, ids: tuple[Id, ...], text: str) -> Change | None:
    return claims.reword(document, ids[0], text) if len(ids) == 1 else None


def _by(document: Document, ids: tuple[Id, ...], text: str) -> Change | None:
    return claims.mark(document, ids, by=[name.strip() for name in text.split(";") if name.strip()])


def shared_tags(records: Sequence[Claim]) -> list[str]:
    """The tags that all of some claims bear."""
    return sorted(set.intersection(*(set(claim.tags) for claim in records))) if records else []


def _tags(document: Document, ids: tuple[Id, ...], text: str) -> Change | None:
    """Gives the claims the tags typed; of those shown before, which they share, those that are gone are taken away."""
    wanted = {tag.strip() for tag in text.split(",") if tag.strip()}
    gone = set(shared_tags([document.claims[id] for id in ids])) - wanted
    change: Change | None = None
    for part in (claims.untag, claims.tag):
        made = part(document, ids, gone if part is claims.untag else wanted)
        if made is not None:
            document = document.apply(made)
            change = made if change is None else change.then(made)
    return change
