"""A line to type in and a list under it that follows: what palette and pickers are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from argmap.graphviz.style import Style
from argmap.gui.dialogs.overlay import Overlay
from argmap.gui.plain import Elided, elided, label
from argmap.gui.sheet import on_focus

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One line of a list: its key, what stands at its left, its text with the characters that fit, and at its right.

    `able` is False where it cannot be had just now; it is then shown all the same.
    """

    key: str
    text: str
    positions: tuple[int, ...] = ()
    left: str = ""
    detail: str = ""
    right: str = ""
    icon: str = ""
    able: bool = True


class Lines(QAbstractListModel):
    """The lines of a list, as Qt's views read them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Shows other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (line.left, line.text, line.detail, line.right) if part)
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints a line: what fits what was typed stands out, keys stand at the right."""

    PAD = 12

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.look: Style | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, option.fontMetrics.height() + 13)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, look = index.data(Qt.ItemDataRole.UserRole), self.look
        if not isinstance(line, Line) or look is None:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.focus))
            painter.drawRoundedRect(option.rect.adjusted(6, 1, -6, -1), 6, 6)
        ink = QColor(on_focus(look) if chosen else look.text)
        faint = QColor(ink if chosen else look.muted)
        if not line.able:
            ink = QColor(ink if chosen else look.muted)
            ink.setAlphaF(0.55)
            faint.setAlphaF(0.55)
        self._write(painter, option, line, ink, faint, look, chosen)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: Line,
        ink: QColor,
        faint: QColor,
        look: Style,
        chosen: bool,
    ) -> None:
        from argmap.gui.theme import icon

        room = option.rect.adjusted(6 + self.PAD, 0, -6 - self.PAD, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(option.font)
        if line.right:
            painter.setPen(faint)
            painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), line.right)
            room.setRight(room.right() - option.fontMetrics.horizontalAdvance(line.right) - self.PAD)
        if line.icon:
            color = on_focus(look) if chosen else look.muted
            size = option.fontMetrics.height()
            spot = QRect(room.left(), room.center().y() - size // 2, size, size)
            icon(line.icon, color, size).paint(
                painter, spot, mode=QIcon.Mode.Normal if line.able else QIcon.Mode.Disabled
            )
        if self.has_icons:
            room.setLeft(room.left() + option.fontMetrics.height() + 12)
        if line.left:
            painter.setPen(faint)
            painter.drawText(room, int(middle), line.left)
            room.setLeft(room.left() + max(self.left, option.fontMetrics.horizontalAdvance(line.left)) + self.PAD)
        elif self.left:
            room.setLeft(room.left() + self.left + self.PAD)
        end = _write_marked(painter, room, line.text, line.positions, option.font, ink)
        if line.detail and end < room.right() - 30:
            room.setLeft(end + 10)
            painter.setFont(option.font)
            painter.setPen(faint)
            text = option.fontMetrics.elidedText(line.detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(middle), text)

    has_icons = False
    left = 0
    """Whether any line has an icon, and how wide what stands at the left is at most, in pixels."""


def _write_marked(painter: QPainter, room: QRect, text: str, positions: Sequence[int], font: QFont, ink: QColor) -> int:
    """Writes a line with some characters in bold, up to the edge of the room; gives where it ends."""
    marked = set(positions)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    painter.setPen(ink)
    x, at = room.left(), 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (end in marked) == (at in marked):
            end += 1
        painter.setFont(bold if at in marked else font)
        measure = painter.fontMetrics()
        piece = text[at:end]
        wide = measure.horizontalAdvance(piece)
        if x + wide > room.right():
            piece = measure.elidedText(
                piece + ("…" if end < len(text) else ""), Qt.TextElideMode.ElideRight, room.right() - x
            )
            wide = room.right() - x
            end = len(text)
        place = QRect(x, room.top(), wide + 4, room.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), piece)
        x, at = x + wide, end
    return x


