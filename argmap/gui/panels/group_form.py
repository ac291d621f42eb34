"""The form of groups."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from argmap.core.records import Group
from argmap.edit import groups
from argmap.gui.bridge import Bridge
from argmap.gui.panels.form import ChoiceField, Form, LineField, TextField
from argmap.text import tr


class GroupForm(Form):
    """Every field of the group that is selected last."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(bridge, "group-form", parent)
        title = LineField()
        title.line.returnPressed.connect(self.done)
        self.add("title", tr("Title"), title, lambda d, i, v: groups.rename_group(d, i[-1], v))
        self.add(
            "parent",
            tr("Within"),
            ChoiceField((("", tr("none")),)),
            lambda d, i, v: groups.put_into_group(d, i[-1:], v),
        )
        self.add("note", tr("Note"), TextField(), lambda d, i, v: groups.note_group(d, i[-1], v))
        self.finish()

    def fill(self) -> None:
        group = self.document.get(self.ids[-1]) if self.ids else None
        if not isinstance(group, Group):
            return
        self.fields["title"].show(group.title)
        parents = self.fields["parent"]
        assert isinstance(parents, ChoiceField)
        named = sorted(self.document.groups.values(), key=lambda g: (g.title, g.id))
        parents.offer(
            (("", tr("none")), *((g.id, g.title or tr("without a title")) for g in named if g.id != group.id))
        )
        parents.show(group.parent)
        self.fields["note"].show(group.note)
