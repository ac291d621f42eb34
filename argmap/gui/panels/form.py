"""Forms: rows of a label and a field; a field shows what the records say and commits what is typed into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.gui.bridge import Bridge
from argmap.gui.plain import label

Command = Callable[[Document, tuple[Id, ...], Any], Change | None]
"""Makes the change that gives the records a field's new value."""

PAUSE = 2000
"""After so many milliseconds at most what is being typed is committed, so that no more is lost."""


class Form(QWidget):
    """Rows of labels and fields for the records of one kind that are selected; the last id is the primary one.

    `done` tells that a field was filled in for which one came from the map.
    """

    done = Signal()

    def __init__(self, bridge: Bridge, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.bridge = bridge
        self.ids: tuple[Id, ...] = ()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 6, 12)
        self.rows.setSpacing(4)
        self.fields: dict[str, Field] = {}

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self.bridge.session.document

    def add(self, name: str, title: str, field: Field, command: Command) -> None:
        """Adds a row; `command` is run when the field's value was changed by the user."""
        widget = field.widget
        widget.setObjectName(f"{self.objectName()}-{name}")
        widget.setAccessibleName(title)
        if title and not isinstance(widget, QCheckBox):
            above = label(title, name=f"{self.objectName()}-{name}-label", tone="small")
            above.setBuddy(widget)
            self.rows.addWidget(above)
        self.rows.addWidget(widget)
        self.rows.addSpacing(6)
        self.fields[name] = field
        field.changed.connect(lambda value, field=field: self._commit(field, command, value))

    def finish(self) -> None:
        """Ends the list of rows."""
        self.rows.addStretch(1)

    def show_records(self, ids: tuple[Id, ...]) -> None:
        """Shows these records; what was typed for others is committed first."""
        if ids != self.ids:
            for field in self.fields.values():
                field.leave()
            self.ids = tuple(id for id in ids if id in self.document) or ids[:0]
        self.fill()

    def fill(self) -> None:
        """Puts the records' values into the fields."""
        raise NotImplementedError

    def _commit(self, field: Field, command: Command, value: Any) -> None:
        ids = tuple(id for id in self.ids if id in self.document)
        if ids:
            gesture = f"{field.widget.objectName()} {field.go} {' '.join(ids)}" if field.joins else ""
            self.bridge.session.commit(command(self.document, ids, value), gesture=gesture)


class Field(QObject):
    """One thing to fill in. `changed` carries a value that the user gave; `show` puts one in without telling."""

    changed = Signal(object)
    joins = False
    go = 0
    """How often it was left: what is typed until then is one step of undo, where it `joins`."""
    widget: QWidget

    def show(self, value: Any) -> None:
        """Shows a value, unless the user is in the middle of giving another."""
        raise NotImplementedError

    def settle(self) -> None:
        """Hands over what was typed and not committed yet."""

    def leave(self) -> None:
        """Hands over what was typed, for good: what is typed from now on is another step."""
        self.settle()
        self.go += 1


class TypedField(Field):
    """Text; committed every two seconds while one types and on leaving, what is typed in one go as one step of undo."""

    joins = True

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.settle)
        self._value = self._given = ""
        """What the records say, and what was shown or handed over last: a record may hold what was typed otherwise."""
        self._filling = self._giving = False

    def text(self) -> str:
        """The text as it was typed."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Puts a text in."""
        raise NotImplementedError

    def show(self, value: Any) -> None:
        is_news, self._value = value != self._value, value
        if self._giving or (self.widget.hasFocus() and (self._timer.isActive() or not is_news)):
            return  # What is being typed stays as it is, with the cursor in it.
        self._show(value)

    def _show(self, value: str) -> None:
        self._given = value
        if self.text() != value:
            self._filling = True
            self.put(value)
            self._filling = False

    def typed(self) -> None:
        """Takes note that there is something to commit."""
        if not self._filling and not self._timer.isActive():
            self._timer.start()

    def settle(self) -> None:
        self._timer.stop()
        text = self.text()
        if text != self._given:
            self._given = text
            self._giving = self.widget.hasFocus()
            self.changed.emit(text)
            self._giving = False

    def leave(self) -> None:
        super().leave()
        self._show(self._value)


class LineField(TypedField):
    """One line of text."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.widget = self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self.typed)
        self.line.editingFinished.connect(self.leave)

    def text(self) -> str:
        return self.line.text()

    def put(self, text: str) -> None:
        self.line.setText(text)
        self.line.home(False)  # of a long text the beginning is shown


class TextField(TypedField):
    """Several lines of text."""

    def __init__(self, hint: str = "", lines: int = 4) -> None:
        super().__init__()
        self.widget = self.edit = _PlainEdit()
        self.edit.setPlaceholderText(hint)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(lines * self.edit.fontMetrics().lineSpacing() + 18)
        self.edit.left.connect(self.leave)
        self.edit.textChanged.connect(self.typed)

    def text(self) -> str:
        """The text as it is: Qt's own reading turns no-break spaces into spaces."""
        return self.edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def put(self, text: str) -> None:
        self.edit.setPlainText(text)


class _PlainEdit(QPlainTextEdit):
    """A text field that says when it is left and takes plain text only."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: Any) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # it leads back to the map
            return
        super().keyPressEvent(event)


class ChoiceField(Field):
    """One of a few values, shown by their words."""

    def __init__(self, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self.widget = self.box = _StillBox()
        self.box.activated.connect(self._chosen)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Changes what can be chosen."""
        self.values = [value for value, _ in choices]
        if [self.box.itemText(i) for i in range(self.box.count())] != [words for _, words in choices]:
            self.box.clear()
            self.box.addItems([words for _, words in choices])

    def show(self, value: Any) -> None:
        self.box.setCurrentIndex(self.values.index(value) if value in self.values else -1)

    def _chosen(self, at: int) -> None:
        self.changed.emit(self.values[at])


class _StillBox(QComboBox):
    """A choice that the wheel does not turn while it scrolls past."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class CheckField(Field):
    """Yes or no; neither where several records differ."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.widget = self.check = QCheckBox(title)
        self.check.clicked.connect(self._clicked)

    def show(self, value: Any) -> None:
        self.check.setTristate(value is None)
        self.check.setCheckState(
            Qt.CheckState.PartiallyChecked
            if value is None
            else Qt.CheckState.Checked
            if value
            else Qt.CheckState.Unchecked
        )

    def _clicked(self) -> None:
        self.check.setTristate(False)
        self.changed.emit(self.check.isChecked())
