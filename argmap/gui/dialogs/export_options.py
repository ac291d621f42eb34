"""The fields for what a map is to be exported as, one for each option of `formats.options`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from argmap.app import exporting
from argmap.app.actions import Text, marked
from argmap.app.exporting import Export
from argmap.core.document import Document
from argmap.formats.drawing import page_size
from argmap.gui.plain import label, tooltip
from argmap.text import tr, trn

Choices = tuple[tuple[str, Text], ...]

PAGES: Choices = (
    ("A4", marked("A4")),
    ("595:842", marked("A4, upright")),
    ("A3", marked("A3")),
    ("842:1191", marked("A3, upright")),
    ("letter", marked("Letter")),
    ("612:792", marked("Letter, upright")),
    ("16:9", marked("Screen, 16:9")),
)
"""Pages by the value of the option; any other can be typed."""

ARRANGES: Choices = (
    ("keep", marked("As it stands")),
    ("argmap", marked("Arranged anew")),
    ("dot", marked("By Graphviz: dot")),
    ("neato", marked("By Graphviz: neato")),
    ("fdp", marked("By Graphviz: fdp")),
    ("sfdp", marked("By Graphviz: sfdp")),
    ("twopi", marked("By Graphviz: twopi")),
    ("circo", marked("By Graphviz: circo")),
)

FACINGS: Choices = (
    ("", marked("As in the map")),
    ("auto", marked("Where it fits best")),
    ("up", marked("On top")),
    ("down", marked("At the bottom")),
    ("left", marked("At the left")),
    ("right", marked("At the right")),
)

THEMES: Choices = (("light", marked("Light")), ("dark", marked("Dark")), ("print", marked("Grey, for print")))


class OptionsForm(QWidget):
    """The fields; `changed` tells that one of them is another now, `reformatted` that the format is."""

    changed = Signal()
    reformatted = Signal()

    def __init__(self, export: Export, document: Document, kept: Document, parent: QWidget) -> None:
        """`kept` is the part of the document that is shown, itself where nothing is hidden."""
        super().__init__(parent)
        self.setObjectName("export-options")
        self._whole, self._part = document, kept
        self._start = export
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        options = export.options
        formats: Choices = tuple((row.name, marked(row.title)) for row in exporting.offered())
        self.format = self._choice("format", tr("Format"), formats, export.format)
        self.page = self._choice("page", tr("Page"), PAGES, options.page, free=True)
        self.arrange = self._choice("arrange", tr("Places"), ARRANGES, options.arrange)
        self.direction = self._choice("direction", tr("Thesis"), FACINGS, options.direction)
        self.theme = self._choice("theme", tr("Colours"), THEMES, options.theme)
        self.title, self.legend = QCheckBox(tr("Title")), QCheckBox(tr("Legend"))
        self._with = QWidget()
        line = QHBoxLayout(self._with)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(18)
        for name, box, on in (("title", self.title, options.title), ("legend", self.legend, options.legend)):
            box.setObjectName(f"export-{name}")
            box.setChecked(on)
            box.toggled.connect(self._change)
            line.addWidget(box)
        line.addStretch(1)
        self._row(tr("With"), self._with, self.title)
        self.marking = QLineEdit(options.marking)
        self.marking.setObjectName("export-marking")
        self.marking.setPlaceholderText(tr("such as DRAFT"))
        self.marking.setToolTip(tooltip(tr("A line at the top and at the bottom of the picture")))
        self.marking.textChanged.connect(self._change)
        self._row(tr("Marking"), self.marking)
        self.scale = QDoubleSpinBox()
        self.scale.setObjectName("export-scale")
        self.scale.setRange(*exporting.SCALES)
        self.scale.setSingleStep(0.5)
        self.scale.setDecimals(2)
        self.scale.setPrefix("× ")
        self.scale.lineEdit().setTextMargins(6, 0, 0, 0)
        self.scale.setValue(options.scale)
        self.scale.setToolTip(tooltip(tr("Pixels for each unit of the picture")))
        self.scale.valueChanged.connect(self._change)
        self._row(tr("Scale"), self.scale)
        self.all, self.shown, self.note = QRadioButton(), QRadioButton(), label(name="export-left-out", tone="small")
        self._claims = self._what()
        self._fit_rows()

    @property
    def document(self) -> Document:
        """What is exported: the map, or the part of it that is shown."""
        return self._part if self.shown.isChecked() else self._whole

    def value(self) -> Export:
        """What the fields say; a picture of a part of the map says in its marking how much is left out."""
        picked = self.picked()
        said = exporting.left_out(self._whole, self.document)
        options = replace(picked.options, marking=exporting.marked(picked.options.marking, said))
        return Export(picked.format, options)

    def picked(self) -> Export:
        """What the fields say, to be kept for the next time."""
        options = replace(
            self._start.options,
            arrange=self.arrange.currentData(),
            direction=self.direction.currentData(),
            page=self._page(),
            theme=self.theme.currentData(),
            legend=self.legend.isChecked(),
            title=self.title.isChecked(),
            marking=self.marking.text(),
            scale=self.scale.value(),
        )
        return Export(self.format.currentData(), options)

    def page_title(self) -> str:
        """What the page is called."""
        return self.page.currentText().strip()

    def set_format(self, name: str) -> None:
        """Chooses a format."""
        self.format.setCurrentIndex(self.format.findData(name))

    def leave_out(self, *fields: QWidget) -> None:
        """Does without these fields."""
        for field in fields:
            self.form.setRowVisible(field, False)

    def set_documents(self, document: Document, kept: Document) -> None:
        """Takes up the map as it is now."""
        self._whole, self._part = document, kept
        self._say_what()
        self._fit_rows()

    def _page(self) -> str:
        typed = self.page_title()
        at = self.page.findText(typed)
        return str(self.page.itemData(at)) if at >= 0 else typed

    def _choice(self, name: str, title: str, choices: Choices, value: str, *, free: bool = False) -> QComboBox:
        made = QComboBox()
        made.setObjectName(f"export-{name}")
        for key, text in choices:
            made.addItem(text(), key)
        at = made.findData(value)
        if free:
            made.setEditable(True)
            made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            typed = QLineEdit()
            typed.setObjectName(f"export-{name}-typed")
            # The box has border and padding already.
            typed.setStyleSheet("border: none; padding: 0; min-height: 0; background: transparent")
            made.setLineEdit(typed)
            made.setToolTip(tooltip(tr("Or width:height, in points or as a proportion, such as 4:3")))
        if at >= 0 or not free:
            made.setCurrentIndex(max(0, at))
        else:
            made.setEditText(value)
        if free:
            made.editTextChanged.connect(self._change)
        else:
            made.currentIndexChanged.connect(self._reformat if name == "format" else self._change)
        self._row(title, made)
        return made

    def _row(self, title: str, field: QWidget, named: QWidget | None = None) -> None:
        buddy = label(title)
        buddy.setBuddy(named or field)
        if named is None:
            field.setAccessibleName(title)
        self.form.addRow(buddy, field)

    def _what(self) -> QWidget:
        """What is hidden on the screen can be left out, or not."""
        part = QWidget()
        rows = QVBoxLayout(part)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(4)
        for name, button in (("all", self.all), ("shown", self.shown)):
            button.setObjectName(f"export-{name}")
            rows.addWidget(button)
        self.all.setChecked(True)
        self.shown.toggled.connect(self._change)
        self.note.setWordWrap(True)
        rows.addWidget(self.note)
        self._row(tr("Claims"), part, self.all)
        self._say_what()
        return part

    def _say_what(self) -> None:
        every, kept = len(self._whole.claims), len(self._part.claims)
        self.all.setText(trn("The whole map: {n} claim", "The whole map: {n} claims", every))
        self.shown.setText(trn("What is shown: {n} claim", "What is shown: {n} claims", kept))
        said = trn("{n} claim is left out", "{n} claims are left out", every - kept)
        if exporting.is_renumbered(self._whole, self._part):
            said = tr("{what}, and the rest is numbered anew", what=said)
        self.note.setText(said + ".")

    def _reformat(self, _at: int) -> None:
        self.reformatted.emit()
        self._change()

    def _change(self, *_: Any) -> None:
        self._fit_rows()
        self.changed.emit()

    def _fit_rows(self) -> None:
        """Shows the fields that the format has a use for."""
        format, drawn = self.format.currentData(), self.picked().is_drawn
        for field in (self.page, self.arrange, self.theme):
            self.form.setRowVisible(field, drawn)
        self.legend.setVisible(drawn)
        self.form.setRowVisible(self.scale, format == "png")
        hides = self._part is not self._whole
        self.form.setRowVisible(self._claims, hides)
        self.note.setVisible(hides and self.shown.isChecked())
        # Cards that stand somewhere stay there: then it is the map that says where the thesis is.
        stands = any(claim.at is not None for claim in self._whole.claims.values())
        self.form.setRowVisible(self.direction, drawn and (self.arrange.currentData() != "keep" or not stands))

    def page_points(self) -> tuple[float, float]:
        """The page in points; ArgmapError where there is no such page."""
        return page_size(self._page())
