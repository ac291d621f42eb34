"""Keys, clicks, drags and wheel turns from a seed: nothing that a hand can do brings the window out of step.

`ARGMAP_EVENTS` says how many there are in a story, `ARGMAP_STORIES` how many stories are told, `ARGMAP_SEED` from which
seed on; `ARGMAP_STORY` names a file, `.SEED` added, to which each event is written before it happens, for the case that
the process does not live to tell. The long versions, off screen and on the X server of DISPLAY:

ARGMAP_EVENTS=100000 ARGMAP_STORIES=3 python -m pytest -n 3 tests/gui/test_random_events.py
ARGMAP_TEST_PLATFORM=xcb ARGMAP_EVENTS=20000 python -m pytest -n 0 tests/gui/test_random_events.py
"""

from __future__ import annotations

import os
import random
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from hands import ALT, CTRL, LEFT, MIDDLE, NONE, SHIFT, Hands, Place
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from argmap.app.opening import open_map
from argmap.core import integrity
from argmap.formats import registry
from argmap.gui.dialogs import question
from argmap.gui.filing import EXAMPLE
from argmap.gui.window import MapWindow
from argmap.gui.workers import workers
from argmap.resources import sample_map

EVENTS = int(os.environ.get("ARGMAP_EVENTS", "1500"))
STORIES = int(os.environ.get("ARGMAP_STORIES", "1"))
SEED = int(os.environ.get("ARGMAP_SEED", "20260101"))
STORY = os.environ.get("ARGMAP_STORY", "")
EACH = 100
"""After so many events all is looked over."""

WORDS = ("The air is bad", "no", " ", "ü", "汉字", "مرحبا", "🙂", "because", "<b>", "1.2")
PLAIN = ("Esc", "Return", "Tab", "Shift+Tab", "Backspace", "Home", "End", "Ctrl+Backspace", "Shift+Left", "Menu")
HELD = (NONE, NONE, NONE, SHIFT, CTRL, ALT, CTRL | SHIFT)
SPARED = {"full-screen", "help", "quit", "close", "export", "print", "arrange-with-graphviz"}
"""Rows that are asked for seldom: they take long, or end it."""


def on_top() -> QWidget | None:
    """The menu or dialog that keeps all else from keys and clicks, None for none."""
    over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return over if over is not None and isValid(over) else None


