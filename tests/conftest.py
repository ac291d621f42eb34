"""What holds for every test: no screen, ids that count, and how long hypothesis looks for a counterexample."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("ARGMAP_TEST_PLATFORM", "offscreen")  # before Qt is imported
sys.path.insert(0, str(Path(__file__).parent))  # for `from strategies import documents`

import pytest
from hypothesis import HealthCheck, settings

from argmap.core import ids

# A composite of a whole map is slow to draw at times; and the counted ids are wanted afresh in each example
# no more than in each test.
_common = {
    "deadline": None,
    "suppress_health_check": [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
    ],
}
settings.register_profile("fast", max_examples=40, derandomize=False, **_common)  # type: ignore[arg-type]
settings.register_profile("long", max_examples=2000, **_common)  # type: ignore[arg-type]
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(autouse=True)
def counted_ids() -> Iterator[None]:
    """New ids count: `c1`, `r2`, `c3`."""
    with ids.made_by(ids.counter()):
        yield
