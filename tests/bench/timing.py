"""Measuring: medians of interleaved runs, so that a noisy machine is noisy for all alike."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence


def interleaved(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each, run one after the other, so many rounds."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def process(arguments: Sequence[str], given: bytes = b"") -> Callable[[], object]:
    """A whole process as something to run; it has to succeed."""

    def run() -> object:
        return subprocess.run(arguments, input=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)

    return run


def verdict(name: str, value: float, aim: float, unit: str = "") -> bool:
    """Prints a figure beside its aim; gives whether it is met."""
    met = value <= aim
    sys.stdout.write(f"  {'ok    ' if met else 'MISSED'}  {name}: {value:.3g}{unit} (aim ≤ {aim:g}{unit})\n")
    sys.stdout.flush()
    return met
