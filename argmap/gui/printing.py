"""The map on paper, and on the clipboard as a picture."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from argmap.app import exporting
from argmap.app.exporting import Export
from argmap.app.settings import Settings
from argmap.app.visibility import Shown
from argmap.errors import ArgmapError
from argmap.formats.options import Options
from argmap.gui import drawing_work, engine_work, print_work, workers
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.picture_dialog import PictureDialog
from argmap.gui.plain import label
from argmap.text import tr

if TYPE_CHECKING:
    from argmap.gui.window import MapWindow

PIXELS = 16_000_000
"""The most pixels of a copied picture."""

COPIES = 99


def printers() -> tuple[tuple[str, str], ...]:
    """The printers there are, by name and what they call themselves, the system's own choice first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    first = QPrinterInfo.defaultPrinterName()
    names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != first, name))
    return tuple((name, QPrinterInfo.printerInfo(name).description() or name) for name in names)


def print_map(window: MapWindow) -> PrintDialog | None:
    """Asks how the map is to be printed, with a preview; None, and one line over the map, where there is no printer."""
    known = printers()
    if not known:
        window.bridge.troubled.emit(tr("No printer is set up here; Export as PDF gives a page that can be printed"))
        return None
    dialog = PrintDialog(window.bridge, window.settings, window.seeing.shown, known, window)
    dialog.open()
    return dialog


class PrintDialog(PictureDialog):
    """The page as it will be printed, and the printer."""

    def __init__(
        self,
        bridge: Bridge,
        settings: Settings,
        shown: Shown,
        known: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        """`known` are the printers, by name and title."""
        super().__init__("print", tr("Print"), bridge, settings, shown, parent)
        self.form.leave_out(self.form.format)
        self.printer, self.copies = QComboBox(), QSpinBox()
        self.printer.setObjectName("print-printer")
        self.printer.setAccessibleName(tr("Printer"))
        for name, title in known:
            self.printer.addItem(title, name)
        self.copies.setObjectName("print-copies")
        self.copies.setAccessibleName(tr("Copies"))
        self.copies.setRange(1, COPIES)
        self.copies.setMinimumWidth(80)
        row = QHBoxLayout()
        row.setSpacing(12)
        for title, field, share in ((tr("Printer"), self.printer, 1), (tr("Copies"), self.copies, 0)):
            named = label(title)
            named.setBuddy(field)
            row.addWidget(named)
            row.addWidget(field, share)
        self.rows.addLayout(row)
        self._check()
        self.printer.setFocus()

    def _start(self) -> Export:
        return Export("pdf", super()._start().options)

    def act(self) -> None:
        """Prints."""
        self._check()
        if self._acting is not None or not self.act_button.isEnabled():
            return
        self._pause.stop()
        options = self.form.value().options
        job = self._worker.do(
            print_work.write, self.form.document, options, str(self.printer.currentData()), self.copies.value()
        )
        job.done.connect(self._printed)
        self.begin(job, tr("Printing …"))

    def _printed(self) -> None:
        self._acting = None
        self.bridge.said.emit(tr("Sent to {printer}", printer=self.printer.currentText()))
        self.accept()


def on_clipboard(picture: drawing_work.Copied) -> QMimeData:
    """A picture as other programs take it: SVG and PNG."""
    mime = QMimeData()
    mime.setData("image/svg+xml", picture.svg)
    mime.setData("image/png", picture.png)
    if sys.platform in ("win32", "darwin"):
        # There the system wants pixels. (Elsewhere Qt makes them from the PNG for those who ask; a class of our own
        # that did so would be asked when the interpreter is gone already.)
        mime.setImageData(QImage.fromData(picture.png))
    return mime


def copy_picture(bridge: Bridge, settings: Settings) -> engine_work.Job:
    """Puts the map as it stands on the clipboard, as SVG and PNG, in the looks of the last export."""
    last: Options = exporting.from_kept(settings["export"]).options
    engine, timeout = settings["engine"], float(settings["engine_timeout"])
    options = replace(last, arrange="keep", direction="", engine=engine, timeout=timeout)
    job = workers.once(drawing_work.copy, bridge.session.document, options, PIXELS)
    taking = _Taking(bridge, job)
    job.done.connect(taking.take)
    job.failed.connect(taking.complain)
    bridge.said.emit(tr("Drawing the picture …"))
    return job


class _Taking(QObject):
    """Puts a picture on the clipboard when it is drawn."""

    def __init__(self, bridge: Bridge, job: engine_work.Job) -> None:
        super().__init__(job)
        self._bridge = bridge

    def take(self, picture: drawing_work.Copied) -> None:
        QGuiApplication.clipboard().setMimeData(on_clipboard(picture))
        self._bridge.said.emit(tr("Copied as a picture"))

    def complain(self, error: ArgmapError) -> None:
        self._bridge.troubled.emit(str(error))