class Chooser(Overlay):
    """A card with a line to type in and a list of what may be meant; Enter takes the chosen one."""

    WIDE, ROWS = 620, 11

    def __init__(self, parent: QWidget, name: str, prompt: str) -> None:
        super().__init__(parent, name)
        self.entry = QLineEdit()
        self.entry.setObjectName(f"{name}-entry")
        self.entry.setProperty("plain", "true")
        self.entry.setPlaceholderText(prompt)
        self.entry.setAccessibleName(prompt)
        self.entry.textChanged.connect(self.refresh)
        self.entry.installEventFilter(self)
        self.model = Lines(self)
        self.list = QListView()
        self.list.setObjectName(f"{name}-list")
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.delegate = LineDelegate(self.list)
        self.list.setItemDelegate(self.delegate)
        self.list.clicked.connect(self._take_clicked)
        self.foot: Elided = elided(name=f"{name}-foot", tone="small")
        self.foot.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 7, 1, 7)
        rows.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(9, 0, 9, 0)
        head.addWidget(self.entry)
        rows.addLayout(head)
        rows.addWidget(self.list, 1)
        self.nothing = label(name=f"{name}-nothing", tone="muted")
        self.nothing.setContentsMargins(18, 0, 18, 0)
        self.nothing.hide()
        rows.addWidget(self.nothing, 1)
        low = QVBoxLayout()
        low.setContentsMargins(18, 0, 18, 2)
        low.addWidget(self.foot)
        rows.addLayout(low)

    # What a kind of list has to say.

    def lines(self, typed: str) -> Sequence[Line]:
        """The lines for what was typed, the likeliest first."""
        raise NotImplementedError

    def take(self, line: Line, modifiers: Qt.KeyboardModifier) -> None:
        """Does what choosing a line means."""
        raise NotImplementedError

    # The rest.

    def open(self) -> None:
        """Opens with nothing typed."""
        self.entry.blockSignals(True)
        self.entry.clear()
        self.entry.blockSignals(False)
        self.refresh()
        super().open()

    def refresh(self) -> None:
        """Shows the lines for what is typed, the first one chosen."""
        lines = self.lines(self.entry.text())
        measure = self.list.fontMetrics()
        self.delegate.has_icons = any(line.icon for line in lines)
        self.delegate.left = min(110, max((measure.horizontalAdvance(line.left) for line in lines), default=0))
        self.model.show(lines)
        if lines:
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.list.scrollToTop()
        if self.isVisible():
            self.place()

    def set_style(self, look: Style) -> None:
        """Changes the colours."""
        self.delegate.look = look
        self.list.viewport().update()

    def taking(self) -> QWidget:
        return self.entry

    def sizeHint(self) -> QSize:
        wide = max(self.WIDE, self.fontMetrics().averageCharWidth() * 74)
        row = self.fontMetrics().height() + 13
        rows = max(1, min(self.ROWS, self.model.rowCount()))
        foot = self.foot.sizeHint().height() + 8 if not self.foot.isHidden() else 0
        return QSize(wide, row * rows + self.entry.sizeHint().height() + foot + 30)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.entry and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        page = self.ROWS - 1
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key in steps:
            self._step(steps[Qt.Key(key)])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(event.modifiers())
            return True
        return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            here = self.list.currentIndex().row()
            # One step over the end goes round; a page stops there.
            at = (here + by) % count if abs(by) == 1 else max(0, min(count - 1, here + by))
            self.list.setCurrentIndex(self.model.index(at))

    def _take_clicked(self, index: QModelIndex) -> None:
        from PySide6.QtGui import QGuiApplication

        self.list.setCurrentIndex(index)
        self._take(QGuiApplication.keyboardModifiers())

    def _take(self, modifiers: Qt.KeyboardModifier) -> None:
        at = self.list.currentIndex().row()
        if 0 <= at < len(self.model.lines):
            line = self.model.lines[at]
            if line.able:
                self.close_again()
            self.take(line, modifiers)
