"""What follows beside the map: soon, once, and one thing in each turn of the loop."""

from __future__ import annotations

from time import monotonic, sleep

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from argmap.gui.afterwards import PAUSE, Afterwards


class Follower(QObject):
    """Notes when it is called, by the turn of the loop."""

    turn = 0

    def __init__(self, called: list[int]) -> None:
        super().__init__()
        self.called = called
        self.later = Afterwards(self.follow, self)

    def follow(self) -> None:
        self.called.append(Follower.turn)


def test_it_is_called_once_however_often_it_is_asked_for_and_never_at_once(qtbot: QtBot) -> None:
    called: list[int] = []
    follower = Follower(called)
    for _ in range(3):
        follower.later.ask("what a signal carries")
        QApplication.processEvents()
    assert called == []
    qtbot.waitUntil(lambda: len(called) == 1)
    qtbot.wait(2 * PAUSE)
    assert len(called) == 1
    follower.later.ask()
    qtbot.waitUntil(lambda: len(called) == 2)


def test_asked_for_again_and_again_it_is_called_all_the_same(qtbot: QtBot) -> None:
    called: list[int] = []
    follower = Follower(called)
    for _ in range(40):
        follower.later.ask()
        qtbot.wait(PAUSE // 6)
    assert len(called) >= 2


def test_those_that_are_due_at_once_take_turns(qtbot: QtBot) -> None:
    called: list[int] = []
    followers = [Follower(called) for _ in range(5)]
    for follower in followers:
        follower.later.ask()
    end = monotonic() + 5
    while len(called) < 5 and monotonic() < end:
        Follower.turn += 1
        QApplication.processEvents()
        sleep(0.002)
    assert len(called) == 5
    assert len(set(called)) == 5, "two of them in one turn"
