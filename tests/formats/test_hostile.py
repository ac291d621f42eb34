"""Mutants of maps: whatever a file holds, it is read with its problems or refused in one line.

ARGMAP_MUTANTS says how many of each sort are tried, ARGMAP_SEED from which seed: more on demand than in each run.
"""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from argmap.core.integrity import check
from argmap.errors import ArgmapError
from argmap.formats import registry
from argmap.formats.ledger import repaired
from argmap.formats.strict_json import walk
from argmap.resources import sample_map

MUTANTS = int(os.environ.get("ARGMAP_MUTANTS", "250"))
SEED = int(os.environ.get("ARGMAP_SEED", "1"))

SAVED = sorted((Path(__file__).parents[1] / "files" / "v1").glob("*.json"))
SEEDS = [path.read_bytes() for path in (*SAVED, sample_map("every-kind.argmap.json"))]

TOKENS = [
    *(b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"0.1", b"-0", b"1" * 5000, b"0x1", b"01", b"null"),
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b":", b",", b"\n", b"\x00", b"\x7f", b"\xff", b"\xed\xa0\x80", b"{}"),
    *(rb"\ud800", rb"\udfff", rb"\ud83d\ude00", rb"\u0000", rb"\r", rb"\"", rb"\\", b"\xef\xbb\xbf", b'"id"'),
    *(b'"map"', b'"id": "c1", ', b'"text": "x", ', b'"extra": {}, ', b'"claims": [], ', b'"version": 2, '),
    *(b"[" * 120, b'{"a":' * 120),
]
VALUES: list[Any] = [
    *(None, True, 0, -1, 1.5, 1e308, 10**400, float("inf"), float("nan"), "", "map", "c1", "\x00", "\ud800", "😀"),
    *([], {}, [[]], ["c1", "c1"], [None], {"id": "c1"}, {"": {}}, "x" * 1000, list(range(200)), "support", [0, 0]),
    {"$": {"a": 1}},
]


def of_bytes(rng: random.Random, data: bytes) -> bytes:
    """A few bytes of a file changed, taken out, doubled, or put in."""
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice((0, 1, 1, 2, 8, 60)))
        how = rng.randrange(6)
        if how == 0:
            data = data[:at] + data[to:]
        elif how == 1:
            data = data[:to] + data[at:to] + data[to:]
        elif how == 2:
            data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
        elif how == 3:
            data = data[:at] if rng.random() < 0.2 else data[: len(data) - rng.randrange(30)]
        else:
            data = data[:at] + rng.choice(TOKENS) + data[to if how == 5 else at :]
    return data


def of_structure(rng: random.Random, data: bytes) -> bytes:
    """A few values of a file replaced, moved, doubled, nested, or taken out."""
    top = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        holders = [found for _, found in walk(top) if isinstance(found, dict | list) and found]
        if not holders:
            break
        holder = rng.choice(holders)
        key: Any = rng.choice(list(holder)) if isinstance(holder, dict) else rng.randrange(len(holder))
        how = rng.randrange(7)
        if how == 0:
            del holder[key]
        elif how == 1 and isinstance(holder, list):
            holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        elif how == 2 and isinstance(holder, dict):
            other = rng.choice(["id", "text", "x", "$", "", "imported", "é" * 50, "target", "at"])
            holder[other] = copy.deepcopy(holder[key])
        elif how == 3:
            giver = rng.choice(holders)
            if giver is not top:
                holder[key] = copy.deepcopy(rng.choice(list(giver.values() if isinstance(giver, dict) else giver)))
        elif how == 4:
            for _ in range(rng.choice((1, 3, 50, 120))):
                holder[key] = [holder[key]] if rng.random() < 0.5 else {"a": holder[key]}
            if rng.random() < 0.5:
                break
        elif how == 5 and isinstance(holder, list):
            rng.shuffle(holder)
        else:
            holder[key] = copy.deepcopy(rng.choice(VALUES))
    return json.dumps(top).replace("Infinity", rng.choice(("Infinity", "1e999"))).encode()


def strictly(data: bytes) -> Any:
    """The JSON value by an independent road that lets nothing pass; ValueError for what is not to be accepted."""

    def constant(name: str) -> NoReturn:
        raise ValueError(name)

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in found}) != len(found):
            raise ValueError("a key twice")
        return dict(found)

    value = json.loads(data.decode("utf-8-sig"), parse_constant=constant, object_pairs_hook=pairs)
    json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


@pytest.mark.parametrize("mutate", [of_bytes, of_structure], ids=["bytes", "structure"])
def test_a_mutant_is_read_with_its_problems_or_refused_in_one_line(
    mutate: Callable[[random.Random, bytes], bytes],
) -> None:
    rng = random.Random(SEED)
    fates = {"read": 0, "repaired": 0, "refused": 0}
    for _ in range(MUTANTS):
        data = mutate(rng, rng.choice(SEEDS))
        try:
            fate = _fate(data)
        except Exception as error:
            error.add_note(f"seed {SEED}, mutant {data!r}")
            raise
        fates[fate] += 1
    assert min(fates.values()) > MUTANTS // 50, fates


def _fate(data: bytes) -> str:
    try:
        reading = registry.read(data, "a\nb.argmap.json", "argmap")
    except ArgmapError as error:
        assert str(error).isprintable() and str(error).startswith("a\\nb.argmap.json: ") and len(str(error)) < 8000
        return "refused"
    strictly(data)
    for problem in reading.problems:
        assert problem.path.startswith("$") and str(problem).isprintable() and len(str(problem)) < 8000
    document, ledger = repaired(reading)
    assert bool(ledger) == bool(reading.errors)
    assert [problem for problem in check(document) if problem.severity == "error"] == []
    again = registry.read(registry.write(document, "argmap"))
    assert again.errors == () and again.document == document
    return "repaired" if reading.errors else "read"


def test_the_road_against_which_mutants_are_held_refuses_what_it_should() -> None:
    for data in (b"[NaN]", b'{"a": 1, "a": 2}', rb'["\ud800"]', b"[\xff]", b"[1" + b"0" * 5000 + b"]"):
        with pytest.raises(ValueError):
            strictly(data)
        with pytest.raises(ArgmapError):
            registry.read(data, format="argmap")


@pytest.mark.parametrize("count", [5_000])
def test_a_large_hostile_file_is_gone_through_in_time_that_grows_with_it(count: int) -> None:
    twice = [{"id": "c", "text": str(n)} for n in range(count)]
    tower = [{"id": f"r{n}", "kind": "attack", "premises": ["c"], "target": f"r{n + 1}"} for n in range(count)]
    wide = [{"id": "w", "kind": "support", "premises": [f"p{n}" for n in range(count)], "target": "c"}]
    nested = [{"id": f"g{n}", "parent": f"g{n + 1}"} for n in range(count)]
    top = {"format": "argmap", "version": 1, "claims": twice, "relations": tower + wide, "groups": nested}
    reading = registry.read(json.dumps(top).encode())
    document, ledger = repaired(reading)
    assert len(document.claims) == count
    assert document.relations == {}
    assert len(ledger) == count - 1 + count + count + 1
