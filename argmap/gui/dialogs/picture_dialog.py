"""A dialog about the map as a picture: the preview that follows, the options beside it, one button that does it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from argmap.app import exporting
from argmap.app.exporting import Export
from argmap.app.settings import Settings
from argmap.app.visibility import Shown
from argmap.core.document import Document
from argmap.errors import ArgmapError
from argmap.gui import drawing_work
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.export_options import OptionsForm
from argmap.gui.dialogs.export_preview import Preview
from argmap.gui.engine_work import Job
from argmap.gui.plain import elided, label
from argmap.gui.workers import workers
from argmap.layout.metrics import TEXT_SIZE
from argmap.text import tr, trn

PAUSE = 150
"""Milliseconds without a change after which the preview is drawn anew."""

SMALL = 4.5
"""Text smaller than this on the page, in points, is hard to read."""


class PictureDialog(QDialog):
    """Shows what the options make of the map; what is done with it, `act` says."""

    def __init__(
        self, name: str, title: str, bridge: Bridge, settings: Settings, shown: Shown, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-dialog")
        self.setWindowTitle(title)
        self.bridge, self.settings, self._shown = bridge, settings, shown
        self._worker = workers().take()
        self._drawing: Job | None = None
        self._acting: Job | None = None
        document = bridge.session.document
        kept = exporting.part(document, shown.hidden)
        self.form = OptionsForm(self._start(), document, kept, self)
        self.preview = Preview(self)
        self.caption = elided(name=f"{name}-caption", tone="muted")
        self.busy = label(name=f"{name}-busy", tone="muted")
        self.line = elided(name=f"{name}-line", tone="trouble")
        self.cancel_button, self.act_button = QPushButton(tr("Cancel")), QPushButton(title)
        self._build(name)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.draw)
        self.form.changed.connect(self._changed)
        self.preview.page.resized.connect(self._resized)
        bridge.stepped.connect(self._follow)
        self._show_page()

    def _build(self, name: str) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(2, 0, 2, 0)
        below.addWidget(self.caption, 1)
        below.addWidget(self.busy)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.preview, 1)
        left.addLayout(below)
        self.form.setFixedWidth(round(308 * self._text_scale()))
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addLayout(left, 1)
        across.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.cancel_button.setObjectName(f"{name}-cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.setObjectName(f"{name}-done")
        self.act_button.setDefault(True)
        self.act_button.clicked.connect(self.act)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.line, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.act_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 20, 22, 16)
        whole.setSpacing(14)
        whole.addLayout(across, 1)
        whole.addLayout(self.rows)
        whole.addLayout(foot)
        screen = self.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size()
        scale = self._text_scale()
        self.resize(min(round(1080 * scale), room.width() - 40), min(round(700 * scale), room.height() - 60))

    def _text_scale(self) -> float:
        return float(self.settings["text_scale"])

    # What a kind of dialog says.

    def _start(self) -> Export:
        """What the fields show at first: the last time's, with the engine that the settings name."""
        last = exporting.from_kept(self.settings["export"])
        engine, timeout = self.settings["engine"], float(self.settings["engine_timeout"])
        return Export(last.format, replace(last.options, engine=engine, timeout=timeout))

    def act(self) -> None:
        """Does what the dialog is for."""
        raise NotImplementedError

    def refusal(self) -> str:
        """Why it cannot be done just now, in one line; "" where it can."""
        try:
            self.form.page_points()
        except ArgmapError as error:
            return str(error)
        return ""

    # The preview.

    def draw(self) -> None:
        """Draws the preview anew."""
        self._pause.stop()
        if self._acting is not None or self.refusal_of_page():
            return
        export, pixels = self.form.value(), self.preview.page.pixels()
        self.busy.setText(tr("drawing …"))
        job = self._worker.do(
            drawing_work.draw, self.form.document, export.format, export.options, pixels.width(), pixels.height()
        )
        self._drawing = job
        job.done.connect(self._drawn)
        job.failed.connect(self._not_drawn)

    def refusal_of_page(self) -> bool:
        """Whether there is no such page."""
        try:
            self.form.page_points()
        except ArgmapError:
            return True
        return False

    def _changed(self) -> None:
        self._show_page()
        self._check()
        self.preview.page.set_stale(True)
        if self._acting is None:
            self._pause.start()

    def _resized(self) -> None:
        if self._acting is None:
            self._pause.start(0 if self._drawing is None else PAUSE)

    def _follow(self) -> None:
        """Takes up the map as it is now: what was drawn of another is not shown."""
        document = self.bridge.session.document
        self.form.set_documents(document, exporting.part(document, self._shown.hidden))
        self._changed()

    def _show_page(self) -> None:
        if not self.refusal_of_page():
            export = self.form.picked()
            printed = export.format == "pdf"
            self.preview.page.set_page(self.form.page_points(), export.options.theme, printed)

    def _check(self) -> None:
        """Says what is in the way, and lets nothing be done as long as something is."""
        why = self.refusal()
        self.say(why)
        self.act_button.setEnabled(not why and self._acting is None)

    def _drawn(self, drawn: drawing_work.Drawn) -> None:
        job, self._drawing = self._drawing, None
        if job is None or job.document is not self.form.document:
            return
        self.busy.setText("")
        self._check()
        if drawn.png:
            self.preview.page.show_picture(drawn.png, drawn.width, drawn.height)
            self.preview.show_page()
        else:
            self.preview.show_text(drawn.text)
        self.caption.setText(self._describe(self.form.document, drawn))
        self.caption.setAccessibleName(self.caption.text())
        self.preview.setAccessibleDescription(self.caption.text())

    def _not_drawn(self, error: ArgmapError) -> None:
        self._drawing = None
        self.busy.setText("")
        self.caption.setText("")
        self.preview.show_word(tr("There is no picture"))
        self.say(str(error))

    def _describe(self, document: Document, drawn: drawing_work.Drawn) -> str:
        """What there is to know of the picture: the size of its text on the page, how much it shows."""
        parts = []
        if drawn.png:
            page = self.form.page_points()
            points = TEXT_SIZE * min(page[0] / drawn.width, page[1] / drawn.height)
            said = tr("Text {size} pt on {page}", size=f"{points:.1f}", page=self.form.page_title())
            parts.append(tr("{said}, which is small", said=said) if points < SMALL else said)
            export = self.form.picked()
            if export.format == "png":
                scale = export.options.scale
                size = f"{round(drawn.width * scale):,} × {round(drawn.height * scale):,}".replace(",", "\u202f")
                parts.append(tr("{size} pixels", size=size))
        parts.append(trn("{n} claim", "{n} claims", len(document.claims)))
        if left := exporting.left_out(self.bridge.session.document, document):
            parts.append(left)
        if drawn.warnings:
            parts.append(tr("the engine warns: {line}", line=drawn.warnings.splitlines()[0]))
        return " · ".join(parts)

    # Doing it.

    def say(self, line: str, tone: str = "trouble") -> None:
        """Shows one quiet line at the foot."""
        self.line.setText(line)
        self.line.setProperty("tone", tone)
        self.line.style().polish(self.line)

    def begin(self, job: Job, said: str) -> None:
        """Lets a job be done, with a way to cancel it."""
        self._acting = job
        job.failed.connect(self._act_failed)
        job.cancelled.connect(self._act_cancelled)
        self.busy.setText("")
        self.say(said, "muted")
        self._lock(True)

    def _act_failed(self, error: ArgmapError) -> None:
        self._acting = None
        self._lock(False)
        self.say(str(error))
        self.act_button.setFocus()

    def _act_cancelled(self) -> None:
        self._acting = None
        self._lock(False)
        self.say(tr("Cancelled; nothing was written"), "muted")

    def _lock(self, locked: bool) -> None:
        self.form.setEnabled(not locked)
        self.act_button.setEnabled(not locked)
        self.cancel_button.setText(tr("Stop") if locked else tr("Cancel"))
        if locked:
            self.cancel_button.setFocus()

    def keep(self) -> None:
        """Keeps what was chosen for the next time; a failure of that is a line over the map."""
        self.settings["export"] = exporting.to_keep(self.form.picked())
        try:
            self.settings.save()
        except ArgmapError as error:
            self.bridge.troubled.emit(str(error))

    def reject(self) -> None:
        """Stops what is being done, or else closes."""
        if self._acting is None:
            super().reject()
        else:
            self._acting.cancel()

    def done(self, result: int) -> None:
        self._pause.stop()
        workers().give_back(self._worker)
        super().done(result)
