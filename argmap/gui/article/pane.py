"""The pane of the articles: one tab for each source, its head, its text, and how much of it is on the map."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QTabBar, QVBoxLayout, QWidget

from argmap.app.announce import of_claim, of_relation
from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.core.document import Document
from argmap.core.ids import MAP, Id
from argmap.core.records import Source
from argmap.errors import one_line
from argmap.graphviz.style import Style
from argmap.gui.afterwards import Afterwards
from argmap.gui.article.cue_words import CueWords
from argmap.gui.article.dates import about
from argmap.gui.article.foot import Foot
from argmap.gui.article.head import Head, TargetBar
from argmap.gui.article.holder_bar import HolderBar
from argmap.gui.article.lights import Light, Lights, followed, lights
from argmap.gui.article.search import SearchBar
from argmap.gui.article.tally import Tally
from argmap.gui.article.text_view import TextView
from argmap.gui.bridge import Bridge
from argmap.gui.plain import tooltip
from argmap.text import tr

SIDES = 18


class _Left(NamedTuple):
    """How a source was left: its selection and how far it was scrolled."""

    anchor: int
    caret: int
    scrolled: int


class ArticlePane(QWidget):
    """Shows one source at a time. `source_shown` carries its id, `dropped` the paths of files, `pasted` a text.

    `review_wanted` asks for the excerpts that are not surely where they say, `add_wanted` for another article,
    `next_wanted` for the next passage that is not on the map.
    """

    source_shown = Signal(str)
    dropped = Signal(list)
    pasted = Signal(str)
    review_wanted = Signal()
    add_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, bridge: Bridge, settings: Settings, look: Style) -> None:
        super().__init__()
        self.setObjectName("article")
        self.setAcceptDrops(True)
        self.bridge, self.settings, self._look = bridge, settings, look
        self.source: Id = ""
        self._text = ""
        self._lights = Lights()
        self._left: dict[Id, _Left] = {}
        self._cues = CueWords()
        self._filling = False
        scale = settings["text_scale"]
        self._tally = Tally(self)
        self._tally.done.connect(self._tallied)
        self.tabs = QTabBar()
        self.tabs.setObjectName("article-tabs")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.currentChanged.connect(self._tab)
        self.tabs.tabBarClicked.connect(self._clicked)
        self.head = Head()
        self.target = TargetBar()
        self.holder = HolderBar()
        self.search = SearchBar()
        self.text = TextView(look, scale)
        self.foot = Foot(look)
        self.empty = QPushButton(tr("Add an article…"))
        self.empty.setObjectName("article-add")
        self._assemble()
        self._connect()
        self.set_style(look)
        self.show_document()

    def _assemble(self) -> None:
        above = QVBoxLayout()
        above.setContentsMargins(SIDES, 14, 12, 6)
        above.setSpacing(10)
        for part in (self.head, self.target, self.holder, self.search):
            above.addWidget(part)
        self.foot.setContentsMargins(SIDES, 4, 12, 4)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.tabs)
        rows.addLayout(above)
        rows.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(self.text, 1)
        rows.addWidget(self.foot)
        self.setFocusProxy(self.text)

    def _connect(self) -> None:
        self.bridge.stepped.connect(self._step)
        self.bridge.selected.connect(Afterwards(self._follow_selection, self).ask)
        self.head.searched.connect(self.open_search)
        self.search.sought.connect(self._sought)
        self.search.shown.connect(self._found)
        self.search.left.connect(self.text.setFocus)
        self.foot.asked.connect(self._go)
        self.text.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.text.selected.connect(self._suggest)
        self.foot.review_wanted.connect(self.review_wanted)
        self.foot.next_wanted.connect(self.next_wanted)
        self.empty.clicked.connect(self.add_wanted)

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self.bridge.session.document

    # What is shown.

    def show_document(self) -> None:
        """Shows the sources there are now; the one that is read stays, where it is still there."""
        sources = self._sources()
        self._filling = True
        while self.tabs.count():
            self.tabs.removeTab(0)
        for source in sources:
            name = one_line(source.title) or tr("without a title")
            at = self.tabs.addTab(name.replace("&", "&&"))
            self.tabs.setTabData(at, source.id)
            self.tabs.setTabToolTip(at, tooltip(name))
        ids = [source.id for source in sources]
        chosen = self.source if self.source in ids else next(iter(ids), "")
        self.tabs.setCurrentIndex(ids.index(chosen) if chosen else -1)
        self.tabs.setVisible(len(ids) > 1)
        self._filling = False
        self._show(chosen)

    def show_source(self, id: Id) -> None:
        """Brings a source to the front."""
        for at in range(self.tabs.count()):
            if self.tabs.tabData(at) == id:
                self.tabs.setCurrentIndex(at)

    def _sources(self) -> list[Source]:
        """The sources in a steady order: that in which they were published, then by title."""
        return sorted(self.document.sources.values(), key=lambda s: (s.published, s.title, s.id))

    def _tab(self, at: int) -> None:
        if not self._filling and at >= 0:
            self._show(self.tabs.tabData(at))

    def _clicked(self, _at: int) -> None:
        self.text.setFocus()

    def _show(self, id: Id) -> None:
        if self.source and id != self.source:
            bar = self.text.verticalScrollBar()
            self._left[self.source] = _Left(self.text.anchor, self.text.caret_at, bar.value())
        is_other = id != self.source
        self.source = id
        source = self.document.sources.get(id)
        self._text = source.text if source is not None else ""
        if is_other:
            self.foot.forget()
        self.text.setAccessibleName(source.title if source is not None else tr("Article"))
        if source is not None:
            self._head(source, self._tally.is_known(source.text, self.document.info.language))
        for part in (self.head, self.target, self.text, self.foot):
            part.setVisible(source is not None)
        self.empty.setVisible(source is None)
        if is_other or self._text != self.text.text:
            self.text.language = self.document.info.language
            if not is_other:
                # Another version of the same text: what was read stays in view as far as it can.
                at = min(self.text.selection[0], len(self._text))
                self._left[id] = _Left(at, at, self.text.verticalScrollBar().value())
            self.text.show_text(self._text)
            self._read_cues()
            self.search.search_in(self._text)
            if (left := self._left.get(id)) is not None and max(left.anchor, left.caret) <= len(self._text):
                self.text.anchor, self.text.caret_at = left.anchor, left.caret
                self.text.verticalScrollBar().setValue(left.scrolled)
        self.refresh()
        self.text.light_up(self.bridge.session.selection)
        if is_other:
            self.source_shown.emit(id)

    def refresh(self) -> None:
        """Shows the passages in use as they are now, and how much of the article they are."""
        self._show_lights(lights(self.document, self.source))

    def _show_lights(self, now: Lights) -> None:
        self._lights = now
        self.text.show_lights(self._lights)
        self.text.words_of = self.words_of
        self.foot.strip.show_lights(self._lights, len(self._text))
        self._scrolled()
        if self._tally.is_known(self._text, self.document.info.language):
            self.foot.count(self.document, self.source, self._lights)

    def _head(self, source: Source, how_long: bool) -> None:
        self.head.show_source(one_line(source.title) or tr("without a title"), about(source, how_long=how_long))

    def _tallied(self) -> None:
        """Shows what a long text was counted for."""
        source = self.document.sources.get(self.source)
        if source is not None:
            self._head(source, True)
            self.foot.count(self.document, self.source, self._lights)

    def words_of(self, light: Light) -> str:
        """What rests on a passage, for those who point at it: in one sentence, then its words."""
        document = self.document
        if light.on in document.claims:
            said = of_claim(document, light.on)
            words = " ".join(document.claims[light.on].text.split())
        else:
            said, words = (of_relation(document, light.on) if light.on in document.relations else ""), ""
        state = {
            "moved": tr("The words of this excerpt have moved; it is not confirmed that they stand here"),
            "ambiguous": tr("The words of this excerpt stand more than once; it may be another place"),
        }.get(light.state.value, "")
        return "\n".join(part for part in (said, words, state) if part)

    # What happens.

    def _step(self, step: Step) -> None:
        puts = step.change.puts.values()
        if step.what == "load":
            self._left.clear()
            self.source = ""
            self.show_document()
        elif any(isinstance(put.before or put.after, Source) for put in puts):
            self.show_document()
        elif MAP in step.change.puts:
            self.refresh()  # Its language says what a sentence is.
        else:
            now = followed(self._lights, self.document, self.source, step.change)
            if now is not self._lights:
                self._show_lights(now)

    def _follow_selection(self) -> None:
        ids = self.bridge.session.selection
        self.text.light_up(ids)
        if not ids:
            return
        wanted = frozenset(ids)
        here = self._lights.on(wanted)
        if not here:
            other = sorted(
                e.source for e in self.document.excerpts.values() if e.on in wanted and e.source != self.source
            )
            if other and not self.text.hasFocus():
                self.show_source(other[0])
        self.text.reveal_lights(wanted)

    def _scrolled(self, _value: int = 0) -> None:
        if self.text.text:
            self.foot.strip.show_seen(*self.text.seen())

    def _go(self, offset: int) -> None:
        self.text.reveal(offset, offset)

    # Search.

    def open_search(self) -> None:
        """Opens the search with the words selected, where they are few."""
        words = self.text.selected_text
        self.search.search_in(self._text)
        self.search.open(words if len(words) < 60 else "")

    def _sought(self) -> None:
        self.text.found = self.search.places
        self.search.from_offset(self.text.selection[0])
        self.text.viewport().update()

    def _found(self, start: int, end: int) -> None:
        self.text.select(start, end)

    # Cue words.

    def _read_cues(self) -> None:
        self._cues.read(self.document, self.source)
        self.text.show_cues(self._cues.between if self._cues.is_known and self.settings["cue_words"] else None)
        self._suggest()

    def cue_words_changed(self) -> None:
        """Shows or hides cue words, as the setting says now."""
        self._read_cues()

    def holder_in(self, start: int, end: int) -> str | None:
        """Who is reported in a passage, "" where someone is but has no name; None where nobody is."""
        return self._cues.holder(start, end)

    def _suggest(self) -> None:
        role = self._cues.role(*self.text.selection)
        self.target.suggest(f"article-{role}" if role else "")

    # Looks.

    def set_style(self, look: Style) -> None:
        """Changes the colours and the size of the text."""
        scale = self.settings["text_scale"]
        self._look = look
        self.head.set_style(look, scale)
        self.target.set_style(look, scale)
        self.holder.set_style(look, scale)
        self.search.set_style(look)
        self.text.set_style(look)
        self.text.set_scale(scale)
        self.foot.set_style(look, scale)
        self.setStyleSheet(f"QWidget#article {{ background: {look.pane}; }} QTabBar {{ background: {look.pane}; }}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    # What is dropped here.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        mime = event.mimeData()
        paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.dropped.emit(paths)
        elif mime.hasText():
            self.pasted.emit(mime.text())


def _takes(mime: QMimeData) -> bool:
    from argmap.gui.article.drag import PASSAGE

    return not mime.hasFormat(PASSAGE) and (any(url.isLocalFile() for url in mime.urls()) or mime.hasText())
