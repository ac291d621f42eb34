"""Printing, in a child process: the picture of `argmap export`, painted on a printer's page."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from argmap.core.document import Document
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.formats.drawing import page_size
from argmap.formats.options import Options
from argmap.graphviz import paint
from argmap.gui.drawing_work import heeding
from argmap.gui.engine_child import Stop
from argmap.text import tr


def write(document: Document, stop: Stop, options: Options, printer: str, copies: int, file: str = "") -> None:
    """Prints the map on one page of the size asked for; into a PDF `file` instead, where one is named."""
    svg = registry.write(document, "svg", heeding(options, stop))
    paint.begin()
    from PySide6.QtCore import QMarginsF, QRectF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    if file:
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(file)
    else:
        if printer not in QPrinterInfo.availablePrinterNames():
            raise ArgmapError(tr("the printer {name!r} is not there any more", name=printer))
        device.setPrinterName(printer)
    width, height = page_size(options.page)
    wide = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    paper = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    device.setPageLayout(QPageLayout(paper, wide, QMarginsF(0, 0, 0, 0)))
    device.setFullPage(True)
    device.setCopyCount(copies)
    device.setDocName(document.info.title or tr("Argument map"))
    device.setCreator("argmap")
    stop.hold()
    root = ET.fromstring(svg)
    left, top, across, down = paint._view(root)
    sheet: QRectF = device.paperRect(QPrinter.Unit.DevicePixel)
    fit = min(sheet.width() / across, sheet.height() / down)
    painter = QPainter()
    if not painter.begin(device):
        raise ArgmapError(tr("the printer {name!r} takes nothing", name=printer), hint=tr("see whether it is ready"))
    try:
        painter.translate((sheet.width() - across * fit) / 2, (sheet.height() - down * fit) / 2)
        painter.scale(fit, fit)
        painter.translate(-left, -top)
        paint._paint(painter, root, None)
    finally:
        painter.end()
    if device.printerState() is QPrinter.PrinterState.Error:
        raise ArgmapError(tr("the printer {name!r} reports an error", name=printer))
