"""The whole map as plain blocks and lines: what is drawn far out, and on the minimap, in a few bulk calls."""

from __future__ import annotations

from collections.abc import Set
from itertools import islice
from math import inf, sqrt
from operator import itemgetter
from time import monotonic

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion, QTransform

from argmap.core.differing import altered
from argmap.core.document import EMPTY, Document
from argmap.core.ids import Id
from argmap.core.roles import Role, derive
from argmap.graphviz.style import Manner, manner
from argmap.gui.canvas.ground import paint_ground
from argmap.gui.canvas.ink import Ink
from argmap.gui.theme import mixed
from argmap.layout.geometry import Box, Geometry, Point
from argmap.layout.metrics import BAND

CELL = 96
"""How many cards stand in a cell at the mean: what is out of sight is passed over by cells."""

BATCH = 64
"""How many cards and relations are put into their cells between two looks at the clock."""


Key = Id | tuple[Id, Id]
"""A claim, a relation, or a chip by relation and claim."""


class Cell:
    """What stands in a part of the canvas, to be drawn in a few calls.

    `cards`: role, box, and whether it is dimmed, of cards and chips. `strokes`: by relation, curves that begin here.
    """

    def __init__(self) -> None:
        self.cards: dict[Key, tuple[Role, Box, bool]] = {}
        self.strokes: dict[Key, tuple[Manner, bool, list[tuple[Point, ...]]]] = {}
        self._drawing: Drawing | None = None

    def change(self) -> None:
        """Tells that the cell holds something else now."""
        self._drawing = None

    def drawing(self) -> Drawing:
        """What is drawn, made anew when it has changed."""
        if self._drawing is None:
            self._drawing = Drawing(self)
        return self._drawing


class Drawing:
    """The blocks, bands and lines of a cell, with the rectangle round them.

    They are sorted by what they look like, so that a picture is the same whatever came first.
    """

    def __init__(self, cell: Cell) -> None:
        blocks: dict[Role | None, list[QRectF]] = {}
        bands: dict[Role, list[QRectF]] = {}
        self.bounds = QRectF()
        for role, box, dimmed in cell.cards.values():
            rect = QRectF(box.left, box.top, box.width, box.height)
            self.bounds |= rect
            # A dimmed card has no role to be seen.
            blocks.setdefault(None if dimmed else role, []).append(rect)
            if not dimmed:
                bands.setdefault(role, []).append(QRectF(box.left, box.top, 3 * BAND, box.height))
        lines: dict[tuple[Manner, bool], QPainterPath] = {}
        for manner_, dimmed, curves in cell.strokes.values():
            path = lines.get((manner_, dimmed))
            if path is None:
                path = lines[manner_, dimmed] = QPainterPath()
            for curve in curves:
                # Straight pieces from corner to corner.
                path.moveTo(*curve[0])
                for point in curve[3::3]:
                    path.lineTo(*point)
        for path in lines.values():
            # A path of one upright line has no width, and would meet nothing.
            self.bounds |= path.controlPointRect().adjusted(-1, -1, 1, 1)
        self.blocks = [(role, blocks[role]) for role in (None, *Role) if role in blocks]
        self.bands = [(role, bands[role]) for role in Role if role in bands]
        self.lines = [(by, dim, lines[by, dim]) for by in Manner for dim in (True, False) if (by, dim) in lines]


