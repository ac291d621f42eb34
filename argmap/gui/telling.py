"""What the status line and assistive technology are told: counts, what is selected, what was done, which keys help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from argmap.app import announce
from argmap.app.session import Step
from argmap.core.ids import Id
from argmap.core.records import Claim
from argmap.gui import shortcuts, status
from argmap.gui.afterwards import Afterwards
from argmap.gui.status import KeyHint, StatusLine
from argmap.text import tr, trn

if TYPE_CHECKING:
    from argmap.gui.window import MapWindow


class Telling(QObject):
    """Follows a session and tells the status line."""

    def __init__(self, window: MapWindow, line: StatusLine) -> None:
        """`line` is the window's."""
        super().__init__(line)
        self._window, self._line = window, line
        self._bridge, self._view, self._acts = window.bridge, window.view, window.acts
        self._seeing, self._going = window.seeing, window.going
        self._soon = ""
        self._later = Afterwards(self._hints, self)
        bridge, view = self._bridge, self._view
        bridge.stepped.connect(self._step)
        bridge.selected.connect(self._selected)
        bridge.said.connect(line.say)
        bridge.said.connect(self._say_aloud)
        self._seeing.changed.connect(self._hidden)
        view.zoom_changed.connect(self._zoomed)
        view.edit_started.connect(self.hints)
        view.edit_ended.connect(self.hints)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self.hints)
        self.counts()
        self._zoomed(view.zoom())
        self.hints()

    def counts(self) -> None:
        """Tells how much there is, and how much of it is hidden."""
        session = self._bridge.session
        self._line.show_counts(announce.counts(session.document, self._seeing.shown, len(session.selection)))

    def _hidden(self) -> None:
        """Tells how much is hidden: in the counts, and aloud."""
        self.counts()
        status.announce(self._view, self._seeing.shown.sentence())

    def hints(self, *_: object) -> None:
        """Tells which keys help now, once the map has answered."""
        self._later.ask()

    def _hints(self) -> None:
        if self._view.is_editing():
            found = status.while_typing()
        else:
            found = announce.hints(self._going.focus(), self._keyboard())
        keys = ((shortcuts.shown(self._acts.keys[action.id]), short) for action, short in found)
        self._line.hints.show_hints([KeyHint(key, short) for key, short in keys if key])

    def _keyboard(self) -> announce.Keyboard:
        """What has the keyboard, or had it when the window was left."""
        window = self._window
        focused = window.focusWidget()
        if focused is not None and window.reading.pane is not None and focused is window.reading.pane.text:
            return "article"
        return "map" if focused is None or self._acts.serve(focused) else "elsewhere"

    def _step(self, step: Step) -> None:
        self.counts()
        self.hints()
        if step.what == "load":
            self._line.show_standing("")
        elif step.what == "undo":
            self._say_soon(tr("Undone: {label}", label=step.change.label))
        elif step.what == "redo":
            self._say_soon(tr("Done again: {label}", label=step.change.label))
        else:
            self._stand(self._bridge.session.selection)  # it may bear on something else now
            if gone := removed(step):
                key = shortcuts.shown(self._acts.keys["undo"])
                said = trn("Removed {n} claim", "Removed {n} claims", gone)
                self._say_soon(f"{said} · {key}" if key else said)

    def _stand(self, ids: tuple[Id, ...]) -> None:
        """Tells what is selected, where that is to be said otherwise than before."""
        hidden = self._seeing.hidden_under(ids[-1]) if ids else 0
        said = announce.announce(self._bridge.session.document, ids, hidden)
        changed = said != self._line.standing
        self._line.show_standing(said)
        if changed:
            status.announce(self._view, said)

    def _selected(self, ids: tuple[Id, ...]) -> None:
        self._stand(ids)
        self.counts()
        self.hints()

    def _say_aloud(self, said: str) -> None:
        status.announce(self._view, said)

    def _say_soon(self, text: str) -> None:
        """Says it once what happens just now is over, so that a selection changed along with it is not said last."""
        self._soon = text
        QTimer.singleShot(0, self._say_now)

    def _say_now(self) -> None:
        self._bridge.said.emit(self._soon)

    def _zoomed(self, zoom: float) -> None:
        self._line.show_zoom(round(100 * zoom))


def removed(step: Step) -> int:
    """How many claims a change takes away, none where it puts others in their place."""
    puts = step.change.puts.values()
    gone = sum(isinstance(put.before, Claim) and put.after is None for put in puts)
    new = sum(isinstance(put.after, Claim) and put.before is None for put in puts)
    return gone if not new else 0
