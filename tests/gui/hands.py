"""Hands on a canvas: a mouse and a keyboard as Qt would report them, at places of the map."""

from __future__ import annotations

from clocks import let_pass
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent

from argmap.core.ids import Id
from argmap.gui.canvas.view import MapView

NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
Place = tuple[float, float]


class Hands:
    """A mouse and a keyboard at a view; places are on the canvas, in units."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.down = Qt.MouseButton.NoButton
        self.at: Place = (0.0, 0.0)

    def middle(self, id: Id) -> Place:
        """The middle of a claim's card, or of a relation's junction."""
        geometry = self.view.map_scene().geometry
        return tuple(geometry.cards[id].centre if id in geometry.cards else geometry.junctions[id])

    def _mouse(self, kind: QEvent.Type, at: Place, button: Qt.MouseButton, held: Qt.KeyboardModifier) -> None:
        self.at = at
        spot = self.view.viewportTransform().map(QPointF(*at))
        port = self.view.viewport()
        event = QMouseEvent(kind, spot, QPointF(port.mapToGlobal(spot)), button, self.down, held)
        QCoreApplication.sendEvent(port, event)

    def press(self, at: Place, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        """Presses a button."""
        self.down = button
        self._mouse(QEvent.Type.MouseButtonPress, at, button, held)

    def move(self, to: Place, held: Qt.KeyboardModifier = NONE) -> None:
        """Moves the mouse, with whatever button is down."""
        self._mouse(QEvent.Type.MouseMove, to, Qt.MouseButton.NoButton, held)

    def release(self, held: Qt.KeyboardModifier = NONE) -> None:
        """Lets the button go where the mouse is."""
        button, self.down = self.down, Qt.MouseButton.NoButton
        self._mouse(QEvent.Type.MouseButtonRelease, self.at, button, held)

    def click(self, at: Place, held: Qt.KeyboardModifier = NONE) -> None:
        """Clicks."""
        self.press(at, held)
        self.release(held)

    def double_click(self, at: Place) -> None:
        """Clicks twice."""
        self.click(at)
        self.down = LEFT
        self._mouse(QEvent.Type.MouseButtonDblClick, at, LEFT, NONE)
        self.release()

    def drag(self, start: Place, end: Place, held: Qt.KeyboardModifier = NONE, rest: bool = True) -> None:
        """Drags from place to place, and rests there before the button is let go."""
        self.press(start)
        self.move((start[0] + 10, start[1] + 10), held)
        self.move(end, held)
        if rest:
            self.rest()
        self.release(held)

    def rest(self) -> None:
        """Lets time pass until what is under the pointer counts."""
        gesture = self.view.pointing.tool  # its own clock belongs to nothing else
        let_pass(190, self.view.window(), () if gesture is None else vars(gesture).values())

    def type(self, text: str) -> None:
        """Types a text, key by key."""
        for char in text:
            self._key(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, char)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, text: str = "") -> None:
        """Presses a key and lets it go."""
        self.hold(key, held, text)
        self.let_go(key, held)

    def hold(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, text: str = "") -> None:
        """Presses a key: first it is asked whether a shortcut may have it, as Qt does."""
        self._key(QEvent.Type.ShortcutOverride, key, held, text)
        self._key(QEvent.Type.KeyPress, key, held, text)

    def let_go(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Lets a key go."""
        self._key(QEvent.Type.KeyRelease, key, held, "")

    def _key(self, kind: QEvent.Type, key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> None:
        QCoreApplication.sendEvent(self.view, QKeyEvent(kind, key, held, text))

    def compose(self, preedit: str, commit: str = "") -> None:
        """Does what an input method does: shows what it is at, commits what is done."""
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QCoreApplication.sendEvent(self.view, event)
