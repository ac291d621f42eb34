"""The sources of a map as a user handles them: added, described, updated, reviewed, listed, and their menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from argmap.core.anchors import State, states
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.article.add_source import AddSource
    from argmap.gui.article.pane import ArticlePane
    from argmap.gui.article.reading import Reading
    from argmap.gui.window import MapWindow

ON_PASSAGE = (
    "article-thesis",
    "article-premise",
    "article-linked",
    "article-counterpoint",
    "article-undercut",
    "article-attach",
    "",
    "article-target",
    "article-unmapped",
    "article-leave-out",
)
"""The context menu in the article."""


class Shelf(QObject):
    """What one does with the sources of one window's map, each as one change."""

    def __init__(self, reading: Reading, window: MapWindow) -> None:
        super().__init__(reading)
        self._reading, self._window = reading, window

    @property
    def _pane(self) -> ArticlePane | None:
        return self._reading.pane

    def menu(self, at: QPoint, offset: int) -> None:
        """Opens the menu of the words selected, at a place of the screen; an address over the offset can be opened."""
        from argmap.gui.article import links

        assert self._pane is not None
        menu = self._window.menus.context(ON_PASSAGE, self._window)
        menu.addSeparator()
        menu.addAction(tr("Copy"), self._pane.text.copy).setEnabled(self._reading.can_take())
        if address := links.link_at(self._pane.text.text, offset):
            menu.addAction(tr("Open the address…"), partial(self.open_address, address))
        menu.popup(at)

    def open_address(self, address: str) -> None:
        """Asks whether to open an address in the browser."""
        from argmap.gui.article import links

        if links.opens(address):
            links.ask(self._window, address).open()
        else:
            self._window.bridge.said.emit(tr("Only addresses of http and https are opened"))

    def more(self) -> None:
        """Opens the menu of the source that is read, and of all of them."""
        assert self._pane is not None
        source = self._window.session.document.sources.get(self._pane.source)
        menu = QMenu(self._window)
        menu.setObjectName("article-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows: list[tuple[str, Any]] = [
            (tr("Update text…"), self.update_text),
            (tr("Review excerpts…"), self.review_here),
            (tr("Details of the source…"), self.details),
        ]
        if source is not None and source.url:
            rows.append((tr("Open the address…"), partial(self.open_address, source.url)))
        rows += [("", None), (tr("Register of sources…"), self.register), (tr("Add a source…"), self.ask_for_source)]
        for title, act in rows:
            if title:
                menu.addAction(title, act)
            else:
                menu.addSeparator()
        button = self._pane.head.more_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    # Sources.

    def details(self) -> None:
        """Shows what is known of the source that is read."""
        if self._pane is not None and self._pane.source in self._window.session.document.sources:
            self._window.asking._show_source(self._pane.source)

    def add_source(self, text: str = "") -> None:
        """Asks for an article, pasted or from a file."""
        from argmap.gui.article.add_source import AddSource

        self._open("add-source", AddSource(self._added, text, self._window))

    def ask_for_source(self) -> None:
        """Asks for an article, with nothing filled in."""
        self.add_source()

    def add_files(self, paths: list[str]) -> None:
        """Reads files and asks for each whether it is to be added like that."""
        from argmap.gui.article.add_source import AddSource

        for path in paths:
            dialog = AddSource(self._added, "", self._window)
            # A file that cannot be read is no reason for a form: one line says why.
            dialog.reader.read.connect(partial(self._open_form, f"add-source {path}", dialog))
            dialog.reader.failed.connect(partial(self._refused, dialog))
            dialog.read_file(path)

    def _open_form(self, name: str, dialog: AddSource, *_: object) -> None:
        if not dialog.isVisible():
            self._open(name, dialog)

    def _refused(self, dialog: AddSource, trouble: str) -> None:
        if not dialog.isVisible():
            self._window.bridge.troubled.emit(trouble)
            dialog.deleteLater()

    def _added(self, details: dict[str, Any]) -> None:
        from argmap.edit import sources

        change = sources.add_source(self._window.session.document, **details)
        if self._window.session.commit(change) and change is not None and change.focus:
            self._reading.read(change.focus[0])

    def register(self) -> None:
        """Opens the register of sources."""
        from argmap.gui.article.register import Register

        self._open("register", Register(self._window.bridge, self.ask_for_source, self._reading.read, self._window))

    def update_text(self) -> None:
        """Asks for a new version of the article that is read."""
        from argmap.gui.article.update import UpdateText

        if self._pane is not None and self._pane.source:
            self._open("update-text", UpdateText(self._window.bridge, self._pane.source, self._reviewed, self._window))

    def _reviewed(self, cases: Any) -> None:
        from argmap.gui.article.review import ReviewDialog

        assert self._pane is not None
        if cases:
            window = self._window
            dialog = ReviewDialog(window.bridge, self._pane.source, cases, window.look, window)
            dialog.begin_with(window.session.selection)
            self._open("review", dialog)

    def review(self) -> None:
        """Goes through the excerpts that are not surely where they say: first those of what is selected."""
        document = self._window.session.document
        chosen = (e for id in self._window.session.selection for e in excerpts_on(document).get(id, ()))
        doubtful = (e.source for e in chosen if states(document)[e.id] is not State.EXACT)
        self._review([*doubtful, *self._sources()])

    def review_here(self) -> None:
        """Goes through those of the source that is read."""
        self._review(self._sources())

    def _sources(self) -> list[Id]:
        read = [self._pane.source] if self._pane is not None else []
        return [*read, *sorted(self._window.session.document.sources)]

    def _review(self, sources: list[Id]) -> None:
        """Opens the review of the first of the sources that has something to review."""
        from argmap.edit.revising import cases

        for source in sources:
            if found := cases(self._window.session.document, source):
                self._reading.read(source)
                self._reviewed(found)
                return
        self._window.bridge.said.emit(tr("Every excerpt stands exactly where it says"))

    def _open(self, name: str, dialog: Any) -> None:
        self._window.asking._open(name, dialog)
