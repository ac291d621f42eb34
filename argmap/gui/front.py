"""When the welcome page is shown over a window's map, and what its choices do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from argmap.gui import shortcuts
from argmap.gui.notices import Offer
from argmap.gui.welcome import Welcome
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.window import MapWindow


def first_run(window: MapWindow) -> None:
    """Opens the example, and says what it is."""
    window.filing.open_example()
    said = tr("This is the example, an article taken apart. It is a copy: try what you like.")
    window.notices.show("example", said, offers=[Offer(tr("Begin a map of my own"), window.filing.new)])
    window.view.pan_by(0, window.notices.geometry().bottom())  # the first card is not to stand under it
    window.set_setting("welcomed", True)


class Front(QObject):
    """Shows the page over an empty map, and over any other when it is asked for."""

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_wanted = False
        self.page = Welcome(window.centre)
        self.page.set_style(window.look)
        self.page.chosen.connect(self._choose)
        self.page.again.connect(window.filing.open_path)
        self.page.left.connect(self._leave)
        window.bridge.stepped.connect(self.follow)
        window.filing.opened.connect(self._opened)
        self.set_keys()
        self.page.show_unsaved(window.unsaved)
        self.follow()

    def set_keys(self) -> None:
        """Says by which key one begins without an article."""
        self.page.set_hint(shortcuts.shown(self._window.acts.keys["add-thesis"]))

    def ask(self) -> None:
        """Shows the page although the map may not be empty."""
        self._is_wanted = True
        self.follow()
        self.page.setFocus()

    def follow(self, *_: object) -> None:
        """Shows the page or hides it, as the map is now."""
        document = self._window.session.document
        if not self._is_wanted and (document.claims or document.sources):
            self.page.hide()
        elif not self.page.isVisible():
            self.page.show_recents(self._window.filing.recents())
            self.page.appear()
            self._window.welcomed.emit()

    def _opened(self) -> None:
        self._is_wanted = False
        self.follow()

    def _leave(self) -> None:
        self._is_wanted = False
        self.follow()
        self._window.view.setFocus()

    def _choose(self, chosen: str) -> None:
        if self._is_wanted:
            self._leave()
        if chosen == "paste":
            self._window.reading.shelf.add_source(QGuiApplication.clipboard().text())
        else:
            self._window.acts.run({"recover": "recover", "open": "open", "example": "open-example"}[chosen])
