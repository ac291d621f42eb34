"""The foot of an article: how much of it is on the map, as a strip and in words, and what is left to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from argmap.core.coverage import coverage
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.graphviz.style import Style
from argmap.gui.article.lights import Lights
from argmap.gui.article.strip import Strip
from argmap.gui.plain import elided, tooltip
from argmap.text import tr, trn


class Foot(QWidget):
    """Shows what of one source is in use. `asked` carries an offset to go to.

    `review_wanted` asks for the excerpts that are not surely where they say, `next_wanted` for the next passage that
    is not on the map.
    """

    asked = Signal(int)
    review_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, look: Style) -> None:
        super().__init__()
        self.strip = Strip(look)
        self.counts = elided(name="article-counts", tone="small")
        self.doubts = QPushButton()
        self.doubts.setObjectName("article-doubts")
        self.doubts.setFlat(True)
        self.next = QPushButton(tr("Next unmapped"))
        self.next.setObjectName("article-next")
        self.next.setFlat(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.counts, 1)
        line.addWidget(self.doubts)
        line.addWidget(self.next)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.strip)
        rows.addLayout(line)
        self.strip.asked.connect(self.asked)
        self.doubts.clicked.connect(self.review_wanted)
        self.next.clicked.connect(self.next_wanted)

    def forget(self) -> None:
        """Shows no counts: what follows is another source."""
        self.counts.setText("")
        self.doubts.hide()
        self.next.hide()

    def count(self, document: Document, source: Id, lights: Lights) -> None:
        """Shows how much of the article is on the map."""
        found = coverage(document, source)
        n, mapped, share = len(found.sentences), len(found.by), round(100 * found.share)
        doubtful = len(lights.lost) + sum(light.state.value != "exact" for light in lights.all)
        said = tr("{mapped} of {n} sentences on the map · {share} %", mapped=mapped, n=n, share=share)
        # Beside what is to be reviewed there is less room.
        short = tr("{mapped} of {n} mapped", mapped=mapped, n=n)
        self.counts.setText((short if doubtful else said) if n else "")
        self.counts.setToolTip(tooltip(said if n else ""))
        self.next.setVisible(bool(n) and mapped < n)
        self.doubts.setVisible(bool(doubtful))
        self.doubts.setText(trn("{n} excerpt to review", "{n} excerpts to review", doubtful))

    def set_next_key(self, key: str) -> None:
        """Says which key leads to the next passage that is not on the map."""
        self.next.setText(tr("Next unmapped") + (f"  {key}" if key else ""))

    def set_style(self, look: Style, scale: float) -> None:
        """Changes the colours and the size of the text."""
        self.strip.set_style(look)
        small = round(11 * scale)
        buttons = f"QPushButton:flat {{ padding: 0 8px; min-height: {round(22 * scale)}px; font-size: {small}px; }}"
        self.setStyleSheet(buttons + f" QPushButton#article-doubts {{ color: {look.roles['counterpoint']}; }}")
