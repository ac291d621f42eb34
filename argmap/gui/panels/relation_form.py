"""The form of relations."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.core.records import Kind, Relation
from argmap.edit import relations
from argmap.gui.bridge import Bridge
from argmap.gui.panels.excerpts import ExcerptList
from argmap.gui.panels.form import ChoiceField, Form, LineField, TextField
from argmap.gui.panels.numbers import strength_field
from argmap.text import tr


class RelationForm(Form):
    """Every field of the relation that is selected last."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(bridge, "relation-form", parent)
        kinds = ((Kind.SUPPORT, tr("supports")), (Kind.ATTACK, tr("attacks")))
        self.add("kind", tr("Kind"), ChoiceField(kinds), _turn)
        self.add(
            "scheme",
            tr("Scheme"),
            LineField(tr("such as expert opinion, precedent, sign")),
            lambda d, i, v: relations.mark(d, i, scheme=v),
        )
        strength = strength_field()
        strength.name("relation-form-strength")
        self.add("strength", tr("Strength of the step"), strength, lambda d, i, v: relations.mark(d, i, strength=v))
        self.add(
            "note",
            tr("Note"),
            TextField(tr("Why it follows, or why it may not")),
            lambda d, i, v: relations.mark(d, i, note=v),
        )
        self.excerpts = ExcerptList(bridge)
        self.rows.addWidget(self.excerpts)
        self.finish()

    def fill(self) -> None:
        relation = self.document.get(self.ids[-1]) if self.ids else None
        if not isinstance(relation, Relation):
            return
        self.fields["kind"].show(relation.kind)
        self.fields["scheme"].show(relation.scheme)
        self.fields["strength"].show(relation.strength)
        self.fields["note"].show(relation.note)
        self.excerpts.show_for(relation.id)


def _turn(document: Document, ids: tuple[Id, ...], kind: Kind) -> Change | None:
    return relations.flip(document, [id for id in ids if document.relations[id].kind is not kind])