class Overview:
    """A map as blocks and lines; what has changed is made anew, and only when it is to be seen."""

    def __init__(self) -> None:
        self.version = 0
        """Counts what was shown: whoever keeps a picture of it sees when that is old."""
        self._document, self._geometry = EMPTY, Geometry()
        self._hidden: Set[Id] = frozenset()
        self._dimmed: Set[Id] = frozenset()
        self._cells: dict[tuple[int, int], Cell] = {}
        self._where: dict[Key, list[Cell]] = {}
        self._grid = Box(0, 0, 1, 1)
        """The size of a cell; how many cards there were when it was chosen tells when it no longer fits."""
        self._sized_for = 0
        self._due: dict[Key, None] = {}
        self._altered: dict[Cell, None] = {}
        self._selected: list[QRectF] = []

    def show(
        self, document: Document, geometry: Geometry, hidden: Set[Id] = frozenset(), dimmed: Set[Id] = frozenset()
    ) -> None:
        """Takes note of what there is to draw, and of what of it differs from before."""
        before, old = self._document, self._geometry
        switched = (self._hidden ^ hidden) | (self._dimmed ^ dimmed)
        rows, known = derive(document).rows, derive(before).rows
        claims = set(altered(old.cards, geometry.cards)) | (old.cards.keys() - geometry.cards.keys())
        claims |= {id for id in altered(known, rows) if id not in known or known[id].role is not rows[id].role}
        relations = set(altered(old.routes, geometry.routes))
        relations |= set(altered(before.relations, document.relations)) | (switched - rows.keys())
        relations |= before.relations.keys() - document.relations.keys()
        claims |= switched & rows.keys()
        chips = set(altered(old.chips, geometry.chips)) | (old.chips.keys() - geometry.chips.keys())
        chips |= {key for key in geometry.chips if key[0] in relations or key[1] in claims}
        self._document, self._geometry, self._hidden, self._dimmed = document, geometry, hidden, dimmed
        if claims or relations or chips:
            self.version += 1
        many = len(geometry.cards)
        if not self._sized_for / 2 <= many <= self._sized_for * 2 or len(claims) > many / 2:
            self._begin(geometry)
        else:
            self._due.update(dict.fromkeys((*claims, *relations, *chips)))

    def _begin(self, geometry: Geometry) -> None:
        """Begins anew, with cells of a size that fits."""
        bounds, self._sized_for = geometry.bounds, len(geometry.cards)
        across = max(1, round(sqrt(self._sized_for / CELL)))
        self._grid = Box(bounds.left, bounds.top, max(1.0, bounds.width / across), max(1.0, bounds.height / across))
        self._cells, self._where, self._altered = {}, {}, {}
        self._due = dict.fromkeys((*geometry.cards, *geometry.chips, *geometry.routes))

    def settle(self, seconds: float = inf) -> bool:
        """Works for about so long on what has changed; says whether all is done."""
        end = monotonic() + seconds
        while self._due or self._altered:
            for key in list(islice(self._due, BATCH)):
                del self._due[key]
                self._place(key)
            if self._altered and not self._due:
                self._altered.popitem()[0].drawing()
            if monotonic() > end:
                return not self._due and not self._altered
        return True

    def _place(self, key: Key) -> None:
        """Puts a card, chip or relation into its cells as it is now, or takes it out of them."""
        for cell in self._where.pop(key, ()):
            cell.cards.pop(key, None)
            cell.strokes.pop(key, None)
            self._alter(cell)
        geometry, rows = self._geometry, derive(self._document).rows
        on = key if isinstance(key, str) else key[0]
        if on in self._hidden:
            return
        box = geometry.cards.get(key) if isinstance(key, str) else geometry.chips.get(key)
        if box is not None:
            cell = self._cell(key, box.left, box.top)
            cell.cards[key] = rows[key if isinstance(key, str) else key[1]].role, box, on in self._dimmed
        elif isinstance(key, str) and key in self._document.relations:
            how = manner(self._document, self._document.relations[key])
            for route in self._geometry.routes.get(key, ()):
                cell = self._cell(key, *route.curve[0])
                cell.strokes.setdefault(key, (how, key in self._dimmed, []))[2].append(route.curve)

    def _cell(self, key: Key, x: float, y: float) -> Cell:
        left, top, wide, high = self._grid
        at = int((x - left) // wide), int((y - top) // high)
        cell = self._cells.get(at)
        if cell is None:
            cell = self._cells[at] = Cell()
        self._where.setdefault(key, []).append(cell)
        self._alter(cell)
        return cell

    def _alter(self, cell: Cell) -> None:
        cell.change()
        self._altered[cell] = None

    def content(self) -> tuple[dict[Key, object], dict[Key, object]]:
        """Cards and chips as they are drawn, and the strokes of relations, whatever their cells."""
        cards: dict[Key, object] = {}
        strokes: dict[Key, object] = {}
        for key, cells in self._where.items():
            for cell in cells:
                if key in cell.cards:
                    cards[key] = cell.cards[key]
            curves = [
                (cell.strokes[key][:2], curve)
                for cell in dict.fromkeys(cells)
                if key in cell.strokes
                for curve in cell.strokes[key][2]
            ]
            if curves:
                strokes[key] = sorted(curves, key=itemgetter(1))
        return cards, strokes

    def select(self, boxes: list[QRectF]) -> None:
        """Marks the cards in these boxes as selected."""
        if boxes != self._selected:
            self._selected = boxes
            self.version += 1

    def paint(self, painter: QPainter, ink: Ink, exposed: QRectF) -> None:
        """Paints what meets a rectangle, in the canvas's units."""
        zoom = painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thick = max(1.8, 1.0 / zoom)
        drawings = [self._cells[at].drawing() for at in sorted(self._cells)]
        shown = [drawing for drawing in drawings if drawing.bounds.intersects(exposed)]
        for drawing in shown:
            for by, dimmed, path in drawing.lines:
                painter.setPen(QPen((ink.faint if dimmed else ink).manners[by], thick))
                painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        for drawing in shown:
            for role, blocks in drawing.blocks:
                painter.setBrush(block(ink, role))
                painter.drawRects(blocks)
            for band, boxes in drawing.bands:
                painter.setBrush(ink.roles[band])
                painter.drawRects(boxes)

    def paint_selected(self, painter: QPainter, ink: Ink) -> None:
        """Paints what marks the selected cards over it."""
        mark(painter, ink, self._selected)


def mark(painter: QPainter, ink: Ink, boxes: list[QRectF]) -> None:
    """Paints the outlines of selected cards, in the canvas's units."""
    if boxes:
        painter.setPen(QPen(ink.focus, max(3.0, 2.0 / painter.worldTransform().m11())))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(boxes)


def block(ink: Ink, role: Role | None) -> QColor:
    """The colour of a card as a block: that in which its role's passages are highlighted; None for a dimmed one."""
    if role is None:
        return QColor(mixed(ink.style.divider, ink.style.canvas, 0.6))
    found = ink.style.highlights.get(role.value)
    return QColor(found if found is not None else mixed(ink.style.roles[role.value], ink.style.card, 0.2))


def rects(region: QRegion) -> list[QRect]:
    """The rectangles of which a region consists."""
    return list(region)  # type: ignore[call-overload]


class Picture:
    """The overview as a pixmap as large as the view: a pan moves it and paints only what comes into sight."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._made: tuple[object, ...] = ()
        self._at = QPointF()

    def of(self, overview: Overview, ink: Ink, transform: QTransform, size: QSize, ratio: float) -> QPixmap:
        """The overview under a view's transform, in a view of that size at that ratio of pixels, on the canvas."""
        made = (overview.version, ink, transform.m11(), size, ratio)
        at = QPointF(transform.dx(), transform.dy())
        whole = QRegion(0, 0, round(size.width() * ratio), round(size.height() * ratio))
        if made != self._made:
            self._pixmap = QPixmap(size * ratio)
            self._made, todo = made, whole
        elif at == self._at:
            return self._pixmap
        else:
            by = (at - self._at) * ratio
            moved = QPoint(round(by.x()), round(by.y()))
            if QPointF(moved) == by:
                self._pixmap.scroll(moved.x(), moved.y(), self._pixmap.rect())
                todo = whole - whole.translated(moved)
            else:
                todo = whole
        self._at = at
        painter = QPainter(self._pixmap)
        for rect in rects(todo):
            painter.resetTransform()
            painter.setClipRect(rect)
            painter.setWorldTransform(transform * QTransform.fromScale(ratio, ratio))
            back, _ = painter.worldTransform().inverted()
            exposed = back.mapRect(QRectF(rect))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ground(painter, ink, exposed.adjusted(-2, -2, 2, 2))
            overview.paint(painter, ink, exposed)
            overview.paint_selected(painter, ink)
        painter.end()
        return self._pixmap
