"""What is known of the map or of a source, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.app.actions import Text, marked
from argmap.gui.plain import label
from argmap.text import tr


class Field(NamedTuple):
    """One field: its key in the record, its title, and its kind: `line`, `text`, or the choices there are.

    `prompt` stands in an empty field.
    """

    key: str
    title: Text
    kind: str | tuple[tuple[str, Text], ...] = "line"
    prompt: Text = marked("")


RELIABILITY = (
    ("", marked("not judged")),
    ("A", marked("A  completely reliable")),
    ("B", marked("B  usually reliable")),
    ("C", marked("C  fairly reliable")),
    ("D", marked("D  not usually reliable")),
    ("E", marked("E  unreliable")),
    ("F", marked("F  cannot be judged")),
)
"""Reliability of a source on the Admiralty's scale."""

OF_MAP = (
    Field("title", marked("Title")),
    Field("description", marked("Description"), "text"),
    Field("authors", marked("Authors"), prompt=marked("parted by commas")),
    Field("language", marked("Language"), prompt=marked("such as en, de, az")),
)

OF_KNOWN_SOURCE = (
    Field("title", marked("Title")),
    Field("author", marked("Author")),
    Field("publisher", marked("Published by")),
    Field("published", marked("On"), prompt=marked("such as 2024-03-02")),
    Field("url", marked("Address")),
    Field("reliability", marked("Reliability"), RELIABILITY),
)
"""What is known of a source; its text is changed by a new version only, which anchors its excerpts anew."""

OF_SOURCE = (*OF_KNOWN_SOURCE, Field("text", marked("Text"), "text", prompt=marked("Paste the article here")))


class DetailsDialog(QDialog):
    """A form; `taken` is called with the values of all fields by key when it is accepted."""

    def __init__(
        self,
        name: str,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, str],
        taken: Callable[[dict[str, str]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._taken = taken
        self.fields: dict[str, Any] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field in fields:
            made = _made(field, values.get(field.key, ""))
            made.setObjectName(f"{name}-{field.key}")
            made.setAccessibleName(field.title())
            self.fields[field.key] = made
            buddy = label(field.title())
            buddy.setBuddy(made)
            form.addRow(buddy, made)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.setObjectName(f"{name}-buttons")
        buttons.button(kinds.Ok).setText(tr("Done"))
        buttons.button(kinds.Ok).setObjectName(f"{name}-done")
        buttons.button(kinds.Cancel).setObjectName(f"{name}-cancel")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(22, 20, 22, 16)
        rows.setSpacing(16)
        rows.addLayout(form, 1)
        rows.addWidget(buttons)
        self.resize(620, self.sizeHint().height())

    def values(self) -> dict[str, str]:
        """What the fields hold."""
        found = {}
        for key, field in self.fields.items():
            if isinstance(field, QComboBox):
                found[key] = str(field.currentData())
            elif isinstance(field, QPlainTextEdit):
                # `toPlainText` would turn no-break spaces into spaces.
                found[key] = field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
            else:
                found[key] = field.text()
        return found

    def accept(self) -> None:
        super().accept()
        self._taken(self.values())


def _made(field: Field, value: str) -> QWidget:
    if isinstance(field.kind, tuple):
        chosen = QComboBox()
        for key, title in field.kind:
            chosen.addItem(title(), key)
        chosen.setCurrentIndex(max(0, chosen.findData(value)))
        return chosen
    if field.kind == "text":
        text = QPlainTextEdit(value)
        text.setPlaceholderText(field.prompt())
        text.setTabChangesFocus(True)
        text.setMinimumHeight(150)
        return text
    line = QLineEdit(value)
    line.setPlaceholderText(field.prompt())
    return line
