"""The window of one map: assembles its parts and passes between them what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from argmap.app.settings import Settings
from argmap.gui import state
from argmap.text import tr, trn

# What a window consists of is imported when it is assembled: Python reads for longer than Qt needs to show a window.
if TYPE_CHECKING:
    from argmap.app.session import Session, Step
    from argmap.core.ids import Id
    from argmap.graphviz.style import Style
    from argmap.gui.canvas.hitting import Hit
    from argmap.gui.welcome import Welcome


class MapWindow(QMainWindow):
    """One map and what one does with it.

    What is not seen at first is made after the first paint; `ready` tells that all is there. `settings_changed`
    carries the key of a setting, `gone` that the window is closed, `leaving` that the program is to end.
    """

    ready = Signal()
    settings_changed = Signal(str)
    gone = Signal()
    leaving = Signal()

    def __init__(
        self,
        settings: Settings,
        recents: Path,
        session: Session | None = None,
        *,
        before: Callable[[], object] | None = None,
        elsewhere: Callable[[str], None] | None = None,
        later: bool = False,
    ) -> None:
        """`recents` is the file that lists the maps opened last.

        `before` is called before the window is assembled; `later`: that is only after its first paint. `elsewhere`
        opens a map, an empty one for "", in a window of its own.
        """
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(tr("argmap"))
        self.settings = settings
        self._recents, self._given, self._before, self._elsewhere = recents, session, before, elsewhere
        self.welcome: Welcome | None = None
        self._asked_for_welcome = False
        self._soon = ""
        self._is_painted = self._is_assembled = self._is_filled = False
        state.restore_size(self)
        if not later:
            self.assemble()

    def assemble(self) -> None:
        """Makes what a window consists of, the panes aside; once."""
        if self._is_assembled:
            return
        if self._before is not None:
            self._before()
        from argmap.app.session import Session
        from argmap.gui import binding, theme
        from argmap.gui.actions import Actions
        from argmap.gui.asking import Asking
        from argmap.gui.bridge import Bridge
        from argmap.gui.canvas.view import MapView
        from argmap.gui.clip import Clip
        from argmap.gui.engine_room import EngineRoom
        from argmap.gui.filing import Filing
        from argmap.gui.going import Going
        from argmap.gui.menus import Menus, ToolBar
        from argmap.gui.notices import Notices
        from argmap.gui.panes import Panes
        from argmap.gui.seeing import Seeing
        from argmap.gui.status import StatusLine

        self.setAcceptDrops(True)
        self.session = Session() if self._given is None else self._given
        self.bridge = Bridge(self.session, self)
        self.look = theme.chosen(self.settings["theme"])
        self.centre = QWidget()
        self.centre.setObjectName("centre")
        self.view = MapView(self.bridge, self.settings)
        self.centre.setFocusProxy(self.view)
        layout = QVBoxLayout(self.centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setCentralWidget(self.centre)
        self.notices = Notices(self.centre)
        self.filing = Filing(self.bridge, self.notices, self._recents, self)
        self.filing.elsewhere = self._elsewhere
        self.seeing = Seeing(self.bridge, self.settings, self.view, self)
        self.panes = Panes(self.bridge, self.settings, self.view, self)
        self.going = Going(self.bridge, self.seeing, self._panes, self)
        self.clip = Clip(self.bridge, self.view, self)
        self.engine = EngineRoom(self.bridge, self.settings, self.notices, self)
        self.asking = Asking(self)
        bound, checks, possible = (
            binding.bound(self, ways) for ways in (binding.BOUND, binding.CHECKED, binding.POSSIBLE)
        )
        self.acts = Actions(self.bridge, self.settings, self.view, self.going.focus, bound, checks, possible, self)
        self.menus = Menus(self.acts, self.menuBar(), self.filing.recents)
        self.menus.open_path = self.filing.open_path
        self.tools = ToolBar(self.acts, self)
        self.addToolBar(self.tools)
        self.status = StatusLine(self.seeing.fit, self)
        self.setStatusBar(self.status)
        self._hint_later = QTimer(self)
        self._hint_later.setSingleShot(True)
        self._hint_later.setInterval(0)
        self._hint_later.timeout.connect(self._show_hints)
        self._is_assembled = True
        self._connect()
        self.acts.serve(self, self.view)
        self.keys_changed()
        self.set_style(self.look)
        self._title()
        self._count()
        state.restore_panes(self)
        self.view.setFocus()

    def _connect(self) -> None:
        self.bridge.stepped.connect(self._step)
        self.bridge.selected.connect(self._selected)
        self.bridge.said.connect(self.status.say)
        self.bridge.troubled.connect(self._trouble)
        self.filing.named.connect(self._title)
        self.filing.opened.connect(self._opened)
        self.seeing.changed.connect(self._count)
        self.view.zoom_changed.connect(self._zoomed)
        self.view.action_wanted.connect(self.acts.run)
        self.view.context_menu.connect(self._context)
        self.view.edit_started.connect(self._hint_later.start)
        self.view.edit_ended.connect(self._hint_later.start)
        self.acts.set_wanted.connect(self.set_setting)

    def is_showing(self, path: str) -> bool:
        """Whether the map of this file is open here."""
        return self._is_assembled and self.session.path == path

    # What is made after the first paint.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        """After the first paint: the parts, which are painted at once, then the panes."""
        if not self._is_assembled:
            self.assemble()
            self.repaint()
        QTimer.singleShot(0, self.fill)

    def fill(self) -> None:
        """Makes what was not needed at first; once."""
        if self._is_filled:
            return
        self.assemble()
        self._is_filled = True
        from argmap.gui import shortcuts
        from argmap.gui.released import ReleasedKeys
        from argmap.gui.welcome import Welcome

        self.welcome = Welcome(self.centre)
        self.welcome.set_style(self.look)
        self.welcome.set_hint(shortcuts.shown(self.acts.keys["add-thesis"]))
        self.welcome.chosen.connect(self._welcomed)
        self.welcome.again.connect(self.filing.open_path)
        self.welcome.left.connect(self._leave_welcome)
        self.panes.fill(state.pane(self.settings))
        outline = self.panes.by_name["outline"]
        self.acts.serve(QWidget(self), outline)
        self._released = ReleasedKeys(self.acts, outline)
        self._show_welcome()
        self._show_hints()
        self.tools.refresh()
        self.ready.emit()

    # Looks.

    def set_style(self, look: Style) -> None:
        """Changes the colours of all that does not follow palette and style sheet by itself."""
        if not self._is_assembled:
            return
        self.look = look
        self.view.set_style(look)
        self.view.set_text_scale(self.settings["text_scale"])
        self.tools.set_style(look)
        self.menus.set_style(look)
        self.notices.set_style(look)
        self.asking.set_style(look)
        if self.welcome is not None:
            self.welcome.set_style(look)
        for pane in self.panes.by_name.values():
            # Panes that paint nothing themselves follow palette and style sheet.
            if (change := getattr(pane, "set_style", None)) is not None:
                change(look)

    def set_setting(self, key: str, value: Any) -> None:
        """Changes a setting, keeps it, and lets it hold at once."""
        self.settings[key] = value
        self._keep_settings()
        if self._is_assembled and key in ("show_minimap", "show_legend"):
            self.view.refresh_overlays()
        self.settings_changed.emit(key)

    def _keep_settings(self) -> None:
        from argmap.errors import ArgmapError

        try:
            self.settings.save()
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))

    def keys_changed(self) -> None:
        """Lets keys that were changed hold at once."""
        from argmap.gui import shortcuts

        self.acts.set_keys()
        self.view.set_keys(self.acts.keys)
        self.tools.set_keys()
        if self.welcome is not None:
            self.welcome.set_hint(shortcuts.shown(self.acts.keys["add-thesis"]))
        self._hint_later.start()
        if self._is_filled:
            self._keep_settings()

    # What rows of the table do.

    def undo(self) -> None:
        """Takes the last step back."""
        self.session.undo()

    def redo(self) -> None:
        """Does the last undone step again."""
        self.session.redo()

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.session.history.undoable() is not None

    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self.session.history.redoable() is not None

    def edit_text(self) -> None:
        """Opens the primary selected claim for typing."""
        self.view.begin_edit(self.going.one)

    def quit(self) -> None:
        """Ends the program, if nothing would be lost by it."""
        self.leaving.emit()

    # What happens.

    def _step(self, step: Step) -> None:
        self._title()
        self._count()
        self._show_welcome()
        self.tools.refresh_later()
        self._hint_later.start()
        if step.what == "load":
            return
        if step.what == "undo":
            self._say_soon(tr("Undone: {label}", label=step.change.label))
        elif step.what == "redo":
            self._say_soon(tr("Done again: {label}", label=step.change.label))
        elif gone := _removed(step):
            from argmap.gui import shortcuts

            key = shortcuts.shown(self.acts.keys["undo"])
            said = trn("Removed {n} claim", "Removed {n} claims", gone)
            self._say_soon(f"{said} · {key}" if key else said)

    def _say_soon(self, text: str) -> None:
        """Says it once what happens just now is over, so that a selection changed along with it is not said last."""
        self._soon = text
        QTimer.singleShot(0, self._say_now)

    def _say_now(self) -> None:
        self.bridge.said.emit(self._soon)

    def _selected(self, ids: tuple[Id, ...]) -> None:
        from argmap.app import announce
        from argmap.gui.status import announce as say_aloud

        hidden = self.seeing.hidden_under(ids[-1]) if ids else 0
        said = announce.announce(self.session.document, ids, hidden)
        self.status.show_standing(said)
        say_aloud(self.view, said)
        self._count()
        self.tools.refresh_later()
        self._hint_later.start()

    def _opened(self) -> None:
        self._asked_for_welcome = False
        state.restore_zoom(self)
        self.status.show_standing("")
        self.view.setFocus()

    def _trouble(self, line: str) -> None:
        from argmap.gui.status import announce as say_aloud

        self.notices.show_line(line)
        say_aloud(self, line)

    def _zoomed(self, zoom: float) -> None:
        self.status.show_zoom(round(100 * zoom))

    def _title(self) -> None:
        name = self.filing.name().replace("[*]", "[*][*]")
        self.setWindowTitle(tr("{name}[*] — argmap", name=name))
        self.setWindowModified(self.session.is_modified)
        self.setWindowFilePath("")

    def _count(self) -> None:
        from argmap.app import announce

        counts = announce.counts(self.session.document, self.seeing.shown, len(self.session.selection))
        self.status.show_counts(counts)

    def _show_hints(self) -> None:
        from argmap.app import announce
        from argmap.gui import shortcuts
        from argmap.gui.status import KeyHint, while_typing

        found = while_typing() if self.view.is_editing() else announce.hints(self.going.focus())
        keys = ((shortcuts.shown(self.acts.keys[action.id]), short) for action, short in found)
        self.status.hints.show_hints([KeyHint(key, short) for key, short in keys if key])

    def _context(self, at: QPoint, hit: Hit) -> None:
        """Opens the menu of what is there; over a text that is edited there is none."""
        from argmap.gui.menus import rows_for

        if hit.kind != "text":
            self.menus.context(rows_for(hit.id, self.session.selection, self.session.document), self).popup(at)

    def _panes(self) -> list[QWidget]:
        panes = self.panes.in_order()
        if self.welcome is not None and self.welcome.isVisible():
            panes.insert(panes.index(self.view) + 1, self.welcome)
        return panes

    # The welcome page.

    def show_welcome(self, asked: bool) -> None:
        """Shows the welcome page although the map is not empty, or no longer."""
        self._asked_for_welcome = asked
        self._show_welcome()
        if asked and self.welcome is not None:
            self.welcome.setFocus()

    def _show_welcome(self) -> None:
        if self.welcome is None:
            return
        document = self.session.document
        empty = not document.claims and not document.sources
        if empty or self._asked_for_welcome:
            if not self.welcome.isVisible():
                self.welcome.show_recents(self.filing.recents())
                self.welcome.appear()
        else:
            self.welcome.hide()

    def _leave_welcome(self) -> None:
        self.show_welcome(False)
        self.view.setFocus()

    def _welcomed(self, chosen: str) -> None:
        if self._asked_for_welcome:
            self._leave_welcome()
        if chosen == "paste":
            from PySide6.QtGui import QGuiApplication

            self.asking.add_source(QGuiApplication.clipboard().text())
        else:
            self.acts.run({"open": "open", "example": "open-example"}[chosen])

    def show_first(self) -> None:
        """The first run: the example is open, and it is said what it is."""
        from argmap.gui.notices import Offer

        self.filing.open_example()
        said = tr("This is the example, an article taken apart. It is a copy: try what you like.")
        self.notices.show("example", said, offers=[Offer(tr("Begin a map of my own"), self.filing.new)])

    # Qt's side.

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._is_filled:
            self.filing.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.filing.open_path(url.toLocalFile())

    def put_away(self) -> None:
        """Takes note of what is being typed and of how the window is left."""
        self.view.end_edit()
        self.engine.cancel()
        state.keep(self)
        self._keep_settings()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_assembled:
            self.view.end_edit()
        if self._is_assembled and not self.filing.may_close():
            event.ignore()
            return
        if self._is_assembled:
            self.put_away()
        event.accept()
        self.gone.emit()


def _removed(step: Step) -> int:
    """How many claims a change takes away, none where it puts others in their place."""
    from argmap.core.records import Claim

    puts = step.change.puts.values()
    gone = sum(isinstance(put.before, Claim) and put.after is None for put in puts)
    new = sum(isinstance(put.after, Claim) and put.before is None for put in puts)
    return gone if not new else 0
