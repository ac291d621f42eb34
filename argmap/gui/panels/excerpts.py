"""The excerpts on which a claim or relation rests, with their anchors' states and credibility."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from argmap.app.unfinished import doubt_word
from argmap.core.anchors import State, states
from argmap.core.graph import excerpts_on
from argmap.core.ids import Id
from argmap.core.records import CREDIBILITIES, Excerpt
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
    """The excerpts, each with its words, source, credibility, and a button that detaches it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("excerpts")
        self.bridge = bridge
        self.on: Id = ""
        self._shown: tuple[object, ...] = ()
        self.list = QVBoxLayout(self)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(6)

    def show_for(self, on: Id) -> None:
        """Shows the excerpts on a claim or relation, none for ""."""
        document = self.bridge.session.document
        found = excerpts_on(document).get(on, ())
        now = (on, *((e, states(document).get(e.id), document.sources.get(e.source)) for e in found))
        if now == self._shown:
            return
        self.on, self._shown = on, now
        while (item := self.list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if found:
            self.list.addWidget(label(trn("{n} excerpt", "{n} excerpts", len(found)), tone="small"))
        for excerpt in found:
            self.list.addWidget(self._row(excerpt, states(document)[excerpt.id]))

    def _row(self, excerpt: Excerpt, state: State) -> QWidget:
        row = QWidget()
        row.setObjectName(f"excerpt-{excerpt.id}")
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        words = label(f"“{excerpt.exact}”")
        words.setWordWrap(True)
        words.setToolTip(tooltip(f"{excerpt.prefix}[{excerpt.exact}]{excerpt.suffix}"))
        inside.addWidget(words)
        source = self.bridge.session.document.sources.get(excerpt.source)
        title = source.title if source is not None else ""
        said = " · ".join(part for part in (title, doubt_word(state)) if part)
        about = label(said, tone="trouble" if state is not State.EXACT else "small")
        about.setWordWrap(True)
        inside.addWidget(about)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        box = QComboBox()
        box.setObjectName(f"credibility-{excerpt.id}")
        box.setAccessibleName(tr("Credibility"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.addItems([tr("credibility: none"), *credibility_words()])
        box.setCurrentIndex(excerpt.credibility or 0)
        box.activated.connect(partial(self._rate, excerpt.id))
        off = QToolButton()
        off.setObjectName(f"detach-{excerpt.id}")
        off.setText(tr("Detach"))
        off.setProperty("plain", True)
        off.clicked.connect(partial(self._detach, excerpt.id))
        line.addWidget(box, 1)
        line.addWidget(off)
        inside.addLayout(line)
        return row

    def _rate(self, excerpt: Id, at: int) -> None:
        session = self.bridge.session
        session.commit(sources.rate(session.document, [excerpt], CREDIBILITIES[at - 1] if at else None))

    def _detach(self, excerpt: Id, *_: object) -> None:
        session = self.bridge.session
        session.commit(sources.detach_excerpt(session.document, excerpt))
