"""Export: the map as a picture or a text in a file, seen before it is written."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from argmap.app import exporting, files
from argmap.app.settings import Settings
from argmap.app.visibility import Shown
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.gui import drawing_work
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.picture_dialog import PictureDialog
from argmap.gui.plain import label
from argmap.text import tr


class ExportDialog(PictureDialog):
    """Asks what the map is to be exported as and where to; writes the same bytes as `argmap export`.

    It is opened with `open()`, is in the way of its own window only, and closes when the file is written.
    """

    def __init__(self, bridge: Bridge, settings: Settings, shown: Shown, parent: QWidget | None = None) -> None:
        """`shown` is what the window shows of the map and what not."""
        super().__init__("export", tr("Export"), bridge, settings, shown, parent)
        self.path = QLineEdit(exporting.proposed(bridge.session.document, bridge.session.path, self._start().format))
        self.path.setObjectName("export-path")
        self.path.setAccessibleName(tr("File"))
        self.path.setClearButtonEnabled(False)
        self.choose = QPushButton(tr("Choose…"))
        self.choose.setObjectName("export-choose")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        named = label(tr("File"))
        named.setBuddy(self.path)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(named)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        self.rows.addLayout(row)
        self.path.textChanged.connect(self._check)
        self.path.editingFinished.connect(self._take_suffix)
        self.form.reformatted.connect(self._rename)
        self._check()
        self.form.format.setFocus()

    def target(self) -> str:
        """The file to be written."""
        typed = self.path.text().strip()
        return os.path.abspath(os.path.expanduser(typed)) if typed else ""

    def refusal(self) -> str:
        why, path = super().refusal(), self.target()
        if why or not path:
            return why or tr("Say which file to write")
        if self.bridge.session.path and _is_same(path, self.bridge.session.path):
            return tr("{name} is the map itself; choose another name", name=files.shown(os.path.basename(path)))
        if os.path.isdir(path):
            return tr("{name} is a folder; say which file to write", name=files.shown(path))
        if not os.path.isdir(os.path.dirname(path)):
            return tr("There is no folder {name}", name=files.shown(os.path.dirname(path)))
        return ""

    def act(self) -> None:
        """Writes the file."""
        self._take_suffix()
        self._check()
        if self._acting is not None or not self.act_button.isEnabled():
            return
        self._pause.stop()
        export, path = self.form.value(), self.target()
        job = self._worker.do(drawing_work.write, self.form.document, export.format, export.options, path)
        job.done.connect(self._written)
        self.begin(job, tr("Writing {name} …", name=files.shown(os.path.basename(path))))

    def _written(self) -> None:
        self._acting = None
        self.keep()
        self.bridge.said.emit(tr("Exported as {name}", name=files.shown(os.path.basename(self.target()))))
        self.accept()

    def _check(self) -> None:
        super()._check()
        if self.act_button.isEnabled() and os.path.lexists(self.target()):
            self.say(tr("This replaces the file of that name"), "muted")

    def _rename(self) -> None:
        self.path.setText(exporting.renamed(self.path.text().strip(), self.form.picked().format))

    def _take_suffix(self) -> None:
        """The format follows the suffix that was typed; a name without one gets it."""
        typed = self.path.text().strip()
        if not typed or os.path.isdir(self.target()):
            return
        try:
            named = registry.by_suffix(typed).name
        except ArgmapError:
            self.path.setText(exporting.renamed(typed, self.form.picked().format))
            return
        if named != self.form.picked().format:
            self.form.set_format(named)
            self.path.setText(typed)

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Export as"), self.target())
        dialog.setObjectName("export-file-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        names = [f"{row.title} ({' '.join('*' + suffix for suffix in row.suffixes)})" for row in exporting.offered()]
        dialog.setNameFilters(names)
        at = [row.name for row in exporting.offered()].index(self.form.picked().format)
        dialog.selectNameFilter(names[at])
        # The dialog here says by itself that a file is replaced.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(self.target())
        if dialog.exec():
            self.path.setText(dialog.selectedFiles()[0])
            self._take_suffix()
            self.act_button.setFocus()
        dialog.deleteLater()


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return os.path.realpath(path) == os.path.realpath(other)
