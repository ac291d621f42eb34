"""Cutting, copying and pasting: parts of maps as they are, outlines as text, and the map as a picture."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.core.document import Document
from argmap.edit import clipboard, outlines, removal, sources
from argmap.edit.rules import is_target
from argmap.errors import ArgmapError
from argmap.gui.bridge import Bridge
from argmap.text import tr, trn

FRAGMENT = "application/x-argmap+json"
"""The kind under which a part of a map lies on the clipboard, in argmap's own format."""

LONG = 1200
"""From this many characters in paragraphs on, a text is an article and becomes a source."""


class Clip(QObject):
    """Passes parts of a session's map to the clipboard and back. `article_pasted` carries the id of a new source."""

    article_pasted = Signal(str)

    def __init__(self, bridge: Bridge, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.bridge, self.settings = bridge, settings

    @property
    def session(self) -> Session:
        """The session that is copied from and pasted into."""
        return self.bridge.session

    def copy(self) -> None:
        """Copies the selected claims and what hangs together among them, for other maps and as an outline."""
        from argmap.formats import registry

        fragment = clipboard.copy(self.session.document, self.session.selection)
        if not fragment.claims and not fragment.sources:
            self.bridge.said.emit(tr("Select claims to copy them"))
            return
        mime = QMimeData()
        mime.setData(FRAGMENT, registry.write(fragment, "argmap"))
        mime.setText(_outline(fragment))
        QGuiApplication.clipboard().setMimeData(mime)
        self.bridge.said.emit(trn("Copied {n} claim", "Copied {n} claims", len(fragment.claims)))

    def cut(self) -> None:
        """Copies the selected claims with what bears on them and removes them."""
        self.copy()
        self.session.commit(removal.delete(self.session.document, self.session.selection))

    def paste(self) -> None:
        """Adds what lies on the clipboard: claims under the selected claim or relation, a long text as a source."""
        from argmap.formats import registry

        mime = QGuiApplication.clipboard().mimeData()
        if mime is None:  # nothing was ever copied
            self.bridge.said.emit(tr("There is nothing to paste"))
            return
        document = self.session.document
        target = self.session.selection[-1] if self.session.selection else ""
        target = target if is_target(document, target) else ""
        if mime.hasFormat(FRAGMENT):
            reading = registry.read(bytes(mime.data(FRAGMENT).data()), tr("the clipboard"), "argmap")
            if reading.errors:
                raise ArgmapError(tr("what lies on the clipboard is no part of a map"))
            done = self.session.commit(clipboard.paste(document, reading.document, target))
        elif is_article(text := mime.text()):
            done = self._paste_article(text)
        else:
            done = self.session.commit(outlines.paste_text(document, text, target))
        if not done:
            self.bridge.said.emit(tr("There is nothing to paste"))

    def _paste_article(self, text: str) -> bool:
        from argmap.formats.articles.article import first_line_as_title

        change = sources.add_source(self.session.document, title=first_line_as_title(text), text=text)
        done = self.session.commit(change)
        if done and change is not None and change.focus:
            self.bridge.said.emit(tr("Added the text as a source"))
            self.article_pasted.emit(change.focus[0])
        return done

    def copy_outline(self) -> None:
        """Copies the selected branches, or the whole map, as an outline in Markdown."""
        QGuiApplication.clipboard().setText(_outline(self._part()))
        self.bridge.said.emit(tr("Copied as an outline"))

    def copy_argdown(self) -> None:
        """Copies the selected branches, or the whole map, as Argdown."""
        from argmap.formats import registry

        QGuiApplication.clipboard().setText(registry.write(self._part(), "argdown").decode("utf-8"))
        self.bridge.said.emit(tr("Copied as Argdown"))

    def copy_picture(self) -> None:
        """Copies the map as a picture, drawn as an export is."""
        from argmap.gui.printing import copy_picture

        copy_picture(self.bridge, self.settings)

    def _part(self) -> Document:
        """The claims selected and what hangs together among them, or the whole map."""
        if self.session.selection:
            part = clipboard.copy(self.session.document, self.session.selection)
            if part.claims:
                return part
        return self.session.document


def is_article(text: str) -> bool:
    """Whether a text is rather an article than an outline: long, and in lines longer than outlines have."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(text) >= LONG and bool(lines) and sum(map(len, lines)) / len(lines) > 160


def _outline(document: Document) -> str:
    from argmap.formats import registry

    return registry.write(document, "markdown").decode("utf-8")
