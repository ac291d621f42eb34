"""The mouse on the map: which gesture is at work, what begins one, and the key that is held for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from argmap.gui.canvas.keymap import held_after, name_of
from argmap.gui.canvas.tools.edge import Edge
from argmap.gui.canvas.tools.idle import Idle
from argmap.gui.canvas.tools.pan import Pan
from argmap.gui.canvas.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from argmap.gui.canvas.view import MapView

_LEFT, _MIDDLE, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton


class Pointing:
    """Hands the mouse's events to the text editor, to the gesture at work, or to what may begin one."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.tool: Tool | None = None
        """The gesture at work."""
        self._idle, self._edge = Idle(view), Edge(view, self)
        self._key = ""
        """The key that is held down: with the mouse it pans, let go without it acts."""

    # The gesture at work.

    def cancel(self) -> bool:
        """Ends the gesture at work without a change; says whether there was one."""
        tool = self._end()
        self._idle.forget()
        if tool is not None:
            tool.cancel()
        return tool is not None

    def spot(self) -> QPointF | None:
        """Where the pointer of the gesture at work is in the view, None where there is none."""
        return self.tool.last.spot if self.tool is not None else None

    def again(self) -> None:
        """The map has moved under the pointer of the gesture at work."""
        if self.tool is not None:
            last = self.tool.last
            self.tool.move(Pointer(last.spot, self._view.to_scene(last.spot), last.held))

    def hold(self, event: QKeyEvent) -> None:
        """Tells the gesture at work which keys are held now: Shift and Ctrl change what it would do."""
        if self.tool is not None:
            last = self.tool.last
            self.tool.move(Pointer(last.spot, last.at, held_after(event)))

    def _begin(self, tool: Tool) -> None:
        self._idle.leave()
        self.tool = tool
        shape = Qt.CursorShape.ClosedHandCursor if isinstance(tool, Pan) else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(shape)

    def _end(self) -> Tool | None:
        tool, self.tool = self.tool, None
        self._edge.stop()
        if tool is not None:
            self._view.viewport().unsetCursor()
        return tool

    # The key that is held.

    def press_key(self, name: str) -> None:
        """A key is held down that acts when it is let go, unless it was held for a gesture."""
        self._key = name
        self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def release_key(self, event: QKeyEvent) -> str:
        """The key that acts now that it is let go, "" where none does."""
        key, released = self._key, name_of(event)
        if not key or not released or key.rpartition("+")[2] != released.rpartition("+")[2]:
            return ""
        self._key = ""
        self._view.viewport().unsetCursor()
        return key if self.tool is None else ""

    def forget_key(self) -> None:
        """Where the key goes up will not be heard here."""
        self._key = ""

    # The mouse.

    def pointer(self, event: QMouseEvent) -> Pointer:
        """Where the mouse is, in the view and on the map, and which keys are held with it."""
        return Pointer(event.position(), self._view.to_scene(event.position()), event.modifiers())

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        view, at = self._view, self.pointer(event)
        if self.tool is not None:  # another button ends a gesture
            self.cancel()
        elif event.button() == _LEFT and self._key:
            self._begin(Pan(view, at))
        elif view.editing.covers(at):
            view.editing.press(event, at)
        else:
            view.end_edit()
            if event.button() == _MIDDLE:
                self._begin(Pan(view, at))
            elif event.button() == _LEFT:
                self._idle.press(at)
            elif event.button() == _RIGHT:
                self._idle.press_for_menu(at)

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button."""
        view, at = self._view, self.pointer(event)
        if view.editing.drag(at):
            return
        if self.tool is not None:
            self.tool.move(at)
            if self.tool is not None and self.tool.scrolls:
                self._edge.watch(at.spot)
        elif event.buttons() == _LEFT:
            tool = self._idle.move(at)
            if tool is not None:
                self._begin(tool)
                tool.move(at)
        elif event.buttons() == Qt.MouseButton.NoButton:
            if view.editing.covers(at):
                view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            elif not self._key:
                self._idle.hover(at)

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        at = self.pointer(event)
        if self._view.editing.release():
            return
        if self.tool is not None:
            self._key = ""
            tool = self._end()
            assert tool is not None
            tool.release(at)
        elif event.button() == _LEFT:
            self._idle.release(at)

    def double_click(self, event: QMouseEvent) -> None:
        """A button went down for the second time."""
        at = self.pointer(event)
        if event.button() != _LEFT or self.tool is not None or self._key:
            return
        if self._view.editing.covers(at):
            self._view.editing.double_click(at)
        else:
            self._idle.double_click(at)

    def leave(self) -> None:
        """The mouse is no longer on the map, or no longer what one works with."""
        self._idle.leave()
