"""Arranging with Graphviz from the window: nothing waits for the engine, and a late answer changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from argmap.edit import claims
from argmap.errors import ArgmapError
from argmap.gui import engine_work
from argmap.gui.window import MapWindow


class Asked(QObject):
    """A job that answers when the test wants it to."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_cancelled = False

    def cancel(self) -> bool:
        self.is_cancelled = True
        return True


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    job = Asked()
    monkeypatch.setattr(engine_work, "once", lambda *_: job)
    return job


@pytest.fixture
def ended() -> Iterator[None]:
    yield
    engine_work.workers().end()


def test_graphviz_places_every_card_in_one_step_of_undo(argument: MapWindow, qtbot: QtBot, ended: None) -> None:
    before = argument.session.document
    argument.acts.run("arrange-with-graphviz")
    assert "arranging" in argument.notices.texts()[0]
    qtbot.waitUntil(lambda: argument.session.document is not before, timeout=30000)
    assert all(claim.at is not None for claim in argument.session.document.claims.values())
    assert argument.notices.texts() == []
    argument.session.undo()
    assert argument.session.document == before


def test_an_engine_that_fails_is_one_line(argument: MapWindow, asked: Asked) -> None:
    argument.acts.run("arrange-with-graphviz")
    asked.failed.emit(ArgmapError("the engine gave no picture", "dot"))
    assert argument.notices.texts() == ["dot: the engine gave no picture"]


def test_an_answer_for_an_older_map_is_dropped(argument: MapWindow, asked: Asked) -> None:
    argument.acts.run("arrange-with-graphviz")
    argument.session.commit(claims.reword(argument.session.document, "p", "Other words."))
    after = argument.session.document
    asked.done.emit(dict.fromkeys(after.claims, (500.0, 500.0)))
    assert argument.session.document is after
    assert "changed meanwhile" in argument.status.said.text()


def test_the_engine_can_be_stopped_and_is_stopped_when_the_window_goes(argument: MapWindow, asked: Asked) -> None:
    argument.acts.run("arrange-with-graphviz")
    argument.engine.cancel()
    assert asked.is_cancelled and argument.notices.texts() == []
    asked.is_cancelled = False
    argument.acts.run("arrange-with-graphviz")
    assert argument.close()
    assert asked.is_cancelled
