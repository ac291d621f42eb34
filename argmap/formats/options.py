"""How a map is to be written: what `argmap export` and the window's export dialog both fill in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Arrange = Literal["keep", "argmap", "dot", "neato", "fdp", "sfdp", "twopi", "circo"]
ARRANGES: tuple[Arrange, ...] = ("keep", "argmap", "dot", "neato", "fdp", "sfdp", "twopi", "circo")

Facing = Literal["auto", "up", "down", "left", "right"]
FACINGS: tuple[Facing, ...] = ("auto", "up", "down", "left", "right")

PAGES: dict[str, tuple[float, float]] = {
    "A4": (842.0, 595.0),
    "A3": (1191.0, 842.0),
    "letter": (792.0, 612.0),
    "16:9": (1600.0, 900.0),
}
"""Pages by name, landscape, as width and height in points; any `W:H` is a page as well."""


@dataclass(frozen=True)
class Options:
    """How a map is written; formats that are no pictures use what concerns them and ignore the rest.

    `direction` "" follows the map's own; `page` is a name of `PAGES` or `W:H`; `scale` is pixels a unit (PNG);
    `engine` is "", "bundled", "system" or a path; `timeout` in seconds. `warn` is told each line that the engine
    warns of, `note` what a user should know of the picture, `cancelled` asked now and then whether to stop.
    """

    arrange: Arrange = "keep"
    direction: Facing | Literal[""] = ""
    page: str = "A4"
    theme: str = "light"
    legend: bool = True
    title: bool = True
    marking: str = ""
    scale: float = 2.0
    engine: str = ""
    timeout: float = 30.0
    warn: Callable[[str], None] | None = field(default=None, compare=False)
    note: Callable[[str], None] | None = field(default=None, compare=False)
    cancelled: Callable[[], bool] | None = field(default=None, compare=False)
