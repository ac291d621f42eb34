"""The rows of the problems pane: what each says, and how it is painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from argmap.app.announce import step_or_number, steps
from argmap.app.unfinished import place_of
from argmap.core.document import EMPTY, Document
from argmap.core.ids import Id
from argmap.core.records import Claim
from argmap.core.rules import Problem
from argmap.graphviz.style import Style
from argmap.gui.plain import tooltip
from argmap.gui.sheet import on_focus
from argmap.text import tr

Index = QModelIndex | QPersistentModelIndex
Asked = Qt.ItemDataRole
NOWHERE = QModelIndex()


class ProblemRows(QAbstractListModel):
    """The problems of a document, one a row. What they say is read from it when a row is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.document: Document = EMPTY
        self.problems: tuple[Problem, ...] = ()

    def show(self, document: Document, problems: tuple[Problem, ...]) -> None:
        """Shows the problems of a document; of the rows only those between the first and last that differ change."""
        old = self.problems
        first, last, most = 0, 0, min(len(old), len(problems))
        while first < most and old[first] == problems[first]:
            first += 1
        while last < most - first and old[-1 - last] == problems[-1 - last]:
            last += 1
        self.document = document
        if first + last < len(old):
            self.beginRemoveRows(NOWHERE, first, len(old) - last - 1)
            self.problems = old[:first] + old[len(old) - last :]
            self.endRemoveRows()
        if first + last < len(problems):
            self.beginInsertRows(NOWHERE, first, len(problems) - last - 1)
            self.problems = problems
            self.endInsertRows()

    def place(self, row: int) -> Id:
        """The claim or relation that a row is about, "" for neither."""
        return place_of(self.document, self.problems[row])

    def heading(self, row: int) -> str:
        """What a row is about: a claim's number and words, the step that a relation is."""
        place = self.place(row)
        record = self.document.get(place)
        if isinstance(record, Claim):
            return f"{steps(self.document, place)}  {' '.join(record.text.split()) or tr('(empty)')}"
        return steps(self.document, place) if place else ""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: Index, role: int = Asked.DisplayRole) -> Any:
        if role not in ANSWERED or not 0 <= index.row() < len(self.problems):
            return None
        problem, heading = self.problems[index.row()], self.heading(index.row())
        if role == Asked.ToolTipRole:
            return tooltip("\n".join(part for part in (heading, problem.text) if part))
        if role == Asked.AccessibleTextRole and (place := self.place(index.row())) in self.document.relations:
            heading = step_or_number(self.document, place)
        return "\n".join(part for part in (heading, problem.text) if part)


ANSWERED = frozenset({Asked.DisplayRole.value, Asked.ToolTipRole.value, Asked.AccessibleTextRole.value})


class ProblemInk(QStyledItemDelegate):
    """Paints a row: what it is about, and below what is the matter with that, each in one line."""

    ABOVE, ASIDE, GAP = 6, 10, 2
    SMALL = 0.92

    def __init__(self, look: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + self.GAP + 2 * self.ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, look = index.model(), self.look
        if not isinstance(rows, ProblemRows):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = option.rect.adjusted(0, 1, -2, -1)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(look.focus if chosen else look.divider))
            painter.drawRoundedRect(ground, 6, 6)
        room = ground.adjusted(self.ASIDE, self.ABOVE - 1, -self.ASIDE, 0)
        room.setHeight(option.fontMetrics.height())
        ink = on_focus(look) if chosen else look.text
        heading, text = rows.heading(index.row()), rows.problems[index.row()].text
        if not heading:
            room.translate(0, (room.height() + self.GAP) // 2)
            heading, text = text, ""
        painter.setFont(option.font)
        _write(painter, room, heading, ink)
        room.translate(0, room.height() + self.GAP)
        small = QFont(option.font)
        small.setPixelSize(round(QFontInfo(option.font).pixelSize() * self.SMALL))
        painter.setFont(small)
        _write(painter, room, text, ink if chosen else look.muted)
        painter.restore()


def _write(painter: QPainter, room: QRect, text: str, color: str) -> None:
    """Writes a line, its end left out where there is no room for it."""
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
