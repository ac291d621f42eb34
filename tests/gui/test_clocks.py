"""The tests' own time: clocks run down in their order and as often as they would."""

from __future__ import annotations

import time

import pytest
from clocks import let_pass
from PySide6.QtCore import QObject, QTimer, QVariantAnimation
from PySide6.QtWidgets import QApplication


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    """What the clocks belong to."""
    return QObject()


def _timer(owner: QObject | None, interval: int, said: list[str], name: str, *, single: bool = True) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(single)
    timer.setInterval(interval)
    timer.timeout.connect(lambda: said.append(name))
    timer.start()
    return timer


def test_clocks_run_down_in_their_order_and_no_further_than_the_time_goes(owner: QObject) -> None:
    said: list[str] = []
    loose = _timer(None, 3000, said, "loose")
    kept = [
        _timer(owner, 4000, said, "late"),
        _timer(owner, 1000, said, "early"),
        _timer(owner, 1500, said, "again", single=False),
        _timer(owner, 60_000, said, "not yet"),
    ]
    before = time.monotonic()
    let_pass(5000, owner, [loose, "what is no timer"])
    assert time.monotonic() - before < 1.0, "it was waited for"
    assert said[:2] == ["early", "again"] and said[-2:] == ["late", "again"]
    assert sorted(said) == ["again", "again", "again", "early", "late", "loose"]
    assert [timer.isActive() for timer in kept] == [False, False, True, True]


def test_a_clock_that_is_started_by_another_runs_from_then_on(owner: QObject) -> None:
    said: list[str] = []
    second = _timer(owner, 3000, said, "second")
    second.stop()
    first = _timer(owner, 2000, said, "first")
    first.timeout.connect(second.start)
    let_pass(4600, owner)
    assert said == ["first"]
    first.start()
    let_pass(5600, owner)  # Qt itself takes a twentieth more or less
    assert said == ["first", "first", "second"]


def test_a_clock_that_is_put_back_waits_anew(owner: QObject) -> None:
    said: list[str] = []
    put_back = _timer(owner, 2000, said, "put back")
    first = _timer(owner, 1500, said, "first")
    first.timeout.connect(put_back.start)
    let_pass(3000, owner)
    assert said == ["first"]


def test_a_motion_comes_to_its_end(owner: QObject) -> None:
    motion = QVariantAnimation(owner)
    motion.setStartValue(0.0)
    motion.setEndValue(1.0)
    motion.setDuration(2000)
    motion.start()
    let_pass(500, owner)
    assert 0.2 < motion.currentValue() < 0.4
    let_pass(2000, owner)
    assert motion.currentValue() == 1.0 and motion.state() == QVariantAnimation.State.Stopped
