"""The settings, made from their table; what is changed holds at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.app.settings import SETTINGS, Setting, Settings
from argmap.gui.plain import closing, label
from argmap.text import tr

Put = Callable[[str, Any], object]
"""Sets a setting: its key and value."""


class SettingsDialog(QDialog):
    """One field for each setting that is shown."""

    def __init__(self, settings: Settings, put: Put, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settings-dialog")
        self.setWindowTitle(tr("Settings"))
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for setting in SETTINGS:
            if setting.shown:
                field = _field(setting, settings[setting.key], put)
                field.setObjectName(f"setting-{setting.key}")
                field.setAccessibleName(setting.title())
                name = label("" if isinstance(field, QCheckBox) else setting.title())
                name.setBuddy(field)
                form.addRow(name, field)
        buttons = closing(self, "settings")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(22, 20, 22, 16)
        rows.setSpacing(16)
        rows.addLayout(form)
        rows.addWidget(label(tr("Changes hold at once and are kept."), tone="small"))
        rows.addWidget(buttons)
        self.setMinimumWidth(460)


def _field(setting: Setting, value: Any, put: Put) -> QWidget:
    if setting.choices:
        chosen = QComboBox()
        for choice in setting.choices:
            chosen.addItem(choice_title(choice), choice)
        chosen.setCurrentIndex(setting.choices.index(value))
        chosen.currentIndexChanged.connect(partial(_put_choice, chosen, setting, put))
        return chosen
    if isinstance(setting.default, bool):
        box = QCheckBox(setting.title())
        box.setChecked(value)
        box.toggled.connect(partial(put, setting.key))
        return box
    if isinstance(setting.default, float):
        number = QDoubleSpinBox()
        number.setRange(1, 3600)
        number.setDecimals(0)
        number.setValue(value)
        number.setKeyboardTracking(False)
        number.setAlignment(Qt.AlignmentFlag.AlignLeft)
        number.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet does not reach in here
        number.valueChanged.connect(partial(put, setting.key))
        return number
    line = QLineEdit(value)
    line.editingFinished.connect(partial(_put_text, line, setting, put))
    return line


def choice_title(choice: Any) -> str:
    """A choice as the user reads it."""
    titles = {
        "system": tr("As the system"),
        "light": tr("Light"),
        "dark": tr("Dark"),
        "on": tr("On"),
        "off": tr("Off"),
    }
    return f"{choice * 100:.0f} %" if isinstance(choice, float) else titles.get(choice, str(choice))


def _put_choice(field: QComboBox, setting: Setting, put: Put, at: int) -> None:
    put(setting.key, setting.choices[at])


def _put_text(field: QLineEdit, setting: Setting, put: Put) -> None:
    put(setting.key, field.text().strip())