class Chance:
    """What a hand might do next, from a seed."""

    def __init__(self, window: MapWindow, seed: int) -> None:
        self.window, self.hands = window, Hands(window.view)
        self.random = random.Random(seed)
        self.story = Path(f"{STORY}.{seed}") if STORY else None
        self._over: QWidget | None = None
        self.last: deque[str] = deque(maxlen=25)
        """What was done last, for whoever looks into a failure."""
        rows = [id for id in window.acts.by_id if id not in SPARED]
        self.keys = [key for id in rows for key in window.acts.keys[id]] + list(PLAIN)
        self.rare = [key for id in SPARED for key in window.acts.keys.get(id, ())]
        self.deeds: list[tuple[Callable[[], None], int]] = [
            (self.key, 44),
            (self.type, 10),
            (self.click, 14),
            (self.double_click, 3),
            (self.drag, 10),
            (self.turn, 8),
            (self.click_widget, 4),
            (self.menu, 3),
            (self.undo, 4),
        ]

    def do(self) -> None:
        """Does one thing."""
        (deed,) = self.random.choices([deed for deed, _ in self.deeds], [often for _, often in self.deeds])
        deed()
        QCoreApplication.processEvents()
        if self.random.random() < 0.4:
            self.leave()

    def note(self, *said: object) -> None:
        """Takes note of what is being done."""
        self.last.append(" ".join(map(str, said)))
        if self.story is not None:
            with self.story.open("a") as story:
                story.write(self.last[-1] + "\n")

    def leave(self) -> None:
        """Closes what lies over the window, as one would after a look at it."""
        for _ in range(8):
            over = on_top()
            if over is None:
                break
            self.note("leave", over.objectName() or type(over).__name__)
            over.close()
            QCoreApplication.processEvents()

    def target(self) -> QWidget:
        """Where a key goes: to what lies on top, or to what has the keyboard."""
        # Held, since with Python's side of a menu that of its list would go, to which the key is sent.
        over = self._over = on_top()
        found = over.focusWidget() if over is not None else QApplication.focusWidget()
        # The list of a box that was made anew may have the keyboard for a moment longer than it lives.
        return found if found is not None and isValid(found) else over or self.window.view

    def key(self) -> None:
        key = self.random.choice(self.rare if self.random.random() < 0.01 else self.keys)
        self.note("key", key, "to", self.target().objectName())
        combined = QKeySequence.fromString(key)[0]
        code, held = combined.key(), combined.keyboardModifiers()
        if code == Qt.Key.Key_Tab and held & Qt.KeyboardModifier.ShiftModifier:
            code = Qt.Key.Key_Backtab
        if self.random.random() < 0.03:  # pressed here, let go elsewhere
            QTest.keyPress(self.target(), code, held)
            QCoreApplication.processEvents()
            QTest.keyRelease(self.target(), code, held)
        else:
            QTest.keyClick(self.target(), code, held)

    def type(self) -> None:
        word = self.random.choice(WORDS)
        self.note("type", word, "to", self.target().objectName())
        if self.target() is self.window.view:
            self.hands.compose("…", word) if self.random.random() < 0.2 else self.hands.type(word)
        else:
            QTest.keyClicks(self.target(), "".join(c for c in word if c.isascii()))

    def undo(self) -> None:
        self.note("undo and redo")
        steps = self.random.randrange(1, 6)
        for way in ("undo", "redo"):
            for _ in range(self.random.randrange(steps + 1)):
                self.window.acts.run(way)

    def place(self) -> Place:
        """A place of the map, mostly one where there is something."""
        view, geometry = self.window.view, self.window.view.map_scene().geometry
        seen = view.seen()
        some = self.random.random()
        if geometry.cards and some < 0.7:
            box = geometry.cards[self.random.choice(sorted(geometry.cards))]
            edge = box.bottom if self.random.random() < 0.3 else self.random.uniform(box.top, box.bottom)
            return (self.random.uniform(box.left - 4, box.right + 4), edge)
        if geometry.junctions and some < 0.85:
            spot = geometry.junctions[self.random.choice(sorted(geometry.junctions))]
            return (spot.x + self.random.uniform(-6, 6), spot.y + self.random.uniform(-6, 6))
        return (self.random.uniform(seen.left(), seen.right()), self.random.uniform(seen.top(), seen.bottom()))

    def click(self) -> None:
        self.leave()
        at, held = self.place(), self.random.choice(HELD)
        self.note("click", at, held)
        self.hands.move(at)
        self.hands.click(at, held)
        self.window.view.setFocus(Qt.FocusReason.MouseFocusReason)

    def double_click(self) -> None:
        self.leave()
        at = self.place()
        self.note("double click", at)
        self.hands.double_click(at)

    def drag(self) -> None:
        self.leave()
        hands = self.hands
        at, button = self.place(), self.random.choice((LEFT, LEFT, LEFT, LEFT, MIDDLE))
        self.note("drag from", at, button)
        hands.move(at)
        hands.press(at, self.random.choice(HELD), button)
        for _ in range(self.random.randrange(1, 7)):
            to, held = self.place(), self.random.choice(HELD)
            self.note("  to", to, held)
            hands.move(to, held)
            QCoreApplication.processEvents()
            if self.random.random() < 0.06:
                hands.rest()
            if self.random.random() < 0.06:
                self.key()
        hands.release(self.random.choice(HELD))

    def turn(self) -> None:
        port = self.window.view.viewport()
        at = QPointF(self.random.uniform(0, port.width()), self.random.uniform(0, port.height()))
        angle = QPoint(self.random.choice((0, 0, 120, -120)), self.random.choice((120, -120, 360, -360, 15)))
        held = self.random.choice(HELD)
        self.note("wheel", angle, held)
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, QPointF(port.mapToGlobal(at)), QPoint(), angle, none, held, phase, False)
        QCoreApplication.sendEvent(port, event)

    def click_widget(self) -> None:
        over = on_top() or self.window
        parts = [w for w in over.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.objectName()]
        if parts:
            part = self.random.choice(sorted(parts, key=lambda w: w.objectName()))
            at = QPoint(self.random.randrange(max(1, part.width())), self.random.randrange(max(1, part.height())))
            self.note("click on", part.objectName(), at)
            QTest.mouseClick(part, LEFT, self.random.choice(HELD), at)

    def menu(self) -> None:
        self.leave()
        at = self.place()
        self.note("menu at", at)
        spot = self.window.view.viewportTransform().map(QPointF(*at)).toPoint()
        if self.window.view.viewport().rect().contains(spot):
            self.window.view.context_menu.emit(
                self.window.view.viewport().mapToGlobal(spot), self.window.view.map_scene().hit(*at)
            )
            for _ in range(self.random.randrange(6)):
                QTest.keyClick(self.target(), Qt.Key.Key_Down)
            if self.random.random() < 0.6:
                QTest.keyClick(self.target(), Qt.Key.Key_Return)


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """What nothing else has caught."""
    found: list[BaseException] = []

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        found.append(error)

    monkeypatch.setattr(sys, "excepthook", hook)
    yield found


