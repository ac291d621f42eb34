"""Addresses in an article: plain text, opened only when asked for, and only after they have been shown."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from argmap.gui.plain import box
from argmap.text import tr

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_NOT_LAST = ".,;:!?)]}'’"


def link_at(text: str, offset: int) -> str:
    """The address over an offset of a text, "" where there is none."""
    begin = max(text.rfind(c, 0, offset) for c in " \n\t") + 1
    for match in _ADDRESS.finditer(text, begin):
        if match.start() > offset:
            break
        found = match.group().rstrip(_NOT_LAST)
        if match.start() <= offset < match.start() + len(found):
            return found if opens(found) else ""
    return ""


def opens(address: str) -> bool:
    """Whether an address may be opened at all: http or https, with a host, and nothing hidden before it."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() in ("http", "https") and bool(url.host()) and not url.userInfo()


def ask(parent: QWidget, address: str) -> QMessageBox:
    """Asks whether to open an address, which is shown as it is; opens it in the browser on Yes."""
    kinds = QMessageBox.StandardButton
    made = box(parent, tr("Open in the browser?"), address, name="open-address")
    made.setStandardButtons(kinds.Open | kinds.Cancel)
    made.setDefaultButton(kinds.Cancel)
    made.setEscapeButton(kinds.Cancel)

    def answered(button: object) -> None:
        if made.standardButton(button) == kinds.Open and opens(address):  # type: ignore[arg-type]
            QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))

    made.buttonClicked.connect(answered)
    return made
