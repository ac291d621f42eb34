"""PNG and PDF painted from a finished SVG with Qt: vectors, embedded faces, text that can be selected and searched.

QtSvg knows no lists of faces, no `textLength` and no spaced letters; so what the finished SVG consists of, which is
little, is painted here. Qt is imported when it is first needed, and no screen has to be there.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError
from argmap.graphviz.engine import CancelledError
from argmap.graphviz.escape import xml
from argmap.graphviz.uninterrupted import uninterrupted
from argmap.layout.metrics import FAMILY
from argmap.resources import resource
from argmap.text import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush, QFont, QPainter, QPainterPath, QPen, QTextLayout, QTextLine

SIDE, PIXELS = 32_767, 250_000_000
"""The longest side and the most pixels of a PNG: Qt's painter reaches no farther, and 1 GB has to be enough."""

_SVG, _LINKED = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_kept: list[Any] = []  # the application, where it is ours: without a reference Qt would end


def png(svg: bytes, scale: float = 2.0, cancelled: Callable[[], bool] | None = None) -> bytes:
    """The picture as PNG, `scale` pixels a unit; an ArgmapError where that is no size for a picture.

    `cancelled` is asked before each card and stroke; CancelledError once it is true.
    """
    root = ET.fromstring(svg)
    left, top, width, height = _view(root)
    if not scale > 0 or width * scale < 1 or height * scale < 1:
        raise ArgmapError(tr("a scale of {scale:g} leaves nothing of the picture", scale=scale))
    if max(width, height) * scale > SIDE or width * height * scale * scale > PIXELS:
        most = min(SIDE / width, SIDE / height, (PIXELS / width / height) ** 0.5)
        size = f"{width * scale:.0f} × {height * scale:.0f}"
        hint = tr("a scale of {most} is the most, or choose SVG or PDF", most=f"{most * 0.95:.2g}")
        raise ArgmapError(tr("a PNG of {size} pixels is too large", size=size), hint=hint)
    begin()
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter

    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    if image.isNull():
        raise ArgmapError(tr("there is not enough memory for a PNG of this size"), hint=tr("choose a smaller scale"))
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    with QPainter(image) as painter:  # one that outlives its image takes Qt down with it
        painter.scale(image.width() / width, image.height() / height)
        painter.translate(-left, -top)
        _paint(painter, root, cancelled)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise ArgmapError(tr("Qt could not write the PNG"))
    return bytes(buffer.data().data())


_DOTS_PER_METRE = 2835
"""72 an inch, so that a point is a pixel and text has the size that the SVG names."""


