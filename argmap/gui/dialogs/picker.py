"""The picker of a target: a number or a few words, then Enter supports it and Shift+Enter attacks it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from argmap.app.picking import pick
from argmap.core.ids import Id
from argmap.core.records import Kind
from argmap.edit import relations, rules
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.chooser import Chooser, Line
from argmap.text import tr


class Picker(Chooser):
    """Asks which claim another one shall bear on, besides where it stands or instead."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent, "picker", tr("A number, or words of the claim"))
        self._bridge = bridge
        self._claim: Id = ""
        self._via: Id = ""
        self._instead = False
        self.foot.setText(tr("Enter: supports it · Shift+Enter: attacks it · Esc: leave it"))
        self.foot.show()

    def ask(self, id: Id, via: Id = "", *, instead: bool) -> None:
        """Opens for a claim, or where `instead`, for a claim or relation and the step by which it bears."""
        self._claim, self._via, self._instead = id, via, instead
        prompt = tr("Bears on … instead: a number or words") if instead else tr("Also bears on: a number or words")
        self.entry.setPlaceholderText(prompt)
        self.entry.setAccessibleName(prompt)
        self.open()

    def lines(self, typed: str) -> Sequence[Line]:
        document = self._bridge.session.document
        found = pick(document, typed, self._may)
        return [
            Line(c.id, c.text or tr("without words yet"), c.positions if c.text else (), left=c.number) for c in found
        ]

    def _may(self, target: Id) -> bool:
        return any(self._allowed(target, kind) for kind in Kind)

    def _allowed(self, target: Id, kind: Kind) -> bool:
        document = self._bridge.session.document
        if self._instead:
            return rules.may_retarget(document, self._claim, target, kind, via=self._via)
        return rules.may_also(document, self._claim, target, kind)

    def take(self, line: Line, modifiers: Qt.KeyboardModifier) -> None:
        kind = Kind.ATTACK if modifiers & Qt.KeyboardModifier.ShiftModifier else Kind.SUPPORT
        session = self._bridge.session
        if self._instead:
            change = relations.retarget(session.document, self._claim, line.key, kind, via=self._via)
        else:
            change = relations.also(session.document, self._claim, line.key, kind)
        if not session.commit(change):
            said = {
                Kind.SUPPORT: tr("It supports {number} already, or cannot", number=line.left),
                Kind.ATTACK: tr("It attacks {number} already, or cannot", number=line.left),
            }
            self._bridge.said.emit(said[kind])
