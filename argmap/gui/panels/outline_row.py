"""A row of the outline pane: what it says is read from the document that is shown when somebody asks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTreeWidgetItem

from argmap.app.announce import of_claim
from argmap.app.lines import Line
from argmap.core.document import EMPTY, Document
from argmap.core.roles import Role, derive
from argmap.graphviz.style import Style
from argmap.gui.glyphs import glyph_icon
from argmap.gui.plain import tooltip
from argmap.text import tr

Asked = Qt.ItemDataRole


class Shown:
    """What rows say: the document they are rows of, and the glyphs of the theme."""

    def __init__(self, look: Style) -> None:
        self.document: Document = EMPTY
        self.look = look
        self._size = 0
        self._glyphs: dict[Role, QIcon] = {}

    def set_style(self, look: Style, size: int) -> None:
        """Changes the colours, and how large the glyphs are, in pixels."""
        self.look, self._size, self._glyphs = look, size, {}

    def glyph(self, role: Role) -> QIcon:
        """A role's glyph."""
        if role not in self._glyphs:
            self._glyphs[role] = glyph_icon(role, self.look, self.look.muted, self._size)
        return self._glyphs[role]

    def of(self, line: Line, asked: int) -> Any:
        """What a line says in answer to what is asked, None for what it has nothing to say to."""
        row = derive(self.document).rows.get(line.claim)
        if row is None:
            return None
        if asked == Asked.DisplayRole:
            again = "↗ " if line.relation else ""
            return f"{again}{row.number}  {self.words(line)}"
        if asked == Asked.DecorationRole:
            return self.glyph(row.role)
        if asked == Asked.ToolTipRole:
            text = self.document.claims[line.claim].text
            return tooltip(tr("stands at {number}", number=row.number) if line.relation else text)
        if asked == Asked.AccessibleTextRole and not line.relation:
            return f"{of_claim(self.document, line.claim)}. {self.words(line)}"
        return None

    def words(self, line: Line) -> str:
        """A claim's words in one line."""
        return " ".join(self.document.claims[line.claim].text.split()) or tr("(empty)")


class Row(QTreeWidgetItem):
    """A line of the outline."""

    def __init__(self, line: Line, shown: Shown) -> None:
        super().__init__()
        self.line = line
        self._shown = shown

    def data(self, column: int, role: int) -> Any:
        return self._shown.of(self.line, role) if role in ANSWERED else super().data(column, role)


ANSWERED = frozenset(
    {Asked.DisplayRole.value, Asked.DecorationRole.value, Asked.ToolTipRole.value, Asked.AccessibleTextRole.value}
)
