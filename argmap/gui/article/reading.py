"""What one does with articles in a window: the pane at the left, its rows of the table, and its way to the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from argmap.core.ids import Id
from argmap.gui.afterwards import Afterwards
from argmap.gui.article.held_by import HeldBy
from argmap.gui.article.shelf import Shelf
from argmap.gui.docks import Dock
from argmap.text import tr, trn

if TYPE_CHECKING:
    from argmap.app.session import Session, Step
    from argmap.graphviz.style import Style
    from argmap.gui.article.drag import Passages
    from argmap.gui.article.pane import ArticlePane
    from argmap.gui.article.taking import Passage, Way
    from argmap.gui.window import MapWindow

WIDTH, LEAST = 420, 280
"""How wide the pane is at first, and at least, in pixels at a text size of 100 %."""

BACK = ("typing-done", "typing-leave")
"""The keys that lead from the wording of a claim back to the article; the others go on at the map."""


class Reading(QObject):
    """The article's side of one window. The dock is there from the start, what is in it only when it is needed.

    Passages are added to the `target`. It stays where it is, whatever is selected; G and the head's button move it.
    """

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self.target: Id = ""
        self.newest: Id = ""
        self.pane: ArticlePane | None = None
        self.shelf = Shelf(self, window)
        self.holding = HeldBy(self, window)
        self._passages: Passages | None = None
        self._returning: Id = ""
        self._hovered: tuple[Id, ...] = ()
        self.is_wanted = bool(window.settings["window"].get("article", True))
        """Whether the pane is to be seen where there is an article."""
        self.dock = Dock("article-dock", Qt.DockWidgetArea.LeftDockWidgetArea, WIDTH, LEAST, window)
        self._seen = Afterwards(self._show_target, self)
        window.bridge.stepped.connect(self._step)
        window.bridge.selected.connect(self._seen.ask)
        self.dock.want(self.is_wanted and self.has_sources())

    @property
    def session(self) -> Session:
        """The session whose articles are read."""
        return self._window.session

    def has_sources(self) -> bool:
        """Whether there is an article."""
        return bool(self.session.document.sources)

    def fill(self) -> None:
        """Makes what is in the dock, once."""
        if self.pane is not None:
            return
        from argmap.gui.article.drag import Passages
        from argmap.gui.article.pane import ArticlePane
        from argmap.gui.article.taking import first_target

        window = self._window
        self.pane = pane = ArticlePane(window.bridge, window.settings, window.look)
        pane.text.action_wanted.connect(self.run)
        pane.text.enter_pressed.connect(self.take_suggested)
        pane.text.clicked.connect(self._clicked)
        pane.text.hovered.connect(self._hover)
        pane.text.drag_wanted.connect(self._drag)
        pane.text.menu_wanted.connect(self.shelf.menu)
        pane.text.selected.connect(self._seen.ask)
        pane.target.asked.connect(self.run)
        pane.target.moved.connect(self.target_selected)
        pane.holder.given.connect(self.holding.set)
        pane.holder.left.connect(self.holding.leave)
        pane.head.more.connect(self.shelf.more)
        pane.dropped.connect(self.shelf.add_files)
        pane.pasted.connect(self.shelf.add_source)
        pane.add_wanted.connect(self.shelf.ask_for_source)
        pane.review_wanted.connect(self.shelf.review_here)
        pane.next_wanted.connect(self.next_unmapped)
        self.dock.setWidget(pane)
        self.dock.let_go()
        self._passages = Passages(window.view)
        self._passages.taken.connect(self._taken_by_drop)
        self._passages.pointed.connect(pane.text.show_hover)
        window.view.edit_ended.connect(self._edit_ended)
        window.settings_changed.connect(self._setting)
        self.keys_changed()
        self.target = first_target(self.session.document)
        self._show_target()

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        if self.pane is not None:
            self.pane.set_style(look)

    def keys_changed(self) -> None:
        """Takes up other keys."""
        from argmap.gui import shortcuts
        from argmap.gui.article import keys

        if self.pane is not None:
            self.pane.text.rows = keys.rows(self._window.acts.keys)
            self.pane.target.set_keys(self._window.acts.keys)
            self.pane.foot.set_next_key(shortcuts.shown(self._window.acts.keys["article-unmapped"]))

    def _setting(self, key: str) -> None:
        if self.pane is not None and key == "cue_words":
            self.pane.cue_words_changed()

    # The pane.

    def toggle(self) -> None:
        """Shows or hides the pane."""
        self.is_wanted = self.dock.isHidden()
        self.dock.want(self.is_wanted, insist=True)
        if not self.is_wanted:
            self._window.view.setFocus()
        elif self.pane is not None:
            self.pane.text.setFocus()

    def is_shown(self) -> bool:
        """Whether the pane can be seen."""
        return not self.dock.isHidden()

    def can_take(self) -> bool:
        """Whether a passage is selected."""
        start, end = self.pane.text.selection if self.pane is not None and self.is_shown() else (0, 0)
        return start < end

    def read(self, source: Id) -> None:
        """Brings a source to the front, whatever is seen now."""
        self.fill()
        self.is_wanted = True
        self.dock.want(True, insist=True)
        assert self.pane is not None
        self.pane.show_source(source)
        self.pane.text.setFocus()

    def visible(self) -> list[QWidget]:
        """What F6 goes through at the left."""
        return [] if self.dock.isHidden() or self.pane is None else [self.pane.text]

    # What happens.

    def _step(self, step: Step) -> None:
        from argmap.core.records import Claim
        from argmap.core.roles import claim_above
        from argmap.gui.article.taking import first_target, is_target

        if step.what == "load":
            self.target, self.newest = first_target(step.after), ""
            self.dock.want(self.is_wanted and self.has_sources())
        elif not step.before.sources and step.after.sources and self.is_wanted:
            self.dock.want(True)
        for id in step.change.focus or () if step.what == "commit" else ():
            put = step.change.puts.get(id)
            if put is not None and put.before is None and isinstance(put.after, Claim):
                self.newest = id
        if not is_target(step.after, self.target):
            above = claim_above(step.before, self.target) if self.target in step.before.claims else ""
            self.target = above if is_target(step.after, above) else first_target(step.after)
        if step.what == "load":
            self._show_target()  # how wide the pane has to be hangs on it
        else:
            self._seen.ask()

    def _show_target(self) -> None:
        from argmap.core.roles import Role, derive, main_relation
        from argmap.gui.article.lights import role_on
        from argmap.gui.article.taking import called, is_target

        if self.pane is None:
            return
        document, chosen = self.session.document, self._chosen()
        words = called(document, self.target)
        role: Role | None = role_on(document, self.target) if words else None
        self.pane.target.show_target(words, role)
        claim = self.target in derive(document).rows
        step = main_relation(document, self.target) is not None if claim else bool(words)
        other = chosen != self.target and is_target(document, chosen)
        self.pane.target.set_possible(self.can_take(), bool(words), step, other)

    def _chosen(self) -> Id:
        selection = self.session.selection
        return selection[-1] if selection else ""

    def _edit_ended(self, claim: str, by: str) -> None:
        returning, self._returning = self._returning, ""
        if self.pane is not None and claim and claim == returning and by in BACK and self.is_shown():
            self.pane.text.setFocus()

    def _clicked(self, ids: tuple[Id, ...]) -> None:
        """Selects what rests on the passage under the mouse; clicked again, the next of several."""
        here = self._chosen()
        chosen = ids[(ids.index(here) + 1) % len(ids)] if here in ids else ids[0]
        self.session.select((chosen,))
        self._window.view.reveal(chosen)

    def _hover(self, ids: tuple[Id, ...]) -> None:
        """Shows on the map what rests on the passage that the mouse points at."""
        scene = self._window.view.map_scene()
        for id, on in (*((id, False) for id in self._hovered), *((id, True) for id in ids)):
            item = scene.item(id)
            if item is not None:
                item.set_look(hovered=on)
        self._hovered = ids

    # Rows of the table.

    def run(self, row: str) -> None:
        """Does what a row of the article says."""
        from argmap.gui.article import keys

        way, edited = keys.way_of(row)
        if way is not None:
            self.take(way, edited=edited)
        elif row in keys.STEPS and self.pane is not None:
            by, extend = keys.STEPS[row]
            self.pane.text.step(by, extend=extend)
        elif row == "article-target":
            self.target_newest()
        elif row == "article-holder":
            self.holding.ask()
        elif row == "article-unmapped":
            self.next_unmapped()
        elif row == "article-leave-out":
            self.leave_out()

    def passage(self) -> Passage | None:
        """The words selected, without white space at their ends."""
        from argmap.gui.article.taking import Passage

        if self.pane is None:
            return None
        (start, end), text = self.pane.text.selection, self.pane.text.text
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        return Passage(self.pane.source, start, max(start, start + len(words.strip())))

    def take(self, way: Way, *, edited: bool = True) -> bool:
        """Takes the words selected for something; a new claim is then worded, unless it is left as it is."""
        from argmap.app.announce import number, step_or_number
        from argmap.gui.article.taking import take

        passage = self.passage()
        if passage is None or self.pane is None:
            return False
        self._window.view.end_edit()
        found = take(self.session.document, passage, way, self.target)
        if found.change is None or not self.session.commit(found.change):
            self._window.bridge.said.emit(found.why_not)
            return False
        self.pane.text.go_behind()
        if way == "attach":
            here = step_or_number(self.session.document, self.target)
            self._window.bridge.said.emit(tr("Attached to {target}", target=here))
            return True
        claim = (found.change.focus or ("",))[-1]
        if not self.target:
            self.target = claim
        self.holding.offer(claim, passage)
        if edited:
            self._returning = claim
            self._window.view.begin_edit(claim, passage=True)
        else:
            here = number(self.session.document, claim)
            self._window.view.reveal(claim)
            self._window.bridge.said.emit(tr("Added {number}, still in the author's words", number=here))
        return True

    def take_suggested(self) -> None:
        """Takes the words selected for what their cue words suggest; nothing where they suggest nothing."""
        if self.pane is not None and self.pane.target.suggested and self.can_take():
            self.run(self.pane.target.suggested)

    def thesis(self) -> None:
        """Takes the words selected for a thesis."""
        self.take("thesis")

    def premise(self) -> None:
        """Takes the words selected for a premise of the target."""
        self.take("premise")

    def linked(self) -> None:
        """Takes the words selected for a premise linked with the target."""
        self.take("linked")

    def counterpoint(self) -> None:
        """Takes the words selected for a counterpoint to the target."""
        self.take("counterpoint")

    def undercut(self) -> None:
        """Takes the words selected for an undercut of the target or of its step."""
        self.take("undercut")

    def attach(self) -> None:
        """Lets the target rest on the words selected too."""
        self.take("attach")

    def leave_out(self) -> None:
        """Takes the words selected out of the article's text: what is no part of it."""
        from argmap.core.sentences import words
        from argmap.edit.revising import leave_out

        passage = self.passage()
        if self.pane is None or passage is None or passage.start >= passage.end:
            self._window.bridge.said.emit(tr("Select first what is to be left out of the text"))
            return
        gone = words(self.pane.text.text[passage.start : passage.end])
        change, lost = leave_out(self.session.document, *passage)
        if not self.session.commit(change):
            return
        self.pane.text.select(passage.start, passage.start, reveal=False)
        parts = [trn("Left out {n} word", "Left out {n} words", gone)]
        if lost:
            parts.append(trn("{n} excerpt to review", "{n} excerpts to review", len(lost)))
        self._window.bridge.said.emit(" · ".join((*parts, tr("{key} takes it back", key=self._key_of("undo")))))

    def _key_of(self, row: str) -> str:
        from argmap.gui import shortcuts

        return shortcuts.shown(self._window.acts.keys[row])

    def target_newest(self) -> None:
        """Adds to the newest card from now on; where that is done already, to the selected one."""
        from argmap.gui.article.taking import is_target

        document = self.session.document
        if is_target(document, self.newest) and self.newest != self.target:
            self._set_target(self.newest)
        else:
            self.target_selected()

    def target_selected(self) -> None:
        """Adds to the selected card or relation from now on."""
        self._set_target(self._chosen())

    def _set_target(self, id: Id) -> None:
        from argmap.gui.article.taking import called, is_target

        if not is_target(self.session.document, id):
            self._window.bridge.said.emit(tr("Select a card on the map to add to it"))
            return
        self.target = id
        self._show_target()
        self._window.bridge.said.emit(tr("Adding to {target}", target=called(self.session.document, id)))

    def next_unmapped(self) -> None:
        """Selects the next sentence that is not on the map, round at the end."""
        from argmap.core.coverage import coverage

        if self.pane is None:
            return
        found = coverage(self.session.document, self.pane.source)
        span = found.next_unmapped(self.pane.text.selection[1])
        if span is None and (span := found.next_unmapped(0)) is not None:
            self._window.bridge.said.emit(tr("From the beginning again"))
        if span is None:
            self._window.bridge.said.emit(tr("Every sentence is on the map"))
            return
        self.pane.text.select(*span)
        self.pane.text.reveal(*span)
        self.pane.text.setFocus()

    # The mouse.

    def _drag(self) -> None:
        from argmap.gui.article import drag

        passage = self.passage()
        if passage is not None and self.pane is not None:
            drag.start(self.pane.text, passage, self.pane.text.selected_text, self._window.look)

    def _taken_by_drop(self, claim: str) -> None:
        passage = self.passage()
        if self.pane is None or passage is None:
            return
        self.pane.text.go_behind()
        if claim:
            if not self.target:
                self.target = claim
            self.holding.offer(claim, passage)
            self._returning = claim
            self._window.view.begin_edit(claim, passage=True)
