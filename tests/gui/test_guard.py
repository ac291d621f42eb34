"""No exception of ours gets into Qt: where it would, the process would end with a segmentation fault."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from types import FunctionType, MethodDescriptorType

import pytest
from PySide6.QtCore import QObject
from shiboken6 import Shiboken

import argmap.gui
from argmap.gui import guard

CHILD = """
import sys
import argmap.gui
__name__ = "argmap.trial"  # whose classes count as ours
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import *
application = QApplication([])
caught = []
sys.excepthook = lambda kind, error, trace: caught.append(str(error))
USER = QEvent.Type.User

class Widget(QWidget):
    def paintEvent(self, event):
        raise ValueError("paint")
    def event(self, event):
        if event.type() == USER:
            raise ValueError("event")
        return super().event(event)
    def sizeHint(self):
        raise ValueError("hint")
    def mousePressEvent(self, event):
        raise KeyboardInterrupt("press")

class Filter(QObject):
    def eventFilter(self, watched, event):
        if event.type() == USER:
            raise ValueError("filter")
        return False

class Item(QGraphicsItem):
    def boundingRect(self):
        raise ValueError("rect")
    def paint(self, *given):
        raise ValueError("item")

class Model(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):
        return 3
    def data(self, index, role=0):
        raise ValueError("data")

class Outer(QWidget):
    def event(self, event):
        if event.type() == USER:
            inner.repaint()
            inner.grab()
            QApplication.sendEvent(inner, QEvent(USER))
        return super().event(event)

inner, outer, watcher, scene, item = Widget(), Outer(), Filter(), QGraphicsScene(), Item()
inner.resize(100, 100)

def paint():
    inner.grab()

def nested():
    QApplication.sendEvent(outer, QEvent(USER))

def filtered():
    outer.installEventFilter(watcher)
    QApplication.sendEvent(outer, QEvent(USER))

def canvas():
    view = QGraphicsView(scene)
    scene.addItem(item)
    view.grab()
    item.paint(None, None, None)

def listed():
    view = QListView()
    model = Model()
    view.setModel(model)
    view.grab()

def measured():
    inner.adjustSize()
    inner.sizeHint()

def pressed():
    from PySide6.QtTest import QTest
    QTest.mouseClick(inner, Qt.MouseButton.LeftButton)

for _ in range(40):
    globals()[sys.argv[1]]()
inner.show()
application.processEvents()
print("alive", *sorted(set(caught)))
"""


@pytest.mark.parametrize(
    ("way", "raised"),
    [
        ("paint", "paint"),
        ("nested", "event paint"),
        ("filtered", "event filter paint"),
        ("canvas", "item paint rect"),
        ("listed", "data paint"),
        ("measured", "hint paint"),
        ("pressed", "paint press"),
    ],
)
def test_what_an_override_raises_is_reported_and_the_program_lives_on(way: str, raised: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, way], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (0, f"alive {raised}\n"), done.stderr


def ours() -> Iterator[type]:
    """All classes of the window that are derived from one of Qt's."""
    for module in pkgutil.walk_packages(argmap.gui.__path__, "argmap.gui."):
        importlib.import_module(module.name)
    wanted, seen = [Shiboken.Object], set[type]()
    while wanted:
        kind = wanted.pop()
        if kind not in seen:
            seen.add(kind)
            wanted += kind.__subclasses__()
            if kind.__module__.startswith("argmap."):
                yield kind


NOT_VIRTUAL = {"show"}
"""Names of Qt's that a class of ours has too, and which Qt itself never calls."""


def test_no_override_of_ours_is_without_the_gate_and_each_has_its_answer() -> None:
    found = dict[str, list[str]]()
    for kind in ours():
        for name, made in vars(kind).items():
            names_of_qt = any(isinstance(vars(above).get(name), MethodDescriptorType) for above in kind.__mro__[1:])
            if isinstance(made, FunctionType) and names_of_qt and name not in NOT_VIRTUAL:
                found.setdefault(name, []).append(kind.__qualname__)
                assert hasattr(made, "__wrapped__"), f"{kind.__qualname__}.{name}"
    assert len(found) > 30 and sum(map(len, found.values())) > 80
    unknown = [name for name in found if name not in guard.ANSWERS and name not in guard.SILENT]
    assert [name for name in unknown if not name.endswith("Event")] == []


def test_a_fault_in_what_reports_faults_is_printed_with_the_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_raised: object) -> None:
        raise RuntimeError("the second")

    monkeypatch.setattr(sys, "excepthook", failing)
    try:
        raise ValueError("the first")
    except ValueError:
        guard.report(*sys.exc_info())
    said = capsys.readouterr().err
    assert "the first" in said and "the second" in said


def test_classes_that_are_not_ours_are_left_as_they_are() -> None:
    class Plain(QObject):
        def event(self, event: object) -> bool:
            return False

    assert not hasattr(vars(Plain)["event"], "__wrapped__")
