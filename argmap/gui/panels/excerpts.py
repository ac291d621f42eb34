"""The excerpts on which a claim or relation rests, with their anchors' states and credibility."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from argmap.app.unfinished import doubt_word
from argmap.core.anchors import State, states
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.records import CREDIBILITIES, Excerpt, Source
from argmap.edit import sources
from argmap.gui.bridge import Bridge
from argmap.gui.plain import label, tooltip
from argmap.text import tr, trn


def credibility_words() -> tuple[str, ...]:
    """The Admiralty scale's words for how credible a piece of information is, 1 to 6."""
    return (
        tr("1 confirmed by others"),
        tr("2 probably true"),
        tr("3 possibly true"),
        tr("4 doubtful"),
        tr("5 improbable"),
        tr("6 cannot be judged"),
    )


class ExcerptList(QWidget):
    """The excerpts, each with its words, source, credibility, and a button that detaches it.

    Rows are made once and filled anew: to make and dress widgets takes longer than all else that a selection does.
    """

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("excerpts")
        self.bridge = bridge
        self.on: Id = ""
        self.rows: list[ExcerptRow] = []
        self._shown: tuple[object, ...] = ()
        self.count = label(tone="small")
        self.list = QVBoxLayout(self)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(6)
        self.list.addWidget(self.count)
        self.count.hide()

    def show_for(self, on: Id) -> None:
        """Shows the excerpts on a claim or relation, none for ""."""
        document = self.bridge.session.document
        found = excerpts_on(document).get(on, ())
        now = (on, *((e, states(document).get(e.id), document.sources.get(e.source)) for e in found))
        if now == self._shown:
            return
        self.on, self._shown = on, now
        if found:
            self.count.setText(trn("{n} excerpt", "{n} excerpts", len(found)))
        self.count.setVisible(bool(found))
        while len(self.rows) < len(found):
            row = ExcerptRow()
            row.rated.connect(self._rate)
            row.detached.connect(self._detach)
            self.rows.append(row)
            self.list.addWidget(row)
        for excerpt, row in zip(found, self.rows):
            row.show_excerpt(excerpt, states(document)[excerpt.id], document.sources.get(excerpt.source))
        for row in self.rows[len(found) :]:
            row.leave()

    def _rate(self, excerpt: Id, at: int) -> None:
        session = self.bridge.session
        session.commit(sources.rate(session.document, [excerpt], CREDIBILITIES[at - 1] if at else None))

    def _detach(self, excerpt: Id) -> None:
        session = self.bridge.session
        session.commit(sources.detach_excerpt(session.document, excerpt))


class ExcerptRow(QWidget):
    """One excerpt. `rated` carries its id and the place in the scale, 0 for none; `detached` its id."""

    rated = Signal(str, int)
    detached = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.id: Id = ""
        self.words = label()
        self.words.setWordWrap(True)
        self.about = label(tone="small")
        self.about.setWordWrap(True)
        self.box = QComboBox()
        self.box.setAccessibleName(tr("Credibility"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.addItems([tr("credibility: none"), *credibility_words()])
        self.box.activated.connect(self._rate)
        self.off = QToolButton()
        self.off.setText(tr("Detach"))
        self.off.setProperty("plain", True)
        self.off.clicked.connect(self._detach)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.words)
        inside.addWidget(self.about)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box, 1)
        line.addWidget(self.off)
        inside.addLayout(line)

    def show_excerpt(self, excerpt: Excerpt, state: State, source: Source | None) -> None:
        """Shows an excerpt."""
        self._name(excerpt.id)
        self.words.setText(f"“{excerpt.exact}”")
        self.words.setToolTip(tooltip(f"{excerpt.prefix}[{excerpt.exact}]{excerpt.suffix}"))
        title = source.title if source is not None else ""
        self.about.setText(" · ".join(part for part in (title, doubt_word(state)) if part))
        tone = "trouble" if state is not State.EXACT else "small"
        if self.about.property("tone") != tone:
            self.about.setProperty("tone", tone)
            self.about.style().polish(self.about)
        self.box.setCurrentIndex(excerpt.credibility or 0)
        self.show()

    def leave(self) -> None:
        """Shows nothing, until there is an excerpt again."""
        self.hide()
        self._name("")

    def _name(self, id: Id) -> None:
        self.id = id
        self.setObjectName(f"excerpt-{id}")
        self.box.setObjectName(f"credibility-{id}")
        self.off.setObjectName(f"detach-{id}")

    def _rate(self, at: int) -> None:
        self.rated.emit(self.id, at)

    def _detach(self) -> None:
        self.detached.emit(self.id)
