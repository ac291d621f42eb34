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

ATTACKING = "application/x-argmap-attacking"
"""The kind under which the ids of the claims lie beside it that attacked what they bore on, one a line."""

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
        """Copies the selected claims with their branches, for other maps and as an outline."""
        if not self._copied():
            self.bridge.said.emit(tr("Select claims to copy them"))

    def _copied(self) -> bool:
        from argmap.formats import registry

        fragment = self._selected()
        if not fragment.claims and not fragment.sources:
            return False
        mime = QMimeData()
        mime.setData(FRAGMENT, registry.write(fragment, "argmap"))
        attacking = clipboard.attacking(self.session.document, fragment.claims)
        mime.setData(ATTACKING, "\n".join(attacking).encode())
        mime.setText(_outline(fragment))
        QGuiApplication.clipboard().setMimeData(mime)
        self.bridge.said.emit(trn("Copied {n} claim", "Copied {n} claims", len(fragment.claims)))
        return True

    def cut(self) -> None:
        """Copies the selected claims with their branches, those of selected groups too, and removes them."""
        document, chosen = self.session.document, self.session.selection
        if self._copied():
            # A group that is removed leaves its claims where they are; one that is cut takes them along.
            self.session.commit(removal.delete(document, [*chosen, *clipboard.held(document, chosen)]))
        else:
            self.bridge.said.emit(tr("Select claims to cut them"))

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
            attacking = bytes(mime.data(ATTACKING).data()).decode("utf-8", "replace").split("\n")
            change = clipboard.paste(document, reading.document, target, attacking=attacking)
            done = self.session.commit(change)
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
        """The claims selected with their branches, or the whole map."""
        part = self._selected()
        return part if part.claims else self.session.document

    def _selected(self) -> Document:
        """The claims selected with their branches, as a part of a map."""
        document = self.session.document
        return clipboard.copy(document, clipboard.with_branches(document, self.session.selection))


def is_article(text: str) -> bool:
    """Whether a text is rather an article than an outline: long, and in lines longer than outlines have."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(text) >= LONG and bool(lines) and sum(map(len, lines)) / len(lines) > 160


def _outline(document: Document) -> str:
    from argmap.formats import registry

    return registry.write(document, "markdown").decode("utf-8")