def pdf(svg: bytes, page: tuple[float, float], title: str = "", cancelled: Callable[[], bool] | None = None) -> bytes:
    """The picture as a PDF of one page of `page` points, as large as fits on it and in its middle.

    The same picture gives the same bytes: the date is fixed, and the document's id follows from the picture.
    `cancelled` is asked as for a PNG.
    """
    begin()
    from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF, QRectF, QSizeF, QUuid
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    root = ET.fromstring(svg)
    left, top, width, height = _view(root)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size = QPageSize(QSizeF(*page), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(72)
    writer.setTitle(title)
    writer.setCreator("argmap")
    writer.setDocumentId(QUuid.createUuidV5(QUuid(_NAMESPACE), svg))
    writer.setDocumentXmpMetadata(_XMP.format(title=xml(title)).encode())
    fit = min(page[0] / width, page[1] / height)
    QHashSeed.setDeterministicGlobalSeed()  # else the faces come in another order in each process
    try:
        with QPainter(writer) as painter:
            if (canvas := root.find(f"{_SVG}rect")) is not None:
                painter.fillRect(QRectF(0, 0, *page), _brush(canvas.attrib["fill"], "1"))
            painter.translate((page[0] - width * fit) / 2, (page[1] - height * fit) / 2)
            painter.scale(fit, fit)
            painter.translate(-left, -top)
            _paint(painter, root, cancelled)
    finally:
        QHashSeed.resetRandomGlobalSeed()
    return _dated(bytes(buffer.data().data()))


_NAMESPACE = "{5b0e8f0e-6a1c-4b7e-9a52-0d2a7f3f6c11}"
"""Ours, for ids made from a picture (version 5 of RFC 9562)."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""
_DATE = b"(D:20000101000000Z)"


def _dated(pdf: bytes) -> bytes:
    """A PDF of Qt's with a fixed date of making, and its table of offsets made true again.

    How long the date is that Qt writes depends on the machine's time zone.
    """
    table = pdf.rindex(b"\nxref\n")
    moved: list[tuple[int, int]] = []  # where a date ends, and by how much what follows it moves

    def fixed(found: re.Match[bytes]) -> bytes:
        moved.append((found.end(), len(_DATE) - len(found[2])))
        return found[1] + _DATE

    def after(offset: int) -> int:
        return offset + sum(by for end, by in moved if end <= offset)

    body = re.sub(rb"(/(?:Creation|Mod)Date )(\(D:[^)]*\))", fixed, pdf[:table])
    tail = re.sub(rb"(?m)^\d{10}(?= \d{5} n)", lambda found: b"%010d" % after(int(found[0])), pdf[table:])
    tail = re.sub(rb"(?<=startxref\n)\d+", lambda found: b"%d" % after(int(found[0])), tail)
    return body + tail


def begin() -> None:
    """Sees to it that Qt can paint: its libraries, an application, the shipped faces."""
    try:
        with uninterrupted():  # PySide6 takes the process down where an exception comes while it loads.
            from PySide6.QtCore import QLoggingCategory
            from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        what = tr("PNG and PDF need libraries of Qt that cannot be loaded ({error})", error=error)
        libraries = "libegl1 libgl1 libxkbcommon0 libfontconfig1"
        hint = tr("on Debian or Ubuntu: apt install {libraries}; SVG and DOT need none", libraries=libraries)
        raise ArgmapError(what, hint=hint) from error
    if QGuiApplication.instance() is None:
        # Of scripts that Inter lacks, and which come from another face, nobody needs to hear.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        _kept.append(QGuiApplication(["argmap", "-platform", "offscreen"]))
    _load_faces()


@cache
def _load_faces() -> None:
    from PySide6.QtGui import QFontDatabase

    for path in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise ArgmapError(tr("the face cannot be loaded"), path.name)


def _view(root: ET.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of the picture, in units."""
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    return left, top, width, height


_INHERITED = (
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin"),
    *("font-family", "font-size", "font-weight", "font-style", "text-anchor", "direction"),
)
_FIRST = {
    "fill": "#000000",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-dasharray": "none",
    "stroke-linejoin": "miter",
    "font-weight": "400",
    "font-style": "normal",
    "text-anchor": "start",
    "direction": "ltr",
}
"""What holds where nothing is said, after SVG."""


def _paint(painter: QPainter, root: ET.Element, cancelled: Callable[[], bool] | None) -> None:
    """Paints all that the SVG shows."""
    from PySide6.QtGui import QPainter

    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    _paint_all(painter, root, _FIRST, cancelled or (lambda: False))


def _paint_all(painter: QPainter, parent: ET.Element, look: dict[str, str], cancelled: Callable[[], bool]) -> None:
    """Paints what stands within an element; as deep as the finishing nests, which is four levels."""
    if cancelled():
        raise CancelledError("Qt", None, tr("was cancelled"))
    for element in parent:
        kind = element.tag.removeprefix(_SVG)
        if kind in ("title", "desc"):
            continue
        own = look | {name: value for name, value in element.attrib.items() if name in _INHERITED}
        moved = element.get("transform")
        if moved:
            painter.save()
            _transform(painter, moved)
        try:
            if kind in ("g", "a"):
                _paint_all(painter, element, own, cancelled)
            elif kind == "text":
                _paint_text(painter, element, own)
            else:
                painter.setBrush(_brush(own["fill"], own["fill-opacity"]))
                painter.setPen(
                    _pen(own["stroke"], own["stroke-width"], own["stroke-dasharray"], own["stroke-linejoin"])
                )
                painter.drawPath(_shape(kind, element))
        finally:
            if moved:
                painter.restore()  # else Qt complains when cancelled


def _transform(painter: QPainter, moved: str) -> None:
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", moved):
        values = [float(number) for number in numbers.split()]
        if name == "translate":
            painter.translate(values[0], values[1])
        else:
            painter.scale(values[0], values[0])


@cache
def _brush(fill: str, opacity: str) -> QBrush:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QBrush, QColor

    if fill == "none":
        return QBrush(Qt.BrushStyle.NoBrush)
    color = QColor(fill)
    color.setAlphaF(float(opacity))
    return QBrush(color)


@cache
def _pen(stroke: str, width: str, dashes: str, join: str) -> QPen:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QPen

    if stroke == "none":
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(stroke), float(width))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if join == "round" else Qt.PenJoinStyle.MiterJoin)
    if dashes != "none":
        pen.setDashPattern([float(length) / float(width) for length in dashes.split()])  # Qt counts in pen widths
    return pen


