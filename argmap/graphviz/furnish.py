"""What a picture says beside the map: its title, a legend of what occurs, a marking at top and bottom."""

from __future__ import annotations

from typing import Literal

from argmap.graphviz.sheet import Line, Ring, Sample, Sheet, Words, extent
from argmap.graphviz.style import Manner, verb
from argmap.layout.geometry import HEAD, JUNCTION, Box, Geometry, Point, Route, straight, union
from argmap.layout.measure import advance
from argmap.layout.spacing import MARGIN
from argmap.layout.wrap import wrap
from argmap.text import tr

TITLE, MARKING, LEGEND = 20.0, 12.0, 11.0
"""Sizes of text, in units times the sheet's scale."""

READABLE = 0.6
"""Points on the page that a unit of title, legend and marking should have at least."""

NARROWEST = 640.0
"""The width in scaled units that title and legend can count on, so that a tall map is not lost beside its title."""

GAP, ROW, SAMPLE = 16.0, 30.0, 46.0


def furnish(
    sheet: Sheet, geometry: Geometry, *, title: bool, legend: bool, marking: str, page: tuple[float, float]
) -> None:
    """Puts title, legend and marking on the sheet, in free corners of the map or else above and below it."""
    map = extent(geometry)
    width, height = map.width + 2 * MARGIN, map.height + 2 * MARGIN
    fit = min(page[0] / width, page[1] / height)
    sheet.scale = scale = max(1.0, min(READABLE / fit, width / NARROWEST))
    ground = _Ground(geometry)
    bounds = map
    text = " ".join(sheet.document.info.title.split()) if title else ""
    if text:
        bounds = union([bounds, _put_title(sheet, text, map, ground)])
    if legend:
        bounds = union([bounds, _put_legend(sheet, map, bounds, ground)])
    if text := " ".join(marking.split()):
        bounds = _put_marking(sheet, text, bounds)
    sheet.bounds = bounds.grown(MARGIN * scale)


class _Ground:
    """What title and legend may not cover."""

    def __init__(self, geometry: Geometry) -> None:
        self.boxes = [*geometry.cards.values(), *geometry.chips.values(), *geometry.frames.values()]
        self.routes = list(geometry.all_routes())

    def is_free(self, box: Box, around: float) -> bool:
        """Whether nothing stands in a box, or so near to it."""
        wide = box.grown(around)
        if any(wide.meets(other) for other in self.boxes):
            return False
        left, top, right, bottom = box.grown(around + JUNCTION)
        for route in self.routes:
            curve = route.curve
            for at in range(0, len(curve) - 1, 3):
                (a, e), (b, f), (c, g), (d, h) = curve[at : at + 4]
                # No piece of a stroke leaves the box of its ends and handles.
                beside = max(a, b, c, d) < left or right < min(a, b, c, d)
                if not beside and max(e, f, g, h) > top and bottom > min(e, f, g, h):
                    return False
        return True


def _put_title(sheet: Sheet, text: str, map: Box, ground: _Ground) -> Box:
    """The title at the top left, within the map's bounds where a corner of them is free."""
    scale = sheet.scale
    for share in (0.45, 0.3, 1.0):
        width = max(map.width * share / scale, NARROWEST / 2 if share < 1 else NARROWEST)
        lines = wrap(text, width, TITLE, "semibold")
        pitch = 1.25 * TITLE * scale
        size = max(line.width for line in lines) * scale, pitch * len(lines)
        box = Box(map.left, map.top, map.left + size[0], map.top + size[1])
        if share < 1 and len(lines) <= 3 and ground.is_free(box, GAP * scale):
            break
    else:
        top = map.top - GAP * scale - size[1]
        box = Box(map.left, top, map.left + size[0], top + size[1])
    ground.boxes.append(box)
    for number, line in enumerate(lines):
        top = box.top + pitch * number
        place = Box(box.left, top, box.left + line.width * scale, top + pitch)
        sheet.words.append(Words(f"t{number}", "title", line.text, place, TITLE * scale, "semibold"))
    return box


