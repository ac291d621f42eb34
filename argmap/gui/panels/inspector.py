"""The inspector: every field of what is selected, or of the map where nothing is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from argmap.app.announce import announce
from argmap.app.settings import Settings
from argmap.core.records import Claim, Group, Relation
from argmap.gui.afterwards import Afterwards
from argmap.gui.bridge import Bridge
from argmap.gui.panels.claim_form import ClaimForm
from argmap.gui.panels.form import Form, LineField
from argmap.gui.panels.group_form import GroupForm
from argmap.gui.panels.map_form import MapForm
from argmap.gui.panels.relation_form import RelationForm
from argmap.gui.plain import label
from argmap.text import tr

FORMS: dict[type, Callable[[Bridge, QWidget], Form]] = {
    Claim: ClaimForm,
    Relation: RelationForm,
    Group: GroupForm,
    type(None): MapForm,
}
"""The form of each kind of record, and of the map where nothing is selected."""


class Inspector(QWidget):
    """One form for each kind of record; the one that fits the selection is shown. `done` leads back to the map."""

    done = Signal()

    def __init__(self, bridge: Bridge, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.bridge = bridge
        self.heading = label(parent=self, name="inspector-heading", tone="muted")
        self.heading.setWordWrap(True)
        self.stack = QStackedWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 8)
        layout.setSpacing(10)
        layout.addWidget(self.heading)
        layout.addWidget(self.stack, 1)
        self.forms: dict[type, Form] = {kind: self._made(maker) for kind, maker in FORMS.items()}
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self._show_focused)
        self._later = Afterwards(self._follow, self)
        bridge.stepped.connect(self._step)
        bridge.selected.connect(self._later.ask)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focused)
        self._follow()

    def _made(self, maker: Callable[[Bridge, QWidget], Form]) -> Form:
        # From the outside in: a form that were put where it belongs with all its fields would be styled at each move.
        scroll = QScrollArea(self.stack)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stack.addWidget(scroll)
        form = maker(self.bridge, scroll.viewport())
        form.done.connect(self.done)
        scroll.setObjectName(f"{form.objectName()}-scroll")
        scroll.setWidget(form)
        return form

    def settle(self) -> None:
        """Commits what is being typed into a field."""
        for field in self._shown().fields.values():
            field.settle()

    def go_to(self, name: str) -> None:
        """Gives the keyboard to a field and brings all of it into view; nothing where the form has no such field."""
        field = self.form().fields.get(name)
        if field is not None:
            field.widget.setFocus()
            if isinstance(field, LineField):
                field.line.end(False)  # as on a card, what is typed goes to the end
            self._going.start()  # a pane that was just opened has not got its size yet

    def _show_focused(self) -> None:
        scroll, focused = self.stack.currentWidget(), self.window().focusWidget()
        # Another form may be due already: this is about the one that is shown.
        form = scroll.widget() if isinstance(scroll, QScrollArea) else None
        if isinstance(scroll, QScrollArea) and focused is not None and form is not None and form.isAncestorOf(focused):
            # Qt itself would be content with the cursor.
            middle = focused.mapTo(form, focused.rect().center())
            scroll.ensureVisible(middle.x(), middle.y(), 0, focused.height() // 2 + 12)

    def form(self) -> Form:
        """The form for what is selected just now."""
        if self._later.isActive():
            self._later.stop()
            self._follow()
        return self._shown()

    def _step(self, _: object) -> None:
        self._later.ask()
        self._focused(None, QApplication.focusWidget())

    def _focused(self, _: QWidget | None, now: QWidget | None) -> None:
        """What is typed here is meant for what is selected, however soon it is typed."""
        if now is not None and self.isAncestorOf(now):
            self.form()

    def _shown(self) -> Form:
        return list(self.forms.values())[self.stack.currentIndex()]

    def _follow(self) -> None:
        ids, document = self.bridge.session.selection, self.bridge.session.document
        chosen = [document[id] for id in ids if id in document]
        kind = type(chosen[-1]) if chosen else type(None)
        if kind not in self.forms:
            kind, chosen = type(None), []
        for at, (known, form) in enumerate(self.forms.items()):
            if known is kind:
                form.show_records(tuple(r.id for r in chosen if isinstance(r, kind)))
                self.stack.setCurrentIndex(at)
        self.heading.setText(announce(document, ids) or tr("The map"))
