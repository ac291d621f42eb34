"""What holds for every test: no screen, ids that count, and how long hypothesis looks for a counterexample."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("ARGMAP_TEST_PLATFORM", "offscreen")  # before Qt is imported
sys.path.insert(0, str(Path(__file__).parent))  # for `from strategies import documents`

import pytest
from hypothesis import HealthCheck, register_random, settings

from argmap.core import ids

_common = {
    "deadline": None,
    # A whole map takes long to draw at times; and the fixture below does no harm from example to example.
    "suppress_health_check": [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
    ],
}
settings.register_profile("fast", max_examples=40, derandomize=False, **_common)  # type: ignore[arg-type]
settings.register_profile("long", max_examples=2000, **_common)  # type: ignore[arg-type]
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


class Counting:
    """A maker of ids that counts, `c1 r2 c3`; hypothesis seeds it as a source of chance: each example counts anew."""

    def __init__(self) -> None:
        self.maker = ids.counter()

    def __call__(self, letter: str) -> ids.Id:
        return self.maker(letter)

    def seed(self, _: object) -> None:
        self.maker = ids.counter()

    def getstate(self) -> ids.Maker:
        return self.maker

    def setstate(self, maker: ids.Maker) -> None:
        self.maker = maker


counting = Counting()
register_random(counting)


@pytest.fixture(autouse=True)
def counted_ids() -> Iterator[None]:
    """New ids count: `c1`, `r2`, `c3`."""
    counting.seed(0)
    with ids.made_by(counting):
        yield


@pytest.fixture
def signals_heard() -> Iterator[None]:
    """Ctrl+C and the end of a terminal count, also where whoever runs the tests aside has had them ignored."""
    heard = {"SIGINT": signal.default_int_handler, "SIGHUP": signal.SIG_DFL}
    before = {
        number: signal.signal(number, handler)
        for name, handler in heard.items()
        if (number := getattr(signal, name, None)) is not None
    }
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
