"""A window for each test, off screen, with settings and state in a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))  # for `from gui_maps import small`

from gui_maps import small

from argmap.app.settings import Settings, load
from argmap.gui.application import make
from argmap.gui.canvas.view import MapView
from argmap.gui.desk import Desk
from argmap.gui.window import MapWindow
from argmap.gui.workers import workers
from argmap.resources import sample_map


def pytest_configure(config: pytest.Config) -> None:
    """Qt without a screen cannot hint at sizes nor bring windows to the front, and says so of each."""
    for what in ("propagateSizeHints", "raise"):
        config.addinivalue_line("qt_log_ignore", rf"This plugin does not support {what}\(\)")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and state lie in a folder of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ARGMAP_HOME", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    return folder


@pytest.fixture
def settings(home: Path) -> Settings:
    """The settings, with the first run behind."""
    settings = load(home / "settings" / "settings.json")
    settings["welcomed"] = True
    return settings


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application that pytest-qt makes."""
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def no_process_left() -> Iterator[None]:
    """No worker process outlives the tests: what ends them in the program, its own end, does not come here."""
    yield
    if QCoreApplication.instance() is not None:
        workers().end()


@pytest.fixture
def guarded(qapp: QApplication) -> None:
    """The program's faces and style, for parts of a window without the window."""
    make()


@pytest.fixture
def desk(qapp: QApplication, settings: Settings, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The windows; all are done away with at the end, and each canvas is then as document and geometry say."""
    make()
    # The program would end with its last window, and the tests with it.
    monkeypatch.setattr(qapp, "quit", lambda: None)
    desk = Desk(qapp, settings, home / "state")
    yield desk
    differences = [difference for window in desk.windows for difference in window.view.map_scene().audit()]
    desk.clear()
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert differences == []


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MapWindow:
    """A window with an empty map, shown and complete."""
    window = desk.window()
    window.resize(1280, 820)
    window.show()
    qtbot.waitExposed(window)
    window.fill()
    window.view.setFocus()
    return window


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The claims that were opened for typing, instead of opening them."""
    opened: list[str] = []
    monkeypatch.setattr(MapView, "begin_edit", lambda _view, id: opened.append(id))
    return opened


@pytest.fixture
def argument(window: MapWindow) -> MapWindow:
    """The window with a thesis `t`, a premise `p`, a counterpoint `k` and a premise `q` of the premise."""
    window.session.load(small())
    return window


@pytest.fixture
def example_file(tmp_path: Path) -> Path:
    """A copy of the shipped example."""
    file = tmp_path / "example.argmap.json"
    file.write_bytes(sample_map("russia-azerbaijan.argmap.json").read_bytes())
    return file


@pytest.fixture
def press(qapp: QApplication) -> Callable[..., None]:
    """Presses keys by their names in whatever has the keyboard: `press("Ctrl+K", "Down")`."""

    def press(*keys: str, into: QWidget | None = None) -> None:
        for key in keys:
            combined = QKeySequence.fromString(key)[0]
            target = into or QApplication.focusWidget() or QApplication.activeWindow()
            assert target is not None, "nothing has the keyboard"
            code = combined.key()
            if code == Qt.Key.Key_Tab and combined.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
                code = Qt.Key.Key_Backtab
            QTest.keyClick(target, code, combined.keyboardModifiers())
            QCoreApplication.processEvents()

    return press
