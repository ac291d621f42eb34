"""The pause of the garbage collector: it ends as it began, whatever happens within it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from argmap.core.collector import uncollected


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
