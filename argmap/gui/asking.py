"""What the window asks for and shows on its own: palette, find bar, pickers, strips, dialogs; each made when wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QDialog, QWidget

from argmap.core.change import Change
from argmap.core.ids import Id
from argmap.edit import about as about_map
from argmap.edit import claims, sources
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.graphviz.style import Style
    from argmap.gui.article.pane import ArticlePane
    from argmap.gui.dialogs.chooser import Line
    from argmap.gui.window import MapWindow


class Asking(QObject):
    """Opens what lies over a window's map and beside it."""

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self._parts: dict[str, Any] = {}
        self._dialogs: dict[str, QDialog] = {}
        self._help: QWidget | None = None

    def _part(self, name: str, make: Callable[[], Any]) -> Any:
        """A card over the map, made when it is first wanted."""
        if name not in self._parts:
            self._parts[name] = make()
            self._parts[name].set_style(self._window.look)
        return self._parts[name]

    def set_style(self, look: Style) -> None:
        """Changes the colours of what is there already."""
        for part in self._parts.values():
            part.set_style(look)

    def spot(self) -> QRect:
        """Where the primary selected card stands, in the coordinates of what lies over the map."""
        window = self._window
        view, one = window.view, window.going.one
        box = view.map_scene().geometry.cards.get(one)
        if box is None:
            junction = view.map_scene().geometry.junctions.get(one)
            if junction is None:
                return QRect(window.centre.rect().center(), window.centre.rect().center())
            corner = view.mapFromScene(junction.x, junction.y)
            return QRect(view.viewport().mapTo(window.centre, corner), view.viewport().mapTo(window.centre, corner))
        corners = (view.mapFromScene(box.left, box.top), view.mapFromScene(box.right, box.bottom))
        return QRect(*(view.viewport().mapTo(window.centre, corner) for corner in corners))

    # Over the map.

    def palette(self) -> None:
        """Opens the command palette."""
        from argmap.gui.dialogs.palette import Palette

        self._part("palette", lambda: Palette(self._window.acts, self._window.centre)).open()

    def _bar(self) -> Any:
        from argmap.gui.dialogs.find_bar import FindBar

        return self._part("find", self._make_bar(FindBar))

    def _make_bar(self, kind: Callable[..., Any]) -> Callable[[], Any]:
        def make() -> Any:
            bar = kind(self._window.bridge, self._window.centre)
            bar.sought.connect(self._window.seeing.find)
            self._window.view.covers.append(bar)
            return bar

        return make

    def find(self) -> None:
        """Opens the find bar; from the text of the article, the search in it."""
        pane = self._article()
        if pane is not None and not pane.search.entry.hasFocus():
            pane.open_search()
        else:
            self._bar().open()

    def find_next(self) -> None:
        """Goes to the next one found."""
        self._find(back=False)

    def find_previous(self) -> None:
        """Goes to the one found before."""
        self._find(back=True)

    def leave(self) -> None:
        """Leaves what Escape on the map leaves, one at a time: the find bar, then the focus that hides the rest."""
        bar, seeing = self._parts.get("find"), self._window.seeing
        if bar is not None and bar.isVisible():
            bar.close_again()
        elif seeing.is_focused():
            seeing.focus()

    def _article(self) -> ArticlePane | None:
        """The pane of the article, where its text or its search has the keyboard."""
        pane = self._window.reading.pane
        return pane if pane is not None and (pane.text.hasFocus() or pane.search.entry.hasFocus()) else None

    def _find(self, *, back: bool) -> None:
        pane = self._article()
        if pane is not None and pane.search.isVisible():
            pane.search.go(back)
            return
        bar = self._bar()
        if not bar.isVisible():
            bar.open()
        bar.go(back)

    def _picker(self) -> Any:
        from argmap.gui.dialogs.picker import Picker

        return self._part("picker", lambda: Picker(self._window.bridge, self._window.centre))

    def also_bears_on(self) -> None:
        """Asks what else the selected claim shall bear on."""
        self._picker().ask(self._window.going.one, instead=False)

    def bears_on_instead(self) -> None:
        """Asks what the selected claim or relation shall bear on instead."""
        focus = self._window.going.focus()
        self._picker().ask(focus.one, focus.visited, instead=True)

    def marks(self) -> None:
        """Opens the marks strip under the selected card."""
        from argmap.gui.dialogs.marks import MarksStrip

        window = self._window
        self._part("marks", lambda: MarksStrip(window.acts, self.spot, window.centre)).open()

    def _prompt(self) -> Any:
        from argmap.gui.dialogs.prompt import Prompt

        return self._part("prompt", lambda: Prompt(self.spot, self._window.centre))

    def holders(self) -> None:
        """Asks who holds the selected claims."""
        document, chosen = self._window.session.document, self._window.going.focus().claims
        common = _common([document.claims[id].by for id in chosen])
        known = (name for claim in document.claims.values() for name in claim.by)
        self._prompt().ask(tr("Who holds it"), common, known, partial(self._set_holders, chosen))

    def _set_holders(self, ids: tuple[Id, ...], names: list[str]) -> None:
        self._commit(claims.mark(self._window.session.document, ids, by=names))

    def tags(self) -> None:
        """Asks for the tags of the selected claims."""
        document, chosen = self._window.session.document, self._window.going.focus().claims
        common = _common([document.claims[id].tags for id in chosen])
        known = (tag for claim in document.claims.values() for tag in claim.tags)
        self._prompt().ask(tr("Tags"), common, known, partial(self._set_tags, chosen, common))

    def _set_tags(self, ids: tuple[Id, ...], before: tuple[str, ...], names: list[str]) -> None:
        document = self._window.session.document
        off = claims.untag(document, ids, [name for name in before if name not in names])
        on = claims.tag(document if off is None else document.apply(off), ids, names)
        self._commit(off.then(on) if off is not None and on is not None else off or on)

    def _commit(self, change: Change | None) -> None:
        self._window.session.commit(change)

    def edit_note(self) -> None:
        """Gives the keyboard to the note of what is selected, in the inspector."""
        self._edit("note")

    def edit_title(self) -> None:
        """Gives the keyboard to the title of the group that is selected, in the inspector."""
        if self._window.going.one in self._window.session.document.groups:
            self._edit("title")

    def _edit(self, field: str) -> None:
        inspector: Any = self._window.panes.show("inspector")
        if inspector is not None:
            inspector.go_to(field)

    def _choose(self, prompt: str, lines: list[Line], taken: Callable[[str], object]) -> None:
        from argmap.gui.dialogs.listing import Listing

        self._part("listing", lambda: Listing(self._window.centre)).ask(prompt, lines, taken)

    def has_recents(self) -> bool:
        """Whether there is a map to open again."""
        return bool(self._window.filing.recents())

    def open_recent(self) -> None:
        """Asks which of the maps opened last to open."""
        from argmap.errors import one_line
        from argmap.gui.dialogs.chooser import Line

        lines = [
            Line(r.path, one_line(r.title or r.path.rpartition("/")[2]), detail=one_line(r.path))
            for r in self._window.filing.recents()
        ]
        self._choose(tr("Open a map again"), lines, self._window.filing.open_path)

    def earlier_versions(self) -> None:
        """Asks which earlier version of the map to go back to."""
        earlier = self._window.filing.earlier
        self._choose(tr("Go back to an earlier version"), earlier.lines(), earlier.go_back)

    # Sources.

    def source_details(self) -> None:
        """Asks which source, where there are several, and shows what is known of it."""
        self._with_source(tr("Details of which source?"), self._show_source)

    def _show_source(self, id: Id) -> None:
        from argmap.gui.dialogs import details

        source = self._window.session.document.sources[id]

        def taken(values: dict[str, Any]) -> None:
            self._commit(sources.describe_source(self._window.session.document, id, **values))

        values = {field.key: getattr(source, field.key) for field in details.OF_KNOWN_SOURCE}
        self._form("source", tr("Details of the source"), details.OF_KNOWN_SOURCE, values, taken)

    def remove_source(self) -> None:
        """Asks which source, where there are several, and removes it."""
        self._with_source(tr("Remove which source?"), self._remove_source)

    def _remove_source(self, id: Id) -> None:
        self._commit(sources.remove_source(self._window.session.document, id))

    def _with_source(self, prompt: str, taken: Callable[[Id], object]) -> None:
        from argmap.gui.dialogs.chooser import Line

        known = self._window.session.document.sources
        if len(known) == 1:
            taken(next(iter(known)))
            return
        lines = [
            Line(id, source.title or tr("without a title"), detail=source.author)
            for id, source in sorted(known.items(), key=lambda item: (item[1].title, item[0]))
        ]
        self._choose(prompt, lines, taken)

    def map_details(self) -> None:
        """Shows what is said of the map as a whole."""
        from argmap.gui.dialogs import details

        info = self._window.session.document.info

        def taken(values: dict[str, Any]) -> None:
            authors = [name.strip() for name in values.pop("authors").split(",") if name.strip()]
            self._commit(about_map.set_info(self._window.session.document, authors=authors, **values))

        values = {"title": info.title, "description": info.description, "language": info.language}
        self._form(
            "map-details", tr("Map details"), details.OF_MAP, {**values, "authors": ", ".join(info.authors)}, taken
        )

    def _form(
        self, name: str, title: str, fields: Any, values: Mapping[str, str], taken: Callable[[dict[str, str]], object]
    ) -> None:
        from argmap.gui.dialogs.details import DetailsDialog

        self._open(name, DetailsDialog(f"{name}-dialog", title, fields, values, taken, self._window))

    # Dialogs.

    def export(self) -> None:
        """Opens the export dialog."""
        from argmap.gui.dialogs.export import ExportDialog

        window = self._window
        self._open("export", ExportDialog(window.bridge, window.settings, window.seeing.shown, window))

    def print_map(self) -> None:
        """Opens the print dialog, where there is a printer."""
        from argmap.gui.printing import print_map

        dialog = print_map(self._window)
        if dialog is not None:
            self._keep("print", dialog)

    def arrange_with_graphviz(self) -> None:
        """Asks for a layout of Graphviz, which then finds places for the cards."""
        from argmap.gui.graphviz_arrange import arrange_with_graphviz

        arrange_with_graphviz(self._window)

    def settings(self) -> None:
        """Opens the settings."""
        from argmap.gui.dialogs.settings import SettingsDialog

        window = self._window
        self._open("settings", SettingsDialog(window.settings, window.set_setting, window))

    def shortcuts(self) -> None:
        """Opens the key page."""
        from argmap.gui.dialogs.shortcuts import ShortcutsDialog

        window = self._window
        offered = window.acts.by_id.__contains__
        self._open("shortcuts", ShortcutsDialog(window.settings, offered, window.keys_changed, window))

    def about(self) -> None:
        """Opens what is to be known of argmap."""
        from argmap.gui.dialogs.about import AboutDialog

        self._open("about", AboutDialog(self._window.settings["engine"], self._window))

    def help(self) -> None:
        """Opens the manual, or brings it to the front."""
        from argmap.gui.dialogs.help import Help

        if self._help is None:
            self._help = Help(self._window)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def welcome(self) -> None:
        """Shows the welcome page over the map."""
        if self._window.front is not None:
            self._window.front.ask()

    def _open(self, name: str, dialog: QDialog) -> None:
        """Shows a dialog that stops nothing but its own window; one of a name at a time."""
        self._keep(name, dialog)
        dialog.open()

    def _keep(self, name: str, dialog: QDialog) -> None:
        before = self._dialogs.pop(name, None)
        if before is not None:
            before.close()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(partial(_forget, self._dialogs, name, dialog))
        self._dialogs[name] = dialog

    def dialog(self, name: str) -> QWidget | None:
        """The open dialog of a name."""
        return self._dialogs.get(name)


def _common(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The names that stand in all of the lists, in the order of the first."""
    first = names[0] if names else ()
    return tuple(name for name in first if all(name in other for other in names))


def _forget(dialogs: dict[str, QDialog], name: str, dialog: QDialog, _result: int = 0) -> None:
    if dialogs.get(name) is dialog:
        del dialogs[name]