@pytest.fixture
def alone(window: MapWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[MapWindow]:
    """The window with the example, where nothing asks a person, ends it, or leads out of it."""
    filing = window.filing
    filing.ask_open = list
    filing.ask_save = lambda _proposed: ""
    filing.ask_unsaved = lambda: question.CANCEL
    filing.elsewhere = lambda _path: None
    filing.may_close = lambda: False  # type: ignore[method-assign]
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    filing.open_example()
    yield window
    workers().end()  # as the end of the program does: no process outlives it


# Qt without a screen cannot grab the keyboard for a menu, and says so of each.
@pytest.mark.qt_log_ignore(r"This plugin does not support grabbing the keyboard")
@pytest.mark.timeout(24 * 3600 if EVENTS > 5000 else 1200)
@pytest.mark.parametrize("seed", range(SEED, SEED + STORIES))
def test_whatever_hands_do_the_window_keeps_in_step(
    alone: MapWindow, raised: list[BaseException], qtlog: Any, seed: int
) -> None:
    window, session = alone, alone.session
    print(f"seed {seed}, {EVENTS} events")  # noqa: T201
    chance = Chance(window, seed)

    def look_over(number: int) -> None:
        chance.note("event", number, "looked over")
        story = f"seed {seed}, event {number}, after:\n  " + "\n  ".join(chance.last)
        assert window.view.map_scene().audit() == [], story
        errors = [problem for problem in integrity.check(session.document) if problem.severity == "error"]
        assert errors == [], story
        warned = [record.message for record in qtlog.records if record.log_type_name != "QtDebugMsg"]
        assert [line for line in warned if "This plugin does not support" not in line] == [], story

    for number in range(1, EVENTS + 1):
        chance.do()
        if raised:
            raise AssertionError(f"seed {seed}, event {number}, after:\n  " + "\n  ".join(chance.last)) from raised[0]
        if number % EACH == 0:
            look_over(number)
            if number < EVENTS and len(session.document.claims) < 5:  # not at the end: what was done is taken back then
                window.filing.take(open_map(str(sample_map(EXAMPLE))).document, "", None)
    chance.leave()
    window.view.cancel()
    window.view.end_edit()
    window.put_away()
    QCoreApplication.processEvents()
    look_over(EVENTS)

    # All that was done can be taken back and done again to the same bytes.
    last = registry.write(session.document, "argmap")
    steps = 0
    while session.undo():
        steps += 1
    assert window.view.map_scene().audit() == []
    for _ in range(steps):
        assert session.redo()
    assert registry.write(session.document, "argmap") == last
    assert steps or EVENTS < EACH
