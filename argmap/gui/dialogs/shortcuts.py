"""The key page: every action with its keys, searchable; any key can be changed, taken from another, or set back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from argmap.app import key_page, keys
from argmap.app.actions import Action
from argmap.app.catalogue import BY_ID
from argmap.app.fuzzy import folded
from argmap.app.settings import Settings
from argmap.gui import shortcuts, theme
from argmap.gui.plain import closing, label, tooltip
from argmap.text import tr

ID = Qt.ItemDataRole.UserRole
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class KeyCatcher(QLineEdit):
    """A field that shows the key pressed in it instead of doing what the key does, Tab and Escape included."""

    caught = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setObjectName("key-catcher")
        self.setPlaceholderText(tr("Press a key"))
        self.setAccessibleName(tr("Press the new key"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() not in MODIFIERS:
                self.caught.emit(_portable(event))
            return True
        return super().event(event)


def _portable(event: QKeyEvent) -> str:
    """The key of an event in Qt's portable notation; Shift+Tab arrives as a key of its own."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else event.key()
    return QKeySequence(int(key) | modifiers.value).toString(shortcuts.PORTABLE)


class ShortcutsDialog(QDialog):
    """Lists the actions by menu with their keys; `changed` is called whenever a key is another."""

    def __init__(
        self, settings: Settings, offered: Callable[[str], bool], changed: Callable[[], object], parent: QWidget
    ) -> None:
        """`offered` says of an action's id whether the window has it."""
        super().__init__(parent)
        self.setObjectName("shortcuts-dialog")
        self.setWindowTitle(tr("Keys"))
        self._settings, self._offered, self._changed = settings, offered, changed
        self._pending = ""
        self.search = QLineEdit()
        self.search.setObjectName("shortcuts-search")
        self.search.setPlaceholderText(tr("Search by what it does, or by key"))
        self.search.setAccessibleName(tr("Search the keys"))
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setObjectName("shortcuts-list")
        self.tree.setAccessibleName(tr("All actions and their keys"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([tr("Action"), tr("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(self._choose)
        self.tree.itemActivated.connect(self._catch)
        self.catcher = KeyCatcher()
        self.catcher.setMaximumWidth(190)
        self.catcher.caught.connect(self.give)
        self.said = label(name="shortcuts-said", tone="muted")
        self.said.setWordWrap(True)
        self.take = _button("shortcuts-take", tr("Take it"), self._take)
        self.none = _button("shortcuts-none", tr("No key"), self._give_none)
        self.back = _button("shortcuts-reset", tr("Set back"), self._reset)
        self.all_back = _button("shortcuts-reset-all", tr("Set all back"), self._reset_all)
        self._lay_out()
        self.fill()
        wide = self.fontMetrics().averageCharWidth() * 86
        self.resize(wide, wide * 19 // 20)
        self.search.setFocus()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(18, 16, 18, 14)
        rows.setSpacing(10)
        rows.addWidget(self.search)
        rows.addWidget(self.tree, 1)
        line = QHBoxLayout()
        line.addWidget(self.catcher)
        for button in (self.take, self.none, self.back):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.all_back)
        rows.addLayout(line)
        rows.addWidget(self.said)
        buttons = closing(self, "shortcuts")
        rows.addWidget(buttons)

    def fill(self) -> None:
        """Lists all actions with the keys in force."""
        chosen = self.chosen()
        self.tree.blockSignals(True)
        self.tree.clear()
        own = shortcuts.own(self._settings)
        bold = theme.font(self.fontInfo().pixelSize(), bold=True)
        for title, rows in key_page.sections(shortcuts.in_force(self._settings)):
            section = QTreeWidgetItem([title, ""])
            section.setFont(0, bold)
            section.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for action, given in rows:
                if action.scope not in ("typing", "article") and not self._offered(action.id):
                    continue
                item = QTreeWidgetItem([action.title(), "   ".join(map(shortcuts.native, given))])
                item.setData(0, ID, action.id)
                item.setToolTip(0, tooltip(action.hint()))
                if action.id in own:
                    item.setFont(1, bold)
                section.addChild(item)
            if section.childCount():
                self.tree.addTopLevelItem(section)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self._filter(self.search.text())
        self.choose(chosen)

    def choose(self, id: str) -> None:
        """Chooses the first line of an action."""
        for item in self._items():
            if item.data(0, ID) == id:
                self.tree.setCurrentItem(item)
                return
        self._choose()

    def chosen(self) -> str:
        """The id of the action chosen, "" for none."""
        item = self.tree.currentItem()
        return str(item.data(0, ID) or "") if item is not None else ""

    def give(self, key: str) -> None:
        """Gives the action chosen a key, if no other one has it; else says which one does."""
        action = self._row()
        if action is None or not key:
            return
        other = keys.holder(action, key, shortcuts.in_force(self._settings))
        if other is not None:
            self._pending = key
            self.catcher.setText(shortcuts.native(key))
            self.take.setVisible(True)
            self.said.setText(str(shortcuts.taken(key, other)))
            return
        shortcuts.change(self._settings, action.id, [key])
        self._news()

    def _take(self) -> None:
        action = self._row()
        if action is not None and self._pending:
            shortcuts.take(self._settings, action.id, self._pending)
            self._news()

    def _give_none(self) -> None:
        action = self._row()
        if action is not None:
            shortcuts.change(self._settings, action.id, [])
            self._news()

    def _reset(self) -> None:
        action = self._row()
        if action is not None:
            shortcuts.reset(self._settings, action.id)
            self._news()

    def _reset_all(self) -> None:
        self._settings["shortcuts"] = {}
        self._news()

    def _news(self) -> None:
        self._changed()
        self.fill()

    def _row(self) -> Action | None:
        row = BY_ID.get(self.chosen())
        return row if row is not None and row.scope not in ("typing", "article") else None

    def _choose(self, *_: object) -> None:
        row = self._row()
        self._pending = ""
        self.take.setVisible(False)
        self.catcher.clear()
        own = shortcuts.own(self._settings)
        for part in (self.catcher, self.none):
            part.setEnabled(row is not None)
        self.back.setEnabled(row is not None and row.id in own)
        self.all_back.setEnabled(bool(own))
        if row is not None:
            self.said.setText(row.hint() or row.title())
        else:
            self.said.setText(tr("Choose an action, then press its new key in the field") if not self.chosen() else "")

    def _catch(self, *_: object) -> None:
        if self._row() is not None:
            self.catcher.setFocus()

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        return [item for top in tops if top is not None for n in range(top.childCount()) if (item := top.child(n))]

    def _filter(self, typed: str) -> None:
        wanted = folded(typed).text.split()
        for item in self._items():
            text = folded(f"{item.text(0)} {item.text(1)}").text
            item.setHidden(not all(word in text for word in wanted))
        for n in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(n)
            if top is not None:
                children = [child for m in range(top.childCount()) if (child := top.child(m)) is not None]
                top.setHidden(all(child.isHidden() for child in children))


def _button(name: str, text: str, pressed: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.clicked.connect(pressed)
    return made
