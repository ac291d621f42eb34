"""The pause of the garbage collector: it ends as it began, whatever happens within it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from argmap.core.collector import look_through, set_aside, uncollected


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """The collector runs, and does again after the test."""
    gc.enable()
    yield
    gc.enable()


def test_the_collector_rests_within_and_runs_after() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), uncollected():
        raise ValueError("x")
    assert gc.isenabled()


def test_within_another_pause_it_goes_on_resting() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()


def test_what_was_made_within_is_among_the_old_objects_so_that_nothing_looks_through_it_at_once() -> None:
    with uncollected():
        made = [[n] for n in range(10_000)]
    assert len(made) > gc.get_count()[0]
    assert gc.get_freeze_count() == 0


def test_frozen_objects_stay_frozen() -> None:
    gc.freeze()
    try:
        with uncollected():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


class Ring:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.me = self


def test_what_is_set_aside_is_not_looked_through_until_it_is_asked_for() -> None:
    gc.collect()
    gc.freeze()
    try:
        with set_aside():
            gone = weakref.ref(Ring())
        gc.collect()
        assert gone() is not None
        look_through()
        assert gone() is None and gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_nothing_is_set_aside_where_nothing_is_frozen() -> None:
    with set_aside():
        pass
    look_through()
    assert gc.get_freeze_count() == 0 and gc.isenabled()
