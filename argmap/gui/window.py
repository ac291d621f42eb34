"""The window of one map: assembles its parts and passes between them what happens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from argmap.app.settings import Settings
from argmap.gui import state
from argmap.text import tr

# What a window consists of is imported when it is assembled: Python reads for longer than Qt needs to show a window.
if TYPE_CHECKING:
    from argmap.app.session import Session
    from argmap.graphviz.style import Style
    from argmap.gui.canvas.hitting import Hit
    from argmap.gui.front import Front
    from argmap.gui.panels.inspector import Inspector


MAP_SUFFIX = ".json"
"""How the name of a file ends that is dropped as a map; any other is an article."""


class MapWindow(QMainWindow):
    """One map and what one does with it.

    What is not seen at first is made after the first paint; `assembled` tells that a map can be shown, `ready` that
    all is there. `settings_changed` carries the key of a setting, `gone` that the window is closed, `leaving` that the
    program is to end, `recovery_wanted` that unsaved work is looked for, `welcomed` that the welcome page has come up.
    """

    assembled = Signal()
    ready = Signal()
    settings_changed = Signal(str)
    gone = Signal()
    leaving = Signal()
    recovery_wanted = Signal()
    welcomed = Signal()

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        session: Session | None = None,
        *,
        before: Callable[[], object] | None = None,
        elsewhere: Callable[[str], None] | None = None,
        later: bool = False,
    ) -> None:
        """`folder` is where journals, backups, locks and the list of the maps opened last are kept.

        `before` is called before the window is assembled; `later`: that is only after its first paint. `elsewhere`
        opens a map, an empty one for "", in a window of its own.
        """
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(tr("argmap"))
        self.settings = settings
        self._folder, self._given, self._before, self._elsewhere = folder, session, before, elsewhere
        self.front: Front | None = None
        self.unsaved = 0
        self._is_painted = self.is_assembled = self._is_filled = self._is_left = False
        state.restore_size(self)
        if not later:
            self.assemble()

    def assemble(self) -> None:
        """Makes what a window consists of, the panes aside; once."""
        if self.is_assembled:
            return
        if self._before is not None:
            self._before()
        from argmap.app.session import Session
        from argmap.gui import binding, theme
        from argmap.gui.actions import Actions
        from argmap.gui.article.reading import Reading
        from argmap.gui.asking import Asking
        from argmap.gui.bridge import Bridge
        from argmap.gui.canvas.view import MapView
        from argmap.gui.clip import Clip
        from argmap.gui.docks import Shares
        from argmap.gui.filing import Filing
        from argmap.gui.going import Going
        from argmap.gui.keeping import Keeping
        from argmap.gui.menus import Menus
        from argmap.gui.notices import Notices
        from argmap.gui.panes import Panes
        from argmap.gui.seeing import Seeing
        from argmap.gui.status import StatusLine
        from argmap.gui.telling import Telling
        from argmap.gui.tool_bar import ToolBar

        self.setAcceptDrops(True)
        self.session = Session() if self._given is None else self._given
        # First of all listeners: what is done is written down before anything else happens because of it.
        self.keeping = Keeping(self.session, self._folder, self)
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
        self.view.covers.append(self.notices)
        self.filing = Filing(self.bridge, self.keeping, self.notices, self._folder, self)
        self.filing.elsewhere, self.filing.settle = self._elsewhere, self._settle_fields
        self.seeing = Seeing(self.bridge, self.settings, self.view, self)
        self.panes = Panes(self.bridge, self.settings, self.look, self.view, self)
        self.going = Going(self.bridge, self.seeing, self._panes, self)
        self.clip = Clip(self.bridge, self.settings, self)
        self.asking = Asking(self)
        self.reading = Reading(self)
        self.shares = Shares(self, (self.panes.side, self.reading.dock), self.settings["text_scale"])
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
        self.telling = Telling(self, self.status)
        self.is_assembled = True
        self._connect()
        self.acts.serve_window(self)
        self.acts.serve_map(self.view)
        self.follow_setting("shortcuts")
        self.set_style(self.look)
        self._title()
        state.restore_panes(self)
        self.view.setFocus()

    def _connect(self) -> None:
        self.bridge.stepped.connect(self._step)
        self.bridge.selected.connect(self.tools.refresh_later)
        self.bridge.troubled.connect(self._trouble)
        self.filing.named.connect(self._title)
        self.filing.opened.connect(self._opened)
        self.view.action_wanted.connect(self.acts.run)
        self.clip.article_pasted.connect(self.reading.read)
        self.view.context_menu.connect(self._context)
        self.view.left.connect(self.asking.leave)
        self.acts.set_wanted.connect(self.set_setting)

    def is_showing(self, path: str) -> bool:
        """Whether the map of this file is open here, however its path is spelt."""
        from argmap.app.identity import name_of

        return self.is_assembled and bool(self.session.path) and name_of(self.session.path) == name_of(path)

    # What is made after the first paint.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        """After the first paint: the parts with the map, which are painted at once, then the panes."""
        if not self.is_assembled:
            self.assemble()
            # A map is shown as it fits, and so once the canvas has its size.
            QCoreApplication.sendPostedEvents()
            self.assembled.emit()
            if not self.session.document.claims:
                self._make_front()
            self.tools.refresh()
            QCoreApplication.sendPostedEvents()
            self.repaint()
        QTimer.singleShot(0, self.fill)

    def fill(self) -> None:
        """Makes what was not needed at first; once."""
        if self._is_filled:
            return
        if not self.is_assembled:
            self.assemble()
            self.assembled.emit()
        self._is_filled = True
        from argmap.gui.released import ReleasedKeys

        self.panes.fill(state.pane(self.settings))
        self.reading.fill()
        outline = self.panes.by_name["outline"]
        self.acts.serve_map(outline)
        self._released = ReleasedKeys(self.acts, outline)
        self._make_front()
        self.tools.refresh()
        if not self.view.hasFocus():
            # A window that is not active yet would begin with the first tab of the panes.
            self.view.setFocus()
        self.ready.emit()

    def _make_front(self) -> None:
        from argmap.gui.front import Front

        if self.front is None:
            self.front = Front(self)
            self.acts.serve_map(self.front.page)

    # Looks.

    def set_style(self, look: Style) -> None:
        """Changes the colours of all that does not follow palette and style sheet by itself."""
        if not self.is_assembled:
            return
        self.look = look
        self.view.set_style(look)
        self.view.set_text_scale(self.settings["text_scale"])
        self.shares.set_scale(self.settings["text_scale"])
        self.tools.set_style(look)
        self.menus.set_style(look)
        self.notices.set_style(look)
        self.asking.set_style(look)
        self.reading.set_style(look)
        if self.front is not None:
            self.front.page.set_style(look)
        for pane in self.panes.by_name.values():
            # Panes that paint nothing themselves follow palette and style sheet.
            if (change := getattr(pane, "set_style", None)) is not None:
                change(look)

    def set_setting(self, key: str, value: Any) -> None:
        """Changes a setting, keeps it, and lets it hold at once."""
        self.settings[key] = value
        self._keep_settings()
        self.follow_setting(key)
        self.settings_changed.emit(key)

    def _keep_settings(self) -> None:
        from argmap.errors import ArgmapError

        try:
            self.settings.save()
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))

    def keys_changed(self) -> None:
        """Lets keys that were changed hold at once, and keeps them."""
        self._keep_settings()
        self.follow_setting("shortcuts")
        self.settings_changed.emit("shortcuts")

    def follow_setting(self, key: str) -> None:
        """Lets a setting that was changed here or in another window hold in this one."""
        if not self.is_assembled:
            return
        if key in ("show_minimap", "show_legend"):
            self.view.refresh_overlays()
        elif key == "shortcuts":
            self.acts.set_keys()
            self.view.set_keys(self.acts.keys)
            self.tools.set_keys()
            self.telling.hints()
            self.reading.keys_changed()
            if self.front is not None:
                self.front.set_keys()

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
        """Opens the primary selected claim for typing; of a group, its title in the inspector."""
        if not self.view.begin_edit(self.going.one):
            self.asking.edit_title()

    def quit(self) -> None:
        """Ends the program, if nothing would be lost by it."""
        self.leaving.emit()

    # What happens.

    def _step(self) -> None:
        self._title()
        self.tools.refresh_later()

    def _opened(self) -> None:
        state.restore_zoom(self)
        self.view.setFocus()

    def _trouble(self, line: str) -> None:
        from argmap.gui.status import announce as say_aloud

        self.notices.show_line(line)
        say_aloud(self, line)

    def _title(self) -> None:
        name = self.filing.name().replace("[*]", "[*][*]")
        if self.filing.is_read_only:
            self.setWindowTitle(tr("{name}[*] (read-only) — argmap", name=name))
        else:
            self.setWindowTitle(tr("{name}[*] — argmap", name=name))
        self.status.show_read_only(self.filing.is_read_only)
        self.setWindowModified(self.session.is_modified)
        self.setWindowFilePath("")

    def _context(self, at: QPoint, hit: Hit) -> None:
        """Opens the menu of what is there; over a text that is edited there is none."""
        from argmap.gui.menus import rows_for

        if hit.kind != "text":
            self.menus.context(rows_for(hit.id, self.session.selection, self.session.document), self).popup(at)

    def _panes(self) -> list[QWidget]:
        panes = [*self.reading.visible(), *self.panes.in_order()]
        after = panes.index(self.view) + 1
        if self.front is not None and self.front.page.isVisible():
            panes.insert(after, self.front.page)
        if self.notices.isVisible():
            panes.insert(after, self.notices)
        return panes

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
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        for path in paths:
            if path.endswith(MAP_SUFFIX):
                self.filing.open_path(path)
        if articles := [path for path in paths if not path.endswith(MAP_SUFFIX)]:
            self.reading.shelf.add_files(articles)

    def settle(self) -> None:
        """Takes note of what is being typed, on a card and in the inspector."""
        self.view.end_edit()
        self._settle_fields()

    def _settle_fields(self) -> None:
        inspector = self.panes.by_name.get("inspector")
        if inspector is not None:
            cast("Inspector", inspector).settle()

    def put_away(self) -> None:
        """Takes note of what is being typed and of how the window is left."""
        self.settle()
        state.keep(self)
        self._keep_settings()

    def keep(self) -> None:
        """Keeps what is unsaved where a power cut does not reach it, and asks nothing until somebody works on."""
        self.settle()
        self.keeping.journal.sync()
        self.filing.asks = False

    def leave(self) -> None:
        """Ends what the window is about, whatever state it is in, without a question; once."""
        if self.is_assembled and not self._is_left:
            self._is_left = True
            with ExitStack() as all_of_it:
                all_of_it.callback(self.filing.leave)
                self.put_away()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # Until all is done: a window that failed on the way stays.
        if self.is_assembled:
            self.settle()
            if not self.filing.may_close():
                return
            self.leave()
        event.accept()
        self.gone.emit()
