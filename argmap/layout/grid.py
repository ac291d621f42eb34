"""The grid on which ways round cards are sought, and how many bends a way on it has left to make."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argmap.layout.geometry import Box

FAR = -1
"""Stands for a run that was not reached."""


class Grid(NamedTuple):
    """Upright and level lines, and which pieces of them are blocked.

    A crossing has the number `i * high + j`: it lies on the i-th upright and the j-th level line. `level` and `upright`
    tell of the piece that begins at each crossing, to the right and downward, whether it enters a box or leaves the
    lines; the last piece of each line does.
    """

    wide: int
    high: int
    level: bytearray
    upright: bytearray

    @classmethod
    def of(cls, xs: Sequence[float], ys: Sequence[float], boxes: Iterable[Box]) -> Grid:
        """The grid of lines at these places."""
        wide, high = len(xs), len(ys)
        level, upright = bytearray(wide * high), bytearray(wide * high)
        level[-high:] = b"\1" * high
        upright[high - 1 :: high] = b"\1" * wide
        for box in boxes:
            left, right = bisect_right(xs, box.left), bisect_left(xs, box.right)
            top, bottom = bisect_right(ys, box.top), bisect_left(ys, box.bottom)
            inside = b"\1" * max(bottom - top, 0)
            for i in range(max(left - 1, 0), min(right, wide - 1)):
                level[i * high + top : i * high + top + len(inside)] = inside
            down, up = max(top - 1, 0), min(bottom, high - 1)
            pieces = b"\1" * max(up - down, 0)
            for i in range(left, right):
                upright[i * high + down : i * high + down + len(pieces)] = pieces
        return cls(wide, high, level, upright)


class Runs:
    """The runs of parallel lines: as far as one can go without meeting a box.

    `at` gives the run of each crossing, numbered line by line; `bends` how many bends are left to make from each run.
    """

    def __init__(self, blocked: bytes | bytearray, length: int) -> None:
        self.at: list[int] = []
        self.all: list[tuple[int, int, int]] = []
        """The line, the first crossing on it, and the one after the last."""
        for line, begin in enumerate(range(0, len(blocked), length)):
            at, end = begin, begin + length
            while at < end:
                after = blocked.find(1, at, end) + 1
                self.at += [len(self.all)] * (after - at)
                self.all.append((line, at - begin, after - begin))
                at = after
        self.bends = [FAR] * len(self.all)

    def crossed(self, new: Iterable[int], others: Runs, length: int) -> list[int]:
        """The runs that these runs of the other lines cross, as far as they were not reached before."""
        found: set[int] = set()
        for run in new:
            line, first, after = others.all[run]
            found.update(self.at[first * length + line : (after - 1) * length + line + 1 : length])
        return [run for run in found if self.bends[run] == FAR]

    def reach(self, new: Iterable[int], bends: int) -> None:
        """Sets how many bends are left from these runs."""
        for run in new:
            self.bends[run] = bends


def bends_left(grid: Grid, start: int, goal: int) -> tuple[Runs, Runs] | None:
    """The level and the upright runs with the least number of bends that a way along them has left to the goal.

    Numbers higher than are needed from the start are not told apart. None where no way leads from start to goal.

    Whole runs are reached at once, as in the line search of K. Mikami, K. Tabuchi, "A Computer Program for Optimal
    Routing of Printed Circuit Connectors", IFIP Congress 1968.
    """
    wide, high = grid.wide, grid.high
    # The level lines' pieces, line by line.
    across = b"".join([grid.level[j::high] for j in range(high)])
    level, upright = Runs(across, wide), Runs(grid.upright, high)
    (si, sj), (gi, gj) = divmod(start, high), divmod(goal, high)
    start_level, new_level, new_upright = level.at[sj * wide + si], [level.at[gj * wide + gi]], [upright.at[goal]]
    level.reach(new_level, 0)
    upright.reach(new_upright, 0)
    bends = 0
    while level.bends[start_level] == FAR and upright.bends[upright.at[start]] == FAR:
        bends += 1
        new_level, new_upright = (
            level.crossed(new_upright, upright, wide),
            upright.crossed(new_level, level, high),
        )
        if not new_level and not new_upright:
            return None
        level.reach(new_level, bends)
        upright.reach(new_upright, bends)
    # What was not reached has at least one bend more to make than the start.
    for runs in (level, upright):
        runs.bends = [bends + 1 if found == FAR else found for found in runs.bends]
    return level, upright
