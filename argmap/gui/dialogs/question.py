"""What has to be asked before the work goes on: for a file, and what is to become of what is not saved."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from argmap.gui.plain import box
from argmap.text import tr

SAVE, DISCARD, CANCEL = "save", "discard", "cancel"


def unsaved(parent: QWidget, name: str) -> str:
    """Asks what is to become of a map that is not saved: `save`, `discard` or `cancel`."""
    asked = box(parent, tr("argmap"), tr("Save what you changed in {name}?", name=name), name="unsaved")
    asked.setInformativeText(tr("Without saving it is lost."))
    asked.setIcon(QMessageBox.Icon.NoIcon)
    buttons = QMessageBox.StandardButton
    asked.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    asked.setDefaultButton(buttons.Save)
    asked.setEscapeButton(buttons.Cancel)
    answer = asked.exec()
    asked.deleteLater()
    return {buttons.Save: SAVE, buttons.Discard: DISCARD}.get(buttons(answer), CANCEL)


def discard(parent: QWidget, name: str, what: str) -> bool:
    """Asks whether unsaved work is to be given up; `what` says how much it is."""
    asked = box(parent, tr("argmap"), tr("Discard what was not saved of {name}?", name=name), name="discard")
    asked.setInformativeText(tr("{what}. It cannot be had back.", what=what))
    asked.setIcon(QMessageBox.Icon.NoIcon)
    buttons = QMessageBox.StandardButton
    asked.setStandardButtons(buttons.Discard | buttons.Cancel)
    asked.setDefaultButton(buttons.Cancel)
    asked.setEscapeButton(buttons.Cancel)
    answer = buttons(asked.exec())
    asked.deleteLater()
    return answer == buttons.Discard


def files_to_open(parent: QWidget, folder: str) -> list[str]:
    """Asks which maps to open; none where the user thinks better of it."""
    from argmap.formats.registry import FORMATS

    read = [format for format in FORMATS if format.reader]
    every = " ".join(f"*{suffix}" for format in read for suffix in format.suffixes)
    filters = [tr("Maps ({names})", names=every + " *.json"), tr("All files (*)")]
    dialog = QFileDialog(parent, tr("Open"), folder, ";;".join(filters))
    dialog.setObjectName("open-dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _chosen(dialog)


def file_to_save(parent: QWidget, proposed: str) -> str:
    """Asks for the file to save a map to, "" for none; asks before another file is overwritten."""
    dialog = QFileDialog(parent, tr("Save as"), proposed, tr("argmap map (*.argmap.json)"))
    dialog.setObjectName("save-dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("argmap.json")
    dialog.selectFile(proposed)
    return next(iter(_chosen(dialog)), "")


def _chosen(dialog: QFileDialog) -> list[str]:
    done = dialog.exec()
    chosen = dialog.selectedFiles() if done else []
    dialog.deleteLater()
    return chosen
