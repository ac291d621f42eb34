"""Makes the manual's pictures, and the README's, from the running program: `python resources/help/make_pictures.py`.

It needs no display. The pictures are kept small: a palette of 256 colours.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from argmap.app.settings import Settings
from argmap.core.ids import Id
from argmap.core.roles import derive
from argmap.edit.revising import update_text
from argmap.gui.application import make
from argmap.gui.desk import Desk
from argmap.gui.dialogs.export_preview import Page
from argmap.gui.window import MapWindow

PICTURES = Path(__file__).resolve().parent / "pictures"
README = "readme.png"
"""The picture that the README shows: it lies with the others."""

MOST = 200_000
"""Bytes that a picture takes at most."""

SIZE = 1440, 900
"""Width and height of the window in pixels."""

PATIENCE = 30_000
"""Milliseconds that something may take to appear."""


def settle(until: Callable[[], object] = lambda: True, pause: int = 60) -> None:
    """Lets the window come to rest, and waits until something is true."""
    QTest.qWait(pause)
    waited = 0
    while not until():
        if waited > PATIENCE:
            raise SystemExit("what was to be pictured did not appear")
        QTest.qWait(pause)
        waited += pause


def whole(window: QWidget) -> QImage:
    """The window with the dialogs over it, each in the middle of what it belongs to."""
    picture = window.grab().toImage()
    painter = QPainter(picture)
    for dialog in QApplication.topLevelWidgets():
        if dialog.isVisible() and dialog.parentWidget() is window:
            shot = dialog.grab()
            spot = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 3)
            painter.fillRect(QRect(spot, dialog.size()).adjusted(-1, -1, 1, 1), Qt.GlobalColor.gray)
            painter.drawPixmap(spot, shot)
    painter.end()
    return picture


def keep(picture: QImage | QPixmap, name: str) -> None:
    """Writes a picture, in so few colours that it is small."""
    image = picture.toImage() if isinstance(picture, QPixmap) else picture
    image.setDevicePixelRatio(1.0)
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    few = plain.convertToFormat(QImage.Format.Format_Indexed8, colours(plain), NEAREST)
    path = PICTURES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not few.save(str(path), "PNG", 0):
        raise SystemExit(f"{name} cannot be written")
    size = path.stat().st_size
    if size > MOST:
        raise SystemExit(f"{name} takes {size} bytes, more than {MOST}")
    print(f"{name}: {few.width()} × {few.height()}, {size} bytes")


NEAREST = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither


def colours(image: QImage) -> list[int]:
    """The 256 colours that a picture has most of, no two of which are all but the same."""
    counted: dict[int, int] = {}
    for y in range(image.height()):
        line = bytes(image.constScanLine(y))[: 3 * image.width()]
        for at in range(0, len(line), 3):
            pixel = line[at] << 16 | line[at + 1] << 8 | line[at + 2]
            counted[pixel] = counted.get(pixel, 0) + 1
    chosen: list[tuple[int, int, int]] = []
    for apart in (24, 12, 6, 0):
        for pixel in sorted(counted, key=lambda pixel: (-counted[pixel], pixel)):
            if len(chosen) == 256:
                break
            r, g, b = pixel >> 16, pixel >> 8 & 255, pixel & 255
            if all(abs(r - x) + abs(g - y) + abs(b - z) > apart for x, y, z in chosen):
                chosen.append((r, g, b))
    return [0xFF000000 | r << 16 | g << 8 | b for r, g, b in chosen]


class Studio:
    """A window with the example, and what is done in it for a picture."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.window = self.opened()

    def opened(self) -> MapWindow:
        """A window with the example, complete."""
        window = self.desk.window()
        window.resize(*SIZE)
        window.show()
        window.fill()
        window.filing.open_example()
        settle()
        return window

    def claim(self, number: str) -> Id:
        """The claim of a number."""
        rows = derive(self.window.session.document).rows
        return next(id for id, row in rows.items() if row.number == number)

    def look_at(self, *numbers: str, zoom: float = 0.0) -> None:
        """Selects claims and brings them into the middle; at a zoom of 0 the map as it fits."""
        ids = tuple(self.claim(number) for number in numbers)
        self.window.session.select(ids)
        self.window.view.setFocus()
        if zoom:
            box = self.window.session.geometry.cards[ids[-1]]
            self.window.view.look_at(*box.centre, zoom)
        else:
            self.window.view.fit()
        settle()

    def themed(self, theme: str) -> None:
        """Changes the colours."""
        self.window.set_setting("theme", theme)
        settle()

    def leave(self) -> None:
        """Closes what lies over the window."""
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self.window and dialog.isVisible():
                dialog.close()
        QTest.keyClick(QApplication.focusWidget() or self.window.view, Qt.Key.Key_Escape)
        self.window.view.cancel()
        self.window.view.setFocus()
        settle()

    # The pictures.

    def windows(self) -> None:
        """The whole window, light and dark."""
        for theme in ("light", "dark"):
            self.themed(theme)
            self.look_at("1.5", zoom=0.8)
            keep(whole(self.window), f"window-{theme}.png")
        self.themed("light")
        keep(whole(self.window), README)

    def whole_map(self) -> None:
        """The map as it fits, with the outline beside it."""
        self.window.panes.show("outline")
        self.look_at("1")
        keep(whole(self.window), "whole-map.png")
        self.window.panes.show("inspector")

    def typing(self) -> None:
        """A card while its text is typed."""
        self.look_at("1.1", zoom=1.0)
        self.window.view.begin_edit(self.claim("1.1"))
        settle()
        keep(self.window.centre.grab(), "typing.png")
        self.window.view.end_edit()

    def drag(self) -> None:
        """A card dragged over another, with the hint."""
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtGui import QMouseEvent

        self.look_at("1.5", zoom=0.8)
        view, cards = self.window.view, self.window.session.geometry.cards
        start, end = (QPointF(*cards[self.claim(n)].centre) for n in ("1.5.1", "1"))
        kinds = QEvent.Type
        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        for kind, at, button in (
            (kinds.MouseButtonPress, start, left),
            (kinds.MouseMove, start + QPointF(14, 14), none),
            (kinds.MouseMove, end, none),
        ):
            spot = view.viewportTransform().map(at)
            place = QPointF(view.viewport().mapToGlobal(spot))
            held = Qt.KeyboardModifier.NoModifier
            QCoreApplication.sendEvent(view.viewport(), QMouseEvent(kind, spot, place, button, left, held))
        settle(pause=300)
        keep(self.window.centre.grab(), "drag.png")
        view.cancel()

    def over_the_map(self) -> None:
        """Marks strip, palette, find bar."""
        for name, action, typed in (("marks", "marks", ""), ("palette", "palette", "under"), ("find", "find", "gas")):
            self.look_at("1.1", zoom=0.9)
            self.window.acts.run(action)
            if typed:
                QTest.keyClicks(QApplication.focusWidget() or self.window.view, typed)
            settle()
            keep(self.window.centre.grab(), f"{name}.png")
            self.leave()

    def dialogs(self) -> None:
        """The dialogs that the manual speaks of."""
        for name in ("export", "settings", "shortcuts"):
            self.window.acts.run(name)
            settle(pause=100)
            dialog = self.window.asking.dialog(name)
            if dialog is None:
                raise SystemExit(f"the dialog {name} did not open")
            for page in dialog.findChildren(Page):
                settle(page.has_picture)
            path = dialog.findChild(QLineEdit, "export-path")
            if path is not None:  # it is to tell of nobody's machine
                path.setText(path.text().rpartition("/")[2])
            keep(dialog.grab(), f"{name}.png")
            self.leave()

    def article(self) -> None:
        """A passage selected in the article, and the review after a new version of it."""
        reading, session = self.window.reading, self.window.session
        if reading.pane is None:
            raise SystemExit("there is no article")
        self.window.set_setting("cue_words", True)
        reading.pane.text.setFocus()
        reading.next_unmapped()
        settle()
        keep(reading.dock.grab(), "passage.png")
        self.window.set_setting("cue_words", False)
        source = session.document.sources[reading.pane.source]
        excerpts = sorted((e for e in session.document.excerpts.values() if len(e.exact) > 60), key=lambda e: e.start)
        changed, doubled = excerpts[2], excerpts[5]
        words = changed.exact.split()
        text = source.text.replace(changed.exact, " ".join([*words[:3], "used", *words[3:]]))
        text = text.replace(doubled.exact, f"{doubled.exact} {doubled.exact}")
        session.commit(update_text(session.document, source.id, text)[0])
        reading.shelf.review_here()
        settle()
        dialog = self.window.asking.dialog("review")
        if dialog is None:
            raise SystemExit("the review did not open")
        keep(dialog.grab(), "review.png")
        self.leave()
        session.undo()

    def empty(self) -> None:
        """The window with nothing in it."""
        window = self.desk.window()
        window.resize(*SIZE)
        window.show()
        window.fill()
        settle()
        keep(whole(window), "empty.png")


def main() -> int:
    """Makes all pictures."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = os.environ["ARGMAP_HOME"] = home
        application = make()
        settings = Settings({"welcomed": True, "motion": "off", "theme": "light"})
        desk = Desk(application, settings, Path(home))
        studio = Studio(desk)
        for part in (
            *(studio.windows, studio.whole_map, studio.typing, studio.drag, studio.over_the_map, studio.dialogs),
            studio.article,
            studio.empty,
        ):
            part()
        for window in desk.windows:
            window.put_away()
        desk.clear()
    return 0


if __name__ == "__main__":
    sys.exit(main())