def _shape(kind: str, element: ET.Element) -> QPainterPath:
    """The outline of a shape."""
    from PySide6.QtGui import QPainterPath

    number = {name: float(element.get(name, "0")) for name in ("x", "y", "width", "height", "rx", "r")}
    if kind == "path":
        return _path(element.attrib["d"])
    path = QPainterPath()
    if kind == "rect":
        rx = number["rx"]
        path.addRoundedRect(number["x"], number["y"], number["width"], number["height"], rx, rx)
    elif kind == "circle":
        r = number["r"]
        path.addEllipse(-r, -r, 2 * r, 2 * r)
    else:
        raise ValueError(f"no finished SVG has a {kind}")
    return path


_STEP = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")
_NUMBER = re.compile(r"-?[0-9.]+(?:e-?[0-9]+)?")


def _path(d: str) -> QPainterPath:
    from PySide6.QtGui import QPainterPath

    path = QPainterPath()
    for step, rest in _STEP.findall(d):
        n = [float(number) for number in _NUMBER.findall(rest)]
        at = path.currentPosition()
        if step == "M":
            path.moveTo(n[0], n[1])
        elif step == "L":
            path.lineTo(n[0], n[1])
        elif step == "H":
            path.lineTo(n[0], at.y())
        elif step == "V":
            path.lineTo(at.x(), n[0])
        elif step == "C":
            for i in range(0, len(n), 6):
                path.cubicTo(*n[i : i + 6])
        else:
            path.closeSubpath()
    return path


_EM = 64
"""The pixel size in which all text is measured and set, to be scaled: a font's own size is a whole number."""


@cache
def _font(families: str, weight: str, style: str) -> QFont:
    from PySide6.QtGui import QFont

    font = QFont([FAMILY, *(family.strip(" '") for family in families.split(","))])
    font.setPixelSize(_EM)
    font.setWeight(QFont.Weight(int(weight)))
    font.setItalic(style == "italic")
    font.setKerning(False)  # as the text was measured
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _paint_text(painter: QPainter, element: ET.Element, look: dict[str, str]) -> None:
    """Paints a line of text in its width, in whatever face: letters that join are scaled, others set apart."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QFont

    text = element.text or ""
    font = _font(look["font-family"], look["font-weight"], look["font-style"])
    backwards = look["direction"] == "rtl"
    scale = float(look["font-size"]) / _EM
    layout, line = _laid_out(text, font, backwards)
    natural = line.naturalTextWidth() * scale
    wanted = float(element.get("textLength", natural))
    stretch = 1.0
    if natural > 0 and abs(natural - wanted) > 0.01:
        if element.get("lengthAdjust") == "spacingAndGlyphs":
            stretch = wanted / natural
        else:
            font = QFont(font)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, (wanted - natural) / len(text) / scale)
            layout, line = _laid_out(text, font, backwards)
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    if backwards or look["text-anchor"] == "end":
        x -= wanted
    painter.save()
    try:
        painter.translate(x, y)
        painter.scale(scale * stretch, scale)
        painter.setPen(_pen(look["fill"], "1", "none", "miter"))
        layout.draw(painter, QPointF(0, -line.ascent()))
    finally:
        painter.restore()


def _laid_out(text: str, font: QFont, backwards: bool) -> tuple[QTextLayout, QTextLine]:
    """The text in one line from its left end. (A painter given the font and the text forgets how it is spaced.)"""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QTextLayout, QTextOption

    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return layout, line
