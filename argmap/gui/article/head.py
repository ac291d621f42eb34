"""The head of the article's pane: what is read, what passages are added to, and what a passage can be taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from argmap.app.catalogue import BY_ID
from argmap.core.roles import Role
from argmap.graphviz.style import Style
from argmap.gui import shortcuts, theme
from argmap.gui.canvas.shapes import glyph
from argmap.gui.plain import elided, label, tooltip
from argmap.gui.weak import weakly
from argmap.text import tr

TITLE = 18
"""The size of the title in pixels at a text size of 100 %."""

TAKES: tuple[tuple[str, Role | None, str], ...] = (
    ("article-thesis", Role.THESIS, ""),
    ("article-premise", Role.PREMISE, ""),
    ("article-linked", None, "link"),
    ("article-counterpoint", Role.COUNTERPOINT, ""),
    ("article-undercut", Role.UNDERCUTTER, ""),
    ("article-attach", None, "paperclip"),
)
"""What a passage can be taken for: the row, its role's glyph or its icon."""


class Head(QWidget):
    """Title, what is known of the source, and what can be done with it. `searched` and `more` are asked for."""

    searched = Signal()
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("article-head")
        self.title = label(name="article-title", tone="heading")
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.about = label(name="article-about", tone="muted")
        self.about.setWordWrap(True)
        self.search_button = button("article-find", tr("Find in this article"))
        self.search_button.clicked.connect(self.searched)
        self.more_button = button("article-more", tr("Sources and this article"))
        self.more_button.clicked.connect(self.more)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.title, 1)
        line.addWidget(self.search_button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(5)
        rows.addLayout(line)
        rows.addWidget(self.about)

    def show_source(self, title: str, about: str) -> None:
        """Shows what is known of a source."""
        self.title.setText(title)
        self.about.setText(about)

    def set_style(self, look: Style, scale: float) -> None:
        """Changes colours and size."""
        self.title.setStyleSheet(f"font-size: {round(TITLE * scale)}px; font-weight: 600; color: {look.text};")
        self.search_button.setIcon(theme.icon("search", look.muted, round(17 * scale)))
        self.more_button.setIcon(theme.icon("ellipsis", look.muted, round(17 * scale)))


class TargetBar(QFrame):
    """What passages are added to, and the roles in which they can be; `asked` carries a row of the table.

    `moved` asks for the selected card as target, `pressed` to be shown the target on the map.
    """

    asked = Signal(str)
    moved = Signal()
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("article-target-bar")
        self.setProperty("overlay", "card")
        self.glyph = Glyph()
        self.words = elided(name="article-target")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.caption = label(tr("Adding to"), name="article-target-caption", tone="muted")
        self.here = button("article-target-here", tr("Add to the selected card from now on"))
        self.here.clicked.connect(self.moved)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.caption)
        first.addWidget(self.glyph)
        first.addWidget(self.words, 1)
        first.addWidget(self.here)
        second = QHBoxLayout()
        second.setSpacing(3)
        self.takes: dict[str, QToolButton] = {}
        for id, _, _ in TAKES:
            made = button(f"take-{id.removeprefix('article-')}", BY_ID[id].title())
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            made.setCheckable(False)
            made.clicked.connect(weakly(self._ask, id))
            self.takes[id] = made
            second.addWidget(made, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 6, 6, 6)
        rows.setSpacing(4)
        rows.addLayout(first)
        rows.addLayout(second)
        self._suggested = ""
        self._size = 14

    def _ask(self, id: str) -> None:
        self.asked.emit(id)

    def show_target(self, words: str, role: Role | None) -> None:
        """Shows what passages are added to; "" for nothing yet."""
        self.caption.setText(tr("Adding to") if words else tr("Nothing to add to yet: take a thesis, or select a card"))
        self.words.setText(words)
        self.words.setAccessibleName(tr("Adding to {target}", target=words) if words else "")
        self.glyph.show_role(role if words else None)

    def set_possible(self, passage: bool, target: bool, undercut: bool, other: bool) -> None:
        """Greys what is not possible: without a passage, without a target; `other`: another card is selected."""
        for id, button in self.takes.items():
            needs = {"article-thesis": True, "article-undercut": undercut, "article-linked": undercut}.get(id, target)
            button.setEnabled(passage and needs)
        self.here.setEnabled(other)

    def suggest(self, row: str) -> None:
        """Marks the role that cue words of the passage suggest; "" for none. Nothing is added by that."""
        before, self._suggested = self._suggested, row
        for id in {before, row} & self.takes.keys() if row != before else ():
            self._mark(id)

    @property
    def suggested(self) -> str:
        """The row that is suggested."""
        return self._suggested

    def set_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Says on the buttons which keys do the same."""
        for id, button in self.takes.items():
            key = shortcuts.shown(keys.get(id, ()))
            button.setText(key)
            button.setToolTip(tooltip(f"{BY_ID[id].title()}   {key}"))

    def set_style(self, look: Style, scale: float) -> None:
        """Changes colours and size."""
        self._size = round(14 * scale)
        self.glyph.set_style(look, scale)
        self.here.setIcon(theme.icon("crosshair", look.muted, self._size, theme.mixed(look.muted, look.card, 0.4)))
        faded = theme.mixed(look.muted, look.card, 0.5)
        for id, role, name in TAKES:
            icon = theme.icon(name, look.muted, self._size, faded) if role is None else _glyphs(role, look, self._size)
            self.takes[id].setIcon(icon)
            self.takes[id].setIconSize(QSize(self._size, self._size))
        plain = f"color: {look.text}; border: 1px solid transparent; border-radius: 6px; padding: 2px 4px;"
        faded = theme.mixed(look.muted, look.card, 0.6)
        self.setStyleSheet(
            f"QToolButton {{ {plain} }} QToolButton:hover {{ background: {look.divider}; }}"
            f" QToolButton:disabled {{ color: {faded}; background: transparent; }}"
            f' QToolButton[suggested="true"] {{ border: 1px solid {look.focus}; background: {look.divider}; }}'
        )

    def _mark(self, id: str) -> None:
        """Dresses a button as suggested, or as one that is not: the sheet of them all stays as it is."""
        button, is_suggested = self.takes[id], id == self._suggested
        button.setProperty("suggested", "true" if is_suggested else "false")
        button.style().unpolish(button)
        button.style().polish(button)
        said = tr("{title}: suggested by the words of the passage; Enter takes it", title=BY_ID[id].title())
        button.setAccessibleDescription(said if is_suggested else "")


class Glyph(QWidget):
    """A role's glyph."""

    def __init__(self) -> None:
        super().__init__()
        self._role: Role | None = None
        self._look: Style | None = None
        self._size = 10.0
        self.setFixedSize(12, 14)

    def show_role(self, role: Role | None) -> None:
        """Shows the glyph of a role, or none."""
        self._role = role
        self.setVisible(role is not None)
        self.update()

    def set_style(self, look: Style, scale: float) -> None:
        """Changes colours and size."""
        self._look, self._size = look, 10.0 * scale
        self.setFixedSize(round(12 * scale), round(14 * scale))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._role is not None and self._look is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(QPointF((self.width() - self._size) / 2, (self.height() - self._size) / 2))
            painter.scale(self._size / 10, self._size / 10)
            painter.fillPath(glyph(self._role), QColor(self._look.role(self._role)))


def _glyphs(role: Role, look: Style, size: int) -> QIcon:
    made = QIcon()
    for mode, color in (
        (QIcon.Mode.Normal, look.role(role)),
        (QIcon.Mode.Disabled, theme.mixed(look.role(role), look.card, 0.4)),
    ):
        for factor in (1, 2):
            pixmap = QPixmap(QSize(size, size) * factor)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner = QRectF(0, 0, size * factor, size * factor).adjusted(*(2 * factor * d for d in (1, 1, -1, -1)))
            painter.translate(inner.topLeft())
            painter.scale(inner.width() / 10, inner.height() / 10)
            painter.fillPath(glyph(role), QColor(color))
            painter.end()
            pixmap.setDevicePixelRatio(factor)
            made.addPixmap(pixmap, mode)
    return made


def button(name: str, title: str) -> QToolButton:
    """A flat button with an icon alone; `title` is what it is called aloud and when pointed at."""
    made = QToolButton()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setToolTip(tooltip(title))
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
