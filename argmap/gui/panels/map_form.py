"""The form of the map itself, shown where nothing is selected."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from argmap.core.ids import MAP, Id
from argmap.edit.about import set_info
from argmap.gui.bridge import Bridge
from argmap.gui.panels.form import ChoiceField, Form, LineField, TextField
from argmap.text import tr


class MapForm(Form):
    """Every field of the map's own record."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(bridge, "map-form", parent)
        self.add("title", tr("Title"), LineField(tr("What the map is about")), lambda d, i, v: set_info(d, title=v))
        self.add("description", tr("Description"), TextField(), lambda d, i, v: set_info(d, description=v))
        self.add(
            "authors",
            tr("Authors"),
            LineField(tr("several names with ;")),
            lambda d, i, v: set_info(d, authors=[name.strip() for name in v.split(";") if name.strip()]),
        )
        self.add("language", tr("Language"), LineField(tr("such as en")), lambda d, i, v: set_info(d, language=v))
        directions = (
            ("up", tr("on top")),
            ("down", tr("at the bottom")),
            ("left", tr("at the left")),
            ("right", tr("at the right")),
        )
        self.add(
            "direction", tr("The thesis stands"), ChoiceField(directions), lambda d, i, v: set_info(d, direction=v)
        )
        self.finish()

    def show_records(self, ids: tuple[Id, ...]) -> None:
        super().show_records((MAP,))

    def fill(self) -> None:
        info = self.document.info
        self.fields["title"].show(info.title)
        self.fields["description"].show(info.description)
        self.fields["authors"].show("; ".join(info.authors))
        self.fields["language"].show(info.language)
        self.fields["direction"].show(info.direction)
