"""Fields for numbers with the words that go with them: likelihood, strength."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from argmap.core.likelihood import MIDDLES, words, words_for
from argmap.gui.panels.form import Field
from argmap.text import tr


class PercentField(Field):
    """A share of 1 typed as per cent, or nothing; beside it the words for it, to be chosen from or read."""

    def __init__(
        self, *, open_ends: bool, choices: tuple[tuple[float, str], ...], named: Callable[[float], str]
    ) -> None:
        """`open_ends`: 0 and 100 % are no values."""
        super().__init__()
        self._open, self._named = open_ends, named
        self._middles = [value for value, _ in choices]
        self.widget = QWidget()
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("%"))
        self.line.setFixedWidth(84)
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.addItems([tr("none"), *(word for _, word in choices)])
        row.addWidget(self.line)
        row.addWidget(self.box, 1)
        self.widget.setFocusProxy(self.line)
        self.line.editingFinished.connect(self.settle)
        self.box.activated.connect(self._chosen)
        self._shown: float | None = None

    def name(self, name: str) -> None:
        """Gives its parts their names."""
        self.line.setObjectName(f"{name}-percent")
        self.box.setObjectName(f"{name}-words")
        self.line.setAccessibleName(tr("per cent"))
        self.box.setAccessibleName(tr("in words"))

    def show(self, value: Any) -> None:
        if self.line.isModified() and self.line.hasFocus():
            return
        self._shown = value
        self.line.setText("" if value is None else f"{value * 100:.10g}")
        self.line.setModified(False)
        word = "" if value is None else self._named(value)
        self.box.setCurrentIndex(max(0, self.box.findText(word)) if word else 0)

    def settle(self) -> None:
        if not self.line.isModified():
            return
        self.line.setModified(False)
        text = self.line.text().strip().rstrip("%").strip().replace(",", ".")
        try:
            value = float(text) / 100 if text else None
        except ValueError:
            value = self._shown
        low_enough = value is None or (0 < value < 1 if self._open else 0 <= value <= 1)
        if value == self._shown or not low_enough:
            self.show(self._shown)
            return
        self._shown = value
        self.changed.emit(value)

    def _chosen(self, at: int) -> None:
        self.changed.emit(self._middles[at - 1] if at else None)


def likelihood_field() -> PercentField:
    """The analyst's likelihood: per cent and the words of ICD 203."""
    return PercentField(open_ends=True, choices=tuple(zip(MIDDLES, words())), named=words_for)


def strength_field() -> PercentField:
    """How strong a step is: per cent and four words of our own."""
    steps = ((0.2, tr("weak")), (0.5, tr("middling")), (0.8, tr("strong")), (1.0, tr("compelling")))

    def named(value: float) -> str:
        return min(steps, key=lambda step: abs(step[0] - value))[1]

    return PercentField(open_ends=False, choices=steps, named=named)
