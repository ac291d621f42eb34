"""Going through the excerpts that are not surely where they say, one by one, the old words beside the new text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from argmap.app.announce import announce
from argmap.app.session import Step
from argmap.core.anchors import State, states
from argmap.core.ids import Id
from argmap.core.roles import Role
from argmap.core.tolerant import Likeness, Spot
from argmap.edit.revising import Case, confirm
from argmap.edit.sources import detach_excerpt
from argmap.graphviz.style import Style
from argmap.gui.article.lights import Light, Lights, role_on
from argmap.gui.article.text_view import TextView
from argmap.gui.bridge import Bridge
from argmap.gui.plain import label
from argmap.gui.weak import weakly
from argmap.text import tr, trn


def state_line(case: Case) -> str:
    """What is the matter with an excerpt, in a sentence."""
    n = len(case.candidates)
    if case.state is State.MOVED:
        alike = case.candidates[0].likeness if case.candidates else Likeness.SAME
        return tr("Moved: the words stand elsewhere now") + _set_otherwise(alike)
    if case.state is State.AMBIGUOUS:
        return trn("Ambiguous: {n} place it may be", "Ambiguous: {n} places it may be", n)
    if case.state is State.LOST:
        return tr("Lost: these words are gone") + (f" · {tr('something like them stands here')}" if n else "")
    return tr("Stands where it says")


def _set_otherwise(likeness: Likeness) -> str:
    said = {
        Likeness.SPACING: tr("with other spacing"),
        Likeness.HYPHENATION: tr("hyphenated otherwise"),
        Likeness.MARKS: tr("with other quotation marks or dashes"),
        Likeness.CASE: tr("in other case"),
    }.get(likeness, "")
    return f", {said}" if said else ""


class ReviewDialog(QDialog):
    """Cases at the left; the passage as it was, and beside it the text as it is, with the place proposed.

    Each decision is a change of its own, so that Ctrl+Z takes back one. A case left alone stays as it is.
    """

    def __init__(self, bridge: Bridge, source: Id, cases: Sequence[Case], look: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review-dialog")
        self.setWindowTitle(tr("Review excerpts"))
        self.bridge, self.source, self.cases = bridge, source, tuple(cases)
        self._candidate = 0
        self.list = QListWidget()
        self.list.setObjectName("review-cases")
        self.list.setAccessibleName(tr("Excerpts to review"))
        self.list.setWordWrap(True)
        self.list.setMinimumWidth(220)
        self.list.setSpacing(1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        # Padding alone would leave the selected row without a ground, its words in the colour of the paper.
        self.list.setStyleSheet(
            "QListView { padding: 4px; } QListView::item { padding: 7px 8px; border-radius: 6px; }"
            f" QListView::item:selected {{ background: {look.divider}; color: {look.text}; }}"
        )
        for _ in self.cases:
            self.list.addItem(QListWidgetItem())
        self.about = label(name="review-about", tone="heading")
        self.about.setWordWrap(True)
        self.matter = label(name="review-matter", tone="muted")
        self.matter.setWordWrap(True)
        self.old = TextView(look)
        self.old.setObjectName("review-old")
        self.old.setAccessibleName(tr("As it was"))
        self.new = TextView(look)
        self.new.setObjectName("review-new")
        self.new.setAccessibleName(tr("As it is now"))
        self.here = _button("review-here", tr("It is here"))
        self.other = _button("review-other", tr("Next place"))
        self.chosen = _button("review-chosen", tr("Take the words selected"))
        self.detach = _button("review-detach", tr("Detach"))
        self.later = _button("review-later", tr("Leave it"))
        self.close_button = _button("review-close", tr("Close"))
        self.here.setDefault(True)
        self._assemble()
        self.list.currentRowChanged.connect(self._show)
        self.here.clicked.connect(weakly(self.confirm))
        self.other.clicked.connect(weakly(self.next_place))
        self.chosen.clicked.connect(weakly(self.take_selected))
        self.detach.clicked.connect(weakly(self.detach_it))
        self.later.clicked.connect(weakly(self.go_on))
        self.close_button.clicked.connect(self.accept)
        self.new.selected.connect(self._possible)
        bridge.stepped.connect(self._step)
        self.new.show_text(bridge.session.document.sources[source].text)
        self.resize(1080, 640)
        self._fill()
        self.list.setCurrentRow(0)
        QTimer.singleShot(0, self.show_again)

    def _assemble(self) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setObjectName("review-sides")
        sides.setHandleWidth(1)
        sides.setChildrenCollapsible(False)
        for title, view in ((tr("As it was"), self.old), (tr("As it is now"), self.new)):
            side = QWidget()
            rows = QVBoxLayout(side)
            rows.setContentsMargins(8, 0, 8, 0)
            rows.addWidget(label(title, tone="small"))
            rows.addWidget(view, 1)
            sides.addWidget(side)
        sides.setSizes([400, 520])
        buttons = QHBoxLayout()
        for button in (self.here, self.other, self.chosen, self.detach, self.later):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.about)
        right.addWidget(self.matter)
        right.addWidget(sides, 1)
        right.addLayout(buttons)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(16, 16, 18, 14)
        columns.setSpacing(16)
        columns.addWidget(self.list, 1)
        columns.addLayout(right, 4)

    def begin_with(self, ids: Sequence[Id]) -> None:
        """Begins with the first case of what is selected, where one is."""
        excerpts = self.bridge.session.document.excerpts
        rows = (row for row, case in enumerate(self.cases) if excerpts[case.excerpt].on in ids)
        self.list.setCurrentRow(next(rows, 0))

    @property
    def case(self) -> Case:
        """The case that is shown."""
        return self.cases[max(0, self.list.currentRow())]

    def spot(self) -> Spot | None:
        """The place that is proposed now."""
        candidates = self.case.candidates
        return candidates[self._candidate % len(candidates)] if candidates else None

    def is_open(self, case: Case) -> bool:
        """Whether a case is not settled yet."""
        document = self.bridge.session.document
        return case.excerpt in document.excerpts and states(document)[case.excerpt] is not State.EXACT

    def show_again(self) -> None:
        """Shows the case anew, once it is known how much room there is."""
        self._show(self.list.currentRow())

    def _fill(self) -> None:
        for row, case in enumerate(self.cases):
            item = self.list.item(row)
            words = " ".join(case.words.split())
            is_open = self.is_open(case)
            sign = {State.MOVED: tr("moved"), State.AMBIGUOUS: tr("ambiguous"), State.LOST: tr("lost")}
            said = sign.get(case.state, tr("to confirm")) if is_open else tr("settled")
            item.setText(f"{said} · “{words[:70]}{'…' if len(words) > 70 else ''}”")
            font = item.font()
            font.setStrikeOut(not is_open)
            item.setFont(font)

    def _show(self, row: int) -> None:
        if row < 0:
            return
        self._candidate = 0
        case, document = self.cases[row], self.bridge.session.document
        record = document.excerpts.get(case.excerpt)
        on = record.on if record is not None else ""
        words = " ".join(document.claims[on].text.split()) if on in document.claims else ""
        self.about.setText(" · ".join(part for part in (announce(document, (on,)).split(",")[0], words) if part))
        self.matter.setText(state_line(case))
        before, after = _from_a_word(case.before), _to_a_word(case.after)
        begin = len(before)
        self.old.show_text(before + case.words + after)
        role = role_on(document, on)
        light = Light(begin, begin + len(case.words), case.excerpt, on, role, State.EXACT)
        self.old.show_lights(Lights([light]))
        self.old.light_up((on,))
        self.old.reveal(begin, begin + len(case.words))
        self._propose(role, on)

    def _propose(self, role: Role, on: Id) -> None:
        case, found = self.case, []
        now = self.spot()
        for spot in case.candidates:
            state = State.EXACT if spot is now else State.AMBIGUOUS
            resting = on if spot is now else ""
            found.append(Light(spot.start, spot.end, f"{case.excerpt}-{spot.start}", resting, role, state))
        self.new.show_lights(Lights(found))
        self.new.light_up((on,))
        if now is not None:
            self.new.caret_at = self.new.anchor = now.start
            self.new.reveal(now.start, now.end)
        self._possible()

    def _possible(self) -> None:
        is_open, spot = self.is_open(self.case), self.spot()
        start, end = self.new.selection
        self.here.setEnabled(is_open and spot is not None)
        self.here.setText(tr("Take these words instead") if _is_other(spot) else tr("It is here"))
        self.other.setEnabled(is_open and len(self.case.candidates) > 1)
        self.chosen.setEnabled(is_open and start < end)
        self.detach.setEnabled(is_open)

    # Decisions.

    def confirm(self) -> None:
        """The excerpt stands at the place proposed."""
        spot = self.spot()
        if spot is not None:
            self._settle(spot.start, spot.end)

    def next_place(self) -> None:
        """Proposes the next place."""
        self._candidate += 1
        record = self.bridge.session.document.excerpts.get(self.case.excerpt)
        on = record.on if record is not None else ""
        self._propose(role_on(self.bridge.session.document, on), on)

    def take_selected(self) -> None:
        """The excerpt is what is selected in the new text."""
        start, end = self.new.selection
        words = self.new.text[start:end]
        start += len(words) - len(words.lstrip())
        self._settle(start, start + len(words.strip()))

    def _settle(self, start: int, end: int) -> None:
        session = self.bridge.session
        if session.commit(confirm(session.document, self.case.excerpt, start, end)):
            self.go_on()

    def detach_it(self) -> None:
        """The claim no longer rests on this excerpt."""
        session = self.bridge.session
        if session.commit(detach_excerpt(session.document, self.case.excerpt)):
            self.go_on()

    def go_on(self) -> None:
        """Goes to the next case that is not settled, if there is one."""
        here = self.list.currentRow()
        order = [*range(here + 1, len(self.cases)), *range(here)]
        following = next((row for row in order if self.is_open(self.cases[row])), None)
        if following is not None:
            self.list.setCurrentRow(following)
        else:
            self.matter.setText(tr("Nothing is left to review"))
            self._possible()
            self.close_button.setFocus()

    def _step(self, step: Step) -> None:
        source = step.after.sources.get(self.source)
        if step.what == "load" or source is None or source.text != self.new.text:
            self.reject()
            return
        self._fill()
        self._possible()


def _from_a_word(before: str) -> str:
    """What stood before a passage, without the word that is cut at its beginning."""
    first = min((at for c in " \n" if (at := before.find(c)) >= 0), default=-1)
    return f"…{before[first:]}" if 0 <= first < len(before) - 1 else before


def _to_a_word(after: str) -> str:
    """What stood behind a passage, without the word that is cut at its end."""
    last = max(after.rfind(" "), after.rfind("\n"))
    return f"{after[:last]} …" if last > 0 else after


def _is_other(spot: Spot | None) -> bool:
    return spot is not None and spot.likeness is Likeness.OTHER


def _button(name: str, title: str) -> QPushButton:
    made = QPushButton(title)
    made.setObjectName(name)
    made.setAutoDefault(False)
    return made
