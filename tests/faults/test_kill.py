"""A save that is killed, or whose system calls fail: the old map or the new one, whole, and no word is broken; and a
window that is killed while somebody types.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from faults.kills import ERRORS, Bench, calls_of_a_save, fail, kill_at, kill_at_random, kill_typing, traceable
from faults.typists import MOST, killed

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_no_kill_at_a_random_moment_of_saving_loses_an_acknowledged_save(bench: Bench) -> None:
    found = kill_at_random(bench, 20, seed=random.randrange(10**6))
    assert found["kills"] == 20
    assert found["saves acknowledged"] > 0


def test_no_kill_of_a_session_loses_an_acknowledged_change(bench: Bench) -> None:
    found = kill_typing(bench, 8, seed=random.randrange(10**6))
    assert found["sessions offered, with every acknowledged change"] >= 1


@pytest.mark.skipif(bool(traceable()), reason=traceable() or "-")
def test_a_system_call_that_fails_leaves_the_old_map_or_the_new_one_and_never_says_0_with_the_old_one(
    bench: Bench,
) -> None:
    calls = calls_of_a_save(bench)
    # A quarter of them in each run, each with one error; all with all errors is what `kills.py errors` does.
    some = range(random.randrange(4), len(calls), 4)
    fates = [fail(bench, calls[n], random.choice(ERRORS)) for n in some]
    assert len(fates) == len(some) and len(set(fates)) > 1


@pytest.mark.skipif(bool(traceable()), reason=traceable() or "-")
def test_the_calls_that_write_fail_in_every_way_and_nothing_is_lost(bench: Bench) -> None:
    calls = [call for call in calls_of_a_save(bench) if call.name in ("write", "fsync", "rename")][:4]
    assert [call.name for call in calls] == ["write", "fsync", "rename", "fsync"]
    fates = [[fail(bench, call, error) for error in ERRORS[:2]] for call in calls]
    assert fates[:3] == [["refused, old map"] * 2] * 3
    assert fates[3] == ["refused, new map"] * 2


@pytest.mark.skipif(bool(traceable()), reason=traceable() or "-")
def test_a_kill_at_a_system_call_leaves_the_old_map_or_the_new_one(bench: Bench) -> None:
    calls = calls_of_a_save(bench)
    renamed = next(n for n, call in enumerate(calls) if call.name.startswith("rename"))
    some = [0, renamed - 1, renamed, renamed + 1, len(calls) - 1]
    assert [kill_at(bench, calls[n]) for n in some] == ["old map", "old map", "old map", "new map", "new map"]


@pytest.mark.parametrize("where", ["card", "note"])
def test_a_window_that_is_killed_while_somebody_types_loses_five_seconds_at_most(where: str, tmp_path: Path) -> None:
    loss = killed(tmp_path, where, pace=40, after=random.uniform(3.5, 5.0))
    assert loss.typed >= loss.kept > 0 and loss.seconds <= MOST