def _put_marking(sheet: Sheet, text: str, bounds: Box) -> Box:
    """The marking above and below everything, in the middle."""
    scale, pitch = sheet.scale, 1.25 * MARKING * sheet.scale
    room = max(bounds.width / scale, NARROWEST)
    lines = wrap(text, room, MARKING, "semibold")
    high = pitch * len(lines)
    top, bottom = bounds.top - GAP * scale - high, bounds.bottom + GAP * scale
    middle = bounds.centre.x
    places = []
    for side, start in (("m", top), ("b", bottom)):
        for number, line in enumerate(lines):
            half, at = line.width * scale / 2, start + pitch * number
            places.append(Box(middle - half, at, middle + half, at + pitch))
            sheet.words.append(Words(f"{side}{number}", "marking", line.text, places[-1], MARKING * scale, "semibold"))
    return union([bounds, *places])


def _put_legend(sheet: Sheet, map: Box, bounds: Box, ground: _Ground) -> Box:
    """The legend in a free lower corner, or below the map at the left; nothing where there is nothing to explain."""
    manners = [manner for manner in Manner if any(ring.manner is manner for ring in sheet.rings)]
    samples: list[tuple[Manner | Literal["implicit", "chip"], str]] = [(manner, verb(manner)) for manner in manners]
    if any(sheet.document.claims[card.claim].implicit for card in sheet.cards):
        samples.append(("implicit", tr("left unsaid")))
    if sheet.chips:
        samples.append(("chip", tr("in full at its number")))
    if not samples:
        return bounds
    scale = sheet.scale
    wide = sum(_sample_width(use) + 8 + advance(text, LEGEND) + 22 for use, text in samples) - 22 + 2 * 14
    width, height = wide * scale, ROW * scale
    for left in (map.left, map.right - width):
        box = Box(left, map.bottom - height, left + width, map.bottom)
        if box.left >= map.left and ground.is_free(box, GAP * scale):
            break
    else:
        top = map.bottom + GAP * scale
        box = Box(map.left, top, map.left + width, top + height)
    sheet.panel = box
    x, y = box.left + 14 * scale, box.centre.y
    for number, (use, text) in enumerate(samples):
        end = x + _sample_width(use) * scale
        if isinstance(use, Manner):
            _put_stroke(sheet, number, use, Point(x, y), Point(end, y))
        else:
            high = 14 * scale
            sheet.samples.append(Sample(f"s{number}", use, Box(x, y - high / 2, end, y + high / 2), scale))
        x = end + 8 * scale
        long = advance(text, LEGEND) * scale
        place = Box(x, y - 0.625 * LEGEND * scale, x + long, y + 0.625 * LEGEND * scale)
        sheet.words.append(Words(f"k{number}", "legend", text, place, LEGEND * scale, "regular"))
        x += long + 22 * scale
    return box


def _sample_width(use: Manner | str) -> float:
    return SAMPLE if isinstance(use, Manner) else 24.0


def _put_stroke(sheet: Sheet, number: int, manner: Manner, start: Point, end: Point) -> None:
    """A stroke as on the map: from its beginning to its junction, and on to its head."""
    scale = sheet.scale
    centre = Point(start.x + 14 * scale, start.y)
    rim = JUNCTION * scale
    first, ring, last = f"l{number}a", f"l{number}", f"l{number}b"
    sheet.ends += [(first, start), (last, end)]
    sheet.rings.append(Ring(ring, "", manner, centre, scale))
    to_ring = Route("", "", straight(start, Point(centre.x - rim, centre.y)))
    to_head = Route("", "", straight(Point(centre.x + rim, end.y), Point(end.x - HEAD * scale, end.y)), end)
    sheet.lines.append(Line(f"{ring}x", first, ring, manner, to_ring, scale))
    sheet.lines.append(Line(f"{ring}y", ring, last, manner, to_head, scale))
