"""That it holds at all: this pair of Python and PySide, doubled pixels, larger text, other scripts."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from argmap.core.document import Document
from argmap.core.records import Claim, Group, Kind, Relation
from argmap.gui.window import MapWindow
from argmap.resources import sample_map


def run(program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a program of a few lines in a Python of its own, off screen."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_twenty_thousand_calls_that_return_none_leave_python_alive() -> None:
    # A pair that does not go together counts references to None down to nothing, and aborts.
    done = run(
        """
        from PySide6.QtCore import QObject
        from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QLabel

        application = QApplication([])
        thing, label, item = QObject(), QLabel(), QGraphicsRectItem()
        for n in range(5000):
            results = (thing.setObjectName(str(n)), label.setText(str(n)), item.setPos(n, n), item.update())
            assert results == (None,) * 4
        print("alive", item.x())
        """
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "alive 4999.0", "")


def test_at_scale_two_there_are_twice_the_pixels_and_the_canvas_is_as_it_should_be(tmp_path: Path) -> None:
    program = """
        import sys
        from pathlib import Path
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtTest import QTest
        from argmap.app.settings import Settings
        from argmap.gui.application import make
        from argmap.gui.desk import Desk

        application = make()
        home = Path(sys.argv[1])
        desk = Desk(application, Settings({"welcomed": True, "motion": "off"}), home)
        window = desk.window()
        window.resize(900, 600)
        window.show()
        window.fill()
        window.filing.open_example()
        QCoreApplication.processEvents()
        window.session.select((next(iter(window.session.document.claims)),))
        window.view.setFocus()
        assert window.view.begin_edit(window.going.one)
        QTest.keyClicks(window.view, " and more")
        window.view.end_edit()
        QCoreApplication.processEvents()
        picture = window.grab()
        print(picture.devicePixelRatio(), picture.width() // window.width(), window.view.map_scene().audit())
        print(window.session.document.claims[window.going.one].text.endswith(" and more"))
        desk.clear()
        """
    for scale in ("1", "2"):
        done = run(program, str(tmp_path), QT_SCALE_FACTOR=scale)
        told = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
        assert (done.returncode, told) == (0, []), done.stderr
        assert done.stdout.splitlines() == [f"{scale}.0 {scale} []", "True"]


def manifold() -> Document:
    """A map in scripts that run the other way, need other faces, or lie beyond the first plane of Unicode."""
    words = {
        "t": "يجب إغلاق وسط المدينة أمام السيارات لأن الهواء فيه سيئ.",
        "a": "市中心的空气质量很差，孩子们每天都在街上玩耍，而且汽车太多了。",
        "b": "🚗🚕🚙 → 😷 👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇦",
        "c": "העיר צריכה אוויר נקי (NO₂ < 40 µg/m³).",
        "d": "กรุงเทพฯ มีรถติดมาก",
        "e": "Zażółć gęślą jaźń – ﬁne ‘quotes’ … e\u0301",
        "f": "mixed عربي inside English و more (123)",
        "g": "超" * 300,
        "h": "x" * 300,
    }
    claims = [Claim(text, main=id == "t", id=id) for id, text in words.items()]
    relations = [
        Relation(Kind.SUPPORT if n % 2 else Kind.ATTACK, (id,), "t" if n < 5 else "a", order=f"a{n}", id=f"r{n}")
        for n, id in enumerate(list(words)[1:])
    ]
    return Document((*claims, *relations, Group(title="مجموعة 组 🚦", id="gr")))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_larger_text_and_other_scripts_are_shown_as_they_should_be(window: MapWindow, theme: str, scale: float) -> None:
    window.set_setting("theme", theme)
    window.set_setting("text_scale", scale)
    window.session.load(manifold())
    for id in manifold().claims:
        window.session.select((id,))
        QCoreApplication.processEvents()
        assert colours(window.grab().toImage()) > 20
    assert window.view.map_scene().audit() == []
    for action in ("fit", "actual-size", "fold-all", "unfold-all", "arrange"):
        window.acts.run(action)
        QCoreApplication.processEvents()
        assert window.view.map_scene().audit() == []


def test_text_in_other_scripts_is_typed_taken_back_and_kept(window: MapWindow) -> None:
    document = manifold()
    window.session.load(document)
    for id in document.claims:
        was = window.session.document.claims[id].text
        assert window.view.begin_edit(id)
        QTest.keyClicks(window.view, "!")
        window.view.end_edit()
        assert window.session.document.claims[id].text == was + "!"
        assert window.view.map_scene().audit() == []
    while window.session.undo():
        pass
    assert window.session.document == document


@pytest.mark.parametrize("name", sorted(path.name for path in sample_map().glob("*.argmap.json")))
def test_every_shipped_map_opens_whole(window: MapWindow, name: str) -> None:
    assert window.filing.show_path(str(sample_map(name)))
    QCoreApplication.processEvents()
    assert window.session.document.claims
    assert not window.session.is_modified
    assert window.notices.texts() == []
    assert window.view.map_scene().audit() == []


def colours(image: QImage) -> int:
    """How many colours a picture has, of one pixel in every few."""
    seen = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    return len({QColor(pixel).name() for pixel in seen})
