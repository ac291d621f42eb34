"""The window of one map: assembles its parts and passes between them what happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from argmap.app import announce
from argmap.app.session import Session, Step
from argmap.app.settings import Settings
from argmap.core.ids import Id
from argmap.core.records import Claim
from argmap.errors import ArgmapError
from argmap.graphviz.style import Style
from argmap.gui import binding, shortcuts, state, theme
from argmap.gui.actions import Actions
from argmap.gui.asking import Asking
from argmap.gui.bridge import Bridge
from argmap.gui.canvas.scene import MapScene
from argmap.gui.canvas.view import MapView
from argmap.gui.clip import Clip
from argmap.gui.filing import Filing
from argmap.gui.going import Going
from argmap.gui.menus import ON_CLAIM, ON_NOTHING, ON_RELATION, ON_SEVERAL, Menus, ToolBar
from argmap.gui.notices import Notices, Offer
from argmap.gui.panes import Panes
from argmap.gui.released import ReleasedKeys
from argmap.gui.seeing import Seeing
from argmap.gui.status import KeyHint, StatusLine, announce as say_aloud
from argmap.gui.welcome import Welcome
from argmap.text import tr, trn


class MapWindow(QMainWindow):
    """One map and what one does with it.

    What is not seen at first is made after the first paint; `ready` tells that all is there. `settings_changed`
    carries the key of a setting, `gone` that the window is closed, `leaving` that the program is to end.
    """

    ready = Signal()
    settings_changed = Signal(str)
    gone = Signal()
    leaving = Signal()

    def __init__(self, settings: Settings, recents: Path, session: Session | None = None) -> None:
        """`recents` is the file that lists the maps opened last."""
        super().__init__()
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.settings = settings
        self.session = Session() if session is None else session
        self.bridge = Bridge(self.session, self)
        self.look = theme.chosen(settings["theme"])
        self.centre = QWidget()
        self.centre.setObjectName("centre")
        self.view = MapView(MapScene(self.bridge, self.look))
        self.view.setAccessibleName(tr("Map"))
        self.centre.setFocusProxy(self.view)
        layout = QVBoxLayout(self.centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setCentralWidget(self.centre)
        self.notices = Notices(self.centre)
        self.filing = Filing(self.bridge, self.notices, recents, self)
        self.seeing = Seeing(self.bridge, settings, self.view, self)
        self.panes = Panes(self.bridge, settings, self.view, self)
        self.going = Going(self.bridge, self.seeing, self._panes, self)
        self.clip = Clip(self.bridge, self.view, self)
        self.asking = Asking(self)
        self.acts = Actions(
            self.bridge,
            settings,
            self.view,
            self.going.focus,
            binding.bound(self, binding.BOUND),
            binding.bound(self, binding.CHECKED),
            binding.bound(self, binding.POSSIBLE),
            self,
        )
        self.menus = Menus(self.acts, self.menuBar(), self.filing.recents)
        self.menus.open_path = self.filing.open_path
        self.tools = ToolBar(self.acts, self)
        self.addToolBar(self.tools)
        self.status = StatusLine(self.seeing.fit, self)
        self.setStatusBar(self.status)
        self.welcome: Welcome | None = None
        self._asked_for_welcome = False
        self._painted = False
        self._made = False
        self._hint_later = QTimer(self)
        self._hint_later.setSingleShot(True)
        self._hint_later.setInterval(0)
        self._hint_later.timeout.connect(self._show_hints)
        self._connect()
        self.acts.serve(self, self.view)
        self.keys_changed()
        self.set_style(self.look)
        self._title()
        self._count()
        state.restore(self)

    def _connect(self) -> None:
        self.bridge.stepped.connect(self._step)
        self.bridge.selected.connect(self._selected)
        self.bridge.said.connect(self.status.say)
        self.bridge.troubled.connect(self._trouble)
        self.filing.named.connect(self._title)
        self.filing.opened.connect(self._opened)
        self.seeing.changed.connect(self._count)
        self.view.zoom_changed.connect(self._zoomed)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._context)
        self.acts.set_wanted.connect(self.set_setting)

    # What is made after the first paint.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.fill)

    def fill(self) -> None:
        """Makes what was not needed for the first paint; once."""
        if self._made:
            return
        self._made = True
        self.welcome = Welcome(self.centre)
        self.welcome.set_style(self.look)
        self.welcome.set_hint(shortcuts.shown(self.acts.keys["add-thesis"]))
        self.welcome.chosen.connect(self._welcomed)
        self.welcome.again.connect(self.filing.open_path)
        self.welcome.left.connect(self._leave_welcome)
        self.panes.fill(state.pane(self.settings))
        outline = self.panes.by_name["outline"]
        self.acts.serve(QWidget(self), outline)
        self._released = ReleasedKeys(self.acts, self.view, self.view.viewport(), outline)
        self._show_welcome()
        self._show_hints()
        self.tools.refresh()
        self.ready.emit()

    # Looks.

    def set_style(self, look: Style) -> None:
        """Changes the colours of all that does not follow palette and style sheet by itself."""
        self.look = look
        self.view.set_style(look)
        self.tools.set_style(look)
        self.menus.set_style(look)
        self.notices.set_style(look)
        self.asking.set_style(look)
        if self.welcome is not None:
            self.welcome.set_style(look)
        for pane in self.panes.by_name.values():
            if hasattr(pane, "set_style"):
                pane.set_style(look)

    def set_setting(self, key: str, value: Any) -> None:
        """Changes a setting, keeps it, and lets it hold at once."""
        self.settings[key] = value
        self._keep_settings()
        self.settings_changed.emit(key)

    def _keep_settings(self) -> None:
        try:
            self.settings.save()
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))

    def keys_changed(self) -> None:
        """Lets keys that were changed hold at once."""
        self.acts.set_keys()
        self.tools.set_keys()
        if self.welcome is not None:
            self.welcome.set_hint(shortcuts.shown(self.acts.keys["add-thesis"]))
        self._hint_later.start()
        if self._made:
            self._keep_settings()

    # What rows of the table do.

    def undo(self) -> None:
        """Takes the last step back."""
        self.filing.saving.emit()
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
            self.status.say_soon(tr("Undone: {label}", label=step.change.label))
        elif step.what == "redo":
            self.status.say_soon(tr("Done again: {label}", label=step.change.label))
        elif gone := _removed(step):
            key = shortcuts.shown(self.acts.keys["undo"])
            said = trn("Removed {n} claim", "Removed {n} claims", gone)
            self.status.say_soon(f"{said} · {key}" if key else said)

    def _selected(self, ids: tuple[Id, ...]) -> None:
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
        self.notices.show_line(line)
        say_aloud(self, line)

    def _zoomed(self, _zoom: float) -> None:
        self.status.show_zoom(self.seeing.percent())

    def _title(self) -> None:
        name = self.filing.name().replace("[*]", "[*][*]")
        self.setWindowTitle(tr("{name}[*] — argmap", name=name))
        self.setWindowModified(self.session.is_modified)
        self.setWindowFilePath("")

    def _count(self) -> None:
        counts = announce.counts(self.session.document, self.seeing.shown, len(self.session.selection))
        self.status.show_counts(counts)
        self.status.show_zoom(self.seeing.percent())

    def _show_hints(self) -> None:
        found = announce.hints(self.going.focus())
        keys = ((shortcuts.shown(self.acts.keys[action.id]), word) for action, word in found)
        self.status.hints.show_hints([KeyHint(key, word) for key, word in keys if key])

    def _context(self, at: Any) -> None:
        place = self.view.mapToScene(at)
        hit = self.view.map_scene().hit(place.x(), place.y())
        if hit.id and hit.id not in self.session.selection:
            self.session.select((hit.id,))
        selection = self.session.selection
        if not hit.id:
            rows = ON_NOTHING
        elif len(selection) > 1:
            rows = ON_SEVERAL
        else:
            rows = ON_RELATION if selection[0] in self.session.document.relations else ON_CLAIM
        self.menus.context(rows, self).popup(self.view.viewport().mapToGlobal(at))

    def _panes(self) -> list[QWidget]:
        page = [self.welcome] if self.welcome is not None and self.welcome.isVisible() else []
        return [self.view, *page, *self.panes.visible()]

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
        self.filing.open_example()
        said = tr("This is the example, an article taken apart. It is a copy: try what you like.")
        self.notices.show("example", said, offers=[Offer(tr("Begin a map of my own"), self.filing.new)])

    # Qt's side.

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._made:
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
        self.filing.saving.emit()
        state.keep(self)
        self._keep_settings()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.filing.may_close():
            event.ignore()
            return
        self.put_away()
        event.accept()
        self.gone.emit()


def _removed(step: Step) -> int:
    """How many claims a change takes away, none where it puts others in their place."""
    puts = step.change.puts.values()
    gone = sum(isinstance(put.before, Claim) and put.after is None for put in puts)
    new = sum(isinstance(put.after, Claim) and put.before is None for put in puts)
    return gone if not new else 0
