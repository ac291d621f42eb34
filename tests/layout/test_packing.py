"""Packing finds what trying everything finds, and keeps its promises where not everything can be tried."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.packing import MANY, columns_of, in_a_row, pack, pack_at
from argmap.layout.shapes import EVERYTHING, Front, Keep, at_width, lowest, stacked, thinned

GUTTERS = [30.0, 44.0, 58.0, 44.0]
BETWEEN = 22.0

sizes = st.tuples(st.integers(1, 60), st.integers(1, 60))


@st.composite
def fronts(draw: st.DrawFn, most: int = 4) -> Front:
    found: Front = [(w, h, None) for w, h in draw(st.lists(sizes, min_size=1, max_size=most))]
    return lowest(found, EVERYTHING)


def points(front: Front) -> list[tuple[float, float]]:
    return [(w, h) for w, h, _ in front]


def least(shapes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The shapes than which none is better in both directions, the narrowest first."""
    found: list[tuple[float, float]] = []
    for w, h in sorted(set(shapes)):
        if not found or h < found[-1][1]:
            found.append((w, h))
    return found


@given(st.lists(sizes, min_size=1, max_size=20))
def test_a_front_holds_what_nothing_is_better_than(shapes: list[tuple[int, int]]) -> None:
    assert points(lowest([(w, h, None) for w, h in shapes], EVERYTHING)) == least(list(shapes))


@given(fronts(40), st.integers(5, 12), st.sampled_from([(0.0, 1e9), (0.5, 2.0), (1.0, 1.0), (30.0, 40.0)]))
def test_a_thinned_front_keeps_its_ends_and_invents_nothing(front: Front, most: int, span: tuple[float, float]) -> None:
    if len(front) > most:
        thin = thinned(front, Keep(most, *span))
        assert len(thin) <= most
        assert (thin[0], thin[-1]) == (front[0], front[-1])
        assert set(points(thin)) <= set(points(front))
        assert points(thin) == sorted(points(thin))


@given(fronts(), fronts(), st.integers(0, 9))
def test_stacking_two_fronts_is_stacking_each_with_each(above: Front, below: Front, gap: int) -> None:
    wanted = least([(max(w, v), h + g + gap) for w, h, _ in above for v, g, _ in below])
    assert points(stacked(above, below, gap)) == wanted


@given(fronts(), st.integers(1, 70))
def test_of_a_front_the_lowest_shape_that_fits_is_found(front: Front, width: int) -> None:
    fitting = [shape for shape in front if shape[0] <= width]
    assert at_width(front, width) == (fitting[-1] if fitting else front[0])


@given(st.lists(fronts(3), min_size=1, max_size=4))
def test_a_row_is_each_beside_each(parts: list[Front]) -> None:
    wanted = [
        (sum(s[0] for s in choice) + BETWEEN * (len(parts) - 1), max(s[1] for s in choice))
        for choice in product(*parts)
    ]
    row = in_a_row(parts, BETWEEN, EVERYTHING)
    assert points(row) == least(wanted)
    for width, height, chain in row:
        columns = columns_of(chain)
        assert [(first, end) for first, end, _ in columns] == [(at, at + 1) for at in range(len(parts))]
        chosen = [at_width(part, wide) for part, (_, _, wide) in zip(parts, columns)]
        assert sum(s[0] for s in chosen) + BETWEEN * (len(parts) - 1) == width
        assert max(s[1] for s in chosen) == height


@given(st.data(), st.integers(2, 5))
def test_packing_into_columns_is_trying_every_way(data: st.DataObject, count: int) -> None:
    parts = [data.draw(fronts(3)) for _ in range(count)]
    alone = [data.draw(fronts(2)) for _ in range(count)]
    gaps = [0, *data.draw(st.lists(st.integers(0, 9), min_size=count - 1, max_size=count - 1))]
    turns = [0, *data.draw(st.lists(st.integers(0, 1), min_size=count - 1, max_size=count - 1))]
    lone = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    single, several = pack(parts, alone, lone, gaps, turns, GUTTERS, BETWEEN, EVERYTHING)

    def column(first: int, end: int) -> list[tuple[float, float]]:
        if end == first + 1:
            return points(alone[first])
        gutter = GUTTERS[min(sum(turns[first + 1 : end]), len(GUTTERS) - 1)]
        choices = product(*parts[first:end])
        return [(max(s[0] for s in c) + gutter, sum(s[1] for s in c) + sum(gaps[first + 1 : end])) for c in choices]

    wanted = []
    for number in range(1, count):
        for cuts in combinations(range(1, count), number):
            spans = list(zip((0, *cuts), (*cuts, count)))
            for choice in product(*(column(*span) for span in spans)):
                wanted.append((sum(w for w, _ in choice) + BETWEEN * number, max(h for _, h in choice)))
    assert points(several) == least(wanted)
    in_one = [(max(s[0] for s in c), sum(s[1] for s in c) + sum(gaps)) for c in product(*parts)]
    assert points(single) == least(in_one)
    for _, _, chain in several:
        columns = columns_of(chain)
        assert [first for first, _, _ in columns] + [count] == [0] + [end for _, end, _ in columns]
        assert bool(chain[4] & 2) == (columns[0][1] == 1 and lone[0])
        assert bool(chain[4] & 1) == any(end == first + 1 and lone[first] for first, end, _ in columns)


@given(st.lists(fronts(2), min_size=MANY + 1, max_size=3 * MANY), st.integers(0, 9))
def test_many_parts_are_packed_as_told(parts: list[Front], gap: int) -> None:
    count = len(parts)
    gaps, none = [0] + [gap] * (count - 1), [0] * count
    single, several = pack(parts, parts, [False] * count, gaps, none, GUTTERS, BETWEEN, Keep(14, 0.3, 3.0))
    assert single[0][1] == sum(part[0][1] for part in parts) + sum(gaps)
    assert several
    for width, height, chain in several:
        columns = columns_of(chain)
        assert len(columns) > 1
        assert [first for first, _, _ in columns] + [count] == [0] + [end for _, end, _ in columns]
        gutters = sum(GUTTERS[0] for first, end, _ in columns if end > first + 1)
        assert width == sum(w for _, _, w in columns) + gutters + BETWEEN * (len(columns) - 1)
        for first, end, wide in columns:
            used = [at_width(part, wide) for part in parts[first:end]]
            assert max(s[0] for s in used) <= wide
            assert sum(s[1] for s in used) + sum(gaps[first + 1 : end]) <= height


@given(st.lists(fronts(1), min_size=1, max_size=6), st.data())
def test_columns_that_are_given_are_kept(parts: list[Front], data: st.DataObject) -> None:
    count = len(parts)
    cuts = sorted(data.draw(st.sets(st.integers(1, count - 1)))) if count > 1 else []
    none = [0] * count
    single, several = pack_at(parts, parts, [False] * count, none, none, GUTTERS, BETWEEN, cuts)
    assert (len(single), len(several)) == ((0, 1) if cuts else (1, 0))
    if cuts:
        assert [first for first, _, _ in columns_of(several[0][2])] == [0, *cuts]
