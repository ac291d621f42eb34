"""Exchanging places: what changes the order of two neighbours by hand lets their branches change places too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from argmap.core.change import Change, Put
from argmap.core.document import Document
from argmap.core.graph import graph
from argmap.core.ids import Id
from argmap.core.records import Claim, Direction, Relation
from argmap.core.roles import derive
from argmap.layout.blocks import Branches
from argmap.layout.directions import turned_box, upright_box
from argmap.layout.geometry import Box, union
from argmap.layout.keep import cards
from argmap.layout.obstacles import Obstacles
from argmap.layout.spacing import AND


class _Unit(NamedTuple):
    """What changes its place in an order as one: the premises of a relation, one linked premise, or a root.

    `via` is the relation, "" for a root. What bears on the step from linked premises stays where it is when these
    change their sequence (`alone`).
    """

    via: Id
    claims: tuple[Id, ...]
    alone: bool = False


class _Pair(NamedTuple):
    """Two neighbours that change places, as the order had them: the cards of each with their branches."""

    first: Mapping[Id, Box]
    second: Mapping[Id, Box]


def exchanged(document: Document, change: Change) -> Change:
    """A change of the order of two neighbours together with their places, so that the order can be seen.

    Below each other or side by side they take up as much room as before; in columns of their own each begins where the
    other began. The change as it is where it is about something else, where one of the two stands only as a chip, or
    where a card would come to lie on another or on what is not moved.
    """
    after = document.apply(change)
    units = next((found for put in change.puts.values() if (found := _neighbours(document, after, put))), None)
    if units is None:
        return change
    direction = document.info.direction
    boxes = {id: upright_box(box, direction) for id, box in cards(document).boxes.items()}
    branches = Branches(document, boxes)
    pair = _Pair(*({id: boxes[id] for id in _cards(document, unit, branches)} for unit in units))
    if not pair.first or not pair.second:
        return change
    moved = _moved(pair, boxes[next(iter(pair.first))], boxes[next(iter(pair.second))])
    if not _is_free(moved, boxes):
        return change
    puts = dict(change.puts)
    for id, box in moved.items():
        claim = document.claims[id]
        put = puts.get(id, Put(claim, claim))
        assert isinstance(put.after, Claim)
        puts[id] = Put(put.before, replace(put.after, at=_at(box, direction)))
    return Change(change.label, puts, change.focus)


def _neighbours(document: Document, after: Document, put: Put) -> tuple[_Unit, _Unit] | None:
    """The two units next to each other whose order a put exchanges, as they stood before it."""
    old, new = put.before, put.after
    lines: tuple[Sequence[_Unit], Sequence[_Unit]] = (), ()
    if isinstance(old, Relation) and isinstance(new, Relation) and old.target == new.target:
        if old.premises != new.premises:
            lines = _linked(old), _linked(new)
        else:
            lines = _siblings(document, old.target), _siblings(after, new.target)
    elif isinstance(old, Claim) and isinstance(new, Claim) and old.order != new.order:
        lines = _roots(document), _roots(after)
    differ = [n for n, (a, b) in enumerate(zip(*lines)) if a != b]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return None
    first, second = (lines[0][n] for n in differ)
    return (first, second) if (second, first) == tuple(lines[1][n] for n in differ) else None


def _siblings(document: Document, target: Id) -> Sequence[_Unit]:
    return [_Unit(relation.id, relation.premises) for relation in graph(document).on(target)]


def _linked(relation: Relation) -> Sequence[_Unit]:
    return [_Unit(relation.id, (premise,), alone=True) for premise in relation.premises]


def _roots(document: Document) -> Sequence[_Unit]:
    return [_Unit("", (root,)) for root in derive(document).roots]


def _cards(document: Document, unit: _Unit, branches: Branches) -> Iterator[Id]:
    """The cards of a unit that stand there whole, its first premise first, and all that hangs on them."""
    rows = derive(document).rows
    here = [id for id in unit.claims if rows[id].via == unit.via]
    return chain(here, (below for id in here for below in branches.inside(id, alone=unit.alone)))


def _moved(pair: _Pair, head: Box, other: Box) -> dict[Id, Box]:
    """Where the cards of both stand then; `head` and `other` are the first cards of each."""
    one, two = union(list(pair.first.values())), union(list(pair.second.values()))
    if head.left == other.left and two.top >= one.bottom:
        later, sooner = (0.0, two.bottom - one.bottom), (0.0, one.top - two.top)
    elif head.top == other.top and two.left >= one.right:
        later, sooner = (two.right - one.right, 0.0), (one.left - two.left, 0.0)
    else:
        later = other.left - head.left, other.top - head.top
        sooner = -later[0], -later[1]
    return {
        id: Box(box.left + x, box.top + y, box.right + x, box.bottom + y)
        for part, (x, y) in ((pair.first, later), (pair.second, sooner))
        for id, box in part.items()
    }


def _is_free(moved: Mapping[Id, Box], boxes: Mapping[Id, Box]) -> bool:
    """Whether no moved card comes close to one that stays, nor to another that is moved."""
    stops = Obstacles(box for id, box in boxes.items() if id not in moved)
    for box in moved.values():
        if not stops.is_free(box.grown(AND / 2)):
            return False
        stops.add(box)
    return True


def _at(box: Box, direction: Direction) -> tuple[int, int]:
    x, y = turned_box(box, direction).centre
    return round(x), round(y)
